"""Cards: a quiet surface that holds things, and one that is pressed as a whole."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.ui.kit.paint import focus_ring, plate, shadow
from app.ui.theme import Look
from app.ui.tokens import Role

_DEPTH_PX = 3  # room for the shadow below every card


class Card(QFrame):
    """A surface with round corners. Put things into `layout_`, a column with the card's padding already set."""

    def __init__(self, look: Look, *, padding: float = 2.5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.layout_ = _column(self, look, padding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _paint(painter, self.rect(), self._look, lifted=False, focused=False)
        painter.end()


class CardButton(QAbstractButton):
    """A card that is pressed as a whole: by a click, Space or Enter. Its name is what a screen reader says."""

    def __init__(self, look: Look, name: str, *, padding: float = 2.5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.layout_ = _column(self, look, padding)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        lifted = self.isEnabled() and self.underMouse()
        _paint(painter, self.rect(), self._look, lifted=lifted, focused=self.hasFocus())
        painter.end()


def _column(card: QWidget, look: Look, padding: float) -> QVBoxLayout:
    inside = look.theme.space(padding)
    column = QVBoxLayout(card)
    column.setContentsMargins(inside, inside, inside, inside + _DEPTH_PX)
    column.setSpacing(look.theme.space(1))
    return column


def _paint(painter: QPainter, rect: QRect, look: Look, *, lifted: bool, focused: bool) -> None:
    face, radius = rect.adjusted(0, 0, 0, -_DEPTH_PX), look.theme.radius
    edge: Role = "outline" if lifted else "hairline"
    shadow(painter, face, radius, look.colour("shadow-hover" if lifted else "shadow"), _DEPTH_PX)
    plate(painter, face, radius, look.colour("surface"), look.colour(edge))
    if focused:
        focus_ring(painter, face, radius, look.colour("focus"))
