"""Going from place to place by keys: to each of the rail, back from a page within it, and to what is searched in."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.kit import Button
from tests.docs.test_readme import keys_in
from tests.ui.conftest import Desk

Sit = Callable[..., Desk]
Key = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(sit_down: Sit) -> Desk:
    desk = sit_down(place="")
    desk.app.window.activateWindow()
    return desk


def focused(desk: Desk) -> QWidget:
    return QApplication.focusWidget() or desk.app.window


def press(desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(desk), key, held)
    desk.settle()


def test_each_place_has_a_number(desk: Desk) -> None:
    gone = []
    for key in (Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5, Key.Key_1):
        press(desk, key, CTRL)
        gone.append(desk.app.window.page)
    assert gone == ["library", "history", "safety", "settings", "today"]
    assert list(keys_in("Anywhere but the player")) == ["Ctrl+1", "Ctrl+5"]
    [library] = [one for one in desk.app.window.rail.findChildren(Button) if one.label == "Library"]
    assert "Library (Ctrl+2)" in library.toolTip()


def test_while_a_routine_plays_the_numbers_lead_nowhere(desk: Desk) -> None:
    desk.app.play("desk-reset")
    desk.settle()
    press(desk, Key.Key_2, CTRL)
    assert desk.app.window.page == "player"


INNER: dict[str, tuple[Callable[[Desk], object], str]] = {
    "routine": (lambda desk: desk.app.show_routine("desk-reset"), "library"),
    "plan": (lambda desk: desk.app._plans.show(), "today"),
    "programmes": (lambda desk: desk.app._plans.show_programmes(), "today"),
    "programme": (lambda desk: desk.app._plans.show_programme("calm"), "programmes"),
    "diary": (lambda desk: desk.app.past.noting.show_diary(), "history"),
    "by hand": (lambda desk: desk.app.past.noting.show_by_hand(), "history"),
}


@pytest.mark.parametrize(("key", "held"), [(Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Key.Key_Left, ALT)])
@pytest.mark.parametrize("name", INNER)
def test_escape_and_alt_left_go_back_from_every_page_within_another(
    desk: Desk, name: str, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    go, outer = INNER[name]
    go(desk)
    desk.settle()
    assert desk.app.window.page != outer
    press(desk, key, held)
    assert desk.app.window.page == outer


def test_escape_does_not_leave_what_is_being_written(desk: Desk) -> None:
    desk.app.past.noting.show_diary()
    desk.settle()
    page = desk.app.past.noting.diary
    for field in (page.note, page.medicine):
        field.setFocus()
        press(desk, Key.Key_Escape)
        assert desk.app.window.page == "diary"


@pytest.mark.parametrize(("place", "name"), [("library", "Search the routines"), ("history", "Search the sessions")])
def test_what_can_be_searched_is_by_one_key(desk: Desk, place: str, name: str) -> None:
    desk.app.show_place(place)
    desk.settle()
    page = desk.app.window._by_name[place]
    page.setFocus()
    press(desk, Key.Key_F, CTRL)
    assert focused(desk).accessibleName() == name
    assert list(keys_in("Library, History")) == ["Ctrl+F"]


def test_what_was_pressed_to_start_does_not_have_the_keys_again_as_the_done_page_comes(desk: Desk) -> None:
    started = desk.app.window.today.start_button
    assert started is not None
    started.setFocus()
    started.click()
    desk.settle()
    had: list[QWidget | None] = []
    application = QApplication.instance()
    assert isinstance(application, QApplication)

    def note(_: QWidget | None, now: QWidget | None) -> None:
        had.append(now)

    application.focusChanged.connect(note)
    try:
        desk.playing.end()
        desk.settle()
    finally:
        application.focusChanged.disconnect(note)
    assert desk.app.window.page == "done"
    assert had
    assert not any(isinstance(one, Button) for one in had)
