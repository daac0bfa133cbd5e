"""A sheet of paper: blocks that know their height flow over pages, and the pages are painted by whoever has a painter.

Lengths are points of 1/72 inch, before they are multiplied by `FINE`: fonts are set in whole units, so that the same
letters stand at the same places on screen, at any size, and in the PDF.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, Protocol

from PySide6.QtCore import QLocale, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from app.ui.kit.label import breakable
from app.ui.tokens import Role, Theme

FINE: Final = 10.0  # units in a point
PaperSize = Literal["A4", "Letter"]
_POINTS: Final[dict[PaperSize, tuple[float, float]]] = {"A4": (595.0, 842.0), "Letter": (612.0, 792.0)}
MARGIN: Final = 45.0
_FOOT: Final = 24.0  # below what is printed, for the page's number
_GAP: Final = 10.0  # between columns, and below them
_INSIDE: Final = 6.0  # between a frame and what is in it
_SIZES: Final = {"small": 8.5, "body": 10.0, "heading": 12.5, "title": 20.0}
TextAs = Literal["small", "body", "heading", "title"]
_LETTER_LANDS: Final = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PA", "DO", "SV", "NI"})


def usual_size(locale: QLocale | None = None) -> PaperSize:
    """Return the paper that is usual where the person is."""
    land = QLocale.territoryToCode((locale or QLocale.system()).territory())
    return "Letter" if land in _LETTER_LANDS else "A4"


def fine(points: float) -> float:
    """Return points in the units that are painted in."""
    return points * FINE


@dataclass(frozen=True)
class Print:
    """What everything is printed with: colours of the light theme, and the family of the app's font."""

    theme: Theme
    family: str

    def colour(self, role: Role) -> QColor:
        """Return the colour of a role."""
        return QColor(*self.theme.colours[role])

    def font(self, size: TextAs = "body", *, strong: bool = False) -> QFont:
        """Return a font, its size in the units that are painted in."""
        font = QFont(self.family)
        font.setPixelSize(round(fine(_SIZES[size])))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def height(self, text: str, width: float, size: TextAs = "body", *, strong: bool = False) -> float:
        """Return how high a text is, wrapped at a width."""
        metrics = QFontMetricsF(self.font(size, strong=strong))
        box = metrics.boundingRect(QRectF(0, 0, width, 1e7), _FLAGS, breakable(text))
        return box.height() if text else 0.0

    def text(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        size: TextAs = "body",
        *,
        strong: bool = False,
        role: Role = "text",
        flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        """Write a text into a box, wrapped at its width."""
        painter.setFont(self.font(size, strong=strong))
        painter.setPen(self.colour(role))
        painter.drawText(box, int(flags) | int(Qt.TextFlag.TextWordWrap), breakable(text))


_FLAGS: Final = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)


class Block(Protocol):
    """Something that is kept on one page where a page has room for it: its height at a width, and how it is painted."""

    @property
    def keeps_with_next(self) -> bool: ...  # not the last of a page
    def height(self, print_: Print, width: float) -> float: ...
    def parts(self, print_: Print, width: float, high: float) -> "Sequence[Block]": ...  # none higher than that
    def paint(self, painter: QPainter, print_: Print, box: QRectF) -> None: ...


@dataclass(frozen=True)
class Text:
    """A paragraph, with some room below."""

    text: str
    size: TextAs = "body"
    strong: bool = False
    role: Role = "text"
    below: float = 4.0  # points
    keeps_with_next: bool = False

    def height(self, print_: Print, width: float) -> float:
        """Return how high it is with the room below."""
        return print_.height(self.text, width, self.size, strong=self.strong) + fine(self.below)

    def parts(self, print_: Print, width: float, high: float) -> "Sequence[Text]":
        """Return it in pieces that fit, broken between words."""
        words = self.text.split(" ")

        def begun(count: int) -> Text:
            return replace(self, text=" ".join(words[:count]), below=0.0, keeps_with_next=False)

        if self.height(print_, width) <= high or len(words) == 1:
            return (self,)
        counts = range(1, len(words))
        fit = max(1, bisect_right(counts, high, key=lambda count: begun(count).height(print_, width)))
        return (begun(fit), *replace(self, text=" ".join(words[fit:])).parts(print_, width, high))

    def paint(self, painter: QPainter, print_: Print, box: QRectF) -> None:
        """Write it."""
        print_.text(painter, box, self.text, self.size, strong=self.strong, role=self.role)


def heading(text: str) -> Text:
    """Return a heading, which is never the last on a page."""
    return Text(text, "heading", strong=True, below=5.0, keeps_with_next=True)


@dataclass(frozen=True)
class Columns:
    """Texts in frames side by side, the first in the heaviest: what is gravest shows without colour too."""

    columns: tuple[tuple[Text, ...], ...]
    keeps_with_next: bool = False

    def _wide(self, width: float) -> float:
        """Return how wide the text of one column is."""
        return (width - fine(_GAP) * (len(self.columns) - 1)) / len(self.columns) - 2 * fine(_INSIDE)

    def height(self, print_: Print, width: float) -> float:
        """Return the height of the highest, with some room below."""
        room = self._wide(width)
        highest = max(sum(text.height(print_, room) for text in column) for column in self.columns)
        return highest + 2 * fine(_INSIDE) + fine(_GAP)

    def parts(self, print_: Print, width: float, high: float) -> "Sequence[Block]":
        """Return it as it is where that fits, else its texts one below the other."""
        if self.height(print_, width) <= high:
            return (self,)
        return tuple(part for column in self.columns for one in column for part in one.parts(print_, width, high))

    def paint(self, painter: QPainter, print_: Print, box: QRectF) -> None:
        """Draw the frames and write into them."""
        room, inside = self._wide(box.width()), fine(_INSIDE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for number, column in enumerate(self.columns):
            left = box.left() + number * (room + 2 * inside + fine(_GAP))
            painter.setPen(QPen(print_.colour("outline" if number else "text"), fine(0.6 if number else 1.4)))
            painter.drawRect(QRectF(left, box.top(), room + 2 * inside, box.height() - fine(_GAP)))
            top = box.top() + inside
            for text in column:
                high = text.height(print_, room)
                text.paint(painter, print_, QRectF(left + inside, top, room, high))
                top += high


@dataclass(frozen=True)
class Page:
    """What stands on one page, each with its top and height."""

    placed: tuple[tuple[Block, QRectF], ...]


@dataclass(frozen=True)
class Sheet:
    """Pages of one size, with a line at the foot of each."""

    pages: tuple[Page, ...]
    size: PaperSize
    print_: Print
    foot: str = ""
    paper: QRectF = field(default_factory=QRectF)

    @property
    def points(self) -> tuple[float, float]:
        """How wide and high a page is, in points."""
        return _POINTS[self.size]

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page, from 0, into a painter whose units are ours: see `FINE`."""
        for block, box in self.pages[number].placed:
            block.paint(painter, self.print_, box)
        wide, high = (fine(one) for one in self.points)
        line = QRectF(fine(MARGIN), high - fine(MARGIN), wide - 2 * fine(MARGIN), fine(_FOOT))
        bottom = Qt.AlignmentFlag.AlignBottom
        self.print_.text(painter, line, self.foot, "small", role="muted", flags=bottom)
        if len(self.pages) > 1:
            told = f"Page {number + 1} of {len(self.pages)}"
            self.print_.text(painter, line, told, "small", role="muted", flags=bottom | Qt.AlignmentFlag.AlignRight)


def sheet_of(blocks: Sequence[Block], size: PaperSize, print_: Print, foot: str = "") -> Sheet:
    """Lay blocks out over pages."""
    wide, high = (fine(one) for one in _POINTS[size])
    inside = QRectF(fine(MARGIN), fine(MARGIN), wide - 2 * fine(MARGIN), high - 2 * fine(MARGIN))
    return Sheet(tuple(_pages(blocks, inside, print_)), size, print_, foot)


def _pages(blocks: Sequence[Block], inside: QRectF, print_: Print) -> Iterator[Page]:
    placed: list[tuple[Block, QRectF]] = []
    top = inside.top()
    for group in _groups(_fitting(blocks, inside, print_)):
        heights = [block.height(print_, inside.width()) for block in group]
        if placed and top + sum(heights) > inside.bottom():
            yield Page(tuple(placed))
            placed, top = [], inside.top()
        for block, height in zip(group, heights, strict=True):
            placed.append((block, QRectF(inside.left(), top, inside.width(), height)))
            top += height
    yield Page(tuple(placed))


def _fitting(blocks: Sequence[Block], inside: QRectF, print_: Print) -> Iterator[Block]:
    """Yield the blocks, those that are too high for any page in pieces; a heading that stays with them has its room."""
    room = inside.height()
    for block in blocks:
        yield from block.parts(print_, inside.width(), room)
        room = inside.height() - (block.height(print_, inside.width()) if block.keeps_with_next else 0.0)


def _groups(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield what has to stay on one page: blocks with those that follow them."""
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not block.keeps_with_next:
            yield group
            group = []
    if group:
        yield group
