"""The measured program beside the app: nothing but PySide6 and a window with a label."""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

from tests.bench.painted import SETTLED_MS, FirstPaint, memory_mb, started_s, tell


def main() -> int:
    """Show the window, report, and end."""
    qt = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1080, 760)
    window.setCentralWidget(QLabel("A window"))
    figures: dict[str, float] = {}

    def painted() -> None:
        figures["painted_ms"] = (time.monotonic() - started_s()) * 1000
        QTimer.singleShot(SETTLED_MS, settled)

    def settled() -> None:
        tell(**figures, memory_mb=memory_mb())
        qt.quit()

    FirstPaint(window, painted)
    window.show()
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
