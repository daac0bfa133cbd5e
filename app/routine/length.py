"""How long steps last and how many turns they take, before they are laid out: for the limits on a whole routine."""

from collections.abc import Mapping

from app.routine.dose import breaths, cycle_s, dose_of
from app.routine.model import (
    ContrastStep,
    Dose,
    Exercise,
    ExerciseStep,
    HoldDose,
    NoteStep,
    RepsDose,
    RestStep,
    RoundsStep,
    Step,
    TimeDose,
)

SWITCH_S = 5.0  # to change sides
WORDS_A_SECOND = 2.5  # how fast a note is read, unhurried


def steps_length_s(steps: tuple[Step, ...], exercises: Mapping[str, Exercise]) -> float:
    """Return how long steps last in seconds, all that lies between them included, and waits as long as estimated.

    Only the looks at the skin during heat and cold are left out. Steps whose exercise is unknown last no time.
    """
    return sum(_step_s(step, exercises) for step in steps)


def note_s(step: NoteStep) -> float:
    """Return how long a note stays, in seconds: long enough to read it where it does not say."""
    return step.time_s if step.time_s else max(4.0, round(len(step.note.split()) / WORDS_A_SECOND))


def turns(step: Step, exercises: Mapping[str, Exercise]) -> int:
    """Return how many holds, sets or other stretches of work a step that is not rounds takes, both sides counted."""
    exercise = exercises.get(step.exercise) if isinstance(step, ExerciseStep) else None
    if not isinstance(step, ExerciseStep) or exercise is None:
        return 1
    dose = dose_of(step, exercise)
    on_a_side = dose.reps if isinstance(dose, HoldDose) else dose.sets if isinstance(dose, RepsDose) else 1
    return 2 * on_a_side if exercise.sides == "each" else on_a_side


def _step_s(step: Step, exercises: Mapping[str, Exercise]) -> float:
    if isinstance(step, RoundsStep):
        return step.rounds * steps_length_s(step.steps, exercises) + (step.rounds - 1) * step.rest_s
    if isinstance(step, ExerciseStep):
        exercise = exercises.get(step.exercise)
        return _exercise_s(step, exercise) if exercise else 0.0
    if isinstance(step, ContrastStep):
        return step.contrast * (step.warm_s + step.cool_s) + step.finish_s
    if isinstance(step, NoteStep):
        return note_s(step)
    return step.rest_s if isinstance(step, RestStep) else step.time_s


def _exercise_s(step: ExerciseStep, exercise: Exercise) -> float:
    work_s = _dose_s(dose_of(step, exercise), exercise)
    return step.ready_s + (2 * work_s + SWITCH_S if exercise.sides == "each" else work_s)


def _dose_s(dose: Dose, exercise: Exercise) -> float:
    """Return how long a dose lasts on one side, or on both where they take turns."""
    if isinstance(dose, HoldDose):
        return dose.reps * dose.hold_s + (dose.reps - 1) * dose.rest_s
    if isinstance(dose, RepsDose):
        turns = 2 if exercise.sides == "alternating" else 1
        return dose.sets * dose.reps * turns * sum(dose.tempo) + (dose.sets - 1) * dose.rest_s
    return dose.time_s if isinstance(dose, TimeDose) else breaths(dose) * cycle_s(dose.breath)
