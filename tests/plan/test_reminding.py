"""When the app reminds, and when it keeps quiet."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.plan.reminding import (
    Around,
    Due,
    Notice,
    Reminding,
    Rules,
    begin,
    hush,
    is_quiet,
    put_off,
    put_off_break,
    remind,
)

from .made import MONDAY

EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)
MORNING = Due("1", MONDAY, "Morning mobility", EIGHT)
NOON = Due("2", MONDAY, "Desk reset", EIGHT + timedelta(hours=4))
RULES = Rules()
BREAKS = Rules(plan=False, breaks=True)
THERE = Around(idle_s=1.0)


def at(hour: float) -> datetime:
    return datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=hour)


def lived(
    state: Reminding,
    until: datetime,
    *due: Due,
    around: Around = THERE,
    rules: Rules = RULES,
    every_s: float = 60.0,
) -> tuple[Reminding, list[str]]:
    """Ask once a minute until a moment; return what was said as `hh:mm kind titles`."""
    said = []
    while state.last < until:
        now = state.last + timedelta(seconds=every_s)
        state, notices = remind(state, now, due, around, rules)
        said += [f"{now:%H:%M} {one.kind} {', '.join(each.title for each in one.about)}".rstrip() for one in notices]
    return state, said


def test_each_routine_is_told_once_at_its_time() -> None:
    _, said = lived(begin(at(7.5)), at(14), MORNING, NOON)
    assert said == ["08:00 due Morning mobility", "12:00 due Desk reset"]


def test_what_was_done_early_or_was_due_before_the_app_opened_is_not_told() -> None:
    assert lived(begin(at(7.5)), at(14))[1] == []
    assert lived(begin(at(8.5)), at(10), MORNING)[1] == []


def test_put_off_it_comes_back_after_ten_minutes_and_again() -> None:
    state, _ = lived(begin(at(7.5)), at(8), MORNING)
    state, said = lived(put_off(state, [MORNING], at(8)), at(9), MORNING)
    assert said == ["08:10 due Morning mobility"]
    assert lived(put_off(state, [MORNING], at(9)), at(10), MORNING)[1] == ["09:10 due Morning mobility"]


def test_put_off_and_done_meanwhile_it_does_not_come_back() -> None:
    state, _ = lived(begin(at(7.5)), at(8), MORNING)
    assert lived(put_off(state, [MORNING], at(8)), at(9))[1] == []


@pytest.mark.parametrize(
    "around", [Around(is_playing=True), Around(is_busy=True), Around(is_locked=True)], ids=["plays", "busy", "locked"]
)
def test_while_somebody_is_busy_nothing_is_said_and_what_is_late_is_told_in_one_line(around: Around) -> None:
    state, said = lived(begin(at(7.5)), at(13), MORNING, NOON, around=around)
    assert said == []
    assert lived(state, at(14), MORNING, NOON)[1] == ["13:01 waited Morning mobility, Desk reset"]


def test_what_waited_a_few_minutes_is_told_as_due() -> None:
    state, _ = lived(begin(at(7.5)), at(8.1), MORNING, around=Around(is_playing=True))
    assert lived(state, at(9), MORNING)[1] == ["08:07 due Morning mobility"]


def test_asleep_over_several_there_is_one_line_and_not_a_heap() -> None:
    state, notices = remind(begin(at(7.5)), at(15), [MORNING, NOON], THERE, RULES)
    assert notices == [Notice("waited", (MORNING, NOON))]
    assert lived(state, at(16), MORNING, NOON)[1] == []


def test_a_clock_set_back_tells_nothing_twice_and_silences_nothing() -> None:
    state, _ = lived(begin(at(7.5)), at(9), MORNING, NOON)
    state, notices = remind(state, at(7), [MORNING, NOON], THERE, RULES)
    assert notices == []
    assert lived(state, at(13), MORNING, NOON)[1] == ["12:00 due Desk reset"]
    state, _ = remind(begin(at(9)), at(7), [MORNING], THERE, RULES)
    assert lived(state, at(9), MORNING)[1] == ["08:00 due Morning mobility"]


def test_a_clock_set_back_keeps_what_was_put_off_or_hushed_no_longer_than_was_asked() -> None:
    state, _ = lived(begin(at(7.5)), at(8), MORNING)
    state, _ = remind(put_off(state, [MORNING], at(8)), at(5), [MORNING], THERE, replace(RULES, quiet_until_s=0))
    assert lived(state, at(6), MORNING, rules=replace(RULES, quiet_until_s=0))[1] == ["05:10 due Morning mobility"]
    state, _ = lived(hush(begin(at(7.9)), at(7.9)), at(8.5), MORNING)
    state, _ = remind(state, at(7.5), [MORNING], THERE, RULES)
    assert lived(state, at(9), MORNING)[1] == ["08:00 due Morning mobility"]


def test_a_clock_set_forward_tells_what_it_went_over_once() -> None:
    state, _said = lived(begin(at(7.5)), at(7.9), MORNING)
    state, notices = remind(state, at(7.9) + timedelta(days=1), [MORNING], THERE, RULES)
    assert [one.kind for one in notices] == ["waited"]


def test_the_same_routine_is_told_again_the_next_day() -> None:
    state, _ = lived(begin(at(7.5)), at(9), MORNING)
    tomorrow = replace(MORNING, day=MONDAY + timedelta(days=1), at=EIGHT + timedelta(days=1))
    assert lived(state, at(33), tomorrow, rules=replace(RULES, quiet_from_s=0, quiet_until_s=0))[1] == [
        "08:00 due Morning mobility"
    ]


def test_nothing_is_said_when_reminders_are_off() -> None:
    assert lived(begin(at(7.5)), at(9), MORNING, rules=replace(RULES, plan=False))[1] == []


@pytest.mark.parametrize(
    ("hour", "from_h", "until_h", "quiet"),
    [
        (23, 22, 7, True),
        (6.9, 22, 7, True),
        (7, 22, 7, False),
        (21.9, 22, 7, False),
        (13, 12, 14, True),
        (14, 12, 14, False),
        (3, 0, 0, False),
    ],
)
def test_quiet_hours_may_go_over_midnight(hour: float, from_h: float, until_h: float, quiet: bool) -> None:
    rules = Rules(quiet_from_s=from_h * 3600, quiet_until_s=until_h * 3600)
    assert is_quiet(at(hour), rules) is quiet


def test_what_is_due_in_quiet_hours_waits_for_their_end() -> None:
    early = replace(MORNING, at=at(6))
    assert lived(begin(at(5)), at(9), early)[1] == ["07:00 waited Morning mobility"]


# --- breaks ----------------------------------------------------------------------------------------------------------


def test_a_break_is_offered_after_so_long_at_the_desk_and_then_again() -> None:
    assert lived(begin(at(9)), at(11), rules=BREAKS)[1] == ["09:45 break", "10:30 break"]


def test_three_minutes_away_are_a_break() -> None:
    state, _ = lived(begin(at(9)), at(9.5), rules=BREAKS)
    state, _ = remind(state, state.last + timedelta(seconds=60), [], Around(idle_s=181.0), BREAKS)
    assert lived(state, at(10.5), rules=BREAKS)[1] == ["10:16 break"]


def test_asleep_locked_or_playing_is_a_break_too() -> None:
    for around, gap_s in ((THERE, 600.0), (Around(is_locked=True), 60.0), (Around(is_playing=True), 60.0)):
        state, _ = lived(begin(at(9)), at(9.5), rules=BREAKS)
        state, _ = remind(state, state.last + timedelta(seconds=gap_s), [], around, BREAKS)
        assert state.at_desk_s == 0


def test_where_the_desktop_does_not_tell_idle_time_the_clock_alone_counts() -> None:
    assert lived(begin(at(9)), at(10), around=Around(), rules=BREAKS)[1] == ["09:45 break"]


def test_a_break_waits_while_somebody_is_busy_and_comes_after() -> None:
    state, said = lived(begin(at(9)), at(10), around=Around(idle_s=0.0, is_busy=True), rules=BREAKS)
    assert said == []
    assert lived(state, at(10.1), rules=BREAKS)[1] == ["10:01 break"]


def test_a_break_put_off_comes_after_ten_more_minutes_at_the_desk() -> None:
    state, _ = lived(begin(at(9)), at(9.75), rules=BREAKS)
    assert lived(put_off_break(state, BREAKS), at(10), rules=BREAKS)[1] == ["09:55 break"]


def test_breaks_keep_to_their_days() -> None:
    weekend = replace(BREAKS, break_weekdays=frozenset({5, 6}))
    assert lived(begin(at(9)), at(11), rules=weekend)[1] == []


def test_a_routine_that_is_due_is_told_before_a_break_and_not_with_it() -> None:
    rules = replace(BREAKS, plan=True)
    due = replace(MORNING, at=at(9.75))
    assert lived(begin(at(9)), at(9.8), due, rules=rules)[1] == ["09:45 due Morning mobility", "09:46 break"]


def test_snoozed_for_an_hour_all_of_it_waits() -> None:
    rules = replace(BREAKS, plan=True)
    state = hush(begin(at(7.5)), at(7.5))
    assert lived(state, at(9), MORNING, rules=rules)[1] == ["08:30 waited Morning mobility", "08:31 break"]
