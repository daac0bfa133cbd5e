"""The history as a file: connected to, kept private, looked at before anything is written, copied whole."""

import os
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from app.history import changes
from app.history.unavailable import HistoryUnavailable
from app.paths import shown

if TYPE_CHECKING:
    from sqlite_utils import Database


def connect(path: Path, mode: str, busy_timeout_s: float = 0.0) -> sqlite3.Connection:
    """Open a database file in a mode of SQLite's: `ro`, `rw`, or `ro&immutable=1`, which makes no file beside it."""
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    # isolation_level None: a transaction is where it says BEGIN, and nowhere else.
    return sqlite3.connect(uri, uri=True, timeout=busy_timeout_s, isolation_level=None)


def database(connection: sqlite3.Connection) -> "Database":
    """Put sqlite-utils around a connection; its first import takes 0.1 s."""
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)


def beside(path: Path) -> tuple[Path, Path]:
    """Return where SQLite keeps the write-ahead log of a file, and the index of that log."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def was_left_open(path: Path) -> bool:
    """Whether the log holds anything: a program has the file open, or did not come to close it."""
    wal, _ = beside(path)
    return wal.exists() and wal.stat().st_size > 0


def make_private(path: Path) -> None:
    """Make the folder and an empty file where there are none, and take away what others may do with the file.

    SQLite gives -wal and -shm the mode of the file. Made while that was read-only, they would keep it from being
    written for good.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    mode = path.stat().st_mode & 0o700
    for file in (path, *beside(path)):
        if file.exists() and file.stat().st_mode & 0o777 != mode:
            file.chmod(mode)


def refuse_an_old_sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> None:
    """STRICT tables came with SQLite 3.37."""
    if version < (3, 37):
        raise HistoryUnavailable("The history needs SQLite 3.37 or newer; update your system's SQLite.")


def refuse_what_is_no_file(path: Path) -> None:
    """Raise HistoryUnavailable for a folder, a pipe and the like."""
    if path.is_dir():
        raise HistoryUnavailable(f"A folder stands where the history {shown(path)} should be; move it elsewhere.")
    if path.exists() and not path.is_file():  # to open a pipe would wait for ever
        raise HistoryUnavailable(f"What stands at {shown(path)} is not a file; move it elsewhere.")


def refuse_what_is_not_ours(path: Path, busy_timeout_s: float) -> None:
    """Look before anything is written, and without leaving a trace where no other program has the file open."""
    with closing(connect(path, "ro" if was_left_open(path) else "ro&immutable=1", busy_timeout_s)) as connection:
        if changes.is_newer(connection):
            raise HistoryUnavailable(
                f"The history at {shown(path)} was changed by a newer Unhunch; install that version."
            )
        if not changes.is_ours(connection) and not changes.is_empty(connection):
            raise HistoryUnavailable(f"The database at {shown(path)} is not a history of Unhunch; move it elsewhere.")


def write_ahead(connection: sqlite3.Connection) -> None:
    """Switch the file to a write-ahead log, which it then stays in.

    SQLite does not wait when two programs switch a new file at once: it refuses one, to avoid a deadlock.
    That one waits here until the other is through, and finds the file switched.
    """
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        connection.execute("BEGIN IMMEDIATE")
        connection.rollback()
        connection.execute("PRAGMA journal_mode = WAL")


def which(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None when there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


# --- whole files -----------------------------------------------------------------------------------------------------


def is_sound(connection: sqlite3.Connection, check: Literal["quick_check", "integrity_check"] = "quick_check") -> bool:
    """Look through the whole file, some 200 MB a second; integrity_check compares the indexes with their tables too."""
    return connection.execute(f"PRAGMA {check}(1)").fetchall() == [("ok",)]


def holds_anything(connection: sqlite3.Connection) -> bool:
    """Whether there is a row in any table that somebody wrote: not the record of changes, nor what serves searching."""
    names = [name for name in changes.tables(connection) if not name.startswith(("_", changes.SEARCH))]
    return any(connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() for name in names)


def copy(source: sqlite3.Connection, part: Path) -> bool:
    """Write the whole database into a new file that needs no other beside it, and onto the disk; tell if it is sound.

    The file is for its owner alone. What stood there before is gone.
    """
    remove(part)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(connect(part, "rw")) as target:
        target.execute("PRAGMA synchronous = OFF")  # a file in the making is nothing yet; it is synced as a whole
        target.execute("PRAGMA journal_mode = MEMORY")
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # the source's mode, copied too, would make -wal at each look
        sound = is_sound(target)
    sync(part)
    return sound


def remove(part: Path) -> None:
    """Take away a file in the making, with what SQLite may have left beside it."""
    for file in (part, *beside(part), part.with_name(f"{part.name}-journal")):
        file.unlink(missing_ok=True)


def move(moves: Iterable[tuple[Path, Path]]) -> None:
    """Rename what is there, in this order, and see that the disk has it."""
    for old, new in moves:
        if old.exists():
            old.replace(new)
            sync(new.parent)


def sync(path: Path) -> None:
    """Wait until a file, or what a folder says of its files, is on the disk. Windows does not sync folders."""
    if sys.platform == "win32" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
