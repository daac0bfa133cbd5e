"""A file that somebody gave: a pack of ours, or what another program keeps."""

from pathlib import Path

from app import files
from app.paths import shown
from app.sharing import elsewhere
from app.sharing.pack import MOST_PACK_BYTES, Pack, PackError, unpacked


def opened(path: Path, language: str = "en") -> Pack:
    """Return what a file holds as a pack. `language` is taken where a file has its text in several.

    Raises PackError.
    """
    data = _data(path)
    return elsewhere.read(data, path.name, language) if elsewhere.is_one(data) else unpacked(data, path.name)


def _data(path: Path) -> bytes:
    try:
        return files.read(path, MOST_PACK_BYTES)
    except files.NotOrdinaryError:
        raise PackError(f"{shown(path)} is no ordinary file; choose one that Unhunch exported.") from None
    except files.TooLargeError:
        most = f"{MOST_PACK_BYTES >> 20} MB"
        raise PackError(f"{shown(path)} is larger than {most} and was not opened; a pack is far smaller.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PackError(f"{shown(path)} cannot be read ({reason}); check that it is there and may be read.") from None
