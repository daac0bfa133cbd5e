"""The history written to files of the person's own: one JSON with all there is, or three tables as CSV.

Written row by row, so that a long history takes no more memory than a short one, and the same one gives the same file.
"""

import csv
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from app.expected import Expected
from app.history import changes
from app.history.files import copy, move, remove, sync
from app.history.store import Store
from app.history.transfer.tables import JSON, KEYS, opened
from app.history.trouble import told
from app.paths import shown

MARK = "unhunch_history"  # the first key of the JSON, with the number of changes its layout has had
CSV_NAMES = {"sessions": "sessions.csv", "steps": "steps.csv", "check_ins": "check-ins.csv"}
_FAILED = "{what}, so nothing was written; {remedy}, and try again."
_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class LeavingError(Expected):
    """A file cannot be written."""


def export_json(store: Store, path: Path, *, over: bool = False) -> None:
    """Write everything the history holds to a file, JSON; with `over` in place of what is there.

    Raises LeavingError or HistoryUnavailable.
    """
    with _at_one_moment(store), _new_file(path, over=over) as file:
        file.writelines(_json(store))


def export_csv(store: Store, folder: Path) -> list[Path]:
    """Write sessions, steps and check-ins as CSV into a folder, made where there is none; return the files.

    A text that a spreadsheet would take for a formula gets a ' before it. Raises LeavingError or HistoryUnavailable.
    """
    paths = {table: folder / name for table, name in CSV_NAMES.items()}
    for path in paths.values():
        refuse_what_is_there(path)
    with told(folder, _FAILED, "The folder"):
        folder.mkdir(parents=True, exist_ok=True)
    with _at_one_moment(store):
        for table, path in paths.items():
            with _new_file(path, "utf-8-sig") as file:  # by its mark spreadsheets know the encoding
                _write_csv(_rows(store, table), file)
    return [*paths.values()]


def back_up(store: Store, path: Path, *, over: bool = False) -> None:
    """Write the history to a file, a whole database of its own. Raises LeavingError or HistoryUnavailable."""
    with _made(path, over) as part:
        if not copy(store.connection, part):
            raise LeavingError(f"The disk did not keep what was written to {shown(path)}; see that it is sound.")


# --- rows ------------------------------------------------------------------------------------------------------------


@contextmanager
def _at_one_moment(store: Store) -> Iterator[None]:
    """All tables as they are now, whatever else is written meanwhile."""
    with told(store.path):
        store.connection.execute("BEGIN")
    try:
        yield
    finally:
        store.connection.rollback()


def _rows(store: Store, table: str) -> Iterator[tuple[Any, ...]]:
    """Yield the names of a table's columns, then its rows."""
    with told(store.path):
        cursor = store.connection.execute(f"SELECT * FROM {table} ORDER BY {KEYS[table]}")
        yield tuple(column[0] for column in cursor.description)
        yield from cursor


def _json(store: Store) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    yield f'{{\n"{MARK}": {len(changes.NAMES)}'
    for table in KEYS:
        yield f',\n"{table}": ['
        rows = _rows(store, table)
        columns = next(rows)
        comma = ""
        for row in rows:
            values = {name: _in_json(name, value) for name, value in zip(columns, row, strict=True)}
            yield f"{comma}\n{encode(values)}"
            comma = ","
        yield "\n]"
    yield "\n}\n"


def _in_json(column: str, value: Any) -> Any:
    return opened(value) if column in JSON else value


def _write_csv(rows: Iterable[tuple[Any, ...]], file: IO[str]) -> None:
    writer = csv.writer(file, lineterminator="\n")
    for row in rows:
        writer.writerow([_in_csv(value) for value in row])


def _in_csv(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_LIKE_A_FORMULA) else value


# --- files -----------------------------------------------------------------------------------------------------------


def refuse_what_is_there(path: Path) -> None:
    """Raise LeavingError where something stands at the path."""
    if os.path.lexists(path):
        raise LeavingError(f"{shown(path)} is there already; choose another name, or remove it first.")


@contextmanager
def _made(path: Path, over: bool) -> Iterator[Path]:
    """Give a file in the making beside `path`, which takes its name when all went well and is gone otherwise."""
    if not over:
        refuse_what_is_there(path)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    with told(path, _FAILED, "The file"):
        try:
            yield part
            sync(part)
            move([(part, path)])
        except BaseException:
            remove(part)
            raise


@contextmanager
def _new_file(path: Path, encoding: str = "utf-8", *, over: bool = False) -> Iterator[IO[str]]:
    """Open a new file for its owner alone."""
    with _made(path, over) as part:
        remove(part)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding=encoding, newline="") as file:
            yield file
