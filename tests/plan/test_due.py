"""What of a day is reminded of, when that is looked for, and in which words."""

from datetime import UTC, datetime, timedelta

import pytest

from app.plan.due import Words, can_come_due, dues, rules_of, words_of
from app.plan.events import Change, Left, Moved, Put, Skipped, Started, TakenOff
from app.plan.reminding import Due, Notice
from app.settings import Settings

from .made import MONDAY, day, done, on, plan, programme

TITLES = {"a": "Morning mobility", "b": "Desk reset"}
EIGHT_S, ONE_AT_NIGHT_S = 8 * 3600.0, 3600.0
AT_EIGHT = Put(entry="1", routine="a", time_s=EIGHT_S)
EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)
DUE = Due("1 28800", MONDAY, "Morning mobility", EIGHT)
OTHER = Due("2 43200", MONDAY, "Desk reset", EIGHT + timedelta(hours=4))


def due(*changes: tuple[int, object], routines: tuple[str, ...] = ()) -> dict[Due, str]:
    history = {MONDAY: tuple(done(0, routine) for routine in routines)}
    found = dues(on(plan(*changes), 0, history), TITLES.get, 4 * 3600.0, lambda one: one.replace(tzinfo=UTC))  # type: ignore[arg-type]
    return {one: item.id for one, item in found.items()}


def test_what_has_a_time_and_is_open_is_due() -> None:
    untimed = Put(entry="2", routine="b")
    assert due((0, AT_EIGHT), (0, untimed)) == {DUE: "1"}
    assert due((0, AT_EIGHT), routines=("a",)) == {}
    assert due((0, AT_EIGHT), (0, Skipped(item="1", on=MONDAY))) == {}


def test_what_cannot_be_played_or_may_be_left_out_is_not_reminded_of() -> None:
    assert due((0, Put(entry="1", routine="gone", time_s=EIGHT_S))) == {}
    started = plan((0, Started(run="r", programme="p", on=MONDAY, any_s=EIGHT_S)))
    today = on(started, 0, programmes={"p": programme(["a (b)"])})
    assert [one.title for one in dues(today, TITLES.get, 0.0)] == ["Morning mobility"]


def test_a_time_at_night_belongs_to_the_day_before() -> None:
    [one] = due((0, Put(entry="1", routine="a", time_s=ONE_AT_NIGHT_S)))
    assert (one.day, one.at) == (MONDAY, datetime(2026, 3, 3, 1, tzinfo=UTC))


def test_put_at_another_time_it_is_told_of_anew() -> None:
    [moved] = due((0, AT_EIGHT), (0, Moved(item="1", on=MONDAY, to=MONDAY, time_s=18 * 3600.0)))
    assert (moved.key != DUE.key, moved.at) == (True, EIGHT + timedelta(hours=10))


STARTED = Started(run="r", programme="p", on=MONDAY, morning_s=None, any_s=None, evening_s=None)


@pytest.mark.parametrize(
    ("changes", "can"),
    [
        ([], False),
        ([Put(entry="1", routine="a")], False),
        ([AT_EIGHT], True),
        ([AT_EIGHT, TakenOff(entry="1")], False),
        ([Put(entry="1", routine="a"), Moved(item="1", on=MONDAY, to=day(2), time_s=60.0)], True),
        ([Put(entry="1", routine="a"), Moved(item="1", on=day(-2), to=day(-1), time_s=60.0)], False),
        ([Started(run="r", programme="p", on=MONDAY)], True),
        ([STARTED], False),
        ([Started(run="r", programme="p", on=MONDAY), Left(run="r")], False),
    ],
)
def test_nobody_looks_where_nothing_can_come_due(changes: list[Change], can: bool) -> None:
    assert can_come_due(plan(*((0, change) for change in changes)), MONDAY) is can


def test_one_routine_is_told_by_its_name_with_its_length_and_when_it_was_planned() -> None:
    assert words_of(Notice("due", (DUE,)), 12) == Words("Morning mobility", "Planned for now, 12 min.", True)
    assert words_of(Notice("waited", (DUE,)), 12) == Words("Morning mobility", "Planned for 08:00, 12 min.", True)


def test_several_are_one_line_and_are_not_all_skipped_by_one_press() -> None:
    told = words_of(Notice("waited", (DUE, OTHER)), 12)
    assert told == Words("2 routines wait for you", "Morning mobility, Desk reset. Begin with the first?")


def test_a_break_names_how_long_one_sat_and_what_there_is_to_do() -> None:
    told = words_of(Notice("break"), 2, 2700.0, "Desk reset")
    assert told == Words("Time to move a little", "45 minutes at the desk are over. Desk reset, 2 min.")


def test_the_rules_are_those_of_the_settings() -> None:
    rules = rules_of(Settings(remind_plan=False, remind_breaks=True, break_weekdays=("sun", "mon"), quiet_from_s=60.0))
    assert (rules.plan, rules.breaks, rules.break_weekdays, rules.quiet_from_s) == (
        False,
        True,
        frozenset({0, 6}),
        60.0,
    )
