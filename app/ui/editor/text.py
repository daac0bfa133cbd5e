"""A file as text, changed letter by letter; and what is wrong with it, by line."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontDatabase, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.editing.draft import Draft
from app.ui.editor.bound import PagesPast
from app.ui.kit import Label, muted
from app.ui.pages.layout import column_in
from app.ui.theme import Look

_MOST = 5


class _Text(PagesPast, QPlainTextEdit):
    """The text itself."""

    left = Signal()


class TextView(QWidget):
    """Shows the text of a draft, and writes into it."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._draft: Draft | None = None
        self._is_showing = False
        column = column_in(self, look, 1)
        column.addWidget(muted("This is the file, as it is on the disk once it is saved."))
        self.text = _Text()
        self.text.setAccessibleName("The file as text")
        self._suit()
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.textChanged.connect(self._write)
        column.addWidget(self.text, 1)
        self._problems = Label("", "small", "danger")
        self._lines: list[str] = []  # of all problems
        column.addWidget(self._problems)

    def show_draft(self, draft: Draft) -> None:
        """Show the text and its first problems."""
        self._draft = draft
        if draft.text != self.text.toPlainText():
            self._is_showing = True
            self.text.setPlainText(draft.text)
            self._is_showing = False
        self._lines = [f"Line {one.line}: {one.what}; {_ended(one.remedy)}" for one in draft.problems]
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._suit()
            self._tell()

    def _suit(self) -> None:
        """Write the text as large as all other words, in letters of one width."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self._look.theme.text_px("body"))
        self.text.setFont(font)

    def _tell(self) -> None:
        """Tell the first problems: as many as leave the text in sight, but one at least."""
        for most in range(_MOST, 0, -1):
            more = len(self._lines) - most
            self._problems.setText("\n".join([*self._lines[:most], *([f"And {more} more."] if more > 0 else [])]))
            if self._problems.heightForWidth(self.width()) <= self.height() // 3:
                break
        self._problems.setVisible(bool(self._lines))

    def _write(self) -> None:
        if self._draft is not None and not self._is_showing:
            self._draft.rewrite(self.text.toPlainText())
            self.changed.emit()


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith(("?", ".")) else f"{sentence}."
