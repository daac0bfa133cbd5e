"""A routine's handout as blocks of paper: exercises with their figures and doses, and a table to tick."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.routine.model import Area
from app.routine.pose import Pose
from app.sharing.handout import Handout, Item, Line, Ticks
from app.ui.figure.inks import Inks
from app.ui.figure.stills import paint_stills
from app.ui.sheet.paper import Block, PaperSize, Print, Sheet, Text, fine, heading, sheet_of

PoseOf = Callable[[str], tuple[Pose, tuple[Area, ...]] | None]

_FIGURE: Final = (132.0, 88.0)  # points
_GAP: Final = 10.0
_ROW: Final = 17.0
_NAMES: Final = 0.34  # of the table's width
FOOT: Final = "Stop an exercise that hurts, and ask whoever gave you this sheet. Made with Unhunch."


@dataclass(frozen=True)
class ItemBlock:
    """One exercise: its figure at the left, and what to do at the right."""

    item: Item
    pose_of: PoseOf
    inks: Inks
    keeps_with_next: bool = False

    def _lines(self) -> Iterator[Text]:
        item = self.item
        dose = item.dose + (f", {item.sides}" if item.sides else "")
        yield Text(f"{item.number}.  {item.name}", "body", strong=True, below=2)
        yield Text(dose, "body", strong=True, role="accent", below=3)
        if item.equipment:
            yield Text(f"With: {', '.join(item.equipment)}", "small", role="muted", below=2)
        for line in item.instructions:
            yield Text(f"•  {line}", "small", below=1)
        if item.caution:
            yield Text(f"Mind: {item.caution}", "small", strong=True, below=1)

    def height(self, print_: Print, width: float) -> float:
        """Return the height of figure or words, whichever is higher."""
        room = width - fine(_FIGURE[0] + _GAP)
        words = sum(line.height(print_, room) for line in self._lines())
        return max(words, fine(_FIGURE[1])) + fine(_GAP)

    def paint(self, painter: QPainter, print_: Print, box: QRectF) -> None:
        """Paint the figure and write the words."""
        shown = self.pose_of(self.item.figure)
        if shown is not None:
            into = QRectF(box.left(), box.top(), *(fine(one) for one in _FIGURE))
            paint_stills(painter, into, *shown, self.inks, print_.colour("muted"))
        left = fine(_FIGURE[0] + _GAP)
        top, room = box.top(), box.width() - left
        for line in self._lines():
            high = line.height(print_, room)
            line.paint(painter, print_, QRectF(box.left() + left, top, room, high))
            top += high


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


def handout_sheet(handout: Handout, pose_of: PoseOf, inks: Inks, size: PaperSize, print_: Print) -> Sheet:
    """Lay a handout out over pages."""
    return sheet_of([*_blocks(handout, pose_of, inks)], size, print_, FOOT)


def _blocks(handout: Handout, pose_of: PoseOf, inks: Inks) -> Iterator[Block]:
    yield Text(handout.title, "title", strong=True, below=4)
    yield Text(handout.purpose, "body", below=6)
    needs = [*([handout.setting] if handout.setting else []), *handout.equipment]
    if needs:
        yield Text(f"What you need: {', '.join(dict.fromkeys(needs))}", "small", role="muted", below=4)
    for note in handout.notes:
        yield Text(f"•  {note}", "small", below=2)
    if handout.ask_first:
        yield Text("Ask a health professional first if you have:", "small", strong=True, below=2, keeps_with_next=True)
        yield Text("; ".join(handout.ask_first) + ".", "small", below=4)
    yield Text("", below=6)
    for one in handout.body:
        yield Text(one.text, "body", below=8) if isinstance(one, Line) else ItemBlock(one, pose_of, inks)
    yield heading("Two weeks")
    for first in range(0, len(handout.ticks.rows), _ROWS):
        yield TickTable(handout.ticks, first, first + _ROWS)


_ROWS: Final = 24  # of the table at most in one piece
