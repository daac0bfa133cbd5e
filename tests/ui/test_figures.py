"""Pictures of exercises on cards and in lists: drawn late, drawn anew when something changed, and never in the way."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import paths
from app.routine.catalog import Catalog
from app.routine.files import files_in
from app.settings import Settings
from app.ui.chosen import Chosen
from app.ui.figures import Figures, Spot, stands_for
from app.ui.theme import Look
from tests.play.test_transcripts import laid_out
from tests.routine.written import bundled, put

SIZE = QSize(132, 84)
RAISED = """
schema: 1
view: front
base: standing
end:
  upper_arm: 150
"""


@pytest.fixture
def parent(qapp: QApplication) -> QObject:
    return QObject(qapp)


def made(look: Look, folder: Path, parent: QObject, catalog: Catalog | None = None) -> Figures:
    chosen = Chosen(Settings(), folder / "settings.toml", lambda: date(2026, 3, 2), parent)
    figures = Figures(look, chosen, folder / "routines", parent)
    figures.know(catalog or bundled())
    return figures


def test_a_picture_is_not_there_at_first_and_is_drawn_soon(
    look: Look, tmp_path: Path, parent: QObject, qtbot: QtBot
) -> None:
    figures, drawn = made(look, tmp_path, parent), list[str]()
    figures.drawn.connect(drawn.append)
    assert figures.picture("cat-cow", SIZE, 1.0) is None
    qtbot.waitUntil(lambda: figures.picture("cat-cow", SIZE, 1.0) is not None)
    assert set(drawn) == {"cat-cow"}


def test_a_spot_is_painted_again_when_its_picture_is_there(
    look: Look, tmp_path: Path, parent: QObject, qtbot: QtBot
) -> None:
    painted: list[bool] = []

    class Watched(Spot):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            painted.append(figures.picture("cat-cow", SIZE, self.devicePixelRatioF()) is not None)

    figures = made(look, tmp_path, parent)
    spot = Watched(figures, "cat-cow", SIZE)
    qtbot.addWidget(spot)
    spot.show()
    qtbot.waitUntil(lambda: bool(painted) and painted[-1])
    assert painted[0] is False
    before = len(painted)
    figures.drawn.emit("wall-angel")
    QApplication.processEvents()
    assert len(painted) == before


def test_every_exercise_has_a_pose_and_what_it_is_for(look: Look, tmp_path: Path, parent: QObject) -> None:
    figures = made(look, tmp_path, parent)
    for slug, exercise in bundled().usable_exercises.items():
        found = figures.exercise(slug)
        assert found is not None
        assert found[1] == exercise.areas
    assert figures.exercise("no-such-thing") is None


def test_a_pose_that_was_changed_is_shown_as_it_is_now(look: Look, tmp_path: Path, parent: QObject) -> None:
    figures = made(look, tmp_path, parent)
    before = figures.exercise("chin-tuck")
    put(tmp_path / "routines" / "poses", RAISED, "chin-tuck.yaml")
    assert figures.exercise("chin-tuck") == before
    figures.know(bundled())
    now = figures.exercise("chin-tuck")
    assert now is not None
    assert before is not None
    assert (now[0].base, before[0].base) == ("standing", "sitting")


@pytest.mark.parametrize(
    ("slug", "exercise"),
    [("desk-stand-move", "walk-it-out"), ("warm-pack-15", "heat-pack"), ("evening-unwind", "long-exhale-breathing")],
)
def test_what_a_routine_is_longest_about_stands_for_it(slug: str, exercise: str) -> None:
    [path] = [path for path in files_in(paths.ROUTINES) if path.stem.endswith(slug)]
    assert stands_for(laid_out(path)) == exercise
