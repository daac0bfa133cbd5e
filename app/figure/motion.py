"""How a figure moves: every moment of playing has its instant, and every instant its skeleton. Pure functions."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from app.figure.movement import movement_of
from app.figure.props import props_at
from app.figure.skeleton import BodySide, Skeleton, exchanged, mirrored
from app.play.swell import eased, filled, phase_at
from app.play.timeline import Beat, Part, Segment, Side
from app.routine.pose import Motion, Pose

EASE_IN_S: Final = 1.75
EASE_OUT_S: Final = 2.0
TO_AND_FRO_S: Final = 7.0  # once there and back where a movement goes on and on
STRIDE_S: Final = 1.3  # two steps
LET_GO_S: Final = 1.5  # what letting go takes, however long the rest after it
QUIET_BREATH_S: Final = 4.8
_CHEST_STEP: Final = 1 / 40  # of a breath in which the chest alone moves
_UNSEEN: Final = 0.001  # of a standing height: less than a pixel of a figure as high as most windows


@dataclass(frozen=True, slots=True)
class Instant:
    """Where in a movement the figure is."""

    bend: float = 0.0  # 0 as at the start to 1 as at the end
    breath: float = 0.0  # 0 empty to 1 full
    side: BodySide | None = None  # which side works now
    life_s: float = 0.0  # seconds of quiet life: the small breath of a long hold
    back: bool = False  # on the way back to the start
    alternates: bool = False  # the sides take turns within one go
    breathes: bool = False  # the breath leads: the body moves with it


def skeleton_at(pose: Pose, instant: Instant) -> Skeleton:
    """Return the joints at an instant, with the props; mirrored where the other side works."""
    movement = movement_of(pose)
    led = instant.breathes and movement.hands_stay
    measured = movement.at(instant.breath if led else instant.bend, instant.back)
    _live(measured, instant)
    found = movement.solve(measured)
    belly = max(found.belly, instant.breath) if instant.breathes else found.belly
    found = replace(found, breath=instant.breath, belly=belly, places=props_at(pose, found))
    if instant.side in (None, pose.drawn_for):
        return found
    return exchanged(found) if instant.alternates and found.view == "side" else mirrored(found)


def as_seen(instant: Instant, pose: Pose) -> Instant:
    """Return an instant without what nobody can see of it: two that are equal then need not both be drawn.

    Steps are a good deal less than a pixel of a figure as high as a screen: a bend moves limbs by their whole length, a
    breath the chest by a fiftieth of that, and the quiet life of a hold hardly anything.
    """
    life_s = _in_steps(instant.life_s, QUIET_BREATH_S / 24)
    if instant.breathes:
        breath = _in_steps(instant.breath, _breath_step(pose))
    else:
        breath = _quiet_breath(life_s) if instant.life_s else _in_steps(instant.breath, _CHEST_STEP)
    return replace(instant, bend=_in_steps(instant.bend, 1 / 1000), breath=breath, life_s=life_s)


@lru_cache(maxsize=64)
def _breath_step(pose: Pose) -> float:
    """Return by how much of a breath no joint moves as far as can be seen."""
    movement = movement_of(pose)
    if not movement.hands_stay:
        return _CHEST_STEP
    ways = [movement.solve(movement.at(step / 8)).points() for step in range(9)]
    pairs = ((here, there) for one, other in pairwise(ways) for here, there in zip(one, other, strict=True))
    fastest = 8 * max(math.dist(here, there) for here, there in pairs)
    return min(_CHEST_STEP, _UNSEEN / max(fastest, _UNSEEN))


def _in_steps(value: float, step: float) -> float:
    return round(value / step) * step


def stills(pose: Pose, side: BodySide | None = None) -> tuple[Skeleton, Skeleton]:
    """Return the two still pictures that stand for the movement where motion is reduced: its start and its end."""
    start, end = (skeleton_at(pose, Instant(bend, bend, side, breathes=bend > 0)) for bend in (0.0, 1.0))
    return start, end


def _live(m: dict[str, float], instant: Instant) -> None:
    """Let the shoulders and the upper back move a very little with a quiet breath."""
    if instant.life_s:
        full = (1 - math.cos(2 * math.pi * instant.life_s / QUIET_BREATH_S)) / 2
        m["shrug"] += 0.1 * full
        if "upper_back" in m:
            m["upper_back"] -= 0.8 * full
            m["neck"] += 0.8 * full


# --- playing ---------------------------------------------------------------------------------------------------------


def instant_of(segment: Segment, at_s: float, pose: Pose | None = None, side: Side | None = None) -> Instant:
    """Return the instant of a moment in a segment, in seconds from its start.

    Without work the figure waits as it begins. `pose` matters where a movement goes on and on for a time; `side` is the
    one `coming` tells, as a rest has none of its own.
    """
    one = side or segment.side
    works: BodySide | None = one if one in ("right", "left") else None
    quiet = Instant(breath=_quiet_breath(at_s), side=works, life_s=at_s)
    if segment.pack and segment.kind == "check":
        return replace(quiet, bend=1.0)
    if segment.kind != "work":
        return quiet
    if segment.beat:
        return _in_beats(segment, segment.beat, at_s, works)
    bend, back = _for_a_time(segment, at_s, pose.motion if pose else "there and back")
    return replace(quiet, bend=bend, back=back)


def coming(segments: Sequence[Segment], parts: Sequence[Part], index: int) -> tuple[int | None, Side]:
    """Return the part that a segment shows, and its side: its own, else what comes next, else what was last."""
    following = (one.part for one in (*segments[index:], *reversed(segments[:index])))
    part = next((one for one in following if one is not None), None)
    return part, "both" if part is None else parts[part].side


def _quiet_breath(at_s: float) -> float:
    return (1 - math.cos(2 * math.pi * at_s / QUIET_BREATH_S)) / 2


def _in_beats(segment: Segment, beat: Beat, at_s: float, side: BodySide | None) -> Instant:
    """Return the instant within reps or breaths."""
    whole = beat.length_s
    number = int(at_s / whole) if segment.is_open else min(int(at_s / whole), segment.beats - 1)
    index, into_s = phase_at(beat, at_s - number * whole)
    name, length_s = beat.phases[index]
    if name == "let go":
        length_s = min(length_s, LET_GO_S)
    full = filled(beat, index, into_s / length_s)
    if beat.of == "breath":
        return Instant(_held(at_s, segment.length_s), full, side, at_s, breathes=True)
    turn = beat.sides[number % len(beat.sides)]
    if turn in ("right", "left"):
        side = turn
    back = name in ("back", "let go")
    return Instant(full, full, side, 0.0, back, alternates=len(beat.sides) > 1)


def _for_a_time(segment: Segment, at_s: float, motion: Motion) -> tuple[float, bool]:
    """Return how far a hold or a time has bent the figure, and whether it is on the way back."""
    if motion in ("over and over", "stride"):
        turn = at_s / (STRIDE_S if motion == "stride" else TO_AND_FRO_S) % 1.0
        return (1 - math.cos(2 * math.pi * turn)) / 2, turn > 0.5
    if segment.pack:  # it stays on until it is looked at
        return (eased(at_s / EASE_IN_S) if segment.introduces or segment.turn[0] == 1 else 1.0), False
    left_s = (segment.length_s or math.inf) - at_s
    return _held(at_s, segment.length_s), left_s < EASE_OUT_S


def _held(at_s: float, length_s: float | None) -> float:
    """Return how far a hold has bent the figure: eased into, kept, eased out of."""
    if length_s is None:
        return eased(at_s / EASE_IN_S)
    into_s, out_s = min(EASE_IN_S, 0.3 * length_s), min(EASE_OUT_S, 0.3 * length_s)
    return eased(at_s / into_s) * eased((length_s - at_s) / out_s) if length_s > 0 else 0.0
