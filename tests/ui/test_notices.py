"""Notices and looks from the thread that waits for them: what is told back, and what happens when nobody answers."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("jeepney", reason="D-Bus is spoken on Linux alone")

from app.plan.due import Words
from app.ui.bus import NoAnswer
from app.ui.notices import Notices
from app.ui.notifying import NAME, PATH
from app.ui.seeing import Seen, Which
from tests.ui.test_desktop import OurBus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a bus is listened to on Linux alone")

WORDS = Words("Desk reset", "Planned for now, 2 min.")
BUTTONS = [("default", "Open"), ("start", "Start")]


class NoticeBus(OurBus):
    """A bus with a service of notices, which may be away; and it may be the bus that goes."""

    def __init__(self) -> None:
        super().__init__({"GetServerInformation": ("dunst", "knopwob", "1", "1.2"), "GetIdletime": 5000})
        self.sent: list[tuple[str, Sequence[Any]]] = []
        self.is_gone = False
        self.is_away = False
        self._here.setblocking(False)

    def call(self, name: str, path: str, member: str, signature: str, values: Sequence[Any], **how: object) -> Any:
        if name != NAME or self.is_away:
            raise NoAnswer(f"{name} is not running")
        self.sent.append((member, values))
        return {"GetCapabilities": ["actions"], "Notify": 7}.get(member, ())

    def press(self, what: str) -> None:
        self.tell(PATH, NAME, "ActionInvoked", "us", 7, what)

    def heard(self) -> list[Any]:
        if self.is_gone:
            raise NoAnswer("the bus has gone away")
        try:
            return super().heard()
        except BlockingIOError:
            return []

    @property
    def members(self) -> list[str]:
        return [member for member, _ in self.sent]


class Room:
    """A desktop that shows notices; what joins its bus gets a new connection each time."""

    def __init__(self) -> None:
        self.joined: list[NoticeBus] = []
        self.has_bus = True
        self.fails = False

    def connect(self, which: Which) -> Any:
        if self.fails:
            raise RuntimeError("a fault of ours")
        if not self.has_bus or which == "SYSTEM":
            raise NoAnswer("there is no bus")
        self.joined.append(NoticeBus())
        return self.joined[-1]

    @property
    def bus(self) -> NoticeBus:
        return self.joined[-1]


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
def make(room: Room) -> Iterator[Callable[..., Notices]]:
    made: list[Notices] = []

    def make(system: str = "linux") -> Notices:
        made.append(
            Notices(
                room.connect, lambda: [("X server", lambda: 9.0)], lambda: [("X server", lambda: True)], system=system
            )
        )
        return made[-1]

    yield make
    for one in made:
        one.close()


def alive() -> bool:
    return any(one.name == "notices" for one in threading.enumerate())


def show(notices: Notices, qtbot: QtBot) -> bool:
    with qtbot.waitSignal(notices.shown) as told:
        notices.show(WORDS, BUTTONS)
    return bool(told.args[0])


def test_nothing_is_joined_before_anything_is_asked(make: Callable[..., Notices], room: Room) -> None:
    make().close()
    assert room.joined == []


def test_a_notice_is_shown_pressed_and_taken_back(make: Callable[..., Notices], room: Room, qtbot: QtBot) -> None:
    notices = make()
    assert show(notices, qtbot) is True
    with qtbot.waitSignal(notices.pressed) as told:
        room.bus.press("start")
    assert told.args == ["start", ""]
    notices.withdraw()
    qtbot.waitUntil(lambda: room.bus.members[-1] == "CloseNotification")
    assert len(room.joined) == 1


def test_closed_it_takes_its_notice_away_and_leaves_the_bus(
    make: Callable[..., Notices], room: Room, qtbot: QtBot
) -> None:
    notices = make()
    show(notices, qtbot)
    notices.close()
    assert (room.bus.members[-1], room.bus.is_closed) == ("CloseNotification", True)
    assert show(notices, qtbot) is True
    assert len(room.joined) == 2


def test_where_nobody_shows_it_that_is_said_and_the_next_is_tried_anew(
    make: Callable[..., Notices], room: Room, qtbot: QtBot
) -> None:
    notices = make()
    room.has_bus = False
    with qtbot.waitSignal(notices.refused) as told:
        notices.show(WORDS, BUTTONS)
    assert told.args == ["there is no bus"]
    notices.withdraw()
    room.has_bus = True
    assert show(notices, qtbot) is True
    room.bus.is_away = True
    with qtbot.waitSignal(notices.refused):
        notices.show(WORDS, BUTTONS)
    assert show(notices, qtbot) is True
    assert [one.is_closed for one in room.joined] == [True, False]


def test_a_bus_that_went_away_is_joined_again(make: Callable[..., Notices], room: Room, qtbot: QtBot) -> None:
    notices = make()
    show(notices, qtbot)
    first = room.bus
    first.is_gone = True
    first.press("start")
    qtbot.waitUntil(partial(getattr, first, "is_closed"))
    assert show(notices, qtbot) is True
    assert room.bus is not first


def test_what_the_desktop_tells_is_told(make: Callable[..., Notices], room: Room, qtbot: QtBot) -> None:
    notices = make()
    with qtbot.waitSignal(notices.seen) as told:
        notices.look()
    [seen] = told.args
    assert (seen.idle_s, seen.is_filled, seen.shows_notices) == (5.0, True, True)
    assert seen.told_by == {"idle": "GNOME", "full screen": "X server"}


def test_without_a_bus_the_system_itself_is_asked(make: Callable[..., Notices], room: Room, qtbot: QtBot) -> None:
    room.has_bus = False
    for system in ("linux", "win32"):
        notices = make(system)
        with qtbot.waitSignal(notices.seen) as told:
            notices.look()
        by = {"idle": "X server", "full screen": "X server"}
        assert told.args == [Seen(idle_s=9.0, is_filled=True, shows_notices=False, told_by=by)]


def test_elsewhere_than_on_linux_the_tray_is_left_to_tell_it(
    make: Callable[..., Notices], room: Room, qtbot: QtBot
) -> None:
    notices = make("darwin")
    with qtbot.waitSignal(notices.refused) as told:
        notices.show(WORDS, BUTTONS)
    assert told.args == ["notices with buttons are shown on Linux alone"]
    assert room.joined == []


@pytest.mark.logs("the desktop cannot be asked any longer")
def test_a_fault_of_ours_there_is_logged_and_the_reminder_told_otherwise(
    make: Callable[..., Notices], room: Room, qtbot: QtBot
) -> None:
    room.fails = True
    notices = make()
    with qtbot.waitSignal(notices.refused) as told:
        notices.show(WORDS, BUTTONS)
    assert told.args == ["the part of Unhunch that shows notices has failed"]
    room.fails = False
    qtbot.waitUntil(lambda: not alive())
    assert show(notices, qtbot) is True
