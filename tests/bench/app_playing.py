"""The measured program: the app playing on its own clocks, and what its player page takes of the processor."""

import sys
import time

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app import paths
from app.ui.application import Application
from app.ui.outside import Outside
from tests.bench.painted import tell

_BEGINNING_MS = 2500  # until the page stands, its first cue has faded, and a hold is held


class Watch(QObject):
    """Counts frames and processor time of one routine for a while."""

    over = Signal()

    def __init__(self, application: Application, slug: str, length_s: float) -> None:
        super().__init__(application)
        self._application = application
        self._slug = slug
        self._length_ms = round(length_s * 1000)
        self._frames = 0
        self.figures: dict[str, float] = {}

    def start(self) -> None:
        """Play the routine, and begin to count when it has begun."""
        self._application.play(self._slug)
        QTimer.singleShot(_BEGINNING_MS, self._begin)

    def _begin(self) -> None:
        playing = self._application.conductor.playing
        assert playing is not None, f"{self._slug} does not play"
        playing.moved.connect(self._count)
        self._from_s, self._cpu_from_s = time.monotonic(), time.process_time()
        QTimer.singleShot(self._length_ms, self._end)

    def _count(self) -> None:
        self._frames += 1

    def _end(self) -> None:
        cpu_s, length_s = time.process_time() - self._cpu_from_s, time.monotonic() - self._from_s
        stage = self._application.conductor.page.stage
        self.figures = {
            "percent": 100 * cpu_s / length_s,
            "rate_hz": self._frames / length_s,
            "wide": stage.width(),
            "high": stage.height(),
        }
        self._application.conductor.close_playing()
        self.over.emit()


def main() -> int:
    """Play the routine named by the arguments for so many seconds, report, and end."""
    slug, length_s = sys.argv[2], float(sys.argv[3])
    qt = QApplication(sys.argv[:1])
    application = Application(qt, Outside(paths.places()))
    watch = Watch(application, slug, length_s)
    application.window.painted.connect(watch.start)  # after the application, which loads the routines then
    watch.over.connect(application.window.close)
    application.open()
    code = qt.exec()
    application.close()
    tell(**watch.figures)
    return code


if __name__ == "__main__":
    sys.exit(main())
