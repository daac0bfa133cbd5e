"""Filtering the library beside merely looking for the same words in the same texts."""

from dataclasses import replace
from pathlib import Path

from app import paths
from app.play.finding import Wanted, findable, found
from app.play.library import Overview, overviews
from app.routine.catalog import load
from app.routine.texts import precautions
from tests.bench.children import Screen
from tests.bench.table import Row, paired

ROUTINES = 1000
ROUNDS = 9


def measure(_: Screen, folder: Path) -> list[Row]:
    """Ask for two words, two areas, a kind and a length, with each routine there many times over."""
    catalog = load(paths.ROUTINES, folder, precautions(paths.ASSETS))
    bundled = [one for one in overviews(catalog) if isinstance(one, Overview)]
    many = [replace(bundled[n % len(bundled)], slug=f"routine-{n}") for n in range(ROUTINES)]
    ready = findable(many)
    texts = [one.text for one in ready]
    wanted = Wanted("back ease", frozenset({"neck", "upper back"}), frozenset({"stretch", "mobility"}), (2, 20))

    def look_for_words() -> list[str]:
        return [text for text in texts if " back" in text and " ease" in text]

    pairs = paired(lambda: found(ready, wanted), look_for_words, ROUNDS, calls=20)
    note = "the reference looks for the words alone."
    return [Row(f"filtering {ROUTINES:,} routines", "ms", pairs, 20.0, most=30.0, note=note)]
