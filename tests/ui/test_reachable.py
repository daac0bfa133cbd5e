"""Everything one can press or fill in, on every page of the app: named, reached by Tab, large enough, seen in focus."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.kit import Button
from app.ui.theme import Look
from tests.routine.written import put
from tests.ui.conftest import Desk
from tests.ui.everywhere import walk

LEAST_PX = 32
ROUTINE = """\
schema: 1
language: en
title: A little of each
purpose: Every kind of step.
steps:
  - exercise: chin-tuck
  - exercise: neck-rotation
  - rest: 6 s
  - wait: Fetch a towel.
  - check: Look at your skin.
    question: Is it only pink?
  - exercise: heat-pack
    time: 5 min
    check_every: 1 min
"""
_KINDS = (QAbstractButton, QLineEdit, QComboBox, QAbstractSlider, QPlainTextEdit, QAbstractItemView)


def interactive() -> Iterator[QWidget]:
    """Every widget on screen that a person presses or fills in."""
    for widget in QApplication.allWidgets():
        own = isinstance(widget, _KINDS) and not isinstance(widget, QScrollBar)
        inside = widget.parent()
        part = isinstance(inside, QComboBox | QLineEdit) or widget.inherits("QComboBoxListView")
        if own and not part and widget.isVisible() and widget.isEnabled() and not widget.size().isEmpty():
            yield widget


def faults_of(widget: QWidget) -> Iterator[str]:
    """Say what is wrong with one of them."""
    spoken = QAccessible.queryAccessibleInterface(widget)
    name = widget.accessibleName() or (spoken.text(QAccessible.Text.Name) if spoken is not None else "")
    if not name.strip():
        yield "has no name"
    if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not in_a_group(widget):
        yield "is not reached by Tab"
    if min(widget.width(), widget.height()) < LEAST_PX:
        yield f"is {widget.width()} x {widget.height()} px"


def in_a_group(widget: QWidget) -> bool:
    """Whether one comes to it by arrows, from one of its group that Tab reaches."""
    return isinstance(widget, QAbstractButton) and widget.group() is not None


def faults() -> list[str]:
    """Return every fault on screen."""
    return [
        f"{type(one).__name__} {one.accessibleName()!r}: {what}" for one in interactive() for what in faults_of(one)
    ]


def test_all_one_can_press_is_named_reached_by_tab_and_large_enough(
    sit_down: Callable[[], Desk], tmp_path: Path
) -> None:
    put(tmp_path / "routines", ROUTINE, "little.yaml")
    found = {stop: faults() for stop in walk(sit_down(), "little")}
    assert {stop: wrong for stop, wrong in found.items() if wrong} == {}


SPOILS: dict[str, Callable[[Button], object]] = {
    "has no name": lambda one: one.setAccessibleName(" "),
    "is not reached by Tab": lambda one: one.setFocusPolicy(Qt.FocusPolicy.NoFocus),
    "is 31 x 40 px": lambda one: one.setFixedSize(31, 40),
}


@pytest.mark.parametrize("fault", SPOILS)
def test_what_is_spoilt_is_found(look: Look, qtbot: QtBot, fault: str) -> None:
    button = Button(look, "Start")
    qtbot.addWidget(button)
    button.show()
    assert faults() == []
    SPOILS[fault](button)
    assert [one.partition(": ")[2] for one in faults()] == [fault]


@pytest.mark.parametrize("theme", ["light", "dark", "contrast", "contrast-light"])
@pytest.mark.parametrize("kind", ["secondary", "primary", "quiet"])
def test_what_has_the_keys_is_seen(look: Look, qtbot: QtBot, theme: str, kind: str) -> None:
    look.apply(theme)  # type: ignore[arg-type]
    button = Button(look, "Start", kind=kind)  # type: ignore[arg-type]
    qtbot.addWidget(button)
    button.show()
    button.clearFocus()
    without = button.grab().toImage()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.activateWindow()
    qtbot.waitUntil(button.hasFocus)
    focused = button.grab().toImage()
    whole = QRect(0, 0, focused.width(), focused.height())
    changed = sum(
        focused.pixel(x, y) != without.pixel(x, y) for x in range(whole.width()) for y in range(whole.height())
    )
    assert changed > whole.width()
