"""The page of settings in the window: what is set there holds at once, and sound and voice can be tried."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget

from app.play.volumes import AUDIBLE
from app.ui.kit import Button, Card, Label
from app.ui.kit.select import Select
from app.ui.kit.slider import Slider
from app.ui.kit.tick import Tick
from app.ui.pages.settings.page import SettingsPage
from app.ui.player.dial import Dial
from app.ui.player.moment import moment_of
from app.ui.sound import SoundStatus
from app.ui.tokens import TypeSize
from app.ui.voice import LEFT_TO_READER, OFF, TRIAL, VoiceStatus
from tests.ui.conftest import Desk
from tests.ui.test_settings_said import toast

Key = Qt.Key
SitDown = Callable[[], Desk]
KINDS = ["countdown", "start", "breathe-in", "check"]


@pytest.fixture
def desk(sit_down: SitDown) -> Desk:
    """Somebody who has just come to the settings."""
    desk = sit_down()
    desk.app.show_place("settings")
    desk.app._adjusting.looking.timeout.emit()
    desk.settle()
    return desk


def page(desk: Desk) -> SettingsPage:
    [found] = desk.app.window.findChildren(SettingsPage)
    return found


def words(desk: Desk) -> list[str]:
    return [label.accessibleName() for label in page(desk).findChildren(Label) if label.isVisible()]


def select(desk: Desk, name: str) -> Select:
    [found] = [one for one in page(desk).findChildren(Select) if one.accessibleName() == name]
    return found


def offered(desk: Desk, name: str) -> list[str]:
    box = select(desk, name)
    return [box.itemText(place) for place in range(box.count())]


def take(desk: Desk, name: str, choice: str) -> None:
    """Take a choice as a person does: by the letters it begins with."""
    box = select(desk, name)
    box.setFocus()
    box.setCurrentIndex(box.findText(choice))
    box.activated.emit(box.currentIndex())
    desk.settle()


def slider(desk: Desk, name: str) -> Slider:
    [found] = [one for one in page(desk).findChildren(Slider) if one.accessibleName() == name]
    return found


def button(desk: Desk, name: str) -> Button:
    [found] = [one for one in page(desk).findChildren(Button) if one.accessibleName() == name]
    return found


def written(desk: Desk) -> list[str]:
    text = desk.outside.places.settings.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith(("#", "safety_seen"))]


# --- the page --------------------------------------------------------------------------------------------------------


def test_by_keys_alone_one_comes_to_the_settings_and_sets_something(sit_down: SitDown) -> None:
    desk = sit_down()
    tab_to(desk, "Settings", Key.Key_Backtab)
    desk.press(Key.Key_Return)
    assert desk.app.window.page == "settings"
    tab_to(desk, "Colours")
    desk.press(Key.Key_End, Key.Key_Up, Key.Key_Up)
    tab_to(desk, "Text size")
    desk.press(Key.Key_Right, Key.Key_Right)
    tab_to(desk, "Less motion: what moves stands still")
    desk.press(Key.Key_Space)
    assert written(desk) == ['theme = "dark"', "text_scale = 1.2", "reduced_motion = true"]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Sound", "Output"),
        ("Display", "Colours"),
        ("My doses", "Slower"),
        ("Your data", "Open folder: Your own routines"),
    ],
)
def test_each_section_is_gone_to_from_the_top_and_has_the_keys(desk: Desk, name: str, first: str) -> None:
    desk.app.window.resize(1080, 620)
    desk.settle()
    button(desk, f"Go to {name}").click()
    desk.settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == first
    [heading] = [one for one in page(desk).findChildren(Label) if one.text() == name and one.isVisible()]
    assert 0 <= heading.mapTo(page(desk), heading.rect().topLeft()).y() < page(desk).height() / 2


def test_tab_comes_to_the_ways_to_sections_before_the_first_of_them(desk: Desk) -> None:
    button(desk, "Go to Sound").setFocus()
    ways = ["Voice", "Display", "Playing", "My doses", "Reminders", "Safety and country", "Your data"]
    assert desk.names_by_tab(8) == [*(f"Go to {name}" for name in ways), "Output"]


def test_every_section_has_a_way_to_it(desk: Desk) -> None:
    ways = [one.label for one in page(desk).findChildren(Button) if one.accessibleName().startswith("Go to ")]
    cards = [one for one in page(desk).findChildren(Card) if one.isVisible()]
    names = [next(label.text() for label in card.findChildren(Label)) for card in cards]
    assert ways == names


def tab_to(desk: Desk, name: str, key: Qt.Key = Key.Key_Tab) -> None:
    for _ in range(120):
        desk.press(key)
        focused = QApplication.focusWidget()
        if focused is not None and focused.accessibleName() == name:
            return
    raise AssertionError(f"{name} cannot be reached by Tab")


def test_everything_on_it_has_a_name_and_is_large_enough_to_hit(desk: Desk) -> None:
    controls = [
        widget
        for kind in (Select, Slider, Tick, Button)
        for widget in page(desk).findChildren(kind)
        if widget.isVisible()
    ]
    assert len(controls) >= 25
    assert [type(one).__name__ for one in controls if not one.accessibleName()] == []
    assert [one.accessibleName() for one in controls if min(one.width(), one.height()) < 32] == []


@pytest.mark.parametrize(
    ("wide", "high", "scale"), [(640, 480, 1.0), (640, 480, 2.0), (900, 620, 1.0), (900, 620, 2.0)]
)
def test_nothing_is_clipped_in_a_small_window_or_in_large_text(desk: Desk, wide: int, high: int, scale: float) -> None:
    desk.app.window.resize(wide, high)
    desk.app._chosen.change(text_scale=scale)
    desk.settle()
    assert page(desk).horizontalScrollBar().maximum() == 0
    labels = [one for one in page(desk).findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    assert [one.text() for one in labels if one.height() < one.heightForWidth(one.width())] == []
    assert [one.label for one in page(desk).findChildren(Button) if one.width() < one.sizeHint().width()] == []


def test_what_is_set_elsewhere_is_shown(desk: Desk) -> None:
    desk.app._chosen.change(
        volume=0.35,
        volume_warnings=0.3,
        theme="dark",
        figure="plum",
        text_scale=1.5,
        voice_rate=-0.4,
        read_instructions=True,
        sound_device="gone",
        voice_name="Anna",
        day_start_s=16_200.0,
        first_side="left",
        quiet_from_s=77_400.0,
        quiet_until_s=22_500.0,
        country="GB",
        applies=("poor-balance",),
    )
    assert [slider(desk, name).words for name in ("Volume", "Warnings", "Text size", "Speed of speech")] == [
        "35 %",
        "30 %",
        "150 %",
        "−2",
    ]
    chosen = {box.accessibleName(): box.currentText() for box in page(desk).findChildren(QComboBox)}
    assert chosen == {
        "Output": "Automatic",
        "Device": "Picked earlier, not here now",
        "Speak": "Automatic",
        "Speech engine": "The first there is",
        "Voice": "Anna",
        "Colours": "Dark",
        "Who shows the exercises": "Plum",
        "First side": "Left",
        "A new day begins at": "04:30",
        "What to do then": "Two-minute desk reset",
        "Quiet from": "21:30",
        "Quiet until": "06:15",
        "Your country, for whom to call": "United Kingdom",
    }
    [tick] = [one for one in page(desk).findChildren(Tick) if one.accessibleName().startswith("Read the")]
    assert tick.isChecked()


def test_showing_a_value_between_two_steps_does_not_change_it(desk: Desk) -> None:
    desk.app._chosen.change(volume=0.8333, text_scale=1.333)
    assert written(desk) == ["text_scale = 1.333", "volume = 0.8333"]


def test_each_setting_of_the_page_is_kept(desk: Desk) -> None:
    take(desk, "Output", "This app's own")
    take(desk, "Speak", "On")
    take(desk, "First side", "Left")
    take(desk, "A new day begins at", "Midnight")
    take(desk, "Your country, for whom to call", "Austria")
    for name in ("Volume", "Tempo", "Changes", "Breathing", "Warnings", "Volume of the voice"):
        slider(desk, name).setFocus()
        desk.press(Key.Key_Home)
    slider(desk, "Speed of speech").setFocus()
    desk.press(Key.Key_Right)
    assert written(desk) == [
        'sound_output = "qt"',
        'voice = "on"',
        'first_side = "left"',
        "day_start_s = 0.0",
        'country = "AT"',
        "volume = 0.0",
        "volume_tempo = 0.0",
        "volume_changes = 0.0",
        "volume_breathing = 0.0",
        f"volume_warnings = {AUDIBLE}",
        "voice_volume = 0.0",
        "voice_rate = 0.2",
    ]


def test_why_warnings_have_a_floor_is_said(desk: Desk) -> None:
    [floor] = [one for one in words(desk) if "never go below what can be heard" in one]
    assert slider(desk, "Warnings").accessibleDescription() == floor


def test_that_nothing_can_be_written_is_said_in_the_window(desk: Desk) -> None:
    desk.app._chosen.not_kept.emit("The settings cannot be written to <b>.")
    assert toast(desk) == ["The settings cannot be written to <b>."]


# --- at once ---------------------------------------------------------------------------------------------------------


def test_theme_and_text_size_hold_at_once_on_every_page_be_it_seen_at_the_time_or_not(desk: Desk) -> None:
    app = desk.app
    app.show_routine("desk-reset")
    app.show_place("history")
    app.show_place("settings")
    desk.settle()
    app._chosen.change(theme="dark", text_scale=1.6)
    desk.settle()
    for name in ("library", "routine", "history", "settings"):
        app.window.show_page(name)
        desk.settle()
        assert app.window.palette().window().color() == app._look.colour("background")
        labels = [one for one in app.window.findChildren(QLabel) if one.isVisible()]
        assert {one.font().pixelSize() for one in labels} <= {app._look.theme.text_px(size) for size in SIZES}
        cut = [one.text() for one in labels if one.wordWrap() and one.height() < one.heightForWidth(one.width())]
        assert cut == [], name


SIZES: tuple[TypeSize, ...] = ("small", "body", "lead", "heading", "large", "title")


def test_what_is_being_set_stays_in_view_when_the_text_grows(desk: Desk) -> None:
    tab_to(desk, "Text size")
    for _ in range(10):
        desk.press(Key.Key_Right)
    size, view = slider(desk, "Text size"), page(desk).viewport()
    assert view.rect().contains(size.mapTo(view, size.rect().center()))


def moves(desk: Desk) -> bool:
    """Tell whether the disc that breathes would be another one a moment later."""
    [dial] = desk.app.window.findChildren(Dial)
    now = moment_of(desk.playing.player)
    pictures = []
    for swell in (0.1, 0.9):
        dial.show_moment(replace(now, swell=swell))
        pictures.append(dial.grab().toImage())
    return pictures[0] != pictures[1]


def test_less_motion_holds_in_mid_routine(desk: Desk) -> None:
    desk.app.play("box-breath-session")
    while desk.playing.player.segment.kind != "work":
        desk.passes(1.0)
    assert moves(desk)
    desk.app._chosen.change(reduced_motion=True)
    assert not moves(desk)
    desk.app._chosen.change(reduced_motion=False)
    assert moves(desk)


def test_the_first_side_holds_for_the_next_routine(desk: Desk) -> None:
    take(desk, "First side", "Left")
    timeline = desk.app._library.routine("neck-ease").timeline  # type: ignore[union-attr]
    sides = [segment.side for segment in timeline.segments if segment.side in ("left", "right")]
    assert sides[0] == "left"


def test_a_narrow_window_has_the_icons_of_the_rail_alone_which_keep_their_names(desk: Desk) -> None:
    rail = desk.app.window.rail
    wide = rail.width()
    desk.app.window.resize(640, 480)
    desk.settle()
    assert rail.width() == wide
    desk.app._chosen.change(text_scale=2.0)
    desk.settle()
    assert rail.width() < wide
    assert [one.accessibleName() for one in rail.findChildren(Button)] == [
        "Today",
        "Library",
        "History",
        "Safety",
        "Settings",
    ]


# --- sound -----------------------------------------------------------------------------------------------------------


def test_the_sound_is_opened_after_the_page_is_shown_and_says_where_it_goes(sit_down: SitDown) -> None:
    desk = sit_down()
    desk.sound.outputs = [("usb", "Headphones <b>")]
    desk.app.show_place("settings")
    assert (desk.sound.is_open, desk.app._adjusting.looking.isActive()) == (False, True)
    desk.app._adjusting.looking.timeout.emit()
    assert desk.sound.is_open
    assert desk.sound.status.sentence in words(desk)
    assert offered(desk, "Device") == ["As the desktop has it", "Headphones <b>"]
    take(desk, "Device", "Headphones <b>")
    assert (desk.sound.used, written(desk)) == ([("auto", "usb")], ['sound_device = "usb"'])


def test_devices_that_come_are_offered(desk: Desk) -> None:
    desk.sound.outputs = [("usb", "Headphones")]
    select(desk, "Device").about_to_open.emit()
    assert offered(desk, "Device")[1:] == ["Headphones"]
    desk.sound.outputs = [("hdmi", "Screen")]
    desk.sound.status = SoundStatus("none", "No sound: nothing is there.")
    desk.sound.status_changed.emit()
    assert offered(desk, "Device")[1:] == ["Screen"]
    assert "No sound: nothing is there." in words(desk)


def trial(desk: Desk) -> list[str]:
    """Press the button, and return what was said of each cue."""
    button(desk, "Test sound").click()
    said = []
    while desk.app._adjusting.trial.isActive():
        said += [one for one in words(desk) if one.startswith("Now: ")]
        desk.app._adjusting.trial.timeout.emit()
    return said


def test_the_trial_sounds_one_cue_of_each_kind_as_loud_as_it_would_be(desk: Desk) -> None:
    desk.app._chosen.change(volume=0.5, volume_tempo=0.0, volume_breathing=0.5, volume_warnings=0.3)
    assert trial(desk) == ["Now: tempo, silent at 0 %.", "Now: changes.", "Now: breathing.", "Now: warnings."]
    assert desk.sound.played == KINDS
    assert desk.sound.volumes == [0.0, 0.5, 0.25, AUDIBLE]
    assert not [one for one in words(desk) if one.startswith("Now: ")]


def test_where_nothing_sounds_the_trial_ends_with_the_reason(desk: Desk) -> None:
    desk.sound.status = SoundStatus("none", "No sound: nothing is there.")
    desk.sound.status_changed.emit()
    assert trial(desk) == ["Now: tempo."]
    assert "No sound: nothing is there." in words(desk)


def test_leaving_the_page_ends_the_trial(desk: Desk) -> None:
    button(desk, "Test sound").click()
    desk.app.show_place("library")
    assert not desk.app._adjusting.trial.isActive()
    assert desk.sound.played == KINDS[:1]


# --- voice -----------------------------------------------------------------------------------------------------------

VOICES = [("speechd", "Anna", "en_GB"), ("speechd", "Bob & <b>", "en_US"), ("flite", "kal", "en_US")]


def test_voices_are_asked_for_after_the_page_is_shown_and_offered_when_they_are_told(sit_down: SitDown) -> None:
    desk = sit_down()
    desk.app.show_place("settings")
    assert desk.voice.asked_for_voices == 0
    desk.app._adjusting.looking.timeout.emit()
    assert desk.voice.asked_for_voices == 1
    assert "Looking for voices…" in words(desk)
    desk.voice.voices_found.emit(VOICES)
    assert "Looking for voices…" not in words(desk)
    assert offered(desk, "Speech engine") == ["The first there is", "speechd", "flite"]
    assert offered(desk, "Voice") == ["One for the routines' language", "Anna, en_GB", "Bob & <b>, en_US"]
    take(desk, "Voice", "Anna, en_GB")
    take(desk, "Speech engine", "flite")
    assert offered(desk, "Voice")[1:] == ["kal, en_US"]
    now = desk.app._chosen.now
    assert (now.voice_engine, now.voice_name) == ("flite", "")
    assert desk.voice.chosen == now


def test_voices_are_asked_for_once_and_again_only_where_there_were_none(desk: Desk) -> None:
    desk.app._chosen.change(volume=0.1)
    assert desk.voice.asked_for_voices == 1
    desk.voice.voices_found.emit([])
    assert "No others were found." in words(desk)
    desk.app._chosen.change(volume=0.2)
    assert desk.voice.asked_for_voices == 1
    for _ in range(2):
        desk.app.show_place("settings")
        desk.app._adjusting.looking.timeout.emit()
        desk.voice.voices_found.emit(VOICES)
    assert desk.voice.asked_for_voices == 2


def test_a_voice_that_is_off_is_not_asked_until_it_is_switched_on(sit_down: SitDown, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('safety_seen = true\nvoice = "off"\n')
    desk = sit_down()
    desk.voice.later = OFF
    desk.app.show_place("settings")
    desk.app._adjusting.looking.timeout.emit()
    assert desk.voice.asked_for_voices == 0
    assert button(desk, "Say something").accessibleDescription() == OFF.sentence
    take(desk, "Speak", "Automatic")
    desk.voice.become(VoiceStatus("ready", "Anna speaks."))
    assert desk.voice.asked_for_voices == 1
    assert "Anna speaks." in words(desk)
    button(desk, "Say something").click()
    assert desk.voice.said == [TRIAL]


def test_why_nobody_speaks_is_said(desk: Desk) -> None:
    desk.voice.become(VoiceStatus("none", "No voice: no speech engine was found."))
    assert "No voice: no speech engine was found." in words(desk)
    assert button(desk, "Say something").isEnabled()  # which asks once more
    desk.voice.become(LEFT_TO_READER)
    assert not button(desk, "Say something").isEnabled()


# --- safety and data -------------------------------------------------------------------------------------------------


def test_what_applies_is_told_and_leads_to_the_page_about_safety(desk: Desk) -> None:
    code, told = next(iter(desk.app._care.precautions.items()))
    desk.app._chosen.put("applies", code, True)
    assert f"These apply to you: {told}." in words(desk)
    button(desk, "Open Safety").click()
    assert desk.app.window.page == "safety"


def folders(desk: Desk) -> dict[str, QWidget]:
    buttons = [one for one in page(desk).findChildren(Button) if one.label == "Open folder"]
    return {one.accessibleName().removeprefix("Open folder: "): one for one in buttons}


def test_folders_are_opened_and_those_that_are_not_there_yet_say_so(desk: Desk, tmp_path: Path) -> None:
    here = {name: one.isEnabled() for name, one in folders(desk).items()}
    assert here == {
        "Your own routines": True,
        "History": True,
        "Backups of the history": False,
        "Settings": True,
        "Log": False,
    }
    (tmp_path / "backups").mkdir()
    desk.app.show_place("settings")
    for name in ("Your own routines", "History", "Backups of the history"):
        button(desk, f"Open folder: {name}").click()
    assert desk.opened == [tmp_path / "routines", tmp_path, tmp_path / "backups"]


def test_a_folder_that_nothing_opens_is_told_with_its_path(desk: Desk, tmp_path: Path) -> None:
    desk.can_open = False
    button(desk, "Open folder: Settings").click()
    assert str(tmp_path) in toast(desk)[0]
