"""The week as seven marks: a shape and a word for each day, so that nothing rests on colour."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.plan.today import Mark
from app.ui.kit.announce import announce
from app.ui.kit.paint import focus_ring, plain_tip
from app.ui.pages.today.words import MARKS, day_title
from app.ui.theme import Look
from app.ui.tokens import Role

_SIDE, _ICON = 40, 20
_INKS: dict[Mark, tuple[Role, Role]] = {  # the plate, and what is on it
    "done": ("accent", "on-accent"),
    "partly": ("accent-soft", "on-accent-soft"),
    "missed": ("neutral-soft", "muted"),
    "open": ("surface", "text"),
    "ahead": ("surface", "muted"),
    "rest": ("neutral-soft", "muted"),
    "paused": ("neutral-soft", "muted"),
    "nothing": ("background", "muted"),
}


class DayMark(QWidget):
    """One day: its letter, and its mark below. Told by name; the present day has a line under it."""

    def __init__(self, look: Look, day: date, mark: Mark, *, is_today: bool) -> None:
        super().__init__()
        self._look, self._day, self._mark, self._is_today = look, day, mark, is_today
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        words = f"{day_title(day)}{', today' if is_today else ''}: {MARKS[mark][1]}"
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.setAccessibleDescription(MARKS[mark][1])  # else a screen reader is given the tooltip with its markup

    def sizeHint(self) -> QSize:
        theme = self._look.theme
        return QSize(theme.scaled(_SIDE), theme.scaled(_SIDE) + theme.text_px("small") + theme.space(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = look.theme.text_px("small") + look.theme.space(0.5)
        painter.setFont(look.font("small", strong=self._is_today))
        painter.setPen(look.colour("text" if self._is_today else "muted"))
        letter = QRectF(0, 0, self.width(), high)
        painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, f"{self._day:%a}")
        fill, ink = _INKS[self._mark]
        side = look.theme.scaled(_SIDE)
        plate = QRectF((self.width() - side) / 2 + 1, high + 1, side - 2, side - 2)
        painter.setPen(QPen(look.colour("accent" if self._is_today else "hairline"), 2 if self._is_today else 1))
        painter.setBrush(look.colour(fill))
        painter.drawEllipse(plate)
        icon = look.theme.scaled(_ICON)
        picture = look.pixmap(MARKS[self._mark][0], ink, icon, self.devicePixelRatioF())
        corner = plate.center()
        painter.drawPixmap(round(corner.x() - icon / 2), round(corner.y() - icon / 2), picture)
        painter.end()


class WeekRow(QWidget):
    """Seven marks. With the keys, arrows go from day to day and each is told."""

    def __init__(self, look: Look, week: Sequence[tuple[date, Mark]], today: date) -> None:
        super().__init__()
        self._look = look
        self._here = next((number for number, (day, _) in enumerate(week) if day == today), 0)
        self.marks = [DayMark(look, day, mark, is_today=day == today) for day, mark in week]
        row = QHBoxLayout(self)
        row.setContentsMargins(look.theme.space(0.5), look.theme.space(0.5), look.theme.space(0.5), 0)
        row.setSpacing(look.theme.space(1))
        for one in self.marks:
            row.addWidget(one)
        row.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("This week")
        self.setAccessibleDescription("; ".join(one.accessibleName() for one in self.marks))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._here = max(0, min(len(self.marks) - 1, self._here + step))
        announce(self, self.marks[self._here].accessibleName())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            box = self.marks[self._here].geometry().adjusted(-2, -2, 2, 2)
            focus_ring(painter, box, self._look.theme.radius, self._look.colour("focus"))
            painter.end()
