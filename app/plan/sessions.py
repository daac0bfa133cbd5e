"""A session of a programme as it is played: the routine, with the caps the programme puts on it."""

import dataclasses
from collections.abc import Mapping

from msgspec.structs import replace

from app.play.layout import lay_out
from app.play.library import Overview, Shelf
from app.play.suiting import suited
from app.routine.dose import breaths, cycle_s, dose_of
from app.routine.model import (
    BreathDose,
    Exercise,
    ExerciseStep,
    PlannedSession,
    RepsDose,
    RoundsStep,
    Routine,
    Step,
    TimeDose,
)


def as_planned(routine: Routine, session: PlannedSession, exercises: Mapping[str, Exercise]) -> Routine:
    """Return the routine with no more sets, and no longer timed or breathed steps, than the session allows.

    No step becomes shorter than its exercise's range; holds, packs and rests are left as they are.
    """
    if session.most_sets is None and session.most_time_s is None:
        return routine
    return replace(routine, steps=_capped(routine.steps, session, exercises))


def overview_as_planned(one: Overview, session: PlannedSession, shelf: Shelf) -> Overview:
    """Return a routine as the person does it, within what a programme's session allows: their own doses come first."""
    if session.most_sets is None and session.most_time_s is None:
        return one
    exercises = shelf.exercises
    own = suited(one.routine, exercises, shelf.choices).routine
    timeline = lay_out(one.slug, as_planned(own, session, exercises), exercises, shelf.options)
    return dataclasses.replace(one, timeline=timeline)


def _capped(steps: tuple[Step, ...], session: PlannedSession, exercises: Mapping[str, Exercise]) -> tuple[Step, ...]:
    def capped(step: Step) -> Step:
        if isinstance(step, RoundsStep):
            return replace(step, steps=_capped(step.steps, session, exercises))
        return _step(step, exercises[step.exercise], session) if isinstance(step, ExerciseStep) else step

    return tuple(capped(step) for step in steps)


def _step(step: ExerciseStep, exercise: Exercise, session: PlannedSession) -> ExerciseStep:
    dose = dose_of(step, exercise)
    if isinstance(dose, RepsDose):
        return replace(step, sets=min(dose.sets, session.most_sets)) if session.most_sets else step
    if session.most_time_s is None or exercise.kind in ("heat", "cold"):
        return step
    most_s = max(session.most_time_s, exercise.range.time_s[0] if exercise.range.time_s else 0.0)
    if isinstance(dose, TimeDose):
        return replace(step, time_s=min(dose.time_s, most_s))
    if isinstance(dose, BreathDose):
        fewest = exercise.range.cycles[0] if exercise.range.cycles else 1
        most = max(fewest, int(most_s // cycle_s(dose.breath)))
        return replace(step, cycles=min(breaths(dose), most), time_s=None)
    return step
