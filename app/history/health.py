"""How the history file is, looked at without touching it: for the doctor, while the app may be running."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app.history import changes
from app.history.trouble import told
from app.history.unavailable import HistoryUnavailable

BUSY_TIMEOUT_S = 2.0
_FAULTS = 3  # how many to name; the first says enough

Schema = Literal["up to date", "behind", "newer", "not ours"]


@dataclass(frozen=True)
class Health:
    """What was found in the file. Sessions are counted where their table can be known."""

    size_bytes: int
    faults: tuple[str, ...]  # what SQLite's integrity_check found; empty when the file is sound
    schema: Schema
    sessions: int = 0
    not_ended: int = 0  # running, or left behind by a program that died
    interrupted: int = 0


def examine(path: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Health | None:
    """Look at the history at `path`; None when there is none. Raises HistoryUnavailable when it cannot be read."""
    with told(path):
        if not path.exists():
            return None
        if not path.is_file():
            raise HistoryUnavailable(f"What stands at {path} is not a file; move it elsewhere.")
    if not _is_open(path):
        try:
            health = _look(path, "ro&immutable=1", busy_timeout_s)  # leaves no trace, but must not be written meanwhile
        except HistoryUnavailable:
            if not _is_open(path):
                raise
        else:
            if not _is_open(path):
                return health
    return _look(path, "ro", busy_timeout_s)


def _is_open(path: Path) -> bool:
    """Whether a program has it open, or had when it died."""
    return path.with_name(f"{path.name}-wal").exists()


def _look(path: Path, mode: str, busy_timeout_s: float) -> Health:
    with told(path):
        uri = f"{path.absolute().as_uri()}?mode={mode}"
        with closing(sqlite3.connect(uri, uri=True, timeout=busy_timeout_s, isolation_level=None)) as connection:
            connection.execute("PRAGMA query_only = ON")
            found = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({_FAULTS})")]
            faults = () if found == ["ok"] else tuple(found)
            schema = _schema(connection)
            counts = _counts(connection) if schema in ("up to date", "behind") else (0, 0, 0)
    return Health(path.stat().st_size, faults, schema, *counts)


def _schema(connection: sqlite3.Connection) -> Schema:
    if changes.is_newer(connection):
        return "newer"
    if not changes.is_ours(connection) and not changes.is_empty(connection):
        return "not ours"
    return "behind" if changes.is_behind(connection) else "up to date"


def _counts(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Count the sessions, those without an end, and those interrupted."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'sessions'").fetchone():
        return 0, 0, 0  # a file that waits for its first tables
    sql = "SELECT count(*), count(*) FILTER (WHERE outcome IS NULL), count(*) FILTER (WHERE outcome = 'interrupted')"
    sessions, not_ended, interrupted = connection.execute(f"{sql} FROM sessions").fetchone()
    return int(sessions), int(not_ended), int(interrupted)
