"""What can go wrong with the history file, each in one sentence: what happened, what to do, what still works."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.history.unavailable import HistoryDamaged, HistoryUnavailable
from app.paths import shown

_YOURS = "make {path} and its folder yours to write"

_TROUBLES = {  # what happened, and what to do
    sqlite3.SQLITE_PERM: ("{thing} may not be opened", _YOURS),
    sqlite3.SQLITE_BUSY: ("Another program is using the history", "close that program"),
    sqlite3.SQLITE_LOCKED: ("Another program is using the history", "close that program"),
    sqlite3.SQLITE_READONLY: ("{thing} is read-only", _YOURS),
    sqlite3.SQLITE_IOERR: ("The disk failed to read or write {path}", "see that it is sound and has room"),
    sqlite3.SQLITE_FULL: ("The disk is full", "free some space"),
    sqlite3.SQLITE_CANTOPEN: ("{thing} cannot be {done}", _YOURS),
}

# What that means for what was being done.
AGAIN = "{what}; {remedy}, and try again."
KEPT = "{what}, so what you do is kept in memory for now; {remedy}, and it is written."
NO_BACKUP = "{what}, so today's backup of the history could not be made; {remedy}, and it is made then."
NO_CHANGE = (
    "{what}, so the history cannot be backed up and then brought up to date, and what you do is kept in memory"
    " for now; {remedy}, and it is written."
)
NOT_PUT_RIGHT = (
    "{what}, so the history, which is damaged, cannot be put right, and what you do is kept in memory for now;"
    " {remedy}, and it is written."
)

_DAMAGED = (
    "The history at {path} is damaged; keep a copy of it, then start Unhunch, which puts it aside and the newest backup"
    " in its place."
)
_IN_THE_WAY = "A file stands where the folder {path} should be; move it elsewhere."


@contextmanager
def told(path: Path, so: str = AGAIN, thing: str = "The history") -> Iterator[None]:
    """Turn what the file system and the disk do to us into HistoryUnavailable, or HistoryDamaged.

    `so` is what that means for what was being done, `thing` what stands at the path. A broken rule of the schema
    (sqlite3.IntegrityError) or bad SQL is our own mistake and passes as it is.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = primary_code(error)
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise damaged(path) from error
        if code not in _TROUBLES:
            raise
        raise HistoryUnavailable(_sentence(code, path, so, thing)) from error
    except (FileExistsError, NotADirectoryError) as error:
        raise HistoryUnavailable(_IN_THE_WAY.format(path=shown(_in_the_way(Path(error.filename or path))))) from error
    except OSError as error:
        raise HistoryUnavailable(_sentence(_like_sqlite(error), path, so, thing)) from error


def damaged(path: Path) -> HistoryDamaged:
    """Return what is raised for a damaged history at `path`."""
    return HistoryDamaged(_DAMAGED.format(path=shown(path)))


def _in_the_way(path: Path) -> Path:
    """Return the file that stands where a folder on the way to `path` should be."""
    return next((one for one in (path, *path.parents) if one.is_file()), path)


def _sentence(code: int, path: Path, so: str, thing: str) -> str:
    done = "opened" if so == AGAIN else "written"
    what, remedy = (words.format(path=shown(path), thing=thing, done=done) for words in _TROUBLES[code])
    return so.format(what=what, remedy=remedy)


def _like_sqlite(error: OSError) -> int:
    """Return SQLite's code for what the system said."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return sqlite3.SQLITE_FULL
    if error.errno in (errno.EIO, errno.EFBIG):
        return sqlite3.SQLITE_IOERR
    return sqlite3.SQLITE_READONLY if error.errno == errno.EROFS else sqlite3.SQLITE_CANTOPEN


def primary_code(error: sqlite3.DatabaseError) -> int:
    """Return SQLite's code. Its low byte says what happened, the rest where; -1 where the error has none."""
    code: int = getattr(error, "sqlite_errorcode", -1)
    return code if code < 0 else code & 0xFF
