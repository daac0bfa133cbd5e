"""The clinician's sheet: two pages at most, whatever there is, and nothing of it where there is nothing."""

from datetime import date, timedelta

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from app import paths
from app.history.stats import Exercise, PainOf, Totals
from app.plan.adherence import Adherence
from app.plan.report import Course, Note, Performed, Report
from app.ui.figure.inks import Inks
from app.ui.sheet.handout import Pictures
from app.ui.sheet.paper import FINE, PaperSize, Print, Sheet, Text
from app.ui.sheet.pdf import pdf_of
from app.ui.sheet.report import report_sheet
from app.ui.tokens import read_theme

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def a_report(exercises: int = 6, notes: int = 2, words: str = "Better on Monday.") -> Report:
    """A year of it."""
    weeks = tuple((date(2025, 12, 29) + timedelta(weeks=n), n % 6) for n in range(53))
    days = [FIRST + timedelta(days=n) for n in range(0, 360, 3)]
    pains = tuple(PainOf(str(day), f"{day}T08:00:00.000000+00:00", 5, None, n % 7) for n, day in enumerate(days))
    course = tuple((day, n % 11) for n, day in enumerate(days[::5]))
    done = [Exercise(f"x{n}", f"Exercise {n} {words}", "stretch", 40 - n % 30, 900.0, 12) for n in range(exercises)]
    return Report(
        FIRST,
        LAST,
        "Ann",
        Adherence(100, 80, 3),
        Totals(120, 110, 72_000.0),
        weeks,
        pains,
        (Course("Lift my child", course), Course("Sit through a film", course), Course(words, course)),
        (Course("neck", course),),
        tuple(Performed(one, ("2 x 20 s, left and right", "1 x 10 s")) for one in done),
        tuple(Note(LAST, words, words) for _ in range(notes)),
    )


def laid_out(one: Report, size: PaperSize = "A4") -> Sheet:
    theme = read_theme(paths.ASSETS / "themes", "light")
    pictures = Pictures(lambda _: None, lambda _: None, Inks(theme, "fern"))
    return report_sheet(one, pictures, size, Print(theme, QApplication.font().family()))


def words(sheet: Sheet) -> str:
    return "\n".join(block.text for page in sheet.pages for block, _ in page.placed if isinstance(block, Text))


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize(
    ("exercises", "notes", "text"), [(0, 0, "x"), (6, 2, "x y"), (100, 200, "x"), (100, 200, "long words " * 200)]
)
def test_it_never_has_more_than_two_pages_and_nothing_leaves_them(
    qapp: QApplication, size: PaperSize, exercises: int, notes: int, text: str
) -> None:
    sheet = laid_out(a_report(exercises, notes, text), size)
    assert 1 <= len(sheet.pages) <= 2
    wide, high = (points * FINE for points in sheet.points)
    for page in sheet.pages:
        assert all(box.left() > 0 and box.right() < wide and box.bottom() < high for _, box in page.placed)


def test_what_has_no_room_is_counted(qapp: QApplication) -> None:
    told = words(laid_out(a_report(100, 30)))
    assert "more, done less often." in told
    assert "earlier ones." in told


def test_a_name_stands_on_it_only_where_one_is_given(qapp: QApplication) -> None:
    assert words(laid_out(a_report())).startswith("Ann\nExercise and pain summary, 1 January 2026 to 31 December 2026")
    nobody = Report(FIRST, LAST)
    assert words(laid_out(nobody)).startswith("Exercise and pain summary\n1 January 2026 to 31 December 2026")


def test_where_nothing_was_kept_it_says_so(qapp: QApplication) -> None:
    sheet = laid_out(Report(FIRST, LAST))
    assert len(sheet.pages) == 1
    assert "Nothing was kept in these days." in words(sheet)


def test_one_day_and_one_rating_are_painted_too(qapp: QApplication) -> None:
    one = Report(
        FIRST,
        FIRST,
        totals=Totals(1, 1, 60.0),
        weeks=((FIRST, 1),),
        pains=(PainOf(str(FIRST), f"{FIRST}T08:00:00.000000+00:00", None, None, 4),),
        markers=(Course("One", ((FIRST, 3),)),),
    )
    assert pdf_of(laid_out(one), "x").startswith(b"%PDF-")


def test_bars_dots_and_lines_are_on_the_paper(qapp: QApplication) -> None:
    sheet = laid_out(a_report())
    image = QImage(595, 842, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(1 / FINE, 1 / FINE)
    sheet.paint(painter, 0)
    painter.end()
    accent = sheet.print_.colour("accent").rgb()
    found = {y for y in range(842) for x in range(0, 595, 2) if image.pixel(x, y) == accent}
    assert len(found) > 60
    assert max(found) - min(found) > 300
