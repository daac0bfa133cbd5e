"""The first sound output: Qt. A cue is pushed whole into a sink of its own, so a busy window makes no gaps."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Slot

from app.ui.sound_device import QtAudio
from app.ui.sound_wave import Wave

log = logging.getLogger(__name__)

NOT_OPEN = "Qt's sound output is not open"
NOT_LOADED = "Qt's sound part could not be loaded (on Debian the package libpulse0 is needed)"
NO_OUTPUT = "Qt found no sound output"
LOST = "the sound server has gone away"
REFUSED = "the sound output would not open"
STUCK = "the sound output takes no sound"


class Sink(Protocol):
    """One cue on its way to the speakers."""

    def is_done(self) -> bool:
        """Whether all of it has been handed to the sound server."""

    def stop(self) -> None:
        """Let go of it, played or not."""


class Audio(Protocol):
    """As much of Qt's sound as is needed here."""

    def output_name(self) -> str:
        """What the desktop calls the output in use; empty where there is none."""

    def outputs(self) -> list[tuple[str, str]]:
        """Every output there is: the name it is picked by, and what the desktop calls it."""

    def pick(self, device: str) -> None:
        """Use an output while it is there, by its name; the default one otherwise."""

    def is_picked(self) -> bool:
        """Whether the output in use is the picked one, or none was picked."""

    def is_connected(self) -> bool:
        """Whether a sink may be started."""

    def start(self, wave: Wave, gain: float) -> Sink | None:
        """Begin to play a wave, its samples multiplied by 0 to 1; None where that failed."""

    def on_change(self, told: Callable[[], None]) -> None:
        """Call back whenever outputs come or go."""


@dataclass(frozen=True, slots=True)
class _Sounding:
    sink: Sink
    end_s: float  # when the last of it should be heard


class QtOutput(QObject):
    """Plays cues through Qt. Cues that overlap are mixed by the sound server: none cuts off another.

    To be used from the thread of the window alone.
    """

    AT_ONCE = 4  # more than ever sound together; the oldest gives way
    SWEEP_MS = 500
    LAG_S = 0.4  # a sink is let go so long after its cue: servers and wireless headsets lag behind
    STUCK_S = 3.0  # a sink that has not handed on its cue so long after the cue's end never will

    def __init__(
        self,
        load: Callable[[], Audio] = QtAudio,
        clock: Callable[[], float] = monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._load = load
        self._clock = clock
        self._told: Callable[[], None] = lambda: None
        self._audio: Audio | None = None
        self._picked = ""
        self._failure = NOT_OPEN
        self._sounding: list[_Sounding] = []
        self._sweeper = QTimer(self)
        self._sweeper.setInterval(self.SWEEP_MS)
        self._sweeper.timeout.connect(self.sweep)

    @property
    def trouble(self) -> str:
        """Why it cannot play, in words that follow a comma; empty when it can."""
        if self._failure or self._audio is None:
            return self._failure
        if not self._audio.output_name():
            return NO_OUTPUT
        return "" if self._audio.is_connected() else LOST

    @property
    def output_name(self) -> str:
        """What the desktop calls the output in use; empty where there is none."""
        return self._audio.output_name() if self._audio else ""

    @property
    def is_picked(self) -> bool:
        """Whether the output in use is the picked one, or none was picked."""
        return self._audio is None or self._audio.is_picked()

    @property
    def outputs(self) -> list[tuple[str, str]]:
        """Every output there is, once open: the name it is picked by, and what the desktop calls it."""
        return self._audio.outputs() if self._audio else []

    def pick(self, device: str) -> None:
        """Use an output while it is there, by its name; the default one otherwise."""
        self._picked = device
        if self._audio is not None:
            self._audio.pick(device)

    def open(self, told: Callable[[], None]) -> None:
        """Load Qt's sound part, about 0.1 s the first time; `told` is called whenever `trouble` may have changed."""
        self._told = told
        if self._audio is not None:
            self._forgive()
            return
        try:
            self._audio = self._load()
            self._failure = ""
            self._audio.pick(self._picked)
            self._audio.on_change(self._changed)
        except Exception:  # missing libraries come as ImportError, a broken plugin as anything
            log.info("QtMultimedia could not be loaded", exc_info=True)
            self._failure = NOT_LOADED

    def play(self, wave: Wave, gain: float) -> bool:
        """Play a cue at 0 to 1 of its strength, within some 2 ms; False where it cannot be heard this way."""
        if self._failure == REFUSED:
            self._forgive()  # every cue is a new try: what refused the last one may be over
        if self.trouble or self._audio is None:
            return False
        sink = self._start(self._audio, wave, gain)
        if sink is None:
            self._failure = REFUSED
            return False
        while len(self._sounding) >= self.AT_ONCE:
            self._sounding.pop(0).sink.stop()
        self._sounding.append(_Sounding(sink, self._clock() + wave.length_s))
        self._sweeper.start()
        return True

    @Slot()
    def sweep(self) -> None:
        """Let go of the sinks that are done, and say so when one is stuck."""
        if self.trouble == LOST:
            self._drop()  # what was on its way is lost as well, which says nothing about the next sink
        now = self._clock()
        stuck = [one for one in self._sounding if not one.sink.is_done() and now >= one.end_s + self.STUCK_S]
        done = [one for one in self._sounding if one.sink.is_done() and now >= one.end_s + self.LAG_S]
        for one in stuck + done:
            self._sounding.remove(one)
            one.sink.stop()
        if stuck:
            self._failure = STUCK
        if not self._sounding:
            self._sweeper.stop()
        self._told()

    def _drop(self) -> None:
        for one in self._sounding:
            one.sink.stop()
        self._sounding = []

    @staticmethod
    def _start(audio: Audio, wave: Wave, gain: float) -> Sink | None:
        try:
            return audio.start(wave, gain)
        except Exception:  # a cue is never worth an end to the routine
            log.info("A sink could not be started", exc_info=True)
            return None

    def _changed(self) -> None:
        self._forgive()
        self._told()

    def _forgive(self) -> None:
        """Forget what went wrong with one sink: things have changed, or somebody asks for another try."""
        if self._failure in (REFUSED, STUCK):
            self._failure = ""
