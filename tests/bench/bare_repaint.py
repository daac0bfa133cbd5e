"""The measured program beside the player page: a bare widget of one size, repainted at one rate."""

import sys
import time

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.painted import SETTLED_MS, tell


class Bare(QWidget):
    """Fills itself with a colour, and no more."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.lightGray)
        painter.end()


def main() -> int:
    """Repaint a widget as large and as often as the arguments say for so many seconds, report, and end."""
    rate_hz, wide, high, length_s = map(float, sys.argv[2:6])
    qt = QApplication(sys.argv[:1])
    widget = Bare()
    widget.resize(int(wide), int(high))
    widget.show()
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=round(1000 / rate_hz))
    timer.timeout.connect(widget.update)
    timer.start()
    since: list[float] = []

    def begin() -> None:
        since.extend((time.monotonic(), time.process_time()))
        QTimer.singleShot(round(length_s * 1000), end)

    def end() -> None:
        cpu_s, passed_s = time.process_time() - since[1], time.monotonic() - since[0]
        tell(percent=100 * cpu_s / passed_s)
        qt.quit()

    QTimer.singleShot(SETTLED_MS, begin)
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
