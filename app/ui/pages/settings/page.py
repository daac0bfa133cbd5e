"""The page of all sections."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.paths import Places
from app.routine.emergency import Emergency
from app.settings import Settings
from app.ui.kit import Button, Flow, Page, title
from app.ui.pages.doses import DosesSection
from app.ui.pages.settings.data import DataSection
from app.ui.pages.settings.display import DisplaySection
from app.ui.pages.settings.playing import PlayingSection
from app.ui.pages.settings.reminders import RemindersSection
from app.ui.pages.settings.safety import SafetySection
from app.ui.pages.settings.section import Section
from app.ui.pages.settings.sound import SoundSection
from app.ui.pages.settings.voice import VoiceSection
from app.ui.theme import Look


class SettingsPage(Page):
    """Shows what is set, and tells by `changed` what is to be otherwise: settings by name."""

    changed = Signal(object)  # a dict
    left = Signal()

    def __init__(
        self, look: Look, emergency: Emergency, precautions: Mapping[str, str], places: Places, doses: DosesSection
    ) -> None:
        super().__init__(look)
        self.doses = doses  # which follows the settings and changes them by itself
        self.sound = SoundSection(look)
        self.voice = VoiceSection(look)
        self.display = DisplaySection(look)
        self.playing = PlayingSection(look)
        self.reminders = RemindersSection(look)
        self.safety = SafetySection(look, emergency, precautions)
        self.data = DataSection(look, places)
        self.body.addWidget(title("Settings"))
        ways = QWidget()
        self._ways = Flow(ways, gap=look.theme.space(1.5))
        self.body.addWidget(ways)
        self._sections: tuple[Section, ...] = (
            self.sound,
            self.voice,
            self.display,
            self.playing,
            self.reminders,
            self.safety,
            self.data,
        )
        after = self._sections.index(self.playing) + 1
        listed: list[tuple[str, QWidget]] = [(section.name, section) for section in self._sections]
        listed.insert(after, ("My doses", doses))
        for name, widget in listed:  # all of them before the first section, where Tab comes to them
            self._ways.addWidget(self._way(name, widget))
        for _, widget in listed:
            self.body.addWidget(widget)
        for section in self._sections:
            section.changed.connect(self.changed)
        self._keep = QTimer(self, singleShot=True, interval=0)
        self._keep.timeout.connect(self._keep_in_view)

    def show_settings(self, now: Settings) -> None:
        """Show what is set by now."""
        for section in self._sections:
            section.show_settings(now)

    def _way(self, name: str, section: QWidget) -> Button:
        way = Button(self._look, name, kind="quiet", flush=True)
        way.setAccessibleName(f"Go to {name}")
        way.clicked.connect(partial(self._go_to, section))
        return way

    def _go_to(self, section: QWidget) -> None:
        """Show a section from its top, and give the keys to what comes first in it."""
        self.verticalScrollBar().setValue(section.y() - self._look.theme.space(2))
        first = next((one for one in section.findChildren(QWidget) if takes_keys(one)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._keep.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.left.emit()

    def _keep_in_view(self) -> None:
        """Follow what the person is setting: larger text has moved it down the page."""
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.ensureWidgetVisible(focused)


def takes_keys(widget: QWidget) -> bool:
    """Whether Tab comes to a widget, as it is shown now."""
    is_met = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return is_met and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None
