"""The measured program: the app from a click on History to its first paint, and to all of it being there."""

import sys
import time
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app import paths
from app.ui.application import Application
from app.ui.outside import Outside
from tests.bench.painted import FirstPaint, tell

_EVERY_MS = 5
_LATEST_MS = 20_000


class Watch(QObject):
    """Opens the page and takes the time."""

    over = Signal()

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._application = application
        self._from_s = 0.0
        self.figures: dict[str, float] = {}
        self._look = QTimer(self, interval=_EVERY_MS)
        self._look.timeout.connect(self._see)

    def start(self) -> None:
        """Open it."""
        self._from_s = time.monotonic()
        self._application.show_place("history")
        FirstPaint(self._application.window, self._painted)
        self._look.start()

    def _painted(self) -> None:
        self.figures["painted_ms"] = self._ms

    @property
    def _ms(self) -> float:
        return (time.monotonic() - self._from_s) * 1000

    def _see(self) -> None:
        page = self._application.past.looking.page
        is_there = page.lookback is not None and page.lookback.totals.text() and page.list is not None
        if is_there or self._ms > _LATEST_MS:
            self._look.stop()
            FirstPaint(self._application.window, self._complete)
            self._application.window.update()

    def _complete(self) -> None:
        self.figures["complete_ms"] = self._ms
        self.over.emit()


def main() -> int:
    """Open the page of the history there is, report, and end."""
    qt = QApplication(sys.argv[:1])
    application = Application(qt, Outside(paths.places()))
    watch = Watch(application)
    application.window.painted.connect(partial(QTimer.singleShot, 1500, watch.start))
    watch.over.connect(application.window.close)
    application.open()
    code = qt.exec()
    application.close()
    tell(**watch.figures)
    return code


if __name__ == "__main__":
    sys.exit(main())
