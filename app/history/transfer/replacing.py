"""A backup put in the place of the history, which is kept beside it; and all of it deleted.

Both need the history closed, and the lock of the running copy held by whoever asks.
"""

import os
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.history import damage
from app.history.backups import all_of_them
from app.history.files import beside, connect, copy, sync
from app.history.transfer import exports
from app.history.transfer.arriving import ARRIVING, ArrivingError, from_database
from app.history.trouble import told

_SO = "{what}, so the history is as it was; {remedy}, and try again."


def restore(history: Path, path: Path, moment: datetime) -> str:
    """Put the history in a file in place of the present one, which is kept; say so in a sentence.

    `moment` is the time now where the person is. Raises ArrivingError where the file is not fit for it,
    HistoryUnavailable where the disk fails us.
    """
    with told(history, _SO):
        history.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        damage.finish(history)
    with from_database(path, history) as guest, told(history, _SO):

        def make(part: Path) -> None:
            with closing(connect(guest, "ro")) as source:
                if not copy(source, part):
                    raise ArrivingError("The disk does not keep what is written on it; see that it is sound.")

        return damage.put_in_place(history, make, moment, damage.REPLACED)


def everything(history: Path, backups: Path) -> list[Path]:
    """Return every file that holds something of the history, in the order in which they can be deleted.

    What would be put in place, or played into the history, at the next start goes first.
    """
    wal, shm = beside(history)
    own = [*damage.set_aside(history), *_arrived(history), wal, shm, history, *_backups(backups)]
    listed = [*exports.unchanged(history), history.with_name(exports.NAME)]
    return [one for one in dict.fromkeys([*own, *listed]) if os.path.lexists(one)]


def delete(paths: Iterable[Path]) -> None:
    """Delete files, as `everything` names them. Raises HistoryUnavailable; it can be asked for once more then."""
    for path in paths:
        with told(path, "{what}, so not everything could be deleted; {remedy}, and try again.", "The file"):
            path.unlink(missing_ok=True)
            sync(path.parent)


def _arrived(history: Path) -> list[Path]:
    return sorted(history.parent.glob(f"{history.name}{ARRIVING}*"))


def _backups(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(one.path for one in all_of_them(folder)) + sorted(folder.glob("history-*.db.part*"))
