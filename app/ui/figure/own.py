"""A person's own picture of an exercise, where a figure would be."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath

_ROUND = 0.05  # of its shorter side


def paint_own(painter: QPainter, into: QRectF, image: QImage) -> None:
    """Paint a picture in the middle, as large as it fits, with round corners."""
    size = QSizeF(image.size()).scaled(into.size(), Qt.AspectRatioMode.KeepAspectRatio)
    box = QRectF(
        into.center().x() - size.width() / 2, into.center().y() - size.height() / 2, size.width(), size.height()
    )
    corners = QPainterPath()
    radius = min(size.width(), size.height()) * _ROUND
    corners.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(corners)
    painter.drawImage(box, image)
    painter.restore()
