"""Pain over time: what was told as dots, a smoothed line, and the amount people notice as a band."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen

from app.history.stats import NOTICED, PainOf, Smoothed, smoothed
from app.ui.charts.scale import Scale
from app.ui.charts.walked import Walked, paint_axis, paint_dates
from app.ui.theme import Look
from app.ui.tokens import Role

_HIGH, _RIGHT = 190, 8  # pixels; the height before text scaling
PAIN_SCALE = Scale(0.0, 10.0, (0.0, 2.0, 4.0, 6.0, 8.0, 10.0))
_BROKEN_DAYS = 21  # a line is not drawn over a gap that long


@dataclass(frozen=True)
class Told:
    """The pain of one session."""

    day: date
    before: int | None
    during: int | None
    after: int | None

    @property
    def now(self) -> int | None:
        """What the line follows: after, or else before."""
        return self.after if self.after is not None else self.before

    @property
    def words(self) -> str:
        """Say it."""
        parts = (("before", self.before), ("during", self.during), ("after", self.after))
        said = ", ".join(f"{word} {value}" for word, value in parts if value is not None)
        return f"{self.day:%a} {self.day.day} {self.day:%b} {self.day.year}: {said}"


def told_of(rows: Sequence[PainOf]) -> list[Told]:
    """Return what was told, the earliest first."""
    return [Told(date.fromisoformat(row.day), row.before, row.during, row.after) for row in rows]


def line_of(told: Sequence[Told]) -> list[Smoothed]:
    """Return the smoothed line of what was told."""
    return smoothed([(one.day, float(one.now)) for one in told if one.now is not None])


class PainChart(Walked):
    """A dot for what was told before and after each session."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Pain over time, 0 to 10", high=_HIGH, right=_RIGHT)
        self.pains: list[Told] = []
        self._line: list[Smoothed] = []
        self._first = self._last = date.min

    def show_pains(self, told: Sequence[Told], first: date, last: date) -> None:
        """Show what was told between two days."""
        self.pains, self._line, self._first, self._last = [*told], line_of(told), first, last
        self._walk_along(self.pains)
        self.setAccessibleDescription(f"{len(self.pains)} sessions. Arrows go from one to the next.")
        self.update()

    @property
    def _pains_plot(self) -> "PainsPlot":
        return PainsPlot(self._plot(), self._first, self._last)

    def _point(self, day: date, value: float) -> QPointF:
        return self._pains_plot.point(day, value)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = [(abs(self._point(one.day, 0.0).x() - event.position().x()), one) for one in self.pains]
        far, one = min(near, key=lambda pair: pair[0], default=(99.0, None))
        self.told.emit(one.words if one is not None and far < 12 else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot, font = self._plot(), look.font("small")
        paint_axis(painter, plot, PAIN_SCALE, font, look.colour("muted"), look.colour("hairline"))
        radius = max(2.0, look.theme.scaled(3))
        self._pains_plot.paint(painter, self.pains, self._line, look.colour, radius)
        paint_dates(painter, plot, self._pains_plot.dates, font, look.colour("muted"))
        if self.hasFocus() and self.pains:
            spot = self._point(self.pains[self._here].day, self.pains[self._here].now or 0)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(spot, radius + 5, radius + 5)
        painter.end()


@dataclass(frozen=True)
class PainsPlot:
    """Where pain is painted between two days, on screen and on paper."""

    plot: QRectF
    first: date
    last: date

    def point(self, day: date, value: float) -> QPointF:
        """Return where a value of a day is."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        left = self.plot.left() + share * self.plot.width()
        return QPointF(left, self.plot.bottom() - PAIN_SCALE.share(value) * self.plot.height())

    @property
    def dates(self) -> list[date]:
        """Some of the days, to be written below."""
        days = (self.last - self.first).days
        return [self.first + (self.last - self.first) * number // 6 for number in range(6)] if days else []

    def paint(
        self,
        painter: QPainter,
        told: Sequence[Told],
        line: Sequence[Smoothed],
        colour: Callable[[Role], QColor],
        radius: float,
    ) -> None:
        """Paint the band, a ring before and a dot after each session, and the line."""
        self._paint_band(painter, line, colour)
        for one in told:
            if one.before is not None:
                painter.setPen(QPen(colour("muted"), radius / 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(self.point(one.day, one.before), radius, radius)
            if one.after is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour("accent"))
                painter.drawEllipse(self.point(one.day, one.after), radius, radius)
        self._paint_line(painter, line, QPen(colour("accent"), radius * 0.8))

    def _paint_band(self, painter: QPainter, line: Sequence[Smoothed], colour: Callable[[Role], QColor]) -> None:
        """Paint the amount people notice around where the line begins: inside it, nothing has changed that counts."""
        if line:
            around = (min(10.0, max(0.0, line[0].value + by)) for by in (NOTICED, -NOTICED))
            top, bottom = (self.point(self.first, value).y() for value in around)
            painter.fillRect(QRectF(self.plot.left(), top, self.plot.width(), bottom - top), colour("neutral-soft"))

    def _paint_line(self, painter: QPainter, line: Sequence[Smoothed], pen: QPen) -> None:
        path, before = QPainterPath(), None
        for one in line:
            point = self.point(one.day, one.value)
            if before is None or (one.day - before).days > _BROKEN_DAYS:
                path.moveTo(point)
            else:
                path.lineTo(point)
            before = one.day
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
