"""What can go wrong between us and the history file, each in one sentence that says what to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.history.unavailable import HistoryUnavailable

_SENTENCES = {
    sqlite3.SQLITE_PERM: "The history at {path} may not be opened; make the file and its folder yours to write.",
    sqlite3.SQLITE_BUSY: "Another program is using the history at {path}; close it and try again.",
    sqlite3.SQLITE_LOCKED: "Another program is using the history at {path}; close it and try again.",
    sqlite3.SQLITE_READONLY: "The history at {path} is read-only; make the file and its folder yours to write.",
    sqlite3.SQLITE_IOERR: "The disk failed to read or write the history at {path}; see that it is sound and has room.",
    sqlite3.SQLITE_CORRUPT: "The history at {path} is damaged; move it and its -wal and -shm elsewhere, and keep them.",
    sqlite3.SQLITE_FULL: "The disk is full, so the history at {path} cannot be written; free some space.",
    sqlite3.SQLITE_CANTOPEN: "The history at {path} cannot be opened; make the file and its folder yours to write.",
    sqlite3.SQLITE_NOTADB: "The file at {path} is not a history; move it elsewhere, and a new one is made.",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what the file system and the disk do to us into HistoryUnavailable.

    A broken rule of the schema (sqlite3.IntegrityError) or bad SQL is our own mistake and passes as it is.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        sentence = _SENTENCES.get(_primary_code(error))
        if sentence is None:
            raise
        raise HistoryUnavailable(sentence.format(path=path)) from error
    except (FileExistsError, NotADirectoryError) as error:
        raise HistoryUnavailable(
            f"A file stands where the folder {path.parent} should be; move it elsewhere."
        ) from error
    except OSError as error:
        code = sqlite3.SQLITE_FULL if error.errno == errno.ENOSPC else sqlite3.SQLITE_CANTOPEN
        raise HistoryUnavailable(_SENTENCES[code].format(path=path)) from error


def _primary_code(error: sqlite3.DatabaseError) -> int:
    """The low byte says what happened, the rest where; errors not from SQLite itself carry no code."""
    return getattr(error, "sqlite_errorcode", -1) & 0xFF
