"""The button: primary, secondary, quiet, danger, or an entry of the navigation rail."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.kit.paint import focus_ring, plain_tip, plate
from app.ui.kit.pressed import Pressed
from app.ui.theme import Look
from app.ui.tokens import Role

Kind = Literal["primary", "secondary", "quiet", "danger", "nav"]


@dataclass(frozen=True, slots=True)
class _Inks:
    """The roles one state of a button is painted with."""

    ink: Role
    fill: Role | None = None
    edge: Role | None = None


_RESTING: dict[Kind, _Inks] = {
    "primary": _Inks("on-accent", "accent"),
    "secondary": _Inks("text", "surface", "outline"),
    "quiet": _Inks("accent"),
    "danger": _Inks("on-danger", "danger"),
    "nav": _Inks("muted"),
}
_HOVERED: dict[Kind, _Inks] = {
    "primary": _Inks("on-accent", "accent-hover"),
    "secondary": _Inks("text", "hover", "outline"),
    "quiet": _Inks("accent", "hover"),
    "danger": _Inks("on-danger", "danger-hover"),
    "nav": _Inks("text", "hover"),
}
_CHECKED = _Inks("on-accent-soft", "accent-soft")
_OFF = _Inks("muted", "neutral-soft")
_OFF_QUIET = _Inks("muted")


@dataclass(frozen=True, slots=True)
class _Measures:
    """Lengths in pixels before text scaling, one set for each button size."""

    height: int
    side: int
    icon: int
    radius: int


_NORMAL = _Measures(height=36, side=16, icon=20, radius=10)
_LARGE = _Measures(height=52, side=24, icon=24, radius=14)
_FLUSH = 6  # instead of the side, where the name stands in line with words above it
_GAP = 8
_LONG = 240  # pixels before text scaling: a wider name may be cut


class Button(Pressed, QAbstractButton):
    """A button with a name, and an icon if wanted; `bare` shows the icon alone and keeps the name as its tooltip.

    `flush` leaves hardly any room beside the name, to stand in a column of words. A `key` of its page is told in its
    tooltip. Space and Enter press it. It takes the focus from Tab, not from a click, so the ring marks keyboard focus
    and a click does not take the keys away from the page.
    """

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        icon: str = "",
        kind: Kind = "secondary",
        large: bool = False,
        bare: bool = False,
        flush: bool = False,
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._kind: Kind = kind
        self._measures = _LARGE if large else _NORMAL
        self._bare = bare
        self._side = _FLUSH if flush else self._measures.side
        self._key = key  # of the page, which does the same
        self._label = ""
        self._reason = ""
        self._is_cut = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        across = QSizePolicy.Policy.Fixed if bare else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.set_label(text)

    @property
    def label(self) -> str:
        """What the button is called."""
        return self._label

    def set_label(self, text: str, icon: str | None = None) -> None:
        """Give it another name and, where given, another icon."""
        self._label = text
        self._icon = self._icon if icon is None else icon
        self._is_cut = self.isVisible() and self._is_too_narrow()
        self.setAccessibleName(text)
        self._show_tip()
        self.updateGeometry()
        self.update()

    def set_bare(self, bare: bool) -> None:
        """Show the icon alone, where there is no room for the name; it stays as tooltip and accessible name."""
        if bare == self._bare:
            return
        self._bare = bare
        across = QSizePolicy.Policy.Fixed if bare else QSizePolicy.Policy.Preferred
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self._show_tip()
        self.updateGeometry()
        self.update()

    @property
    def reason(self) -> str:
        """Why it is off; empty where it is on."""
        return self._reason

    def set_large(self, large: bool) -> None:
        """Be the one a page is about, or one among others."""
        measures = _LARGE if large else _NORMAL
        if measures is not self._measures:
            self._measures = measures
            self.updateGeometry()
            self.update()

    def set_off(self, reason: str) -> None:
        """Switch it off and say why, in its tooltip and to screen readers; an empty reason switches it on."""
        self._reason = reason
        self.setEnabled(not reason)
        self._show_tip()

    def sizeHint(self) -> QSize:
        theme, measures = self._look.theme, self._measures
        height = max(theme.scaled(measures.height), QFontMetrics(self._font()).height() + theme.space(2))
        if self._bare:
            return QSize(height, height)
        return QSize(self._content_width() + 2 * theme.scaled(self._side), height)

    def minimumSizeHint(self) -> QSize:
        """Names are shown whole, save one as long as only a file could have: it is cut before it pushes a page wide."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._look.theme.scaled(_LONG)), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._is_cut = self._is_too_narrow()
        self._show_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inks, radius = self._inks(), self._look.theme.scaled(self._measures.radius)
        fill = self._look.colour(inks.fill) if inks.fill else None
        plate(painter, self.rect(), radius, fill, self._look.colour(inks.edge) if inks.edge else None)
        self._paint_content(painter, inks.ink)
        if self.hasFocus():
            gap = self._look.colour("surface") if self._kind in ("primary", "danger") else None
            focus_ring(painter, self.rect(), radius, self._look.colour("focus"), gap)
        painter.end()

    def _paint_content(self, painter: QPainter, ink: Role) -> None:
        left = self._content_left()
        if self._icon:
            side = self._icon_px()
            pixmap = self._look.pixmap(self._icon, ink, side, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - side) // 2, pixmap)
            left += side + self._look.theme.scaled(_GAP)
        if not self._bare:
            room = QRect(left, 0, max(0, self.width() - left - self._look.theme.space(0.5)), self.height())
            painter.setFont(self._font())
            painter.setPen(self._look.colour(ink))
            words = QFontMetrics(self._font()).elidedText(self._label, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)

    def _inks(self) -> _Inks:
        if not self.isEnabled():
            return _OFF_QUIET if self._kind in ("quiet", "nav") else _OFF
        if self.isChecked():
            return _CHECKED
        if self.underMouse() or self.isDown():
            return _HOVERED[self._kind]
        return _RESTING[self._kind]

    def _font(self) -> QFont:
        return self._look.font("body", strong=self._kind != "nav" or self.isChecked())

    def _icon_px(self) -> int:
        return self._look.theme.scaled(self._measures.icon)

    def _content_width(self) -> int:
        words = QFontMetrics(self._look.font("body", strong=True)).horizontalAdvance(self._label)
        return words + (self._icon_px() + self._look.theme.scaled(_GAP) if self._icon else 0)

    def _is_too_narrow(self) -> bool:
        return self.width() < self._content_width() + self._look.theme.space(1)

    def _content_left(self) -> int:
        if self._kind == "nav" and not self._bare:
            return self._look.theme.scaled(self._measures.side)
        wide = self._icon_px() if self._bare else self._content_width()
        return max(self._look.theme.space(0.5), (self.width() - wide) // 2)

    def _show_tip(self) -> None:
        name = self._label if self._bare or self._is_cut or self._key else ""
        key = f" ({self._key})" if self._key else ""
        tip = f"{name}{key}. {self._reason}" if self._reason and key else self._reason or f"{name}{key}"
        self.setToolTip(plain_tip(tip))
        self.setAccessibleDescription(self._reason or tip)  # else a screen reader is given the tooltip with its markup
