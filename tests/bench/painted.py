"""In a measured program: when something is on screen, what the process takes then, and telling it."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

SETTLED_MS = 300  # after what was measured, until memory is looked at


class FirstPaint(QObject):
    """Calls back when a widget, and whatever is painted with it, has been painted for the first time."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False


def memory_mb() -> float:
    """Return what this process takes of memory in MB (PSS), 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))


def tell(**figures: float) -> None:
    """Report figures to the program that measures."""
    import json  # late: it is no part of what is measured

    print(json.dumps(figures), flush=True)


def started_s() -> float:
    """Return when this program was started, on the clock of `time.monotonic`."""
    return float(sys.argv[1])
