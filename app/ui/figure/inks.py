"""The brushes and pens of a figure in a theme, made once and kept."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QGradient, QPainter, QPen, QPixmap, QRadialGradient

from app.figure.head import Hair
from app.figure.shape import Shade, Tone
from app.settings import FigureName
from app.ui.tokens import Colour, Theme

UNIT: Final = 1000.0  # of a path for a standing height: in units near a pixel Qt flattens curves 15 times as fast

HAIR: Mapping[FigureName, Hair] = {"fern": "short", "plum": "tied", "lake": "bob"}
_LIGHT: Final[Mapping[Shade, float]] = {"plain": 1.0, "far": 0.76, "fold": 0.87, "lit": 1.1}
_QUIET: Final = frozenset({"wall", "ground", "mat"})  # of these, shades differ half as much
_GLOW: Final = ((0.0, 0.62), (0.45, 0.40), (0.75, 0.14), (1.0, 0.0))
_RING: Final = 0.13


class Inks:
    """What the shapes of one figure are painted with. Made anew when the theme changes."""

    def __init__(self, theme: Theme, figure: FigureName) -> None:
        self.hair = HAIR[figure]
        self._colours: dict[str, Colour] = dict([*theme.figures[figure].items(), *theme.things.items()])
        self._brushes: dict[tuple[Tone, Shade], QBrush] = {}
        self._light: QBrush | None = None
        self._glows: dict[tuple[int, float], QPixmap] = {}
        self._pens: dict[tuple[Tone, Shade, float], QPen] = {}

    def brush(self, tone: Tone, shade: Shade) -> QBrush:
        """Return the brush of a tone in a shade."""
        found = self._brushes.get((tone, shade))
        if found is None:
            found = self._brushes[tone, shade] = QBrush(self._colour(tone, shade))
        return found

    def pen(self, tone: Tone, shade: Shade, line: float) -> QPen:
        """Return a round pen; `line` is how wide it is in standing heights."""
        found = self._pens.get((tone, shade, line))
        if found is None:
            colour = self._colour(tone, shade)
            round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            found = QPen(colour, line * UNIT, Qt.PenStyle.SolidLine, round_cap, round_join)
            if len(self._pens) < 64:  # a band gets thinner as it is stretched
                self._pens[tone, shade, line] = found
        return found

    @property
    def light(self) -> QBrush:
        """The brush of a glow, which fills whatever circle it is used on."""
        if self._light is None:
            gradient = QRadialGradient(0.5, 0.5, 0.5)
            gradient.setCoordinateMode(QGradient.CoordinateMode.ObjectMode)
            for share, strength in _GLOW:
                colour = QColor(*self._colours["glow"])
                colour.setAlphaF(strength)
                gradient.setColorAt(share, colour)
            self._light = QBrush(gradient)
        return self._light

    @property
    def ring(self) -> QBrush:
        """The brush of one of the rings that are a glow on paper."""
        colour = QColor(*self._colours["glow"])
        colour.setAlphaF(_RING)
        return QBrush(colour)

    def glow(self, wide: int, ratio: float) -> QPixmap:
        """Return a glow as a picture, `wide` pixels of the page across, for a screen of that pixel ratio."""
        found = self._glows.get((wide, ratio))
        if found is None:
            found = QPixmap(round(wide * ratio), round(wide * ratio))
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.light)
            painter.drawEllipse(found.rect())
            painter.end()
            found.setDevicePixelRatio(ratio)
            if len(self._glows) < 8:
                self._glows[wide, ratio] = found
        return found

    def _colour(self, tone: Tone, shade: Shade) -> QColor:
        light = _LIGHT[shade]
        if tone in _QUIET:
            light = 1 + (light - 1) / 2
        red, green, blue, alpha = self._colours[tone]
        if light > 1:
            red, green, blue = (round(255 - (255 - part) * (2 - light)) for part in (red, green, blue))
        elif light < 1:  # what is in shadow stays a little warmer
            red, green, blue = round(red * light), round(green * (light - 0.01)), round(blue * (light - 0.015))
        return QColor(red, green, blue, alpha)
