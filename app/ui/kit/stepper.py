"""The stepper: a figure in words between a button for less and one for more."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.theme import Look


class Stepper(QWidget):
    """`stepped` carries -1 or 1; whoever hears it shows the new value. The buttons are named for what they do."""

    stepped = Signal(int)

    def __init__(
        self, look: Look, name: str, less: str, more: str, *, widest: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.name = name
        self._widest = widest
        self.less = Button(look, less, icon="minus", bare=True)
        self.more = Button(look, more, icon="plus", bare=True)
        self.value = Label("", "body", strong=True, wrap=False, tabular=True)
        self.value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.space(1))
        for widget in (self.less, self.value, self.more):
            row.addWidget(widget)
        self.less.clicked.connect(self._step_less)
        self.more.clicked.connect(self._step_more)
        self._make_room()

    @property
    def words(self) -> str:
        """The name and the value, as a screen reader tells them."""
        return f"{self.name}: {self.value.text()}"

    def show_value(self, words: str, *, why_no_less: str = "", why_no_more: str = "") -> None:
        """Show the value, and switch off what would lead past its ends, with the reason."""
        self.value.setText(words)
        self.value.setAccessibleName(self.words)
        self.less.set_off(why_no_less)
        self.more.set_off(why_no_more)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def _make_room(self) -> None:
        """Keep the buttons where they are while the words change."""
        metrics = QFontMetrics(self._look.font("body", strong=True, tabular=True))
        self.value.setMinimumWidth(metrics.horizontalAdvance(self._widest) + self._look.theme.space(1))

    def _step_less(self) -> None:
        self.stepped.emit(-1)

    def _step_more(self) -> None:
        self.stepped.emit(1)


class SteppedField(QWidget):
    """A stepper with its name above, and a few words below."""

    def __init__(self, look: Look, stepper: Stepper, words: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.theme.space(0.75))
        column.addWidget(Label(stepper.name, strong=True))
        column.addWidget(stepper, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Label(words, "small", "muted"))
