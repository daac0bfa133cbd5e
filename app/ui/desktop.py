"""What the desktop tells by itself: that the screen was locked, and whether a screen reader speaks.

Nothing is polled: a thread of its own sleeps until a bus has something to say. Elsewhere than on Linux nobody tells.
"""

import logging
import os
import selectors
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from jeepney import MatchRule
    from jeepney.low_level import Message

log = logging.getLogger(__name__)

Which = Literal["SESSION", "SYSTEM"]

_PROPERTIES = "org.freedesktop.DBus.Properties"
_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_A11Y, _A11Y_PATH, _A11Y_STATUS = "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status"
_TOLD = ("LockedHint", "ScreenReaderEnabled")
_SAVERS = ("org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")


class DesktopBus(Protocol):
    """As much of a bus as is needed; see Bus."""

    def ask(self, name: str, path: str, member: str, *texts: str, interface: str = "") -> Any: ...
    def get(self, name: str, path: str, member: str, interface: str = "") -> Any: ...
    def listen(self, rule: "MatchRule") -> None: ...
    def fileno(self) -> int: ...
    def heard(self) -> "list[Message]": ...
    def close(self) -> None: ...


def _connect(which: Which) -> DesktopBus:
    from app.ui.bus import Bus  # late: jeepney

    return Bus(which)


class Desktop(QObject):
    """Listens from `open` to `close`. Signals come on the thread it lives on."""

    locked = Signal()
    screen_reader_changed = Signal()
    _reader_told = Signal(bool)  # comes from the thread

    def __init__(
        self,
        connect: Callable[[Which], DesktopBus] = _connect,
        environ: Mapping[str, str] = os.environ,
        *,
        system: str = sys.platform,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connect = connect
        self._environ = environ
        self._is_linux = system == "linux"
        self._thread: threading.Thread | None = None
        self._stop: socket.socket | None = None
        self._has_reader = False
        self._reader_told.connect(self._keep_reader)

    @property
    def has_screen_reader(self) -> bool:
        """Whether the desktop says that a screen reader is on; elsewhere, whether any program reads the screen."""
        return self._has_reader if self._is_linux else _is_read()

    def open(self) -> None:
        """Begin to listen; does nothing when it listens already."""
        if self._thread is None and self._is_linux:
            self._stop, told_to_stop = socket.socketpair()
            self._thread = threading.Thread(target=self._listen, args=(told_to_stop,), name="desktop", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Listen no more."""
        if self._thread is not None and self._stop is not None:
            self._stop.close()
            self._thread.join(3.0)
        self._thread = self._stop = None

    def _keep_reader(self, is_on: bool) -> None:
        if is_on != self._has_reader:
            self._has_reader = is_on
            self.screen_reader_changed.emit()

    # --- on the thread -----------------------------------------------------------------------------------------------

    def _listen(self, told_to_stop: socket.socket) -> None:
        try:
            with told_to_stop, selectors.DefaultSelector() as selector:
                selector.register(told_to_stop, selectors.EVENT_READ)
                buses = (self._joined("SESSION", self._join_session), self._joined("SYSTEM", self._join_system))
                for bus in filter(None, buses):
                    selector.register(bus, selectors.EVENT_READ, bus)
                while self._wait(selector):
                    pass
                for key in list(selector.get_map().values()):
                    if key.data is not None:
                        key.data.close()
        except Exception:  # the routine goes on without what the desktop could tell
            log.exception("the desktop cannot be listened to any longer")

    def _wait(self, selector: selectors.BaseSelector) -> bool:
        """Wait until a bus has something to say, and pass it on; False when it is time to stop."""
        from app.ui.bus import NoAnswer

        for key, _ in selector.select():
            bus: DesktopBus | None = key.data
            if bus is None:
                return False
            try:
                for message in bus.heard():
                    self._pass_on(message)
            except NoAnswer:
                selector.unregister(bus)
                bus.close()
        return True

    def _joined(self, which: Which, join: Callable[[DesktopBus], None]) -> DesktopBus | None:
        from app.ui.bus import NoAnswer  # late: jeepney

        bus = None
        try:
            bus = self._connect(which)
            join(bus)
        except NoAnswer as error:
            log.info("the desktop tells less: %s", error)
            if bus is not None:
                bus.close()
            return None
        return bus

    def _join_session(self, bus: DesktopBus) -> None:
        from jeepney import MatchRule

        from app.ui.bus import NoAnswer

        for saver in _SAVERS:
            bus.listen(MatchRule(type="signal", interface=saver, member="ActiveChanged"))
        bus.listen(MatchRule(type="signal", interface=_PROPERTIES, member="PropertiesChanged", path=_A11Y_PATH))
        try:
            self._reader_told.emit(bool(bus.get(_A11Y, _A11Y_PATH, "ScreenReaderEnabled", interface=_A11Y_STATUS)))
        except NoAnswer as error:
            log.info("nobody tells of a screen reader: %s", error)

    def _join_system(self, bus: DesktopBus) -> None:
        from jeepney import MatchRule

        path = self._session_path(bus)
        bus.listen(MatchRule(type="signal", interface=_PROPERTIES, member="PropertiesChanged", path=path))

    def _session_path(self, bus: DesktopBus) -> str:
        """Return where login1 keeps this session: the one we run in, or else the one the person looks at."""
        from app.ui.bus import NoAnswer

        manager = f"{_LOGIN}.Manager"
        try:
            session = self._environ.get("XDG_SESSION_ID", "auto")
            return str(bus.ask(_LOGIN, _LOGIN_PATH, "GetSession", session, interface=manager))
        except NoAnswer:
            user = f"{_LOGIN_PATH}/user/self"
            return str(bus.get(_LOGIN, user, "Display", interface=f"{_LOGIN}.User"))  # the path of a pair

    def _pass_on(self, message: "Message") -> None:
        if len(message.body) == 1:  # ActiveChanged
            changed = {"LockedHint": bool(message.body[0])}
        else:
            changed = {name: bool(value[1]) for name, value in message.body[1].items() if name in _TOLD}
        if changed.get("LockedHint"):
            self.locked.emit()
        if "ScreenReaderEnabled" in changed:
            self._reader_told.emit(changed["ScreenReaderEnabled"])


def _is_read() -> bool:
    from PySide6.QtGui import QAccessible  # late: its many names

    return QAccessible.isActive()
