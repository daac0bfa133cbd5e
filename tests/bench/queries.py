"""The queries of a long history beside the same SQL by hand."""

import sqlite3
from contextlib import closing
from pathlib import Path

from app.history.store import open_store
from tests.bench.children import Screen
from tests.bench.made import make_history
from tests.bench.table import Row, paired

SESSIONS = 100_000
ROUNDS = 15
FIRST_DAY, LAST_DAY = "0000-01-01", "9999-12-31"

_DAYS = "SELECT day, count(*), sum(played_s) FROM sessions GROUP BY day ORDER BY day"
_NEWEST = """
SELECT
  id, routine_id, title, areas, kinds, started_utc, ended_utc, utc_offset_s, day, planned_s, played_s, outcome,
  pain_before, pain_during, pain_after, settled, precautions, note, share, app_version, owner_pid, owner_boot
FROM sessions ORDER BY started_utc DESC, id DESC LIMIT 50
"""


def measure(_: Screen, folder: Path) -> list[Row]:
    """Ask both by turns, each over its own connection."""
    path = folder / "history.db"
    make_history(path, SESSIONS)
    store = open_store(path)
    with closing(sqlite3.connect(path)) as db:
        days = paired(lambda: store.days(FIRST_DAY, LAST_DAY), lambda: db.execute(_DAYS).fetchall(), ROUNDS)
        newest = paired(lambda: store.sessions(limit=50), lambda: db.execute(_NEWEST).fetchall(), ROUNDS, calls=20)
    store.close()
    return [
        Row(f"history, totals of each day of {SESSIONS:,} sessions", "ms", days, 1.3),
        Row(
            f"history, the newest 50 of {SESSIONS:,} sessions",
            "ms",
            newest,
            1.3,
            note="by hand they stay tuples, and lists stay JSON.",
        ),
    ]
