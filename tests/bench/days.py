"""Today as it is worked out: ten years of history and changes of the plan, one answer."""

from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from app import paths
from app.history.store import open_store
from app.plan.facing import facing
from app.plan.reading import Known, read
from app.routine.catalog import load, usable
from tests.bench.children import Screen
from tests.bench.made import make_history, make_plan
from tests.bench.table import Pair, Row
from tests.routine.written import CODES

ROUNDS = 25
MOST_MS = 5.0
SESSIONS = 10_000


def measure(screen: Screen, folder: Path) -> list[Row]:
    """Ask for the day again and again, with all that was read."""
    make_history(folder / "history.db", SESSIONS)
    make_plan(folder / "history.db")
    catalog = load(paths.ROUTINES, folder / "none", CODES)
    programmes, playable = usable(catalog.programmes), frozenset(usable(catalog.routines))
    today = date.today()
    store = open_store(folder / "history.db", read_only=True)
    known = _with_ten_years(read(store, today), today)
    store.close()
    took = []
    for _round in range(ROUNDS):
        start = perf_counter()
        facing(known, programmes, playable, today)
        took.append(Pair((perf_counter() - start) * 1000, MOST_MS))
    return [Row("today, its week, streak and advice, ten years kept", "ms", took, 1.0, note="beside 5 ms.")]


def _with_ten_years(known: Known, today: date) -> Known:
    """Return what is known with a session on every day of ten years, as if all of it had been read."""
    day = next(iter(known.history.values()), ())
    history = {today - timedelta(days=number): day for number in range(1, 3653)}
    return Known(known.plan, {**history, **known.history})
