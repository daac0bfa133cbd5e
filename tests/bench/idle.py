"""The app in the tray with nothing playing: what it costs by being there."""

from pathlib import Path

from tests.bench.children import Screen
from tests.bench.table import Pair, Row
from tests.homes import agree

MOST_PERCENT = 0.2
MOST_WAKE_UPS = 1.0


def measure(screen: Screen, folder: Path) -> list[Row]:
    """Leave it alone for a minute; for longer with UNHUNCH_BENCH_IDLE_S."""
    told = screen.run("app_idle", home=agree(folder / "home"), longest_s=3600.0)
    length = f"{told['for_s']:g} s of it"
    return [
        Row(
            f"in the background, {length}",
            "% of a core",
            [Pair(told["cpu_percent"], MOST_PERCENT)],
            1.0,
            note="beside 0.2 %.",
        ),
        Row(
            "wake-ups there",
            "a second",
            [Pair(told["wake_ups"], MOST_WAKE_UPS)],
            1.0,
            note="of all its threads, beside 1.",
        ),
    ]
