"""How much of what was planned was done, over some days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.plan.planned import ONE_DAY, Plan
from app.plan.today import History, day_plan
from app.routine.model import Programme


@dataclass(frozen=True)
class Adherence:
    """What was planned and what of it was done, in routines; what may be left out counts only in `beside`."""

    planned: int = 0
    done: int = 0
    beside: int = 0  # done, and not planned for that day, or optional

    @property
    def share(self) -> float | None:
        """The share that was done, 0 to 1; None where nothing was planned."""
        return self.done / self.planned if self.planned else None


def adherence(
    plan: Plan, programmes: Mapping[str, Programme], history: History, first: date, last: date, today: date
) -> Adherence:
    """Count over the days from `first` to `last`, both included; what is still open today does not count yet."""
    planned = done = beside = 0
    day = first
    while day <= min(last, today):
        one = day_plan(plan, programmes, history, day, today)
        counting = [item for item in one.items if item.counts and (day < today or item.state == "done")]
        ticked = [item for item in one.items if item.state == "done"]
        planned += len(counting)
        done += sum(item in counting for item in ticked)
        beside += len(one.beside) + sum(item not in counting for item in ticked)
        day += ONE_DAY
    return Adherence(planned, done, beside)
