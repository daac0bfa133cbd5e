"""The whole app in a real window, off screen, on made-up time."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import paths
from app.faults.watch import Watch
from app.settings import Settings
from app.ui.application import Application
from app.ui.at_login import Autostart
from app.ui.outside import Outside, SoundOutput
from app.ui.pages.sessions import SessionList
from app.ui.playing import Playing
from app.ui.theme import Look
from tests.homes import agree
from tests.ui.fakes import AtOnce, FakeDesktop, FakeNotices, FakeSound, FakeVoice, FakeWorld


class Desk:
    """A person in front of the app: presses keys, lets time pass, looks."""

    def __init__(
        self,
        qt: QApplication,
        home: Path,
        make_executor: Callable[[], Executor] = AtOnce,
        make_reader: Callable[[], Executor] = AtOnce,
        make_sound: Callable[[Settings], SoundOutput] | None = None,
        watch: Watch | None = None,
        is_new: bool = False,
    ) -> None:
        self.home = home
        self.opened: list[Path] = []
        self.can_open = True
        self.world = FakeWorld()
        self.sound = FakeSound()
        self.voice = FakeVoice()
        self.desktop = FakeDesktop()
        self.notices = FakeNotices()
        self.has_tray = False
        self.moves = False  # pages are there at once
        self.file_to_open: Path | None = None  # what the person chooses when asked
        self.file_to_save: Path | None = None
        self.printer: QPagedPaintDevice | None = None  # which the person chooses when asked
        self.at_login = Autostart(home / "autostart" / "unhunch.desktop", ["unhunch", "--background"])
        self.said: list[str] = []
        self.outside = Outside(
            paths.places({"UNHUNCH_HOME": str(home)}),
            self.world.clock,
            self.world.boot_clock,
            self.world.date,
            make_executor,
            make_sound or (lambda _: self.sound),
            self.said.append,
            make_reader,
            self.open_path,
            make_voice=lambda *_: self.voice,
            make_desktop=lambda: self.desktop,
            keep_awake=self.desktop.keep,
            make_notices=lambda: self.notices,
            has_tray=lambda: self.has_tray,
            local=self.world.local,
            at_login=lambda: self.at_login,
            file_to_open=lambda *_: self.file_to_open,
            file_to_save=lambda *_: self.file_to_save,
            can_print=lambda: True,
            printer=lambda *_: self.printer,
        )
        if not is_new:
            agree(home)
        self._qt = qt
        self.app = Application(qt, self.outside, watch=watch)
        self.asked_moves = self.app.window.moves  # what the settings say
        self.app.window.moves = lambda: self.moves

    @property
    def playing(self) -> Playing:
        assert self.app.conductor.playing is not None
        return self.app.conductor.playing

    def names_by_tab(self, count: int) -> list[str]:
        """Press Tab so many times; return the name of what has the keys after each."""
        return [self._name_by_tab() for _ in range(count)]

    def _name_by_tab(self) -> str:
        self.press(Qt.Key.Key_Tab)
        focused = self._qt.focusWidget()
        return "" if focused is None else focused.accessibleName()

    def open_path(self, path: Path) -> bool:
        """Open a file or folder in another program, as far as this desk can."""
        self.opened.append(path)
        return self.can_open

    def come_back(self) -> None:
        """Come back to the window from another program."""
        self._qt.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        self.settle()

    @property
    def listed(self) -> list[str]:
        """The titles in the list of sessions, where it is shown."""
        lists = [one for one in self.app.window.findChildren(SessionList) if one.isVisible()]
        rows = [(one.sessions, row) for one in lists for row in range(one.sessions.rowCount())]
        return [str(model.index(row).data()).partition(",")[0] for model, row in rows]

    def settle(self) -> None:
        for _ in range(5):
            self._qt.processEvents()

    def press(self, *keys: object) -> None:
        """Press keys, each where the focus is."""
        for key in keys:
            target = QApplication.focusWidget() or self.app.window
            QTest.keyClick(target, key)  # type: ignore[call-overload]  # a Qt.Key or a letter
            self.settle()

    def passes(self, seconds: float) -> None:
        """Let time pass for the routine that plays, looked at twice a second."""
        while seconds > 1e-9 and self.app.conductor.playing is not None:
            step_s = min(0.5, seconds)
            self.world.pass_(step_s)
            seconds -= step_s
            self.playing.tick()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    font = QFont(qapp.font())
    look = Look(qapp, paths.ASSETS)
    look.apply("light")
    yield look
    look.setParent(None)
    qapp.setStyleSheet("")
    qapp.setFont(font)


@pytest.fixture
def sit_down(sit_down_at: Callable[..., Desk], tmp_path: Path) -> Callable[..., Desk]:
    """Open the app; what is in `tmp_path` by then is the person's home."""
    return partial(sit_down_at, tmp_path)


@pytest.fixture
def sit_down_at(qapp: QApplication) -> Iterator[Callable[..., Desk]]:
    """Open the app for a person with this home."""
    desks: list[Desk] = []
    font = QFont(qapp.font())

    def sit(home: Path, watch: Watch | None = None, is_new: bool = False, place: str = "library") -> Desk:
        desk = Desk(qapp, home, watch=watch, is_new=is_new)
        desks.append(desk)
        desk.app.open()
        desk.app.window.painted.connect(desk.app.minding_soon.stop)  # tests mind the plan when they say so
        desk.app.window.activateWindow()
        desk.settle()
        if place and desk.app.window.page == "today":
            desk.app.show_place(place)
            desk.settle()
        return desk

    yield sit
    for desk in desks:
        desk.app.window.close()
        desk.app.window.deleteLater()
        desk.app.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyleSheet("")
    qapp.setFont(font)  # the next app takes its measure from it
