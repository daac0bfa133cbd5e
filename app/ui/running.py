"""Runs the app from Qt's own start to its end, and tells where not even its window could be made."""

import logging
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory
from PySide6.QtWidgets import QApplication

from app.faults.watch import Watch
from app.ui.ending import SystemsWish
from app.ui.english import name_days_in_english
from app.ui.garbage import Collector
from app.ui.outside import Outside

if TYPE_CHECKING:
    from app.ui.application import Application

log = logging.getLogger(__name__)

# What Qt Multimedia tells of its own start, and of sound systems it tried: the player page says what matters.
_HUSHED = "qt.multimedia.symbolsresolver=false\nqt.multimedia.ffmpeg.info=false"


def run(
    make: "Callable[[QApplication], Application]",
    open_it: "Callable[[Application], object]",
    outside: Outside,
    watch: Watch,
    late: ExitStack,
) -> int:
    """Make an app, open it, and run it until it is over; what is to be done last is put on `late`. Return the code."""
    QLoggingCategory.setFilterRules(_HUSHED)
    # The style by argument: QApplication.setStyle returns it, and PySide then makes all its names, 4 ms of them.
    qt = QApplication([*sys.argv[:1], "-style", "Fusion"])
    name_days_in_english()
    qt.setApplicationName("unhunch")
    qt.setApplicationDisplayName("Unhunch")
    qt.setDesktopFileName("unhunch")
    collector = Collector(qt)
    late.callback(collector.stop)
    try:
        application = make(qt)
        application.window.painted.connect(partial(_watch_the_rest, watch, late, outside.places.crash_log))
        wish = SystemsWish(qt)
        late.callback(wish.close)
        wish.ends.connect(application.leave)
        qt.commitDataRequest.connect(application.keep)
        open_it(application)
    except Exception as error:
        log.exception("the window could not be made")
        watch.begin()
        from app.ui.watched import tell_alone

        tell_alone(error, outside)
        return 1
    code = qt.exec()
    application.close()
    return code


def _watch_the_rest(watch: Watch, late: ExitStack, crash_log: Path) -> None:
    from app.ui.watched import watch_the_rest

    watch_the_rest(watch, late, crash_log)
