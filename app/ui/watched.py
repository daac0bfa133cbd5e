"""What watching for faults needs besides the hooks: after the first paint, and where there is no window at all."""

from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from app.expected import Expected
from app.faults.crash import crash_traces
from app.faults.watch import Watch
from app.ui.outside import Outside
from app.ui.qt_messages import logged_qt_messages


def watch_the_rest(watch: Watch, late: ExitStack, crash_log: Path) -> None:
    """Begin to write the log, to take in what Qt says, and to keep a trace of crashes."""
    watch.begin()
    late.enter_context(logged_qt_messages())
    late.enter_context(crash_traces(crash_log))


def tell_alone(error: Exception, outside: Outside) -> None:
    """Say why there is no window, in a bare box that needs nothing of ours, and on standard error."""
    told = f"Unhunch cannot start, since something is wrong in it. What is known of it is in {outside.places.log}."
    sentence = str(error) if isinstance(error, Expected) else told
    outside.complain(sentence)
    if QApplication.platformName() not in ("offscreen", "minimal"):  # where nobody could close it
        box = QMessageBox(QMessageBox.Icon.Critical, "Unhunch", sentence)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.exec()
