"""The 0 to 10 pain scale: the one way the app asks how much something hurts."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.label import Label
from app.ui.kit.layout import Flow
from app.ui.kit.paint import focus_ring, plate
from app.ui.kit.pressed import Pressed
from app.ui.theme import Look
from app.ui.tokens import Role, Tint, soft

_GROUPS = ((0, 3), (4, 5), (6, 10))
_FILLS: dict[Tint, tuple[Role, Role]] = {
    "accent": ("accent", "on-accent"),
    "warning": ("warning", "on-warning"),
    "danger": ("danger", "on-danger"),
}
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1}


def pain_tint(pain: int) -> Tint:
    """Return the colour of a pain rating of 0 to 10: green to 3, amber to 5, red above."""
    return "accent" if pain <= 3 else "warning" if pain <= 5 else "danger"


def pain_word(pain: int) -> str:
    """Return the word for a pain rating of 0 to 10."""
    if pain == 0:
        return "none"
    return "mild" if pain <= 3 else "moderate" if pain <= 5 else "strong"


class PainScale(QWidget):
    """Eleven buttons, 0 to 10, of which one or none is chosen. Arrows, Home, End and the digits choose by keyboard."""

    picked = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = QButtonGroup(self)
        self._options = [_Option(look, pain) for pain in range(11)]
        for pain, option in enumerate(self._options):
            self._choices.addButton(option, pain)
            option.clicked.connect(partial(self.picked.emit, pain))
        flow = Flow(self, gap=look.theme.space(2))
        flow.setContentsMargins(0, 0, 0, look.theme.scaled(4))
        for first, last in _GROUPS:
            flow.addWidget(self._group(look, first, last))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_value(None)

    def value(self) -> int | None:
        """The chosen rating, 0 to 10, or None while nothing is chosen."""
        chosen = self._choices.checkedId()
        return None if chosen < 0 else chosen

    def set_value(self, pain: int | None) -> None:
        """Choose a rating without saying `picked`; None chooses nothing."""
        if pain is not None:
            self._options[pain].setChecked(True)
            return
        self._choices.setExclusive(False)
        for option in self._options:
            option.setChecked(False)
            option.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._options[0].setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._choices.setExclusive(True)
        self.setFocusProxy(self._options[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pain = self._asked_for(event)
        if pain is None:
            super().keyPressEvent(event)
            return
        self._options[pain].setFocus(Qt.FocusReason.TabFocusReason)
        self._options[pain].click()

    def _asked_for(self, event: QKeyEvent) -> int | None:
        key = Qt.Key(event.key())
        if event.text().isascii() and event.text().isdigit():
            return int(event.text())
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else 10
        if key not in _STEPS:
            return None
        value = self.value()
        return 0 if value is None else min(10, max(0, value + _STEPS[key]))

    def _group(self, look: Look, first: int, last: int) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.theme.space(0.5))
        row = Flow(gap=look.theme.space(0.5))
        for option in self._options[first : last + 1]:
            row.addWidget(option)
        column.addLayout(row)
        column.addWidget(Label(pain_word(last).capitalize(), "small", "muted", wrap=False))
        return group


class _Option(Pressed, QRadioButton):
    """One number of the scale."""

    def __init__(self, look: Look, pain: int) -> None:
        super().__init__()
        self._look = look
        self._pain = pain
        self._tint = pain_tint(pain)
        self.hear_readers()
        self.setAccessibleName(f"{pain}, {pain_word(pain)} pain" if pain else "0, no pain")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme, metrics = self._look.theme, QFontMetrics(self._look.font("body", strong=True))
        return QSize(
            max(theme.scaled(38), metrics.horizontalAdvance("10") + theme.space(2)),
            max(theme.scaled(40), metrics.height() + theme.space(2)),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802
        """Every part of it can be pressed, not only where Qt would draw the round mark."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _STEPS:
            event.ignore()  # the scale moves on, not Qt's own idea of the next button
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        fill, ink = _FILLS[self._tint] if self.isChecked() else soft(self._tint)
        edge = look.colour(ink) if self.underMouse() and not self.isChecked() else None
        plate(painter, self.rect(), look.theme.scaled(10), look.colour(fill), edge)
        painter.setFont(look.font("body", strong=True))
        painter.setPen(look.colour(ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._pain))
        if self.hasFocus():
            gap = look.colour("surface") if self.isChecked() else None
            focus_ring(painter, self.rect(), look.theme.scaled(10), look.colour("focus"), gap)
        painter.end()
