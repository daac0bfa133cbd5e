"""What goes along with a playing, in the real window: the voice, the screen that stays on, and the desktop's lock."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import paths
from app.play.cues import PAUSED
from app.play.dues import Due, MarkDue, Paused, State
from app.play.player import Player
from app.play.speech import words_a_second
from app.play.timeline import Event, Mark
from app.routine.emergency import emergency
from app.routine.safety_texts import safety_texts
from app.settings import Settings
from app.ui.awake import NOT_HAD
from app.ui.kit import Label
from app.ui.library import LOOKED_AT_MS
from app.ui.player.hurting import Hurting
from app.ui.player.page import PlayerPage
from app.ui.playing import CueSounds
from app.ui.sound import SoundStatus
from app.ui.theme import Look
from app.ui.voice import VoiceStatus
from tests.play.fakes import step, timeline
from tests.ui.conftest import Desk
from tests.ui.fakes import FakeSound

Key = Qt.Key
SitDown = Callable[[], Desk]
NO_VOICE = VoiceStatus("none", "No voice: no speech engine was found.")


def words(desk: Desk) -> str:
    shown = [label.text() for label in desk.app.conductor.page.findChildren(Label) if label.isVisible()]
    return "\n".join(shown)


@pytest.fixture
def desk(sit_down: SitDown) -> Desk:
    desk = sit_down()
    desk.app.play("desk-reset")
    desk.settle()
    return desk


def test_the_voice_and_the_desktop_are_opened_while_a_routine_is_looked_at(sit_down: SitDown) -> None:
    desk = sit_down()
    assert (desk.voice.status.state, desk.desktop.is_open) == ("off", False)
    desk.app.show_routine("desk-reset")
    assert LOOKED_AT_MS < 1000
    desk.app._library._tell_looked_at()
    assert (desk.voice.speaks, desk.desktop.is_open) == (True, True)
    assert desk.app.window.page == "routine"


def test_what_is_played_is_said_and_m_and_t_reach_the_voice(desk: Desk) -> None:
    part = desk.playing.player.timeline.parts[0]
    assert [said for said in desk.voice.said if said] == [f"{part.name}. {part.cue}"]
    desk.press(Key.Key_T)
    assert "seconds left in this step" in str(desk.voice.said[-1])
    desk.press(Key.Key_M)
    desk.press(Key.Key_T)
    assert desk.voice.said[-1] is None


def test_why_there_is_no_voice_is_told_in_the_first_routine_alone(sit_down: SitDown) -> None:
    desk = sit_down()
    desk.voice.later = NO_VOICE
    desk.app.play("desk-reset")
    desk.settle()
    assert words(desk).count(NO_VOICE.sentence) == 1
    desk.voice.become(VoiceStatus("opening", ""))
    desk.voice.become(NO_VOICE)
    assert words(desk).count(NO_VOICE.sentence) == 1
    desk.app.play("desk-reset")
    desk.settle()
    assert NO_VOICE.sentence not in words(desk)


def test_a_desktop_that_does_not_keep_the_screen_on_is_told_of_once(sit_down: SitDown) -> None:
    desk = sit_down()
    desk.desktop.agrees = False
    desk.sound.status = SoundStatus("none", "No sound here.")
    desk.app.play("desk-reset")
    desk.settle()
    assert f"No sound here.\n{NOT_HAD}" in words(desk)
    desk.app.play("desk-reset")
    desk.settle()
    assert NOT_HAD not in words(desk)
    assert "No sound here." in words(desk)


def test_the_screen_is_kept_on_only_while_it_plays(desk: Desk) -> None:
    assert desk.desktop.holds == 1
    desk.press(Key.Key_Space)
    assert desk.desktop.holds == 0
    desk.press(Key.Key_Space)
    desk.app.window.close()
    assert desk.desktop.holds == 0


def test_a_routine_left_because_the_system_ends_lets_the_screen_go(desk: Desk) -> None:
    desk.app.keep()
    desk.app.close()
    assert (desk.desktop.holds, desk.desktop.is_open, desk.voice.status.state) == (0, False, "off")


def test_a_locked_screen_pauses_keeps_the_place_and_says_so(desk: Desk) -> None:
    desk.passes(10.0)
    desk.desktop.locked.emit()
    desk.passes(60.0)
    assert (desk.playing.player.state, desk.playing.player.played_s) == (State.PAUSED, 10.0)
    assert PAUSED["locked"] in words(desk)
    assert desk.voice.said[-1] == PAUSED["locked"]


def test_a_lock_before_and_after_a_routine_does_nothing(sit_down: SitDown) -> None:
    desk = sit_down()
    desk.app.show_routine("desk-reset")
    desk.app._library._tell_looked_at()
    desk.desktop.locked.emit()
    desk.app.play("desk-reset")
    desk.app.conductor.playing.end()  # type: ignore[union-attr]
    desk.desktop.locked.emit()
    assert desk.app.window.page == "done"


def test_a_screen_reader_that_comes_or_goes_makes_the_voice_look(desk: Desk) -> None:
    desk.desktop.screen_reader_changed.emit()
    assert desk.voice.looks == 1


def test_either_the_voice_or_the_announcements_never_both(desk: Desk) -> None:
    announces = [desk.app.conductor.page.announces]
    for state in ("off", "ready", "none"):
        desk.voice.become(VoiceStatus(state, ""))
        announces.append(desk.app.conductor.page.announces)
    assert announces == [False, True, False, True]


def test_the_page_announces_cues_and_pauses_unless_told_not_to(look: Look) -> None:
    told: list[str] = []

    def hear(_: QWidget, sentence: str) -> None:
        told.append(sentence)

    hurting = Hurting(look, safety_texts(paths.ASSETS), emergency(paths.ASSETS).words_for(""))
    page = PlayerPage(look, hurting, announce=hear)
    player = Player(timeline(step("walk")))
    dues: list[Due] = [Paused("slept"), MarkDue(Mark(0.0, "start"), player.segment)]
    page.follow(dues, player)
    assert told == [PAUSED["slept"], "Walk. Soft."]
    page.announces = False
    page.follow(dues, player)
    assert len(told) == 2
    page.deleteLater()


def test_what_is_changed_in_the_settings_holds_in_mid_routine(desk: Desk) -> None:
    desk.app._chosen.change(volume=0.4, volume_changes=0.5, voice_rate=-0.5, read_instructions=True)
    around = desk.app.conductor.around
    assert (around.sounds.chosen.volume, around.words.reads) == (0.4, words_a_second(-0.5))
    assert desk.voice.chosen == desk.app._chosen.now
    assert desk.sound.used == []
    desk.app._chosen.change(sound_device="usb")
    assert desk.sound.used == [("auto", "usb")]


def test_each_kind_of_cue_has_its_own_volume_and_warnings_a_floor(qapp: object) -> None:
    sound = Loudness()
    cues = CueSounds(sound, Settings(volume=0.5, volume_changes=0.5, volume_warnings=0.3))
    player = Player(timeline(step("walk")))
    events: tuple[Event, ...] = ("start", "pack-off")
    for event in events:
        cues.follow([MarkDue(Mark(0.0, event), player.segment)], player)
    cues.chosen = Settings(volume=1.0, volume_changes=0.5)
    cues.follow([MarkDue(Mark(0.0, "start"), player.segment)], player)
    assert sound.heard == [("start", 0.25), ("warning", 0.3), ("start", 0.5)]


class Loudness(FakeSound):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, float]] = []

    def play(self, cue: str, volume: float = 1.0) -> None:
        self.heard.append((cue, volume))
