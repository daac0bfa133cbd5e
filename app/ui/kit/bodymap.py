"""The body map: front and back of a body, with the areas one can point at as buttons; none, one or more are chosen."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.kit.paint import focus_ring, plain_tip
from app.ui.kit.pressed import Pressed
from app.ui.theme import Look

_WIDE, _HIGH = 280, 268  # pixels before text scaling
_LARGEST = 125  # hundredths: with larger text there is less room, and a body is not read
_LEAST = 32  # what can be hit

# Each area: the middle and size of its spot, in hundredths of one body's box (100 wide, 200 high); front is left.
_SPOTS: Final[dict[str, tuple[int, float, float, float, float]]] = {
    "eyes": (0, 50, 17, 18, 9),
    "chest": (0, 50, 58, 30, 20),
    "hips": (0, 50, 98, 34, 15),
    "wrists": (0, 83, 103, 15, 15),
    "neck": (1, 50, 33, 18, 11),
    "shoulders": (1, 31, 47, 18, 14),
    "upper back": (1, 52, 60, 26, 18),
    "lower back": (1, 50, 84, 28, 15),
    "hamstrings": (1, 40, 128, 16, 22),
    "calves": (1, 40, 166, 14, 20),
}
AREAS: Final = tuple(_SPOTS)


class _Spot(Pressed, QAbstractButton):
    """One area, pressed or not."""

    def __init__(self, look: Look, area: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(area.capitalize())
        self.setToolTip(plain_tip(area.capitalize()))
        self.setAccessibleDescription("Pressed where it hurts.")  # else readers get the tooltip with its markup

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(look.colour("danger" if self.isChecked() else "outline"), 2 if self.isChecked() else 1))
        if self.isChecked():
            painter.setBrush(look.colour("danger-soft"))
        elif self.underMouse():
            painter.setBrush(look.colour("hover"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self.isChecked():
            side = min(look.theme.scaled(16), int(box.height()))
            picture = look.pixmap("check", "on-danger-soft", side, self.devicePixelRatioF())
            painter.drawPixmap(round(box.center().x() - side / 2), round(box.center().y() - side / 2), picture)
        if self.hasFocus():
            focus_ring(painter, self.rect(), self.height() / 2, look.colour("focus"))
        painter.end()


class BodyMap(QWidget):
    """`picked` comes when an area is chosen or given up. Each is a button, reached by Tab, pressed by Space."""

    picked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.spots = {area: _Spot(look, area, self) for area in _SPOTS}
        for spot in self.spots.values():
            spot.clicked.connect(self.picked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Where, on front and back of a body")

    @property
    def chosen(self) -> tuple[str, ...]:
        """The areas that are chosen."""
        return tuple(area for area, spot in self.spots.items() if spot.isChecked())

    def choose(self, areas: tuple[str, ...]) -> None:
        """Choose these, without a word."""
        for area, spot in self.spots.items():
            spot.setChecked(area in areas)

    def sizeHint(self) -> QSize:
        most = min(self._look.theme.scaled(100), _LARGEST) / 100
        return QSize(round(_WIDE * most), round(_HIGH * most))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for area, spot in self.spots.items():
            body, x, y, wide, high = _SPOTS[area]
            middle = self._on_page(body, x, y)
            size = QSize(max(_LEAST, round(wide * self._scale)), max(_LEAST, round(high * self._scale)))
            spot.resize(size)
            spot.move(round(middle.x() - size.width() / 2), round(middle.y() - size.height() / 2))

    @property
    def _scale(self) -> float:
        return min(self.width() / 210, self.height() / 200)

    def _on_page(self, body: int, x: float, y: float) -> QPointF:
        return QPointF((x + 110 * body) * self._scale, y * self._scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for body in (0, 1):
            painter.save()
            painter.translate(self._on_page(body, 0, 0))
            painter.scale(self._scale, self._scale)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("neutral-soft"))
            painter.drawPath(_body())
            painter.restore()
        painter.end()


def _body() -> QPainterPath:
    """Return the outline of a body that stands, in a box of 100 by 200: one half, and the same mirrored."""
    half = QPainterPath(QPointF(50.5, 3))  # from the top of the head, a little over the middle: no seam
    half.cubicTo(42.5, 3, 39.5, 8.5, 39.8, 15)
    half.cubicTo(40, 21, 42.5, 25.5, 45, 28)  # the jaw
    half.lineTo(45, 34)
    half.cubicTo(44.5, 38.5, 37, 39.5, 32, 41.5)  # over the shoulder
    half.cubicTo(26.5, 43.5, 24.5, 48, 23.5, 54)
    half.cubicTo(22.5, 63, 20.5, 71, 17.5, 79)  # down the arm
    half.cubicTo(15, 87, 13.5, 94, 12, 101)
    half.cubicTo(9.5, 106, 9.5, 112, 12, 115)  # the hand
    half.cubicTo(15.5, 116, 18, 111, 18.8, 104)
    half.cubicTo(21, 96, 24, 89, 26, 82)  # up the inner side
    half.cubicTo(28.5, 74, 30, 66, 31.5, 58)
    half.cubicTo(32.5, 66, 34.5, 74, 34.8, 81)  # down the trunk
    half.cubicTo(34.8, 88, 31.5, 94, 31, 102)
    half.cubicTo(30.5, 117, 32.5, 131, 34.5, 144)  # down the leg
    half.cubicTo(33.5, 155, 35, 166, 37.5, 178)
    half.cubicTo(38, 183, 36, 188, 33.5, 192)  # the foot
    half.cubicTo(34, 196.5, 43, 196.5, 45, 192.5)
    half.cubicTo(45, 182, 45.5, 172, 46.2, 160)
    half.cubicTo(46.8, 144, 48, 129, 50.5, 112)
    half.closeSubpath()
    return half.united(QTransform(-1, 0, 0, 1, 100, 0).map(half))
