"""Figures over the history, for a range of the person's days, both ends included. Each is one query."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from statistics import fmean
from typing import NamedTuple

from app.history.store import Store

NOTICED = 2.0  # points of 10: a change that people notice (see docs/evidence.md)
SMOOTH_DAYS = 7  # so many days to either side are looked at

_WEEK = "date(day, '-' || ((strftime('%w', day) + 6) % 7) || ' days')"

_TOTALS = """
SELECT count(*), count(DISTINCT day), coalesce(sum(played_s), 0.0) FROM sessions WHERE day BETWEEN :from_day AND :to_day
"""

_DAYS = """
SELECT day, sum(played_s) FROM sessions WHERE day BETWEEN :from_day AND :to_day GROUP BY day
"""

_WEEKS = f"""
SELECT {_WEEK} AS week, coalesce(kind, 'other') AS kind, sum(coalesce(done_s, played_s)) AS seconds
FROM sessions LEFT JOIN steps ON session_id = sessions.id
WHERE day BETWEEN :from_day AND :to_day
GROUP BY week, steps.kind HAVING seconds > 0
ORDER BY week, steps.kind
"""

_PAINS = """
SELECT day, started_utc, pain_before, pain_during, pain_after FROM sessions
WHERE day BETWEEN :from_day AND :to_day AND coalesce(pain_before, pain_during, pain_after) IS NOT NULL
ORDER BY day, started_utc
"""

# Of each exercise the columns beside max() are those of the step it was done in last: SQLite promises that.
_MOST = """
SELECT exercise_id, steps.name, steps.kind, count(DISTINCT session_id) AS sessions, sum(done_s), sum(reps_done),
  max(steps.started_utc)
FROM sessions JOIN steps ON session_id = sessions.id
WHERE day BETWEEN :from_day AND :to_day AND steps.outcome IN ('done', 'partial')
GROUP BY exercise_id, steps.kind
ORDER BY sessions DESC, sum(done_s) DESC, exercise_id
LIMIT :limit
"""


_COUNTS = f"""
SELECT {_WEEK} AS week, count(*) FROM sessions WHERE day BETWEEN :from_day AND :to_day GROUP BY week ORDER BY week
"""

_DOSES = """
SELECT exercise_id, dose, steps.side, count(*) AS times, max(steps.started_utc) AS latest
FROM sessions JOIN steps ON session_id = sessions.id
WHERE day BETWEEN :from_day AND :to_day AND steps.outcome IN ('done', 'partial')
GROUP BY exercise_id, dose, steps.side
ORDER BY exercise_id, times DESC, latest DESC
"""

_SHARED = """
SELECT day, title, note FROM sessions
WHERE day BETWEEN :from_day AND :to_day AND share AND note IS NOT NULL
ORDER BY started_utc DESC, id
"""


class Totals(NamedTuple):
    """Everything in a range together; seconds are those played, without pauses."""

    sessions: int
    days: int
    played_s: float


class WeekOfKind(NamedTuple):
    """What was done of one kind in one week, by its Monday; `other` for what was entered without steps."""

    monday: str
    kind: str
    seconds: float


class PainOf(NamedTuple):
    """Pain, 0 to 10, told of one session; None where it was not asked or told."""

    day: str
    started_utc: str
    before: int | None
    during: int | None
    after: int | None


class Exercise(NamedTuple):
    """How much was done of one exercise; reps where it has any, and the name it had last."""

    id: str
    name: str
    kind: str
    sessions: int
    seconds: float
    reps: int | None


class Dose(NamedTuple):
    """A dose in which an exercise was done on a side, and how often; `side` as in StepRow."""

    exercise_id: str
    dose: str
    side: str
    times: int


class Shared(NamedTuple):
    """A note of a session that the person lets others read."""

    day: str
    title: str
    note: str


class Smoothed(NamedTuple):
    """A day and the mean of the values around it."""

    day: date
    value: float


def totals(store: Store, from_day: str, to_day: str) -> Totals:
    """Return how much was done in a range."""
    [row] = store.read(_TOTALS, from_day=from_day, to_day=to_day)
    return Totals(*row)


def days(store: Store, from_day: str, to_day: str) -> dict[str, float]:
    """Return the seconds played on each day that has any session, by day."""
    return dict(store.read(_DAYS, from_day=from_day, to_day=to_day))


def longest_run(days: Iterable[date]) -> int:
    """Return how many days in a row there are at most; `days` in any order, each once or more."""
    run = longest = 0
    before: date | None = None
    for day in sorted(set(days)):
        run = run + 1 if before is not None and (day - before).days == 1 else 1
        longest, before = max(longest, run), day
    return longest


def first_day(store: Store) -> str | None:
    """Return the first day that has a session; None where there is none."""
    [[day]] = store.read("SELECT min(day) FROM sessions")
    return str(day) if day is not None else None


def weeks(store: Store, from_day: str, to_day: str) -> list[WeekOfKind]:
    """Return the seconds of each kind in each week that has any, the earliest first."""
    return [*map(WeekOfKind._make, store.read(_WEEKS, from_day=from_day, to_day=to_day))]


def pains(store: Store, from_day: str, to_day: str) -> list[PainOf]:
    """Return the pain told of each session, the earliest first; sessions without are left out."""
    made = partial(tuple.__new__, PainOf)  # PainOf._make counts each row once more; here are thousands
    return [*map(made, store.read(_PAINS, from_day=from_day, to_day=to_day))]


def most_done(store: Store, from_day: str, to_day: str, limit: int = 10) -> list[Exercise]:
    """Return the exercises done in most sessions, the most first."""
    return [Exercise(*row[:6]) for row in store.read(_MOST, from_day=from_day, to_day=to_day, limit=limit)]


def counts(store: Store, from_day: str, to_day: str) -> dict[str, int]:
    """Return how many sessions there were in each week that has any, by its Monday."""
    return dict(store.read(_COUNTS, from_day=from_day, to_day=to_day))


def doses(store: Store, from_day: str, to_day: str) -> list[Dose]:
    """Return the doses in which each exercise was done, of each exercise the one done most often first."""
    return [Dose(*row[:4]) for row in store.read(_DOSES, from_day=from_day, to_day=to_day)]


def shared_notes(store: Store, from_day: str, to_day: str) -> list[Shared]:
    """Return the notes of sessions that are marked for sharing, the newest first."""
    return [*map(Shared._make, store.read(_SHARED, from_day=from_day, to_day=to_day))]


def smoothed(values: Iterable[tuple[date, float]], days: int = SMOOTH_DAYS) -> list[Smoothed]:
    """Return for each day that has a value the mean of all values up to `days` before and after it.

    `values` come the earliest day first. A gap longer than that is not bridged: each side has its own mean.
    """
    given: Sequence[tuple[date, float]] = [*values]
    found: list[Smoothed] = []
    first = last = 0
    for day, _ in given:
        if found and found[-1].day == day:
            continue
        while (day - given[first][0]).days > days:
            first += 1
        while last < len(given) and (given[last][0] - day).days <= days:
            last += 1
        found.append(Smoothed(day, fmean(value for _, value in given[first:last])))
    return found
