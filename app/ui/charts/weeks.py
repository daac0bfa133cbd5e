"""Minutes in each week, stacked by kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent

from app.history.stats import WeekOfKind
from app.ui.charts.scale import Scale, scale_to, stacked
from app.ui.charts.walked import Walked, paint_axis, paint_dates
from app.ui.kit.paint import focus_ring
from app.ui.pages.words import KIND_WORDS
from app.ui.theme import Look
from app.ui.tokens import Role

_HIGH = 200  # pixels before text scaling
# Few colours, each with its own strength: kinds that are alike stand beside each other.
KINDS: Mapping[str, tuple[Role, float]] = {
    "stretch": ("accent", 1.0),
    "mobility": ("accent", 0.7),
    "strength": ("text", 0.75),
    "posture": ("accent", 0.4),
    "massage": ("warning", 0.8),
    "heat": ("heat", 1.0),
    "cold": ("cold", 1.0),
    "breath": ("breath", 1.0),
    "relax": ("breath", 0.55),
    "other": ("muted", 0.7),
}


@dataclass(frozen=True)
class Week:
    """One week by its Monday: seconds by kind, in the order of KINDS."""

    monday: date
    seconds: Mapping[str, float]

    @property
    def total_s(self) -> float:
        """All of it."""
        return sum(self.seconds.values())

    @property
    def words(self) -> str:
        """Say what was done in it."""
        parts = ", ".join(f"{kind_words(kind).lower()} {_minutes(value)}" for kind, value in self.seconds.items())
        start = f"Week of {self.monday:%a} {self.monday.day} {self.monday:%b} {self.monday.year}"
        return f"{start}: {_minutes(self.total_s)}; {parts}" if parts else f"{start}: nothing"


def weeks_between(rows: Sequence[WeekOfKind], first: date, last: date) -> list[Week]:
    """Return every week from that of one day to that of another, empty ones too."""
    by_week: dict[date, dict[str, float]] = {}
    for row in rows:
        kind = row.kind if row.kind in KINDS else "other"
        week = by_week.setdefault(date.fromisoformat(row.monday), {})
        week[kind] = week.get(kind, 0.0) + row.seconds
    monday, found = first - timedelta(days=first.weekday()), []
    while monday <= last:
        there = by_week.get(monday, {})
        found.append(Week(monday, {kind: there[kind] for kind in KINDS if kind in there}))
        monday += timedelta(days=7)
    return found


def kind_words(kind: str) -> str:
    """Return a kind in words."""
    return KIND_WORDS.get(kind, "Other")


def _minutes(seconds: float) -> str:
    return f"{round(seconds / 60)} min"


class WeeksChart(Walked):
    """A bar for each week."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Minutes per week", high=_HIGH)
        self.weeks: list[Week] = []
        self._scale = Scale(0.0, 1.0, (0.0,))

    def show_weeks(self, weeks: Sequence[Week]) -> None:
        """Show these."""
        self.weeks = [*weeks]
        self._walk_along(self.weeks)
        self._scale = scale_to(max((week.total_s for week in self.weeks), default=0.0) / 60)
        self.setAccessibleDescription(f"{len(self.weeks)} weeks. Arrows go from week to week.")
        self.update()

    @property
    def kinds(self) -> list[str]:
        """The kinds that are shown, in the order of KINDS."""
        there = {kind for week in self.weeks for kind in week.seconds}
        return [kind for kind in KINDS if kind in there]

    def _at(self, x: float) -> int | None:
        plot = self._plot()
        number = int((x - plot.left()) / plot.width() * len(self.weeks)) if self.weeks else -1
        return number if 0 <= number < len(self.weeks) and x >= plot.left() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().x())
        self.told.emit("" if number is None else self.weeks[number].words)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot, font = self._plot(), self._look.font("small")
        paint_axis(painter, plot, self._scale, font, self._look.colour("muted"), self._look.colour("hairline"))
        paint_weeks(painter, plot, self.weeks, self._scale, self.ink)
        paint_dates(painter, plot, [week.monday for week in self.weeks], font, self._look.colour("muted"))
        if self.hasFocus() and self.weeks:
            wide = plot.width() / len(self.weeks)
            box = QRectF(plot.left() + self._here * wide, plot.top(), wide, plot.height()).toRect()
            focus_ring(painter, box, 4, self._look.colour("focus"))
        painter.end()

    def ink(self, kind: str) -> QColor:
        """Return the colour of a kind."""
        role, strength = KINDS[kind]
        ink = self._look.colour(role)
        ink.setAlphaF(strength)
        return ink


def paint_weeks(painter: QPainter, plot: QRectF, weeks: Sequence[Week], scale: Scale, ink: object) -> None:
    """Paint a bar for each week."""
    assert callable(ink)
    wide = plot.width() / max(1, len(weeks))
    painter.setPen(Qt.PenStyle.NoPen)
    for number, week in enumerate(weeks):
        spans = stacked([value / 60 for value in week.seconds.values()])
        for kind, (low, high) in zip(week.seconds, spans, strict=True):
            top, bottom = (plot.bottom() - scale.share(value) * plot.height() for value in (high, low))
            painter.setBrush(ink(kind))
            gap = min(6.0, wide * 0.2)
            painter.drawRect(QRectF(plot.left() + number * wide + gap / 2, top, max(1.0, wide - gap), bottom - top))
