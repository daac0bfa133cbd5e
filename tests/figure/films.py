"""Every bundled pose through its whole movement, and what must be true of it all the way."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app import paths
from app.figure import body
from app.figure.body import FLESH, Point, direction
from app.figure.motion import Instant, skeleton_at
from app.figure.movement import movement_of
from app.figure.ready import palm_of
from app.figure.scene import scene_of
from app.figure.skeleton import Arm, BodySide, Leg, Skeleton
from app.routine.catalog import load_poses, usable
from app.routine.pose import Pose, SidePose, hands
from tests.routine.written import bundled

STEPS: Final = 32
NEAR: Final = 0.01  # 1 % of the body's height
Check = Callable[["Film"], list[str]]


@cache
def bundled_poses() -> dict[str, Pose]:
    return usable(load_poses(paths.ROUTINES, Path("nobody"), bundled().exercises))


@dataclass(frozen=True)
class Film:
    """A pose with its skeletons from start to end, and those of the other side."""

    pose: Pose
    shots: tuple[Skeleton, ...]
    mirror: tuple[Skeleton, ...]


def film_of(pose: Pose) -> Film:
    other: BodySide = "left" if pose.drawn_for == "right" else "right"
    bends = [step / STEPS for step in range(STEPS + 1)]
    return Film(
        pose,
        tuple(skeleton_at(pose, Instant(bend, side=pose.drawn_for)) for bend in bends),
        tuple(skeleton_at(pose, Instant(bend, side=other)) for bend in bends),
    )


def joints(one: Skeleton) -> Iterator[tuple[str, str, Point]]:
    """Each joint and tip: its name, what flesh is on it, and where it is."""
    yield "pelvis", "pelvis", one.pelvis
    yield "waist", "waist", one.waist
    yield "chest", "chest", one.chest
    yield "neck", "elbow", one.neck
    yield "head", "head", one.head
    for side, arm, leg in limbs(one):
        for name in ("elbow", "wrist", "hand"):
            yield f"{side} {name}", name, getattr(arm, name)
        for name in ("knee", "ankle", "toe", "heel"):
            yield f"{side} {name}", name, getattr(leg, name)


def limbs(one: Skeleton) -> Iterator[tuple[BodySide, Arm, Leg]]:
    yield "right", one.right, one.right_leg
    yield "left", one.left, one.left_leg


# --- the body stays a body -------------------------------------------------------------------------------------------


def lengths(film: Film) -> list[str]:
    """Every part keeps its length, or as much of it as is told to be seen."""
    found = []
    for at, one in enumerate(film.shots):
        size = one.size
        spans = [("lumbar", one.pelvis, one.waist, body.LUMBAR * size)]
        spans.append(("thorax", one.waist, one.chest, body.THORAX * size))
        spans.append(("skull", one.neck, one.head, body.HEAD * size))
        for side, arm, leg in limbs(one):
            spans.append((f"{side} upper arm", arm.shoulder, arm.elbow, body.UPPER_ARM * arm.length_upper * size))
            spans.append((f"{side} forearm", arm.elbow, arm.wrist, body.FOREARM * arm.length_fore * size))
            spans.append((f"{side} hand", arm.wrist, arm.hand, body.HAND * arm.length_fore * size))
            spans.append((f"{side} thigh", leg.hip, leg.knee, body.THIGH * leg.thigh_seen))
            spans.append((f"{side} shank", leg.knee, leg.ankle, body.SHANK * leg.shank_seen))
            shares = (arm.length_upper, arm.length_fore, leg.thigh_seen, leg.shank_seen)
            found += [f"{side}: {share:.3f} seen at {at}" for share in shares if not 0 < share <= 1.06]
        found += [
            f"{name} is {math.dist(start, end):.4f}, not {length:.4f}, at {at}"
            for name, start, end, length in spans
            if abs(math.dist(start, end) - length) > 1e-6
        ]
        if not body.NECK * 0.99 <= math.dist(one.chest, one.neck) <= body.NECK * 1.35:
            found.append(f"neck is {math.dist(one.chest, one.neck):.4f} at {at}")
    return found


RANGES: Final = {  # degrees, from the side
    "elbow": (-0.5, 160),
    "knee": (-0.5, 160),
    "hip": (-40, 170),
    "upper arm": (-90, 210),
    "wrist": (-90, 90),
    "ankle": (-80, 45),
}


def ranges(film: Film) -> list[str]:
    """Every joint stays within what people can do."""
    if not isinstance(film.pose, SidePose):
        return []
    found = []
    for at, one in enumerate(film.shots):
        for side, arm, leg in limbs(one):
            thigh, shank = direction(leg.hip, leg.knee), direction(leg.knee, leg.ankle)
            upper, fore = direction(arm.shoulder, arm.elbow), direction(arm.elbow, arm.wrist)
            angles = {
                "elbow": (upper - fore, 80.0),
                "knee": (shank - thigh, 80.0),
                "hip": (one.spine_deg[0] + 180 - thigh, 65.0),
                "upper arm": (one.spine_deg[1] + 180 - upper, 60.0),
                "wrist": (direction(arm.wrist, arm.hand) - fore, 0.0),
                "ankle": (shank - 90 - direction(leg.heel, leg.toe), -20.0),
            }
            for name, (angle, middle) in angles.items():
                low, high = RANGES[name]
                within = middle + (angle - middle + 180) % 360 - 180
                if not low - 1e-6 <= within <= high + 1e-6:
                    found.append(f"{side} {name} is at {within:.0f} degrees at {at}")
    return found


# --- it touches what it touches --------------------------------------------------------------------------------------


def feet(film: Film) -> list[str]:
    """A foot that stands on the ground at the start and at the end stands there all the way, in one place."""
    if film.pose.motion == "stride" or film.shots[0].from_above or film.pose.base == "side plank":
        return []
    found = []
    for name in ("right_leg", "left_leg"):
        legs: list[Leg] = [getattr(one, name) for one in film.shots]
        for tip in ("toe", "heel"):
            points: list[Point] = [getattr(leg, tip) for leg in legs]
            if all(abs(points[end][1]) < NEAR for end in (0, -1)):
                found += strayed(f"{name} {tip}", points)
    return found


def strayed(name: str, points: list[Point]) -> list[str]:
    return [
        f"{name} strays {math.dist(point, points[0]):.3f} at {at}"
        for at, point in enumerate(points)
        if math.dist(point, points[0]) > NEAR
    ]


def hips(film: Film) -> list[str]:
    """Who sits stays on the seat, and who lies or kneels has something on the floor."""
    anchor = movement_of(film.pose).kept.anchor
    if anchor == "seat":
        return strayed("pelvis", [one.pelvis for one in film.shots])
    if anchor in ("mat", "foot", "stride"):
        return []
    if anchor == "knee":
        side = movement_of(film.pose).kept.anchor_side
        return strayed("knee", [(one.right_leg if side == "right" else one.left_leg).knee for one in film.shots])
    lying = [min(point[1] - FLESH[flesh] for _, flesh, point in list(joints(one))[:5]) for one in film.shots]
    return [f"nothing of the trunk is on the floor at {at}: {by:.3f}" for at, by in enumerate(lying) if abs(by) > NEAR]


def held(film: Film) -> list[str]:
    """A hand is where its keyframe says, and all the way where both keyframes say the same."""
    found = []
    start, end = hands(film.pose, film.pose.start), hands(film.pose, film.pose.end)
    for index, side in enumerate(("right", "left")):
        places = [(0, start[index]), (STEPS, end[index])]
        if start[index] == end[index] or {start[index], end[index]} <= TOGETHER:
            places = [(at, start[index]) for at in range(STEPS + 1)]
        for at, place in places:
            one = film.shots[at]
            arm, other = (one.right, one.left) if side == "right" else (one.left, one.right)
            off = misses(place, arm, other, one, side)
            if off > NEAR:
                found.append(f"{side} hand is {off:.3f} away from being {place} at {at}")
        still = start[index] == end[index] and start[index] in STILL_HANDS
        if still and not (film.pose.base == "sitting" and start[index] == "on the desk"):
            arms = [one.right if side == "right" else one.left for one in film.shots]
            found += strayed(f"{side} hand", [palm_of(arm) for arm in arms])
    return found


TOGETHER: Final = {"palms together", "palms together low", "together overhead"}
STILL_HANDS: Final = ("on the floor", "on the wall", "on the doorway", "on the seat", "on the chair", "on the desk")


def misses(place: str, arm: Arm, other: Arm, one: Skeleton, side: str) -> float:
    """How far a hand is from where it is said to be, beyond what is near enough to touch it."""
    own_leg, other_leg = (one.right_leg, one.left_leg) if side == "right" else (one.left_leg, one.right_leg)
    at, places = palm_of(arm), one.places
    far: dict[str, Callable[[], float]] = {
        "free": lambda: 0.0,
        "on the floor": lambda: abs(at[1] - 0.012),
        "forearm on the floor": lambda: abs(arm.elbow[1] - FLESH["elbow"]),
        "on the wall": lambda: abs(at[0] - places["wall"][0] + 0.012),
        "forearm on the wall": lambda: abs(arm.elbow[0] - places["wall"][0] + FLESH["elbow"]),
        "on the doorway": lambda: abs(abs(at[0]) - places["doorway"][0]) - 0.012,
        "on the seat": lambda: abs(at[1] - places["seat"][1]) - 0.01,
        "on the chair": lambda: math.dist(at, places["chair"]) - 0.012,
        "on the desk": lambda: abs(at[1] - places["desk"][1] - 0.012),
        "on the thigh": lambda: off_line(at, own_leg.hip, own_leg.knee) - 0.056,
        "on the knee": lambda: math.dist(at, own_leg.knee) - 0.046,
        "on the other knee": lambda: math.dist(at, other_leg.knee) - 0.046,
        "on the other shin": lambda: off_line(at, other_leg.knee, other_leg.ankle) - 0.04,
        "on the belly": lambda: off_line(at, one.pelvis, one.waist) - 0.07,
        "on the hips": lambda: math.dist(at, one.pelvis) - 0.09,
        "round the ribs": lambda: math.dist(at, (other.shoulder[0], at[1])) - 0.04,
        "on the other shoulder": lambda: math.dist(at, other.shoulder) - 0.062,
        "on the other elbow": lambda: math.dist(at, other.elbow),
        "on the other wrist": lambda: math.dist(at, other.wrist),
        "on the other hand": lambda: off_line(at, other.wrist, other.hand),
        "on the head": lambda: abs(math.dist(at, one.head) - body.HEAD),
        "behind the head": lambda: math.dist(at, one.head) - body.HEAD,
        "behind the neck": lambda: math.dist(at, one.neck) - 0.04,
        "at the nose": lambda: math.dist(at, one.head) - 0.04,
        "palms together": lambda: math.dist(at, palm_of(other)) - 0.03,
        "palms together low": lambda: math.dist(at, palm_of(other)) - 0.03,
        "together overhead": lambda: max(math.dist(at, palm_of(other)) - 0.04, one.head[1] + 0.1 - at[1]),
    }
    return far[place]()


def off_line(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the line between two others."""
    along = (end[0] - start[0], end[1] - start[1])
    share = ((point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]) / (along[0] ** 2 + along[1] ** 2)
    share = min(1.0, max(0.0, share))
    return math.dist(point, (start[0] + along[0] * share, start[1] + along[1] * share))


# --- it stays where it can be ----------------------------------------------------------------------------------------


def floor(film: Film) -> list[str]:
    """Nothing is under the floor."""
    return [
        f"{name} is {FLESH[flesh] - point[1]:.3f} under the floor at {at}"
        for at, one in enumerate(film.shots)
        if not one.from_above
        for name, flesh, point in joints(one)
        if point[1] - FLESH[flesh] < -NEAR
    ]


def walls(film: Film) -> list[str]:
    """Nothing is in a wall, before it or behind."""
    found = []
    for at, one in enumerate(film.shots):
        if "wall side" in one.places:
            wall, side = one.places["wall"][0], one.places["wall side"][0]
            for name, flesh, point in joints(one):
                into = (point[0] - wall) * side + FLESH[flesh]
                if into > NEAR:
                    found.append(f"{name} is {into:.3f} in the wall at {at}")
    return found


def framed(film: Film) -> list[str]:
    """Nothing leaves the frame, whichever side works: a figure seen from the side is turned with its frame."""
    frame, found = scene_of(film.pose).frame, []
    shots = film.shots if isinstance(film.pose, SidePose) else (*film.shots, *film.mirror)
    for at, one in enumerate(shots):
        for name, flesh, (x, y) in joints(one):
            by = FLESH[flesh]
            if not (frame.left <= x - by and x + by <= frame.right and frame.low <= y - by and y + by <= frame.high):
                found.append(f"{name} is out of the frame at {at}")
    return found


def mirrors(film: Film) -> list[str]:
    """What the left side shows is the mirror image of what the right side shows."""
    found = []
    for at, (one, other) in enumerate(zip(film.shots, film.mirror, strict=True)):
        swapped = {"right": "left", "left": "right"}
        images = {name: point for name, _, point in joints(other)}
        for name, _, (x, y) in joints(one):
            side, _, rest = name.partition(" ")
            image = images[f"{swapped[side]} {rest}" if side in swapped else name]
            if math.dist(image, (-x, y)) > 1e-9:
                found.append(f"{name} is not mirrored at {at}")
        if (one.head_turn_deg, one.trunk_turn_deg) != (-other.head_turn_deg, -other.trunk_turn_deg):
            found.append(f"the face is not mirrored at {at}")
        if other.spine_deg != tuple(-deg for deg in one.spine_deg):
            found.append(f"the spine is not mirrored at {at}")
        if one.faces == other.faces or one.near == other.near:
            found.append(f"it does not face the other way at {at}")
    return found


def smooth(film: Film) -> list[str]:
    """No joint jumps."""
    return [
        f"{name} jumps {math.dist(before, after):.3f} at {at}"
        for at, (one, then) in enumerate(zip(film.shots, film.shots[1:], strict=False))
        for (name, _, before), (_, _, after) in zip(joints(one), joints(then), strict=True)
        if math.dist(before, after) > 0.06
    ]


CHECKS: Final[tuple[Check, ...]] = (
    lengths,
    ranges,
    feet,
    hips,
    held,
    floor,
    walls,
    framed,
    mirrors,
    smooth,
)
