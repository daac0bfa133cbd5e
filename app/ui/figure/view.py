"""The figure on a page: it shows the instant it is told, as often as its owner tells it one."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.figure.motion import Instant, as_seen
from app.figure.scene import scene_of
from app.routine.model import Area
from app.routine.pose import Pose
from app.settings import FigureName
from app.ui.figure.inks import Inks
from app.ui.figure.own import paint_own
from app.ui.figure.painter import paint_figure
from app.ui.figure.stills import paint_stills
from app.ui.theme import Look
from app.ui.tokens import Theme


class FigureView(QWidget):
    """Shows an exercise. Where motion is reduced: its start and its end, as two stills."""

    def __init__(self, look: Look, figure: FigureName = "fern", *, reduced_motion: bool = False) -> None:
        super().__init__()
        self._look, self._figure, self._reduced_motion = look, figure, reduced_motion
        self._pose: Pose | None = None
        self._own: QImage | None = None
        self._areas: tuple[Area, ...] = ()
        self._instant = Instant()
        self._inked: tuple[Theme, FigureName, Inks] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Picture")

    def show_exercise(self, name: str, pose: Pose | None, areas: tuple[Area, ...] = ()) -> None:
        """Show an exercise at its start; nothing without a pose. `areas` are the parts of the body that glow."""
        self._pose, self._areas, self._instant, self._own = pose, areas, Instant(), None
        self.setAccessibleName(f"Picture: {name}")
        self.update()

    def show_own(self, name: str, image: QImage) -> None:
        """Show the person's own picture of an exercise instead."""
        self._pose, self._own = None, image
        self.setAccessibleName(f"Your picture: {name}")
        self.update()

    @property
    def aspect(self) -> float:
        """How many times as wide as high what is shown is; 1 while nothing is."""
        if self._own is not None:
            return self._own.width() / max(1, self._own.height())
        if self._pose is None:
            return 1.0
        frame = scene_of(self._pose, self._areas).frame
        return frame.wide / frame.high_by

    def show_instant(self, instant: Instant) -> None:
        """Show the exercise as it is at an instant; it is painted anew where that can be seen."""
        instant = as_seen(instant, self._pose) if self._pose is not None else instant
        before, self._instant = self._instant, instant
        if instant != before and (not self._reduced_motion or instant.side != before.side):
            self.update()

    def wear(self, figure: FigureName) -> None:
        """Have another of the figures show it."""
        self._figure = figure
        self.update()

    def reduce_motion(self, reduced: bool) -> None:
        """Show two stills, or move."""
        self._reduced_motion = reduced
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(440, 440)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._own is not None:
            painter = QPainter(self)
            paint_own(painter, QRectF(self.rect()).adjusted(4, 4, -4, -4), self._own)
            painter.end()
        if self._pose is None:
            return
        painter = QPainter(self)
        into = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        inks = self._inks()
        if self._reduced_motion:
            arrow = self._look.colour("muted")
            paint_stills(painter, into, self._pose, self._areas, inks, arrow, self._instant.side)
        else:
            paint_figure(painter, into, self._pose, self._areas, self._instant, inks)
        painter.end()

    def _inks(self) -> Inks:
        theme = self._look.theme
        if self._inked is None or self._inked[0] is not theme or self._inked[1] != self._figure:
            self._inked = theme, self._figure, Inks(theme, self._figure)
        return self._inked[2]
