"""Days in a row, and how much of the plan was done."""

from app.plan.adherence import Adherence, adherence
from app.plan.done import by_day
from app.plan.events import Paused, Put, Skipped, Started, TakenOff, WentOn
from app.plan.planned import Plan
from app.plan.streak import streak

from .made import day, done, plan, programme

WORKDAYS = frozenset(range(5))
DAILY = plan((0, Put(entry="1", routine="a")))


def days_in_a_row(at: Plan, on: list[int], today: int, **programmes: object) -> int:
    return streak(at, programmes, by_day(done(n, "a") for n in on), day(today))  # type: ignore[arg-type]


def test_each_day_with_something_done_counts_and_today_breaks_nothing_yet() -> None:
    assert days_in_a_row(DAILY, [0, 1, 2], 2) == 3
    assert days_in_a_row(DAILY, [0, 1, 2], 3) == 3
    assert days_in_a_row(DAILY, [0, 1, 2], 4) == 0
    assert days_in_a_row(DAILY, [0, 2, 3], 3) == 2


def test_days_with_nothing_planned_break_nothing_where_there_is_a_plan() -> None:
    at = plan((0, Put(entry="1", routine="a", weekdays=WORKDAYS)))
    assert days_in_a_row(at, [0, 1, 2, 3, 4, 7], 7) == 6


def test_what_was_skipped_breaks_nothing() -> None:
    at = plan((0, Put(entry="1", routine="a")), (1, Skipped(item="1", on=day(1))))
    assert days_in_a_row(at, [0, 2], 2) == 2


def test_a_holiday_breaks_nothing() -> None:
    at = plan((0, Put(entry="1", routine="a")), (2, Paused(reason="holiday")), (20, WentOn()))
    assert days_in_a_row(at, [0, 1, 20], 20) == 3


def test_a_rest_day_of_a_programme_breaks_nothing_and_a_missed_day_does() -> None:
    at = plan((0, Started(run="r", programme="p", on=day(0), missed="skip")))
    assert days_in_a_row(at, [0, 2], 2, p=programme(["a", "-", "a", "a"])) == 2
    assert days_in_a_row(at, [0, 2], 2, p=programme(["a", "a", "a", "a"])) == 1


def test_without_a_plan_two_days_may_go_by() -> None:
    assert days_in_a_row(plan(), [0, 3], 3) == 2
    assert days_in_a_row(plan(), [0, 4], 4) == 1
    assert days_in_a_row(plan(), [], 4) == 0
    at = plan((0, Put(entry="1", routine="a")), (2, TakenOff(entry="1")))
    assert days_in_a_row(at, [0, 1, 4], 4) == 3


def test_half_a_routine_is_enough_and_a_minute_is_not() -> None:
    short = done(1, "a", outcome="partial", played_s=60.0)
    assert streak(DAILY, {}, by_day([done(0, "a"), short]), day(2)) == 0
    assert streak(DAILY, {}, by_day([done(0, "a"), done(1, "z")]), day(1)) == 2


def test_what_was_done_of_the_plan_is_counted_and_what_is_open_today_is_not_yet() -> None:
    history = by_day([done(0, "a"), done(2, "a"), done(2, "z"), done(3, "a")])
    assert adherence(DAILY, {}, history, day(0), day(3), day(3)) == Adherence(4, 3, 1)
    assert adherence(DAILY, {}, history, day(0), day(9), day(4)) == Adherence(4, 3, 1)
    assert adherence(DAILY, {}, history, day(1), day(1), day(4)).share == 0.0
    assert adherence(plan(), {}, {}, day(0), day(3), day(3)).share is None


def test_what_may_be_left_out_is_counted_beside_the_plan() -> None:
    at = plan((0, Started(run="r", programme="p", on=day(0), missed="skip")))
    counted = adherence(at, {"p": programme(["(a)", "a"])}, by_day([done(0, "a")]), day(0), day(1), day(5))
    assert counted == Adherence(1, 0, 1)
