"""The tray, where the desktop has one: how the day stands, and the few things wanted without the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.plan.due import Words
from app.plan.today import DayPlan
from app.ui.planning import Planned
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.play.library import Overview
    from app.routine.model import PlannedSession
    from app.ui.reminders import Reminders

LATE_MS = 20_000  # a tray that comes up after us, as at login, is looked for once more
_SIZES = (16, 22, 24, 32, 48, 64)


class Tray(QObject):
    """An icon with a menu. Nothing depends on it: without a tray it is never made."""

    open_asked = Signal()
    start_asked = Signal(str)
    quit_asked = Signal()

    def __init__(
        self,
        has_tray: Callable[[], bool],
        look: Look,
        planned: Planned,
        reminders: "Reminders",
        routine: "Callable[[str, PlannedSession | None], Overview | None]",
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._has_tray = has_tray
        self._look = look
        self._planned = planned
        self._reminders = reminders
        self._routine = routine
        self._is_wanted = True
        self.icon: QSystemTrayIcon | None = None
        self._shown: tuple[str, str] = ("", "")
        self.late = QTimer(self, singleShot=True, interval=LATE_MS)
        self.late.timeout.connect(self._look_for_it)
        self._menu: QMenu | None = None
        planned.looked.connect(self.show_day)
        reminders.changed.connect(self.show_day)
        look.changed.connect(self._repaint)
        if not self._look_for_it():
            self.late.start()

    @property
    def is_there(self) -> bool:
        """Whether the icon is shown."""
        return self.icon is not None and self.icon.isVisible()

    def want(self, wanted: bool) -> None:
        """Show it, or not."""
        self._is_wanted = wanted
        if self.icon is not None:
            self.icon.setVisible(wanted)
        elif wanted:
            self._look_for_it()

    def close(self) -> None:
        """Take it away."""
        self.late.stop()
        if self.icon is not None:
            self.icon.hide()

    def tell(self, words: Words) -> bool:
        """Say something beside the icon, where the desktop does that; False where there is no icon."""
        if self.icon is None or not self.is_there:
            return False
        self.icon.showMessage(words.title, words.text, self.icon.icon())
        return True

    def _look_for_it(self) -> bool:
        if self.icon is None and self._is_wanted and self._has_tray():
            self._make()
        return self.icon is not None

    def _make(self) -> None:
        self.icon = QSystemTrayIcon(self)
        self._menu = menu = QMenu()
        self.state = menu.addAction("")
        self.state.setEnabled(False)
        menu.addSeparator()
        self.start = self._action(menu, "", self._start)
        self.hush = self._action(menu, "", self._hush)
        self._action(menu, "Open Unhunch", self.open_asked.emit)
        menu.addSeparator()
        self._action(menu, "Quit", self.quit_asked.emit)
        self.icon.setContextMenu(menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self.open_asked)
        self.show_day()
        self.icon.show()

    @staticmethod
    def _action(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda: act())
        return action

    # --- the day -----------------------------------------------------------------------------------------------------

    def show_day(self) -> None:
        """Show how the day stands."""
        if self.icon is None:
            return
        day, until = self._planned.today(), self._reminders.hushed_until
        words = state_words(day, self._title)
        next_title = self._title(day.next.routine) if day.next is not None else None
        self.state.setText(_plain(words))
        self.start.setText(_plain(f"Start {next_title}") if next_title else "Nothing to start")
        self.start.setEnabled(bool(next_title))
        self.hush.setText(f"Quiet until {until:%H:%M}; remind again" if until else "Snooze all for an hour")
        mark = "quiet" if until else mark_of(day)
        if self._shown != (mark, words):
            self._shown = (mark, words)
            self.icon.setToolTip(f"Unhunch: {words}")
            self._repaint()

    def _title(self, slug: str) -> str | None:
        one = self._routine(slug, None)
        return None if one is None else one.routine.title

    def _repaint(self) -> None:
        if self.icon is not None:
            self.icon.setIcon(painted(self._look, self._shown[0]))

    # --- what is pressed ---------------------------------------------------------------------------------------------

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_asked.emit()

    def _start(self) -> None:
        item = self._planned.today().next
        if item is not None:
            self.start_asked.emit(item.routine)

    def _hush(self) -> None:
        self._reminders.hush(0.0 if self._reminders.hushed_until else 3600.0)


def state_words(day: DayPlan, title: Callable[[str], str | None]) -> str:
    """Return how a day stands, in a few words."""
    if day.pause is not None:
        return "the plan is paused"
    if not any(item.counts for item in day.items):
        return "nothing planned today"
    if not day.open:
        return "all done for today"
    item = day.open[0]
    minutes = None if item.time_s is None else round(item.time_s / 60)
    at = "" if minutes is None else f" at {minutes // 60:02}:{minutes % 60:02}"
    return f"next is {title(item.routine) or item.routine}{at}"


def mark_of(day: DayPlan) -> str:
    """Return how a day stands, as a mark of the icon."""
    if not any(item.counts for item in day.items):
        return "rest"
    return "open" if day.open else "done"


_ICONS = {"rest": "unhunch", "open": "unhunch", "done": "check", "quiet": "mute"}


def painted(look: Look, mark: str) -> QIcon:
    """Return the icon, on a plate that is seen on light and dark panels alike; with a dot where something is open."""
    icon = QIcon()
    for size in _SIZES:
        picture = QPixmap(size, size)
        picture.fill(look.colour("background").fromRgb(0, 0, 0, 0))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.colour("accent"))
        painter.setBrush(look.colour("accent"))
        painter.drawRoundedRect(picture.rect().adjusted(0, 0, -1, -1), size / 4, size / 4)
        inner = round(size * 0.75)
        corner = (size - inner) // 2
        painter.drawPixmap(corner, corner, look.pixmap(_ICONS.get(mark, "unhunch"), "on-accent", inner, 1.0))
        if mark == "open":
            painter.setPen(look.colour("on-accent"))
            painter.setBrush(look.colour("heat"))
            dot = round(size * 0.36)
            painter.drawEllipse(size - dot - 1, 0, dot, dot)
        painter.end()
        icon.addPixmap(picture)
    return icon


def _plain(words: str) -> str:
    """Return words for a menu, where an ampersand would mark a shortcut."""
    return f"{words[:1].upper()}{words[1:]}".replace("&", "&&")
