"""Questions over D-Bus, to a bus of our own that answers what it is told to."""

import socket
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("jeepney", reason="D-Bus is asked on Linux alone")

from jeepney import HeaderFields, Message, MessageFlag, Parser, new_error, new_method_return

from app.ui.bus import Bus, NoAnswer, NotYetRunning

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is asked on Linux alone")

SERVICE = "org.example.Service"
ANSWERS: dict[str, tuple[str, tuple[object, ...]]] = {
    "Hello": ("s", (":1.1",)),
    "ListActivatableNames": ("as", (["org.example.Later"],)),
    "Name": ("sss", ("server", "maker", "1.0")),
    "Idle": ("t", (1200,)),
    "Get": ("v", (("b", True),)),
    "Read": ("v", (("v", ("u", 1)),)),
}


class OurBus:
    """A bus for one caller, with one service on it; it keeps what it was asked."""

    def __init__(self, path: Path) -> None:
        self.asked: list[Message] = []
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()
        self._thread = Thread(target=self._serve)
        self._thread.start()

    def close(self) -> None:
        self._thread.join()
        self._listening.close()

    def _serve(self) -> None:
        caller, _ = self._listening.accept()
        with caller:
            while b"AUTH" not in caller.recv(1024):
                pass
            caller.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
            heard = b""
            while b"BEGIN\r\n" not in heard:
                heard += caller.recv(1024)
            parser = Parser()
            parser.add_data(heard.partition(b"BEGIN\r\n")[2])
            while True:
                while message := parser.get_next_message():
                    self.asked.append(message)
                    if answer := self._answer(message):
                        caller.sendall(answer.serialise(serial=len(self.asked)))
                data = caller.recv(4096)
                if not data:
                    return
                parser.add_data(data)

    def _answer(self, message: Message) -> Message | None:
        fields = message.header.fields
        if fields[HeaderFields.destination] not in (SERVICE, "org.freedesktop.DBus"):
            return new_error(message, "org.freedesktop.DBus.Error.ServiceUnknown", "s", ("no such name",))
        member = fields[HeaderFields.member]
        if member == "Hang":
            return None
        if member not in ANSWERS:
            return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", ("not known",))
        return new_method_return(message, *ANSWERS[member])


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[OurBus]:
    ours = OurBus(tmp_path / "bus")
    yield ours
    ours.close()


@pytest.fixture
def bus(ours: OurBus, tmp_path: Path) -> Iterator[Bus]:
    with closing(Bus("SESSION", {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/bus"})) as bus:
        yield bus


def test_answers_come_as_values_however_they_are_wrapped(bus: Bus) -> None:
    assert bus.ask(SERVICE, "/", "Idle") == 1200
    assert bus.ask(SERVICE, "/", "Name") == ("server", "maker", "1.0")
    assert bus.ask(SERVICE, "/", "Read", "org.example", "motion") == 1
    assert bus.get(SERVICE, "/", "Inhibited") is True


def test_no_question_starts_a_service(bus: Bus, ours: OurBus) -> None:
    bus.ask(SERVICE, "/", "Idle")
    bus.get(SERVICE, "/", "Inhibited", interface="org.example.Other")

    _, idle, inhibited = ours.asked
    assert [one.header.flags for one in (idle, inhibited)] == [MessageFlag.no_auto_start] * 2
    assert idle.header.fields[HeaderFields.interface] == SERVICE
    assert inhibited.body == ("org.example.Other", "Inhibited")


def test_a_service_that_is_not_there_is_said_to_be_so(bus: Bus) -> None:
    with pytest.raises(NotYetRunning, match=r"org.example.Later is started when it is needed"):
        bus.ask("org.example.Later", "/", "Idle")
    with pytest.raises(NoAnswer, match=r"org.example.Never is not running") as refused:
        bus.ask("org.example.Never", "/", "Idle")
    assert not isinstance(refused.value, NotYetRunning)


def test_a_refusal_is_told_and_the_next_question_answered(bus: Bus) -> None:
    with pytest.raises(NoAnswer, match=r"org.example.Service refuses: not known"):
        bus.ask(SERVICE, "/", "Nothing")
    assert bus.ask(SERVICE, "/", "Idle") == 1200


def test_a_service_that_hangs_is_not_waited_for(ours: OurBus, tmp_path: Path) -> None:
    where = {"XDG_RUNTIME_DIR": str(tmp_path)}  # where systemd keeps it, said or not
    with closing(Bus("SESSION", where, timeout_s=0.05)) as bus:
        with pytest.raises(NoAnswer, match="does not answer"):
            bus.ask(SERVICE, "/", "Hang")
        assert bus.ask(SERVICE, "/", "Idle") == 1200


@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"XDG_RUNTIME_DIR": "/nowhere"},
        {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"},
        {"DBUS_SESSION_BUS_ADDRESS": "tcp:host=localhost,port=1"},
        {"DBUS_SESSION_BUS_ADDRESS": "nonsense"},
    ],
)
def test_where_no_bus_is_nobody_can_be_asked(environ: dict[str, str]) -> None:
    with pytest.raises(NoAnswer, match=r"bus cannot be reached|no session bus"):
        Bus("SESSION", environ)
