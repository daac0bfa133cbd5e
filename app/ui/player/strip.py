"""The strip: the whole routine in one line, each segment as wide as it is long, and a way to go to any step of it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.play.timeline import Part, Segment
from app.ui.kit.announce import Announce, announce
from app.ui.player.naming import Stretch, place_in_words, stretches
from app.ui.theme import Look
from app.ui.tokens import Role

_ROLES: dict[str, Role] = {"heat": "heat", "cold": "cold", "breath": "breath", "relax": "breath"}
_BAR, _HEIGHT = 1.75, 3.25  # steps of the grid: what is drawn, and what is pressed
_GAP = 2.0
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}


class Strip(QWidget):
    """Shows where we are in the routine. Work stands tall, what lies between it low, what is over is filled.

    The step under the pointer, or the one arrows go to while the focus is here, is told in words; a click or Enter asks
    to go there. Every other key is left to the page.
    """

    told = Signal(str, str)  # when a step comes and what it is; both empty where none is pointed at
    asked = Signal(int)  # to go on at a station

    def __init__(self, look: Look, *, announce: Announce = announce) -> None:
        super().__init__()
        self._look = look
        self._announce = announce
        self._segments: Sequence[Segment] = ()
        self._parts: Sequence[Part] = ()
        self._stretches: list[Stretch] = []
        self._total_s = 0.0
        self._index = 0
        self._now_s = 0.0
        self._pointed: int | None = None  # which of the stretches; by the pointer
        self._chosen: int | None = None  # by the keys, while the focus is here
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("The routine from start to end")

    # --- where we are ------------------------------------------------------------------------------------------------

    def show_place(self, segments: Sequence[Segment], parts: Sequence[Part], index: int, offset_s: float) -> None:
        """Show the place: the segment we are in, and how many seconds of it are over."""
        total_s = sum(segment.about_s for segment in segments)
        before, was_in = self._now_s, self._index
        if total_s != self._total_s or len(segments) != len(self._segments) or parts is not self._parts:
            self._segments, self._parts, self._total_s = list(segments), parts, total_s
            self._stretches = stretches(segments, parts)
            was_in = -1
        self._index = index
        length_s = segments[index].about_s
        self._now_s = sum(one.about_s for one in segments[:index]) + min(offset_s, length_s)
        if index != was_in:
            self.setAccessibleDescription(f"Step {self._here + 1} of {len(self._stretches)}")
            self.update()
        elif self._x(self._now_s) != self._x(before):
            left, right = sorted((self._x(before), self._x(self._now_s)))
            self.update(left - 4, 0, right - left + 8, self.height())
        if int(before) != int(self._now_s):
            self._tell()

    @property
    def _here(self) -> int:
        """Which of the stretches we are in."""
        return next(number for number, one in enumerate(self._stretches) if one.first <= self._index < one.end)

    def _x(self, seconds: float) -> int:
        return round(self.width() * seconds / (self._total_s or 1.0))

    # --- what is pointed at ------------------------------------------------------------------------------------------

    def _shown(self) -> int | None:
        """Return which stretch is told of: that of the pointer, else that of the keys."""
        shown = self._pointed if self._pointed is not None else self._chosen
        return shown if shown is not None and shown < len(self._stretches) else None

    def _tell(self) -> None:
        shown = self._shown()
        self.told.emit(*(("", "") if shown is None else place_in_words(self._stretches[shown], self._now_s)))

    def _point_at(self, number: int | None) -> None:
        if number != self._pointed:
            self._pointed = number
            self._tell()
            self.update()

    def _choose(self, number: int | None) -> None:
        self._chosen = number
        self._tell()
        self.update()
        if number is not None:
            self._announce(self, ", ".join(reversed(place_in_words(self._stretches[number], self._now_s))))

    def _at(self, x: float) -> int | None:
        seconds = x / max(1, self.width()) * self._total_s
        return next(
            (number for number, one in enumerate(self._stretches) if one.starts_s <= seconds < one.ends_s), None
        )

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self.asked.emit(self._stretches[number].station)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._stretches:
            self._choose(self._here)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._choose(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, last = Qt.Key(event.key()), len(self._stretches) - 1
        if self._chosen is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _STEPS:
            self._choose(max(0, min(last, self._chosen + _STEPS[key])))
        elif key in _ENDS:
            self._choose(_ENDS[key] % (last + 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.asked.emit(self._stretches[min(last, self._chosen)].station)
        else:
            event.ignore()

    # --- painting ----------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(300, self._look.theme.space(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shown = self._shown()
        for index, box in self._boxes():
            if event.rect().intersects(box.toAlignedRect()):
                self._paint_segment(painter, index, box)
        if shown is not None:
            self._paint_frame(painter, self._stretches[shown])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("text"))
        painter.drawRoundedRect(QRectF(self._x(self._now_s) - 1.5, 1, 3, self.height() - 2), 1.5, 1.5)
        painter.end()

    def _paint_segment(self, painter: QPainter, index: int, box: QRectF) -> None:
        segment, radius = self._segments[index], min(3.0, box.width() / 2)
        painter.setBrush(self._look.colour("track"))
        painter.drawRoundedRect(box, radius, radius)
        over = self._over(index, box)
        if over > 0:
            painter.setBrush(self._look.colour(self._role(segment)))
            painter.drawRoundedRect(QRectF(box.left(), box.top(), over, box.height()), radius, radius)

    def _over(self, index: int, box: QRectF) -> float:
        """Return how many pixels of a segment are over."""
        if index != self._index:
            return box.width() if index < self._index else 0.0
        return max(0.0, min(box.width(), self.width() * self._now_s / (self._total_s or 1.0) - box.left()))

    def _paint_frame(self, painter: QPainter, stretch: Stretch) -> None:
        left, right = self._x(stretch.starts_s), self._x(stretch.ends_s)
        box = QRectF(left - 1, 1, max(6.0, right - left), self.height() - 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.colour("focus" if self.hasFocus() else "outline"), 2.0))
        painter.drawRoundedRect(box, 4, 4)

    def _boxes(self) -> Iterator[tuple[int, QRectF]]:
        """Yield each segment with where it is painted."""
        scale, left = self.width() / (self._total_s or 1.0), 0.0
        for index, segment in enumerate(self._segments):
            wide = segment.about_s * scale
            high = self._look.theme.space(_BAR) * (1.0 if segment.kind == "work" else 0.45)
            yield index, QRectF(left, (self.height() - high) / 2, max(1.5, wide - _GAP), high)
            left += wide

    def _role(self, segment: Segment) -> Role:
        if segment.kind != "work":
            return "outline"
        part = self._parts[segment.part] if segment.part is not None else None
        return _ROLES.get(part.kind, "accent") if part else "accent"
