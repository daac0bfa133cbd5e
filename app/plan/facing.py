"""A day as one comes to it: what is due, what comes next, the week, the row of days, what is to be asked. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from app.plan.advice import advice, to_settle
from app.plan.done import Done, is_done
from app.plan.planned import Run
from app.plan.progress import NextStep
from app.plan.reading import Known
from app.plan.running import Place
from app.plan.streak import streak
from app.plan.today import DayPlan, Item, Mark, day_plans, mark, week_of
from app.routine.model import Programme

_LESS = "do less: fewer reps, smaller moves"


@dataclass(frozen=True)
class Advised:
    """What a programme's rule says, in a sentence, and the week it would go to where it eases."""

    run: Run
    step: NextStep
    week: int | None = None


@dataclass(frozen=True)
class Facing:
    """Everything that is shown of a day, with no word of how."""

    day: DayPlan
    week: tuple[tuple[date, Mark], ...]
    streak: int
    settle: Done | None = None
    advised: tuple[Advised, ...] = ()
    last_done: Done | None = None  # beside what is planned
    gone: tuple[Item, ...] = ()  # planned, and no longer there or not to be played
    is_any: bool = False  # whether anything was ever planned and still is

    @property
    def state(self) -> Literal["empty", "paused", "nothing due", "due", "all done"]:
        """How the day stands."""
        if self.day.pause is not None:
            return "paused"
        if not self.is_any:
            return "empty"
        if self.day.open:
            return "due"
        return "all done" if any(item.state == "done" for item in self.day.items) else "nothing due"

    @property
    def place(self) -> Place | None:
        """Where the newest programme is that goes on."""
        return next((one for one in reversed(self.day.places) if not one.is_over), None)


def facing(known: Known, programmes: Mapping[str, Programme], playable: frozenset[str], today: date) -> Facing:
    """Return what is shown of today; `playable` are the routines there are."""
    plan, history = known.plan, known.history
    days = day_plans(plan, programmes, history, week_of(today), today)
    day = days[today]
    week = tuple((on, mark(one, today)) for on, one in days.items())
    return Facing(
        day,
        week,
        streak(plan, programmes, history, today),
        to_settle(history, today),
        tuple(advised(known, programmes, day, today)),
        _last_done(known, playable),
        tuple(item for item in day.items if item.routine not in playable and item.state == "open"),
        plan.is_any(today),
    )


def advised(known: Known, programmes: Mapping[str, Programme], day: DayPlan, today: date) -> list[Advised]:
    """Return what is to be said of the programmes that are followed on a day."""
    found = []
    for place in day.places:
        step = None if place.is_over else advice(place.run, programmes[place.run.programme], known.history, today)
        if step is None or step.go == "stay":
            continue
        week = place.programme.progression.ease_to_week
        if step.go == "up":
            found.append(Advised(place.run, step))
        elif week < place.week_number:
            found.append(Advised(place.run, step, week))
        else:  # there is no gentler week to go back to
            told = step.sentence.replace(f"go back to week {week}, which is gentler", _LESS)
            found.append(Advised(place.run, replace(step, sentence=told.replace(f"go back to week {week}", _LESS))))
    return found


def _last_done(known: Known, playable: frozenset[str]) -> Done | None:
    days = sorted(known.history, reverse=True)
    sessions = (one for day in days for one in reversed(known.history[day]))
    return next((one for one in sessions if is_done(one) and one.routine in playable), None)
