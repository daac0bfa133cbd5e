"""Minds the plan while one looks elsewhere: reminders and the tray, and who is asked for what comes of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.plan.due import Words
from app.ui.chosen import Chosen
from app.ui.doorbell import Wish
from app.ui.outside import Outside
from app.ui.planning import Planned
from app.ui.reminders import Reminders
from app.ui.theme import Look
from app.ui.tray import Tray
from app.ui.window import Window

if TYPE_CHECKING:
    from app.play.library import Overview
    from app.routine.model import PlannedSession


@dataclass(frozen=True)
class Surroundings:
    """What there is to play, and whether a routine plays."""

    routine: "Callable[[str, PlannedSession | None], Overview | None]"  # within what a programme allows
    plays: Callable[[], bool]


class Minding(QObject):
    """Made after the start. `asked` carries what a press on a notice or in the tray asks for."""

    asked = Signal(object)  # a Wish
    quit_asked = Signal()

    def __init__(
        self,
        outside: Outside,
        chosen: Chosen,
        look: Look,
        window: Window,
        planned: Planned,
        around: Surroundings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._chosen = chosen
        self._window = window
        self.planned = planned
        self.reminders = Reminders(outside, chosen, self.planned, around.routine, around.plays, window, self)
        self.tray = Tray(outside.has_tray, look, self.planned, self.reminders, around.routine, self)
        self.reminders.start_asked.connect(self._start)
        self.reminders.open_asked.connect(self._open)
        self.reminders.not_shown.connect(self._tell_otherwise)
        self.tray.start_asked.connect(self._start)
        self.tray.open_asked.connect(self._open)
        self.tray.quit_asked.connect(self.quit_asked)
        chosen.changed.connect(self._suit)
        self._suit()

    @property
    def has_tray(self) -> bool:
        """Whether the desktop has a tray by now."""
        return self.tray.icon is not None or self._outside.has_tray()

    @property
    def is_in_tray(self) -> bool:
        """Whether the tray has our icon."""
        return self.tray.is_there

    def begin(self) -> None:
        """Look at the plan for the first time."""
        self.planned.look()

    def close(self) -> None:
        """Remind no more."""
        self.tray.close()
        self.reminders.close()

    def _suit(self) -> None:
        self.tray.want(self._chosen.now.tray)

    def _start(self, slug: str, token: str = "") -> None:
        self.asked.emit(Wish(slug, token=token))

    def _open(self, token: str = "") -> None:
        self.asked.emit(Wish(token=token))

    def _tell_otherwise(self, words: Words) -> None:
        """Say what no notice could: beside the tray's icon, or in the window for when it is looked at."""
        if not self.tray.tell(words):
            self._window.say(f"{words.title}. {words.text}")
            QApplication.alert(self._window)
