"""Two machines' histories put together: the last change of each row wins, in whatever order the files come.

What wins is the greater in one order that all machines agree on: by `changed_at`, then by content. A session and its
steps are one: the winner's steps are taken whole, so that no two ever claim one place. A row goes when its deletion is
not older than it is. What loses is kept in `audit`, under an id made of its content, so that it is there once.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from app.history.backups import back_up_before_merge
from app.history.files import holds_anything
from app.history.store import Store
from app.history.transfer.arriving import ArrivingError, from_database, from_json
from app.history.transfer.tables import KEYS
from app.history.trouble import told
from app.paths import shown

_SO = "{what}, so nothing was taken in; {remedy}, and try again."
_LOSERS = uuid.UUID("6f1d0c1e-6d6c-5f3b-9a53-0f6b5d2f3c11")  # the space of names for what lost

_TOMBSTONES = """
INSERT INTO tombstones SELECT * FROM guest.tombstones WHERE true
ON CONFLICT (table_name, row_id) DO UPDATE SET changed_at = max(changed_at, excluded.changed_at)
"""

_DEAD = """
SELECT t.id FROM {schema}.{table} AS t JOIN main.tombstones AS dead ON dead.table_name = '{table}' AND row_id = t.id
WHERE dead.changed_at >= {changed_at}
"""

_CHANGED = {  # a session is as new as the newest of itself and its steps
    "sessions": """
        max(t.changed_at, coalesce((SELECT max(s.changed_at) FROM {schema}.steps AS s WHERE s.session_id = t.id), ''))
    """,
    "check_ins": "t.changed_at",
    "plan_events": "t.changed_at",
}

_OTHER_STEPS = """
SELECT theirs.session_id FROM guest.steps AS theirs LEFT JOIN main.steps AS ours ON ours.id = theirs.id
WHERE {differ}
UNION
SELECT ours.session_id FROM main.steps AS ours JOIN guest.sessions ON guest.sessions.id = ours.session_id
WHERE NOT EXISTS (SELECT 1 FROM guest.steps WHERE guest.steps.id = ours.id)
"""


class Taken(NamedTuple):
    """What came of it, in sessions and check-ins."""

    new: int = 0
    changed: int = 0
    gone: int = 0

    def __str__(self) -> str:
        if not any(self):
            return "Everything in it was there already."
        parts = (f"{count} {what}" for count, what in zip(self, ("new", "changed", "deleted"), strict=True) if count)
        return f"Sessions and check-ins taken in: {', '.join(parts)}."


def merge(store: Store, path: Path, day: date, backups: Path | None = None) -> Taken:
    """Take in another machine's history, or nothing of it. With a folder for `backups`, back up before, on `day`.

    Raises ArrivingError where the file is not fit for it, HistoryUnavailable where the disk fails us.
    """
    with from_database(path, store.path) as guest:
        return _take_in(store, guest, path, day, backups)


def import_json(store: Store, path: Path, day: date, backups: Path | None = None) -> Taken:
    """Take in what `export_json` wrote: into an empty history as it is, else as `merge` does."""
    with from_json(path, store.path) as guest:
        return _take_in(store, guest, path, day, backups)


def _take_in(store: Store, guest: Path, path: Path, day: date, backups: Path | None) -> Taken:
    with told(store.path, _SO):
        if backups is not None:
            back_up_before_merge(store.connection, backups, day)
        with _attached(store.connection, guest):
            try:
                return _Merge(store.connection).run()
            except sqlite3.IntegrityError as error:
                raise ArrivingError(
                    f"{shown(path)} does not go together with your history, so nothing was taken in; "
                    "choose another file."
                ) from error


@contextmanager
def _attached(connection: sqlite3.Connection, guest: Path) -> Iterator[None]:
    """Have the other file at hand as `guest`, in one transaction of our own file alone."""
    connection.execute("ATTACH ? AS guest", [f"{guest.absolute().as_uri()}?mode=ro"])
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.commit()
        finally:
            connection.rollback()  # nothing to do after the commit
    finally:
        connection.execute("DETACH guest")


class _Merge:
    """One putting together, within its transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._new = self._changed = self._gone = 0

    def run(self) -> Taken:
        if not holds_anything(self._db):
            return self._take_all()
        self._db.execute(_TOMBSTONES)
        for table in _CHANGED:
            self._bury(table)
        for table in ("audit", "plan_events", "check_ins"):
            self._merge_rows(table)
        self._merge_sessions()
        return Taken(self._new, self._changed, self._gone)

    def _take_all(self) -> Taken:
        for table in KEYS:
            self._db.execute(f"INSERT INTO {table} SELECT * FROM guest.{table} ORDER BY {KEYS[table]}")
        return Taken(new=self._count("sessions") + self._count("check_ins"))

    # --- rows that stand alone

    def _merge_rows(self, table: str) -> None:
        new = self._take_new(table)
        self._new += new * (table == "check_ins")
        for row_id in self._ids(f"SELECT theirs.id {self._pairs(table)} WHERE {self._differ(table)}"):
            ours, theirs = (self._row(schema, table, row_id) for schema in ("main", "guest"))
            wins = _rank(theirs["changed_at"], theirs) > _rank(ours["changed_at"], ours)
            if table != "audit":  # where what lost would go
                self._keep(table, ours if wins else theirs)
            if wins:
                self._write(table, theirs)
                self._changed += table == "check_ins"

    # --- sessions with their steps

    def _merge_sessions(self) -> None:
        pairs = f"SELECT theirs.id {self._pairs('sessions')} WHERE {self._differ('sessions')}"
        steps = _OTHER_STEPS.format(differ=self._differ("steps"))
        differing = self._ids(f"SELECT id FROM ({pairs} UNION {steps}) WHERE id IN (SELECT id FROM main.sessions)")
        self._db.execute("PRAGMA defer_foreign_keys = ON")
        self._db.execute(f"INSERT INTO steps SELECT * FROM guest.steps WHERE {self._is_new('sessions', 'session_id')}")
        self._new += self._take_new("sessions")
        for session_id in differing:
            self._merge_session(session_id)

    def _merge_session(self, session_id: str) -> None:
        (ours, our_steps), (theirs, their_steps) = (self._session(schema, session_id) for schema in ("main", "guest"))
        wins = _rank_of_session(theirs, their_steps) > _rank_of_session(ours, our_steps)
        self._keep("sessions", ours if wins else theirs)
        if wins:
            self._write("sessions", theirs)
            self._db.execute("DELETE FROM steps WHERE session_id = ?", [session_id])
            for step in their_steps:
                self._write("steps", step)
            self._changed += 1

    def _session(self, schema: str, session_id: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        steps = f"SELECT * FROM {schema}.steps WHERE session_id = ? ORDER BY position"
        return self._row(schema, "sessions", session_id), self._rows(steps, session_id)

    # --- what was deleted

    def _bury(self, table: str) -> None:
        """Take away what was deleted elsewhere, and keep it in `audit`, as what is deleted here already."""
        for row_id in self._ids(_dead(table, "main")):
            self._keep(table, self._row("main", table, row_id))
            self._db.execute(f"DELETE FROM main.{table} WHERE id = ?", [row_id])
            self._gone += table != "plan_events"
        for row_id in self._ids(_dead(table, "guest")):
            self._keep(table, self._row("guest", table, row_id))

    # --- with SQL

    def _keep(self, table: str, row: dict[str, Any]) -> None:
        """Put what lost into `audit`, in the same words on each machine."""
        earlier = json.dumps({name: value for name, value in row.items() if name != "changed_at"}, ensure_ascii=False)
        moment = row["changed_at"]
        name = str(uuid.uuid5(_LOSERS, json.dumps([table, moment, earlier])))
        self._db.execute(
            "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [name, table, row["id"], earlier, moment, moment],
        )

    def _write(self, table: str, row: dict[str, Any]) -> None:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        sets = ", ".join(f"{name} = excluded.{name}" for name in row if name != "id")
        sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {sets}"
        self._db.execute(sql, [*row.values()])

    def _take_new(self, table: str) -> int:
        return self._db.execute(f"INSERT INTO {table} SELECT * FROM guest.{table} WHERE {self._is_new(table)}").rowcount

    def _is_new(self, table: str, column: str = "id") -> str:
        """Return the condition for a row that is not there, and was not deleted since it was changed."""
        dead = f" AND {column} NOT IN ({_dead(table, 'guest')})" if table in _CHANGED else ""
        return f"{column} NOT IN (SELECT id FROM main.{table}){dead}"

    def _pairs(self, table: str) -> str:
        return f"FROM guest.{table} AS theirs JOIN main.{table} AS ours ON ours.id = theirs.id"

    def _differ(self, table: str) -> str:
        names = [row[1] for row in self._db.execute(f"PRAGMA main.table_info({table})")]
        ours, theirs = (", ".join(f"{side}.{name}" for name in names) for side in ("ours", "theirs"))
        return f"({ours}) IS NOT ({theirs})"

    def _row(self, schema: str, table: str, row_id: str) -> dict[str, Any]:
        [row] = self._rows(f"SELECT * FROM {schema}.{table} WHERE id = ?", row_id)
        return row

    def _rows(self, sql: str, row_id: str) -> list[dict[str, Any]]:
        cursor = self._db.execute(sql, [row_id])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def _ids(self, sql: str) -> list[str]:
        return [row_id for (row_id,) in self._db.execute(sql)]

    def _count(self, table: str) -> int:
        [(count,)] = self._db.execute(f"SELECT count(*) FROM main.{table}")
        return int(count)


def _dead(table: str, schema: str) -> str:
    return _DEAD.format(table=table, schema=schema, changed_at=_CHANGED[table].format(schema=schema))


def _rank(changed_at: str, content: object) -> tuple[str, str]:
    return changed_at, json.dumps(content)


def _rank_of_session(session: dict[str, Any], steps: list[dict[str, Any]]) -> tuple[str, str]:
    return _rank(max(row["changed_at"] for row in (session, *steps)), [session, steps])
