"""The joints of a figure on the page, worked out from the angles of a pose.

Lengths are standing heights; x is to the right and y up, with the ground at 0. The figure's own right is `right`
always; in a side view it is the near side until the skeleton is mirrored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from app.figure.body import Point
from app.routine.pose import Support

View = Literal["side", "front", "back"]
BodySide = Literal["right", "left"]


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm: its joints, how far the hand is closed, and how much of each part's length is seen."""

    shoulder: Point
    elbow: Point
    wrist: Point
    hand: Point  # the tips of the fingers
    fist: float = 0.0  # 0 open to 1 closed
    length_upper: float = 1.0  # share of the full length that is seen
    length_fore: float = 1.0


@dataclass(frozen=True, slots=True)
class Leg:
    """A leg: its joints, and how much of each part's length is seen. Heel and toe are on the sole."""

    hip: Point
    knee: Point
    ankle: Point
    toe: Point
    heel: Point
    thigh_seen: float = 1.0
    shank_seen: float = 1.0


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Everything a drawing needs to know of where the body is."""

    view: View
    support: Support
    pelvis: Point  # between the hips
    waist: Point  # the top of the lumbar spine
    chest: Point  # the top of the thorax
    neck: Point  # the top of the neck, where the skull begins
    head: Point  # the middle of the head
    spine_deg: tuple[float, float, float, float]  # directions of lumbar, thorax, neck and head
    trunk_turn_deg: float
    head_turn_deg: float  # towards the figure's own right is more
    head_nod_deg: float  # chin down is more; in a side view it is in `spine_deg` already
    shoulder_half: float  # half of the width that is seen; 0 from the side
    hip_half: float
    right: Arm
    left: Arm
    right_leg: Leg
    left_leg: Leg
    near: BodySide  # the side nearer to the viewer, from the side
    faces: BodySide  # the way it faces on the page, from the side
    breath: float = 0.0  # 0 empty to 1 full, or above
    belly: float = 0.0
    from_above: bool = False  # lies, and is looked down on
    size: float = 1.0  # nearer to the viewer is more
    places: Mapping[str, Point] = field(default_factory=dict)  # of the props: see `props.py`

    def arm(self, which: BodySide) -> Arm:
        """Return the arm of a side."""
        return self.right if which == "right" else self.left

    def leg(self, which: BodySide) -> Leg:
        """Return the leg of a side."""
        return self.right_leg if which == "right" else self.left_leg

    def points(self) -> list[Point]:
        """Return all joints and tips."""
        found = [self.pelvis, self.waist, self.chest, self.neck, self.head]
        for arm in (self.right, self.left):
            found += [arm.shoulder, arm.elbow, arm.wrist, arm.hand]
        for leg in (self.right_leg, self.left_leg):
            found += [leg.hip, leg.knee, leg.ankle, leg.toe, leg.heel]
        return found


def exchanged(one: Skeleton) -> Skeleton:
    """Return what it looks like when right and left change parts without turning round, from the side."""
    return replace(one, right=one.left, left=one.right, right_leg=one.left_leg, left_leg=one.right_leg)


def from_behind(one: Skeleton) -> Skeleton:
    """Return a figure that was solved as seen from the front as it is seen from the back: right is on the right."""
    turned = mirrored(one)
    return replace(
        turned,
        view="back",
        trunk_turn_deg=one.trunk_turn_deg,
        head_turn_deg=one.head_turn_deg,
        right=turned.left,
        left=turned.right,
        right_leg=turned.left_leg,
        left_leg=turned.right_leg,
        near=one.near,
        faces=one.faces,
    )


def mirrored(one: Skeleton) -> Skeleton:
    """Return the mirror image: what the right side did, the left side does, facing the other way."""
    other: dict[BodySide, BodySide] = {"right": "left", "left": "right"}
    lumbar, thorax, neck, head = one.spine_deg
    return replace(
        one,
        pelvis=_flip(one.pelvis),
        waist=_flip(one.waist),
        chest=_flip(one.chest),
        neck=_flip(one.neck),
        head=_flip(one.head),
        spine_deg=(-lumbar, -thorax, -neck, -head),
        trunk_turn_deg=-one.trunk_turn_deg,
        head_turn_deg=-one.head_turn_deg,
        right=_flip_arm(one.left),
        left=_flip_arm(one.right),
        right_leg=_flip_leg(one.left_leg),
        left_leg=_flip_leg(one.right_leg),
        near=other[one.near],
        faces=other[one.faces],
        places={name: _flip(point) for name, point in one.places.items()},
    )


def _flip(point: Point) -> Point:
    return -point[0], point[1]


def _flip_arm(arm: Arm) -> Arm:
    shoulder, elbow, wrist, hand = map(_flip, (arm.shoulder, arm.elbow, arm.wrist, arm.hand))
    return Arm(shoulder, elbow, wrist, hand, arm.fist, arm.length_upper, arm.length_fore)


def _flip_leg(leg: Leg) -> Leg:
    hip, knee, ankle, toe, heel = map(_flip, (leg.hip, leg.knee, leg.ankle, leg.toe, leg.heel))
    return Leg(hip, knee, ankle, toe, heel, leg.thigh_seen, leg.shank_seen)
