"""How much a step asks for, and what an exercise allows."""

import math
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.routine.dose import breaths, cycle_s, dose_of, misfits, own_misfits, said
from app.routine.model import PATTERNS, BreathDose, ExerciseStep, HoldDose, Pattern, Phase, RepsDose, TimeDose
from tests.routine.written import exercise

HOLD = {"dose": "hold", "hold": 20.0, "reps": 2}
REPS = {"dose": "reps", "reps": 8, "tempo": [2.0, 1.0, 3.0]}
TIME = {"dose": "time", "time": 30.0}
BREATH = {"dose": "breath", "breath": msgspec.to_builtins(PATTERNS["even"]), "cycles": 6}


def step(**keys: Any) -> ExerciseStep:
    return msgspec.convert({"step": "exercise", "exercise": "mine", **keys}, ExerciseStep)


def misfit_keys(keys: dict[str, Any], dose: dict[str, Any], **more: Any) -> list[tuple[str | int, ...]]:
    return [finding.at for finding in misfits(step(**keys), exercise(dose, **more))]


def test_a_step_that_changes_nothing_has_the_dose_of_its_exercise() -> None:
    for dose in (HOLD, REPS, TIME, BREATH):
        assert dose_of(step(), exercise(dose)) == exercise(dose).dose


def test_what_a_step_changes_is_laid_over_the_dose_of_its_exercise() -> None:
    assert dose_of(step(hold=15.0), exercise(HOLD)) == HoldDose(hold_s=15, reps=2, rest_s=5)
    assert dose_of(step(reps=1, rest=9.0), exercise(HOLD)) == HoldDose(hold_s=20, reps=1, rest_s=9)
    assert dose_of(step(sets=2, paced_by="you"), exercise(REPS)) == RepsDose(
        reps=8, sets=2, tempo=(2, 1, 3), rest_s=30, paced_by="you"
    )
    assert dose_of(step(time=20.0), exercise(TIME)) == TimeDose(time_s=20)


def test_breaths_are_counted_or_timed_and_a_step_changes_one_for_the_other() -> None:
    assert dose_of(step(time=40.0), exercise(BREATH)) == BreathDose(breath=PATTERNS["even"], time_s=40)
    assert dose_of(step(cycles=3), exercise(BREATH)) == BreathDose(breath=PATTERNS["even"], cycles=3)


def test_reps_may_be_done_for_a_time_where_the_range_has_one() -> None:
    assert dose_of(step(time=20.0), exercise(REPS, range={"time": [10.0, 60.0]})) == TimeDose(time_s=20)
    assert misfit_keys({"time": 20.0}, REPS, range={"time": [10.0, 60.0]}) == []
    assert misfit_keys({"time": 90.0}, REPS, range={"time": [10.0, 60.0]}) == [("time",)]
    assert misfit_keys({"time": 20.0}, REPS) == [("time",)]


@settings(deadline=None)
@given(st.floats(0.1, 1200), st.lists(st.floats(0.25, 10), min_size=1, max_size=5))
def test_a_time_is_rounded_up_to_whole_breaths_and_by_less_than_one(time_s: float, lengths: list[float]) -> None:
    pattern = Pattern(phases=tuple(Phase(name="in", length_s=length) for length in lengths))
    number = breaths(BreathDose(breath=pattern, time_s=time_s))
    assert number >= 1
    assert number * cycle_s(pattern) >= time_s - 1e-6
    assert number == 1 or (number - 1) * cycle_s(pattern) < time_s


def test_a_time_of_whole_breaths_is_not_rounded_up_by_an_error_in_the_last_digit() -> None:
    short = Pattern(phases=(Phase(name="in", length_s=0.3), Phase(name="out", length_s=0.3)))
    assert 4.2 / cycle_s(short) > 7  # as floats have it
    assert breaths(BreathDose(breath=short, time_s=4.2)) == 7
    assert breaths(BreathDose(breath=PATTERNS["box"], time_s=300)) == math.ceil(300 / 16)


@pytest.mark.parametrize(
    ("dose", "own", "foreign"),
    [
        (HOLD, {"hold": 20.0, "reps": 1, "rest": 1.0}, {"sets": 2, "tempo": [1.0, 0.0, 1.0], "time": 5.0, "cycles": 2}),
        (REPS, {"reps": 5, "sets": 1, "tempo": [1.0, 0.0, 1.0], "rest": 1.0}, {"hold": 5.0, "time": 5.0, "cycles": 2}),
        (TIME, {"time": 20.0}, {"hold": 5.0, "reps": 2, "sets": 2, "rest": 2.0, "paced_by": "you"}),
        (BREATH, {"cycles": 3}, {"hold": 5.0, "reps": 2, "sets": 2, "tempo": [1.0, 0.0, 1.0], "rest": 2.0}),
    ],
)
def test_a_step_may_change_only_what_its_exercise_has(
    dose: dict[str, Any], own: dict[str, Any], foreign: dict[str, Any]
) -> None:
    assert misfit_keys(own, dose) == []
    assert sorted(misfit_keys(foreign, dose)) == sorted((key,) for key in foreign)


@pytest.mark.parametrize(
    ("dose", "allowed", "key", "low", "high", "under", "over"),
    [
        (HOLD, {"hold": [10.0, 30.0]}, "hold", 10.0, 30.0, 9.0, 31.0),
        (HOLD, {"reps": [1, 3]}, "reps", 1, 3, None, 4),
        (REPS, {"reps": [5, 12]}, "reps", 5, 12, 4, 13),
        (REPS, {"sets": [1, 2]}, "sets", 1, 2, None, 3),
        (REPS, {"out": [1.0, 3.0]}, "tempo", [1.0, 1.0, 3.0], [3.0, 1.0, 3.0], [0.5, 1.0, 3.0], [3.5, 1.0, 3.0]),
        (REPS, {"pause": [0.0, 3.0]}, "tempo", [2.0, 0.0, 3.0], [2.0, 3.0, 3.0], None, [2.0, 3.5, 3.0]),
        (REPS, {"back": [2.0, 3.0]}, "tempo", [2.0, 1.0, 2.0], [2.0, 1.0, 3.0], [2.0, 1.0, 1.5], [2.0, 1.0, 3.5]),
        (TIME, {"time": [20.0, 60.0]}, "time", 20.0, 60.0, 19.0, 61.0),
        (BREATH, {"cycles": [3, 8]}, "cycles", 3, 8, 2, 9),
        (BREATH, {"time": [30.0, 60.0]}, "time", 30.0, 60.0, 29.0, 61.0),
    ],
)
def test_a_range_holds_with_both_its_ends(
    dose: dict[str, Any], allowed: dict[str, Any], key: str, low: Any, high: Any, under: Any, over: Any
) -> None:
    for value in (low, high):
        assert misfit_keys({key: value}, dose, range=allowed) == []
    for value in (one for one in (under, over) if one is not None):
        assert misfit_keys({key: value}, dose, range=allowed) == [(key,)]


def test_only_the_patterns_an_exercise_lists_may_be_breathed_with_it_where_it_lists_any() -> None:
    box, even, belly = (msgspec.to_builtins(PATTERNS[name]) for name in ("box", "even", "belly"))
    assert misfit_keys({"breath": even}, BREATH, range={"breath": [box]}) == []  # its own
    assert misfit_keys({"breath": box}, BREATH, range={"breath": [box]}) == []
    assert misfit_keys({"breath": belly}, BREATH, range={"breath": [box]}) == [("breath",)]
    assert misfit_keys({"breath": belly}, BREATH) == []


def test_breaths_are_given_as_a_number_or_as_a_time_and_not_both() -> None:
    assert misfit_keys({"cycles": 3, "time": 30.0}, BREATH) == [("cycles",)]
    both = BREATH | {"time": 30.0}
    neither = {key: value for key, value in BREATH.items() if key != "cycles"}
    assert [finding.at for dose in (both, neither) for finding in own_misfits(exercise(dose))] == [("dose",)] * 2


def test_skin_checks_belong_to_heat_and_cold() -> None:
    assert misfit_keys({"check_every": 120.0}, TIME, kind="heat") == []
    assert misfit_keys({"check_every": 120.0}, TIME, kind="cold") == []
    assert misfit_keys({"check_every": 120.0}, TIME) == [("check_every",)]


def test_an_exercise_keeps_to_its_own_range() -> None:
    assert [finding.at for finding in own_misfits(exercise(HOLD, range={"hold": [25.0, 30.0]}))] == [("dose", "hold")]
    assert list(own_misfits(exercise(HOLD, range={"hold": [20.0, 20.0]}))) == []


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (HoldDose(hold_s=20), "20 s"),
        (HoldDose(hold_s=20, reps=2), "2 × 20 s"),
        (RepsDose(reps=1), "1 rep"),
        (RepsDose(reps=8), "8 reps"),
        (RepsDose(reps=8, sets=2), "2 × 8 reps"),
        (TimeDose(time_s=300), "5 min"),
        (BreathDose(breath=PATTERNS["box"], cycles=8), "8 breaths of 4-4-4-4"),
        (BreathDose(breath=PATTERNS["4-7-8"], cycles=1), "1 breath of 4-7-8"),
    ],
)
def test_a_dose_is_said_in_a_few_words(dose: Any, words: str) -> None:
    assert said(dose) == words
