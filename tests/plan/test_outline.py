"""What a programme asks for, in a few numbers."""

from app.plan.outline import Outline, minutes_on, outline
from app.routine.model import Day, PlannedSession

from .made import programme

MINUTES = {"a": 5, "b": 10, "c": 3}


def minutes_of(session: PlannedSession) -> int | None:
    return MINUTES.get(session.routine)


def test_a_programme_is_told_by_its_weeks_days_and_minutes_without_what_is_optional() -> None:
    made = programme(["a", "a (c)", "-", "a b (c)"], ["b", "(a)", "-", "-"])
    assert outline(made, minutes_of) == Outline(2, (1, 3), (5, 15), is_more=True)


def test_routines_that_are_gone_take_no_time() -> None:
    assert outline(programme(["gone", "-"]), minutes_of) == Outline(1, (1, 1), None)
    assert outline(programme(["gone a"]), minutes_of).minutes == (5, 5)


def test_a_day_of_rest_takes_no_time() -> None:
    sessions = (PlannedSession("b"), PlannedSession("c"))
    assert minutes_on(Day(sessions=sessions), minutes_of) == 13
    assert minutes_on(Day(sessions=sessions, rest_day=True), minutes_of) == 0
