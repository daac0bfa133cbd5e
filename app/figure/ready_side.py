"""Make a pose seen from the side ready to move: what carries it, which feet stand, what the hands hold."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from app.figure import body, side
from app.figure.body import FLESH, Point, direction, towards
from app.figure.kept import STILL, Anchor, Foot, Kept, Places
from app.figure.reach import near
from app.figure.ready import Ready, frames_of, held_in, then, throughout
from app.figure.side import SIDES, Measures, foot_deg, shank_deg, thigh_deg
from app.figure.skeleton import Arm, BodySide, Leg, Skeleton
from app.routine.pose import HandAt, SidePose, measures

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


def ready_from_side(pose: SidePose) -> Ready:
    """Make a pose seen from the side ready to move."""
    frames = frames_of(pose)
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
    held = held_in(pose)
    wall_x = _wall_x(pose, frames, held, kept)
    kept = replace(kept, holds=_holds(pose, frames, held, kept, wall_x))
    solved = []
    for index, frame in enumerate(frames):
        flat, feet = _standing_now(pose, frame, kept)
        whole = replace(kept, hands=then(held, index), feet=feet)
        solved.append(_side_measures(flat, side.side_skeleton(pose, flat, whole), whole))
    return Ready(solved[0], solved[1], replace(kept, hands=throughout(held)), wall_x)


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
        legs = [one.leg(which) for one in (first, last)]
        if which not in kept.knees and all(abs(min(leg.toe[1], leg.heel[1])) < _TOUCHES for leg in legs):
            flat = _flat(frames[0], which)
            leg = side.with_foot(legs[0].hip, legs[0].knee, legs[0].ankle, foot_deg(flat, which))
            foot = _pivot([_flat(one, which) for one in frames], which, leg.toe)
            found[which] = Foot((leg.heel[0], 0.0), "heel") if foot.by == "heel" else foot
    return found


def _standing_now(pose: SidePose, m: dict[str, float], kept: Kept) -> tuple[dict[str, float], Mapping[BodySide, Foot]]:
    """Return the feet that stand in one keyframe, those included that leave the ground in the other, made flat."""
    if kept.anchor in ("mat", "pelvis", "stride"):
        return m, kept.feet
    feet, one = dict(kept.feet), side.side_skeleton(pose, m, kept)
    for which in SIDES:
        leg = one.leg(which)
        near_ground = abs(min(leg.toe[1], leg.heel[1])) < _TOUCHES and abs(foot_deg(m, which) - 90) <= _FLAT
        if which not in feet and near_ground:
            m = _flat(m, which)
            feet[which] = Foot((leg.toe[0], 0.0))
    return m, feet


def _wall_x(
    pose: SidePose, frames: list[dict[str, float]], held: Mapping[BodySide, Places], kept: Kept
) -> float | None:
    """Return where a wall in front stands: where the hands or forearms are, or before the chest."""
    on_wall = any("wall" in at for places in held.values() for at in places)
    if "wall in front" not in pose.props and not on_wall:
        return None
    at = side.side_skeleton(pose, frames[0], kept)
    for which in SIDES:
        arm, start = at.arm(which), held[which][0]
        if start == "on the wall":
            return arm.wrist[0] + _PALM
        if start == "forearm on the wall":
            return arm.shoulder[0] + body.UPPER_ARM + FLESH["elbow"]
    return side.side_skeleton(pose, frames[1], kept).chest[0] + FLESH["chest"] + 2 * body.BALL


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
            _held_at(at, one.arm(which), pose, wall_x or 0.0, side.lies(at, frame, which))
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
    for which in SIDES:
        found |= _arm_angles(m, which, one.arm(which), one.spine_deg[1])
        if which in kept.feet:
            found |= _leg_angles(m, which, one.leg(which), one.spine_deg[0])
    return found


def _arm_angles(m: Measures, which: BodySide, arm: Arm, thorax: float) -> dict[str, float]:
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
