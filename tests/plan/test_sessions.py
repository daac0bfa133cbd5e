"""A routine with the caps a programme puts on it."""

from app.plan.sessions import as_planned
from app.play.layout import lay_out
from app.routine.dose import misfits
from app.routine.model import ExerciseStep, PlannedSession, RoundsStep, Routine
from tests.routine.written import bundled, routine

EXERCISES = bundled().usable_exercises


def bundled_routine(slug: str) -> Routine:
    model = bundled().routines[slug].model
    assert model is not None
    return model


def lasts_s(one: Routine) -> float:
    return lay_out("one", one, EXERCISES).total_s


def test_without_a_cap_it_is_the_routine_itself() -> None:
    one = bundled_routine("posture-strength-start")
    assert as_planned(one, PlannedSession(routine="posture-strength-start"), EXERCISES) is one


def test_no_step_has_more_sets_than_the_cap_and_those_with_fewer_keep_theirs() -> None:
    one = bundled_routine("posture-strength-band")
    for most in (1, 2, 3):
        capped = as_planned(one, PlannedSession(routine="x", most_sets=most), EXERCISES)
        sets = [part.sets for part in lay_out("one", capped, EXERCISES).parts]
        assert sets == [min(part.sets, most) for part in lay_out("one", one, EXERCISES).parts]
        assert max(sets) == most


def test_holds_are_not_sets() -> None:
    one = routine({"step": "exercise", "exercise": "round-and-reach", "reps": 3})
    assert as_planned(one, PlannedSession(routine="x", most_sets=1), EXERCISES) == one


def test_no_breathed_step_is_longer_than_the_cap() -> None:
    one = bundled_routine("even-breath-session")
    capped = as_planned(one, PlannedSession(routine="x", most_time_s=300.0), EXERCISES)
    assert lasts_s(one) == 640
    assert lasts_s(capped) == 340


def test_breaths_stay_whole_and_under_the_cap() -> None:
    one = routine({"step": "exercise", "exercise": "coherent-breathing"})
    capped = as_planned(one, PlannedSession(routine="x", most_time_s=204.0), EXERCISES)
    assert lasts_s(capped) == 5 + 200


def test_no_timed_step_is_longer_than_the_cap_and_shorter_ones_keep_their_time() -> None:
    one = routine(
        {"step": "exercise", "exercise": "quiet-rest"}, {"step": "exercise", "exercise": "walk-it-out", "time": 30.0}
    )
    capped = as_planned(one, PlannedSession(routine="x", most_time_s=90.0), EXERCISES)
    assert [step.time_s for step in capped.steps if isinstance(step, ExerciseStep)] == [90, 30]


def test_a_cap_leads_no_step_out_of_its_exercise_s_range() -> None:
    for slug, entry in bundled().routines.items():
        assert entry.model is not None
        capped = as_planned(entry.model, PlannedSession(routine=slug, most_sets=1, most_time_s=1.0), EXERCISES)
        for step in capped.steps:
            if isinstance(step, ExerciseStep):
                assert list(misfits(step, EXERCISES[step.exercise])) == [], (slug, step.exercise)


def test_heat_and_cold_keep_their_time() -> None:
    one = bundled_routine("warm-pack-15")
    assert lasts_s(as_planned(one, PlannedSession(routine="x", most_time_s=120.0), EXERCISES)) == lasts_s(one)


def test_steps_inside_rounds_are_capped_too() -> None:
    inner = {"step": "exercise", "exercise": "wall-slide", "sets": 3}
    one = routine({"step": "rounds", "rounds": 2, "steps": [inner]})
    (rounds,) = as_planned(one, PlannedSession(routine="x", most_sets=1), EXERCISES).steps
    assert isinstance(rounds, RoundsStep)
    (step,) = rounds.steps
    assert isinstance(step, ExerciseStep)
    assert step.sets == 1
