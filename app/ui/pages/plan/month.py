"""A month of the plan: a mark and a number for each day; arrows go from day to day, and each is told."""

from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.plan.today import Mark, week_of
from app.ui.kit.announce import announce
from app.ui.kit.paint import focus_ring
from app.ui.pages.today.words import MARKS, day_title
from app.ui.theme import Look
from app.ui.tokens import Role

_CELL = (44, 48)  # pixels before text scaling, at least
_INKS: dict[Mark, Role] = {"done": "accent", "partly": "accent", "open": "text", "missed": "muted"}
_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class Month(QWidget):
    """Shows the six weeks around the first of a month. `chosen` carries a day that was gone to.

    `marks_of` is asked once for each month: going from day to day within it costs nothing.
    """

    chosen = Signal(object)

    def __init__(
        self, look: Look, marks_of: Callable[[Sequence[date]], Mapping[date, Mark]], today: date, day: date
    ) -> None:
        super().__init__()
        self._look, self._marks_of, self._today = look, marks_of, today
        self.day = day
        self._marks: Mapping[date, Mark] = {}
        self._month: date | None = None  # the first of the month whose marks are known
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.go_to(day)

    def go_to(self, day: date) -> None:
        """Go to a day, in whatever month it lies."""
        self.day = day
        if day.replace(day=1) != self._month:
            self._month = day.replace(day=1)
            self._marks = self._marks_of(self.days)
        self.setAccessibleName(f"{day:%B} {day.year}")
        self.setAccessibleDescription(self.words(day))
        self.update()

    def go_by(self, months: int) -> None:
        """Go to the same day some months later or earlier; to the last of a month that is shorter."""
        number = self.day.year * 12 + self.day.month - 1 + months
        year, month = divmod(number, 12)
        if MINYEAR <= year <= MAXYEAR:
            self._choose(date(year, month + 1, min(self.day.day, monthrange(year, month + 1)[1])))

    @property
    def days(self) -> list[date]:
        """The days that are shown, six weeks of them."""
        first = week_of(self.day.replace(day=1))[0]
        return [first + timedelta(days=number) for number in range(42)]

    def words(self, day: date) -> str:
        """Say in a sentence how a day stands."""
        today = ", today" if day == self._today else ""
        return f"{day_title(day)}{today}: {MARKS[self._marks[day]][1]}"

    def _choose(self, day: date) -> None:
        self.go_to(day)
        self.chosen.emit(day)
        announce(self, self.words(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _MONTHS:
            self.go_by(_MONTHS[key])
        elif key in _DAYS:
            self._choose(self.day + timedelta(days=_DAYS[key]))
        elif key == Qt.Key.Key_Home:
            self._choose(self._today)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, day in enumerate(self.days):
            if self._cell(number).contains(event.position()):
                self._choose(day)
                return

    def _cell(self, number: int) -> QRectF:
        wide, high = self.width() / 7, float(self._look.theme.scaled(_CELL[1]))
        top = self._look.theme.text_px("small") * 1.8
        return QRectF(number % 7 * wide, top + number // 7 * high, wide, high)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        high = theme.text_px("small") * 1.8 + 6 * theme.scaled(_CELL[1])
        return QSize(7 * theme.scaled(_CELL[0]), round(high))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = Qt.AlignmentFlag.AlignCenter
        for number, day in enumerate(self.days):
            cell = self._cell(number)
            if number < 7:
                painter.setFont(look.font("small"))
                painter.setPen(look.colour("muted"))
                painter.drawText(QRectF(cell.left(), 0, cell.width(), cell.top()), centre, f"{day:%a}")
            self._paint_day(painter, day, cell.adjusted(2, 2, -2, -2))
        painter.end()

    def _paint_day(self, painter: QPainter, day: date, cell: QRectF) -> None:
        look, mark = self._look, self._marks[day]
        if day == self.day:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent-soft"))
            painter.drawRoundedRect(cell, 8, 8)
        if day == self._today:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell, 8, 8)
        is_within = day.month == self.day.month
        painter.setFont(look.font("small", strong=day == self._today))
        painter.setPen(look.colour("text" if is_within else "muted"))
        upper = QRectF(cell.left(), cell.top(), cell.width(), cell.height() / 2)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if mark != "nothing":
            side = look.theme.scaled(16)
            picture = look.pixmap(MARKS[mark][0], _INKS.get(mark, "muted"), side, self.devicePixelRatioF())
            x, y = cell.center().x() - side / 2, cell.center().y() + cell.height() / 4 - side / 2
            painter.drawPixmap(round(x), round(y), picture)
        if day == self.day and self.hasFocus():
            focus_ring(painter, cell.toRect(), 8, look.colour("focus"))
