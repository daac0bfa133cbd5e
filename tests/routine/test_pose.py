"""Poses: what a keyframe leaves out, what may stand in a file, and the bundled ones."""

from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from app import paths
from app.routine.catalog import Catalog, Entry, load, load_poses, usable
from app.routine.pose import (
    FRONT_POSTURES,
    POSE,
    SIDE_POSTURES,
    BackPose,
    FrontFrame,
    FrontPose,
    Pose,
    SideFrame,
    SidePose,
    Sides,
    hands,
    measures,
    posture,
)
from tests.routine.written import CODES, EXERCISE, bundled, problems_of, put

GOOD = "schema: 1\nview: side\nbase: sitting\n"


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "routines"


def poses(mine: Path = paths.ROUTINES / "nobody", catalog: Catalog | None = None) -> dict[str, Entry[Pose]]:
    return load_poses(paths.ROUTINES, mine, (catalog or bundled()).exercises)


def pose(**keys: Any) -> Any:
    return msgspec.convert({"schema": 1, **keys}, POSE)


# --- what a keyframe leaves out --------------------------------------------------------------------------------------


def test_what_a_keyframe_leaves_out_is_as_in_its_base_posture() -> None:
    sitting = pose(view="side", base="sitting", end={"hip": 112.0})
    start, end = measures(sitting, sitting.start), measures(sitting, sitting.end)
    assert (start["hip_right"], start["knee_left"], start["elbow_right"]) == (90, 90, 52)
    assert (end["hip_right"], end["hip_left"], end["knee_left"]) == (112, 112, 90)
    assert (start["trunk_lean"], start["upper_arm_length_left"]) == (0, 1)


def test_one_side_may_be_set_by_itself() -> None:
    row = pose(view="side", base="standing", end={"elbow": {"right": 52.0}, "knee": {"left": 0.0}})
    end = measures(row, row.end)
    assert (end["elbow_right"], end["elbow_left"], end["knee_left"], end["knee_right"]) == (52, 6, 0, 0)


def test_a_base_posture_may_differ_from_side_to_side() -> None:
    plank = pose(view="front", base="side plank", end={"upper_arm": {"right": 68.0}})
    end = measures(plank, plank.end)
    assert (end["upper_arm_right"], end["upper_arm_left"]) == (68, 12)
    assert (end["elbow_right"], end["elbow_left"], end["leg_out_left"]) == (-85, 0, 4)


def test_hands_are_where_the_keyframe_says_else_where_its_base_posture_has_them() -> None:
    sitting = pose(view="side", base="sitting", end={"hands": {"left": "on the belly"}})
    assert hands(sitting, sitting.start) == ("on the thigh", "on the thigh")
    assert hands(sitting, sitting.end) == ("on the thigh", "on the belly")
    standing = pose(view="front", base="standing")
    assert hands(standing, standing.end) == ("free", "free")


def test_a_nought_is_a_value_and_not_something_left_out() -> None:
    up = pose(view="side", base="sitting", end={"hip": 0.0, "knee": {"right": 0.0}})
    end = measures(up, up.end)
    assert (end["hip_left"], end["knee_right"], end["knee_left"]) == (0, 0, 90)


def test_start_and_end_have_the_same_measures_whatever_each_of_them_sets() -> None:
    for one in usable(poses()).values():
        assert measures(one, one.start).keys() == measures(one, one.end).keys()


@pytest.mark.parametrize(
    ("kind", "postures"), [(SidePose, SIDE_POSTURES), (FrontPose, FRONT_POSTURES), (BackPose, FRONT_POSTURES)]
)
def test_every_base_has_a_posture_within_what_may_be_written(kind: Any, postures: dict[str, Any]) -> None:
    for base in get_args(kind.__annotations__["base"]):
        frame = posture(kind(schema=1, base=base)).frame
        assert frame is postures[base].frame
        assert isinstance(frame, SideFrame if kind is SidePose else FrontFrame)
        assert msgspec.convert(msgspec.to_builtins(frame), type(frame)) == frame


# --- what may stand in a file ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "column", "what", "remedy"),
    [
        ("schema: 1\nbase: sitting", 1, 1, "the key 'view' is missing", "add view: with one of side, front, back"),
        ("schema: 1\nview: top", 2, 7, "view: 'top' is not known here", "use one of: side, front, back"),
        ("view: [side]", 1, 7, "view: is a list or a group of keys", "use one of: side, front, back"),
        ("- 1", 1, 1, "is not a group of keys", "write keys such as view"),
        ("schema: 1\nview: back\nbase: hands and knees", 3, 7, "base: 'hands and knees' is not known here", None),
        (f"{GOOD}view: front", 4, 1, "'view' stands here twice", None),
        (f"{GOOD}props: [chairs]", 4, 9, "'chairs' is not known here", "did you mean 'chair'?"),
        (f"{GOOD}start: 5", 4, 8, "start: is not a group of keys",
         "write keys such as trunk_lean, upper_back, trunk_turn"),
        (f"{GOOD}end:\n  neck: 1\n  head_tilt: 5", 6, 3, "there is no key 'head_tilt' here", None),
        (f"{GOOD}end:\n  knee: 161", 5, 9, "knee: '161' will not do", "write a number from 0 to 160"),
        (f"{GOOD}end:\n  knee: {{right: -1}}", 5, 17, "right: '-1' will not do", "write a number from 0 to 160"),
        (f"{GOOD}end:\n  knee: {{near: 1}}", 5, 10, "there is no key 'near' here", None),
        (f"{GOOD}end:\n  knee: bent", 5, 9, "knee: 'bent' will not do", "write a number from 0 to 160"),
        (f"{GOOD}end:\n  knee: [5, 6]", 5, 9, "knee: is a list or a group of keys", None),
        (f"{GOOD}end:\n  hands: at the nose", 5, 10, "hands: 'at the nose' is not known here", None),
        (f"{GOOD}end:\n  hands: {{left: on the bely}}", 5, 17, "left: 'on the bely' is not known here",
         "did you mean 'on the belly'?"),
        (f"{GOOD}motion: stroll", 4, 9, "motion: 'stroll' is not known here", None),
        (f"{GOOD}end:\n  neck: {{right: 5}}", 5, 9, "neck: is a list or a group of keys", None),
    ],
)  # fmt: skip
def test_one_mistake_is_one_problem_at_its_place(
    tmp_path: Path, text: str, line: int, column: int, what: str, remedy: str | None
) -> None:
    (problem,) = problems_of(tmp_path, text + "\n", "poses/chin-tuck.yaml")[:1]
    assert (problem.line, problem.column, problem.what) == (line, column, what)
    assert problem.remedy == remedy or remedy is None


def test_all_mistakes_of_a_pose_are_told_at_once(tmp_path: Path) -> None:
    text = f"{GOOD}props: [chairs]\nstart:\n  elbow: 200\nend:\n  fist: 2\n  wrist: {{left: 99, right: x}}\n"
    problems = problems_of(tmp_path, text, "poses/nobody.yaml")
    assert [(one.line, one.column) for one in problems] == [(1, 1), (4, 9), (6, 10), (8, 9), (9, 17), (9, 28)]


def test_elsewhere_a_pose_is_told_by_its_view(tmp_path: Path) -> None:
    assert problems_of(tmp_path, GOOD, "chin-tuck.yaml") == []


# --- mine and bundled ------------------------------------------------------------------------------------------------


def test_a_pose_without_an_exercise_is_a_problem_and_is_not_used(mine: Path, tmp_path: Path) -> None:
    put(mine, GOOD, "poses/chin-tuk.yaml")
    entry = poses(mine)["chin-tuk"]
    (problem,) = entry.problems
    assert entry.model is None
    assert problem.what == "there is no exercise 'chin-tuk' for this pose"
    assert problem.remedy == "did you mean 'chin-tuck'?"
    assert problems_of(tmp_path, GOOD, "poses/chin-tuk.yaml")[0].what == problem.what


def test_an_exercise_without_a_pose_is_fine(mine: Path) -> None:
    put(mine, EXERCISE, "exercises/my-move.yaml")
    whole = load(paths.ROUTINES, mine, CODES)
    assert [problem for entry in poses(mine, whole).values() for problem in entry.problems] == []


def test_my_pose_may_be_for_my_exercise_and_wins_over_a_bundled_one(mine: Path) -> None:
    put(mine, EXERCISE, "exercises/my-move.yaml")
    put(mine, GOOD, "poses/my-move.yaml")
    put(mine, f"{GOOD}end: {{neck: 9}}\n", "poses/chin-tuck.yaml")
    found = poses(mine, load(paths.ROUTINES, mine, CODES))
    assert found["my-move"].model == SidePose(schema=1, base="sitting")
    assert found["chin-tuck"].model == SidePose(schema=1, base="sitting", end=SideFrame(neck=9.0))
    assert found["cat-cow"] == poses()["cat-cow"]


def test_my_broken_pose_leaves_the_bundled_one_in_use(mine: Path) -> None:
    path = put(mine, f"{GOOD}end: {{neck: 99}}\n", "poses/chin-tuck.yaml")
    entry = poses(mine)["chin-tuck"]
    assert entry.model == poses()["chin-tuck"].model
    assert [problem.path for problem in entry.problems] == [path]


def test_poses_are_not_read_with_the_library(mine: Path) -> None:
    put(mine, "broken: [", "poses/chin-tuck.yaml")
    assert load(paths.ROUTINES, mine, CODES).problems == []


# --- the bundled ones ------------------------------------------------------------------------------------------------


def test_every_bundled_exercise_has_a_pose_and_nothing_is_wrong_with_any() -> None:
    found = poses()
    assert found.keys() == bundled().exercises.keys()
    assert [str(problem) for entry in found.values() for problem in entry.problems] == []


def test_a_bundled_pose_sits_stands_or_lies_as_its_exercise_does() -> None:
    exercises = bundled().usable_exercises
    for slug, one in usable(poses()).items():
        base = one.base if one.base in ("sitting", "standing") else "lying or kneeling"
        positions = {"sitting": "seated", "standing": "standing", "lying or kneeling": "floor"}
        assert positions[base] == exercises[slug].position, slug


def test_a_bundled_pose_says_nothing_its_base_posture_has_already() -> None:
    for slug, one in usable(poses()).items():
        empty = measures(one, type(one.start)())
        for frame in (one.start, one.end):
            set_here = {key for key in frame.__struct_fields__ if getattr(frame, key) is not None}
            differs = {key for key, value in measures(one, frame).items() if value != empty[key]}
            differs |= {"hands"} if hands(one, frame) != hands(one, type(frame)()) else set()
            assert all(any(key.startswith(name) for key in differs) for name in set_here), slug


def test_where_both_sides_are_the_same_a_bundled_pose_says_so_once() -> None:
    for slug, one in usable(poses()).items():
        for frame in (one.start, one.end):
            values = [getattr(frame, key) for key in frame.__struct_fields__]
            assert not [value for value in values if isinstance(value, Sides) and value.right == value.left], slug
