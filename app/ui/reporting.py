"""Leads to the sheet for a clinician: for which days, under which name; shown before it is written or printed."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.expected import Expected
from app.history.stats import first_day
from app.history.transfer import exports
from app.history.trouble import told
from app.paths import Places
from app.plan.report import Report, report
from app.ui.answers import Answers
from app.ui.kit import small
from app.ui.kit.field import TextInput
from app.ui.library import Library
from app.ui.pages.layout import column_in
from app.ui.pages.paper import PaperPage
from app.ui.pages.ranges import USUAL, RangeInput, Span, days_of
from app.ui.papering import Papering
from app.ui.planning import Planned
from app.ui.sheet.paper import PaperSize, Sheet
from app.ui.sheet.report import TITLE, report_sheet
from app.ui.theme import Look
from app.ui.window import Window

if TYPE_CHECKING:
    from app.history.journal import Journal
    from app.history.store import Store


class Reporting(QObject):
    """Made when the sheet is first asked for. The history is read on its own thread."""

    left = Signal()

    def __init__(
        self,
        places: Places,
        journal: "Journal",
        planned: Planned,
        library: Library,
        papering: Papering,
        look: Look,
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._places = places
        self._journal = journal
        self._planned = planned
        self._library = library
        self._papering = papering
        self._look = look
        self._window = window
        self._answers = Answers(self)
        self._span: Span = USUAL
        self._name = ""
        self._report: Report | None = None

    def show(self) -> None:
        """Show the sheet for the usual days."""
        self._span, self._report = USUAL, None
        self._read()

    def _read(self) -> None:
        today, span, programmes = self._planned.day, self._span, self._library.programmes()

        def read(store: "Store") -> Report:
            earliest = first_day(store)
            days = days_of(span, today, date.fromisoformat(earliest) if earliest is not None else None)
            return report(store, programmes, *days, today)

        self._answers.when(self._journal.read(read), self._show, self._trouble)

    def _show(self, found: Report) -> None:
        is_first, self._report = self._report is None, found
        if is_first:
            self.page.show_sheet(TITLE, self._sheet, self._asks())
            self._window.show_page("report", "history")
        else:
            self.page.renew()

    def _asks(self) -> QWidget:
        """Return what can be said of the sheet: for which days, and whose it is."""
        asks = QWidget()
        column = column_in(asks, self._look, 1)
        self.range = RangeInput(self._look, "Which days the sheet is of")
        self.range.picked.connect(self._pick)
        self.name = TextInput(self._look, placeholder="Your name, if it should stand on the sheet")
        self.name.setAccessibleName("Your name")
        self.name.setText(self._name)
        self.name.setMaxLength(80)
        self.name.editingFinished.connect(self._rename)
        column.addWidget(self.range)
        column.addWidget(self.name)
        said = "Notes stand on it only where you marked them for sharing. Nothing leaves this computer by itself."
        column.addWidget(small(said))
        return asks

    def _pick(self, span: Span) -> None:
        self._span = span
        self._read()

    def _rename(self) -> None:
        name = self.name.text().strip()
        if name != self._name:
            self._name = name
            self.page.renew()

    def _sheet(self, size: PaperSize) -> Sheet:
        assert self._report is not None
        return self._papering.lay_out(report_sheet, replace(self._report, name=self._name), size)

    @cached_property
    def page(self) -> PaperPage:
        """The page that shows the sheet."""
        page = self._papering.new_page("Sheet to show")
        page.back.connect(self.left)
        page.save_asked.connect(self._save)
        page.print_asked.connect(self._print)
        self._window.put_in("report", page)
        return page

    def _save(self, sheet: Sheet) -> None:
        self._papering.save(sheet, TITLE, f"unhunch-{self._planned.day}", self._remember)

    def _remember(self, target: Path) -> None:
        """Keep in mind that the sheet tells of the person, and where it went. Raises Expected."""
        with told(self._places.data, thing="The list of what was exported"):
            exports.remember(self._places.history, [target])

    def _print(self, sheet: Sheet) -> None:
        self._papering.print(sheet, TITLE)

    def _trouble(self, error: Exception) -> None:
        is_told = isinstance(error, Expected)
        self._window.say(str(error) if is_told else "The history cannot be read; start Unhunch again.")
