"""`python -m tests.hour [MINUTES]`: the app plays for a real hour in its window; a line of figures each minute.

It takes the screen and the sound there are, and a home of its own. It ends with 1 where anything has grown or drifted.
"""

import os
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app import paths
from app.play.dues import State
from app.play.timeline import marks_between
from app.settings import Settings, SoundChoice
from app.ui.application import Application
from app.ui.garbage import Collector
from app.ui.outside import Outside, SoundOutput
from app.ui.sound import Sound, SoundStatus
from tests import lasting
from tests.bench.painted import memory_mb
from tests.homes import agree

_MINUTE_S = 60.0
_MOST_GROWN = 1.05  # times the memory after the first quarter
_MOST_DRIFT_S = 0.001


class Figures(NamedTuple):
    """What the process takes at a moment, and how true it played in the minute before."""

    minute: int
    memory_mb: float
    files: int
    threads: int
    cpu_s: float
    drift_s: float
    frames: int
    cues: int
    latest_cue_s: float

    def __str__(self) -> str:
        return (
            f"{self.minute:4} min  PSS {self.memory_mb:6.1f} MB  files {self.files:3}  threads {self.threads:2}  "
            f"CPU {self.cpu_s:6.1f} s  drift {self.drift_s * 1000:.6f} ms  frames {self.frames:5}  cues {self.cues:3}, "
            f"latest {self.latest_cue_s * 1000:.1f} ms"
        )


class Watched:
    """The monotonic clock, which remembers what it said last: where the player then was is held against that."""

    def __init__(self) -> None:
        self.said_s = 0.0

    def __call__(self) -> float:
        self.said_s = time.monotonic()
        return self.said_s


class Told(QObject):
    """A sound that tells of every cue before it plays it."""

    status_changed = Signal()

    def __init__(self, sound: Sound, tell: Callable[[], None]) -> None:
        super().__init__()
        self._sound = sound
        self._tell = tell
        sound.status_changed.connect(self.status_changed)

    @property
    def status(self) -> SoundStatus:
        return self._sound.status

    @property
    def outputs(self) -> list[tuple[str, str]]:
        return self._sound.outputs

    def open(self) -> None:
        self._sound.open()

    def use(self, output: SoundChoice, device: str = "") -> None:
        self._sound.use(output, device)

    def play(self, cue: str, volume: float = 1.0) -> None:
        self._tell()
        self._sound.play(cue, volume)

    def close(self) -> None:
        self._sound.close()


class Hour(QObject):
    """Plays the long routine for a while, and keeps figures of each minute."""

    def __init__(self, qt: QApplication, home: Path, minutes: int) -> None:
        super().__init__()
        self._minutes = minutes
        self.figures: list[Figures] = []
        self.pauses = 0
        self._begun = self._drift_s = self._latest_cue_s = 0.0
        self._frames = self._cues = 0
        self._starts_s: list[float] = []
        self._due_s: list[float] = []
        self._clock = Watched()
        places = paths.places({"UNHUNCH_HOME": str(agree(home))})
        self.app = Application(qt, Outside(places, self._clock, make_sound=self._sound))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._minute)

    def _sound(self, settings: Settings) -> SoundOutput:
        return Told(Sound(paths.ASSETS / "cues", output=settings.sound_output), self._cue)

    def begin(self) -> None:
        """Play, and take the first figures when the first minute is over."""
        self.app.play(lasting.SLUG)
        playing = self.app.conductor.playing
        assert playing is not None
        segments = playing.player.timeline.segments
        self._starts_s = [0.0, *accumulate(one.about_s for one in segments)]
        self._due_s = sorted(
            start_s + mark.at_s
            for start_s, one in zip(self._starts_s, segments, strict=False)
            for mark in marks_between(one, -1.0, one.about_s)
        )
        self._begin_here()
        playing.moved.connect(self._look)
        self._timer.start(round(_MINUTE_S * 1000))

    def _begin_here(self) -> None:
        position_s = self._position_s()
        self._begun = self._clock.said_s - position_s

    def _position_s(self) -> float:
        assert self.app.conductor.playing is not None
        player = self.app.conductor.playing.player
        return self._starts_s[player.index] + player.offset_s

    def _look(self) -> None:
        """Hold where the player says it is against what the clock said to it."""
        playing = self.app.conductor.playing
        if playing is None:
            return
        if playing.player.state is State.PAUSED:  # held up, or slept
            self.pauses += 1
            QTimer.singleShot(0, self, self._resume)
            return
        position_s = self._position_s()
        due_s = self._clock.said_s - self._begun
        if playing.player.left_s:  # else it is held at the end of a segment until the next tick
            self._drift_s = max(self._drift_s, abs(position_s - due_s))
        self._frames += 1

    def _resume(self) -> None:
        playing = self.app.conductor.playing
        if playing is not None and playing.player.state is State.PAUSED:
            playing.resume()
            self._begin_here()

    def _cue(self) -> None:
        if self.app.conductor.playing is None or not self._due_s:
            return
        now_s = self._position_s()
        due_s = self._due_s[max(0, bisect_right(self._due_s, now_s) - 1)]
        self._cues += 1
        self._latest_cue_s = max(self._latest_cue_s, now_s - due_s)

    def _minute(self) -> None:
        figures = Figures(
            len(self.figures) + 1,
            memory_mb(),
            _count("/proc/self/fd"),
            _count("/proc/self/task"),
            time.process_time(),
            self._drift_s,
            self._frames,
            self._cues,
            self._latest_cue_s,
        )
        self._drift_s = self._latest_cue_s = 0.0
        self._frames = self._cues = 0
        self.figures.append(figures)
        print(figures, flush=True)
        if len(self.figures) == self._minutes:
            self._timer.stop()
            self.app.window.close()


def _count(folder: str) -> int:
    """Return how many things are in a folder of the kernel's; 0 on a system without it."""
    return len(list(Path(folder).iterdir())) if Path(folder).is_dir() else 0


def main() -> int:
    """Play for so many minutes, 60 if not said; return 1 where something has grown or drifted."""
    minutes = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    qt = QApplication([*sys.argv[:1], "-style", "Fusion"])
    collector = Collector(qt)
    with tempfile.TemporaryDirectory(prefix="unhunch-hour-") as folder:
        lasting.put_in(Path(folder))
        hour = Hour(qt, Path(folder), minutes)
        hour.app.window.painted.connect(hour.begin)  # after the app, which loads the routines then
        hour.app.open()
        qt.exec()
        hour.app.close()
        collector.stop()
    return _judged(hour)


def _judged(hour: Hour) -> int:
    """Hold the last minute against the end of the first quarter."""
    first, last = hour.figures[len(hour.figures) // 4], hour.figures[-1]
    drift_s = max(one.drift_s for one in hour.figures)
    print(
        f"from minute {first.minute} to {last.minute}: PSS {last.memory_mb - first.memory_mb:+.1f} MB, "
        f"files {last.files - first.files:+}, threads {last.threads - first.threads:+}; "
        f"drift {drift_s * 1000:.6f} ms at most, {hour.pauses} times held up"
    )
    grew = last.memory_mb > _MOST_GROWN * first.memory_mb or last.files > first.files or last.threads > first.threads
    return 1 if grew or drift_s > _MOST_DRIFT_S else 0


if __name__ == "__main__":
    sys.exit(main())
