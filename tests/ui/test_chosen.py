"""The settings as the app has them: they hold at once, and what keeps them from being written is said once."""

from datetime import date
from pathlib import Path

import pytest

from app.settings import Settings
from app.ui.chosen import Chosen


class Told:
    """Keeps what the settings say of themselves."""

    def __init__(self, path: Path) -> None:
        self.chosen = Chosen(Settings(), path, lambda: date(2026, 11, 23))
        self.changes: list[float] = []
        self.said: list[str] = []
        self.chosen.changed.connect(lambda: self.changes.append(self.chosen.now.volume))
        self.chosen.not_kept.connect(self.said.append)


@pytest.fixture
def told(qapp: object, tmp_path: Path) -> Told:
    return Told(tmp_path / "home" / "settings.toml")


def test_a_change_is_kept_and_told_and_none_is_not(told: Told, tmp_path: Path) -> None:
    told.chosen.change(volume=0.5)
    told.chosen.change(volume=0.5)
    assert (told.changes, told.said) == ([0.5], [])
    assert "volume = 0.5" in (tmp_path / "home" / "settings.toml").read_text(encoding="utf-8")


def test_that_nothing_can_be_written_is_said_once_and_again_after_it_could_be(told: Told, tmp_path: Path) -> None:
    (tmp_path / "home").touch()  # a file where the folder should be
    for volume in (0.1, 0.2, 0.3):
        told.chosen.change(volume=volume)
    assert told.changes == [0.1, 0.2, 0.3]
    assert len(told.said) == 1
    (tmp_path / "home").unlink()
    told.chosen.change(volume=0.4)
    (tmp_path / "home").rename(tmp_path / "elsewhere")
    (tmp_path / "home").touch()
    told.chosen.change(volume=0.5)
    assert len(told.said) == 2
