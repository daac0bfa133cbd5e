"""What the charts share: each thing in them is told in words, by the pointer and by the arrows that walk along them."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.charts.scale import Scale
from app.ui.kit.announce import announce
from app.ui.theme import Look

_LEFT, _FOOT, _OVER = 40, 24, 6  # pixels around the plot; the first two before text scaling
_WIDE, _NARROW = 420, 200
_MOST_NAMED = 9
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Said(Protocol):
    """One thing of a chart."""

    @property
    def words(self) -> str: ...


class Pointed(QWidget):
    """A chart that is pointed at: `told` carries the words on what is there, and none when the pointer leaves."""

    told = Signal(str)

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def leaveEvent(self, event: QEvent) -> None:
        self.told.emit("")

    def _go_to(self, words: str) -> None:
        """Tell where the keys are now."""
        self.told.emit(words)
        announce(self, words)
        self.update()


class Walked(Pointed):
    """A chart of things in the order of time: arrows go from one to the next, beginning at the last."""

    def __init__(self, look: Look, name: str, *, high: int, right: int = 0) -> None:
        """Make one so many pixels high, before text scaling, with as many kept free at the right."""
        super().__init__(look, name)
        self._high, self._right = high, right
        self._along: Sequence[Said] = ()
        self._here = 0

    def _walk_along(self, along: Sequence[Said]) -> None:
        """Have the arrows go along these."""
        self._along = along
        self._here = max(0, len(along) - 1)

    def _plot(self) -> QRectF:
        """Return where values are painted: right of the scale's figures and above the dates."""
        theme = self._look.theme
        left, foot = theme.scaled(_LEFT), theme.scaled(_FOOT)
        wide, high = self.width() - left - self._right, self.height() - foot - _OVER
        return QRectF(left, _OVER, max(1, wide), max(1, high))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self._along:
            super().keyPressEvent(event)
            return
        self._here = max(0, min(len(self._along) - 1, self._here + step))
        self._go_to(self._along[self._here].words)

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, self._look.theme.scaled(self._high))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROW, self._look.theme.scaled(self._high))


def paint_axis(painter: QPainter, plot: QRectF, scale: Scale, font: QFont, ink: QColor, line: QColor) -> None:
    """Paint the lines of a scale, and their figures at the left."""
    painter.setFont(font)
    for tick in scale.ticks:
        y = plot.bottom() - scale.share(tick) * plot.height()
        painter.setPen(QPen(line, 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(ink)
        box = QRectF(0, y - 12, plot.left() - 8, 24)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{tick:g}")


def paint_dates(painter: QPainter, plot: QRectF, days: Sequence[date], font: QFont, ink: QColor) -> None:
    """Paint some of the dates below, as many as there is room for."""
    painter.setFont(font)
    painter.setPen(ink)
    each = max(1, -(-len(days) // _MOST_NAMED))
    wide = plot.width() / max(1, len(days))
    for number in range(0, len(days), each):
        box = QRectF(plot.left() + number * wide, plot.bottom() + 4, wide * each, 22)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, f"{days[number].day} {days[number]:%b}")
