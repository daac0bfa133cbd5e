"""The dial: a ring that closes as time passes, large digits, and a disc that moves with each breath or rep."""

import math
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen, QStaticText
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


class _Line(NamedTuple):
    """How a line of words is set: its type, and as shares of the dial its size, place and width."""

    type: TypeSize
    strong: bool
    share: float
    down: float
    room: float


_LINES = {
    "digits": _Line("countdown", True, 0.36, 0.0, 0.70),
    "word": _Line("heading", True, 0.075, -0.235, 0.60),
    "below": _Line("heading", False, 0.06, 0.24, 0.58),
}
_PLATE = 1.25  # a plate has room for wider words
_ICON, _ICON_DOWN = 0.10, -0.335
_LEAST_FOR_ICON_PX = 130  # smaller, scaled with the text, it would touch the word
_SIGN = 0.24  # an icon in place of digits
_RADIUS = 0.42
_LEAST_SWELL = 0.5
_INSET = 0.03  # of the ring
_FADES = 10  # in how many steps a flash fades: each has all of the dial painted
_LEAST_ARC_PX = 1.0  # the ring is painted anew once its end has moved by as much
_KEPT = 64
_STRONG: dict[str, Role] = {
    "neutral": "outline",
    "warning": "warning",
    "danger": "danger",
    "accent": "accent",
    "heat": "heat",
    "cold": "cold",
    "breath": "breath",
}


class Dial(QWidget):
    """Shows a moment. Large enough to be read across a room, and still where motion is reduced."""

    def __init__(self, look: Look, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._look = look
        self._reduced_motion = reduced_motion
        self._fades = 1 if reduced_motion else _FADES
        self._moment: Moment | None = None
        self._set: dict[tuple[str, str, int], _Typeset] = {}
        self._arc_at = 0.0  # the share of the ring that is painted as over
        self._flash = 0.0  # 1 when a cue has just sounded, falling to 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Time left")

    def reduce_motion(self, reduced: bool) -> None:
        """Hold still, or move again."""
        self._reduced_motion = reduced
        self._fades = 1 if reduced else _FADES
        self.update()

    def show_moment(self, moment: Moment, flash: float = 0.0) -> None:
        """Show a moment; `flash` is the visible twin of a cue's sound, 1 when it sounds and fading to 0."""
        flash = math.ceil(flash * self._fades) / self._fades
        before, flashed = self._moment, self._flash
        if moment == before and flash == flashed:
            return
        self._moment, self._flash = moment, flash
        if before is None or (before.title, before.side) != (moment.title, moment.side):
            side = f", {moment.side} side" if moment.side else ""  # not every second: a reader would read it out
            self.setAccessibleDescription(f"{moment.title}{side}. T tells the time left.")
        if before is None or flash != flashed or _standing(before) != _standing(moment):
            self._arc_at = moment.done
            self.update()
        else:
            self._update_from(before, moment)

    def _update_from(self, before: Moment, now: Moment) -> None:
        """Have painted anew what differs: often that is the end of the ring alone, or the disc."""
        circle = self._circle()
        if now.swell != before.swell and not self._reduced_motion:
            radius = max(self._radius(before, circle), self._radius(now, circle)) + 2
            self.update(_around(circle.center(), radius).toAlignedRect())
        moved_px = abs(now.done - self._arc_at) * math.pi * circle.width()
        if now.ring != "none" and (moved_px >= _LEAST_ARC_PX or now.done == 1.0):
            self.update(_arc_box(circle, self._arc_at, now.done).toAlignedRect())
            self._arc_at = now.done

    def sizeHint(self) -> QSize:
        return QSize(400, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        moment = self._moment
        if moment is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = self._circle()
        self._paint_face(painter, moment, circle)
        if not _is_inside(event.rect(), circle):
            self._paint_ring(painter, moment, circle)
        self._paint_words(painter, moment, circle)
        painter.end()

    def _circle(self) -> QRectF:
        side = min(self.width(), self.height()) - 4.0
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    # --- the face ----------------------------------------------------------------------------------------------------

    def _paint_face(self, painter: QPainter, moment: Moment, circle: QRectF) -> None:
        radius = circle.width() * _RADIUS
        face = _around(circle.center(), radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("surface"))
        fill = self._look.colour(soft(moment.tint)[0])
        if moment.face == "plate":
            plate = circle.adjusted(*(circle.width() * edge for edge in (0.06, 0.06, -0.06, -0.06)))
            painter.setBrush(fill)
            painter.setPen(QPen(self._look.colour(self._strong(moment)), max(2.0, circle.width() * 0.012)))
            painter.drawRoundedRect(plate, circle.width() * 0.1, circle.width() * 0.1)
            return
        painter.drawEllipse(face)
        painter.setBrush(fill)
        if moment.face == "half":  # the side to come is the filled one
            painter.drawPie(face, (90 if moment.side == "left" else 270) * 16, 180 * 16)
        elif moment.face == "disc":
            radius = self._radius(moment, circle)
            painter.drawEllipse(circle.center(), radius, radius)

    def _radius(self, moment: Moment, circle: QRectF) -> float:
        """Return the radius of the disc: all of the face where nothing moves."""
        if moment.swell is None:
            return circle.width() * _RADIUS
        share = 0.5 if self._reduced_motion else moment.swell
        return circle.width() * _RADIUS * (_LEAST_SWELL + (1 - _LEAST_SWELL) * share)

    def _paint_ring(self, painter: QPainter, moment: Moment, circle: QRectF) -> None:
        share, style = _RING.get(moment.ring, _RING["thin"])
        width = circle.width() * share
        ring = _ring(circle)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._flash:
            self._paint_halo(painter, moment, circle, width)
        if moment.ring == "none":
            return
        role: Role = "muted" if moment.paused else self._strong(moment)
        cap = Qt.PenCapStyle.FlatCap if moment.notches else Qt.PenCapStyle.RoundCap
        back = QPen(self._look.colour("track"), width, style, Qt.PenCapStyle.FlatCap)
        front = QPen(self._look.colour(role), width, style, cap)
        if not moment.notches:
            painter.setPen(back)
            painter.drawEllipse(ring)
            painter.setPen(front)
            painter.drawArc(ring, 90 * 16, -round(360 * 16 * moment.done))
            return
        for pen, upto in ((back, 1.0), (front, moment.done)):
            painter.setPen(pen)
            for start, span in _notched(moment.notches, upto):
                painter.drawArc(ring, round((90 - start) * 16), -round(span * 16))

    def _paint_halo(self, painter: QPainter, moment: Moment, circle: QRectF, width: float) -> None:
        halo = self._look.colour(self._strong(moment))
        halo.setAlphaF(0.35 * self._flash)
        wide = (width + circle.width() * 0.03 * self._flash) / 2
        is_plate = moment.face == "plate"
        middle = circle.marginsRemoved(_margins(circle.width() * (0.035 if is_plate else _INSET)))
        path = QPainterPath()  # what is between two outlines: to stroke one takes Qt 1 ms
        for edge in (middle.marginsAdded(_margins(wide)), middle.marginsRemoved(_margins(wide))):
            if is_plate:
                path.addRoundedRect(edge, circle.width() * 0.12, circle.width() * 0.12)
            else:
                path.addEllipse(edge)
        painter.fillPath(path, halo)

    def _strong(self, moment: Moment) -> Role:
        return _STRONG[moment.tint]

    # --- the words ---------------------------------------------------------------------------------------------------

    def _paint_words(self, painter: QPainter, moment: Moment, circle: QRectF) -> None:
        ink = soft(moment.tint)[1]
        painter.setPen(self._look.colour(ink))
        icon = "pause" if moment.paused else moment.icon
        has_room = circle.width() >= self._look.theme.scaled(_LEAST_FOR_ICON_PX)
        if moment.digits and icon and has_room:
            self._paint_icon(painter, icon, ink, _ICON, _ICON_DOWN, circle)
        wider = _PLATE if moment.face == "plate" else 1.0
        self._write(painter, "digits", moment.digits, circle, wider)
        if not moment.digits:
            self._paint_icon(painter, icon, ink, _SIGN, 0.0, circle)
        self._write(painter, "word", "Paused" if moment.paused else moment.word, circle, wider)
        self._write(painter, "below", moment.below, circle, wider)

    def _paint_icon(self, painter: QPainter, icon: str, ink: Role, share: float, down: float, circle: QRectF) -> None:
        side = round(circle.width() * share)
        middle = circle.center() + QPointF(0, circle.width() * down)
        picture = self._look.pixmap(icon, ink, side, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(middle.x() - side / 2, middle.y() - side / 2), picture)

    def _write(self, painter: QPainter, line: str, text: str, circle: QRectF, wider: float) -> None:
        """Write a line in its place; it is set once and kept while it stands, which is many frames."""
        key = (line, text, round(circle.width() * wider))
        if key not in self._set:
            if len(self._set) > _KEPT:
                self._set.clear()
            self._set[key] = self._typeset(_LINES[line], text, circle.width(), wider)
        words = self._set[key]
        painter.setFont(words.font)
        middle = circle.center() + QPointF(0, circle.width() * _LINES[line].down)
        painter.drawStaticText(middle + words.offset, words.text)

    def _typeset(self, line: _Line, text: str, width: float, wider: float) -> "_Typeset":
        """Size a line by the dial, no smaller than running text, and down again until it has room."""
        font = self._look.font(line.type, strong=line.strong, tabular=line.type == "countdown")
        font.setPixelSize(max(self._look.theme.text_px("body"), round(width * line.share)))
        wide, room = QFontMetricsF(font).horizontalAdvance(text), width * line.room * wider
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


def _standing(moment: Moment) -> tuple[object, ...]:
    """Return what stands for many frames."""
    return (
        moment.kind,
        moment.word,
        moment.tint,
        moment.side,
        moment.icon,
        moment.digits,
        moment.below,
        moment.notches,
        moment.paused,
    )


def _around(middle: QPointF, radius: float) -> QRectF:
    return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)


def _margins(each: float) -> QMarginsF:
    return QMarginsF(each, each, each, each)


def _ring(circle: QRectF) -> QRectF:
    inset = circle.width() * _INSET
    return circle.adjusted(inset, inset, -inset, -inset)


def _is_inside(box: QRect, circle: QRectF) -> bool:
    """Tell whether a box lies within the ring, so that none of that need be painted."""
    half = QPointF(box.width() / 2, box.height() / 2)
    away = QRectF(box).center() - circle.center()
    corner = math.hypot(half.x() + abs(away.x()), half.y() + abs(away.y()))
    return corner < circle.width() * (0.5 - 2 * _INSET)


def _arc_box(circle: QRectF, one: float, other: float) -> QRectF:
    """Return a box around the stretch of the ring between two shares of it; all of it where they lie far apart."""
    if abs(one - other) > 0.1:
        return circle
    ring = _ring(circle)
    points = [_on_ring(ring, share) for share in (one, (one + other) / 2, other)]
    thick = circle.width() * 0.04 + 2
    left, right = min(point.x() for point in points), max(point.x() for point in points)
    top, bottom = min(point.y() for point in points), max(point.y() for point in points)
    return QRectF(left, top, right - left, bottom - top).adjusted(-thick, -thick, thick, thick)


def _on_ring(ring: QRectF, share: float) -> QPointF:
    turn = 2 * math.pi * share
    radius = ring.width() / 2
    return ring.center() + QPointF(radius * math.sin(turn), -radius * math.cos(turn))


def _notched(notches: int, upto: float) -> list[tuple[float, float]]:
    """Return the arcs of a ring cut into so many, up to a share of it: start and span in degrees from the top."""
    each = 360 / notches
    gap = min(4.0, each * 0.3)
    arcs = []
    for number in range(notches):
        span = min(each, 360 * upto - number * each) - gap
        if span > 0:
            arcs.append((number * each + gap / 2, span))
    return arcs
