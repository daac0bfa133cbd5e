"""The handout on paper: all of it there, nothing over the edge, the same on both sizes."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QImage, QPainter

from app import paths
from app.routine.catalog import load_poses
from app.sharing.handout import handout
from app.ui.figure.inks import Inks
from app.ui.sheet.handout import ItemBlock, PoseOf, TickTable, handout_sheet
from app.ui.sheet.paper import FINE, MARGIN, PaperSize, Print, Sheet, Text, heading, sheet_of, usual_size
from app.ui.sheet.pdf import pdf_of
from app.ui.tokens import read_theme
from tests.routine.written import CODES, bundled

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


def sheet(slug: str, size: PaperSize, print_: Print, pose_of: PoseOf) -> Sheet:
    entry = bundled().routines[slug].model
    assert entry is not None
    told = handout(entry, bundled().usable_exercises, CODES)
    return handout_sheet(told, pose_of, Inks(print_.theme, "fern"), size, print_)


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
        told = handout(entry.model, bundled().usable_exercises, CODES)
        assert [block.item for block, _ in blocks(one) if isinstance(block, ItemBlock)] == list(told.items)
        rows = [row for block, _ in blocks(one) if isinstance(block, TickTable) for row in block._rows]
        assert rows == list(told.ticks.rows)
        high = one.points[1] * FINE
        for page in one.pages:
            tops = [box.top() for _, box in page.placed]
            assert tops == sorted(tops)
            assert all(box.bottom() <= high - MARGIN * FINE + 1 for _, box in page.placed), slug


def test_a_heading_never_ends_a_page(print_: Print) -> None:
    for lines in range(40, 70):
        one = sheet_of([*[Text("Line")] * lines, heading("What follows"), Text("It follows")], "A4", print_)
        for page in one.pages:
            assert page.placed[-1][0] != heading("What follows")


def test_what_is_painted_is_on_the_page(print_: Print, pose_of: PoseOf) -> None:
    one = sheet("desk-reset", "A4", print_, pose_of)
    picture = QImage(595, 842, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFFFF)
    painter = QPainter(picture)
    painter.scale(1 / FINE, 1 / FINE)
    one.paint(painter, 0)
    painter.end()
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


def test_paper_is_what_is_usual_where_one_is() -> None:
    english = QLocale.Language.English
    assert usual_size(QLocale(english, QLocale.Country.UnitedStates)) == "Letter"
    assert usual_size(QLocale(english, QLocale.Country.UnitedKingdom)) == "A4"
