"""What was done, as far as the plan needs to know it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from itertools import groupby

from app.history.rows import Outcome
from app.plan.progress import Rating

ENOUGH = 0.5  # a session ended early counts from this share of its length on


@dataclass(frozen=True)
class Done:
    """A session that has ended, or one entered by hand."""

    id: str
    routine: str
    day: date
    started_utc: str
    utc_offset_s: int
    outcome: Outcome | None
    planned_s: float
    played_s: float
    rating: Rating = field(default_factory=Rating)
    title: str = ""

    @property
    def started(self) -> datetime:
        """When it began, on the clock the person had then."""
        return datetime.fromisoformat(self.started_utc).astimezone(timezone(timedelta(seconds=self.utc_offset_s)))


def is_done(one: Done) -> bool:
    """Whether a session counts as done: to its end, by hand, or at least half of it."""
    if one.outcome in ("completed", "by hand"):
        return True
    return one.outcome is not None and one.played_s >= ENOUGH * one.planned_s > 0


def by_day(sessions: Iterable[Done]) -> Mapping[date, tuple[Done, ...]]:
    """Return sessions by the day they belong to, each day's in the order they began."""
    ordered = sorted(sessions, key=lambda one: (one.day, one.started_utc))
    return {day: tuple(these) for day, these in groupby(ordered, key=lambda one: one.day)}
