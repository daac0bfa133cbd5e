"""What stands where there is nothing yet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.label import Label, Picture
from app.ui.theme import Look


class EmptyState(QWidget):
    """An icon, a sentence that says what will be here, and one thing to do about it if there is one."""

    acted = Signal()

    def __init__(
        self, look: Look, icon: str, sentence: str, *, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.sentence = Label(sentence, "body", "muted")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(look.theme.space(steps) for steps in (3, 6, 3, 6)))
        column.setSpacing(look.theme.space(2))
        column.addWidget(Picture(look, icon, "accent", 48), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence)
        self.action: Button | None = None
        if action:
            self.action = Button(look, action)
            self.action.clicked.connect(self.acted)
            column.addSpacing(look.theme.space(1))
            column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
