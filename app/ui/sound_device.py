"""Qt Multimedia, as much as cues need, imported late: its libraries may be missing, and take 0.1 s to load."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.ui.sound_wave import Wave

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QAudioSink

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
        self._picked = ""
        self._device: QAudioDevice | None = None  # found when it is needed, and again when outputs come or go
        self._gone: set[str] = set()  # the names of outputs that Qt lists and that are not there
        self._devices.audioOutputsChanged.connect(self._forget)
        self._connections = 0
        if self.output_name():
            self._connections = pulse_connections()
            self.start(Wave(Path(), 48_000, bytes(1920)), 0.0)  # the first sink takes longest; its cue is silence

    def outputs(self) -> list[tuple[str, str]]:
        """Every output there is: the name it is picked by, and what the desktop calls it."""
        return [(_id(device), device.description()) for device in self._devices.audioOutputs()]

    def pick(self, device: str) -> None:
        """Use an output from now on, by its name, for as long as it is there; the default one otherwise."""
        self._picked, self._device = device, None

    def is_picked(self) -> bool:
        """Whether the output in use is the picked one, or none was picked."""
        return not self._picked or _id(self._in_use()) == self._picked

    def output_name(self) -> str:
        """What the desktop calls the output in use; empty where there is none."""
        device = self._in_use()
        return "" if device.isNull() else device.description() or "the default output"

    def is_connected(self) -> bool:
        """Whether as many connections stand as there have been."""
        return self._connections == 0 or pulse_connections() >= self._connections

    def on_change(self, told: Callable[[], None]) -> None:
        """Call back whenever outputs come or go."""
        self._devices.audioOutputsChanged.connect(told)

    def start(self, wave: Wave, gain: float) -> QtSink | None:
        """Push a whole wave into a new sink, with a buffer just large enough for it, on the first output that takes it.

        Qt goes on listing an output of PulseAudio's that was unplugged; it is left out until outputs come or go.
        """
        sink = self._started(wave, gain)
        while sink is None and not self._in_use().isNull():
            self._gone.add(_id(self._in_use()))
            self._device = None
            sink = self._started(wave, gain)
        if sink is None:
            self._forget()  # none took it, so it may not have been the outputs' fault
        else:
            self._connections = max(self._connections, pulse_connections())
        return sink

    def _started(self, wave: Wave, gain: float) -> QtSink | None:
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink

        if self._in_use().isNull():
            return None
        form = QAudioFormat()
        form.setSampleRate(wave.rate)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        sink = QAudioSink(self._in_use(), form)
        sink.setBufferSize(len(wave.samples))
        sink.setVolume(gain)
        device = sink.start()
        if device is None or device.write(wave.samples) != len(wave.samples):
            sink.stop()
            return None
        return QtSink(sink)

    def _in_use(self) -> "QAudioDevice":
        """Return the picked output, else the default one, else any; a null device where there is none."""
        from PySide6.QtMultimedia import QAudioDevice

        if self._device is None:
            outputs = [one for one in self._devices.audioOutputs() if _id(one) not in self._gone]
            usual = _id(self._devices.defaultAudioOutput())
            outputs.sort(key=lambda one: (_id(one) != self._picked, _id(one) != usual))
            self._device = outputs[0] if outputs else QAudioDevice()
        return self._device

    def _forget(self) -> None:
        self._device = None
        self._gone.clear()


def _id(device: "QAudioDevice") -> str:
    return bytes(device.id().data()).decode(errors="replace")
