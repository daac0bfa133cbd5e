"""A picture of one's own for an exercise: chosen, looked at, taken away."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit import Button, Card, Flow, heading, muted
from app.ui.theme import Look

_HIGH = 180  # pixels before text scaling


class OwnPicture(QWidget):
    """Shows a picture as large as it fits, and nothing where there is none."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image = QImage()

    def show_file(self, path: Path | None, name: str) -> None:
        """Show the picture of a file."""
        self._image = QImage(str(path)) if path is not None else QImage()
        self.setAccessibleName(f"Your picture of {name}" if path is not None else "No picture")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        high = self._look.theme.scaled(_HIGH)
        if self._image.isNull():
            return QSize(0, 0)
        return self._image.size().scaled(QSize(3 * high, high), Qt.AspectRatioMode.KeepAspectRatio)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(
            self.rect().adjusted(0, 0, size.width() - self.width(), size.height() - self.height()), self._image
        )
        painter.end()


class PictureCard(Card):
    """Asks for another picture, or for none."""

    wanted = Signal()
    unwanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, padding=2)
        self.picture = OwnPicture(look)
        self.choose = Button(look, "Choose a picture", icon="folder")
        self.remove = Button(look, "Take it away", icon="cross")
        self.choose.clicked.connect(self.wanted)
        self.remove.clicked.connect(self.unwanted)
        self.layout_.addWidget(heading("A picture of your own"))
        self.layout_.addWidget(
            muted("PNG, JPEG or WebP. It is shown instead of the figure. It stays on this computer.")
        )
        self.layout_.addWidget(self.picture)
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1))
        flow.addWidget(self.choose)
        flow.addWidget(self.remove)
        self.layout_.addWidget(row)

    def show_file(self, path: Path | None, name: str) -> None:
        """Show the picture there is by now."""
        self.picture.show_file(path, name)
        self.picture.setVisible(path is not None)
        self.remove.setVisible(path is not None)
        self.choose.set_label("Choose another" if path is not None else "Choose a picture")
