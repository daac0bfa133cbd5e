"""How much of something there is, in a narrow place: a share between none and all, set by pointer or arrows."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from app.ui.kit.paint import focus_ring
from app.ui.theme import Look
from app.ui.tokens import Role

_WIDE, _HIGH, _KNOB, _GROOVE = 96, 36, 16, 4  # pixels before text scaling
WHOLE, STEP = 100, 10


class Level(QSlider):
    """Goes from 0 to 100. `valueChanged` comes when the pointer lets go of it, and at each key."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self.setRange(0, WHOLE)
        self.setSingleStep(STEP)
        self.setPageStep(STEP)
        self.setTracking(False)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def share(self) -> float:
        """Where it stands, 0 to 1."""
        return self.value() / WHOLE

    def show_share(self, share: float) -> None:
        """Stand at a share of 0 to 1, without a word, unless it is held."""
        if not self.isSliderDown():
            self.blockSignals(True)
            self.setValue(round(share * WHOLE))
            self.blockSignals(False)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.scaled(_WIDE), self._look.theme.scaled(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderDown(False)  # and with that it has the value of its place

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # who scrolls a page does not mean the volume

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        knob, groove, middle = look.theme.scaled(_KNOB), look.theme.scaled(_GROOVE), self.height() / 2
        reach = self.width() - knob
        at = knob / 2 + reach * self.sliderPosition() / WHOLE
        role: Role = "accent" if self.isEnabled() else "outline"
        grooves: tuple[tuple[Role, float], ...] = (("outline", knob / 2 + reach), (role, at))
        for colour, until in grooves:
            painter.setBrush(look.colour(colour))
            box = QRectF(knob / 2, middle - groove / 2, until - knob / 2, groove)
            painter.drawRoundedRect(box, groove / 2, groove / 2)
        painter.setBrush(look.colour(role))
        painter.drawEllipse(QRectF(at - knob / 2, middle - knob / 2, knob, knob))
        if self.hasFocus():
            focus_ring(painter, self.rect(), look.theme.scaled(10), look.colour("focus"))
        painter.end()

    def _follow(self, event: QMouseEvent) -> None:
        knob = self._look.theme.scaled(_KNOB)
        share = (event.position().x() - knob / 2) / max(1, self.width() - knob)
        self.setSliderPosition(round(max(0.0, min(1.0, share)) * WHOLE))
