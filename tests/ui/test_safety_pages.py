"""The first start, the words about safety, and what a person keeps out of."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app import paths
from app.routine.emergency import Emergency, Place, Words
from app.routine.safety_texts import SafetyTexts, safety_texts
from app.ui.kit import Button
from app.ui.kit.menu import MenuButton
from app.ui.kit.tick import Tick
from app.ui.pages.safety import SafetyPage
from app.ui.pages.welcome import WelcomePage
from app.ui.theme import Look

EMERGENCY = Emergency(
    {"XX": Place("Exland", Words("987", "the line 654"), ())}, Words("your own number", "a line of advice"), {}
)
PRECAUTIONS = {"balance": "Poor balance", "fever": "A high temperature"}


@pytest.fixture
def texts() -> SafetyTexts:
    return safety_texts(paths.ASSETS)


def words_on(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def press(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Space)


def button(page: QWidget, name: str) -> Button:
    [found] = [one for one in page.findChildren(Button) if one.accessibleName() == name]
    return found


# --- the first start -------------------------------------------------------------------------------------------------


@pytest.fixture
def welcome(look: Look, qtbot: QtBot, texts: SafetyTexts) -> WelcomePage:
    page = WelcomePage(look, texts, EMERGENCY)
    qtbot.addWidget(page)
    page.show_notice("")
    return page


def test_the_first_start_shows_the_whole_notice_every_sign_and_one_main_button(
    welcome: WelcomePage, texts: SafetyTexts
) -> None:
    said = words_on(welcome)
    signs = texts.warning_signs
    lines = (
        *texts.notice.full,
        *signs.emergency.items,
        *signs.urgent.items,
        *signs.routine.items,
        texts.notice.confirm,
    )
    assert [line for line in lines if line not in said] == []
    agreed: list[bool] = []
    welcome.agreed.connect(lambda: agreed.append(True))
    press(welcome.agree_button)
    assert agreed == [True]


def test_the_country_decides_whom_to_call(welcome: WelcomePage) -> None:
    chosen: list[str] = []
    welcome.country_chosen.connect(chosen.append)
    assert "your own number" in words_on(welcome)
    assert "987" not in words_on(welcome)
    box = welcome.country.box
    box.setCurrentIndex(box.findText("Exland"))
    box.activated.emit(box.currentIndex())
    assert chosen == ["XX"]
    assert "Stop. Call 987" in words_on(welcome)
    assert "the line 654" in words_on(welcome)


def test_testing_the_sound_says_where_it_goes(welcome: WelcomePage) -> None:
    asked: list[bool] = []
    welcome.sound_asked.connect(lambda: asked.append(True))
    press(welcome.sound_button)
    welcome.show_sound("Sound goes to the speakers.")
    assert asked == [True]
    assert "Sound goes to the speakers." in words_on(welcome)


# --- safety ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def safety(look: Look, qtbot: QtBot, texts: SafetyTexts) -> SafetyPage:
    page = SafetyPage(look, texts, EMERGENCY, PRECAUTIONS)
    qtbot.addWidget(page)
    page.show_safety("XX", frozenset({"fever"}), [("wall-plank", "Wall <b>plank</b>", "left out")])
    return page


def test_everything_about_safety_is_always_there(safety: SafetyPage, texts: SafetyTexts) -> None:
    said, rules = words_on(safety), texts.stop_rules
    items = (*rules.get_help.items, *rules.rest.items, *rules.ease_off.items, *rules.fine.items)
    lines = (*items, *texts.heat_cold, *texts.breath, *texts.medicine_note, *texts.warning_signs.emergency.items)
    assert [line for line in lines if line not in said] == []
    assert "Call 987." in said


def test_what_applies_is_ticked_and_told_when_it_changes(safety: SafetyPage) -> None:
    told: list[tuple[str, bool]] = []
    safety.applies_changed.connect(lambda code, applies: told.append((code, applies)))
    ticks = {tick.accessibleName(): tick for tick in safety.findChildren(Tick)}
    assert {name: tick.isChecked() for name, tick in ticks.items()} == {
        "Poor balance": False,
        "A high temperature": True,
    }
    press(ticks["Poor balance"])
    QTest.keyClick(ticks["A high temperature"], Qt.Key.Key_Return)
    assert told == [("balance", True), ("fever", False)]


def test_what_is_left_out_can_be_taken_back_and_is_shown_letter_by_letter(safety: SafetyPage) -> None:
    asked: list[str] = []
    safety.back_in_asked.connect(asked.append)
    assert "Wall <b>plank</b>: left out" in words_on(safety)
    press(button(safety, "Do Wall <b>plank</b> again"))
    assert asked == ["wall-plank"]


# --- the menu --------------------------------------------------------------------------------------------------------


def test_a_menu_says_words_from_files_letter_by_letter(look: Look, qtbot: QtBot) -> None:
    done: list[str] = []
    more = MenuButton(look, "More")
    qtbot.addWidget(more)
    acts: dict[str, Callable[[], object]] = {"Push & <b>pull</b>": lambda: done.append("x")}
    for words, act in acts.items():
        more.add(words, act)
    [action] = more.menu.actions()
    assert action.text() == "Push && <b>pull</b>"
    action.trigger()
    assert done == ["x"]
