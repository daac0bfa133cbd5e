"""The queries of a long history beside the same SQL by hand."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from app.history import stats
from app.history.search import Sought, find
from app.history.store import Store, open_store
from tests.bench.children import Screen
from tests.bench.made import make_history
from tests.bench.table import Pair, Row, paired

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


_WEEK = "date(day, '-' || ((strftime('%w', day) + 6) % 7) || ' days')"
_YEAR = "2025-11-24", "2026-11-23"
_BY_HAND = {
    "minutes a week and kind, a year": f"""
SELECT {_WEEK} AS week, coalesce(kind, 'other'), sum(coalesce(done_s, played_s)) AS seconds
FROM sessions LEFT JOIN steps ON session_id = sessions.id WHERE day BETWEEN ? AND ?
GROUP BY week, steps.kind HAVING seconds > 0 ORDER BY week, steps.kind""",
    "pain, a year": """
SELECT day, started_utc, pain_before, pain_during, pain_after FROM sessions
WHERE day BETWEEN ? AND ? AND coalesce(pain_before, pain_during, pain_after) IS NOT NULL ORDER BY day, started_utc""",
    "done most, a year": """
SELECT exercise_id, steps.name, steps.kind, count(DISTINCT session_id) AS sessions, sum(done_s), sum(reps_done),
  max(steps.started_utc)
FROM sessions JOIN steps ON session_id = sessions.id
WHERE day BETWEEN ? AND ? AND steps.outcome IN ('done', 'partial')
GROUP BY exercise_id, steps.kind ORDER BY sessions DESC, sum(done_s) DESC, exercise_id LIMIT 10""",
}
_FAR = 90_000
_FAR_BY_HAND = _NEWEST.replace(
    "FROM sessions ORDER",
    f"""FROM sessions WHERE id IN (
  SELECT id FROM sessions ORDER BY started_utc DESC, id DESC LIMIT 50 OFFSET {_FAR}) ORDER""",
)


def _of_the_page(store: Store, db: sqlite3.Connection) -> Iterator[Row]:
    """Yield each query of the History page beside the same by hand."""
    asked: dict[str, Callable[[], object]] = {
        "minutes a week and kind, a year": lambda: stats.weeks(store, *_YEAR),
        "pain, a year": lambda: stats.pains(store, *_YEAR),
        "done most, a year": lambda: stats.most_done(store, *_YEAR),
    }
    for name, ask in asked.items():
        pairs = paired(ask, partial(_ask, db, _BY_HAND[name], _YEAR), ROUNDS)
        yield Row(f"history, {name}", "ms", pairs, 1.3)
    far = paired(lambda: find(store, Sought(), offset=_FAR), partial(_ask, db, _FAR_BY_HAND, ()), ROUNDS)
    yield Row(f"history, 50 rows after {_FAR:,}", "ms", far, 1.3)


def _ask(db: sqlite3.Connection, sql: str, values: Sequence[object]) -> object:
    return db.execute(sql, values).fetchall()


def _whole(screen: Screen, home: Path) -> Iterator[Row]:
    """Yield what is measured in programs of their own: the page, all of it exported, and a year on paper."""
    (home / "settings.toml").write_text("safety_seen = true\n", encoding="utf-8")
    shown = [screen.run("app_history", home=home) for _ in range(3)]
    for name, figure, most in (("first paint", "painted_ms", 150.0), ("complete", "complete_ms", None)):
        pairs = [Pair(one[figure], one[figure]) for one in shown]
        yield Row(f"History page with {SESSIONS:,} sessions, {name}", "ms", pairs, None, most)
    left = [screen.run("app_leaving", home / "history.db", home) for _ in range(2)]
    for name, figure, unit, most in (
        (f"all of {SESSIONS:,} sessions exported as JSON", "export_ms", "ms", 5000.0),
        ("memory that takes", "export_mb", "MB", 30.0),
        ("the sheet of a year as a PDF", "pdf_ms", "ms", 2000.0),
    ):
        pairs = [Pair(one[figure], one[figure]) for one in left]
        yield Row(name, "MB" if unit == "MB" else "ms", pairs, None, most)


def measure(screen: Screen, folder: Path) -> list[Row]:
    """Ask both by turns, each over its own connection."""
    path = folder / "history.db"
    make_history(path, SESSIONS)
    store = open_store(path)
    with closing(sqlite3.connect(path)) as db:
        days = paired(lambda: store.days(FIRST_DAY, LAST_DAY), lambda: db.execute(_DAYS).fetchall(), ROUNDS)
        newest = paired(lambda: store.sessions(limit=50), lambda: db.execute(_NEWEST).fetchall(), ROUNDS, calls=20)
        of_the_page = [*_of_the_page(store, db)]
    store.close()
    return [
        *_whole(screen, folder),
        *of_the_page,
        Row(f"history, totals of each day of {SESSIONS:,} sessions", "ms", days, 1.3),
        Row(
            f"history, the newest 50 of {SESSIONS:,} sessions",
            "ms",
            newest,
            1.3,
            note="by hand they stay tuples, and lists stay JSON.",
        ),
    ]
