"""A person's own doses: how far an exercise may be done longer or shorter, more or fewer, and a routine done so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from app.routine.dose import dose_of
from app.routine.model import Dose, Exercise, ExerciseStep, HoldDose, RepsDose, RoundsStep, Routine, Step, TimeDose
from app.routine.quantities import spoken
from app.routine.safety import BREATH_SESSION, STRENGTH_SETS, Limit, ceiling, hold_limit, routine_findings, time_limit
from app.settings import COUNTS, LENGTHS, Doses

_ANY = Limit(0, float("inf"), "")
_LONG_S, _LONGER_S = 60.0, 300.0  # from these on, times are changed in steps of 15 s and of a minute


@dataclass(frozen=True)
class Amount:
    """One figure of a dose that may be changed, by the name it has in a step: seconds, or a number."""

    name: str
    now: float
    least: float
    most: float

    @property
    def step(self) -> float:
        """By how much it is changed at a time."""
        if self.name in COUNTS:
            return 1
        if self.most <= 15:
            return 1
        return 5 if self.most <= _LONG_S else 15 if self.most <= _LONGER_S else 60

    def changed(self, steps: int) -> float:
        """Return what it is some steps more or fewer: a whole number of steps from nothing, within the range."""
        wanted = (self.now // self.step + steps) * self.step
        if steps < 0 and self.now % self.step:
            wanted += self.step  # the next one down is not a whole step away
        return self.within(wanted)

    def within(self, value: float) -> float:
        """Return a value as near to what is wanted as the range allows."""
        return min(max(value, self.least), self.most)


def amounts(dose: Dose, exercise: Exercise) -> tuple[Amount, ...]:
    """Return what a person may change of a dose: what the exercise has a range for, within the limits of safety.

    Nothing of heat and cold, whose time goes with their skin checks.
    """
    if exercise.kind in ("heat", "cold"):
        return ()
    found = [Amount(name, getattr(dose, name), *_range(name, dose, exercise)) for name in _names(dose)]
    return tuple(one for one in found if one.least < one.most)


def _names(dose: Dose) -> tuple[str, ...]:
    if isinstance(dose, HoldDose):
        return ("hold_s", "reps")
    if isinstance(dose, RepsDose):
        return ("reps", "sets")
    if isinstance(dose, TimeDose):
        return ("time_s",)
    return ("time_s",) if dose.cycles is None else ("cycles",)


def _range(name: str, dose: Dose, exercise: Exercise) -> tuple[float, float]:
    allowed = getattr(exercise.range, name)
    if allowed is None:
        return 0.0, 0.0
    limit = _limit(name, dose, exercise)
    return max(allowed[0], limit.least), min(allowed[1], limit.most)


def _limit(name: str, dose: Dose, exercise: Exercise) -> Limit:
    if isinstance(dose, HoldDose):
        return hold_limit(exercise) if name == "hold_s" else _ANY
    if isinstance(dose, TimeDose):
        return time_limit(exercise)[0]
    if name == "time_s":
        return BREATH_SESSION
    if name == "sets":
        return STRENGTH_SETS if exercise.kind == "strength" else _ANY
    return Limit(1, ceiling(dose, exercise).most, "")


# --- a routine with them ---------------------------------------------------------------------------------------------


def with_own_doses(routine: Routine, exercises: Mapping[str, Exercise], doses: Doses) -> tuple[Routine, frozenset[str]]:
    """Return a routine done in a person's own doses, and the exercises that are as written all the same.

    Those are the ones whose own dose, here, would lead past a limit on a whole routine.
    """
    all_of_them = _dosed(routine, exercises, doses)
    if all_of_them == routine or not any(routine_findings(all_of_them, exercises)):
        return all_of_them, frozenset()
    kept: dict[str, Mapping[str, float]] = {}
    used = [slug for slug in doses if _dosed(routine, exercises, {slug: doses[slug]}) != routine]
    for slug in used:
        tried = {**kept, slug: doses[slug]}
        if not any(routine_findings(_dosed(routine, exercises, tried), exercises)):
            kept = tried
    return _dosed(routine, exercises, kept), frozenset(used) - kept.keys()


def _dosed(routine: Routine, exercises: Mapping[str, Exercise], doses: Doses) -> Routine:
    steps = tuple(_step(step, exercises, doses) for step in routine.steps)
    return routine if steps == routine.steps else msgspec.structs.replace(routine, steps=steps)


def _step(step: Step, exercises: Mapping[str, Exercise], doses: Doses) -> Step:
    if isinstance(step, RoundsStep):
        return msgspec.structs.replace(step, steps=tuple(_step(one, exercises, doses) for one in step.steps))
    if not isinstance(step, ExerciseStep) or step.exercise not in doses or step.exercise not in exercises:
        return step
    own, exercise = doses[step.exercise], exercises[step.exercise]
    changes: dict[str, Any] = {
        one.name: one.within(own[one.name]) for one in amounts(dose_of(step, exercise), exercise) if one.name in own
    }
    return msgspec.structs.replace(step, **changes)


# --- in words --------------------------------------------------------------------------------------------------------


def amount_words(name: str, value: float, exercise: Exercise) -> str:
    """Say one figure of a dose: `held 15 s`, `2 holds`, `8 reps`, `2 sets`, `for 5 min`, `6 breaths`."""
    if name in LENGTHS:
        return f"{'held' if name == 'hold_s' else 'for'} {spoken(value)}"
    word = {"sets": "set", "cycles": "breath"}.get(name, "hold" if isinstance(exercise.dose, HoldDose) else "rep")
    return f"{value:g} {word}{'s' * (value != 1)}"


def own_dose_words(own: Mapping[str, float], exercise: Exercise) -> list[str]:
    """Say a person's own dose, a line for each figure; what its exercise no longer allows is said too."""
    allowed = {one.name: one for one in amounts(exercise.dose, exercise)}
    return [_told(name, value, allowed.get(name), exercise) for name, value in own.items()]


def _told(name: str, value: float, allowed: Amount | None, exercise: Exercise) -> str:
    words = amount_words(name, value, exercise)
    if allowed is None:
        return f"{words}: this cannot be changed now, so it is as written"
    used = allowed.within(value)
    if used == value:
        return words
    return f"{words}: out of its range now, so {amount_words(name, used, exercise)} instead"
