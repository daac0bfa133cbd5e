"""An easier exercise asked for in the middle of a routine, in the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.history.rows import StepRow
from app.ui.kit import Label
from tests.ui.conftest import Desk
from tests.ui.test_walk import put_routine

Sit = Callable[[], Desk]
WALL = """\
schema: 1
language: en
title: At the wall
purpose: For a test.
steps:
  - exercise: wall-angel
    ready: 2 s
  - exercise: shoulder-rolls
"""


@pytest.fixture
def wall(tmp_path: Path) -> Path:
    put_routine(tmp_path, "wall", WALL)
    return tmp_path


def steps(desk: Desk) -> list[StepRow]:
    [session] = desk.app.journal.read(lambda store: store.sessions()).result()
    return desk.app.journal.read(lambda store: store.steps(session.id)).result()


def test_it_is_shown_spoken_and_written_as_one(sit_down: Sit, wall: Path) -> None:
    desk = sit_down()
    desk.app.play("wall")
    desk.passes(12.0)
    assert desk.playing.player.easier_name == "Forearm wall slide"
    said_before = len(desk.voice.said)
    desk.playing.easier()

    shown = [label.text() for label in desk.app.conductor.page.findChildren(Label) if label.isVisible()]
    assert any(text.startswith("Forearm wall slide") for text in shown)
    assert {"Next", "Shoulder rolls"} <= set(shown)
    cut_off, said = desk.voice.said[said_before:]
    assert cut_off is None
    assert (said or "").startswith("Forearm wall slide.")
    desk.passes(600.0)
    assert desk.app.window.page == "done"
    assert [(one.exercise_id, one.swapped_from, one.outcome) for one in steps(desk)] == [
        ("wall-angel", None, "partial"),
        ("wall-slide", "wall-angel", "done"),
        ("shoulder-rolls", None, "done"),
    ]


def test_none_is_offered_under_a_precaution_that_applies(sit_down: Sit, wall: Path) -> None:
    (wall / "settings.toml").write_text('safety_seen = true\napplies = ["recent-shoulder-injury"]\n', encoding="utf-8")
    desk = sit_down()
    desk.app.play("wall")
    desk.passes(4.0)
    assert desk.playing.player.easier_name == ""


def test_taken_back_in_the_window_it_is_the_harder_one_again(sit_down: Sit, wall: Path) -> None:
    desk = sit_down()
    desk.app.play("wall")
    desk.passes(12.0)
    desk.playing.easier()
    desk.passes(8.0)
    desk.playing.harder()
    desk.passes(600.0)
    assert [(one.exercise_id, one.outcome) for one in steps(desk)] == [
        ("wall-angel", "partial"),
        ("wall-slide", "partial"),
        ("wall-angel", "done"),
        ("shoulder-rolls", "done"),
    ]
