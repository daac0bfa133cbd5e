"""The player page: its keys, its questions, what it shows, and what happens when things fail beside it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.play.dues import State
from app.ui.kit import Button, Label
from app.ui.player.strip import Strip
from app.ui.sound import SoundStatus
from tests.ui.conftest import Desk
from tests.ui.everywhere import point_at
from tests.ui.fakes import WhenTold

Key = Qt.Key


def button(desk: Desk, name: str) -> Button:
    [found] = [one for one in desk.app.window.findChildren(Button) if one.label.startswith(name) and one.isVisible()]
    return found


def state(desk: Desk) -> State:
    return desk.playing.player.state


def words(desk: Desk) -> list[str]:
    return [label.accessibleName() for label in desk.app.window.findChildren(Label) if label.isVisible()]


@pytest.fixture
def desk(sit_down: Callable[[], Desk]) -> Desk:
    desk = sit_down()
    desk.app.play("desk-reset")
    desk.settle()
    return desk


def test_space_pauses_and_goes_on(desk: Desk) -> None:
    desk.passes(5.0)
    desk.press(Key.Key_Space)
    assert state(desk) is State.PAUSED
    assert "Paused. Your place is kept." in words(desk)

    desk.press(Key.Key_Space)

    assert state(desk) is State.PLAYING
    assert "Paused. Your place is kept." not in words(desk)


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_PageDown, Key.Key_MediaNext])
def test_arrows_clickers_and_media_keys_skip(desk: Desk, key: Key) -> None:
    desk.press(key)

    assert desk.playing.player.part is not None
    assert desk.playing.player.part.exercise_id == "shoulder-rolls"


@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_PageUp, Key.Key_MediaPrevious])
def test_arrows_clickers_and_media_keys_go_back(desk: Desk, key: Key) -> None:
    desk.press(Key.Key_Right, key)

    assert desk.playing.player.part is not None
    assert desk.playing.player.part.exercise_id == "eyes-far-focus"


def test_plus_makes_the_step_longer_and_says_why_where_it_cannot(desk: Desk) -> None:
    desk.passes(3.0)
    for _ in range(5):
        desk.press(Key.Key_Plus)

    assert desk.playing.player.left_s == 60.0
    assert "This is done for 1 min at most." in words(desk)
    assert not button(desk, "+10 s").isEnabled()
    assert button(desk, "+10 s").accessibleDescription() == "This is done for 1 min at most."


def test_m_mutes_and_sounds_again(desk: Desk) -> None:
    desk.press(Key.Key_M)
    before = len(desk.sound.played)
    desk.passes(30.0)
    assert len(desk.sound.played) == before

    desk.press(Key.Key_M)
    desk.passes(10.0)

    assert len(desk.sound.played) > before


def test_t_tells_the_time_left(desk: Desk) -> None:
    desk.passes(10.0)

    desk.press(Key.Key_T)

    assert "13 s left in this step, 1 min 53 s in all." in words(desk)


def test_f_fills_the_screen_and_escape_leaves_it_before_it_asks_to_end(desk: Desk) -> None:
    desk.press(Key.Key_F)
    assert desk.app.window.isFullScreen()

    desk.press(Key.Key_Escape)
    assert not desk.app.window.isFullScreen()
    assert "End the routine here?" not in words(desk)
    desk.press(Key.Key_Escape)

    assert "End the routine here?" in words(desk)


def test_a_check_is_answered_by_its_key_and_no_ends_it_with_what_to_do(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("warm-pack-15")
    desk.settle()
    desk.press(Key.Key_Space)  # not an answer
    assert desk.playing.player.state is State.WAITING
    desk.press(Key.Key_Y)
    desk.passes(300.0)
    assert desk.playing.player.segment.kind == "check"

    desk.press(Key.Key_N)

    assert desk.app.window.page == "done"
    assert any(line.startswith("Take the pack off and leave it off.") for line in words(desk))


def test_a_second_pack_within_two_hours_is_not_started_and_says_when(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("warm-pack-15")
    desk.settle()
    desk.press(Key.Key_Y)
    desk.passes(60.0)
    desk.playing.end()
    desk.settle()

    desk.app.play("warm-pack-15")
    desk.settle()

    assert desk.app.window.page == "done"
    assert "You had a pack on less than 2 hours ago. The next one can start at" in " ".join(words(desk))


def test_sleep_and_hold_up_are_told_in_their_own_words(desk: Desk) -> None:
    desk.passes(5.0)
    desk.world.sleep(600.0)
    desk.playing.tick()
    desk.settle()
    assert "The computer was asleep, so the routine paused. That time is not counted." in words(desk)

    desk.press(Key.Key_Space)
    desk.world.pass_(20.0)
    desk.playing.tick()
    desk.settle()

    assert "The app was held up, so the routine paused. That time is not counted." in words(desk)


def test_without_sound_the_player_says_so_once_and_goes_on(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.sound.status = SoundStatus("none", "No sound output was found. Plug one in.")
    desk.app.play("desk-reset")
    desk.passes(10.0)

    assert words(desk).count("No sound output was found. Plug one in.") == 1


def test_a_history_that_cannot_be_written_is_said_and_the_routine_goes_on(
    sit_down: Callable[[], Desk], tmp_path: Path
) -> None:
    (tmp_path / "history.db").mkdir()
    desk = sit_down()
    desk.app.play("desk-reset")
    desk.settle()
    [said] = [line for line in words(desk) if line.endswith("Playing goes on.")]
    assert "history.db" in said

    desk.passes(130.0)
    assert desk.app.window.page == "done"
    desk.app.show_place("history")
    desk.settle()

    assert any("history.db" in line for line in words(desk))


@pytest.mark.logs("an output failed")
def test_an_output_that_fails_stops_neither_the_others_nor_the_routine(desk: Desk) -> None:
    desk.sound.fails = True

    desk.passes(130.0)

    assert desk.app.window.page == "done"
    assert desk.app.journal.read(lambda store: store.sessions()).result()[0].outcome == "completed"


def test_markup_in_a_routine_is_shown_letter_by_letter(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    text = 'schema: 1\nlanguage: en\ntitle: "<b>x</b>"\npurpose: "<i>y</i>"\nsteps:\n  - note: "<u>z</u>"\n'
    (tmp_path / "routines" / "marked.yaml").write_text(text, encoding="utf-8")
    desk = sit_down()
    desk.app.show_routine("marked")
    desk.settle()
    assert {"<b>x</b>", "<i>y</i>", "<u>z</u>"} <= set(words(desk))
    desk.app.play("marked")
    desk.settle()

    shown = [label for label in desk.app.window.findChildren(Label) if label.isVisible()]
    assert {label.textFormat() for label in shown} == {Qt.TextFormat.PlainText}
    assert "<u>z</u>" in words(desk)


def test_a_broken_file_is_a_card_with_its_problems_and_the_rest_stands(
    sit_down: Callable[[], Desk], tmp_path: Path
) -> None:
    (tmp_path / "routines").mkdir()
    (tmp_path / "routines" / "mine.yaml").write_text("steps: [", encoding="utf-8")
    desk = sit_down()

    assert "mine.yaml" in words(desk)
    assert "Two-minute desk reset" in words(desk)


def test_closing_the_window_keeps_what_was_done(desk: Desk) -> None:
    desk.passes(13.0)

    desk.app.window.close()

    from app.history.store import open_store

    store = open_store(desk.outside.places.history, read_only=True)
    [session] = store.sessions()
    store.close()
    assert (session.outcome, session.played_s) == ("partial", 13.0)


def test_arrows_move_the_routine_when_a_button_has_the_focus(desk: Desk) -> None:
    button(desk, "Pause").setFocus()

    desk.press(Key.Key_Right)

    assert desk.playing.player.part is not None
    assert desk.playing.player.part.exercise_id == "shoulder-rolls"


def test_a_note_is_kept_when_the_window_is_closed_over_it(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("desk-reset")
    desk.passes(130.0)
    desk.app.conductor.done.note.setPlainText("Less stiff.")
    desk.settle()

    desk.app.window.close()
    desk.settle()

    from app.history.store import open_store

    store = open_store(desk.outside.places.history, read_only=True)
    assert store.sessions()[0].note == "Less stiff."
    store.close()


def test_start_pressed_twice_while_the_history_is_slow_starts_once(qapp: QApplication, tmp_path: Path) -> None:
    slow = WhenTold()
    desk = Desk(qapp, tmp_path, lambda: slow)
    desk.app.open()
    desk.settle()
    desk.app.play("warm-pack-15")
    desk.app.play("warm-pack-15")

    slow.do_all()
    desk.settle()
    slow.do_all()

    sessions = desk.app.journal.read(lambda store: store.sessions())
    slow.do_all()
    assert [one.outcome for one in sessions.result()] == [None]
    desk.app.window.close()
    desk.app.window.deleteLater()
    desk.app.deleteLater()


def test_at_a_change_of_packs_the_check_says_which_comes_next(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("warm-cool-intervals")
    desk.press(Key.Key_Y)
    desk.passes(180.0)
    desk.settle()

    assert "Change to cool. Look at your skin." in words(desk)


def test_going_on_with_a_pack_after_a_while_away_says_to_look_before_it_goes_back_on(
    sit_down: Callable[[], Desk],
) -> None:
    desk = sit_down()
    desk.app.play("warm-pack-15")
    desk.press(Key.Key_Y)
    desk.passes(60.0)
    desk.press(Key.Key_Space)
    desk.passes(130.0)

    desk.press(Key.Key_Space)

    assert "Before the pack goes back on, look at your skin and touch it." in words(desk)


def test_asking_to_end_with_a_pack_on_says_to_take_it_off(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("warm-pack-15")
    desk.press(Key.Key_Y)
    desk.passes(60.0)

    desk.press(Key.Key_Escape)

    assert "What you have done so far is kept. Take the pack off while you pause." in words(desk)


def test_a_skin_check_nobody_answers_says_to_take_the_pack_off_until_it_is_answered(
    sit_down: Callable[[], Desk],
) -> None:
    desk = sit_down()
    desk.app.play("warm-pack-15")
    desk.press(Key.Key_Y)
    desk.passes(300.0 + 119.0)
    assert "Take the pack off now." not in words(desk)

    desk.passes(40.0)
    desk.settle()
    assert "Take the pack off now." in words(desk)
    desk.press(Key.Key_Y)

    assert "Take the pack off now." not in words(desk)


def test_not_ending_leaves_a_paused_routine_paused(desk: Desk) -> None:
    desk.passes(5.0)

    desk.press(Key.Key_Space, Key.Key_Escape, Key.Key_Escape)

    assert state(desk) is State.PAUSED
    assert "Paused. Your place is kept." in words(desk)


def test_a_maximised_window_is_maximised_again_after_filling_the_screen(desk: Desk) -> None:
    desk.app.window.showMaximized()
    desk.settle()

    desk.press(Key.Key_F, Key.Key_F)

    assert desk.app.window.isMaximized()
    assert not desk.app.window.isFullScreen()


def test_markup_in_what_the_strip_tells_is_shown_letter_by_letter(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    (tmp_path / "routines").mkdir()
    text = 'schema: 1\nlanguage: en\ntitle: x\npurpose: y\nsteps:\n  - note: "<h1>z</h1>"\n'
    (tmp_path / "routines" / "marked.yaml").write_text(text, encoding="utf-8")
    desk = sit_down()
    desk.app.play("marked")
    desk.settle()
    [strip] = desk.app.window.findChildren(Strip)

    point_at(strip, strip.width() / 2)

    assert any(line.startswith("<h1>z</h1>, ") for line in words(desk))


def test_one_space_too_many_at_the_end_does_not_leave_the_done_page(desk: Desk) -> None:
    desk.passes(130.0)

    desk.press(Key.Key_Space)

    assert desk.app.window.page == "done"
    assert desk.app.conductor.done.pain.value() is None


def test_a_digit_on_the_done_page_is_the_pain_now(desk: Desk) -> None:
    desk.passes(130.0)

    desk.press(Key.Key_4)

    assert desk.app.journal.read(lambda store: store.sessions()).result()[0].pain_after == 4


def test_control_and_alt_are_not_ours(desk: Desk) -> None:
    QTest.keyClick(desk.app.window.focusWidget() or desk.app.window, Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    desk.settle()

    assert not desk.app.window.isFullScreen()


def test_space_at_a_check_says_which_keys_answer(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("warm-pack-15")
    desk.settle()

    desk.press(Key.Key_Space)

    assert "This one needs an answer: press Y for yes or N for no." in words(desk)


def test_while_the_history_cannot_be_written_the_done_page_does_not_say_it_is_kept(
    sit_down: Callable[[], Desk], tmp_path: Path
) -> None:
    (tmp_path / "history.db").mkdir()
    desk = sit_down()
    desk.app.play("desk-reset")
    desk.passes(5.0)

    desk.playing.end()
    desk.settle()

    [said] = [line for line in words(desk) if line.startswith("Two-minute desk reset:")]
    assert "It is not in the history yet." in said
    assert "is kept" not in said


def test_an_answer_while_paused_says_to_go_on_first(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("warm-pack-15")
    desk.settle()
    desk.playing.pause()

    desk.press(Key.Key_Y)

    assert "The routine is paused: press space to go on, then answer." in words(desk)
    assert desk.playing.player.index == 0


def test_a_routine_skipped_to_its_end_is_not_praised(desk: Desk) -> None:
    desk.press(*[Key.Key_Right] * 5)

    assert desk.app.window.page == "done"
    assert "That was all." in words(desk)
    assert "Well done." not in words(desk)


def test_when_a_packs_time_is_up_the_page_says_to_take_it_off(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.play("warm-pack-15")
    desk.press(Key.Key_Y)
    desk.passes(300.0)
    while not desk.playing.player.segment.closes_block:
        desk.passes(10.0)
    desk.settle()

    assert "Take the pack off now." in words(desk)
