"""Setting a pose by hand: every joint follows where it is pulled, within what it may."""

import math

import pytest

from app.figure.body import direction, towards
from app.figure.posing import (
    dragged,
    handles_of,
    is_held,
    key_and_side,
    limits,
    other_measures,
    place_of,
    seen,
    value_of,
    with_measure,
)
from app.figure.reach import near
from app.routine.pose import BackPose, FrontFrame, FrontPose, Pose, SideFrame, SidePose, Sides, measures

STANDING: list[Pose] = [
    SidePose(schema=1, base="standing"),
    FrontPose(schema=1, base="standing"),
    BackPose(schema=1, base="standing"),
    SidePose(schema=1, base="lying face down"),
    FrontPose(schema=1, base="lying face up"),
]


@pytest.mark.parametrize("pose", STANDING, ids=lambda pose: f"{type(pose).__name__} {pose.base}")
def test_every_joint_that_is_free_follows_where_it_is_pulled(pose: Pose) -> None:
    moved = 0
    for handle in handles_of(pose):
        if is_held(pose, "end", handle):
            continue
        moved += 1
        skeleton = seen(pose, "end")
        pivot, joint = place_of(skeleton, handle.pivot), place_of(skeleton, handle.joint)
        low, high = limits(pose, handle.measure)
        way = 1 if value_of(pose, "end", handle.measure) + 15 <= high else -1
        wanted = value_of(pose, "end", handle.measure) + 12 * way
        there = seen(with_measure(pose, "end", handle.measure, wanted), "end")
        turned = direction(place_of(there, handle.pivot), place_of(there, handle.joint))
        value = dragged(pose, "end", handle, towards(pivot, turned, math.dist(pivot, joint)))
        assert value is not None
        assert abs(value - wanted) <= 1, handle.name
        assert low <= value <= high
    assert moved >= 7


def test_a_joint_is_not_pulled_past_what_it_may_be() -> None:
    pose = SidePose(schema=1, base="standing")
    handle = next(one for one in handles_of(pose) if one.name == "Right elbow")
    shoulder = place_of(seen(pose, "end"), handle.pivot)
    for deg in range(0, 360, 15):
        value = dragged(pose, "end", handle, towards(shoulder, deg, 0.2))
        assert value is not None
        assert -90 <= value <= 210
    assert with_measure(pose, "end", "elbow_right", 999).end.elbow == Sides(right=160, left=6.0)


def test_a_hand_that_holds_something_is_told_as_held() -> None:
    pose = SidePose(schema=1, base="sitting")
    elbow, wrist = (
        next(one for one in handles_of(pose) if one.name == f"Right {joint}") for joint in ("elbow", "wrist")
    )
    assert is_held(pose, "start", elbow)
    assert dragged(pose, "start", wrist, (1.0, 1.0)) is None


def test_one_side_is_changed_and_the_other_stays() -> None:
    pose = SidePose(schema=1, base="standing", end=SideFrame(upper_arm=30))
    one = with_measure(pose, "end", "upper_arm_right", 80)
    assert one.end.upper_arm == Sides(right=80, left=30)
    both = with_measure(one, "end", "upper_arm_left", 80)
    assert both.end.upper_arm == 80
    assert one.start == pose.start


def test_one_side_of_a_posture_is_changed_and_the_other_is_as_the_posture_has_it() -> None:
    pose = with_measure(SidePose(schema=1, base="half kneeling"), "start", "hip_right", 10)
    assert isinstance(pose, SidePose)
    assert pose.start.hip == Sides(right=10, left=90)


def test_every_measure_has_a_handle_or_is_among_the_others() -> None:
    for pose, frame in ((STANDING[0], SideFrame()), (STANDING[1], FrontFrame())):
        ours = {handle.measure for handle in handles_of(pose)}
        assert ours | set(other_measures(pose)) == set(measures(pose, frame))
        assert not ours & set(other_measures(pose))
        for measure in measures(pose, frame):
            low, high = limits(pose, measure)
            assert low < high


def test_measures_of_pairs_are_told_from_others() -> None:
    assert key_and_side("upper_arm_left") == ("upper_arm", "left")
    assert key_and_side("trunk_lean") == ("trunk_lean", None)
    assert near(350, 0) == -10
