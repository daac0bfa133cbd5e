"""Cue sounds and the ladder of their outputs: Qt, then the system's own player, then silence with a sentence."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.settings import SoundChoice
from app.ui.sound_player import LOOKING, NOT_ASKED, PlayerOutput
from app.ui.sound_qt import QtOutput
from app.ui.sound_wave import Wave, read_waves

log = logging.getLogger(__name__)

Choice = SoundChoice
TEST_CUE = "start"


@dataclass(frozen=True, slots=True)
class SoundStatus:
    """Which output is in use, and a sentence on why, or on why none is and what to do."""

    output: Literal["qt", "player", "none"]
    sentence: str


class QtRung(Protocol):
    """Qt's place on the ladder; see QtOutput."""

    @property
    def trouble(self) -> str: ...
    @property
    def output_name(self) -> str: ...
    @property
    def is_picked(self) -> bool: ...
    @property
    def outputs(self) -> list[tuple[str, str]]: ...
    def pick(self, device: str) -> None: ...
    def open(self, told: Callable[[], None]) -> None: ...
    def play(self, wave: Wave, gain: float) -> bool: ...


class PlayerRung(Protocol):
    """The player's place on the ladder; see PlayerOutput."""

    @property
    def trouble(self) -> str: ...
    def open(self, told: Callable[[], None]) -> None: ...
    def play(self, path: Path, length_s: float) -> bool: ...
    def close(self) -> None: ...


class Sound(QObject):
    """Sounds cues through the first output that works, and says which that is. Leaves everybody else's sound alone.

    To be used from the thread of the window.
    """

    status_changed = Signal()
    _told_by_player = Signal()  # comes from the player's thread

    def __init__(
        self,
        folder: Path,
        output: Choice = "auto",
        device: str = "",
        *,
        qt: QtRung | None = None,
        player: PlayerRung | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._choice: Choice = output
        self._qt: QtRung = qt or QtOutput(parent=self)
        self._qt.pick(device)
        self._player: PlayerRung = player or PlayerOutput()
        self._waves: dict[str, Wave] = {}
        self._is_open = False
        self._status = SoundStatus("none", "Sound is not in use at the moment.")
        self._told_by_player.connect(self._look, Qt.ConnectionType.QueuedConnection)

    @property
    def status(self) -> SoundStatus:
        """Which output is in use and why."""
        return self._status

    def open(self) -> None:
        """Read the cues and make the outputs ready, so that the first cue is as quick as the others; about 0.1 s."""
        try:
            self._waves = self._waves or read_waves(self._folder)
            self._is_open = True
            if self._choice in ("auto", "qt"):
                self._qt.open(self._look)
            self._look()
        except Exception:
            log.exception("The sound could not be opened")

    @property
    def outputs(self) -> list[tuple[str, str]]:
        """Qt's outputs, once it is open: the name each is picked by, and what the desktop calls it."""
        return self._qt.outputs

    def use(self, output: Choice, device: str = "") -> None:
        """Change to what the person picked: the output, and which of Qt's, where it is there."""
        was_open = self._is_open
        self.close()
        self._choice = output
        self._qt.pick(device)
        if was_open:
            self.open()

    def play(self, cue: str, volume: float = 1.0) -> None:
        """Sound a cue at a volume of 0 to 1, as on a slider; never raises, never waits. The player knows one volume."""
        wave = self._waves.get(cue)
        if not self._is_open or volume <= 0 or wave is None:
            return
        try:
            self._sound(wave, min(1.0, volume) ** 2)  # squared, half way on the slider sounds about half as loud
            self._look()
        except Exception:
            log.exception("The cue %s could not be played", cue)

    def test(self, cue: str = TEST_CUE, volume: float = 1.0) -> None:
        """Sound a cue for the person to listen for, opening what has to be opened."""
        self.open()
        self.play(cue, volume)

    def close(self) -> None:
        """Play nothing more until opened again. What sounds at the moment is left to end."""
        self._is_open = False
        self._player.close()

    def _sound(self, wave: Wave, gain: float) -> None:
        if self._choice in ("auto", "qt") and self._qt.play(wave, gain):
            return
        self._look()  # which brings in the player if this is the first cue to need it
        if self._choice in ("auto", "player"):
            self._player.play(wave.path, wave.length_s)

    @Slot()
    def _look(self) -> None:
        """See how the outputs stand; bring in the player as soon as it is needed, and say what has changed."""
        if not self._is_open:
            return
        wants_player = self._choice == "player" or (self._choice == "auto" and self._qt.trouble)
        if wants_player and self._player.trouble == NOT_ASKED:
            self._player.open(self._told_by_player.emit)
        status = self._found()
        if status != self._status:
            self._status = status
            self.status_changed.emit()

    def _found(self) -> SoundStatus:
        if self._choice == "off":
            return SoundStatus("none", "Sounds are switched off in the settings; every cue is shown on screen.")
        if not self._waves:
            return SoundStatus(
                "none", "The cue sounds are missing from this installation; please install Unhunch again."
            )
        why = "it was picked in the settings" if self._choice == "player" else self._qt.trouble
        if self._choice != "player" and not why:
            instead = "" if self._qt.is_picked else ", as the output picked in the settings is not there"
            return SoundStatus("qt", f"Sounds play on {self._qt.output_name}{instead}.")
        if self._choice != "qt" and not self._player.trouble:
            return SoundStatus("player", self._handed_over(why))
        return SoundStatus("none", self._silent(why))

    @staticmethod
    def _handed_over(why: str) -> str:
        # A player program may well pretend: gst-play without a sound server runs through the cue and reports success.
        return (
            f"Sounds are handed to the system's own player, because {why}; if you hear none, check that speakers or "
            "headphones are connected and switched on."
        )

    def _silent(self, why: str) -> str:
        reasons = [] if self._choice == "player" else [why]
        reasons += [] if self._choice == "qt" else [self._player.trouble]
        if LOOKING in reasons:
            return f"No sound yet: {', and '.join(reasons)}; every cue is shown on screen."
        return (
            "No sound; every cue is shown on screen. To hear them, check that speakers or headphones are connected and "
            f"switched on, then start Unhunch again ({', and '.join(reasons)})."
        )
