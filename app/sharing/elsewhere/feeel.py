"""Feeel's `.feeel` files: a workout of exercises that are named by number only, with times and breaks."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta

from app.sharing.elsewhere.drafting import LONGEST_NAME, Draft, convert, listed, plain, unknown, within
from app.sharing.pack import Pack, PackError

PROGRAM = "Feeel"
_KINDS = ("strength", "stretch", "mobility", "mobility")  # of its strength, stretching, cardio and other

_PLUMBING = frozenset({"id", "type", "workoutId", "cachedLastUse", "feeelMetadataVersion", "exerciseDbImport"})

_Seconds = Annotated[int, Meta(ge=0, le=28_800)]


class _Workout(msgspec.Struct, frozen=True, rename="camel"):
    title: str
    exercise_duration: _Seconds
    break_duration: _Seconds = 0
    countdown_duration: _Seconds = 5
    category: Annotated[int, Meta(ge=0, le=1000)] = 3


class _Exercise(msgspec.Struct, frozen=True, rename="camel"):
    exercise: Annotated[int, Meta(ge=0, le=10**9)]
    order_position: int = 0
    exercise_duration: _Seconds | None = None
    break_duration: _Seconds | None = None


class _Full(msgspec.Struct, frozen=True, rename="camel"):
    workout: _Workout
    workout_exercises: Annotated[tuple[_Exercise, ...], Meta(max_length=500)]


def read(raw: Any, name: str) -> Pack:
    """Return the workout of a file: its title, order, times and breaks. Raises PackError."""
    full: _Full = convert(raw["fullWorkout"], _Full, name, PROGRAM)
    workout, title = full.workout, plain(full.workout.title, LONGEST_NAME)
    if not title or not full.workout_exercises:
        raise PackError(f"{name} holds no exercises; nothing of it was taken.")
    draft = Draft(PROGRAM, "feeel")
    kind = _KINDS[min(workout.category, len(_KINDS) - 1)]
    slugs = {number: _exercise(number, kind, workout, draft) for number in _numbers(full)}
    steps: list[dict[str, str]] = []
    for one in sorted(full.workout_exercises, key=lambda one: one.order_position):
        pause_s = workout.break_duration if one.break_duration is None else one.break_duration
        step = {"exercise": slugs[one.exercise], "ready": f"{pause_s if steps else workout.countdown_duration} s"}
        if one.exercise_duration is not None:
            time_s = within(one.exercise_duration, kind, (), f"Exercise {one.exercise}", draft.notes)
            step["time"] = f"{time_s:g} s"
        steps.append(step)
    about = {"language": "en", "title": title, "purpose": f"The workout {title} of {PROGRAM}.", "steps": steps}
    draft.routine(title, about)
    _tell(raw, full, draft)
    return draft.pack(name)


def _numbers(full: _Full) -> list[int]:
    return sorted({one.exercise for one in full.workout_exercises})


def _exercise(number: int, kind: str, workout: _Workout, draft: Draft) -> str:
    """Write an exercise of which nothing but the number is known, for the person to fill in."""
    title = f"Exercise {number} of {PROGRAM}"
    time_s = within(workout.exercise_duration, kind, (), title, draft.notes)
    about = {
        "language": "en",
        "name": title,
        "kind": kind,
        "areas": ["whole body"],
        "position": "standing",
        "dose": {"time": f"{time_s:g} s"},
        "instructions": [f"{PROGRAM} calls this exercise {number}. Write here what it is and how it is done."],
        "cue": "As you know it.",
        "sources": [PROGRAM],
    }
    return draft.exercise(f"exercise {number}", about)


def _tell(raw: dict[str, Any], full: _Full, draft: Draft) -> None:
    count = len(_numbers(full))
    draft.notes.insert(0, "The order, times and breaks were taken; breaks are the time to get ready.")
    told = f"{PROGRAM} keeps no names or words in such a file: its {count} exercises have numbers"
    draft.notes.insert(1, f"{told}, and are for you to name and describe.")
    inner = raw["fullWorkout"]
    left = unknown([inner["workout"]], _Workout) | unknown(inner["workoutExercises"], _Exercise)
    left |= unknown([inner], _Full) | {plain(key, 40) for key in raw if key != "fullWorkout"}
    if left := left - _PLUMBING:
        draft.notes.append(f"Left out, as it has no place here: {listed(left)}.")
