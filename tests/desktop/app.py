"""The app in a window that nobody sees, led by lines on its input; it reports what is said and when it pauses.

`play SLUG`, `pause`, `resume`, `skip`, `end`, `look SLUG`; the end of the input closes it.
"""

import json
import os
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app import paths
from app.settings import Settings
from app.ui.application import Application
from app.ui.outside import Outside
from app.ui.voice import Voice, VoiceStatus
from tests.desktop.ear import Ear


def tell(what: str, **details: object) -> None:
    """Report something that happens now."""
    print(json.dumps({"what": what, "at": time.monotonic(), **details}), flush=True)


class Told(QObject):
    """A voice that reports what it is asked to do."""

    status_changed = Signal()
    voices_found = Signal(object)

    def __init__(self, chosen: Settings, has_reader: Callable[[], bool]) -> None:
        super().__init__()
        self._voice = Voice(chosen, has_reader, parent=self)
        self._voice.status_changed.connect(self._tell)
        self._voice.status_changed.connect(self.status_changed)
        self._voice.voices_found.connect(self.voices_found)

    def _tell(self) -> None:
        tell("voice", state=self.status.state, sentence=self.status.sentence)

    @property
    def status(self) -> VoiceStatus:
        return self._voice.status

    @property
    def speaks(self) -> bool:
        return self._voice.speaks

    def open(self, language: str = "en") -> None:
        self._voice.open(language)

    def look(self) -> None:
        self._voice.look()

    def use(self, chosen: Settings) -> None:
        self._voice.use(chosen)

    def say(self, text: str) -> None:
        tell("say", text=text)
        self._voice.say(text)

    def test(self) -> None:
        self._voice.test()

    def find_voices(self) -> None:
        self._voice.find_voices()

    def stop(self) -> None:
        tell("stop")
        self._voice.stop()

    def close(self) -> None:
        self._voice.close()


class Hands(QObject):
    """Does what the lines say."""

    def __init__(self, app: Application) -> None:
        super().__init__()
        self._app = app
        self._ear = Ear()
        self._ear.came.connect(self._do)
        self._ear.ended.connect(self._close)

    def _close(self) -> None:
        self._app.close()
        QApplication.quit()

    def _do(self, line: str) -> None:
        act, _, slug = line.partition(" ")
        playing = self._app.conductor.playing
        if act == "play":
            self._app.play(slug)
            assert self._app.conductor.playing is not None
            self._app.conductor.playing.moved.connect(self._look)
        elif act == "look":
            self._app.show_routine(slug)
        elif playing is not None:
            getattr(playing, act)()
        tell(act)

    def _look(self) -> None:
        playing = self._app.conductor.playing
        state = playing.player.state.value if playing else "over"
        if state != getattr(self, "_state", ""):
            self._state = state
            tell("state", state=state)


def main() -> None:
    """Open the app, and close it at the end of the input."""
    qt = QApplication(["unhunch", "-style", "Fusion"])
    app = Application(qt, Outside(paths.places(os.environ), make_voice=Told))
    hands = Hands(app)
    app.window.painted.connect(lambda: tell("painted"))
    app.open()
    qt.exec()
    tell("closed")
    del hands


if __name__ == "__main__":
    main()
