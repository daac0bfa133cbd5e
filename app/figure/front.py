"""The joints of a figure seen from the front, the floor or a mat: a view from slightly above, so that thighs which
come forward are seen as short. The figure's right is on the viewer's left; a back view is the same, turned round.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.figure import body
from app.figure.body import Point, direction, towards
from app.figure.kept import STILL, Held, Kept, Places, between, held_between
from app.figure.reach import middle_joint, reached, seen_share
from app.figure.side import SIDES, Measures
from app.figure.skeleton import Arm, BodySide, Leg, Skeleton
from app.routine.pose import BackPose, FrontPose, HandAt, posture

SEATED_FRONT = body.SEATED + 0.05  # the hips of somebody seated: their thighs come forward, and so a little down
SHIFT = 0.1  # how far aside the hips are with the weight wholly on one leg
FACING_FOOT = 0.03  # how far aside the toes of a foot that points at the viewer are


@dataclass(frozen=True, slots=True)
class Trunk:
    """The spine, shoulders and head, from the hips up."""

    pelvis: Point
    waist: Point
    chest: Point
    shoulders: Mapping[BodySide, Point]
    neck: Point
    head: Point
    lumbar_deg: float
    thorax_deg: float
    neck_deg: float
    head_deg: float
    half: float
    size: float


def outwards(side: BodySide) -> float:
    """Return which way is outwards: -1 is to the viewer's left."""
    return -1.0 if side == "right" else 1.0


def front_skeleton(pose: FrontPose | BackPose, m: Measures, kept: Kept) -> Skeleton:
    """Return the joints of a figure that holds itself by these measures and keeps what is to be kept."""
    trunk = trunk_of(m, _pelvis(pose, m, kept))
    legs = {side: _leg(pose, m, side, trunk, kept) for side in SIDES}
    arms = _arms(m, trunk, legs, kept)
    support = posture(pose).support
    return Skeleton(
        view="front",
        support=support,
        pelvis=trunk.pelvis,
        waist=trunk.waist,
        chest=trunk.chest,
        neck=trunk.neck,
        head=trunk.head,
        spine_deg=(trunk.lumbar_deg, trunk.thorax_deg, trunk.neck_deg, trunk.head_deg),
        trunk_turn_deg=m["trunk_turn"],
        head_turn_deg=m["head_turn"],
        head_nod_deg=m["head_nod"],
        shoulder_half=trunk.half,
        hip_half=body.HIP_HALF,
        right=arms["right"],
        left=arms["left"],
        right_leg=legs["right"],
        left_leg=legs["left"],
        near="right",
        faces="right",
        from_above=support == "from above",
        size=m["size"],
    )


def trunk_of(m: Measures, pelvis: Point) -> Trunk:
    """Return the spine, shoulders and head over the hips; larger where they lean towards the viewer."""
    size = m["size"]
    lumbar = m["turn_over"] - m["side_bend"]
    thorax = lumbar - m["upper_side_bend"]
    neck_deg, head_deg = thorax - 0.7 * m["head_tilt"], thorax - m["head_tilt"]
    waist = towards(pelvis, lumbar, body.LUMBAR * size)
    chest = towards(waist, thorax, body.THORAX * size)
    half = body.SHOULDER_HALF * m["shoulder_width"] * math.cos(math.radians(m["trunk_turn"])) * size
    top = towards(chest, thorax, (body.SHRUG * m["shrug"] - 0.015) * size)
    shoulders = {side: towards(top, thorax + 90, outwards(side) * half) for side in SIDES}
    neck = towards(chest, neck_deg, body.NECK * size)
    head = towards(neck, head_deg, body.HEAD * size)
    return Trunk(pelvis, waist, chest, shoulders, neck, head, lumbar, thorax, neck_deg, head_deg, half, size)


# --- where the hips are ----------------------------------------------------------------------------------------------


def _pelvis(pose: FrontPose | BackPose, m: Measures, kept: Kept) -> Point:
    if kept.anchor == "seat":
        return kept.x, SEATED_FRONT
    if kept.anchor == "mat":
        return kept.x, 0.6
    if kept.anchor == "knee":
        return _over_knee(m, kept)
    x = kept.x - SHIFT * m["weight_shift"]
    if not kept.feet:
        return x, body.ANKLE + (body.THIGH + body.SHANK) * math.cos(math.radians(m["leg_out_right"]))
    straight = body.THIGH + body.SHANK - 0.002
    return x, min(
        foot.at[1] + math.sqrt(max(0.0, straight**2 - (x + outwards(side) * body.HIP_HALF - foot.at[0]) ** 2))
        for side, foot in kept.feet.items()
    )


def _over_knee(m: Measures, kept: Kept) -> Point:
    """Return the hips over the knee that is on the floor."""
    side = kept.anchor_side
    hip = towards(kept.knees[side], m["turn_over"] + 180, -body.THIGH)
    return towards(hip, m["turn_over"] + 90, -outwards(side) * body.HIP_HALF)


# --- legs ------------------------------------------------------------------------------------------------------------


def _leg(pose: FrontPose | BackPose, m: Measures, side: BodySide, trunk: Trunk, kept: Kept) -> Leg:
    out = outwards(side)
    hip = towards(trunk.pelvis, m["turn_over"] + 90, out * body.HIP_HALF)
    if pose.base == "sitting":
        return _crossed(_seated_leg(hip, side, m), m, side, trunk)
    if pose.base == "lying with knees bent":
        return _hooked_leg(hip, m)
    if pose.base == "side plank":
        return _kneeling_leg(hip, m)
    if side in kept.feet:
        return _standing_leg(hip, kept.feet[side].at, side)
    deg = 180 - out * m[f"leg_out_{side}"]
    knee = towards(hip, deg, body.THIGH)
    ankle = towards(knee, deg, body.SHANK)
    reach = 0.8 * body.TOE if pose.base == "lying face down" else 0.45 * body.TOE
    toe = towards(ankle, deg - out * 25, reach)
    return Leg(hip, knee, ankle, toe, towards(ankle, deg, 0.0))


def _standing_leg(hip: Point, ankle: Point, side: BodySide) -> Leg:
    """Return a leg on a planted foot: where it is bent its knee comes forward, and both its bones look shorter."""
    seen = min(1.0, math.dist(hip, ankle) / (body.THIGH + body.SHANK))
    deg = direction(hip, ankle)
    knee = towards(hip, deg, body.THIGH * seen)
    toe = (ankle[0] + outwards(side) * FACING_FOOT, 0.0)
    return Leg(hip, knee, reached(knee, ankle, body.SHANK * seen), toe, (ankle[0], 0.0), seen, seen)


def _seated_leg(hip: Point, side: BodySide, m: Measures) -> Leg:
    """Return a leg whose knee comes towards the viewer, with the foot flat below it."""
    out = outwards(side)
    apart = body.THIGH * math.sin(math.radians(m[f"leg_out_{side}"]))
    knee = (hip[0] + out * apart, hip[1] - 0.05)
    ankle = (knee[0], knee[1] - body.SHANK)
    toe = (ankle[0] + out * FACING_FOOT, 0.0)
    return Leg(hip, knee, ankle, toe, (ankle[0], 0.0), math.dist(hip, knee) / body.THIGH, 1.0)


def _crossed(leg: Leg, m: Measures, side: BodySide, trunk: Trunk) -> Leg:
    """Return a seated leg on its way to where its ankle rests on the other thigh."""
    share = m[f"ankle_on_thigh_{side}"]
    if not share:
        return leg
    out = outwards(side)
    knee = (leg.hip[0] + out * 0.12, leg.hip[1] + 0.005)
    ankle = (trunk.pelvis[0] - out * 0.052, trunk.pelvis[1] + 0.005)
    toe = (ankle[0] - out * 0.06, ankle[1] - 0.035)
    heel = (ankle[0] - out * 0.005, ankle[1] - 0.035)
    lift = 0.12 * math.sin(math.pi * share)  # the foot comes up and over, not through the other knee
    return Leg(
        leg.hip,
        between(leg.knee, knee, share),
        _lift(between(leg.ankle, ankle, share), lift),
        _lift(between(leg.toe, toe, share), lift),
        _lift(between(leg.heel, heel, share), lift),
        math.dist(leg.hip, between(leg.knee, knee, share)) / body.THIGH,
        math.dist(between(leg.knee, knee, share), _lift(between(leg.ankle, ankle, share), lift)) / body.SHANK,
    )


def _lift(point: Point, by: float) -> Point:
    return point[0], point[1] + by


def _hooked_leg(hip: Point, m: Measures) -> Leg:
    """Return a leg of somebody who lies with bent knees, seen from above: the feet stay where the knees roll from."""
    along, high = body.THIGH * 0.70, body.THIGH * 0.714  # of the knee: towards the feet, and above the floor
    roll = math.radians(78 * m["knees_roll"])
    knee = (hip[0] - high * math.sin(roll), hip[1] - along)
    ankle = (hip[0] - 0.03 * m["knees_roll"], hip[1] - along - body.SHANK * 0.667)
    toe = (ankle[0] - 0.03 * math.sin(roll), ankle[1] - 0.9 * body.TOE)
    thigh_seen, shank_seen = math.dist(hip, knee) / body.THIGH, math.dist(knee, ankle) / body.SHANK
    return Leg(hip, knee, ankle, toe, (ankle[0], ankle[1] + body.HEEL), thigh_seen, min(1.0, shank_seen))


def _kneeling_leg(hip: Point, m: Measures) -> Leg:
    """Return a leg whose shank points away from the viewer."""
    down = m["turn_over"] + 180
    knee = towards(hip, down, body.THIGH)
    ankle = towards(knee, down, body.SHANK * 0.2)
    return Leg(hip, knee, ankle, towards(ankle, down, 0.03), ankle, 1.0, 0.2)


# --- arms ------------------------------------------------------------------------------------------------------------

_FREE: Places = ("free", "free")
_LATER = frozenset({"on the other elbow", "on the other wrist", "on the other hand"})


def _arms(m: Measures, trunk: Trunk, legs: Mapping[BodySide, Leg], kept: Kept) -> dict[BodySide, Arm]:
    """Return both arms, the one that holds the other last."""
    arms: dict[BodySide, Arm] = {}
    for side in sorted(SIDES, key=lambda one: bool(_LATER.intersection(kept.hands.get(one, _FREE)))):
        other: BodySide = "left" if side == "right" else "right"
        places = kept.hands.get(side, _FREE)
        if places[0] == "free":
            arms[side] = _free_arm(m, side, trunk)
        elif places[0] == "forearm on the floor":
            arms[side] = _propped_arm(m, side, trunk, kept.holds[side][0])
        else:
            others = arms or {other: _free_arm(m, other, trunk)}  # where each of them holds the other
            held = _held(places, side, m, trunk, legs, others, kept)
            arms[side] = _reaching_arm(m, side, trunk, places[0], held)
    return arms


def upper_deg(m: Measures, side: BodySide) -> float:
    """Return the direction of an upper arm by its angles."""
    thorax = m["turn_over"] - m["side_bend"] - m["upper_side_bend"]
    return thorax + 180 - outwards(side) * m[f"upper_arm_{side}"]


def _lengths(m: Measures, side: BodySide) -> tuple[float, float, float]:
    whole = m["arm_length"] * m["size"]
    fore = m[f"forearm_length_{side}"] * whole
    return body.UPPER_ARM * m[f"upper_arm_length_{side}"] * whole, body.FOREARM * fore, body.HAND * fore


def _free_arm(m: Measures, side: BodySide, trunk: Trunk) -> Arm:
    upper, fore, hand = _lengths(m, side)
    deg = upper_deg(m, side)
    shoulder = trunk.shoulders[side]
    elbow = towards(shoulder, deg, upper)
    deg -= outwards(side) * m[f"elbow_{side}"]
    wrist = towards(elbow, deg, fore)
    return Arm(shoulder, elbow, wrist, towards(wrist, deg + m[f"wrist_{side}"], hand), 0.0, *_seen(m, side))


def _seen(m: Measures, side: BodySide) -> tuple[float, float]:
    return m[f"upper_arm_length_{side}"] * m["arm_length"], m[f"forearm_length_{side}"] * m["arm_length"]


def _reaching_arm(m: Measures, side: BodySide, trunk: Trunk, at: HandAt, held: Held) -> Arm:
    """Return an arm whose palm meets a place, as near as it reaches."""
    palm, hand_deg = held
    shoulder = trunk.shoulders[side]
    upper, fore, hand = _lengths(m, side)
    upper_seen, fore_seen = _seen(m, side)
    bends = outwards(side) * (1.0 if m[f"elbow_{side}"] > 0 else -1.0)
    if at in ("on the thigh", "on the seat"):  # the forearm comes forward as far as the bend of the elbow asks
        share = seen_share(math.dist(shoulder, palm), upper, fore + hand / 2, m[f"elbow_{side}"])
        fore, hand, fore_seen = fore * share, hand * share, fore_seen * share
    wanted = palm if hand_deg is None else towards(palm, hand_deg, -hand / 2)
    second = fore + hand / 2 if hand_deg is None else fore
    elbow = middle_joint(shoulder, wanted, upper, second, bends)
    wrist = reached(elbow, wanted, fore)
    deg = direction(elbow, wrist) if hand_deg is None else hand_deg
    return Arm(shoulder, elbow, wrist, towards(wrist, deg, hand), 0.0, upper_seen, fore_seen)


def _propped_arm(m: Measures, side: BodySide, trunk: Trunk, elbow_at: Point) -> Arm:
    """Return an arm that stands on its elbow, with the forearm towards the viewer."""
    shoulder = trunk.shoulders[side]
    seen = min(1.0, math.dist(shoulder, elbow_at) / body.UPPER_ARM)
    elbow = reached(shoulder, elbow_at, body.UPPER_ARM * seen)
    fore = m[f"forearm_length_{side}"]
    deg = -100.0 if elbow_at[0] < trunk.pelvis[0] else 100.0
    wrist = towards(elbow, deg, body.FOREARM * fore)
    return Arm(shoulder, elbow, wrist, towards(wrist, deg, body.HAND * fore), 0.0, seen, fore)


def _held(
    places: Places,
    side: BodySide,
    m: Measures,
    trunk: Trunk,
    legs: Mapping[BodySide, Leg],
    arms: Mapping[BodySide, Arm],
    kept: Kept,
) -> Held:
    """Return where the palm is now, and how the hand lies."""
    if side in kept.holds and places[0] in STILL:
        return kept.holds[side][0], 0.0 if places[0] == "on the doorway" else None
    start = _place(places[0], side, trunk, legs, arms)
    if places[0] == places[1]:
        return start
    return held_between(start, _place(places[1], side, trunk, legs, arms), m["bend"])


def _place(
    at: HandAt, side: BodySide, trunk: Trunk, legs: Mapping[BodySide, Leg], arms: Mapping[BodySide, Arm]
) -> Held:
    """Return where the palm goes for a place on the body, and how the hand lies there."""
    out = outwards(side)
    other: BodySide = "left" if side == "right" else "right"
    head_up, size = trunk.head_deg, trunk.size
    match at:
        case "on the thigh":
            return between(legs[side].hip, legs[side].knee, 0.7), None
        case "on the knee":
            return legs[side].knee, None
        case "on the other knee":
            return legs[other].knee, None
        case "on the other shin":
            return between(legs[other].knee, legs[other].ankle, 0.75), None
        case "on the belly":
            return towards(trunk.pelvis, trunk.lumbar_deg, 0.1), None
        case "on the hips":
            return towards(trunk.pelvis, trunk.lumbar_deg + 90, out * 0.09), None
        case "round the ribs":
            ribs = towards(trunk.chest, trunk.thorax_deg, -0.085 * size)
            return towards(ribs, trunk.thorax_deg + 90, -out * 0.72 * trunk.half), None
        case "on the other shoulder":
            return towards(trunk.shoulders[other], trunk.thorax_deg + 90, -out * -0.01), None
        case "on the other elbow":
            return arms[other].elbow, None
        case "on the other wrist":
            return arms[other].wrist, None
        case "on the other hand":
            return between(arms[other].wrist, arms[other].hand, 0.75), None
    return _at_head_or_midline(at, out, trunk, head_up)


def _at_head_or_midline(at: HandAt, out: float, trunk: Trunk, head_up: float) -> Held:
    size, across = trunk.size, trunk.thorax_deg + 90
    match at:
        case "on the head":
            return towards(towards(trunk.head, head_up, 0.012), head_up + 90, out * 0.06), head_up - out * 8
        case "behind the head":
            return towards(trunk.head, head_up + 90, out * 0.025), None
        case "behind the neck":
            return towards(trunk.neck, trunk.neck_deg + 90, out * 0.01), None
        case "at the nose":
            return towards(towards(trunk.head, head_up, -0.035), head_up + 90, out * 0.012), head_up - out * 15
        case "palms together":
            return towards(towards(trunk.chest, trunk.thorax_deg, -0.05 * size), across, out * 0.011), 0.0
        case "palms together low":
            return towards(towards(trunk.waist, trunk.thorax_deg, 0.02 * size), across, out * 0.011), 0.0
        case "together overhead":
            return towards(towards(trunk.head, 0.0, 0.195), across, out * 0.018), -out * 60.0
    msg = f"a hand cannot be {at} in a pose seen from the front or behind"
    raise ValueError(msg)
