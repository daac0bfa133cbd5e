"""What a person can do by key and button in the real window: jump, an easier way, volume, and no way out by mistake."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.play.dues import State
from app.ui.kit.level import Level
from app.ui.player.keys import KEYS
from app.ui.player.strip import Strip
from tests.ui.conftest import Desk
from tests.ui.test_player_page import button, state, words

Key = Qt.Key
SitDown = Callable[[], Desk]
WALL = """\
schema: 1
language: en
title: At the wall
purpose: For a test.
steps:
  - exercise: wall-angel
  - exercise: shoulder-rolls
"""


@pytest.fixture
def desk(sit_down: SitDown) -> Desk:
    desk = sit_down()
    desk.app.play("desk-reset")
    desk.settle()
    return desk


@pytest.fixture
def at_the_wall(sit_down: SitDown, tmp_path: Path) -> Desk:
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "wall.yaml").write_text(WALL, encoding="utf-8")
    desk = sit_down()
    desk.app.play("wall")
    desk.passes(12.0)
    desk.settle()
    return desk


def exercise(desk: Desk) -> str:
    part = desk.playing.player.part
    return part.exercise_id if part else ""


def strip(desk: Desk) -> Strip:
    [found] = desk.app.window.findChildren(Strip)
    return found


def slider(desk: Desk) -> Level:
    [found] = desk.app.window.findChildren(Level)
    return found


def send(part: QWidget, key: Key, *, held: bool = False) -> None:
    """Press a key that QTest has no letter for, or hold one down."""
    event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", held)
    QApplication.sendEvent(part, event)


# Keys


@pytest.mark.parametrize("key", [Key.Key_Period, Key.Key_B, Key.Key_MediaTogglePlayPause, Key.Key_Return])
def test_a_clicker_and_a_headset_pause_and_go_on(desk: Desk, key: Key) -> None:
    desk.passes(3.0)
    page = desk.app.conductor.page
    send(page, key)
    states = [state(desk)]
    send(page, key)
    assert [*states, state(desk)] == [State.PAUSED, State.PLAYING]


@pytest.mark.parametrize("key", [Key.Key_MediaPause, Key.Key_MediaStop])
def test_a_key_for_pausing_alone_never_starts_anything(desk: Desk, key: Key) -> None:
    desk.passes(3.0)
    for _ in range(2):
        send(desk.app.conductor.page, key)
    assert state(desk) is State.PAUSED


@pytest.mark.parametrize("key", list(KEYS))
@pytest.mark.parametrize("twice", [False, True])
def test_no_key_alone_leaves_the_routine_nor_does_one_pressed_twice(desk: Desk, key: Key, twice: bool) -> None:
    desk.passes(8.0)
    for _ in range(1 + twice):
        send(QApplication.focusWidget() or desk.app.window, key)
        desk.settle()
    assert desk.app.window.page == "player"
    assert desk.playing.is_on


def test_a_space_after_an_escape_by_mistake_goes_on(desk: Desk) -> None:
    desk.passes(8.0)
    desk.press(Key.Key_Escape)
    assert state(desk) is State.PAUSED

    desk.press(Key.Key_Space)

    assert state(desk) is State.PLAYING
    assert "End the routine here?" not in words(desk)


def test_a_key_that_is_held_acts_once(desk: Desk) -> None:
    desk.passes(8.0)
    page = desk.app.conductor.page
    QTest.keyClick(page, Key.Key_Right)
    here = exercise(desk)
    for part in (page, button(desk, "Pause")):
        send(part, Key.Key_Right, held=True)

    assert exercise(desk) == here


def test_the_keys_are_told_on_request(desk: Desk) -> None:
    desk.press(Key.Key_Question)

    assert any("H is for when something hurts" in line for line in words(desk))


def test_every_button_tells_its_key(desk: Desk) -> None:
    controls = desk.app.conductor.page._controls
    tips = {one.label: one.toolTip() for one in controls.buttons}

    assert "Pause (Space)" in tips["Pause"]
    assert "(E)" in tips["Easier"]
    assert all("(" in tip for tip in tips.values())


# Jumping


def test_a_click_on_the_strip_asks_and_goes_nowhere_by_itself(desk: Desk) -> None:
    desk.passes(5.0)
    QTest.mouseClick(strip(desk), Qt.MouseButton.LeftButton, pos=QPoint(strip(desk).width() - 4, 8))
    desk.settle()
    last = desk.playing.player.segments[-1]

    assert any(line.startswith("Go to ") for line in words(desk))
    assert state(desk) is State.PAUSED
    assert exercise(desk) == "eyes-far-focus"
    desk.press(Key.Key_Y)
    assert desk.playing.player.segment.station == last.station
    assert state(desk) is State.PLAYING


def test_staying_goes_on_as_before(desk: Desk) -> None:
    desk.passes(5.0)
    left_s = desk.playing.player.left_s
    desk.app.conductor.page.questions.ask_to_go_to(1)
    desk.settle()
    desk.world.pass_(4.0)

    desk.press(Key.Key_N)

    assert state(desk) is State.PLAYING
    assert (exercise(desk), desk.playing.player.left_s) == ("eyes-far-focus", left_s)
    assert not any(line.startswith("Go to ") for line in words(desk))


def test_by_keys_the_strip_is_reached_its_arrows_choose_and_the_page_keeps_its_own(desk: Desk) -> None:
    for _ in range(20):
        if isinstance(QApplication.focusWidget(), Strip):
            break
        desk.press(Key.Key_Tab)
    assert QApplication.focusWidget() is strip(desk)
    desk.passes(5.0)

    desk.press(Key.Key_Right)
    assert exercise(desk) == "eyes-far-focus"
    desk.press(Key.Key_Space)
    assert state(desk) is State.PAUSED
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return)

    assert exercise(desk) == "shoulder-rolls"
    assert state(desk) is State.PAUSED  # as it was


def test_a_question_is_not_jumped_over_and_the_page_says_so(sit_down: SitDown) -> None:
    desk = sit_down()
    desk.app.play("warm-pack-15")
    desk.settle()
    station = desk.playing.player.segments[-1].station

    desk.app.conductor.page.questions.ask_to_go_to(station)
    desk.settle()

    assert "There is a question to answer before that." in words(desk)
    assert desk.playing.player.segment.kind == "check"


# An easier way


def test_e_does_the_easier_exercise_and_says_how_to_take_it_back(at_the_wall: Desk) -> None:
    desk = at_the_wall
    assert button(desk, "Easier").accessibleDescription() == "Forearm wall slide"

    desk.press(Key.Key_E)

    assert exercise(desk) == "wall-slide"
    assert "Forearm wall slide instead. Shift and E take it back." in words(desk)
    QTest.keyClick(desk.app.conductor.page, Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    assert exercise(desk) == "wall-angel"


def test_shift_and_e_take_it_back_where_there_is_something_easier_still(sit_down: SitDown, tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    text = WALL.replace("wall-angel", "reverse-fly")
    (tmp_path / "routines" / "wall.yaml").write_text(text, encoding="utf-8")
    desk = sit_down()
    desk.app.play("wall")
    desk.passes(12.0)
    desk.press(Key.Key_E)
    assert (exercise(desk), bool(desk.playing.player.easier_name)) == ("band-pull-apart", True)
    assert button(desk, "Easier").isEnabled()

    QTest.keyClick(desk.app.conductor.page, Key.Key_E, Qt.KeyboardModifier.ShiftModifier)

    assert exercise(desk) == "reverse-fly"


def test_the_button_takes_it_back_where_nothing_is_easier_still(at_the_wall: Desk) -> None:
    desk = at_the_wall
    button(desk, "Easier").click()
    desk.passes(2.0)
    while desk.playing.player.easier_name:
        desk.playing.easier()
        desk.passes(2.0)

    button(desk, "As before").click()

    assert desk.playing.player.harder_name == "" or exercise(desk) == "wall-angel"


def test_where_nothing_is_easier_the_button_is_off_and_the_key_says_why(desk: Desk) -> None:
    assert not button(desk, "Easier").isEnabled()

    desk.press(Key.Key_E)

    assert exercise(desk) == "eyes-far-focus"
    assert button(desk, "Easier").accessibleDescription() in words(desk)


# How loud it is


def test_up_and_down_change_the_volume_which_is_kept(desk: Desk) -> None:
    desk.press(Key.Key_Down, Key.Key_Down, Key.Key_Up)

    assert desk.app._chosen.now.volume == pytest.approx(0.7)
    assert slider(desk).value() == 70
    assert "volume = 0.7" in desk.outside.places.settings.read_text(encoding="utf-8")


def test_the_slider_is_set_by_the_pointer_once_it_is_let_go(desk: Desk) -> None:
    here = slider(desk)
    QTest.mousePress(here, Qt.MouseButton.LeftButton, pos=QPoint(here.width() - 1, here.height() // 2))
    assert desk.app._chosen.now.volume == 0.8
    QTest.mouseRelease(here, Qt.MouseButton.LeftButton, pos=QPoint(here.width() - 1, here.height() // 2))

    assert desk.app._chosen.now.volume == 1.0


def test_a_volume_changed_in_the_settings_is_shown(desk: Desk) -> None:
    desk.app._chosen.change(volume=0.3)
    assert slider(desk).value() == 30


def test_louder_sounds_again(desk: Desk) -> None:
    page, muted = desk.app.conductor.page, []
    for key in (Key.Key_M, Key.Key_Up):
        desk.press(key)
        muted.append(page.is_muted)

    assert muted == [True, False]
    assert desk.app._chosen.now.volume == pytest.approx(0.9)


def test_with_the_focus_on_the_slider_arrows_are_its_own_and_a_clicker_still_skips(desk: Desk) -> None:
    slider(desk).setFocus()
    desk.press(Key.Key_Right)
    assert exercise(desk) == "eyes-far-focus"
    assert desk.app._chosen.now.volume == pytest.approx(0.9)

    desk.press(Key.Key_PageDown)

    assert exercise(desk) == "shoulder-rolls"
