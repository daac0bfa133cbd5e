"""Days of the plan in lines for a person and as data for a program."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.plan.calendar import Length
from app.plan.today import DayPlan, Item


def lines(day: DayPlan, routines: Mapping[str, Length], today: date) -> Iterator[str]:
    """Yield a day: its name, and each item with its time, its state and how long it takes."""
    yield f"{day.day:%A} {day.day.isoformat()}{', today' if day.day == today else ''}"
    if day.pause is not None:
        until = "" if day.pause.span.until is None else f" until {day.pause.span.until.isoformat()}"
        yield f"    the plan is paused{until}"
    for item in day.items:
        state = "missed" if day.day < today and item.counts and item.state == "open" else item.state
        yield f"    {_time(item) or 'any time':8}  {state:7}  {_told(item, routines)}"
    if not day.items and day.pause is None:
        yield "    nothing planned"


def _told(item: Item, routines: Mapping[str, Length]) -> str:
    one = routines.get(item.routine)
    if one is None:
        told = f"{item.routine}, which is no longer there"
    else:
        told = f"{one.title}, {one.minutes_of(item.session)} min"
    return f"{told} (may be left out)" if item.is_optional else told


def _time(item: Item) -> str:
    """Return its time of day; empty for any time."""
    if item.time_s is None:
        return "" if item.when == "any" else item.when
    minutes = round(item.time_s / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def as_data(day: DayPlan, routines: Mapping[str, Length]) -> dict[str, Any]:
    """Return a day as plain values."""
    return {
        "day": day.day.isoformat(),
        "paused": day.pause is not None,
        "items": [_item_data(item, routines.get(item.routine)) for item in day.items],
    }


def _item_data(item: Item, one: Length | None) -> dict[str, Any]:
    return {
        "id": item.id,
        "routine": item.routine,
        "title": None if one is None else one.title,
        "minutes": None if one is None else one.minutes_of(item.session),
        "planned_for": item.on.isoformat(),
        "time": _time(item) if item.time_s is not None else None,
        "when": item.when,
        "optional": item.is_optional,
        "programme": item.run or None,
        "state": item.state,
        "session": None if item.done is None else item.done.id,
    }
