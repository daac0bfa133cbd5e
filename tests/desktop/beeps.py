"""Plays a beep each second through the app's own player and sound, and reports when each was due and asked for.

Arguments: how many, and whether the voice speaks meanwhile (`voice`), with no volume so that beeps alone are heard.
"""

import os
import sys
import time

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import paths
from app.play.dues import Due, Finished, MarkDue
from app.play.player import Player
from app.play.timeline import Beat, Segment, Timeline
from app.settings import Settings
from app.ui.playing import CueSounds, Playing
from app.ui.sound import Sound
from app.ui.voice import Voice
from tests.desktop.app import tell

SETTINGS = Settings(volume=1.0, voice="on", voice_volume=0.0)
LONG = "Sit tall, let your shoulders drop, and breathe out slowly while you count the beeps that you hear."


class Beeps(QObject):
    """One playing of beeps; it begins when everything is open."""

    def __init__(self, count: int, speaks: bool) -> None:
        super().__init__()
        length_s = float(count)
        segment = Segment("work", length_s, length_s, "Beeps", beat=Beat("rep", (("out", 1.0),)), beats=count)
        self._line = Timeline("beeps", "Beeps", (), (), (segment,), ())
        self._sound = Sound(paths.ASSETS / "cues", "qt", parent=self)
        self._voice = Voice(SETTINGS, parent=self) if speaks else None
        self._begun = 0.0
        self._sound.open()
        if self._voice is not None:
            self._voice.open()
        QTimer.singleShot(3000, self, self.begin)

    def begin(self) -> None:
        """Let the clock start."""
        cues = CueSounds(self._sound, SETTINGS)
        self._playing = Playing(Player(self._line), (cues.follow, self._report), self)
        self._begun = time.monotonic()
        self._playing.start()

    def _report(self, dues: list[Due], player: Player) -> None:
        asked = time.monotonic()
        for due in dues:
            if isinstance(due, MarkDue) and due.mark.event in ("start", "rep"):
                tell("beep", due=self._begun + due.mark.at_s, asked=asked, event=due.mark.event)
                if self._voice is not None and due.mark.number % 3 == 0:
                    self._voice.say(LONG)
            elif isinstance(due, Finished):
                tell("over", output=self._sound.status.output)
                QTimer.singleShot(1500, self, self._quit)

    def _quit(self) -> None:
        if self._voice is not None:
            self._voice.close()
        QApplication.quit()


def main() -> None:
    """Beep, and end."""
    qt = QApplication(["beeps"])
    beeps = Beeps(int(sys.argv[1]), "voice" in sys.argv)
    qt.exec()
    del beeps
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
