"""What the history comes to: a year of days, minutes per week, pain over time, and what was done most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QHBoxLayout, QListWidget, QSizePolicy, QWidget

from app.history.stats import Exercise, PainOf, Totals, WeekOfKind
from app.ui.charts.pains import PainChart, Told, told_of
from app.ui.charts.walked import Pointed
from app.ui.charts.weeks import WeeksChart, kind_words, weeks_between
from app.ui.charts.year import YearMap, days_of, words_of
from app.ui.kit import Button, Card, Flow, Label, body, heading, muted, small
from app.ui.pages.layout import column_in
from app.ui.pages.ranges import RangeInput
from app.ui.pages.words import lasted
from app.ui.theme import Look

_TABLE_PX = 260  # before text scaling: a longer table scrolls
FEW = 2  # so many ratings are no line yet


@dataclass(frozen=True)
class Looked:
    """What was read for a range of days, and the year's days beside it."""

    first: date
    last: date
    totals: Totals
    year: Mapping[date, float] = field(default_factory=dict)  # seconds by day
    weeks: Sequence[WeekOfKind] = ()
    pains: Sequence[PainOf] = ()
    most: Sequence[Exercise] = ()
    run: int = 0  # days in a row, the longest


class _Table(QListWidget):
    """Lines of words, as high as they are; Qt would keep room for scroll bars below a single one."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), min(hint.height(), self._look.theme.scaled(_TABLE_PX)))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class Chart(Card):
    """A chart with its name, what is told of it as one goes through it, and a table of the same."""

    def __init__(self, look: Look, name: str, chart: Pointed, about: str = "", *, rest: str) -> None:
        """Make one; `rest` is said below it while nothing is pointed at."""
        super().__init__(look, padding=2)
        self.chart = chart
        self._rest = rest
        chart.told.connect(self._tell)
        row = QHBoxLayout()
        row.addWidget(heading(name), 1)
        self.as_table = Button(look, "As a table", kind="quiet", flush=True)
        self.as_table.setAccessibleName(f"{name} as a table")
        self.as_table.setCheckable(True)
        self.as_table.clicked.connect(self._turn)
        row.addWidget(self.as_table)
        self.layout_.addLayout(row)
        if about:
            self.layout_.addWidget(small(about))
        self.layout_.addWidget(chart)
        self.told = Label(rest, "small", "muted")
        self.layout_.addWidget(self.told)
        self.nothing = muted("")
        self.layout_.addWidget(self.nothing)
        self.table = _Table(look)
        self.table.setAccessibleName(f"{name}, a table")
        self.table.hide()
        self.layout_.addWidget(self.table)

    def show_lines(self, lines: Sequence[str], nothing: str = "") -> None:
        """Fill the table; `nothing` says why there is no chart, where there is none."""
        self.table.clear()
        self.table.addItems([*lines])
        self.table.updateGeometry()
        self.nothing.setText(nothing)
        self.nothing.setVisible(bool(nothing))
        self.chart.setVisible(not nothing and not self.as_table.isChecked())
        self.told.setVisible(not nothing and not self.as_table.isChecked())
        self.as_table.setVisible(not nothing)
        self.table.setVisible(not nothing and self.as_table.isChecked())

    def _tell(self, words: str) -> None:
        self.told.setText(words or self._rest)

    def _turn(self) -> None:
        self.table.setVisible(self.as_table.isChecked())
        for one in (self.chart, self.told):
            one.setVisible(not self.as_table.isChecked())


class Lookback(QWidget):
    """`range_picked` carries a Span, `day_chosen` a day of the year."""

    range_picked = Signal(object)  # a Span
    day_chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        column = column_in(self, look)
        self.year = YearMap(look)
        self.year_card = Chart(
            look, "A year", self.year, rest="A deeper square is a longer day. Choose a day to see what was done."
        )
        self.year.chosen.connect(self.day_chosen)
        self.ranges = RangeInput(look, "Which days the figures are of")
        self.ranges.picked.connect(self.range_picked)
        self.totals = body("")
        self.weeks = WeeksChart(look)
        about = "Time in the exercises themselves, without rests and pauses."
        self.weeks_card = Chart(look, "Minutes per week", self.weeks, about, rest="Point at a week to read it.")
        self._legend = QWidget()
        self._legend_flow = Flow(self._legend, gap=look.theme.space(1.5))
        self.weeks_card.layout_.insertWidget(2, self._legend)
        about = "Rings are before, dots after. The line is smoothed; the band is 2 points, an amount people notice."
        self.pains = PainChart(look)
        self.pains_card = Chart(look, "Pain", self.pains, about, rest="Point at a rating to read it.")
        self.most = Card(look, padding=2)
        self._most_lines: list[QWidget] = []
        self.most.layout_.addWidget(heading("Done most"))
        for widget in (self.year_card, self.ranges, self.totals, self.weeks_card, self.pains_card, self.most):
            column.addWidget(widget)

    def show_looked(self, one: Looked, today: date) -> None:
        """Show what was read."""
        self.totals.setText(totals_words(one.totals, one.run))
        self.year.show_year(one.year, today)
        done = [day for day in days_of(today) if one.year.get(day)]
        self.year_card.show_lines([words_of(day, one.year[day]) for day in reversed(done)])
        weeks = weeks_between(one.weeks, one.first, one.last)
        self.weeks.show_weeks(weeks)
        self._show_legend()
        nothing = "" if any(week.total_s for week in weeks) else "Nothing was done in these days."
        self.weeks_card.show_lines([week.words for week in reversed(weeks) if week.total_s], nothing)
        self._legend.setVisible(not nothing)
        self._show_pains(told_of(one.pains), one)
        self._show_most(one.most)

    def _show_pains(self, told: Sequence[Told], one: Looked) -> None:
        nothing = (
            "" if told else "No pain was told in these days. It is asked after each routine; you may leave it out."
        )
        if 0 < len(told) <= FEW:
            nothing = f"{'; '.join(each.words for each in told)}. With more of them there will be a line."
        self.pains.show_pains(told, one.first, one.last)
        self.pains_card.show_lines([each.words for each in reversed(told)], nothing)

    def _show_legend(self) -> None:
        while (item := self._legend_flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for kind in self.weeks.kinds:
            self._legend_flow.addWidget(_Key(self._look, self.weeks, kind))

    def _show_most(self, most: Sequence[Exercise]) -> None:
        for old in self._most_lines:
            self.most.layout_.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._most_lines = []
        for one in most:
            reps = f", {one.reps} reps" if one.reps else ""
            words = f"{one.sessions} time{'s' * (one.sessions != 1)}, {lasted(one.seconds)}{reps}"
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(Label(one.name, strong=True), 1)
            row.addWidget(small(words), 1)
            self.most.layout_.addWidget(line)
            self._most_lines.append(line)
        self.most.setVisible(bool(most))


class _Key(QWidget):
    """One kind of the legend: its colour, and its word."""

    def __init__(self, look: Look, chart: WeeksChart, kind: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.space(0.75))
        row.addWidget(_Swatch(look, chart, kind))
        row.addWidget(small(kind_words(kind)))


class _Swatch(QWidget):
    def __init__(self, look: Look, chart: WeeksChart, kind: str) -> None:
        super().__init__()
        self._paint = partial(chart.ink, kind)
        side = look.theme.scaled(12)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._paint())
        painter.end()


def totals_words(one: Totals, run: int = 0) -> str:
    """Say how much was done in all: `12 sessions on 9 days, 2 h 5 min in all; at most 3 days in a row.`"""
    if not one.sessions:
        return "Nothing in these days yet."
    minutes = round(one.played_s / 60)
    hours = f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"
    row = f"; at most {run} days in a row" if run > 1 else ""
    sessions, days = f"{one.sessions} session{'s' * (one.sessions != 1)}", f"{one.days} day{'s' * (one.days != 1)}"
    return f"{sessions} on {days}, {hours} in all{row}."
