"""How pages come: with a little motion where it is wanted, which nothing waits for."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from app.ui.coming import Coming
from tests.ui.conftest import Desk

Sit = Callable[..., Desk]


def coming(desk: Desk) -> list[Coming]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [one for one in desk.app.window.findChildren(Coming) if one.isVisible()]


def test_a_page_comes_with_a_little_motion_that_lets_presses_through_and_ends(sit_down: Sit) -> None:
    desk = sit_down()
    desk.moves = True
    desk.app.show_place("safety")
    [over] = coming(desk)
    assert over.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    over.way.setCurrentTime(over.way.duration())
    assert coming(desk) == []


def test_one_page_at_a_time_comes_and_the_same_does_not_come_again(sit_down: Sit) -> None:
    desk = sit_down()
    desk.moves = True
    desk.app.show_place("safety")
    desk.app.show_place("settings")
    [over] = coming(desk)
    over.end()
    desk.app.show_place("settings")
    assert coming(desk) == []


def test_with_less_motion_a_page_is_there_at_once(sit_down: Sit) -> None:
    desk = sit_down()
    desk.app.show_place("safety")
    assert coming(desk) == []


@pytest.mark.parametrize("is_less", [False, True])
def test_the_app_moves_unless_the_person_wants_less_motion(sit_down: Sit, is_less: bool) -> None:
    desk = sit_down()
    desk.app._chosen.change(reduced_motion=is_less)
    assert desk.asked_moves() is not is_less
