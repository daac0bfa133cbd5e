"""The measured program: the app in the background, with reminders on, doing nothing for a while."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import paths
from app.plan.events import Put
from app.ui.application import Application
from app.ui.garbage import Collector
from app.ui.outside import Outside
from tests.bench.painted import tell

SETTLED_S = 25.0  # the plan is looked at 20 s after the start
USUAL_S = 60.0


def _counts() -> tuple[float, int]:
    """Return the seconds of processor and the wake-ups so far, of all threads."""
    times = os.times()
    switches = 0
    for status in Path("/proc/self/task").glob("*/status"):
        lines = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        switches += int(lines["voluntary_ctxt_switches"])
    return times.user + times.system, switches


def main() -> int:
    """Open the app unseen, and report what it costs a second."""
    for_s = float(os.environ.get("UNHUNCH_BENCH_IDLE_S", USUAL_S))
    qt = QApplication(sys.argv)
    qt.setQuitOnLastWindowClosed(False)
    Collector(qt)  # as the command has it
    app = Application(qt, Outside(paths.places()))
    app.open_unseen()
    before: list[tuple[float, int]] = []

    def begin() -> None:
        app.planned.change(Put(entry="1", routine="desk-reset", time_s=43_200.0))
        app.minding.begin()
        QTimer.singleShot(5000, app, settled)

    def settled() -> None:
        before.append(_counts())
        QTimer.singleShot(int(for_s * 1000), app, over)

    def over() -> None:
        (cpu_s, switches), (was_s, were) = _counts(), before[0]
        tell(cpu_percent=100 * (cpu_s - was_s) / for_s, wake_ups=(switches - were) / for_s, for_s=for_s)
        app.close()
        qt.quit()

    QTimer.singleShot(int(SETTLED_S * 1000), app, begin)
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
