"""Stays without the window where the tray has the app, and is quit by the tray then."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.ui.chosen import Chosen
from app.ui.minding import Minding
from app.ui.playing import Playing
from app.ui.window import Window


@dataclass(frozen=True)
class Running:
    """What plays, whether the app is closed, and how it is."""

    playing: Callable[[], Playing | None]
    is_closed: Callable[[], bool]
    close: Callable[[], object]


class Staying(QObject):
    """Asked when the window is closed, and told when it was."""

    def __init__(self, minding: Minding, chosen: Chosen, window: Window, running: Running, parent: QObject) -> None:
        super().__init__(parent)
        self._minding = minding
        self._chosen = chosen
        self._window = window
        self._running = running
        minding.quit_asked.connect(self.quit)
        window.stays = self._stays
        window.left.connect(self._end_playing)

    def _stays(self) -> bool:
        """Whether the app goes on without its window: only as the person chose, and where the tray has it."""
        stays = self._minding.is_in_tray and self._chosen.now.keep_running and not self._running.is_closed()
        QApplication.setQuitOnLastWindowClosed(not stays)
        return stays

    def _end_playing(self) -> None:
        """End what plays, as it is ended when the app is closed."""
        playing = self._running.playing()
        if playing is not None and playing.is_on:
            playing.end()

    def quit(self) -> None:
        """Quit; what would be lost by it is asked about in the window."""
        if not self._window.may_close(self.quit):
            self._window.come_forward()
            return
        self._running.close()
        QApplication.quit()
