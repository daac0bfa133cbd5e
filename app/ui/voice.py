"""The voice: says one thing at a time, through a program of its own that may hang or die without harm to the app."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Literal, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.settings import Settings
from app.ui.voice_link import VoiceLink

FRESH_S = 3.0  # words that could not be begun by then are left out: something else goes on
MOST_ENDS = 2  # so often between two openings the program may end before it is left alone
TRIAL = "This is how I sound. Breathe out, and let your shoulders drop."

_GET_ONE = (
    "; to hear them, install speech-dispatcher and speech-dispatcher-espeak-ng" if sys.platform == "linux" else ""
)
_WHY = {
    "no engine": "no speech engine was found",
    "no voice": "the speech engine has none for the language of the routines",
    "not loaded": "Qt's speech part could not be loaded (on Debian it needs libspeechd2 and libpulse0)",
    "no answer": "the speech engine does not answer",
}


@dataclass(frozen=True, slots=True)
class VoiceStatus:
    """How it stands with the voice, and a sentence on that."""

    state: Literal["off", "opening", "ready", "none"]
    sentence: str


CLOSED = VoiceStatus("off", "The voice is not in use at the moment.")
OFF = VoiceStatus("off", "The voice is switched off in the settings.")
LEFT_TO_READER = VoiceStatus("off", "A screen reader is on and says what there is to say, so the app's voice is not.")
OPENING = VoiceStatus("opening", "The voice is being made ready.")


class Link(Protocol):
    """The way to the program that speaks; see VoiceLink."""

    @property
    def heard(self) -> SignalInstance: ...
    @property
    def ended(self) -> SignalInstance: ...
    def start(self) -> None: ...
    def send(self, message: dict[str, Any]) -> None: ...
    def close(self) -> None: ...


class Voice(QObject):
    """Speaks, or says why not. Nothing here waits for a speech engine."""

    status_changed = Signal()
    voices_found = Signal(object)  # a list of (engine, voice, language)

    def __init__(
        self,
        chosen: Settings,
        has_reader: Callable[[], bool] = lambda: False,
        *,
        make_link: Callable[[QObject], Link] = VoiceLink,
        clock: Callable[[], float] = monotonic,  # the system's own, which the other program has as well
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._has_reader = has_reader
        self._make_link = make_link
        self._clock = clock
        self._link: Link | None = None
        self._language = ""  # of what is said; none while closed
        self._ends = 0
        self._status = CLOSED

    @property
    def status(self) -> VoiceStatus:
        """How it stands."""
        return self._status

    @property
    def speaks(self) -> bool:
        """Whether the app's voice says what there is to say, so that nobody else has to."""
        return self._status.state == "ready"

    def open(self, language: str = "en") -> None:
        """Make ready to speak a language; that takes some 2 s, none of them here."""
        self._language = language
        self._ends = 0
        self.look()

    def look(self) -> None:
        """See whether to speak: a screen reader may have come or gone."""
        if self._language and not self._keeps_quiet() and self._status.state in ("off", "none"):
            self._ask_to_open()

    def use(self, chosen: Settings) -> None:
        """Change to what the person picked."""
        self._chosen = chosen
        if self._language and not self._keeps_quiet():
            self._ask_to_open()

    def say(self, text: str) -> None:
        """Say this at once, instead of what is being said; never raises, never waits."""
        if self._language and not self._keeps_quiet():
            self._send({"do": "say", "text": text, "until": self._clock() + FRESH_S})

    def stop(self) -> None:
        """Be quiet at once."""
        self._send({"do": "stop"})

    def test(self) -> None:
        """Say something for the person to listen to."""
        self.open(self._language or "en")
        self.say(TRIAL)

    def find_voices(self) -> None:
        """Ask which voices there are for the language; `voices_found` tells."""
        self._language = self._language or "en"
        self._ask_to_open()
        self._send({"do": "list"})

    def close(self) -> None:
        """Speak no more until opened again."""
        self._language = ""
        link, self._link = self._link, None
        if link is not None:
            link.close()
        self._tell(CLOSED)

    def _keeps_quiet(self) -> bool:
        """Whether not to speak, and then say so."""
        quiet = None
        if self._chosen.voice == "off":
            quiet = OFF
        elif self._chosen.voice == "auto" and self._has_reader():
            quiet = LEFT_TO_READER
        if quiet is not None and self._status != quiet:
            self.stop()
            self._tell(quiet)
        return quiet is not None

    def _tell(self, status: VoiceStatus) -> None:
        if status != self._status:
            self._status = status
            self.status_changed.emit()

    # --- the program that speaks -------------------------------------------------------------------------------------

    def _send(self, message: dict[str, Any]) -> None:
        if self._link is not None:
            self._link.send(message)

    def _ask_to_open(self) -> None:
        is_new = self._link is None
        if self._link is None:
            self._link = self._make_link(self)
            self._link.heard.connect(self._hear)
            self._link.ended.connect(self._ended)
            self._link.start()
        if is_new or self._status.state != "ready":
            self._tell(OPENING)
        chosen = self._chosen
        self._send(
            {
                "do": "open",
                "language": self._language,
                "engine": chosen.voice_engine,
                "voice": chosen.voice_name,
                "rate": chosen.voice_rate,
                "volume": chosen.voice_volume,
            }
        )

    def _hear(self, message: dict[str, Any]) -> None:
        if message["is"] == "list":
            self.voices_found.emit([tuple(row) for row in message["voices"]])
        elif not self._language or self._keeps_quiet():
            pass
        elif message["is"] == "ready":
            self._tell(VoiceStatus("ready", f"{message['voice']} speaks, through {message['engine']}."))
        else:
            self._tell(_none(message["why"], message["engine"]))

    def _ended(self) -> None:
        """Start it again, but not for ever."""
        link, self._link = self._link, None
        if link is not None:
            link.close()
        self._ends += 1
        if not self._language or self._keeps_quiet():
            return
        if self._ends < MOST_ENDS:
            self._ask_to_open()
        else:
            self._tell(_none("no answer"))


def _none(why: str, engine: str = "") -> VoiceStatus:
    reason = _WHY.get(why) or f"the speech engine {engine} cannot be used ({why.rstrip('.')})"
    remedy = "; it is asked again for the next routine" if why == "no answer" else _GET_ONE
    return VoiceStatus("none", f"No voice: {reason}. Every word is on the screen{remedy}.")
