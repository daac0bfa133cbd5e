"""The voice as the app has it: what is sent to the program that speaks, and what is said of it."""

from typing import Any

import pytest
from PySide6.QtCore import QObject, QProcess, Signal
from pytestqt.qtbot import QtBot

from app.settings import Settings
from app.ui.voice import CLOSED, FRESH_S, LEFT_TO_READER, OFF, OPENING, TRIAL, Voice
from app.ui.voice_link import VoiceLink


class FakeLink(QObject):
    """Keeps what it is sent."""

    heard = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sent: list[dict[str, Any]] = []
        self.is_started = False
        self.is_closed = False

    def start(self) -> None:
        self.is_started = True

    def send(self, message: dict[str, Any]) -> None:
        assert self.is_started
        assert not self.is_closed
        self.sent.append(message)

    def close(self) -> None:
        self.is_closed = True


class Bench:
    """A voice on a made-up program."""

    def __init__(self, chosen: Settings | None = None) -> None:
        self.links: list[FakeLink] = []
        self.has_reader = False
        self.now = 100.0
        self.voice = Voice(chosen or Settings(), lambda: self.has_reader, make_link=self.link, clock=lambda: self.now)
        self.said: list[str] = []
        self.voice.status_changed.connect(self.look)

    def look(self) -> None:
        self.said.append(self.voice.status.state)

    def link(self, parent: QObject) -> FakeLink:
        self.links.append(FakeLink(parent))
        return self.links[-1]

    def ready(self) -> "Bench":
        self.voice.open()
        return self.gets_ready()

    def gets_ready(self) -> "Bench":
        self.links[-1].heard.emit({"is": "ready", "engine": "speechd", "voice": "Anna"})
        return self

    def sent(self) -> list[str]:
        return [message["do"] for message in self.links[-1].sent]


@pytest.fixture
def bench(qapp: object) -> Bench:
    return Bench()


def test_it_opens_with_what_the_person_chose_and_is_ready_when_told(qapp: object) -> None:
    bench = Bench(Settings(voice_engine="speechd", voice_name="Anna", voice_rate=-0.5, voice_volume=0.6))
    assert (bench.voice.status, bench.voice.speaks) == (CLOSED, False)
    bench.voice.open("de")
    assert (bench.voice.status, bench.voice.speaks) == (OPENING, False)
    bench.ready()
    assert bench.links[0].sent[0] == {
        "do": "open",
        "language": "de",
        "engine": "speechd",
        "voice": "Anna",
        "rate": -0.5,
        "volume": 0.6,
    }
    assert bench.voice.speaks
    assert bench.voice.status.sentence == "Anna speaks, through speechd."
    assert bench.said == ["opening", "ready"]


def test_words_are_sent_at_once_with_the_moment_they_hold_to_even_while_it_opens(bench: Bench) -> None:
    bench.voice.open()
    bench.voice.say("Sit tall.")
    bench.voice.stop()
    assert bench.links[0].sent[1:] == [
        {"do": "say", "text": "Sit tall.", "until": 100.0 + FRESH_S},
        {"do": "stop"},
    ]


def test_opened_again_it_does_not_start_anew(bench: Bench) -> None:
    bench.ready()
    bench.voice.open()
    assert (len(bench.links), bench.sent()) == (1, ["open"])


def test_switched_off_nothing_is_started_or_said(qapp: object) -> None:
    bench = Bench(Settings(voice="off"))
    bench.voice.open()
    bench.voice.say("Sit tall.")
    bench.voice.stop()
    assert (bench.links, bench.voice.status, bench.voice.speaks) == ([], OFF, False)


def test_a_screen_reader_has_the_word_alone_until_it_goes(bench: Bench) -> None:
    bench.ready()
    bench.has_reader = True
    bench.voice.look()
    bench.voice.say("Sit tall.")
    assert bench.sent() == ["open", "stop"]
    assert (bench.voice.status, bench.voice.speaks) == (LEFT_TO_READER, False)
    bench.has_reader = False
    bench.voice.look()
    bench.ready()
    bench.voice.say("Sit tall.")
    assert bench.sent()[-1] == "say"


def test_with_a_screen_reader_the_app_speaks_where_the_person_said_so(qapp: object) -> None:
    bench = Bench(Settings(voice="on"))
    bench.has_reader = True
    assert bench.ready().voice.speaks


def test_a_change_of_settings_takes_effect_at_once(bench: Bench) -> None:
    bench.ready()
    bench.voice.use(Settings(voice_rate=1.0))
    assert bench.links[0].sent[-1]["rate"] == 1.0
    assert bench.voice.speaks
    bench.voice.use(Settings(voice="off"))
    assert (bench.sent()[-1], bench.voice.status) == ("stop", OFF)
    bench.voice.use(Settings())
    assert (bench.sent()[-1], bench.voice.status) == ("open", OPENING)


@pytest.mark.parametrize(
    ("why", "told"),
    [
        ("no engine", "No voice: no speech engine was found. Every word is on the screen"),
        ("no voice", "No voice: the speech engine has none for the language of the routines."),
        ("not loaded", "No voice: Qt's speech part could not be loaded"),
        ("No modules.", "No voice: the speech engine speechd cannot be used (No modules)."),
    ],
)
def test_why_there_is_none_is_said(bench: Bench, why: str, told: str) -> None:
    bench.voice.open()
    bench.links[0].heard.emit({"is": "none", "why": why, "engine": "speechd"})
    assert bench.voice.status.state == "none"
    assert bench.voice.status.sentence.startswith(told)


def test_a_program_that_ends_is_started_again_once_and_then_left_until_the_next_routine(bench: Bench) -> None:
    bench.ready()
    bench.links[0].ended.emit()
    assert (len(bench.links), bench.voice.status, bench.sent()) == (2, OPENING, ["open"])
    assert bench.gets_ready().voice.speaks
    bench.links[1].ended.emit()
    bench.voice.say("Is anybody there?")
    assert len(bench.links) == 2
    assert bench.voice.status.state == "none"
    assert "does not answer" in bench.voice.status.sentence
    bench.voice.open()
    assert len(bench.links) == 3


def test_a_program_that_ends_while_a_screen_reader_speaks_is_not_started_again(bench: Bench) -> None:
    bench.ready()
    bench.has_reader = True
    bench.links[0].ended.emit()
    assert (len(bench.links), bench.voice.status) == (1, LEFT_TO_READER)


def test_closed_it_ends_the_program_and_starts_none_again(bench: Bench) -> None:
    bench.ready()
    bench.voice.close()
    bench.voice.say("Sit tall.")
    bench.voice.look()
    bench.links[0].heard.emit({"is": "ready", "engine": "speechd", "voice": "Anna"})
    assert (bench.links[0].is_closed, len(bench.links), bench.voice.status) == (True, 1, CLOSED)


def test_the_test_opens_what_is_closed_and_says_something(bench: Bench) -> None:
    bench.voice.test()
    assert bench.links[0].sent[-1]["text"] == TRIAL


def test_voices_are_listed_even_where_the_voice_is_off(qapp: object) -> None:
    bench = Bench(Settings(voice="off"))
    found: list[object] = []
    bench.voice.voices_found.connect(found.append)
    bench.voice.find_voices()
    bench.links[0].heard.emit({"is": "list", "voices": [["speechd", "Anna", "de_DE"]]})
    assert bench.sent() == ["open", "list"]
    assert found == [[("speechd", "Anna", "de_DE")]]


# --- the way to the program ------------------------------------------------------------------------------------------

ECHO = ("-c", "import sys\nfor line in sys.stdin: print(line, end='', flush=True)")
DEAF = ("-c", "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(60)")


def a_link(*arguments: str) -> VoiceLink:
    import sys

    link = VoiceLink(command=(sys.executable, *arguments))
    link.start()
    return link


def test_lines_go_to_a_program_and_come_back(qtbot: QtBot) -> None:
    link = a_link(*ECHO)
    heard: list[object] = []
    link.heard.connect(heard.append)
    link.send({"do": "say", "text": "Grüß dich,\n“you”"})
    link.send({"do": "stop"})
    qtbot.waitUntil(lambda: len(heard) == 2)
    link.close()
    assert heard == [{"do": "say", "text": "Grüß dich,\n“you”"}, {"do": "stop"}]


def test_a_program_that_ends_or_never_starts_is_told(qtbot: QtBot) -> None:
    link = a_link("-c", "")
    with qtbot.waitSignal(link.ended):
        pass
    link.send({"do": "stop"})
    link.close()
    missing = VoiceLink(command=("/nowhere/to/be/found",))
    with qtbot.waitSignal(missing.ended):
        missing.start()
    missing.close()


def test_a_program_that_does_not_end_by_itself_is_ended(qtbot: QtBot) -> None:
    link = a_link(*DEAF)
    ended: list[int] = []
    link.ended.connect(lambda: ended.append(1))
    process = link.findChild(QProcess)
    link.close()
    assert isinstance(process, QProcess)
    assert process.state() == QProcess.ProcessState.NotRunning
    assert ended == []  # nobody is told of an end that was asked for
