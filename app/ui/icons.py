"""Our icons: one set of single-colour SVG drawings, recoloured for a role and sharp at any size and scale."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class Icons:
    """The icons of one folder, by name. Pixmaps are drawn once for each colour and size, and kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def names(self) -> list[str]:
        """Every icon there is, sorted."""
        return sorted(path.stem for path in self._folder.glob("*.svg"))

    def pixmap(self, name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
        """Draw one icon in a colour, `size` device-independent pixels wide, for a screen of that pixel ratio.

        Raises FileNotFoundError for a name that is not in the set.
        """
        key = (name, colour.rgba(), size, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = self._draw(name, colour, size, ratio)
        return self._pixmaps[key]

    def icon(self, name: str, colour: QColor) -> QIcon:
        """Return an icon for actions and windows; it is drawn when its size is known."""
        return QIcon(_Engine(self, name, colour))

    def _draw(self, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
        drawing = QSvgRenderer(self._coloured(name, colour))
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(colour.alphaF())
        drawing.render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _coloured(self, name: str, colour: QColor) -> QByteArray:
        if name not in self._sources:
            self._sources[name] = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
        return QByteArray(self._sources[name].replace("currentColor", colour.name()).encode())


class _Engine(QIconEngine):
    """Draws one icon at whatever size Qt asks for."""

    def __init__(self, icons: Icons, name: str, colour: QColor) -> None:
        super().__init__()
        self._icons = icons
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        corner = rect.center() - QRect(0, 0, side, side).center()
        painter.drawPixmap(corner, self._shade(side, ratio, mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._shade(min(size.width(), size.height()), 1.0, mode)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802
        return self._shade(min(size.width(), size.height()), scale, mode)

    def clone(self) -> QIconEngine:
        return _Engine(self._icons, self._name, self._colour)

    def _shade(self, size: int, ratio: float, mode: QIcon.Mode) -> QPixmap:
        colour = QColor(self._colour)
        if mode == QIcon.Mode.Disabled:
            colour.setAlphaF(0.5)
        return self._icons.pixmap(self._name, colour, size, ratio)
