"""The body map: front and back of a body, with the areas one can point at as buttons; none, one or more are chosen."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
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
    "shoulders": (1, 27, 46, 20, 14),
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
    """Return the outline of a body that stands, in a box of 100 by 200."""
    body = QPainterPath()
    body.setFillRule(Qt.FillRule.WindingFill)
    body.addEllipse(QPointF(50, 16), 11, 14)
    body.addRect(QRectF(45, 26, 10, 14))
    body.addRoundedRect(QRectF(28, 38, 44, 66), 14, 14)
    body.addRoundedRect(QRectF(31, 84, 38, 30), 12, 12)
    for mirrored in (False, True):
        arm, leg = QPainterPath(), QPainterPath()
        arm.moveTo(32, 46)
        arm.cubicTo(20, 62, 18, 84, 12, 108)
        leg.moveTo(41, 106)
        leg.cubicTo(40, 132, 39, 160, 38, 192)
        for path, wide in ((arm, 11.0), (leg, 17.0)):
            body.addPath(_thick(path, wide, mirrored))
    return body


def _thick(path: QPainterPath, wide: float, mirrored: bool) -> QPainterPath:
    from PySide6.QtGui import QPainterPathStroker, QTransform

    stroker = QPainterPathStroker()
    stroker.setWidth(wide)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    thick = stroker.createStroke(path)
    return QTransform(-1, 0, 0, 1, 100, 0).map(thick) if mirrored else thick
