"""What the changes of a plan come to, for any day."""

from datetime import UTC, datetime, timedelta

import pytest

from app.plan.events import (
    EVERY_DAY,
    Change,
    Left,
    MissedRule,
    Moved,
    Paused,
    PlanEvent,
    Put,
    PutBack,
    Returned,
    Skipped,
    Started,
    Swapped,
    TakenOff,
    Turned,
    TurnedBack,
    WentOn,
    change_of,
    words_of,
)
from app.plan.planned import planned

from .made import day, items, on, plan

WORKDAYS = frozenset(range(5))


def test_a_routine_is_due_on_its_weekdays_from_the_day_it_is_put_there() -> None:
    at = plan((2, Put(entry="1", routine="desk-reset", weekdays=WORKDAYS)))
    assert [items(on(at, n)) for n in range(1, 8)] == [
        [], ["open desk-reset"], ["open desk-reset"], ["open desk-reset"], [], [], ["open desk-reset"],
    ]  # fmt: skip


def test_several_a_day_come_in_the_order_of_the_day_and_any_time_between() -> None:
    at = plan(
        (0, Put(entry="1", routine="evening", time_s=20 * 3600.0)),
        (0, Put(entry="2", routine="any")),
        (0, Put(entry="3", routine="morning", time_s=8 * 3600.0)),
    )
    assert items(on(at, 0)) == ["open morning", "open any", "open evening"]


def test_the_past_does_not_change_with_the_plan() -> None:
    at = plan(
        (0, Put(entry="1", routine="old")),
        (3, Put(entry="1", routine="new", weekdays=WORKDAYS)),
        (8, TakenOff(entry="1")),
    )
    assert [items(on(at, n)) for n in (2, 3, 7, 8)] == [["open old"], ["open new"], ["open new"], []]


def test_a_pause_ends_on_its_day_or_when_the_person_goes_on() -> None:
    at = plan(
        (0, Put(entry="1", routine="a")),
        (1, Paused(until=day(4), reason="holiday")),
        (6, Paused(reason="ill")),
        (9, WentOn()),
    )
    paused = [on(at, n).pause for n in range(11)]
    assert [one.reason if one else None for one in paused] == [
        None, "holiday", "holiday", "holiday", None, None, "ill", "ill", "ill", None, None,
    ]  # fmt: skip


def test_going_on_early_ends_a_pause_that_had_an_end() -> None:
    at = plan((0, Put(entry="1", routine="a")), (1, Paused(until=day(6))), (3, WentOn()))
    assert [on(at, n).pause is None for n in range(7)] == [True, False, False, True, True, True, True]


def test_a_clock_set_back_does_not_turn_changes_round_or_end_a_span_before_it_began() -> None:
    at = datetime(2026, 3, 4, 12, tzinfo=UTC)
    events = [
        PlanEvent(at + timedelta(minutes=1), day(0), TakenOff(entry="1")),  # two days earlier, by the person's calendar
        PlanEvent(at, day(2), Put(entry="1", routine="a")),
    ]
    assert [items(on(planned(events), n)) for n in range(4)] == [[], [], [], []]


def test_today_can_be_skipped_and_put_off_to_later_or_another_day() -> None:
    at = plan(
        (0, Put(entry="1", routine="a", time_s=8 * 3600.0)),
        (0, Skipped(item="1", on=day(0))),
        (1, Moved(item="1", on=day(1), to=day(1), time_s=19 * 3600.0)),
        (2, Moved(item="1", on=day(2), to=day(3))),
    )
    assert [items(on(at, n)) for n in range(4)] == [["skipped a"], ["open a"], ["moved a"], ["open a", "open a"]]
    assert on(at, 1).items[0].time_s == 19 * 3600.0
    assert [(item.on, item.time_s) for item in on(at, 3).items] == [(day(3), 8 * 3600.0), (day(2), None)]


def test_what_was_moved_can_be_skipped_where_it_went() -> None:
    at = plan(
        (0, Put(entry="1", routine="a", weekdays=frozenset({0}))),
        (0, Moved(item="1", on=day(0), to=day(1))),
        (1, Skipped(item="1", on=day(0))),
    )
    assert [items(on(at, n)) for n in (0, 1)] == [["moved a"], ["skipped a"]]


def test_what_came_from_another_day_is_skipped_without_what_stands_there_itself() -> None:
    at = plan((0, Put(entry="1", routine="a")), (0, Moved(item="1", on=day(0), to=day(1))))
    assert items(on(at, 1)) == ["open a", "open a"]
    at = plan(
        (0, Put(entry="1", routine="a")),
        (0, Moved(item="1", on=day(0), to=day(1))),
        (1, Skipped(item="1", on=day(1))),
    )
    assert [(item.on, item.state) for item in on(at, 1).items] == [(day(1), "skipped"), (day(0), "open")]


def test_what_was_skipped_or_moved_is_put_back_as_it_was_planned() -> None:
    at = plan(
        (0, Put(entry="1", routine="a", time_s=8 * 3600.0)),
        (0, Skipped(item="1", on=day(0))),
        (0, Moved(item="1", on=day(1), to=day(2), time_s=60.0)),
        (0, PutBack(item="1", on=day(0))),
        (0, PutBack(item="1", on=day(1))),
        (0, PutBack(item="none", on=day(1))),
    )
    assert [items(on(at, n)) for n in range(3)] == [["open a"]] * 3
    assert on(at, 1).items[0].time_s == 8 * 3600.0
    assert not at.is_chosen("1", day(0))


CHANGES: tuple[Change, ...] = (
    Put(entry="1", routine="a", weekdays=WORKDAYS, time_s=30.0),
    Put(entry="1", routine="a"),
    TakenOff(entry="1"),
    Paused(until=day(3), reason="ill"),
    WentOn(),
    Skipped(item="1", on=day(1)),
    Moved(item="1", on=day(1), to=day(2), time_s=1.5),
    PutBack(item="1", on=day(1)),
    Started(run="r", programme="p", on=day(0), missed="skip", any_s=5.0, evening_s=None),
    Left(run="r"),
    Returned(run="r"),
    Swapped(run="r", routine="a", other="b"),
    Turned(run="r", on=day(3), week=2),
    TurnedBack(run="r", on=day(3)),
    MissedRule(run="r", missed="shift"),
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: type(change).__name__)
def test_a_change_is_read_as_it_was_kept(change: Change) -> None:
    kind, body = words_of(change)
    assert kind
    assert '"kind"' not in body
    assert change_of(kind, body) == change


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("of a later version", "{}"),
        ("put", '{"entry": "1"}'),
        ("put", '{"entry": "1", "routine": "a", "weekdays": [7]}'),
        ("turned", '{"run": "r", "on": "2026-03-02", "week": 0}'),
        ("paused", "[]"),
        ("paused", "not json"),
    ],
)
def test_what_this_version_does_not_know_changes_nothing(kind: str, body: str) -> None:
    assert change_of(kind, body) is None


def test_every_day_is_seven_days() -> None:
    assert sorted(EVERY_DAY) == [0, 1, 2, 3, 4, 5, 6]
