"""Small stills of exercises for cards and lists: drawn in idle moments, never while a page is painted, and kept."""

from collections import OrderedDict
from collections.abc import Callable
from time import perf_counter
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from app.routine.model import Area
from app.routine.pose import Pose
from app.settings import FigureName
from app.ui.figure.inks import Inks
from app.ui.figure.own import paint_own
from app.ui.figure.stills import paint_stills
from app.ui.theme import Look

SLICE_S: Final = 0.008  # at most so long at a time, so that a page scrolls and types on meanwhile
MOST_KEPT: Final = 400

PoseOf = Callable[[str], tuple[Pose, tuple[Area, ...]] | None]


OwnOf = Callable[[str], QImage | None]


def _none(_: str) -> QImage | None:
    return None


class _Key(NamedTuple):
    slug: str
    wide: int
    high: int
    ratio: float


class Thumbnails(QObject):
    """The stills there are. Ask for one while painting: it is there, or it is drawn soon and `drawn` tells its slug."""

    drawn = Signal(str)

    def __init__(
        self,
        look: Look,
        pose_of: PoseOf,
        figure: FigureName = "fern",
        parent: QObject | None = None,
        *,
        own_of: OwnOf = _none,
    ) -> None:
        super().__init__(parent)
        self._own_of = own_of
        self._look, self._pose_of, self._figure = look, pose_of, figure
        self._kept: OrderedDict[_Key, QPixmap] = OrderedDict()
        self._asked: dict[_Key, None] = {}  # in the order in which they were asked for
        self._inks: Inks | None = None
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self.draw_some)
        look.changed.connect(self.forget)

    def picture(self, slug: str, size: QSize, ratio: float) -> QPixmap | None:
        """Return the still of an exercise, `size` in device-independent pixels; None until it is drawn."""
        key = _Key(slug, size.width(), size.height(), ratio)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        self._asked[key] = None
        self._idle.start()
        return None

    def wear(self, figure: FigureName) -> None:
        """Have another of the figures show them."""
        if figure != self._figure:
            self._figure = figure
            self.forget()

    def forget(self) -> None:
        """Draw everything anew when it is asked for next: the theme, the figure or a pose has changed."""
        slugs = {key.slug for key in self._kept}
        self._kept.clear()
        self._inks = None
        for slug in slugs:
            self.drawn.emit(slug)

    def draw_some(self, for_s: float = SLICE_S) -> None:
        """Draw what was asked for, until the time is over."""
        until = perf_counter() + for_s
        while self._asked:
            key = next(iter(self._asked))
            del self._asked[key]
            self._kept[key] = self._draw(key)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            self.drawn.emit(key.slug)
            if perf_counter() >= until:
                return
        self._idle.stop()

    def _draw(self, key: _Key) -> QPixmap:
        picture = QPixmap(round(key.wide * key.ratio), round(key.high * key.ratio))
        picture.setDevicePixelRatio(key.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        own, shown = self._own_of(key.slug), self._pose_of(key.slug)
        if own is not None:
            painter = QPainter(picture)
            paint_own(painter, QRectF(0, 0, key.wide, key.high), own)
            painter.end()
        elif shown is not None:
            self._inks = self._inks or Inks(self._look.theme, self._figure)
            painter = QPainter(picture)
            into = QRectF(0, 0, key.wide, key.high).adjusted(2, 2, -2, -2)
            paint_stills(painter, into, *shown, self._inks, self._look.colour("muted"))
            painter.end()
        return picture
