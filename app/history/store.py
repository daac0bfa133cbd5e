"""The history file: opened, brought up to date, and written in one transaction for each thing that happened.

Cheap to import: sqlite-utils comes in only when a file is opened.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, fields
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.history.ids import new_id
from app.history.rows import DayTotal, Outcome, PackUse, SessionRow, StepRow, utc_text
from app.history.trouble import told
from app.history.unavailable import HistoryUnavailable

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

_SESSION_FIELDS = tuple(field.name for field in fields(SessionRow))  # the columns are called as the fields are
_STEP_FIELDS = tuple(field.name for field in fields(StepRow))
_SESSION_COLUMNS = ", ".join(_SESSION_FIELDS)

_SESSION = f"SELECT {_SESSION_COLUMNS} FROM sessions WHERE id = :id"

# The plus keeps the query on sessions_by_start, which ends after `limit` rows; by day it would sort them all first.
_SESSIONS = f"""
SELECT {_SESSION_COLUMNS} FROM sessions
WHERE (started_utc, id) < (:before_utc, :before_id) AND +day BETWEEN :from_day AND :to_day
ORDER BY started_utc DESC, id DESC
LIMIT :limit
"""

_STEPS = f"SELECT {', '.join(_STEP_FIELDS)} FROM steps WHERE session_id = :session_id ORDER BY position"

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

    def __init__(self, db: "Database", path: Path, now: Callable[[], datetime]) -> None:
        self.db = db
        self.path = path
        self._now = now

    def begin(self, session: SessionRow) -> None:
        """Write down that a session began, or one entered by hand as a whole."""
        with self.writing() as changed_at:
            self.db.execute(_INSERT_SESSION, {**_columns(session), "changed_at": changed_at})

    def put_step(self, step: StepRow, *, played_s: float | None = None) -> None:
        """Write a step, or write it again as it is by now; `played_s` is what the session has played so far.

        With `played_s` at each call, a session whose program was killed still shows what was played.
        """
        with self.writing() as changed_at:
            self.db.execute(_PUT_STEP, {**_columns(step), "changed_at": changed_at})
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
        return [_session_of(row) for row in rows]

    def session(self, session_id: str) -> SessionRow | None:
        """Return one session, or None when there is none of that id."""
        return next((_session_of(row) for row in self.read(_SESSION, id=session_id)), None)

    def steps(self, session_id: str) -> list[StepRow]:
        """Return the steps of a session in the order they were done."""
        return [_step_of(row) for row in self.read(_STEPS, session_id=session_id)]

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

    def close(self) -> None:
        """Close the file; what was written is in it, and -wal and -shm go with the last to close."""
        self.db.close()

    @contextmanager
    def writing(self) -> Iterator[str]:
        """One transaction, with the moment it is written; it takes the write lock before anything is read.

        Inside another it is part of that one. Raises HistoryUnavailable, and then nothing of it was written.
        """
        if self.db.conn.in_transaction:
            yield utc_text(self._now())
            return
        with told(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield utc_text(self._now())
                self.db.commit()
            finally:
                self.db.rollback()  # nothing to do after the commit

    def _update(self, sql: str, **values: object) -> None:
        if not self.db.execute(sql, values).rowcount:
            raise KeyError(values["id"])

    def read(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query. Raises HistoryUnavailable."""
        with told(self.path):
            return self.db.execute(sql, values).fetchall()

    def _keep_earlier(self, session_id: str, given: Mapping[str, object], changed_at: str) -> None:
        """Put what is about to be written over into `audit`; a first answer leaves nothing there."""
        for *values, earlier_changed_at in self.db.execute(_RATED, {"id": session_id}):
            lost = {
                column: old
                for (column, new), old in zip(given.items(), values, strict=True)
                if old is not None and new is not None and new != old
            }
            if lost:
                row = {
                    "id": new_id(),
                    "row_id": session_id,
                    "earlier": _json(lost),
                    "earlier_changed_at": earlier_changed_at,
                    "changed_at": changed_at,
                }
                self.db.execute(_KEEP_EARLIER, row)


def open_store(
    path: Path,
    *,
    read_only: bool = False,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    busy_timeout_s: float = BUSY_TIMEOUT_S,
) -> Store:
    """Open the history at `path`, making it and its folder when there is none, readable to its owner alone.

    Read-only it neither makes, migrates nor writes anything. `busy_timeout_s` is how long to wait for another
    program's lock. HistoryUnavailable when it cannot be opened, or was changed by a newer version of Unhunch;
    such a file stays as it is.
    """
    _refuse_an_old_sqlite()
    with told(path):
        if path.is_dir():
            raise HistoryUnavailable(f"A folder stands where the history {path} should be; move it elsewhere.")
        if read_only and not path.exists():
            raise HistoryUnavailable(f"There is no history at {path} yet; it begins with the first routine you play.")
        if path.exists():
            _refuse_what_is_not_ours(path, busy_timeout_s)
        if not read_only:
            _make_private(path)
        db = _connect(path, "ro" if read_only else "rw", busy_timeout_s)
        try:
            _prepare(db, path, read_only=read_only)
        except BaseException:
            db.close()
            raise
        return Store(db, path, now)


def _refuse_an_old_sqlite(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> None:
    """STRICT tables came with SQLite 3.37."""
    if version < (3, 37):
        raise HistoryUnavailable("The history needs SQLite 3.37 or newer; update your system's SQLite.")


def _make_private(path: Path) -> None:
    """Make the folder and an empty file where there are none, and take away what others may do with the file.

    SQLite gives -wal and -shm the mode of the file.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
    for file in (path, *_beside(path)):
        if file.exists() and file.stat().st_mode & 0o077:
            file.chmod(file.stat().st_mode & 0o700)


def _beside(path: Path) -> tuple[Path, Path]:
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def _refuse_what_is_not_ours(path: Path, busy_timeout_s: float) -> None:
    """Look before anything is written, and without leaving a trace where no other program has the file open."""
    from app.history import migrations

    wal, _ = _beside(path)
    with closing(_connect(path, "ro" if wal.exists() else "ro&immutable=1", busy_timeout_s)) as db:
        if migrations.is_newer(db):
            raise HistoryUnavailable(f"The history at {path} was changed by a newer Unhunch; install that version.")
        if not migrations.is_ours(db) and not migrations.is_empty(db):
            raise HistoryUnavailable(f"The database at {path} is not a history of Unhunch; move it elsewhere.")


def _connect(path: Path, mode: str, busy_timeout_s: float) -> "Database":
    from sqlite_utils import Database

    uri = f"{path.absolute().as_uri()}?mode={mode}"
    # isolation_level None: a transaction is where it says BEGIN, and nowhere else.
    connection = sqlite3.connect(uri, uri=True, timeout=busy_timeout_s, isolation_level=None)
    return Database(connection, execute_plugins=False)


def _prepare(db: "Database", path: Path, *, read_only: bool) -> None:
    """Set what SQLite keeps for each connection, and bring the tables up to date when we may write."""
    from app.history import migrations

    if read_only:
        db.execute("PRAGMA query_only = ON")
        if migrations.is_behind(db):
            raise HistoryUnavailable(f"The history at {path} waits to be brought up to date; start Unhunch once.")
        return
    _write_ahead(db)
    db.execute("PRAGMA synchronous = FULL")
    migrations.bring_up_to_date(db)
    db.execute("DELETE FROM tombstones WHERE false")  # a read-only or locked file fails here, not at the first step


def _write_ahead(db: "Database") -> None:
    """Switch the file to a write-ahead log, which it then stays in.

    SQLite does not wait when two programs switch a new file at once: it refuses one, to avoid a deadlock.
    That one waits here until the other is through, and finds the file switched.
    """
    try:
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError:
        db.execute("BEGIN IMMEDIATE")
        db.rollback()
        db.execute("PRAGMA journal_mode = WAL")


def _columns(row: SessionRow | StepRow) -> dict[str, object]:
    return {name: _json(value) if isinstance(value, tuple) else value for name, value in asdict(row).items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _session_of(row: tuple[Any, ...]) -> SessionRow:
    values = dict(zip(_SESSION_FIELDS, row, strict=True))
    for name in ("areas", "kinds", "precautions"):
        values[name] = _list(values[name])
    values["settled"] = None if values["settled"] is None else bool(values["settled"])
    values["share"] = bool(values["share"])
    return SessionRow(**values)


def _step_of(row: tuple[Any, ...]) -> StepRow:
    values = dict(zip(_STEP_FIELDS, row, strict=True))
    return StepRow(**{**values, "areas": _list(values["areas"])})


@lru_cache(maxsize=512)
def _list(text: str) -> tuple[str, ...]:
    """Read a JSON list; the same few stand in row after row."""
    return tuple(json.loads(text))
