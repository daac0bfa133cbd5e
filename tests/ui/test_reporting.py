"""The clinician's sheet in the window: shown before it is written, for the days and under the name one says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.ui.kit import Label
from app.ui.reporting import Reporting
from app.ui.sheet.paper import Text
from tests.ui.conftest import Desk


@pytest.fixture
def desk(sit_down: Callable[..., Desk]) -> Desk:
    """A routine done and rated."""
    desk = sit_down(place="")
    desk.app.play("desk-reset", 4)
    desk.passes(1200.0)
    desk.press("3")
    desk.app.conductor.done.left.emit()
    desk.app.show_place("history")
    desk.settle()
    desk.app.past.looking.page.ways["Report"].click()
    desk.settle()
    return desk


def reporting(desk: Desk) -> Reporting:
    return desk.app.past.reporting


def words(desk: Desk) -> str:
    sheet = reporting(desk).page.sheet
    assert sheet is not None
    return "\n".join(block.text for page in sheet.pages for block, _ in page.placed if isinstance(block, Text))


def test_it_is_shown_and_then_written_where_the_person_says(desk: Desk, tmp_path: Path) -> None:
    assert desk.app.window.page == "report"
    assert "25 August 2026 to 23 November 2026" in words(desk)
    assert not [*tmp_path.glob("*.pdf")]
    desk.file_to_save = tmp_path / "mine"
    reporting(desk).page.save.click()
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF-")
    assert str(tmp_path / "mine.pdf") in (tmp_path / "exports.json").read_text()


def test_a_name_is_put_on_it(desk: Desk) -> None:
    reporting(desk).name.setText("Ann Other")
    reporting(desk).name.editingFinished.emit()
    assert words(desk).startswith("Ann Other\n")


def test_days_of_one_s_own_are_checked_and_shown(desk: Desk) -> None:
    days = reporting(desk).range
    days.ranges.show_value("own")
    days.ranges.picked.emit("own")
    for first, last, wrong in (
        ("2026-13-01", "2026-11-22", "A day such as 2026-11-30."),
        ("2026-11-22", "2026-11-01", "That is before the first day; choose a later one."),
    ):
        days.first.setText(first)
        days.last.setText(last)
        days.last.editingFinished.emit()
        assert wrong in [field.remark for field in days._fields]
        assert "25 August 2026" in words(desk)
    days.first.setText("2026-11-01")
    days.last.setText("2026-11-22")
    days.last.editingFinished.emit()
    desk.settle()
    assert "1 November 2026 to 22 November 2026" in words(desk)
    assert "Nothing was kept in these days." in words(desk)
    days.ranges.show_value("week")
    days.ranges.picked.emit("week")
    desk.settle()
    assert "17 November 2026 to 23 November 2026" in words(desk)


def test_a_place_that_cannot_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    desk.file_to_save = tmp_path / "file" / "mine.pdf"
    reporting(desk).page.save.click()
    desk.settle()
    assert (tmp_path / "file").read_text() == ""
    toast = desk.app.window._toast
    assert toast is not None
    assert any("mine.pdf cannot be written" in one.text() for one in toast.findChildren(Label))


def test_where_the_list_of_exports_cannot_be_written_that_is_told_instead(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "exports.json").mkdir()
    desk.file_to_save = tmp_path / "mine.pdf"
    reporting(desk).page.save.click()
    assert (tmp_path / "mine.pdf").exists()
    toast = desk.app.window._toast
    assert toast is not None
    assert any("The list of what was exported" in one.text() for one in toast.findChildren(Label))
