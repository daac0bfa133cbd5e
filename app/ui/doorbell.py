"""How copies of the app speak to each other: by a Unix socket or a named pipe, which nothing leaves the machine by.

Imported late: by the first copy after its first paint, by a second at once.
"""

import json
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QDeadlineTimer, QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.lock import Holder
from app.ui.copies import PATIENCE_S

VERSION = 1
HEARD = b"heard\n"
LONGEST = 4096  # bytes of a message
LONGEST_ADDRESS = 103  # bytes: what macOS takes for the path of a socket; Linux takes 107

log = logging.getLogger(__name__)


class Wish(NamedTuple):
    """What a start asks of the copy that is there: to come forward, and perhaps to play a routine."""

    slug: str | None = None
    fullscreen: bool = False
    token: str = ""  # the desktop's leave to come to the front

    def to_bytes(self) -> bytes:
        """Return it as a message: one line."""
        return json.dumps({"unhunch": VERSION, **self._asdict()}).encode() + b"\n"

    @staticmethod
    def from_bytes(line: bytes) -> "Wish | None":
        """Read a message; None where it is none, or one of another version."""
        try:
            match json.loads(line):
                case {"unhunch": 1, "slug": str() | None as slug, "fullscreen": bool(fullscreen), "token": str(token)}:
                    return Wish(slug, fullscreen, token if token.isascii() and token.isprintable() else "")
        except (ValueError, RecursionError):
            pass
        return None


def leave_to_come_forward(environ: Mapping[str, str] = os.environ) -> str:
    """Return the token with which the desktop lets a program it has just started come to the front; may be empty."""
    return environ.get("XDG_ACTIVATION_TOKEN") or environ.get("DESKTOP_STARTUP_ID") or ""


# --- the second start ------------------------------------------------------------------------------------------------


def hand_over(wish: Wish, there: Holder, patience_s: float) -> bool:
    """Tell the copy there what is wanted; return whether it has answered within so many seconds."""
    end = QDeadlineTimer(round(max(0.0, patience_s) * 1000))
    _let_it_come_forward(there.pid)
    socket = QLocalSocket()
    socket.connectToServer(there.address)
    if not socket.waitForConnected(end.remainingTime()):
        return False
    socket.write(wish.to_bytes())
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(end.remainingTime()):
        answer += socket.readAll().data()
    return answer == HEARD


if sys.platform == "win32":

    def _let_it_come_forward(pid: int) -> None:
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(pid)

else:

    def _let_it_come_forward(pid: int) -> None:
        """Elsewhere the token does it."""


# --- the first copy --------------------------------------------------------------------------------------------------


def addresses(data: Path, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return where the first copy may listen, the best first: short, and a different one for each data folder."""
    name = f"unhunch-{sha256(os.fsencode(data.resolve())).hexdigest()[:12]}"
    if sys.platform == "win32":
        return [name]
    folders = [environ.get("XDG_RUNTIME_DIR", ""), str(data), tempfile.gettempdir()]
    paths = [str(Path(folder) / name) for folder in folders if Path(folder).is_absolute()]
    return [path for path in paths if len(os.fsencode(path)) <= LONGEST_ADDRESS]


class Doorbell(QObject):
    """Where the first copy hears of other starts.

    It is the holder of the lock who listens, so whatever is left of an earlier listener is a dead one's.
    """

    rung = Signal(object)  # Wish

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self, addresses: Sequence[str]) -> str:
        """Listen at the first address that can be had, for this user alone; return where that is, "" for nowhere."""
        for address in addresses:
            if self._server.listen(address):  # for one user alone, Qt moves it into place over what a dead copy left
                return self._server.fullServerName()
        log.info("nowhere to listen for other starts: %s", self._server.errorString())
        return ""

    def close(self) -> None:
        """Hear no more."""
        self._server.close()

    @Slot()
    def _answer(self) -> None:
        while socket := self._server.nextPendingConnection():
            _Caller(socket, self.rung.emit, self)


class _Caller(QObject):
    """One connection: heard once, answered, and closed."""

    def __init__(self, socket: QLocalSocket, heard: Callable[[Any], object], parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        self._heard = heard
        self._said = b""
        socket.setParent(self)
        socket.setReadBufferSize(LONGEST + 1)
        socket.disconnected.connect(self.deleteLater)
        socket.readyRead.connect(self._read)
        QTimer.singleShot(round(PATIENCE_S * 1000), socket, socket.abort)
        self._read()  # what came before anybody listened

    @Slot()
    def _read(self) -> None:
        self._said += self._socket.readAll().data()
        if b"\n" not in self._said and len(self._said) <= LONGEST:
            return
        line, _, _ = self._said.partition(b"\n")
        wish = Wish.from_bytes(line)
        self._said = b""
        if wish is None:
            self._socket.abort()
            return
        self._socket.write(HEARD)
        self._socket.flush()  # before anything is done about it, which may take a while
        self._socket.disconnectFromServer()
        self._heard(wish)
