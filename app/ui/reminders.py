"""Reminds of what is planned and of breaks: looks once a minute, says it where it is seen, and does what is pressed."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.plan.due import Words, can_come_due, dues, rules_of, words_of
from app.plan.events import Skipped
from app.plan.reminding import Around, Due, Notice, begin, hush, put_off, put_off_break, remind
from app.plan.today import Item
from app.ui.chosen import Chosen
from app.ui.outside import Outside
from app.ui.planning import Planned
from app.ui.seeing import Seen

if TYPE_CHECKING:
    from app.play.library import Overview
    from app.routine.model import PlannedSession

log = logging.getLogger(__name__)

EVERY_MS = 60_000
HUSH_S = 3600.0
AWAY_S = 60.0  # without a key or the mouse: what is said in the window would be gone unread
START, SNOOZE, SKIP, OPEN = "start", "snooze", "skip", "default"
_OPEN, _START, _SNOOZE, _SKIP = (OPEN, "Open"), (START, "Start"), (SNOOZE, "Snooze 10 min"), (SKIP, "Skip")


class Teller(Protocol):
    """The window, as far as it tells; see Window."""

    def isActiveWindow(self) -> bool: ...  # noqa: N802 - Qt's
    def say(
        self,
        sentence: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        is_said: bool = False,
    ) -> None: ...


class Reminders(QObject):
    """Asks nobody while nothing can come due. One thing is said at a time, and taken back when it was done."""

    start_asked = Signal(str, str)  # a routine, and the desktop's leave to come to the front
    open_asked = Signal(str)  # that leave
    not_shown = Signal(object)  # Words: no service shows notices here
    told = Signal()  # what the desktop tells has been looked at
    changed = Signal()  # what is due, or until when nothing is said

    def __init__(
        self,
        outside: Outside,
        chosen: Chosen,
        planned: Planned,
        routine: "Callable[[str, PlannedSession | None], Overview | None]",
        plays: Callable[[], bool],
        window: Teller,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._chosen = chosen
        self._planned = planned
        self._routine = routine
        self._plays = plays
        self._window = window
        self._notices = outside.make_notices()
        self._state = begin(outside.now())
        self._items: dict[Due, Item] = {}  # what has its time today and is open
        self._said: Notice | None = None
        self._is_looking = self._is_asking = False
        self.seen = Seen()
        self.timer = QTimer(self, interval=EVERY_MS)
        self.timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self.timer.timeout.connect(self.look)
        chosen.changed.connect(self._suit)
        planned.changed.connect(self._suit)
        planned.looked.connect(self._ask_desktop)
        self._notices.seen.connect(self._see)
        self._notices.pressed.connect(self._act)
        self._notices.refused.connect(self._tell_otherwise)
        self._suit()

    def close(self) -> None:
        """Remind no more."""
        self.timer.stop()
        self._notices.close()

    def ask_desktop(self) -> None:
        """Look what the desktop tells; `told` says when it is known."""
        self._notices.look()

    # --- once a minute -----------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look what is due, then what the desktop tells, and say what is to be said."""
        if self._is_asking:  # it has not told for a minute
            self._remind(Seen())
        self._is_looking = True
        self._planned.look()

    def _ask_desktop(self) -> None:
        if self._is_looking:
            self._is_looking, self._is_asking = False, True
            self._notices.look()

    def _see(self, seen: Seen) -> None:
        self.seen = seen
        self.told.emit()
        if self._is_asking:
            self._remind(seen)

    def _remind(self, seen: Seen) -> None:
        self._is_asking = False
        now, chosen = self._outside.now(), self._chosen.now
        self._know_due()
        another_fills = seen.is_filled and not self._window.isActiveWindow()
        is_busy = bool(seen.is_quiet or (chosen.quiet_when_kept_on and (seen.is_kept_on or another_fills)))
        around = Around(self._plays(), seen.idle_s, is_busy, bool(seen.is_locked))
        self._state, notices = remind(self._state, now, list(self._items), around, rules_of(chosen))
        for notice in notices:
            self._say(notice, is_away=(seen.idle_s or 0.0) >= AWAY_S)
        self.changed.emit()

    def _know_due(self) -> None:
        """Look what has its time today; take back what was said of something done or changed meanwhile."""
        self._items = dues(self._planned.today(), self._title, self._chosen.now.day_start_s, self._outside.local)
        if self._said is not None and self._said.kind != "break" and not set(self._said.about) & set(self._items):
            self.take_back()

    def _suit(self) -> None:
        """Look for as long as anything can come due, as the person has it."""
        now, plan = self._chosen.now, self._planned.known.plan
        if now.remind_breaks or (now.remind_plan and can_come_due(plan, self._planned.day)):
            if not self.timer.isActive():
                self.timer.start()
        else:
            self.timer.stop()
            self.take_back()
        self._know_due()
        self.changed.emit()

    def _title(self, slug: str) -> str | None:
        one = self._routine(slug, None)
        return None if one is None else one.routine.title

    # --- saying ------------------------------------------------------------------------------------------------------

    def _say(self, notice: Notice, *, is_away: bool) -> None:
        """Say it in the window where that has the keys and somebody is there, else by the desktop."""
        words, can_start = self._words(notice), self._routine(*self._first(notice)) is not None
        self._said = notice
        if self._window.isActiveWindow() and not is_away:
            act = partial(self._act, START, "") if can_start else None
            self._window.say(f"{words.title}. {words.text}", "Start" if can_start else "", act)
            return
        start, skip = [_START] if can_start else [], [_SKIP] if words.offers_skip else []
        self._notices.show(words, [_OPEN, *start, _SNOOZE, *skip])

    def _words(self, notice: Notice) -> Words:
        """Return the words of a notice; a break is told of without its routine where that cannot be played."""
        one, every_s = self._routine(*self._first(notice)), self._chosen.now.break_every_s
        if one is None:
            return words_of(notice, None, every_s)
        return words_of(notice, one.minutes, every_s, one.routine.title)

    def _first(self, notice: Notice) -> "tuple[str, PlannedSession | None]":
        """Return the routine to begin with, the first that is still open, and what its programme says of it."""
        if notice.kind == "break":
            return self._chosen.now.break_routine, None
        return next(((item.routine, item.session) for item in self._still_open(notice)), ("", None))

    def _still_open(self, notice: Notice) -> list[Item]:
        return [self._items[due] for due in notice.about if due in self._items]

    def _tell_otherwise(self, why: str) -> None:
        """No notice can be shown: let the tray tell it, or the window for when it is looked at."""
        log.info("no notice was shown: %s", why)
        words = None if self._said is None else self._words(self._said)
        if words is not None:
            self.not_shown.emit(words)

    def take_back(self) -> None:
        """Take away what was said last: it has been done, or is no longer wanted."""
        if self._said is not None:
            self._said = None
            self._notices.withdraw()

    # --- what is pressed ---------------------------------------------------------------------------------------------

    def _act(self, what: str, token: str) -> None:
        said = self._said
        self.take_back()  # some services leave it there after a press
        slug = "" if said is None else self._first(said)[0]
        if what == START and slug:
            self.start_asked.emit(slug, token)
        elif what in (START, OPEN):
            self.open_asked.emit(token)
        elif what == SNOOZE and said is not None:
            self._snooze(said)
        elif what == SKIP and said is not None:
            self._planned.change(*(Skipped(item=item.id, on=item.on) for item in self._still_open(said)))

    def _snooze(self, said: Notice) -> None:
        if said.kind == "break":
            self._state = put_off_break(self._state, rules_of(self._chosen.now))
        else:
            self._state = put_off(self._state, said.about, self._outside.now())

    # --- quiet for a while -------------------------------------------------------------------------------------------

    @property
    def hushed_until(self) -> datetime | None:
        """Until when nothing is said, where that was asked for and is not over."""
        until = self._state.hush_until
        return until if until is not None and self._outside.now() < until else None

    def hush(self, for_s: float = HUSH_S) -> None:
        """Say nothing for so long; for 0 s, begin again."""
        self._state = hush(self._state, self._outside.now(), for_s)
        self.take_back()
        self.changed.emit()
