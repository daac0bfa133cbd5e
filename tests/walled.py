"""`python -m tests.walled WHAT`: a program behind a wall, killed by the kernel when it opens a socket to any network.

The wall is a seccomp filter put up before anything else is imported; it holds for all threads and for every program
started from here. Sockets of the Unix family, which lead no further than this machine, are let through.
"""

import ctypes
import os
import platform
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.settings import Settings

# linux/audit.h, and the numbers of the calls socket and io_uring_setup, which has a way of its own to open sockets
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_IO_URING_SETUP = 425
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # places in struct seccomp_data


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_ushort), ("jt", ctypes.c_ubyte), ("jf", ctypes.c_ubyte), ("k", ctypes.c_uint32))


class _Programme(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def is_possible() -> bool:
    """Tell whether a wall can be put up here."""
    return sys.platform == "linux" and platform.machine() in _MACHINES and sys.maxsize > 2**32


def put_up() -> None:
    """Have the kernel kill this process at the first socket of another family than Unix. OSError where it will not."""
    architecture, socket_call = _MACHINES[platform.machine()]
    lines = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, 6, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_EQUAL, 4, 0, _IO_URING_SETUP),
        (_IF_EQUAL, 0, 2, socket_call),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_EQUAL, 0, 1, socket.AF_UNIX),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _KILL),
    )
    programme = _Programme(len(lines), (_Instruction * len(lines))(*(_Instruction(*line) for line in lines)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(
        _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(programme)
    ):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


# --- what is tried behind it -----------------------------------------------------------------------------------------


def _nothing(_: Path) -> None:
    with socket.socket(socket.AF_UNIX):
        pass


def _internet(_: Path) -> None:
    socket.socket(socket.AF_INET)


def _internet_6_datagram(_: Path) -> None:
    socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)


def _in_a_thread(_: Path) -> None:
    import threading

    thread = threading.Thread(target=socket.socket, args=(socket.AF_INET,))
    thread.start()
    thread.join()


def _in_another_program(_: Path) -> None:
    import subprocess

    tried = subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], check=False)
    os.kill(os.getpid(), -tried.returncode)  # as it died, so do we


def _of_qt(_: Path) -> None:
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtNetwork import QTcpSocket

    app = QCoreApplication([])
    tcp = QTcpSocket()
    tcp.connectToHost("127.0.0.1", 9)
    tcp.waitForConnected(1000)
    del app


def _commands(home: Path) -> None:
    """Run every command that prints."""
    import io

    from app import cli, paths

    ways = cli.Ways(paths.places({"UNHUNCH_HOME": str(home)}), io.StringIO(), io.StringIO(), lambda *_: 0)
    for command in ("list", "list --json", "show every-step", "check", "history", "history --json", "history --csv"):
        assert cli.run(command.split(), ways) == 0, (command, ways.err)


def _app(home: Path) -> None:
    """Open the app on made-up time with its real sound, follow a routine with every kind of step, open every page."""
    from PySide6.QtWidgets import QApplication

    from app import paths
    from app.ui.sound import Sound
    from tests.ui.conftest import Desk
    from tests.ui.everywhere import pages_of_the_app, walk

    qt = QApplication(["walled", "-style", "Fusion"])
    sounds: list[Sound] = []

    def make_sound(chosen: "Settings") -> Sound:
        sounds.append(Sound(paths.ASSETS / "cues", output=chosen.sound_output))
        return sounds[0]

    desk = Desk(qt, home, make_sound=make_sound)
    desk.app.open()
    pages = {desk.app.window.page for _ in walk(desk, "every-step")}
    assert pages == pages_of_the_app(), pages
    assert sounds, "no sound was made"
    desk.app.window.close()


def _started_and_closed(home: Path) -> None:
    """Start the app as its command does, and close it when its first page is there."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication

    from app import paths
    from app.ui.kit import Button
    from app.ui.opening import open_app

    class Closer(QObject):
        def event(self, event: QEvent) -> bool:  # posted before there is an app, delivered as soon as it runs
            QTimer.singleShot(20, self, self.look)
            return super().event(event)

        def look(self) -> None:
            buttons = [one for window in QApplication.topLevelWidgets() for one in window.findChildren(Button)]
            if any(one.label == "Start" for one in buttons):
                QApplication.closeAllWindows()
            else:
                QTimer.singleShot(20, self, self.look)

    from tests.homes import agree

    closer = Closer()
    QCoreApplication.postEvent(closer, QEvent(QEvent.Type.User))
    assert open_app(paths.places({"UNHUNCH_HOME": str(agree(home))})) == 0


TRIED: dict[str, Callable[[Path], None]] = {
    "nothing": _nothing,
    "internet": _internet,
    "internet-6-datagram": _internet_6_datagram,
    "in-a-thread": _in_a_thread,
    "in-another-program": _in_another_program,
    "of-qt": _of_qt,
    "commands": _commands,
    "app": _app,
    "started-and-closed": _started_and_closed,
}


def main() -> int:
    """Put up the wall, try what is asked for in a home of its own, and say that we came so far."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # who dies here leaves no picture of its memory behind
    put_up()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="unhunch-walled-") as folder:
        (Path(folder) / "routines").mkdir()
        text = (Path(__file__).parent / "data" / "every-step.yaml").read_text(encoding="utf-8")
        (Path(folder) / "routines" / "every-step.yaml").write_text(text, encoding="utf-8")
        TRIED[sys.argv[1]](Path(folder))
    print("came through", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
