"""What a page asks, in the page itself: a sentence and what can be answered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit.announce import announce
from app.ui.kit.button import Button
from app.ui.kit.card import Card
from app.ui.kit.label import Label
from app.ui.kit.layout import Flow
from app.ui.theme import Look

Answer = tuple[str, Callable[[], object]]  # the words on a button, and what it does


class Question(Card):
    """Hidden until something is asked. Esc is the last of the answers."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, padding=2)
        self._sentence = Label("", strong=True)
        self.layout_.addWidget(self._sentence)
        self._row = QWidget()
        self.layout_.addWidget(self._row)
        self.buttons: list[Button] = []
        self.hide()

    def ask(self, sentence: str, answers: Sequence[Answer]) -> None:
        """Ask, and give the keys to the first answer, which is the one that loses nothing."""
        self.layout_.removeWidget(self._row)
        self._row.deleteLater()
        self._row = QWidget()
        flow = Flow(self._row, gap=self._look.theme.space(1))
        self.buttons = []
        for words, act in answers:
            button = Button(self._look, words, kind="secondary" if self.buttons else "primary")
            button.clicked.connect(self.hide)
            button.clicked.connect(lambda _=False, act=act: act())
            flow.addWidget(button)
            self.buttons.append(button)
        self.layout_.addWidget(self._row)
        self._sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
        self.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        announce(self, sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.buttons:
            self.buttons[-1].click()
        else:
            super().keyPressEvent(event)
