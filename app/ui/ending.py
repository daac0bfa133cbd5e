"""When the system wants the app to end: a signal of the system, made one of Qt's, without polling for it."""

import os
import signal
import sys
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_WAYS = ("SIGTERM", "SIGINT", "SIGHUP")  # asked to end, Ctrl-C, the terminal is gone


class SystemsWish(QObject):
    """Says `ends` once the system asks the process to end; asked a second time, it ends at once.

    Python acts on a signal only when it runs, and Qt waits outside Python: what the signal writes into a pipe wakes it.
    Windows has no such signals; there the end of the session is told by Qt.
    """

    ends = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before = {}
        if sys.platform == "win32":
            return
        self._here, self._there = os.pipe()
        os.set_blocking(self._here, False)
        os.set_blocking(self._there, False)
        self._earlier_fd = signal.set_wakeup_fd(self._there, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._here, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        for way in (getattr(signal, name) for name in _WAYS):
            self._before[way] = signal.signal(way, self._came)

    def _came(self, number: int, frame: FrameType | None) -> None:
        """Let the next one end the process, should we not manage to."""
        signal.signal(number, signal.SIG_DFL)

    def _woken(self) -> None:
        ways = os.read(self._here, 64)
        if any(way in self._before for way in ways):
            self.ends.emit()

    def close(self) -> None:
        """Give the signals back to who had them."""
        for way, before in self._before.items():
            signal.signal(way, before)
        if self._before:
            signal.set_wakeup_fd(self._earlier_fd)
            self._notifier.setEnabled(False)
            os.close(self._here)
            os.close(self._there)
        self._before = {}
