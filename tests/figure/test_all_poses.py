"""Every bundled pose, all the way from its start to its end; and that each check finds what is spoilt."""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import inspect

from app.figure.body import towards
from app.figure.kept import between
from app.figure.motion import Instant, skeleton_at
from app.figure.movement import movement_of
from app.figure.scene import scene_of
from app.figure.skeleton import Skeleton, exchanged, mirrored
from app.routine.pose import BackPose, FrontPose, Motion, Pose, Prop, SideFrame, SidePose, Sides
from tests.figure import films
from tests.figure.films import CHECKS, STEPS, Check, Film, bundled_poses, film_of, joints
from tests.routine.written import bundled

film = cache(film_of)  # a pose stays as it is, and each check looks at all of them


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_it_holds_for_every_pose_all_the_way(check: Check) -> None:
    found = {slug: faults for slug, pose in bundled_poses().items() if (faults := check(film(pose)))}
    assert found == {}


def test_every_exercise_has_a_pose_that_can_be_drawn() -> None:
    assert bundled_poses().keys() == bundled().usable_exercises.keys()


def test_where_sides_take_turns_the_figure_begins_the_same_for_both() -> None:
    for slug, exercise in bundled().usable_exercises.items():
        if exercise.sides == "alternating":
            start = film(bundled_poses()[slug]).shots[0]
            other = exchanged(start) if start.view == "side" else mirrored(start)
            for (name, _, here), (_, _, there) in zip(joints(start), joints(other), strict=True):
                assert here == pytest.approx(there, abs=1e-9), (slug, name)


def test_every_figure_seen_from_the_side_stands_in_the_middle_of_the_page() -> None:
    for slug, pose in bundled_poses().items():
        xs = [point[0] for one in film(pose).shots for _, _, point in joints(one)]
        if isinstance(pose, SidePose):
            assert min(xs) + max(xs) == pytest.approx(0, abs=0.05), slug


def test_props_are_in_the_frame_as_well() -> None:
    for slug, pose in bundled_poses().items():
        frame = scene_of(pose).frame
        for name, (x, y) in film(pose).shots[0].places.items():
            inside = frame.left <= x <= frame.right and frame.low <= y <= frame.high
            assert inside or name in ("wall side", "mat left", "mat right"), (slug, name)


# --- spoilt ----------------------------------------------------------------------------------------------------------


def spoilt(slug: str, **keys: Any) -> Film:
    """A bundled pose with something else in its keyframes or at its head: `end={"knee": 90.0}`."""
    pose = bundled_poses()[slug]
    for name, value in keys.items():
        frame = getattr(pose, name)
        changed = msgspec.structs.replace(frame, **value) if isinstance(value, dict) else value
        pose = msgspec.structs.replace(pose, **{name: changed})
    return film_of(pose)


def one_shot(slug: str, change: Callable[[Skeleton], Skeleton], at: int = STEPS // 2) -> Film:
    """A bundled pose with one of its skeletons changed."""
    whole = film(bundled_poses()[slug])
    return replace(whole, shots=(*whole.shots[:at], change(whole.shots[at]), *whole.shots[at + 1 :]))


def longer_arm(one: Skeleton) -> Skeleton:
    return replace(one, right=replace(one.right, elbow=towards(one.right.elbow, 40, 0.001)))


def half_seen(one: Skeleton) -> Skeleton:
    return replace(one, left_leg=replace(one.left_leg, thigh_seen=0.5))


def aside(one: Skeleton) -> Skeleton:
    return replace(one, head=(one.head[0] + 0.001, one.head[1]))


def slid(one: Skeleton) -> Skeleton:
    leg = one.left_leg
    return replace(one, left_leg=replace(leg, toe=(leg.toe[0] + 0.012, leg.toe[1])))


def lifted(one: Skeleton) -> Skeleton:
    """Neither on the seat nor on the floor."""
    up = {name: (x, y + 0.02) for name, _, (x, y) in joints(one)}
    return replace(one, pelvis=up["pelvis"], waist=up["waist"], chest=up["chest"], head=up["head"])


def knelt_elsewhere(one: Skeleton) -> Skeleton:
    leg = one.right_leg
    return replace(one, right_leg=replace(leg, knee=(leg.knee[0] - 0.02, leg.knee[1])))


def knee_bent_back(one: Skeleton) -> Skeleton:
    leg = one.right_leg
    straight = between(leg.hip, leg.ankle, 0.5)
    behind = (2 * straight[0] - leg.knee[0], 2 * straight[1] - leg.knee[1])
    return replace(one, right_leg=replace(leg, knee=behind))


@pytest.mark.parametrize(
    ("check", "broken"),
    [
        (films.lengths, lambda: one_shot("chin-tuck", longer_arm)),
        (films.lengths, lambda: one_shot("wall-angel", half_seen)),
        (films.ranges, lambda: spoilt("wall-push-up-plus", start={"upper_arm": 80.0})),
        (films.ranges, lambda: one_shot("sit-to-stand", knee_bent_back)),
        (films.feet, lambda: one_shot("sit-to-stand", slid)),
        (films.feet, lambda: one_shot("wall-angel", slid)),
        (films.hips, lambda: one_shot("chin-tuck", lifted)),
        (films.hips, lambda: one_shot("glute-bridge", lifted)),
        (films.hips, lambda: one_shot("cat-cow", knelt_elsewhere)),
        (films.held, lambda: spoilt("one-arm-row", end={"trunk_lean": 0.0})),
        (films.held, lambda: spoilt("prayer-stretch", end={"shoulder_width": 1.5, "upper_arm_length": 0.1})),
        (films.held, lambda: spoilt("doorway-pec-stretch", end={"side_bend": 40.0})),
        (films.held, lambda: spoilt("side-plank-knees", end={"turn_over": -50.0})),
        (films.floor, lambda: spoilt("prone-chest-lift", end={"upper_arm": 40.0})),
        (films.floor, lambda: spoilt("bird-dog", end={"upper_arm": Sides(60.0)})),
        (films.walls, lambda: spoilt("calf-wall-stretch", end={"upper_arm_length": 0.3, "trunk_lean": 60.0})),
        (films.walls, lambda: spoilt("wall-posture-check", end={"upper_arm": -60.0})),
        (films.framed, lambda: one_shot("neck-rotation", lambda one: replace(one, neck=(1.0, 1.0)))),
        (films.mirrors, lambda: one_shot("figure-four-seated", aside)),
        (films.smooth, lambda: one_shot("overhead-reach", lambda one: replace(one, head=(0.0, 0.7)))),
    ],
)
def test_each_check_finds_what_is_spoilt(check: Check, broken: Callable[[], Film]) -> None:
    assert check(broken()) != []


def test_a_hand_that_was_never_planned_to_hold_is_not_missed() -> None:
    assert films.held(spoilt("walk-it-out", end={"upper_arm": 0.0})) == []


# --- what stays ------------------------------------------------------------------------------------------------------


def kept(slug: str) -> tuple[str, set[str], set[str]]:
    found = movement_of(bundled_poses()[slug]).kept
    return found.anchor, set(found.feet), set(found.knees)


@pytest.mark.parametrize(
    ("slug", "anchor", "feet", "knees"),
    [
        ("band-row", "foot", "both", "neither"),
        ("sit-to-stand", "foot", "both", "neither"),
        ("chin-tuck", "seat", "both", "neither"),
        ("bird-dog", "knee", "neither", "right"),
        ("cat-cow", "knee", "neither", "both"),
        ("hip-flexor-kneeling", "knee", "left", "right"),
        ("single-knee-to-chest", "chest", "left", "neither"),
        ("dead-bug", "chest", "neither", "neither"),
        ("sphinx", "pelvis", "neither", "neither"),
        ("roller-upper-back", "foot", "both", "neither"),
    ],
)
def test_what_carries_the_body_and_stands_is_found_from_the_pose(slug: str, anchor: str, feet: str, knees: str) -> None:
    sides = {"both": {"right", "left"}, "neither": set()}
    assert kept(slug) == (anchor, sides.get(feet, {feet}), sides.get(knees, {knees}))


def test_a_heel_may_lift_and_toes_may_lift_while_the_foot_stays() -> None:
    heel, toes = (movement_of(bundled_poses()[slug]).kept for slug in ("hip-flexor-standing", "hamstring-seated"))
    assert (heel.feet["right"].by, toes.feet["right"].by) == ("toe", "heel")


def test_a_foot_that_leaves_the_ground_stands_on_it_before() -> None:
    one = film(bundled_poses()["single-knee-to-chest"]).shots[0]
    assert one.right_leg.toe == pytest.approx(one.left_leg.toe)
    assert (one.right_leg.toe[1], one.right_leg.heel[1]) == pytest.approx((0.0, 0.0), abs=1e-9)


# --- any pose --------------------------------------------------------------------------------------------------------


def test_one_knee_or_the_other_or_neither_may_be_down() -> None:
    dog = msgspec.convert({"schema": 1, "view": "side", "base": "hands and knees"}, SidePose)
    for straight, anchor in ((Sides(right=0.0), "knee"), (0.0, "stride")):
        pose = msgspec.structs.replace(dog, end=SideFrame(knee=straight))
        assert movement_of(pose).kept.anchor == anchor
        assert films.lengths(film_of(pose)) == []


def test_hands_that_each_hold_the_other_are_no_trouble() -> None:
    standing = msgspec.convert({"schema": 1, "view": "side", "base": "standing"}, SidePose)
    pose = msgspec.structs.replace(standing, end=SideFrame(hands="on the other hand"))
    assert films.lengths(film_of(pose)) == []


def wild(kind: Any, base: str, drawn: st.DataObject) -> Pose:
    """Any pose that may be written: each key of each keyframe anywhere within its range, or left out."""
    frames = []
    for name in ("start", "end"):
        keys = {}
        for field in inspect.type_info(type(getattr(kind(schema=1, base=base), name))).fields:  # type: ignore[attr-defined]
            value = drawn.draw(st.none() | one_of(field.type), label=f"{name} {field.name}")
            if value is not None:
                keys[field.name] = value
        frames.append(keys)
    motion = drawn.draw(st.sampled_from(get_args(Motion)))
    props = drawn.draw(st.lists(st.sampled_from(get_args(Prop)), max_size=3))
    view = kind.__struct_config__.tag
    pose = {"schema": 1, "view": view, "base": base, "motion": motion, "props": props}
    found: Pose = msgspec.convert({**pose, "start": frames[0], "end": frames[1]}, kind)
    return found


def one_of(info: Any) -> st.SearchStrategy[Any]:
    for inner in info.types:
        if isinstance(inner, inspect.FloatType):
            return st.floats(inner.ge, inner.le)
        if isinstance(inner, inspect.LiteralType):
            return st.sampled_from(inner.values)
    raise AssertionError(info)


KINDS = [(kind, base) for kind in (SidePose, FrontPose, BackPose) for base in get_args(kind.__annotations__["base"])]


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.sampled_from(KINDS), st.data())
def test_any_pose_that_may_be_written_can_be_solved_and_framed(kind: tuple[Any, str], data: st.DataObject) -> None:
    pose = wild(*kind, data)
    for bend in (0.0, 0.3, 1.0):
        one = skeleton_at(pose, Instant(bend, 0.5, "left", 2.0))
        assert all(math.isfinite(value) for _, _, point in joints(one) for value in point)
    frame = scene_of(pose).frame
    assert frame.wide > 0
    assert frame.high_by > 0
