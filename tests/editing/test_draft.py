"""A file that is being changed: opened, held against everything else, saved so that nobody's work is lost."""

import stat
from pathlib import Path

import pytest

from app.editing.draft import Around, CannotOpenError, CannotSaveError, ChangedElsewhereError, Draft
from app.editing.fresh import Folders, new_routine
from app.editing.places import NotEditableError
from app.routine.catalog import load
from app.routine.model import CheckStep, ContrastStep, ExerciseStep, NoteStep, Routine
from tests.editing.sheets import COMMENTED, lines_changed
from tests.routine.written import CODES, HEAD, routine_text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with comments."""
    path = tmp_path / "mine.yaml"
    path.write_bytes(COMMENTED.encode())
    return path


@pytest.fixture
def draft(path: Path, around: Around) -> Draft:
    """That file, opened."""
    return Draft.opened(path, around)


def steps(text: str, around: Around) -> Draft:
    """Return a routine with these steps."""
    return Draft(Path("mine.yaml"), Routine, routine_text(text), around)


# --- opened and saved ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        COMMENTED.encode(),
        COMMENTED.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + COMMENTED.encode(),
        COMMENTED.rstrip("\n").encode(),
        "title:  é😀 \n\n\n# nothing else: [".encode(),
        b"",
    ],
)
def test_opened_and_saved_with_nothing_changed_it_is_the_same_to_the_byte(
    path: Path, around: Around, data: bytes
) -> None:
    path.write_bytes(data)
    draft = Draft.opened(path, around)
    assert draft.is_saved
    draft.save()
    assert path.read_bytes() == data


def test_one_hold_changed_and_saved_is_one_line_in_the_file(path: Path, around: Around) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + COMMENTED.replace("\n", "\r\n").encode())
    draft = Draft.opened(path, around)
    assert draft.set(("steps", 1, "hold"), "25 s")
    was_saved = draft.is_saved
    draft.save()
    assert (was_saved, draft.is_saved) == (False, True)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# for the neck")
    changed = lines_changed(COMMENTED, data.decode("utf-8-sig").replace("\r\n", "\n"))
    assert changed == ["-     hold: 20 s     # as told", "+     hold: 25 s     # as told"]


def test_what_another_program_changed_is_not_written_over_unasked(path: Path, draft: Draft) -> None:
    draft.set(("title",), "Mine")
    path.write_text("title: Theirs\n", encoding="utf-8")
    with pytest.raises(ChangedElsewhereError, match="changed by another program"):
        draft.save()
    assert path.read_text(encoding="utf-8") == "title: Theirs\n"
    draft.save(over=True)
    assert path.read_text(encoding="utf-8") == draft.text


def test_what_another_program_wrote_can_be_taken_and_that_undone(path: Path, draft: Draft) -> None:
    draft.set(("title",), "Mine")
    mine = draft.text
    path.write_text("title: Theirs\n", encoding="utf-8")
    assert draft.take_theirs()
    assert (draft.text, draft.is_saved) == ("title: Theirs\n", True)
    draft.undo()
    assert (draft.text, draft.is_saved) == (mine, False)
    draft.save()
    assert path.read_text(encoding="utf-8") == mine


def test_a_file_taken_away_is_written_again(path: Path, draft: Draft) -> None:
    path.unlink()
    draft.save()
    assert path.read_bytes() == COMMENTED.encode()


def test_a_new_file_is_not_written_over_one_that_came_meanwhile(tmp_path: Path, around: Around) -> None:
    path = tmp_path / "deep" / "new.yaml"
    draft = Draft(path, Routine, COMMENTED, around)
    assert not draft.is_saved
    draft.save()
    assert path.read_bytes() == COMMENTED.encode()
    with pytest.raises(ChangedElsewhereError, match=r"is a file new\.yaml already"):
        Draft(path, Routine, COMMENTED, around).save()


def test_who_may_read_a_file_may_read_it_still(path: Path, draft: Draft) -> None:
    path.chmod(0o640)
    draft.set(("title",), "Mine")
    draft.save()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_file_behind_a_link_is_changed_and_the_link_stays(tmp_path: Path, path: Path, around: Around) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(path)
    draft = Draft.opened(link, around)
    draft.set(("title",), "Mine")
    draft.save()
    assert link.is_symlink()
    assert "title: Mine" in path.read_text(encoding="utf-8")


def test_what_cannot_be_opened_or_saved_is_said_in_a_sentence(tmp_path: Path, path: Path, around: Around) -> None:
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "latin.yaml").write_bytes(b"title: \xe9")
    for name in ("nobody.yaml", "folder.yaml", "latin.yaml"):
        with pytest.raises(CannotOpenError, match=rf"^{name} .*; .*\.$"):
            Draft.opened(tmp_path / name, around)
    with pytest.raises(CannotSaveError, match=r"under.yaml cannot be written .*\.$"):
        Draft(path / "under.yaml", Routine, COMMENTED, around).save()
    large = Draft.opened(path, around)
    large.rewrite("# " + "x" * (1 << 20))
    with pytest.raises(CannotSaveError, match="1 MiB"):
        large.save()
    assert path.read_bytes() == COMMENTED.encode()


# --- what it says ----------------------------------------------------------------------------------------------------


def test_problems_are_told_where_they_are_at_each_letter(around: Around) -> None:
    draft = steps("  - exercise: chin-tuck\n  - exercise: levator-stretch\n    hold: 20 s\n", around)
    assert not draft.problems
    draft.set(("steps", 1, "hold"), "90", run="hold")
    ((at, problem),) = draft.problems_at(())
    assert at == ("steps", 1, "hold")
    assert problem.what.startswith("a neck hold of 1 min 30 s is outside the limit")
    assert draft.problems_at(("steps", 0)) == []
    assert draft.problems_at(("steps", 1)) == [(at, problem)]
    draft.set(("steps", 1, "hold"), "15", run="hold")
    assert not draft.problems
    draft.set(("steps", 0, "exercise"), "chin-tuk")
    assert [at for at, _ in draft.problems_at(("steps", 0))] == [("steps", 0, "exercise")]
    assert draft.model.steps[1].hold_s == 15.0


def test_a_text_that_is_no_yaml_can_still_be_rewritten_and_undone(draft: Draft) -> None:
    assert draft.rewrite("title: [\ud800")
    assert draft.model is None
    assert [at for at, _ in draft.problems_at(())] == [()]
    with pytest.raises(NotEditableError, match="mend it in a text editor"):
        draft.set(("title",), "Mine")
    assert draft.undo()
    assert draft.text == COMMENTED


def test_what_says_the_same_in_other_words_is_left_as_it_is_written(draft: Draft) -> None:
    assert not draft.set(("steps", 3, "rest"), "90 s")
    assert not draft.set(("title",), "  Test ")
    assert not draft.set(("level",), "gentle")
    assert not draft.clear(("steps", 0, "label"))
    assert draft.text == COMMENTED
    assert draft.to_undo == ""


def test_a_piece_of_the_model_is_written_over_what_is_there(around: Around) -> None:
    draft = steps("  - exercise: chin-tuck   # slowly\n    ready: 3 s\n    reps: 5\n", around)
    draft.set(("steps", 0), ExerciseStep("chin-tuck", reps=6, label="Chin"))
    wanted = routine_text("  - exercise: chin-tuck   # slowly\n    label: Chin\n    reps: 6\n")
    assert draft.text == wanted


def test_a_draft_looks_again_when_other_files_have_changed(tmp_path: Path, around: Around) -> None:
    draft = steps("  - exercise: chin-tuck\n", Around(load(tmp_path, tmp_path, CODES), CODES))
    assert draft.problems
    draft.hold_against(around)
    assert not draft.problems


def test_what_was_done_is_named(draft: Draft) -> None:
    draft.set(("steps", 1, "paced_by"), "you")
    assert draft.to_undo == "change paced by"
    draft.duplicate(("steps", 1))
    assert draft.to_undo == "duplicate step"
    draft.insert(("notes", 0), "Read me.")
    assert draft.to_undo == "add note"
    draft.undo()
    assert draft.to_redo == "add note"


# --- heat and cold ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "word"),
    [
        (ExerciseStep("heat-pack"), "warm"),
        (ExerciseStep("cold-pack"), "damp"),
        (ContrastStep(contrast=3, warm="heat-pack", cool="cold-pack"), "wrapped cool pack"),
    ],
)
def test_heat_and_cold_come_with_the_check_that_has_to_be_first(around: Around, step: ExerciseStep, word: str) -> None:
    draft = steps("  - note: Hello.\n", around)
    draft.insert(("steps", 1), step)
    assert [type(one) for one in draft.model.steps] == [NoteStep, CheckStep, type(step)]
    assert word in draft.model.steps[1].check
    assert not draft.problems
    draft.undo()
    assert draft.text == f"{HEAD}steps:\n  - note: Hello.\n"


def test_a_check_that_is_there_is_enough_and_one_that_is_taken_out_is_told(around: Around) -> None:
    draft = steps("  - exercise: chin-tuck\n", around)
    draft.insert(("steps", 0), ExerciseStep("heat-pack"))
    draft.move(("steps", 1), ("steps", 3))
    assert [type(one).__name__ for one in draft.model.steps] == ["CheckStep", "ExerciseStep", "ExerciseStep"]
    draft.move(("steps", 2), ("steps", 0))
    assert [type(one).__name__ for one in draft.model.steps] == [
        "CheckStep",
        "ExerciseStep",
        "CheckStep",
        "ExerciseStep",
    ]
    draft.undo()
    draft.remove(("steps", 0))
    assert [at for at, _ in draft.problems_at(())] == [("steps", 1)]
    draft.move(("steps", 0), ("steps", 2))
    assert len(draft.model.steps) == 2  # it was missing before


def test_a_check_that_is_moved_behind_the_pack_gets_no_other_in_its_place(around: Around) -> None:
    draft = steps("  - check: Look.\n    question: Well?\n  - exercise: heat-pack\n", around)
    draft.move(("steps", 0), ("steps", 2))
    assert [type(one) for one in draft.model.steps] == [ExerciseStep, CheckStep]
    assert [at for at, _ in draft.problems_at(())] == [("steps", 0)]


def test_a_pack_chosen_for_a_step_comes_with_its_check_too(around: Around) -> None:
    draft = steps("  - exercise: chin-tuck\n", around)
    draft.set(("steps", 0, "exercise"), "cold-pack")
    assert [type(one) for one in draft.model.steps] == [CheckStep, ExerciseStep]


def test_what_is_typed_in_one_go_is_written_as_it_is_typed(around: Around, folders: Folders) -> None:
    draft = new_routine(
        folders, around, "One", purpose="For it.", steps=[{"exercise": "levator-stretch", "hold": "20 s"}]
    )
    for typed in ("2", "25", "25 ", "25 s"):
        draft.set(("steps", 0, "hold"), typed, run="hold")
    assert "hold: 25 s\n" in draft.text
    draft.end_run()
    assert not draft.set(("steps", 0, "hold"), "0:25", run="hold")
