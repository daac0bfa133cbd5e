"""A program of its own that speaks through Qt TextToSpeech: it is told, and answers, in lines of JSON.

Made to be run by its path: it imports nothing of the app. Qt opens a speech server in 1.5 s and waits for its answers,
and gives Python's other threads no turn meanwhile: a server that hangs would hang the window. Here it ends us alone.
"""

import json
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QLocale, QLoggingCategory, QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QVoice

Message = dict[str, Any]

HANGS_S = 10  # a call that takes longer never comes back
REOPEN_EVERY_S = 10.0
_TRIAL = "mock"  # Qt's engine for tests, which says nothing
# Of the voices for one country the first Qt names may be a curiosity: espeak's for en_US is the Caribbean one.
_PLAIN = ("English (America)", "English (Great Britain)")


class Tts(Protocol):
    """As much of QTextToSpeech as is used; see TextToSpeech."""

    def trouble(self) -> str: ...
    def voices(self) -> Sequence[tuple[str, str]]: ...
    def set_up(self, voice: str, rate: float, volume: float) -> None: ...
    def say(self, text: str) -> None: ...
    def stop(self) -> None: ...
    def close(self) -> None: ...


class TextToSpeech:
    """One engine of Qt's, opened; raises nothing when that failed, but has trouble."""

    def __init__(self, engine: str) -> None:
        from PySide6.QtTextToSpeech import QTextToSpeech  # late: its libraries may be missing

        self._fine = QTextToSpeech.ErrorReason.NoError
        self._speech = QTextToSpeech(engine)

    def trouble(self) -> str:
        """What the engine says is wrong, in its own words; empty when it can speak."""
        if self._speech.errorReason() == self._fine:
            return ""
        return self._speech.errorString() or "it cannot be used"

    def voices(self) -> Sequence[tuple[str, str]]:
        """Every voice with its language as `en_GB`; the many variants of a voice are left out."""
        found = self._speech.allVoices(None)  # type: ignore[arg-type]  # of all languages; the stub has forgotten None
        names = [(voice.name(), voice.locale().name()) for voice in found]
        return [(name, language) for name, language in names if "+" not in name]

    def set_up(self, voice: str, rate: float, volume: float) -> None:
        """Take a voice by its name, where there is one; a rate of -1 to 1 and a volume of 0 to 1."""
        found = self._speech.allVoices(None)  # type: ignore[arg-type]
        chosen: QVoice | None = next((one for one in found if one.name() == voice), None)
        if chosen is not None:
            self._speech.setLocale(chosen.locale())  # setting the voice alone leaves speechd at the old language
            self._speech.setVoice(chosen)
        self._speech.setRate(rate)
        self._speech.setVolume(volume)

    def say(self, text: str) -> None:
        """Say this instead of what is being said."""
        self._speech.say(text)

    def stop(self) -> None:
        """Be quiet at once."""
        self._speech.stop()

    def close(self) -> None:
        """Let go of the engine."""
        self._speech.deleteLater()


def engines() -> list[str]:
    """Return the engines there are, the one to take by itself first. Raises ImportError where Qt cannot speak."""
    from PySide6.QtTextToSpeech import QTextToSpeech

    return [engine for engine in QTextToSpeech.availableEngines() if engine != _TRIAL]


def voice_for(language: str, voices: Sequence[tuple[str, str]], at_home: str) -> str:
    """Return the name of a voice for a language such as `en`, of the country of `at_home` if it can be; or nothing."""
    speaking = [(name, locale) for name, locale in voices if locale.partition("_")[0] == language]
    near = [name for name, locale in speaking if locale == at_home] or [name for name, _ in speaking]
    return next((name for name in _PLAIN if name in near), near[0] if near else "")


class Speaker:
    """Does what it is told. Of what piled up while an engine kept it waiting, only the last thing is done."""

    def __init__(
        self,
        tell: Callable[[Message], None],
        find: Callable[[], Sequence[str]] = engines,
        make: Callable[[str], Tts] = TextToSpeech,
        clock: Callable[[], float] = time.monotonic,
        at_home: str = "en_US",
    ) -> None:
        self._tell = tell
        self._find = find
        self._make = make
        self._clock = clock
        self._at_home = at_home
        self._wish: Message = {}
        self._engine = ""
        self._speech: Tts | None = None
        self._tried_s = float("-inf")  # when it was last opened again

    def do(self, messages: Sequence[Message]) -> None:
        """Do what came in together: settings first, then the last thing to say, or to be quiet."""
        for message in messages:
            if message["do"] == "open":
                self._wish = message
        if any(message["do"] == "open" for message in messages):
            self._open()
        if any(message["do"] == "list" for message in messages):
            self._list()
        acts = [message for message in messages if message["do"] in ("say", "stop")]
        if acts and acts[-1]["do"] == "say":
            self._say(acts[-1]["text"], acts[-1]["until"])
        elif acts:
            self.stop()

    def stop(self) -> None:
        """Be quiet at once."""
        if self._speech is not None:
            self._speech.stop()

    def _say(self, text: str, until_s: float) -> None:
        speech = self._speech
        if speech is None or speech.trouble():
            self._open_again()
        elif self._clock() <= until_s:
            speech.say(text)
            if not speech.trouble():
                return
            self._open_again()  # the server went away since the last words
        if self._speech is not None and self._clock() <= until_s:
            self._speech.say(text)

    def _open_again(self) -> None:
        if self._clock() - self._tried_s < REOPEN_EVERY_S:
            return
        self._tried_s = self._clock()
        self._give_up()
        self._open()

    def _give_up(self) -> None:
        if self._speech is not None:
            self._speech.close()
        self._speech = None

    def _open(self) -> None:
        """Open the engine that is wished for, if it is not open already, and set it up."""
        try:
            found = self._find()
        except ImportError:
            self._tell({"is": "none", "why": "not loaded", "engine": ""})
            return
        engine = self._wish["engine"] if self._wish["engine"] in found else next(iter(found), "")
        if self._speech is None or engine != self._engine or self._speech.trouble():
            self.stop()
            self._give_up()
            self._engine = engine
            self._speech = self._make(engine) if engine else None
        self._tell(self._set_up())

    def _set_up(self) -> Message:
        """Choose the voice, and return how it stands."""
        if self._speech is None:
            return {"is": "none", "why": "no engine", "engine": ""}
        why = self._speech.trouble()
        if why:
            self._give_up()
            return {"is": "none", "why": why, "engine": self._engine}
        wish, voices = self._wish, self._speech.voices()
        wished = wish["voice"] if any(name == wish["voice"] for name, _ in voices) else ""
        voice = wished or voice_for(wish["language"], voices, self._at_home)
        if not voice:
            self._give_up()
            return {"is": "none", "why": "no voice", "engine": self._engine}
        self._speech.set_up(voice, wish["rate"], wish["volume"])
        return {"is": "ready", "engine": self._engine, "voice": voice}

    def _list(self) -> None:
        """Tell every engine's voices for the language of the routines."""
        rows = []
        for engine in self._find():
            here = self._speech if engine == self._engine else None
            speech = here or self._make(engine)
            rows += [(engine, *voice) for voice in speech.voices() if voice[1].startswith(self._wish["language"])]
            if here is None:
                speech.close()
        self._tell({"is": "list", "voices": rows})


class Ear(QObject):
    """Reads the input on a thread of its own, and hands over what came in as soon as the speaker is free."""

    came = Signal()

    def __init__(self, speaker: Speaker, parent: QObject) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._lines: list[Message | None] = []
        self.came.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def listen(self) -> None:
        """Begin to read; at the end of the input the program ends."""
        threading.Thread(target=self._read, name="ear", daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self._lines.append(json.loads(line))
            self.came.emit()
        self._lines.append(None)
        self.came.emit()

    @Slot()
    def _hand_over(self) -> None:
        lines, self._lines = self._lines, []
        with Deadline():
            self._speaker.do([line for line in lines if line is not None])
            if None in lines:
                self._speaker.stop()
        if None in lines:
            QCoreApplication.quit()


class Deadline:
    """Ends this program when what is done inside does not come back, even in the middle of a library's call."""

    def __enter__(self) -> None:
        if sys.platform != "win32":
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(HANGS_S)

    def __exit__(self, *_: object) -> None:
        if sys.platform != "win32":
            signal.alarm(0)


def _tell(message: Message) -> None:
    print(json.dumps(message), flush=True)


def main() -> None:
    """Speak until the input ends."""
    QLoggingCategory.setFilterRules("*.info=false\nqt.multimedia.*=false")
    app = QCoreApplication(["unhunch"])
    ear = Ear(Speaker(_tell, at_home=QLocale.system().name()), app)
    ear.listen()
    app.exec()


if __name__ == "__main__":
    main()
