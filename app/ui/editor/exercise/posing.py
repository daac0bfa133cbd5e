"""The figure that is set by hand: joints to take hold of, with the pointer or by arrows, at the start or the end."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.figure.motion import Instant
from app.figure.posing import At, Handle, dragged, handles_of, is_held, limits, place_of, seen, value_of
from app.figure.scene import Box, scene_of
from app.routine.model import Area
from app.routine.pose import Pose
from app.settings import FigureName
from app.ui.figure.inks import Inks
from app.ui.figure.painter import Placing, paint_figure, placing
from app.ui.kit.announce import announce
from app.ui.kit.paint import focus_ring, plain_tip
from app.ui.theme import Look

_SIDE = 32  # pixels before text scaling: what can be hit
_DOT = 11
_STEP_DEG, _LONG_STEP_DEG = 2, 10
_KEYS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
}


class Grip(QAbstractButton):
    """One joint. Dragged, it says where to; arrows turn it by 2 degrees, with Shift by 10."""

    pulled = Signal(object, object)  # the handle, and where to on the figure's page
    turned = Signal(object, float)  # the handle, and by how many degrees
    let_go = Signal()

    def __init__(self, look: Look, handle: Handle, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.handle = handle
        self.is_held = False
        self._from: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        side = look.theme.scaled(_SIDE)
        self.setFixedSize(side, side)

    def tell(self, value: float, *, is_held: bool) -> None:
        """Say how it stands, or that it is held."""
        self.is_held = is_held
        words = f"{self.handle.name}, {value:.0f} degrees"
        why = "It is held: by a hand that holds something, or a foot that stands." if is_held else ""
        self.setAccessibleName(words)
        self.setAccessibleDescription(why or "Arrows turn it.")
        self.setToolTip(plain_tip(f"{words}. {why}" if why else words))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.is_held:
            self._from = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self.pulled.emit(self.handle, QPointF(self.mapToParent(event.position())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self._from = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.let_go.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _KEYS.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        long = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.turned.emit(self.handle, float(way * (_LONG_STEP_DEG if long else _STEP_DEG)))

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, radius = self._look, self._look.theme.scaled(_DOT) / 2
        if self.underMouse() and not self.is_held:
            radius *= 1.3
        painter.setPen(QPen(look.colour("on-accent" if not self.is_held else "muted"), 2))
        painter.setBrush(look.colour("accent") if not self.is_held else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(self.rect().center()) + QPointF(0.5, 0.5), radius, radius)
        if self.hasFocus():
            focus_ring(painter, self.rect(), self.width() / 2, look.colour("focus"))
        painter.end()


class PoseView(QWidget):
    """Shows one end of a pose with its grips. `moved` carries a measure and its new value, `let_go` ends a drag."""

    moved = Signal(str, float)
    let_go = Signal()

    def __init__(self, look: Look, figure: FigureName) -> None:
        super().__init__()
        self._look = look
        self._inks = Inks(look.theme, figure)
        self._figure: FigureName = figure
        self._pose: Pose | None = None
        self._areas: tuple[Area, ...] = ()
        self.at: At = "start"
        self._frame: Box | None = None  # while something is dragged the page stays as it is
        self.grips: dict[str, Grip] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("The figure, to be set")
        look.changed.connect(self._renew)

    def _renew(self) -> None:
        self._inks = Inks(self._look.theme, self._figure)
        self.update()

    def show_pose(self, pose: Pose, areas: tuple[Area, ...], at: At) -> None:
        """Show the start or the end of a pose."""
        handles = handles_of(pose)
        if [*self.grips] != [one.measure for one in handles]:
            self._make_grips(handles)
        self._pose, self._areas, self.at = pose, areas, at
        for grip in self.grips.values():
            grip.tell(value_of(pose, at, grip.handle.measure), is_held=is_held(pose, at, grip.handle))
        self._place_grips()
        self.update()

    def _make_grips(self, handles: tuple[Handle, ...]) -> None:
        for grip in self.grips.values():
            grip.hide()
            grip.deleteLater()
        self.grips = {}
        for handle in handles:
            grip = Grip(self._look, handle, self)
            grip.pulled.connect(self._pull)
            grip.turned.connect(self._turn)
            grip.let_go.connect(self._let_go)
            grip.show()
            self.grips[handle.measure] = grip

    @property
    def _into(self) -> QRectF:
        margin = self._look.theme.scaled(_SIDE) / 2
        return QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)

    def _placing(self) -> Placing:
        assert self._pose is not None
        return placing(self._into, self._frame or scene_of(self._pose, self._areas).frame)

    def _place_grips(self) -> None:
        if self._pose is None:
            return
        skeleton, where = seen(self._pose, self.at), self._placing()
        for grip in self.grips.values():
            spot = where.on_page(place_of(skeleton, grip.handle.joint)).toPoint()
            grip.move(spot - QPoint(grip.width() // 2, grip.height() // 2))

    def _pull(self, handle: Handle, spot: QPointF) -> None:
        assert self._pose is not None
        self._frame = self._frame or scene_of(self._pose, self._areas).frame
        value = dragged(self._pose, self.at, handle, self._placing().of_page(spot))
        if value is not None:
            self.moved.emit(handle.measure, value)

    def _let_go(self) -> None:
        self._frame = None
        self._place_grips()
        self.update()
        self.let_go.emit()

    def _turn(self, handle: Handle, by: float) -> None:
        assert self._pose is not None
        low, high = limits(self._pose, handle.measure)
        value = min(max(value_of(self._pose, self.at, handle.measure) + by, low), high)
        self.moved.emit(handle.measure, value)
        announce(self, f"{handle.name} {value:.0f}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_grips()

    def sizeHint(self) -> QSize:
        return QSize(360, 380)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pose is None:
            return
        painter = QPainter(self)
        instant = Instant(0.0 if self.at == "start" else 1.0)
        frame = self._frame
        paint_figure(painter, self._into, self._pose, self._areas, instant, self._inks, frame=frame)
        painter.end()
