"""Figures over the history, each held against the same figure worked out in plain Python from the rows."""

import random
from collections import defaultdict
from datetime import date, timedelta
from statistics import fmean

import pytest

from app.history.rows import SessionRow, StepRow
from app.history.stats import most_done, pains, smoothed, totals, weeks
from app.history.store import Store

from .made import a_session, a_step, at

FIRST = date(2025, 12, 20)
RANGES = [
    ("2025-12-20", "2026-03-31"),
    ("2026-01-01", "2026-01-31"),
    ("2026-01-05", "2026-01-05"),
    ("2030-01-01", "2030-12-31"),
]
KINDS = ("stretch", "mobility", "heat")


@pytest.fixture
def lived(store: Store) -> tuple[list[SessionRow], list[StepRow]]:
    """Some eighty days, with gaps, days of several sessions, and sessions without steps."""
    chance, sessions, steps = random.Random(9), list[SessionRow](), list[StepRow]()
    for number in range(80):
        day = FIRST + timedelta(days=number)
        for turn in range(chance.choice((0, 0, 1, 1, 2))):
            name = f"{number}-{turn}"
            told = [chance.choice((None, *range(11))) for _ in range(3)]
            sessions.append(
                a_session(
                    name,
                    day=day.isoformat(),
                    started_utc=at(number * 1440 + turn),
                    played_s=chance.uniform(10, 900),
                    pain_before=told[0],
                    pain_during=told[1],
                    pain_after=told[2],
                )
            )
            for position in range(chance.randrange(4)):
                kind = chance.choice(KINDS)
                outcome = chance.choice(("done", "partial", "skipped", "hurt"))
                step = a_step(f"{name}-{position}", session_id=name, position=position, kind=kind, outcome=outcome)
                exercise = f"{kind}-{chance.randrange(3)}"
                reps = chance.choice((None, 3, 8))
                steps.append(
                    StepRow(
                        **{
                            **vars(step),
                            "exercise_id": exercise,
                            "name": exercise,
                            "done_s": 0.0 if outcome == "skipped" else chance.uniform(1, 99),
                            "reps_done": reps,
                        }
                    )
                )
    with store.writing():
        for session in sessions:
            store.begin(session)
        for step in steps:
            store.put_step(step)
    return sessions, steps


Lived = tuple[list[SessionRow], list[StepRow]]


def of(lived: Lived, from_day: str, to_day: str) -> Lived:
    sessions = [one for one in lived[0] if from_day <= one.day <= to_day]
    return sessions, [step for step in lived[1] if step.session_id in {one.id for one in sessions}]


@pytest.mark.parametrize("days", RANGES)
def test_totals(store: Store, lived: Lived, days: tuple[str, str]) -> None:
    sessions, _ = of(lived, *days)
    found = totals(store, *days)
    assert (found.sessions, found.days) == (len(sessions), len({one.day for one in sessions}))
    assert found.played_s == pytest.approx(sum(one.played_s for one in sessions))


@pytest.mark.parametrize("days", RANGES)
def test_weeks_by_kind(store: Store, lived: Lived, days: tuple[str, str]) -> None:
    sessions, steps = of(lived, *days)
    expected: dict[tuple[str, str], float] = defaultdict(float)
    day_of = {one.id: date.fromisoformat(one.day) for one in sessions}
    monday = {name: (day - timedelta(days=day.weekday())).isoformat() for name, day in day_of.items()}
    for step in steps:
        expected[monday[step.session_id], step.kind] += step.done_s
    for one in sessions:
        if all(step.session_id != one.id for step in steps):
            expected[monday[one.id], "other"] += one.played_s
    found = {(week.monday, week.kind): week.seconds for week in weeks(store, *days)}
    assert found == pytest.approx({key: seconds for key, seconds in expected.items() if seconds})
    assert [week.monday for week in weeks(store, *days)] == sorted(week.monday for week in weeks(store, *days))


@pytest.mark.parametrize("days", RANGES)
def test_pains(store: Store, lived: Lived, days: tuple[str, str]) -> None:
    sessions, _ = of(lived, *days)
    told = [
        (one.day, one.pain_before, one.pain_during, one.pain_after)
        for one in sessions
        if (one.pain_before, one.pain_during, one.pain_after) != (None, None, None)
    ]
    assert [(one.day, one.before, one.during, one.after) for one in pains(store, *days)] == told


@pytest.mark.parametrize("days", RANGES)
def test_what_was_done_most(store: Store, lived: Lived, days: tuple[str, str]) -> None:
    _, steps = of(lived, *days)
    done = [step for step in steps if step.outcome in ("done", "partial")]
    expected = {}
    for exercise in {step.exercise_id for step in done}:
        these = [step for step in done if step.exercise_id == exercise]
        reps = [step.reps_done for step in these if step.reps_done is not None]
        seconds = sum(step.done_s for step in these)
        expected[exercise] = (
            len({step.session_id for step in these}),
            round(seconds, 6),
            sum(reps) if reps else None,
        )
    found = most_done(store, *days, limit=99)
    assert {one.id: (one.sessions, round(one.seconds, 6), one.reps) for one in found} == expected
    assert [one.sessions for one in found] == sorted((one.sessions for one in found), reverse=True)
    assert most_done(store, *days, limit=2) == found[:2]


def test_each_day_is_the_mean_of_the_days_around_it() -> None:
    chance = random.Random(4)
    values = sorted((FIRST + timedelta(days=chance.randrange(120)), chance.uniform(0, 10)) for _ in range(70))
    expected = {
        day: fmean(value for other, value in values if abs((other - day).days) <= 7)
        for day in {day for day, _ in values}
    }
    found = smoothed(values)
    assert {one.day: one.value for one in found} == pytest.approx(expected)
    assert [one.day for one in found] == sorted(expected)
    assert smoothed([]) == []
