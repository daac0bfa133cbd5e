"""What is due on a day, what of it is done, and what comes next. Pure: events, history, programmes, a date."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from app.plan.done import Done, is_done
from app.plan.planned import ONE_DAY, Entry, Move, Pause, Plan
from app.plan.running import Place, item_id, places_on, sessions_of
from app.routine.model import PlannedSession, Programme

State = Literal["open", "done", "skipped", "moved"]
Mark = Literal["done", "partly", "missed", "open", "ahead", "rest", "paused", "nothing"]
History = Mapping[date, tuple[Done, ...]]

_PARTS_S = {
    "morning": 9 * 3600.0,
    "any": 15 * 3600.0,
    "evening": 20 * 3600.0,
}  # where a part of the day is in its order


@dataclass(frozen=True)
class Item:
    """A routine that is planned for a day. `id` is the same each day; with the day it is one of its kind."""

    id: str
    routine: str
    on: date  # the day it was planned for: the day itself, unless it was moved
    time_s: float | None = None  # after midnight, on the person's own clock
    when: Literal["morning", "any", "evening"] = "any"
    is_optional: bool = False
    run: str = ""  # the programme it belongs to; empty for what was put on the plan by itself
    session: PlannedSession | None = None  # what the programme says of it
    state: State = "open"
    done: Done | None = None

    @property
    def order_s(self) -> float:
        """Where in the day it stands, in seconds after midnight."""
        return self.time_s if self.time_s is not None else _PARTS_S[self.when]

    @property
    def counts(self) -> bool:
        """Whether the day is not done without it."""
        return not self.is_optional and self.state in ("open", "done")


@dataclass(frozen=True)
class DayPlan:
    """One day: what is planned in the order of the day, what was done beside that, and where the programmes are."""

    day: date
    items: tuple[Item, ...] = ()
    beside: tuple[Done, ...] = ()
    places: tuple[Place, ...] = ()
    pause: Pause | None = None

    @property
    def open(self) -> list[Item]:
        """What is to be done still, without what may be left out."""
        return [item for item in self.items if item.counts and item.state == "open"]

    @property
    def next(self) -> Item | None:
        """What comes next: what may be left out only when all else is done, and where nothing was done that day."""
        if self.open:
            return self.open[0]
        is_any_done = any(item.state == "done" for item in self.items)
        extra = (item for item in self.items if item.state == "open" and not is_any_done)
        return next(extra, None)


def day_plan(
    plan: Plan, programmes: Mapping[str, Programme], history: History, day: date, today: date | None = None
) -> DayPlan:
    """Return what is planned for a day; for one after `today`, as it will be if all until then is done."""
    return day_plans(plan, programmes, history, (day,), today or day)[day]


def day_plans(
    plan: Plan, programmes: Mapping[str, Programme], history: History, days: Collection[date], today: date
) -> dict[date, DayPlan]:
    """Return what is planned for each of some days, as `day_plan` does, with each programme gone through once."""
    resting = {day: plan.pause(day) for day in days}
    places = _places(plan, programmes, history, [day for day in days if resting[day] is None], today)
    return {
        day: DayPlan(day, beside=history.get(day, ()), pause=pause)
        if pause is not None
        else _day_plan(plan, programmes, history, day, places[day], today)
        for day, pause in resting.items()
    }


def _day_plan(
    plan: Plan,
    programmes: Mapping[str, Programme],
    history: History,
    day: date,
    places: list[Place],
    today: date,
) -> DayPlan:
    items = [item for place in places for item in _of_programme(place, day)]
    items += [_of_entry(entry, day) for entry in plan.entries_on(day)]
    items = [_as_chosen(item, plan) for item in items]
    items += [item for move in plan.moved_to(day) if (item := _brought(move, plan, programmes, history, today))]
    matched, beside = _matched(sorted(items, key=lambda item: item.order_s), history.get(day, ()))
    return DayPlan(day, tuple(matched), tuple(beside), tuple(places))


def _places(
    plan: Plan, programmes: Mapping[str, Programme], history: History, days: Collection[date], today: date
) -> dict[date, list[Place]]:
    """Return where the programmes are on each day, in the order they were started; `days` without those of a pause."""
    found: dict[date, list[Place]] = {day: [] for day in days}
    for run in plan.runs:
        programme = programmes.get(run.programme)
        on = [day for day in days if not run.is_away(day)]  # what was left years ago is not gone through
        if programme is None or not on:
            continue
        for day, place in places_on(run, programme, plan, history, on, today).items():
            found[day] += [place] if place is not None else []
    return found


def _of_programme(place: Place, day: date) -> list[Item]:
    if place.is_over:
        return []
    run = place.run
    return [
        Item(
            item_id(run, number),
            session.routine,
            day,
            run.times_s.get(session.when),
            session.when,
            session.optional or place.day.rest_day,
            run.id,
            session,
        )
        for number, session in sessions_of(place, day)
    ]


def _of_entry(entry: Entry, day: date) -> Item:
    return Item(entry.id, entry.routine, day, entry.time_s)


def _as_chosen(item: Item, plan: Plan) -> Item:
    """Leave out what was skipped, and what went to another day."""
    move = plan.moves.get((item.id, item.on))
    if move is not None and move.to != item.on:
        return replace(item, state="moved")
    time_s = item.time_s if move is None else move.time_s
    return replace(item, time_s=time_s, state=_state(item.id, item.on, plan))


def _state(item_id: str, on: date, plan: Plan) -> State:
    return "skipped" if (item_id, on) in plan.skipped else "open"


def _brought(move: Move, plan: Plan, programmes: Mapping[str, Programme], history: History, today: date) -> Item | None:
    """Return what another day has given to this one, as it was planned there."""
    entries = (_of_entry(entry, move.on) for entry in plan.entries if entry.id == move.item and entry.is_on(move.on))
    places = _places(plan, programmes, history, (move.on,), today)[move.on]
    sessions = (item for place in places for item in _of_programme(place, move.on) if item.id == move.item)
    item = next(entries, None) or next(sessions, None)
    return None if item is None else replace(item, time_s=move.time_s, state=_state(move.item, move.on, plan))


def _matched(items: list[Item], done: Iterable[Done]) -> tuple[list[Item], list[Done]]:
    """Tick each item off with the first session of its routine that no other has; return the sessions left over."""
    left = list(done)
    ticked: dict[int, Item] = {}
    for index in sorted(range(len(items)), key=lambda one: (items[one].state != "open", items[one].is_optional, one)):
        item = items[index]
        one = next((one for one in left if one.routine == item.routine and is_done(one)), None)
        if one is not None and item.state != "moved":
            left.remove(one)
            ticked[index] = replace(item, state="done", done=one)
    return [ticked.get(index, item) for index, item in enumerate(items)], left


# --- the week, as seven marks ----------------------------------------------------------------------------------------


def week_of(day: date) -> list[date]:
    """Return the seven days of the week a day lies in, Monday first."""
    monday = day - timedelta(days=day.weekday())
    return [monday + number * ONE_DAY for number in range(7)]


def mark(plan: DayPlan, today: date) -> Mark:
    """Return how a day stands, in one word."""
    counting = [item for item in plan.items if item.counts]
    done = [item for item in counting if item.state == "done"]
    if counting and len(done) == len(counting):
        return "done"
    if done or any(item.state == "done" for item in plan.items) or any(is_done(one) for one in plan.beside):
        return "partly" if counting else "done"
    if plan.pause is not None:
        return "paused"
    if counting:
        return "missed" if plan.day < today else "open" if plan.day == today else "ahead"
    is_rest = bool(plan.places) and not all(place.is_over for place in plan.places)
    return "rest" if is_rest or plan.items else "nothing"
