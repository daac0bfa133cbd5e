"""The library while files change: cards, problems, the routine that is open, and the folder in other programs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.play.dues import State
from app.ui.kit import Button, Label
from app.ui.pages.finder import Finder
from app.ui.pages.library import RoutineCard
from app.ui.pages.problems import ProblemCard
from tests.routine.written import EXERCISE, put
from tests.sharing.made import my_folder, pack_of, take_in
from tests.ui.conftest import Desk

Sit = Callable[[], Desk]
MINE = """\
schema: 1
language: en
title: {title}
purpose: For a test.
steps:
  - exercise: shoulder-rolls
    reps: {reps}
"""
BROKEN = MINE.replace("exercise:", "exercize:")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "routines"


def write(folder: Path, name: str, title: str, reps: int = 5, text: str = MINE) -> Path:
    return put(folder, text.format(title=title, reps=reps), f"{name}.yaml")


def shown(desk: Desk, kind: type[QWidget]) -> list[QWidget]:
    page = desk.app.window.library
    return [one for one in page.findChildren(kind) if one.isVisibleTo(page)]


def cards(desk: Desk) -> dict[str, RoutineCard]:
    return {card.one.slug: card for card in shown(desk, RoutineCard) if isinstance(card, RoutineCard)}


def problems(desk: Desk) -> list[ProblemCard]:
    return [card for card in shown(desk, ProblemCard) if isinstance(card, ProblemCard)]


def words(widget: QWidget) -> list[str]:
    return [one.accessibleName() for one in widget.findChildren(Label) if one.isVisibleTo(widget)]


def button(widget: QWidget, label: str) -> Button:
    [found] = [one for one in widget.findChildren(Button) if one.label == label and one.isVisibleTo(widget)]
    return found


def toast(desk: Desk) -> str:
    said = desk.app.window._toast
    return said._words.accessibleName() if said is not None and said.isVisible() else ""


# --- cards -----------------------------------------------------------------------------------------------------------


def test_a_routine_that_is_written_changed_renamed_or_deleted_is_so_in_the_library(sit_down: Sit, mine: Path) -> None:
    desk = sit_down()
    bundled = cards(desk).keys()

    path = write(mine, "mine", "One")
    desk.come_back()
    assert cards(desk).keys() - bundled == {"mine"}
    assert "One" in words(cards(desk)["mine"])

    write(mine, "mine", "Another")
    desk.come_back()
    assert "Another" in words(cards(desk)["mine"])

    path.rename(mine / "yours.yaml")
    desk.come_back()
    assert cards(desk).keys() - bundled == {"yours"}

    (mine / "yours.yaml").unlink()
    desk.come_back()
    assert cards(desk).keys() == bundled


def test_what_is_taken_in_from_a_shared_file_is_in_the_library(sit_down: Sit, mine: Path, tmp_path: Path) -> None:
    desk = sit_down()
    take_in(pack_of(my_folder(tmp_path / "theirs")), mine)
    desk.come_back()
    assert "From my physio" in words(cards(desk)["physio"])
    assert problems(desk) == []


def test_what_the_system_tells_is_enough(sit_down: Sit, mine: Path) -> None:
    write(mine, "mine", "One")
    desk = sit_down()
    write(mine, "mine", "Another")
    watching = desk.app._library._watching
    assert watching is not None
    watching.timer.timeout.emit()
    desk.settle()
    assert "Another" in words(cards(desk)["mine"])


def test_the_place_and_the_focus_are_kept(sit_down: Sit, mine: Path) -> None:
    desk = sit_down()
    page = desk.app.window.library
    page.verticalScrollBar().setValue(50)
    focused = cards(desk)["warm-pack-15"]
    focused.setFocus()

    write(mine, "mine", "One")
    desk.come_back()

    assert page.verticalScrollBar().value() == 50
    assert cards(desk)["warm-pack-15"] is focused
    assert QApplication.focusWidget() is focused


def test_a_card_that_changes_under_the_focus_has_it_again(sit_down: Sit, mine: Path) -> None:
    write(mine, "mine", "One")
    desk = sit_down()
    cards(desk)["mine"].setFocus()
    write(mine, "mine", "Another")
    desk.come_back()
    assert QApplication.focusWidget() is cards(desk)["mine"]


def test_tab_goes_through_the_page_as_it_stands_whenever_its_cards_were_made(sit_down: Sit, mine: Path) -> None:
    desk = sit_down()
    write(mine, "mine", "One")
    write(mine, "broken", "Two", text=BROKEN)
    desk.come_back()
    [problem] = problems(desk)
    library = desk.app.window.library
    button(library, "New routine").setFocus()
    seen: list[QWidget | None] = []
    in_order = sorted(cards(desk).values(), key=lambda card: (card.y(), card.x()))
    assert in_order[0].one.slug == "mine"
    finder = library.findChildren(Finder)[0]
    above = [button(library, "Import a file"), *problem.stops]
    stops = [*above, *(one for one in finder.stops if one.isVisible())]
    for _ in (*stops, *in_order, "the folder's button"):
        desk.press(Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert seen == [*stops, *in_order, button(library, "Open folder")]


# --- problems --------------------------------------------------------------------------------------------------------


def test_what_is_wrong_stands_where_the_card_would_be_with_its_place_and_a_way_to_open_it(
    sit_down: Sit, mine: Path
) -> None:
    path = write(mine, "mine", "One")
    desk = sit_down()
    assert problems(desk) == []
    write(mine, "mine", "One", text=BROKEN)
    desk.come_back()

    [card] = problems(desk)
    assert "mine" not in cards(desk)
    told = "Line 6, column 5: there is no key 'exercize' here; did you mean 'exercise'?"
    assert words(card) == ["mine.yaml", "This routine has 1 problem:", told]
    button(card, "Open file").click()
    assert desk.opened == [path]

    write(mine, "mine", "One")
    desk.come_back()
    assert problems(desk) == []
    assert "mine" in cards(desk)


def test_broken_exercises_and_programmes_have_a_card_too(sit_down: Sit, mine: Path) -> None:
    put(mine, EXERCISE.replace("kind: stretch", "kind: stretchy"), "exercises/childs-pose.yaml")
    put(mine, "schema: 1\n", "programmes/weeks.yaml")
    exercise, programme = problems(sit_down())
    assert words(exercise)[:2] == [
        "exercises/childs-pose.yaml",
        "This exercise has 1 problem; the bundled one is used until it is mended:",
    ]
    assert words(programme)[:2] == ["programmes/weeks.yaml", "This programme has 4 problems:"]


def test_more_than_five_problems_are_counted_and_the_command_is_told(sit_down: Sit, mine: Path) -> None:
    text = MINE + "".join(f"  - rest: soon{number}\n" for number in range(7))
    write(mine, "it's mine", "One")
    write(mine, "mine", "One", text=text)
    _, card = sorted(problems(sit_down()), key=lambda one: len(one.one.problems))
    assert words(card)[1] == "This routine has 7 problems:"
    assert len(words(card)) == 8
    assert words(card)[-1] == f"And 2 more. To see them all: unhunch check {mine / 'mine.yaml'}"


def test_a_folder_that_cannot_be_looked_into_has_a_card_without_lines(sit_down: Sit, tmp_path: Path) -> None:
    path = put(tmp_path, "not a folder", "routines")
    desk = sit_down()
    [card] = problems(desk)
    told = "the folder cannot be opened (Not a directory); check that it is a folder and may be read"
    assert words(card) == ["routines", "This folder has 1 problem:", told]
    button(card, "Open folder").click()
    assert desk.opened == [path]


# --- the routine that is open ----------------------------------------------------------------------------------------


def test_the_open_routine_is_shown_anew_and_said_so(sit_down: Sit, mine: Path) -> None:
    write(mine, "mine", "One")
    desk = sit_down()
    desk.app.show_routine("mine")
    desk.settle()
    write(mine, "mine", "One", reps=7)
    desk.come_back()
    page = desk.app._library._page
    assert desk.app.window.page == "routine"
    assert "7 reps" in words(page)
    assert QApplication.focusWidget() is page.start_button
    assert toast(desk) == "One was read again."


def test_another_file_s_change_leaves_the_open_routine_alone(sit_down: Sit, mine: Path) -> None:
    write(mine, "mine", "One")
    desk = sit_down()
    desk.app.show_routine("mine")
    start = desk.app._library._page.start_button
    write(mine, "other", "Other")
    desk.come_back()
    assert desk.app._library._page.start_button is start
    assert toast(desk) == ""
    desk.app.show_place("library")
    assert "other" in cards(desk)


def test_an_open_routine_that_breaks_leads_back_to_the_library_and_to_its_card(sit_down: Sit, mine: Path) -> None:
    write(mine, "mine", "<b>One</b>")
    desk = sit_down()
    desk.app.show_routine("mine")
    write(mine, "mine", "<b>One</b>", text=BROKEN)
    desk.come_back()
    assert desk.app.window.page == "library"
    assert len(problems(desk)) == 1
    assert toast(desk) == "<b>One</b> can no longer be played; see its card."


def test_an_open_routine_that_is_deleted_leads_back_to_the_library(sit_down: Sit, mine: Path) -> None:
    path = write(mine, "mine", "One")
    desk = sit_down()
    desk.app.show_routine("mine")
    path.unlink()
    desk.come_back()
    assert desk.app.window.page == "library"
    assert toast(desk) == "One is no longer there."


def test_where_the_bundled_routine_stands_in_for_an_open_one_that_broke_it_is_shown_and_said(
    sit_down: Sit, mine: Path
) -> None:
    write(mine, "desk-reset", "My reset")
    desk = sit_down()
    desk.app.show_routine("desk-reset")
    write(mine, "desk-reset", "My reset", text=BROKEN)
    desk.come_back()
    assert "Two-minute desk reset" in words(desk.app._library._page)
    assert toast(desk) == "My reset has problems in your file, so this is the bundled one."


def test_a_routine_that_plays_is_not_touched_and_the_library_has_the_change_afterwards(
    sit_down: Sit, mine: Path
) -> None:
    write(mine, "mine", "One")
    desk = sit_down()
    desk.app.play("mine")
    desk.passes(3.0)
    timeline = desk.playing.player.timeline
    before = cards(desk)
    write(mine, "mine", "One", text=BROKEN)
    desk.come_back()
    assert desk.app.window.page == "player"
    assert desk.playing.player.timeline is timeline
    assert desk.playing.player.state is State.PLAYING
    assert cards(desk) == before  # nothing is painted anew while it plays

    desk.playing.end()
    desk.app.show_place("library")
    assert len(problems(desk)) == 1


# --- the folder ------------------------------------------------------------------------------------------------------


def test_the_folder_is_shown_at_the_foot_and_opened_there(sit_down: Sit, mine: Path) -> None:
    desk = sit_down()
    assert f"Your own routines are in {mine}" in words(desk.app.window.library)
    assert not mine.exists()
    button(desk.app.window.library, "Open folder").click()
    assert desk.opened == [mine]
    assert sorted(path.stem for path in (mine / "schema").iterdir()) == ["exercise", "pose", "programme", "routine"]


def test_where_nothing_opens_the_folder_its_path_is_offered(sit_down: Sit, mine: Path) -> None:
    desk = sit_down()
    desk.can_open = False
    button(desk.app.window.library, "Open folder").click()
    assert toast(desk) == f"Nothing here opens {mine}; copy its path and open it yourself."
    button(desk.app.window, "Copy path").click()
    assert QGuiApplication.clipboard().text() == str(mine)


def test_where_the_folder_cannot_be_made_it_is_said_and_nothing_is_opened(sit_down: Sit, tmp_path: Path) -> None:
    put(tmp_path, "in the way", "routines")
    desk = sit_down()
    desk.app._library.open_folder()
    assert toast(desk) == "Your routine folder cannot be made (File exists); make it by hand."
    assert desk.opened == []


def test_titles_and_names_of_files_are_shown_letter_by_letter(sit_down: Sit, mine: Path) -> None:
    write(mine, "good", "<img src=x><b>x</b>")
    write(mine, "<i>bad\n\u202e", "x")
    desk = sit_down()
    assert "<img src=x><b>x</b>" in words(cards(desk)["good"])
    [card] = problems(desk)
    assert words(card)[0] == r"<i>bad\n\u202e.yaml"
    for label in desk.app.window.library.findChildren(Label):
        assert label.textFormat() is Qt.TextFormat.PlainText
