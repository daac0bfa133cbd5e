"""Reading without hanging and writing without losing."""

import os
from pathlib import Path

import pytest

from app import files


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_read_up_to_its_limit_and_not_past_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")

    assert files.read(path, 5) == b"12345"
    with pytest.raises(files.TooLargeError):
        files.read(path, 4)


def test_a_pipe_and_a_folder_are_no_files_and_nobody_waits_for_them(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(files.NotOrdinaryError):
            files.read(path, 5)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no such file here")
def test_what_opens_and_cannot_be_read_is_told_from_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(files.BrokenOffError):
        files.read(Path("/proc/self/mem"), 5)
    with pytest.raises(FileNotFoundError):
        files.read(tmp_path / "none", 5)


def test_what_is_replaced_is_for_the_persons_eyes_only_and_so_is_a_new_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    files.replace(path, b"one")
    path.chmod(0o644)

    files.replace(path, b"two")

    assert path.read_bytes() == b"two"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert names_in(path.parent) == ["file"]


def test_a_link_stays_a_link_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"one")
    (tmp_path / "link").symlink_to("kept")

    files.replace(tmp_path / "link", b"two")

    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "kept").read_bytes() == b"two"


def test_where_it_cannot_be_replaced_nothing_has_changed(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(OSError, match="directory"):
        files.replace(tmp_path / "folder", b"two")

    assert names_in(tmp_path) == ["folder"]


def test_what_another_left_half_written_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / f".file.{os.getpid()}.new").write_bytes(b"half")

    files.replace(tmp_path / "file", b"two")

    assert names_in(tmp_path) == ["file"]


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "kept.toml"
    files.write_new(path, b"one")

    with pytest.raises(FileExistsError):
        files.write_new(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_free_name_is_the_next_number_even_where_a_link_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "kept.toml"
    assert files.free_name(path) == path
    path.symlink_to("nowhere")
    (tmp_path / "kept-2.toml").touch()

    assert files.free_name(path) == tmp_path / "kept-3.toml"
