"""Changes of a text: what a person would have typed, and not a letter more."""

import difflib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.editing.edits import clear, duplicate, insert, into_rounds, move, out_of_rounds, remove, set_value
from app.editing.places import NotEditableError, Plain, places, plain
from app.routine.catalog import files_in
from tests.editing.sheets import COMMENTED, lines_changed

Edit = Callable[[str], str]
ALL = [path for folder in ("", "exercises", "programmes", "poses") for path in files_in(paths.ROUTINES / folder)]


def test_one_hold_changed_is_one_line_changed() -> None:
    new = set_value(COMMENTED, ("steps", 1, "hold"), "25 s")
    assert lines_changed(COMMENTED, new) == ["-     hold: 20 s     # as told", "+     hold: 25 s     # as told"]


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (
            lambda t: set_value(t, ("title",), "Calm: now"),
            ["- title: Test   # its name", '+ title: "Calm: now"   # its name'],
        ),
        (lambda t: set_value(t, ("steps", 3, "rest"), "2 min"), ["-   - rest: '1:30'", "+   - rest: '2 min'"]),
        (
            lambda t: set_value(t, ("purpose",), 'Say "hi".'),
            ['- purpose: "Testing, nothing else."', '+ purpose: "Say \\"hi\\"."'],
        ),
        (
            lambda t: set_value(t, ("swaps", "cat-cow"), "a"),
            ["- swaps: {cat-cow: seated-cat-cow}", "+ swaps: {cat-cow: a}"],
        ),
        (
            lambda t: set_value(t, ("swaps", "b"), "c"),
            ["- swaps: {cat-cow: seated-cat-cow}", "+ swaps: {cat-cow: seated-cat-cow, b: c}"],
        ),
        (lambda t: set_value(t, ("level",), "moderate"), ["+ level: moderate"]),
        (lambda t: set_value(t, ("steps", 0, "ready"), "3 s"), ["+     ready: 3 s"]),
        (
            lambda t: set_value(t, ("notes", 1), "Nothing hurts."),
            ["-   - Nothing should hurt.", "+   - Nothing hurts."],
        ),
        (lambda t: set_value(t, ("notes",), ["Keep it easy.", "New."]), ["-   - Nothing should hurt.", "+   - New."]),
        (lambda t: set_value(t, ("sources",), ["A1", "B2"]), ["+ sources: [A1, B2]"]),
        (lambda t: clear(t, ("swaps",)), ["- swaps: {cat-cow: seated-cat-cow}"]),
        (lambda t: clear(t, ("swaps", "cat-cow")), ["- swaps: {cat-cow: seated-cat-cow}"]),
        (lambda t: clear(t, ("steps", 1, "hold")), ["-     hold: 20 s     # as told"]),
        (lambda t: clear(t, ("steps", 1, "reps")), []),
        (lambda t: insert(t, ("notes", 2), "- odd: # text"), ['+   - "- odd: # text"']),
        (lambda t: insert(t, ("steps", 2, "steps", 0), {"note": "Go."}), ["+       - note: Go."]),
        (lambda t: insert(t, ("steps", 2, "steps", 1), {"note": "Go."}), ["+       - note: Go."]),
        (lambda t: remove(t, ("notes", 1)), ["-   # the second was her own", "-   - Nothing should hurt."]),
        (lambda t: remove(t, ("steps", 2, "steps", 1)), ["-       # within", "-       - note: Well done."]),
        (lambda t: duplicate(t, ("notes", 0)), ["+   - Keep it easy.   # always"]),
    ],
)
def test_only_what_was_meant_is_changed(edit: Edit, changed: list[str]) -> None:
    assert lines_changed(COMMENTED, edit(COMMENTED)) == changed


def test_a_step_takes_its_comments_with_it_and_leaves_those_that_stand_apart() -> None:
    new = move(COMMENTED, ("steps", 1), ("steps", 0))
    assert "steps:\n  # the left side first\n  - exercise: levator-stretch\n    hold: 20 s     # as told\n" in new
    assert "      # and breathe out\n\n  # warm up\n  - exercise: shoulder-rolls" in new
    assert "    reps: 8\n\n  # --- the stretches ---\n\n  - rounds: 2" in new


def test_a_step_moves_into_rounds_and_out_again_to_the_same_lines() -> None:
    inside = move(COMMENTED, ("steps", 1), ("steps", 2, "steps", 1))
    assert (
        "      - rest: 5 s\n      # the left side first\n      - exercise: levator-stretch\n        hold: 20 s"
        in inside
    )
    outside = move(inside, ("steps", 1, "steps", 1), ("steps", 1))
    assert plain(places(outside)) == plain(places(COMMENTED))
    assert sorted(filter(None, outside.splitlines())) == sorted(filter(None, COMMENTED.splitlines()))


def test_steps_put_into_rounds_come_out_as_they_were() -> None:
    rounds = into_rounds(COMMENTED, ("steps", 0), 2, 3)
    assert "steps:\n  - rounds: 3\n    steps:\n      # warm up\n      - exercise: shoulder-rolls   # slowly\n" in rounds
    assert "      # --- the stretches ---\n" in rounds
    assert out_of_rounds(rounds, ("steps", 0)) == COMMENTED


def test_rounds_with_no_step_left_go_too() -> None:
    once = move(COMMENTED, ("steps", 2, "steps", 0), ("steps", 4))
    twice = move(once, ("steps", 2, "steps", 0), ("steps", 3))
    said: Any = plain(places(twice))
    assert said["steps"][2:] == [{"note": "Well done."}, {"rest": "1:30"}, {"rest": "5 s"}]
    gone: Any = plain(places(remove(once, ("steps", 2, "steps", 0))))
    assert gone["steps"][2:] == [{"rest": "1:30"}, {"rest": "5 s"}]


def test_rounds_stay_where_their_only_step_moves_within_them() -> None:
    text = "steps:\n  - rounds: 2\n    steps:\n      - rounds: 3\n        steps:\n          - rest: 5 s\n"
    wanted = "steps:\n  - rounds: 2\n    steps:\n      - rest: 5 s\n"
    inmost = ("steps", 0, "steps", 0, "steps", 0)
    assert move(text, inmost, ("steps", 0, "steps", 0)) == wanted
    assert move(text, inmost, ("steps", 0, "steps", 1)) == wanted
    assert move(text, inmost, ("steps", 1)) == "steps:\n  - rest: 5 s\n"


def test_a_step_put_in_stands_apart_where_the_others_do() -> None:
    new = insert(COMMENTED, ("steps", 3), {"exercise": "chin-tuck", "hold": "5 s"})
    assert "      - note: Well done.\n\n  - exercise: chin-tuck\n    hold: 5 s\n\n  - rest: '1:30'\n# the end\n" in new


def test_the_last_step_leaves_a_list_to_put_steps_in_again() -> None:
    text = "title: A\nsteps:   # three\n  - rest: 5 s   # short\ngroup: x\n"
    empty = remove(text, ("steps", 0))
    assert empty == "title: A\nsteps: []   # three\ngroup: x\n"
    assert insert(empty, ("steps", 0), {"rest": "5 s"}) == "title: A\nsteps:   # three\n  - rest: 5 s\ngroup: x\n"


def test_what_stands_above_everything_stays_there() -> None:
    assert set_value("# head\nlanguage: en\n", ("schema",), "1") == "# head\nschema: 1\nlanguage: en\n"
    assert remove("# head\n- a\n- b\n", (0,)) == "# head\n- b\n"


def test_what_stands_at_the_end_of_a_line_that_does_not_end_is_not_run_together() -> None:
    text = "steps:\n  - rest: 5 s"
    assert insert(text, ("steps", 1), {"note": "Go."}) == "steps:\n  - rest: 5 s\n  - note: Go."
    assert insert("steps: []", ("steps", 0), {"note": "Go."}) == "steps:\n  - note: Go."
    assert set_value(text, ("steps", 0, "label"), "x") == "steps:\n  - rest: 5 s\n    label: x"
    swapped = move("steps:\n  - rest: 5 s\n  - note: Go.", ("steps", 1), ("steps", 0))
    assert swapped == "steps:\n  - note: Go.\n  - rest: 5 s\n"


# --- in whatever way a file is written -------------------------------------------------------------------------------


def test_windows_line_ends_stay() -> None:
    def both(text: str) -> str:
        return insert(set_value(text, ("steps", 1, "hold"), "25 s"), ("steps", 1), {"note": "Go.", "time": "3 s"})

    text = COMMENTED.replace("\n", "\r\n")
    new = both(text)
    assert "\n" not in new.replace("\r\n", "")
    assert new.replace("\r\n", "\n") == both(COMMENTED)


@pytest.mark.parametrize(
    "text",
    [
        "steps:\n- exercise: a\n  hold: 20 s\n- rest: 5 s\n",
        "steps:\n    - exercise: a\n      hold: 20 s\n    - rest: 5 s\n",
        "steps:\n  -   exercise: a\n      hold: 20 s\n  -   rest: 5 s\n",
        "steps:\n  -\n    exercise: a\n    hold: 20 s\n  -\n    rest: 5 s\n",
        "steps:\n  - # this one\n    exercise: a\n    hold:\n      20 s\n  - rest: 5 s\n",
        "steps: [{exercise: a, hold: 20 s}, {rest: 5 s}]\n",
        "steps: [\n  {exercise: a, hold: 20 s},  # one\n  {rest: 5 s},\n]\n",
        "{steps: [{exercise: a, hold: 20 s}, {rest: 5 s}]}",
        "---\nsteps:\n  - {exercise: a, hold: 20 s}\n  - rest: 5 s\n...\n",
        '"steps":\n  - "exercise": a\n    hold: >\n      20\n      s\n  - rest: 5 s\n',
        "steps:\n  - exercise: a\n    hold: |\n      20 s\n\n  - rest: 5 s\n",
        "  steps:\n    - exercise: &x a\n      hold: 20 s\n    - rest: 5\n        s\n",
        "steps :\n  - exercise : a\n    hold :  '20 s'\n  - rest : 5 s",
        "steps:\u2028  - exercise: a\u2028    hold: 20 s\u2028  - rest: 5 s\u2028",
        "steps:\r  - exercise: a\r    hold: 20 s\r  - rest: 5 s\r",
        "# é😀\nsteps: # 😀\n  - exercise: a # é\n    hold: 20 s\n  - rest: 5 s\n",
    ],
)
@pytest.mark.parametrize(
    ("edit", "steps"),
    [
        (lambda t: set_value(t, ("steps", 0, "hold"), "9 s"), [{"exercise": "a", "hold": "9 s"}, {"rest": "5 s"}]),
        (
            lambda t: set_value(t, ("steps", 0, "reps"), "2"),
            [{"exercise": "a", "hold": "20 s", "reps": "2"}, {"rest": "5 s"}],
        ),
        (lambda t: clear(t, ("steps", 0, "hold")), [{"exercise": "a"}, {"rest": "5 s"}]),
        (lambda t: clear(t, ("steps", 0, "exercise")), [{"hold": "20 s"}, {"rest": "5 s"}]),
        (
            lambda t: insert(t, ("steps", 1), {"note": "x"}),
            [{"exercise": "a", "hold": "20 s"}, {"note": "x"}, {"rest": "5 s"}],
        ),
        (
            lambda t: insert(t, ("steps", 2), {"note": "x"}),
            [{"exercise": "a", "hold": "20 s"}, {"rest": "5 s"}, {"note": "x"}],
        ),
        (lambda t: remove(t, ("steps", 0)), [{"rest": "5 s"}]),
        (lambda t: remove(t, ("steps", 1)), [{"exercise": "a", "hold": "20 s"}]),
        (lambda t: move(t, ("steps", 1), ("steps", 0)), [{"rest": "5 s"}, {"exercise": "a", "hold": "20 s"}]),
        (lambda t: move(t, ("steps", 0), ("steps", 2)), [{"rest": "5 s"}, {"exercise": "a", "hold": "20 s"}]),
        (lambda t: duplicate(t, ("steps", 1)), [{"exercise": "a", "hold": "20 s"}, {"rest": "5 s"}, {"rest": "5 s"}]),
    ],
)
def test_every_change_can_be_made_in_every_way_of_writing(text: str, edit: Edit, steps: list[Plain]) -> None:
    new = plain(places(edit(text)))
    assert isinstance(new, dict)
    assert [{key: str(one).strip() for key, one in step.items()} for step in new["steps"]] == steps


def test_what_cannot_be_read_or_is_not_there_is_said_in_a_sentence() -> None:
    for text, at in (("steps: [", ("steps",)), ("a: *b", ("a",)), ("a: 1", ("a", 0, "b")), ("a: [1]", ("a", 5, "b"))):
        with pytest.raises(NotEditableError, match=r"\.$"):
            set_value(text, at, "x")
    for edit in (remove, duplicate, out_of_rounds):
        with pytest.raises(NotEditableError, match=r"\.$"):
            edit(COMMENTED, ("steps", 9))
    with pytest.raises(NotEditableError, match=r"\.$"):
        into_rounds(COMMENTED, ("steps", 2), 9, 2)


def test_what_would_come_out_as_something_else_is_refused() -> None:
    with pytest.raises(NotEditableError, match="only a text editor can change"):
        set_value("l: [a: 1]\n", ("l", 0, "b"), "2")


def test_a_comment_above_the_key_that_comes_to_be_the_first_stays() -> None:
    text = "steps:\n  - exercise: a\n    # why\n    hold: 20 s\n"
    assert clear(text, ("steps", 0, "exercise")) == "steps:\n  -\n    # why\n    hold: 20 s\n"


def test_a_comment_at_the_end_of_rounds_stays_when_they_go() -> None:
    text = "steps:\n  - rounds: 2\n    steps:\n      - rest: 5 s\n    # the end\n  - rest: 6 s\n"
    assert out_of_rounds(text, ("steps", 0)) == "steps:\n  - rest: 5 s\n# the end\n  - rest: 6 s\n"


def test_new_lines_are_indented_as_the_file_is() -> None:
    text = "equipment:\n- A rope.\ndose:\n    hold: 20 s\n"
    assert set_value(text, ("range", "hold"), "5 s to 9 s") == f"{text}range:\n    hold: 5 s to 9 s\n"
    assert set_value(text, ("instructions",), ["Pull."]) == f"{text}instructions:\n- Pull.\n"


def test_what_is_typed_over_several_lines_is_written_on_one() -> None:
    assert set_value("cue: Soft.\n", ("cue",), " Soft,\n and\tlong\x00. ") == "cue: Soft, and long.\n"


def test_no_deeper_than_a_file_may_be_can_steps_be_put_into_rounds() -> None:
    text = "steps:\n  - rest: 5 s\n"
    for _ in range(2):
        text = into_rounds(text, ("steps", 0), 1, 2)
    with pytest.raises(NotEditableError, match="nested more than 8 deep"):
        into_rounds(text, ("steps", 0), 1, 2)


# --- the bundled files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ALL, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_in_every_bundled_file_each_word_can_be_changed_alone_and_changed_back(path: Path) -> None:
    text = path.read_bytes().decode()
    for at in _leaves(plain(places(text))):
        new = set_value(text, at, "another word")
        opcodes = difflib.SequenceMatcher(None, text.splitlines(), new.splitlines(), autojunk=False).get_opcodes()
        changed = [(b - a, d - c) for tag, a, b, c, d in opcodes if tag != "equal"]
        assert changed == [(1, 1)], at


def _leaves(said: Plain, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(said, str):
        return [at]
    inner = said.items() if isinstance(said, dict) else enumerate(said)
    return [leaf for part, one in inner for leaf in _leaves(one, (*at, part))]
