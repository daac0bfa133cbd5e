"""Qt's place on the ladder of outputs, with a made-up Qt."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.sound_qt import LOST, NO_OUTPUT, NOT_LOADED, NOT_OPEN, REFUSED, STUCK, QtOutput
from app.ui.sound_wave import Wave

pytestmark = pytest.mark.usefixtures("qapp")
WAVE = Wave(Path("start.wav"), 48_000, bytes(48_000))  # half a second


class FakeSink:
    def __init__(self) -> None:
        self.done = False
        self.stopped = False

    def is_done(self) -> bool:
        return self.done

    def stop(self) -> None:
        assert not self.stopped, "stopped twice"
        self.stopped = True


class FakeAudio:
    def __init__(self) -> None:
        self.name = "Speakers"
        self.connected = True
        self.refuses = False
        self.fails = False
        self.sinks: list[FakeSink] = []
        self.gains: list[float] = []
        self.changed: Callable[[], None] = lambda: None
        self.picked = ""

    def outputs(self) -> list[tuple[str, str]]:
        return [("s", "Speakers")]

    def pick(self, device: str) -> None:
        self.picked = device

    def is_picked(self) -> bool:
        return self.picked in ("", "s")

    def output_name(self) -> str:
        return self.name

    def is_connected(self) -> bool:
        return self.connected

    def start(self, wave: Wave, gain: float) -> FakeSink | None:
        assert self.connected, "starting a sink now would abort the process"
        assert self.name, "there is nothing to start a sink on"
        if self.fails:
            raise RuntimeError("on purpose")
        if self.refuses:
            return None
        self.sinks.append(FakeSink())
        self.gains.append(gain)
        return self.sinks[-1]

    def on_change(self, told: Callable[[], None]) -> None:
        self.changed = told


class Bench:
    """A Qt output on made-up Qt and made-up time."""

    def __init__(self) -> None:
        self.audio = FakeAudio()
        self.now = 100.0
        self.told = 0
        self.output = QtOutput(lambda: self.audio, lambda: self.now)
        self.output.open(self.tell)

    def tell(self) -> None:
        self.told += 1


@pytest.fixture
def bench(qapp: QApplication) -> Iterator[Bench]:
    bench = Bench()
    yield bench
    bench.audio.changed = lambda: None  # no cycle is left, so the output ends here, on its own thread
    del bench.output


def test_a_cue_goes_to_a_sink_of_its_own_at_its_strength(bench: Bench) -> None:
    assert bench.output.play(WAVE, 0.25)
    assert bench.output.play(WAVE, 1.0)
    assert bench.audio.gains == [0.25, 1.0]
    assert bench.output.trouble == ""
    assert bench.output.output_name == "Speakers"


def test_overlapping_cues_do_not_cut_each_other_until_there_are_too_many(bench: Bench) -> None:
    for _ in range(5):
        bench.output.play(WAVE, 1.0)
    assert [sink.stopped for sink in bench.audio.sinks] == [True, False, False, False, False]


def test_a_sink_is_kept_until_the_last_of_its_cue_is_heard_and_no_longer(bench: Bench) -> None:
    bench.output.play(WAVE, 1.0)
    bench.audio.sinks[0].done = True  # all handed over, which is not all heard
    bench.now += 0.6
    bench.output.sweep()
    assert [sink.stopped for sink in bench.audio.sinks] == [False]
    bench.now += 0.31
    bench.output.sweep()
    assert [sink.stopped for sink in bench.audio.sinks] == [True]
    bench.now += 10
    bench.output.sweep()
    assert bench.output.trouble == ""


def test_a_sink_that_never_takes_its_cue_is_trouble_until_outputs_change(bench: Bench) -> None:
    bench.output.play(WAVE, 1.0)
    bench.now += 3.4
    bench.output.sweep()
    assert bench.output.trouble == ""
    bench.now += 0.11
    bench.output.sweep()
    assert (bench.output.trouble, bench.audio.sinks[0].stopped) == (STUCK, True)
    assert not bench.output.play(WAVE, 1.0)
    bench.audio.changed()
    assert bench.output.play(WAVE, 1.0)


def test_no_sink_is_started_while_the_server_is_away_and_one_is_when_it_is_back(bench: Bench) -> None:
    bench.audio.connected = False
    assert not bench.output.play(WAVE, 1.0)
    assert bench.output.trouble == LOST
    bench.audio.connected = True
    assert bench.output.play(WAVE, 1.0)
    assert bench.output.trouble == ""


def test_a_cue_lost_with_the_server_does_not_count_against_the_next_server(bench: Bench) -> None:
    bench.output.play(WAVE, 1.0)
    bench.audio.connected = False
    bench.output.sweep()
    assert bench.audio.sinks[0].stopped
    bench.audio.connected = True
    bench.now += 60
    bench.output.sweep()
    assert bench.output.trouble == ""


def test_an_output_that_refuses_is_asked_again_for_the_next_cue(bench: Bench) -> None:
    bench.audio.refuses = True
    assert not bench.output.play(WAVE, 1.0)
    assert bench.output.trouble == REFUSED
    bench.audio.refuses = False
    assert bench.output.play(WAVE, 1.0)
    assert bench.output.trouble == ""


def test_an_output_that_fails_is_trouble_and_no_exception(bench: Bench) -> None:
    bench.audio.fails = True
    assert not bench.output.play(WAVE, 1.0)
    assert bench.output.trouble == REFUSED


def test_the_last_output_unplugged_is_trouble_and_told(bench: Bench) -> None:
    bench.audio.name = ""
    bench.audio.changed()
    assert bench.told == 1
    assert bench.output.trouble == NO_OUTPUT
    assert not bench.output.play(WAVE, 1.0)


def test_missing_libraries_are_trouble_and_no_exception(qapp: QApplication) -> None:
    def missing() -> FakeAudio:
        raise ImportError("libpulse.so.0: cannot open shared object file")

    output = QtOutput(missing)
    output.open(lambda: None)
    assert output.trouble == NOT_LOADED
    assert not output.play(WAVE, 1.0)


def test_nothing_plays_before_it_is_opened(qapp: QApplication) -> None:
    output = QtOutput(FakeAudio)
    assert not output.play(WAVE, 1.0)
    assert output.trouble == NOT_OPEN
    assert output.output_name == ""


def test_an_output_is_picked_by_name_before_it_is_opened_or_after(bench: Bench) -> None:
    audio = FakeAudio()
    output = QtOutput(lambda: audio)
    output.pick("s")
    assert (output.is_picked, output.outputs) == (True, [])
    output.open(lambda: None)
    assert (audio.picked, output.is_picked, output.outputs) == ("s", True, [("s", "Speakers")])
    output.pick("gone")
    assert (audio.picked, output.is_picked) == ("gone", False)


def test_opening_again_is_a_new_try(bench: Bench) -> None:
    bench.output.play(WAVE, 1.0)
    bench.now += 10
    bench.output.sweep()
    assert bench.output.trouble == STUCK
    bench.output.open(bench.tell)
    assert bench.output.play(WAVE, 1.0)
