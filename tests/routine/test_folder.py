"""The person's routine folder: when its state is another one, what to watch, and how it is made."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app import paths
from app.routine.folder import FolderError, make, state_of, to_watch
from tests.routine.written import put


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "routines"
    for name in ("a.yaml", "b.yaml", "exercises/c.yaml"):
        put(folder, "one", name)
    return folder


def replace(path: Path) -> None:
    """Save as many editors do: beside it, and then in its place."""
    beside = path.with_name(f".{path.name}.new")
    shutil.copy2(path, beside)  # the same text, size and time
    beside.replace(path)


def write_secretly(path: Path) -> None:
    """Write another text of the same length in place, and set the time back."""
    found = path.stat()
    path.write_text("two", encoding="utf-8")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "written in place": lambda folder: (folder / "a.yaml").write_text("another", encoding="utf-8"),
    "of the same size": lambda folder: os.utime(folder / "a.yaml", ns=(1, 1)),
    "put in its place": lambda folder: replace(folder / "a.yaml"),
    "with its old size and time": lambda folder: write_secretly(folder / "b.yaml"),
    "new": lambda folder: put(folder, "one", "d.yaml"),
    "new in a new folder": lambda folder: put(folder, "one", "programmes/d.yaml"),
    "a pose": lambda folder: put(folder, "one", "poses/d.yaml"),
    "deleted": lambda folder: (folder / "a.yaml").unlink(),
    "renamed": lambda folder: (folder / "a.yaml").rename(folder / "z.yaml"),
    "swapped": lambda folder: (folder / "exercises" / "c.yaml").replace(folder / "a.yaml"),
    "deeper, written": lambda folder: (folder / "exercises" / "c.yaml").write_text("another", encoding="utf-8"),
    "no longer to be read": lambda folder: (folder / "a.yaml").chmod(0),
    "moved away": lambda folder: folder.rename(folder.parent / "away"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_state_is_another_one_when_a_file_is(folder: Path, change: Callable[[Path], object]) -> None:
    before = state_of(folder)
    change(folder)
    assert state_of(folder) != before


def test_the_state_is_the_same_when_only_an_editor_s_own_files_come_and_go(folder: Path) -> None:
    before = state_of(folder)
    for name in (".a.yaml.swp", "a.yaml~", "4913", "schema/routine.json", "notes.txt"):
        put(folder, "text", name)
    assert state_of(folder) == before


def test_a_folder_that_is_not_there_has_no_state_and_one_made_again_is_another(folder: Path) -> None:
    before = state_of(folder)
    away = folder.rename(folder.parent / "away")
    assert state_of(folder) == {}
    folder.mkdir()
    for path in away.rglob("*.yaml"):
        put(folder, "one", str(path.relative_to(away)))
    assert state_of(folder) != before


def test_links_that_lead_nowhere_or_in_circles_are_part_of_the_state(folder: Path) -> None:
    (folder / "lost.yaml").symlink_to(folder / "gone.yaml")
    (folder / "round.yaml").symlink_to(folder / "round.yaml")
    state = state_of(folder)
    assert state[folder / "lost.yaml"] == state[folder / "round.yaml"] == ()
    put(folder, "there", "gone.yaml")
    assert state_of(folder)[folder / "lost.yaml"] != ()


def test_watched_are_the_folder_above_then_the_folders_then_their_files(folder: Path) -> None:
    assert list(to_watch(folder, state_of(folder))) == [
        folder.parent,
        folder,
        folder / "exercises",
        folder / "a.yaml",
        folder / "b.yaml",
        folder / "exercises" / "c.yaml",
    ]


def test_where_there_is_no_folder_the_nearest_one_above_it_is_watched(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet" / "routines"
    assert list(to_watch(folder, state_of(folder))) == [tmp_path]


def test_a_name_that_is_no_text_and_a_link_that_leads_nowhere_are_not_watched(folder: Path) -> None:
    (folder / os.fsdecode(b"\xff.yaml")).write_text("one", encoding="utf-8")
    (folder / "lost.yaml").symlink_to(folder / "gone.yaml")
    names = [path.name for path in to_watch(folder, state_of(folder))]
    assert names == ["home", "routines", "exercises", "a.yaml", "b.yaml", "c.yaml"]


# --- making it -------------------------------------------------------------------------------------------------------


def schemas(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "schema").iterdir()}


def test_a_folder_is_made_with_the_schemas_and_made_again_it_stays_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet" / "routines"
    make(folder, paths.ROUTINES)
    assert schemas(folder) == schemas(paths.ROUTINES)
    mine = put(folder, "mine")
    before = (folder / "schema" / "routine.json").stat()

    make(folder, paths.ROUTINES)

    assert mine.read_text(encoding="utf-8") == "mine"
    assert (folder / "schema" / "routine.json").stat() == before


def test_a_schema_of_an_older_edition_is_written_anew(tmp_path: Path) -> None:
    put(tmp_path, "{}", "schema/routine.json")
    make(tmp_path, paths.ROUTINES)
    assert schemas(tmp_path) == schemas(paths.ROUTINES)


def test_schemas_that_cannot_be_written_keep_nobody_from_their_folder(tmp_path: Path) -> None:
    put(tmp_path, "in the way", "schema")
    make(tmp_path, paths.ROUTINES)
    assert (tmp_path / "schema").read_text(encoding="utf-8") == "in the way"


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    file = put(tmp_path, "in the way")
    with pytest.raises(FolderError) as told:
        make(file / "routines", paths.ROUTINES)
    assert str(told.value) == "Your routine folder cannot be made (Not a directory); make it by hand."
