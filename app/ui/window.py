"""The window: a navigation rail beside the pages, and the player filling it all while a routine plays."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.ui.kit import Button, Label
from app.ui.pages.today.page import TodayPage
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.ui.coming import Coming
    from app.ui.kit.toast import Toast
    from app.ui.pages.library import LibraryPage

_SIZE = (1080, 760)
_SMALLEST = (640, 480)
_FRAME_PX = 40  # what a desktop puts above and below a window
_ROOMY_PX = 520  # before text scaling: a narrower window has the icons of the rail alone
_PLACES = (
    ("today", "Today"),
    ("library", "Library"),
    ("history", "History"),
    ("safety", "Safety"),
    ("settings", "Settings"),
)


class Rail(QFrame):
    """The places one can go, each reached by Tab and gone to by a press, also again from a page within it."""

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(
            look.theme.space(1.5), look.theme.space(3), look.theme.space(1.5), look.theme.space(2)
        )
        column.setSpacing(look.theme.space(0.5))
        name = Label("Unhunch", "heading", "accent", strong=True, wrap=False)
        name.setContentsMargins(look.theme.space(1), 0, 0, look.theme.space(2))
        column.addWidget(name)
        self._buttons: dict[str, Button] = {}
        self._place = ""
        for place, words in _PLACES:
            key = f"Ctrl+{len(self._buttons) + 1}"
            button = Button(look, words, icon=place, kind="nav", key=key)
            shortcut = QShortcut(QKeySequence(key), self)  # off where the rail is hidden, as while a routine plays
            shortcut.activated.connect(partial(self._choose, place))
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, place))
            column.addWidget(button)
            self._buttons[place] = button
        column.addStretch(1)
        self._name = name

    def make_narrow(self, narrow: bool) -> None:
        """Show the icons alone, where their names would take the page's room."""
        self._name.setVisible(not narrow)
        for button in self._buttons.values():
            button.set_bare(narrow)

    def show_place(self, place: str) -> None:
        """Mark where one is."""
        self._place = place
        for name, button in self._buttons.items():
            button.setChecked(name == place)

    def _choose(self, place: str) -> None:
        self.show_place(self._place)  # a press marks nothing: whoever changes the page does
        self.chosen.emit(place)


class Window(QMainWindow):
    """Shows one page at a time. It knows no data: pages are put in by name and given theirs from outside."""

    painted = Signal()  # for the first time: what is not needed to be seen may be made now
    place_chosen = Signal(str)
    closing = Signal()
    left = Signal()  # closed by the person, while the app goes on
    full_screen_changed = Signal(bool)
    file_dropped = Signal(Path)
    library_made = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._was_painted = False
        self.may_close: Callable[[Callable[[], object]], bool] = lambda _: True  # False: it asks first, and then calls
        self.stays: Callable[[], bool] = bool  # asked as it is closed: whether the app goes on without it
        self.moves: Callable[[], bool] = bool  # asked as a page comes: whether one is to see it come
        self.setWindowTitle("Unhunch")
        self.setMinimumSize(*_SMALLEST)
        self.resize(fitting(QSize(*_SIZE), self.screen().availableSize()))
        self.setAcceptDrops(True)
        self._whole = QStackedWidget()
        self._pages = QStackedWidget()
        self._by_name: dict[str, QWidget] = {}
        self.rail = Rail(look)
        self.rail.chosen.connect(self.place_chosen)
        self.rail.chosen.connect(self._enter)
        self._shell = QWidget()
        row = QHBoxLayout(self._shell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._pages, 1)
        self._whole.addWidget(self._shell)
        self.setCentralWidget(self._whole)
        self.today = TodayPage(look)
        self.put_in("today", self.today)
        self._show_place("today")
        self._toast: Toast | None = None
        self._coming: Coming | None = None

    @cached_property
    def library(self) -> "LibraryPage":
        """The library's page, made when it is first shown."""
        from app.ui.pages.library import LibraryPage

        page = LibraryPage(self._look)
        self.put_in("library", page)
        self.library_made.emit(page)
        return page

    def put_in(self, name: str, page: QWidget, *, whole: bool = False) -> None:
        """Add a page; a `whole` one fills the window, without the rail."""
        if not page.accessibleName():
            page.setAccessibleName(name.capitalize())  # read as it takes the keys
        self._by_name[name] = page
        (self._whole if whole else self._pages).addWidget(page)

    def take_out(self, name: str) -> None:
        """Take a page away that was put in."""
        page = self._by_name.pop(name)
        for stack in (self._whole, self._pages):
            stack.removeWidget(page)
        page.hide()
        page.deleteLater()

    def show_page(self, name: str, place: str | None = None) -> None:
        """Show a page, and mark its place in the rail."""
        page = self._by_name[name]
        if self._whole.indexOf(page) >= 0:
            self._whole.setCurrentWidget(page)
        else:
            is_other = self.page != name
            self._let_go(page)
            self._pages.setCurrentWidget(page)
            self._whole.setCurrentIndex(0)
            if is_other and self._was_painted and self.isVisible() and self.moves():
                self._see_it_come()
        if place is not None:
            self._show_place(place)
        if self._toast is not None:
            self._toast.sit(at_top=self._whole.currentIndex() > 0)

    def _enter(self) -> None:
        """Give the keys to the page, where they are still with the rail: Tab goes on within it."""
        widget = self.focusWidget()
        if widget is not None and self.rail.isAncestorOf(widget):
            self._pages.setFocus()

    def _see_it_come(self) -> None:
        from app.ui.coming import Coming  # late: the window is painted first

        if self._coming is not None and isValid(self._coming):
            self._coming.end()
        self._coming = Coming(self._look, self._pages)

    def _let_go(self, coming: QWidget) -> None:
        """Take the keys from a page that goes: else Qt gives them to whatever comes next, as far away as the rail."""
        is_behind = self._whole.currentIndex() > 0  # behind a page that fills the window, and remembers who had them
        widget = self._shell.focusWidget() if is_behind else self.focusWidget()
        going = self._pages.currentWidget()
        if going is not None and going is not coming and widget is not None and going.isAncestorOf(widget):
            self._pages.setFocus()

    def _show_place(self, place: str) -> None:
        self.rail.show_place(place)
        self._pages.setAccessibleName(place.capitalize())  # read when the keys are with no control of the page

    @property
    def page(self) -> str:
        """The name of the page that is shown."""
        whole = self._whole.currentWidget()
        shown = self._pages.currentWidget() if self._whole.currentIndex() == 0 else whole
        return next(name for name, page in self._by_name.items() if page is shown)

    def say(
        self,
        sentence: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        is_said: bool = False,
    ) -> None:
        """Show a sentence for a moment, with one thing to do about it where there is one.

        A screen reader says it too, unless it is said already.
        """
        if self._toast is None:
            from app.ui.kit.toast import Toast

            self._toast = Toast(self._look, self)
        self._toast.say(sentence, action, on_action, at_top=self._whole.currentIndex() > 0, is_said=is_said)

    def fill_screen(self, fill: bool) -> None:
        """Fill the screen, or go back to a window."""
        full = Qt.WindowState.WindowFullScreen  # alone, so that a window that was maximised is so again
        self.setWindowState(self.windowState() | full if fill else self.windowState() & ~full)

    def come_forward(self) -> None:
        """Come to the front, out of the task bar too, as far as the desktop lets us."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._tell_painted)

    def begin_unseen(self) -> None:
        """Count as painted: what is made after that is needed, and nobody looks."""
        self._was_painted = True
        self._tell_painted()

    def _tell_painted(self) -> None:
        self.painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._make_room()
        super().resizeEvent(event)

    def _make_room(self) -> None:
        self.rail.make_narrow(self.width() < self._look.theme.scaled(_ROOMY_PX))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._make_room()
        if event.type() == QEvent.Type.WindowStateChange:
            self.full_screen_changed.emit(bool(self.windowState() & Qt.WindowState.WindowFullScreen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if path := self._dropped(event):
            event.acceptProposedAction()
            self.file_dropped.emit(path)

    def _dropped(self, event: QDropEvent) -> Path | None:
        """Return the one file that is dropped; none where a page has the whole window, which is to be ended first."""
        paths = _files(event.mimeData())
        return paths[0] if len(paths) == 1 and self._whole.currentIndex() == 0 else None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None:  # later, as out of the task bar, the keys stay with whom they were
            self._pages.setFocus()  # else Qt puts it on the first button, as if somebody had gone there

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close(self.close):
            event.ignore()
            return
        if self.stays():
            event.ignore()
            self.hide()
            self.left.emit()
            return
        self.closing.emit()
        super().closeEvent(event)


def fitting(wanted: QSize, screen: QSize) -> QSize:
    """Return the size to open at: what is wanted, as far as a screen has room for it with the window's frame."""
    return wanted.boundedTo(screen - QSize(0, _FRAME_PX)).expandedTo(QSize(*_SMALLEST))


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
