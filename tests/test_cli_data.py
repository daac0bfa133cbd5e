"""Commands over all a person has written."""

import csv
import json
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.cli import FINE, PROBLEMS, WRONG_USE
from app.history.store import open_store
from app.lock import take
from tests.history.made import a_session, a_step
from tests.test_cli import Shell, only_line


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    """A person with one session."""
    shell = Shell(tmp_path / "home")
    with closing(open_store(shell.home / "history.db")) as store:
        store.begin(a_session("mine", note="=1+1", ended_utc=a_session("x").started_utc, outcome="completed"))
        store.put_step(a_step("step", session_id="mine"))
    return shell


@pytest.fixture
def elsewhere(tmp_path: Path) -> Shell:
    """Another computer of the same person, with a session of its own."""
    shell = Shell(tmp_path / "other")
    with closing(open_store(shell.home / "history.db")) as store:
        store.begin(a_session("theirs"))
    return shell


def ids(shell: Shell) -> list[str]:
    return [session["id"] for session in json.loads(shell("history", "--json").out)]


def test_a_backup_can_be_put_back(shell: Shell, elsewhere: Shell, tmp_path: Path) -> None:
    said = shell("backup", tmp_path / "b.db")
    assert (said.code, said.out, said.err) == (FINE, f"{tmp_path / 'b.db'}\n", "")
    said = elsewhere("restore", tmp_path / "b.db")
    assert (said.code, said.err) == (FINE, "")
    assert only_line(said.out).startswith("Another history was put in place; the one before is kept as ")
    assert ids(elsewhere) == ["mine"]


def test_two_histories_are_put_together(shell: Shell, elsewhere: Shell) -> None:
    said = shell("merge", elsewhere.home / "history.db")
    assert (said.code, said.out, said.err) == (FINE, "Sessions and check-ins taken in: 1 new.\n", "")
    assert sorted(ids(shell)) == ["mine", "theirs"]
    assert shell("merge", elsewhere.home / "history.db").out == "Everything in it was there already.\n"


def test_exported_deleted_and_imported_the_file_is_the_same(shell: Shell, tmp_path: Path) -> None:
    first, again = tmp_path / "a.json", tmp_path / "b.json"
    assert shell("data", "export", first).code == FINE
    text = first.read_bytes()
    said = shell("data", "delete", "--yes")
    assert (said.code, said.err) == (FINE, "")
    assert {str(shell.home / "history.db"), str(first), str(shell.home / "exports.json")} <= {*said.lines[:-1]}
    assert said.lines[-1].startswith(f"{len(said.lines) - 1} files gone.")
    assert not first.exists()
    assert [*shell.home.iterdir()] == [shell.home / "running.lock"]
    assert ids(shell) == []
    first.write_bytes(text)
    assert shell("data", "import", first).out == "Sessions and check-ins taken in: 1 new.\n"
    assert shell("data", "export", again).code == FINE
    assert again.read_bytes() == text


def test_tables_are_written_for_spreadsheets(shell: Shell, tmp_path: Path) -> None:
    said = shell("data", "export", "--csv", tmp_path / "tables")
    names = ["sessions.csv", "steps.csv", "check-ins.csv"]
    assert said.lines == [str(tmp_path / "tables" / name) for name in names]
    with (tmp_path / "tables" / "sessions.csv").open(encoding="utf-8-sig") as file:
        [row] = csv.DictReader(file)
    assert (row["id"], row["note"]) == ("mine", "'=1+1")


@pytest.mark.parametrize("answers", [["no"], ["yes"], [""]])
def test_nothing_is_deleted_by_another_word(shell: Shell, answers: list[str]) -> None:
    shell.answers = answers
    said = shell("data", "delete")
    assert (said.code, said.lines[-1]) == (PROBLEMS, "Nothing was deleted.")
    assert shell.asked == ["Delete 1 file for good? Type delete to do so: "]
    assert ids(shell) == ["mine"]


def test_by_the_word_it_is_deleted(shell: Shell) -> None:
    shell.answers = ["delete"]
    assert shell("data", "delete").code == FINE
    assert not (shell.home / "history.db").exists()
    assert shell("data", "delete").out == "There is nothing to delete.\n"


def test_where_nobody_can_be_asked_nothing_is_deleted(shell: Shell) -> None:
    said = shell("data", "delete")
    assert (said.code, only_line(said.err)) == (
        WRONG_USE,
        "unhunch: Nobody is there to be asked. Try: unhunch data delete --yes",
    )
    assert ids(shell) == ["mine"]


@pytest.mark.parametrize("argv", [("restore", "b.db"), ("data", "delete", "--yes")])
def test_while_the_app_is_open_nothing_is_replaced_or_deleted(
    shell: Shell, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    shell("backup", tmp_path / "b.db")
    lock = take(shell.home / "running.lock")
    assert lock is not None
    said = shell(*(tmp_path / word if word == "b.db" else word for word in argv))
    lock.release()
    assert (said.code, said.out) == (PROBLEMS, "")
    assert only_line(said.err) == "unhunch: Unhunch is open; quit it, in the tray too, and try again."
    assert ids(shell) == ["mine"]


@pytest.mark.parametrize("argv", [("merge",), ("restore",), ("data", "import")])
def test_a_file_that_is_none_changes_nothing(shell: Shell, tmp_path: Path, argv: tuple[str, ...]) -> None:
    (tmp_path / "letter").write_text("Dear diary")
    said = shell(*argv, tmp_path / "letter")
    assert (said.code, said.out) == (PROBLEMS, "")
    assert only_line(said.err).endswith("is not a history of Unhunch; choose a file that Unhunch wrote.")
    assert ids(shell) == ["mine"]


@pytest.mark.parametrize("argv", [("backup",), ("data", "export")])
def test_without_a_history_there_is_nothing_to_write(tmp_path: Path, argv: tuple[str, ...]) -> None:
    said = Shell(tmp_path / "home")(*argv, tmp_path / "file")
    assert said.code == PROBLEMS
    assert only_line(said.err) == "unhunch: There is no history yet; it begins with the first routine you play."
    assert not (tmp_path / "file").exists()


def test_what_is_there_is_not_written_over(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    said = shell("data", "export", tmp_path / "mine.txt")
    assert said.code == PROBLEMS
    assert "is there already; choose another name" in only_line(said.err)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_the_sheet_is_written_and_remembered(shell: Shell, tmp_path: Path, qapp: QApplication) -> None:
    said = shell("report", tmp_path / "sheet.pdf", "--from", "2026-01-01", "--to", "2026-12-31", "--name", "Ann")
    assert (said.code, said.out, said.err) == (FINE, f"{tmp_path / 'sheet.pdf'}\n", "")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert str(tmp_path / "sheet.pdf") in shell("data", "delete", "--yes").out
    assert not (tmp_path / "sheet.pdf").exists()


def test_a_sheet_of_no_days_and_one_over_another_file_are_refused(
    shell: Shell, tmp_path: Path, qapp: QApplication
) -> None:
    said = shell("report", tmp_path / "sheet.pdf", "--from", "2026-02-01", "--to", "2026-01-01")
    assert (said.code, only_line(said.err)) == (
        WRONG_USE,
        "unhunch: The last day is before the first. Try: unhunch report --help",
    )
    (tmp_path / "sheet.pdf").write_text("mine")
    assert "is there already" in only_line(shell("report", tmp_path / "sheet.pdf").err)
    assert (tmp_path / "sheet.pdf").read_text() == "mine"
