"""Qt Multimedia, as much as cues need, imported late: its libraries may be missing, and take 0.1 s to load."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.sound_wave import Wave

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioSink

_TASKS = Path("/proc/self/task")
_PULSE_THREAD = "QPulseAudioEngi"


def pulse_connections(tasks: Path = _TASKS) -> int:
    """Count the connections Qt holds to a PulseAudio server, by the threads it keeps for them; 0 without PulseAudio.

    Qt 6.11 has a thread of this name exactly as long as a connection stands. It tells nobody when one is lost, goes on
    listing the lost outputs, and calls abort() in libpulse when a sink is started then; so somebody has to look.
    """
    return sum(_name(task) == _PULSE_THREAD for task in tasks.glob("*/comm"))


def _name(task: Path) -> str:
    try:
        return task.read_text().strip()
    except OSError:
        return ""  # a thread that ended while we looked


class QtSink:
    """A QAudioSink that was given a whole cue."""

    def __init__(self, sink: "QAudioSink") -> None:
        from PySide6.QtMultimedia import QtAudio

        self._sink = sink
        self._waiting = (QtAudio.State.ActiveState, QtAudio.State.SuspendedState)

    def is_done(self) -> bool:
        """Whether all of the cue has been handed to the sound server, or never will be."""
        return self._sink.state() not in self._waiting

    def stop(self) -> None:
        """Let go of it. What the server already has is still heard."""
        self._sink.stop()


class QtAudio:
    """The desktop's outputs as Qt sees them. Raises ImportError where Qt Multimedia cannot be loaded."""

    def __init__(self) -> None:
        from PySide6.QtMultimedia import QMediaDevices

        self._devices = QMediaDevices()
        self._connections = 0
        if self.output_name():
            self._connections = pulse_connections()
            self.start(Wave(Path(), 48_000, bytes(1920)), 0.0)  # the first sink takes longest; its cue is silence

    def output_name(self) -> str:
        """What the desktop calls the output in use; empty where there is none."""
        device = self._devices.defaultAudioOutput()
        return "" if device.isNull() else device.description() or "the default output"

    def is_connected(self) -> bool:
        """Whether as many connections stand as there have been."""
        return self._connections == 0 or pulse_connections() >= self._connections

    def on_change(self, told: Callable[[], None]) -> None:
        """Call back whenever outputs come or go."""
        self._devices.audioOutputsChanged.connect(told)

    def start(self, wave: Wave, gain: float) -> QtSink | None:
        """Push a whole wave into a new sink on the default output, with a buffer just large enough for it."""
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink

        form = QAudioFormat()
        form.setSampleRate(wave.rate)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        sink = QAudioSink(self._devices.defaultAudioOutput(), form)
        sink.setBufferSize(len(wave.samples))
        sink.setVolume(gain)
        device = sink.start()
        if device is None or device.write(wave.samples) != len(wave.samples):
            sink.stop()
            return None
        self._connections = max(self._connections, pulse_connections())
        return QtSink(sink)
