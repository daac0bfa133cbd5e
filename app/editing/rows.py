"""A routine's steps as an editor lists them, those of rounds below their rounds; and where each may go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.editing.draft import Draft
from app.editing.places import At, Plain
from app.routine.dose import dose_of, said
from app.routine.length import steps_length_s
from app.routine.model import (
    CheckStep,
    ContrastStep,
    Exercise,
    ExerciseStep,
    NoteStep,
    RestStep,
    RoundsStep,
    Routine,
    Step,
    WaitStep,
)
from app.routine.quantities import spoken

_MISSING = "?"  # what a text that cannot be read is stood in for by
STAND_IN = NoteStep(_MISSING)  # and a step
_NOTHING_YET = "nothing written yet"
_EACH = {"both": "", "each": "each side", "alternating": "sides in turn"}


@dataclass(frozen=True)
class Row:
    """One step: its place in the file, its number as people count, its name, and how much of it in a few words."""

    at: At
    number: str
    name: str
    words: str
    step: Step

    @property
    def depth(self) -> int:
        """Within how many rounds it stands."""
        return len(self.at) // 2 - 1

    @property
    def exercise(self) -> str:
        """The exercise it is; empty where it is none."""
        return self.step.exercise if isinstance(self.step, ExerciseStep) else ""


def rows_of(draft: Draft, exercises: Mapping[str, Exercise]) -> list[Row]:
    """Return a row for each step, in the order of the file; none where too little of it can be read."""
    routine = draft.model
    return [*_rows(routine.steps, (), "", exercises, draft)] if isinstance(routine, Routine) else []


def can_be_listed(draft: Draft) -> bool:
    """Tell whether steps can be shown: enough can be read, or there are none yet."""
    return isinstance(draft.model, Routine) or (bool(draft.written(("schema",))) and not draft.written(("steps",)))


def _rows(
    steps: tuple[Step, ...], before: At, number: str, exercises: Mapping[str, Exercise], draft: Draft
) -> Iterator[Row]:
    for index, step in enumerate(steps):
        at, counted = (*before, "steps", index), f"{number}{index + 1}"
        step = _begun(draft.written(at)) if step == STAND_IN else step
        name, words = _said(step, exercises)
        yield Row(at, counted, name, words, step)
        if isinstance(step, RoundsStep):
            yield from _rows(step.steps, at, f"{counted}.", exercises, draft)


def _begun(written: Plain | None) -> Step:
    """Return what a step that is not whole yet is going to be, by its keys."""
    keys = written if isinstance(written, dict) else {}
    if "exercise" in keys:
        return ExerciseStep("")
    if "contrast" in keys:
        return ContrastStep(3, "", "")
    if "check" in keys:
        return CheckStep(str(keys["check"] or _MISSING), str(keys.get("question") or _MISSING))
    if "wait" in keys:
        return WaitStep(_MISSING)
    return RestStep(0.0) if "rest" in keys else STAND_IN


def _said(step: Step, exercises: Mapping[str, Exercise]) -> tuple[str, str]:
    """Return what a step is called, and how much it is."""
    if isinstance(step, ExerciseStep):
        return _exercise_said(step, exercises.get(step.exercise))
    length = spoken(round(steps_length_s((step,), exercises)))
    if isinstance(step, RoundsStep):
        return f"{step.rounds} round{'s' * (step.rounds != 1)}", f"{length} in all"
    if isinstance(step, ContrastStep):
        return "Warm and cool in turns", f"{step.contrast} round{'s' * (step.contrast != 1)}, {length}"
    if isinstance(step, CheckStep):
        return "Question", _text(step.question)
    if isinstance(step, NoteStep):
        return "Note", _text(step.note)
    if isinstance(step, WaitStep):
        return "Wait for me", _text(step.wait)
    return step.label or "Rest", spoken(step.rest_s)


def _text(text: str) -> str:
    return _NOTHING_YET if text == _MISSING else text


def _exercise_said(step: ExerciseStep, exercise: Exercise | None) -> tuple[str, str]:
    if exercise is None:
        return step.label or step.exercise or "An exercise", "not among your exercises"
    words = [said(dose_of(step, exercise)), _EACH[exercise.sides]]
    return step.label or exercise.name, ", ".join(filter(None, words))


# --- where a step may go ---------------------------------------------------------------------------------------------


def gap_above(routine: Routine, at: At) -> At | None:
    """Return the gap one further up: past the step before, into rounds that end there, or out before its own."""
    *before, number = at
    if number:
        above = (*before, int(number) - 1)
        step = step_at(routine, above)
        return (*above, "steps", len(step.steps)) if isinstance(step, RoundsStep) else above
    return tuple(before[:-1]) or None


def gap_below(routine: Routine, at: At) -> At | None:
    """Return the gap one further down: past the step after, into rounds that begin there, or out after its own."""
    *before, number = at
    below = (*before, int(number) + 1)
    if int(number) + 1 < len(_siblings(routine, at)):
        step = step_at(routine, below)
        return (*below, "steps", 0) if isinstance(step, RoundsStep) else (*before, int(number) + 2)
    rounds = before[:-1]
    return (*rounds[:-1], int(rounds[-1]) + 1) if rounds else None


def step_at(routine: Routine, at: At) -> Step:
    """Return the step at a place. Raises IndexError where there is none."""
    return _siblings(routine, at)[int(at[-1])]


def _siblings(routine: Routine, at: At) -> tuple[Step, ...]:
    steps = routine.steps
    for number in at[1:-2:2]:
        rounds = steps[int(number)]
        if not isinstance(rounds, RoundsStep):
            raise IndexError(f"no rounds at {at}")
        steps = rounds.steps
    return steps


def nearest(rows: list[Row], step: Step, index: int) -> int | None:
    """Return which row is a step that was at `index` or should be there by now; None where it is nowhere."""
    found = [number for number, row in enumerate(rows) if row.step == step]
    return min(found, key=lambda number: abs(number - index), default=None)


def gap_after(rows: list[Row], index: int | None) -> At:
    """Return the gap after a row, in its own list; with None, the end of the routine."""
    if index is None or not 0 <= index < len(rows):
        return ("steps", sum(row.depth == 0 for row in rows))
    *before, number = rows[index].at
    return (*before, int(number) + 1)


NEW_STEPS: dict[str, dict[str, str]] = {
    "rest": {"rest": "30 s"},
    "note": {"note": ""},
    "wait": {"wait": ""},
    "check": {"check": "", "question": ""},
}
