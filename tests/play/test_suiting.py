"""A routine as it suits one person: left out, swapped, and still within its limits."""

from collections.abc import Mapping

import msgspec
import pytest

from app.play.layout import lay_out
from app.play.suiting import NO_PACK, NOTHING_LEFT, Choices, suited
from app.play.timeline import Timeline
from app.routine.model import Routine
from tests.play.fakes import EXERCISES, step

CHECK = {"step": "check", "check": "Look.", "question": "Fine?"}


def a_routine(*steps: Mapping[str, object], swaps: Mapping[str, str] | None = None) -> Routine:
    whole = {"schema": 1, "language": "en", "title": "Test", "purpose": "Testing.", "steps": list(steps)}
    return msgspec.convert({**whole, "swaps": dict(swaps or {})}, Routine)


def laid_out(routine: Routine, choices: Choices) -> Timeline:
    fitted = suited(routine, EXERCISES, choices)
    assert not fitted.why_not
    return lay_out("test", fitted.routine, EXERCISES)


def done(timeline: Timeline) -> list[tuple[str, str | None]]:
    return [(part.exercise_id, part.swapped_from) for part in timeline.parts]


def test_without_choices_that_touch_it_a_routine_is_as_it_is() -> None:
    routine = a_routine(step("hold"), step("walk"))
    assert suited(routine, EXERCISES, Choices(frozenset({"reps"}), frozenset({"own"}))).routine is routine


def test_what_is_hidden_is_left_out_and_an_empty_round_with_it() -> None:
    rounds = {"step": "rounds", "rounds": 2, "steps": [step("hold")]}
    timeline = laid_out(a_routine(rounds, step("walk")), Choices(hidden=frozenset({"hold"})))
    assert done(timeline) == [("walk", None)]


@pytest.mark.parametrize(
    ("own", "swaps", "expected"), [({"swap": "reps"}, {"hold": "sets"}, "reps"), ({}, {"hold": "sets"}, "sets")]
)
def test_what_is_swapped_is_done_as_the_step_or_the_routine_offers(
    own: Mapping[str, object], swaps: Mapping[str, str], expected: str
) -> None:
    routine = a_routine(step("hold", label="Own name", hold=30.0, **own), swaps=swaps)
    timeline = laid_out(routine, Choices(swapped=frozenset({"hold"})))
    assert done(timeline)[0] == (expected, "hold")
    assert timeline.parts[0].name == EXERCISES[expected].name
    assert timeline.parts[0].planned_s == lay_out("x", a_routine(step(expected)), EXERCISES).parts[0].planned_s


def test_without_an_easier_way_it_stays() -> None:
    timeline = laid_out(a_routine(step("hold")), Choices(swapped=frozenset({"hold"})))
    assert done(timeline) == [("hold", None)]


def test_an_easier_way_that_is_hidden_is_left_out_too() -> None:
    choices = Choices(swapped=frozenset({"hold"}), hidden=frozenset({"reps"}))
    timeline = laid_out(a_routine(step("hold", swap="reps"), step("walk")), choices)
    assert done(timeline) == [("walk", None)]


def test_a_question_that_leads_past_a_step_goes_with_it() -> None:
    asks = {**CHECK, "if_no": "skip"}
    timeline = laid_out(a_routine(asks, step("hold"), step("walk")), Choices(hidden=frozenset({"hold"})))
    assert [segment.kind for segment in timeline.segments] == ["work"]


def test_a_swap_past_a_limit_of_the_whole_routine_leaves_the_step_out() -> None:
    """Six holds of 30 s are the most of one stretch in a routine."""
    held = [step("hold", hold=30.0, reps=3)] * 2
    choices = Choices(swapped=frozenset({"reps"}))
    routine = a_routine(*held, step("reps", swap="hold"), step("walk"))
    assert done(laid_out(routine, choices)) == [("hold", None), ("hold", None), ("walk", None)]


def test_with_everything_hidden_there_is_nothing_to_start() -> None:
    routine = a_routine(CHECK, step("hold"))
    assert suited(routine, EXERCISES, Choices(hidden=frozenset({"hold"}))).why_not == NOTHING_LEFT


@pytest.mark.parametrize(
    "about",
    [step("heat"), {"step": "contrast", "contrast": 3, "warm": "heat", "cool": "cold"}],
)
def test_a_routine_about_a_hidden_pack_cannot_be_started(about: Mapping[str, object]) -> None:
    routine = a_routine(CHECK, about, step("walk"))
    assert suited(routine, EXERCISES, Choices(hidden=frozenset({"heat"}))).why_not == NO_PACK
