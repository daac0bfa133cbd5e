"""The proportions of an adult, in standing heights, and points on the page: x to the right, y up, the ground at 0.

Directions are degrees clockwise from straight up: 90 is to the right.
"""

import math
from typing import Final

Point = tuple[float, float]

LUMBAR: Final = 0.13
THORAX: Final = 0.17
NECK: Final = 0.055
HEAD: Final = 0.062  # half of its height
UPPER_ARM: Final = 0.165
FOREARM: Final = 0.145
HAND: Final = 0.07
THIGH: Final = 0.245
SHANK: Final = 0.235
ANKLE: Final = 0.04  # above the sole
TOE: Final = 0.105  # in front of the ankle
HEEL: Final = 0.035  # behind it
SHOULDER_HALF: Final = 0.105
HIP_HALF: Final = 0.06
SHOULDER_DROP: Final = 0.02  # of the joint below the top of the thorax
SHRUG: Final = 0.022  # what one shrug lifts the shoulders by
SLIDE: Final = 0.03  # what one slide moves the head by

# How far flesh reaches from a joint: what rests on the floor is this much above it.
FLESH: Final = {
    "pelvis": 0.058,
    "waist": 0.052,
    "chest": 0.06,
    "head": 0.062,
    "elbow": 0.022,
    "wrist": 0.014,
    "hand": 0.01,
    "knee": 0.038,
    "ankle": 0.024,
    "toe": 0.0,
    "heel": 0.0,
}
SEAT: Final = 0.22  # the height of a chair's seat, and of what lies on it: the hips are FLESH["pelvis"] above
SEATED: Final = ANKLE + SHANK  # the height of the hips there: thighs level, shanks upright


ROLLER: Final = 0.04  # radius
BALL: Final = 0.02
DESK: Final = 0.4  # for somebody seated
DESK_STANDING: Final = 0.44
CHAIR_BACK: Final = 0.52


def towards(start: Point, deg: float, length: float) -> Point:
    """Return the point that lies a length away from another in a direction."""
    turn = math.radians(deg)
    return start[0] + math.sin(turn) * length, start[1] + math.cos(turn) * length


def direction(start: Point, end: Point) -> float:
    """Return the direction from one point to another."""
    return math.degrees(math.atan2(end[0] - start[0], end[1] - start[1]))
