"""The main job in the real window, by keys alone: follow a routine to the end and find it in the history."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import cli
from app.play.dues import State
from app.ui.kit import Label
from app.ui.pages.library import RoutineCard
from app.ui.pages.sessions import SessionList
from tests.play.fakes import DATA
from tests.ui.conftest import Desk

Key = Qt.Key
SHORT = """\
schema: 1
language: en
title: A few seconds
purpose: For a test.
steps:
  - exercise: shoulder-rolls
    ready: 2 s
    reps: 5
    tempo: 1-0-1
  - rest: 2 s
  - exercise: levator-stretch
    ready: 0 s
    hold: 15 s
    reps: 1
"""


def put_routine(home: Path, name: str, text: str) -> None:
    (home / "routines").mkdir(exist_ok=True)
    (home / "routines" / f"{name}.yaml").write_text(text, encoding="utf-8")


def history(desk: Desk) -> list[dict[str, Any]]:
    """What `unhunch history --json` prints."""
    out = io.StringIO()
    ways = cli.Ways(desk.outside.places, out, io.StringIO(), lambda *_: 0)
    assert cli.run(["history", "--json"], ways) == 0
    sessions: list[dict[str, Any]] = json.loads(out.getvalue())
    return sessions


def open_by_keys(desk: Desk, title: str) -> None:
    """Tab to a routine's card, open it with Enter, and start it with Space."""
    for _ in range(60):
        desk.press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, RoutineCard) and focused.accessibleName().startswith(title):
            break
    desk.press(Key.Key_Return)
    assert desk.app.window.page == "routine"
    desk.press(Key.Key_Space)
    assert desk.app.window.page == "player"


def tab_to_the_scale(desk: Desk) -> None:
    """Tab until the focus is in the pain scale."""
    for _ in range(20):
        desk.press(Key.Key_Tab)
        if desk.app.conductor.done.pain.isAncestorOf(QApplication.focusWidget() or desk.app.window):
            return
    raise AssertionError("the pain scale cannot be reached by Tab")


def test_a_few_seconds_routine_by_keys_ends_on_the_done_page_and_stands_in_the_history(
    sit_down: Callable[[], Desk], tmp_path: Path
) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()
    open_by_keys(desk, "A few seconds")

    desk.passes(50.0)
    assert desk.app.window.page == "done"
    tab_to_the_scale(desk)
    desk.press(Key.Key_3)

    [session] = history(desk)
    assert (session["title"], session["outcome"], session["played_s"]) == ("A few seconds", "completed", 49.0)
    assert session["day"] == "2026-11-23"
    assert [
        (step["name"], step["side"], step["done_s"], step["reps_done"], step["outcome"]) for step in session["steps"]
    ] == [
        ("Shoulder rolls", "both", 10.0, 5, "done"),
        ("Armpit-gaze neck stretch", "right", 15.0, None, "done"),
        ("Armpit-gaze neck stretch", "left", 15.0, None, "done"),
    ]
    assert {"ready", "countdown", "start", "rep", "rest", "switch", "end", "finished"} >= set(desk.sound.played)
    assert desk.sound.played[-1] == "finished"
    assert session["pain_after"] == 3


def test_ended_early_by_keys_it_stands_in_the_history_as_partial(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()
    open_by_keys(desk, "A few seconds")
    desk.passes(8.0)

    desk.press(Key.Key_Escape)
    assert desk.playing.player.state is State.PAUSED
    desk.press(Key.Key_Y)

    assert desk.app.window.page == "done"
    [session] = history(desk)
    assert (session["outcome"], session["played_s"]) == ("partial", 8.0)
    assert [(step["done_s"], step["reps_done"], step["outcome"]) for step in session["steps"]] == [(6.0, 3, "partial")]


def test_escape_alone_never_ends_a_routine(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()
    open_by_keys(desk, "A few seconds")
    desk.passes(8.0)

    desk.press(Key.Key_Escape, Key.Key_Escape)

    assert desk.app.window.page == "player"
    assert desk.playing.player.state is State.PLAYING


def test_every_kind_of_step_by_keys_to_the_end(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    shutil.copy(DATA / "every-step.yaml", tmp_path / "routines")
    desk = sit_down()
    desk.app.play("every-step")
    kinds = set()
    for _ in range(20_000):
        playing = desk.app.conductor.playing
        if playing is None:
            break
        kinds.add((playing.player.segment.kind, playing.player.segment.pack))
        if playing.player.state is State.WAITING:
            desk.passes(2.0)
            desk.press(Key.Key_Y if playing.player.segment.kind == "check" else Key.Key_Space)
        else:
            desk.passes(0.5)

    assert desk.app.window.page == "done"
    assert {kind for kind, _ in kinds} == {"ready", "work", "rest", "switch", "note", "wait", "check"}
    assert {pack for _, pack in kinds} == {None, "heat", "cold"}
    [session] = history(desk)
    assert session["outcome"] == "completed"
    assert {step["side"] for step in session["steps"]} == {"both", "left", "right", "alternating"}
    assert {step["outcome"] for step in session["steps"]} == {"done"}
    assert all(step["done_s"] > 0 for step in session["steps"])


def test_the_session_is_found_in_the_history_page_with_its_steps(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()
    desk.app.play("few-seconds")
    desk.passes(50.0)

    desk.app.show_place("history")
    desk.settle()
    [sessions] = desk.app.window.findChildren(SessionList)
    assert sessions.isVisible()
    told = [sessions.model().index(row, 0).data() for row in range(sessions.model().rowCount())]
    assert told == ["A few seconds, Mon 23 Nov 2026, 09:00, 49 s, Completed"]
    sessions.setFocus()
    desk.press(Key.Key_Return)

    assert desk.app.window.page == "session"
    words = [label.accessibleName() for label in desk.app.window.findChildren(Label) if label.isVisible()]
    assert "Armpit-gaze neck stretch, left" in words
    assert "15 s of 15 s, done" in words
