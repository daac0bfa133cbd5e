"""Serves the section of reminders: what the desktop tells, the routines for breaks, and starting with the desktop."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from app.ui.at_login import AtLogin, LoginNotKept, set_on
from app.ui.minding import Minding
from app.ui.pages.settings.reminders import RemindersSection

LOOK_MS = 50  # after the page is shown; by then it is painted


class Arranging(QObject):
    """Lives with its section. The desktop is asked each time somebody comes to look."""

    def __init__(
        self,
        section: RemindersSection,
        minding: Minding,
        titles: Callable[[], Sequence[tuple[str, str]]],
        at_login: AtLogin,
        say: Callable[[str], object],
    ) -> None:
        super().__init__(section)
        self._section = section
        self._minding = minding
        self._titles = titles
        self._at_login = at_login
        self._say = say
        self._looking = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._looking.timeout.connect(self.look)
        section.shown.connect(self._come)
        section.login_asked.connect(self._set_login)
        minding.reminders.told.connect(self._show)
        self._show()

    def _come(self) -> None:
        self._section.know_routines(self._titles())
        self._looking.start()

    def look(self) -> None:
        """Ask the desktop what it tells by now."""
        self._minding.reminders.ask_desktop()

    def _show(self) -> None:
        self._section.show_desktop(
            self._minding.reminders.seen, has_tray=self._minding.has_tray, at_login=self._at_login.is_on()
        )

    def _set_login(self, is_on: bool) -> None:
        try:
            set_on(self._at_login, is_on)
        except LoginNotKept as error:
            self._say(str(error))
        self._show()
