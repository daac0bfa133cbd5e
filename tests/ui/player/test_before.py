"""Before the clock starts, and what is said once: the voice is waited for, but not for long."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from app.play.dues import State
from app.ui.player.twin import MAKING_READY
from app.ui.voice import VoiceStatus
from tests.ui.conftest import Desk
from tests.ui.test_player_page import button, state, words

Key = Qt.Key
OPENING, READY = VoiceStatus("opening", ""), VoiceStatus("ready", "")


@pytest.fixture
def desk(sit_down: Callable[[], Desk]) -> Desk:
    """A routine is on whose voice is not there yet."""
    desk = sit_down()
    desk.voice.later = OPENING
    desk.app.play("desk-reset")
    desk.settle()
    return desk


def sessions(desk: Desk) -> list[tuple[str | None, float]]:
    rows = desk.app.journal.read(lambda store: store.sessions(limit=9)).result()
    return [(row.outcome, row.played_s) for row in rows]


def test_the_page_is_there_at_once_and_the_clock_starts_with_the_voice(desk: Desk) -> None:
    assert state(desk) is State.READY
    assert desk.app.window.page == "player"
    assert MAKING_READY in words(desk)
    assert desk.voice.said == []
    desk.world.pass_(1.5)

    desk.voice.become(READY)
    desk.settle()

    assert (state(desk), desk.playing.player.offset_s) == (State.PLAYING, 0.0)
    [said] = desk.voice.said
    assert str(said).startswith(desk.playing.player.timeline.parts[0].name)
    assert MAKING_READY not in words(desk)


@pytest.mark.parametrize("voice", ["none", "off"])
def test_a_voice_that_cannot_be_had_holds_nothing_up(desk: Desk, voice: str) -> None:
    desk.voice.become(VoiceStatus(voice, "No voice."))  # type: ignore[arg-type]
    assert state(desk) is State.PLAYING


def test_after_some_seconds_it_starts_without_the_voice(desk: Desk) -> None:
    assert desk.app.conductor._patience.isActive()

    desk.app.conductor._patience.timeout.emit()

    assert state(desk) is State.PLAYING
    assert not desk.app.conductor._patience.isActive()


def test_space_starts_at_once(desk: Desk) -> None:
    assert button(desk, "Start now").isVisible()
    desk.press(Key.Key_Space)
    assert state(desk) is State.PLAYING
    desk.voice.become(READY)
    assert state(desk) is State.PLAYING


def test_nothing_starts_beneath_a_question_and_the_answer_starts_it(desk: Desk) -> None:
    desk.press(Key.Key_Escape)
    desk.voice.become(READY)
    assert state(desk) is State.READY

    desk.press(Key.Key_N)

    assert state(desk) is State.PLAYING


def test_ended_before_it_began_it_is_over_without_a_sound(desk: Desk) -> None:
    desk.press(Key.Key_Escape, Key.Key_Y)

    assert desk.app.window.page == "done"
    assert desk.sound.played == []
    assert sessions(desk) == [("partial", 0.0)]


def test_what_hurts_can_be_said_before_it_began(desk: Desk) -> None:
    desk.press(Key.Key_H)
    button(desk, "Stop the routine").click()
    desk.settle()

    assert desk.app.window.page == "done"
    assert sessions(desk)[0][0] == "partial"


def test_leaving_the_first_one_out_before_it_began_starts_with_the_next(desk: Desk) -> None:
    desk.press(Key.Key_H)
    button(desk, "Leave this one out").click()
    desk.settle()

    part = desk.playing.player.part
    assert state(desk) is State.PLAYING
    assert part is not None
    assert part.exercise_id != "eyes-far-focus"


def test_closed_before_it_began_the_next_one_starts(desk: Desk) -> None:
    desk.app.play("desk-reset")
    desk.voice.become(READY)

    assert state(desk) is State.PLAYING
    assert [outcome for outcome, _ in sessions(desk)] == [None, "partial"]


# Said once


@pytest.mark.parametrize(("voice", "by_reader"), [("ready", 0), ("none", 1)])
def test_the_time_left_is_said_by_the_voice_or_by_a_screen_reader_never_both(
    sit_down: Callable[[], Desk], voice: str, by_reader: int
) -> None:
    desk = sit_down()
    desk.voice.later = VoiceStatus(voice, "")  # type: ignore[arg-type]
    desk.app.play("desk-reset")
    desk.passes(10.0)
    announced: list[str] = []
    desk.app.window.say("x")
    toast = desk.app.window._toast
    assert toast is not None
    toast._announce = lambda _, sentence: announced.append(sentence)

    desk.press(Key.Key_T)

    sentence = "13 s left in this step, 1 min 53 s in all."
    assert announced == [sentence] * by_reader
    assert sentence in words(desk)


def test_while_the_app_is_mute_a_screen_reader_says_it(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("desk-reset")
    desk.passes(3.0)
    announces = [desk.app.conductor.page.announces]
    for _ in range(2):
        desk.press(Key.Key_M)
        announces.append(desk.app.conductor.page.announces)

    assert announces == [False, True, False]


# While nobody can see it


def test_nothing_is_painted_while_the_window_is_hidden_or_another_page_is_shown(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("desk-reset")
    desk.settle()
    page = desk.app.conductor.page
    rates = [page.frames_hz()]
    desk.app.window.hide()
    rates.append(page.frames_hz())
    desk.app.window.show()
    desk.settle()
    rates.append(page.frames_hz())
    desk.app.window.showMinimized()
    rates.append(page.frames_hz())

    assert [rate > 0 for rate in rates] == [True, False, True, False]


def test_come_back_to_the_page_shows_the_time_as_it_is(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("desk-reset")
    desk.passes(4.0)
    desk.app.window.hide()
    desk.world.pass_(3.0)

    desk.app.window.show()
    desk.settle()

    assert desk.playing.player.offset_s == pytest.approx(desk.playing.player._reached_s)
    assert desk.app.conductor.page.stage.dial._moment.digits == "16"  # type: ignore[union-attr]
