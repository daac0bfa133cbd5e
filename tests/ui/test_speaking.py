"""The program that speaks, with engines of our own making."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from app.ui.speaking import HANGS_S, REOPEN_EVERY_S, Deadline, Speaker, voice_for
from app.ui.voice_link import SPEAKING

VOICES = [("Anna", "de_DE"), ("English (Caribbean)", "en_US"), ("English (America)", "en_US"), ("Alba", "en_GB")]


class FakeTts:
    """An engine that keeps what it is asked; it may be of no use from the start, or from some moment on."""

    def __init__(self, engine: str, trouble: str, voices: Sequence[tuple[str, str]]) -> None:
        self.engine = engine
        self.is_closed = False
        self.dies = False
        self.did: list[object] = []
        self._trouble = trouble
        self._voices = voices

    def trouble(self) -> str:
        return self._trouble

    def voices(self) -> Sequence[tuple[str, str]]:
        return self._voices

    def set_up(self, voice: str, rate: float, volume: float) -> None:
        self.did.append((voice, rate, volume))

    def say(self, text: str) -> None:
        assert not self.is_closed
        if self.dies:
            self._trouble = "Text synthesizing failure."
        else:
            self.did.append(text)

    def stop(self) -> None:
        assert not self.is_closed
        self.did.append("stop")

    def close(self) -> None:
        assert not self.is_closed
        self.is_closed = True


class Bench:
    """A speaker on made-up time, with what it tells and the engines it opens."""

    def __init__(self) -> None:
        self.now = 100.0
        self.told: list[dict[str, Any]] = []
        self.engines = ["speechd"]
        self.opened: list[FakeTts] = []
        self.trouble = ""
        self.voices = VOICES
        self.is_loaded = True
        self.speaker = Speaker(self.told.append, self.find, self.make, lambda: self.now, "en_US")

    def find(self) -> list[str]:
        if not self.is_loaded:
            raise ImportError("libspeechd.so.2")
        return self.engines

    def make(self, engine: str) -> FakeTts:
        self.opened.append(FakeTts(engine, self.trouble, self.voices))
        return self.opened[-1]

    def open(self, **keys: object) -> "Bench":
        usual = {"do": "open", "language": "en", "engine": "", "voice": "", "rate": 0.0, "volume": 0.8}
        self.speaker.do([{**usual, **keys}])
        return self

    def say(self, text: str, within_s: float = 3.0) -> dict[str, Any]:
        return {"do": "say", "text": text, "until": self.now + within_s}


STOP = {"do": "stop"}


@pytest.fixture
def bench() -> Bench:
    return Bench()


def test_opened_it_takes_a_plain_voice_for_the_language_and_tells(bench: Bench) -> None:
    bench.open(rate=0.5)
    assert bench.told == [{"is": "ready", "engine": "speechd", "voice": "English (America)"}]
    assert bench.opened[0].did == [("English (America)", 0.5, 0.8)]


def test_the_voice_that_was_picked_is_taken_while_it_is_there(bench: Bench) -> None:
    bench.open(voice="Alba").open(voice="Gone")
    assert [message["voice"] for message in bench.told] == ["Alba", "English (America)"]
    assert len(bench.opened) == 1


@pytest.mark.parametrize(
    ("language", "at_home", "voice"),
    [
        ("en", "en_US", "English (America)"),
        ("en", "en_GB", "Alba"),
        ("en", "de_DE", "English (America)"),
        ("de", "en_US", "Anna"),
        ("fr", "fr_FR", ""),
    ],
)
def test_a_voice_is_of_the_language_and_from_near_by(language: str, at_home: str, voice: str) -> None:
    assert voice_for(language, VOICES, at_home) == voice


def test_of_what_piled_up_only_the_last_is_said(bench: Bench) -> None:
    bench.open()
    bench.speaker.do([bench.say("one"), STOP, bench.say("two"), bench.say("three")])
    assert bench.opened[0].did[1:] == ["three"]
    bench.speaker.do([bench.say("four"), STOP])
    assert bench.opened[0].did[2:] == ["stop"]


def test_words_that_no_longer_hold_are_left_out(bench: Bench) -> None:
    bench.open()
    late = bench.say("one")
    bench.now += 3.01
    bench.speaker.do([late])
    assert bench.opened[0].did[1:] == []


def test_a_server_that_went_away_is_opened_again_and_the_words_are_said(bench: Bench) -> None:
    bench.open()
    bench.opened[0].dies = True
    bench.speaker.do([bench.say("Is anybody there?")])
    assert [tts.is_closed for tts in bench.opened] == [True, False]
    assert bench.opened[1].did == [("English (America)", 0.0, 0.8), "Is anybody there?"]


def test_a_server_that_stays_away_is_told_and_asked_for_again_now_and_then(bench: Bench) -> None:
    bench.open()
    bench.opened[0].dies, bench.trouble = True, "Connection failed"
    for _ in range(3):
        bench.speaker.do([bench.say("Hello?"), STOP])
        bench.speaker.do([bench.say("Hello?")])
    assert len(bench.opened) == 2
    assert bench.told[1:] == [{"is": "none", "why": "Connection failed", "engine": "speechd"}]
    bench.now += REOPEN_EVERY_S
    bench.trouble = ""
    bench.speaker.do([bench.say("Hello again.")])
    assert bench.told[-1]["is"] == "ready"
    assert bench.opened[-1].did[-1] == "Hello again."


@pytest.mark.parametrize(
    ("engines", "voices", "why"), [([], VOICES, "no engine"), (["speechd"], VOICES[:1], "no voice")]
)
def test_without_engine_or_voice_nothing_is_said_and_why_is_told(
    bench: Bench, engines: list[str], voices: list[tuple[str, str]], why: str
) -> None:
    bench.engines, bench.voices = engines, voices
    bench.open()
    bench.speaker.do([bench.say("Hello?")])
    assert {message["why"] for message in bench.told} == {why}
    assert [tts for tts in bench.opened if not tts.is_closed or tts.did] == []


def test_without_qts_speech_part_why_is_told(bench: Bench) -> None:
    bench.is_loaded = False
    bench.open()
    assert bench.told == [{"is": "none", "why": "not loaded", "engine": ""}]


def test_another_engine_takes_the_place_of_the_first(bench: Bench) -> None:
    bench.engines = ["speechd", "flite"]
    bench.open().open(engine="flite").open(engine="gone")
    assert [tts.engine for tts in bench.opened] == ["speechd", "flite", "speechd"]
    assert [tts.is_closed for tts in bench.opened] == [True, True, False]


def test_the_voices_of_every_engine_for_the_language_are_listed(bench: Bench) -> None:
    bench.engines = ["speechd", "flite"]
    bench.open(language="de")
    bench.speaker.do([{"do": "list"}])
    assert bench.told[-1] == {"is": "list", "voices": [("speechd", "Anna", "de_DE"), ("flite", "Anna", "de_DE")]}
    assert [tts.is_closed for tts in bench.opened] == [False, True]


# --- the real program ------------------------------------------------------------------------------------------------


def test_it_ends_with_its_input_and_needs_nothing_of_the_app() -> None:
    done = subprocess.run([*SPEAKING], input=b"", capture_output=True, cwd="/", timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no alarm")
def test_what_hangs_ends_the_program() -> None:
    with Deadline():
        assert signal.alarm(HANGS_S) > HANGS_S - 2
        assert signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
    assert signal.alarm(0) == 0
