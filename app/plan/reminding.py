"""When to remind, and when to keep quiet: a state and what is seen now give the next state and what is to be said.

Asked once a minute. A moment that went by unseen, because the machine slept or somebody was busy, is told of once and
in one line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Literal

Told = tuple[str, date]

SNOOZE_S = 600.0
LATE_S = 900.0  # from here on it is not "now" any more
BREAK_S = 180.0  # so long away from the keyboard, or asleep, and the break was taken


@dataclass(frozen=True)
class Rules:
    """What the person has set. Times of day are seconds after midnight, lengths seconds."""

    plan: bool = True
    breaks: bool = False
    break_every_s: float = 2700.0
    break_weekdays: frozenset[int] = frozenset(range(7))
    quiet_from_s: float = 22 * 3600.0
    quiet_until_s: float = 7 * 3600.0


@dataclass(frozen=True)
class Around:
    """What is seen around the app. None where the desktop does not tell."""

    is_playing: bool = False
    idle_s: float | None = None  # since the last key or move of the mouse
    is_busy: bool = False  # another program fills the screen, a call, do not disturb
    is_locked: bool = False


@dataclass(frozen=True)
class Due:
    """Something planned and not done yet, and its moment."""

    id: str
    day: date
    title: str
    at: datetime

    @property
    def key(self) -> Told:
        """What it is told of by, once."""
        return self.id, self.day


@dataclass(frozen=True)
class Notice:
    """Something to be said: a routine is due, several were, or it is time for a break."""

    kind: Literal["due", "waited", "break"]
    about: tuple[Due, ...] = ()


@dataclass(frozen=True)
class Reminding:
    """What has been told and put off so far. `began` is when the app opened: what was due before stands on Today."""

    began: datetime
    last: datetime
    told: frozenset[Told] = frozenset()
    put_off: Mapping[Told, datetime] = field(default_factory=dict)
    at_desk_s: float = 0.0  # since the last break
    hush_until: datetime | None = None  # all of it is put off until then


def begin(now: datetime) -> Reminding:
    """Return the state as the app opens."""
    return Reminding(now, now)


def remind(
    state: Reminding, now: datetime, due: Sequence[Due], around: Around, rules: Rules
) -> tuple[Reminding, list[Notice]]:
    """Return the next state and what is to be said now. `now` has the zone the person is in."""
    state = _at_desk(_in_time(state, now), now, around)
    hushed = around.is_playing or around.is_busy or around.is_locked or is_quiet(now, rules)
    if hushed or (state.hush_until is not None and now < state.hush_until):
        return state, []
    waiting = _waiting(state, now, due) if rules.plan else []
    if waiting:
        keys = {one.key for one in waiting}
        put_off = {key: at for key, at in state.put_off.items() if key not in keys}
        return replace(state, told=state.told | keys, put_off=put_off), [_notice(waiting, state, now)]
    if rules.breaks and now.weekday() in rules.break_weekdays and state.at_desk_s >= rules.break_every_s:
        return replace(state, at_desk_s=0.0), [Notice("break")]
    return state, []


def is_quiet(now: datetime, rules: Rules) -> bool:
    """Whether a moment lies in the quiet hours; they may go over midnight, and are none where both ends are one."""
    time_s = now.hour * 3600 + now.minute * 60 + now.second
    if rules.quiet_from_s <= rules.quiet_until_s:
        return rules.quiet_from_s <= time_s < rules.quiet_until_s
    return time_s >= rules.quiet_from_s or time_s < rules.quiet_until_s


def put_off(state: Reminding, about: Sequence[Due], now: datetime) -> Reminding:
    """Let these be told again in ten minutes."""
    again = now + timedelta(seconds=SNOOZE_S)
    return replace(state, put_off={**state.put_off, **{one.key: again for one in about}})


def put_off_break(state: Reminding, rules: Rules) -> Reminding:
    """Let the break come after ten more minutes at the desk."""
    return replace(state, at_desk_s=max(0.0, rules.break_every_s - SNOOZE_S))


def hush(state: Reminding, now: datetime, for_s: float = 3600.0) -> Reminding:
    """Say nothing for so long; what comes due meanwhile waits, and is then told in one line."""
    return replace(state, hush_until=now + timedelta(seconds=for_s))


def _in_time(state: Reminding, now: datetime) -> Reminding:
    """Follow a clock that was set back: nothing is told twice for it, and nothing kept silent for longer."""
    if now >= state.last:
        return state
    back = state.last - now
    put_off = {key: at - back for key, at in state.put_off.items()}
    hush_until = state.hush_until - back if state.hush_until is not None else None
    return replace(state, began=min(state.began, now), last=now, put_off=put_off, hush_until=hush_until)


def _at_desk(state: Reminding, now: datetime, around: Around) -> Reminding:
    passed_s = (now - state.last).total_seconds()
    is_away = around.is_playing or around.is_locked or passed_s >= BREAK_S or (around.idle_s or 0.0) >= BREAK_S
    return replace(state, last=now, at_desk_s=0.0 if is_away else state.at_desk_s + passed_s)


def _waiting(state: Reminding, now: datetime, due: Sequence[Due]) -> list[Due]:
    new = [one for one in due if one.key not in state.told and state.began < one.at <= now]
    again = [one for one in due if state.put_off.get(one.key, now + timedelta(1)) <= now]
    return new + [one for one in again if one not in new]


def _notice(waiting: list[Due], state: Reminding, now: datetime) -> Notice:
    is_late = any((now - one.at).total_seconds() > LATE_S and one.key not in state.put_off for one in waiting)
    return Notice("waited" if is_late else "due", tuple(sorted(waiting, key=lambda one: one.at)))
