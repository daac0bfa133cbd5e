"""Sound: where it goes, and how loud each kind of cue is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.play.volumes import AUDIBLE
from app.settings import Settings
from app.ui.kit import Button, muted
from app.ui.kit.select import Select
from app.ui.pages.settings.section import Section
from app.ui.theme import Look

_OUTPUTS = (
    ("auto", "Automatic"),
    ("qt", "This app's own"),
    ("player", "The system's player"),
    ("off", "Off"),
)
_ABOUT_OUTPUTS: dict[object, str] = {
    "auto": "The app's own where it works, the system's player where it does not.",
    "qt": "The app's own alone: the quickest, and the one that knows volumes.",
    "player": "A program of your system, a little later and at one volume; a volume of 0 % is silent all the same.",
    "off": "Nothing sounds. Every cue is on the screen.",
}
_DEFAULT = "As the desktop has it"
_NOT_HERE = "Picked earlier, not here now"
KINDS = (
    ("tempo", "Tempo", "Countdown and reps."),
    ("changes", "Changes", "Start, switch sides, rest, end."),
    ("breathing", "Breathing", "In, hold and out."),
    ("warnings", "Warnings", ""),
)
_FLOOR = (
    "Checks, and packs that must come off. They never go below what can be heard in a quiet room, as they keep your "
    "skin safe; to silence them as well, set the output to Off."
)


class SoundSection(Section):
    """Shows where sound goes and lets it be tried."""

    test_asked = Signal()
    outputs_asked = Signal()  # the list of devices is about to be opened

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Sound")
        self.add_select("sound_output", "Output", _OUTPUTS, hints=_ABOUT_OUTPUTS)
        self._device = Select(look)
        self._device.picked.connect(self._pick)
        self._device.about_to_open.connect(self.outputs_asked)
        self._add("Device", self._device)
        self._now = Settings()
        self.show_outputs([])
        self._shows.append(self._show_device)
        self.add_slider("volume", "Volume", 0, 100, 5, hint="Of all cues; those below are shares of it.")
        for kind, words, hint in KINDS:
            low = round(AUDIBLE * 100) if kind == "warnings" else 0
            self.add_slider(f"volume_{kind}", words, low, 100, 5, hint=hint or _FLOOR)
        self.test_button = Button(look, "Test sound", icon="sound")
        self.test_button.clicked.connect(self.test_asked)
        self.add_flow(self.test_button)
        self._trial, self._status = muted(), muted()
        for line in (self._trial, self._status):
            line.hide()
            self.layout_.addWidget(line)

    def show_outputs(self, outputs: Sequence[tuple[str, str]]) -> None:
        """Offer these devices: the name each is picked by, and what the desktop calls it."""
        self._device.offer([("", _DEFAULT), *outputs])
        self._show_device(self._now)

    def show_status(self, sentence: str) -> None:
        """Say where sound goes, or why nowhere."""
        self._status.setText(sentence)
        self._status.setVisible(bool(sentence))

    def show_trial(self, words: str) -> None:
        """Say what sounds at this moment of the test; nothing when it is over."""
        self._trial.setText(words)
        self._trial.setVisible(bool(words))

    def _pick(self, device: str) -> None:
        self._set("sound_device", device)

    def _show_device(self, now: Settings) -> None:
        self._now = now
        self._device.show_value(now.sound_device, _NOT_HERE)
