"""The player page: what it takes of the processor, beside a bare repaint as large, and how soon it opens."""

from pathlib import Path

from tests.bench.children import Screen
from tests.bench.table import Pair, Row

ROUNDS = 3
LENGTH_S = 4.0  # so that all rounds together watch each for twelve seconds

_ROUTINE = """\
schema: 1
language: en
title: A {name} to be measured
purpose: It goes on longer than it is watched.
steps:
  - exercise: {exercise}
    ready: 0 s
"""
_PLAYED = {"hold": "desk-lat-stretch", "breath": "box-breathing"}


def measure(screen: Screen, folder: Path) -> list[Row]:
    """Play a hold and a breath, silently, each right before its reference."""
    home = folder / "home"
    (home / "routines").mkdir(parents=True)
    (home / "settings.toml").write_text('sound_output = "off"\nvoice = "off"\nsafety_seen = true\n', encoding="utf-8")
    for name, exercise in _PLAYED.items():
        text = _ROUTINE.format(name=name, exercise=exercise)
        (home / "routines" / f"bench-{name}.yaml").write_text(text, encoding="utf-8")
    return [*(_row(name, screen, home) for name in _PLAYED), _opening(screen, home)]


def _opening(screen: Screen, home: Path) -> Row:
    """Press Start on a routine's page that was looked at for two seconds."""
    reports = [screen.run("app_opening", "bench-hold", home=home) for _ in range(ROUNDS)]
    pairs = [Pair(report["player_ms"], report["routine_ms"]) for report in reports]
    note = "the reference is the page of the routine, opened for the first time as well."
    return Row("from Start to the player page painted", "ms", pairs, None, 100.0, note)


def _row(name: str, screen: Screen, home: Path) -> Row:
    pairs, rate_hz, area = [], 0.0, ""
    for _ in range(ROUNDS):
        app = screen.run("app_playing", f"bench-{name}", LENGTH_S, home=home)
        rate_hz, area = app["rate_hz"], f"{app['wide']:.0f} x {app['high']:.0f}"
        bare = screen.run("bare_repaint", rate_hz, app["wide"], app["high"], LENGTH_S)
        pairs.append(Pair(app["percent"], bare["percent"]))
    note = f"{rate_hz:.0f} frames a second of figure and dial, {area} pixels."
    return Row(f"playing a {name}", "% of a core", pairs, 4.0, 15.0, note)
