"""The plan for other calendars, as iCalendar. Pure: the same plan on the same day is written the same, byte for byte.

Times have no zone: eight o'clock is eight o'clock wherever the person is.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app import files
from app.expected import Expected
from app.plan.planned import ONE_DAY, Entry, Plan
from app.plan.reading import Known
from app.plan.today import day_plan
from app.routine.model import PlannedSession, Programme

if TYPE_CHECKING:
    from icalendar import Event

DAYS_AHEAD = 56  # of programmes and of what was moved; the rest repeats without end
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


_MOST_BYTES = 16 << 20
_FIRST_LINE = b"BEGIN:VCALENDAR"


class CalendarNotWritten(Expected):
    """The calendar's file cannot be written."""


@dataclass(frozen=True)
class Length:
    """A routine as a calendar shows it, and how long it takes: by itself, and within what a programme says of it."""

    title: str
    minutes: int
    within: Mapping[PlannedSession, int] = field(default_factory=dict)

    def minutes_of(self, session: PlannedSession | None) -> int:
        """Return how long it takes as it is planned."""
        return self.minutes if session is None else self.within.get(session, self.minutes)


@dataclass(frozen=True)
class _Dated:
    """A routine on a day: `uid` is the same each time the plan is written."""

    uid: str
    routine: str
    day: date
    time_s: float | None
    session: PlannedSession | None = None


def to_ics(
    known: Known,
    programmes: Mapping[str, Programme],
    routines: Mapping[str, Length],
    today: date,
    day_start_s: float,
) -> bytes:
    """Return the plan from a day on. What no routine is there for any more is left out."""
    from icalendar import Calendar  # late: 75 ms

    calendar = Calendar()
    calendar.add("prodid", "-//Unhunch//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Unhunch")
    for entry in known.plan.entries:
        if entry.routine in routines and (event := _weekly(entry, known.plan, routines, today, day_start_s)):
            calendar.add_component(event)
    for one in _dated(known, programmes, today):
        if one.routine in routines:
            calendar.add_component(_event(one, routines[one.routine], today, day_start_s))
    return bytes(calendar.to_ical())


def write(path: Path, calendar: bytes) -> None:
    """Write a calendar, in place of an earlier one too. Raises CalendarNotWritten, also for a file that is none."""
    try:
        if os.path.lexists(path) and not files.read(path, _MOST_BYTES).startswith(_FIRST_LINE):
            raise CalendarNotWritten(f"{path} is there already and is no calendar; choose another name.")
        files.replace(path, calendar, keep_mode=True)
    except OSError as error:
        why = error.strerror or "it is no ordinary file"
        raise CalendarNotWritten(f"The calendar cannot be written to {path} ({why}); choose another place.") from error


def _weekly(
    entry: Entry, plan: Plan, routines: Mapping[str, Length], today: date, day_start_s: float
) -> "Event | None":
    """Return what repeats each week, without the days on which it is left out or done at another time."""
    first = _first(entry, plan, today)
    if first is None:
        return None
    event = _event(_Dated(entry.id, entry.routine, first, entry.time_s), routines[entry.routine], today, day_start_s)
    shift = _shift(entry.time_s, day_start_s)
    days = sorted((day + shift) % 7 for day in entry.weekdays)
    rule: dict[str, object] = {"freq": "weekly", "byday": [_WEEKDAYS[day] for day in days]}
    if entry.span.until is not None:
        rule["until"] = _when(entry.span.until - ONE_DAY, entry.time_s, day_start_s)
    event.add("rrule", rule)
    for day in _left_out(entry, plan, first):
        event.add("exdate", _when(day, entry.time_s, day_start_s))
    return event


def _first(entry: Entry, plan: Plan, today: date) -> date | None:
    """Return its first day from today on; none while the plan rests without an end, or where it was taken off."""
    day = max(entry.span.first, today)
    pause = plan.pause(day)
    if not entry.weekdays or (pause is not None and pause.span.until is None):
        return None
    return next((on for on in (day + number * ONE_DAY for number in range(7)) if entry.is_on(on)), None)


def _left_out(entry: Entry, plan: Plan, first: date) -> list[date]:
    chosen = {on for item, on in (*plan.skipped, *plan.moves) if item == entry.id}
    ends = [pause.span.until for pause in plan.pauses if pause.span.until is not None]
    paused = (first + number * ONE_DAY for number in range((max(ends, default=first) - first).days))
    chosen |= {on for on in paused if plan.pause(on) is not None}
    return sorted(on for on in chosen if on >= first and entry.is_on(on))


def _dated(known: Known, programmes: Mapping[str, Programme], today: date) -> Iterator[_Dated]:
    """Yield what stands on single days: programmes as they will be if all until then is done, and what was moved."""
    entries = {entry.id for entry in known.plan.entries}
    for number in range(DAYS_AHEAD):
        day = today + number * ONE_DAY
        for item in day_plan(known.plan, programmes, known.history, day, today).items:
            is_moved = (item.id, item.on) in known.plan.moves
            if item.state in ("open", "done") and (is_moved or item.id not in entries):
                yield _Dated(f"{item.id}-{item.on.isoformat()}", item.routine, day, item.time_s, item.session)


def _event(one: _Dated, routine: Length, today: date, day_start_s: float) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{one.uid}@unhunch")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("summary", _line(routine.title))
    event.add("dtstart", _when(one.day, one.time_s, day_start_s))
    if one.time_s is not None:
        event.add("duration", timedelta(minutes=routine.minutes_of(one.session)))
    event.add("transp", "TRANSPARENT")  # nobody is kept from a meeting by it
    return event


def _when(day: date, time_s: float | None, day_start_s: float) -> date | datetime:
    if time_s is None:
        return day
    return datetime.combine(day + _shift(time_s, day_start_s) * ONE_DAY, time()) + timedelta(seconds=time_s)


def _shift(time_s: float | None, day_start_s: float) -> int:
    """Return 1 for a time that belongs to the night after the person's own day, which calendars have as the next."""
    return int(time_s is not None and time_s < day_start_s)


def _line(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)
