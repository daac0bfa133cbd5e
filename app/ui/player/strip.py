"""The strip: the whole routine in one line, each segment as wide as it is long."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.play.timeline import Part, Segment
from app.routine.quantities import spoken
from app.ui.kit.paint import plain_tip
from app.ui.theme import Look
from app.ui.tokens import Role

_ROLES: dict[str, Role] = {"heat": "heat", "cold": "cold", "breath": "breath", "relax": "breath"}
_HEIGHT = 14
_GAP = 2.0


class Strip(QWidget):
    """Shows where we are in the routine. Work stands tall, what lies between it low, what is over is filled."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._segments: Sequence[Segment] = ()
        self._parts: Sequence[Part] = ()
        self._index = 0
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("The routine from start to end")

    def show_place(self, segments: Sequence[Segment], parts: Sequence[Part], index: int, share: float) -> None:
        """Show the place: the segment we are in, and the share of it that is over."""
        steps = round(share * 200)
        if (index, steps) == (self._index, round(self._share * 200)) and len(segments) == len(self._segments):
            return
        self._segments, self._parts, self._index, self._share = list(segments), parts, index, share
        self.setAccessibleDescription(f"Part {index + 1} of {len(segments)}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for index, (left, wide) in enumerate(self._places()):
            segment = self._segments[index]
            high = _HEIGHT if segment.kind == "work" else _HEIGHT * 0.45
            box = QRectF(left, (_HEIGHT - high) / 2, max(1.5, wide - _GAP), high)
            radius = min(3.0, box.width() / 2)
            painter.setBrush(self._look.colour("track"))
            painter.drawRoundedRect(box, radius, radius)
            over = 1.0 if index < self._index else self._share if index == self._index else 0.0
            if over:
                painter.setBrush(self._look.colour(self._role(segment)))
                painter.drawRoundedRect(
                    QRectF(box.left(), box.top(), max(radius * 2, box.width() * over), high), radius, radius
                )
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self._told(event.pos().x())), self)
            return True
        return super().event(event)

    def _told(self, x: float) -> str:
        for segment, (left, wide) in zip(self._segments, self._places(), strict=True):
            if left <= x < left + wide:
                return f"{segment.title[:60]}, {'about ' if segment.is_open else ''}{spoken(segment.about_s)}"
        return ""

    def _places(self) -> list[tuple[float, float]]:
        total_s = sum(segment.about_s for segment in self._segments) or 1.0
        scale, left, places = self.width() / total_s, 0.0, []
        for segment in self._segments:
            wide = segment.about_s * scale
            places.append((left, wide))
            left += wide
        return places

    def _role(self, segment: Segment) -> Role:
        if segment.kind != "work":
            return "outline"
        part = self._parts[segment.part] if segment.part is not None else None
        return _ROLES.get(part.kind, "accent") if part else "accent"
