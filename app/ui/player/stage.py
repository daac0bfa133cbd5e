"""The stage: the largest area of the player page. It holds the figure, the time left, and which side this is for."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.paint import plate
from app.ui.player.dial import Dial
from app.ui.player.moment import Moment
from app.ui.theme import Look

_LEAST_DIAL = 200  # pixels; its digits are 72 pixels high then
_DIAL, _BREATHING = 0.42, 0.62  # the dial's share of the stage beside a figure; of a breath, it is what is followed
_WITHOUT_FIGURE = ("note", "wait", "check")  # kinds of steps that are words alone
_SIGN = 0.065  # of the stage
_BESIDE = 0.62  # of that, where a figure shows the side too
_SIDES = {"left": ("Left side", "chevron-left"), "right": ("Right side", "chevron-right")}


class SideSign(QWidget):
    """Which side this is for: an arrow and words, at that side. What is on screen is as in a mirror."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._side = ""
        self._px = look.theme.text_px("heading")

    @property
    def side(self) -> str:
        """The side that is shown, left or right; empty where both are meant."""
        return self._side

    def show_side(self, side: str) -> None:
        """Show a side, or nothing where both are meant."""
        if side == self._side:
            return
        self._side = side
        self.setAccessibleName(_SIDES[side][0] if side else "")
        self.update()

    def set_stage(self, size: QSize) -> None:
        """Be as large as a stage of this size wants it."""
        least = self._look.theme.text_px("body")
        self._px = max(least, round(min(size.width(), size.height()) * _SIGN))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        wide = max(metrics.horizontalAdvance(words) for words, _ in _SIDES.values())
        high = round(metrics.height() * 1.5)
        return QSize(wide + self._px + high, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._side:
            return
        words, icon = _SIDES[self._side]
        painter, look = QPainter(self), self._look
        plate(painter, self.rect(), self.height() / 2, look.colour("accent"))
        side, edge = round(self._px * 1.1), round(self.height() * 0.3)
        is_left = self._side == "left"
        arrow = look.pixmap(icon, "on-accent", side, self.devicePixelRatioF())
        painter.drawPixmap(edge if is_left else self.width() - edge - side, (self.height() - side) // 2, arrow)
        painter.setFont(self._font())
        painter.setPen(look.colour("on-accent"))
        room = (
            self.rect().adjusted(edge + side, 0, -edge, 0)
            if is_left
            else self.rect().adjusted(edge, 0, -edge - side, 0)
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def _font(self) -> QFont:
        font = self._look.font("heading", strong=True)
        font.setPixelSize(self._px)
        return font


class Stage(QWidget):
    """Shows a moment. Without a figure the dial has all of it; with one, the figure has most of it."""

    def __init__(self, look: Look, *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._look = look
        self._figure: QWidget | None = None
        self._aspect = 1.0
        self._has_sides = False
        self._moment: Moment | None = None
        self.dial = Dial(look, reduced_motion=reduced_motion)
        self.dial.setParent(self)
        self.sign = SideSign(look)
        self.sign.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def has_figure(self) -> bool:
        """Whether a figure is shown now."""
        kind = self._moment.kind if self._moment else ""
        return self._figure is not None and kind not in _WITHOUT_FIGURE

    def set_figure(self, figure: QWidget | None, aspect: float = 1.0) -> None:
        """Put a figure into its place, or take it away. It is shown in steps that have something to see.

        `aspect` is how many times as wide as high it is: lying, it is given other room than standing.
        """
        if self._figure is not None and self._figure is not figure:
            self._figure.hide()
            self._figure.setParent(None)
        if figure is not None and self._figure is not figure:
            figure.setParent(self)
            figure.lower()
        self._figure, self._aspect = figure, aspect
        self._arrange()

    def reduce_motion(self, reduced: bool) -> None:
        """Hold still, or move again."""
        self.dial.reduce_motion(reduced)

    def expect_sides(self, has_sides: bool) -> None:
        """Keep room for the sign throughout a routine with sides, so that the dial stays in its place."""
        self._has_sides = has_sides
        self._arrange()

    def show_moment(self, moment: Moment, flash: float = 0.0) -> None:
        """Show a moment; `flash` as the dial takes it."""
        before, self._moment = self._moment, moment
        if before is None or (before.kind, before.side, before.tint) != (moment.kind, moment.side, moment.tint):
            self.sign.show_side(moment.side)
            self._arrange()
        self.dial.show_moment(moment, flash)

    def minimumSizeHint(self) -> QSize:
        return self.dial.minimumSizeHint()

    def sizeHint(self) -> QSize:
        return QSize(560, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _arrange(self) -> None:
        """Give each its place."""
        self.sign.set_stage(self.size() * _BESIDE if self.has_figure else self.size())
        sign = self.sign.sizeHint()
        if self._figure is not None:
            self._figure.setVisible(self.has_figure)
        top = 0
        if self._figure is not None and self.has_figure:
            figure, dial = self._shared()
            if self._has_sides and min(dial.left(), self.width() - dial.right()) > sign.width():
                top = dial.center().y() - sign.height() // 2  # beside the dial, at that side
            elif self._has_sides:
                figure.setTop(sign.height() + self._look.theme.space(0.5))
            self._figure.setGeometry(figure)
        else:
            dial = self._alone(sign)
        self.dial.setGeometry(dial)
        left = self.width() - sign.width() if self._moment and self._moment.side == "right" else 0
        self.sign.setGeometry(QRect(left, top, sign.width(), sign.height()))
        self.sign.setVisible(bool(self.sign.side))

    def _alone(self, sign: QSize) -> QRect:
        """Return the place of a dial by itself: all there is, below the sign where the two would meet."""
        if not self._has_sides:
            return self.rect()
        wide, high = self.width(), self.height()
        across, down = wide / 2 - sign.width(), high / 2 - sign.height()
        meets = across < 0 or across * across + down * down < (min(wide, high) / 2) ** 2
        return self.rect().adjusted(0, sign.height() + self._look.theme.space(0.5), 0, 0) if meets else self.rect()

    def _shared(self) -> tuple[QRect, QRect]:
        """Return the places of figure and dial."""
        wide, high, gap = self.width(), self.height(), self._look.theme.space(1)
        share = _BREATHING if self._moment and self._moment.tint == "breath" else _DIAL
        least = min(_LEAST_DIAL, round(min(wide, high) * _BREATHING))
        side = max(least, round(min(wide, high) * share))
        most = max(0.5, share)
        below = min(side, max(least, round(high * most)))
        beside = min(side, max(least, round(wide * most)), high)
        above_it = QRect(0, 0, wide, max(0, high - below - gap)), QRect((wide - below) // 2, high - below, below, below)
        left_of_it = QRect(0, 0, wide - beside - gap, high), QRect(wide - beside, high - beside, beside, beside)
        return max(above_it, left_of_it, key=lambda places: self._height_in(places[0]))

    def _height_in(self, room: QRect) -> float:
        """Return how high the figure would be there."""
        return min(float(room.height()), room.width() / self._aspect)
