"""Pain over time: what was told as dots, a smoothed line, and the amount people notice as a band."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.history.stats import NOTICED, PainOf, Smoothed, smoothed
from app.ui.charts.scale import Scale
from app.ui.charts.weeks import paint_axis, paint_dates
from app.ui.kit.announce import announce
from app.ui.theme import Look

_HIGH, _LEFT, _FOOT = 190, 40, 24
_SCALE = Scale(0.0, 10.0, (0.0, 2.0, 4.0, 6.0, 8.0, 10.0))
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


class PainChart(QWidget):
    """Arrows and the pointer go from session to session; `words` carries what was told there."""

    words = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.told: list[Told] = []
        self._line: list[Smoothed] = []
        self._first = self._last = date.min
        self._here = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Pain over time, 0 to 10")

    def show_pains(self, told: Sequence[Told], first: date, last: date) -> None:
        """Show what was told between two days."""
        self.told, self._line, self._first, self._last = [*told], line_of(told), first, last
        self._here = max(0, len(self.told) - 1)
        self.setAccessibleDescription(f"{len(self.told)} sessions. Arrows go from one to the next.")
        self.update()

    def _plot(self) -> QRectF:
        theme = self._look.theme
        left, foot = theme.scaled(_LEFT), theme.scaled(_FOOT)
        return QRectF(left, 6, max(1, self.width() - left - 8), max(1, self.height() - foot - 6))

    def _point(self, day: date, value: float) -> QPointF:
        plot = self._plot()
        share = (day - self._first).days / max(1, (self._last - self._first).days)
        return QPointF(plot.left() + share * plot.width(), plot.bottom() - _SCALE.share(value) * plot.height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = [(abs(self._point(one.day, 0.0).x() - event.position().x()), one) for one in self.told]
        far, one = min(near, key=lambda pair: pair[0], default=(99.0, None))
        self.words.emit(one.words if one is not None and far < 12 else "")

    def leaveEvent(self, event: QEvent) -> None:
        self.words.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self.told:
            super().keyPressEvent(event)
            return
        self._here = max(0, min(len(self.told) - 1, self._here + step))
        self.words.emit(self.told[self._here].words)
        announce(self, self.told[self._here].words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, self._look.theme.scaled(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._look.theme.scaled(_HIGH))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot, font = self._plot(), look.font("small")
        paint_axis(painter, plot, _SCALE, font, look.colour("muted"), look.colour("hairline"))
        self._paint_band(painter)
        radius = max(2.0, look.theme.scaled(3))
        for one in self.told:
            if one.before is not None:
                painter.setPen(QPen(look.colour("muted"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(self._point(one.day, one.before), radius, radius)
            if one.after is not None:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(look.colour("accent"))
                painter.drawEllipse(self._point(one.day, one.after), radius, radius)
        self._paint_line(painter)
        paint_dates(painter, plot, self._dates(), font, look.colour("muted"))
        if self.hasFocus() and self.told:
            spot = self._point(self.told[self._here].day, self.told[self._here].now or 0)
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(spot, radius + 5, radius + 5)
        painter.end()

    def _dates(self) -> list[date]:
        days = (self._last - self._first).days
        return [self._first + (self._last - self._first) * number // 6 for number in range(6)] if days else []

    def _paint_band(self, painter: QPainter) -> None:
        """Paint the amount people notice around where the line begins: inside it, nothing has changed that counts."""
        if not self._line:
            return
        start = self._line[0].value
        top, bottom = (self._point(self._first, min(10.0, max(0.0, start + by))).y() for by in (NOTICED, -NOTICED))
        plot = self._plot()
        painter.fillRect(QRectF(plot.left(), top, plot.width(), bottom - top), self._look.colour("neutral-soft"))

    def _paint_line(self, painter: QPainter) -> None:
        path, before = QPainterPath(), None
        for one in self._line:
            point = self._point(one.day, one.value)
            if before is None or (one.day - before).days > _BROKEN_DAYS:
                path.moveTo(point)
            else:
                path.lineTo(point)
            before = one.day
        painter.setPen(QPen(self._look.colour("accent"), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
