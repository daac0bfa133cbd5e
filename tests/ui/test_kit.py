"""The widget kit: plain text, enough room, keyboard and names, and freed when closed."""

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.kit import (
    Bullet,
    Button,
    Card,
    CardButton,
    Chip,
    EmptyState,
    Flow,
    Label,
    Line,
    Page,
    Picture,
    heading,
    muted,
    title,
)
from app.ui.kit.field import Field, NoteInput, Row, TextInput
from app.ui.kit.pain import PainScale, pain_tint, pain_word
from app.ui.kit.paint import plain_tip
from app.ui.kit.select import Select
from app.ui.kit.slider import Slider
from app.ui.kit.tick import Tick
from app.ui.kit.toast import Toast
from app.ui.theme import Look

TAGGED = "<b>bold</b> &amp; <img src=x> & more"
LONG = "Lean the head to the right and let the left shoulder sink, as far as it is only a pull. " * 3


def shown(qtbot: QtBot, widget: QWidget) -> None:
    """Put a widget on screen as its own active window."""
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def press(widget: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(widget, key)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


# Text


def texts_of(look: Look, window: QWidget) -> list[QWidget]:
    toast = Toast(look, window)
    toast.say(TAGGED)
    field = Field(look, TAGGED, QLineEdit(), hint=TAGGED)
    return [toast, title(TAGGED), muted(TAGGED), Chip(look, TAGGED), field, EmptyState(look, "note", TAGGED)]


def test_tags_in_any_text_are_shown_letter_by_letter(look: Look, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    widgets = texts_of(look, window)
    labels = [
        label for widget in widgets for label in (*widget.findChildren(QLabel), widget) if isinstance(label, QLabel)
    ]
    assert len(labels) == 7
    for label in labels:
        assert label.text() == TAGGED
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_tooltip_cannot_be_taken_for_html(look: Look, qtbot: QtBot) -> None:
    button = Button(look, TAGGED, icon="mute", bare=True)
    qtbot.addWidget(button)
    assert "<b>" not in button.toolTip()
    assert "&lt;b&gt;" in button.toolTip()
    button.set_off("<i>why</i>")
    assert button.toolTip() == "<span>&lt;i&gt;why&lt;/i&gt;</span>"


def test_a_buttons_name_may_hold_an_ampersand(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Neck & shoulders")
    qtbot.addWidget(button)
    assert button.accessibleName() == button.label == "Neck & shoulders"
    assert button.shortcut().isEmpty()


# Room


def long_page(look: Look) -> Page:
    page = Page(look)
    card = Card(look)
    for label in (title(LONG), heading(LONG), muted(LONG)):
        card.layout_.addWidget(label)
    cards = Flow(gap=16, column_px=240)
    for _ in range(3):
        button = CardButton(look, "A routine")
        button.layout_.addWidget(muted(LONG))
        cards.addWidget(button)
    page.body.addWidget(card)
    page.body.addLayout(cards)
    page.body.addWidget(EmptyState(look, "history", LONG))
    page.body.addWidget(Field(look, "Note", NoteInput(), hint=LONG))
    return page


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [520, 760, 1400])
def test_text_that_wraps_gets_the_height_it_needs(look: Look, qtbot: QtBot, width: int, scale: float) -> None:
    look.apply("light", scale)
    page = long_page(look)
    page.resize(width, 500)
    shown(qtbot, page)
    labels = page.findChildren(Label)
    assert len([label for label in labels if label.wordWrap() and label.text() == LONG]) == 8
    assert [label.text() for label in labels if label.height() < label.heightForWidth(label.width())] == []


def test_text_still_has_its_height_after_the_text_was_made_larger(look: Look, qtbot: QtBot) -> None:
    page = long_page(look)
    page.resize(760, 500)
    shown(qtbot, page)
    before = sum(label.height() for label in page.findChildren(Label))
    look.apply("dark", 2.0)
    labels = page.findChildren(Label)
    qtbot.waitUntil(
        lambda: (
            sum(label.height() for label in labels) > 2 * before
            and all(label.height() >= label.heightForWidth(label.width()) for label in labels)
        )
    )


def test_one_endless_word_does_not_push_a_page_wide(look: Look, qtbot: QtBot) -> None:
    page = Page(look)
    page.body.addWidget(muted("x" * 2000))
    page.resize(500, 400)
    shown(qtbot, page)
    assert page.horizontalScrollBar().maximum() == 0
    assert page.verticalScrollBar().maximum() > 0


def test_controls_are_large_enough_to_hit_and_grow_with_the_text(look: Look, qtbot: QtBot) -> None:
    scale = PainScale(look)
    widgets: list[QWidget] = [
        Button(look, "Go"),
        Button(look, "Mute", icon="mute", bare=True),
        *scale.findChildren(Button),
    ]
    widgets += scale._options
    sizes = [widget.sizeHint() for widget in widgets]
    assert all(size.width() >= 32 and size.height() >= 32 for size in sizes)
    look.apply("light", 2.0)
    for widget, size in zip(widgets, sizes, strict=True):
        assert widget.sizeHint().height() > 1.5 * size.height()
    qtbot.addWidget(scale)


def test_a_flow_starts_a_new_row_where_the_next_one_does_not_fit(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    flow = Flow(host, gap=8)
    chips = [Chip(look, "A chip of words") for _ in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    wide = chips[0].sizeHint().width()
    host.resize(3 * wide + 2 * 8, 400)
    shown(qtbot, host)
    assert [chip.y() == chips[0].y() for chip in chips] == [True] * 3 + [False] * 3
    assert flow.heightForWidth(host.width()) == 2 * chips[0].height() + 8
    chips[1].hide()
    flow.activate()
    assert chips[3].y() == chips[0].y()


def test_a_flow_with_columns_shares_the_width_and_makes_rows_even(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    flow = Flow(host, gap=10, column_px=200)
    cards = [Card(look) for _ in range(3)]
    for card, text in zip(cards, ("short", LONG, "short"), strict=True):
        card.layout_.addWidget(muted(text))
        flow.addWidget(card)
    host.resize(510, 900)
    shown(qtbot, host)
    assert [card.width() for card in cards] == [250, 250, 250]
    assert cards[0].height() == cards[1].height() > cards[2].height()


@pytest.mark.parametrize("width", [-40, -1, 0, 1])
def test_things_side_by_side_have_a_height_even_where_there_is_no_room_at_all(
    look: Look, qtbot: QtBot, width: int
) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = Flow(host, gap=8)
    for words in ("one", "two", "three"):
        flow.addWidget(Button(look, words))
    host.show()
    assert flow.heightForWidth(width) > 0


# Keyboard and names


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_and_a_card_are_pressed_by_space_and_enter(look: Look, qtbot: QtBot, key: Qt.Key) -> None:
    for widget in (Button(look, "Start"), CardButton(look, "Desk reset, 5 minutes")):
        shown(qtbot, widget)
        with qtbot.waitSignal(widget.clicked, timeout=0):
            press(widget, key)


def test_a_click_on_the_words_of_a_card_presses_the_card(look: Look, qtbot: QtBot) -> None:
    card = CardButton(look, "Desk reset, 5 minutes")
    words = heading("Desk reset")
    card.layout_.addWidget(words)
    shown(qtbot, card)
    with qtbot.waitSignal(card.clicked, timeout=0):
        QTest.mouseClick(words, Qt.MouseButton.LeftButton)


def test_a_click_leaves_the_focus_where_it_was(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    line, button = QLineEdit(), Button(look, "Save")
    column.addWidget(line)
    column.addWidget(button)
    shown(qtbot, host)
    line.setFocus()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert focused() is line


def picture_of(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_focus_can_be_seen_on_everything_that_takes_it(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    scale = PainScale(look)
    kinds = [Button(look, "Save", kind=kind) for kind in ("primary", "secondary", "quiet", "danger", "nav")]
    widgets: list[QWidget] = [*kinds, CardButton(look, "A card"), TextInput(look), NoteInput(), scale]
    for widget in widgets:
        column.addWidget(widget)
    shown(qtbot, host)
    for widget in [*widgets[:-1], scale._options[0]]:
        kinds[1 if widget is kinds[0] else 0].setFocus(Qt.FocusReason.TabFocusReason)
        without = picture_of(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        assert widget.hasFocus()
        ring = picture_of(widget)
        row = ring.height() // 2
        assert without != ring
        assert look.colour("focus").name() in {ring.pixelColor(x, row).name() for x in range(3)}


def test_a_button_that_is_off_says_why(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "+10 s")
    qtbot.addWidget(button)
    button.set_off("A warm pack stays on 20 minutes at most.")
    assert not button.isEnabled()
    assert button.accessibleDescription() == "A warm pack stays on 20 minutes at most."
    assert "20 minutes" in button.toolTip()
    button.set_off("")
    assert button.isEnabled()
    assert button.toolTip() == button.accessibleDescription() == ""


def test_a_bare_button_keeps_its_name(look: Look, qtbot: QtBot) -> None:
    button = Button(look, "Mute", icon="mute", bare=True)
    qtbot.addWidget(button)
    assert button.accessibleName() == "Mute"
    assert "Mute" in button.toolTip()
    button.set_label("Sound on", icon="sound")
    assert button.accessibleName() == "Sound on"
    assert "Sound on" in button.toolTip()


def test_everything_that_takes_the_focus_has_a_name(look: Look, qtbot: QtBot) -> None:
    page = long_page(look)
    page.body.addWidget(Field(look, "Pain after", PainScale(look)))
    page.body.addWidget(EmptyState(look, "note", "Nothing here yet.", action="Open the library"))
    qtbot.addWidget(page)
    takers = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.objectName().startswith("qt_")
    ]
    assert len(takers) >= 6
    assert [type(widget).__name__ for widget in takers if not widget.accessibleName()] == []


# The pain scale


def tab_stops(scale: PainScale) -> list[QWidget]:
    return [option for option in scale._options if option.focusPolicy() & Qt.FocusPolicy.TabFocus]


@pytest.mark.parametrize("width", [200, 900])
def test_the_scale_is_one_tab_stop_and_moves_by_arrows_home_end_and_digits(
    look: Look, qtbot: QtBot, width: int
) -> None:
    scale = PainScale(look)
    scale.resize(width, 400)
    shown(qtbot, scale)
    assert tab_stops(scale) == [scale._options[0]]
    picked: list[int] = []
    scale.picked.connect(picked.append)
    scale.setFocus(Qt.FocusReason.TabFocusReason)
    for key in (
        Qt.Key.Key_Space,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_7,
        Qt.Key.Key_Home,
    ):
        press(focused(), key)
    assert picked == [0, 0, 1, 2, 10, 10, 9, 7, 0]
    assert scale.value() == 0
    assert tab_stops(scale) == [focused()]


def test_the_scale_begins_empty_and_can_be_emptied(look: Look, qtbot: QtBot) -> None:
    scale = PainScale(look)
    shown(qtbot, scale)
    picked: list[int] = []
    scale.picked.connect(picked.append)
    assert scale.value() is None
    scale.set_value(6)
    assert scale.value() == 6
    scale.set_value(None)
    assert scale.value() is None
    assert picked == []
    assert tab_stops(scale) == [scale._options[0]]


def test_any_part_of_a_number_can_be_clicked(look: Look, qtbot: QtBot) -> None:
    scale = PainScale(look)
    shown(qtbot, scale)
    option = scale._options[8]
    with qtbot.waitSignal(scale.picked, timeout=0) as said:
        QTest.mouseClick(option, Qt.MouseButton.LeftButton, pos=option.rect().bottomRight())
    assert said.args == [8]


def test_each_number_says_its_word_and_has_the_colour_of_the_scale(look: Look, qtbot: QtBot) -> None:
    scale = PainScale(look)
    qtbot.addWidget(scale)
    names = [option.accessibleName() for option in scale._options]
    assert names[0] == "0, no pain"
    assert (names[3], names[4], names[10]) == ("3, mild pain", "4, moderate pain", "10, strong pain")
    assert [pain_tint(pain) for pain in range(11)] == ["accent"] * 4 + ["warning"] * 2 + ["danger"] * 5
    assert [pain_word(pain) for pain in (0, 3, 5, 6)] == ["none", "mild", "moderate", "strong"]


# Fields and toasts


def test_a_field_names_its_editor_and_tells_its_hint_or_its_problem(look: Look, qtbot: QtBot) -> None:
    line = TextInput(look, icon="search", placeholder="Search")
    field = Field(look, "Get-ready time", line, hint="Up to 60 s.")
    field.resize(600, 200)
    shown(qtbot, field)
    assert line.accessibleName() == "Get-ready time"
    assert field.label.buddy() is line
    assert field.remark == line.accessibleDescription() == "Up to 60 s."
    calm = picture_of(line)
    field.set_problem("That is too long; write up to 60 s.")
    assert field.remark == line.accessibleDescription() == "That is too long; write up to 60 s."
    assert picture_of(line) != calm
    field.set_problem("")
    assert field.remark == "Up to 60 s."
    assert picture_of(line) == calm


class Window:
    """A window with a toast, and what the toast said to screen readers."""

    def __init__(self, look: Look, qtbot: QtBot) -> None:
        self.heard: list[str] = []
        self.undone: list[str] = []
        self.widget = QWidget()
        self.widget.resize(600, 400)
        self.line = QLineEdit(self.widget)
        self.toast = Toast(look, self.widget, announce=self.hear)
        shown(qtbot, self.widget)

    def hear(self, widget: QWidget, text: str) -> None:
        self.heard.append(text)

    def undo_one(self) -> None:
        self.undone.append("one")

    def undo_two(self) -> None:
        self.undone.append("two")

    @property
    def action(self) -> Button:
        return next(button for button in self.toast.findChildren(Button) if button.label in ("Undo", "Undo both"))


def test_a_toast_is_seen_and_heard_and_leaves_the_focus_alone(look: Look, qtbot: QtBot) -> None:
    window = Window(look, qtbot)
    window.line.setFocus()
    window.toast.say("Session deleted.", "Undo", window.undo_one)
    assert window.toast.isVisible()
    assert window.heard == ["Session deleted. Undo"]
    assert focused() is window.line
    assert window.widget.rect().contains(window.toast.geometry())


def test_a_toast_goes_away_when_its_time_is_over(look: Look, qtbot: QtBot) -> None:
    window = Window(look, qtbot)
    window.toast.say("Saved.")
    assert (window.toast.timer.interval(), window.toast.timer.isActive()) == (6000, True)
    window.toast.timer.timeout.emit()
    assert not window.toast.isVisible()


def test_several_sentences_at_once_are_told_apart_and_stand_longer(look: Look, qtbot: QtBot) -> None:
    window = Window(look, qtbot)
    window.toast.say("One <b>is</b> this.\nThe other is that.")
    assert window.toast.timer.interval() == 10_000
    assert window.toast.findChildren(Label)[0].text() == "•  One <b>is</b> this.\n•  The other is that."
    assert window.heard[-1] == "One <b>is</b> this. The other is that."


def test_a_toast_stays_while_the_focus_is_on_it(look: Look, qtbot: QtBot) -> None:
    window = Window(look, qtbot)
    window.toast.say("Session deleted.", "Undo", window.undo_one)
    window.action.setFocus(Qt.FocusReason.TabFocusReason)
    window.toast.timer.timeout.emit()
    assert window.toast.isVisible()
    assert window.toast.timer.isActive()


def test_a_toasts_action_is_done_once_and_only_the_last_one(look: Look, qtbot: QtBot) -> None:
    window = Window(look, qtbot)
    window.toast.say("One deleted.", "Undo", window.undo_one)
    window.toast.say("Two deleted.", "Undo both", window.undo_two)
    action = window.action
    action.click()
    action.click()
    assert window.undone == ["two"]
    assert not window.toast.isVisible()


def test_a_long_toast_wraps_inside_its_window_and_follows_its_size(look: Look, qtbot: QtBot) -> None:
    window = Window(look, qtbot)
    window.toast.say(LONG)
    assert window.widget.rect().contains(window.toast.geometry())
    words = next(label for label in window.toast.findChildren(Label))
    assert words.height() >= words.heightForWidth(words.width())
    window.widget.resize(420, 600)
    assert window.widget.rect().contains(window.toast.geometry())


# Theme changes and freedom


def test_a_change_of_theme_reaches_what_is_already_on_screen(look: Look, qtbot: QtBot) -> None:
    button, words = Button(look, "Start", kind="primary"), heading("Now")
    for widget in (button, words):
        shown(qtbot, widget)
    for name in ("light", "dark"):
        look.apply("dark" if name == "dark" else "light")
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # wherever the pointer happens to be
        fill = picture_of(button).pixelColor(button.width() // 2, 4)
        assert fill.name() == look.colour("accent").name()
        assert words.palette().color(words.foregroundRole()).name() == look.colour("text").name()


def test_an_empty_states_action_is_passed_on(look: Look, qtbot: QtBot) -> None:
    empty = EmptyState(look, "history", "Nothing here yet.", action="Open the library")
    qtbot.addWidget(empty)
    assert empty.action is not None
    with qtbot.waitSignal(empty.acted, timeout=0):
        empty.action.click()


MAKERS: dict[str, Callable[[Look], QWidget]] = {
    "page": long_page,
    "button": lambda look: Button(look, "Start", icon="play"),
    "chip": lambda look: Chip(look, "Heat", icon="heat", tint="heat"),
    "scale": PainScale,
    "picture": lambda look: Picture(look, "heat"),
    "field": lambda look: Field(look, "Search", TextInput(look, icon="search")),
    "slider": lambda look: Row(look, "Volume", Slider(look, 0, 100, 5, str)),
    "select": lambda look: Row(look, "Device", Select(look)),
    "empty": lambda look: EmptyState(look, "history", "Nothing.", action="Open"),
}


@pytest.mark.parametrize("name", MAKERS)
def test_each_is_freed_when_it_is_closed(look: Look, qapp: QApplication, name: str) -> None:
    widget = MAKERS[name](look)
    widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    widget.show()
    gone: list[str] = []
    widget.destroyed.connect(lambda: gone.append(name))
    trace = weakref.ref(widget)
    widget.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del widget
    gc.collect()
    assert gone == [name]
    assert trace() is None


def test_a_toast_is_freed_with_its_window(look: Look, qapp: QApplication) -> None:
    window = QWidget()
    toast = Toast(look, window)
    toast.say("Saved.", "Undo", window.update)
    traces: list[weakref.ref[QWidget]] = [weakref.ref(window), weakref.ref(toast)]
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    del window, toast
    gc.collect()
    assert [trace() for trace in traces] == [None, None]


def test_a_button_with_a_very_long_name_is_cut_and_tells_the_whole_name_in_its_tooltip(
    look: Look, qtbot: QtBot
) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    flow = Flow(room)
    long, short = Button(look, "All of it & <b>more</b> " * 3), Button(look, "Yes")
    for button in (long, short):
        flow.addWidget(button)
    assert room.minimumSizeHint().width() <= 240
    room.resize(300, 200)
    room.show()
    assert long.width() == 300
    assert long.toolTip() == plain_tip(long.label)
    assert (short.width(), short.toolTip()) == (short.sizeHint().width(), "")
    long.set_label("No")
    room.resize(301, 200)
    assert long.toolTip() == ""


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_lines_of_a_bullet_begin_after_its_dot_and_all_are_shown(look: Look, qtbot: QtBot, scale: float) -> None:
    look.apply("light", scale)
    bullet = Bullet("Take it off when the skin is white, very red, or numb, and look at it again after ten minutes.")
    shown(qtbot, bullet)
    bullet.setFixedWidth(300)
    bullet.setFixedHeight(bullet.heightForWidth(300))
    image, high, paper = bullet.grab().toImage(), bullet.fontMetrics().height(), look.colour("background")
    inked = {
        (x, y) for x in range(round(0.8 * high)) for y in range(bullet.height()) if image.pixelColor(x, y) != paper
    }
    assert inked, "no dot"
    assert max(y for _, y in inked) < high  # beside the first line, and no word below it
    assert bullet.height() >= 3 * high
    assert bullet.accessibleName().startswith("Take it off")


def test_a_line_that_has_no_room_is_cut_and_its_tooltip_has_the_whole(look: Look, qtbot: QtBot) -> None:
    line = Line(LONG)
    shown(qtbot, line)
    line.resize(120, line.sizeHint().height())
    qtbot.waitUntil(lambda: bool(line.toolTip()))

    assert line.toolTip() == plain_tip(LONG)
    assert line.minimumSizeHint().width() < 100
    line.setText("Neck")
    qtbot.waitUntil(lambda: not line.toolTip())


def test_what_is_measured_by_the_theme_gets_more_room_when_the_text_grows(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    row = QHBoxLayout(host)
    picture, select = Picture(look, "info"), Select(look)
    select.offer([("a", "One of several")])
    parts: list[QWidget] = [picture, select, Slider(look, 0, 10, 1, str), Button(look, "Start", icon="play")]
    parts += [Tick(look, "Wall"), Chip(look, "Neck"), NoteInput(), PainScale(look)]
    for part in parts:
        row.addWidget(part)
    shown(qtbot, host)
    look.apply("light", 2.0)
    qtbot.waitUntil(lambda: all(part.height() >= part.sizeHint().height() for part in parts))  # Qt sees to that
    assert picture.width() == 48
