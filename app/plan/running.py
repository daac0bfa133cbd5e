"""Where a programme is on a day: its weeks and days held against what was done, the pauses and the choices made."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.plan.done import Done, is_done
from app.plan.planned import ONE_DAY, Plan, Run
from app.routine.model import Day, PlannedSession, Programme, Week

MOST_DAYS = 3 * 366  # a programme of 26 weeks that waited for somebody this long begins anew


@dataclass(frozen=True)
class Place:
    """A day of a programme; `week` and `day` count from 1. Past its last day it is over."""

    run: Run
    programme: Programme
    week_number: int
    day_number: int
    missed: int = 0  # days in a row on which nothing was done, before this one
    is_over: bool = False

    @property
    def week(self) -> Week:
        """The week it is in."""
        return self.programme.weeks[self.week_number - 1]

    @property
    def day(self) -> Day:
        """The day it is on."""
        return self.week.days[self.day_number - 1]


def place_on(
    run: Run,
    programme: Programme,
    plan: Plan,
    done: Mapping[date, tuple[Done, ...]],
    day: date,
    today: date | None = None,
) -> Place | None:
    """Return where a programme is on a day; None before it begins, while it was left, and while the plan rests.

    For days after `today` (the day itself, where not given) every session is taken as done.
    """
    return places_on(run, programme, plan, done, (day,), today or day)[day]


def places_on(
    run: Run,
    programme: Programme,
    plan: Plan,
    done: Mapping[date, tuple[Done, ...]],
    days: Collection[date],
    today: date,
) -> dict[date, Place | None]:
    """Return where a programme is on each of some days, as `place_on` does, at the cost of the last one alone."""
    found: dict[date, Place | None] = dict.fromkeys(days)
    near = [day for day in days if (day - run.first).days <= MOST_DAYS]
    last = max(near, default=run.first)
    for on, place in _places(run, programme, plan, done, today):
        if on in found and on <= last:
            found[on] = place
        if on >= last:
            break
    return found


def _places(
    run: Run, programme: Programme, plan: Plan, done: Mapping[date, tuple[Done, ...]], today: date
) -> Iterator[tuple[date, Place | None]]:
    """Yield each day from the first on, without end, with where the programme is."""
    days = [(week, number) for week, one in enumerate(programme.weeks) for number in range(len(one.days))]
    at, missed, on = 0, 0, run.first
    while True:
        turned = run.turned(on)
        if turned is not None:
            at, missed = _first_of(days, min(turned, len(programme.weeks)) - 1), 0
        if plan.pause(on) or run.is_away(on):
            yield on, None
            on += ONE_DAY
            continue
        place = _place(run, programme, days, at, missed)
        yield on, place
        if not place.is_over:
            was_missed = on < today and _is_missed(place, plan, on, done.get(on, ()))
            missed = missed + 1 if was_missed else 0
            at += 0 if was_missed and run.rule(on) == "shift" else 1
        on += ONE_DAY


def _place(run: Run, programme: Programme, days: list[tuple[int, int]], at: int, missed: int) -> Place:
    week, number = days[min(at, len(days) - 1)] if days else (0, 0)
    return Place(run, programme, week + 1, number + 1, missed, at >= len(days))


def _first_of(days: list[tuple[int, int]], week: int) -> int:
    return next((index for index, (of, _) in enumerate(days) if of >= week), len(days))


def _is_missed(place: Place, plan: Plan, on: date, done: tuple[Done, ...]) -> bool:
    """Whether a day had something to be done, and nothing of it was.

    A rest day cannot be missed, nor what was skipped or moved by choice.
    """
    needed = {
        session.routine
        for number, session in sessions_of(place, on)
        if not session.optional and not plan.is_chosen(item_id(place.run, number), on)
    }
    if place.day.rest_day or not needed:
        return False
    return not any(one.routine in needed and is_done(one) for one in done)


def item_id(run: Run, number: int) -> str:
    """Return what a session of a programme's day is called in the plan."""
    return f"{run.id}:{number}"


def sessions_of(place: Place, on: date) -> list[tuple[int, PlannedSession]]:
    """Return the sessions of that day with their numbers, as they are done there: with what is swapped."""
    from msgspec.structs import replace

    return [
        (number, replace(session, routine=place.run.instead_of(session.routine, on)))
        for number, session in enumerate(place.day.sessions)
    ]
