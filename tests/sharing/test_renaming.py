"""New slugs in a file's text, and nothing else changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.routine.nodes import tree
from app.sharing.renaming import NotRenamedError, renamed
from tests.routine.written import EXERCISE, HEAD
from tests.sharing.made import ROUTINE

FORMS = [
    "steps: [{exercise: old}, {exercise: 'old', swap: \"old\"}]\n",
    "steps:\n- exercise: old # old\n  label: old\n  cue: old\n",
    "swaps: {old: old, other: old}\nsteps:\n- contrast: 3\n  warm: old\n  cool: old\n",
    '# old\n\nsteps:\r\n  - rounds: 2\r\n    steps:\r\n      - {"exercise": old}\r\n',
    "title: 🧘 old\nsteps: [{label: 🧘🧘, exercise: old}]\n",
]


@pytest.mark.parametrize("text", FORMS)
def test_only_where_an_exercise_is_named(text: str) -> None:
    new = renamed(text, {"old": "older-2"})
    assert new.replace("older-2", "old") == text
    assert "label: old\n" in new or "label: old" not in text
    assert ("# old" in new, "title: 🧘 old" in new) == ("# old" in text, "title: 🧘 old" in text)
    assert new.count("older-2") == text.count("old") - sum(
        text.count(one) for one in ("# old", ": 🧘 old", "label: old", "cue: old")
    )


def test_two_names_may_change_places() -> None:
    swapped = renamed("swaps: {a: b}\nsteps:\n- exercise: b\n- exercise: a\n", {"a": "b", "b": "a"})
    assert swapped == "swaps: {b: a}\nsteps:\n- exercise: a\n- exercise: b\n"


def test_an_exercise_names_another_as_easier() -> None:
    assert renamed(EXERCISE + "easier: old\n", {"old": "new"}) == EXERCISE + "easier: new\n"


def test_a_name_in_an_unusual_form_is_refused() -> None:
    with pytest.raises(NotRenamedError, match="old"):
        renamed("steps:\n- exercise: >\n    old\n", {"old": "new"})


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), st.sampled_from(["\n", "\r\n"]))
def test_it_is_found_whatever_stands_before_it(words: str, line_end: str) -> None:
    title = "'" + words.replace("'", "''") + "'"
    text = f"{HEAD}# x\nnotes: [{title}, b]\nsteps:\n- {{cue: {title}, exercise: heel-raise}}\n".replace("\n", line_end)
    try:
        tree(text)
    except Exception:  # what YAML does not allow
        return
    assert renamed(text, {"heel-raise": "new"}) == text.replace("heel-raise", "new")


def test_a_file_without_the_name_stays_as_it_is() -> None:
    assert renamed(ROUTINE, {"nobody": "new"}) == ROUTINE
