"""The bundled files to hold drafts against, and a home to save them in."""

from pathlib import Path

import pytest

from app import paths
from app.editing.draft import Around
from app.editing.fresh import Folders
from tests.routine.written import CODES, bundled


@pytest.fixture
def around() -> Around:
    """Everything that is bundled."""
    return Around(bundled(), CODES)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """The bundled folder, and one of the person's that is not there yet."""
    return Folders(paths.ROUTINES, tmp_path / "routines")
