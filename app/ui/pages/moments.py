"""A day and a time of day, typed: checked as one types, and told in a sentence what is wrong."""

from datetime import date, datetime, time, timedelta

from PySide6.QtWidgets import QWidget

from app.ui.kit import Flow
from app.ui.kit.field import Field, TextInput
from app.ui.pages.layout import column_in
from app.ui.theme import Look

_DAY, _TIME = "A day such as 2026-11-30.", "A time such as 08:15."
_EARLIEST = date(1970, 1, 1)


class MomentInput(QWidget):
    """What the wall clock showed. A moment still to come is refused: `now` is what it shows now."""

    def __init__(self, look: Look, shown: datetime, now: datetime) -> None:
        super().__init__()
        self._now = now.replace(tzinfo=None)
        column = column_in(self, look, 0)
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(2), column_px=look.theme.scaled(150))
        self.day, self.time = TextInput(look), TextInput(look)
        self.day_field, self.time_field = Field(look, "Day", self.day), Field(look, "Began at", self.time)
        self.day.setText(f"{shown:%Y-%m-%d}")
        self.time.setText(f"{shown:%H:%M}")
        for line, field in ((self.day, self.day_field), (self.time, self.time_field)):
            line.textEdited.connect(self._look)
            field.keep_at_top()
            flow.addWidget(field)
        column.addWidget(row)

    @property
    def moment(self) -> datetime | None:
        """What the wall clock showed, without a zone; None while it is no moment, which is told."""
        day, at = _day_of(self.day.text()), _time_of(self.time.text())
        self.day_field.set_problem("" if day is not None else _DAY)
        self.time_field.set_problem("" if at is not None else _TIME)
        if day is None or at is None:
            return None
        moment = datetime.combine(day, at)
        if moment > self._now + timedelta(minutes=1):
            self.day_field.set_problem("That is still to come; choose a time that has passed.")
            return None
        return moment

    def _look(self) -> None:
        self.moment  # noqa: B018 - it tells what is wrong


def _day_of(text: str) -> date | None:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if day >= _EARLIEST else None


def _time_of(text: str) -> time | None:
    try:
        return time.fromisoformat(text.strip().rjust(5, "0")).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None
