"""The section of reminders in the settings: what it sets, and what it says of the desktop."""

from collections.abc import Callable

import pytest

from app.ui.at_login import Autostart
from app.ui.kit.tick import Tick
from app.ui.pages.settings.reminders import NO_NOTICES, NO_TRAY, RemindersSection, told_words
from app.ui.seeing import Seen
from tests.ui.conftest import Desk
from tests.ui.test_settings_page import offered, select, take, words
from tests.ui.test_settings_said import toast

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # off screen
TELLERS = {"idle": "GNOME", "quiet": "KDE", "kept on": "logind", "full screen": "X server"}
ALL_TOLD = Seen(1.0, False, False, False, False, True, TELLERS)


def sits(sit_down: Callable[..., Desk], *, has_tray: bool = True, tells: Seen = ALL_TOLD) -> Desk:
    desk = sit_down()
    desk.has_tray = has_tray
    desk.notices.tells = tells
    desk.app.show_place("settings")
    desk.settle()
    arranging(desk)
    return desk


def arranging(desk: Desk) -> None:
    """Let the desktop be asked, as it is soon after the page is shown."""
    [section] = desk.app.window.findChildren(RemindersSection)
    [one] = [child for child in section.children() if type(child).__name__ == "Arranging"]
    one.look()  # type: ignore[attr-defined]
    desk.settle()


def tick(desk: Desk, name: str) -> Tick:
    [section] = desk.app.window.findChildren(RemindersSection)
    [found] = [one for one in section.findChildren(Tick) if name in (one.text(), one.accessibleName())]
    return found


def test_what_is_ticked_holds_at_once(sit_down: Callable[..., Desk]) -> None:
    desk = sits(sit_down)
    chosen = desk.app._chosen
    assert not select(desk, "What to do then").isVisible()
    tick(desk, "Remind me to move while I am at the desk").click()
    assert chosen.now.remind_breaks
    assert select(desk, "What to do then").isVisible()
    take(desk, "What to do then", "Neck ease")
    assert chosen.now.break_routine == "neck-ease"
    tick(desk, "Breaks on Sunday").click()
    tick(desk, "Breaks on Monday").click()
    assert chosen.now.break_weekdays == ("tue", "wed", "thu", "fri", "sun")
    tick(desk, "Remind me of what is planned for a time").click()
    assert not chosen.now.remind_plan
    take(desk, "Quiet from", "21:30")
    assert chosen.now.quiet_from_s == 21.5 * 3600
    assert "23:30" in offered(desk, "Quiet until")
    tick(desk, "Go on reminding from the tray when the window is closed").click()
    assert chosen.now.keep_running


def test_a_break_routine_that_is_gone_is_said_to_be(sit_down: Callable[..., Desk]) -> None:
    desk = sits(sit_down)
    desk.app._chosen.change(remind_breaks=True, break_routine="gone")
    desk.settle()
    assert "It is no longer there; choose another." in words(desk)


def test_what_the_desktop_tells_is_said(sit_down: Callable[..., Desk]) -> None:
    assert told_words(ALL_TOLD) in words(sits(sit_down))
    assert told_words(ALL_TOLD) == (
        "Away from the keyboard: told by GNOME.\nDo not disturb: told by KDE.\n"
        "Calls and films: told by logind, X server."
    )


def test_that_nobody_shows_notices_or_tells_of_anything_is_said(sit_down: Callable[..., Desk]) -> None:
    desk = sits(sit_down, tells=Seen(shows_notices=False))
    [said] = [one for one in words(desk) if one.startswith(NO_NOTICES)]
    assert "breaks go by the clock alone" in said
    assert "the quiet hours hold" in said


def test_nothing_is_said_of_the_desktop_before_it_was_asked() -> None:
    assert told_words(Seen()) == ""


@pytest.mark.parametrize("has_tray", [True, False])
def test_the_tray_is_offered_where_there_is_one(sit_down: Callable[..., Desk], has_tray: bool) -> None:
    desk = sits(sit_down, has_tray=has_tray)
    assert tick(desk, "Show Unhunch in the tray").isVisible() is has_tray
    assert (NO_TRAY in words(desk)) is not has_tray


def test_starting_with_the_desktop_is_set_and_shown_as_it_is_by_now(sit_down: Callable[..., Desk]) -> None:
    desk = sits(sit_down)
    start = tick(desk, "Start with the desktop, without the window")
    assert not start.isChecked()
    start.click()
    assert desk.at_login.is_on()
    desk.at_login.put(False)  # in the desktop's own settings
    arranging(desk)
    assert not start.isChecked()


def test_that_it_cannot_be_set_is_said_and_the_tick_goes_back(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down()
    (desk.home / "in the way").write_text("a file where the folder should be")
    desk.at_login = Autostart(desk.home / "in the way" / "x.desktop", ["unhunch"])
    desk.app.show_place("settings")
    desk.settle()
    start = tick(desk, "Start with the desktop, without the window")
    start.click()
    assert not start.isChecked()
    assert "Starting with the desktop cannot be set" in toast(desk)[0]
