"""The exercise editor in the real window: words, dose, figure and picture, by keys and by what a mouse does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.figure.posing import place_of, seen
from app.routine.model import Exercise
from app.routine.pose import FrontFrame, FrontPose, SidePose, Sides
from app.ui.editor.exercise.page import ExerciseEditor
from app.ui.editor.exercise.posing import Grip
from app.ui.editor.exercises import Exercises
from app.ui.kit import Label
from tests.ui.conftest import Desk

Key = Qt.Key
Ctrl, Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(sit_down: Callable[[], Desk]) -> Desk:
    desk = sit_down()
    desk.app.window.resize(1100, 900)
    return desk


def exercises(desk: Desk) -> Exercises:
    return desk.app._changing.exercises


def opened(desk: Desk, slug: str) -> ExerciseEditor:
    exercises(desk).edit(slug)
    desk.settle()
    return exercises(desk).page


def keys(desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or desk.app.window, key, held)
    desk.settle()


def type_(desk: Desk, text: str) -> None:
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget() or desk.app.window, letter)
    desk.settle()


def pose(page: ExerciseEditor) -> SidePose | FrontPose:
    assert page.pose is not None
    found = page.pose.model
    assert isinstance(found, SidePose | FrontPose)
    return found


def told(desk: Desk) -> str:
    toast = desk.app.window._toast
    assert toast is not None
    return "\n".join(label.text() for label in toast.findChildren(Label))


def test_an_exercise_is_typed_in_from_nothing_and_can_be_used(desk: Desk, tmp_path: Path) -> None:
    exercises(desk).new()
    desk.settle()
    page = exercises(desk).page
    type_(desk, "Chin lift")
    page.about.fields[2].choice.choose("neck")  # type: ignore[attr-defined]
    page.about.how.lines.setPlainText("Sit tall.\nLift your chin a little with your {side} hand.")
    page.about.cue.line.setFocus()
    type_(desk, "Chin up")
    keys(desk, Key.Key_S, Ctrl)
    entry = desk.app._library.catalog.exercises["chin-lift"]
    assert entry.mine
    assert isinstance(entry.model, Exercise)
    assert entry.model.areas == ("neck",)
    assert len(entry.model.instructions) == 2
    assert desk.app._library.figures.exercise("chin-lift") is not None
    assert (tmp_path / "routines" / "poses" / "chin-lift.yaml").exists()


def test_another_sort_of_dose_has_other_fields(desk: Desk) -> None:
    page = opened(desk, "levator-stretch")
    assert page.draft is not None
    page.dose.kinds.picked.emit("reps")
    assert page.draft.written(("dose",)) == {"reps": "8"}
    assert page.draft.written(("range",)) is None
    assert [field.at for field in page.dose.fields][:2] == [("dose", "reps"), ("dose", "sets")]
    for kind in ("time", "breath", "hold"):
        page.dose.kinds.picked.emit(kind)
        assert not page.draft.problems_at(("dose",)), kind
    while page._done:
        page.top.undo.click()
    assert page.draft.written(("dose",)) == {"hold": "20 s", "reps": "2"}


def test_a_dose_past_what_is_safe_is_told_where_it_is(desk: Desk) -> None:
    page = opened(desk, "levator-stretch")
    hold = page.dose.fields[0]
    hold.editor.setFocus()
    keys(desk, Key.Key_A, Ctrl)
    type_(desk, "5 min")
    assert "30 s" in hold.remark


def pull(page: ExerciseEditor, grip: Grip, to: QPointF) -> None:
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    middle = QPointF(grip.rect().center())
    grip.mousePressEvent(QMouseEvent(QMouseEvent.Type.MouseButtonPress, middle, middle, left, left, none))
    spot = QPointF(grip.mapFromParent(to.toPoint()))
    grip.mouseMoveEvent(QMouseEvent(QMouseEvent.Type.MouseMove, spot, spot, left, left, none))
    grip.mouseReleaseEvent(QMouseEvent(QMouseEvent.Type.MouseButtonRelease, spot, spot, left, left, none))


def test_a_joint_pulled_with_the_pointer_goes_there_and_is_undone_in_one(desk: Desk) -> None:
    page = opened(desk, "overhead-reach")
    view = page.posing.view
    page.posing._show_end()
    desk.settle()
    before = pose(page)
    grip = view.grips["head_tilt"]
    start = QPointF(grip.geometry().center())
    pull(page, grip, start + QPointF(-30, 10))
    after = pose(page)
    assert after.end != before.end
    assert after.start == before.start
    crown = [place_of(seen(one, "end"), "crown") for one in (before, after)]
    assert crown[1][0] < crown[0][0] - 0.01
    keys(desk, Key.Key_Z, Ctrl)
    assert pose(page) == before
    keys(desk, Key.Key_Z, Ctrl | Shift)
    assert pose(page) == after


def test_a_joint_is_turned_by_arrows_at_the_end_that_is_shown(desk: Desk) -> None:
    page = opened(desk, "overhead-reach")
    page.posing._show_end()
    grip = page.posing.view.grips["side_bend"]
    grip.setFocus()
    keys(desk, Key.Key_Right)
    keys(desk, Key.Key_Right, Shift)
    end = pose(page).end
    assert isinstance(end, FrontFrame)
    assert end.side_bend == 12
    assert "12 degrees" in grip.accessibleName()


def test_a_joint_that_is_held_says_so_and_stays(desk: Desk) -> None:
    page = opened(desk, "levator-stretch")
    grip = page.posing.view.grips["upper_arm_right"]
    assert grip.is_held
    assert "held" in grip.accessibleDescription()
    before = pose(page)
    pull(page, grip, QPointF(5, 5))
    assert pose(page) == before


def test_hands_things_posture_and_view_are_chosen(desk: Desk) -> None:
    page = opened(desk, "levator-stretch")
    posing = page.posing
    posing.right.picked.emit("free")
    assert pose(page).start.hands == Sides(right="free", left="on the seat")
    posing.left.picked.emit("free")
    assert pose(page).start.hands == "free"
    posing.props.choose("wall")
    assert set(pose(page).props) == {"chair", "wall"}
    posing.motions.picked.emit("over and over")
    assert pose(page).motion == "over and over"
    posing.bases.picked.emit("standing")
    assert pose(page).base == "standing"
    posing.views.picked.emit("side")
    assert isinstance(pose(page), SidePose)
    assert page.pose is not None
    assert not page.pose.problems


def test_what_no_grip_moves_has_a_slider(desk: Desk) -> None:
    page = opened(desk, "levator-stretch")
    page.posing._show_end()
    page.posing.sliders["head_turn"].setValue(10)
    end = pose(page).end
    assert isinstance(end, FrontFrame)
    assert end.head_turn == 10
    page.posing.sliders["shrug"].setValue(50)
    end = pose(page).end
    assert isinstance(end, FrontFrame)
    assert end.shrug == 0.5


def test_the_start_can_be_made_as_the_end(desk: Desk) -> None:
    page = opened(desk, "levator-stretch")
    page.posing.same.click()
    assert pose(page).start == pose(page).end


def test_words_and_figure_are_undone_in_the_order_they_were_changed(desk: Desk) -> None:
    page = opened(desk, "levator-stretch")
    assert page.draft is not None
    page.about.name.line.setFocus()
    keys(desk, Key.Key_End)
    type_(desk, "!")
    page.posing._show_end()
    page.posing.put("head_tilt", 5)
    page.about.cue.line.setFocus()
    keys(desk, Key.Key_End)
    type_(desk, "??")
    page.top.undo.click()
    assert page.draft.written(("cue",)) == "Look down into your pocket."
    page.top.undo.click()
    assert isinstance(pose(page).end, FrontFrame)
    assert pose(page).end.head_tilt == 22  # type: ignore[union-attr]
    assert page.draft.to_undo
    page.top.undo.click()
    assert page.top.undo.reason == "There is nothing to undo."
    page.top.redo.click()
    page.top.redo.click()
    assert pose(page).end.head_tilt == 5  # type: ignore[union-attr]


def picture(folder: Path) -> Path:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(0xFF3366AA)
    image.save(str(folder / "mine.png"))
    return folder / "mine.png"


def test_a_picture_of_ones_own_is_kept_with_the_exercise_and_shown_everywhere(desk: Desk, tmp_path: Path) -> None:
    page = opened(desk, "levator-stretch")
    desk.file_to_open = picture(tmp_path)
    page.picture.choose.click()
    kept = tmp_path / "routines" / "pictures"
    assert not kept.exists()
    page.about.name.line.setText("")
    page.about.name._write("My stretch")
    keys(desk, Key.Key_S, Ctrl)
    assert [path.name for path in kept.iterdir()] == ["my-stretch.png"]
    own = desk.app._library.figures.own("my-stretch")
    assert own is not None
    assert (own.width(), own.height()) == (300, 200)
    page.picture.remove.click()
    keys(desk, Key.Key_S, Ctrl)
    assert [*kept.iterdir()] == []
    assert desk.app._library.figures.own("my-stretch") is None


def test_what_is_no_picture_is_refused_in_a_sentence(desk: Desk, tmp_path: Path) -> None:
    page = opened(desk, "levator-stretch")
    (tmp_path / "odd.png").write_text("no picture")
    desk.file_to_open = tmp_path / "odd.png"
    page.picture.choose.click()
    assert "This is no PNG, JPEG or WebP picture" in told(desk)


def test_a_copy_of_a_bundled_exercise_takes_its_figure_along_and_the_original_stays(desk: Desk, tmp_path: Path) -> None:
    page = opened(desk, "cat-cow")
    keys(desk, Key.Key_S, Ctrl)
    found = {path.relative_to(tmp_path / "routines").as_posix() for path in (tmp_path / "routines").rglob("*.yaml")}
    assert found == {"exercises/cat-and-cow-mine.yaml", "poses/cat-and-cow-mine.yaml"}
    assert not desk.app._library.catalog.exercises["cat-cow"].mine
    assert page.top.save.label == "Saved"


def test_an_exercise_changed_from_a_routine_is_done_in_it_from_then_on(desk: Desk) -> None:
    workshop = desk.app._changing.workshop
    workshop.duplicate("desk-reset")
    rows = workshop.page.steps.rows
    index = next(number for number, row in enumerate(rows) if row.exercise == "chin-tuck")
    workshop.page.act("exercise", index)
    desk.settle()
    assert desk.app.window.page == "exercise"
    keys(desk, Key.Key_S, Ctrl)
    exercises(desk).page.back.emit()
    assert desk.app.window.page == "editor"
    assert workshop.page.steps.rows[index].exercise == "chin-tuck-mine"
    assert workshop.draft is not None
    assert not workshop.draft.problems


def test_a_new_exercise_made_for_a_routine_is_added_to_it(desk: Desk) -> None:
    workshop = desk.app._changing.workshop
    workshop.duplicate("desk-reset")
    workshop.page.adding.words.setText("Chin lift")
    workshop.page.adding.new.click()
    desk.settle()
    page = exercises(desk).page
    assert page.about.name.line.text() == "Chin lift"
    page.about.fields[2].choice.choose("neck")  # type: ignore[attr-defined]
    page.about.how.lines.setPlainText("Sit tall.")
    page.about.cue._write("Up")
    keys(desk, Key.Key_S, Ctrl)
    page.back.emit()
    assert workshop.page.steps.rows[-1].name == "Chin lift"


def test_leaving_an_exercise_asks_where_something_would_be_lost(desk: Desk) -> None:
    page = opened(desk, "levator-stretch")
    page.posing.put("head_tilt", 5)
    desk.app.show_place("history")
    assert page.question.isVisible()
    assert desk.app.window.page == "exercise"
    page.question.buttons[1].click()
    assert desk.app.window.page == "history"
