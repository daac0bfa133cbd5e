"""My doses in the window: changed on a routine's page, kept, shown everywhere, and taken back."""

import io
import json
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import cli
from app.routine.model import Exercise
from app.settings import Settings, load
from app.ui.chosen import Chosen
from app.ui.kit import Button
from app.ui.kit.stepper import Stepper
from app.ui.pages.doses import GET_READY_S, SPEEDS, DosesSection, stepped
from app.ui.pages.library import RoutineCard
from app.ui.pages.routine import RoutinePage
from app.ui.theme import Look
from tests.play.fakes import EXERCISES
from tests.play.test_doses import ranged
from tests.ui.conftest import Desk
from tests.ui.test_walk import put_routine

Sit = Callable[[], Desk]
Key = Qt.Key
TWO = """\
schema: 1
language: en
title: Two stretches
purpose: For a test.
steps:
  - exercise: doorway-pec-stretch
    hold: 20 s
    reps: 2
  - exercise: chin-tuck
"""
MUCH = """\
schema: 1
language: en
title: Much of one
purpose: For a test.
steps:
  - rounds: 3
    steps:
      - exercise: doorway-pec-stretch
        hold: 20 s
        reps: 3
"""


@pytest.fixture
def two(sit_down: Sit, tmp_path: Path) -> Desk:
    put_routine(tmp_path, "two", TWO)
    put_routine(tmp_path, "much", MUCH)
    desk = sit_down()
    desk.app.show_routine("two")
    desk.settle()
    return desk


def page_of(desk: Desk) -> RoutinePage:
    [page] = desk.app.window.findChildren(RoutinePage)
    return page


def words_on(page: QWidget) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def press(desk: Desk, page: QWidget, name: str) -> None:
    [button] = [one for one in page.findChildren(Button) if one.accessibleName() == name and one.isVisible()]
    button.setFocus()
    QTest.keyClick(button, Key.Key_Space)
    desk.settle()


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget is not None else ""


def kept(home: Path) -> dict[str, Any]:
    return tomllib.loads((home / "settings.toml").read_text(encoding="utf-8"))


def shown_by_the_command(desk: Desk, slug: str) -> str:
    out = io.StringIO()
    assert cli.run(["show", slug], cli.Ways(desk.outside.places, out, io.StringIO(), lambda *_: 0)) == 0
    return out.getvalue()


# --- on a routine's page ---------------------------------------------------------------------------------------------


def test_a_dose_is_changed_within_its_range_by_keys_and_kept(two: Desk, tmp_path: Path) -> None:
    page = page_of(two)
    assert "2 × 20 s" in words_on(page)
    press(two, page, "Change the dose of Doorway chest stretch")
    assert focused() == "Shorter hold"
    assert {"15 s to 30 s", "1 to 3", "Kept for Doorway chest stretch in every routine."} <= set(words_on(page))
    two.press(Key.Key_Tab, Key.Key_Space)

    assert focused() == "Longer hold"  # the page was made anew around it
    assert kept(tmp_path)["doses"] == {"doorway-pec-stretch": {"hold_s": 25.0}}
    assert {"2 × 25 s", "Your own dose"} <= set(words_on(page))
    two.press(Key.Key_Space)
    assert focused() == "Shorter hold"  # longer is off at the end of the range
    assert "2 × 30 s" in words_on(page)


def test_it_holds_on_the_cards_in_the_command_while_it_plays_and_in_the_record(two: Desk) -> None:
    page = page_of(two)
    before = shown_by_the_command(two, "two")
    press(two, page, "Change the dose of Chin tuck")
    for _ in range(4):
        press(two, page, "More reps")
    assert "reps" in before
    assert "12 reps" in shown_by_the_command(two, "two")
    two.app.show_place("library")
    two.settle()
    cards = [one for one in two.app.window.findChildren(RoutineCard) if one.isVisible()]
    [card] = [one for one in cards if one.accessibleName().startswith("Two stretches")]
    one = two.app._library.routine("two")
    assert one is not None
    assert f"{one.minutes} min" in " ".join(words_on(card))

    two.app.play("two")
    two.playing.skip()
    two.passes(600.0)
    [session] = two.app.journal.read(lambda store: store.sessions()).result()
    step = two.app.journal.read(lambda store: store.steps(session.id)).result()[-1]
    assert (step.dose, step.reps_planned, step.reps_done) == ("12 reps", 12, 12)
    assert session.planned_s == pytest.approx(one.timeline.total_s)


def test_as_written_it_is_again(two: Desk, tmp_path: Path) -> None:
    page = page_of(two)
    press(two, page, "Change the dose of Doorway chest stretch")
    press(two, page, "Fewer holds")
    assert "20 s" in words_on(page)
    press(two, page, "Do Doorway chest stretch as written")
    assert "2 × 20 s" in words_on(page)
    assert "Your own dose" not in words_on(page)
    assert kept(tmp_path)["doses"] == {}
    assert focused() == "Shorter hold"


def test_a_dose_that_is_just_what_is_written_is_the_persons_own_all_the_same(two: Desk) -> None:
    page = page_of(two)
    press(two, page, "Change the dose of Chin tuck")
    press(two, page, "More reps")
    press(two, page, "Fewer reps")
    assert {"8 reps", "Your own dose"} <= set(words_on(page))


def test_closed_the_keys_are_where_it_was_opened(two: Desk) -> None:
    page = page_of(two)
    press(two, page, "Change the dose of Chin tuck")
    press(two, page, "Close the dose of Chin tuck")
    assert focused() == "Change the dose of Chin tuck"
    assert not [one for one in page.findChildren(Stepper) if one.isVisible()]


def test_where_it_would_be_too_much_it_is_as_written_and_the_page_says_so(two: Desk) -> None:
    """Nine holds of 20 s are the most of one stretch in a routine; nine of 25 s are too many."""
    page = page_of(two)
    press(two, page, "Change the dose of Doorway chest stretch")
    press(two, page, "Longer hold")
    two.app.show_routine("much")
    two.settle()
    assert {"3 × 20 s", "As written here"} <= set(words_on(page))
    changes = [one for one in page.findChildren(Button) if one.label == "Change" and one.isVisible()]
    changes[0].click()
    two.settle()
    assert "Your own dose would be too much in this routine, so it is as written here." in words_on(page)


def test_another_routine_is_shown_with_nothing_open(two: Desk) -> None:
    page = page_of(two)
    press(two, page, "Change the dose of Chin tuck")
    two.app.show_routine("much")
    two.settle()
    assert not [one for one in page.findChildren(Stepper) if one.isVisible()]


def test_a_pack_has_nothing_to_change(two: Desk) -> None:
    two.app.show_routine("warm-pack-15")
    two.settle()
    names = [one.accessibleName() for one in page_of(two).findChildren(Button) if one.isVisible()]
    assert "Change the dose of Warm pack" not in names


def test_a_speed_and_a_time_to_get_ready_hold_at_once(two: Desk) -> None:
    before = two.app._library.routine("two")
    two.app._chosen.change(speed=1.5, get_ready_s=20.0)
    after = two.app._library.routine("two")
    assert before is not None
    assert after is not None
    assert after.timeline.total_s != before.timeline.total_s
    assert after.timeline.segments[0].length_s == 20.0


# --- in the settings -------------------------------------------------------------------------------------------------


@pytest.fixture
def chosen(tmp_path: Path, qtbot: QtBot) -> Chosen:
    return Chosen(Settings(), tmp_path / "settings.toml", lambda: date(2026, 11, 23))


KNOWN: dict[str, Exercise] = {**EXERCISES, "neck": ranged("neck", hold_s=(5.0, 30.0))}


@pytest.fixture
def section(look: Look, chosen: Chosen, qtbot: QtBot) -> DosesSection:
    section = DosesSection(look, chosen, KNOWN)
    qtbot.addWidget(section)
    section.show()
    return section


def test_what_is_changed_is_listed_and_taken_back_one_by_one(section: DosesSection, chosen: Chosen) -> None:
    assert "Every exercise is done as written. To change one, open a routine it is in." in words_on(section)
    chosen.set_dose("neck", "hold_s", 15.0)
    chosen.set_dose("gone", "reps", 3)
    assert {"Neck: held 15 s", "gone: it is no longer there"} <= set(words_on(section))
    names = {one.accessibleName(): one for one in section.findChildren(Button) if one.isVisible()}
    names["Do Neck as written"].click()
    assert chosen.now.doses == {"gone": {"reps": 3}}
    assert not any(text.startswith("Neck") for text in words_on(section))


def test_taken_back_by_keys_the_next_one_has_them(section: DosesSection, chosen: Chosen, qtbot: QtBot) -> None:
    for slug in ("hold", "neck", "reps"):
        chosen.set_dose(slug, "reps", 2)
    section.activateWindow()
    qtbot.waitUntil(section.isActiveWindow)
    QApplication.processEvents()
    section._usual[1].setFocus()
    seen = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget() or section, Key.Key_Space)
        QApplication.processEvents()
        seen.append(focused())
    assert seen == ["Do Reps as written", "Do Hold as written", "More time to get ready"]
    assert chosen.now.doses == {}


def test_a_range_that_became_narrower_is_said(section: DosesSection, chosen: Chosen) -> None:
    chosen.set_dose("neck", "hold_s", 25.0)
    section.know({**KNOWN, "neck": ranged("neck", hold_s=(5.0, 20.0))})
    assert "Neck: held 25 s: out of its range now, so held 20 s instead" in words_on(section)


def test_speed_and_time_to_get_ready_are_stepped_to_their_ends(
    section: DosesSection, chosen: Chosen, tmp_path: Path
) -> None:
    section.speed.more.click()
    assert (chosen.now.speed, section.speed.words) == (1.05, "Speed: 105 %")
    for _ in range(20):
        section.speed.less.click()
    assert (chosen.now.speed, section.speed.less.isEnabled()) == (0.75, False)
    assert section.get_ready.words == "Time to get ready: As written"
    assert not section.get_ready.less.isEnabled()
    section.get_ready.more.click()
    assert section.get_ready.words == "Time to get ready: 2 s"
    for _ in range(20):
        section.get_ready.more.click()
    assert (chosen.now.get_ready_s, section.get_ready.more.isEnabled()) == (30.0, False)
    assert load(tmp_path / "settings.toml") == (chosen.now, [])


@pytest.mark.parametrize(
    ("now", "steps", "then"),
    [(0.0, 1, 2.0), (2.0, -1, 0.0), (7.0, 1, 8.0), (7.0, -1, 5.0), (30.0, 1, 30.0), (0.0, -1, 0.0), (8.0, 1, 10.0)],
)
def test_a_value_between_two_steps_goes_to_its_neighbour(now: float, steps: int, then: float) -> None:
    assert stepped(GET_READY_S, now, steps) == then


def test_every_step_is_one_that_settings_allow(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for name, values in (("speed", SPEEDS), ("get_ready_s", GET_READY_S)):
        for value in values:
            path.write_text(f"{name} = {value}\n", encoding="utf-8")
            assert load(path) == (Settings(**{name: value}), [])  # type: ignore[arg-type]


def test_the_commands_tell_how_long_it_takes_for_this_person(two: Desk) -> None:
    two.app._chosen.change(speed=0.75, doses={"chin-tuck": {"reps": 12}})
    out = io.StringIO()
    assert cli.run(["list", "--json"], cli.Ways(two.outside.places, out, io.StringIO(), lambda *_: 0)) == 0
    [listed] = [one for one in json.loads(out.getvalue()) if one["slug"] == "two"]
    one = two.app._library.routine("two")
    assert one is not None
    assert listed["seconds"] == one.timeline.total_s


def test_what_was_being_read_while_something_was_chosen_is_laid_out_as_chosen(two: Desk) -> None:
    library = two.app._library
    begun_before = library._shelf
    two.app._chosen.change(speed=1.5)
    as_chosen = library._shelf
    library._read_again(begun_before)
    assert library._shelf == as_chosen != begun_before
