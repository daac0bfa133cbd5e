"""Start and memory: the app's window beside a bare one, each from its exec."""

from pathlib import Path

from tests.bench.children import Report, Screen
from tests.bench.made import make_history, make_plan
from tests.bench.table import Pair, Row
from tests.homes import agree

ROUNDS = 9
SESSIONS = 10_000


def measure(screen: Screen, folder: Path) -> list[Row]:
    """Start both by turns, after once that does not count."""
    home = folder / "home"
    make_history(agree(home) / "history.db", SESSIONS)
    make_plan(home / "history.db")
    rounds = [_one_round(screen, home) for _ in range(ROUNDS + 1)][1:]

    def pairs(figure: str, reference: str) -> list[Pair]:
        return [Pair(app[figure], bare[reference]) for app, bare in rounds]

    has_memory = all(report["memory_mb"] for both in rounds for report in both)
    return [
        Row("start, first paint of the window", "ms", pairs("painted_ms", "painted_ms"), 1.6),
        Row(
            f"start, Today complete, {SESSIONS:,} sessions kept",
            "ms",
            pairs("complete_ms", "painted_ms"),
            3.0,
            note="with a programme and three routines on the plan; the whole catalogue; no cache file.",
        ),
        Row(
            "memory (PSS), Today open",
            "MB",
            pairs("memory_mb", "memory_mb") if has_memory else [],
            1.6,
            note="both are smaller, and further apart, while other Qt programs run and share its pages.",
        ),
    ]


def _one_round(screen: Screen, home: Path) -> tuple[Report, Report]:
    bare = screen.run("bare_window")
    return screen.run("app_window", home=home), bare
