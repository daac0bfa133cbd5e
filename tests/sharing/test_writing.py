"""Written all, or not at all."""

from pathlib import Path

import pytest

from app.routine.folder import FolderError
from app.sharing.arriving import Arrival
from app.sharing.pack import PackError, Place
from app.sharing.writing import write
from tests.routine.written import put
from tests.sharing.made import everything_in, folders

FILES = {Place("routine", "a"): b"a", Place("exercise", "b"): b"b", Place("picture", "b", ".png"): b"p"}


def test_everything_is_in_its_place_and_nothing_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "mine", "a.yaml")
    put(tmp_path, "mine", "pictures/b.jpg")
    write(Arrival(FILES, removed=("pictures/b.jpg",)), folders(tmp_path))
    assert everything_in(tmp_path) == {"a.yaml": b"a", "exercises/b.yaml": b"b", "pictures/b.png": b"p"}
    assert {path.name for path in tmp_path.iterdir()} == {"a.yaml", "exercises", "pictures", "schema"}


def test_nothing_is_made_where_nothing_arrives(tmp_path: Path) -> None:
    write(Arrival({}), folders(tmp_path / "mine"))
    assert list(tmp_path.iterdir()) == []


def test_where_one_file_cannot_be_written_all_is_as_it_was(tmp_path: Path) -> None:
    """The last of them fails: what it would stand in for has gone, and its folder is a file."""
    put(tmp_path, "mine", "a.yaml")
    put(tmp_path, "mine", "exercises/b.yaml")
    put(tmp_path, "in the way", "pictures")
    before = everything_in(tmp_path)
    with pytest.raises(PackError, match=r"It could not be written \(.*\); your routines are as they were\."):
        write(Arrival(FILES), folders(tmp_path))
    assert everything_in(tmp_path) == before
    assert not any(path.name.startswith(".import") for path in tmp_path.iterdir())


def test_what_was_moved_already_is_moved_back(tmp_path: Path) -> None:
    put(tmp_path, "mine", "a.yaml")
    put(tmp_path, "mine", "exercises/b.yaml")
    before = everything_in(tmp_path)
    gone = Arrival(FILES, removed=("pictures/not-there.jpg",))  # taken away since it was looked at
    with pytest.raises(PackError):
        write(gone, folders(tmp_path))
    assert everything_in(tmp_path) == before
    assert {path.name for path in tmp_path.iterdir()} == {"a.yaml", "exercises", "schema"}


def test_where_there_can_be_no_folder_that_is_said(tmp_path: Path) -> None:
    put(tmp_path, "", "mine")
    with pytest.raises(FolderError):
        write(Arrival(FILES), folders(tmp_path / "mine"))
