"""What the app takes from the world around it; tests hand in their own."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app import paths
from app.play.clocks import Clock, monotonic, through_suspend
from app.settings import Settings, SoundChoice

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QPagedPaintDevice

    from app.plan.due import Words
    from app.ui.at_login import AtLogin
    from app.ui.awake import Keep, Wakefulness
    from app.ui.notifying import Button
    from app.ui.sound import SoundStatus
    from app.ui.voice import VoiceStatus


class SoundOutput(Protocol):
    """What the app needs of its sound; see Sound."""

    @property
    def status(self) -> "SoundStatus": ...
    @property
    def status_changed(self) -> "SignalInstance": ...
    @property
    def outputs(self) -> list[tuple[str, str]]: ...
    def open(self) -> None: ...
    def use(self, output: SoundChoice, device: str = "") -> None: ...
    def play(self, cue: str, volume: float = 1.0) -> None: ...
    def close(self) -> None: ...


class VoiceOutput(Protocol):
    """What the app needs of its voice; see Voice."""

    @property
    def status(self) -> "VoiceStatus": ...
    @property
    def status_changed(self) -> "SignalInstance": ...
    @property
    def speaks(self) -> bool: ...
    @property
    def voices_found(self) -> "SignalInstance": ...
    def open(self, language: str = "en") -> None: ...
    def look(self) -> None: ...
    def use(self, chosen: Settings) -> None: ...
    def say(self, text: str) -> None: ...
    def stop(self) -> None: ...
    def test(self) -> None: ...
    def find_voices(self) -> None: ...
    def close(self) -> None: ...


class NoticeService(Protocol):
    """What the app needs to show notices and to look around; see Notices."""

    @property
    def refused(self) -> "SignalInstance": ...
    @property
    def pressed(self) -> "SignalInstance": ...
    @property
    def seen(self) -> "SignalInstance": ...
    def show(self, words: "Words", buttons: "Sequence[Button]") -> None: ...
    def withdraw(self) -> None: ...
    def look(self) -> None: ...
    def close(self) -> None: ...


class DesktopTells(Protocol):
    """What the app needs of the desktop around it; see Desktop."""

    @property
    def locked(self) -> "SignalInstance": ...
    @property
    def screen_reader_changed(self) -> "SignalInstance": ...
    @property
    def has_screen_reader(self) -> bool: ...
    def open(self) -> None: ...
    def close(self) -> None: ...


def _now() -> datetime:
    return datetime.now().astimezone()


def _one_thread() -> "Executor":
    from concurrent.futures import ThreadPoolExecutor  # late: 2 ms

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="unhunch")


def _reading_thread() -> "Executor":
    from concurrent.futures import ThreadPoolExecutor  # late: 2 ms

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="routines")


def _open_path(path: Path) -> bool:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _sound(chosen: Settings) -> SoundOutput:
    from app.ui.sound import Sound

    return Sound(paths.ASSETS / "cues", chosen.sound_output, chosen.sound_device)


def _voice(chosen: Settings, has_reader: Callable[[], bool]) -> VoiceOutput:
    from app.ui.voice import Voice

    return Voice(chosen, has_reader)


def _desktop() -> DesktopTells:
    from app.ui.desktop import Desktop

    return Desktop()


def _local(naive: datetime) -> datetime:
    return naive.astimezone()


def _notices() -> NoticeService:
    from app.ui.notices import Notices

    return Notices()


def _has_tray() -> bool:
    from PySide6.QtWidgets import QSystemTrayIcon

    return QSystemTrayIcon.isSystemTrayAvailable()


def _at_login() -> "AtLogin":
    from app.ui.at_login import here

    return here()


def _file_to_open(title: str, kinds: str) -> Path | None:
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getOpenFileName(None, title, str(Path.home()), kinds)
    return Path(name) if name else None


def _file_to_save(title: str, name: str, kinds: str) -> Path | None:
    from PySide6.QtWidgets import QFileDialog

    chosen, _ = QFileDialog.getSaveFileName(None, title, str(Path.home() / name), kinds)
    return Path(chosen) if chosen else None


def _can_print() -> bool:
    from importlib.util import find_spec

    return find_spec("PySide6.QtPrintSupport") is not None


def _printer(title: str, size: str) -> "QPagedPaintDevice | None":
    from PySide6.QtGui import QPageSize
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(getattr(QPageSize.PageSizeId, size)))
    printer.setDocName(title)
    dialog = QPrintDialog(printer)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, on=False)
    if not dialog.exec():
        return None
    printer.setFullPage(True)  # the sheet has margins of its own
    return printer


def _complain(sentence: str) -> None:
    print(f"unhunch: {sentence}", file=sys.stderr)


def _keep_presenting() -> "AbstractContextManager[Wakefulness]":
    from app.ui.awake import keep_presenting  # late: it knows the player, and with it all there is to a routine

    return keep_presenting()


@dataclass(frozen=True)
class Outside:
    """Clocks, folders, threads, sound, voice, standard error, and what the desktop tells and does."""

    places: paths.Places
    clock: Clock = monotonic
    boot_clock: Clock = through_suspend
    now: Callable[[], datetime] = _now  # aware, in the person's own time zone
    make_executor: Callable[[], "Executor"] = _one_thread
    make_sound: Callable[[Settings], SoundOutput] = _sound
    complain: Callable[[str], object] = _complain
    make_reader: Callable[[], "Executor"] = _reading_thread  # reads routine files, one look after another
    open_path: Callable[[Path], bool] = _open_path  # in the person's editor or file manager; False where it cannot
    make_voice: Callable[[Settings, Callable[[], bool]], VoiceOutput] = _voice
    make_desktop: Callable[[], DesktopTells] = _desktop
    keep_awake: "Keep" = _keep_presenting
    make_notices: Callable[[], NoticeService] = _notices
    has_tray: Callable[[], bool] = _has_tray
    at_login: Callable[[], "AtLogin"] = _at_login
    local: Callable[[datetime], datetime] = _local  # what the wall clock shows, with the person's own zone
    file_to_open: Callable[[str, str], Path | None] = _file_to_open  # title and kinds; None where none was chosen
    file_to_save: Callable[[str, str, str], Path | None] = _file_to_save  # title, name and kinds
    can_print: Callable[[], bool] = _can_print  # whether what prints is there
    printer: Callable[[str, str], "QPagedPaintDevice | None"] = _printer  # of a title, for A4 or Letter; None: do not
