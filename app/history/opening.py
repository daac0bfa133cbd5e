"""How a history is opened: looked at first, then brought up to date, or read without a trace."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.history import changes, damage
from app.history.backups import back_up_before
from app.history.files import connect, make_private, refuse_what_is_not_ours, was_left_open, write_ahead
from app.history.trouble import NO_CHANGE, primary_code, told
from app.history.unavailable import HistoryUnavailable
from app.paths import shown

_LOG_PAGES = 100  # 0.4 MB, a tenth of SQLite's own: a log that grows is what first fills a disk
BACKUPS = "The folder of the backups"


@dataclass(frozen=True)
class Way:
    """How a history was asked to be opened; see open_store."""

    path: Path
    now: Callable[[], datetime]
    busy_timeout_s: float
    backups: Path | None


def look(way: Way, *, suspect: bool) -> str:
    """Look at what is there before anything is written. Return what was put aside, in a sentence, or nothing.

    Raises HistoryUnavailable where it is not for us, HistoryDamaged or sqlite3.DatabaseError where it is damaged.
    """
    if not way.path.exists():
        return ""
    refuse_what_is_not_ours(way.path, way.busy_timeout_s)
    damage.look_for_damage(way.path, way.backups, suspect=suspect, busy_timeout_s=way.busy_timeout_s)
    return damage.put_noise_aside(way.path, way.now()) if way.backups is not None else ""


def to_write(way: Way) -> sqlite3.Connection:
    """Connect, set what SQLite keeps for each connection, and bring the tables up to date, after a backup."""
    make_private(way.path)
    connection = connect(way.path, "rw", way.busy_timeout_s)
    try:
        write_ahead(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        if changes.is_behind(connection):
            _bring_up_to_date(connection, way)
        connection.execute("PRAGMA foreign_keys = ON")
        # A read-only or locked file fails here, not at the first step.
        connection.execute("DELETE FROM tombstones WHERE false")
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up_to_date(connection: sqlite3.Connection, way: Way) -> None:
    from app.history import migrations

    if way.backups is not None:
        with told(way.backups, NO_CHANGE, BACKUPS):
            back_up_before(connection, way.backups, way.now().date(), changes.next_change(connection))
    migrations.bring_up_to_date(connection)


def to_read(way: Way) -> sqlite3.Connection:
    """Connect without writing; as to a file nobody changes, where not even the index of its log can be made."""
    if not way.path.exists():
        damage.refuse_when_unfinished(way.path)
        there = shown(way.path)
        raise HistoryUnavailable(f"There is no history at {there} yet; it begins with the first routine you play.")
    refuse_what_is_not_ours(way.path, way.busy_timeout_s)
    try:
        return _to_read(way, "ro")
    except sqlite3.OperationalError as error:
        if was_left_open(way.path) or primary_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise
        return _to_read(way, "ro&immutable=1")


def _to_read(way: Way, mode: str) -> sqlite3.Connection:
    connection = connect(way.path, mode, way.busy_timeout_s)
    try:
        connection.execute("PRAGMA query_only = ON")
        if changes.is_behind(connection):
            there = shown(way.path)
            raise HistoryUnavailable(f"The history at {there} waits to be brought up to date; start Unhunch once.")
    except BaseException:
        connection.close()
        raise
    return connection
