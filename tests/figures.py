"""`make figures`: every exercise at its start, middle and end, both sides, light and dark, into build/figures/."""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from app import paths
from app.figure.motion import Instant
from app.settings import FIGURES, FigureName
from app.ui.figure.inks import Inks
from app.ui.figure.painter import paint_figure
from app.ui.figure.stills import paint_stills
from app.ui.tokens import Theme, ThemeName, read_theme
from tests.figure.posed import Posed, bundled

OUT = Path("build/figures")
THEMES: tuple[ThemeName, ThemeName] = ("light", "dark")
CELL, WORDS, ROWS = 300, 330, 5


@dataclass(frozen=True)
class Paint:
    """What a sheet is painted with."""

    theme: Theme
    figure: FigureName

    def colour(self, role: str) -> QColor:
        """Return the colour of a role."""
        return QColor(*self.theme.colours[role])  # type: ignore[index]  # the names below are roles


def instants(one: Posed) -> Iterator[tuple[str, Instant]]:
    """Return what is shown of an exercise: the side it is drawn for all through, the other at its end."""
    side = one.pose.drawn_for
    for name, bend in (("start", 0.0), ("middle", 0.5), ("end", 1.0)):
        yield name, Instant(bend=bend, breath=bend, side=side)
    yield "other side", Instant(bend=1.0, breath=1.0, side="left" if side == "right" else "right")


def sheet(shown: Sequence[Posed], paint: Paint, cell: int = CELL) -> QImage:
    """Return a contact sheet, a row for each exercise, beside its words."""
    image = QImage(WORDS + 4 * cell, len(shown) * cell, QImage.Format.Format_RGB32)
    image.fill(paint.colour("background"))
    inks = Inks(paint.theme, paint.figure)
    painter = QPainter(image)
    for row, one in enumerate(shown):
        painter.fillRect(0, row * cell, image.width(), 1, paint.colour("hairline"))
        _write(painter, one, QRectF(10, row * cell + 8, WORDS - 20, cell - 16), paint)
        for column, (name, instant) in enumerate(instants(one)):
            box = QRectF(WORDS + column * cell, row * cell, cell, cell)
            _label(painter, name, box, paint)
            paint_figure(painter, box.adjusted(8, 22, -8, -8), one.pose, one.exercise.areas, instant, inks)
    painter.end()
    return image


def stills(shown: Sequence[Posed], paint: Paint, wide: int = 150, high: int = 110, columns: int = 9) -> QImage:
    """Return the thumbnails of exercises."""
    rows = -(-len(shown) // columns)
    image = QImage(columns * wide, rows * (high + 18), QImage.Format.Format_RGB32)
    image.fill(paint.colour("surface"))
    inks = Inks(paint.theme, paint.figure)
    painter = QPainter(image)
    for number, one in enumerate(shown):
        box = QRectF(number % columns * wide, number // columns * (high + 18), wide, high + 18)
        _label(painter, one.slug, box, paint)
        into = box.adjusted(4, 20, -4, -4)
        paint_stills(painter, into, one.pose, one.exercise.areas, inks, paint.colour("muted"))
    painter.end()
    return image


def _write(painter: QPainter, one: Posed, into: QRectF, paint: Paint) -> None:
    painter.setPen(paint.colour("text"))
    painter.setFont(QFont("sans", 10))
    words = [f"{one.slug} ({type(one.pose).__name__[:-4].lower()}, {one.exercise.sides})", one.exercise.name, ""]
    words += [*one.exercise.instructions, "", one.exercise.cue]
    painter.drawText(into, int(Qt.TextFlag.TextWordWrap), "\n".join(words))


def _label(painter: QPainter, name: str, box: QRectF, paint: Paint) -> None:
    painter.setPen(paint.colour("muted"))
    painter.setFont(QFont("sans", 8))
    painter.drawText(box.adjusted(8, 5, 0, 0), name)


def main(slugs: Sequence[str]) -> None:
    """Paint the sheets: of all exercises, or of those named, at twice the size."""
    OUT.mkdir(parents=True, exist_ok=True)
    qt = QGuiApplication.instance() or QGuiApplication(["figures"])
    shown = [one for one in bundled().values() if not slugs or one.slug in slugs]
    for name in THEMES:
        theme = read_theme(paths.ASSETS / "themes", name)
        for page, first in enumerate(range(0, len(shown), ROWS), start=1):
            figure = FIGURES[page % len(FIGURES)] if not slugs else FIGURES[0]
            some = shown[first : first + ROWS]
            label = "-".join(slugs) if slugs else f"{page:02}"
            sheet(some, Paint(theme, figure), 2 * CELL if slugs else CELL).save(str(OUT / f"{name}-{label}.png"))
        if not slugs:
            stills(shown, Paint(theme, FIGURES[0])).save(str(OUT / f"{name}-thumbnails.png"))
    print(f"{len(shown)} exercises in {OUT}")
    del qt


if __name__ == "__main__":
    main(sys.argv[1:])
