"""Reminders: of the plan and of breaks, when to keep quiet, the tray, and whether Unhunch starts with the desktop."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.settings import WEEKDAYS, Settings
from app.ui.kit import muted
from app.ui.kit.field import Row
from app.ui.kit.select import Select
from app.ui.kit.tick import Tick
from app.ui.pages.settings.playing import clock_words
from app.ui.pages.settings.section import Section
from app.ui.seeing import Seen
from app.ui.theme import Look

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FULL_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NO_TRAY = "This desktop has no tray, and nothing depends on it."
NO_NOTICES = "Nobody here shows notices with buttons, so reminders are told by the tray, or else in the window."
_HALF_HOURS = [half * 1800.0 for half in range(48)]


def minutes_words(minutes: int) -> str:
    """Return a number of minutes."""
    return f"{minutes} min"


class RemindersSection(Section):
    """Everything here may be off; what the desktop does not tell is said where it matters."""

    login_asked = Signal(bool)
    shown = Signal()  # the desktop may be asked, once the page is painted

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Reminders", "At its time, a notice from which you can start, put off or skip.")
        self._now = Settings()
        self.add_tick("remind_plan", "Remind me of what is planned for a time")
        self._breaks = self.add_tick("remind_breaks", "Remind me to move while I am at the desk")
        self._every = self.add_slider("break_every_s", "A break every", 20, 60, 5, unit=60.0, words=minutes_words)
        self.routine = Select(look)
        self.routine.picked.connect(partial(self._set, "break_routine"))
        self._routine_row = self._add("What to do then", self.routine)
        self._days = [self._day_tick(number) for number in range(7)]
        self._days_row = self.add_flow(*self._days)
        self.add_select("quiet_from_s", "Quiet from", _times(), otherwise=clock_words)
        self.add_select("quiet_until_s", "Quiet until", _times(), otherwise=clock_words)
        self.add_tick(
            "quiet_when_kept_on", "Quiet while another program fills the screen or keeps it on: a film, a call"
        )
        self._told = muted()
        self.layout_.addWidget(self._told)
        self.tray = self.add_tick("tray", "Show Unhunch in the tray")
        self.stays = self.add_tick("keep_running", "Go on reminding from the tray when the window is closed")
        self._no_tray = muted(NO_TRAY)
        self.layout_.addWidget(self._no_tray)
        self.login = Tick(look, "Start with the desktop, without the window")
        self.login.clicked.connect(self._ask_login)
        self.layout_.addWidget(self.login)
        self._shows.append(self._show_rest)
        self._routines: list[tuple[str, str]] = []

    def know_routines(self, routines: Iterable[tuple[str, str]]) -> None:
        """Offer these for breaks: slug and title."""
        self._routines = list(routines)
        self._show_rest(self._now)

    def show_desktop(self, seen: Seen, *, has_tray: bool, at_login: bool) -> None:
        """Say what the desktop tells and what not."""
        self._told.setText(told_words(seen))
        for tick in (self.tray, self.stays):
            tick.setVisible(has_tray)
        self._no_tray.setVisible(not has_tray)
        self.login.setChecked(at_login)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _ask_login(self) -> None:
        self.login_asked.emit(self.login.isChecked())

    def _day_tick(self, number: int) -> Tick:
        tick = Tick(self._look, _DAYS[number])
        tick.setAccessibleName(f"Breaks on {_FULL_DAYS[number]}")
        tick.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        tick.clicked.connect(partial(self._set_day, number))
        return tick

    def _set_day(self, number: int) -> None:
        day = WEEKDAYS[number]
        chosen = {*self._now.break_weekdays} ^ {day}
        self._set("break_weekdays", tuple(one for one in WEEKDAYS if one in chosen))

    def _show_rest(self, now: Settings) -> None:
        self._now = now
        self.routine.offer([(slug, title) for slug, title in self._routines])
        self.routine.show_value(now.break_routine)
        known = not self._routines or now.break_routine in dict(self._routines)
        self._routine_row.set_hint("" if known else "It is no longer there; choose another.")
        for tick, day in zip(self._days, WEEKDAYS, strict=True):
            tick.setChecked(day in now.break_weekdays)
        rows: tuple[Row | QWidget, ...] = (self._every, self._routine_row, self._days_row)
        for row in rows:
            row.setVisible(now.remind_breaks)


def _times() -> list[tuple[float, str]]:
    return [(half, clock_words(half)) for half in _HALF_HOURS]


def told_words(seen: Seen) -> str:
    """Return in sentences what the desktop tells, and what follows where it does not; empty before it was asked."""
    if seen.shows_notices is None:
        return ""
    by = seen.told_by
    films = ", ".join(dict.fromkeys(by[what] for what in ("kept on", "full screen") if what in by))
    return "\n".join(
        (
            *([] if seen.shows_notices else [NO_NOTICES]),
            f"Away from the keyboard: told by {by['idle']}."
            if "idle" in by
            else "Nobody here tells when you are away, so breaks go by the clock alone.",
            f"Do not disturb: told by {by['quiet']}."
            if "quiet" in by
            else "Nobody here tells of do not disturb; the quiet hours hold.",
            f"Calls and films: told by {films}."
            if films
            else "Nobody here tells of calls and films, so they do not keep reminders back.",
        )
    )
