"""The joints of a figure seen from the side, facing right: angles first, then what must stay or meet a place.

Leg angles count from the lower back, arm angles from the upper back; see `docs/routine-format.md` for each key.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from app.figure import body
from app.figure.body import FLESH, Point, direction, towards
from app.figure.kept import STILL, Held, Kept, Places, between, held_between
from app.figure.reach import middle_joint, reached
from app.figure.skeleton import Arm, BodySide, Leg, Skeleton
from app.routine.pose import HandAt, SidePose, posture

Measures = Mapping[str, float]
SIDES: tuple[BodySide, BodySide] = ("right", "left")


@dataclass(frozen=True, slots=True)
class Trunk:
    """The spine and head, from the hips up."""

    pelvis: Point
    waist: Point
    chest: Point
    shoulder: Point
    neck: Point
    head: Point
    lumbar_deg: float
    thorax_deg: float
    neck_deg: float
    head_deg: float


def side_skeleton(pose: SidePose, m: Measures, kept: Kept) -> Skeleton:
    """Return the joints of a figure that holds itself by these measures and keeps what is to be kept."""
    trunk = trunk_of(m, _pelvis(m, kept))
    legs = {side: _leg(m, side, trunk, kept) for side in SIDES}
    arms = _arms(m, trunk, legs, kept)
    support = posture(pose).support
    return Skeleton(
        view="side",
        support=support,
        pelvis=trunk.pelvis,
        waist=trunk.waist,
        chest=trunk.chest,
        neck=trunk.neck,
        head=trunk.head,
        spine_deg=(trunk.lumbar_deg, trunk.thorax_deg, trunk.neck_deg, trunk.head_deg),
        trunk_turn_deg=m["trunk_turn"],
        head_turn_deg=0.0,
        head_nod_deg=0.0,
        shoulder_half=0.0,
        hip_half=0.0,
        right=arms["right"],
        left=arms["left"],
        right_leg=legs["right"],
        left_leg=legs["left"],
        near="right",
        faces="right",
        belly=m["belly"],
        from_above=support == "from above",
    )


def trunk_of(m: Measures, pelvis: Point) -> Trunk:
    """Return the spine and head over the hips."""
    lumbar = m["trunk_lean"]
    thorax = lumbar + m["upper_back"]
    neck_deg = thorax + m["neck"]
    head_deg = neck_deg + m["head_nod"]
    waist = towards(pelvis, lumbar, body.LUMBAR)
    chest = towards(waist, thorax, body.THORAX)
    shoulder = towards(chest, thorax, body.SHRUG * m["shrug"] - body.SHOULDER_DROP)
    neck = towards(towards(chest, neck_deg, body.NECK), thorax + 90, body.SLIDE * m["head_slide"])
    head = towards(neck, head_deg, body.HEAD)
    return Trunk(pelvis, waist, chest, shoulder, neck, head, lumbar, thorax, neck_deg, head_deg)


# --- where the hips are ----------------------------------------------------------------------------------------------


def _pelvis(m: Measures, kept: Kept) -> Point:
    """Return where the hips are, from what carries the body."""
    if kept.anchor == "seat":
        return kept.x, body.SEATED
    if kept.anchor == "mat":
        return kept.x, 0.5
    if kept.anchor == "foot":
        return _on_wall(m, _on_roller(m, _over_foot(m, kept), kept), kept)
    if kept.anchor == "stride":
        return kept.x, -min(_sole(m, side) for side in SIDES)
    if kept.anchor == "knee":
        knee = kept.knees[kept.anchor_side]
        return towards(knee, thigh_deg(m, kept.anchor_side), -body.THIGH)
    resting = trunk_of(m, (0.0, 0.0))
    x = kept.x - resting.chest[0] if kept.anchor == "chest" else kept.x
    return x, lifted(resting)


def lifted(trunk: Trunk) -> float:
    """Return how far the hips are to be raised for the lowest part of the trunk or head to lie on the floor."""
    return max(
        FLESH["pelvis"] - trunk.pelvis[1],
        FLESH["waist"] - trunk.waist[1],
        FLESH["chest"] - trunk.chest[1],
        FLESH["head"] - trunk.head[1],
    )


def _over_foot(m: Measures, kept: Kept) -> Point:
    side = kept.anchor_side
    ankle = _planted_ankle(m, side, kept)
    knee = towards(ankle, shank_deg(m, side), -body.SHANK)
    return towards(knee, thigh_deg(m, side), -body.THIGH)


def _on_wall(m: Measures, pelvis: Point, kept: Kept) -> Point:
    """Return the hips shifted so that the back is on the wall behind it."""
    if kept.behind_x is None:
        return pelvis
    return pelvis[0] + kept.behind_x - back_x(trunk_of(m, pelvis)), pelvis[1]


def _on_roller(m: Measures, pelvis: Point, kept: Kept) -> Point:
    """Return the hips at the height at which the shoulder blades lie on the roller."""
    if not kept.on_roller:
        return pelvis
    height = 2 * body.ROLLER + FLESH["chest"]
    return pelvis[0], height - blades(trunk_of(m, (0.0, 0.0)))[1]


def _sole(m: Measures, side: BodySide) -> float:
    """Return how far below the hips a free foot reaches."""
    knee = towards((0.0, 0.0), thigh_deg(m, side), body.THIGH)
    leg = with_foot((0.0, 0.0), knee, towards(knee, shank_deg(m, side), body.SHANK), foot_deg(m, side))
    return min(leg.toe[1], leg.heel[1])


def back_x(trunk: Trunk) -> float:
    """Return how far the back reaches backwards."""
    return min(trunk.pelvis[0] - FLESH["pelvis"], trunk.waist[0] - FLESH["waist"], blades(trunk)[0] - FLESH["chest"])


def blades(trunk: Trunk) -> Point:
    """Return the place of the shoulder blades."""
    return towards(trunk.waist, trunk.thorax_deg, 0.7 * body.THORAX)


# --- legs ------------------------------------------------------------------------------------------------------------


def thigh_deg(m: Measures, side: BodySide) -> float:
    """Return the direction of a thigh by its angles."""
    return m["trunk_lean"] + 180 - m[f"hip_{side}"]


def shank_deg(m: Measures, side: BodySide) -> float:
    """Return the direction of a shank by its angles."""
    return thigh_deg(m, side) + m[f"knee_{side}"]


def foot_deg(m: Measures, side: BodySide) -> float:
    """Return the direction in which a foot points by its angles."""
    return shank_deg(m, side) - 90 - m[f"ankle_{side}"]


def _planted_ankle(m: Measures, side: BodySide, kept: Kept) -> Point:
    foot, deg = kept.feet[side], foot_deg(m, side)
    sole = towards(foot.at, deg, -body.TOE if foot.by == "toe" else body.HEEL)
    return towards(sole, deg - 90, body.ANKLE)


def _leg(m: Measures, side: BodySide, trunk: Trunk, kept: Kept) -> Leg:
    hip = trunk.pelvis
    if side in kept.feet:
        wanted = _planted_ankle(m, side, kept)
        knee = middle_joint(hip, wanted, body.THIGH, body.SHANK, bends=-1)
        ankle = reached(knee, wanted, body.SHANK)
    elif side in kept.knees:
        knee = reached(hip, kept.knees[side], body.THIGH)
        ankle = towards(knee, shank_deg(m, side), body.SHANK)
    else:
        knee = towards(hip, thigh_deg(m, side), body.THIGH)
        ankle = towards(knee, shank_deg(m, side), body.SHANK)
    return with_foot(hip, knee, ankle, foot_deg(m, side))


def with_foot(hip: Point, knee: Point, ankle: Point, deg: float) -> Leg:
    """Return a leg with its foot."""
    sole = towards(ankle, deg + 90, body.ANKLE)
    return Leg(hip, knee, ankle, towards(sole, deg, body.TOE), towards(sole, deg, -body.HEEL))


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
        elif places[0].startswith("forearm"):
            arms[side] = _leaning_arm(m, side, trunk, places[0], kept.holds[side][0])
        else:
            others = arms or {other: _free_arm(m, other, trunk)}  # where each of them holds the other
            arms[side] = _reaching_arm(m, side, trunk, _held(places, side, m, trunk, legs, others, kept))
    return arms


def upper_deg(m: Measures, side: BodySide) -> float:
    """Return the direction of an upper arm by its angles."""
    return m["trunk_lean"] + m["upper_back"] + 180 - m[f"upper_arm_{side}"]


def _lengths(m: Measures, side: BodySide) -> tuple[float, float, float]:
    fore = m[f"forearm_length_{side}"]
    return body.UPPER_ARM * m[f"upper_arm_length_{side}"], body.FOREARM * fore, body.HAND * fore


def _arm(m: Measures, side: BodySide, trunk: Trunk, elbow: Point, wrist: Point, hand: Point) -> Arm:
    upper_seen, fore_seen = m[f"upper_arm_length_{side}"], m[f"forearm_length_{side}"]
    return Arm(trunk.shoulder, elbow, wrist, hand, m[f"fist_{side}"], upper_seen, fore_seen)


def _free_arm(m: Measures, side: BodySide, trunk: Trunk) -> Arm:
    upper, fore, hand = _lengths(m, side)
    deg = upper_deg(m, side)
    elbow = towards(trunk.shoulder, deg, upper)
    deg -= m[f"elbow_{side}"]
    wrist = towards(elbow, deg, fore)
    return _arm(m, side, trunk, elbow, wrist, towards(wrist, deg + m[f"wrist_{side}"], hand))


def _reaching_arm(m: Measures, side: BodySide, trunk: Trunk, held: Held) -> Arm:
    """Return an arm whose palm meets a place, as near as it reaches."""
    palm, hand_deg = held
    upper, fore, hand = _lengths(m, side)
    if hand_deg is None:  # the hand goes on where the forearm points
        elbow = middle_joint(trunk.shoulder, palm, upper, fore + hand / 2, bends=1)
        wrist = reached(elbow, palm, fore)
        return _arm(m, side, trunk, elbow, wrist, reached(wrist, towards(wrist, direction(elbow, wrist), 1), hand))
    wanted = towards(palm, hand_deg, -hand / 2)
    elbow = middle_joint(trunk.shoulder, wanted, upper, fore, bends=1)
    wrist = reached(elbow, wanted, fore)
    return _arm(m, side, trunk, elbow, wrist, towards(wrist, hand_deg, hand))


def _leaning_arm(m: Measures, side: BodySide, trunk: Trunk, at: HandAt, elbow_at: Point) -> Arm:
    """Return an arm that leans on its forearm.

    On the floor the elbow stays and the upper arm is seen in part while it points aside; on a wall the elbow slides.
    """
    shoulder = trunk.shoulder
    if at == "forearm on the wall":
        across = max(-1.0, min(1.0, (elbow_at[0] - shoulder[0]) / body.UPPER_ARM))
        rise = 1 if math.cos(math.radians(upper_deg(m, side))) > -0.02 else -1
        elbow_at = (shoulder[0] + across * body.UPPER_ARM, shoulder[1] + rise * body.UPPER_ARM * (1 - across**2) ** 0.5)
        fore_deg, hand_deg, seen = 0.0, 0.0, 1.0
    else:
        fore_deg, hand_deg = 90.0, 90.0
        seen = min(1.0, math.dist(shoulder, elbow_at) / body.UPPER_ARM)
        elbow_at = reached(shoulder, elbow_at, body.UPPER_ARM * seen)
    wrist = towards(elbow_at, fore_deg, body.FOREARM)
    hand = towards(wrist, hand_deg, body.HAND)
    return Arm(shoulder, elbow_at, wrist, hand, m[f"fist_{side}"], seen, 1.0)


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
        return between(*kept.holds[side], m["bend"]), lies(places[0], m, side)
    start = _place(places[0], side, trunk, legs, arms)
    if places[0] == places[1]:
        return start
    return held_between(start, _place(places[1], side, trunk, legs, arms), m["bend"])


def _place(
    at: HandAt, side: BodySide, trunk: Trunk, legs: Mapping[BodySide, Leg], arms: Mapping[BodySide, Arm]
) -> Held:
    """Return where the palm goes for a place on the body, and how the hand lies there."""
    other: BodySide = "left" if side == "right" else "right"
    match at:
        case "on the thigh":
            return _on_thigh(legs[side], 0.66)
        case "on the knee":
            return _kneecap(legs[side]), None
        case "on the other knee":
            return _kneecap(legs[other]), None
        case "on the other shin":
            return _on_shin(legs[other]), None
        case "on the belly":
            return towards(towards(trunk.pelvis, trunk.lumbar_deg, 0.1), trunk.lumbar_deg + 90, 0.068), None
        case "on the hips":
            return towards(towards(trunk.pelvis, trunk.lumbar_deg, 0.03), trunk.lumbar_deg - 90, 0.058), 150.0
        case "behind the head":
            return towards(trunk.head, trunk.head_deg - 100, 0.06), None
        case "behind the neck":
            return towards(trunk.neck, trunk.neck_deg - 90, 0.04), None
        case "on the other elbow":
            return arms[other].elbow, None
        case "on the other wrist":
            return arms[other].wrist, None
        case "on the other hand":
            return between(arms[other].wrist, arms[other].hand, 0.75), None
        case "on the other shoulder":
            return towards(trunk.shoulder, trunk.thorax_deg + 90, 0.062), None
    msg = f"a hand cannot be {at} in a pose seen from the side"
    raise ValueError(msg)


def lies(at: HandAt, m: Measures, side: BodySide) -> float | None:
    """Return how a hand lies on something that stays: fingers up on a wall, level elsewhere."""
    if at == "on the wall":
        return 0.0
    if at == "on the floor":
        fore = upper_deg(m, side) - m[f"elbow_{side}"]
        return 270.0 if math.sin(math.radians(fore)) < -0.3 else 90.0
    return 90.0


def _on_thigh(leg: Leg, share: float) -> Held:
    deg = direction(leg.hip, leg.knee)
    return towards(between(leg.hip, leg.knee, share), deg - 90, 0.055), deg


def _kneecap(leg: Leg) -> Point:
    """Return the point in front of the knee, between the lines of thigh and shank."""
    thigh, shank = direction(leg.hip, leg.knee), direction(leg.ankle, leg.knee)
    return towards(leg.knee, thigh + ((shank - thigh) % 360 - 360) / 2, 0.045)


def _on_shin(leg: Leg) -> Point:
    deg = direction(leg.knee, leg.ankle)
    return towards(between(leg.knee, leg.ankle, 0.4), deg - 90, 0.038)
