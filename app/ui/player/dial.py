"""The dial: a ring that closes as time passes, large digits, and a disc that moves with each breath or rep."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QStaticText
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.player.moment import Moment
from app.ui.theme import Look
from app.ui.tokens import Role, TypeSize, soft

_RING: dict[str, tuple[float, Qt.PenStyle]] = {
    "solid": (0.035, Qt.PenStyle.SolidLine),
    "dashed": (0.022, Qt.PenStyle.DashLine),
    "thin": (0.012, Qt.PenStyle.SolidLine),
    "dotted": (0.030, Qt.PenStyle.DotLine),
}
_LINES: dict[str, tuple[TypeSize, bool, float]] = {  # type size, strong, share of the dial's width
    "digits": ("countdown", True, 0.30),
    "word": ("heading", True, 0.075),
    "below": ("heading", False, 0.06),
}
_KEPT = 64
_STRONG: dict[str, Role] = {"neutral": "outline", "warning": "warning", "danger": "danger"}


class Dial(QWidget):
    """Shows a moment. Large enough to be read across a room, and still where motion is reduced."""

    def __init__(self, look: Look, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._look = look
        self._reduced_motion = reduced_motion
        self._moment: Moment | None = None
        self._set: dict[tuple[str, str, int], _Typeset] = {}
        self._flash = 0.0  # 1 when a cue has just sounded, falling to 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Time left")

    def reduce_motion(self, reduced: bool) -> None:
        """Hold still, or move again."""
        self._reduced_motion = reduced
        self.update()

    def show_moment(self, moment: Moment, flash: float = 0.0) -> None:
        """Show a moment; `flash` is the visible twin of a cue's sound, 1 when it sounds and fading to 0."""
        if moment == self._moment and flash == self._flash:
            return
        if self._moment is None or self._moment.word != moment.word:  # not every second: a reader would read it out
            self.setAccessibleDescription(f"{moment.word}. T tells the time left.")
        self._moment, self._flash = moment, flash
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(400, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        moment = self._moment
        if moment is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 8
        circle = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        self._paint_disc(painter, moment, circle)
        self._paint_ring(painter, moment, circle)
        self._paint_words(painter, moment, circle)
        painter.end()

    def _paint_disc(self, painter: QPainter, moment: Moment, circle: QRectF) -> None:
        radius = circle.width() * 0.42
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("surface"))
        painter.drawEllipse(circle.center(), radius, radius)
        fill = soft(moment.tint)[0]
        if moment.swell is not None:
            share = 0.5 if self._reduced_motion else moment.swell
            radius *= 0.45 + 0.55 * share
        painter.setBrush(self._look.colour(fill))
        painter.drawEllipse(circle.center(), radius, radius)

    def _paint_ring(self, painter: QPainter, moment: Moment, circle: QRectF) -> None:
        share, style = _RING.get(moment.ring, _RING["thin"])
        width = circle.width() * share
        inset = circle.width() * 0.03
        ring = circle.adjusted(inset, inset, -inset, -inset)
        if self._flash and not self._reduced_motion:
            halo = self._look.colour(_strong(moment))
            halo.setAlphaF(0.35 * self._flash)
            painter.setPen(QPen(halo, width + circle.width() * 0.03 * self._flash))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(ring)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._look.colour("track"), width, style))
        painter.drawEllipse(ring)
        if moment.ring != "none":
            role: Role = "muted" if moment.paused else _strong(moment)
            painter.setPen(QPen(self._look.colour(role), width, style, Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, 90 * 16, -round(360 * 16 * moment.done))

    def _paint_words(self, painter: QPainter, moment: Moment, circle: QRectF) -> None:
        text = self._look.colour(soft(moment.tint)[1])
        painter.setPen(text)
        middle = circle.center()
        self._write(painter, "digits", moment.digits, middle, circle)
        if moment.icon:
            side = round(circle.width() * 0.22)
            ink = soft(moment.tint)[1]
            picture = self._look.pixmap(moment.icon, ink, side, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(middle.x() - side / 2, middle.y() - side / 2), picture)
        apart = QPointF(0, circle.width() * 0.22)
        self._write(painter, "word", "Paused" if moment.paused else moment.word, middle - apart, circle)
        self._write(painter, "below", moment.below, middle + apart, circle)

    def _write(self, painter: QPainter, line: str, text: str, middle: QPointF, circle: QRectF) -> None:
        """Write a line around a point; it is set once and kept while it stands, which is many frames."""
        key = (line, text, round(circle.width()))
        if key not in self._set:
            if len(self._set) > _KEPT:
                self._set.clear()
            self._set[key] = self._typeset(line, text, circle.width())
        words = self._set[key]
        painter.setFont(words.font)
        painter.drawStaticText(middle + words.offset, words.text)

    def _typeset(self, line: str, text: str, width: float) -> "_Typeset":
        """Size a line by the dial, and down again until it has room."""
        size, strong, share = _LINES[line]
        font = self._look.font(size, strong=strong, tabular=line == "digits")
        font.setPixelSize(max(11, round(width * share)))
        wide, room = QFontMetricsF(font).horizontalAdvance(text), width * 0.62
        if wide > room:
            font.setPixelSize(max(9, int(font.pixelSize() * room / wide)))
        metrics = QFontMetricsF(font)
        static = QStaticText(text)
        static.setTextFormat(Qt.TextFormat.PlainText)
        static.prepare(font=font)
        offset = QPointF(-metrics.horizontalAdvance(text) / 2, metrics.capHeight() / 2 - metrics.ascent())
        return _Typeset(font, static, offset)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._set.clear()


class _Typeset(NamedTuple):
    """A line ready to be painted, and where its corner is from the point it stands around."""

    font: QFont
    text: QStaticText
    offset: QPointF


def _strong(moment: Moment) -> Role:
    named = _STRONG.get(moment.tint)
    if named:
        return named
    tints: dict[str, Role] = {"accent": "accent", "heat": "heat", "cold": "cold", "breath": "breath"}
    return tints[moment.tint]
