"""Words and pictures: labels that wrap and get their height, and icons that keep to the theme."""

import re
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.kit.paint import plain_tip
from app.ui.theme import Look
from app.ui.tokens import Role, TypeSize

Ink = Literal[
    "text",
    "muted",
    "accent",
    "heat",
    "cold",
    "breath",
    "danger",
    "warning",
    "on-accent-soft",
    "on-heat-soft",
    "on-cold-soft",
    "on-breath-soft",
    "on-danger-soft",
    "on-warning-soft",
    "on-neutral-soft",
]

_LONG_WORD = re.compile(r"\S{25}(?=\S)")
_BREAK_HERE = "\u200b"


def breakable(text: str) -> str:
    """Return a text in which a word too long for any line may be broken."""
    return _LONG_WORD.sub(lambda word: word[0] + _BREAK_HERE, text)


class Label(QLabel):
    """Plain text in one of the type sizes and inks; it wraps unless told not to.

    Size and ink reach it through the style sheet, so it needs no Look and follows every change of theme.
    """

    def __init__(
        self,
        text: str = "",
        size: TypeSize = "body",
        ink: Ink = "text",
        *,
        strong: bool = False,
        wrap: bool = True,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("textSize", size)
        self.setProperty("ink", ink)
        self.setProperty("strong", strong)
        if tabular:
            self._set_tabular()
        self.setText(text)

    def setText(self, text: str, /) -> None:  # noqa: N802
        """Show a text; a word too long for any line may be broken, so it cannot push a page wide."""
        self.setAccessibleName(text)
        super().setText(breakable(text) if self.wordWrap() else text)

    def set_ink(self, ink: Ink) -> None:
        """Change the colour to that of another role."""
        self.setProperty("ink", ink)
        restyle(self)

    def set_size(self, size: TypeSize) -> None:
        """Change to another of the type sizes."""
        if self.property("textSize") != size:
            self.setProperty("textSize", size)
            restyle(self)

    def _set_tabular(self) -> None:
        font = QFont(self.font())
        font.setFeature(QFont.Tag("tnum"), 1)
        self.setFont(font)


class Bullet(Label):
    """One of several lines: a dot before it, and its further lines in line with its first word."""

    def __init__(self, text: str = "", size: TypeSize = "body", ink: Ink = "text", *, strong: bool = False) -> None:
        super().__init__(text, size, ink, strong=strong)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, metrics = QPainter(self), self.fontMetrics()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().windowText())
        middle = QPointF(0.4 * metrics.height(), metrics.ascent() - metrics.xHeight() / 2)
        painter.drawEllipse(middle, metrics.height() / 8, metrics.height() / 8)
        painter.end()

    def _make_room(self) -> None:
        high = self.fontMetrics().height()
        self.setContentsMargins(round(0.9 * high), 0, high // 2, 0)


class Line(Label):
    """One line of plain text; what has no room is cut, with an ellipsis, and its tooltip has the whole."""

    def __init__(self, text: str = "", size: TypeSize = "body", ink: Ink = "text", *, strong: bool = False) -> None:
        super().__init__(text, size, ink, strong=strong, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), 3 * hint.height()), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().windowText().color())
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        painter.end()
        tip = plain_tip("" if words == self.text() else self.text())
        if tip != self.toolTip():
            self.setToolTip(tip)


def title(text: str = "") -> Label:
    """Return the name of a page."""
    return Label(text, "title")


def heading(text: str = "") -> Label:
    """Return the name of a part of a page, or of a card."""
    return Label(text, "heading")


def body(text: str = "") -> Label:
    """Return running text."""
    return Label(text)


def muted(text: str = "") -> Label:
    """Return running text that stands back."""
    return Label(text, "body", "muted")


def small(text: str = "") -> Label:
    """Return a remark below something, small and standing back."""
    return Label(text, "small", "muted")


def restyle(widget: QWidget) -> None:
    """Have the style sheet looked at again after a property it selects on has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Picture(QWidget):
    """An icon to look at, `size` pixels wide before text scaling. Screen readers pass it by unless it is named."""

    def __init__(
        self, look: Look, icon: str, role: Role = "text", size: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._role: Role = role
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: str, role: Role | None = None) -> None:
        """Show another icon, or the same in another role."""
        self._icon, self._role = icon, role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        side = self._look.theme.scaled(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = self._look.theme.scaled(self._size)
        painter.drawPixmap(0, 0, self._look.pixmap(self._icon, self._role, side, self.devicePixelRatioF()))
        painter.end()
