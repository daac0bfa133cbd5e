"""Copies of one history that went their own ways, for merging."""

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from app.history.store import Store, open_store
from app.history.transfer.leaving import export_json
from tests.history.made import a_clock


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    with closing(open_store(path, now=a_clock())) as store:
        yield store


def text_of(path: Path) -> str:
    """Everything a history holds, as its JSON; the JSON is gone again."""
    exported = path.with_suffix(".json")
    with opened(path) as store:
        export_json(store, exported)
    text = exported.read_text(encoding="utf-8")
    exported.unlink()
    return text


def rows_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    told: dict[str, list[dict[str, Any]]] = json.loads(text_of(path))
    return told
