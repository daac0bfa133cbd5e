"""Voice: whether it speaks, which it is, and how."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from app.settings import Settings
from app.ui.kit import Button, muted
from app.ui.kit.select import Select
from app.ui.pages.settings.section import Section
from app.ui.theme import Look

_WHEN = (("auto", "Automatic"), ("on", "On"), ("off", "Off"))
_ABOUT_WHEN: dict[object, str] = {
    "auto": "It speaks unless a screen reader is on, which says it all by itself.",
    "on": "It speaks, beside a screen reader too.",
    "off": "It says nothing. Every word is on the screen.",
}
_ANY_ENGINE, _ANY_VOICE = "The first there is", "One for the routines' language"
_LOOKING = "Looking for voices…"
_FOUND_NONE = "No others were found."
_STEPS = 5  # from the usual rate to the slowest and to the fastest


def rate_words(steps: int) -> str:
    """Return how much slower or faster than usual a rate is."""
    return f"{steps:+d}".replace("-", "−") if steps else "usual"


class VoiceSection(Section):
    """Shows who speaks and lets it be heard."""

    test_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Voice")
        self._now = Settings()
        self._voices: Sequence[tuple[str, str, str]] = ()
        self.add_select("voice", "Speak", _WHEN, hints=_ABOUT_WHEN)
        self._engine, self._voice = Select(look), Select(look)
        self._engine.picked.connect(self._pick_engine)
        self._voice.picked.connect(self._pick_voice)
        self._add("Speech engine", self._engine)
        self._voice_row = self._add("Voice", self._voice)
        self._shows.append(self._show_choice)
        self.add_slider("voice_rate", "Speed of speech", -_STEPS, _STEPS, 1, unit=1 / _STEPS, words=rate_words)
        self.add_slider("voice_volume", "Volume of the voice", 0, 100, 5)
        self.add_tick("read_instructions", "Read the instructions out too, where there is time")
        self.test_button = Button(look, "Say something", icon="sound")
        self.test_button.clicked.connect(self.test_asked)
        self.add_flow(self.test_button)
        self._status = muted()
        self._status.hide()
        self.layout_.addWidget(self._status)

    def show_looking(self) -> None:
        """Say that it is not known yet which voices there are."""
        self._voice_row.set_hint(_LOOKING)

    def show_voices(self, voices: Sequence[tuple[str, str, str]]) -> None:
        """Offer these: engine, voice and its language, those of the engine that is taken by itself first."""
        self._voices = voices
        self._voice_row.set_hint("" if voices else _FOUND_NONE)
        self._show_choice(self._now)

    def show_status(self, sentence: str, why_not: str = "") -> None:
        """Say who speaks, or why nobody; `why_not` is why it cannot be tried."""
        self._status.setText(sentence)
        self._status.setVisible(bool(sentence))
        self.test_button.set_off(why_not)

    def _pick_engine(self, engine: str) -> None:
        self.changed.emit({"voice_engine": engine, "voice_name": ""})  # voices are an engine's own

    def _pick_voice(self, voice: str) -> None:
        self._set("voice_name", voice)

    def _show_choice(self, now: Settings) -> None:
        self._now = now
        engines = list(dict.fromkeys(engine for engine, _, _ in self._voices))
        self._engine.offer([("", _ANY_ENGINE), *((engine, engine) for engine in engines)])
        self._engine.show_value(now.voice_engine)
        taken = now.voice_engine if now.voice_engine in engines else next(iter(engines), "")
        names = [(name, f"{name}, {language}") for engine, name, language in self._voices if engine == taken]
        self._voice.offer([("", _ANY_VOICE), *names])
        self._voice.show_value(now.voice_name)
