"""The handout on paper: all of it there, nothing over the edge, the same on both sizes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale, QMarginsF, QRectF
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPdfWriter

from app import paths
from app.routine.catalog import load_poses
from app.routine.emergency import Words
from app.routine.safety_texts import safety_texts
from app.sharing.handout import Caring, Handout, Item, Line, Notice, Ticks, handout
from app.ui.figure.inks import Inks
from app.ui.sheet.handout import ItemBlock, Pictures, PoseOf, TickTable, _lines, handout_sheet
from app.ui.sheet.paper import FINE, MARGIN, Columns, PaperSize, Print, Sheet, Text, heading, sheet_of, usual_size
from app.ui.sheet.pdf import paint_on, pdf_of
from app.ui.tokens import read_theme
from tests.routine.written import CODES, bundled

CARING = Caring(safety_texts(paths.ASSETS), Words("199", "the night line"))
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def print_() -> Print:
    return Print(read_theme(paths.ASSETS / "themes", "light"), "DejaVu Sans")


@pytest.fixture(scope="module")
def pose_of() -> PoseOf:
    exercises = bundled().exercises
    poses = {slug: one.model for slug, one in load_poses(paths.ROUTINES, paths.ROUTINES, exercises).items()}

    def found(slug: str) -> object:
        model = exercises[slug].model
        return None if model is None or poses.get(slug) is None else (poses[slug], model.areas)

    return found  # type: ignore[return-value]


def pictures(print_: Print, pose_of: PoseOf) -> Pictures:
    return Pictures(pose_of, lambda _: None, Inks(print_.theme, "fern"))


def sheet(slug: str, size: PaperSize, print_: Print, pose_of: PoseOf) -> Sheet:
    entry = bundled().routines[slug].model
    assert entry is not None
    told = handout(entry, bundled().usable_exercises, CODES, CARING)
    return handout_sheet(told, pictures(print_, pose_of), size, print_)


def blocks(one: Sheet) -> Iterator[tuple[object, QRectF]]:
    for page in one.pages:
        yield from page.placed


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_every_routine_has_all_of_it_on_paper_and_nothing_over_the_edge(
    size: PaperSize, print_: Print, pose_of: PoseOf
) -> None:
    for slug, entry in bundled().routines.items():
        assert entry.model is not None
        one = sheet(slug, size, print_, pose_of)
        told = handout(entry.model, bundled().usable_exercises, CODES, CARING)
        assert [block.item for block, _ in blocks(one) if isinstance(block, ItemBlock)] == list(told.items)
        rows = [row for block, _ in blocks(one) if isinstance(block, TickTable) for row in block._rows]
        assert rows == list(told.ticks.rows)
        high = one.points[1] * FINE
        for page in one.pages:
            tops = [box.top() for _, box in page.placed]
            assert tops == sorted(tops)
            assert all(box.bottom() <= high - MARGIN * FINE + 1 for _, box in page.placed), slug


def hard(size: PaperSize, print_: Print, pose_of: PoseOf) -> Sheet:
    """Lay out more than any page has room for, with words longer than a line."""
    lines = ("Lift it, and set it down as slowly as you can. " * 8,) * 40 + ("x" * 400,)
    item = Item(1, "chin-tuck", "Lift " * 16, "10 times", "", lines, "Mind it.", ("band",))
    rows = tuple(f"{number} " + "Lift the outer side of the foot against the band, " * 2 for number in range(60))
    stop = (Notice("Stop", ("Pain",), "Rest."),)
    told = Handout(
        title="y" * 120,
        purpose="For it. " * 1800,
        setting=None,
        equipment=(),
        notes=(),
        body=(item, Line("Wait. " * 1800)),
        ask_first=(),
        before=(),
        stop=stop,
        ticks=Ticks(tuple(f"Day {day}" for day in range(1, 15)), rows),
    )
    return handout_sheet(told, pictures(print_, pose_of), size, print_)


def painted(one: Sheet, number: int) -> QImage:
    """Return a page at one pixel for each point."""
    wide, high = (round(side) for side in one.points)
    picture = QImage(wide, high, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    painter.scale(1 / FINE, 1 / FINE)
    one.paint(painter, number)
    painter.end()
    return picture


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_what_no_page_has_room_for_goes_on_over_the_next(size: PaperSize, print_: Print, pose_of: PoseOf) -> None:
    one = hard(size, print_, pose_of)
    low = (one.points[1] - MARGIN) * FINE
    assert all(box.bottom() <= low + 1 for _, box in blocks(one))
    tables = [block for block, _ in blocks(one) if isinstance(block, TickTable)]
    assert len(tables) > 1
    assert [row.split()[0] for table in tables for row in table._rows] == [str(row) for row in range(60)]
    pieces = [block for block, _ in blocks(one) if isinstance(block, ItemBlock)]
    assert len(pieces) > 1
    assert [line for piece in pieces for line in piece.lines] == list(_lines(pieces[0].item))
    texts = " ".join(block.text for block, _ in blocks(one) if isinstance(block, Text))
    assert (texts.count("For it."), texts.count("Wait.")) == (1800, 1800)


def test_a_word_longer_than_a_line_is_written_to_its_end(print_: Print) -> None:
    word = Text("x" * 400)
    picture = painted(sheet_of([word], "A4", print_), 0)
    lines = round(word.height(print_, (595 - 2 * MARGIN) * FINE) / Text("x").height(print_, 1e4))
    assert lines >= 4
    last = [picture.pixel(x, y) for x in range(46, 100) for y in range(int(MARGIN) + 11 * (lines - 1), 60 + 12 * lines)]
    assert any(pixel != 0xFFFFFFFF for pixel in last)
    assert {picture.pixel(x, y) for y in range(842) for x in (553, 560, 575, 594)} == {0xFFFFFFFF}


def test_when_to_stop_stands_before_the_first_exercise(print_: Print, pose_of: PoseOf) -> None:
    kinds = [type(block) for block, _ in blocks(sheet("upper-back-relief", "A4", print_, pose_of))]
    assert kinds.index(Columns) < kinds.index(ItemBlock)


def test_where_nothing_has_a_picture_none_has_room_for_one(print_: Print, pose_of: PoseOf) -> None:
    entry = bundled().routines["desk-reset"].model
    assert entry is not None
    told = handout(entry, bundled().usable_exercises, CODES, CARING)
    inks = Inks(print_.theme, "fern")
    bare = handout_sheet(told, Pictures(lambda _: None, lambda _: None, inks), "A4", print_)
    last = told.items[-1].figure
    one_shown = handout_sheet(
        told, Pictures(lambda slug: pose_of(slug) if slug == last else None, lambda _: None, inks), "A4", print_
    )
    places = {
        name: [(block.indent, box.height()) for block, box in blocks(one) if isinstance(block, ItemBlock)]
        for name, one in (("bare", bare), ("one", one_shown))
    }
    assert {indent for indent, _ in places["bare"]} == {0.0}
    assert all(indent > 1000 for indent, _ in places["one"])
    assert min(high for _, high in places["one"]) < 880 <= places["one"][-1][1]


def test_frames_are_empty_whatever_was_painted_with_before(print_: Print) -> None:
    one = sheet_of([Columns(((Text("a"),), (Text("b"),)))], "A4", print_)
    picture = QImage(595, 842, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    painter.setBrush(QColor(0, 0, 0))
    painter.scale(1 / FINE, 1 / FINE)
    one.paint(painter, 0)
    painter.end()
    assert picture.pixel(round(MARGIN) + 100, round(MARGIN) + 8) == 0xFFFFFFFF


def test_a_picture_of_one_s_own_stands_before_the_figure(print_: Print, pose_of: PoseOf) -> None:
    entry = bundled().routines["desk-reset"].model
    assert entry is not None
    told = handout(entry, bundled().usable_exercises, CODES, CARING)
    red = QImage(3000, 2000, QImage.Format.Format_RGB32)
    red.fill(0xFFFF0000)
    own = Pictures(pose_of, lambda slug: red if slug == told.items[0].figure else None, Inks(print_.theme, "fern"))
    one = handout_sheet(told, own, "A4", print_)
    shown = [block for block, _ in blocks(one) if isinstance(block, ItemBlock)]
    assert [block.own is not None for block in shown] == [True, *[False] * (len(shown) - 1)]
    assert shown[0].own is not None
    assert shown[0].own.width() <= 1100
    box = next(box for block, box in blocks(one) if isinstance(block, ItemBlock))
    middle = painted(one, 0).pixelColor(round(box.left() / FINE + 66), round(box.top() / FINE + 44))
    assert middle == QColor(255, 0, 0)


def test_a_heading_never_ends_a_page(print_: Print) -> None:
    for lines in range(40, 70):
        one = sheet_of([*[Text("Line")] * lines, heading("What follows"), Text("It follows")], "A4", print_)
        for page in one.pages:
            assert page.placed[-1][0] != heading("What follows")


def test_what_is_painted_is_on_the_page(print_: Print, pose_of: PoseOf) -> None:
    one = sheet("desk-reset", "A4", print_, pose_of)
    picture = painted(one, 0)
    edge = [picture.pixel(x, y) for y in range(842) for x in (1, 20, 575, 593)]
    assert set(edge) == {0xFFFFFFFF}
    inked = sum(picture.pixel(x, y) != 0xFFFFFFFF for y in range(50, 780, 3) for x in range(50, 545, 3))
    assert inked > 3000


def test_the_pdf_has_the_pages_of_the_sheet_as_shapes_and_letters(print_: Print, pose_of: PoseOf) -> None:
    one = sheet("morning-loosen", "Letter", print_, pose_of)
    data = pdf_of(one, "Morning loosen")
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) == len(one.pages)
    assert b"/MediaBox [0 0 612 792]" in data.replace(b".000000", b"")
    assert b"/home" not in data


@dataclass
class Measured:
    """A block that keeps where on the paper it was painted, in points."""

    keeps_with_next: bool = False
    right: float = 0.0

    def height(self, print_: Print, width: float) -> float:
        return 10.0 * FINE

    def parts(self, print_: Print, width: float, high: float) -> "list[Measured]":
        return [self]

    def paint(self, painter: QPainter, print_: Print, box: QRectF) -> None:
        dots = painter.device().logicalDpiX()
        self.right = painter.transform().mapRect(box).right() * 72 / dots


@pytest.mark.parametrize(
    ("paper", "right"),
    [
        (QPageSize.PageSizeId.A4, 595 - MARGIN),
        (QPageSize.PageSizeId.A3, 595 - MARGIN),
        (QPageSize.PageSizeId.A5, 420 / 595 * (595 - MARGIN)),
    ],
)
def test_a_sheet_is_as_it_is_on_its_paper_and_smaller_on_less(
    paper: QPageSize.PageSizeId, right: float, print_: Print
) -> None:
    block = Measured()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(paper))
    writer.setPageMargins(QMarginsF())
    paint_on(sheet_of([block], "A4", print_), writer)
    assert block.right == pytest.approx(right, abs=1.0)


def test_paper_is_what_is_usual_where_one_is() -> None:
    english = QLocale.Language.English
    assert usual_size(QLocale(english, QLocale.Country.UnitedStates)) == "Letter"
    assert usual_size(QLocale(english, QLocale.Country.UnitedKingdom)) == "A4"
