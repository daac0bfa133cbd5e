"""Text from files is shown letter by letter on every page: no markup is followed, no ampersand is eaten."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.play.library import Shelf
from app.ui.kit import Label
from tests.routine.written import put
from tests.ui.conftest import Desk
from tests.ui.everywhere import misshown, pages_of_the_app, readable, strip_words, walk

SLUG = "hostile"
# What a title, a cue, a question ... say: with markup, an entity, a shortcut's mark and the place for a side.
WORDS = (
    "title", "purpose", "setting", "note above", "equipment", "exercise", "instruction", "cue", "caution", "label",
    "own cue", "note", "rest", "wait", "look", "question", "yes", "no", "warm", "skin", "pack off", "skin question",
)  # fmt: skip


def marked(word: str) -> str:
    """Return a text that says a word in markup; 80 letters at most."""
    return f'<b>{word}</b><img src="file:///x.png"><a href="x">y</a> &amp; &S <script>'


def quoted(word: str) -> str:
    return f"'{marked(word)}'"


EXERCISE = f"""\
schema: 1
language: en
name: {quoted("exercise")}
kind: mobility
areas: [neck]
position: seated
sides: each
equipment: [{quoted("equipment")}]
dose: {{hold: 6 s, reps: 2, rest: 2 s}}
range: {{hold: 4 s to 9 s, reps: 1 to 3}}
instructions: [{quoted("instruction")}]
cue: {quoted("cue")}
caution: {quoted("caution")}
"""
WARM = f"""\
schema: 1
language: en
name: {quoted("warm")}
kind: heat
areas: [neck]
position: seated
dose: {{time: 2 min}}
instructions: [{quoted("instruction")}]
cue: {quoted("cue")}
skin_check: {{during: {quoted("skin")}, when_off: {quoted("pack off")}, question: {quoted("skin question")}}}
"""
ROUTINE = f"""\
schema: 1
language: en
title: {quoted("title")}
purpose: {quoted("purpose")}
setting: {quoted("setting")}
notes: [{quoted("note above")}]
steps:
  - note: {quoted("note")}
    time: 2 s
  - exercise: marked
  - {{exercise: marked, label: {quoted("label")}, cue: {quoted("own cue")}}}
  - {{rest: 6 s, label: {quoted("rest")}}}
  - wait: {quoted("wait")}
  - {{check: {quoted("look")}, question: {quoted("question")}, yes_button: {quoted("yes")}, no_button: {quoted("no")}}}
  - {{exercise: warm, check_every: 1 min}}
"""
BROKEN = f"""\
schema: 1
language: en
title: {quoted("title")}
purpose: Broken.
<b>key</b>: &a x
level: <b>level</b>
steps:
  - exercise: <b>slug</b>
  - rest: <b>rest</b>&amp;
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A person's folder, whose own name is markup too: it stands in some sentences."""
    home = tmp_path / "<b>home&amp;"
    put(home / "routines", ROUTINE, f"{SLUG}.yaml")
    put(home / "routines", BROKEN, "<i>broken&B.yaml")
    put(home / "routines", BROKEN, "half-\udcff \x1b[2J\u202e.yaml")  # named in another encoding
    put(home / "routines", BROKEN, "broken.yaml")
    put(home / "routines/exercises", EXERCISE, "marked.yaml")
    put(home / "routines/exercises", WARM, "warm.yaml")
    return home


def contains(shown: set[str], word: str) -> bool:
    """Tell whether a text is shown whole."""
    return any(marked(word) in text for text in shown)


def test_markup_from_files_is_shown_letter_by_letter_on_every_page(
    sit_down_at: Callable[[Path], Desk], home: Path
) -> None:
    desk = sit_down_at(home)
    pages: set[str] = set()
    shown: dict[str, set[str]] = {}
    told: set[str] = set()
    for stop in walk(desk, SLUG):
        pages.add(desk.app.window.page)
        assert misshown() == [], stop
        shown[stop] = shown.get(stop, set()) | readable()
        if stop.startswith("player"):
            told |= strip_words(desk)
    assert pages == pages_of_the_app()

    everything = set().union(*shown.values())
    assert [word for word in WORDS if not contains(everything, word)] == []
    for stop, word in (
        ("library", "title"),
        ("library", "setting"),
        ("routine", "note above"),
        ("routine", "equipment"),
        ("done", "title"),
        ("history", "title"),
        ("session", "label"),
        ("player: paused", "exercise"),
        ("player: asked to end", "title"),
    ):
        assert contains(shown[stop], word), stop
    assert "<i>broken&B.yaml" in shown["library"]
    assert any("rest: '<b>rest</b>&amp;' will not do" in text for text in shown["library"])
    assert any("<b>home&amp;" in text for text in shown["history: trouble"])
    assert any(text.startswith("Note: <b>x</b> & so") for text in shown["session"])
    assert f"{marked('rest')}, 6 s" in told


def test_what_a_person_is_told_where_there_are_no_routines_is_no_markup_either(
    sit_down_at: Callable[[Path], Desk], home: Path
) -> None:
    desk = sit_down_at(home)
    desk.app.window.library.show_shelf(Shelf(), home / "routines")
    desk.settle()
    assert misshown() == []
    assert any("<b>home&amp;" in text for text in readable())


# --- the look itself -------------------------------------------------------------------------------------------------


def wrongs(make: Callable[[], QWidget], qtbot: QtBot) -> Iterator[str]:
    widget = make()
    qtbot.addWidget(widget)
    yield from misshown()


def with_tip(widget: QWidget, tip: str) -> QWidget:
    widget.setToolTip(tip)
    return widget


def with_buddy() -> QWidget:
    label = Label(marked("x"))
    label.setBuddy(QWidget(label))
    return label


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: QLabel(marked("x")), "is not plain text"),
        (lambda: QLabel("harmless, but nobody said so"), "is not plain text"),
        (lambda: QMessageBox(QMessageBox.Icon.NoIcon, "", marked("x")), "is not plain text"),
        (lambda: with_tip(Label("x"), marked("x")), "its tooltip is taken for markup"),
        (lambda: with_tip(Label("x"), f"<span>{marked('x')}</span>"), "its tooltip is taken for markup"),
        (with_buddy, "has a buddy and marks a shortcut"),
        (lambda: QPushButton("Save & close"), "marks a shortcut"),
        (lambda: QTextEdit(marked("x")), "shows rich text"),
    ],
)
def test_the_look_sees_what_would_be_shown_otherwise(
    qapp: QApplication, qtbot: QtBot, make: Callable[[], QWidget], said: str
) -> None:
    assert any(said in wrong for wrong in wrongs(make, qtbot))
