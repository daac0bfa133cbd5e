"""The plan: what is put on days of the week, the month, and a pause from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.plan.planned import Entry, Pause
from app.plan.today import DayPlan, Item, Mark, mark
from app.ui.kit import Button, Card, Flow, Label, body, heading, muted, small, title
from app.ui.kit.field import Field
from app.ui.kit.select import Select
from app.ui.pages.layout import Changing, at_left, column_in
from app.ui.pages.plan.month import Month
from app.ui.pages.plan.putting import Putting, weekday_words
from app.ui.pages.today.words import day_title, pause_words, time_words, when_words
from app.ui.pages.words import begun_large

_REASONS = (("", "A rest"), ("holiday", "Holiday"), ("ill", "I am ill"))
_AHEAD = 42  # days one may pause for, by a choice
_MOVES = 14


@dataclass(frozen=True)
class PlanShown:
    """What the page shows: entries, the day that is looked at, and the names of routines."""

    today: date
    entries: Sequence[Entry]
    pause: Pause | None
    titles: Sequence[tuple[str, str]]  # slug and title of what can be planned
    day_plan: Callable[[date], DayPlan]

    def title(self, slug: str) -> str:
        """Return the title of a routine; its slug where it is gone."""
        return dict(self.titles).get(slug, slug)


class PlanPage(Changing):
    """Shows the plan. Entries and items are handed back in what is asked for."""

    back = Signal()
    programmes_asked = Signal()
    put = Signal(str, str, object, object)  # entry or "", routine, weekdays, time
    taken_off = Signal(object)  # an Entry
    skipped = Signal(object)  # an Item
    moved = Signal(object, object)  # an Item, and a date
    paused = Signal(str, object)  # why, and until which date or None
    went_on = Signal()

    _shown_now: PlanShown
    month: Month
    putting: Putting | None = None

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_plan(self, shown: PlanShown, put: str = "") -> None:
        """Show the plan; with `put`, ask when that routine is to be done."""
        at = self.month.day if hasattr(self, "month") else shown.today
        place = self.verticalScrollBar().value()
        self._shown_now = shown
        column = self.fresh()
        back = Button(self._look, "Today", icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title("Plan"))
        self._place = QWidget()
        self._place_column = column_in(self._place, self._look)
        column.addWidget(self._place)
        column.addWidget(self._every_week())
        column.addWidget(self._month(at))
        column.addWidget(self._pausing())
        self.putting = None
        if put:
            self.ask_when(put)
        self.verticalScrollBar().setValue(0 if put else place)

    def ask_when(self, routine: str, entry: Entry | None = None) -> None:
        """Ask on which days and when a routine is to be done."""
        if self.putting is not None:
            self.putting.hide()
            self.putting.deleteLater()
        name = self._shown_now.title(routine)
        days = (entry.weekdays, entry.time_s) if entry is not None else ()
        self.putting = Putting(self._look, name, *days)
        self.putting.put.connect(partial(self.put.emit, entry.id if entry is not None else "", routine))
        self.putting.given_up.connect(self._give_up)
        self._place_column.addWidget(self.putting)
        self.putting.days[0].setFocus()
        self.ensureWidgetVisible(self.putting)

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
        self.add = Select(look)
        self.add.setAccessibleName("Add a routine")
        self.add.offer([("", "Add a routine ..."), *shown.titles])
        self.add.picked.connect(self._add)
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1))
        flow.addWidget(self.add)
        programmes = Button(look, "Programmes", icon="library")
        programmes.clicked.connect(self.programmes_asked)
        flow.addWidget(programmes)
        card.layout_.addWidget(row)
        return card

    def _add(self, slug: str) -> None:
        if slug:
            self.ask_when(slug)

    def _entry(self, entry: Entry) -> QWidget:
        look, name = self._look, self._shown_now.title(entry.routine)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(name, strong=True))
        time = f", {time_words(entry.time_s)}" if entry.time_s is not None else ""
        words.addWidget(small(f"{weekday_words(entry.weekdays)}{time}"))
        row.addLayout(words, 1)
        change = Button(look, "Change", icon="edit", kind="quiet")
        change.setAccessibleName(f"Change when {name} is done")
        change.clicked.connect(partial(self.ask_when, entry.routine, entry))
        remove = Button(look, "Take off", icon="cross", kind="quiet")
        remove.setAccessibleName(f"Take {name} off the plan")
        remove.clicked.connect(partial(self.taken_off.emit, entry))
        row.addWidget(change)
        row.addWidget(remove)
        return line

    # --- the month ---------------------------------------------------------------------------------------------------

    def _month(self, at: date) -> QWidget:
        look = self._look
        card = Card(look, padding=2)
        self._month_name = heading("")
        row = QHBoxLayout()
        row.addWidget(self._month_name, 1)
        for words, icon, by in (("Month before", "chevron-left", -28), ("Month after", "chevron-right", 28)):
            button = Button(look, words, icon=icon, kind="quiet", bare=True)
            button.clicked.connect(partial(self._go_by, by))
            row.addWidget(button)
        card.layout_.addLayout(row)
        self.month = Month(look, self._mark_of, self._shown_now.today)
        self.month.chosen.connect(self._show_day)
        card.layout_.addWidget(self.month)
        self._day_box = QWidget()
        self._day_column = column_in(self._day_box, look, 1)
        self._day_words: list[QWidget] = []
        card.layout_.addWidget(self._day_box)
        self.month.go_to(at)
        self._show_day(at)
        return card

    def _mark_of(self, day: date) -> Mark:
        return mark(self._shown_now.day_plan(day), self._shown_now.today)

    def _go_by(self, days: int) -> None:
        self.month.go_to(self.month.day + timedelta(days=days))
        self._show_day(self.month.day)

    def _show_day(self, day: date) -> None:
        """Show what is planned for the day that is looked at."""
        self._month_name.setText(f"{day:%B} {day.year}")
        for old in self._day_words:
            self._day_column.removeWidget(old)
            old.hide()
            old.deleteLater()
        plan = self._shown_now.day_plan(day)
        self._day_words = [Label(day_title(day), strong=True), *(self._item(item, day) for item in plan.items)]
        if not plan.items:
            words = pause_words(plan.pause) if plan.pause is not None else "Nothing is planned for this day."
            self._day_words.append(muted(words))
        for one in plan.beside:
            self._day_words.append(body(f"Done beside the plan: {one.title}"))
        for widget in self._day_words:
            self._day_column.addWidget(widget)

    def _item(self, item: Item, day: date) -> QWidget:
        look, name = self._look, self._shown_now.title(item.routine)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(body(name))
        state = {"open": "", "done": "done", "skipped": "skipped", "moved": "moved to another day"}[item.state]
        told = ", ".join(filter(None, [when_words(item), "if you like" if item.is_optional else "", state]))
        words.addWidget(small(begun_large(told)))
        row.addLayout(words, 1)
        if item.state == "open" and day >= self._shown_now.today:
            skip = Button(look, "Skip", kind="quiet")
            skip.setAccessibleName(f"Skip {name} on {day_title(day)}")
            skip.clicked.connect(partial(self.skipped.emit, item))
            move = Select(look)
            move.setAccessibleName(f"Move {name} to another day")
            days = [self._shown_now.today + timedelta(days=number) for number in range(_MOVES)]
            move.offer([(None, "Move to ..."), *((one, f"{one:%a} {one.day} {one:%b}") for one in days if one != day)])
            move.picked.connect(partial(self._move, item))
            row.addWidget(skip)
            row.addWidget(move)
        return line

    def _move(self, item: Item, to: date | None) -> None:
        if to is not None:
            self.moved.emit(item, to)

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
        pause = Button(look, "Pause my plan", icon="pause")
        pause.clicked.connect(self._pause)
        card.layout_.addWidget(at_left(pause))
        return card

    def _pause(self) -> None:
        self.paused.emit(self.reason.currentData(), self.until.currentData())
