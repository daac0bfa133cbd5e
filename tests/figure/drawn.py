"""Reading what was drawn: the points of paths and the boxes of shapes."""

from collections.abc import Iterable

from app.figure.body import Point
from app.figure.outline import Path
from app.figure.scene import Box
from app.figure.shape import Drawn, Glow, Shape


def ends(path: Path) -> list[Point]:
    """Return where the pieces of a path end."""
    return [(command[-2], command[-1]) for command in path if command[0] != "Z"]


def points(path: Path) -> list[Point]:
    """Return the ends and the handles of a path: it is nowhere beyond them."""
    found: list[Point] = []
    for command in path:
        numbers = [part for part in command if not isinstance(part, str)]
        found += list(zip(numbers[::2], numbers[1::2], strict=True))
    return found


def box_of(shapes: Iterable[Shape]) -> Box:
    """Return the box round the ends of shapes."""
    xs, ys = zip(*(point for shape in shapes for point in ends(shape.path)), strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def only_shapes(drawn: Iterable[Drawn]) -> list[Shape]:
    """Return what is not a glow."""
    return [one for one in drawn if isinstance(one, Shape)]


def only_glows(drawn: Iterable[Drawn]) -> list[Glow]:
    """Return the glows."""
    return [one for one in drawn if isinstance(one, Glow)]
