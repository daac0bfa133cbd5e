"""The tick: a line of text of any length with a box before it, chosen or not."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit.label import Label, Picture
from app.ui.kit.paint import focus_ring, plate
from app.ui.theme import Look


class Tick(QAbstractButton):
    """Pressed anywhere on it, or by Space or Enter, it is ticked or not; `toggled` says so."""

    def __init__(self, look: Look, text: str, *, ticked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setCheckable(True)
        self.setChecked(ticked)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._box = Picture(look, "box", "muted", 24)
        row = QHBoxLayout(self)
        gap = look.theme.space(1)
        row.setContentsMargins(gap, gap // 2, gap, gap // 2)
        row.setSpacing(gap)
        row.addWidget(self._box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(text), 1)
        self.toggled.connect(self._show_box)
        self._show_box()

    def _show_box(self) -> None:
        self._box.set_icon(*(("box-checked", "accent") if self.isChecked() else ("box", "muted")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() and self.isEnabled():
            plate(painter, self.rect(), self._look.theme.radius, self._look.colour("hover"))
        if self.hasFocus():
            focus_ring(painter, self.rect(), self._look.theme.radius, self._look.colour("focus"))
        painter.end()
