"""One history per version of the layout, as it was shipped: `python -m tests.history.fixtures [VERSION]` makes one.

A fixture is made once, when a migration is added, and never again.
"""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

from app.history import changes, migrations
from app.history.files import database

DATA = Path(__file__).parents[1] / "data"
Rows = dict[str, list[dict[str, Any]]]


def at(minute: int) -> str:
    return f"2026-03-01T08:{minute:02}:00.000000+00:00"


def a_session(number: int, outcome: str | None, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"session-{number}",
        "routine_id": "desk-reset",
        "title": "Two-minute desk reset: <b>ä</b> 日本",
        "areas": '["neck", "upper back"]',
        "kinds": '["mobility", "stretch"]',
        "started_utc": at(number),
        "ended_utc": at(number + 3) if outcome else None,
        "utc_offset_s": 3600,
        "day": "2026-03-01",
        "planned_s": 123.0,
        "played_s": 120.5,
        "outcome": outcome,
        "pain_before": 4,
        "pain_during": None,
        "pain_after": 0,
        "settled": 1,
        "precautions": '["balance"]',
        "note": "It helped.\nA second line.",
        "share": 1,
        "app_version": "0.1.0",
        "owner_pid": 4321,
        "owner_boot": "boot-a",
        "changed_at": at(number + 4),
        **changes,
    }


def a_step(position: int, outcome: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"step-{position}",
        "session_id": "session-1",
        "position": position,
        "exercise_id": "chin-tuck",
        "name": "Chin tucks",
        "kind": "mobility",
        "areas": '["neck"]',
        "side": ("both", "left", "right", "alternating")[position],
        "dose": "4 x 3 s",
        "sets_planned": 1,
        "reps_planned": 4,
        "reps_done": 3,
        "planned_s": 20.0,
        "done_s": 11.5,
        "outcome": outcome,
        "swapped_from": "neck-rotation",
        "started_utc": at(position),
        "ended_utc": at(position + 1),
        "changed_at": at(position + 1),
        **changes,
    }


# By the version that brought the table; never changed afterwards, only added to.
ROWS: dict[int, Rows] = {
    1: {
        "sessions": [
            a_session(1, "completed"),
            a_session(2, "partial", pain_after=None, settled=None, note=None, share=0),
            a_session(3, "interrupted", areas="[]", kinds="[]", precautions="[]"),
            a_session(4, "by hand", owner_pid=None, owner_boot=None),
            a_session(5, None, pain_before=None, pain_after=None, settled=None, note=None, share=0),
        ],
        "steps": [
            a_step(0, "done"),
            a_step(1, "partial", ended_utc=None, reps_planned=None, reps_done=None, sets_planned=None),
            a_step(2, "skipped", done_s=0.0, swapped_from=None, planned_s=None),
            a_step(3, "hurt", kind="heat", areas="[]"),
        ],
        "check_ins": [
            {
                "id": "check-in-1",
                "at_utc": at(30),
                "utc_offset_s": -18000,
                "day": "2026-03-01",
                "pain": '{"neck": 4, "upper back": 0}',
                "used_heat": 1,
                "used_walk": 1,
                "medicine": "my own words",
                "note": "slept badly",
                "marker_1": "Turning to reverse the car",
                "marker_1_ease": 6,
                "changed_at": at(30),
            }
        ],
        "plan_events": [
            {
                "id": "plan-event-1",
                "at_utc": at(31),
                "utc_offset_s": 3600,
                "day": "2026-03-01",
                "kind": "put on days",
                "body": '{"routine": "desk-reset", "days": [0, 2]}',
                "changed_at": at(31),
            }
        ],
        "audit": [
            {
                "id": "audit-1",
                "table_name": "sessions",
                "row_id": "session-1",
                "earlier": '{"pain_after": 3}',
                "earlier_changed_at": at(4),
                "changed_at": at(5),
            }
        ],
        "tombstones": [{"table_name": "steps", "row_id": "step-9", "changed_at": at(6)}],
    },
    2: {
        "playing": [
            {
                "session_id": "session-3",
                "timeline": '{"routine_id": "desk-reset"}',
                "place": 7,
                "parts_done": "[0, 1]",
                "owner_started": 123456,
                "changed_at": at(7),
            },
            {
                "session_id": "session-5",
                "timeline": "{}",
                "place": 0,
                "parts_done": "[]",
                "owner_started": None,
                "changed_at": at(8),
            },
        ],
    },
}


def versions() -> range:
    """Every version of the layout there has been."""
    return range(1, len(changes.NAMES) + 1)


def fixture(version: int) -> Path:
    return DATA / f"history-v{version}.db"


def make(path: Path, version: int) -> None:
    """Make a history as that version had it, with every table filled."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        later = {"stop_before": changes.NAMES[version]} if version < len(changes.NAMES) else {}
        migrations._MIGRATIONS.apply(database(connection), **later)
        for rows in (ROWS[number] for number in range(1, version + 1) if number in ROWS):
            for table, values in rows.items():
                for row in values:
                    marks = ", ".join(f":{column}" for column in row)
                    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row)


if __name__ == "__main__":
    version = int(sys.argv[1]) if len(sys.argv) > 1 else versions()[-1]
    if fixture(version).exists():
        sys.exit(f"{fixture(version)} is there; what was shipped does not change.")
    make(fixture(version), version)
