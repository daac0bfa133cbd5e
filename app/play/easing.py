"""The easier way of an exercise, put in place of one that is being done: here, and where the same comes again.

What is put in was laid out beforehand, each easier exercise by itself; only where it may be offered is there one.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.play.first_month import eased_for_first_month, is_breathed_478
from app.play.going_on import from_there
from app.play.layout import Options, lay_out
from app.play.suiting import Choices, suited
from app.play.timeline import Part, Segment, Side, Timeline
from app.routine.model import Exercise, ExerciseStep, Routine
from app.routine.safety import BREATH_CYCLES_478, BREATH_SESSION, STRETCH_TOTAL

_PACKS = ("heat", "cold")  # kinds that are never swapped in the middle: when they may go on is asked at the start


@dataclass(frozen=True)
class Eased:
    """A timeline with the easier way in it."""

    timeline: Timeline
    kept: tuple[int | None, ...]  # which segment of the timeline before each one is; None where it is new
    begin_at: int  # where the easier way begins


def easier_ways(
    timeline: Timeline,
    exercises: Mapping[str, Exercise],
    options: Options,
    choices: Choices,
    applies: frozenset[str] = frozenset(),
) -> dict[str, Timeline]:
    """Return each easier exercise a routine may lead to, laid out by itself, by its slug.

    There is none under a precaution that `applies`, none that the person leaves out, and no heat or cold. 4-7-8 is
    laid out as in the first month, since nobody asks the history about it in mid-routine.
    """
    ways: dict[str, Timeline] = {}
    wanted = [part.easier for part in timeline.parts if part.easier]
    for slug in wanted:  # grows with what is easier still
        exercise = exercises.get(slug)
        if slug in ways or exercise is None or slug in choices.hidden:
            continue
        if exercise.kind in _PACKS or applies.intersection(exercise.avoid_if):
            continue
        ways[slug] = _by_itself(slug, exercise, exercises, options, choices)
        wanted += [part.easier for part in ways[slug].parts if part.easier]
    return ways


def _by_itself(
    slug: str, exercise: Exercise, exercises: Mapping[str, Exercise], options: Options, choices: Choices
) -> Timeline:
    steps = (ExerciseStep(exercise=slug),)
    alone = Routine(schema=1, language=exercise.language, title=exercise.name, purpose=exercise.name, steps=steps)
    fitted = suited(alone, exercises, replace(choices, swapped=frozenset()))
    return eased_for_first_month(lay_out(slug, fitted.routine, exercises, options))


def easier_way(part: Part, ways: Mapping[str, Timeline]) -> Timeline | None:
    """Return what may be done instead of a part; never a pack's, and never what it stands in for itself."""
    if part.easier is None or part.easier == part.swapped_from or part.kind in _PACKS:
        return None
    return ways.get(part.easier)


def eased(timeline: Timeline, place: int, ways: Mapping[str, Timeline]) -> Eased | None:
    """Return the timeline with the part at a place done in its easier way from there on; None where that cannot be.

    A side that was done stays, and what was done of the sets or holds of this one is not asked for again. Where the
    same exercise comes again later it is swapped too, as far as the limits on a whole routine allow.
    """
    index = timeline.segments[place].part
    part = None if index is None else timeline.parts[index]
    way = easier_way(part, ways) if part else None
    if index is None or part is None or way is None:
        return None
    start = next(at for at, one in enumerate(timeline.segments) if one.part == index)
    unchanged = Eased(timeline, tuple(range(len(timeline.segments))), start)
    done = _put_in(unchanged, part.step, _from_here(timeline, place, way), start)
    if done is None:
        return None
    for step in _later_steps(timeline, place, part):
        done = _put_in(done, step, way) or done
    return done


def _later_steps(timeline: Timeline, place: int, part: Part) -> list[int]:
    """Return the later steps at which the same exercise comes again with the same easier way."""
    later = (timeline.parts[one.part] for one in timeline.segments[place:] if one.part is not None)
    same = [one.step for one in later if (one.exercise_id, one.easier) == (part.exercise_id, part.easier)]
    return [step for step in dict.fromkeys(same) if step != part.step]


def _put_in(before: Eased, step: int, way: Timeline, start: int | None = None) -> Eased | None:
    """Put a way in place of a step, of all of it or from a segment on; None where a limit would be passed."""
    timeline = before.timeline
    members = [at for at, one in enumerate(timeline.segments) if _step(one, timeline) == step and at >= (start or 0)]
    first, end = members[0], members[-1] + 1
    old = timeline.segments[first]
    swapped = timeline.parts[old.part or 0]
    origin = swapped.swapped_from or swapped.exercise_id
    parts = [replace(one, step=step, swapped_from=origin) for one in way.parts]
    new = [
        replace(one, part=len(timeline.parts) + (one.part or 0), station=old.station + one.station)
        for one in way.segments
    ]
    ready_s = max(new[0].about_s, old.about_s if old.kind == "ready" else 0.0)
    follows = old.follows_work and start is None
    new[0] = replace(new[0], length_s=ready_s, about_s=ready_s, follows_work=follows)
    laid_out = replace(
        timeline,
        segments=(*timeline.segments[:first], *new, *timeline.segments[end:]),
        parts=(*timeline.parts, *parts),
    )
    kept = (*before.kept[:first], *[None] * len(new), *before.kept[end:])
    return Eased(laid_out, kept, before.begin_at) if _is_within_limits(laid_out) else None


def _step(segment: Segment, timeline: Timeline) -> int | None:
    return None if segment.part is None else timeline.parts[segment.part].step


def _is_within_limits(timeline: Timeline) -> bool:
    """Tell whether no stretch is held and no breath is taken more often than one routine allows."""
    held_s: dict[tuple[str, str], float] = {}
    breathed_s, breaths_478 = 0.0, 0
    for one in timeline.segments:
        part = timeline.parts[one.part] if one.part is not None and one.kind == "work" else None
        if part and part.kind == "stretch" and one.beat is None:
            side = (part.exercise_id, part.side)
            held_s[side] = held_s.get(side, 0.0) + one.about_s
        elif one.beat and one.beat.of == "breath":
            breathed_s += one.about_s
            breaths_478 += one.beats if is_breathed_478(one) else 0
    held_longest_s = max(held_s.values(), default=0.0)
    return (
        STRETCH_TOTAL.allows(held_longest_s)
        and breathed_s <= BREATH_SESSION.most + 1e-9
        and breaths_478 <= BREATH_CYCLES_478.most
    )


# --- what is left to do of it ----------------------------------------------------------------------------------------


def _from_here(timeline: Timeline, place: int, way: Timeline) -> Timeline:
    """Return as much of an easier way as is left to do at a place."""
    here = timeline.segments[place]
    first = next(one for one in timeline.segments if _step(one, timeline) == _step(here, timeline))
    if first.part != here.part:
        way = _one_side(way, here.side)
    work = next((one for one in timeline.segments[place:] if one.part == here.part and one.kind == "work"), None)
    turn, of = work.turn if work else (1, 1)
    return _without_first(way, (turn - 1) / of)


def _one_side(way: Timeline, side: Side) -> Timeline:
    """Return a way that is done side by side for one side only; another as it is."""
    index = next((index for index, part in enumerate(way.parts) if part.side == side), None)
    if index is None:
        return way
    part = way.parts[index]
    ready = replace(way.segments[0], text=part.cue, side=side)
    own = [one for one in way.segments if one.part == index and one.kind not in ("ready", "switch")]
    segments = tuple(replace(one, part=0, station=0) for one in (ready, *own))
    return replace(way, parts=(part,), segments=segments)


def _without_first(way: Timeline, share: float) -> Timeline:
    """Return a way without a share of the sets or holds of its first part; one at least is left."""
    work = [at for at, one in enumerate(way.segments) if one.part == 0 and one.kind == "work"]
    begin_at = work[math.floor(share * len(work) + 1e-9)]
    left = from_there(way, begin_at)
    return replace(left, segments=(left.segments[0], *left.segments[begin_at:]))
