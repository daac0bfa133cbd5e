"""The chip: a short word about something, on a soft tint."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.label import Label
from app.ui.kit.paint import plate
from app.ui.theme import Look
from app.ui.tokens import Tint, soft

_ICON, _GAP, _SIDE, _RISE = 16, 6, 10, 4


class Chip(Label):
    """A word or two on a pill of a soft tint, with an icon if wanted. It is a label: nothing happens on a click."""

    def __init__(
        self, look: Look, text: str, *, icon: str = "", tint: Tint = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, "small", wrap=False, parent=parent)
        self._look = look
        self._icon = icon
        self._tint: Tint = tint
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_tint(self, tint: Tint) -> None:
        """Put it on another tint."""
        self._tint = tint
        self.update()

    def sizeHint(self) -> QSize:
        theme, metrics = self._look.theme, QFontMetrics(self._font())
        wide = metrics.horizontalAdvance(self.text()) + self._icon_room() + 2 * theme.scaled(_SIDE)
        return QSize(wide, metrics.height() + 2 * theme.scaled(_RISE))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._look.theme.scaled(64)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        fill, ink = soft(self._tint)
        plate(painter, self.rect(), self.height() / 2, self._look.colour(fill))
        if self._icon:
            side = theme.scaled(_ICON)
            pixmap = self._look.pixmap(self._icon, ink, side, self.devicePixelRatioF())
            painter.drawPixmap(theme.scaled(_SIDE) - 1, (self.height() - side) // 2, pixmap)
        left = theme.scaled(_SIDE) + self._icon_room()
        room = QRect(left, 0, self.width() - left - theme.scaled(_SIDE) + 1, self.height())
        painter.setFont(self._font())
        painter.setPen(self._look.colour(ink))
        words = QFontMetrics(self._font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        painter.end()

    def _font(self) -> QFont:
        return self._look.font("small")

    def _icon_room(self) -> int:
        return self._look.theme.scaled(_ICON + _GAP) if self._icon else 0
