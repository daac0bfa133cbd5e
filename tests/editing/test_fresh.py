"""Files that are not there yet: named so that nothing else is touched, and written as the bundled ones are."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.editing.draft import Around, CannotSaveError, Draft
from app.editing.fresh import Folders, copy_of, free_slug, new_exercise, new_pose, new_routine, slug_of
from app.editing.pictures import put_picture, take_picture_away
from app.routine.catalog import Catalog, load, load_poses
from app.routine.files import is_slug
from app.routine.model import ExerciseStep
from app.routine.pictures import picture_of
from app.routine.pose import SideFrame, SidePose
from tests.editing.sheets import lines_changed
from tests.routine.written import CODES


def loaded(folders: Folders) -> Catalog:
    return load(folders.bundled, folders.mine, CODES)


def saved(*drafts: Draft) -> None:
    for draft in drafts:
        draft.save()


# --- slugs -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Nacken & Schultern", "nacken-schultern"),
        ("  Étirement du dos, n° 2 ", "etirement-du-dos-n-2"),
        ("Straße", "strasse"),
        ("Dr. Ødegård's sheet", "dr-odegards-sheet"),
        ("../../etc/passwd", "etc-passwd"),
        ("Con", "my-con"),
        ("x" * 80, "x" * 64),
        ("スト", ""),
        ("", ""),
    ],
)
def test_a_title_becomes_a_name_a_file_can_have(title: str, slug: str) -> None:
    assert slug_of(title) == slug


@given(st.text(max_size=100) | st.text(string.ascii_letters + " -./", max_size=100))
def test_any_title_gives_a_slug_or_none(title: str) -> None:
    assert slug_of(title) == "" or is_slug(slug_of(title))


def test_a_name_is_never_that_of_another_file(folders: Folders, around: Around) -> None:
    assert free_slug("Chest opener", "routine", folders, around) == "chest-opener-2"
    assert free_slug("Chest opener", "exercise", folders, around) == "chest-opener"
    folders.mine.mkdir()
    (folders.mine / "chest-opener-2.yml").write_text("broken", encoding="utf-8")
    assert free_slug("Chest opener", "routine", folders, around) == "chest-opener-3"
    (folders.mine / "poses").mkdir()
    (folders.mine / "poses" / "band-walk.yaml").touch()  # of an exercise that is gone
    assert free_slug("Band walk", "exercise", folders, around) == "band-walk-2"
    assert free_slug("スト", "exercise", folders, around) == "my-exercise"
    (folders.mine / f"{'x' * 64}.yaml").touch()
    assert free_slug("x" * 80, "routine", folders, around) == "x" * 62 + "-2"


# --- new files -------------------------------------------------------------------------------------------------------


def test_a_new_routine_says_what_is_still_missing_until_it_is_there(folders: Folders, around: Around) -> None:
    draft = new_routine(folders, around, "After work: calm", purpose="Ease off.")
    assert draft.path == folders.mine / "after-work-calm.yaml"
    assert not draft.path.exists()
    assert [at for at, _ in draft.problems_at(())] == [("steps",)]
    draft.insert(("steps", 0), ExerciseStep("chin-tuck", reps=5))
    assert not draft.problems
    assert draft.text == (
        "# yaml-language-server: $schema=schema/routine.json\n"
        "schema: 1\n"
        "language: en\n"
        'title: "After work: calm"\n'
        "purpose: Ease off.\n"
        "steps:\n"
        "  - exercise: chin-tuck\n"
        "    reps: 5\n"
    )
    saved(draft)
    assert loaded(folders).routines["after-work-calm"].model == draft.model


def test_an_exercise_written_from_fields_reads_as_a_bundled_one_does(folders: Folders, around: Around) -> None:
    draft = new_exercise(folders, around, "Towel pull")
    told = {at[-1] for at, _ in draft.problems_at(())}
    assert told == {"areas", "instructions", "cue"}
    draft.set(("areas",), ["shoulders", "chest"])
    draft.set(("sides",), "each")
    draft.set(("dose",), {"hold": "15 s", "reps": "3"})
    draft.set(("range", "hold"), "10 s to 30 s")
    draft.set(("instructions",), ["Hold a towel behind you.", "Pull: gently."])
    draft.set(("cue",), "Long neck.")
    assert not draft.problems
    assert draft.text == (
        "# yaml-language-server: $schema=../schema/exercise.json\n"
        "schema: 1\n"
        "language: en\n"
        "name: Towel pull\n"
        "kind: stretch\n"
        "areas: [shoulders, chest]\n"
        "position: seated\n"
        "sides: each\n"
        "dose:\n"
        "  hold: 15 s\n"
        "  reps: 3\n"
        "range:\n"
        "  hold: 10 s to 30 s\n"
        "instructions:\n"
        "  - Hold a towel behind you.\n"
        '  - "Pull: gently."\n'
        "cue: Long neck.\n"
    )
    saved(draft)
    assert loaded(folders).exercises["towel-pull"].model == draft.model


def test_a_pose_is_written_from_its_start_and_its_end(folders: Folders, around: Around) -> None:
    saved(copy_of(folders, around, around.catalog.exercises["walk-it-out"], "Walk").draft)
    around = Around(loaded(folders), CODES)
    pose = SidePose(schema=1, base="sitting", props=("chair",), end=SideFrame(neck=-12.5, elbow=90))
    draft = new_pose(folders, around, "walk", pose)
    assert draft.text == (
        "# yaml-language-server: $schema=../schema/pose.json\n"
        "schema: 1\n"
        "view: side\n"
        "base: sitting\n"
        "props: [chair]\n"
        "end:\n"
        "  neck: -12.5\n"
        "  elbow: 90\n"
    )
    saved(draft)
    draft.path.write_text(draft.text.replace("-12.5\n", "-12.5  # as far as it goes\n"), encoding="utf-8")
    further = new_pose(folders, around, "walk", SidePose(schema=1, base="sitting", end=SideFrame(neck=-10, hip=80)))
    assert lines_changed(draft.text, further.text) == [
        "- props: [chair]",
        "-   neck: -12.5",
        "-   elbow: 90",
        "+   neck: -10  # as far as it goes",
        "+   hip: 80",
    ]
    saved(further)
    assert load_poses(folders.bundled, folders.mine, loaded(folders).exercises)["walk"].model == further.model


# --- copies ----------------------------------------------------------------------------------------------------------


def test_every_bundled_routine_can_be_copied_and_the_original_stays(folders: Folders, around: Around) -> None:
    before = {path: path.read_bytes() for path in paths.ROUTINES.rglob("*.yaml")}
    for slug, entry in around.catalog.routines.items():
        draft = copy_of(folders, around, entry).draft
        changed = lines_changed(entry.path.read_text(encoding="utf-8"), draft.text)
        assert [line[:8] for line in changed] == ["- title:", "+ title:"]
        assert draft.path.parent == folders.mine
        assert draft.path.stem != slug
        assert not draft.problems
        saved(draft)
    catalog = loaded(folders)
    assert not catalog.problems
    assert len(catalog.routines) == 2 * len(around.catalog.routines)
    assert all(catalog.routines[slug] == entry for slug, entry in around.catalog.routines.items())
    assert {path: path.read_bytes() for path in paths.ROUTINES.rglob("*.yaml")} == before


def test_an_exercise_is_copied_with_its_pose(folders: Folders, around: Around) -> None:
    entry = around.catalog.exercises["chin-tuck"]
    copy = copy_of(folders, around, entry)
    assert copy.draft.path == folders.mine / "exercises" / "chin-tuck-mine.yaml"
    assert copy.draft.model.name == "Chin tuck (mine)"
    copy.save()
    catalog = loaded(folders)
    assert not catalog.problems
    poses = load_poses(folders.bundled, folders.mine, catalog.exercises)
    assert poses["chin-tuck-mine"].model == poses["chin-tuck"].model


def test_an_exercise_is_copied_with_its_picture_and_that_replaced_and_taken_away(
    folders: Folders, around: Around
) -> None:
    copy_of(folders, around, around.catalog.exercises["chin-tuck"], "First").save()
    first = put_picture(folders.mine, "first", b"a png", ".png")
    again = Around(loaded(folders), CODES)
    copy_of(folders, again, again.catalog.exercises["first"], "Second").save()
    second = picture_of("second", folders.mine)
    assert second == folders.mine / "pictures" / "second.png"
    assert second.read_bytes() == b"a png"
    put_picture(folders.mine, "first", b"a jpeg", ".jpg")
    assert picture_of("first", folders.mine) == first.with_suffix(".jpg")
    assert not first.exists()
    take_picture_away(folders.mine, "first")
    assert picture_of("first", folders.mine) is None
    assert second.exists()


def test_a_picture_that_cannot_be_kept_is_said(folders: Folders) -> None:
    folders.mine.mkdir()
    (folders.mine / "pictures").touch()
    with pytest.raises(CannotSaveError, match=r"first\.png cannot be kept .*\.$"):
        put_picture(folders.mine, "first", b"a png", ".png")


def test_a_programme_is_copied_too(folders: Folders, around: Around) -> None:
    draft = copy_of(folders, around, around.catalog.programmes["calm"]).draft
    assert draft.path == folders.mine / "programmes" / "calm-4-weeks-mine.yaml"
    assert not draft.problems


def test_a_long_title_stays_within_what_a_title_may_be(folders: Folders, around: Around, tmp_path: Path) -> None:
    long = copy_of(folders, around, around.catalog.routines["chest-opener"], "T" * 80).draft
    saved(long)
    copy = copy_of(folders, around, loaded(folders).routines[long.path.stem]).draft
    assert copy.model.title == "T" * 73 + " (mine)"
    assert not copy.problems
