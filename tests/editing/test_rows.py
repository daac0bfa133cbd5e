"""The rows of a routine in the editor, and where its steps may go."""

import pytest

from app.editing.draft import Around, Draft
from app.editing.fresh import Folders, new_routine
from app.editing.rows import NEW_STEPS, gap_above, gap_after, gap_below, nearest, rows_of, step_at
from app.editing.step_fields import step_fields

STEPS = [
    {"exercise": "chin-tuck", "reps": "6"},
    {"rounds": "2", "steps": [{"exercise": "levator-stretch"}, {"rest": "20 s"}]},
    {"note": "Well done."},
]


@pytest.fixture
def draft(around: Around, folders: Folders) -> Draft:
    return new_routine(folders, around, "My neck", purpose="For the neck.", steps=STEPS)


def told(draft: Draft, around: Around) -> list[str]:
    return [f"{row.number} {row.name}: {row.words}" for row in rows_of(draft, around.catalog.usable_exercises)]


def test_each_step_has_a_row_and_those_of_rounds_stand_below_them(draft: Draft, around: Around) -> None:
    exercises = around.catalog.usable_exercises
    assert [row.depth for row in rows_of(draft, exercises)] == [0, 0, 1, 1, 0]
    first, rounds, stretch, rest, note = told(draft, around)
    assert first == f"1 {exercises['chin-tuck'].name}: 6 reps"
    assert rounds.startswith("2 2 rounds: ")
    assert rounds.endswith("in all")
    assert stretch.startswith(f"2.1 {exercises['levator-stretch'].name}")
    assert stretch.endswith("each side")
    assert (rest, note) == ("2.2 Rest: 20 s", "3 Note: Well done.")


def test_an_exercise_that_is_nowhere_is_told_as_such(draft: Draft, around: Around) -> None:
    draft.set(("steps", 0, "exercise"), "gone")
    assert told(draft, around)[0] == "1 gone: not among your exercises"


@pytest.mark.parametrize(
    ("at", "above", "below"),
    [
        (("steps", 0), None, ("steps", 1, "steps", 0)),
        (("steps", 1), ("steps", 0), ("steps", 3)),
        (("steps", 1, "steps", 0), ("steps", 1), ("steps", 1, "steps", 2)),
        (("steps", 1, "steps", 1), ("steps", 1, "steps", 0), ("steps", 2)),
        (("steps", 2), ("steps", 1, "steps", 2), None),
    ],
)
def test_a_step_goes_up_and_down_through_rounds(
    draft: Draft, at: tuple[str | int, ...], above: object, below: object
) -> None:
    assert gap_above(draft.model, at) == above
    assert gap_below(draft.model, at) == below


def test_up_and_down_again_is_where_it_was(draft: Draft, around: Around) -> None:
    exercises = around.catalog.usable_exercises
    before = draft.text
    note = step_at(draft.model, ("steps", 2))
    for _ in range(5):
        rows = rows_of(draft, exercises)
        index = nearest(rows, note, 0)
        assert index is not None
        up = gap_above(draft.model, rows[index].at)
        if up is not None:
            draft.move(rows[index].at, up)
    assert rows_of(draft, exercises)[0].step == note
    while True:
        rows = rows_of(draft, exercises)
        at = rows[nearest(rows, note, 9) or 0].at
        down = gap_below(draft.model, at)
        if down is None:
            break
        draft.move(at, down)
    assert draft.text == before


def test_what_is_added_comes_after_the_row_that_is_looked_at(draft: Draft, around: Around) -> None:
    rows = rows_of(draft, around.catalog.usable_exercises)
    assert [gap_after(rows, index) for index in (None, 0, 2, 4)] == [
        ("steps", 3), ("steps", 1), ("steps", 1, "steps", 1), ("steps", 3),
    ]  # fmt: skip


def test_of_steps_that_are_alike_the_nearest_is_meant(draft: Draft, around: Around) -> None:
    draft.duplicate(("steps", 2))
    rows = rows_of(draft, around.catalog.usable_exercises)
    assert [nearest(rows, rows[4].step, index) for index in (0, 4, 5)] == [4, 4, 5]
    assert nearest(rows, step_at(draft.model, ("steps", 1, "steps", 1)), 9) == 3


def test_every_new_step_can_be_put_in_and_filled_in(draft: Draft, around: Around) -> None:
    exercises = around.catalog.usable_exercises
    for number, (name, step) in enumerate(NEW_STEPS.items()):
        draft.insert(("steps", number), step)
        row = rows_of(draft, exercises)[number]
        assert step_fields(row.step, exercises)[0].key == name
        for field in step_fields(row.step, exercises):
            draft.set((*row.at, field.key), field.usual or "20")
        assert not draft.problems_at(row.at)


def test_a_step_with_nothing_in_it_yet_is_told_as_such(draft: Draft, around: Around) -> None:
    draft.insert(("steps", 0), NEW_STEPS["wait"])
    assert told(draft, around)[0] == "1 Wait for me: nothing written yet"


def test_the_fields_of_each_exercise_say_what_holds_and_what_it_may_be(around: Around, folders: Folders) -> None:
    exercises = around.catalog.usable_exercises
    for slug, exercise in exercises.items():
        draft = new_routine(folders, around, "One", steps=[{"exercise": slug}])
        fields = {one.key: one for one in step_fields(draft.model.steps[0], exercises)}
        assert {"ready", "label", "cue", "swap"} < fields.keys(), slug
        for key in fields.keys() - {"label", "cue", "swap", "breath", "check_every"}:
            draft.set(("steps", 0, key), fields[key].usual)
            assert not draft.problems_at(("steps", 0, key)), (slug, key)
        for value, _ in fields["breath"].choices if "breath" in fields else ():
            if value:
                draft.set(("steps", 0, "breath"), value)
                assert not [p for at, p in draft.problems_at(("steps", 0)) if at[-1] == "breath"], (slug, value)
        assert exercise.name == fields["label"].usual


def test_the_ends_of_what_a_field_may_be_are_allowed_and_what_is_beyond_is_not(
    around: Around, folders: Folders
) -> None:
    draft = new_routine(folders, around, "One", steps=[{"exercise": "levator-stretch"}])
    hold = step_fields(draft.model.steps[0], around.catalog.usable_exercises)[0]
    low, high = hold.hint.split(" to ")
    for value, fine in ((low, True), (high, True), ("4 s", False), ("2 min", False)):
        draft.set(("steps", 0, "hold"), value)
        assert (not draft.problems_at(("steps", 0, "hold"))) is fine, value
