"""Where a routine that was cut off goes on, and what is left of it there."""

import math
from dataclasses import replace

from app.play.timeline import Segment, Timeline

_LEADS_IN = ("ready", "rest", "switch")  # time to take position


def begin_again_at(timeline: Timeline, place: int) -> int | None:
    """Return the segment from which to go on where it was cut off at a place; None where nothing is left to do.

    A hold or set begins again, with the time to take position before it. With a pack on, nobody knows how long it
    stayed on meanwhile: go on at the check at which it comes off. A pack yet to come is asked about once more.
    """
    segments = timeline.segments
    if place >= len(segments):
        return None
    here = segments[place]
    if here.pack:
        return next(index for index in range(place, len(segments)) if _takes_off(segments[index], here))
    following = next((one for one in segments[place:] if one.kind == "work"), None)
    if following is None:
        return None if timeline.parts else place
    if here.kind == "work" and place > 0 and segments[place - 1].kind in _LEADS_IN:
        place -= 1
    return _asked_about(segments, place) if following.pack else place


def _takes_off(segment: Segment, pack: Segment) -> bool:
    return segment.closes_block and segment.block == pack.block


def _asked_about(segments: tuple[Segment, ...], place: int) -> int:
    """Return the question before a place, where no exercise lies between; else the place itself."""
    for index in range(place, -1, -1):
        if segments[index].kind == "check":
            return index
        if segments[index].kind == "work":
            break
    return place


def from_there(timeline: Timeline, begin_at: int) -> Timeline:
    """Return the timeline with the part that goes on in its middle planned for what is left of it."""
    index = timeline.segments[begin_at].part
    work = [(at, one) for at, one in enumerate(timeline.segments) if one.kind == "work" and one.part == index]
    left = [one for at, one in work if at >= begin_at]
    if index is None or not left or len(left) == len(work):
        return timeline
    part = timeline.parts[index]
    rest = replace(
        part,
        planned_s=math.fsum(one.about_s for one in left),
        sets=len(left),
        reps=sum(one.beats for one in left) if part.reps else 0,
    )
    return replace(timeline, parts=(*timeline.parts[:index], rest, *timeline.parts[index + 1 :]))
