"""What a clinician is told: counted from the history, with nothing that was not to be read."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.history import diary
from app.history.diary import CheckIn, Marker
from app.history.planning import put_events
from app.history.stats import PainOf
from app.history.store import Store, open_store
from app.plan.events import Put
from app.plan.kept import row_of
from app.plan.report import Course, Note, Report, ends_of, report
from tests.history.made import NOON, a_session, a_step, at

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 14)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "history.db")) as store:
        yield store


def done(store: Store, session_id: str, day: int, **more: object) -> None:
    ended = {"ended_utc": at(day * 1440), "outcome": "completed", "started_utc": at(day * 1440)}
    store.begin(a_session(session_id, day=f"2026-03-{1 + day:02}", **{**ended, **more}))


def told(store: Store, name: str = "") -> Report:
    return report(store, {}, FIRST, LAST, LAST, name)


def check_in(day: int, **more: Any) -> CheckIn:
    return CheckIn(id=f"c{day}", at_utc=at(day * 1440), utc_offset_s=0, day=f"2026-03-{1 + day:02}", **more)


def test_it_counts_what_was_done_in_its_days_and_weeks_without_any_too(store: Store) -> None:
    for number, day in enumerate((0, 0, 1, 13, 14)):
        done(store, f"s{number}", day, played_s=600.0)
    one = told(store, "Ann")
    assert one.name == "Ann"
    assert (one.totals.sessions, one.totals.days, one.totals.played_s) == (4, 3, 2400.0)
    assert one.weeks == ((date(2026, 2, 23), 2), (date(2026, 3, 2), 1), (date(2026, 3, 9), 1))
    assert one.sessions_a_week == 2.0


def test_what_was_planned_is_held_against_what_was_done(store: Store) -> None:
    every_day = Put(entry="e", routine="desk-reset", weekdays=frozenset(range(7)))
    put_events(store, [row_of(every_day, "1", NOON, 0.0)])
    for day in (0, 1, 2):
        done(store, f"s{day}", day, routine_id="desk-reset")
    one = told(store)
    assert (one.adherence.planned, one.adherence.done) == (13, 3)  # the last day is not over


def test_exercises_come_with_the_doses_they_were_done_in_and_their_sides(store: Store) -> None:
    done(store, "s", 0)
    performed = (
        ("left", "2 x 20 s", "done"),
        ("right", "2 x 20 s", "done"),
        ("left", "1 x 10 s", "partial"),
        ("both", "5 x", "hurt"),
    )
    for number, (side, dose, outcome) in enumerate(performed):
        step = a_step(f"t{number}", session_id="s", position=number, side=side, dose=dose, outcome=outcome)
        store.put_step(step)
    [one] = told(store).exercises
    assert one.doses == ("2 x 20 s, left and right", "1 x 10 s, left")
    assert one.exercise.sessions == 1


def test_only_what_is_marked_for_sharing_may_be_read(store: Store) -> None:
    done(store, "shared", 0, title="Desk", note="Read this.", share=True)
    done(store, "own", 1, note="Not this.")
    diary.put(store, check_in(2, note="Nor this.", medicine="nor that"))
    diary.put(store, check_in(3, note="And this.", medicine="my words", share=True))
    assert told(store).notes == (
        Note(date(2026, 3, 4), "Diary", "And this."),
        Note(date(2026, 3, 4), "Medicine, in their own words", "my words"),
        Note(date(2026, 3, 1), "Desk", "Read this."),
    )


def test_markers_and_areas_are_told_over_time(store: Store) -> None:
    for day, ease in ((0, 2), (7, 5)):
        markers = (Marker("Lift my child", ease), Marker("Drive", None))
        diary.put(store, check_in(day, pain={"neck": 6 - day // 7, "hips": 1} if day else {"neck": 6}, markers=markers))
    one = told(store)
    days = date(2026, 3, 1), date(2026, 3, 8)
    assert one.markers == (Course("Lift my child", ((days[0], 2), (days[1], 5))),)
    assert one.areas == (Course("neck", ((days[0], 6), (days[1], 5))), Course("hips", ((days[1], 1),)))


def test_pain_of_the_first_and_the_last_two_weeks_is_compared() -> None:
    def pain(day: str, before: int | None, after: int | None) -> PainOf:
        return PainOf(day, f"{day}T08:00:00.000000+00:00", before, None, after)

    few = [pain("2026-03-01", 6, 5), pain("2026-03-20", 6, 2)]
    assert ends_of([]) is None
    assert ends_of(few) is None
    many = [pain("2026-03-01", 6, 5), pain("2026-03-14", 7, None), pain("2026-03-15", 9, 9), pain("2026-04-01", 6, 2)]
    assert ends_of(many) == (6.0, 2.0)
