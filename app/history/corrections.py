"""What a person changes in their history afterwards. Each earlier value goes to `audit`; the deleted can come back."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from app.history.ids import new_id
from app.history.rows import SessionRow, StepRow, day_of, offset_s_of, utc_text
from app.history.store import Store

CORRECTABLE = frozenset(
    {"started_utc", "ended_utc", "utc_offset_s", "day", "played_s", "outcome", "note", "share", "settled"}
    | {"pain_before", "pain_during", "pain_after"}
)

_AUDIT = """
INSERT INTO audit (id, table_name, row_id, earlier, earlier_changed_at, changed_at)
VALUES (:id, :table_name, :row_id, :earlier, :earlier_changed_at, :changed_at)
"""

_BURY = """
INSERT INTO tombstones (table_name, row_id, changed_at) VALUES (:table_name, :row_id, :changed_at)
ON CONFLICT (table_name, row_id) DO UPDATE SET changed_at = excluded.changed_at
"""

_DELETED_AT = "SELECT changed_at FROM tombstones WHERE table_name = :table_name AND row_id = :row_id"


def correct(store: Store, session_id: str, **changed: Any) -> None:
    """Write a session's columns anew; `note=None` takes the note away. What stood there goes to `audit`.

    KeyError when there is no such session; ValueError for a column nobody may change; sqlite3.IntegrityError for a
    value that is not allowed, and then nothing is written.
    """
    if unknown := changed.keys() - CORRECTABLE:
        raise ValueError(f"{', '.join(sorted(unknown))} cannot be corrected")
    with store.writing() as changed_at:
        now = _row(store, "sessions", session_id)
        new = {name: value for name, value in changed.items() if now[name] != value}
        if not new:
            return
        _keep(store, "sessions", now, {name: now[name] for name in new}, changed_at)
        sets = ", ".join(f"{name} = :{name}" for name in new)
        sql = f"UPDATE sessions SET {sets}, changed_at = :changed_at WHERE id = :id"
        store.connection.execute(sql, {**new, "id": session_id, "changed_at": changed_at})


def begun_at(session: SessionRow, local: datetime, day_start_s: float) -> dict[str, object]:
    """Return the columns of a session that began at another time, and lasted as long; `local` has a time zone."""
    begun, offset_s = datetime.fromisoformat(session.started_utc), offset_s_of(local)
    changed: dict[str, object] = {
        "started_utc": utc_text(local),
        "utc_offset_s": offset_s,
        "day": day_of(local, offset_s, day_start_s),
    }
    if session.ended_utc is not None:
        changed["ended_utc"] = utc_text(local + (datetime.fromisoformat(session.ended_utc) - begun))
    return changed


def delete(store: Store, session_id: str) -> tuple[SessionRow, list[StepRow]]:
    """Take a session and its steps away, and return them for `put_back`. KeyError when there is no such session."""
    with store.writing() as changed_at:
        session, steps = store.session(session_id), store.steps(session_id)
        if session is None:
            raise KeyError(session_id)
        keep_whole(store, "sessions", session_id, changed_at)
        for step in steps:
            keep_whole(store, "steps", step.id, changed_at)
        store.connection.execute("DELETE FROM sessions WHERE id = :id", {"id": session_id})
        bury(store, "sessions", session_id, changed_at)
    return session, steps


def put_back(store: Store, session: SessionRow, steps: list[StepRow]) -> None:
    """Undo a deletion: the session is there again as it was, and is newer than its deletion on any other machine."""
    with store.writing():
        store.begin(session)
        for step in steps:
            store.put_step(step)
        outlive(store, "sessions", session.id)


def keep_whole(store: Store, table: str, row_id: str, changed_at: str) -> None:
    """Put a whole row into `audit`. KeyError when there is no such row."""
    row = _row(store, table, row_id)
    _keep(store, table, row, {name: value for name, value in row.items() if name != "changed_at"}, changed_at)


def bury(store: Store, table: str, row_id: str, changed_at: str) -> None:
    """Remember, for merging, that a row was taken away."""
    values = {"table_name": table, "row_id": row_id, "changed_at": changed_at}
    store.connection.execute(_BURY, values)


def outlive(store: Store, table: str, row_id: str) -> None:
    """See that a row is newer than its deletion, also where the clock was set back between them."""
    found = store.read(_DELETED_AT, table_name=table, row_id=row_id)
    for (deleted_at,) in found:
        moment = utc_text(datetime.fromisoformat(deleted_at) + timedelta(microseconds=1))
        sql = f"UPDATE {table} SET changed_at = max(changed_at, :moment) WHERE id = :id"
        store.connection.execute(sql, {"id": row_id, "moment": moment})


def _keep(store: Store, table: str, row: Mapping[str, Any], earlier: Mapping[str, Any], changed_at: str) -> None:
    values = {
        "id": new_id(),
        "table_name": table,
        "row_id": row["id"],
        "earlier": json.dumps(dict(earlier), ensure_ascii=False),
        "earlier_changed_at": row["changed_at"],
        "changed_at": changed_at,
    }
    store.connection.execute(_AUDIT, values)


def _row(store: Store, table: str, row_id: str) -> dict[str, Any]:
    cursor = store.connection.execute(f"SELECT * FROM {table} WHERE id = :id", {"id": row_id})
    found = cursor.fetchone()
    if found is None:
        raise KeyError(row_id)
    return {column[0]: value for column, value in zip(cursor.description, found, strict=True)}
