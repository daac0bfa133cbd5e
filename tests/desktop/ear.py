"""Lines on the input, brought to the thread of the window."""

import sys
import threading

from PySide6.QtCore import QObject, Signal


class Ear(QObject):
    """Hears every line, and the end."""

    came = Signal(str)
    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.came.emit(line.strip())
        self.ended.emit()
