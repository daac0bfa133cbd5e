"""Putting a routine on the plan: on which days of the week, and when."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit import Button, Card, Flow, Label, heading
from app.ui.kit.field import Field
from app.ui.kit.select import Select
from app.ui.pages.today.words import time_words
from app.ui.theme import Look

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EVERY = frozenset(range(7))


class Putting(Card):
    """`put` carries the days, 0 for Monday, and the time in seconds after midnight, or None."""

    put = Signal(object, object)
    given_up = Signal()

    def __init__(
        self,
        look: Look,
        routine: str,
        title: str,
        entry: str = "",
        weekdays: frozenset[int] = _EVERY,
        time_s: float | None = None,
    ) -> None:
        super().__init__(look, padding=2)
        self.routine, self.entry = routine, entry  # the entry that is changed; empty for a new one
        self.layout_.addWidget(heading(f"When will you do {title}?"))
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1))
        self.days: list[Button] = []
        for number, day in enumerate(DAYS):
            button = Button(look, day[:3])
            button.setAccessibleName(day)
            button.setCheckable(True)
            button.setChecked(number in weekdays)
            button.clicked.connect(self._see)
            flow.addWidget(button)
            self.days.append(button)
        self.layout_.addWidget(row)
        self.time = time_select(look, time_s)
        self.layout_.addWidget(Field(look, "Time", self.time, hint="With a time, you are reminded then."))
        ways = QWidget()
        ways_flow = Flow(ways, gap=look.theme.space(1))
        self.save = Button(look, "Put it on my plan", icon="check", kind="primary")
        self.save.clicked.connect(self._save)
        leave = Button(look, "Not now")
        leave.clicked.connect(self.given_up)
        ways_flow.addWidget(self.save)
        ways_flow.addWidget(leave)
        self.layout_.addWidget(ways)
        self._remark = Label("Choose at least one day.", "small", "muted")
        self.layout_.addWidget(self._remark)
        self._see()

    @property
    def weekdays(self) -> frozenset[int]:
        """The days that are chosen."""
        return frozenset(number for number, button in enumerate(self.days) if button.isChecked())

    def _see(self) -> None:
        self.save.set_off("" if self.weekdays else "Choose a day first.")
        self._remark.setVisible(not self.weekdays)

    def _save(self) -> None:
        self.put.emit(self.weekdays, self.time.currentData())


def time_select(look: Look, time_s: float | None) -> Select:
    """Return a choice of half hours through the day, or of any time."""
    select = Select(look)
    select.offer([(None, "Any time"), *((half * 1800.0, time_words(half * 1800.0)) for half in range(10, 47))])
    select.show_value(time_s, time_words(time_s))
    return select


def weekday_words(weekdays: frozenset[int]) -> str:
    """Say on which days: `every day`, `on workdays`, `Mon, Wed`."""
    if weekdays == _EVERY:
        return "Every day"
    if weekdays == frozenset(range(5)):
        return "Workdays"
    return ", ".join(DAYS[number][:3] for number in sorted(weekdays))
