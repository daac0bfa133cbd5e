"""Python's collector of reference cycles, kept to the thread of the window.

Left to itself it runs on whatever thread happens to allocate, those of the history and the sound too; a widget caught
in a cycle would then be destroyed there, or in the middle of being painted, which Qt does not allow.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 2000


class Collector(QObject):
    """Collects cycles on the thread it was made on, as often as Python's own thresholds ask for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that has reached its threshold, if any has."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Leave it to Python again, where it was Python's before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
