"""Where a programme is on a day."""

from app.plan.done import by_day
from app.plan.events import (
    Change,
    Left,
    Missed,
    MissedRule,
    Moved,
    Paused,
    Put,
    Returned,
    Skipped,
    Started,
    Swapped,
    Turned,
    TurnedBack,
)
from app.plan.today import History
from app.routine.model import Day, PlannedSession, Programme, Week

from .made import day, done, items, on, plan, programme

TWO_WEEKS = {"p": programme(["a", "-", "b c", "(d)"], ["e", "f"])}


def started(first: int = 0, missed: Missed = "shift") -> tuple[int, Change]:
    return first, Started(run="r", programme="p", on=day(first), missed=missed)


def lived(changes: list[tuple[int, Change]], history: History, days: int = 8) -> list[str]:
    """Return `week.day` of each day, with `over` and nothing for days on which it does not run."""
    at = plan(*changes)
    told = []
    for number in range(days):
        places = on(at, number, history, TWO_WEEKS, today=day(days)).places
        told += [f"{p.week_number}.{p.day_number}" if not p.is_over else "over" for p in places] or [""]
    return told


def all_done() -> History:
    return by_day([done(0, "a"), done(2, "b"), done(2, "c", 19), done(4, "e"), done(5, "f")])


def test_done_day_by_day_it_goes_through_its_weeks_and_is_over() -> None:
    assert lived([started()], all_done()) == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "over", "over"]


def test_a_missed_day_waits_and_a_day_of_rest_or_of_what_may_be_left_out_does_not() -> None:
    history = by_day([done(1, "a"), done(3, "b"), done(6, "e")])
    assert lived([started()], history) == ["1.1", "1.1", "1.2", "1.3", "1.4", "2.1", "2.1", "2.2"]


def test_missed_days_are_over_where_that_was_chosen() -> None:
    assert lived([started(missed="skip")], {}) == ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "over", "over"]


def test_the_choice_about_missed_days_holds_from_the_day_it_is_made() -> None:
    changes = [started(), (2, MissedRule(run="r", missed="skip"))]
    assert lived(changes, {}, 6) == ["1.1", "1.1", "1.1", "1.2", "1.3", "1.4"]


def test_how_many_days_were_missed_in_a_row_is_told() -> None:
    at = plan(started())
    assert [on(at, n, {}, TWO_WEEKS).places[0].missed for n in range(4)] == [0, 1, 2, 3]
    assert on(at, 4, by_day([done(3, "a")]), TWO_WEEKS).places[0].missed == 0


def test_what_was_skipped_or_moved_by_choice_was_not_missed() -> None:
    changes = [
        started(),
        (0, Skipped(item="r:0", on=day(0))),
        (2, Moved(item="r:0", on=day(2), to=day(3))),
        (2, Skipped(item="r:1", on=day(2))),
    ]
    assert lived(changes, {}, 5) == ["1.1", "1.2", "1.3", "1.4", "2.1"]
    assert items(on(plan(*changes), 3, {}, TWO_WEEKS)) == ["open d", "open b"]


def test_on_a_day_of_rest_nothing_must_be_done() -> None:
    rest = Day(sessions=(PlannedSession("a"),), rest_day=True)
    programmes = {
        "p": Programme(schema=1, language="en", title="Made", purpose="Made.", weeks=(Week("", "", (rest,)),))
    }
    [item] = on(plan(started()), 0, {}, programmes).items
    assert item.is_optional


def test_a_pause_of_the_plan_stops_it_and_it_goes_on_where_it_was() -> None:
    changes = [started(missed="skip"), (2, Paused(until=day(4)))]
    assert lived(changes, {}) == ["1.1", "1.2", "", "", "1.3", "1.4", "2.1", "2.2"]


def test_left_and_come_back_to_it_goes_on_where_it_was_left() -> None:
    changes = [started(missed="skip"), (1, Left(run="r")), (3, Returned(run="r"))]
    assert lived(changes, {}, 6) == ["1.1", "", "", "1.2", "1.3", "1.4"]


def test_a_week_can_be_repeated_and_a_gentler_one_gone_to() -> None:
    changes = [started(missed="skip"), (2, Turned(run="r", on=day(2), week=2)), (2, Turned(run="r", on=day(3), week=1))]
    assert lived(changes, {}, 6) == ["1.1", "1.2", "2.1", "1.1", "1.2", "1.3"]


def test_a_week_that_is_not_there_is_the_last() -> None:
    assert lived([started(missed="skip"), (1, Turned(run="r", on=day(1), week=9))], {}, 3) == ["1.1", "2.1", "2.2"]


def test_a_routine_is_swapped_from_the_day_on_and_back() -> None:
    at = plan(
        started(missed="skip"),
        (1, Swapped(run="r", routine="b", other="x")),
        (2, Swapped(run="r", routine="c", other="y")),
        (2, Swapped(run="r", routine="c", other="c")),
    )
    assert items(on(at, 2, {}, TWO_WEEKS)) == ["open x", "open c"]


def test_a_day_counts_when_the_swapped_routine_was_done() -> None:
    changes = [started(), (0, Swapped(run="r", routine="a", other="x"))]
    assert lived(changes, by_day([done(0, "x")]), 2) == ["1.1", "1.2"]
    assert lived(changes, by_day([done(0, "a")]), 2) == ["1.1", "1.1"]


def test_what_comes_is_told_as_if_all_until_then_were_done() -> None:
    at = plan(started())
    assert [items(on(at, n, {}, TWO_WEEKS, today=day(0))) for n in (0, 1, 2)] == [["open a"], [], ["open b", "open c"]]


def test_a_programme_that_is_gone_is_left_out_and_the_rest_stays() -> None:
    at = plan(started(), (0, Put(entry="1", routine="z")))
    assert items(on(at, 0)) == ["open z"]


def test_sessions_have_the_times_chosen_for_their_part_of_the_day() -> None:
    at = plan((0, Started(run="r", programme="p", on=day(0), any_s=12 * 3600.0)))
    assert on(at, 0, {}, TWO_WEEKS).items[0].time_s == 12 * 3600.0


def test_two_programmes_run_beside_each_other() -> None:
    at = plan(started(), (1, Started(run="s", programme="p", on=day(1))))
    assert items(on(at, 1, by_day([done(0, "a")]), TWO_WEEKS)) == ["open a"]
    assert [place.run.id for place in on(at, 1, {}, TWO_WEEKS).places] == ["r", "s"]


def test_a_turn_that_is_taken_back_leaves_the_programme_where_it_was() -> None:
    turned = (2, Turned(run="r", on=day(2), week=1))
    assert lived([started(missed="skip"), turned], {}, 4) == ["1.1", "1.2", "1.1", "1.2"]
    back = (2, TurnedBack(run="r", on=day(2)))
    assert lived([started(missed="skip"), turned, back], {}, 4) == lived([started(missed="skip")], {}, 4)
