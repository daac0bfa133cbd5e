"""The select: one of several, of which the one in use is shown; a click or Space shows the others."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from app.ui.kit.paint import focus_ring, plate
from app.ui.theme import Look
from app.ui.tokens import Role

_HEIGHT, _SIDE, _ICON, _RADIUS = 36, 12, 20, 10  # pixels before text scaling
_WIDEST = 320
_NARROWEST = 120


class Select(QComboBox):
    """Has one value out of some, each with its words. `picked` carries the value the person took."""

    picked = Signal(object)
    about_to_open = Signal()  # the last moment to say what there is

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own for this list pays no heed to the style sheet
        self.activated.connect(self._tell)

    def offer(self, values: Iterable[tuple[object, str]]) -> None:
        """Set what there is to take: values and their words. The one in use is shown again by `show_value`."""
        self.clear()
        for value, words in values:
            self.addItem(words, value)
        self.updateGeometry()

    def show_value(self, value: object, otherwise: str = "") -> None:
        """Show the value in use, without a word; one that is not on offer is added in these words."""
        place = self.findData(value)
        if place < 0:
            self.addItem(otherwise or str(value), value)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        wide = self._longest_px() + theme.scaled(2 * _SIDE + _ICON) + theme.space(1)
        high = max(theme.scaled(_HEIGHT), self._metrics().height() + theme.space(2))
        return QSize(max(theme.scaled(_NARROWEST), min(wide + 4, theme.scaled(_WIDEST))), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.scaled(_NARROWEST), self.sizeHint().height())

    def showPopup(self) -> None:  # noqa: N802
        """Show what there is, wide enough for its words where the screen is."""
        self.about_to_open.emit()
        most = int(self.screen().availableGeometry().width() * 0.9)
        wide = max(self.width(), self._longest_px() + self._look.theme.scaled(4 * _SIDE))
        self.view().setMinimumWidth(min(most, wide))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a value changed by a wheel on its way down the page was not meant."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        radius = look.theme.scaled(_RADIUS)
        ink: Role = "text" if self.isEnabled() else "muted"
        fill: Role = "surface" if self.isEnabled() else "neutral-soft"
        is_hovered = self.underMouse() and self.isEnabled()
        plate(painter, self.rect(), radius, look.colour("hover" if is_hovered else fill), look.colour("outline"))
        room, side = self._room(), look.theme.scaled(_ICON)
        pixmap = look.pixmap("chevron-down", "muted", side, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - room.left() - side, (self.height() - side) // 2, pixmap)
        painter.setFont(look.font("body"))
        painter.setPen(look.colour(ink))
        words = self._metrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        if self.hasFocus():
            focus_ring(painter, self.rect(), radius, look.colour("focus"))
        painter.end()

    def _tell(self, place: int) -> None:
        self.picked.emit(self.itemData(place))

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._look.font("body"))

    def _longest_px(self) -> int:
        metrics = self._metrics()
        return max((metrics.horizontalAdvance(self.itemText(place)) for place in range(self.count())), default=0)

    def _room(self) -> QRect:
        """Where the words stand."""
        theme = self._look.theme
        pad = theme.scaled(_SIDE)
        return QRect(pad, 0, max(0, self.width() - 2 * pad - theme.scaled(_ICON) - theme.space(1)), self.height())
