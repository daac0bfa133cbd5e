"""Tells the person what went wrong in Unhunch itself: in one dialog, and while a routine plays in one sentence."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from app.faults.watch import Watch
from app.play.clocks import Clock
from app.ui.theme import Look
from app.ui.window import Window

if TYPE_CHECKING:
    from app.faults.seen import Fault
    from app.ui.report import ReportDialog

log = logging.getLogger(__name__)

LOOK_MS = 250  # a bug in a paint comes 60 times a second, and is told four times
WAIT_MS = 1000  # while a routine plays
REMIND_S = 60.0
IN_PLAY = "Something went wrong in Unhunch. The routine goes on."
AGAIN = "Something went wrong in Unhunch again, as before. The log has it."
KEPT = "What you have done is kept, and you can go on. If something looks wrong, close Unhunch and open it again."
KEPT_BEFORE = (
    "What stands in your history is kept, but the last change to it may be missing. You can go on; if something looks "
    "wrong, close Unhunch and open it again."
)


@dataclass(frozen=True)
class Surroundings:
    """What telling needs to know and to reach."""

    clock: Clock
    plays: Callable[[], bool]  # whether a routine is in play
    complain: Callable[[str], object]  # where even this fails
    open_path: Callable[[Path], bool]  # in the file manager; False where it cannot


class Telling(QObject):
    """Looks at the faults now and then while there are new ones. Never raises, and never shows a second dialog."""

    _news = Signal()  # from whichever thread

    def __init__(self, watch: Watch, window: Window, look: Look, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._watch = watch
        self._window = window
        self._look = look
        self._around = around
        self.dialog: ReportDialog | None = None
        self._told: dict[str, int] = {}  # how often each was met when it was told last
        self._said_in_play = False
        self._reminded_s = float("-inf")
        self._has_news = False
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.tell)
        self._news.connect(self._wait, Qt.ConnectionType.QueuedConnection)
        watch.on_news = self._notice
        if watch.has_news:
            self._notice()

    def stop(self) -> None:
        """Tell nothing more."""
        self._watch.on_news = _nothing
        self.timer.stop()

    def tell(self) -> None:
        """Tell what is new."""
        self._has_news = False
        try:
            self._tell()
        except Exception:
            self.stop()
            log.exception("what went wrong could not be shown")
            self._around.complain(
                f"Something went wrong in Unhunch itself; what is known of it is in {self._watch.path}"
            )

    def _notice(self) -> None:
        if not self._has_news:
            self._has_news = True
            with suppress(RuntimeError):  # at the very end, when this is no more
                self._news.emit()

    def _wait(self) -> None:
        if not self.timer.isActive():
            self.timer.start(LOOK_MS)

    def _tell(self) -> None:
        sentences = self._watch.faults.take_sentences()
        if sentences:
            self._window.say("\n".join(sentences))
        faults = self._watch.faults.all
        is_open = self.dialog is not None and self.dialog.isVisible()
        is_new = any(fault.headline not in self._told for fault in faults)
        if self._around.plays():
            self._tell_in_play(is_new)
            return
        self._said_in_play = False
        if is_new or is_open:
            self._show(faults, is_open)
        elif any(fault.count > self._told[fault.headline] for fault in faults):
            self._remind()
        self._told = {fault.headline: fault.count for fault in faults}

    def _tell_in_play(self, is_new: bool) -> None:
        """Say one sentence in all, and look again until the routine is over."""
        if is_new and not self._said_in_play:
            self._said_in_play = True
            self._window.say(IN_PLAY)
        if is_new:
            self.timer.start(WAIT_MS)

    def _show(self, faults: "tuple[Fault, ...]", is_open: bool) -> None:
        from app.faults.report import report
        from app.ui.report import ReportDialog

        if self.dialog is None:
            self.dialog = ReportDialog(self._look, self._watch.path, self._around.open_path, self._window)
        times = sum(fault.count for fault in faults)
        often = "" if times == 1 else f"It went wrong {times} times since Unhunch was opened."
        in_history = any("app/history/" in fault.trace for fault in faults)
        self.dialog.show_report(
            report(_about(), faults), KEPT_BEFORE if in_history else KEPT, often, is_logged=self._watch.is_logged
        )
        if not is_open:
            self.dialog.appear(taking_focus=not self._is_at_something())

    def _is_at_something(self) -> bool:
        """Tell whether keys are meant for something else: a text, or the question how it felt."""
        return self._window.page == "done" or isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)

    def _remind(self) -> None:
        """Say that a fault told before is met again, now and then."""
        now_s = self._around.clock()
        if now_s - self._reminded_s >= REMIND_S:
            self._reminded_s = now_s
            self._window.say(AGAIN)


def _nothing() -> None:
    """Nobody wants to know any more."""


def _about() -> list[str]:
    from app.faults.report import about_system

    first, *others = about_system()
    screen = QGuiApplication.primaryScreen()
    scale = f", screen at {screen.devicePixelRatio():g}x" if screen else ""
    qt = f"PySide6 {PySide6.__version__}, Qt {qVersion()}, {QGuiApplication.platformName()}{scale}"
    return [first, qt, *others]
