"""A history put aside whole, never deleted, with another in its place: the newest good backup where it is damaged.

What takes its place is made first, as `history.db.restoring-...`. That file is the mark by which the next opening
knows what a killed program had in hand: with the history still there it begins anew, with the history gone it ends
what was begun. The log of the damaged file is moved away before, so that it is never played into the restored one.
"""

import os
import struct
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path

from app.history.backups import newest_good
from app.history.files import beside, connect, copy, is_sound, move, remove, sync, was_left_open
from app.history.trouble import damaged
from app.history.unavailable import HistoryUnavailable
from app.paths import shown

_MARK = ".restoring-"
_PART = ".part"
DAMAGED, REPLACED = "damaged", "replaced"  # why a history was put aside, as its name says
_NONE_BEFORE = "The history was put in place; there was none before."
_LOG_HEADER = struct.Struct(">I20x2I")  # the mark of SQLite's log, and at the end the sum over what is before it
_LOG_MARK = 0x377F0682  # the last bit tells the order of bytes in the sums


def look_for_damage(path: Path, backups: Path | None, *, suspect: bool, busy_timeout_s: float) -> None:
    """Look through the whole file where it was not closed or is suspect, and at its size otherwise.

    Raises HistoryDamaged; what the header and the tables' own page say has been read by then.
    """
    if path.stat().st_size == 0:
        if was_left_open(path) or (backups is not None and newest_good(backups)):
            raise damaged(path)  # cut to nothing; a new one is empty too
    elif suspect or was_left_open(path):
        with closing(connect(path, "ro", busy_timeout_s)) as connection:
            if not is_sound(connection, "integrity_check" if suspect else "quick_check"):
                raise damaged(path)


def put_right(path: Path, backups: Path, moment: datetime) -> str:
    """Put the damaged history aside, and the newest good backup or a new file in its place; say so in a sentence.

    `moment` is the time now where the person is. Raises OSError or sqlite3.Error, and then all is as before.
    """
    return put_in_place(path, lambda part: _make_ready(part, backups), moment, DAMAGED)


def put_in_place(path: Path, make: Callable[[Path], None], moment: datetime, why: str) -> str:
    """Put the history aside, and in its place what `make` writes at the path it is given; say so in a sentence.

    `why` is DAMAGED or REPLACED. Raises what `make` does, OSError or sqlite3.Error, and then all is as before.
    """
    stamp = _free_stamp(path, moment, why)
    ready = path.with_name(f"{path.name}{_MARK}{'' if why == DAMAGED else f'{why}-'}{stamp}")
    part = ready.with_name(f"{ready.name}{_PART}")
    try:
        make(part)
    except BaseException:
        remove(part)
        raise
    move([(part, ready), (path, _aside(path, stamp, why))])
    return _end(path, ready)


def finish(path: Path) -> str:
    """End what a killed program had begun in putting a history right; say so, or return nothing where nothing was."""
    for left in sorted(path.parent.glob(f"{path.name}{_MARK}*")):
        if left.suffix == _PART or path.exists():
            remove(left)
        elif _PART not in left.name:
            return _end(path, left)
    return ""


def refuse_when_unfinished(path: Path) -> None:
    """Raise HistoryUnavailable where a damaged history was put aside and nothing put in its place yet."""
    if any(path.parent.glob(f"{path.name}{_MARK}*")):
        raise HistoryUnavailable("The history is not put in its place yet; start Unhunch, which does that.")


def put_noise_aside(path: Path, moment: datetime) -> str:
    """Put a log aside that was written over, before SQLite empties it; say so, or return nothing when it is sound."""
    wal, shm = beside(path)
    if not (wal.exists() and _is_noise(wal)):
        return ""
    aside = _aside(path, _free_stamp(path, moment, DAMAGED), DAMAGED)
    move(zip((wal, shm), beside(aside), strict=True))
    kept = f"{beside(aside)[0].name} in {shown(path.parent)}"
    return f"What was written last into the history was damaged and may be missing; it is kept as {kept}."


def _make_ready(part: Path, backups: Path) -> None:
    """Write what is to take the place: a backup with its day as the time of the file, or an empty file."""
    found = newest_good(backups)
    if found is None:
        remove(part)
        part.touch(mode=0o600)
        return
    with closing(connect(found.path, "ro&immutable=1")) as source:
        if not copy(source, part):
            raise HistoryUnavailable("The disk does not keep what is written on it; see that it is sound.")
    noon = datetime.combine(found.day, time(12)).timestamp()
    os.utime(part, (noon, noon))
    sync(part)


def _end(path: Path, ready: Path) -> str:
    tail = ready.name.rpartition(_MARK)[2]
    why = REPLACED if tail.startswith(REPLACED) else DAMAGED
    aside = _aside(path, tail.removeprefix(f"{why}-"), why)
    was = ready.stat()
    move([*zip(beside(path), beside(aside), strict=True), (ready, path)])
    kept = f"kept as {aside.name} in {shown(path.parent)}"
    if why == REPLACED:
        return f"Another history was put in place; the one before is {kept}." if aside.exists() else _NONE_BEFORE
    if was.st_size == 0:
        return f"The history was damaged and is {kept}; there was no good backup, so a new one was begun."
    day = f"{date.fromtimestamp(was.st_mtime):%a %d %b %Y}"
    return f"The history was damaged and is {kept}; the backup of {day} was put in its place."


def _aside(path: Path, stamp: str, why: str) -> Path:
    return path.with_name(f"{path.stem}-{why}-{stamp}{path.suffix}")


def _free_stamp(path: Path, moment: datetime, why: str) -> str:
    """Return the date and time, with a number behind it where that name is taken."""
    stamp = f"{moment:%Y-%m-%d-%H%M}"
    for number in range(1, 1000):
        one = stamp if number == 1 else f"{stamp}-{number}"
        aside = _aside(path, one, why)
        if not any(map(Path.exists, (aside, *beside(aside)))):
            break
    return one


def set_aside(path: Path) -> list[Path]:
    """Return what was put aside of the history at `path`, and what is in the making there."""
    patterns = [f"{path.stem}-{why}-????-??-??-????*{path.suffix}*" for why in (DAMAGED, REPLACED)]
    return sorted(one for pattern in (*patterns, f"{path.name}{_MARK}*") for one in path.parent.glob(pattern))


def _is_noise(wal: Path) -> bool:
    """Tell whether the log's header was written over; one not written yet is short or nothing but zeros."""
    with wal.open("rb") as file:
        header = file.read(32)
    if len(header) < 32 or not any(header):
        return False
    mark, *sums = _LOG_HEADER.unpack(header)
    first = second = 0
    for one, other in struct.iter_unpack(">2I" if mark & 1 else "<2I", header[:24]):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return mark | 1 != _LOG_MARK | 1 or [first, second] != sums
