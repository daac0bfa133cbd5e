"""With text at twice its size in a small window, no words are cut and no page is pushed wide, anywhere in the app."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.ui.kit import Button, Label, Line, Page
from app.ui.theme import Look
from tests.routine.written import put
from tests.ui.conftest import Desk
from tests.ui.everywhere import walk
from tests.ui.test_reachable import ROUTINE


def cut() -> Iterator[str]:
    """Say what is cut, of all that is on screen. A Line, and a button with a long name, tell the whole by a tooltip."""
    for widget in QApplication.allWidgets():
        if not widget.isVisible() or widget.size().isEmpty():
            continue
        if isinstance(widget, Page) and widget.horizontalScrollBar().maximum() > 0:
            yield f"{type(widget).__name__} is {widget.horizontalScrollBar().maximum()} px too wide"
        elif isinstance(widget, Button) and widget._is_too_narrow() and not widget._bare and not widget.toolTip():
            yield f"Button {widget.label!r} is cut"
        elif isinstance(widget, QLabel) and not isinstance(widget, Line) and widget.text():
            yield from _cut_of(widget)


def _cut_of(label: QLabel) -> Iterator[str]:
    if label.wordWrap() and label.height() < label.heightForWidth(label.width()):
        yield f"{label.text()!r} is {label.height()} px high and needs {label.heightForWidth(label.width())}"
    if not label.wordWrap() and label.width() < label.fontMetrics().horizontalAdvance(label.text()):
        yield f"{label.text()!r} is {label.width()} px wide"


@pytest.mark.parametrize(("wide", "high", "scale"), [(900, 620, 2.0), (640, 480, 1.0)])
def test_nothing_is_cut_on_any_page(
    sit_down: Callable[[], Desk], tmp_path: Path, wide: int, high: int, scale: float
) -> None:
    put(tmp_path / "routines", ROUTINE, "little.yaml")
    desk = sit_down()
    desk.app._chosen.change(text_scale=scale)
    desk.app.window.resize(wide, high)
    desk.settle()
    found = {stop: list(cut()) for stop in walk(desk, "little")}
    assert {stop: wrong for stop, wrong in found.items() if wrong} == {}


def test_what_is_cut_is_found(look: Look, qtbot: QtBot) -> None:
    label = Label("Words that take up two lines of this")
    qtbot.addWidget(label)
    label.resize(120, 200)
    label.show()
    assert list(cut()) == []
    label.resize(120, 12)
    assert len(list(cut())) == 1
    label.setWordWrap(False)
    assert len(list(cut())) == 1


def test_a_file_as_text_grows_with_all_words_and_stays_in_sight_above_its_problems(
    sit_down: Callable[[], Desk],
) -> None:
    desk = sit_down()
    workshop = desk.app._changing.workshop
    workshop.duplicate("upper-back-relief")
    desk.settle()
    view = workshop.page.text
    workshop.page.as_text.click()
    view.text.setPlainText(view.text.toPlainText().replace("exercise:", "exercize:"))
    desk.app.window.resize(900, 620)
    told, heights = {}, {}
    for scale in (1.0, 2.0):
        desk.app._chosen.change(text_scale=scale)
        desk.settle()
        told[scale] = view._problems.text().splitlines()
        heights[scale] = view.text.fontMetrics().height()
        assert view.text.height() >= 3 * heights[scale]
    assert heights[2.0] > 1.8 * heights[1.0]
    assert [line.endswith("did you mean 'exercise'?") for line in told[1.0]] == [True] * 5 + [False]
    assert told[1.0][-1] == "And 6 more."
    assert told[2.0] == [told[1.0][0], "And 10 more."]
