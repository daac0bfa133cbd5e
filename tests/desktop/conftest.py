"""A desktop of our own for each test, where its programs are installed; skipped unless it is asked for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.session import Session, missing

if not os.environ.get("UNHUNCH_DESKTOP"):
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    if lacking := missing():
        pytest.skip(f"this needs {', '.join(lacking)}")
    with Session(tmp_path) as session:
        yield session
