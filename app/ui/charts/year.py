"""A year of days as a map: how long something was done on each, told by hover and arrows, gone to by a click."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent

from app.ui.charts.walked import Pointed
from app.ui.kit.paint import focus_ring
from app.ui.pages.words import lasted
from app.ui.theme import Look

WEEKS = 53
STEPS = (1.0, 600.0, 1200.0, 2400.0)  # seconds from which a day is one shade deeper
_KEYS = {
    Qt.Key.Key_Left: -7,
    Qt.Key.Key_Right: 7,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -28,
    Qt.Key.Key_PageDown: 28,
}


def days_of(last: date) -> list[date]:
    """Return the days of 53 weeks up to the Sunday of the week a day lies in, Monday first."""
    sunday = last + timedelta(days=6 - last.weekday())
    return [sunday - timedelta(days=number) for number in range(7 * WEEKS - 1, -1, -1)]


def shade_of(seconds: float) -> int:
    """Return how deep a day is shaded: 0 for nothing, up to 4."""
    return sum(seconds >= step for step in STEPS)


def words_of(day: date, seconds: float) -> str:
    """Say what was done on a day."""
    return f"{day:%A} {day.day} {day:%B} {day.year}: {lasted(seconds) if seconds else 'nothing'}"


class YearMap(Pointed):
    """Arrows go from day to day and from week to week; `chosen` carries a day that is asked for."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "A year, day by day")
        self._days: list[date] = []
        self._seconds: Mapping[date, float] = {}
        self._today = date.min
        self.day: date | None = None  # the keys are at
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_year(self, seconds: Mapping[date, float], today: date) -> None:
        """Show the year up to today; `seconds` by day."""
        self._seconds, self._today, self._days = seconds, today, days_of(today)
        self.day = self.day if self.day in self._days else today
        done = sum(1 for day in self._days if seconds.get(day))
        self.setAccessibleDescription(f"Something was done on {done} of these days. Arrows go from day to day.")
        self.update()

    # --- where a day is ----------------------------------------------------------------------------------------------

    @property
    def _side(self) -> float:
        return min(self.width() / WEEKS, float(self._look.theme.scaled(18)))

    @property
    def _top(self) -> float:
        return self._look.theme.text_px("small") * 1.6

    def box_of(self, number: int) -> QRectF:
        """Return where a day is painted, by its number from the first."""
        side = self._side
        return QRectF(number // 7 * side, self._top + number % 7 * side, side - 2, side - 2)

    def day_at(self, x: float, y: float) -> date | None:
        """Return the day at a point; None between and after days."""
        week, weekday = int(x // self._side), int((y - self._top) // self._side)
        number = week * 7 + weekday
        is_there = y >= self._top and 0 <= weekday < 7 and 0 <= number < len(self._days)
        return self._days[number] if is_there and self._days[number] <= self._today else None

    # --- telling -----------------------------------------------------------------------------------------------------

    def _words(self, day: date) -> str:
        return words_of(day, self._seconds.get(day, 0.0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().x(), event.position().y())
        if day is not None:
            self.told.emit(self._words(day))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().x(), event.position().y())
        if day is not None:
            self.day = day
            self.update()
            self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS.get(Qt.Key(event.key()))
        if step is not None and self.day is not None:
            self.day = min(self._today, max(self._days[0], self.day + timedelta(days=step)))
            self._go_to(self._words(self.day))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.day is not None:
            self.chosen.emit(self.day)
        else:
            super().keyPressEvent(event)

    # --- painting ----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(WEEKS * 14, round(self._top + 7 * self._side))

    def minimumSizeHint(self) -> QSize:
        return QSize(WEEKS * 4, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # as high as its days, which are as wide as there is room for

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("small"))
        named = 0.0
        for number, day in enumerate(self._days):
            box = self.box_of(number)
            if day.day <= 7 and day.weekday() == 0 and box.left() >= named:
                painter.setPen(look.colour("muted"))
                painter.drawText(QRectF(box.left(), 0, 60, self._top), f"{day:%b}")
                named = box.left() + look.theme.scaled(34)
            if day <= self._today:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._ink(shade_of(self._seconds.get(day, 0.0))))
                painter.drawRoundedRect(box, 3, 3)
            if day == self._today:
                painter.setPen(QPen(look.colour("text"), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 3, 3)
            if day == self.day and self.hasFocus():
                focus_ring(painter, box.adjusted(-2, -2, 2, 2).toRect(), 4, look.colour("focus"))
        painter.end()

    def _ink(self, shade: int) -> QColor:
        """Return the colour of a shade: deeper is longer."""
        if not shade:
            return self._look.colour("neutral-soft")
        ink = self._look.colour("accent")
        ink.setAlphaF((0.3, 0.5, 0.75, 1.0)[shade - 1])
        return ink
