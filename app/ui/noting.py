"""Leads through what is told by hand: the diary, and sessions done without the app."""

from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import __version__
from app.history import diary
from app.history.diary import CheckIn
from app.history.ids import new_id
from app.history.rows import SessionRow, day_of, offset_s_of, utc_text
from app.history.unavailable import HistoryUnavailable
from app.ui.answers import Answers
from app.ui.chosen import Chosen
from app.ui.library import Library
from app.ui.outside import Outside
from app.ui.pages.byhand import OTHER, ByHand, ByHandPage
from app.ui.pages.diary import PAGE_ROWS, DiaryPage, Told
from app.ui.planning import Planned
from app.ui.theme import Look
from app.ui.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.history.journal import Journal

_ROUTINE_OF_NONE = "by-hand"


class Noting(QObject):
    """Made when something is first told. Everything is read and written on the history's own thread."""

    left = Signal()

    def __init__(
        self,
        outside: Outside,
        chosen: Chosen,
        journal: "Journal",
        planned: Planned,
        library: Library,
        look: Look,
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._chosen = chosen
        self._journal = journal
        self._planned = planned
        self._library = library
        self._look = look
        self._window = window
        self._answers = Answers(self)
        self._marked: list[CheckIn] = []
        self._entries: list[CheckIn] = []

    # --- a session ---------------------------------------------------------------------------------------------------

    @cached_property
    def by_hand(self) -> ByHandPage:
        """The page on which a session is put in."""
        page = ByHandPage(self._look)
        page.back.connect(self.left)
        page.added.connect(self._add)
        self._window.put_in("by hand", page)
        return page

    def show_by_hand(self) -> None:
        """Ask for a session that was done without the app."""
        there = ((slug, title, self._library.routine(slug)) for slug, title in self._library.titles())
        routines = [(slug, title, one.minutes) for slug, title, one in there if one is not None]
        self.by_hand.show_form(routines, self._outside.now())
        self._window.show_page("by hand", "history")

    def _add(self, typed: ByHand) -> None:
        one = self._library.routine(typed.routine) if typed.routine != OTHER else None
        begun = self._outside.local(typed.began)
        seconds = typed.minutes * 60.0
        session = SessionRow(
            id=new_id(),
            routine_id=typed.routine or _ROUTINE_OF_NONE,
            title=typed.title,
            areas=tuple(one.timeline.areas) if one is not None else (),
            kinds=tuple(one.timeline.kinds) if one is not None else (),
            started_utc=utc_text(begun),
            ended_utc=utc_text(datetime.fromtimestamp(begun.timestamp() + seconds, begun.tzinfo)),
            utc_offset_s=offset_s_of(begun),
            day=day_of(begun, offset_s_of(begun), self._chosen.now.day_start_s),
            planned_s=seconds,
            played_s=seconds,
            outcome="by hand",
            pain_before=typed.pain_before,
            pain_after=typed.pain_after,
            note=typed.note,
            share=typed.share,
            app_version=__version__,
        )
        self._journal.write(lambda store: store.begin(session))
        self._planned.look()
        self._window.say(f"{typed.title} is in your history.")
        self.left.emit()

    # --- the diary ---------------------------------------------------------------------------------------------------

    @cached_property
    def diary(self) -> DiaryPage:
        """The page of the diary."""
        page = DiaryPage(self._look)
        page.back.connect(self.left)
        page.told.connect(self._keep)
        page.deleted.connect(self._delete)
        page.more.connect(self._more)
        self._window.put_in("diary", page)
        return page

    def show_diary(self) -> None:
        """Show the diary, with what was told before."""
        found = self._journal.read(lambda store: (diary.newest(store, limit=PAGE_ROWS), diary.marked(store)))
        self._answers.when(found, self._show, self._trouble)

    def _show(self, found: "tuple[list[CheckIn], list[CheckIn]]") -> None:
        self._entries, self._marked = found
        self.diary.show_diary(self._entries, self._marked, self._planned.day)
        self._window.show_page("diary", "history")

    def _more(self, after: CheckIn) -> None:
        found = self._journal.read(lambda store: diary.newest(store, limit=PAGE_ROWS, before=after))
        self._answers.when(found, self._add_older, self._trouble)

    def _add_older(self, older: "Sequence[CheckIn]") -> None:
        self._entries += older
        again = partial(self.diary.show_diary, self._entries, self._marked, self._planned.day)
        self.diary.add_entries(older, again)

    def _keep(self, check_in_id: str, told: Told) -> None:
        """Write a new entry, or an earlier one as it is now; what it was before is kept in the file."""
        earlier = next((one for one in self._entries if one.id == check_in_id), None)
        now = self._outside.now()
        offset_s = offset_s_of(now)
        one = CheckIn(
            id=check_in_id or new_id(),
            at_utc=earlier.at_utc if earlier is not None else utc_text(now),
            utc_offset_s=earlier.utc_offset_s if earlier is not None else offset_s,
            day=earlier.day if earlier is not None else day_of(now, offset_s, self._chosen.now.day_start_s),
            pain=told.pain,
            used=told.used,
            medicine=told.medicine,
            note=told.note,
            share=told.share,
            markers=told.markers,
        )
        self._journal.write(lambda store: diary.put(store, one))
        self._window.say(
            "Changed. What stood there before is kept in the history's file." if earlier else "Kept in your diary."
        )
        self.show_diary()

    def _delete(self, check_in_id: str) -> None:
        one = next(one for one in self._entries if one.id == check_in_id)
        self._journal.write(lambda store: diary.take_away(store, check_in_id))

        def undo() -> None:
            self._journal.write(lambda store: diary.put(store, one))
            self.show_diary()

        self._window.say("The entry is deleted.", "Undo", undo)
        self.show_diary()

    def _trouble(self, error: Exception) -> None:
        told = isinstance(error, HistoryUnavailable)
        self._window.say(str(error) if told else "The diary cannot be read; start Unhunch again.")
