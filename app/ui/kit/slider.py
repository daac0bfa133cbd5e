"""The slider: a whole number between two others, with its words beside it."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from app.ui.kit.paint import focus_ring, plate
from app.ui.theme import Look
from app.ui.tokens import Role

_HEIGHT, _TRACK, _KNOB, _SHORTEST, _USUAL = 36, 6, 20, 96, 240  # pixels before text scaling


class Slider(QSlider):
    """Set by arrows, Page keys, Home, End, or the pointer; `valueChanged` tells when the pointer has let it go."""

    def __init__(
        self, look: Look, low: int, high: int, step: int, words: Callable[[int], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._words = words
        self._words_px: tuple[float, int] = (0.0, 0)  # the text scale, and the width of the longest words at it
        self.setTracking(False)
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setPageStep(step * 4)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """The value in words, as it stands beside the slider."""
        return self._words(self.sliderPosition())

    def show_value(self, value: int) -> None:
        """Show a value, without a word."""
        before = self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(before)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.scaled(_USUAL) + self._room_for_words(), self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.scaled(_SHORTEST) + self._room_for_words(), self._high())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderDown(False)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a value changed by a wheel on its way down the page was not meant."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        knob, high = look.theme.scaled(_KNOB), look.theme.scaled(_TRACK)
        left, right = self._ends()
        x = left + (right - left) * self._share()
        ink: Role = "accent" if self.isEnabled() else "muted"
        if self.isEnabled() and (self.underMouse() or self.isSliderDown()):
            ink = "accent-hover"
        track = QRect(int(left), (self.height() - high) // 2, int(right - left), high)
        plate(painter, track, high / 2, look.colour("track"))
        plate(painter, QRect(track.topLeft(), QSize(int(x - left), high)), high / 2, look.colour(ink))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(ink))
        painter.drawEllipse(QPointF(x, self.height() / 2), knob / 2, knob / 2)
        painter.setFont(look.font("body", tabular=True))
        painter.setPen(look.colour("text" if self.isEnabled() else "muted"))
        room = self.rect().adjusted(0, 0, -look.theme.space(1), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.words)
        if self.hasFocus():
            focus_ring(painter, self.rect(), look.theme.scaled(10), look.colour("focus"))
        painter.end()

    def _go_to(self, x: float) -> None:
        """Take the step nearest to a place."""
        left, right = self._ends()
        share = min(1.0, max(0.0, (x - left) / max(1.0, right - left)))
        step = self.singleStep()
        self.setSliderPosition(self.minimum() + round(share * (self.maximum() - self.minimum()) / step) * step)
        self.update()

    def _share(self) -> float:
        return (self.sliderPosition() - self.minimum()) / (self.maximum() - self.minimum())

    def _ends(self) -> tuple[float, float]:
        """Where the knob's middle is at the least and at the most."""
        margin = self._look.theme.space(1) + self._look.theme.scaled(_KNOB) / 2
        return margin, self.width() - margin - self._room_for_words()

    def _room_for_words(self) -> int:
        scale, wide = self._words_px
        if scale != self._look.theme.scale:
            metrics = QFontMetrics(self._look.font("body", tabular=True))
            values = range(self.minimum(), self.maximum() + 1, self.singleStep())
            wide = max(metrics.horizontalAdvance(self._words(value)) for value in values)
            self._words_px = (self._look.theme.scale, wide)
        return wide + self._look.theme.space(1.5)

    def _high(self) -> int:
        metrics = QFontMetrics(self._look.font("body"))
        return max(self._look.theme.scaled(_HEIGHT), metrics.height() + self._look.theme.space(2))
