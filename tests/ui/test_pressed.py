"""Buttons that stay down say that they were pressed, whoever presses them."""

from functools import partial

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QButtonGroup

from app.ui.kit import Button
from app.ui.kit.pain import PainScale
from app.ui.theme import Look


def press_as_a_reader_does(button: QAbstractButton) -> None:
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    actions.doAction(actions.actionNames()[0])


def test_a_button_that_stays_down_is_pressed_by_a_reader_and_let_up_again(look: Look) -> None:
    button, said = Button(look, "Favourites"), list[bool]()
    button.setCheckable(True)
    button.clicked.connect(lambda: said.append(button.isChecked()))
    press_as_a_reader_does(button)
    press_as_a_reader_does(button)
    assert said == [True, False]


def test_a_click_is_said_once_and_showing_it_down_not_at_all(look: Look) -> None:
    button, said = Button(look, "Favourites"), list[bool]()
    button.setCheckable(True)
    button.clicked.connect(lambda: said.append(button.isChecked()))
    button.click()
    assert said == [True]
    button.setChecked(False)
    assert said == [True]


def test_one_of_several_is_pressed_and_the_one_it_lets_up_says_nothing(look: Look) -> None:
    group, said = QButtonGroup(), list[str]()
    buttons = [Button(look, name) for name in ("Library", "History")]
    for button in buttons:
        button.setCheckable(True)
        group.addButton(button)
        button.clicked.connect(partial(said.append, button.label))
    buttons[0].setChecked(True)
    press_as_a_reader_does(buttons[1])
    assert said == ["History"]


def test_pain_is_rated_by_a_reader(look: Look) -> None:
    scale, said = PainScale(look), list[int]()
    scale.picked.connect(said.append)
    press_as_a_reader_does(scale._options[3])
    scale._options[5].click()
    scale.set_value(7)
    assert said == [3, 5]
    assert scale.value() == 7
