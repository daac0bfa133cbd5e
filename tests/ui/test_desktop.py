"""What a desktop tells by itself, over buses of our own making."""

import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("jeepney", reason="D-Bus is listened to on Linux alone")

from jeepney import DBusAddress, MatchRule, Message, new_signal

from app.ui.bus import NoAnswer
from app.ui.desktop import Desktop, Which

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is listened to on Linux alone")

MINE = "/org/freedesktop/login1/session/_32"
PROPERTIES = "org.freedesktop.DBus.Properties"
A11Y = "/org/a11y/bus"


class OurBus:
    """A bus that passes on what a rule asks for; what it is not told to answer, it refuses."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.rules: list[MatchRule] = []
        self.is_closed = False
        self._there, self._here = socket.socketpair()
        self._told: list[Message] = []

    def ask(self, name: str, path: str, member: str, *texts: str, interface: str = "") -> Any:
        return self.get(name, path, " ".join((member, *texts)), interface)

    def get(self, name: str, path: str, member: str, interface: str = "") -> Any:
        if member not in self.answers:
            raise NoAnswer(f"{name} is not running")
        return self.answers[member]

    def listen(self, rule: MatchRule) -> None:
        self.rules.append(rule)

    def tell(self, path: str, interface: str, member: str, signature: str, *body: object) -> None:
        signal = new_signal(DBusAddress(path, interface=interface), member, signature, body)
        if any(rule.matches(signal) for rule in self.rules):
            self._told.append(signal)
        self._there.send(b"x")

    def change(self, path: str, interface: str, name: str, value: bool) -> None:
        self.tell(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", interface, {name: ("b", value)}, [])

    def fileno(self) -> int:
        return self._here.fileno()

    def heard(self) -> list[Message]:
        if not self._here.recv(64):
            raise NoAnswer("the bus has gone away")
        told, self._told = self._told, []
        return told

    def go_away(self) -> None:
        self._there.close()

    def close(self) -> None:
        self.is_closed = True
        self._there.close()
        self._here.close()


class Room:
    """A desktop to listen to, with both its buses, or without."""

    def __init__(self) -> None:
        self.session = OurBus({"ScreenReaderEnabled": False})
        self.system = OurBus({"GetSession 2": MINE})
        self.missing: set[Which] = set()
        self.desktop = Desktop(self.connect, {"XDG_SESSION_ID": "2"})

    def connect(self, which: Which) -> OurBus:
        if which in self.missing:
            raise NoAnswer("there is no bus")
        return self.session if which == "SESSION" else self.system


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    room = Room()
    yield room
    room.desktop.close()
    room.session.close()
    room.system.close()


def hears(room: Room, qtbot: QtBot) -> None:
    """Open, and wait until it listens."""
    room.desktop.open()
    qtbot.waitUntil(lambda: bool(room.system.rules) or "SYSTEM" in room.missing)


@pytest.mark.parametrize("saver", ["org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver"])
def test_a_screen_saver_that_comes_on_is_a_lock_and_one_that_goes_is_none(room: Room, qtbot: QtBot, saver: str) -> None:
    locks: list[str] = []
    room.desktop.locked.connect(lambda: locks.append(saver))
    hears(room, qtbot)
    room.session.tell("/ScreenSaver", saver, "ActiveChanged", "b", False)
    with qtbot.waitSignal(room.desktop.locked):
        room.session.tell("/ScreenSaver", saver, "ActiveChanged", "b", True)
    assert locks == [saver]


def test_the_lock_of_this_session_is_told_by_login1_and_nobody_elses(room: Room, qtbot: QtBot) -> None:
    locks: list[int] = []
    room.desktop.locked.connect(lambda: locks.append(1))
    hears(room, qtbot)
    session = "org.freedesktop.login1.Session"
    room.system.change(MINE.replace("32", "33"), session, "LockedHint", True)
    room.system.change(MINE, session, "IdleHint", True)
    room.system.change(MINE, session, "LockedHint", False)
    with qtbot.waitSignal(room.desktop.locked):
        room.system.change(MINE, session, "LockedHint", True)
    assert locks == [1]


def test_outside_a_session_the_one_on_screen_is_listened_to(room: Room, qtbot: QtBot) -> None:
    room.system.answers = {"Display": "/org/freedesktop/login1/session/c1"}
    hears(room, qtbot)
    assert [rule.header_fields["path"] for rule in room.system.rules] == ["/org/freedesktop/login1/session/c1"]


def test_a_screen_reader_is_known_from_the_start_and_when_it_comes_or_goes(room: Room, qtbot: QtBot) -> None:
    room.session.answers["ScreenReaderEnabled"] = True
    with qtbot.waitSignal(room.desktop.screen_reader_changed):
        room.desktop.open()
    assert room.desktop.has_screen_reader
    with qtbot.waitSignal(room.desktop.screen_reader_changed):
        room.session.change(A11Y, "org.a11y.Status", "ScreenReaderEnabled", False)
    assert not room.desktop.has_screen_reader


@pytest.mark.parametrize("missing", ["SESSION", "SYSTEM"])
def test_one_bus_alone_is_listened_to(room: Room, qtbot: QtBot, missing: Which) -> None:
    room.missing = {missing}
    hears(room, qtbot)
    with qtbot.waitSignal(room.desktop.locked):
        if missing == "SYSTEM":
            qtbot.waitUntil(lambda: len(room.session.rules) == 5)
            room.session.tell("/", "org.gnome.ScreenSaver", "ActiveChanged", "b", True)
        else:
            room.system.change(MINE, "org.freedesktop.login1.Session", "LockedHint", True)


def test_a_bus_that_goes_away_costs_itself_alone(room: Room, qtbot: QtBot) -> None:
    hears(room, qtbot)
    room.session.go_away()
    qtbot.waitUntil(lambda: room.session.is_closed)
    with qtbot.waitSignal(room.desktop.locked):
        room.system.change(MINE, "org.freedesktop.login1.Session", "LockedHint", True)


def test_without_any_bus_and_elsewhere_nothing_is_told_and_nothing_breaks(room: Room, qtbot: QtBot) -> None:
    room.missing = {"SESSION", "SYSTEM"}
    room.desktop.open()
    room.desktop.close()
    elsewhere = Desktop(room.connect, {}, system="darwin")
    elsewhere.open()
    assert elsewhere.has_screen_reader in (True, False)
    elsewhere.close()
    assert room.system.rules == []


def test_closed_it_leaves_both_buses_and_may_be_opened_and_closed_again(room: Room, qtbot: QtBot) -> None:
    hears(room, qtbot)
    room.desktop.open()
    room.desktop.close()
    assert (room.session.is_closed, room.system.is_closed) == (True, True)
    room.desktop.close()
