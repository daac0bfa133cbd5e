"""The head, from any side: outlines for five ways of facing, and what lies between is mixed from them.

Lengths are half heads; x to the right of the page with the head upright, y up. Facing is 0 towards the viewer, 90 to
the right of the page, 180 away.
"""

import math
from typing import Final, Literal

from app.figure import body
from app.figure.body import Point
from app.figure.faces import BOB, FACE, FACINGS, SHORT, Row
from app.figure.outline import Axes, Path, closed, mix, open_curve
from app.figure.shape import Shape
from app.figure.skeleton import Skeleton

Hair = Literal["short", "tied", "bob"]

_LARGER: Final = 1.06  # than life, so that it is seen which way it faces
_KNOT: Final = (0.96, -0.60, 0.33)  # of tied hair: how high, how far in front (it is behind), how large


def head(one: Skeleton, hair: Hair = "short") -> list[Shape]:
    """Return the head with its hair and face."""
    facing = _facing(one)
    flip = 1.0 if facing >= 0 else -1.0
    facing = abs(facing)
    place = _place(one, flip)
    nod = one.head_nod_deg if one.view != "back" else -one.head_nod_deg
    level = _Level(facing, nod)
    over = closed(place.puts(_hair(BOB if hair == "bob" else SHORT, level, facing)))
    found = [*_hair_behind(hair, place, level, facing)]
    found.append(Shape(closed(place.puts(level.tipped(_mixed(FACE, facing), 0.6))), "skin"))
    found += [*_features(place, level, facing), Shape(over, "hair")]
    if hair != "bob":
        found += _ears(place, level, facing)
    if hair == "tied" and facing > 60:
        found += _knot(place, level, facing)
    return found


def _hair_behind(hair: Hair, place: Axes, level: "_Level", facing: float) -> list[Shape]:
    """Return the hair that the face is in front of."""
    if hair == "tied" and facing <= 60:
        return _knot(place, level, facing)
    if hair != "bob" or facing > 110:
        return []
    far = 1 - 0.55 * math.sin(math.radians(facing))
    right = [(0.60 * far, 0.85), (0.90 * far, 0.0), (0.84 * far, -0.80)]
    left = [(-0.84, -0.80), (-0.90, 0.0), (-0.60, 0.85)]
    return [Shape(closed(place.puts([*right, (0.0, -0.62), *left])), "hair", "far")]


def _knot(place: Axes, level: "_Level", facing: float) -> list[Shape]:
    high, deep, radius = _KNOT
    at = (deep * math.sin(math.radians(facing)), high)
    turned = Axes(place.put(*at), place.along, place.side)
    rim = [(-0.24, -0.16), (0.0, -0.27), (0.24, -0.16)]
    knot = [Shape(_in(turned, (0.0, 0.0), radius, radius * 0.92), "hair")]
    return [*knot, Shape(open_curve(turned.puts(rim)), "hair", "far", 0.0035)] if facing > 60 else knot


def _facing(one: Skeleton) -> float:
    if one.view == "side":
        return (90.0 if one.faces == "right" else -90.0) - one.head_turn_deg
    if one.view == "front":
        return -one.head_turn_deg or 0.0
    away = 180.0 - abs(one.head_turn_deg)
    return away if one.head_turn_deg >= 0 else -away


def _place(one: Skeleton, flip: float) -> Axes:
    """Return where the head is: first axis across, second up."""
    turn = math.radians(one.spine_deg[3])
    unit = body.HEAD * _LARGER
    return Axes(
        one.head,
        (flip * unit * math.cos(turn), -flip * unit * math.sin(turn)),
        (unit * math.sin(turn), unit * math.cos(turn)),
    )


class _Level:
    """How a nod moves what is drawn on the head: what faces the viewer goes down, what faces away goes up."""

    def __init__(self, facing: float, nod: float) -> None:
        self._front = math.cos(math.radians(facing))
        self._sine = math.sin(math.radians(nod))

    def tipped(self, points: Row, depth: float) -> Row:
        drop = depth * self._front * self._sine
        return tuple((x, y - drop * (1 - 0.25 * max(0.0, -y) * (drop > 0))) for x, y in points)


def _mixed(rows: tuple[Row, ...], facing: float) -> Row:
    """Return the outline for a way of facing."""
    for n in range(len(FACINGS) - 1):
        if facing <= FACINGS[n + 1]:
            share = (facing - FACINGS[n]) / (FACINGS[n + 1] - FACINGS[n])
            if share == 0:
                return rows[n]
            return tuple(mix(a, b, share) for a, b in zip(rows[n], rows[n + 1], strict=True))
    return rows[-1]


def _hair(rows: tuple[Row, ...], level: _Level, facing: float) -> Row:
    points = _mixed(rows, facing)
    return (*points[:9], *level.tipped(points[9:], 0.7))


def _features(place: Axes, level: _Level, facing: float) -> list[Shape]:
    if facing > 110:
        return []
    turn = math.radians(facing)
    sine, cosine = math.sin(turn), math.cos(turn)
    eyes: Path = ()
    brows: Path = ()
    for side in (-1.0, 1.0):
        across = (0.30 * side * cosine + 0.72 * sine) * (1 - 0.2 * sine**4)
        deep = 0.72 * cosine - 0.30 * side * sine
        if deep < 0.12:
            continue
        wide = max(0.045, 0.07 * min(1.0, deep / 0.72))
        [eye, left, middle, right] = level.tipped(
            ((across, 0.03), (across - 2 * wide, 0.22), (across, 0.27), (across + 2 * wide, 0.22)), 0.75
        )
        eyes = (*eyes, *_in(place, eye, wide, 0.085))
        brows = (*brows, *open_curve(place.puts([left, middle, right])))
    nose_x = 0.82 * sine
    mouth_x = 0.71 * sine
    wide = 0.16 * (1 - 0.55 * sine)
    mouth = level.tipped(
        ((mouth_x - wide, -0.54), (mouth_x, -0.585 + 0.03 * sine), (mouth_x + wide, -0.54 - 0.01 * sine)), 0.7
    )
    found = [Shape(eyes, "line"), Shape(brows, "hair", "plain", 0.0032)]
    if facing < 70:
        share = min(1.0, 3 * sine)  # facing the viewer its underside is seen, from aside its ridge
        pairs = (((-0.055, -0.235), (0.05, -0.02)), ((0.0, -0.285), (0.09, -0.24)), ((0.055, -0.235), (-0.04, -0.27)))
        nose = level.tipped(tuple((nose_x + x, y) for x, y in (mix(*pair, share) for pair in pairs)), 0.95)
        found.append(Shape(open_curve(place.puts(nose)), "skin", "fold", 0.0035))
    found.append(Shape(open_curve(place.puts(mouth)), "line", "fold", 0.0030))
    return found


def _in(place: Axes, at: Point, half_wide: float, half_high: float) -> Path:
    """Return a small upright ellipse in the head's own place."""
    x, y = at
    k = 0.5523
    a, b = half_wide, half_high
    points = place.puts(
        [
            (x, y + b), (x + k * a, y + b), (x + a, y + k * b), (x + a, y), (x + a, y - k * b), (x + k * a, y - b),
            (x, y - b), (x - k * a, y - b), (x - a, y - k * b), (x - a, y), (x - a, y + k * b), (x - k * a, y + b),
        ]
    )  # fmt: skip
    p = points
    return (
        ("M", *p[0]),
        ("C", *p[1], *p[2], *p[3]),
        ("C", *p[4], *p[5], *p[6]),
        ("C", *p[7], *p[8], *p[9]),
        ("C", *p[10], *p[11], *p[0]),
        ("Z",),
    )


def _ears(place: Axes, level: _Level, facing: float) -> list[Shape]:
    turn = math.radians(facing)
    sine, cosine = math.sin(turn), math.cos(turn)
    found = []
    for side in (-1.0, 1.0):
        across, deep = 0.80 * side * cosine - 0.05 * sine, -0.8 * side * sine
        if deep < -0.25:
            continue
        wide = 0.10 + 0.07 * max(0.0, deep)
        [at] = level.tipped(((across, -0.12),), 0.0)
        found.append(Shape(_in(place, at, wide, 0.19), "skin"))
        if deep > 0.5:
            inner = [
                (at[0] + wide * 0.2, at[1] + 0.09),
                (at[0] - wide * 0.4, at[1]),
                (at[0] + wide * 0.1, at[1] - 0.09),
            ]
            found.append(Shape(open_curve(place.puts(inner)), "skin", "fold", 0.003))
    return found
