"""The history file: opened, brought up to date, and written in one transaction for each thing that happened.

Cheap to import and to open: sqlite-utils comes in only when a file is made or its layout changes.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.history import damage
from app.history.backups import back_up_daily
from app.history.files import database, refuse_an_old_sqlite, refuse_what_is_no_file, which
from app.history.ids import new_id
from app.history.opening import BACKUPS, Way, look, to_read, to_write
from app.history.rows import (
    SESSION_FIELDS,
    STEP_FIELDS,
    DayTotal,
    Outcome,
    PackUse,
    SessionRow,
    StepRow,
    columns,
    session_of,
    step_of,
    utc_text,
)
from app.history.trouble import AGAIN, KEPT, NO_BACKUP, NOT_PUT_RIGHT, told
from app.history.unavailable import HistoryDamaged, HistoryUnavailable

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["HistoryUnavailable", "Store", "open_store"]

BUSY_TIMEOUT_S = 5.0  # a backup or a reader holds the file for far less; longer, and the person is told

_INSERT_SESSION = """
INSERT INTO sessions (
  id, routine_id, title, areas, kinds, started_utc, ended_utc, utc_offset_s, day, planned_s, played_s, outcome,
  pain_before, pain_during, pain_after, settled, precautions, note, share, app_version, owner_pid, owner_boot,
  changed_at
) VALUES (
  :id, :routine_id, :title, :areas, :kinds, :started_utc, :ended_utc, :utc_offset_s, :day, :planned_s, :played_s,
  :outcome, :pain_before, :pain_during, :pain_after, :settled, :precautions, :note, :share, :app_version,
  :owner_pid, :owner_boot, :changed_at
)
"""

_PUT_STEP = """
INSERT INTO steps (
  id, session_id, position, exercise_id, name, kind, areas, side, dose, sets_planned, reps_planned, reps_done,
  planned_s, done_s, outcome, swapped_from, started_utc, ended_utc, changed_at
) VALUES (
  :id, :session_id, :position, :exercise_id, :name, :kind, :areas, :side, :dose, :sets_planned, :reps_planned,
  :reps_done, :planned_s, :done_s, :outcome, :swapped_from, :started_utc, :ended_utc, :changed_at
)
ON CONFLICT (id) DO UPDATE SET
  position = excluded.position, exercise_id = excluded.exercise_id, name = excluded.name, kind = excluded.kind,
  areas = excluded.areas, side = excluded.side, dose = excluded.dose, sets_planned = excluded.sets_planned,
  reps_planned = excluded.reps_planned, reps_done = excluded.reps_done, planned_s = excluded.planned_s,
  done_s = excluded.done_s, outcome = excluded.outcome, swapped_from = excluded.swapped_from,
  started_utc = excluded.started_utc, ended_utc = excluded.ended_utc, changed_at = excluded.changed_at
"""

_PLAYED = "UPDATE sessions SET played_s = :played_s, changed_at = :changed_at WHERE id = :id"

_END = """
UPDATE sessions SET ended_utc = :ended_utc, played_s = :played_s, outcome = :outcome, changed_at = :changed_at
WHERE id = :id
"""

_RATED = "SELECT pain_before, pain_during, pain_after, note, changed_at FROM sessions WHERE id = :id"

_RATE = """
UPDATE sessions SET
  pain_before = coalesce(:pain_before, pain_before),
  pain_during = coalesce(:pain_during, pain_during),
  pain_after = coalesce(:pain_after, pain_after),
  note = nullif(coalesce(:note, note), ''),
  changed_at = :changed_at
WHERE id = :id
"""

_KEEP_EARLIER = """
INSERT INTO audit (id, table_name, row_id, earlier, earlier_changed_at, changed_at)
VALUES (:id, 'sessions', :row_id, :earlier, :earlier_changed_at, :changed_at)
"""

_SESSION_COLUMNS = ", ".join(SESSION_FIELDS)

_SESSION = f"SELECT {_SESSION_COLUMNS} FROM sessions WHERE id = :id"

# The plus keeps the query on sessions_by_start, which ends after `limit` rows; by day it would sort them all first.
_SESSIONS = f"""
SELECT {_SESSION_COLUMNS} FROM sessions
WHERE (started_utc, id) < (:before_utc, :before_id) AND +day BETWEEN :from_day AND :to_day
ORDER BY started_utc DESC, id DESC
LIMIT :limit
"""

_STEPS = f"SELECT {', '.join(STEP_FIELDS)} FROM steps WHERE session_id = :session_id ORDER BY position"

_DAYS = """
SELECT day, count(*), sum(played_s) FROM sessions WHERE day BETWEEN :from_day AND :to_day GROUP BY day ORDER BY day
"""

_PACKS_SINCE = """
SELECT kind, coalesce(ended_utc, changed_at) AS until_utc, done_s FROM steps
WHERE kind IN ('heat', 'cold') AND coalesce(ended_utc, changed_at) >= :utc AND done_s > 0
ORDER BY until_utc
"""

_FIRST_DONE = "SELECT min(started_utc) FROM steps WHERE exercise_id = :exercise_id AND outcome = 'done'"

_FIRST_DAY, _LAST_DAY = "0000-01-01", "9999-12-31"


class Store:
    """One open history file and its one connection, for the thread that opened it.

    Reading and writing raise HistoryUnavailable when the file or the disk fails us; sqlite3.IntegrityError
    means that a row breaks a rule of the schema, and nothing of it was written.
    """

    def __init__(self, connection: sqlite3.Connection, way: Way, remark: str = "") -> None:
        self.connection = connection
        self.path = way.path
        self.remark = remark  # what had to be done to open it, in a sentence
        self._way = way
        self._is = which(way.path)

    @cached_property
    def db(self) -> "Database":
        """The file as sqlite-utils sees it, whose first import takes 0.1 s."""
        return database(self.connection)

    @property
    def is_in_place(self) -> bool:
        """Whether the file still stands where it was opened: not taken away, nor another one put there."""
        return which(self.path) == self._is

    def begin(self, session: SessionRow) -> None:
        """Write down that a session began, or one entered by hand as a whole."""
        with self.writing() as changed_at:
            self.connection.execute(_INSERT_SESSION, {**columns(session), "changed_at": changed_at})

    def put_step(self, step: StepRow, *, played_s: float | None = None) -> None:
        """Write a step, or write it again as it is by now; `played_s` is what the session has played so far.

        With `played_s` at each call, a session whose program was killed still shows what was played.
        """
        with self.writing() as changed_at:
            self.connection.execute(_PUT_STEP, {**columns(step), "changed_at": changed_at})
            if played_s is not None:
                self._update(_PLAYED, id=step.session_id, played_s=played_s, changed_at=changed_at)

    def end(self, session_id: str, *, ended_utc: str, played_s: float, outcome: Outcome) -> None:
        """Write down how a session ended. KeyError when there is no such session."""
        with self.writing() as changed_at:
            self._update(
                _END,
                id=session_id,
                ended_utc=ended_utc,
                played_s=played_s,
                outcome=outcome,
                changed_at=changed_at,
            )

    def rate(
        self,
        session_id: str,
        *,
        pain_before: int | None = None,
        pain_during: int | None = None,
        pain_after: int | None = None,
        note: str | None = None,
    ) -> None:
        """Write down pain, 0 to 10, and a note; what is not given stays, an empty note is taken away.

        A value that was there before goes to `audit`. KeyError when there is no such session.
        """
        given = {"pain_before": pain_before, "pain_during": pain_during, "pain_after": pain_after, "note": note}
        with self.writing() as changed_at:
            self._keep_earlier(session_id, given, changed_at)
            self._update(_RATE, id=session_id, **given, changed_at=changed_at)

    def sessions(
        self, *, limit: int = 50, before: str | None = None, from_day: str | None = None, to_day: str | None = None
    ) -> list[SessionRow]:
        """Return at most `limit` sessions, the newest first; those running are among them.

        `before` is the `cursor` of the last row already at hand; `from_day` and `to_day` are both included.
        """
        before_utc, _, before_id = (before or "9999 ").partition(" ")
        if before and not before_id:
            raise ValueError(f"{before!r} is not the cursor of a session")
        rows = self.read(
            _SESSIONS,
            limit=limit,
            before_utc=before_utc,
            before_id=before_id,
            from_day=from_day or _FIRST_DAY,
            to_day=to_day or _LAST_DAY,
        )
        return [session_of(row) for row in rows]

    def session(self, session_id: str) -> SessionRow | None:
        """Return one session, or None when there is none of that id."""
        return next((session_of(row) for row in self.read(_SESSION, id=session_id)), None)

    def steps(self, session_id: str) -> list[StepRow]:
        """Return the steps of a session in the order they were done."""
        return [step_of(row) for row in self.read(_STEPS, session_id=session_id)]

    def days(self, from_day: str, to_day: str) -> list[DayTotal]:
        """Return the totals of each day that has sessions, oldest first; both ends are included."""
        return [*map(DayTotal._make, self.read(_DAYS, from_day=from_day, to_day=to_day))]

    def packs_since(self, utc: str) -> list[PackUse]:
        """Return the warm and cold packs that came off at or after a moment, the earliest first."""
        return [PackUse(*row) for row in self.read(_PACKS_SINCE, utc=utc)]

    def first_done(self, exercise_id: str) -> str | None:
        """Return when the exercise was first done to its end, or None when it never was."""
        [(first,)] = self.read(_FIRST_DONE, exercise_id=exercise_id)
        return None if first is None else str(first)

    def back_up(self, day: date) -> None:
        """Make the backup of the person's day where there is none yet. Raises HistoryUnavailable, or HistoryDamaged."""
        folder = self._way.backups
        if folder is not None:
            with told(folder, NO_BACKUP, BACKUPS):
                back_up_daily(self.connection, folder, day)

    def mended(self) -> "Store":
        """Close the file, look through the whole of it, and open it again, put right where it is damaged."""
        self.close()
        with told(self.path, KEPT):
            return _open_to_write(self._way, suspect=True)

    def let_go(self) -> None:
        """Close a file that was moved away, with all that was written in it.

        Its log may still lie where it was opened, and would be played into the next file there.
        """
        with suppress(sqlite3.Error):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()

    def close(self) -> None:
        """Close the file; what was written is in it, and -wal and -shm go with the last to close."""
        self.connection.close()

    @contextmanager
    def writing(self) -> Iterator[str]:
        """One transaction, with the moment it is written; it takes the write lock before anything is read.

        Inside another it is part of that one. Raises HistoryUnavailable, and then nothing of it was written.
        """
        if self.connection.in_transaction:
            yield utc_text(self._way.now())
            return
        with told(self.path, KEPT):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield utc_text(self._way.now())
                self.connection.commit()
            finally:
                self.connection.rollback()  # nothing to do after the commit

    def _update(self, sql: str, **values: object) -> None:
        if not self.connection.execute(sql, values).rowcount:
            raise KeyError(values["id"])

    def read(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query. Raises HistoryUnavailable."""
        with told(self.path):
            return self.connection.execute(sql, values).fetchall()

    def _keep_earlier(self, session_id: str, given: Mapping[str, object], changed_at: str) -> None:
        """Put what is about to be written over into `audit`; a first answer leaves nothing there."""
        for *values, earlier_changed_at in self.connection.execute(_RATED, {"id": session_id}):
            lost = {
                column: old
                for (column, new), old in zip(given.items(), values, strict=True)
                if old is not None and new is not None and new != old
            }
            if lost:
                row = {
                    "id": new_id(),
                    "row_id": session_id,
                    "earlier": json.dumps(lost, ensure_ascii=False),
                    "earlier_changed_at": earlier_changed_at,
                    "changed_at": changed_at,
                }
                self.connection.execute(_KEEP_EARLIER, row)


def open_store(
    path: Path,
    *,
    read_only: bool = False,
    now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    busy_timeout_s: float = BUSY_TIMEOUT_S,
    backups: Path | None = None,
) -> Store:
    """Open the history at `path`, making it and its folder when there is none, readable to its owner alone.

    With a folder for `backups`, a backup is made before the layout changes, and a damaged file is put right: aside,
    with the newest good backup in its place; the store's `remark` says so. Read-only it neither makes, migrates, puts
    right nor writes anything. `now` is where the person is; `busy_timeout_s` how long to wait for another program's
    lock. HistoryUnavailable when it cannot be opened, was changed by a newer version of Unhunch, or is another
    program's; such a file stays as it is.
    """
    refuse_an_old_sqlite()
    # A link is followed, as SQLite does: what belongs beside the file is beside the real one.
    way = Way(Path(os.path.realpath(path)), now, busy_timeout_s, backups)
    with told(way.path, AGAIN if read_only else KEPT):
        refuse_what_is_no_file(way.path)
        return Store(to_read(way), way) if read_only else _open_to_write(way)


def _open_to_write(way: Way, *, suspect: bool = False) -> Store:
    remark = damage.finish(way.path)
    try:
        with told(way.path, KEPT):
            log = look(way, suspect=suspect)
            return Store(to_write(way), way, remark or log)
    except HistoryDamaged:
        if way.backups is None:
            raise
        with told(way.path, NOT_PUT_RIGHT):
            remark = damage.put_right(way.path, way.backups, way.now())
    return Store(to_write(way), way, remark)
