"""Which days are looked at: the last week, month, year ..., all there is, or from one day to another."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit import Flow
from app.ui.kit.field import Field, TextInput
from app.ui.kit.select import Select
from app.ui.pages.layout import column_in
from app.ui.theme import Look

Span = str | tuple[date, date]  # one of RANGES by its key, or the first and the last day

RANGES: tuple[tuple[str, str, int], ...] = (  # key, words, days back; 0 for all there is
    ("week", "The last week", 7),
    ("month", "The last month", 30),
    ("3 months", "The last 3 months", 91),
    ("year", "The last year", 365),
    ("all", "All of it", 0),
)
USUAL = "3 months"
_OWN = "own"
_DAY = "A day such as 2026-11-30."


def days_of(span: Span, today: date, earliest: date | None) -> tuple[date, date]:
    """Return the first and the last day of a range; all there is begins on the earliest day."""
    if isinstance(span, tuple):
        return span
    back = next(days for one, _, days in RANGES if one == span)
    return (today - timedelta(days=back - 1) if back else earliest or today), today


class RangeInput(QWidget):
    """`picked` carries a Span, once both of its days are well."""

    picked = Signal(object)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        column = column_in(self, look, 1)
        self.ranges = Select(look)
        self.ranges.setAccessibleName(name)
        self.ranges.offer([*((key, words) for key, words, _ in RANGES), (_OWN, "From one day to another")])
        self.ranges.show_value(USUAL)
        self.ranges.picked.connect(self._pick)
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1))
        flow.addWidget(self.ranges)
        column.addWidget(row)
        self.own = QWidget()
        flow = Flow(self.own, gap=look.theme.space(2), column_px=look.theme.scaled(150))
        self.first, self.last = TextInput(look, placeholder="2026-01-01"), TextInput(look, placeholder="2026-12-31")
        self._fields = Field(look, "From", self.first), Field(look, "To", self.last)
        for field, line in zip(self._fields, (self.first, self.last), strict=True):
            field.keep_at_top()
            flow.addWidget(field)
            line.editingFinished.connect(self._tell)
        column.addWidget(self.own)
        self.own.hide()
        self._told: Span = USUAL

    def _pick(self, key: object) -> None:
        self.own.setVisible(key == _OWN)
        if key == _OWN:
            self.first.setFocus()
        self._tell()

    def _tell(self) -> None:
        span = self._span()
        if span is not None and span != self._told:
            self._told = span
            self.picked.emit(span)

    def _span(self) -> Span | None:
        """Return what is asked for; None while a day is none, which is told, or not typed yet."""
        key = self.ranges.currentData()
        if key != _OWN:
            return str(key)
        first, last = (_day_of(line.text()) for line in (self.first, self.last))
        for field, line, day in zip(self._fields, (self.first, self.last), (first, last), strict=True):
            field.set_problem(_DAY if line.text().strip() and day is None else "")
        if first is None or last is None:
            return None
        if last < first:
            self._fields[1].set_problem("That is before the first day; choose a later one.")
            return None
        return first, last


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
