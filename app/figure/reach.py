"""Two bones that reach for a point: where the joint between them goes."""

import math
from typing import Final

from app.figure.body import Point, direction, towards

_HAIR: Final = 1e-6  # keeps a limb a hair from dead straight, where its joint could flip


def middle_joint(start: Point, end: Point, first: float, second: float, bends: float) -> Point:
    """Return where the joint between two bones goes, so that the second ends at a point, or as near as they reach.

    `bends` is 1 where the second bone turns anticlockwise from the first, -1 where it turns clockwise.
    """
    first, second = max(first, 2 * _HAIR), max(second, 2 * _HAIR)  # a bone that points at the viewer
    apart = min(max(math.dist(start, end), abs(first - second) + _HAIR / 2), first + second - _HAIR / 2)
    cosine = (first * first + apart * apart - second * second) / (2 * first * apart)
    swing = math.degrees(math.acos(min(1.0, max(-1.0, cosine))))
    return towards(start, direction(start, end) + bends * swing, first)


def reached(joint: Point, end: Point, second: float) -> Point:
    """Return where the second bone ends: at the point, or short of it on the way there."""
    return towards(joint, direction(joint, end), second)


def seen_share(apart: float, first: float, second: float, elbow_deg: float) -> float:
    """Return how much of the second bone is seen when a limb bent by an angle spans a distance; 1 at most."""
    cosine = math.cos(math.radians(elbow_deg))
    root = max(0.0, (first * cosine) ** 2 - first * first + apart * apart)
    return min(1.0, max(0.2, (math.sqrt(root) - first * cosine) / max(second, _HAIR)))


def near(angle: float, to: float) -> float:
    """Return the same direction as an angle within half a turn of another."""
    return to + (angle - to + 180) % 360 - 180
