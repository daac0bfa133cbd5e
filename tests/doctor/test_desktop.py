"""What the doctor says of the desktop, from what probes may find."""

from collections.abc import Iterable
from typing import Any

import pytest

from app.doctor import desktop
from app.doctor.facts import Fact

SEEN = {
    "qt": "6.11.3",
    "platform": "xcb",
    "scheme": "dark",
    "screens": [{"name": "a", "width": 1920, "height": 1080, "scale": 1.5}],
    "tray": True,
}
NOBODY: dict[str, Any] = {"trouble": "nobody is there"}
GNOME: dict[str, Any] = {
    "server": {"value": ["gnome-shell", "GNOME", "46.1", "1.2"]},
    "capabilities": {"value": ["actions", "body"]},
    "quiet KDE": {"trouble": "no such property"},
    "quiet dunst": {"value": True},
    "kept on GNOME": {"value": False},
    "idle GNOME": {"value": 1200},
    "idle ScreenSaver": NOBODY,
    "lock logind": {"value": False},
    "lock ScreenSaver": NOBODY,
    "lock GNOME": {"value": False},
    "reduced motion": NOBODY,
    "animations": {"value": False},
    "accessibility": {"value": "unix:path=/run/user/1000/at-spi/bus"},
    "screen reader": {"value": True},
}


def told(facts: Iterable[Fact]) -> dict[str, tuple[str, str]]:
    return {fact.name: (fact.state, fact.told) for fact in facts}


@pytest.mark.parametrize(
    ("environ", "system", "is_seen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", False),
        ({"QT_QPA_PLATFORM": "offscreen:size=1"}, "linux", False),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_whether_a_window_could_be_seen(environ: dict[str, str], system: str, is_seen: bool) -> None:
    assert desktop.has_display(environ, system) is is_seen


def test_a_window_with_a_tray_is_fine() -> None:
    assert told(desktop.window(SEEN, is_seen=True)) == {
        "Qt": ("fine", "6.11.3"),
        "window": ("fine", "shown by xcb, screens: 1920 x 1080 at 1.5"),
        "tray": ("fine", "there is one"),
    }


def test_without_a_tray_nothing_is_wrong() -> None:
    assert told(desktop.window({**SEEN, "tray": False}, is_seen=True))["tray"][0] == "missing"


def test_without_a_display_the_tray_is_not_asked_about() -> None:
    found = told(desktop.window({**SEEN, "platform": "offscreen", "tray": False}, is_seen=False))

    assert found["Qt"] == ("fine", "6.11.3")
    assert found["window"] == ("missing", desktop.NO_DISPLAY)
    assert found["tray"] == ("missing", "not asked: no display")


def test_a_qt_that_cannot_show_a_window_is_wrong() -> None:
    facts = list(desktop.window({"trouble": "ended by SIGABRT"}, is_seen=True))

    assert told(facts)["Qt"] == ("wrong", "no window can be shown: ended by SIGABRT")
    assert facts[0].remedy


def test_sound_is_told_in_its_own_words_with_the_outputs_there_are() -> None:
    found = {"output": "qt", "told": "Sounds play on Headphones.", "outputs": ["Headphones", "Speakers"]}

    assert told(desktop.sound(found)) == {
        "sound": ("fine", "Sounds play on Headphones."),
        "sound outputs": ("fine", "Headphones, Speakers"),
    }
    silent = {"output": "none", "told": "No sound: ...", "outputs": []}
    assert told(desktop.sound(silent)) == {"sound": ("missing", "No sound: ...")}
    assert told(desktop.sound(NOBODY))["sound"] == ("missing", "cannot be asked: nobody is there")


@pytest.mark.parametrize(
    ("found", "state", "words"),
    [
        ({"engines": ["speechd"], "voices": 1530, "english": 120, "error": ""}, "fine", "1,530 voices, 120 for"),
        ({"engines": ["speechd"], "voices": 0, "english": 0, "error": ""}, "missing", "speechd has no voices"),
        ({"engines": ["speechd"], "voices": 0, "english": 0, "error": "no server"}, "missing", "none: no server"),
        ({"engines": [], "voices": 0, "english": 0, "error": ""}, "missing", "found no speech engine"),
        (NOBODY, "missing", "nobody is there"),
    ],
)
def test_the_voice_or_why_there_is_none(found: dict[str, Any], state: str, words: str) -> None:
    [fact] = desktop.voice(found)

    assert fact.state == state
    assert words in fact.told
    assert bool(fact.remedy) is (state == "missing")


def test_what_a_desktop_answers_is_told() -> None:
    assert told(desktop.services(GNOME, NOBODY)) == {
        "notifications": ("fine", "gnome-shell 46.1, with buttons"),
        "do not disturb": ("fine", "told by dunst, and is on"),
        "idle time": ("fine", "told by GNOME"),
        "full screen": ("missing", "nobody tells (nobody is there)"),
        "screen kept on by others": ("fine", "told by GNOME"),
        "screen lock": ("fine", "told by logind"),
        "reduced motion": ("fine", "the desktop asks for less motion"),
        "accessibility": ("fine", "the bus is there, a screen reader is on"),
    }


def test_a_desktop_that_answers_nothing_costs_a_line_each() -> None:
    found = told(desktop.services(dict.fromkeys(GNOME, NOBODY), NOBODY))

    assert {state for state, _ in found.values()} == {"missing"}
    assert len(found) == 8
    assert found["idle time"][1] == "nobody tells (nobody is there; nobody is there; nobody is there)"


def test_a_service_that_is_started_by_who_uses_it_is_as_good_as_there() -> None:
    later = {"trouble": "it is started when it is needed", "on_demand": True}

    assert told(desktop.services({**GNOME, "server": later}, NOBODY))["notifications"] == ("fine", later["trouble"])


@pytest.mark.parametrize(
    ("reduced", "animations", "words"),
    [
        ({"value": 1}, NOBODY, "asks for less"),
        ({"value": 0}, {"value": True}, "does not ask"),
        (NOBODY, {"value": True}, "does not ask"),
        (NOBODY, NOBODY, "does not tell"),
    ],
)
def test_reduced_motion_is_told_either_way(reduced: object, animations: object, words: str) -> None:
    found = {**GNOME, "reduced motion": reduced, "animations": animations}

    assert words in told(desktop.services(found, NOBODY))["reduced motion"][1]


@pytest.mark.parametrize(
    ("fills", "told_of_it"),
    [
        ({"value": False}, ("fine", "told by X server")),
        (
            {"trouble": "the window manager does not tell"},
            ("missing", "nobody tells (the window manager does not tell)"),
        ),
    ],
)
def test_without_a_bus_there_is_one_line_and_the_x_server_is_asked_all_the_same(
    fills: dict[str, object], told_of_it: tuple[str, str]
) -> None:
    found = told(desktop.services({"trouble": "there is no session bus here"}, {"idle_s": 3.5, "fills": fills}))

    assert list(found) == ["D-Bus", "idle time", "full screen"]
    assert found["D-Bus"][0] == "missing"
    assert found["idle time"] == ("fine", "told by X server")
    assert found["full screen"] == told_of_it
