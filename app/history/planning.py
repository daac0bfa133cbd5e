"""What the plan keeps in the history and reads from it: each act one transaction, each question one query."""

from collections.abc import Iterable
from typing import NamedTuple

from app.history.rows import Outcome
from app.history.store import Store

_PUT = """
INSERT INTO plan_events (id, at_utc, utc_offset_s, day, kind, body, changed_at)
VALUES (:id, :at_utc, :utc_offset_s, :day, :kind, :body, :changed_at)
ON CONFLICT (id) DO NOTHING
"""

_EVENTS = "SELECT id, at_utc, utc_offset_s, day, kind, body FROM plan_events ORDER BY at_utc, id"

_ENDED = """
SELECT id, routine_id, title, day, started_utc, utc_offset_s, outcome, planned_s, played_s,
  pain_before, pain_during, pain_after, settled
FROM sessions WHERE day >= :from_day AND outcome IS NOT NULL
ORDER BY started_utc, id
"""

_SETTLE = "UPDATE sessions SET settled = :settled, changed_at = :changed_at WHERE id = :id"


class PlanEventRow(NamedTuple):
    """One change of the plan, as it stands in its columns; `body` is a JSON object."""

    id: str
    at_utc: str
    utc_offset_s: int
    day: str
    kind: str
    body: str


class EndedRow(NamedTuple):
    """What the plan needs to know of a session that has ended; made by the thousand, so a tuple."""

    id: str
    routine_id: str
    title: str
    day: str
    started_utc: str
    utc_offset_s: int
    outcome: Outcome
    planned_s: float
    played_s: float
    pain_before: int | None
    pain_during: int | None
    pain_after: int | None
    settled: int | None


def settle_down(store: Store, session_id: str, settled: bool) -> None:
    """Write down whether pain had settled by the morning after a session. KeyError when there is no such session."""
    with store.writing() as changed_at:
        values = {"id": session_id, "settled": settled, "changed_at": changed_at}
        if not store.connection.execute(_SETTLE, values).rowcount:
            raise KeyError(session_id)


def put_events(store: Store, rows: Iterable[PlanEventRow]) -> None:
    """Write changes of the plan; one that is there already stays as it is."""
    with store.writing() as changed_at:
        for row in rows:
            store.connection.execute(_PUT, {**row._asdict(), "changed_at": changed_at})


def plan_events(store: Store) -> list[PlanEventRow]:
    """Return every change of the plan, as they were made."""
    return [*map(PlanEventRow._make, store.read(_EVENTS))]


def ended_since(store: Store, from_day: str = "0000-01-01") -> list[EndedRow]:
    """Return the sessions that ended, from a day on, in the order they began."""
    return [*map(EndedRow._make, store.read(_ENDED, from_day=from_day))]
