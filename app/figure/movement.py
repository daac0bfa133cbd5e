"""A pose made ready to move: its two keyframes with every hand and foot where it belongs, and what stays."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from app.figure import body, front, side
from app.figure.body import FLESH, Point, direction, towards
from app.figure.kept import STILL, Anchor, Foot, Kept, Places, stays
from app.figure.reach import near
from app.figure.side import SIDES, Measures, foot_deg, shank_deg, thigh_deg
from app.figure.skeleton import Arm, BodySide, Leg, Skeleton, from_behind
from app.routine.pose import BackPose, HandAt, Pose, SidePose, hands, measures

_POSES: Final = 512  # kept ready; more than there are
_TOUCHES: Final = 0.07  # a foot this near to the ground in both keyframes stands on it
_FLAT: Final = 25.0  # degrees by which a standing foot may be off before it stands on its toes or its heel
_SHANK_ON_FLOOR: Final = 266.6
_ANCHORS: Final[dict[str, Anchor]] = {
    "standing": "foot",
    "sitting": "seat",
    "hands and knees": "knee",
    "half kneeling": "knee",
    "lying with knees bent": "chest",
    "lying with legs up": "chest",
    "lying face down": "pelvis",
    "lying on the side": "mat",
}
_PALM: Final = 0.012  # half the thickness of a hand


@dataclass(frozen=True)
class Movement:
    """What a figure does: between which measures, and what stays meanwhile."""

    pose: Pose
    start: Mapping[str, float]
    end: Mapping[str, float]
    kept: Kept
    hands_stay: bool  # with what they hold, from start to end
    wall_x: float | None = None  # of a wall in front

    def at(self, bend: float, back: bool = False) -> dict[str, float]:
        """Return the measures part of the way, 0 at the start to 1 at the end; `back` is on the way back from there."""
        found = {name: value + (self.end[name] - value) * bend for name, value in self.start.items()}
        if self.pose.motion == "circle" and "shoulder_width" in found:
            _circle(found, self.end["shoulder_width"] - self.start["shoulder_width"], bend, back)
        elif self.pose.motion == "stride" and isinstance(self.pose, SidePose):
            _swing(found, "right" if back else "left", math.sin(math.pi * bend))
        return found

    def solve(self, measured: Measures) -> Skeleton:
        """Return the joints by these measures, with what stays where it stays."""
        if isinstance(self.pose, SidePose):
            return side.side_skeleton(self.pose, measured, self.kept)
        found = front.front_skeleton(self.pose, measured, self.kept)
        return from_behind(found) if isinstance(self.pose, BackPose) else found

    def shifted(self, by: float) -> "Movement":
        """Return the same movement farther to the right."""
        wall_x = None if self.wall_x is None else self.wall_x + by
        return replace(self, kept=self.kept.shifted(by), wall_x=wall_x)


def _circle(m: dict[str, float], narrower: float, bend: float, back: bool) -> None:
    """Let shoulders go up in front, where they look narrower, and come down behind, where they look wider."""
    m["shoulder_width"] = 1 + narrower * math.sin(math.pi * bend) * (-0.6 if back else 1)


def _swing(m: dict[str, float], which: BodySide, lift: float) -> None:
    """Lift the leg that goes forward in a stride."""
    m[f"hip_{which}"] += 16 * lift
    m[f"knee_{which}"] += 42 * lift
    m[f"ankle_{which}"] += 6 * lift


@lru_cache(maxsize=_POSES)
def movement_of(pose: Pose) -> Movement:
    """Make a pose ready to move, with the figure in the middle of what it needs: x = 0."""
    found = _from_side(pose) if isinstance(pose, SidePose) else _from_front(pose)
    if isinstance(pose, SidePose) or pose.base == "side plank":
        return found.shifted(-sum(_spread(found)) / 2)
    return found  # it stands in the middle


def _spread(movement: Movement) -> tuple[float, float]:
    """Return how far to the left and to the right the joints come."""
    points = [point[0] for step in range(5) for point in movement.solve(movement.at(step / 4)).points()]
    return min(points), max(points)


def _frames(pose: Pose) -> list[dict[str, float]]:
    """Return the measures of both keyframes, with how far each is on the way."""
    ease = {"wrist_right": 0.0, "wrist_left": 0.0}  # which from the front only places ask for
    return [
        {**ease, **measures(pose, pose.start), "bend": 0.0},
        {**ease, **measures(pose, pose.end), "bend": 1.0},
    ]


def _in_both(pose: Pose) -> dict[BodySide, Places]:
    """Return where each hand is at the start and at the end."""
    at_start, at_end = hands(pose, pose.start), hands(pose, pose.end)
    return {"right": (at_start[0], at_end[0]), "left": (at_start[1], at_end[1])}


def _throughout(held: Mapping[BodySide, Places]) -> dict[BodySide, Places]:
    return {one: places for one, places in held.items() if stays(places)}


def _then(held: Mapping[BodySide, Places], index: int) -> dict[BodySide, Places]:
    """Return where the hands are in one of the keyframes."""
    return {one: (places[index], places[index]) for one, places in held.items()}


# --- from the side ---------------------------------------------------------------------------------------------------


def _from_side(pose: SidePose) -> Movement:
    frames = _frames(pose)
    anchor = _anchor(pose)
    kept = Kept(anchor, _anchor_side(frames) if anchor == "foot" else "right", on_roller="roller" in pose.props)
    if anchor == "knee":
        kept = _kneeling(kept, frames)
    if anchor == "foot":
        frames = [_flat(one, kept.anchor_side) for one in frames]
        kept = replace(kept, feet={kept.anchor_side: _pivot(frames, kept.anchor_side, (body.TOE, 0.0))})
    kept = replace(kept, feet={**_feet(pose, frames, kept), **kept.feet})
    frames = [_flat_all(one, kept) for one in frames]
    if {"wall behind", "ball behind"} & set(pose.props):
        kept = replace(kept, behind_x=side.back_x(side.trunk_of(frames[0], _hips(pose, frames[0], kept))))
    held = _in_both(pose)
    wall_x = _wall_x(pose, frames, held, kept)
    kept = replace(kept, holds=_holds(pose, frames, held, kept, wall_x))
    solved = []
    for index, frame in enumerate(frames):
        whole = replace(kept, hands=_then(held, index))
        solved.append(_side_measures(frame, side.side_skeleton(pose, frame, whole), kept))
    whole = replace(kept, hands=_throughout(held))
    return Movement(pose, solved[0], solved[1], whole, len(whole.hands) == 2, wall_x)


def _kneeling(kept: Kept, frames: list[dict[str, float]]) -> Kept:
    """Return what stays of a kneeling figure: a knee that is down all the way, if there is one."""
    knees = _knees(frames)
    if not knees:
        return replace(kept, anchor="stride")
    return replace(kept, knees=knees, anchor_side="right" if "right" in knees else "left")


def _anchor(pose: SidePose) -> Anchor:
    if pose.motion == "stride":
        return "stride"
    leaves_seat = any(measures(pose, one)["off_seat"] for one in (pose.start, pose.end))
    if leaves_seat or "roller" in pose.props:  # the feet stay, the hips do not
        return "foot"
    return _ANCHORS[pose.base]


def _anchor_side(frames: list[dict[str, float]]) -> BodySide:
    """Return the foot that stands flat the more."""
    tilt = {one: sum(abs(foot_deg(m, one) - 90) for m in frames) for one in SIDES}
    return "left" if tilt["left"] < tilt["right"] else "right"


def _hips(pose: SidePose, m: Measures, kept: Kept) -> Point:
    return side.side_skeleton(pose, m, kept).pelvis


def _flat(m: Mapping[str, float], which: BodySide) -> dict[str, float]:
    """Return the measures with a foot that stands nearly flat made flat."""
    off = foot_deg(m, which) - 90
    return {**m, f"ankle_{which}": m[f"ankle_{which}"] + off} if abs(off) <= _FLAT else dict(m)


def _flat_all(m: Mapping[str, float], kept: Kept) -> dict[str, float]:
    found = dict(m)
    for which in kept.feet:
        found = _flat(found, which)
    for which in SIDES:
        if kept.anchor == "knee" and _kneels(found, which):
            found[f"knee_{which}"] += _SHANK_ON_FLOOR - shank_deg(found, which)
    return found


def _pivot(frames: list[dict[str, float]], which: BodySide, toe: Point) -> Foot:
    """Return how a foot stands: about its heel where it lifts its toes, else about its toes."""
    if min(foot_deg(m, which) for m in frames) < 90 - _FLAT:
        return Foot((toe[0] - body.TOE - body.HEEL, 0.0), "heel")
    return Foot((toe[0], 0.0))


def _knees(frames: list[dict[str, float]]) -> dict[BodySide, Point]:
    """Return the knees that are on the floor in both keyframes."""
    return {which: (0.0, FLESH["knee"]) for which in SIDES if all(_kneels(m, which) for m in frames)}


def _kneels(m: Measures, which: BodySide) -> bool:
    return abs(shank_deg(m, which) - 270) < 30 and abs(thigh_deg(m, which) - 180) < 70


def _feet(pose: SidePose, frames: list[dict[str, float]], kept: Kept) -> dict[BodySide, Foot]:
    """Return the feet that stand on the ground in both keyframes, where they stand in the first."""
    if kept.anchor in ("mat", "pelvis", "stride"):
        return {}
    loose = replace(kept, on_roller=False)
    first, last = (side.side_skeleton(pose, m, loose) for m in frames)
    found: dict[BodySide, Foot] = {}
    for which in SIDES:
        legs = [one.right_leg if which == "right" else one.left_leg for one in (first, last)]
        if which not in kept.knees and all(abs(min(leg.toe[1], leg.heel[1])) < _TOUCHES for leg in legs):
            flat = _flat(frames[0], which)
            leg = side.with_foot(legs[0].hip, legs[0].knee, legs[0].ankle, foot_deg(flat, which))
            foot = _pivot([_flat(one, which) for one in frames], which, leg.toe)
            found[which] = Foot((leg.heel[0], 0.0), "heel") if foot.by == "heel" else foot
    return found


def _wall_x(
    pose: SidePose, frames: list[dict[str, float]], held: Mapping[BodySide, Places], kept: Kept
) -> float | None:
    """Return where a wall in front stands: where the hands or forearms are, or before the chest."""
    on_wall = any("wall" in at for places in held.values() for at in places)
    if "wall in front" not in pose.props and not on_wall:
        return None
    at = side.side_skeleton(pose, frames[0], kept)
    for which, arm in (("right", at.right), ("left", at.left)):
        start = held[which][0]  # type: ignore[index]  # a side is a side
        if start == "on the wall":
            return arm.wrist[0] + _PALM
        if start == "forearm on the wall":
            return arm.shoulder[0] + body.UPPER_ARM + FLESH["elbow"]
    return side.side_skeleton(pose, frames[1], kept).chest[0] + FLESH["chest"] + 2 * body.BALL


def _palm(arm: Arm) -> Point:
    return (arm.wrist[0] + arm.hand[0]) / 2, (arm.wrist[1] + arm.hand[1]) / 2


def _holds(
    pose: SidePose,
    frames: list[dict[str, float]],
    held: Mapping[BodySide, Places],
    kept: Kept,
    wall_x: float | None,
) -> dict[BodySide, tuple[Point, Point]]:
    """Return where hands hold what stays: where their angles take them at the start, else at the end.

    A forearm is put down where it is at the end, and at a desk to sit at a hand may slide.
    """
    found: dict[BodySide, tuple[Point, Point]] = {}
    both = [side.side_skeleton(pose, frame, kept) for frame in frames]
    for which, places in held.items():
        points = [
            _held_at(at, one.right if which == "right" else one.left, pose, wall_x or 0.0, side.lies(at, frame, which))
            for at, one, frame in zip(places, both, frames, strict=True)
            if at in STILL
        ]
        if points and not (places[0] == "on the desk" and pose.base == "sitting"):
            points = [points[-1 if places[0] == "forearm on the floor" else 0]]
        if points:
            found[which] = points[0], points[-1]
    return found


def _held_at(at: HandAt, arm: Arm, pose: SidePose, wall_x: float, deg: float | None) -> Point:
    """Return where the middle of a palm that lies on something is, or an elbow that rests there."""
    if at == "forearm on the wall":
        return wall_x - FLESH["elbow"], 0.0
    if at == "forearm on the floor":
        return arm.elbow[0], FLESH["elbow"]
    palm = towards(arm.wrist, deg or 0.0, body.HAND / 2)
    match at:
        case "on the wall":
            return wall_x - _PALM, palm[1]
        case "on the desk":
            return palm[0], (body.DESK if pose.base == "sitting" else body.DESK_STANDING) + _PALM
        case "on the chair":
            return palm[0], body.CHAIR_BACK + _PALM
    return palm[0], _PALM


def _side_measures(m: Mapping[str, float], one: Skeleton, kept: Kept) -> dict[str, float]:
    """Return the measures with the angles that the limbs have now."""
    found = dict(m)
    for which, arm, leg in (("right", one.right, one.right_leg), ("left", one.left, one.left_leg)):
        found |= _arm_angles(m, which, arm, one.spine_deg[1])
        if which in kept.feet:
            found |= _leg_angles(m, which, leg, one.spine_deg[0])  # type: ignore[arg-type]  # a side is a side
    return found


def _arm_angles(m: Measures, which: str, arm: Arm, thorax: float) -> dict[str, float]:
    upper, fore = direction(arm.shoulder, arm.elbow), direction(arm.elbow, arm.wrist)
    hand = direction(arm.wrist, arm.hand)
    return {
        f"upper_arm_{which}": near(thorax + 180 - upper, m[f"upper_arm_{which}"]),
        f"elbow_{which}": near(upper - fore, 75),
        f"wrist_{which}": near(hand - fore, 0),
        f"upper_arm_length_{which}": arm.length_upper,
        f"forearm_length_{which}": arm.length_fore,
    }


def _leg_angles(m: Measures, which: BodySide, leg: Leg, lumbar: float) -> dict[str, float]:
    thigh, shank = direction(leg.hip, leg.knee), direction(leg.knee, leg.ankle)
    foot = direction(leg.heel, leg.toe)
    return {
        f"hip_{which}": near(lumbar + 180 - thigh, m[f"hip_{which}"]),
        f"knee_{which}": near(shank - thigh, 75),
        f"ankle_{which}": near(shank - 90 - foot, 0),
    }


# --- from the front and behind ---------------------------------------------------------------------------------------


def _from_front(pose: Pose) -> Movement:
    assert not isinstance(pose, SidePose)
    frames = _frames(pose)
    held = _in_both(pose)
    kept = _front_kept(pose.base, frames[0])
    kept = replace(kept, holds=_front_holds(pose, frames, held, kept))
    solved = []
    for index, frame in enumerate(frames):
        whole = replace(kept, hands=_then(held, index))
        at_place = front.front_skeleton(pose, frame, whole)
        found = dict(frame)
        for which, arm in (("right", at_place.right), ("left", at_place.left)):
            if not stays(held[which]):  # type: ignore[index]  # a side is a side
                found |= _front_arm_angles(frame, which, arm, at_place.spine_deg[1])  # type: ignore[arg-type]
        solved.append(found)
    whole = replace(kept, hands=_throughout(held))
    return Movement(pose, solved[0], solved[1], whole, len(whole.hands) == 2)


def _front_kept(base: str, m: Measures) -> Kept:
    if base == "sitting":
        return Kept("seat")
    if base == "side plank":
        return Kept("knee", knees={"right": (0.0, 0.045)})
    if base != "standing":
        return Kept("mat")
    bare = Kept("foot")
    hips = {one: front.outwards(one) * body.HIP_HALF for one in SIDES}
    spread = {one: front.outwards(one) * (body.THIGH + body.SHANK) * _sine(m[f"leg_out_{one}"]) for one in SIDES}
    return replace(bare, feet={one: Foot((hips[one] + spread[one], body.ANKLE)) for one in SIDES})


def _sine(deg: float) -> float:
    return body.towards((0.0, 0.0), deg, 1.0)[0]


def _front_holds(
    pose: Pose, frames: list[dict[str, float]], held: Mapping[BodySide, Places], kept: Kept
) -> dict[BodySide, tuple[Point, Point]]:
    assert not isinstance(pose, SidePose)
    found: dict[BodySide, tuple[Point, Point]] = {}
    for which, places in held.items():
        index = 0 if places[0] in STILL else 1
        if places[index] not in STILL:
            continue
        one = front.front_skeleton(pose, frames[index], kept)
        arm = one.right if which == "right" else one.left
        if places[index] == "on the seat":
            point = (front.outwards(which) * 0.128, front.SEATED_FRONT - 0.05)
        elif places[index] == "forearm on the floor":
            point = (front.front_skeleton(pose, frames[1], kept).right.shoulder[0], FLESH["elbow"])
        else:
            point = _palm(arm)
        found[which] = point, point
    return found


def _front_arm_angles(m: Measures, which: BodySide, arm: Arm, thorax: float) -> dict[str, float]:
    out = front.outwards(which)
    upper, fore = direction(arm.shoulder, arm.elbow), direction(arm.elbow, arm.wrist)
    return {
        f"upper_arm_{which}": near(out * (thorax + 180 - upper), m[f"upper_arm_{which}"]),
        f"elbow_{which}": near(out * (upper - fore), m[f"elbow_{which}"]),
        f"wrist_{which}": near(direction(arm.wrist, arm.hand) - fore, 0),
        f"upper_arm_length_{which}": arm.length_upper / m["arm_length"],
        f"forearm_length_{which}": arm.length_fore / m["arm_length"],
    }
