"""A routine's handout as blocks of paper: exercises with their figures and doses, and a table to tick."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from app.routine.model import Area
from app.routine.pose import Pose
from app.sharing.handout import Handout, Item, Line, Notice, Ticks
from app.ui.figure.inks import Inks
from app.ui.figure.own import paint_own
from app.ui.figure.stills import paint_stills
from app.ui.sheet.paper import Block, Columns, PaperSize, Print, Sheet, Text, fine, heading, sheet_of

PoseOf = Callable[[str], tuple[Pose, tuple[Area, ...]] | None]
OwnOf = Callable[[str], QImage | None]

_FIGURE: Final = (132.0, 88.0)  # points
_OWN_PX: Final = QSize(1100, 733)  # 600 dots an inch: more of a picture would not show
_GAP: Final = 10.0
_ROW: Final = 17.0
_NAMES: Final = 0.34  # of the table's width
FOOT: Final = "Stop an exercise that hurts, and ask whoever gave you this sheet. Made with Unhunch."


@dataclass(frozen=True)
class Pictures:
    """What shows an exercise: the person's own picture, or else its figure."""

    pose_of: PoseOf
    own_of: OwnOf
    inks: Inks

    def own(self, slug: str) -> QImage | None:
        """Return the person's own picture, no larger than paper can show."""
        image = self.own_of(slug)
        if image is None or (image.width() <= _OWN_PX.width() and image.height() <= _OWN_PX.height()):
            return image
        return image.scaled(_OWN_PX, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


@dataclass(frozen=True)
class ItemBlock:
    """One exercise: its picture at the left, and what to do at the right. What goes on is without its picture."""

    item: Item
    pictures: Pictures
    own: QImage | None = None
    indent: float = fine(_FIGURE[0] + _GAP)  # where the words begin: nothing where no exercise has a picture
    first: int = 0  # which of its lines
    last: int | None = None
    keeps_with_next: bool = False

    @property
    def lines(self) -> tuple[Text, ...]:
        """What is written of it here."""
        return tuple(_lines(self.item))[self.first : self.last]

    def height(self, print_: Print, width: float) -> float:
        """Return the height of picture or words, whichever is higher."""
        words = sum(line.height(print_, width - self.indent) for line in self.lines)
        is_shown = not self.first and (self.own is not None or self.pictures.pose_of(self.item.figure) is not None)
        return max(words, fine(_FIGURE[1]) if is_shown else 0.0) + fine(_GAP)

    def parts(self, print_: Print, width: float, high: float) -> "Sequence[ItemBlock]":
        """Return it broken between its lines where there are more than a page has room for."""
        if self.height(print_, width) <= high:
            return (self,)
        heights = [line.height(print_, width - self.indent) for line in self.lines]
        pieces = _pieces(heights, high - fine(_GAP))
        return tuple(replace(self, first=self.first + one, last=self.first + after) for one, after in pieces)

    def paint(self, painter: QPainter, print_: Print, box: QRectF) -> None:
        """Paint the picture and write the words."""
        if not self.first:
            self._paint_picture(painter, QRectF(box.left(), box.top(), *(fine(one) for one in _FIGURE)), print_)
        top, room = box.top(), box.width() - self.indent
        for line in self.lines:
            high = line.height(print_, room)
            line.paint(painter, print_, QRectF(box.left() + self.indent, top, room, high))
            top += high

    def _paint_picture(self, painter: QPainter, into: QRectF, print_: Print) -> None:
        shown = self.pictures.pose_of(self.item.figure)
        if self.own is not None:
            paint_own(painter, into, self.own)
        elif shown is not None:
            paint_stills(painter, into, *shown, self.pictures.inks, print_.colour("muted"))


def _lines(item: Item) -> Iterator[Text]:
    dose = item.dose + (f", {item.sides}" if item.sides else "")
    yield Text(f"{item.number}.  {item.name}", "body", strong=True, below=2)
    yield Text(dose, "body", strong=True, role="accent", below=3)
    if item.equipment:
        yield Text(f"With: {', '.join(item.equipment)}", "small", role="muted", below=2)
    for line in item.instructions:
        yield Text(f"•  {line}", "small", below=1)
    if item.caution:
        yield Text(f"Mind: {item.caution}", "small", strong=True, below=1)


def _pieces(heights: Sequence[float], high: float) -> Iterator[tuple[int, int]]:
    """Yield from where to where things go together so that none of it is higher than that; each has one at least."""
    first, top = 0, 0.0
    for number, one in enumerate(heights):
        if number > first and top + one > high:
            yield first, number
            first, top = number, 0.0
        top += one
    yield first, len(heights)


@dataclass(frozen=True)
class TickTable:
    """A row for each exercise and a column for each day, to be ticked by hand."""

    ticks: Ticks
    first: int  # which of the rows
    last: int
    keeps_with_next: bool = False

    @property
    def _rows(self) -> tuple[str, ...]:
        return self.ticks.rows[self.first : self.last]

    def _heights(self, print_: Print, width: float) -> list[float]:
        room = width * _NAMES - fine(6)
        return [max(fine(_ROW), print_.height(row, room, "small") + fine(6)) for row in self._rows]

    def height(self, print_: Print, width: float) -> float:
        """Return the height of the table with the line of days."""
        return sum(self._heights(print_, width)) + fine(_ROW) + fine(_GAP)

    def parts(self, print_: Print, width: float, high: float) -> "Sequence[TickTable]":
        """Return it in tables that fit, each with the line of days."""
        pieces = _pieces(self._heights(print_, width), high - fine(_ROW + _GAP))
        return tuple(replace(self, first=self.first + one, last=self.first + after) for one, after in pieces)

    def paint(self, painter: QPainter, print_: Print, box: QRectF) -> None:
        """Draw the grid and write the names."""
        heights = self._heights(print_, box.width())
        names = box.width() * _NAMES
        wide = (box.width() - names) / len(self.ticks.days)
        middle = Qt.AlignmentFlag.AlignVCenter
        top = box.top() + fine(_ROW)
        for number, day in enumerate(self.ticks.days):
            head = QRectF(box.left() + names + number * wide, box.top(), wide, fine(_ROW))
            told = day.removeprefix("Day ")
            print_.text(painter, head, told, "small", role="muted", flags=middle | Qt.AlignmentFlag.AlignHCenter)
        print_.text(
            painter, QRectF(box.left(), box.top(), names, fine(_ROW)), "Day", "small", role="muted", flags=middle
        )
        for number, (row, high) in enumerate(zip(self._rows, heights, strict=True)):
            is_whole = self.first + number == 0
            line = QRectF(box.left(), top, names - fine(6), high)
            print_.text(painter, line, row, "small", strong=is_whole, flags=middle)
            top += high
        self._paint_grid(painter, print_, box, heights, names, wide)

    def _paint_grid(
        self, painter: QPainter, print_: Print, box: QRectF, heights: list[float], names: float, wide: float
    ) -> None:
        painter.setPen(QPen(print_.colour("outline"), fine(0.6)))
        tops = [box.top() + fine(_ROW) + sum(heights[:number]) for number in range(len(heights) + 1)]
        for top in tops:
            painter.drawLine(QPointF(box.left(), top), QPointF(box.right(), top))
        for number in range(len(self.ticks.days) + 1):
            left = box.left() + names + number * wide
            painter.drawLine(QPointF(left, tops[0]), QPointF(left, tops[-1]))


def handout_sheet(handout: Handout, pictures: Pictures, size: PaperSize, print_: Print) -> Sheet:
    """Lay a handout out over pages."""
    return sheet_of([*_blocks(handout, pictures)], size, print_, FOOT)


def _blocks(handout: Handout, pictures: Pictures) -> Iterator[Block]:
    yield Text(handout.title, "title", strong=True, below=4)
    yield Text(handout.purpose, "body", below=6)
    needs = [*([handout.setting] if handout.setting else []), *handout.equipment]
    if needs:
        yield Text(f"What you need: {', '.join(dict.fromkeys(needs))}", "small", role="muted", below=4)
    for note in handout.notes:
        yield Text(f"•  {note}", "small", below=2)
    yield from _safety(handout)
    own = {one.figure: pictures.own(one.figure) for one in handout.items}
    is_any_shown = any(image is not None or pictures.pose_of(slug) is not None for slug, image in own.items())
    indent = fine(_FIGURE[0] + _GAP) if is_any_shown else 0.0
    for one in handout.body:
        if isinstance(one, Line):
            yield Text(one.text, "body", below=8)
        else:
            yield ItemBlock(one, pictures, own[one.figure], indent)
    yield heading("Two weeks")
    yield TickTable(handout.ticks, 0, len(handout.ticks.rows))


def _safety(handout: Handout) -> Iterator[Block]:
    """Yield who asks first, what to know beforehand, and when to stop: before any exercise."""
    if handout.ask_first:
        yield Text("", below=3)
        yield Text("Ask a health professional first if you have:", "small", strong=True, below=2, keeps_with_next=True)
        yield Text("; ".join(handout.ask_first) + ".", "small", below=4)
    for notice in handout.before:
        yield Text("", below=3)
        yield Text(notice.title, "small", strong=True, below=2, keeps_with_next=True)
        for line in notice.lines:
            yield Text(f"•  {line}", "small", below=1)
    yield Text("", below=4)
    yield Columns(tuple(tuple(_notice(one)) for one in handout.stop))


def _notice(notice: Notice) -> Iterator[Text]:
    yield Text(notice.title, "body", strong=True, below=2)
    for line in notice.lines:
        yield Text(f"•  {line}", "small", below=1)
    yield Text(notice.action, "small", strong=True, below=0)
