"""Reminders, the tray and what comes of them, in the real app with a service of notices that is handed in."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.plan.events import Paused, Put, Started, TakenOff
from app.ui.kit import Label
from app.ui.seeing import Seen
from tests.ui.conftest import Desk

TEN_S = 36_000.0  # it is nine on the wall when the desk is sat down at


@pytest.fixture
def desk(sit_down: Callable[..., Desk]) -> Desk:
    """The app in the background, with a routine planned for ten."""
    desk = sit_down(place="")
    desk.app.mind()
    desk.app.planned.change(Put(entry="1", routine="desk-reset", time_s=TEN_S))
    desk.app.window.hide()
    desk.settle()
    return desk


def later(desk: Desk, minutes: float, step_min: float = 1.0) -> None:
    """Let time pass, with a look once a minute."""
    while minutes > 1e-9:
        step = min(step_min, minutes)
        desk.world.pass_(step * 60.0)
        desk.app.minding.reminders.timer.timeout.emit()
        desk.settle()
        minutes -= step


def titles(desk: Desk) -> list[str]:
    return [words.title for words, _ in desk.notices.shown]


def toast(desk: Desk) -> str:
    shown = desk.app.window._toast
    return "" if shown is None else "\n".join(label.text() for label in shown.findChildren(Label))


def test_what_a_programme_makes_shorter_is_told_as_long_as_it_is(desk: Desk) -> None:
    calm = Started(run="r", programme="calm", on=desk.app.planned.day, any_s=TEN_S)
    desk.app.planned.change(TakenOff(entry="1"), calm)
    desk.settle()
    later(desk, 62)
    [(words, _)] = desk.notices.shown
    assert (words.title, words.text) == ("Even slow breathing", "Planned for now, 6 min.")


def test_what_is_planned_is_reminded_of_at_its_time_and_once(desk: Desk) -> None:
    later(desk, 59)
    assert titles(desk) == []
    later(desk, 3)
    [(words, buttons)] = desk.notices.shown
    assert (words.title, words.text) == ("Two-minute desk reset", "Planned for now, 2 min.")
    assert buttons == ["default", "start", "snooze", "skip"]
    later(desk, 120)
    assert len(titles(desk)) == 1


def test_start_on_the_notice_plays_it_in_the_window(desk: Desk) -> None:
    later(desk, 61)
    desk.notices.press("start", "a-token")
    desk.settle()
    assert desk.app.window.isVisible()
    assert desk.playing.player.timeline.routine_id == "desk-reset"
    assert not desk.notices.is_up


def test_put_off_it_comes_back_ten_minutes_later(desk: Desk) -> None:
    later(desk, 61)
    desk.notices.press("snooze")
    later(desk, 9)
    assert len(titles(desk)) == 1
    later(desk, 2)
    assert len(titles(desk)) == 2


def test_skipped_it_is_off_todays_plan(desk: Desk) -> None:
    later(desk, 61)
    desk.notices.press("skip")
    desk.settle()
    assert desk.app.planned.today().open == []
    later(desk, 30)
    assert len(titles(desk)) == 1


def test_done_early_there_is_nothing_to_remind_of(desk: Desk) -> None:
    desk.app.play("desk-reset")
    desk.passes(200.0)
    desk.app.conductor.done.left.emit()
    desk.settle()
    later(desk, 90)
    assert titles(desk) == []


def test_a_notice_is_taken_back_when_it_was_done_meanwhile(desk: Desk) -> None:
    later(desk, 61)
    assert desk.notices.is_up
    desk.app.play("desk-reset")
    desk.passes(200.0)
    desk.app.conductor.done.left.emit()
    later(desk, 1)
    assert not desk.notices.is_up


def test_nothing_is_said_while_a_routine_plays_and_it_is_said_afterwards(desk: Desk) -> None:
    desk.app.play("upper-back-relief")
    desk.settle()
    later(desk, 62)
    assert titles(desk) == []
    desk.playing.end()
    desk.app.conductor.done.left.emit()
    later(desk, 2)
    assert titles(desk) == ["Two-minute desk reset"]


@pytest.mark.parametrize(
    "tells", [Seen(is_quiet=True), Seen(is_kept_on=True), Seen(is_filled=True), Seen(is_locked=True)]
)
def test_do_not_disturb_a_film_and_a_locked_screen_keep_it_quiet(desk: Desk, tells: Seen) -> None:
    desk.notices.tells = tells
    later(desk, 65)
    assert titles(desk) == []
    desk.notices.tells = Seen()
    later(desk, 1)
    assert len(titles(desk)) == 1


def test_films_and_calls_may_be_reminded_through(desk: Desk) -> None:
    desk.app._chosen.change(quiet_when_kept_on=False)
    desk.notices.tells = Seen(is_kept_on=True, is_filled=True)
    later(desk, 61)
    assert len(titles(desk)) == 1


def test_quiet_hours_are_kept(desk: Desk) -> None:
    desk.app._chosen.change(quiet_from_s=9.5 * 3600, quiet_until_s=11 * 3600.0)
    later(desk, 110)
    assert titles(desk) == []


def test_what_was_missed_while_the_machine_slept_is_one_gentle_line(desk: Desk) -> None:
    desk.app.planned.change(
        Put(entry="2", routine="chest-opener", time_s=TEN_S + 1800),
        Put(entry="3", routine="neck-ease", time_s=TEN_S + 3600),
    )
    desk.settle()
    later(desk, 180, step_min=180)
    later(desk, 5)
    [(words, buttons)] = desk.notices.shown
    assert (words.title, words.text) == (
        "3 routines wait for you",
        "Two-minute desk reset, Chest opener, Neck ease. Begin with the first?",
    )
    assert "skip" not in buttons
    desk.notices.press("start")
    desk.settle()
    assert desk.playing.player.timeline.routine_id == "desk-reset"


def test_a_clock_set_back_brings_no_second_reminder(desk: Desk) -> None:
    later(desk, 61)
    desk.notices.press("default")
    desk.app.window.hide()
    desk.world.boot_now -= 1800.0
    later(desk, 40)
    assert len(titles(desk)) == 1


def test_a_clock_set_forward_reminds_once_of_what_it_went_over(desk: Desk) -> None:
    later(desk, 30)
    desk.world.boot_now += 7200.0
    later(desk, 5)
    desk.world.boot_now -= 7200.0
    later(desk, 60)
    assert titles(desk) == ["Two-minute desk reset"]


def test_a_paused_plan_reminds_of_nothing(desk: Desk) -> None:
    desk.app.planned.change(Paused(until=desk.app.planned.day + timedelta(days=3)))
    later(desk, 90)
    assert titles(desk) == []


def test_with_the_window_in_front_it_is_said_there(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down(place="")
    desk.app.mind()
    desk.app.planned.change(Put(entry="1", routine="desk-reset", time_s=TEN_S))
    desk.settle()
    later(desk, 61)
    assert titles(desk) == []
    assert "Two-minute desk reset" in toast(desk)


def test_our_own_window_may_fill_the_screen(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down(place="")
    desk.app.mind()
    desk.app.planned.change(Put(entry="1", routine="desk-reset", time_s=TEN_S))
    desk.notices.tells = Seen(is_filled=True)
    desk.settle()
    later(desk, 61)
    assert "Two-minute desk reset" in toast(desk)


def test_with_the_window_in_front_and_nobody_there_the_notice_waits_for_them(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down(place="")
    desk.app.mind()
    desk.app.planned.change(Put(entry="1", routine="desk-reset", time_s=TEN_S))
    desk.notices.tells = Seen(idle_s=61.0)
    desk.settle()
    later(desk, 61)
    assert titles(desk) == ["Two-minute desk reset"]


def test_without_a_service_of_notices_the_window_says_it(desk: Desk) -> None:
    desk.notices.refuses = "nobody shows notices here"
    desk.app.window.show()
    desk.settle()
    desk.app.window.showMinimized()
    desk.settle()
    later(desk, 61)
    assert "Two-minute desk reset. Planned for now, 2 min." in toast(desk)


def test_breaks_come_every_so_often_at_the_desk_and_idle_time_counts_as_one(desk: Desk) -> None:
    desk.app._chosen.change(remind_breaks=True, break_every_s=1800.0, remind_plan=False)
    desk.notices.tells = Seen(idle_s=0.0)
    later(desk, 31)
    [(words, buttons)] = desk.notices.shown
    assert words.title == "Time to move a little"
    assert "skip" not in buttons
    desk.notices.press("start")
    desk.settle()
    assert desk.playing.player.timeline.routine_id == "desk-reset"
    desk.playing.end()
    desk.app.conductor.done.left.emit()
    desk.app.window.hide()
    desk.notices.tells = Seen(idle_s=600.0)
    later(desk, 20)
    desk.notices.tells = Seen(idle_s=0.0)
    later(desk, 25)
    assert len(titles(desk)) == 1


def test_a_break_is_told_of_even_where_its_routine_is_gone(desk: Desk) -> None:
    desk.app._chosen.change(remind_breaks=True, break_every_s=1800.0, break_routine="gone")
    later(desk, 31)
    [(words, buttons)] = desk.notices.shown
    assert words.text == "30 minutes at the desk are over."
    assert buttons == ["default", "snooze"]


def test_nobody_looks_where_nothing_can_come_due(desk: Desk) -> None:
    timer = desk.app.minding.reminders.timer
    assert timer.isActive()
    desk.app._chosen.change(remind_plan=False)
    assert not timer.isActive()
    assert timer.interval() == 60_000


def test_quiet_for_an_hour_and_back_again(desk: Desk) -> None:
    desk.app.minding.reminders.hush()
    later(desk, 59)
    assert desk.app.minding.reminders.hushed_until is not None
    desk.app.minding.reminders.hush(0.0)
    later(desk, 3)
    assert len(titles(desk)) == 1
