"""Two bones that reach for a point."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.figure.body import direction
from app.figure.reach import middle_joint, near, reached, seen_share

UPPER, FORE = 0.165, 0.18


@given(st.floats(0, 360), st.floats(0.02, 0.34), st.sampled_from([1.0, -1.0]))
def test_a_place_within_reach_is_met_and_both_bones_keep_their_length(deg: float, apart: float, bends: float) -> None:
    end = (math.sin(math.radians(deg)) * apart, math.cos(math.radians(deg)) * apart)
    joint = middle_joint((0.0, 0.0), end, UPPER, FORE, bends)
    assert math.dist((0.0, 0.0), joint) == pytest.approx(UPPER)
    assert math.dist(joint, end) == pytest.approx(FORE, abs=1e-6)
    assert math.dist(reached(joint, end, FORE), end) < 1e-6


@given(st.floats(0, 360), st.floats(0.05, 0.3))
def test_the_joint_bends_the_way_it_is_told(deg: float, apart: float) -> None:
    end = (math.sin(math.radians(deg)) * apart, math.cos(math.radians(deg)) * apart)
    for bends in (1.0, -1.0):
        joint = middle_joint((0.0, 0.0), end, UPPER, FORE, bends)
        first, second = direction((0.0, 0.0), joint), direction(joint, end)
        assert math.copysign(1, near(first - second, 0)) == bends


def test_a_place_too_far_away_is_pointed_at_with_straight_bones() -> None:
    joint = middle_joint((0.0, 0.0), (1.0, 0.0), UPPER, FORE, 1.0)
    assert joint == pytest.approx((UPPER, 0.0), abs=1e-3)
    assert reached(joint, (1.0, 0.0), FORE) == pytest.approx((UPPER + FORE, 0.0), abs=1e-3)


def test_a_place_at_the_shoulder_itself_is_no_trouble() -> None:
    joint = middle_joint((0.0, 0.0), (0.0, 0.0), UPPER, FORE, 1.0)
    assert math.dist((0.0, 0.0), joint) == pytest.approx(UPPER)


@given(st.floats(0, 80), st.floats(0.2, 1))
def test_of_a_forearm_that_comes_forward_as_much_is_seen_as_its_bend_leaves(elbow: float, share: float) -> None:
    bent = math.radians(elbow)
    apart = math.hypot(UPPER + FORE * share * math.cos(bent), FORE * share * math.sin(bent))
    assert seen_share(apart, UPPER, FORE, elbow) == pytest.approx(share)


def test_no_more_than_the_whole_of_it_is_ever_seen() -> None:
    assert seen_share(2.0, UPPER, FORE, 10) == 1.0


def test_an_angle_is_told_by_the_turn_nearest_to_another() -> None:
    assert near(-170, 180) == 190
    assert near(350, 0) == -10
