"""`python -m tests.bench [start|reading|playing ...]`: measure what is named, or all, and print one table."""

import argparse
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from tests.bench import days, figure, finding, idle, playing, queries, reading, windows
from tests.bench.children import Screen, a_screen
from tests.bench.table import Row, table

Measure = Callable[[Screen, Path], list[Row]]

GROUPS: dict[str, Measure] = {
    "start": windows.measure,  # with memory
    "reading": reading.measure,
    "finding": finding.measure,
    "history": queries.measure,
    "playing": playing.measure,
    "figure": figure.measure,
    "today": days.measure,
    "idle": idle.measure,
}


def main(argv: Sequence[str]) -> int:
    """Measure what is named, or all there is; return 1 when something could not be run, whatever the figures."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure against the budgets.")
    parser.add_argument("groups", metavar="GROUP", nargs="*", type=_group, help=f"{', '.join(GROUPS)}; all if left out")
    names: list[str] = parser.parse_args(argv).groups or list(GROUPS)
    rows: list[Row] = []
    failed = []
    with a_screen() as screen:
        for name in names:
            print(f"measuring {name} ...", file=sys.stderr, flush=True)
            try:
                rows += _measured(GROUPS[name], screen)
            except Exception:
                failed.append(f"{name} could not be measured:\n{traceback.format_exc()}")
    print(f"\n{_about(screen)}\n\n{table(rows)}")
    print(*failed, sep="\n", file=sys.stderr)
    return 1 if failed else 0


def _group(name: str) -> str:
    if name not in GROUPS:
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(GROUPS)}")
    return name


def _measured(measure: Measure, screen: Screen) -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="unhunch-bench-") as folder:
        return measure(screen, Path(folder))


def _about(screen: Screen) -> str:
    """Say what it was measured on."""
    return (
        f"Unhunch on Python {platform.python_version()}, PySide6 {version('PySide6')}, {os.cpu_count()} cores; "
        f"windows on: {screen.name}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
