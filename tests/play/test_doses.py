"""A person's own doses: what may be changed and how far, and what becomes of a routine."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.play.doses import Amount, amounts, own_dose_words, with_own_doses
from app.play.layout import lay_out
from app.play.suiting import Choices, choices_of, suited
from app.routine.catalog import load
from app.routine.dose import dose_of, out_of_range
from app.routine.model import BreathDose, Dose, DoseRange, Exercise, ExerciseStep, Routine, TimeDose
from app.routine.safety import dose_findings, flattened, routine_findings
from app.routine.texts import precautions
from app.settings import Settings
from tests.play.fakes import EXERCISES, step

NO_FOLDER = paths.ROUTINES / "none"
CATALOG = load(paths.ROUTINES, NO_FOLDER, precautions(paths.ASSETS))
BUNDLED = CATALOG.usable_exercises


def ranged(slug: str, **limits: Any) -> Exercise:
    return msgspec.structs.replace(EXERCISES[slug], range=DoseRange(**limits))


def changeable(exercise: Exercise, dose: Dose | None = None) -> list[tuple[str, float, float, float]]:
    return [(one.name, one.now, one.least, one.most) for one in amounts(dose or exercise.dose, exercise)]


# --- what may be changed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exercise", "expected"),
    [
        (ranged("hold", hold_s=(10.0, 40.0), reps=(1, 4)), [("hold_s", 20.0, 10.0, 40.0), ("reps", 2, 1, 4)]),
        (ranged("hold", hold_s=(10.0, 90.0)), [("hold_s", 20.0, 10.0, 60.0)]),
        (ranged("neck", hold_s=(1.0, 60.0)), [("hold_s", 20.0, 2.0, 30.0)]),
        (ranged("sets", reps=(3, 20), sets=(1, 5)), [("reps", 5, 3, 15), ("sets", 2, 1, 3)]),
        (ranged("reps", reps=(2, 40), sets=(1, 5)), [("reps", 3, 2, 30), ("sets", 1, 1, 5)]),
        (ranged("walk", time_s=(10.0, 120.0)), [("time_s", 30.0, 10.0, 120.0)]),
        (ranged("breath", cycles=(2, 300)), [("cycles", 3, 2, 126)]),
        (ranged("hold", hold_s=(20.0, 20.0)), []),
        (EXERCISES["hold"], []),
        (ranged("heat", time_s=(300.0, 1200.0)), []),
        (ranged("cold", time_s=(300.0, 900.0)), []),
    ],
)
def test_what_has_a_range_may_be_changed_within_it_and_the_limits(exercise: Exercise, expected: object) -> None:
    assert changeable(exercise) == expected


def test_of_breaths_that_have_a_time_the_time_may_be_changed() -> None:
    breath = EXERCISES["breath"].dose
    assert isinstance(breath, BreathDose)
    timed = BreathDose(breath=breath.breath, time_s=120.0)
    assert changeable(ranged("breath", time_s=(60.0, 3600.0)), timed) == [("time_s", 120.0, 60.0, 1200.0)]


def test_reps_done_for_a_time_instead_have_that_to_change() -> None:
    exercise = ranged("sets", reps=(3, 8), time_s=(20.0, 60.0))
    assert changeable(exercise, TimeDose(time_s=40.0)) == [("time_s", 40.0, 20.0, 60.0)]


@pytest.mark.parametrize("slug", sorted(BUNDLED))
def test_whatever_may_be_changed_of_a_bundled_exercise_is_in_its_range_and_safe(slug: str) -> None:
    exercise = BUNDLED[slug]
    for one in amounts(exercise.dose, exercise):
        assert one.least <= one.now <= one.most
        for value in (one.least, one.most):
            changes: dict[str, Any] = {one.name: value}
            dose = msgspec.structs.replace(exercise.dose, **changes)
            assert list(out_of_range(dose, exercise)) == []
            assert list(dose_findings(dose, exercise)) == []


@pytest.mark.parametrize(
    ("amount", "steps", "expected"),
    [
        (Amount("hold_s", 20.0, 10.0, 40.0), 1, 25.0),
        (Amount("hold_s", 20.0, 10.0, 40.0), -1, 15.0),
        (Amount("hold_s", 18.0, 10.0, 40.0), 1, 20.0),
        (Amount("hold_s", 18.0, 10.0, 40.0), -1, 15.0),
        (Amount("hold_s", 38.0, 10.0, 38.0), 1, 38.0),
        (Amount("hold_s", 12.0, 12.0, 40.0), -1, 12.0),
        (Amount("hold_s", 5.0, 2.0, 10.0), 1, 6.0),
        (Amount("time_s", 90.0, 30.0, 180.0), 1, 105.0),
        (Amount("time_s", 300.0, 30.0, 900.0), -1, 240.0),
        (Amount("reps", 8, 5, 60), 1, 9),
    ],
)
def test_it_is_changed_in_steps_a_person_would_take(amount: Amount, steps: int, expected: float) -> None:
    assert amount.changed(steps) == expected


@given(st.floats(1, 600), st.floats(0, 600), st.floats(0, 600), st.lists(st.sampled_from([-1, 1]), max_size=30))
def test_however_often_it_is_changed_it_stays_in_its_range(
    now: float, below: float, above: float, ways: list[int]
) -> None:
    amount = Amount("time_s", now, max(0.0, now - below), now + above)
    for way in ways:
        amount = replace(amount, now=amount.changed(way))
        assert amount.least <= amount.now <= amount.most


def test_reps_stay_whole_numbers() -> None:
    value = Amount("reps", 8, 5, 10).changed(1)
    assert isinstance(value, int)


# --- a routine with them ---------------------------------------------------------------------------------------------

RANGED = {
    **EXERCISES,
    "hold": ranged("hold", hold_s=(10.0, 60.0), reps=(1, 4)),
    "neck": ranged("neck", hold_s=(5.0, 30.0)),
    "sets": ranged("sets", reps=(3, 10), sets=(1, 3)),
    "heat": ranged("heat", time_s=(300.0, 1200.0)),
}


def a_routine(*steps: Mapping[str, object]) -> Routine:
    whole = {"schema": 1, "language": "en", "title": "Test", "purpose": "Testing.", "steps": list(steps)}
    return msgspec.convert(whole, Routine)


def doses(routine: Routine, own: Mapping[str, Mapping[str, float]]) -> list[str]:
    fitted = suited(routine, RANGED, Choices(doses=own))
    return [part.dose for part in lay_out("x", fitted.routine, RANGED).parts]


def test_an_exercise_is_done_in_the_persons_dose_wherever_it_comes() -> None:
    rounds = {"step": "rounds", "rounds": 2, "steps": [step("hold", hold=30.0, reps=1), step("sets")]}
    own: dict[str, dict[str, float]] = {"hold": {"hold_s": 15.0}, "sets": {"reps": 8, "sets": 1}}
    assert doses(a_routine(step("hold"), rounds), own) == ["2 × 15 s", "15 s", "8 reps", "15 s", "8 reps"]


def test_what_is_not_said_of_it_stays_as_written() -> None:
    assert doses(a_routine(step("hold", reps=3)), {"hold": {"hold_s": 15.0}}) == ["3 × 15 s"]
    routine = a_routine(step("hold"))
    assert suited(routine, RANGED, Choices(doses={"walk": {"time_s": 60.0}, "gone": {"reps": 3}})).routine is routine


def test_a_dose_its_range_no_longer_allows_is_as_near_to_it_as_may_be() -> None:
    assert doses(a_routine(step("neck")), {"neck": {"hold_s": 45.0}}) == ["30 s"] * 2
    assert doses(a_routine(step("neck")), {"neck": {"hold_s": 1.0}}) == ["5 s"] * 2
    assert doses(a_routine(step("neck")), {"neck": {"reps": 9}}) == ["20 s"] * 2


def test_heat_and_cold_keep_their_time() -> None:
    check = {"step": "check", "check": "Look.", "question": "Fine?"}
    assert doses(a_routine(check, step("heat")), {"heat": {"time_s": 600.0}}) == ["15 min"]


def test_the_easier_way_is_done_in_its_own_dose() -> None:
    routine = a_routine(step("walk", swap="sets"))
    own = Choices(swapped=frozenset({"walk"}), doses={"sets": {"reps": 4}})
    assert [part.dose for part in lay_out("x", suited(routine, RANGED, own).routine, RANGED).parts] == ["2 × 4 reps"]


def test_a_dose_that_would_lead_past_a_limit_of_the_routine_is_as_written_there_and_the_others_hold() -> None:
    """One stretch is held 180 s in a routine at most: 4 x 40 s here, and 2 x 40 s in the other."""
    own: dict[str, dict[str, float]] = {"hold": {"hold_s": 40.0}, "sets": {"reps": 8}}
    long, short = a_routine(*[step("hold")] * 3, step("sets")), a_routine(step("hold"), step("sets"))
    fitted = suited(long, RANGED, Choices(doses=own))
    assert fitted.as_written == {"hold"}
    assert [part.dose for part in lay_out("x", fitted.routine, RANGED).parts] == ["2 × 20 s"] * 3 + ["2 × 8 reps"]
    fitted = suited(short, RANGED, Choices(doses=own))
    assert fitted.as_written == frozenset()
    assert [part.dose for part in lay_out("x", fitted.routine, RANGED).parts] == ["2 × 40 s", "2 × 8 reps"]


def test_the_settings_say_them() -> None:
    assert choices_of(Settings(doses={"hold": {"reps": 3}})).doses == {"hold": {"reps": 3}}


OWN = st.dictionaries(
    st.sampled_from(["hold_s", "time_s", "reps", "sets", "cycles"]),
    st.integers(1, 1000).map(float) | st.integers(1, 60),
    min_size=1,
)


@given(st.data())
def test_whatever_a_person_sets_every_bundled_routine_stays_within_range_and_limits(data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from([one for one in CATALOG.routines.values() if one.model]))
    assert entry.model is not None
    used = sorted({one.exercise for one in _exercise_steps(entry.model)})
    own = data.draw(st.dictionaries(st.sampled_from(used), OWN)) if used else {}
    routine, _ = with_own_doses(entry.model, BUNDLED, own)
    assert list(routine_findings(routine, BUNDLED)) == []
    for one in _exercise_steps(routine):
        exercise = BUNDLED[one.exercise]
        assert list(out_of_range(dose_of(one, exercise), exercise)) == []


def _exercise_steps(routine: Routine) -> list[ExerciseStep]:
    return [one for _, one, _ in flattened(routine.steps) if isinstance(one, ExerciseStep)]


# --- in words --------------------------------------------------------------------------------------------------------


def test_a_dose_is_said_in_a_few_words() -> None:
    assert own_dose_words({"hold_s": 15.0, "reps": 1}, RANGED["hold"]) == ["held 15 s", "1 hold"]
    assert own_dose_words({"reps": 8, "sets": 1}, RANGED["sets"]) == ["8 reps", "1 set"]
    assert own_dose_words({"time_s": 300.0}, ranged("walk", time_s=(60.0, 600.0))) == ["for 5 min"]
    assert own_dose_words({"cycles": 6}, ranged("breath", cycles=(3, 9))) == ["6 breaths"]


def test_what_is_no_longer_allowed_is_said() -> None:
    assert own_dose_words({"hold_s": 45.0}, RANGED["neck"]) == ["held 45 s: out of its range now, so held 30 s instead"]
    assert own_dose_words({"reps": 3}, RANGED["neck"]) == ["3 holds: this cannot be changed now, so it is as written"]
