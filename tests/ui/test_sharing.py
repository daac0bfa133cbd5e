"""Giving routines away and taking them in, in the real window."""

import re
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPageSize, QPdfWriter

from app.sharing.pack import Place, packed
from app.ui.kit import Label
from app.ui.pages.arriving import ArrivingPage
from app.ui.pages.paper import PaperPage
from app.ui.sharing import Sharing
from app.ui.sheet.view import PageView
from tests.ui.conftest import Desk

Sit = Callable[..., Desk]
ROUTINE = """\
schema: 1
language: en
title: Ann's neck
purpose: For the neck.
steps:
  - exercise: {exercise}
    reps: 6
"""


def put_in(home: Path, exercise: str = "my-nod") -> None:
    folder = home / "routines"
    (folder / "exercises").mkdir(parents=True, exist_ok=True)
    (folder / "anns-neck.yaml").write_text(ROUTINE.format(exercise=exercise))
    (folder / "exercises" / "my-nod.yaml").write_text(Path("routines/exercises/chin-tuck.yaml").read_text())


@pytest.fixture
def shared(sit_down_at: Sit, tmp_path: Path) -> Path:
    """A routine with an exercise of its own, as somebody shared it."""
    home = tmp_path / "hers"
    home.mkdir()
    put_in(home)
    desk = sit_down_at(home)
    desk.file_to_save = tmp_path / "anns-neck"
    sharing(desk).share("anns-neck")
    desk.app.close()
    return tmp_path / "anns-neck.unhunch"


@pytest.fixture
def mine(sit_down_at: Sit, tmp_path: Path) -> Desk:
    home = tmp_path / "mine"
    home.mkdir()
    return sit_down_at(home)


def sharing(desk: Desk) -> Sharing:
    return desk.app._changing.sharing


def page(desk: Desk) -> ArrivingPage:
    [found] = desk.app.window.findChildren(ArrivingPage)
    return found


def words(desk: Desk) -> str:
    return "\n".join(label.text() for label in page(desk).findChildren(Label))


def told(desk: Desk) -> str:
    toast = desk.app.window._toast
    assert toast is not None
    return "\n".join(label.text() for label in toast.findChildren(Label))


def test_a_routine_shared_from_one_home_is_played_in_another(shared: Path, mine: Desk) -> None:
    mine.file_to_open = shared
    mine.app.window.library.import_asked.emit()
    mine.settle()
    assert mine.app.window.page == "import"
    assert "Routine: Ann's neck" in words(mine)
    assert "Exercise: Chin tuck" in words(mine)
    page(mine).answers["theirs"].click()
    mine.settle()
    assert mine.app.window.page == "routine"
    mine.app.play("anns-neck")
    assert mine.playing.player.timeline.parts[0].exercise_id == "my-nod"


def test_nothing_is_written_before_it_was_answered(shared: Path, mine: Desk) -> None:
    sharing(mine).bring_in_file(shared)
    page(mine).back.emit()
    assert mine.app.window.page == "library"
    assert not (mine.home / "routines" / "anns-neck.yaml").exists()


@pytest.mark.parametrize(
    ("choice", "files", "said"),
    [
        ("mine", {"anns-neck"}, "Your anns-neck is kept."),
        ("theirs", {"anns-neck"}, "1 file added."),
        ("both", {"anns-neck", "anns-neck-2"}, "1 file added. Their anns-neck is called anns-neck-2."),
    ],
)
def test_what_is_there_already_is_asked_about_once(
    shared: Path, mine: Desk, choice: str, files: set[str], said: str
) -> None:
    put_in(mine.home, "chin-tuck")
    mine.app._library.read_now()
    sharing(mine).bring_in_file(shared)
    assert "You have another anns-neck. Which is to be kept?" in words(mine)
    page(mine).answers[choice].click()  # type: ignore[index]
    found = {path.stem: path.read_text() for path in (mine.home / "routines").glob("*.yaml")}
    assert found.keys() == files
    assert said in told(mine)
    assert ("my-nod" in found["anns-neck"]) is (choice == "theirs")


def test_what_comes_with_the_app_is_replaced_only_when_that_is_said(
    tmp_path: Path, sit_down_at: Sit, mine: Desk
) -> None:
    home = tmp_path / "hers"
    (home / "routines").mkdir(parents=True)
    (home / "routines" / "desk-reset.yaml").write_text(ROUTINE.format(exercise="chin-tuck"))
    hers = sit_down_at(home)
    hers.file_to_save = tmp_path / "reset.unhunch"
    sharing(hers).share("desk-reset")
    hers.app.close()
    for replaces, stands in ((False, False), (True, True)):
        sharing(mine).bring_in_file(tmp_path / "reset.unhunch")
        bundled = page(mine).bundled
        assert bundled is not None
        bundled.setChecked(replaces)
        page(mine).answers["theirs"].click()
        assert (mine.home / "routines" / "desk-reset.yaml").exists() is stands


def test_what_an_answer_would_take_away_is_said_beside_what_comes_with_the_app(tmp_path: Path, mine: Desk) -> None:
    put_in(mine.home, "chin-tuck")
    mine.app._library.read_now()
    theirs = ROUTINE.format(exercise="chin-tuck").replace("For the", "For their").encode()
    both = {Place("routine", slug): theirs for slug in ("anns-neck", "desk-reset")}
    (tmp_path / "both.unhunch").write_bytes(packed(both))
    sharing(mine).bring_in_file(tmp_path / "both.unhunch")
    assert page(mine).bundled is not None
    assert "Theirs: yours is gone." in words(mine)


def test_what_would_break_a_routine_of_one_s_own_can_still_be_kept_beside_it(tmp_path: Path, mine: Desk) -> None:
    nod = Path("routines/exercises/chin-tuck.yaml").read_text()
    put_in(mine.home)
    mine.app._library.read_now()
    timed = re.sub(r"(?ms)^dose:.*?^(?=instructions:)", "dose:\n  time: 30 s\n", nod)
    assert timed != nod
    pack = {
        Place("routine", "theirs"): ROUTINE.format(exercise="my-nod").replace("reps: 6", "time: 30 s").encode(),
        Place("exercise", "my-nod"): timed.encode(),
    }
    (tmp_path / "theirs.unhunch").write_bytes(packed(pack))
    sharing(mine).bring_in_file(tmp_path / "theirs.unhunch")
    assert mine.app.window.page == "import"
    page(mine).answers["theirs"].click()
    assert mine.app.window.page == "import"
    assert "nothing of it was taken" in told(mine)
    page(mine).answers["both"].click()
    assert mine.app.window.page == "routine"
    assert (mine.home / "routines" / "exercises" / "my-nod-2.yaml").exists()


def test_a_file_that_is_none_of_ours_is_refused_in_a_sentence(tmp_path: Path, mine: Desk) -> None:
    (tmp_path / "odd.unhunch").write_bytes(b"PK\x03\x04" + b"0" * 50)
    sharing(mine).bring_in_file(tmp_path / "odd.unhunch")
    assert mine.app.window.page == "library"
    assert "odd.unhunch" in told(mine)


def test_a_routine_that_comes_with_the_app_is_not_shared_as_one_s_own(tmp_path: Path, mine: Desk) -> None:
    mine.file_to_save = tmp_path / "reset.unhunch"
    sharing(mine).share("desk-reset")
    assert not (tmp_path / "reset.unhunch").exists()
    assert "comes with Unhunch" in told(mine)


def drop(desk: Desk, *paths: Path) -> bool:
    """Drop files on the window, and return whether it took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    with warnings.catch_warnings():  # newer Qt would have a QPointF, which earlier ones do not take
        warnings.simplefilter("ignore", DeprecationWarning)
        over = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, left, none)
    over.ignore()
    desk.app.window.dragEnterEvent(over)
    desk.app.window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, none))
    return over.isAccepted()


def test_a_file_dropped_on_the_window_is_taken_in(shared: Path, mine: Desk) -> None:
    assert drop(mine, shared)
    assert mine.app.window.page == "import"


def test_two_files_dropped_at_once_are_left(shared: Path, mine: Desk) -> None:
    assert not drop(mine, shared, shared)
    assert mine.app.window.page == "library"


def test_a_file_dropped_while_playing_leaves_the_player_where_it_is(shared: Path, mine: Desk) -> None:
    mine.app.play("desk-reset")
    assert not drop(mine, shared)
    assert mine.app.window.page == "player"


def test_nothing_dropped_leads_past_the_notice_of_safety(shared: Path, sit_down_at: Sit, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    desk = sit_down_at(tmp_path / "new", is_new=True)
    assert not drop(desk, shared)
    assert desk.app.window.page == "welcome"


def test_a_sheet_is_shown_before_it_is_saved_and_is_a_pdf(tmp_path: Path, mine: Desk) -> None:
    mine.app.show_routine("desk-reset")
    mine.app._library.handout_asked.emit("desk-reset")
    mine.settle()
    [paper] = mine.app.window.findChildren(PaperPage)
    assert len(paper.findChildren(PageView)) >= 1
    assert paper.findChildren(PageView)[0].accessibleName().startswith("Page 1 of ")
    paper.save.click()
    assert list(tmp_path.glob("*.pdf")) == []
    mine.file_to_save = tmp_path / "reset"
    paper.sizes.picked.emit("Letter")
    paper.save.click()
    data = (tmp_path / "reset.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    paper.back.emit()
    assert mine.app.window.page == "routine"


def test_a_sheet_that_cannot_be_written_is_told(tmp_path: Path, mine: Desk) -> None:
    sharing(mine).show_handout("desk-reset")
    [paper] = mine.app.window.findChildren(PaperPage)
    mine.file_to_save = tmp_path / "reset.pdf"
    mine.file_to_save.mkdir()
    paper.save.click()
    assert "cannot be written" in told(mine)


class BrokenPrinter(QPdfWriter):
    """Takes one page and no more."""

    def newPage(self) -> bool:  # noqa: N802
        return False


def paper_of(desk: Desk, slug: str) -> PaperPage:
    sharing(desk).show_handout(slug)
    [paper] = desk.app.window.findChildren(PaperPage)
    return paper


def test_a_sheet_is_printed_on_what_the_person_chooses(tmp_path: Path, mine: Desk) -> None:
    paper = paper_of(mine, "desk-reset")
    assert paper.print is not None
    paper.print.click()
    assert mine.app.window._toast is None
    mine.printer = QPdfWriter(str(tmp_path / "printed.pdf"))
    mine.printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    mine.printer.setPageMargins(QMarginsF())
    paper.print.click()
    assert "on its way" in told(mine)
    assert paper.sheet is not None
    mine.printer = None  # which ends the file
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") == len(paper.sheet.pages)


def test_a_printer_that_gives_up_is_told(tmp_path: Path, mine: Desk) -> None:
    paper = paper_of(mine, "desk-reset")
    mine.printer = BrokenPrinter(str(tmp_path / "printed.pdf"))
    assert paper.print is not None
    paper.print.click()
    assert "could not be printed" in told(mine)


def test_exercises_of_another_program_are_taken_in_and_what_was_guessed_is_said(tmp_path: Path, mine: Desk) -> None:
    theirs = tmp_path / "exercises.xml"
    theirs.write_text(
        """<exercises><exercise><title>Neck turns</title>
        <description>Turn your head to one side.</description><sequence duration="20"/></exercise></exercises>"""
    )
    sharing(mine).bring_in_file(theirs)
    assert mine.app.window.page == "import"
    assert "About this file" in words(mine)
    page(mine).answers["theirs"].click()
    assert mine.app.window.page == "routine"
