"""Check-ins: how it is without a session, what else was used, and how three things of the person's own go."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from app.history import corrections
from app.history.store import Store

WHOLE_BODY = "whole body"  # where nobody said where it hurts
RATE_AGAIN_DAYS = 7  # markers are rated weekly
USED = ("heat", "cold", "massage", "walk", "sleep")


@dataclass(frozen=True)
class Marker:
    """Something a person wants to do with ease again, in their words: 0 cannot do it, 10 no trouble."""

    text: str
    ease: int | None = None


@dataclass(frozen=True, kw_only=True)
class CheckIn:
    """How it is at a moment. `medicine` is the person's own words, kept as they are and never read by the program."""

    id: str
    at_utc: str
    utc_offset_s: int
    day: str
    pain: Mapping[str, int] = field(default_factory=dict)  # by area, 0 to 10
    used: frozenset[str] = frozenset()  # of USED
    medicine: str | None = None
    note: str | None = None
    share: bool = False
    markers: tuple[Marker, ...] = ()  # three at most


_COLUMNS = (
    "id, at_utc, utc_offset_s, day, pain, used_heat, used_cold, used_massage, used_walk, used_sleep, medicine, note, "
    "share, marker_1, marker_1_ease, marker_2, marker_2_ease, marker_3, marker_3_ease"
)

_PUT = f"""
INSERT INTO check_ins ({_COLUMNS}, changed_at) VALUES ({", ".join("?" * 20)})
ON CONFLICT (id) DO UPDATE SET
  {", ".join(f"{name} = excluded.{name}" for name in [*_COLUMNS.split(", ")[1:], "changed_at"])}
"""

_BETWEEN = f"SELECT {_COLUMNS} FROM check_ins WHERE day BETWEEN :from_day AND :to_day ORDER BY at_utc, id"

_NEWEST = f"""
SELECT {_COLUMNS} FROM check_ins WHERE (at_utc, id) < (:before_utc, :before_id)
ORDER BY at_utc DESC, id DESC LIMIT :limit
"""

_MARKED = f"""
SELECT {_COLUMNS} FROM check_ins
WHERE day BETWEEN :from_day AND :to_day AND coalesce(marker_1, marker_2, marker_3) IS NOT NULL
ORDER BY at_utc, id
"""

_ONE = f"SELECT {_COLUMNS} FROM check_ins WHERE id = :id"


def put(store: Store, one: CheckIn) -> None:
    """Write a check-in, or write it again as it is now; what stood there before goes to `audit`."""
    with store.writing() as changed_at:
        if _is_there(store, one.id):
            corrections.keep_whole(store, "check_ins", one.id, changed_at)
        store.connection.execute(_PUT, [*_row_of(one), changed_at])
        corrections.outlive(store, "check_ins", one.id)


def take_away(store: Store, check_in_id: str) -> None:
    """Delete a check-in; `put` undoes it. KeyError when there is no such check-in."""
    with store.writing() as changed_at:
        corrections.keep_whole(store, "check_ins", check_in_id, changed_at)
        store.connection.execute("DELETE FROM check_ins WHERE id = :id", {"id": check_in_id})
        corrections.bury(store, "check_ins", check_in_id, changed_at)


def between(store: Store, from_day: str, to_day: str) -> list[CheckIn]:
    """Return the check-ins of a range of days, both ends included, the earliest first."""
    return [_of_row(row) for row in store.read(_BETWEEN, from_day=from_day, to_day=to_day)]


def newest(store: Store, *, limit: int = 30, before: CheckIn | None = None) -> list[CheckIn]:
    """Return at most `limit` check-ins, the newest first, from the one before on where that is given."""
    at, row_id = (before.at_utc, before.id) if before is not None else ("9999", "")
    rows = store.read(_NEWEST, limit=limit, before_utc=at, before_id=row_id)
    return [_of_row(row) for row in rows]


def marked(store: Store, from_day: str = "0000-01-01", to_day: str = "9999-12-31") -> list[CheckIn]:
    """Return the check-ins in which own markers were rated, the earliest first."""
    return [_of_row(row) for row in store.read(_MARKED, from_day=from_day, to_day=to_day)]


def _is_there(store: Store, check_in_id: str) -> bool:
    return bool(store.read(_ONE, id=check_in_id))


def _row_of(one: CheckIn) -> list[Any]:
    markers = [*one.markers, *[None] * (3 - len(one.markers))]
    told = [value for marker in markers for value in ((marker.text, marker.ease) if marker else (None, None))]
    used = [name in one.used for name in USED]
    pain = json.dumps(dict(one.pain), ensure_ascii=False)
    ours = [one.id, one.at_utc, one.utc_offset_s, one.day, pain, *used, one.medicine, one.note, one.share]
    return ours + told


def _of_row(row: tuple[Any, ...]) -> CheckIn:
    first, used, (medicine, note, share), markers = row[:5], row[5:10], row[10:13], row[13:]
    return CheckIn(
        **dict(zip([one.name for one in fields(CheckIn)][:4], first[:4], strict=True)),
        pain=json.loads(first[4]),
        used=frozenset(name for name, was in zip(USED, used, strict=True) if was),
        medicine=medicine,
        note=note,
        share=bool(share),
        markers=tuple(Marker(text, ease) for text, ease in zip(markers[::2], markers[1::2], strict=True) if text),
    )
