"""The panel in which the player page asks: a check's question, or whether to end. Never a dialog."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit import Button, Card, Flow, Label, body
from app.ui.theme import Look
from app.ui.tokens import TypeSize


class Asking(Card):
    """A question with two answers, each by its own button."""

    yes = Signal()
    no = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, padding=2)
        self._title = Label("", "heading", strong=True)
        self._text = body()
        self.yes_button = Button(look, "Yes", icon="check", kind="primary", large=True)
        self.no_button = Button(look, "No", icon="cross", kind="secondary", large=True)
        self.layout_.addWidget(self._title)
        self.layout_.addWidget(self._text)
        row = QWidget()
        answers = Flow(row, gap=look.theme.space(1.5))
        answers.addWidget(self.yes_button)
        answers.addWidget(self.no_button)
        self.layout_.addWidget(row)
        self.yes_button.clicked.connect(self.yes)
        self.no_button.clicked.connect(self.no)
        self.hide()

    def set_size(self, size: TypeSize) -> None:
        """Set the question by the room there is."""
        self._title.set_size(size)
        for button in (self.yes_button, self.no_button):
            button.set_large(size != "body")

    def ask(self, title: str, text: str, yes: str, no: str) -> None:
        """Show a question and its answers."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.yes_button.set_label(yes)
        self.no_button.set_label(no)
        self.show()
