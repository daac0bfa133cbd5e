"""Leads a person through the settings: what they set holds at once, and sound and voice can be tried."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, QTimer, Signal

from app.paths import Places
from app.play.volumes import volume_of
from app.ui.around import Around
from app.ui.care import Care
from app.ui.chosen import Chosen
from app.ui.pages.doses import DosesSection
from app.ui.pages.settings.page import SettingsPage
from app.ui.theme import Look
from app.ui.voice import LEFT_TO_READER, OFF
from app.ui.window import Window

LOOK_MS = 50  # after the page is shown; by then it is painted
NEXT_CUE_MS = 1200
TRIAL = (("countdown", "tempo"), ("start", "changes"), ("breathe-in", "breathing"), ("check", "warnings"))


class Adjusting(QObject):
    """Keeps the page of the settings. Sound and voice are looked at when it has been painted."""

    safety_asked = Signal()
    routines_asked = Signal()
    folder_asked = Signal(object)  # a Path
    reminders_made = Signal(object)  # the section of them
    data_made = Signal(object)  # the section of one's own data

    def __init__(
        self,
        places: Places,
        chosen: Chosen,
        care: Care,
        look: Look,
        window: Window,
        around: Callable[[], Around],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._places = places
        self._chosen = chosen
        self._care = care
        self._look = look
        self._window = window
        self._find_around = around
        self._voices_asked = False
        self._has_voices = False
        self._left: tuple[tuple[str, str], ...] = ()  # of the trial of sounds
        self.looking = QTimer(self, singleShot=True, interval=LOOK_MS)
        self.looking.timeout.connect(self._look_around)
        self.trial = QTimer(self, interval=NEXT_CUE_MS)
        self.trial.timeout.connect(self._next_cue)
        chosen.changed.connect(self._show)

    def show(self) -> None:
        """Show the settings."""
        self._page.show_settings(self._chosen.now)
        self._page.doses.know(self._care.exercises)
        self._page.data.look()
        self._window.show_page("settings", "settings")
        self._voices_asked = self._has_voices  # where there were none, they are asked for again
        self.looking.start()

    def close(self) -> None:
        """Try and look no more."""
        self.looking.stop()
        self.trial.stop()

    @cached_property
    def _page(self) -> SettingsPage:
        care = self._care
        doses = DosesSection(self._look, self._chosen, care.exercises)
        page = SettingsPage(self._look, care.emergency, care.precautions, self._places, doses)
        page.changed.connect(self._change)
        page.sound.test_asked.connect(self._test_sound)
        page.sound.outputs_asked.connect(self._show_outputs)
        page.voice.test_asked.connect(self._test_voice)
        page.safety.safety_asked.connect(self.safety_asked)
        page.data.routines_asked.connect(self.routines_asked)
        page.data.folder_asked.connect(self.folder_asked)
        self._window.put_in("settings", page)
        self.reminders_made.emit(page.reminders)
        self.data_made.emit(page.data)
        page.left.connect(self._leave)  # by now, as being put in it is hidden
        return page

    def _change(self, changes: dict[str, object]) -> None:
        self._chosen.change(**changes)

    def _show(self) -> None:
        if self._window.page == "settings":
            self._page.show_settings(self._chosen.now)
            self._find_voices()

    def _leave(self) -> None:
        self.close()
        self._page.sound.show_trial("")

    # --- what is there -----------------------------------------------------------------------------------------------

    @cached_property
    def _around(self) -> Around:
        around = self._find_around()
        around.sound.status_changed.connect(self._show_sound)
        around.voice.status_changed.connect(self._show_voice)
        around.voice.voices_found.connect(self._show_voices)
        return around

    def _look_around(self) -> None:
        """Open the sound, 0.1 s the first time, and ask for voices, which are told when they are found."""
        self._around.sound.open()
        self._around.prepare("en")
        self._show_sound()
        self._show_voice()
        self._find_voices()

    def _show_sound(self) -> None:
        self._page.sound.show_status(self._around.sound.status.sentence)
        self._show_outputs()

    def _show_outputs(self) -> None:
        self._page.sound.show_outputs(self._around.sound.outputs)

    def _show_voice(self) -> None:
        status = self._around.voice.status
        self._page.voice.show_status(status.sentence, status.sentence if status in (OFF, LEFT_TO_READER) else "")

    def _find_voices(self) -> None:
        """Ask once; while the voice is off, nobody is asked."""
        if not self._voices_asked and self._chosen.now.voice != "off":
            self._voices_asked = True
            self._page.voice.show_looking()
            self._around.voice.find_voices()

    def _show_voices(self, voices: list[tuple[str, str, str]]) -> None:
        self._has_voices = bool(voices)
        self._page.voice.show_voices(voices)

    # --- trying ------------------------------------------------------------------------------------------------------

    def _test_sound(self) -> None:
        self._around.sound.open()
        self._left = TRIAL
        self.trial.start()
        self._next_cue()

    def _next_cue(self) -> None:
        """Sound the next kind of cue; where no output is, the sentence on that is enough."""
        sound, now = self._around.sound, self._chosen.now
        is_first = len(self._left) == len(TRIAL)  # the system's player may still be looked for then
        if not self._left or (sound.status.output == "none" and not is_first):
            self.trial.stop()
            self._page.sound.show_trial("")
            return
        (cue, kind), self._left = self._left[0], self._left[1:]
        volume = volume_of(cue, now)
        sound.play(cue, volume)
        self._page.sound.show_trial(f"Now: {kind}." if volume else f"Now: {kind}, silent at 0 %.")

    def _test_voice(self) -> None:
        self._around.voice.test()
