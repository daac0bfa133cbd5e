"""Shapes onto a QPainter: on a screen, a picture or a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from app.figure.body import Point
from app.figure.motion import Instant, skeleton_at
from app.figure.outline import Path
from app.figure.scene import Box, scene_of
from app.figure.shape import Drawn, Glow
from app.figure.shapes import shapes_of
from app.routine.model import Area
from app.routine.pose import Pose
from app.ui.figure.inks import UNIT, Inks

_RINGS: Final = (1.0, 0.86, 0.72, 0.58, 0.44, 0.3)  # of a glow on paper, one over the other: see Inks.ring
_TALLEST: Final = 0.78  # standing heights that fill a picture at most: nobody becomes a giant for sitting down


def paint_figure(
    painter: QPainter,
    into: QRectF,
    pose: Pose,
    areas: tuple[Area, ...],
    instant: Instant,
    inks: Inks,
    *,
    fine: bool = True,
    frame: Box | None = None,
) -> None:
    """Paint a pose at an instant as large as it fits; where it stands does not change while it moves.

    Without `fine`, what cannot be seen on a small picture is left out. With `frame` it is as large as that fits.
    """
    scene = scene_of(pose, areas)
    skeleton = skeleton_at(pose, instant)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place(painter, into, frame or scene.frame, turned=skeleton.faces != scene.first.faces and skeleton.view == "side")
    paint_shapes(painter, shapes_of(skeleton, scene, inks.hair, fine=fine), inks)
    painter.restore()


def scale_of(into: QRectF, frame: Box) -> float:
    """Return how many pixels a standing height takes."""
    return min(into.width() / frame.wide, into.height() / max(frame.high_by, _TALLEST))


@dataclass(frozen=True)
class Placing:
    """Where standing heights go on a page: a point is `x` pixels right of the origin for each, and as many up."""

    origin: QPointF
    scale: float

    def on_page(self, point: Point) -> QPointF:
        """Return where a point of the figure is painted."""
        return QPointF(self.origin.x() + point[0] * self.scale, self.origin.y() - point[1] * self.scale)

    def of_page(self, at: QPointF) -> Point:
        """Return which point of the figure is painted there."""
        return (at.x() - self.origin.x()) / self.scale, (self.origin.y() - at.y()) / self.scale


def placing(into: QRectF, frame: Box, *, turned: bool = False) -> Placing:
    """Return how a frame lies in the middle of a rectangle and on its lower edge."""
    scale = scale_of(into, frame)
    middle = (frame.left + frame.right) / 2 * (-1 if turned else 1)
    spare = max(0.0, into.height() - frame.high_by * scale) / 2
    return Placing(QPointF(into.center().x() - middle * scale, into.bottom() - spare + frame.low * scale), scale)


def place(painter: QPainter, into: QRectF, frame: Box, *, turned: bool) -> None:
    """Set the painter to units of a path, y up, with a frame where `placing` has it."""
    found = placing(into, frame, turned=turned)
    painter.translate(found.origin)
    painter.scale(found.scale / UNIT, -found.scale / UNIT)


def paint_shapes(painter: QPainter, shapes: Iterable[Drawn], inks: Inks) -> None:
    """Paint shapes in order, in units of a path."""
    no_pen, no_brush = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush
    painter.setPen(no_pen)
    for shape in shapes:
        if isinstance(shape, Glow):
            _paint_glow(painter, shape, inks)
        elif shape.line:
            painter.setPen(inks.pen(shape.tone, shape.shade, shape.line))
            painter.setBrush(no_brush)
            painter.drawPath(outline_of(shape.path))
            painter.setPen(no_pen)
        else:
            painter.setBrush(inks.brush(shape.tone, shape.shade))
            painter.drawPath(outline_of(shape.path))


def _paint_glow(painter: QPainter, glow: Glow, inks: Inks) -> None:
    """Paint a glow: on a screen as a picture that is kept, since to blend one takes as long as half the figure.

    On paper as rings: in a PDF Qt makes every colour of a gradient solid.
    """
    at, radius = QPointF(glow.at[0] * UNIT, glow.at[1] * UNIT), glow.radius * UNIT
    device = painter.device()
    if isinstance(device, QPagedPaintDevice):
        painter.setBrush(inks.ring)
        for share in _RINGS:
            painter.drawEllipse(at, radius * share, radius * share)
        return
    if not isinstance(device, QWidget):
        painter.setBrush(inks.light)
        painter.drawEllipse(at, radius, radius)
        return
    to_page = painter.transform()
    middle, half = to_page.map(at), radius * abs(to_page.m11())
    picture = inks.glow(round(2 * half), device.devicePixelRatioF())
    painter.save()
    painter.resetTransform()
    painter.drawPixmap(middle - QPointF(half, half), picture)
    painter.restore()


def outline_of(path: Path) -> QPainterPath:
    """Return a path as Qt draws it. What overlaps in it is filled, not cut out."""
    found = QPainterPath()
    found.setFillRule(Qt.FillRule.WindingFill)
    unit = UNIT
    for command in path:
        if command[0] == "C":
            _, x1, y1, x2, y2, x, y = command
            found.cubicTo(x1 * unit, y1 * unit, x2 * unit, y2 * unit, x * unit, y * unit)
        elif command[0] == "L":
            found.lineTo(command[1] * unit, command[2] * unit)
        elif command[0] == "M":
            found.moveTo(command[1] * unit, command[2] * unit)
        else:
            found.closeSubpath()
    return found
