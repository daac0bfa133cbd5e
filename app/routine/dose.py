"""How much of an exercise a step asks for: the exercise's own dose with what the step changes, within its range."""

import math
from collections.abc import Iterator

import msgspec

from app.routine.model import BreathDose, Dose, Exercise, ExerciseStep, HoldDose, Pattern, RepsDose, TimeDose
from app.routine.quantities import spoken
from app.routine.reader import Finding

_FIELDS: dict[type, tuple[str, ...]] = {
    HoldDose: ("hold_s", "reps", "rest_s"),
    RepsDose: ("reps", "sets", "tempo", "rest_s", "paced_by"),
    TimeDose: ("time_s",),
    BreathDose: ("breath", "cycles", "time_s"),
}
_CHANGEABLE = ("hold_s", "reps", "sets", "tempo", "rest_s", "paced_by", "time_s", "breath", "cycles")
_WORDS: dict[type, str] = {
    HoldDose: "is held",
    RepsDose: "is done in reps",
    TimeDose: "is done for a time",
    BreathDose: "is breathed",
}


def dose_of(step: ExerciseStep, exercise: Exercise) -> Dose:
    """Return the dose of a step: the exercise's own, with the step's changes laid over it.

    An exercise done in reps whose range has a time may also be done for a time.
    """
    if step.time_s is not None and _may_be_timed(exercise):
        return TimeDose(time_s=step.time_s)
    changes = {name: getattr(step, name) for name in _FIELDS[type(exercise.dose)] if getattr(step, name) is not None}
    if isinstance(exercise.dose, BreathDose) and ("cycles" in changes) != ("time_s" in changes):
        changes = {"cycles": None, "time_s": None, **changes}
    return msgspec.structs.replace(exercise.dose, **changes)


def _may_be_timed(exercise: Exercise) -> bool:
    return isinstance(exercise.dose, RepsDose) and exercise.range.time_s is not None


def cycle_s(pattern: Pattern) -> float:
    """Return the length of one whole breath in seconds."""
    return math.fsum(phase.length_s for phase in pattern.phases)


def breaths(dose: BreathDose) -> int:
    """Return how many whole breaths a dose is: its number, or its time rounded up to whole ones."""
    if dose.cycles is not None:
        return dose.cycles
    return max(1, math.ceil((dose.time_s or 0.0) / cycle_s(dose.breath) - 1e-9))


def misfits(step: ExerciseStep, exercise: Exercise) -> Iterator[Finding]:
    """Yield what a step changes that its exercise does not have, or not within its range. Places are in the step."""
    allowed = _FIELDS[type(exercise.dose)] + ("time_s",) * _may_be_timed(exercise)
    for name in _CHANGEABLE:
        if getattr(step, name) is not None and name not in allowed:
            keys = ", ".join(_key(field) for field in allowed)
            yield Finding(
                (_key(name),),
                f"{_key(name)}: {exercise.name!r} {_WORDS[type(exercise.dose)]} and has no {_key(name)}",
                f"use one of: {keys}",
            )
    if isinstance(exercise.dose, BreathDose) and step.cycles is not None and step.time_s is not None:
        yield Finding(("cycles",), "cycles: stands beside a time", "give cycles or time, not both")
    if step.check_every_s is not None and exercise.kind not in ("heat", "cold"):
        yield Finding(("check_every",), "check_every: is for heat and cold only", "leave it out")
    yield from out_of_range(dose_of(step, exercise), exercise)


def own_misfits(exercise: Exercise) -> Iterator[Finding]:
    """Yield what does not fit in an exercise's own dose and range. Places are in the exercise."""
    dose = exercise.dose
    if isinstance(dose, BreathDose) and (dose.cycles is None) == (dose.time_s is None):
        yield Finding(("dose",), "dose: needs cycles or time, and not both", "write cycles: 8 or time: 5 min")
    for finding in out_of_range(dose, exercise):
        yield Finding(("dose", *finding.at), finding.what, finding.remedy)


def out_of_range(dose: Dose, exercise: Exercise) -> Iterator[Finding]:
    """Yield each part of a dose that lies outside the range its exercise allows."""
    for key, value, allowed, is_time in _ranged(dose, exercise):
        if allowed is not None and not allowed[0] <= value <= allowed[1]:
            low, high = (spoken(end) if is_time else str(end) for end in allowed)
            shown = spoken(value) if is_time else f"{value:g}"
            yield Finding((key,), f"{key}: {shown} is outside the range of {exercise.name!r}", f"use {low} to {high}")
    if isinstance(dose, BreathDose) and exercise.range.breath:
        own = exercise.dose.breath if isinstance(exercise.dose, BreathDose) else None
        if dose.breath.phases not in [one.phases for one in (own, *exercise.range.breath) if one]:
            yield Finding(("breath",), f"breath: {exercise.name!r} is not done in this pattern", "use one it lists")


_Ranged = tuple[str, float, tuple[float, float] | None, bool]


def _ranged(dose: Dose, exercise: Exercise) -> Iterator[_Ranged]:
    limits = exercise.range
    if isinstance(dose, HoldDose):
        yield "hold", dose.hold_s, limits.hold_s, True
        yield "reps", dose.reps, limits.reps, False
    elif isinstance(dose, RepsDose):
        yield "reps", dose.reps, limits.reps, False
        yield "sets", dose.sets, limits.sets, False
        for value, allowed in zip(dose.tempo, (limits.out_s, limits.pause_s, limits.back_s), strict=True):
            yield "tempo", value, allowed, True
    elif isinstance(dose, TimeDose):
        yield "time", dose.time_s, limits.time_s, True
    else:
        yield "cycles", breaths(dose), limits.cycles, False
        if dose.time_s is not None:
            yield "time", dose.time_s, limits.time_s, True


def _key(field: str) -> str:
    return field.removesuffix("_s")


def said(dose: Dose) -> str:
    """Say a dose in a few words: `2 × 20 s`, `2 × 8 reps`, `5 min`, `8 breaths of 4-4-4-4`."""
    if isinstance(dose, HoldDose):
        return (f"{dose.reps} × " if dose.reps > 1 else "") + spoken(dose.hold_s)
    if isinstance(dose, RepsDose):
        return (f"{dose.sets} × " if dose.sets > 1 else "") + f"{dose.reps} rep{'s' * (dose.reps > 1)}"
    if isinstance(dose, TimeDose):
        return spoken(dose.time_s)
    shape = "-".join(f"{phase.length_s:g}" for phase in dose.breath.phases)
    return f"{breaths(dose)} breath{'s' * (breaths(dose) > 1)} of {shape}"
