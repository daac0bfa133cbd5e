"""Hands: a palm, a thumb and a suggestion of fingers, from open to a fist."""

from app.figure.body import Point
from app.figure.outline import Axes, Path, axes_between, capsule, closed, line, mix
from app.figure.shape import Shade, Shape
from app.figure.skeleton import Arm

_OPEN = ((0.0, 0.0135), (0.022, 0.0175), (0.045, 0.0155), (0.066, 0.0085), (0.071, 0.0))
_FIST = ((0.0, 0.0140), (0.014, 0.0205), (0.034, 0.0215), (0.046, 0.0130), (0.047, 0.0))


def hand(arm: Arm, thumb: float, shade: Shade) -> list[Shape]:
    """Return a hand. `thumb` is where the thumb is: 1 to the right of the way the hand points, -1 to the left."""
    place, seen = axes_between(arm.wrist, arm.hand)
    if seen < 1e-4:
        place, seen = axes_between(arm.elbow, arm.wrist)[0], 0.0
        place = Axes(arm.wrist, place.along, place.side)
    short = max(0.5, min(1.0, seen / 0.07))
    fist = arm.fist
    edge = [
        ((a[0] + (b[0] - a[0]) * fist) * short, a[1] + (b[1] - a[1]) * fist + 0.004 * (1 - short))
        for a, b in zip(_OPEN, _FIST, strict=True)
    ]
    edge[-1] = (edge[-1][0], 0.0)
    outline = [*((u, -v) for u, v in edge), *((u, v) for u, v in reversed(edge[:-1]))]
    palm = closed(place.puts([(-0.006, 0.0), *outline]))
    root, tip = _thumb(fist, short, thumb)
    flesh = (*palm, *capsule(place.put(*root), place.put(*tip), 0.0088, 0.0065))
    return [Shape(flesh, "skin", shade), Shape(_fingers(place, fist, short, thumb), "skin", "fold", 0.0025)]


def _thumb(fist: float, short: float, side: float) -> tuple[Point, Point]:
    """Return where the thumb begins and where its tip is."""
    root, tip = (0.012 * short, side * 0.009), (0.036 * short, side * 0.0235)
    folded = (0.034 * short, side * 0.012)
    return root, mix(tip, folded, fist)


def _fingers(place: Axes, fist: float, short: float, side: float) -> Path:
    """Return the lines between the fingers."""
    found: Path = ()
    for n in (-1, 0, 1):
        across = n * 0.0066 - side * 0.001
        tip = mix((0.062 * short, across * 0.72), (0.044 * short, across * 1.3), fist)
        root = mix((0.043 * short, across), (0.030 * short, across * 1.5), fist)
        found = (*found, *line(place.put(*tip), place.put(*root)))
    return found
