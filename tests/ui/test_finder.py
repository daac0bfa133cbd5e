"""The choice of one or more, and the line above the library."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app import paths
from app.play.finding import NOTHING, Wanted
from app.play.library import Overview, overviews
from app.routine.catalog import load
from app.routine.texts import precautions
from app.ui.kit.button import Button
from app.ui.kit.choice import Choice
from app.ui.pages.finder import Finder
from app.ui.theme import Look


@pytest.fixture
def choice(look: Look, qtbot: QtBot) -> Choice:
    choice = Choice(look, "Area")
    choice.offer([("neck", "Neck"), ("chest", "Chest"), ("hips", "Hips")])
    qtbot.addWidget(choice)
    choice.show()
    return choice


def panel_of(choice: Choice) -> QWidget:
    panel = QApplication.activePopupWidget()
    assert panel is not None
    assert panel.parentWidget() is choice
    return panel


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or widget, key)


def test_a_choice_tells_what_is_chosen_and_counts_when_it_is_much(choice: Choice) -> None:
    assert (choice.label, choice.isChecked()) == ("Area", False)
    for value, label in (
        ("hips", "Area: Hips"),
        ("neck", "Area: Neck, Hips"),
        ("chest", "Area: Neck, Chest and 1 more"),
    ):
        choice.choose(value)
        assert choice.label == label
    assert choice.isChecked()
    assert choice.chosen == ("neck", "chest", "hips")


def test_choosing_again_gives_up_and_one_of_a_kind_takes_the_others_place(look: Look, qtbot: QtBot) -> None:
    choice = Choice(look, "Length", several=False)
    qtbot.addWidget(choice)
    choice.offer([(1, "Short"), (2, "Long")])
    told: list[tuple[object, ...]] = []
    choice.changed.connect(lambda: told.append(choice.chosen))
    for value in (1, 2, 2):
        choice.choose(value)
    assert told == [(1,), (2,), ()]
    assert choice.label == "Length"


def test_what_is_no_longer_offered_is_no_longer_chosen(choice: Choice) -> None:
    choice.choose("hips")
    choice.offer([("neck", "Neck")])
    assert choice.chosen == ()


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)  # off screen
def test_the_panel_is_driven_by_keys_and_stays_open_for_more(choice: Choice, qtbot: QtBot) -> None:
    told: list[tuple[object, ...]] = []
    choice.changed.connect(lambda: told.append(choice.chosen))
    press(choice, Qt.Key.Key_Space)
    panel = panel_of(choice)
    press(panel, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Up)
    assert told == [("neck",), ("neck", "hips")]
    assert panel.isVisible()
    assert [(one.label, one.isChecked()) for one in panel.findChildren(Button)] == [
        ("Neck", True),
        ("Chest", False),
        ("Hips", True),
    ]
    press(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert choice.chosen == ("neck", "hips")


@pytest.fixture
def finder(look: Look, qtbot: QtBot) -> Finder:
    holder = QWidget()
    finder = Finder(look)
    QVBoxLayout(holder).addWidget(finder)
    qtbot.addWidget(holder)
    catalog = load(paths.ROUTINES, Path("nowhere"), precautions(paths.ASSETS))
    finder.offer([one for one in overviews(catalog) if isinstance(one, Overview)])
    holder.show()
    finder.holder = holder  # type: ignore[attr-defined]  # or it would go with this function
    return finder


def test_every_part_of_the_line_says_what_is_wanted(finder: Finder) -> None:
    told: list[Wanted] = []
    finder.changed.connect(lambda: told.append(finder.wanted))
    QTest.keyClicks(finder.words, "neck")
    finder.areas.choose("upper back")
    finder.kinds.choose("stretch")
    finder.length.choose((6, 10))
    finder.place.choose("no floor")
    finder.equipment.choose(NOTHING)
    QTest.mouseClick(finder.favourites, Qt.MouseButton.LeftButton)
    assert told[3] == Wanted(words="neck")
    assert told[-1] == Wanted(
        "neck",
        frozenset({"upper back"}),
        frozenset({"stretch"}),
        (6, 10),
        frozenset({NOTHING}),
        "no floor",
        favourites=True,
    )


def test_show_all_appears_with_the_first_wish_and_takes_every_one_away(finder: Finder) -> None:
    finder.tell_count(8, 8)
    assert not finder.clear_button.isVisible()
    finder.kinds.choose("breath")
    finder.words.setText("x")
    finder.tell_count(0, 8)
    assert finder.clear_button.isVisible()
    told: list[Wanted] = []
    finder.changed.connect(lambda: told.append(finder.wanted))
    QTest.mouseClick(finder.clear_button, Qt.MouseButton.LeftButton)
    assert told == [Wanted()]


def test_asked_for_kinds_nothing_else_is_looked_for(finder: Finder) -> None:
    finder.words.setText("x")
    finder.ask(Wanted(kinds=frozenset({"breath"})))
    assert finder.wanted == Wanted(kinds=frozenset({"breath"}))
    told: list[Wanted] = []
    finder.changed.connect(lambda: told.append(finder.wanted))
    finder.ask(Wanted())
    assert told == [Wanted()]
