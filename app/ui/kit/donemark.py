"""The mark of what is done: a ring that closes, and a check in it."""

from PySide6.QtCore import QEasingCurve, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Look

CLOSES_MS = 600
_SIDE, _ICON, _LINE = 64, 32, 4  # pixels before text scaling
_TURN = 16 * 360  # Qt counts sixteenths of a degree


class DoneMark(QWidget):
    """Closes as far as `share` of it was done, 0 to 1; a check stands in it where that is all, else what is given.

    With `moves` it takes a moment, so that the end is seen to be one. Screen readers pass it by: the words beside it
    say the same.
    """

    def __init__(self, look: Look, share: float, icon: str = "check", *, moves: bool = False) -> None:
        super().__init__()
        self._look, self._share, self._icon = look, share, icon
        self.closed = 0.0 if moves else share  # so far, 0 to 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if moves:
            way = QVariantAnimation(self)
            way.setStartValue(0.0)
            way.setEndValue(share)
            way.setDuration(CLOSES_MS)
            way.setEasingCurve(QEasingCurve.Type.OutCubic)
            way.valueChanged.connect(self._close)
            way.start()

    def sizeHint(self) -> QSize:
        side = self._look.theme.scaled(_SIDE)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = look.theme.scaled(_LINE)
        ring = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(look.colour("neutral-soft"), line))
        painter.setBrush(look.colour("accent-soft"))
        painter.drawEllipse(ring)
        painter.setPen(QPen(look.colour("accent"), line, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if self.closed > 0:
            painter.drawArc(ring, _TURN // 4, -round(_TURN * self.closed))
        side = look.theme.scaled(_ICON)
        painter.setOpacity(min(1.0, self.closed / self._share) if self._share else 1.0)
        at = (self.width() - side) // 2
        painter.drawPixmap(at, at, look.pixmap(self._icon, "on-accent-soft", side, self.devicePixelRatioF()))
        painter.end()

    def _close(self, closed: float) -> None:
        self.closed = closed
        self.update()
