"""The one dialog for what is wrong in Unhunch itself: kind words, and a report to copy."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.kit import Button, Flow, Page, Picture, announce, body, heading, small
from app.ui.theme import Look

_WIDE, _HIGH = 640, 520  # before text scaling, and within the screen
_SHORTEST_LINES = 8
HEADING = "Something went wrong in Unhunch itself"
ABOUT_REPORT = (
    "The report says where in the program it was, and nothing that you wrote or rated. Nothing is sent by itself: "
    "copy it for whoever can mend Unhunch."
)


class ReportDialog(QDialog):
    """Shows one report at a time, which may grow while it is open. It holds nothing up."""

    def __init__(self, look: Look, log: Path, open_path: Callable[[Path], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._report = ""
        self._folder = log.parent
        self._open_path = open_path
        self.setWindowTitle("Unhunch")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._kept = body()
        self._often = body()
        self._where = small(f"The log is at {log}")
        self._where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Report")
        self.copy_button = Button(look, "Copy report", kind="secondary")
        self.folder_button = Button(look, "Open log folder", kind="quiet")
        self.close_button = Button(look, "Close", kind="primary")
        self.copy_button.clicked.connect(self._copy)
        self.folder_button.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.reject)
        self._lay_out()

    def show_report(self, report: str, kept: str, often: str, *, is_logged: bool = True) -> None:
        """Show a report, what was kept, and how often things went wrong; what somebody is reading stays in place."""
        self._report = report
        self._kept.setText(kept)
        self._often.setText(often)
        self._often.setVisible(bool(often))
        for only_with_log in (self._where, self.folder_button):
            only_with_log.setVisible(is_logged)
        if not (self.isVisible() and self.text.textCursor().hasSelection()):
            scrolled = self.text.verticalScrollBar().value()
            self.text.setPlainText(report)
            self.text.verticalScrollBar().setValue(scrolled)

    def appear(self, *, taking_focus: bool) -> None:
        """Come up, with the keys on Close; or without taking the keys from what a person is at."""
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not taking_focus)
        self.copy_button.set_label("Copy report")
        self._fit_screen()
        self.close_button.setFocus(Qt.FocusReason.TabFocusReason)
        self.show()
        if not taking_focus:
            announce(self, HEADING)

    def _lay_out(self) -> None:
        space = self._look.theme.space
        page = Page(self._look, fill=True)
        page.set_margins(space(3), space(2.5))
        page.body.setSpacing(space(1.5))
        head = QHBoxLayout()
        head.setSpacing(space(1.5))
        head.addWidget(Picture(self._look, "warning", "warning", 28), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(heading(HEADING), 1)
        page.body.addLayout(head)
        for words in (self._kept, self._often, small(ABOUT_REPORT)):
            page.body.addWidget(words)
        page.body.addWidget(self.text, 1)
        page.body.addWidget(self._where)
        row = QWidget()
        buttons = Flow(row, gap=space(1))
        buttons.setContentsMargins(space(3), 0, space(3), space(2.5))
        for button in (self.close_button, self.copy_button, self.folder_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addWidget(row)

    def _fit_screen(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(self._look.theme.text_px("small"))
        self.text.setFont(font)
        self.text.setMinimumHeight(self.text.fontMetrics().lineSpacing() * _SHORTEST_LINES)
        room = self.screen().availableGeometry().size() * 0.94
        scaled = self._look.theme.scaled
        self.resize(min(scaled(_WIDE), room.width()), min(scaled(_HIGH), room.height()))

    def _open_folder(self) -> None:
        if not self._open_path(self._folder):
            self.folder_button.set_off("Nothing here opens folders; the log's path stands above.")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy_button.set_label("Copied")
        announce(self, "Copied")
