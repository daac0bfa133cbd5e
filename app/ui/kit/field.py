"""Fields: a label, something to fill in, and one line below that helps or says what is wrong."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.label import Label, Picture, restyle
from app.ui.theme import Look

_ICON, _SIDE = 20, 12
_ROW_PX = 520  # before text scaling: narrower than this, the label of a row stands above


class TextInput(QLineEdit):
    """One line of text, with an icon in front if wanted (`search`)."""

    def __init__(self, look: Look, *, placeholder: str = "", icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self.setPlaceholderText(placeholder)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            side = self._look.theme.scaled(_ICON)
            pixmap = self._look.pixmap(self._icon, "muted", side, self.devicePixelRatioF())
            painter = QPainter(self)
            painter.drawPixmap(self._look.theme.scaled(_SIDE), (self.height() - side) // 2, pixmap)
            painter.end()

    def _make_room(self) -> None:
        """Begin the text after the icon; Qt's own icons in a line would not grow with it."""
        self.setTextMargins(self._look.theme.scaled(_ICON + 6) if self._icon else 0, 0, 0, 0)


class NoteInput(QPlainTextEdit):
    """A few lines of text. Tab leaves it, as everywhere else."""

    def __init__(self, *, lines: int = 3, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        line = QFontMetrics(self.font()).lineSpacing()
        return QSize(line * 12, line * (self._lines + 2))


class Field(QWidget):
    """A named place to fill in: the label above, the editor handed in, a hint or a problem below."""

    def __init__(
        self, look: Look, label: str, editor: QWidget, *, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.editor = editor
        self._hint = hint
        self._mark = Picture(look, "warning", "danger", 16)
        self._remark = Label("", "small", "muted")
        self.label = Label(label, strong=True)
        self.label.setBuddy(editor)
        editor.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.theme.space(0.75))
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(look.theme.space(0.75))
        self._both.addWidget(self.label)
        self._both.addWidget(editor)
        column.addLayout(self._both)
        column.addLayout(self._below(look))
        self._column = column
        self.set_problem("")

    @property
    def remark(self) -> str:
        """The line below, as it is shown now."""
        return self._remark.text()

    def keep_at_top(self) -> None:
        """Stay at the top where there is more height than it needs, as beside a higher field."""
        self._column.addStretch(1)

    def set_problem(self, problem: str) -> None:
        """Say what is wrong and what would be right, in one sentence; an empty one brings the hint back."""
        text = problem or self._hint
        self._remark.setText(text)
        self._remark.set_ink("danger" if problem else "muted")
        self._remark.setVisible(bool(text))
        self._mark.setVisible(bool(problem))
        self.editor.setAccessibleDescription(text)
        self.editor.setProperty("problem", bool(problem))
        restyle(self.editor)

    def set_hint(self, hint: str) -> None:
        """Help with another line."""
        self._hint = hint
        self.set_problem("")

    def _below(self, look: Look) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look.theme.space(0.75))
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._remark, 1)
        return row


class Row(Field):
    """A field whose label stands beside what is to be set, where there is room for both."""

    def __init__(self, look: Look, label: str, editor: QWidget, *, hint: str = "") -> None:
        super().__init__(look, label, editor, hint=hint)
        self._look = look
        self._lay(beside=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(beside=self.width() >= self._look.theme.scaled(_ROW_PX))

    def _lay(self, *, beside: bool) -> None:
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)
        if self.editor.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Maximum:  # else it stands in the middle
            self._both.setAlignment(self.editor, Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft)
        self._both.setStretch(0, 2 if beside else 0)
        self._both.setStretch(1, 3 if beside else 0)
