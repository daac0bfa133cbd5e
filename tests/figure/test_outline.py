"""Outlines: what they reach, and that all run the same way round."""

import math

import pytest

from app.figure.limbs import bone, hemmed
from app.figure.outline import Path, axes, capsule, circle, closed, ellipse, polygon, rounded, rounded_in, seamed
from tests.figure.drawn import ends, points

STATIONS = ((0.0, 0.04, 0.05), (0.4, 0.05, 0.06), (1.0, 0.02, 0.02))


def turned(path: Path) -> float:
    """Return twice the area an outline goes round: less than nothing when it runs clockwise."""
    corners = ends(path)
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(corners, [*corners[1:], corners[0]], strict=True))


@pytest.mark.parametrize("flip", [1.0, -1.0])
@pytest.mark.parametrize("deg", [0.0, 70.0, 200.0])
def test_every_outline_runs_clockwise_so_that_none_cuts_a_hole_into_another(deg: float, flip: float) -> None:
    place = axes((0.3, 0.2), deg)
    end = place.put(0.3, 0.02)
    for path in (
        circle(place.at, 0.1),
        ellipse(place.at, 0.1, 0.3, deg),
        capsule(place.at, end, 0.05, 0.02),
        capsule(place.at, end, 0.02, 0.05),
        bone(place.at, end, STATIONS, flip, (0.03, 0.02)),
        hemmed(place.at, end, STATIONS, flip, 0.03, 0.5),
        rounded_in(place, 0.2, 0.1, 0.02),
    ):
        assert turned(path) < 0


def test_a_capsule_is_two_circles_and_touches_nothing_beyond_them() -> None:
    path = capsule((0.0, 0.0), (0.0, 1.0), 0.2, 0.1)
    xs, ys = zip(*ends(path), strict=True)
    assert (min(ys), max(ys)) == pytest.approx((-0.2, 1.1))
    assert max(xs) == pytest.approx(0.2 * math.cos(math.asin(0.1)))


def test_a_capsule_whose_one_end_swallows_the_other_is_that_end() -> None:
    assert capsule((0.0, 0.0), (0.01, 0.0), 0.2, 0.1) == circle((0.0, 0.0), 0.2)
    assert capsule((0.0, 0.0), (0.01, 0.0), 0.1, 0.2) == circle((0.01, 0.0), 0.2)


def test_a_smooth_outline_goes_through_its_points() -> None:
    corners = [(0.0, 0.0), (0.0, 1.0), (2.0, 1.0), (2.0, 0.0)]
    assert ends(closed(corners))[:4] == corners
    assert ends(polygon(corners)) == corners
    assert ends(seamed(corners[:2], corners[2:])) == corners


def test_a_round_rectangle_stays_in_its_box() -> None:
    xs, ys = zip(*points(rounded((1.0, 2.0), 3.0, 0.5, 0.1)), strict=True)
    assert (min(xs), max(xs), min(ys), max(ys)) == (1.0, 4.0, 2.0, 2.5)
