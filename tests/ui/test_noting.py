"""Sessions put in by hand, and the diary."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from app.history import diary
from app.history.diary import CheckIn, Marker
from app.ui.kit import Button, Label
from app.ui.noting import Noting
from tests.ui.conftest import Desk

DAY_S = 24 * 3600.0


@pytest.fixture
def desk(sit_down: Callable[..., Desk]) -> Desk:
    desk = sit_down()
    desk.app.show_place("history")
    desk.settle()
    return desk


def noting(desk: Desk) -> Noting:
    return desk.app.past.noting


def entries(desk: Desk) -> list[CheckIn]:
    return desk.app.journal.read(diary.newest).result()


def words(desk: Desk) -> str:
    desk.settle()
    return "\n".join(one.text() for one in desk.app.window.findChildren(Label) if one.isVisible())


# --- a session -------------------------------------------------------------------------------------------------------


def test_a_routine_done_without_the_app_counts_as_one(desk: Desk) -> None:
    desk.app.past.looking.page.ways["By hand"].click()
    page = noting(desk).by_hand
    page.routine.show_value("desk-reset")
    page.routine.picked.emit("desk-reset")
    page.moment.day.setText("2026-11-22")
    page.moment.time.setText("18:30")
    page.before.show_value(5)
    page.after.show_value(3)
    page.note.setPlainText("On the train.")
    page.add.click()
    desk.settle()
    [session] = desk.app.journal.read(lambda store: store.sessions()).result()
    assert (session.routine_id, session.title, session.outcome) == ("desk-reset", "Two-minute desk reset", "by hand")
    assert (session.day, session.started_utc, session.played_s) == (
        "2026-11-22",
        "2026-11-22T17:30:00.000000+00:00",
        120.0,
    )
    assert (session.pain_before, session.pain_after, session.note) == (5, 3, "On the train.")
    assert session.kinds
    assert desk.app.window.page == "history"
    assert "Two-minute desk reset is in your history." in words(desk)


def test_something_else_is_named_and_its_minutes_are_asked(desk: Desk) -> None:
    noting(desk).show_by_hand()
    page = noting(desk).by_hand
    page.add.click()
    assert page.name_field.remark == "Say in a few words what it was."
    assert page.minutes_field.remark == "Whole minutes, 1 to 480."
    for minutes in ("0", "481", "-3", "1.5", "many", "9" * 99):
        page.name.setText("A walk")
        page.minutes.setText(minutes)
        page.add.click()
        assert desk.app.journal.read(lambda store: store.sessions()).result() == [], minutes
    page.minutes.setText("25")
    page.add.click()
    desk.settle()
    [session] = desk.app.journal.read(lambda store: store.sessions()).result()
    assert (session.title, session.played_s, session.kinds) == ("A walk", 1500.0, ())


# --- the diary -------------------------------------------------------------------------------------------------------


def fill_in(desk: Desk) -> None:
    desk.app.past.looking.page.ways["Diary"].click()
    page = noting(desk).diary
    page.map.choose(("neck", "upper back"))
    page.map.picked.emit()
    page.pains["neck"].show_value(4)
    page.used["walk"].setChecked(True)
    page.medicine.setText("one of the blue ones")
    page.note.setPlainText("A long day.")
    page.share.setChecked(True)
    page.markers[0][0].setText("Lift my child")
    page.markers[0][1].show_value(3)
    page.keep.click()
    desk.settle()


def test_what_is_told_is_kept_as_it_was_told(desk: Desk) -> None:
    fill_in(desk)
    [one] = entries(desk)
    assert (one.pain, one.used, one.medicine, one.note, one.share) == (
        {"neck": 4},
        frozenset({"walk"}),
        "one of the blue ones",
        "A long day.",
        True,
    )
    assert one.markers == (Marker("Lift my child", 3),)
    assert "Pain: neck 4 of 10." in words(desk)


def test_a_pain_already_told_stays_when_another_place_is_pointed_at(desk: Desk) -> None:
    noting(desk).show_diary()
    page = noting(desk).diary
    for areas in (("neck",), ("neck", "hips")):
        page.map.choose(areas)
        page.map.picked.emit()
        page.pains["neck"].show_value(4)
    page.map.choose(("neck", "hips", "chest"))
    page.map.picked.emit()
    assert {area: select.currentData() for area, select in page.pains.items()} == {
        "chest": None,
        "hips": None,
        "neck": 4,
    }


def test_tab_comes_from_the_map_to_what_is_asked_of_each_place(desk: Desk) -> None:
    noting(desk).show_diary()
    desk.settle()
    page = noting(desk).diary
    for area in ("neck", "calves"):
        page.map.spots[area].setFocus()
        desk.press(Qt.Key.Key_Space)
    assert desk.names_by_tab(3) == ["Neck", "Calves", "Heat"]


def test_nothing_told_is_not_kept(desk: Desk) -> None:
    noting(desk).show_diary()
    noting(desk).diary.keep.click()
    assert "There is nothing to keep yet: tell at least one thing." in words(desk)
    noting(desk).diary.markers[1][1].show_value(7)
    noting(desk).diary.keep.click()
    assert "Say in a few words what it is that you rated." in words(desk)
    assert entries(desk) == []


def test_markers_come_back_with_their_words_and_are_asked_for_again_after_a_week(desk: Desk) -> None:
    fill_in(desk)
    desk.world.pass_(6 * DAY_S)
    noting(desk).show_diary()
    text, ease = noting(desk).diary.markers[0]
    assert (text.text(), ease.currentData()) == ("Lift my child", None)
    assert "next on Mon 30 Nov, or whenever you like." in words(desk)
    desk.world.pass_(DAY_S)
    noting(desk).show_diary()
    assert "It is a week since you rated them. How do they go now?" in words(desk)
    noting(desk).diary.markers[0][1].show_value(5)
    noting(desk).diary.keep.click()
    assert "So far: 3, 5" in words(desk)


def test_an_entry_is_changed_and_keeps_its_time_and_its_earlier_words(desk: Desk) -> None:
    fill_in(desk)
    [before] = entries(desk)
    desk.world.pass_(DAY_S)
    noting(desk).show_diary()
    page = noting(desk).diary
    next(one for one in page.findChildren(Button) if one.label == "Change").click()
    assert page.note.toPlainText() == "A long day."
    page.pains["neck"].show_value(6)
    page.keep.click()
    desk.settle()
    [after] = entries(desk)
    assert (after.id, after.at_utc, after.pain, after.markers) == (
        before.id,
        before.at_utc,
        {"neck": 6},
        before.markers,
    )
    [[earlier]] = desk.app.journal.read(lambda store: store.read("SELECT earlier FROM audit")).result()
    assert "A long day." in earlier


def test_a_deleted_entry_can_be_brought_back(desk: Desk) -> None:
    fill_in(desk)
    kept = entries(desk)
    next(one for one in noting(desk).diary.findChildren(Button) if one.label == "Delete").click()
    desk.settle()
    assert entries(desk) == []
    next(one for one in desk.app.window.findChildren(Button) if one.label == "Undo" and one.isVisible()).click()
    desk.settle()
    assert entries(desk) == kept
