"""The strip: true to time, told in words under the pointer and by arrows, and never gone by at once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.player.strip import Strip
from app.ui.theme import Look
from tests.play.fakes import step, timeline
from tests.ui.everywhere import point_at

LINE = timeline(step("neck"), {"step": "rest", "rest": 20.0}, step("walk"))  # 20 + 5 + 20 + 20 + 30 s
Key = Qt.Key


class Shown:
    """A strip on a page that keeps the keys it is left."""

    def __init__(self, look: Look) -> None:
        self.page = Page()
        self.said: list[str] = []
        self.strip = Strip(look, announce=lambda _, sentence: self.said.append(sentence))
        self.told: list[tuple[str, str]] = []
        self.asked: list[int] = []
        self.strip.told.connect(lambda when, what: self.told.append((when, what)))
        self.strip.asked.connect(self.asked.append)
        column = QVBoxLayout(self.page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strip)
        self.page.resize(950, 60)
        self.move(0, 0.0)

    def move(self, index: int, offset_s: float) -> None:
        self.strip.show_place(LINE.segments, LINE.parts, index, offset_s)

    def at(self, seconds: float) -> int:
        return round(self.strip.width() * seconds / LINE.total_s)

    def press(self, *keys: Key) -> None:
        for key in keys:
            QTest.keyClick(self.strip, key)


class Page(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: object) -> None:
        self.keys.append(event.key())  # type: ignore[attr-defined]


@pytest.fixture
def shown(look: Look, qtbot: QtBot) -> Iterator[Shown]:
    shown = Shown(look)
    qtbot.addWidget(shown.page)
    shown.page.show()
    shown.page.activateWindow()
    qtbot.waitUntil(shown.page.isActiveWindow)
    shown.page.setFocus()  # Qt gives it to the first that takes it
    yield shown
    shown.page.close()


def test_segments_are_as_wide_as_they_are_long(shown: Shown) -> None:
    boxes = [box for _, box in shown.strip._boxes()]
    scale = shown.strip.width() / LINE.total_s

    for box, segment in zip(boxes, LINE.segments, strict=True):
        assert box.width() == pytest.approx(segment.about_s * scale - 2.0)
    assert boxes[-1].right() == pytest.approx(shown.strip.width() - 2.0)


def test_the_pointer_tells_what_is_there_and_when_until_it_leaves(shown: Shown) -> None:
    point_at(shown.strip, shown.at(70.0))
    assert shown.told[-1] == ("In 1:05", "Walk, 30 s")
    point_at(shown.strip, shown.at(30.0))
    assert shown.told[-1] == ("In 0:20", "Neck, left side, 25 s")
    QApplication.sendEvent(shown.strip, QEvent(QEvent.Type.Leave))

    assert shown.told[-1] == ("", "")


def test_what_is_pointed_at_is_told_anew_as_time_passes(shown: Shown) -> None:
    point_at(shown.strip, shown.at(70.0))

    shown.move(0, 5.0)

    assert shown.told[-1] == ("In 1:00", "Walk, 30 s")


def test_a_click_asks_to_go_there(shown: Shown) -> None:
    QTest.mouseClick(shown.strip, Qt.MouseButton.LeftButton, pos=QPoint(shown.at(70.0), 8))
    walk = LINE.segments[-1].station
    assert shown.asked == [walk]


def test_arrows_choose_a_step_and_say_it_and_enter_asks_to_go_there(shown: Shown) -> None:
    shown.strip.setFocus()
    assert shown.told[-1] == ("Now", "Neck, right side, 20 s")
    shown.press(Key.Key_Right)
    assert shown.told[-1] == ("In 0:20", "Neck, left side, 25 s")
    assert shown.said[-1] == "Neck, left side, 25 s, In 0:20"
    shown.press(Key.Key_End, Key.Key_Right, Key.Key_Left)
    assert shown.told[-1] == ("In 0:45", "Rest, 20 s")
    assert shown.asked == []

    shown.press(Key.Key_Return)

    assert shown.asked == [LINE.segments[-2].station]


def test_every_other_key_is_left_to_the_page(shown: Shown) -> None:
    shown.strip.setFocus()
    keys = [Key.Key_Space, Key.Key_M, Key.Key_PageDown, Key.Key_Escape]

    shown.press(*keys, Key.Key_Right)

    assert shown.page.keys == keys


def test_when_the_focus_leaves_what_is_next_stands_again(shown: Shown) -> None:
    shown.strip.setFocus()
    shown.strip.clearFocus()

    assert shown.told[-1] == ("", "")


def test_only_what_changed_is_painted(shown: Shown, qtbot: QtBot) -> None:
    painted: list[int] = []

    class Watched(Strip):
        def paintEvent(self, event: object) -> None:
            painted.append(event.rect().width())  # type: ignore[attr-defined]
            super().paintEvent(event)  # type: ignore[arg-type]

    strip = Watched(shown.strip._look)
    qtbot.addWidget(strip)
    strip.resize(950, 30)
    strip.show_place(LINE.segments, LINE.parts, 0, 5.0)
    strip.show()
    qtbot.waitUntil(lambda: bool(painted))
    painted.clear()

    strip.show_place(LINE.segments, LINE.parts, 0, 5.001)
    strip.show_place(LINE.segments, LINE.parts, 0, 5.5)
    qtbot.waitUntil(lambda: bool(painted))

    assert painted == [pytest.approx(13, abs=3)]
