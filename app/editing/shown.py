"""What a routine that is being changed comes to: its timeline, as far as it can be done, and where each step is on it.

The looks at the skin during heat and cold are on it too: they are put in by the timeline and stand in no file.
"""

from collections.abc import Mapping

import msgspec

from app.editing.places import At
from app.play.layout import Options, lay_out
from app.play.timeline import Timeline
from app.routine.dose import dose_of, misfits
from app.routine.length import steps_length_s, turns
from app.routine.model import ContrastStep, Exercise, ExerciseStep, RoundsStep, Routine, Step
from app.routine.safety import MOST_STEPS, MOST_TURNS, ROUTINE_TOTAL, SKIN_CHECK, dose_findings, flattened

Steps = tuple[Step, ...]


def timeline_of(
    slug: str, routine: Routine, exercises: Mapping[str, Exercise], options: Options | None = None
) -> Timeline | None:
    """Return a routine laid out in time, without the steps that cannot be done; None where it is far too long."""
    playable = msgspec.structs.replace(routine, steps=_playable(routine.steps, exercises))
    steps = list(flattened(playable.steps))
    within = (
        sum(times for _, _, times in steps) <= MOST_STEPS
        and sum(times * turns(step, exercises) for _, step, times in steps) <= MOST_TURNS
        and steps_length_s(playable.steps, exercises) <= ROUTINE_TOTAL.most
    )
    return lay_out(slug, playable, exercises, options) if within else None


def segments_of(
    at: At, routine: Routine, exercises: Mapping[str, Exercise], options: Options | None = None
) -> tuple[int, int]:
    """Return from which segment of the timeline on a step lasts, and before which; in rounds, the first time round.

    What cannot be played lasts no segment. Raises IndexError where there is no such step.
    """
    numbers = [int(part) for part in at[1::2]]
    before, through = (_up_to(routine.steps, numbers, more) for more in (0, 1))
    return _segments(before, routine, exercises, options), _segments(through, routine, exercises, options)


def _segments(steps: Steps, routine: Routine, exercises: Mapping[str, Exercise], options: Options | None) -> int:
    timeline = timeline_of("", msgspec.structs.replace(routine, steps=steps), exercises, options)
    return len(timeline.segments) if timeline else 0


def _up_to(steps: Steps, numbers: list[int], more: int) -> Steps:
    """Return the steps before one, or with `more` up to it; of the rounds it is in, what is done the first time."""
    number, deeper = numbers[0], numbers[1:]
    step = steps[number]
    if not deeper:
        return steps[: number + more]
    within = _up_to(step.steps, deeper, more) if isinstance(step, RoundsStep) else ()
    return (*steps[:number], RoundsStep(rounds=1, steps=within))


def _playable(steps: Steps, exercises: Mapping[str, Exercise]) -> Steps:
    within = (_playable_within(step, exercises) for step in steps)
    return tuple(step for step in within if step is not None)


def _playable_within(step: Step, exercises: Mapping[str, Exercise]) -> Step | None:
    if isinstance(step, RoundsStep):
        within = _playable(step.steps, exercises)
        return msgspec.structs.replace(step, steps=within) if within else None
    if isinstance(step, ContrastStep):
        return step if {step.warm, step.cool} <= exercises.keys() else None
    if not isinstance(step, ExerciseStep):
        return step
    exercise = exercises.get(step.exercise)
    if exercise is None or any(misfits(step, exercise)) or any(dose_findings(dose_of(step, exercise), exercise)):
        return None
    return step if step.check_every_s is None or SKIN_CHECK.allows(step.check_every_s) else None
