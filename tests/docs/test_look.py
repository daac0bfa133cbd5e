"""The page on how the look came about: its pictures are there, all of them, with words, and small."""

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
TEXT = (DOCS / "look.md").read_text(encoding="utf-8")


def test_each_picture_is_there_with_words_and_small() -> None:
    pictures = re.findall(r"!\[([^\]]+)\]\((look/[a-z]+\.png)\)", TEXT)
    assert sorted(path for _, path in pictures) == sorted(f"look/{one.name}" for one in (DOCS / "look").iterdir())
    for words, path in pictures:
        assert len(words) > 20
        assert (DOCS / path).stat().st_size < 80_000
