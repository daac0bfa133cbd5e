"""The ladder of outputs: which one sounds a cue, and what is said about it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app import paths
from app.play.cues import SOUNDS
from app.ui.sound import Choice, Sound, SoundStatus
from app.ui.sound_player import LOOKING, NO_PLAYER, NOT_ASKED
from app.ui.sound_qt import LOST, NOT_LOADED
from app.ui.sound_wave import Wave

CUES = paths.ASSETS / "cues"


class FakeQt:
    """Stands in Qt's place; plays while it has no trouble."""

    def __init__(self, trouble: str = "") -> None:
        self.trouble = trouble
        self.output_name = "Speakers"
        self.outputs = [("s", "Speakers")]
        self.picked = ""
        self.is_picked = True
        self.opened = 0
        self.played: list[tuple[str, float]] = []
        self.fails = False
        self.told: Callable[[], None] = lambda: None

    def pick(self, device: str) -> None:
        self.picked = device

    def open(self, told: Callable[[], None]) -> None:
        self.opened += 1
        self.told = told

    def play(self, wave: Wave, gain: float) -> bool:
        if self.fails:
            raise RuntimeError("on purpose")
        if not self.trouble:
            self.played.append((wave.path.stem, gain))
        return not self.trouble


class FakePlayer:
    """Stands in the player's place; finds out `later` what its trouble is."""

    def __init__(self, later: str = "") -> None:
        self.trouble = NOT_ASKED
        self.later = later
        self.played: list[str] = []
        self.told: Callable[[], None] = lambda: None

    def open(self, told: Callable[[], None]) -> None:
        self.trouble = LOOKING
        self.told = told

    def find(self) -> None:
        self.trouble = self.later
        self.told()

    def play(self, path: Path, length_s: float) -> bool:
        if self.trouble in (NOT_ASKED, NO_PLAYER):
            return False
        self.played.append(path.stem)
        return True

    def close(self) -> None:
        self.trouble = NOT_ASKED


class Bench:
    def __init__(self, qt: QApplication, trouble: str = "", player: str = "", output: Choice = "auto") -> None:
        self.app = qt
        self.qt, self.player = FakeQt(trouble), FakePlayer(player)
        self.sound = Sound(CUES, output, qt=self.qt, player=self.player)
        self.said: list[SoundStatus] = []
        self.sound.status_changed.connect(self.look)
        self.sound.open()

    def look(self) -> None:
        self.said.append(self.sound.status)

    def find_player(self) -> None:
        self.player.find()
        self.app.processEvents()  # what the player's thread tells arrives here


def test_every_sound_that_cues_may_ask_for_can_be_heard(qapp: QApplication) -> None:
    bench = Bench(qapp)
    for name in sorted(SOUNDS):
        bench.sound.play(name)
    assert bench.qt.played == [(name, 1.0) for name in sorted(SOUNDS)]


def test_qt_comes_first_and_the_player_is_not_even_looked_for(qapp: QApplication) -> None:
    bench = Bench(qapp)
    bench.sound.play("start")
    assert bench.said == [SoundStatus("qt", "Sounds play on Speakers.")]
    assert (bench.player.trouble, bench.player.played) == (NOT_ASKED, [])


def test_the_player_takes_over_where_qt_has_no_output_and_says_why(qapp: QApplication) -> None:
    bench = Bench(qapp, trouble=NOT_LOADED)
    assert LOOKING in bench.said[-1].sentence
    bench.find_player()
    bench.sound.play("start")
    assert bench.player.played == ["start"]
    assert [status.output for status in bench.said] == ["none", "player"]
    assert NOT_LOADED in bench.said[-1].sentence


def test_without_any_output_a_sentence_says_why_and_what_to_do(qapp: QApplication) -> None:
    bench = Bench(qapp, trouble=NOT_LOADED, player=NO_PLAYER)
    bench.find_player()
    bench.sound.play("start")
    assert bench.sound.status.output == "none"
    for words in (NOT_LOADED, NO_PLAYER, "shown on screen", "check that speakers", "start Unhunch again"):
        assert words in bench.sound.status.sentence


def test_a_server_that_goes_and_comes_back_is_followed_down_the_ladder_and_up_again(qapp: QApplication) -> None:
    bench = Bench(qapp)
    bench.qt.trouble = LOST
    bench.sound.play("start")
    bench.find_player()
    bench.sound.play("halfway")
    bench.qt.trouble = ""
    bench.qt.told()
    bench.sound.play("end")
    assert [status.output for status in bench.said] == ["qt", "none", "player", "qt"]
    assert bench.player.played == ["start", "halfway"]
    assert [name for name, _ in bench.qt.played] == ["end"]


@pytest.mark.parametrize(("volume", "gain"), [(1.0, 1.0), (0.5, 0.25), (7.0, 1.0)])
def test_volume_is_a_slider_for_the_ear(qapp: QApplication, volume: float, gain: float) -> None:
    bench = Bench(qapp)
    bench.sound.play("start", volume)
    assert bench.qt.played == [("start", gain)]


def test_no_volume_is_no_sound_from_the_player_either(qapp: QApplication) -> None:
    bench = Bench(qapp, output="player")
    bench.find_player()
    bench.sound.play("start", 0.0)
    assert bench.player.played == []


def test_the_player_alone_when_it_was_picked(qapp: QApplication) -> None:
    bench = Bench(qapp, output="player")
    bench.find_player()
    bench.sound.play("start")
    assert (bench.qt.opened, bench.qt.played, bench.player.played) == (0, [], ["start"])
    assert "picked in the settings" in bench.sound.status.sentence


def test_qt_alone_when_it_was_picked(qapp: QApplication) -> None:
    bench = Bench(qapp, trouble=LOST, output="qt")
    bench.sound.play("start")
    assert (bench.player.trouble, bench.player.played) == (NOT_ASKED, [])
    assert bench.sound.status.output == "none"
    assert LOST in bench.sound.status.sentence


def test_nothing_at_all_when_it_was_switched_off(qapp: QApplication) -> None:
    bench = Bench(qapp, output="off")
    bench.sound.play("start")
    assert (bench.qt.opened, bench.qt.played, bench.player.trouble) == (0, [], NOT_ASKED)
    assert "switched off" in bench.sound.status.sentence


def test_another_output_can_be_picked_in_between(qapp: QApplication) -> None:
    bench = Bench(qapp)
    bench.sound.use("player")
    bench.find_player()
    bench.sound.play("start")
    assert (bench.qt.played, bench.player.played) == ([], ["start"])


def test_an_output_can_be_picked_and_its_absence_is_said(qapp: QApplication) -> None:
    bench = Bench(qapp)
    bench.sound.use("auto", "usb")
    assert bench.qt.picked == "usb"
    bench.qt.is_picked = False
    bench.qt.told()
    assert bench.sound.status.sentence == (
        "Sounds play on Speakers, as the output picked in the settings is not there."
    )
    assert Sound(CUES, "auto", "usb", qt=bench.qt, player=bench.player).outputs == [("s", "Speakers")]


def test_missing_cue_files_are_said(qapp: QApplication, tmp_path: Path) -> None:
    sound = Sound(tmp_path, qt=FakeQt(), player=FakePlayer())
    sound.open()
    sound.play("start")
    assert sound.status.output == "none"
    assert "install Unhunch again" in sound.status.sentence


def test_an_unknown_cue_and_a_closed_sound_are_silent(qapp: QApplication) -> None:
    bench = Bench(qapp)
    bench.sound.play("fanfare")
    bench.sound.close()
    bench.sound.play("start")
    assert bench.qt.played == []


def test_the_test_opens_what_is_closed_and_sounds_a_cue(qapp: QApplication) -> None:
    bench = Bench(qapp)
    bench.sound.close()
    bench.sound.test()
    assert bench.qt.played == [("start", 1.0)]


@pytest.mark.logs("could not be played")
def test_playing_never_raises(qapp: QApplication) -> None:
    bench = Bench(qapp)
    bench.qt.fails = True
    bench.sound.play("start")
    bench.qt.fails = False
    bench.sound.play("end")
    assert bench.qt.played == [("end", 1.0)]


def test_the_status_is_told_once_for_each_change(qapp: QApplication) -> None:
    bench = Bench(qapp)
    for _ in range(3):
        bench.sound.play("countdown")
        bench.qt.told()
    assert len(bench.said) == 1
