"""The person's routine folder on the disk: what tells one state of it from another, and how it is made."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.expected import Expected
from app.routine.files import files_in
from app.routine.pictures import pictures_in

PARTS = ("", "exercises", "programmes", "poses")
SCHEMAS = "schema"  # beside the routines: what editors complete and check by; nobody else reads it

Mark = tuple[int, ...]  # device and inode first
State = Mapping[Path, Mark]


class FolderError(Expected):
    """The routine folder cannot be made."""


def state_of(folder: Path) -> State:
    """Return what tells the folder and its routine files from what they were before. Never raises.

    A file that is written anew differs by its time of change, or at least by its size; one put in its place, as
    editors do when they save, by its inode.
    """
    return dict(_marks(folder))


def _marks(folder: Path) -> Iterator[tuple[Path, Mark]]:
    for part in PARTS:
        place = folder / part
        if found := _stat(place):
            yield place, (found.st_dev, found.st_ino, found.st_mode)
        for path in files_in(place):
            one = _stat(path)
            yield path, _file_mark(one) if one else ()
    for path in sorted(pictures_in(folder).values()):
        one = _stat(path)
        yield path, _file_mark(one) if one else ()


def _file_mark(found: os.stat_result) -> Mark:
    return (found.st_dev, found.st_ino, found.st_mode, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def to_watch(folder: Path, state: State) -> dict[Path, Mark]:
    """Return the paths whose changes tell of a new state, each with its device and inode, folders first.

    The nearest folder above is among them: there one sees the folder itself come and go.
    """
    above = next((place for place in folder.parents if _stat(place)), None)
    found = _stat(above) if above else None
    paths = {above: (found.st_dev, found.st_ino)} if above and found else {}
    readable = {path: mark[:2] for path, mark in state.items() if mark and _can_be_watched(path)}
    folders = {path: mark for path, mark in readable.items() if path in (folder, *(folder / part for part in PARTS))}
    return {**paths, **folders, **readable}


def _can_be_watched(path: Path) -> bool:
    """Tell whether a file may be read, and has a name that is text at all."""
    return os.access(path, os.R_OK) and str(path).isprintable()


def make(folder: Path, bundled: Path) -> None:
    """Make the folder where it is missing, and put the schemas of the bundled files beside what is in it.

    Raises FolderError where there can be no such folder. Schemas that cannot be written are left out: nothing but an
    editor's help depends on them.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderError(f"Your routine folder cannot be made ({error.strerror}); make it by hand.") from None
    try:
        (folder / SCHEMAS).mkdir(exist_ok=True)
        for schema in sorted((bundled / SCHEMAS).glob("*.json")):
            _copy(schema, folder / SCHEMAS / schema.name)
    except OSError:
        return


def _copy(source: Path, target: Path) -> None:
    wanted = source.read_bytes()
    if target.is_file() and target.read_bytes() == wanted:
        return
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(wanted)
    beside.replace(target)
