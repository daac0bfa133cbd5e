"""A file that comes in, as a database of its own beside the history: brought up to date, and checked in every row.

Nothing of it touches the history before that; what is wrong with it is told in one sentence.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.expected import Expected
from app.history import changes
from app.history.files import connect, copy, is_sound, remove, was_left_open
from app.history.owner import look_at
from app.history.transfer.leaving import MARK
from app.history.transfer.reading import Pieces
from app.history.transfer.tables import JSON, KEYS, LISTS, written
from app.history.trouble import told
from app.paths import shown

ARRIVING = ".arriving-"
_BUSY_TIMEOUT_S = 5.0
_MOST_TEXT = 100_000  # characters; JSON of the program's own may have more
_MOST_NUMBER = 1_000_000
_YEARS = range(1900, 2200)

_NOT_OURS = "{path} is not a history of Unhunch; choose a file that Unhunch wrote."
_NEWER = "{path} was written by a newer Unhunch; install that version here too."
_BROKEN = "{path} is damaged or cut short, so nothing was taken in; write or copy it once more."
_STRANGE = "{path} holds what Unhunch never writes ({what}), so nothing was taken in; choose another file."
_SMALL = ("sets_planned", "reps_planned", "reps_done", "position", "place")


class ArrivingError(Expected):
    """A file is not fit to be taken in."""


class _StrangeError(ValueError):
    """A row holds what is never written."""


@contextmanager
def from_json(path: Path, history: Path) -> Iterator[Path]:
    """Give what an exported JSON holds, as a database of its own beside `history`, gone again afterwards.

    Raises ArrivingError, or HistoryUnavailable where the disk fails us.
    """
    with _room(history) as guest, told(path, thing="The file"):
        with _refusing(path), _new(guest) as connection:
            _refuse_no_file(path)
            with path.open(encoding="utf-8-sig") as file:
                _fill(connection, Pieces(file), path)
            _check(connection)
        yield guest


@contextmanager
def from_database(path: Path, history: Path) -> Iterator[Path]:
    """Give a copy of another history, brought up to date; otherwise as `from_json`."""
    with _room(history) as guest, told(path, thing="The file"):
        with _refusing(path):
            _copy(path, guest)
            with closing(connect(guest, "rw")) as connection:
                _bring_up_to_date(connection)
                _refuse_another_layout(connection, path)
                if not is_sound(connection, "integrity_check"):
                    raise ArrivingError(_BROKEN.format(path=shown(path)))
                _check(connection)
        yield guest


# --- room for it -----------------------------------------------------------------------------------------------------


def left_behind(history: Path) -> list[Path]:
    """Return what came in with programs that no longer run."""
    found = {
        path.name.partition(ARRIVING)[2].partition("-")[0] for path in history.parent.glob(f"{history.name}{ARRIVING}*")
    }
    gone = [pid for pid in found if pid.isdecimal() and not _runs(int(pid))]
    return [_guest(history, pid) for pid in gone]


def _runs(pid: int) -> bool:
    return pid != os.getpid() and look_at(pid).runs


def _guest(history: Path, pid: str) -> Path:
    return history.with_name(f"{history.name}{ARRIVING}{pid}")


@contextmanager
def _room(history: Path) -> Iterator[Path]:
    with told(history.parent, thing="The folder of the history"):
        for left in left_behind(history):
            remove(left)
    guest = _guest(history, str(os.getpid()))
    try:
        yield guest
    finally:
        remove(guest)


def _refuse_no_file(path: Path) -> None:
    if not path.exists():
        raise ArrivingError(f"There is no file {shown(path)}; look for its right name.")
    if not path.is_file():
        raise ArrivingError(_NOT_OURS.format(path=shown(path)))


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Say in one sentence what is wrong with the file."""
    try:
        yield
    except _StrangeError as error:
        raise ArrivingError(_STRANGE.format(path=shown(path), what=error)) from error
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, OverflowError) as error:
        raise ArrivingError(_STRANGE.format(path=shown(path), what="a value that is not allowed")) from error
    except ValueError as error:  # JSON, or letters that are none
        raise ArrivingError(_BROKEN.format(path=shown(path))) from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if code == sqlite3.SQLITE_NOTADB:
            raise ArrivingError(_NOT_OURS.format(path=shown(path))) from error
        if code not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):
            raise
        raise ArrivingError(_BROKEN.format(path=shown(path))) from error


# --- JSON ------------------------------------------------------------------------------------------------------------


@contextmanager
def _new(guest: Path) -> Iterator[sqlite3.Connection]:
    from app.history import migrations

    remove(guest)
    os.close(os.open(guest, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(connect(guest, "rw")) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = MEMORY")
        migrations.bring_up_to_date(connection)
        connection.execute("DROP TRIGGER session_words_of_new")  # nobody searches here
        connection.execute("PRAGMA foreign_keys = OFF")  # rows may come in any order, and are checked at the end
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")


def _fill(connection: sqlite3.Connection, pieces: Pieces, path: Path) -> None:
    members = pieces.members()
    _refuse_another_mark(members, path)
    seen: set[str] = set()
    for table, rows in members:
        if table not in KEYS or table in seen or not isinstance(rows, Iterator):
            raise _StrangeError(f"{_short(table)} where a table should be")
        seen.add(table)
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        for row in rows:
            _put(connection, table, row, known)
    if missing := KEYS.keys() - seen:
        raise _StrangeError(f"no {', '.join(sorted(missing))}")


def _refuse_another_mark(members: Iterator[tuple[str, Any]], path: Path) -> None:
    try:
        name, version = next(members)
    except (ValueError, StopIteration) as error:
        raise ArrivingError(_NOT_OURS.format(path=shown(path))) from error
    if name != MARK or type(version) is not int or version < 1:
        raise ArrivingError(_NOT_OURS.format(path=shown(path)))
    if version > len(changes.NAMES):
        raise ArrivingError(_NEWER.format(path=shown(path)))


def _put(connection: sqlite3.Connection, table: str, row: object, known: set[str]) -> None:
    if not isinstance(row, dict) or not row or not row.keys() <= known:
        raise _StrangeError(f"a row of {table} that is none")
    values = [_column(name, value) for name, value in row.items()]
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def _column(name: str, value: Any) -> Any:
    if name in JSON and isinstance(value, list | dict):
        return written(value)
    if isinstance(value, bool | list | dict):
        raise _StrangeError(f"{name}: {_short(value)}")
    return value


# --- a database ------------------------------------------------------------------------------------------------------


def _copy(path: Path, guest: Path) -> None:
    _refuse_no_file(path)
    mode = "ro" if was_left_open(path) else "ro&immutable=1"
    with closing(connect(path, mode, _BUSY_TIMEOUT_S)) as source:
        if changes.is_newer(source):
            raise ArrivingError(_NEWER.format(path=shown(path)))
        if not changes.is_ours(source):
            raise ArrivingError(_NOT_OURS.format(path=shown(path)))
        if not copy(source, guest):
            raise ArrivingError(_BROKEN.format(path=shown(path)))


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    if changes.is_behind(connection):
        from app.history import migrations

        migrations.bring_up_to_date(connection)


def _refuse_another_layout(connection: sqlite3.Connection, path: Path) -> None:
    """Let in what somebody added to look at, such as a view, but nothing that acts, and no table laid out otherwise."""
    from app.history import migrations

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrations.bring_up_to_date(fresh)
        ours, theirs = _layout(fresh), _layout(connection)
    if not ours <= theirs or any(kind == "trigger" for kind, *_ in theirs - ours):
        raise ArrivingError(_STRANGE.format(path=shown(path), what="tables laid out otherwise"))


def _layout(connection: sqlite3.Connection) -> set[tuple[str, str, str | None]]:
    found = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE name NOT GLOB '_sqlite*'")
    return set(found)


# --- its rows --------------------------------------------------------------------------------------------------------


def _check(connection: sqlite3.Connection) -> None:
    """Look at each row for what the rules of the schema let through. Raises _StrangeError."""
    for table in KEYS:
        cursor = connection.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description]
        for row in cursor:
            for name, value in zip(names, row, strict=True):
                if value is not None and not _is_fit(name, value):
                    raise _StrangeError(f"{name}: {_short(value)}")
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise _StrangeError("steps of no session")


def _is_fit(name: str, value: Any) -> bool:
    if name in JSON:
        return _is_fit_json(name, value)
    if name == "changed_at" or name.endswith(("_utc", "changed_at")):
        return _is_moment(value)
    if name == "day":
        return _is_day(value)
    return len(value) <= _MOST_TEXT if isinstance(value, str) else name not in _SMALL or value <= _MOST_NUMBER


@lru_cache(maxsize=4096)
def _is_fit_json(name: str, text: str) -> bool:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if name in LISTS:
        return len(text) <= _MOST_TEXT and all(isinstance(one, str) for one in value)
    return name != "pain" or _is_pain(value)


def _is_pain(value: Mapping[str, Any]) -> bool:
    return len(value) <= 100 and all(type(one) is int and 0 <= one <= 10 for one in value.values())


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).year in _YEARS
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).year in _YEARS
    except ValueError:
        return False


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:40]}..."
