"""What a programme asks for, in a few numbers. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from app.routine.model import Day, PlannedSession, Programme

Minutes = Callable[[PlannedSession], int | None]  # how long a session takes; None where its routine is gone


@dataclass(frozen=True)
class Outline:
    """Weeks in all; days a week and minutes on such a day, each the fewest and the most, without what is optional."""

    weeks: int
    days: tuple[int, int]
    minutes: tuple[int, int] | None  # None where no day has anything that can be done
    is_more: bool = False  # whether there is more for those who like


def outline(programme: Programme, minutes_of: Minutes) -> Outline:
    """Return how much a programme asks for."""
    days = [sum(map(_is_asked, week.days)) for week in programme.weeks]
    times = [time for week in programme.weeks for day in week.days if (time := minutes_on(day, minutes_of))]
    is_more = any(session.optional for week in programme.weeks for day in week.days for session in day.sessions)
    return Outline(len(programme.weeks), (min(days), max(days)), (min(times), max(times)) if times else None, is_more)


def minutes_on(day: Day, minutes_of: Minutes) -> int:
    """Return how long a day takes, without what is optional; 0 for a day of rest."""
    if day.rest_day:
        return 0
    return sum(minutes_of(session) or 0 for session in day.sessions if not session.optional)


def _is_asked(day: Day) -> bool:
    return not day.rest_day and any(not session.optional for session in day.sessions)
