"""What goes along with a playing: cues and words to hear, the screen kept on, and what the desktop tells of itself."""

from PySide6.QtCore import QObject, Signal

from app.play.speech import words_a_second
from app.settings import Settings, SoundChoice
from app.ui.awake import Awake
from app.ui.chosen import Chosen
from app.ui.outside import Outside, SoundOutput, VoiceOutput
from app.ui.playing import CueSounds, CueWords


class Around(QObject):
    """Made once for all playings; `sounds`, `words` and `awake` each follow the one that plays."""

    changed = Signal()  # what cannot be had, or whether the voice speaks
    locked = Signal()  # the screen
    _refused = Signal(str)  # comes from the thread that keeps awake

    def __init__(self, outside: Outside, chosen: Chosen, parent: QObject) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._output = _output_of(chosen.now)
        self._desktop = outside.make_desktop()
        self._sound = outside.make_sound(chosen.now)
        self._voice = outside.make_voice(chosen.now, self._has_screen_reader)
        self.sounds = CueSounds(self._sound, chosen.now)
        self.words = CueWords(self._voice, _reads(chosen.now))
        self.awake = Awake(outside.make_executor(), self._refused.emit, outside.keep_awake)
        self._news: list[str] = []  # told while this routine plays
        self._told: set[str] = set()  # ever
        self._plays = False
        chosen.changed.connect(self._use)
        self._refused.connect(self._tell_once)
        self._desktop.locked.connect(self.locked)
        self._desktop.screen_reader_changed.connect(self._voice.look)
        self._sound.status_changed.connect(self.changed)
        self._voice.status_changed.connect(self._look_at_voice)

    @property
    def wanting(self) -> str:
        """What cannot be heard or had, a sentence a line: of the sound as long as it holds, of the rest once."""
        sound = self._sound.status
        return "\n".join([sound.sentence, *self._news] if sound.output == "none" else self._news)

    @property
    def speaks(self) -> bool:
        """Whether the voice says what there is to say."""
        return self._voice.speaks and not self.sounds.muted

    @property
    def is_ready(self) -> bool:
        """Whether there is nothing to wait for: the voice takes some 2 s to open, or says that it cannot."""
        return self._voice.status.state != "opening" or self.sounds.muted

    def prepare(self, language: str) -> None:
        """Open what takes its time elsewhere, while a person looks at what they might play."""
        self._desktop.open()
        self._sound.open()
        self._voice.open(language)

    def begin(self, language: str, *, muted: bool) -> None:
        """Have everything ready for a routine, before its clock starts; about 0.1 s the first time."""
        self.prepare(language)
        self.mute(muted)
        self._news, self._plays = [], True
        self._look_at_voice()

    def mute(self, muted: bool) -> None:
        """Let nothing be heard until it is taken back."""
        self.sounds.muted = muted
        self.words.mute(muted)
        self.changed.emit()

    def end(self) -> None:
        """A routine is over; its last words are said to the end."""
        self._plays = False

    def close(self) -> None:
        """Let go of it all."""
        self.awake.close()
        self._voice.close()
        self._desktop.close()
        self._sound.close()

    @property
    def sound(self) -> SoundOutput:
        """Where cues go."""
        return self._sound

    @property
    def voice(self) -> VoiceOutput:
        """Who speaks."""
        return self._voice

    def test_sound(self) -> str:
        """Sound the cue of a finished routine, and return where it went, in a sentence."""
        self._sound.open()
        self._sound.play("finished", self._chosen.now.volume)
        return self._sound.status.sentence

    def _use(self) -> None:
        """Change to what the person picked, in mid-routine too."""
        now = self._chosen.now
        self.sounds.chosen, self.words.reads = now, _reads(now)
        if _output_of(now) != self._output:
            self._output = _output_of(now)
            self._sound.use(*self._output)
        self._voice.use(now)

    def _has_screen_reader(self) -> bool:
        return self._desktop.has_screen_reader

    def _look_at_voice(self) -> None:
        if self._plays and self._voice.status.state == "none":
            self._tell_once(self._voice.status.sentence)
        self.changed.emit()

    def _tell_once(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self._news.append(sentence)
            self.changed.emit()


def _output_of(chosen: Settings) -> tuple[SoundChoice, str]:
    return chosen.sound_output, chosen.sound_device


def _reads(chosen: Settings) -> float | None:
    """Return how many words a second are read of the instructions, where they are to be read."""
    return words_a_second(chosen.voice_rate) if chosen.read_instructions else None
