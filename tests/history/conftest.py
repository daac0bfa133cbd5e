from collections.abc import Iterator
from pathlib import Path

import pytest

from app.history.store import Store, open_store

from .made import a_clock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new, empty history in a file of its own."""
    store = open_store(tmp_path / "history.db", now=a_clock())
    yield store
    store.close()
