"""Backups of the history: one a day, one before each change of its layout and each merge, 7 of each kind kept.

Each is a whole database of its own. It takes its name only when it is complete, sound and on the disk.
"""

import filecmp
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from app.files import free_name
from app.history import changes
from app.history.files import connect, copy, holds_anything, is_sound, move, remove, sync
from app.history.trouble import damaged
from app.history.unavailable import HistoryUnavailable

KEPT = 7  # of the daily ones, of those before a change, and of those before a merge

_DAILY = re.compile(r"history-(\d{4}-\d\d-\d\d)\.db")
_BEFORE = re.compile(r"history-(\d{4}-\d\d-\d\d)-before-m\d{3}\w*\.db")
_MERGE = re.compile(r"history-(\d{4}-\d\d-\d\d)-before-merge(?:-\d+)?\.db")
_KINDS = (_DAILY, _BEFORE, _MERGE)
_PART = ".part"


class Backup(NamedTuple):
    """A backup in its folder, in the order of their age."""

    day: date
    made_ns: int
    path: Path


def back_up_daily(history: sqlite3.Connection, folder: Path, day: date) -> None:
    """Make the day's backup, unless there is one or nothing to keep.

    Where nothing has changed since the newest, that one takes the day's name: no older state goes for an equal one.
    Raises HistoryDamaged when the history is, sqlite3.Error or OSError when there is no room or right to write.
    """
    target = folder / f"history-{day.isoformat()}.db"
    if target.exists() or not holds_anything(history):
        return
    part = _copied(history, target)
    newest = max(_found(folder, _DAILY), default=None)
    if newest is not None and filecmp.cmp(part, newest.path, shallow=False):
        remove(part)
        part = newest.path
    _name(part, target, _DAILY)


def back_up_before(history: sqlite3.Connection, folder: Path, day: date, change: str) -> None:
    """Make the backup before a change of the layout, named as in `migrations`. Raises as the daily one does."""
    if holds_anything(history):
        target = folder / f"history-{day.isoformat()}-before-{change}.db"
        _name(_copied(history, target), target, _BEFORE)


def back_up_before_merge(history: sqlite3.Connection, folder: Path, day: date) -> None:
    """Make the backup before another file is taken in; several may be made in a day. Raises as the daily one does."""
    if holds_anything(history):
        target = free_name(folder / f"history-{day.isoformat()}-before-merge.db")
        _name(_copied(history, target), target, _MERGE)


def newest_good(folder: Path) -> Backup | None:
    """Return the newest backup that is sound, ours, and not of a newer version."""
    found = all_of_them(folder)
    return next((one for one in sorted(found, reverse=True) if _is_good(one.path)), None)


def all_of_them(folder: Path) -> list[Backup]:
    """Return every backup there is."""
    return [one for kind in _KINDS for one in _found(folder, kind)]


def left_behind(folder: Path) -> list[Path]:
    """Return what programs that were killed had in the making."""
    names = {path.name.partition(_PART)[0] for path in folder.iterdir() if _PART in path.name}
    return [folder / f"{name}{_PART}" for name in names if any(kind.fullmatch(name) for kind in _KINDS)]


def _copied(history: sqlite3.Connection, target: Path) -> Path:
    """Write a file in the making, once what an earlier one left behind is gone."""
    folder = target.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in left_behind(folder):
        remove(left)
    part = target.with_name(f"{target.name}{_PART}")
    try:
        if copy(history, part):
            return part
    except BaseException:
        remove(part)
        raise
    remove(part)
    if not is_sound(history):
        raise damaged(target)
    raise HistoryUnavailable(f"The disk did not keep a backup of the history in {folder}; see that it is sound.")


def _name(part: Path, target: Path, kind: re.Pattern[str]) -> None:
    """Give a finished backup its name, and let the oldest of its kind go."""
    move([(part, target)])
    for old in sorted(_found(target.parent, kind), reverse=True)[KEPT:]:
        old.path.unlink()
    sync(target.parent)


def _found(folder: Path, kind: re.Pattern[str]) -> Iterator[Backup]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if (named := kind.fullmatch(path.name)) and path.is_file():
            with suppress(ValueError):  # the 45th of March is no day, and that file none of ours
                yield Backup(date.fromisoformat(named[1]), path.stat().st_mtime_ns, path)


def _is_good(path: Path) -> bool:
    try:
        with closing(connect(path, "ro&immutable=1")) as connection:
            is_known = changes.is_ours(connection) and not changes.is_newer(connection)
            return is_known and is_sound(connection, "integrity_check")
    except (sqlite3.DatabaseError, OSError):
        return False
