"""The strokes the kit's own widgets share: plates with round corners, shadows, and the focus ring."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

RING_PX = 2.0


def plate(painter: QPainter, rect: QRect, radius: float, fill: QColor | None, edge: QColor | None = None) -> None:
    """Paint a filled shape with round corners and, where asked, a one pixel edge that lies inside it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = 0.5 if edge else 0.0
    painter.setPen(QPen(edge, 1.0) if edge else Qt.PenStyle.NoPen)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    shape = QRectF(rect).adjusted(inset, inset, -inset, -inset)
    painter.drawRoundedRect(shape, radius - inset, radius - inset)


def shadow(painter: QPainter, rect: QRect, radius: float, colour: QColor, depth: int) -> None:
    """Paint a soft shadow below a plate, `depth` pixels deep; the caller leaves that much room under it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    layer = QColor(colour)
    layer.setAlphaF(colour.alphaF() * 1.5 / depth)
    painter.setBrush(layer)
    for drop in range(1, depth + 1):
        side = max(0.0, drop - 1.0) * 0.5
        painter.drawRoundedRect(QRectF(rect).adjusted(side, side, -side, float(drop)), radius, radius)


def focus_ring(painter: QPainter, rect: QRect, radius: float, colour: QColor, gap: QColor | None = None) -> None:
    """Paint the focus ring just inside a shape; with a gap between it and a strong fill."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line, inset in ((colour, RING_PX / 2), (gap, RING_PX * 1.5)):
        if line is not None:
            painter.setPen(QPen(line, RING_PX))
            shape = QRectF(rect).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(shape, radius - inset, radius - inset)


def plain_tip(text: str) -> str:
    """Text for a tooltip that Qt cannot take for HTML: tooltips have no plain mode of their own."""
    import html  # late: its table of names costs 2 ms at the start

    return f"<span>{html.escape(text)}</span>" if text else ""
