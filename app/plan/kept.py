"""The plan between the rows of the history and the values it thinks in."""

from collections.abc import Iterable
from datetime import date, datetime

from app.history.planning import EndedRow, PlanEventRow
from app.history.rows import day_of, offset_s_of, utc_text
from app.plan.done import Done
from app.plan.events import Change, PlanEvent, change_of, words_of
from app.plan.progress import Rating


def row_of(change: Change, row_id: str, now: datetime, day_start_s: float) -> PlanEventRow:
    """Return a change made now as it is kept; `now` has the zone of where the person is."""
    offset_s = offset_s_of(now)
    return PlanEventRow(row_id, utc_text(now), offset_s, day_of(now, offset_s, day_start_s), *words_of(change))


def events_of(rows: Iterable[PlanEventRow]) -> list[PlanEvent]:
    """Return the changes that this version knows."""
    found = ((row, change_of(row.kind, row.body)) for row in rows)
    return [
        PlanEvent(datetime.fromisoformat(row.at_utc), date.fromisoformat(row.day), change)
        for row, change in found
        if change is not None
    ]


def done_of(rows: Iterable[EndedRow]) -> list[Done]:
    """Return sessions as the plan knows them."""
    return [
        Done(
            row.id,
            row.routine_id,
            date.fromisoformat(row.day),
            row.started_utc,
            row.utc_offset_s,
            row.outcome,
            row.planned_s,
            row.played_s,
            Rating(
                row.pain_before, row.pain_during, row.pain_after, None if row.settled is None else bool(row.settled)
            ),
            row.title,
        )
        for row in rows
    ]
