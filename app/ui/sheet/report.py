"""The sheet for a clinician: what was planned and done, how it felt, which exercises in which doses; two pages."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from app.history.stats import NOTICED
from app.plan.report import Course, Note, Performed, Report, ends_of
from app.ui.charts.pains import PAIN_SCALE, PainsPlot, line_of, told_of
from app.ui.charts.scale import Scale, scale_to
from app.ui.charts.walked import paint_axis, paint_dates
from app.ui.figure.own import paint_own
from app.ui.figure.stills import paint_stills
from app.ui.pages.words import KIND_WORDS, begun_large, lasted
from app.ui.sheet.handout import Pictures
from app.ui.sheet.paper import FINE, Block, Columns, PaperSize, Print, Sheet, Text, fine, heading, sheet_of
from app.ui.tokens import Role

PAGES: Final = 2
TITLE: Final = "Exercise and pain summary"
FOOT: Final = "Told and counted by the person themselves, with Unhunch. Pain is 0 to 10, 10 the worst imaginable."
_CHART: Final = 104.0  # points
_LEFT: Final = 28.0
_COURSE: Final = 58.0
_CELL: Final = 50.0
_FIGURE: Final = (66.0, 44.0)
_LONGEST_NOTE: Final = 240
_CUTS: Final = ((24, 12), (16, 10), (12, 8), (10, 5), (8, 3), (6, 2), (4, 1))  # exercises and notes, until it fits
_BROKEN_DAYS: Final = 60


def report_sheet(one: Report, pictures: Pictures, size: PaperSize, print_: Print) -> Sheet:
    """Lay a report out; what is too much for two pages is counted instead of shown."""
    for exercises, notes in _CUTS:
        sheet = sheet_of([*_blocks(one, pictures, exercises, notes)], size, print_, FOOT)
        if len(sheet.pages) <= PAGES:
            break
    return replace(sheet, pages=sheet.pages[:PAGES])


def _blocks(one: Report, pictures: Pictures, exercises: int, notes: int) -> Iterator[Block]:
    days = f"{_day(one.first)} to {_day(one.last)}"
    yield Text(one.name or TITLE, "title", strong=True, below=2)
    yield Text(f"{TITLE}, {days}" if one.name else days, "body", role="muted", below=10)
    yield Columns((_done(one), _felt(one)))
    if not one.totals.sessions and not one.notes and not one.markers and not one.areas:
        yield Text("Nothing was kept in these days.", below=8)
        return
    yield heading("Sessions a week")
    yield WeeksBlock(one)
    if one.pains:
        yield heading("Pain around sessions: rings before, dots after, and a smoothed line")
        yield PainBlock(one)
    courses = [*((course, "10 is no trouble") for course in one.markers)]
    courses += [(course, "pain, 10 is the worst") for course in one.areas[: max(0, 4 - len(courses))]]
    if courses:
        yield heading("Told without a session")
        for first in range(0, len(courses), 2):
            yield CoursesBlock(tuple(courses[first : first + 2]), one.first, one.last)
    yield from _exercises(one.exercises, pictures, exercises)
    yield from _notes(one.notes, notes)


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _done(one: Report) -> tuple[Text, ...]:
    totals, did = one.totals, one.adherence
    share = f"{did.done} of {did.planned} planned, {round(100 * did.share)} %" if did.share is not None else ""
    lines = [
        Text("Done", "small", strong=True),
        Text(f"{totals.sessions} sessions on {totals.days} days", strong=True, below=2),
        Text(f"{one.sessions_a_week:.1f} a week, {lasted(totals.played_s)} in all", below=2),
        Text(share or "Nothing was planned ahead.", below=2),
    ]
    if did.beside and share:
        lines.append(Text(f"{did.beside} beside the plan", "small", role="muted", below=0))
    return tuple(lines)


def _felt(one: Report) -> tuple[Text, ...]:
    ends = ends_of(one.pains)
    title = Text("Pain", "small", strong=True)
    if ends is None:
        told = f"{len(one.pains)} sessions rated" if one.pains else "Not rated"
        return title, Text(told, strong=True, below=2), Text("Too few days apart to compare.", below=0)
    change = ends[1] - ends[0]
    words = "more" if change > 0 else "less"
    said = f"{abs(change):.1f} points {words}" if round(abs(change), 1) else "no change"
    seen = f"{NOTICED:g} points are an amount people notice."
    return (
        title,
        Text(f"{ends[0]:.1f}, then {ends[1]:.1f}: {said}", strong=True, below=2),
        Text("Mean of the first and of the last two weeks.", below=2),
        Text(seen, "small", role="muted", below=0),
    )


# --- charts ----------------------------------------------------------------------------------------------------------


class _Whole(ABC):
    """A block that is never broken, nor parted from a heading before it."""

    keeps_with_next = False
    high: float

    def height(self, print_: Print, width: float) -> float:
        """Return its height, with some room below."""
        return fine(self.high)

    def parts(self, print_: Print, width: float, high: float) -> "Sequence[Block]":
        """Return it as it is."""
        return (self,)

    def paint(self, painter: QPainter, print_: Print, box: QRectF) -> None:
        """Paint it in points, as charts are painted on screen in pixels."""
        painter.save()
        painter.translate(box.topLeft())
        painter.scale(FINE, FINE)
        self.paint_points(painter, print_, box.width() / FINE)
        painter.restore()

    @abstractmethod
    def paint_points(self, painter: QPainter, print_: Print, wide: float) -> None:
        """Paint it from the top left corner on; `wide` in points."""


@dataclass(frozen=True)
class WeeksBlock(_Whole):
    """A bar for each week."""

    report: Report
    high: float = _CHART

    def paint_points(self, painter: QPainter, print_: Print, wide: float) -> None:
        weeks = self.report.weeks
        scale = _whole(max(count for _, count in weeks))
        plot = QRectF(_LEFT, 6, wide - _LEFT, self.high - 32)
        font = _font(print_)
        paint_axis(painter, plot, scale, font, print_.colour("muted"), print_.colour("hairline"))
        each = plot.width() / len(weeks)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(print_.colour("accent"))
        for number, (_, count) in enumerate(weeks):
            top = scale.share(count) * plot.height()
            bar = QRectF(plot.left() + number * each + each * 0.15, plot.bottom() - top, each * 0.7, top)
            painter.drawRect(bar)
        paint_dates(painter, plot, [monday for monday, _ in weeks], font, print_.colour("muted"))


@dataclass(frozen=True)
class PainBlock(_Whole):
    """What was told before and after sessions, and the line through it."""

    report: Report
    high: float = _CHART + 10

    def paint_points(self, painter: QPainter, print_: Print, wide: float) -> None:
        plot = QRectF(_LEFT, 6, wide - _LEFT - 4, self.high - 32)
        pains, font = PainsPlot(plot, self.report.first, self.report.last), _font(print_)
        told = told_of(self.report.pains)
        paint_axis(painter, plot, PAIN_SCALE, font, print_.colour("muted"), print_.colour("hairline"))
        pains.paint(painter, told, line_of(told), print_.colour, 1.7)
        paint_dates(painter, plot, pains.dates, font, print_.colour("muted"))


@dataclass(frozen=True)
class CoursesBlock(_Whole):
    """Two of what was told without a session, side by side: its name, its line, and its first and last value."""

    courses: tuple[tuple[Course, str], ...]
    first: date
    last: date
    high: float = _COURSE

    def paint_points(self, painter: QPainter, print_: Print, wide: float) -> None:
        half = (wide - 16) / 2
        for number, (course, meaning) in enumerate(self.courses):
            self._paint(painter, print_, course, meaning, QRectF(number * (half + 16), 0, half, self.high - 10))

    def _paint(self, painter: QPainter, print_: Print, course: Course, meaning: str, box: QRectF) -> None:
        begin, end = course.values[0][1], course.values[-1][1]
        said = f"{begin}, then {end}" if len(course.values) > 1 else f"{end}"
        _write(painter, print_, QRectF(box.left(), 0, box.width() - 60, 13), begun_large(course.name), strong=True)
        _write(painter, print_, QRectF(box.right() - 60, 0, 60, 13), said, align=Qt.AlignmentFlag.AlignRight)
        plot = PainsPlot(QRectF(box.left() + 2, 17, box.width() - 4, box.height() - 29), self.first, self.last)
        painter.setPen(QPen(print_.colour("hairline"), 0.6))
        for value in (0, 10):
            painter.drawLine(plot.point(self.first, value), plot.point(self.last, value))
        points = [plot.point(day, value) for day, value in course.values]
        path, before = QPainterPath(), None
        for (day, _), point in zip(course.values, points, strict=True):
            if before is None or (day - before).days > _BROKEN_DAYS:
                path.moveTo(point)
            else:
                path.lineTo(point)
            before = day
        painter.setPen(QPen(print_.colour("accent"), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.setBrush(print_.colour("accent"))
        for point in points:
            painter.drawEllipse(point, 1.6, 1.6)
        _write(painter, print_, QRectF(box.left(), box.height() - 10, box.width(), 12), meaning, role="muted")


def _whole(most: int) -> Scale:
    """Return a scale of whole numbers."""
    scale = scale_to(max(most, 1))
    return Scale(scale.low, max(scale.high, 1.0), tuple(tick for tick in scale.ticks if tick == int(tick)))


def _font(print_: Print, *, strong: bool = False) -> QFont:
    font = print_.font("small", strong=strong)
    font.setPixelSize(8)
    return font


def _write(
    painter: QPainter,
    print_: Print,
    box: QRectF,
    text: str,
    *,
    strong: bool = False,
    role: Role = "text",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write one line of small text, cut where it is too long."""
    font = _font(print_, strong=strong)
    painter.setFont(font)
    painter.setPen(QColor(print_.colour(role)))
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(align) | int(Qt.TextFlag.TextSingleLine), shown)


# --- exercises and notes ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PairBlock(_Whole):
    """Two exercises side by side, each with its figure, its doses and how often it was done."""

    pair: tuple[Performed, ...]
    pictures: Pictures
    high: float = _CELL

    def paint_points(self, painter: QPainter, print_: Print, wide: float) -> None:
        half = (wide - 16) / 2
        for number, one in enumerate(self.pair):
            left = number * (half + 16)
            shown = self.pictures.pose_of(one.exercise.id)
            own = self.pictures.own(one.exercise.id)
            into = QRectF(left, 0, *_FIGURE)
            if own is not None:
                paint_own(painter, into, own)
            elif shown is not None:
                paint_stills(painter, into, *shown, self.pictures.inks, print_.colour("muted"))
            indent = 0.0 if own is None and shown is None else _FIGURE[0] + 8
            self._write(painter, print_, one, QRectF(left + indent, 2, half - indent, self.high))

    def _write(self, painter: QPainter, print_: Print, one: Performed, box: QRectF) -> None:
        done = one.exercise
        reps = f", {done.reps} reps" if done.reps else ""
        doses = "; ".join(dose for dose in one.doses if dose) or KIND_WORDS.get(done.kind, "")
        times = f"{done.sessions} session{'s' * (done.sessions != 1)}, {lasted(done.seconds)}{reps}"
        lines: tuple[tuple[str, bool, Role], ...] = (
            (done.name, True, "text"),
            (doses, False, "accent"),
            (times, False, "muted"),
        )
        for number, (text, strong, role) in enumerate(lines):
            line = QRectF(box.left(), box.top() + number * 12, box.width(), 12)
            _write(painter, print_, line, text, strong=strong, role=role)


def _exercises(done: Sequence[Performed], pictures: Pictures, most: int) -> Iterator[Block]:
    if not done:
        return
    yield heading("Exercises, as they were done")
    shown = done[:most]
    for first in range(0, len(shown), 2):
        yield PairBlock(tuple(shown[first : first + 2]), pictures)
    if len(done) > most:
        yield Text(f"And {len(done) - most} more, done less often.", "small", role="muted", below=6)


def _notes(notes: Sequence[Note], most: int) -> Iterator[Block]:
    if not notes:
        return
    yield heading("Notes, in their own words")
    for one in notes[:most]:
        text = " ".join(one.text.split())
        if len(text) > _LONGEST_NOTE:
            text = f"{text[:_LONGEST_NOTE].rsplit(' ', 1)[0]} ..."
        yield Text(f"{one.day.day} {one.day:%b}, {one.about}: {text}", "small", below=3)
    if len(notes) > most:
        yield Text(f"And {len(notes) - most} earlier ones.", "small", role="muted", below=0)
