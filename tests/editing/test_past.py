"""A text and the way back to what it was."""

from hypothesis import given
from hypothesis import strategies as st

from app.editing.past import Past


@given(st.text(), st.lists(st.text(), max_size=8))
def test_every_step_back_and_forth_is_the_same_text(first: str, others: list[str]) -> None:
    past = Past(first)
    texts = [first]
    for text in others:
        assert past.write(text, "change") == (text != texts[-1])
        texts += [text] * (text != texts[-1])
    for text in reversed(texts[:-1]):
        assert past.undo()
        assert past.text == text
    assert not past.undo()
    for text in texts[1:]:
        assert past.redo()
        assert past.text == text
    assert not past.redo()


def test_letters_typed_one_after_the_other_are_undone_together() -> None:
    past = Past("title: ")
    for text in ("title: N", "title: Ne", "title: Nec"):
        past.write(text, "change title", "title")
    past.write("title: Nec\n", "add step")
    past.write("title: Neck\n", "change title", "title")
    assert past.undo()
    assert past.undo()
    assert past.text == "title: Nec"
    assert past.undo()
    assert past.text == "title: "
    assert not past.undo()


def test_a_field_that_was_left_begins_a_change_of_its_own() -> None:
    past = Past("")
    past.write("a", "change", "field")
    past.end_run()
    past.write("ab", "change", "field")
    past.undo()
    assert past.text == "a"
    past.write("ac", "change", "field")
    past.undo()
    assert past.text == "a"


def test_letters_typed_and_taken_away_again_are_nothing_to_undo() -> None:
    past = Past("a")
    past.write("ab", "change", "field")
    past.write("a", "change", "field")
    assert past.to_undo == ""


def test_what_was_done_and_undone_is_named() -> None:
    past = Past("")
    past.write("a", "add step")
    assert (past.to_undo, past.to_redo) == ("add step", "")
    past.undo()
    assert (past.to_undo, past.to_redo) == ("", "add step")
    past.write("b", "move step")
    assert (past.to_undo, past.to_redo) == ("move step", "")
