"""Which files outside its own folder the history was written to, so that deleting everything can name them.

Kept as a list beside the history. A file that was changed since is the person's own, and is left.
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from app.files import read, replace

NAME = "exports.json"
_MOST_BYTES = 1 << 20


class Export(NamedTuple):
    """A file as it was when it was written."""

    path: str
    size: int
    mtime_ns: int


def remember(history: Path, paths: Iterable[Path]) -> None:
    """Add files that were just written to the list. Raises OSError."""
    new = [_as_it_is(path.absolute()) for path in paths]
    names = {one.path for one in new}
    kept = [one for one in _listed(history) if one.path not in names]
    replace(history.with_name(NAME), json.dumps([*kept, *new], indent=1).encode("utf-8", "surrogateescape"))


def unchanged(history: Path) -> list[Path]:
    """Return the files of the list that still are as they were written."""
    found = []
    for one in _listed(history):
        with suppress(OSError, ValueError):  # gone, or no name of a file
            if Path(one.path).is_file() and _as_it_is(Path(one.path)) == one:
                found.append(Path(one.path))
    return found


def _as_it_is(path: Path) -> Export:
    stat = path.stat()
    return Export(str(path), stat.st_size, stat.st_mtime_ns)


def _listed(history: Path) -> list[Export]:
    """Read the list; one that cannot be read is none."""
    try:
        told = json.loads(read(history.with_name(NAME), _MOST_BYTES))
        return [Export(str(path), int(size), int(mtime)) for path, size, mtime in told]
    except (OSError, ValueError, TypeError, RecursionError):
        return []
