"""A physiotherapist's sheet of six exercises: typed in by keys, played, shared, and played in an empty home."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.editor.exercise.about import BoundChoice
from tests.ui.conftest import Desk

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Prescribed:
    """A line of the sheet. With `how`, it is an exercise the app does not know."""

    find: str
    name: str
    dose: dict[str, str]
    how: str = ""
    sides: str = "both"


SHEET = (
    Prescribed("chin tuck", "Chin tuck", {"reps": "6", "sets": "2"}),
    Prescribed("armpit", "Armpit-gaze neck stretch", {"hold": "25 s"}),
    Prescribed("", "Towel neck lift", {"reps": "5"}, "Hold the towel with your {side} hand. Look up slowly.", "each"),
    Prescribed("wall angel", "Wall angel", {"reps": "8"}),
    Prescribed("", "Shoulder glide", {"reps": "10"}, "Let your arms hang. Glide your shoulders back."),
    Prescribed("bird", "Bird dog", {"reps": "5"}),
)


class Person:
    """Types, and goes on by Tab and Enter."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, held)
        self.desk.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)
        self.desk.settle()

    @property
    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.desk.app.window

    def tab_to(self, wanted: QWidget) -> None:
        """Go on by Tab until it is there."""
        for _ in range(300):
            if wanted.hasFocus():
                return
            self.key(Key.Key_Tab)
        pytest.fail(f"Tab does not lead to {wanted.accessibleName()}")


def type_in(desk: Desk) -> None:
    person = Person(desk)
    person.tab_to(
        next(one for one in desk.app.window.library.findChildren(QWidget) if one.accessibleName() == "New routine")
    )
    person.key(Key.Key_Return)
    changing = desk.app._changing
    page = changing.workshop.page
    assert page.about.title.editor.hasFocus()
    person.type("My therapist's sheet")
    person.key(Key.Key_Tab)
    person.type("For my neck, every morning")
    for one in SHEET:
        if one.how:
            make(person, one)
        else:
            person.tab_to(page.adding.words)
            person.type(one.find)
            person.key(Key.Key_Return)
        fields = page.steps.cards[len(page.steps.rows) - 1].fields
        assert fields is not None, one.name
        for key, value in one.dose.items():
            person.tab_to(fields.fields[key].editor)
            person.type(value)
    assert page.total.problems.text() == ""
    person.key(Key.Key_S, Ctrl)


def make(person: Person, one: Prescribed) -> None:
    """Make an exercise that is not there, from within the routine."""
    changing = person.desk.app._changing
    person.tab_to(changing.workshop.page.adding.words)
    person.type(one.name)
    person.tab_to(changing.workshop.page.adding.new)
    person.key(Key.Key_Return)
    page = changing.exercises.page
    areas = next(field for field in page.about.fields if isinstance(field, BoundChoice))
    areas.choice.choose("neck")  # its panel is a window of its own, tried with the kit
    page.about.sides.select.picked.emit(one.sides)
    page.dose.kinds.picked.emit("reps")
    person.tab_to(page.about.how.editor)
    person.type(one.how)
    person.key(Key.Key_Tab)
    person.type("Slowly")
    person.key(Key.Key_S, Ctrl)
    person.tab_to(page.top.back)
    person.key(Key.Key_Return)
    assert person.desk.app.window.page == "editor"


def played(desk: Desk) -> list[tuple[str, str]]:
    """Play it, and return what is to be done: each exercise with its side."""
    desk.app.play(
        "my-therapist-s-sheet" if desk.app._library.routine("my-therapist-s-sheet") else "my-therapists-sheet"
    )
    parts: list[tuple[str, str]] = [(part.name, part.side) for part in desk.playing.player.timeline.parts]
    desk.playing.end()
    return parts


def test_a_sheet_of_six_is_typed_in_played_shared_and_played_elsewhere(
    sit_down_at: Callable[..., Desk], tmp_path: Path
) -> None:
    (tmp_path / "hers").mkdir()
    (tmp_path / "empty").mkdir()
    hers = sit_down_at(tmp_path / "hers")
    hers.app.window.resize(1000, 760)
    type_in(hers)
    parts = played(hers)
    assert list(dict.fromkeys(name for name, _ in parts)) == [one.name for one in SHEET]
    assert [side for name, side in parts if name == "Towel neck lift"] == ["right", "left"]
    [routine] = (tmp_path / "hers" / "routines").glob("*.yaml")
    text = routine.read_text()
    assert "    reps: 6\n    sets: 2\n" in text
    assert "    hold: 25 s\n" in text
    hers.file_to_save = tmp_path / "sheet.unhunch"
    hers.app._changing.sharing.share(routine.stem)
    hers.app.close()
    other = sit_down_at(tmp_path / "empty")
    other.app._changing.sharing.bring_in_file(tmp_path / "sheet.unhunch")
    other.app._changing.sharing._arriving.answers["theirs"].click()
    assert played(other) == parts
