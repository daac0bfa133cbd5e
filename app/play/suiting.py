"""A routine as it suits one person: what they keep out of is left out, what they swap is done in its easier way."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import msgspec

from app.play.doses import with_own_doses
from app.routine.model import (
    CheckStep,
    ContrastStep,
    Exercise,
    ExerciseStep,
    RoundsStep,
    Routine,
    Step,
    SwappedStep,
)
from app.routine.safety import flattened, pack_of, routine_findings
from app.settings import Doses, Settings

NOTHING_LEFT = 'You leave out every exercise in it. Choose "Do it again" for one, on its page, to start it.'
NO_PACK = 'You leave out the pack it is about. Choose "Do it again" for it, on its page, to start it.'


@dataclass(frozen=True)
class Choices:
    """What a person does not do, or does longer or shorter, by the slugs of exercises."""

    swapped: frozenset[str] = frozenset()  # done in their easier way, where there is one
    hidden: frozenset[str] = frozenset()  # left out
    doses: Doses = field(default_factory=dict)


def choices_of(chosen: Settings) -> Choices:
    """Return the choices that stand in the settings."""
    return Choices(frozenset(chosen.swapped), frozenset(chosen.hidden), chosen.doses)


@dataclass(frozen=True)
class Suited:
    """A routine after the choices, or why nothing can be played of it."""

    routine: Routine
    why_not: str = ""
    as_written: frozenset[str] = frozenset()  # exercises whose own dose would lead past a limit here


def easier_of(step: ExerciseStep, swaps: Mapping[str, str], exercises: Mapping[str, Exercise]) -> str | None:
    """Return what is offered instead at a step: by its own word, the routine's, or the exercise's."""
    exercise = exercises.get(step.exercise)
    return step.swap or swaps.get(step.exercise) or (exercise.easier if exercise else None)


def suited(routine: Routine, exercises: Mapping[str, Exercise], choices: Choices) -> Suited:
    """Return the routine as it suits a person.

    A swap that would lead past a limit of the whole routine, such as one stretch held too often, leaves the step out;
    a dose that would is as written.
    """
    chosen = _with_swaps(routine, exercises, choices)
    if chosen.why_not or not choices.doses:
        return chosen
    dosed, as_written = with_own_doses(chosen.routine, exercises, choices.doses)
    return Suited(dosed, as_written=as_written)


def _with_swaps(routine: Routine, exercises: Mapping[str, Exercise], choices: Choices) -> Suited:
    touched = choices.swapped | choices.hidden
    named = [step for _, step, _ in flattened(routine.steps)]
    if not any(_names(step) & touched for step in named):
        return Suited(routine)
    if any(pack_of(step, exercises) and _names(step) & choices.hidden for step in named):
        return Suited(routine, NO_PACK)
    changed = _changed(routine, exercises, choices)
    if list(routine_findings(changed, exercises)):
        changed = _changed(routine, exercises, Choices(hidden=touched))
    is_empty = not any(isinstance(step, ExerciseStep | ContrastStep) for _, step, _ in flattened(changed.steps))
    return Suited(routine, NOTHING_LEFT) if is_empty else Suited(changed)


def _names(step: Step) -> set[str]:
    if isinstance(step, ExerciseStep):
        return {step.exercise}
    return {step.warm, step.cool} if isinstance(step, ContrastStep) else set()


def _changed(routine: Routine, exercises: Mapping[str, Exercise], choices: Choices) -> Routine:
    steps = tuple(_steps(routine.steps, routine.swaps, exercises, choices))
    return msgspec.structs.replace(routine, steps=steps)


def _steps(
    steps: tuple[Step, ...], swaps: Mapping[str, str], exercises: Mapping[str, Exercise], choices: Choices
) -> Iterator[Step]:
    """Yield what is left of some steps; a question that leads past a step goes with it."""
    kept: list[Step | None] = [_step(step, swaps, exercises, choices) for step in steps]
    for index, step in enumerate(kept):
        leads_past = isinstance(step, CheckStep) and step.if_no == "skip"
        if step is None or (leads_past and index + 1 < len(kept) and kept[index + 1] is None):
            continue
        yield step


def _step(step: Step, swaps: Mapping[str, str], exercises: Mapping[str, Exercise], choices: Choices) -> Step | None:
    if isinstance(step, RoundsStep):
        inside = tuple(_steps(step.steps, swaps, exercises, choices))
        return msgspec.structs.replace(step, steps=inside) if inside else None
    if not isinstance(step, ExerciseStep):
        return step
    if step.exercise in choices.hidden:
        return None
    other = easier_of(step, swaps, exercises) if step.exercise in choices.swapped else None
    if other is None or other not in exercises:
        return step
    return None if other in choices.hidden else SwappedStep(exercise=other, ready_s=step.ready_s, of=step.exercise)
