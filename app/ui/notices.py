"""Notices and looks at the desktop, on a thread of its own that sleeps until it is asked, or a button is pressed."""

import logging
import selectors
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.plan.due import Words
from app.ui.seeing import Asking, Which, look

if TYPE_CHECKING:
    from app.ui.bus import Bus
    from app.ui.notifying import Button, Notifying

log = logging.getLogger(__name__)

Idle = Sequence[tuple[str, Callable[[], float]]]
Filled = Sequence[tuple[str, Callable[[], bool]]]


def _connect(which: Which) -> "Bus":
    from app.ui.bus import Bus  # late: jeepney

    return Bus(which)


def _counted() -> Idle:
    from app.ui.idle import counted  # late: ctypes

    return counted()


def _filled() -> Filled:
    from app.ui.filling import filled  # late: ctypes

    return filled()


class Notices(QObject):
    """One notice at a time. Signals come on the thread it lives on; nothing it does waits or fails for its caller."""

    shown = Signal(bool)  # whether with its buttons
    refused = Signal(str)  # nobody shows notices: why
    pressed = Signal(str, str)  # what, and the desktop's leave to come to the front, which may be empty
    seen = Signal(object)  # Seen

    def __init__(
        self,
        connect: "Callable[[Which], Bus]" = _connect,
        counted: Callable[[], Idle] = _counted,
        filled: Callable[[], Filled] = _filled,
        *,
        system: str = sys.platform,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._connect = connect
        self._counted = counted
        self._filled = filled
        self._has_buses = system == "linux"
        self._acts: SimpleQueue[Callable[[_Side], None]] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._here: socket.socket | None = None

    def show(self, words: Words, buttons: "Sequence[Button]") -> None:
        """Show a notice in place of the one before; `shown` or `refused` tells how that went."""
        self._ask(lambda side: side.show(words, buttons))

    def withdraw(self) -> None:
        """Take away the notice that is shown."""
        self._ask(lambda side: side.withdraw())

    def look(self) -> None:
        """Look at the desktop; `seen` tells what it says."""
        self._ask(lambda side: side.look())

    def close(self) -> None:
        """Take the notice away, and listen no more."""
        if self._thread is not None and self._here is not None:
            self.withdraw()
            self._here.close()
            self._thread.join(3.0)
        self._thread = self._here = None

    def _ask(self, act: "Callable[[_Side], None]") -> None:
        if self._thread is None or not self._thread.is_alive():
            self._begin()
        assert self._here is not None
        self._acts.put(act)
        with suppress(OSError):  # it has just failed, and says so
            self._here.send(b"x")

    def _begin(self) -> None:
        """Start the thread, for the first time or after a failure."""
        if self._here is not None:
            self._here.close()
        self._here, there = socket.socketpair()
        side = _Side(self, self._connect if self._has_buses else None, self._counted, self._filled)
        self._thread = threading.Thread(target=side.run, args=(there, self._acts), name="notices", daemon=True)
        self._thread.start()


class _Side:
    """What happens on the thread. A bus that is gone is looked for anew at the next question."""

    def __init__(
        self,
        tells: Notices,
        connect: "Callable[[Which], Bus] | None",
        counted: Callable[[], Idle],
        filled: Callable[[], Filled],
    ) -> None:
        self._tells = tells
        self._connect = connect
        self._counted = counted
        self._filled = filled
        self._without_bus: tuple[Idle, Filled] | None = None
        self._buses: dict[Which, Bus] = {}
        self._notifying: Notifying | None = None
        self._selector = selectors.DefaultSelector()

    def run(self, told: socket.socket, acts: "SimpleQueue[Callable[[_Side], None]]") -> None:
        try:
            with told, self._selector:
                self._selector.register(told, selectors.EVENT_READ)
                is_on = True
                while is_on:
                    ready = [key.fileobj for key, _ in self._selector.select()]
                    is_on = told not in ready or bool(told.recv(64))
                    while not acts.empty():
                        acts.get()(self)
                    self._hear()
        except Exception:  # reminders are then told in the window
            log.exception("the desktop cannot be asked any longer")
            self._tells.refused.emit("the part of Unhunch that shows notices has failed")
        finally:
            for bus in self._buses.values():
                bus.close()

    def show(self, words: Words, buttons: "Sequence[Button]") -> None:
        if self._connect is None:
            self._tells.refused.emit("notices with buttons are shown on Linux alone")
            return
        from app.ui.bus import NoAnswer
        from app.ui.notifying import Notifying

        try:
            if self._notifying is None:
                self._notifying = Notifying(self._bus("SESSION"))
                self._selector.register(self._buses["SESSION"], selectors.EVENT_READ)
            self._tells.shown.emit(self._notifying.show(words, buttons))
        except NoAnswer as error:
            self._let_go()
            self._tells.refused.emit(str(error))

    def withdraw(self) -> None:
        if self._notifying is None:
            return
        from app.ui.bus import NoAnswer

        try:
            self._notifying.withdraw()
        except NoAnswer as error:
            log.info("a notice is left to the desktop: %s", error)

    def look(self) -> None:
        if self._without_bus is None:
            self._without_bus = self._counted(), self._filled()
        buses: dict[Which, Asking] = {}
        if self._connect is not None:
            from app.ui.bus import NoAnswer

            for which in ("SESSION", "SYSTEM"):
                try:
                    buses[which] = self._bus(which)
                except NoAnswer as error:
                    log.debug("the desktop tells less: %s", error)
        self._tells.seen.emit(look(buses, *self._without_bus))

    def _bus(self, which: Which) -> "Bus":
        if which in self._buses and self._buses[which].is_gone:
            self._let_go() if which == "SESSION" else self._buses.pop(which).close()
        if which not in self._buses:
            assert self._connect is not None
            self._buses[which] = self._connect(which)
        return self._buses[which]

    def _hear(self) -> None:
        if self._notifying is None:
            return
        from app.ui.bus import NoAnswer

        try:
            for one in self._notifying.pressed():
                self._tells.pressed.emit(one.what, one.token)
        except NoAnswer as error:
            log.info("no notices any more: %s", error)
            self._let_go()

    def _let_go(self) -> None:
        """Forget the session's bus, which is joined anew for the next notice."""
        self._notifying = None
        bus = self._buses.pop("SESSION", None)
        if bus is not None:
            if bus in (key.fileobj for key in self._selector.get_map().values()):
                self._selector.unregister(bus)
            bus.close()
