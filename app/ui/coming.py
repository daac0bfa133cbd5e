"""How a page comes: for a moment it rises into its place and grows clear, to be seen as another one."""

from PySide6.QtCore import QEasingCurve, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.theme import Look

COMES_MS = 140
_RISES_PX = 12  # before text scaling


class Coming(QWidget):
    """A picture of the page that comes, over that page. Nothing waits for it: presses and keys reach the page at once.

    It goes away by itself.
    """

    def __init__(self, look: Look, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._look = look
        page = pages.currentWidget()
        assert page is not None
        self._picture = page.grab()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the page below is not painted for each frame
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(pages.rect())
        self.share = 0.0  # of the way, 0 to 1
        self.way = QVariantAnimation(self)
        self.way.setStartValue(0.0)
        self.way.setEndValue(1.0)
        self.way.setDuration(COMES_MS)
        self.way.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.way.valueChanged.connect(self._go)
        self.way.finished.connect(self.end)
        self.show()
        self.raise_()
        self.way.start()

    def end(self) -> None:
        """Show the page itself."""
        self.way.stop()
        self.hide()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("background"))
        painter.setOpacity(self.share)
        painter.drawPixmap(QPointF(0, (1 - self.share) * self._look.theme.scaled(_RISES_PX)), self._picture)
        painter.end()

    def _go(self, share: float) -> None:
        self.share = share
        self.update()
