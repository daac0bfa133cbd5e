"""Leads to the pages about the past: the history, what is told by hand, the sheet for a clinician, and its data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from app.ui.chosen import Chosen
    from app.ui.keeping import Keeping
    from app.ui.library import Library
    from app.ui.looking import Looking
    from app.ui.noting import Noting
    from app.ui.outside import Outside
    from app.ui.pages.settings.data import DataSection
    from app.ui.papering import Papering
    from app.ui.planning import Planned
    from app.ui.reporting import Reporting
    from app.ui.theme import Look
    from app.ui.window import Window


@dataclass(frozen=True)
class Surroundings:
    """What the pages about the past ask for when they need it."""

    precautions: Callable[[], Mapping[str, str]]  # read from a file
    papering: "Callable[[], Papering]"
    plays: Callable[[], bool]  # whether a routine is in play


class Past(QObject):
    """Knows which of these pages leads to which. Each is made when it is first shown."""

    library_asked = Signal()

    def __init__(
        self,
        outside: "Outside",
        chosen: "Chosen",
        keeping: "Keeping",
        planned: "Planned",
        library: "Library",
        around: Surroundings,
        look: "Look",
        window: "Window",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._chosen = chosen
        self._keeping = keeping
        self._planned = planned
        self._library = library
        self._around = around
        self._look = look
        self._window = window

    def show(self) -> None:
        """Show the history."""
        self.looking.show()

    @cached_property
    def looking(self) -> "Looking":
        """Who leads through the history."""
        from app.ui.looking import Looking

        keeping, planned, outside, chosen = self._keeping, self._planned, self._outside, self._chosen
        precautions = self._around.precautions
        looking = Looking(keeping, planned, outside, chosen, precautions, self._look, self._window, self)
        looking.library_asked.connect(self.library_asked)
        looking.diary_asked.connect(self._show_diary)
        looking.by_hand_asked.connect(self._show_by_hand)
        looking.report_asked.connect(self._show_report)
        return looking

    @cached_property
    def noting(self) -> "Noting":
        """Who leads through what is told by hand."""
        from app.ui.noting import Noting

        outside, chosen, planned, library = self._outside, self._chosen, self._planned, self._library
        noting = Noting(outside, chosen, self._keeping.journal, planned, library, self._look, self._window, self)
        noting.left.connect(self.show)
        return noting

    def _show_diary(self) -> None:
        self.noting.show_diary()

    def _show_by_hand(self) -> None:
        self.noting.show_by_hand()

    @cached_property
    def reporting(self) -> "Reporting":
        """Who leads to the sheet for a clinician."""
        from app.ui.reporting import Reporting

        places, planned, library = self._outside.places, self._planned, self._library
        papering = self._around.papering()
        reporting = Reporting(places, self._keeping.journal, planned, library, papering, self._look, self._window, self)
        reporting.left.connect(self.show)
        return reporting

    def _show_report(self) -> None:
        self.reporting.show()

    def own(self, section: "DataSection") -> None:
        """Let the person take their data with them, bring it back, and delete it, from a section of the settings."""
        from app.ui.owning import Owning

        owning = Owning(self._outside, self._keeping.journal, self._around.plays, self._window.say, section)
        owning.changed.connect(self._planned.forget)
