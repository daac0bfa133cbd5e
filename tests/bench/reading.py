"""Reading routine files, guard and walk included, beside PyYAML's fastest safe loader over the same text."""

from pathlib import Path

import yaml

from app.routine.model import Routine
from app.routine.reader import read_file
from tests.bench.children import Screen
from tests.bench.made import routine_texts
from tests.bench.table import Row, paired

FILES = 1000
ROUNDS = 9


def measure(_: Screen, folder: Path) -> list[Row]:
    """Read them all by turns. The reference is given its text; ours opens and decodes each file."""
    texts = routine_texts(FILES)
    files = [folder / f"routine-{number}.yaml" for number in range(FILES)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")

    def read() -> None:
        for file in files:
            if isinstance(found := read_file(file, Routine), list):
                raise ValueError(f"a routine made for measuring has problems: {found[0]}")

    def load() -> None:
        for text in texts:
            yaml.load(text, Loader=yaml.CSafeLoader)

    return [Row(f"reading {FILES:,} routine files", "ms", paired(read, load, ROUNDS), 2.0)]
