"""What is measured with: many routine files and long histories, made up but the same every time."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from app import paths
from app.history.planning import put_events
from app.history.rows import day_of, utc_text
from app.history.store import open_store
from app.plan.events import Change, Put, Started
from app.plan.kept import row_of

_FIRST = datetime(2001, 1, 1, 7, tzinfo=UTC)
_APART = timedelta(hours=2, minutes=24)  # ten a day
_KINDS = ("stretch", "mobility", "strength", "breath")

_SESSION = """
INSERT INTO sessions (
  id, routine_id, title, areas, kinds, started_utc, ended_utc, utc_offset_s, day, planned_s, played_s, outcome,
  pain_before, pain_after, app_version, changed_at
) VALUES (?, ?, ?, '["neck", "upper back"]', '["mobility", "stretch"]', ?, ?, 3600, ?, 300, ?, ?, ?, ?, '0.1.0', ?)
"""
_STEP = """
INSERT INTO steps (
  id, session_id, position, exercise_id, name, kind, areas, side, dose, planned_s, done_s, outcome, started_utc,
  ended_utc, changed_at
) VALUES (?, ?, ?, ?, ?, ?, '["neck"]', ?, '2 x 20 s', 40, ?, 'done', ?, ?, ?)
"""


def make_history(path: Path, sessions: int, steps: int = 2) -> None:
    """Make a history file with so many sessions of so many steps each, ten sessions a day."""
    store = open_store(path)
    db: sqlite3.Connection = store.db.conn
    db.execute("BEGIN")
    db.executemany(_SESSION, _sessions(sessions))
    db.executemany(_STEP, _steps(sessions, steps))
    db.execute("COMMIT")
    store.close()


def _sessions(count: int) -> Iterator[tuple[object, ...]]:
    random = Random(1)
    for number in range(count):
        start = _FIRST + number * _APART
        begun, ended = utc_text(start), utc_text(start + timedelta(minutes=5))
        slug, outcome = f"routine-{random.randrange(40)}", random.choice(("completed", "completed", "partial"))
        played_s, before = random.uniform(20, 300), random.choice((None, *range(8)))
        day = day_of(start, 3600)
        yield (
            _id("s", number),
            slug,
            f"The {slug}",
            begun,
            ended,
            day,
            played_s,
            outcome,
            before,
            before and before - 1,
            ended,
        )


def _steps(sessions: int, steps: int) -> Iterator[tuple[object, ...]]:
    random = Random(2)
    for number in range(sessions):
        session, begun = _id("s", number), utc_text(_FIRST + number * _APART)
        for position in range(steps):
            slug = f"exercise-{random.randrange(80)}"
            side, kind = random.choice(("both", "left", "right")), random.choice(_KINDS)
            step = _id("t", number * steps + position)
            yield (step, session, position, slug, f"The {slug}", kind, side, random.uniform(5, 40), *[begun] * 3)


def _id(kind: str, number: int) -> str:
    return f"{kind}{number:025}"  # as long as a real one, and like it in order of time


def routine_texts(count: int) -> list[str]:
    """Return so many routines, each with a header and 3 to 16 steps of bundled ones."""
    random = Random(3)
    bundled = [path.read_text(encoding="utf-8").split("steps:\n") for path in sorted(paths.ROUTINES.glob("*.yaml"))]
    headers = [header for header, _ in bundled]
    steps = [step for _, body in bundled for step in re.split(r"\n(?=  - )", body.rstrip("\n"))]
    return [_routine(number, random, headers, steps) for number in range(count)]


def _routine(number: int, random: Random, headers: list[str], steps: list[str]) -> str:
    header = re.sub(r"(?m)^title:.*$", f"title: Routine number {number}", random.choice(headers))
    return "\n".join([f"{header}steps:", *random.choices(steps, k=random.randint(3, 16)), ""])


def make_plan(history: Path) -> None:
    """Put three routines on the plan of a history, and begin a programme."""
    now = datetime.now().astimezone()
    store = open_store(history, now=lambda: now)
    first = (now - timedelta(days=10)).date()
    changes: list[Change] = [
        Started(run="r", programme="upper-back-4-weeks", on=first),
        *(
            Put(entry=str(number), routine=slug)
            for number, slug in enumerate(("desk-reset", "neck-ease", "chest-opener"))
        ),
    ]
    put_events(store, [row_of(change, f"event-{number}", now, 4 * 3600.0) for number, change in enumerate(changes)])
    store.close()
