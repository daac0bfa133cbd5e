"""Arms and legs: bones with flesh on them, in sleeves and trousers, and shoes on the feet."""

from collections.abc import Sequence

from app.figure.body import Point
from app.figure.outline import Axes, Path, axes_between, cubic, line, seamed
from app.figure.shape import Shade, Shape
from app.figure.skeleton import Arm, Leg

Station = tuple[float, float, float]  # how far along the bone, 0 to 1; how thick there, in front or outside; behind

# From the side: the front of the leg first.
_THIGH_SIDE: tuple[Station, ...] = ((0.0, 0.055, 0.056), (0.3, 0.057, 0.053), (0.7, 0.045, 0.043), (1.0, 0.038, 0.037))
_SHANK_SIDE: tuple[Station, ...] = ((0.0, 0.038, 0.037), (0.28, 0.033, 0.044), (0.6, 0.029, 0.036), (0.9, 0.028, 0.030))
# From the front: the outside first.
_THIGH_FRONT: tuple[Station, ...] = (
    (0.0, 0.042, 0.055),
    (0.25, 0.045, 0.064),
    (0.45, 0.044, 0.055),
    (0.75, 0.039, 0.042),
    (1.0, 0.036, 0.036),
)
_SHANK_FRONT: tuple[Station, ...] = (
    (0.0, 0.036, 0.036),
    (0.27, 0.039, 0.036),
    (0.6, 0.033, 0.030),
    (0.9, 0.029, 0.028),
)
_UPPER: tuple[Station, ...] = ((0.0, 0.030, 0.030), (0.55, 0.0275, 0.0275), (1.0, 0.0230, 0.0230))
_FORE: tuple[Station, ...] = (
    (0.0, 0.0230, 0.0230),
    (0.28, 0.0245, 0.0235),
    (0.65, 0.019, 0.0185),
    (1.0, 0.0145, 0.0145),
)
_SLEEVE: tuple[Station, ...] = ((0.0, 0.0335, 0.0335), (0.3, 0.0345, 0.0345), (0.58, 0.0345, 0.0345))


def bone(start: Point, end: Point, stations: Sequence[Station], flip: float, caps: tuple[float, float]) -> Path:
    """Return the flesh round a bone, with round ends: by `caps` beyond the first and the last station.

    At both ends its sides run along the bone, so that it goes on smoothly into the next one.
    """
    place, apart = axes_between(start, end)
    left, right = _sides(stations, apart, flip)
    tip = _cap(left[-1], right[0], caps[1])
    tail = _cap(right[-1], left[0], -caps[0])
    sides = (*_run(left), *tip, *_run(right), *tail)
    return _drawn(place, (left[0], *sides))


def hemmed(start: Point, end: Point, stations: Sequence[Station], flip: float, cap: float, seen: float = 1.0) -> Path:
    """Return a sleeve or a trouser leg, rounded at its start, with a hem at the last station.

    The less of the length is seen, the rounder is the hem.
    """
    place, apart = axes_between(start, end)
    left, right = _sides(stations, apart, flip)
    tail = _cap(right[-1], left[0], -cap)
    wide = stations[-1][1]
    hem = _cap(left[-1], right[0], wide * (0.10 + 0.7 * (1 - min(1.0, seen) ** 2) ** 0.5))
    return _drawn(place, (left[0], *_run(left), *hem, *_run(right), *tail))


def _sides(stations: Sequence[Station], apart: float, flip: float) -> tuple[list[Point], list[Point]]:
    """Return the left side of a bone outwards and the right side back, along and across it."""
    one, other = (1, 2) if flip > 0 else (2, 1)
    left = [(apart * station[0], -station[one]) for station in stations]
    right = [(apart * station[0], station[other]) for station in reversed(stations)]
    return left, right


def _run(points: Sequence[Point]) -> list[Point]:
    """Return the handles and ends of cubics through points whose first and last slopes are level."""
    found = []
    last = len(points) - 1
    slopes = [0.0] * (last + 1)
    for n in range(1, last):
        wide = points[n + 1][0] - points[n - 1][0]
        slopes[n] = (points[n + 1][1] - points[n - 1][1]) / wide if abs(wide) > 1e-6 else 0.0
    for n in range(last):
        (x0, y0), (x1, y1) = points[n], points[n + 1]
        reach = (x1 - x0) / 3
        found += [(x0 + reach, y0 + reach * slopes[n]), (x1 - reach, y1 - reach * slopes[n + 1]), (x1, y1)]
    return found


def _cap(start: Point, end: Point, reach: float) -> list[Point]:
    """Return two quarters of an ellipse from one side to the other, `reach` beyond them."""
    k = 0.5523
    (x0, y0), (x1, y1) = start, end
    x, y = (x0 + x1) / 2 + reach, (y0 + y1) / 2
    first = [(x0 + (x - x0) * k, y0), (x, y + (y0 - y) * k), (x, y)]
    return [*first, (x, y + (y1 - y) * k), (x1 + (x - x1) * k, y1), (x1, y1)]


def _drawn(place: Axes, points: Sequence[Point]) -> Path:
    """Return a start and its cubics on the page."""
    p = place.puts(points)
    return (("M", *p[0]), *(cubic(*p[n : n + 3]) for n in range(1, len(p) - 2, 3)), ("Z",))


def leg(one: Leg, flip: float, shade: Shade, *, side: bool) -> list[Shape]:
    """Return a leg: ankle, shoe, then the trousers over both.

    `flip` is 1 where its front (from the side) or its outside points to the left of the way down, -1 to the right.
    """
    thigh, shank = (_THIGH_SIDE, _SHANK_SIDE) if side else (_THIGH_FRONT, _SHANK_FRONT)
    upper = bone(one.hip, one.knee, thigh, flip, (0.052 if side else 0.01, 0.037))
    lower = hemmed(one.knee, one.ankle, shank, flip, 0.037, one.shank_seen)
    foot = side_shoe(one, flip, shade) if side else front_shoe(one, shade)
    ankle = bone(one.knee, one.ankle, ((0.8, 0.021, 0.021), (1.0, 0.021, 0.022)), flip, (0.0, 0.02))
    trousers = [Shape((*upper, *lower), "trousers", shade)]
    if not side and one.thigh_seen < 0.75:  # it comes towards the viewer: the light falls on it, the shank is below
        trousers = [Shape(lower, "trousers", "fold"), Shape(upper, "trousers", shade)]
    return [Shape(ankle, "skin", shade), *foot, *trousers]


def side_shoe(one: Leg, flip: float, shade: Shade) -> list[Shape]:
    """Return a shoe from the side, with its sole."""
    place, _ = axes_between(one.heel, one.toe, -flip)
    long = 0.14
    upper = [(-0.001, 0.008), (-0.004, 0.03), (0.006, 0.056)]
    collar = [(0.006, 0.056), (0.03, 0.05), (0.056, 0.058)]
    instep = [(0.056, 0.058), (0.08, 0.044), (0.112, 0.032), (long, 0.021), (long + 0.003, 0.008)]
    sole = [(-0.003, 0.011), (0.05, 0.0125), (0.1, 0.0115), (long + 0.005, 0.0135)]
    tread = [(long + 0.006, 0.008), (long - 0.012, 0.0), (0.002, 0.0), (-0.004, 0.005)]
    return [
        Shape(seamed(place.puts(upper), place.puts(collar), place.puts(instep)), "shoe", shade),
        Shape(seamed(place.puts(sole), place.puts(tread)), "sole", shade),
    ]


def front_shoe(one: Leg, shade: Shade) -> list[Shape]:
    """Return a shoe whose toes come towards the viewer, turned out a little, with its sole."""
    down, low = axes_between(one.ankle, one.heel)
    if low < 0.02:
        down, low = axes_between(one.knee, one.ankle)[0], 0.04
        down = Axes(one.ankle, down.along, down.side)
    out = 0.55 * _local(down, one.ankle, one.toe)[1]
    right = [(-0.012, 0.0255), (0.012, 0.028 + out * 0.35), (low - 0.010, 0.036 + out)]
    left = [(low - 0.010, -0.036 + out), (0.012, -0.028 + out * 0.35), (-0.012, -0.0255)]
    sole = [(low - 0.012, -0.036 + out), (low - 0.009, out), (low - 0.012, 0.036 + out)]
    tread = [(low - 0.005, 0.037 + out), (low, 0.03 + out), (low, -0.03 + out), (low - 0.005, -0.037 + out)]
    toe = [(low - 0.010, 0.036 + out), (low + 0.001, out), (low - 0.010, -0.036 + out)]
    return [
        Shape(seamed(down.puts([*left, (-0.006, 0.0), *right]), down.puts(toe)), "shoe", shade),
        Shape(seamed(down.puts(sole[::-1]), down.puts(tread[::-1])), "sole", shade),
    ]


def _local(place: Axes, start: Point, point: Point) -> Point:
    dx, dy = point[0] - start[0], point[1] - start[1]
    return dx * place.along[0] + dy * place.along[1], dx * place.side[0] + dy * place.side[1]


def bare_arm(one: Arm, flip: float) -> Path:
    """Return the skin of an arm from under the sleeve to the wrist."""
    return (
        *bone(one.shoulder, one.elbow, _UPPER, flip, (0.02, 0.023)),
        *bone(one.elbow, one.wrist, _FORE, flip, (0.023, 0.012)),
    )


def sleeve(one: Arm, flip: float) -> Path:
    """Return the sleeve of an arm, to a little over half of the upper arm."""
    return hemmed(one.shoulder, one.elbow, _SLEEVE, flip, 0.0335, one.length_upper)


def sleeve_edge(one: Arm, flip: float, *, both: bool) -> Path:
    """Return the edge of a sleeve that tells it from the shirt: on its inside; from the side, in front and behind."""
    place, apart = axes_between(one.shoulder, one.elbow, -flip)
    (_, wide, _), (end, hem, _) = _SLEEVE[1:]
    inner = [(apart * 0.2, -wide), (apart * end, -hem)]
    if not both:
        return line(*place.puts(inner))
    return line(*place.puts([*inner, (apart * end + 0.004, 0.0), (apart * end, hem), (apart * 0.3, wide)]))
