"""A sheet on screen: its pages one below the other, as they will be on paper."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.kit.paint import shadow
from app.ui.sheet.paper import FINE, Sheet
from app.ui.theme import Look

_WIDEST = 720  # pixels before text scaling
_GAP = 16


class PageView(QWidget):
    """One page. It is white in every theme, as paper is."""

    def __init__(self, look: Look, sheet: Sheet, number: int) -> None:
        super().__init__()
        self._look, self._sheet, self._number = look, sheet, number
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"Page {number + 1} of {len(sheet.pages)}")

    def _wide(self, width: int) -> int:
        return min(width, self._look.theme.scaled(_WIDEST))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        wide, high = self._sheet.points
        return round(self._wide(width) * high / wide) + _GAP

    def sizeHint(self) -> QSize:
        wide = self._look.theme.scaled(_WIDEST)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self._wide(self.width())
        page = QRectF((self.width() - wide) / 2, 0, wide, self.heightForWidth(self.width()) - _GAP)
        shadow(painter, page.toRect(), 0, self._look.colour("shadow"), 3)
        painter.fillRect(page, QColor(Qt.GlobalColor.white))
        painter.translate(page.topLeft())
        scale = wide / self._sheet.points[0] / FINE
        painter.scale(scale, scale)
        self._sheet.paint(painter, self._number)
        painter.end()
