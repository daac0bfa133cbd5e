"""The measured program: the app from a click to the first paint, of a routine's page and then of the player page."""

import sys
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app import paths
from app.ui.application import Application
from app.ui.kit import Button
from app.ui.library import LOOKED_AT_MS
from app.ui.outside import Outside
from tests.bench.painted import FirstPaint, tell

_READING_MS = LOOKED_AT_MS + 1500  # somebody reads what the routine is before they start it


class Watch(QObject):
    """Opens one page after the other and takes the time."""

    over = Signal()

    def __init__(self, application: Application, slug: str) -> None:
        super().__init__(application)
        self._application = application
        self._slug = slug
        self._from_s = 0.0
        self.figures: dict[str, float] = {}

    def start(self) -> None:
        """Open the routine's page, and when it was read, the player page."""
        self._from_s = time.monotonic()
        self._application.show_routine(self._slug)
        self._watch("routine_ms", partial(QTimer.singleShot, _READING_MS, self._play))

    def _play(self) -> None:
        [button] = [one for one in self._application.window.findChildren(Button) if one.label == "Start"]
        self._from_s = time.monotonic()
        button.click()
        self._watch("player_ms", self.over.emit)

    def _watch(self, name: str, then: Callable[[], object]) -> None:
        FirstPaint(self._shown(), partial(self._painted, name, then))

    def _painted(self, name: str, then: Callable[[], object]) -> None:
        self.figures[name] = (time.monotonic() - self._from_s) * 1000
        then()

    def _shown(self) -> QWidget:
        window = self._application.window
        return window._by_name[window.page]


def main() -> int:
    """Open the pages of the routine named by the arguments, report, and end."""
    qt = QApplication(sys.argv[:1])
    application = Application(qt, Outside(paths.places()))
    watch = Watch(application, sys.argv[2])
    application.window.painted.connect(partial(QTimer.singleShot, 500, watch.start))
    watch.over.connect(application.window.close)
    application.open()
    code = qt.exec()
    application.close()
    tell(**watch.figures)
    return code


if __name__ == "__main__":
    sys.exit(main())
