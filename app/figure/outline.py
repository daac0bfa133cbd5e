"""Outlines: smooth closed curves of few pieces, which limbs, clothes and things are drawn as.

A path is commands: ("M", x, y) starts, ("L", x, y) is a line, ("C", x1, y1, x2, y2, x, y) a cubic, ("Z",) closes. All
closed outlines run clockwise, so that several in one path fill as one.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from app.figure.body import Point

Command = (
    tuple[Literal["M", "L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)
Path = tuple[Command, ...]

_ROUND = 0.5523  # handle of a cubic that is a quarter of a circle
_HANDLE = 0.36  # of the way to the next point: a little fuller than a parabola


@dataclass(frozen=True, slots=True)
class Axes:
    """A place of its own on the page: `along` and `side` are where its axes point, in standing heights a unit."""

    at: Point
    along: Point
    side: Point

    def put(self, along: float, side: float) -> Point:
        """Return where a point of this place is on the page."""
        return (
            self.at[0] + along * self.along[0] + side * self.side[0],
            self.at[1] + along * self.along[1] + side * self.side[1],
        )

    def puts(self, points: Sequence[Point]) -> list[Point]:
        """Return where points are on the page."""
        (x, y), (ax, ay), (sx, sy) = self.at, self.along, self.side
        return [(x + u * ax + v * sx, y + u * ay + v * sy) for u, v in points]


def axes(at: Point, deg: float, unit: float = 1.0, flip: float = 1.0) -> Axes:
    """Return axes that run along a direction (degrees clockwise from up) and to the right of it; `flip` -1: left."""
    turn = math.radians(deg)
    sine, cosine = math.sin(turn) * unit, math.cos(turn) * unit
    return Axes(at, (sine, cosine), (cosine * flip, -sine * flip))


def axes_between(start: Point, end: Point, flip: float = 1.0) -> tuple[Axes, float]:
    """Return axes from one point towards another, one unit a standing height, and how far apart they are."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    apart = math.hypot(dx, dy)
    if apart < 1e-6:
        return Axes(start, (0.0, -1.0), (-flip, 0.0)), 0.0
    dx, dy = dx / apart, dy / apart
    return Axes(start, (dx, dy), (dy * flip, -dx * flip)), apart


def mix(one: Point, other: Point, share: float) -> Point:
    """Return the point a share of the way from one to another."""
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def closed(points: Sequence[Point]) -> Path:
    """Return a smooth closed curve through points."""
    return (("M", *points[0]), *_through(points, ring=True), ("Z",))


def open_curve(points: Sequence[Point]) -> Path:
    """Return a smooth line through points."""
    return (("M", *points[0]), *_through(points, ring=False))


def seamed(*runs: Sequence[Point]) -> Path:
    """Return a closed outline of smooth runs with a corner wherever one ends and the next begins, joined by lines."""
    path: list[Command] = [("M", *runs[0][0])]
    for number, run in enumerate(runs):
        if number:
            path.append(("L", *run[0]))
        path += _through(run, ring=False)
    return (*path, ("Z",))


def polygon(points: Sequence[Point]) -> Path:
    """Return straight edges, closed."""
    return (("M", *points[0]), *(("L", *point) for point in points[1:]), ("Z",))


def line(*points: Point) -> Path:
    """Return straight edges, open."""
    return (("M", *points[0]), *(("L", *point) for point in points[1:]))


def circle(at: Point, radius: float) -> Path:
    """Return a circle."""
    return ellipse(at, radius, radius)


def ellipse(at: Point, half_wide: float, half_high: float, deg: float = 0.0) -> Path:
    """Return an ellipse; turned clockwise by degrees."""
    place = axes(at, deg)
    k, a, b = _ROUND, half_high, half_wide
    ring = ((a, 0), (a, k * b), (k * a, b), (0, b), (-k * a, b), (-a, k * b), (-a, 0))
    back = ((-a, -k * b), (-k * a, -b), (0, -b), (k * a, -b), (a, -k * b), (a, 0))
    points = place.puts((*ring, *back))
    cubics = tuple(cubic(points[n], points[n + 1], points[n + 2]) for n in (1, 4, 7, 10))
    return (("M", *points[0]), *cubics, ("Z",))


def capsule(start: Point, end: Point, first: float, second: float | None = None) -> Path:
    """Return two circles and all between them."""
    second = first if second is None else second
    place, apart = axes_between(start, end)
    if apart <= abs(first - second) + 1e-6:
        return circle(start, first) if first >= second else circle(end, second)
    lean = math.asin((first - second) / apart)
    sine, cosine = math.sin(lean), math.cos(lean)
    tail, head = _arc(0.0, first, sine, cosine, -1), _arc(apart, second, sine, cosine, 1)
    points = place.puts((*tail, *head))
    far = len(tail)
    return (
        ("M", *points[0]),
        *(cubic(*points[n : n + 3]) for n in range(1, far - 1, 3)),
        ("L", *points[far]),
        *(cubic(*points[n : n + 3]) for n in range(far + 1, len(points) - 1, 3)),
        ("Z",),
    )


def _arc(centre: float, radius: float, sine: float, cosine: float, way: int) -> list[Point]:
    """Return the rounded end of a capsule as the points of two cubics, from one tangent point to the other."""
    half = math.acos(max(-1.0, min(1.0, sine if way > 0 else -sine)))  # half the angle that the end spans
    reach = 4 / 3 * math.tan(half / 4) * radius
    side = -1.0 if way > 0 else 1.0
    first = (centre + radius * sine, side * radius * cosine)
    last = (centre + radius * sine, -side * radius * cosine)
    tip = (centre + way * radius, 0.0)
    away = (way * reach * cosine, -side * way * reach * sine)
    return [
        first,
        (first[0] + away[0], first[1] + away[1]),
        (tip[0], side * reach),
        tip,
        (tip[0], -side * reach),
        (last[0] + away[0], last[1] - away[1]),
        last,
    ]


def rounded(corner: Point, wide: float, high: float, radius: float) -> Path:
    """Return a rectangle with round corners, from its lower left corner."""
    return rounded_in(Axes((corner[0], corner[1] + high), (1.0, 0.0), (0.0, -1.0)), wide, high, radius)


def rounded_in(place: Axes, long: float, wide: float, radius: float) -> Path:
    """Return a rectangle with round corners along the axes of a place."""
    r, k = radius, radius * (1 - _ROUND)

    def at(along: float, side: float) -> Point:
        return place.put(along, wide - side)  # so that it runs clockwise

    return (
        ("M", *at(r, 0)),
        cubic(at(k, 0), at(0, k), at(0, r)),
        ("L", *at(0, wide - r)),
        cubic(at(0, wide - k), at(k, wide), at(r, wide)),
        ("L", *at(long - r, wide)),
        cubic(at(long - k, wide), at(long, wide - k), at(long, wide - r)),
        ("L", *at(long, r)),
        cubic(at(long, k), at(long - k, 0), at(long - r, 0)),
        ("Z",),
    )


def cubic(first: Point, second: Point, end: Point) -> Command:
    """Return a cubic to an end, by its two handles."""
    return "C", first[0], first[1], second[0], second[1], end[0], end[1]


def _through(points: Sequence[Point], *, ring: bool) -> list[Command]:
    """Return cubics from each point to the next, that run at each from the point before towards the point after."""
    lasts = (points[-1], *points, points[0], points[1]) if ring else (points[0], *points, points[-1])
    path: list[Command] = []
    hypot = math.hypot
    (x0, y0), (x1, y1) = lasts[0], lasts[1]
    sx0, sy0 = lasts[2][0] - x0, lasts[2][1] - y0
    length = hypot(sx0, sy0) or 1.0
    sx0, sy0 = sx0 / length, sy0 / length
    for x2, y2 in lasts[2:-1]:
        x3, y3 = lasts[len(path) + 3]
        sx1, sy1 = x3 - x1, y3 - y1
        length = hypot(sx1, sy1) or 1.0
        sx1, sy1 = sx1 / length, sy1 / length
        reach = hypot(x2 - x1, y2 - y1) * _HANDLE
        path.append(("C", x1 + sx0 * reach, y1 + sy0 * reach, x2 - sx1 * reach, y2 - sy1 * reach, x2, y2))
        x1, y1, sx0, sy0 = x2, y2, sx1, sy1
    return path
