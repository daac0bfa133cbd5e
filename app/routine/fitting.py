"""Bundled routines with a person's own exercises in them: what is done, and with which it cannot be done."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from app.routine.dose import dose_of, misfits
from app.routine.model import ContrastStep, Exercise, ExerciseStep, RoundsStep, Routine, Step
from app.routine.reader import Finding
from app.routine.safety import dose_findings, flattened

_DOSE = ("hold_s", "reps", "sets", "tempo", "rest_s", "paced_by", "time_s", "breath", "cycles", "check_every_s")

Findings = Callable[[Routine, Mapping[str, Exercise]], Iterable[Finding]]


def fitted(routine: Routine, mine: Mapping[str, Exercise]) -> Routine:
    """Return a bundled routine as it is done with a person's own exercises in place of bundled ones, by slug.

    A step whose dose does not fit the person's exercise is done with that exercise's own dose.
    """
    steps = tuple(_fitted_step(step, mine) for step in routine.steps)
    return routine if steps == routine.steps else msgspec.structs.replace(routine, steps=steps)


def _fitted_step(step: Step, mine: Mapping[str, Exercise]) -> Step:
    if isinstance(step, RoundsStep):
        return msgspec.structs.replace(step, steps=tuple(_fitted_step(one, mine) for one in step.steps))
    if not isinstance(step, ExerciseStep) or step.exercise not in mine:
        return step
    exercise = mine[step.exercise]
    if any(misfits(step, exercise)) or any(dose_findings(dose_of(step, exercise), exercise)):
        return msgspec.structs.replace(step, **dict.fromkeys(_DOSE))
    return step


def unsuited(
    slug: str,
    routine: Routine,
    mine: Mapping[str, Exercise],
    originals: Mapping[str, Exercise],
    findings: Findings,
) -> Iterator[tuple[str, Finding]]:
    """Yield which of a person's exercises a bundled routine cannot be done with, and why, as findings in their files.

    Each is tried alone; where only several together will not do, each of them is told. `findings` says what is wrong
    with a routine given all exercises there are.
    """

    def wrong(slugs: Iterable[str]) -> Finding | None:
        tried = {one: mine[one] for one in slugs}
        return next(iter(findings(fitted(routine, tried), {**originals, **tried})), None)

    used = sorted(_named(routine) & mine.keys())
    together = wrong(used) if used else None
    if together is None:
        return
    alone = {one: found for one in used if (found := wrong([one]))}
    for one, found in (alone or dict.fromkeys(used, together)).items():
        what = f"the bundled routine {slug!r} cannot be done with it and keeps the bundled exercise ({found.what})"
        yield one, Finding((), what, f"give the file another name, such as my-{one}.yaml")


def _named(routine: Routine) -> set[str]:
    """Return the exercises that a routine's steps are done with."""
    names: set[str] = set()
    for _, step, _ in flattened(routine.steps):
        if isinstance(step, ExerciseStep):
            names.add(step.exercise)
        elif isinstance(step, ContrastStep):
            names |= {step.warm, step.cool}
    return names
