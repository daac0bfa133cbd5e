"""One day of the plan: what is on it, and leaving out, moving or putting back each of it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.plan.today import DayPlan, Item
from app.ui.kit import Button, Flow, Label, body, muted, small
from app.ui.kit.field import Field
from app.ui.kit.select import Select
from app.ui.pages.layout import column_in
from app.ui.pages.plan.putting import time_select
from app.ui.pages.today.words import day_title, pause_words, when_words
from app.ui.pages.words import begun_large
from app.ui.theme import Look

_MOVES = 28  # days ahead one may move something to, by a choice


class DayBox(QWidget):
    """Shows one day. An Item is handed back in what is asked for."""

    skipped = Signal(object)
    put_back = Signal(object)
    moved = Signal(object, object, object)  # an Item, a date, and a time in seconds or None

    moving: "Moving | None" = None

    def __init__(self, look: Look, title_of: Callable[[str], str | None]) -> None:
        super().__init__()
        self._look, self._title_of = look, title_of
        self._column: QVBoxLayout = column_in(self, look, 1)
        self._parts: list[QWidget] = []

    def show_day(self, plan: DayPlan, words: str, today: date) -> None:
        """Show a day; `words` tell which it is, and how it stands."""
        self.moving = None
        for old in self._parts:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = [Label(words, strong=True), *(self._item(item, plan.day, today) for item in plan.items)]
        if not plan.items:
            empty = pause_words(plan.pause) if plan.pause is not None else "Nothing is planned for this day."
            self._parts.append(muted(empty))
        self._parts += [body(f"Done beside the plan: {one.title}") for one in plan.beside]
        for part in self._parts:
            self._column.addWidget(part)

    def _item(self, item: Item, day: date, today: date) -> QWidget:
        look, title = self._look, self._title_of(item.routine)
        name = title if title is not None else item.routine
        box = QWidget()
        column = column_in(box, look, 0.5)
        line = QWidget()
        flow = Flow(line, gap=look.theme.space(1), column_px=look.theme.scaled(300))
        words = QWidget()
        words_column = column_in(words, look, 0)
        words_column.addWidget(body(name if title is not None else f"“{name}” cannot be found or used any more."))
        if told := _words_of(item, day):
            words_column.addWidget(small(told))
        words_column.addStretch(1)
        flow.addWidget(words)
        if day >= today and item.state in ("open", "skipped", "moved"):
            flow.addWidget(self._ways(item, day, name, column, today))
        column.addWidget(line)
        return box

    def _ways(self, item: Item, day: date, name: str, column: QVBoxLayout, today: date) -> QWidget:
        ways = QWidget()
        flow = Flow(ways, gap=self._look.theme.space(2))
        offered: dict[str, Callable[[], object]] = {}
        if item.state == "open":
            offered["Skip"] = partial(self.skipped.emit, item)
            offered["Move"] = partial(self._ask, item, day, column, today)
        if item.state != "open" or item.on != day:
            offered["Put back"] = partial(self.put_back.emit, item)
        for words, act in offered.items():
            button = Button(self._look, words, kind="quiet", flush=True)
            button.setAccessibleName(f"{words} {name} on {day_title(day)}")
            button.clicked.connect(act)
            flow.addWidget(button)
        return ways

    def _ask(self, item: Item, day: date, column: QVBoxLayout, today: date) -> None:
        """Ask where an item is to go, below it."""
        if self.moving is not None:
            self.moving.hide()
            self.moving.deleteLater()
        self.moving = Moving(self._look, item, day, today)
        self.moving.chosen.connect(partial(self.moved.emit, item))
        self.moving.given_up.connect(self._give_up)
        column.addWidget(self.moving)
        self.moving.day.setFocus()

    def _give_up(self) -> None:
        if self.moving is not None:
            self.moving.hide()
            self.moving.deleteLater()
            self.moving = None


def _words_of(item: Item, day: date) -> str:
    state = {"open": "", "done": "done", "skipped": "skipped", "moved": "moved to another day"}[item.state]
    if item.done is not None:
        state = f"done at {item.done.started:%H:%M}"
    came = f"moved from {day_title(item.on)}" if item.on != day else ""
    when = when_words(item) if item.state == "open" else ""
    return begun_large(", ".join(filter(None, [when, "if you like" if item.is_optional else "", state, came])))


class Moving(QWidget):
    """Asks on which day and when. `chosen` carries a date, and seconds after midnight or None."""

    chosen = Signal(object, object)
    given_up = Signal()

    def __init__(self, look: Look, item: Item, day: date, today: date) -> None:
        super().__init__()
        column = column_in(self, look, 1)
        self.day = Select(look)
        days = [today + timedelta(days=number) for number in range(_MOVES)]
        self.day.offer((one, _named(one, today)) for one in days)
        self.day.show_value(day, _named(day, today))
        self.time = time_select(look, item.time_s)
        fields = QWidget()
        flow = Flow(fields, gap=look.theme.space(2), column_px=look.theme.scaled(190))
        flow.addWidget(Field(look, "Day", self.day))
        flow.addWidget(Field(look, "Time", self.time))
        column.addWidget(fields)
        ways = QWidget()
        ways_flow = Flow(ways, gap=look.theme.space(1))
        self.move_it = Button(look, "Move it", icon="check", kind="primary")
        self.move_it.clicked.connect(self._choose)
        leave = Button(look, "Not now")
        leave.clicked.connect(self.given_up)
        ways_flow.addWidget(self.move_it)
        ways_flow.addWidget(leave)
        column.addWidget(ways)

    def _choose(self) -> None:
        self.chosen.emit(self.day.currentData(), self.time.currentData())


def _named(day: date, today: date) -> str:
    names = {0: "Today", 1: "Tomorrow"}
    return names.get((day - today).days, f"{day:%A} {day.day} {day:%b}")
