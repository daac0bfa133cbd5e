"""Leads through a day: what is shown of it, what is started from it, and what is written down about it."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.plan.events import Moved, PutBack, Skipped, TakenOff, Turned, WentOn
from app.plan.facing import Advised, Facing, facing
from app.plan.today import Item
from app.ui.answers import Answers
from app.ui.chosen import Chosen
from app.ui.library import Library
from app.ui.outside import Outside
from app.ui.pages.today.page import Shown, TodayPage
from app.ui.planning import Planned
from app.ui.window import Window

if TYPE_CHECKING:
    from app.history.journal import Journal
    from app.history.store import Store

BREAK, BREATHE = "desk-reset", "even-breath-session"
_SUGGESTED = (
    ("upper-back-relief", "For a tight upper back, on a chair."),
    ("desk-reset", "A change from the screen."),
    ("even-breath-session", "Sit, and let your breath slow down."),
)
_EVENING_S = 20 * 3600.0
_LATEST_MS = 6 * 3_600_000  # a timer that is longer would go wrong by a clock that is changed


class Daily(QObject):
    """Keeps the page of today as the day is by now. `play` carries an Overview."""

    play = Signal(object)
    put_asked = Signal(str)  # a routine, on the plan
    plan_asked = Signal()
    programmes_asked = Signal()
    library_asked = Signal()

    def __init__(
        self,
        outside: Outside,
        chosen: Chosen,
        planned: Planned,
        library: Library,
        journal: "Callable[[], Journal]",
        page: TodayPage,
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._chosen = chosen
        self._planned = planned
        self._library = library
        self._journal = journal
        self._page = page
        self._window = window
        self._answers = Answers(self)
        self._queue: list[Item] = []  # what is still to be started of "start all"
        self._felt: tuple[object, int] | None = None  # the day, and what was told on it
        self._trouble = ""
        self._is_read = False  # the plan
        self._takes_keys = False  # the page, once it is shown
        self._midnight = QTimer(self, singleShot=True)
        self._midnight.timeout.connect(self.look)
        page.figures = library.figures
        self._connect()

    def _connect(self) -> None:
        page = self._page
        page.start.connect(self._start)
        page.start_all.connect(self._start_all)
        page.routine_asked.connect(self._library.show_routine)
        page.put_asked.connect(self.put_asked)
        page.plan_asked.connect(self.plan_asked)
        page.programmes_asked.connect(self.programmes_asked)
        page.library_asked.connect(self.library_asked)
        page.skipped.connect(self._skip)
        page.moved.connect(self._move)
        page.replaced.connect(self._replace)
        page.removed.connect(self._remove)
        page.advised.connect(self._follow)
        page.settled.connect(self._settle)
        page.felt.connect(self._feel)
        page.went_on.connect(self._go_on)
        self._planned.changed.connect(self._show_if_seen)
        self._planned.looked.connect(self._know)
        self._planned.not_read.connect(self._tell_trouble)
        self._library.renewed.connect(self._show_if_seen)
        self._chosen.changed.connect(self._show_if_seen)

    def close(self) -> None:
        """Wait for no other day."""
        self._midnight.stop()

    # --- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show today, and look whether it is otherwise by now."""
        self._queue = []
        self._window.show_page("today", "today")
        self._page.show_date(self._planned.day)
        self._takes_keys = True
        self.look()

    def look(self) -> None:
        """Read the plan and what was done; when the day is over, the next is looked at."""
        self._midnight.start(self._until_next_day_ms())
        if self._felt is not None and self._felt[0] != self._planned.day:
            self._felt = None
        if self._is_read:
            self._show_if_seen()
        self._planned.look()

    def _until_next_day_ms(self) -> int:
        now, start_s = self._outside.now(), self._chosen.now.day_start_s
        begins = datetime.combine(self._planned.day + timedelta(days=1), time(), now.tzinfo)
        left_s = (begins - now).total_seconds() + start_s
        return max(1000, min(_LATEST_MS, int(left_s * 1000) + 1000))

    def _know(self) -> None:
        """Show the day, now that the plan has been read for the first time: before, nothing can be said of it."""
        if not self._is_read:
            self._is_read = True
            self._show_if_seen()

    def _show_if_seen(self) -> None:
        if self._window.page == "today" and self._is_read:
            self.show_day()

    @property
    def facing(self) -> Facing:
        """The day as it is by now."""
        playable = frozenset(self._library.shelf.routines)
        return facing(self._planned.known, self._library.programmes(), playable, self._planned.day)

    def show_day(self) -> None:
        """Show the day as it was read last."""
        now, routines = self._chosen.now, self._library.shelf.routines
        one = self.facing
        self._page.show_day(
            Shown(
                one,
                routines,
                as_planned=self._library.as_planned,
                quick=self._quick(one),
                suggested=tuple((slug, why) for slug, why in _SUGGESTED if slug in routines),
                shows_streak=now.streak,
                felt=self._felt[1] if self._felt is not None else None,
                trouble=self._trouble,
            )
        )
        if self._takes_keys:
            self._takes_keys = False
            self._page.focus()

    def _quick(self, one: Facing) -> tuple[tuple[str, str, str], ...]:
        routines = self._library.shelf.routines
        found = [(self._chosen.now.break_routine, "Two-minute break", "posture"), (BREATHE, "Breathe", "breath")]
        if one.last_done is not None and one.last_done.routine not in {slug for slug, *_ in found}:
            title = routines[one.last_done.routine].routine.title
            found.append((one.last_done.routine, f"Again: {title}", "repeat"))
        return tuple(one for one in found if one[0] in routines)

    def _tell_trouble(self, sentence: str) -> None:
        self._trouble = sentence
        self._show_if_seen()

    # --- starting ----------------------------------------------------------------------------------------------------

    def _start(self, slug: str, item: Item | None) -> None:
        self._queue = []
        self._play(slug, item)

    def _play(self, slug: str, item: Item | None) -> None:
        one = self._library.routine(slug)
        if one is None:
            self._window.say("This routine cannot be played any more; choose another in the library.")
        elif one.why_not:
            self._window.say(one.why_not)
        else:
            self.play.emit(self._library.as_planned(slug, item.session if item is not None else None))

    def play_due(self, slug: str) -> None:
        """Play a routine; where it is due today, as it is planned."""
        due = (item for item in self._planned.today().items if item.routine == slug and item.state == "open")
        self._start(slug, next(due, None))

    def _start_all(self) -> None:
        self._queue = [item for item in self._planned.today().open if self._library.routine(item.routine) is not None]
        self.play_next()

    @property
    def next_title(self) -> str:
        """What comes next of "start all"; empty where nothing does."""
        one = self._library.routine(self._queue[0].routine) if self._queue else None
        return one.routine.title if one is not None else ""

    def play_next(self) -> bool:
        """Play the next of "start all". Return whether there was one."""
        if not self._queue:
            return False
        item = self._queue.pop(0)
        self._play(item.routine, item)
        return True

    # --- changes of the plan -----------------------------------------------------------------------------------------

    def _skip(self, item: Item) -> None:
        self._planned.change(Skipped(item=item.id, on=item.on))
        self._window.say("Skipped today.", "Undo", partial(self._put_back, item))

    def _move(self, item: Item, where: str) -> None:
        day = self._planned.day
        if where == "evening":
            self._planned.change(Moved(item=item.id, on=item.on, to=day, time_s=_EVENING_S))
        else:
            self._planned.change(Moved(item=item.id, on=item.on, to=day + timedelta(days=1), time_s=item.time_s))
        told = "Moved to this evening." if where == "evening" else "Moved to tomorrow."
        self._window.say(told, "Undo", partial(self._put_back, item))

    def _put_back(self, item: Item) -> None:
        self._planned.change(PutBack(item=item.id, on=item.on))

    def _replace(self, item: Item) -> None:
        """Take off what is gone, and choose something else to plan."""
        self._remove(item)
        self.plan_asked.emit()

    def _remove(self, item: Item) -> None:
        self._planned.change(Skipped(item=item.id, on=item.on) if item.run else TakenOff(entry=item.id))

    def _follow(self, one: Advised) -> None:
        if one.week is not None:
            self._planned.change(Turned(run=one.run.id, on=self._planned.day, week=one.week))
            self._window.say(f"You are at week {one.week} again.")

    def _go_on(self) -> None:
        self._planned.change(WentOn())

    # --- how it feels ------------------------------------------------------------------------------------------------

    def _settle(self, session_id: str, is_settled: bool) -> None:
        self._journal().write(partial(_settle, session_id=session_id, settled=is_settled))
        self._planned.look()

    def _feel(self, pain: int, areas: tuple[str, ...]) -> None:
        """Keep it as a check-in; said again within the same visit, the same one is changed."""
        from app.history.diary import WHOLE_BODY, CheckIn, put
        from app.history.ids import new_id
        from app.history.rows import day_of, offset_s_of, utc_text

        now = self._outside.now()
        offset_s = offset_s_of(now)
        day = day_of(now, offset_s, self._chosen.now.day_start_s)
        same = self._check_in is not None and self._check_in[1] == day
        check_in_id = self._check_in[0] if same and self._check_in is not None else new_id()
        self._check_in = (check_in_id, day)
        self._felt = (self._planned.day, pain)
        one = CheckIn(
            id=check_in_id,
            at_utc=utc_text(now),
            utc_offset_s=offset_s,
            day=day,
            pain=dict.fromkeys(areas or (WHOLE_BODY,), pain),
        )
        self._journal().write(lambda store: put(store, one), f"{check_in_id} felt")

    _check_in: tuple[str, str] | None = None  # what was told last, and on which day


def _settle(store: "Store", *, session_id: str, settled: bool) -> None:
    from app.history.planning import settle_down

    settle_down(store, session_id, settled)
