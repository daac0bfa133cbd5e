"""Writing what arrives into the routine folder: all of it, or nothing."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from app import files
from app.routine.folder import make
from app.sharing.arriving import Arrival, Folders
from app.sharing.pack import PackError


def write(arrival: Arrival, folders: Folders) -> None:
    """Write what arrives beside the person's files, then move it in; where that fails, all is as it was before.

    What it stands in for is gone only when everything is in its place. Raises PackError or FolderError.
    """
    if not arrival.files:
        return
    make(folders.mine, folders.bundled)
    moved: list[tuple[Path, Path]] = []
    made: list[Path] = []
    stage = None
    try:
        stage = Path(tempfile.mkdtemp(prefix=".import-", dir=folders.mine))
        _put_in(arrival, folders.mine, stage, moved, made)
    except BaseException as error:
        if _took_back(moved) and stage is not None:  # else what is not back is still in it
            shutil.rmtree(stage, ignore_errors=True)
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            reason = error.strerror or str(error)
            raise PackError(f"It could not be written ({reason}); your routines are as they were.") from None
        raise
    shutil.rmtree(stage, ignore_errors=True)


def _put_in(arrival: Arrival, mine: Path, stage: Path, moved: list[tuple[Path, Path]], made: list[Path]) -> None:
    (stage / "old").mkdir()
    new: list[tuple[Path, Path]] = []
    for number, (place, data) in enumerate(sorted(arrival.files.items())):  # routines last
        beside = stage / f"{number}"
        files.write_new(beside, data)
        new.append((beside, mine / str(place)))
    old = [target for _, target in new if os.path.lexists(target)] + [mine / name for name in arrival.removed]
    for folder in sorted({target.parent for _, target in new}):
        if not folder.is_dir():
            folder.mkdir()
            made.append(folder)
    for number, path in enumerate(old):
        _move(path, stage / "old" / f"{number}", moved)
    for beside, target in new:
        _move(beside, target, moved)


def _move(source: Path, target: Path, moved: list[tuple[Path, Path]]) -> None:
    source.rename(target)
    moved.append((source, target))


def _took_back(moved: list[tuple[Path, Path]]) -> bool:
    """Undo the moves, the last first, and tell whether each of them could be."""
    all_back = True
    for source, target in reversed(moved):
        try:
            target.rename(source)
        except OSError:
            all_back = False
    return all_back
