"""Changes of the plan, one after another. Nothing is taken back: any day's plan follows from those up to that day."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

Weekday = Annotated[int, Meta(ge=0, le=6)]  # 0 is Monday
TimeOfDay = Annotated[float, Meta(ge=0, lt=86_400)]  # seconds after midnight on the person's own clock
Missed = Literal["shift", "skip"]  # what is done about a day that was missed: it waits, or it is over

EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))


class Put(Struct, frozen=True, kw_only=True, tag_field="kind", tag="put"):
    """A routine is put on days of the week; the same entry again changes it from that day on."""

    entry: str
    routine: str
    weekdays: frozenset[Weekday] = EVERY_DAY
    time_s: TimeOfDay | None = None  # None: any time of the day


class TakenOff(Struct, frozen=True, kw_only=True, tag_field="kind", tag="taken off"):
    """An entry is taken off the plan."""

    entry: str


class Paused(Struct, frozen=True, kw_only=True, tag_field="kind", tag="paused"):
    """The whole plan rests from this day on; `until` is the first day it is on again."""

    until: date | None = None
    reason: Literal["", "holiday", "ill"] = ""


class WentOn(Struct, frozen=True, kw_only=True, tag_field="kind", tag="went on"):
    """The plan is on again from this day."""


class Skipped(Struct, frozen=True, kw_only=True, tag_field="kind", tag="skipped"):
    """One item is left out; `on` is the day it was planned for, also where it has gone to another."""

    item: str
    on: date


class Moved(Struct, frozen=True, kw_only=True, tag_field="kind", tag="moved"):
    """One item of one day is done at another time, or on another day."""

    item: str
    on: date
    to: date
    time_s: TimeOfDay | None = None


class PutBack(Struct, frozen=True, kw_only=True, tag_field="kind", tag="put back"):
    """One item of one day is as it was planned again: neither skipped nor moved."""

    item: str
    on: date


class Started(Struct, frozen=True, kw_only=True, tag_field="kind", tag="started"):
    """A programme begins on a day, its first. The times are those of its morning, evening and other sessions."""

    run: str
    programme: str
    on: date
    missed: Missed = "shift"
    morning_s: TimeOfDay | None = 8 * 3600.0
    any_s: TimeOfDay | None = None
    evening_s: TimeOfDay | None = 20 * 3600.0


class Left(Struct, frozen=True, kw_only=True, tag_field="kind", tag="left"):
    """A programme is left; it can be returned to where it was left."""

    run: str


class Returned(Struct, frozen=True, kw_only=True, tag_field="kind", tag="returned"):
    """A programme that was left goes on."""

    run: str


class Swapped(Struct, frozen=True, kw_only=True, tag_field="kind", tag="swapped"):
    """A programme's routine is done as another one from this day on; as itself, where both are the same."""

    run: str
    routine: str
    other: str


class Turned(Struct, frozen=True, kw_only=True, tag_field="kind", tag="turned"):
    """A programme is at the first day of a week on a day: to repeat that week, or to go to a gentler one."""

    run: str
    on: date
    week: Annotated[int, Meta(ge=1)]


class TurnedBack(Struct, frozen=True, kw_only=True, tag_field="kind", tag="turned back"):
    """A programme is on a day where it would be had nobody turned it on that day."""

    run: str
    on: date


class MissedRule(Struct, frozen=True, kw_only=True, tag_field="kind", tag="missed rule"):
    """What is done about missed days of a programme is chosen anew."""

    run: str
    missed: Missed


Change = (
    Put
    | TakenOff
    | Paused
    | WentOn
    | Skipped
    | Moved
    | PutBack
    | Started
    | Left
    | Returned
    | Swapped
    | Turned
    | TurnedBack
    | MissedRule
)


@dataclass(frozen=True)
class PlanEvent:
    """A change of the plan, and when it was made: on which of the person's own days, and at which moment."""

    at: datetime
    day: date
    change: Change


def words_of(change: Change) -> tuple[str, str]:
    """Return a change as the history keeps it: its kind, and the rest as a JSON object."""
    import msgspec

    whole = msgspec.to_builtins(change)
    kind = whole.pop("kind")
    return kind, json.dumps(whole, ensure_ascii=False, sort_keys=True)


def change_of(kind: str, body: str) -> Change | None:
    """Return a change as it was kept; None for one this version does not know, which then changes nothing."""
    import msgspec

    try:
        change: Change = msgspec.convert({**msgspec.json.decode(body, type=dict), "kind": kind}, type=Change)
    except msgspec.MsgspecError:
        return None
    return change


def in_order(events: Iterable[PlanEvent]) -> list[PlanEvent]:
    """Return events as they were made. A clock that was set back, or another time zone, does not turn them round."""
    return sorted(events, key=lambda event: event.at)
