"""Props are where the figure meets them, and stay there."""

import math

import pytest

from app.figure import body
from app.figure.body import FLESH, Point
from app.figure.motion import Instant, skeleton_at
from app.figure.skeleton import Skeleton
from tests.figure.films import bundled_poses

BENDS = (0.0, 0.25, 0.5, 0.75, 1.0)
FIXED = (
    "seat",
    "wall",
    "chair",
    "chair back",
    "desk",
    "screen",
    "doorway",
    "anchor",
    "shower",
    "mat left",
    "mat right",
)


def shots(slug: str) -> list[Skeleton]:
    return [skeleton_at(bundled_poses()[slug], Instant(bend)) for bend in BENDS]


def test_every_prop_that_is_not_held_or_lain_upon_has_a_place() -> None:
    placed = {
        "chair": "seat",
        "chair back": "chair back",
        "chair in front": "chair",
        "wall in front": "wall",
        "wall behind": "wall",
        "doorway": "doorway",
        "desk": "desk",
        "screen": "screen",
        "roller": "roller",
        "ball in front": "ball",
        "ball behind": "ball",
        "towel": "towel",
        "pillow": "pillow",
        "fixed band": "anchor",
        "pack behind": "pack",
        "shower": "shower",
    }
    for slug, pose in bundled_poses().items():
        names = skeleton_at(pose, Instant()).places
        assert [prop for prop in pose.props if prop in placed and placed[prop] not in names] == [], slug
        assert "mat" not in pose.props or names.keys() >= {"mat left"} or skeleton_at(pose, Instant()).from_above, slug


def test_what_stands_does_not_move_with_the_figure() -> None:
    for slug in bundled_poses():
        first, *later = shots(slug)
        for name in FIXED:
            assert {one.places.get(name) for one in later} == {first.places.get(name)}, (slug, name)


def test_a_seat_is_right_under_who_sits_on_it() -> None:
    for slug, pose in bundled_poses().items():
        one = skeleton_at(pose, Instant())
        if one.support == "seat" and one.view == "side":
            assert one.pelvis[1] - one.places["seat"][1] == pytest.approx(FLESH["pelvis"], abs=0.005), slug
            assert abs(one.pelvis[0] - one.places["seat"][0]) < 0.05


def touching(point: Point, one: Skeleton, radius: float) -> float:
    """How far something round is from lying against the upper back or chest: 0 where it touches."""
    return abs(math.dist(point, middle(one)) - FLESH["chest"] - radius)


def middle(one: Skeleton) -> Point:
    return body.towards(one.waist, one.spine_deg[1], 0.7 * body.THORAX)


@pytest.mark.parametrize(
    ("slug", "name", "radius", "near"),
    [
        ("roller-thoracic-extension", "roller", body.ROLLER, 0.03),
        ("roller-upper-back", "roller", body.ROLLER, 0.02),
        ("ball-wall-upper-back", "ball", body.BALL, 0.01),
        ("heat-pack", "pack", 0.012, 0.002),
    ],
)
def test_what_rolls_or_is_worn_stays_against_the_back(slug: str, name: str, radius: float, near: float) -> None:
    for one in shots(slug):
        assert touching(one.places[name], one, radius) < near


def test_a_roller_stays_on_the_floor_and_goes_half_as_far_as_the_body() -> None:
    first, *_, last = shots("roller-upper-back")
    gone = last.pelvis[0] - first.pelvis[0]
    assert abs(gone) > 0.02
    assert last.places["roller"][0] - first.places["roller"][0] == pytest.approx(gone / 2, abs=0.01)
    assert {one.places["roller"][1] for one in (first, last)} == {body.ROLLER}


def test_a_ball_is_between_the_wall_and_the_chest_at_the_end() -> None:
    last = shots("ball-wall-chest")[-1]
    assert last.places["wall"][0] - last.places["ball"][0] == pytest.approx(body.BALL)
    assert last.places["ball"][0] - last.chest[0] == pytest.approx(FLESH["chest"] + body.BALL, abs=0.015)
