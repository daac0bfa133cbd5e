"""Start and end of an exercise side by side, with an arrow from one to the other: where nothing may or can move."""

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.figure.motion import Instant
from app.figure.scene import Scene, points_of, scene_of
from app.figure.skeleton import BodySide
from app.routine.model import Area
from app.routine.pose import Pose
from app.ui.figure.inks import Inks
from app.ui.figure.painter import paint_figure, scale_of

_SMALL_PX: Final = 180.0  # a figure no taller than that has no fingers
_SEEN: Final = 0.018  # standing heights: less than that between start and end is no difference to look at


def paint_stills(
    painter: QPainter,
    into: QRectF,
    pose: Pose,
    areas: tuple[Area, ...],
    inks: Inks,
    arrow: QColor,
    side: BodySide | None = None,
) -> None:
    """Paint how an exercise starts and how it ends; once where there is no difference."""
    scene = scene_of(pose, areas)
    fine = scale_of(into, scene.frame) > _SMALL_PX
    start, end = Instant(bend=0.0, side=side), Instant(bend=1.0, side=side)
    if not moves(scene):
        paint_figure(painter, into, pose, areas, end, inks, fine=fine)
        return
    first, second, across = _halves(into, scene)
    paint_figure(painter, first, pose, areas, start, inks, fine=fine)
    paint_figure(painter, second, pose, areas, end, inks, fine=fine)
    _paint_arrow(painter, first, second, across, arrow)


def moves(scene: Scene) -> bool:
    """Whether the end looks different from the start."""
    pairs = zip(points_of(scene.first), points_of(scene.last), strict=True)
    turned = abs(scene.first.head_turn_deg - scene.last.head_turn_deg) > 10
    return turned or max(math.dist(start, end) for start, end in pairs) > _SEEN


def _halves(into: QRectF, scene: Scene) -> tuple[QRectF, QRectF, bool]:
    """Return where start and end go: beside or above one another, whichever shows them larger."""
    gap = min(into.width(), into.height()) * 0.07
    wide, high = (into.width() - gap) / 2, (into.height() - gap) / 2
    beside = QRectF(into.left(), into.top(), wide, into.height())
    above = QRectF(into.left(), into.top(), into.width(), high)
    if scale_of(beside, scene.frame) >= scale_of(above, scene.frame) * 0.9:
        return beside, beside.translated(wide + gap, 0), True
    return above, above.translated(0, high + gap), False


def _paint_arrow(painter: QPainter, first: QRectF, second: QRectF, across: bool, colour: QColor) -> None:
    size = max(4.0, min(first.width(), first.height()) * 0.055)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate((first.center() + second.center()) / 2)
    if not across:
        painter.rotate(90)
    pen = QPen(colour, max(1.5, size * 0.28), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawLine(QPointF(-size, 0), QPointF(size, 0))
    painter.drawPolyline([QPointF(size * 0.35, -size * 0.6), QPointF(size, 0), QPointF(size * 0.35, size * 0.6)])
    painter.restore()
