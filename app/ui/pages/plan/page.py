"""The plan: what is put on days of the week, the month, and a pause from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.plan.planned import Entry, Pause
from app.plan.today import DayPlan, Mark, mark
from app.ui.kit import Button, Card, Flow, Label, body, heading, muted, small, title
from app.ui.kit.field import Field
from app.ui.kit.select import Select
from app.ui.pages.layout import Inner, at_left, column_in
from app.ui.pages.plan.choosing import Choosing, Find
from app.ui.pages.plan.day import DayBox
from app.ui.pages.plan.month import Month
from app.ui.pages.plan.putting import Putting, weekday_words
from app.ui.pages.today.words import pause_words, time_words

_REASONS = (("", "A rest"), ("holiday", "Holiday"), ("ill", "I am ill"))
_AHEAD = 42  # days one may pause for, by a choice


@dataclass(frozen=True)
class PlanShown:
    """What the page shows: entries, the day that is looked at, and the names of routines."""

    today: date
    entries: Sequence[Entry]
    pause: Pause | None
    titles: Mapping[str, str]  # of what can be planned, by slug
    find: Find
    days: Callable[[Sequence[date]], Mapping[date, DayPlan]]

    def title(self, slug: str) -> str:
        """Return the title of a routine; its slug where it is gone."""
        return self.titles.get(slug, slug)


class PlanPage(Inner):
    """Shows the plan. Entries and items are handed back in what is asked for."""

    programmes_asked = Signal()
    put = Signal(str, str, object, object)  # entry or "", routine, weekdays, time
    taken_off = Signal(object)  # an Entry
    skipped = Signal(object)  # an Item
    put_back = Signal(object)
    moved = Signal(object, object, object)  # an Item, a date, and a time in seconds or None
    paused = Signal(str, object)  # why, and until which date or None
    went_on = Signal()

    _shown_now: PlanShown
    month: Month
    putting: Putting | None = None
    pause_button: Button  # or the one to go on
    _parts: tuple[QWidget, ...] = ()
    _days: Mapping[date, DayPlan]  # of the month that is shown
    _replaced: Entry | None = None  # one whose routine is gone, while another is chosen

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_plan(self, shown: PlanShown, put: str = "") -> None:
        """Show the plan; with `put`, ask when that routine is to be done. What is being asked stays asked."""
        at = self.month.day if hasattr(self, "month") else shown.today
        place, asked, (name, part) = self.verticalScrollBar().value(), self.putting, self._focus_place()
        self._shown_now, self._replaced = shown, None
        column = self.fresh()
        self.back_button = Button(self._look, "Today", icon="chevron-left", kind="quiet")
        self.back_button.clicked.connect(self.back)
        column.addWidget(at_left(self.back_button))
        column.addWidget(title("Plan"))
        self._place = QWidget()
        self._place_column = column_in(self._place, self._look)
        column.addWidget(self._place)
        self._parts = (self._every_week(), self._month(at), self._pausing())
        for card in self._parts:
            column.addWidget(card)
        self.putting = None
        if put:
            self.ask_when(put)
            self.verticalScrollBar().setValue(0)
            return
        if asked is not None:
            self._ask(asked.routine, asked.entry, asked.weekdays, asked.time.currentData())
        if name is not None:
            self.focus_on(name, (self.add.words, self.month, self.pause_button)[part])
        self.verticalScrollBar().setValue(place)

    def _focus_place(self) -> tuple[str | None, int]:
        """Return the name of what has the focus, and in which of the three parts it is; no name where none has it."""
        focus = self.focused
        if focus is None:
            return None, 0
        part = next((number for number, one in enumerate(self._parts) if one.isAncestorOf(focus)), 0)
        return focus.accessibleName(), part

    def ask_when(self, routine: str, entry: Entry | None = None) -> None:
        """Ask on which days and when a routine is to be done."""
        days = (entry.weekdays, entry.time_s) if entry is not None else ()
        putting = self._ask(routine, entry.id if entry is not None else "", *days)
        putting.days[0].setFocus()
        self.ensureWidgetVisible(putting)

    def _ask(self, routine: str, entry: str, *days: Any) -> Putting:
        self._give_up()
        putting = self.putting = Putting(self._look, routine, self._shown_now.title(routine), entry, *days)
        putting.put.connect(self._put)
        putting.given_up.connect(self._leave_asking)
        self._place_column.addWidget(putting)
        return putting

    def _put(self, weekdays: frozenset[int], time_s: float | None) -> None:
        asked = self.putting
        if asked is not None:
            self._leave_asking()
            self.put.emit(asked.entry, asked.routine, weekdays, time_s)

    def _leave_asking(self) -> None:
        self._give_up()
        self.add.words.setFocus()

    def _give_up(self) -> None:
        if self.putting is not None:
            self.putting.hide()
            self.putting.deleteLater()
            self.putting = None

    def _every_week(self) -> QWidget:
        look, shown = self._look, self._shown_now
        card = Card(look, padding=2)
        card.layout_.addWidget(heading("Every week"))
        for entry in shown.entries:
            card.layout_.addWidget(self._entry(entry))
        if not shown.entries:
            card.layout_.addWidget(muted("No routine has its days yet."))
        self.add = Choosing(look, shown.find)
        self.add.picked.connect(self._add)
        card.layout_.addWidget(self.add)
        programmes = Button(look, "Programmes", icon="library")
        programmes.clicked.connect(self.programmes_asked)
        card.layout_.addWidget(at_left(programmes))
        return card

    def _add(self, slug: str) -> None:
        """Ask when it is to be done; in place of one that is gone, on the days that one had."""
        self.ask_when(slug, self._replaced)
        self._replaced = None

    def _entry(self, entry: Entry) -> QWidget:
        look, is_gone = self._look, entry.routine not in self._shown_now.titles
        name = self._shown_now.title(entry.routine)
        line = QWidget()
        flow = Flow(line, gap=look.theme.space(1), column_px=look.theme.scaled(300))
        words = QWidget()
        column = column_in(words, look, 0)
        column.addWidget(Label(f"“{name}” cannot be found or used any more." if is_gone else name, strong=True))
        time = f", {time_words(entry.time_s)}" if entry.time_s is not None else ""
        column.addWidget(small(f"{weekday_words(entry.weekdays)}{time}"))
        column.addStretch(1)
        flow.addWidget(words)
        ways = QWidget()
        ways_flow = Flow(ways, gap=look.theme.space(2))
        if is_gone:
            first = Button(look, "Choose another", icon="edit", kind="quiet", flush=True)
            first.setAccessibleName(f"Choose another for {name}")
            first.clicked.connect(partial(self._replace, entry))
        else:
            first = Button(look, "Change", icon="edit", kind="quiet", flush=True)
            first.setAccessibleName(f"Change when {name} is done")
            first.clicked.connect(partial(self.ask_when, entry.routine, entry))
        remove = Button(look, "Take off", icon="cross", kind="quiet", flush=True)
        remove.setAccessibleName(f"Take {name} off the plan")
        remove.clicked.connect(partial(self.taken_off.emit, entry))
        ways_flow.addWidget(first)
        ways_flow.addWidget(remove)
        flow.addWidget(ways)
        return line

    def _replace(self, entry: Entry) -> None:
        self._replaced = entry
        self.add.words.setFocus()
        self.ensureWidgetVisible(self.add)

    # --- the month ---------------------------------------------------------------------------------------------------

    def _month(self, at: date) -> QWidget:
        look, shown = self._look, self._shown_now
        card = Card(look, padding=2)
        self._month_name = heading("")
        row = QHBoxLayout()
        row.addWidget(self._month_name, 1)
        self.month = Month(look, self._marks_of, shown.today, at)
        for words, icon, by in (("Month before", "chevron-left", -1), ("Month after", "chevron-right", 1)):
            button = Button(look, words, icon=icon, kind="quiet", bare=True)
            button.clicked.connect(partial(self.month.go_by, by))
            row.addWidget(button)
        card.layout_.addLayout(row)
        self.month.chosen.connect(self._show_day)
        card.layout_.addWidget(self.month)
        self.day_box = DayBox(look, shown.titles.get)
        self.day_box.skipped.connect(self.skipped)
        self.day_box.put_back.connect(self.put_back)
        self.day_box.moved.connect(self.moved)
        card.layout_.addWidget(self.day_box)
        self._show_day(at)
        return card

    def _marks_of(self, days: Sequence[date]) -> dict[date, Mark]:
        self._days = self._shown_now.days(days)
        return {day: mark(plan, self._shown_now.today) for day, plan in self._days.items()}

    def _show_day(self, day: date) -> None:
        """Show what is planned for the day that is looked at."""
        self._month_name.setText(f"{day:%B} {day.year}")
        self.day_box.show_day(self._days[day], self.month.words(day), self._shown_now.today)

    # --- a pause -----------------------------------------------------------------------------------------------------

    def _pausing(self) -> QWidget:
        look, shown = self._look, self._shown_now
        card = Card(look, padding=2)
        card.layout_.addWidget(heading("A pause"))
        if shown.pause is not None:
            card.layout_.addWidget(body(pause_words(shown.pause)))
            again = Button(look, "Go on with my plan", icon="play", kind="primary")
            again.clicked.connect(self.went_on)
            card.layout_.addWidget(at_left(again))
            self.pause_button = again
            return card
        card.layout_.addWidget(muted("Nothing is due while you pause, and your row of days waits for you."))
        self.reason, self.until = Select(look), Select(look)
        self.reason.offer(_REASONS)
        ends = [shown.today + timedelta(days=number) for number in range(1, _AHEAD + 1)]
        self.until.offer([(None, "Until I go on"), *((day, f"Until {day:%a} {day.day} {day:%b}") for day in ends)])
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(2), column_px=look.theme.scaled(190))
        flow.addWidget(Field(look, "Why", self.reason))
        flow.addWidget(Field(look, "How long", self.until))
        card.layout_.addWidget(row)
        self.pause_button = Button(look, "Pause my plan", icon="pause")
        self.pause_button.clicked.connect(self._pause)
        card.layout_.addWidget(at_left(self.pause_button))
        return card

    def _pause(self) -> None:
        self.paused.emit(self.reason.currentData(), self.until.currentData())
