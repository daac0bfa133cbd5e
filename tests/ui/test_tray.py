"""The tray and what it keeps running: how the day stands, what its menu does, and the app without its window."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.plan.events import Paused, Put
from app.plan.today import DayPlan
from app.ui.kit import Label
from app.ui.theme import Look
from app.ui.tray import mark_of, painted, state_words
from tests.ui.conftest import Desk

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # off screen
TEN_S = 36_000.0  # it is nine on the wall when the desk is sat down at


def sits(sit_down: Callable[..., Desk], *, has_tray: bool = True) -> Desk:
    desk = sit_down(place="")
    desk.has_tray = has_tray
    desk.app.mind()
    desk.app.planned.change(Put(entry="1", routine="desk-reset", time_s=TEN_S))
    desk.settle()
    return desk


@pytest.fixture
def desk(sit_down: Callable[..., Desk]) -> Desk:
    """A desktop with a tray, and a routine planned for ten."""
    return sits(sit_down)


def icon(desk: Desk) -> QSystemTrayIcon:
    found = desk.app.minding.tray.icon
    assert found is not None
    return found


def menu(desk: Desk) -> dict[str, QAction]:
    return {one.text(): one for one in icon(desk).contextMenu().actions() if one.text()}


def choose(desk: Desk, words: str) -> None:
    menu(desk)[words].trigger()
    desk.settle()


def toast(desk: Desk) -> str:
    shown = desk.app.window._toast
    return "" if shown is None else "\n".join(label.text() for label in shown.findChildren(Label))


def finish(desk: Desk) -> None:
    desk.passes(200.0)
    desk.app.conductor.done.left.emit()
    desk.settle()


def test_it_tells_how_the_day_stands_and_starts_what_is_next(desk: Desk) -> None:
    assert icon(desk).toolTip() == "Unhunch: next is Two-minute desk reset at 10:00"
    assert list(menu(desk)) == [
        "Next is Two-minute desk reset at 10:00",
        "Start Two-minute desk reset",
        "Snooze all for an hour",
        "Open Unhunch",
        "Quit",
    ]
    choose(desk, "Start Two-minute desk reset")
    assert desk.playing.player.timeline.routine_id == "desk-reset"
    finish(desk)
    assert icon(desk).toolTip() == "Unhunch: all done for today"
    assert not menu(desk)["Nothing to start"].isEnabled()


def test_its_words_and_its_mark_follow_the_day(desk: Desk) -> None:
    def of(day: DayPlan) -> tuple[str, str]:
        return state_words(day, lambda slug: None), mark_of(day)

    assert of(desk.app.planned.today()) == ("next is desk-reset at 10:00", "open")
    assert of(DayPlan(desk.app.planned.day, ())) == ("nothing planned today", "rest")
    desk.app.planned.change(Paused())
    assert of(desk.app.planned.today()) == ("the plan is paused", "rest")


def test_snoozed_for_an_hour_it_says_until_when_and_takes_it_back(desk: Desk) -> None:
    choose(desk, "Snooze all for an hour")
    assert desk.app.minding.reminders.hushed_until is not None
    choose(desk, "Quiet until 10:00; remind again")
    assert desk.app.minding.reminders.hushed_until is None


def test_a_press_on_it_opens_the_window(desk: Desk) -> None:
    desk.app.window.hide()
    icon(desk).activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert not desk.app.window.isVisible()
    icon(desk).activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert desk.app.window.isVisible()


def test_closed_into_the_tray_the_app_goes_on_and_reminds(desk: Desk) -> None:
    desk.app._chosen.change(keep_running=True)
    desk.app.play("desk-reset")
    desk.settle()
    desk.app.window.close()
    assert (desk.app._closed, desk.app.window.isVisible(), desk.app._plays()) == (False, False, False)
    assert not QApplication.quitOnLastWindowClosed()
    choose(desk, "Open Unhunch")
    assert desk.app.window.isVisible()


@pytest.mark.parametrize("why", ["not chosen", "no icon", "no tray"])
def test_closed_otherwise_the_app_ends(sit_down: Callable[..., Desk], why: str) -> None:
    desk = sits(sit_down, has_tray=why != "no tray")
    desk.app._chosen.change(keep_running=why != "not chosen", tray=why != "no icon")
    desk.app.window.close()
    assert desk.app._closed
    assert QApplication.quitOnLastWindowClosed()


def test_quit_ends_the_app_though_the_window_would_stay(desk: Desk) -> None:
    desk.app._chosen.change(keep_running=True)
    choose(desk, "Quit")
    assert desk.app._closed
    assert not desk.app.minding.is_in_tray


def test_quit_asks_first_where_something_would_be_lost(desk: Desk) -> None:
    answers: list[Callable[[], object]] = []
    ask = desk.app.window.may_close

    def hold_it(then: Callable[[], object]) -> bool:
        answers.append(then)
        return False

    desk.app.window.may_close = hold_it
    desk.app.window.hide()
    choose(desk, "Quit")
    assert (desk.app._closed, desk.app.window.isVisible()) == (False, True)
    desk.app.window.may_close = ask
    answers[0]()
    assert desk.app._closed


def test_a_tray_that_comes_up_after_us_is_found(sit_down: Callable[..., Desk]) -> None:
    desk = sits(sit_down, has_tray=False)
    assert not desk.app.minding.is_in_tray
    desk.has_tray = True
    desk.app.minding.tray.late.timeout.emit()
    assert desk.app.minding.is_in_tray


def test_switched_off_in_the_settings_it_goes_and_on_again_it_comes(desk: Desk) -> None:
    desk.app._chosen.change(tray=False)
    assert not desk.app.minding.is_in_tray
    desk.app._chosen.change(tray=True)
    assert desk.app.minding.is_in_tray


def test_where_no_notice_can_be_shown_the_icon_tells_it_and_not_the_window(desk: Desk) -> None:
    desk.notices.refuses = "nobody shows notices here"
    desk.app.window.hide()
    desk.world.pass_(3660.0)
    desk.app.minding.reminders.timer.timeout.emit()
    desk.settle()
    assert desk.app.minding.reminders._said is not None
    assert toast(desk) == ""
    icon(desk).messageClicked.emit()
    assert desk.app.window.isVisible()


def test_begun_unseen_the_app_reminds_and_has_its_window_when_it_is_asked_for(desk: Desk) -> None:
    other = Desk(desk._qt, desk.home / "another")
    other.has_tray = True
    other.app.open_unseen()
    other.settle()
    assert other.app.minding_soon.isActive()
    other.app.minding_soon.timeout.emit()
    other.settle()
    assert other.app.minding.is_in_tray
    assert not other.app.window.isVisible()
    choose(other, "Open Unhunch")
    assert (other.app.window.isVisible(), other.app.window.page) == (True, "today")
    other.app.close()
    other.app.window.deleteLater()


def test_its_icon_differs_by_how_the_day_stands(look: Look) -> None:
    pictures = {
        bytes(painted(look, mark).pixmap(22).toImage().constBits()) for mark in ("rest", "open", "done", "quiet")
    }
    assert len(pictures) == 4
