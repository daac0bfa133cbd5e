"""The routine editor in the real window, by keys and by what a mouse does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.play.dues import State
from app.routine.model import RoundsStep
from app.ui.editor.routine.card import EXERCISE_MIME, STEP_MIME
from app.ui.editor.routine.page import RoutineEditor
from app.ui.editor.workshop import Workshop
from app.ui.kit import Button
from tests.ui.conftest import Desk

COMMENTED = """\
# For Ann, after her holiday.
schema: 1
language: en
title: Ann's neck
purpose: For the neck.   # as we said
steps:
  # gently
  - exercise: chin-tuck
    reps: 6   # not more
  - exercise: levator-stretch
    hold: 20 s
  - rest: 10 s
"""
Alt, Ctrl, Shift = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Key = Qt.Key


def put_in(home: Path, text: str = COMMENTED, name: str = "anns-neck.yaml") -> Path:
    path = home / "routines" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture
def desk(sit_down: Callable[[], Desk], tmp_path: Path) -> Desk:
    put_in(tmp_path)
    return sit_down()


def workshop(desk: Desk) -> Workshop:
    return desk.app._changing.workshop


def opened(desk: Desk, slug: str = "anns-neck") -> RoutineEditor:
    workshop(desk).edit(slug)
    desk.settle()
    return workshop(desk).page


def keys(desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or desk.app.window, key, held)
    desk.settle()


def type_(desk: Desk, text: str) -> None:
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget() or desk.app.window, letter)
    desk.settle()


def names(page: RoutineEditor) -> list[str]:
    return [f"{row.number} {row.name}" for row in page.steps.rows]


def text(page: RoutineEditor) -> str:
    assert page.draft is not None
    return page.draft.text


def test_opened_and_saved_unchanged_a_file_stays_as_it_is(desk: Desk, tmp_path: Path) -> None:
    path = put_in(tmp_path)
    page = opened(desk)
    assert names(page) == ["1 Chin tuck", "2 Armpit-gaze neck stretch", "3 Rest"]
    keys(desk, Key.Key_S, Ctrl)
    assert path.read_text() == COMMENTED


def test_one_hold_changed_by_keys_is_one_line_in_the_file(desk: Desk, tmp_path: Path) -> None:
    path = put_in(tmp_path)
    page = opened(desk)
    page.steps.focus(1)
    keys(desk, Key.Key_Return)
    fields = page.steps.cards[1].fields
    assert fields is not None
    line = fields.fields["hold"].editor
    line.setFocus()
    keys(desk, Key.Key_A, Ctrl)
    type_(desk, "25 s")
    assert page.steps.rows[1].words.startswith("2 × 25 s")
    keys(desk, Key.Key_S, Ctrl)
    assert path.read_text() == COMMENTED.replace("hold: 20 s", "hold: 25 s")


def test_what_is_wrong_is_said_where_it_is_while_one_types(desk: Desk) -> None:
    page = opened(desk)
    page.steps.focus(1)
    keys(desk, Key.Key_Return)
    fields = page.steps.cards[1].fields
    assert fields is not None
    hold = fields.fields["hold"]
    assert hold.remark == "15 s to 30 s"
    hold.editor.setFocus()
    keys(desk, Key.Key_A, Ctrl)
    type_(desk, "90 s")
    assert "use 15 s to 30 s" in hold.remark or "30 s" in hold.remark
    assert page.total.problems.text() in ("1 thing to mend", "2 things to mend")
    assert page.steps.cards[1].head.accessibleDescription() == hold.remark
    for _ in range(4):
        keys(desk, Key.Key_Backspace)
    assert page.total.problems.text() == ""
    assert "hold:" not in text(page)


def test_what_was_typed_in_one_go_is_undone_in_one_go_and_done_again(desk: Desk) -> None:
    page = opened(desk)
    title = page.about.title.line
    title.setFocus()
    keys(desk, Key.Key_End)
    type_(desk, " and back")
    assert "title: Ann's neck and back\n" in text(page)
    keys(desk, Key.Key_Z, Ctrl)
    assert (text(page), title.text()) == (COMMENTED, "Ann's neck")
    keys(desk, Key.Key_Z, Ctrl | Shift)
    assert title.text() == "Ann's neck and back"
    page.top.undo.click()
    assert page.top.undo.reason == "There is nothing to undo."


def test_steps_are_moved_duplicated_and_removed_by_keys(desk: Desk) -> None:
    page = opened(desk)
    page.steps.focus(0)
    keys(desk, Key.Key_Down, Alt)
    assert names(page) == ["1 Armpit-gaze neck stretch", "2 Chin tuck", "3 Rest"]
    assert page.steps.cards[1].head.hasFocus()
    keys(desk, Key.Key_D, Ctrl)
    assert names(page)[1:3] == ["2 Chin tuck", "3 Chin tuck"]
    keys(desk, Key.Key_Delete)
    keys(desk, Key.Key_Up)
    keys(desk, Key.Key_Delete)
    assert names(page) == ["1 Armpit-gaze neck stretch", "2 Rest"]
    for _ in range(4):
        keys(desk, Key.Key_Z, Ctrl)
    assert text(page) == COMMENTED


def test_steps_go_into_rounds_and_out_of_them_by_keys(desk: Desk) -> None:
    page = opened(desk)
    page.steps.focus(0)
    keys(desk, Key.Key_R, Ctrl)
    assert names(page) == ["1 2 rounds", "1.1 Chin tuck", "2 Armpit-gaze neck stretch", "3 Rest"]
    page.steps.focus(2)
    keys(desk, Key.Key_Up, Alt)
    assert names(page)[1:3] == ["1.1 Chin tuck", "1.2 Armpit-gaze neck stretch"]
    keys(desk, Key.Key_Down, Alt)
    page.act("out", 0)
    assert names(page) == ["1 Chin tuck", "2 Armpit-gaze neck stretch", "3 Rest"]


def test_an_exercise_is_added_by_typing_its_name_below_the_step_that_is_open(desk: Desk) -> None:
    page = opened(desk)
    page.steps.focus(0)
    keys(desk, Key.Key_Return)
    page.adding.words.setFocus()
    type_(desk, "wall ang")
    keys(desk, Key.Key_Return)
    assert names(page)[:2] == ["1 Chin tuck", "2 Wall angel"]
    assert page.steps.open == 1
    assert page.adding.words.text() == ""
    type_(desk, "bird")
    keys(desk, Key.Key_Down)
    keys(desk, Key.Key_Return)
    assert names(page)[2] == "3 Bird dog"


def test_heat_brings_the_question_that_has_to_come_first(desk: Desk) -> None:
    page = opened(desk)
    page.adding.words.setFocus()
    page.adding.exercise.emit("heat-pack")
    assert [row.name for row in page.steps.rows][-2:] == ["Question", "Warm pack"]
    assert page.steps.open == len(page.steps.rows) - 1
    assert page.total.problems.text() == ""


def test_each_other_step_is_added_and_its_first_field_has_the_keys(desk: Desk) -> None:
    page = opened(desk)
    for kind in ("rest", "note", "wait", "check", "contrast"):
        page.adding.others[kind].click()
        desk.settle()
        card = page.steps.cards[page.steps.open or 0]
        assert card.fields is not None
        assert next(iter(card.fields.fields)) == kind
        assert next(iter(card.fields.fields.values())).editor.hasFocus(), kind


def drop(page: RoutineEditor, mime: str, data: str, y: int, x: int = 40) -> None:
    mimes = QMimeData()
    mimes.setData(mime, data.encode())
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    page.steps.dropEvent(QDropEvent(QPointF(x, y), Qt.DropAction.MoveAction, mimes, left, none))


def edge(card: QWidget, *, below: bool) -> int:
    return card.geometry().bottom() - 2 if below else card.geometry().top() + 2


def test_what_is_dragged_goes_where_it_is_dropped(desk: Desk) -> None:
    page = opened(desk)
    cards = page.steps.cards
    drop(page, STEP_MIME, "2", edge(cards[0], below=False))
    desk.settle()
    assert names(page) == ["1 Rest", "2 Chin tuck", "3 Armpit-gaze neck stretch"]
    drop(page, EXERCISE_MIME, "bird-dog", edge(cards[0], below=True))
    assert names(page)[:2] == ["1 Rest", "2 Bird dog"]


def test_dropped_below_rounds_it_is_inside_or_outside_by_where_it_is_held(desk: Desk) -> None:
    page = opened(desk)
    page.act("rounds", 0)
    desk.settle()
    last = page.steps.cards[1]
    drop(page, STEP_MIME, "3", edge(last, below=True), x=last.geometry().left() + 20)
    desk.settle()
    assert names(page)[:3] == ["1 2 rounds", "1.1 Chin tuck", "1.2 Rest"]
    drop(page, STEP_MIME, "2", edge(page.steps.cards[2], below=True), x=1)
    assert names(page)[:3] == ["1 2 rounds", "1.1 Chin tuck", "2 Rest"]


def test_the_strip_and_the_total_follow_each_change(desk: Desk) -> None:
    page = opened(desk)
    before = page.total.words.text()
    page.act("duplicate", 1)
    assert page.total.words.text() != before
    page.total.strip.asked.emit(1)
    assert page.steps.open is not None


def test_it_is_played_from_the_step_that_is_open_and_then_shown_again(desk: Desk) -> None:
    page = opened(desk)
    page.act("play", 1)
    desk.settle()
    player = desk.playing.player
    assert desk.app.window.page == "player"
    segment = player.segment
    assert segment.part is not None
    assert player.timeline.parts[segment.part].name == "Armpit-gaze neck stretch"
    assert player.state is State.PLAYING
    desk.playing.end()
    desk.settle()
    desk.app.conductor.done.left.emit()
    assert desk.app.window.page == "editor"


def test_what_is_wrong_is_mended_before_it_is_played(desk: Desk) -> None:
    page = opened(desk)
    assert page.draft is not None
    page.draft.set(("steps", 0, "reps"), "many")
    page.show_draft()
    page.play.click()
    assert desk.app.window.page == "editor"


def test_leaving_asks_where_something_would_be_lost(desk: Desk, tmp_path: Path) -> None:
    page = opened(desk)
    page.act("remove", 2)
    desk.app.show_place("history")
    assert (desk.app.window.page, page.question.isVisible()) == ("editor", True)
    keys(desk, Key.Key_Escape)
    assert (desk.app.window.page, page.question.isVisible()) == ("editor", False)
    page.back.emit()
    page.question.buttons[1].click()
    desk.settle()
    assert desk.app.window.page == "routine"
    assert put_in(tmp_path).read_text() == COMMENTED


def test_the_window_does_not_close_over_what_is_not_saved(desk: Desk, tmp_path: Path) -> None:
    page = opened(desk)
    page.act("remove", 2)
    desk.app.window.close()
    assert desk.app.window.isVisible()
    assert page.question.isVisible()
    page.question.buttons[0].click()
    assert not desk.app.window.isVisible()
    assert "rest: 10 s" not in (tmp_path / "routines" / "anns-neck.yaml").read_text()


def test_a_file_changed_elsewhere_is_written_over_only_when_asked(desk: Desk, tmp_path: Path) -> None:
    page = opened(desk)
    page.act("remove", 2)
    path = put_in(tmp_path, COMMENTED.replace("6", "7"))
    keys(desk, Key.Key_S, Ctrl)
    assert "reps: 7" in path.read_text()
    page.question.buttons[1].click()
    assert "reps: 7" in text(page)
    page.top.undo.click()
    assert "rest: 10 s" not in text(page)
    put_in(tmp_path, COMMENTED.replace("6", "8"))
    keys(desk, Key.Key_S, Ctrl)
    page.question.buttons[0].click()
    assert path.read_text() == text(page)


def test_a_bundled_routine_is_copied_and_stays(desk: Desk, tmp_path: Path) -> None:
    desk.app.show_routine("desk-reset")
    desk.settle()
    routine = desk.app._library._page
    next(one for one in routine.findChildren(Button) if one.label == "Duplicate and change").click()
    desk.settle()
    type_(desk, "My own reset")
    keys(desk, Key.Key_S, Ctrl)
    assert (tmp_path / "routines" / "my-own-reset.yaml").exists()
    assert desk.app._library.routine("desk-reset") is not None
    assert desk.app._library.routine("my-own-reset") is not None
    workshop(desk).page.back.emit()
    assert desk.app.window.page == "routine"


def test_a_copy_that_was_only_looked_at_is_nothing_to_ask_about(desk: Desk, tmp_path: Path) -> None:
    workshop(desk).duplicate("desk-reset")
    workshop(desk).page.back.emit()
    assert desk.app.window.page == "routine"
    assert [path.name for path in (tmp_path / "routines").glob("*.yaml")] == ["anns-neck.yaml"]


def test_a_new_routine_is_typed_in_from_nothing_and_played(desk: Desk, tmp_path: Path) -> None:
    desk.app.window.library.new_asked.emit()
    desk.settle()
    page = workshop(desk).page
    assert page.total.problems.text() == ""
    assert page.total.words.text() == "Nothing to do yet"
    type_(desk, "Neck & back, for me")
    keys(desk, Key.Key_Tab)
    type_(desk, "What my therapist showed me")
    page.adding.words.setFocus()
    for words in ("chin tuck", "wall ang", "levator", "doorway", "bird", "belly"):
        type_(desk, words)
        keys(desk, Key.Key_Return)
    keys(desk, Key.Key_S, Ctrl)
    assert page.total.problems.text() == ""
    one = desk.app._library.routine("neck-back-for-me")
    assert one is not None
    assert len(one.routine.steps) == 6
    desk.app.play("neck-back-for-me")
    assert desk.playing.player.timeline.title == "Neck & back, for me"


def test_a_file_with_too_little_to_show_is_shown_as_text(desk: Desk, tmp_path: Path) -> None:
    path = put_in(tmp_path, "title: [\n", "odd.yaml")
    workshop(desk).edit_file(path)
    desk.settle()
    page = workshop(desk).page
    assert page.text.isVisible()
    assert not page.page.isVisible()
    page.text.text.setPlainText(COMMENTED)
    desk.settle()
    assert page.as_text.reason == ""
    assert isinstance(page.steps.rows[0].step, object)
    assert names(page)[0] == "1 Chin tuck"


def test_new_files_around_it_are_known_at_once(desk: Desk, tmp_path: Path) -> None:
    page = opened(desk)
    assert page.draft is not None
    page.draft.set(("steps", 0, "exercise"), "my-own")
    page.show_draft()
    assert page.total.problems.text() != ""
    (tmp_path / "routines" / "exercises").mkdir()
    source = Path("routines/exercises/chin-tuck.yaml").read_text()
    (tmp_path / "routines" / "exercises" / "my-own.yaml").write_text(source)
    desk.app._library.read_now()
    assert page.total.problems.text() == ""


def test_rounds_have_fields_of_their_own(desk: Desk) -> None:
    page = opened(desk)
    page.act("rounds", 0)
    page.steps.focus(0)
    keys(desk, Key.Key_Return)
    fields = page.steps.cards[0].fields
    assert fields is not None
    fields.focus()
    keys(desk, Key.Key_A, Ctrl)
    type_(desk, "3")
    step = page.steps.rows[0].step
    assert isinstance(step, RoundsStep)
    assert step.rounds == 3
