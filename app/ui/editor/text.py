"""A file as text, changed letter by letter; and what is wrong with it, by line."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
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
        self._draft: Draft | None = None
        self._is_showing = False
        column = column_in(self, look, 1)
        column.addWidget(muted("This is the file, as it is on the disk once it is saved."))
        self.text = _Text()
        self.text.setAccessibleName("The file as text")
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.textChanged.connect(self._write)
        column.addWidget(self.text, 1)
        self._problems = Label("", "small", "danger")
        column.addWidget(self._problems)

    def show_draft(self, draft: Draft) -> None:
        """Show the text and its first problems."""
        self._draft = draft
        if draft.text != self.text.toPlainText():
            self._is_showing = True
            self.text.setPlainText(draft.text)
            self._is_showing = False
        told = [f"Line {one.line}: {one.what}; {one.remedy}." for one in draft.problems[:_MOST]]
        more = len(draft.problems) - _MOST
        self._problems.setText("\n".join([*told, *([f"And {more} more."] if more > 0 else [])]))
        self._problems.setVisible(bool(told))

    def _write(self) -> None:
        if self._draft is not None and not self._is_showing:
            self._draft.rewrite(self.text.toPlainText())
            self.changed.emit()
