"""The output that speaks: what it says when, and when it is quiet."""

import pytest
from PySide6.QtWidgets import QApplication

from app.play.cues import PAUSED
from app.play.player import Player
from app.play.timeline import Timeline
from app.ui.playing import CueWords, Playing
from tests.play.fakes import FakeClocks, step, timeline
from tests.play.test_player import CHECK
from tests.ui.fakes import FakeVoice

pytestmark = pytest.mark.usefixtures("qapp")


class Stage:
    """A playing with a voice; what it says is kept, None where it falls silent."""

    def __init__(self, line: Timeline, *, muted: bool = False) -> None:
        self.clocks = FakeClocks()
        self.voice = FakeVoice()
        self.words = CueWords(self.voice, muted=muted)
        self.playing = Playing(Player(line, self.clocks.clock, self.clocks.boot_clock), (self.words.follow,))
        self.playing.start()

    def passes(self, seconds: float) -> None:
        for _ in range(round(seconds * 10)):
            self.clocks.pass_(0.1)
            self.playing.tick()

    def new(self) -> list[str | None]:
        said, self.voice.said = self.voice.said, []
        return said


NECK = "Neck, right side. Soft."


@pytest.fixture
def stage(qapp: QApplication) -> Stage:
    return Stage(timeline(step("neck", ready=5.0), step("reps", ready=5.0)))


def test_it_speaks_as_the_routine_goes_on_and_cuts_nothing_off_by_itself(stage: Stage) -> None:
    stage.passes(6.0)
    assert stage.new() == [NECK, "Begin."]


def test_a_pause_silences_it_at_once_and_going_on_says_nothing_again(stage: Stage) -> None:
    stage.playing.pause()
    assert stage.new() == [NECK, None]
    stage.playing.resume()
    assert stage.new() == []


def test_a_skip_silences_what_was_being_said_and_says_what_comes(stage: Stage) -> None:
    stage.playing.skip()
    assert stage.new() == [NECK, None, "Switch sides. Now your left side."]


def test_back_silences_it_too_and_begins_to_say_it_anew(stage: Stage) -> None:
    stage.passes(6.0)
    stage.new()
    stage.playing.back()
    assert stage.new() == [NECK]  # which cuts off what was being said
    quiet = Stage(timeline(step("walk"), step("reps")))
    quiet.passes(5.0)
    quiet.voice.said = ["an instruction"]
    quiet.playing.back()
    assert quiet.new() == ["an instruction", None, "Walk. Soft."]


def test_back_within_a_step_that_says_nothing_at_its_start_silences_it(qapp: QApplication) -> None:
    stage = Stage(timeline(step("reps", ready=5.0)))
    stage.passes(10.0)
    stage.voice.said = ["an instruction"]
    stage.playing.back()
    assert stage.new()[:2] == ["an instruction", None]


def test_the_end_silences_it_and_a_whole_routine_ends_in_words(stage: Stage) -> None:
    stage.playing.end()
    assert stage.new() == [NECK, None]
    other = Stage(timeline(step("walk")))
    other.passes(31.0)
    assert other.new()[-1] == "Well done. That was all."


def test_muted_it_falls_silent_and_stays_so(stage: Stage) -> None:
    stage.words.mute(True)
    stage.passes(6.0)
    stage.words.tell("20 s in all.")
    assert stage.new() == [NECK, None]
    stage.words.mute(False)
    stage.words.tell("20 s in all.")
    assert stage.new() == ["20 seconds in all."]
    assert Stage(timeline(step("walk")), muted=True).new() == []


def test_breaths_begin_in_silence(qapp: QApplication) -> None:
    stage = Stage(timeline(step("breath", ready=5.0)))
    stage.passes(20.0)
    assert stage.new() == ["Breathe. Soft.", None]


def test_more_time_silences_nothing(stage: Stage) -> None:
    stage.playing.lengthen()
    assert stage.new() == [NECK]


def test_a_lock_pauses_and_says_so(stage: Stage) -> None:
    stage.playing.pause("locked")
    assert stage.new() == [NECK, None, PAUSED["locked"]]


def test_an_answer_silences_the_question(qapp: QApplication) -> None:
    stage = Stage(timeline(CHECK, step("walk", ready=5.0)))
    stage.playing.answer_yes()
    assert stage.new() == ["Look. All well?", None, "Walk. Soft."]
