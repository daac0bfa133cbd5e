"""Does what is wished from outside the window: by another start of Unhunch, by a notice or by the tray."""

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.ui.chosen import Chosen
from app.ui.daily import Daily
from app.ui.doorbell import Wish
from app.ui.library import Library
from app.ui.playing import Playing
from app.ui.window import Window


class Wishes(QObject):
    """`put_off` carries a routine, and whether on the whole screen, that has to wait for the words about safety."""

    put_off = Signal(str, bool)

    def __init__(
        self,
        chosen: Chosen,
        library: Library,
        daily: Daily,
        playing: Callable[[], Playing | None],
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._library = library
        self._daily = daily
        self._playing = playing
        self._window = window

    def fulfil(self, wish: Wish) -> None:
        """Bring the window to the front, and start what is wished for, unless something plays."""
        if wish.token:
            os.environ["XDG_ACTIVATION_TOKEN"] = wish.token  # where Qt looks for it when a window asks to be active
        self._window.come_forward()
        if wish.slug is not None and not self._chosen.now.safety_seen:
            self.put_off.emit(wish.slug, wish.fullscreen)
        elif wish.slug is not None:
            self._play_if_free(wish.slug, wish.fullscreen)

    def _play_if_free(self, slug: str, fullscreen: bool) -> None:
        """Play a routine; what plays already is not cut off."""
        if self._library.routine(slug) is None:
            self._library.read_now()  # its file may be younger than what we have read
        one = self._library.routine(slug)
        playing = self._playing()
        if one is None:
            self._window.say(f"There is no routine {slug} that can be played; see: unhunch list")
        elif playing is None:
            self._window.fill_screen(fullscreen)
            self._daily.play_due(slug)
        elif playing.player.timeline.routine_id != slug:
            on = playing.player.timeline.title
            self._window.say(f"{on} is not over yet. End it first, then start {one.routine.title}.")
