"""The figure: a frame of 600 x 600 solved and painted, and a library page of thumbnails."""

from itertools import count
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from app import paths
from app.figure.motion import Instant
from app.figure.movement import movement_of
from app.figure.scene import scene_of
from app.ui.figure.inks import Inks
from app.ui.figure.painter import paint_figure
from app.ui.figure.stills import paint_stills
from app.ui.tokens import read_theme
from tests.bench.children import Screen
from tests.bench.table import Row, paired
from tests.figure.posed import bundled

SIDE = 600
PAGE = 60
WIDE, HIGH = 150, 110
ROUNDS = 9


def measure(_: Screen, folder: Path) -> list[Row]:
    """Paint by turns with as many plain circles as a figure has shapes. Every pose takes its turn."""
    shown = list(bundled().values())
    inks = Inks(read_theme(paths.ASSETS / "themes", "light"), "fern")
    grey = QColor(Qt.GlobalColor.gray)
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    small = QImage(WIDE, HIGH, QImage.Format.Format_ARGB32_Premultiplied)
    turn = count()

    def frame() -> None:
        number = next(turn)
        one = shown[number % len(shown)]
        painter = QPainter(image)
        instant = Instant(bend=number % 7 / 6, breath=0.5)
        paint_figure(painter, QRectF(0, 0, SIDE, SIDE), one.pose, one.exercise.areas, instant, inks)
        painter.end()

    def circles() -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(40):
            painter.setBrush(grey)
            painter.drawEllipse(QPointF(100 + number * 10, 300), 60, 60)
        painter.end()

    def cold_page() -> None:
        movement_of.cache_clear()
        scene_of.cache_clear()
        for one in shown[:PAGE]:
            small.fill(Qt.GlobalColor.transparent)
            painter = QPainter(small)
            paint_stills(painter, QRectF(0, 0, WIDE, HIGH), one.pose, one.exercise.areas, inks, grey)
            painter.end()

    def many_circles() -> None:
        for _ in range(PAGE):
            circles()

    for _one in shown:
        frame()  # what is worked out once for a pose is not part of a frame
    return [
        Row(f"a frame of the figure, {SIDE} x {SIDE}", "ms", paired(frame, circles, ROUNDS, calls=180), 6.0, most=2.0),
        Row(f"{PAGE} thumbnails, cold", "ms", paired(cold_page, many_circles, ROUNDS), 6.0, most=150.0),
    ]
