"""The parts of the kit that settings are made of: the slider, the select, and the row that holds them."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit import Button, Flow, Label
from app.ui.kit.field import Row
from app.ui.kit.select import Select
from app.ui.kit.slider import Slider
from app.ui.theme import Look

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


@pytest.fixture
def slider(look: Look, qtbot: QtBot) -> Slider:
    slider = Slider(look, 30, 100, 5, lambda value: f"{value} %")
    slider.show_value(50)
    slider.resize(400, slider.sizeHint().height())
    shown(qtbot, slider)
    return slider


@pytest.fixture
def select(look: Look, qtbot: QtBot) -> Select:
    select = Select(look)
    select.offer([("", "The first"), ("a", "Anna & <b>Bob"), ("c", "Carl")])
    shown(qtbot, select)
    return select


def heard(slider: Slider) -> list[int]:
    values: list[int] = []
    slider.valueChanged.connect(values.append)
    return values


def turn_wheel(widget: QWidget) -> bool:
    """Turn the wheel over a widget that has the focus; return whether it took that for itself."""
    widget.setFocus()
    where = QPointF(widget.rect().center())
    event = QWheelEvent(
        where,
        widget.mapToGlobal(where),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


# --- the slider ------------------------------------------------------------------------------------------------------


def test_a_slider_goes_by_keys_in_steps_and_tells_each(slider: Slider) -> None:
    values = heard(slider)
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_PageUp, Key.Key_End, Key.Key_Right, Key.Key_Home):
        QTest.keyClick(slider, key)
    assert values == [55, 50, 45, 65, 100, 30]
    assert slider.words == "30 %"


def test_a_slider_that_is_dragged_tells_only_where_it_was_let_go(slider: Slider) -> None:
    values = heard(slider)
    middle = slider.height() // 2
    QTest.mousePress(slider, LEFT, pos=QPoint(10, middle))
    assert slider.words == "30 %"
    QTest.mouseMove(slider, QPoint(200, middle))
    assert (values, slider.sliderPosition() % 5) == ([], 0)
    QTest.mouseRelease(slider, LEFT, pos=QPoint(200, middle))
    assert values == [slider.sliderPosition()]
    QTest.mouseClick(slider, LEFT, pos=QPoint(399, middle))
    assert values[1:] == [100]


def test_a_slider_is_shown_a_value_without_telling_it(slider: Slider) -> None:
    values = heard(slider)
    slider.show_value(83)
    assert (slider.words, values) == ("83 %", [])


def test_a_slider_keeps_room_for_its_longest_words_and_grows_with_the_text(look: Look, slider: Slider) -> None:
    small = slider.minimumSizeHint()
    at_most = Slider(look, 30, 100, 5, lambda value: f"{value} %")
    at_most.show_value(100)
    assert at_most.minimumSizeHint() == small
    assert small.height() >= 32
    look.apply("light", 2.0)
    large = slider.minimumSizeHint()
    assert large.height() > 1.5 * small.height()
    assert large == at_most.minimumSizeHint() == Slider(look, 30, 100, 5, lambda value: f"{value} %").minimumSizeHint()


# --- the select ------------------------------------------------------------------------------------------------------


def test_a_select_tells_what_is_taken_by_keys(select: Select) -> None:
    taken: list[object] = []
    select.picked.connect(taken.append)
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Home, Key.Key_C):
        QTest.keyClick(select, key)
    assert taken == ["a", "c", "", "c"]


def test_a_select_is_shown_a_value_without_telling_it_be_it_on_offer_or_not(select: Select) -> None:
    taken: list[object] = []
    select.picked.connect(taken.append)
    select.show_value("a")
    assert select.currentText() == "Anna & <b>Bob"
    select.show_value("z", "Gone")
    assert (select.currentText(), select.currentData()) == ("Gone", "z")
    assert taken == []


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)  # off screen
def test_a_select_says_that_it_is_about_to_open_and_shows_its_longest_words_whole(look: Look, select: Select) -> None:
    long = "A voice with a name that is longer than anybody would wish for"
    select.about_to_open.connect(lambda: select.offer([("", long)]))
    select.resize(140, select.sizeHint().height())
    select.showPopup()
    assert select.itemText(0) == long
    assert select.view().width() > select.view().fontMetrics().horizontalAdvance(long)
    select.hidePopup()


def test_a_select_is_cut_before_it_pushes_a_page_wide_and_large_enough_to_hit(look: Look, select: Select) -> None:
    select.offer([("", "x" * 500)])
    assert select.sizeHint().width() < 500
    assert select.minimumSizeHint().width() <= 120
    assert select.sizeHint().height() >= 32
    look.apply("light", 2.0)
    assert select.sizeHint().height() >= 64


@pytest.mark.parametrize("name", ["slider", "select"])
def test_the_wheel_over_it_scrolls_the_page_and_changes_nothing(name: str, request: pytest.FixtureRequest) -> None:
    widget = request.getfixturevalue(name)
    assert not turn_wheel(widget)
    assert (widget.value() == 50) if isinstance(widget, Slider) else (widget.currentIndex() == 0)


@pytest.mark.parametrize("name", ["slider", "select"])
def test_its_focus_can_be_seen(name: str, look: Look, request: pytest.FixtureRequest) -> None:
    widget = request.getfixturevalue(name)
    widget.clearFocus()
    without = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    ring = widget.grab().toImage()
    assert without != ring
    assert look.colour("focus").name() in {ring.pixelColor(x, ring.height() // 2).name() for x in range(3)}


# --- the row ---------------------------------------------------------------------------------------------------------


def test_a_row_has_its_label_beside_what_is_set_and_above_it_where_it_is_narrow(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    row = Row(look, "Volume", Slider(look, 0, 100, 5, str), hint="Of all cues.")
    QVBoxLayout(host).addWidget(row)
    host.resize(800, 200)
    shown(qtbot, host)
    assert row.editor.x() > row.label.geometry().right()
    host.resize(400, 300)
    qtbot.waitUntil(lambda: row.editor.y() > row.label.geometry().bottom())
    assert row.editor.accessibleName() == "Volume"
    assert row.editor.accessibleDescription() == row.remark == "Of all cues."


def test_a_button_in_a_row_is_as_wide_as_its_name(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    button = Button(look, "Open folder")
    policy = button.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Maximum)
    button.setSizePolicy(policy)
    QVBoxLayout(host).addWidget(Row(look, "History", button))
    host.resize(800, 200)
    shown(qtbot, host)
    assert button.x() > 400
    assert button.width() == button.sizeHint().width()
    host.resize(400, 200)
    qtbot.waitUntil(lambda: button.x() == 0)
    assert button.width() == button.sizeHint().width()


# --- the flow --------------------------------------------------------------------------------------------------------


def test_what_is_arranged_anew_still_gets_the_room_it_needs_when_it_grows(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    flow = Flow(host, gap=0, column_px=200)
    labels = [Label(f"{name} word " * 12) for name in "abc"]
    flow.arrange(labels)
    flow.arrange([labels[2], labels[0]])
    host.resize(200, 900)
    shown(qtbot, host)
    assert flow.count() == 3
    assert labels[2].y() < labels[0].y() < labels[1].y()
    before = [label.height() for label in labels]
    look.apply("light", 2.0)
    qtbot.waitUntil(lambda: all(label.height() > 1.5 * high for label, high in zip(labels, before, strict=True)))
