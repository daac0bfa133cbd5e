"""Leads through the history: its figures, its sessions, one session, and what is changed of it afterwards."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.history.unavailable import HistoryUnavailable
from app.ui.answers import Answers
from app.ui.chosen import Chosen
from app.ui.keeping import Keeping
from app.ui.outside import Outside
from app.ui.planning import Planned
from app.ui.theme import Look
from app.ui.window import Window

if TYPE_CHECKING:
    from app.history.journal import Journal
    from app.history.rows import SessionRow, StepRow
    from app.history.search import Sought
    from app.history.store import Store
    from app.ui.pages.history import HistoryPage, SessionPage
    from app.ui.pages.lookback import Looked
    from app.ui.pages.ranges import Span


class Looking(QObject):
    """Made when the history is first looked at. Everything is read on the history's own thread."""

    library_asked = Signal()
    diary_asked = Signal()
    by_hand_asked = Signal()
    report_asked = Signal()

    def __init__(
        self,
        keeping: Keeping,
        planned: Planned,
        outside: Outside,
        chosen: Chosen,
        precautions: Callable[[], Mapping[str, str]],
        look: Look,
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._chosen = chosen
        self._precautions = precautions
        self._keeping = keeping
        self._planned = planned
        self._look = look
        self._window = window
        self._answers = Answers(self)
        self._sought: Sought | None = None
        self._range: Span = ""  # as usual
        self._session: SessionRow | None = None  # that is shown

    @property
    def _journal(self) -> "Journal":
        return self._keeping.journal

    @cached_property
    def page(self) -> "HistoryPage":
        """The page of figures and sessions."""
        from app.ui.pages.history import HistoryPage

        page = HistoryPage(self._look)
        page.chosen.connect(self.show_session)
        page.wanted.connect(self._want)
        page.library.connect(self.library_asked)
        page.diary.connect(self.diary_asked)
        page.by_hand.connect(self.by_hand_asked)
        page.report.connect(self.report_asked)
        page.sought.connect(self._seek)
        page.range_picked.connect(self._pick_range)
        self._keeping.notice_changed.connect(self._renew)
        self._window.put_in("history", page)
        return page

    @cached_property
    def session_page(self) -> "SessionPage":
        """The page of one session."""
        from app.ui.pages.history import SessionPage

        page = SessionPage(self._look)
        page.back.connect(self._back)
        page.corrected.connect(self._correct)
        page.deleted.connect(self._delete)
        self._window.put_in("session", page)
        return page

    def show(self) -> None:
        """Show the history."""
        page = self.page
        page.show_notice(self._keeping.notice)
        self._window.show_page("history", "history")
        self._list()
        self._figures()

    def _list(self) -> None:
        from app.history.search import Sought, count, find
        from app.ui.pages.sessions import PAGE_ROWS

        sought = self._sought = self._sought or Sought()
        found = self._journal.read(lambda store: (count(store, sought), find(store, sought, limit=PAGE_ROWS)))
        self._answers.when(found, partial(self._show_list, sought), self._trouble)

    def _show_list(self, sought: "Sought", found: "tuple[int, list[SessionRow]]") -> None:
        if sought is self._sought:  # else something else is looked for by now
            self.page.show_sessions(*found)

    def _want(self, page: int) -> None:
        from app.history.search import Sought, find
        from app.ui.pages.sessions import PAGE_ROWS

        sought = self._sought = self._sought or Sought()
        found = self._journal.read(lambda store: find(store, sought, limit=PAGE_ROWS, offset=page * PAGE_ROWS))
        self._answers.when(found, partial(self._take, sought, page), self._trouble)

    def _take(self, sought: "Sought", page: int, sessions: "list[SessionRow]") -> None:
        if sought is self._sought:
            self.page.take(page, sessions)

    def _figures(self) -> None:
        from app.ui.pages.ranges import USUAL

        today, span = self._planned.day, self._range or USUAL
        found = self._journal.read(lambda store: _looked(store, span, today))
        self._answers.when(found, self._show_looked, self._no_figures)

    def _show_looked(self, looked: "Looked") -> None:
        self.page.show_looked(looked, self._planned.day)

    def _no_figures(self, error: Exception) -> None:
        """Say nothing more: why it cannot be read stands where the sessions would."""
        if not isinstance(error, HistoryUnavailable):
            raise error

    def _pick_range(self, span: "Span") -> None:
        self._range = span
        self._figures()

    def _seek(self, sought: "Sought") -> None:
        self._sought = sought
        self._list()

    def _renew(self) -> None:
        """Show what there is now: something was put right, or could be written after all."""
        if self._window.page == "history":
            self.show()

    def _trouble(self, error: Exception) -> None:
        told = isinstance(error, HistoryUnavailable)
        self.page.show_trouble(str(error) if told else "The history cannot be read; start Unhunch again.")

    # --- one session -------------------------------------------------------------------------------------------------

    def show_session(self, session_id: str) -> None:
        """Show one session with its steps."""
        found = self._journal.read(lambda store: (store.session(session_id), store.steps(session_id)))
        self._answers.when(found, self._show_steps, self._trouble)

    def _show_steps(self, found: "tuple[SessionRow | None, list[StepRow]]") -> None:
        session, steps = found
        if session is not None:
            self._session = session
            self.session_page.show_session(session, steps, self._precautions(), self._outside.now())
            self._window.show_page("session", "history")

    def _back(self) -> None:
        """Go back to the list as it was left."""
        self._window.show_page("history", "history")

    def _correct(self, session_id: str, changed: dict[str, object]) -> None:
        """Write something of a session anew; what stood there is kept."""
        from app.history.corrections import begun_at, correct
        from app.ui.pages.correcting import BEGAN

        moment = changed.pop(BEGAN, None)
        if isinstance(moment, datetime) and self._session is not None:
            changed |= begun_at(self._session, self._outside.local(moment), self._chosen.now.day_start_s)
        self._journal.write(lambda store: correct(store, session_id, **changed))
        self._planned.look()
        self._window.say("Changed. What stood there before is kept in the history's file.")
        self._list()
        self._figures()
        self.show_session(session_id)

    def _delete(self, session_id: str) -> None:
        from app.history.corrections import delete

        gone = self._journal.read(lambda store: (store.session(session_id), store.steps(session_id)))
        self._journal.write(lambda store: _forget(partial(delete, store, session_id)))
        self._answers.when(gone, self._offer_undo, self._trouble)
        self.show()

    def _offer_undo(self, found: "tuple[SessionRow | None, list[StepRow]]") -> None:
        from app.history.corrections import put_back

        session, steps = found
        if session is None:
            return

        def undo() -> None:
            self._journal.write(lambda store: put_back(store, session, steps))
            self.show()

        self._window.say(f"{session.title} is deleted.", "Undo", undo)


def _forget(act: Callable[[], object]) -> None:
    act()


def _looked(store: "Store", span: "Span", today: date) -> "Looked":
    from app.history import stats
    from app.ui.charts.year import days_of
    from app.ui.pages.lookback import Looked
    from app.ui.pages.ranges import days_of as days_of_span

    earliest = stats.first_day(store)
    first, last = days_of_span(span, today, date.fromisoformat(earliest) if earliest is not None else None)
    between = first.isoformat(), last.isoformat()
    year = stats.days(store, days_of(today)[0].isoformat(), today.isoformat())
    return Looked(
        first,
        last,
        stats.totals(store, *between),
        {date.fromisoformat(day): seconds for day, seconds in year.items()},
        stats.weeks(store, *between),
        stats.pains(store, *between),
        stats.most_done(store, *between),
        stats.longest_run(map(date.fromisoformat, stats.days(store, *between))),
    )
