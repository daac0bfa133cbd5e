"""Sounds a cue twice a second on the output named by the argument, and reports how the sound stands."""

import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app import paths
from app.ui.sound import Sound
from tests.desktop.app import tell
from tests.desktop.ear import Ear


class Cueing(QObject):
    """Goes on until the input ends."""

    def __init__(self, device: str) -> None:
        super().__init__()
        self._sound = Sound(paths.ASSETS / "cues", "qt", device, parent=self)
        self._sound.status_changed.connect(self._tell)
        self._sound.open()
        tell("outputs", names=[name for name, _ in self._sound.outputs])
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._play)
        self._timer.start(500)

    def _tell(self) -> None:
        tell("sound", output=self._sound.status.output, sentence=self._sound.status.sentence)

    def _play(self) -> None:
        self._sound.play("start")


def main() -> None:
    """Sound cues until the input ends."""
    qt = QApplication(["cueing"])
    cueing = Cueing(sys.argv[1])
    ear = Ear()
    ear.ended.connect(qt.quit)
    qt.exec()
    del cueing, ear


if __name__ == "__main__":
    main()
