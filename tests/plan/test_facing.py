"""A day as one comes to it: its state, what is asked and what is advised."""

import pytest

from app.plan.events import Change, Paused, Put, Started
from app.plan.facing import Facing, facing
from app.plan.progress import Rating
from app.plan.reading import Known

from .made import MONDAY, day, done, plan, programme

ROUTINES = frozenset({"a", "b"})
WEEKS = (["a"] * 7, ["a"] * 7)
STARTED = Started(run="r", programme="p", on=MONDAY, missed="skip")


def face(*changes: tuple[int, Change], on: int = 0, did: dict[int, Rating] | None = None) -> Facing:
    history = {day(number): (done(number, "a", rating=rating),) for number, rating in (did or {}).items()}
    return facing(Known(plan(*changes), history), {"p": programme(*WEEKS)}, ROUTINES, day(on))


@pytest.mark.parametrize(
    ("changes", "did", "state"),
    [
        ([], {}, "empty"),
        ([(0, Put(entry="1", routine="a"))], {}, "due"),
        ([(0, Put(entry="1", routine="a"))], {0: Rating()}, "all done"),
        ([(0, Put(entry="1", routine="a", weekdays=frozenset({3})))], {}, "nothing due"),
        ([(0, Put(entry="1", routine="a")), (0, Paused())], {}, "paused"),
    ],
)
def test_a_day_has_one_state(changes: list[tuple[int, Change]], did: dict[int, Rating], state: str) -> None:
    assert face(*changes, did=did).state == state


def test_what_is_gone_is_told_apart_from_what_can_be_played() -> None:
    one = face((0, Put(entry="1", routine="gone")), (0, Put(entry="2", routine="b")))
    assert [item.routine for item in one.gone] == ["gone"]


def test_the_gentler_week_is_offered_once_there_is_one_to_go_back_to() -> None:
    [advised] = face((0, STARTED), on=8, did={7: Rating(3, None, 8)}).advised
    assert advised.week == 1
    assert "go back to week 1" in advised.step.sentence


@pytest.mark.parametrize("rating", [Rating(3, None, 8), Rating(1, None, 3, True)])
def test_in_the_gentlest_week_one_is_told_to_do_less_and_not_to_go_back(rating: Rating) -> None:
    [advised] = face((0, STARTED), on=1, did={0: rating}).advised
    assert advised.week is None
    assert "week 1" not in advised.step.sentence
    assert "do less" in advised.step.sentence


def test_enough_green_sessions_let_it_go_up() -> None:
    green = Rating(1, None, 1, True)
    [advised] = face((0, STARTED), on=3, did={0: green, 1: green, 2: green}).advised
    assert (advised.step.go, advised.week) == ("up", None)


def test_the_week_has_seven_marks_and_the_last_thing_done_can_be_done_again() -> None:
    one = face((0, Put(entry="1", routine="a")), on=2, did={0: Rating()})
    assert [mark for _, mark in one.week] == ["done", "missed", "open", "ahead", "ahead", "ahead", "ahead"]
    assert one.last_done is not None
    assert one.last_done.routine == "a"
