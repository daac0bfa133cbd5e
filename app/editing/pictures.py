"""Putting a person's picture of an exercise where it belongs, and taking it away."""

from pathlib import Path

from app import files
from app.editing.draft import CannotSaveError
from app.routine.pictures import ENDINGS, FOLDER, MOST_PICTURE_BYTES, picture_of


def put_picture(mine: Path, slug: str, data: bytes, ending: str) -> Path:
    """Keep a picture for an exercise in place of the one it may have, and return its file. Raises CannotSaveError."""
    path = mine / FOLDER / f"{slug}{ending}"
    try:
        files.replace(path, data)
        _take_away(mine, slug, but=path)
    except OSError as error:
        raise _closed(path, error) from None
    return path


def take_picture_away(mine: Path, slug: str) -> None:
    """Leave an exercise without a picture. Raises CannotSaveError."""
    try:
        _take_away(mine, slug)
    except OSError as error:
        raise _closed(mine / FOLDER, error) from None


def copy_picture(mine: Path, slug: str, other: str) -> None:
    """Give another exercise the picture of this one, where there is one. Raises CannotSaveError."""
    path = picture_of(slug, mine)
    if path is None:
        return
    try:
        data = files.read(path, MOST_PICTURE_BYTES)
    except OSError as error:
        raise _closed(path, error) from None
    put_picture(mine, other, data, path.suffix)


def _take_away(mine: Path, slug: str, but: Path | None = None) -> None:
    for path in (mine / FOLDER / f"{slug}{ending}" for ending in ENDINGS):
        if path != but:
            path.unlink(missing_ok=True)


def _closed(path: Path, error: OSError) -> CannotSaveError:
    why = error.strerror or "it is no picture file"
    return CannotSaveError(f"The picture {path.name} cannot be kept ({why}); look at the folder it is in.")
