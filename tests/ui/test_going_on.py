"""A routine that was cut off, in the window of the next start: offered, gone on with, left."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.history.owner import look_at
from app.history.store import open_store
from app.play.dues import State
from app.ui.kit import Label
from app.ui.pages.offer import OfferCard
from tests.ui.conftest import Desk
from tests.ui.test_walk import SHORT, history, put_routine

Key = Qt.Key
SitDown = Callable[..., Desk]


@pytest.fixture
def cut_off(sit_down: SitDown, tmp_path: Path) -> Desk:
    """Play the short routine for 27 s, 13 of them in its stretch, and then have the machine switched off."""
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()
    desk.app.play("few-seconds")
    desk.passes(27.0)
    switch_off(desk)
    return desk


def switch_off(desk: Desk) -> None:
    """Let the app do nothing any more."""
    desk.playing.stop()
    desk.app.journal.close()
    desk.app._closed = True


def start_again(sit_down: SitDown, before: Desk, seconds: float = 720.0) -> Desk:
    """Start the app some time later."""
    desk = sit_down(place="")  # it looks back once its window is painted
    desk.world.now, desk.world.boot_now = before.world.now + seconds, before.world.boot_now + seconds
    desk.app.resuming.look_back()
    desk.settle()
    return desk


def offers(desk: Desk) -> list[list[str]]:
    cards = [card for card in desk.app.window.findChildren(OfferCard) if card.isVisible()]
    return [[label.text() for label in card.findChildren(Label)] for card in cards]


def test_what_was_cut_off_is_offered_on_the_first_page(sit_down: SitDown, cut_off: Desk) -> None:
    desk = start_again(sit_down, cut_off)

    assert offers(desk) == [
        [
            "You were in the middle of A few seconds.",
            "It stopped at 09:00, at Armpit-gaze neck stretch, right side, exercise 2 of 3.",
        ]
    ]
    [session] = history(desk)
    assert session["outcome"] == "interrupted"


def test_gone_on_with_by_keys_it_is_one_completed_session(sit_down: SitDown, cut_off: Desk) -> None:
    desk = start_again(sit_down, cut_off)
    reached = []
    desk.app.window._pages.setFocus()
    for _ in range(3):
        desk.press(Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    names = [widget.accessibleName().split(",")[0] for widget in reached if widget]
    assert names == ["Go on", "Leave it", "Start Upper-back relief"]
    desk.press(Key.Key_Backtab, Key.Key_Backtab, Key.Key_Return)

    assert desk.app.window.page == "player"
    assert offers(desk) == []
    desk.passes(60.0)
    assert desk.app.window.page == "done"
    words = [label.text() for label in desk.app.conductor.done.findChildren(Label)]
    assert "A few seconds: 1 min, all 3 exercises." in words
    [session] = history(desk)
    assert (session["outcome"], session["played_s"]) == ("completed", 61.0)  # 10 s of the stretch, and all of it
    assert [(step["name"], step["side"], step["outcome"]) for step in session["steps"]] == [
        ("Shoulder rolls", "both", "done"),
        ("Armpit-gaze neck stretch", "right", "partial"),
        ("Armpit-gaze neck stretch", "right", "done"),
        ("Armpit-gaze neck stretch", "left", "done"),
    ]
    desk.app.show_place("today")
    assert offers(desk) == []


def test_left_it_is_offered_no_more(sit_down: SitDown, cut_off: Desk) -> None:
    desk = start_again(sit_down, cut_off)
    desk.app.window.today.left.emit()
    assert offers(desk) == []

    assert offers(start_again(sit_down, desk, 60.0)) == []
    [session] = history(desk)
    assert session["outcome"] == "interrupted"


def test_another_routine_started_takes_the_offer_away(sit_down: SitDown, cut_off: Desk) -> None:
    desk = start_again(sit_down, cut_off)
    desk.app.play("desk-reset")
    desk.passes(5.0)
    desk.app.conductor.close_playing()
    desk.app.show_place("today")

    assert offers(desk) == []
    assert {session["outcome"] for session in history(desk)} == {"interrupted", "partial"}


def test_it_is_too_late_to_go_on_with_an_offer_that_stood_there_for_hours(sit_down: SitDown, cut_off: Desk) -> None:
    desk = start_again(sit_down, cut_off)
    desk.world.pass_(4 * 3600.0)
    desk.app.window.today.go_on.emit()

    assert desk.app.window.page == "today"
    assert desk.app.conductor.playing is None
    assert offers(desk) == []


def test_where_a_pack_was_on_it_says_to_take_it_off_and_begins_with_the_check(
    sit_down: SitDown, tmp_path: Path
) -> None:
    before = sit_down()
    before.app.play("warm-pack-15")
    before.playing.answer_yes()
    before.passes(100.0)
    switch_off(before)
    desk = start_again(sit_down, before, 60.0)
    assert offers(desk)[0][-1] == "If the pack is still on, take it off now. Going on begins with a look at your skin."

    desk.app.window.today.go_on.emit()

    assert desk.playing.player.state is State.WAITING
    assert desk.playing.player.segment.closes_block


def test_a_routine_that_plays_in_another_process_is_not_offered(sit_down: SitDown, cut_off: Desk) -> None:
    parent = os.getppid()  # it runs as long as we do
    with closing(open_store(cut_off.outside.places.history)) as store:
        store.db.execute("UPDATE sessions SET owner_pid = ?", [parent])
        store.db.execute("UPDATE playing SET owner_started = ?", [look_at(parent).started])

    desk = start_again(sit_down, cut_off)

    assert offers(desk) == []
    [session] = history(desk)
    assert session["outcome"] is None


def test_a_title_is_shown_letter_by_letter(sit_down: SitDown, tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT.replace("A few seconds", "<b>x</b>"))
    before = sit_down()
    before.app.play("few-seconds")
    before.passes(20.0)
    switch_off(before)
    desk = start_again(sit_down, before)

    [card] = [card for card in desk.app.window.findChildren(OfferCard) if card.isVisible()]
    [label] = [label for label in card.findChildren(Label) if "<b>x</b>" in label.text()]
    assert label.textFormat() is Qt.TextFormat.PlainText


# --- ended by the system ---------------------------------------------------------------------------------------------


def test_ended_by_the_system_what_plays_is_kept_to_the_second_and_offered(sit_down: SitDown, tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    before = sit_down()
    before.app.play("few-seconds")
    before.passes(8.0)
    before.app.leave()
    [session] = history(before)
    assert (session["outcome"], session["played_s"]) == (None, 8.0)
    assert [(step["done_s"], step["outcome"]) for step in session["steps"]] == [(6.0, "partial")]

    assert len(offers(start_again(sit_down, before))) == 1


def test_a_log_out_that_closes_the_window_leaves_what_plays_to_be_gone_on_with(
    sit_down: SitDown, tmp_path: Path
) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    before = sit_down()
    before.app.play("few-seconds")
    before.passes(8.0)
    before.app.keep()
    before.app.window.close()
    [session] = history(before)

    assert session["outcome"] is None


def test_a_log_out_that_is_called_off_ends_nothing(sit_down: SitDown, tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()
    desk.app.play("few-seconds")
    desk.passes(8.0)
    desk.app.keep()
    desk.passes(42.0)

    [session] = history(desk)
    assert session["outcome"] == "completed"


def test_closing_the_window_ends_what_plays(sit_down: SitDown, tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    before = sit_down()
    before.app.play("few-seconds")
    before.passes(8.0)
    before.app.window.close()
    [session] = history(before)

    assert session["outcome"] == "partial"
    assert offers(start_again(sit_down, before)) == []
