"""What the app takes from the world around it; tests hand in their own."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app import paths
from app.play.clocks import Clock, monotonic, through_suspend
from app.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from PySide6.QtCore import SignalInstance

    from app.ui.sound import SoundStatus


class SoundOutput(Protocol):
    """What the app needs of its sound; see Sound."""

    @property
    def status(self) -> "SoundStatus": ...
    @property
    def status_changed(self) -> "SignalInstance": ...
    def open(self) -> None: ...
    def play(self, cue: str, volume: float = 1.0) -> None: ...
    def close(self) -> None: ...


def _now() -> datetime:
    return datetime.now().astimezone()


def _one_thread() -> "Executor":
    from concurrent.futures import ThreadPoolExecutor  # late: 2 ms

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="history")


def _reading_thread() -> "Executor":
    from concurrent.futures import ThreadPoolExecutor  # late: 2 ms

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="routines")


def _open_path(path: Path) -> bool:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _sound(chosen: Settings) -> SoundOutput:
    from app.ui.sound import Sound

    return Sound(paths.ASSETS / "cues", output=chosen.sound_output)


def _complain(sentence: str) -> None:
    print(f"unhunch: {sentence}", file=sys.stderr)


@dataclass(frozen=True)
class Outside:
    """Clocks, folders, threads, sound, standard error, and the desktop's way to open a file."""

    places: paths.Places
    clock: Clock = monotonic
    boot_clock: Clock = through_suspend
    now: Callable[[], datetime] = _now  # aware, in the person's own time zone
    make_executor: Callable[[], "Executor"] = _one_thread
    make_sound: Callable[[Settings], SoundOutput] = _sound
    complain: Callable[[str], object] = _complain
    make_reader: Callable[[], "Executor"] = _reading_thread  # reads routine files, one look after another
    open_path: Callable[[Path], bool] = _open_path  # in the person's editor or file manager; False where it cannot
