"""Pictures of exercises for whoever shows one. What draws them is imported when one is first asked for: 50 ms."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app import paths
from app.play.timeline import Timeline
from app.routine.catalog import Catalog, load_poses
from app.routine.pictures import pictures_in
from app.ui.chosen import Chosen
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.routine.model import Area
    from app.routine.pose import Pose
    from app.ui.figure.thumbnails import Thumbnails
    from app.ui.figure.view import FigureView

LATE_MS = 30  # the page that asks is painted first


class Figures(QObject):
    """Knows the pose of every exercise, and keeps the small pictures of them."""

    drawn = Signal(str)  # the slug of an exercise whose picture is there, or is another now

    def __init__(self, look: Look, chosen: Chosen, mine: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look, self._chosen, self._mine = look, chosen, mine
        self._catalog = Catalog()
        self._poses: dict[str, Pose | None] = {}  # those that were asked for
        self._pictures: Mapping[str, Path] | None = None
        self._thumbnails: Thumbnails | None = None
        self._asked: set[str] = set()
        self._late = QTimer(self, singleShot=True, interval=LATE_MS)
        self._late.timeout.connect(self._begin)
        chosen.changed.connect(self._wear)

    def know(self, catalog: Catalog) -> None:
        """Take the exercises there are by now. Their poses are read anew when one is asked for."""
        self._catalog, self._poses, self._pictures = catalog, {}, None
        if self._thumbnails is not None:
            self._thumbnails.forget()

    def exercise(self, slug: str) -> "tuple[Pose, tuple[Area, ...]] | None":
        """Return the pose of an exercise and the parts of the body it is for; None where it has no pose."""
        entry = self._catalog.exercises.get(slug)
        if entry is None or entry.model is None:
            return None
        if slug not in self._poses:
            read = load_poses(paths.ROUTINES, self._mine, self._catalog.exercises, only=slug).get(slug)
            self._poses[slug] = read.model if read is not None else None
        pose = self._poses[slug]
        return None if pose is None else (pose, entry.model.areas)

    def own(self, slug: str) -> QImage | None:
        """Return the person's own picture of an exercise, which stands before any figure; None where there is none."""
        if self._pictures is None:
            self._pictures = pictures_in(self._mine)
        if slug not in self._pictures:
            return None
        image = QImage(str(self._pictures[slug]))
        return None if image.isNull() else image

    def shows(self, slug: str) -> bool:
        """Whether there is anything to be shown of an exercise."""
        return self.exercise(slug) is not None or self.own(slug) is not None

    def picture(self, slug: str, size: QSize, ratio: float) -> QPixmap | None:
        """Return the small picture of an exercise; None until it is drawn, which `drawn` tells."""
        if self._thumbnails is not None:
            return self._thumbnails.picture(slug, size, ratio)
        self._asked.add(slug)
        if not self._late.isActive():  # begun anew with each that is asked for, it would never come
            self._late.start()
        return None

    def spot(self, timeline: Timeline, size: QSize) -> "Spot":
        """Make the place of the picture that stands for a routine."""
        return Spot(self, stands_for(timeline), size)

    def view(self, *, reduced_motion: bool) -> "FigureView":
        """Make a moving figure."""
        from app.ui.figure.view import FigureView

        return FigureView(self._look, self._chosen.now.figure, reduced_motion=reduced_motion)

    def _begin(self) -> None:
        from app.ui.figure.thumbnails import Thumbnails

        self._thumbnails = Thumbnails(self._look, self.exercise, self._chosen.now.figure, self, own_of=self.own)
        self._thumbnails.drawn.connect(self.drawn)
        for slug in self._asked:
            self.drawn.emit(slug)
        self._asked.clear()

    def _wear(self) -> None:
        if self._thumbnails is not None:
            self._thumbnails.wear(self._chosen.now.figure)


class Spot(QWidget):
    """The place of one small picture on a card or in a list. What it stands beside has the words."""

    def __init__(self, figures: Figures, slug: str, size: QSize) -> None:
        super().__init__()
        self._figures, self._slug = figures, slug
        self.setFixedSize(size)
        figures.drawn.connect(self._drawn)

    def paintEvent(self, event: QPaintEvent) -> None:
        picture = self._figures.picture(self._slug, self.size(), self.devicePixelRatioF())
        if picture is not None:
            painter = QPainter(self)
            painter.drawPixmap(0, 0, picture)
            painter.end()

    def _drawn(self, slug: str) -> None:
        if slug == self._slug:
            self.update()


def stands_for(timeline: Timeline) -> str:
    """Return the exercise whose picture stands for a routine: what it is longest about. Empty where it has none."""
    took_s: dict[str, float] = {}
    for part in timeline.parts:
        took_s[part.exercise_id] = took_s.get(part.exercise_id, 0.0) + part.planned_s
    return max(took_s, key=took_s.__getitem__, default="")
