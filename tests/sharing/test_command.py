"""`unhunch export` and `unhunch import`."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli import FINE, PROBLEMS, WRONG_USE
from tests.routine.written import EXERCISE, put, routine_text
from tests.sharing.elsewhere.files import WORKRAVE
from tests.sharing.made import MANIFEST, everything_in, my_folder, zipped
from tests.test_cli import Shell, only_line, refused

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    my_folder(tmp_path / "home" / "routines")
    return Shell(tmp_path / "home")


@pytest.fixture
def other(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "other")


@pytest.fixture
def pack(shell: Shell, tmp_path: Path) -> Path:
    path = tmp_path / "physio.unhunch"
    assert shell("export", "physio", path).code == FINE
    return path


def test_export_names_what_is_in_the_file(shell: Shell, tmp_path: Path) -> None:
    said = shell("export", "physio", tmp_path / "x.unhunch")
    assert (said.code, said.err) == (FINE, "")
    assert said.lines == [
        "exercises/heel-raise.yaml",
        "exercises/knee-press.yaml",
        "pictures/knee-press.png",
        "poses/knee-press.yaml",
        "physio.yaml",
    ]


def test_export_takes_several_routines(shell: Shell, other: Shell, tmp_path: Path) -> None:
    shell.put("evening.yaml", routine_text("  - rest: 5 s\n"))
    assert shell("export", "physio", "evening", tmp_path / "x.unhunch").code == FINE
    assert "added evening.yaml" in other("import", tmp_path / "x.unhunch").lines


def test_export_replaces_no_file(shell: Shell, pack: Path) -> None:
    before = pack.read_bytes()
    said = shell("export", "physio", pack)
    assert (said.code, said.out) == (PROBLEMS, "")
    assert only_line(said.err).endswith("physio.unhunch is there already; choose another name, or remove it first.")
    assert pack.read_bytes() == before


def test_export_of_what_is_not_there_is_said(shell: Shell, tmp_path: Path) -> None:
    said = shell("export", "physo", tmp_path / "x.unhunch")
    assert (said.code, said.err) == (PROBLEMS, "unhunch: There is no routine 'physo'; did you mean 'physio'?\n")
    assert refused(shell("export", "physio")).startswith("unhunch: The following arguments are required: FILE")


def test_import_says_what_it_added_and_it_can_be_played(other: Shell, pack: Path) -> None:
    said = other("import", pack)
    assert (said.code, said.err) == (FINE, "")
    assert said.lines[:2] == ["added physio.yaml", "added exercises/heel-raise.yaml"]
    assert other("show", "physio").code == FINE
    assert other("check").code == FINE


def test_a_dry_run_says_the_same_and_does_nothing(other: Shell, pack: Path) -> None:
    said = other("import", "--dry-run", pack)
    assert said.code == FINE
    assert said.lines[0] == "would add physio.yaml"
    assert not other.home.exists()


def test_import_again_says_that_all_is_there(other: Shell, pack: Path) -> None:
    other("import", pack)
    assert other("import", pack).lines == [
        f"{slug} is there already, just as it is" for slug in ("physio", "heel-raise", "knee-press")
    ]


def test_import_asks_which_to_keep_of_what_is_there(other: Shell, pack: Path) -> None:
    mine = other.put("exercises/heel-raise.yaml", EXERCISE)
    said = other("import", pack)
    assert said.code == PROBLEMS
    assert only_line(said.err) == (
        "unhunch: You have another heel-raise; say which to keep with --keep mine, --keep theirs or --keep both."
    )
    assert set(everything_in(other.home / "routines")) == {"exercises/heel-raise.yaml"}
    said = other("import", "--keep", "both", pack)
    assert "their heel-raise is called heel-raise-2" in said.lines
    assert mine.read_text(encoding="utf-8") == EXERCISE
    assert refused(other("import", "--keep", "none", pack)).startswith("unhunch: Argument --keep")


def test_what_comes_with_the_app_is_replaced_only_where_that_is_said(other: Shell, tmp_path: Path) -> None:
    steps = routine_text("  - exercise: chin-tuck\n")
    files = {"unhunch.json": MANIFEST, "exercises/chin-tuck.yaml": EXERCISE, "mine.yaml": steps}
    path = tmp_path / "x.unhunch"
    path.write_bytes(zipped(files))
    assert other("import", path).err.startswith("unhunch: Another chin-tuck comes with Unhunch; say which to keep")
    said = other("import", "--dry-run", "--keep", "theirs", path)
    assert "their chin-tuck would be called chin-tuck-2" in said.lines
    said = other("import", "--keep", "theirs", "--replace-bundled", path)
    assert said.lines == ["added mine.yaml", "added exercises/chin-tuck.yaml"]


def test_import_prints_every_problem_of_a_pack(other: Shell, tmp_path: Path) -> None:
    path = tmp_path / "x.unhunch"
    steps = routine_text("  - exercise: nowhere\n  - rest: x\n")
    path.write_bytes(zipped({"unhunch.json": MANIFEST, "mine.yaml": steps}))
    said = other("import", path)
    assert said.code == PROBLEMS
    assert [line.split(": ")[0] for line in said.lines] == ["mine.yaml:6:15", "mine.yaml:7:11"]
    assert only_line(said.err).startswith("unhunch: x.unhunch has 2 problems and nothing of it was taken")


def test_import_takes_a_file_of_another_program_in_a_language(other: Shell, tmp_path: Path) -> None:
    path = tmp_path / "exercises.xml"
    path.write_text(WORKRAVE, encoding="utf-8")
    said = other("import", "--language", "de", path)
    assert said.code == FINE
    assert "3 exercises were taken from Workrave, with their words and times." in said.lines
    assert "Flügel strecken" in other("show", "workrave").out


def test_what_is_refused_is_one_sentence(other: Shell, tmp_path: Path) -> None:
    put(tmp_path, "schema: 1\n", "mine.yaml")
    said = other("import", tmp_path / "mine.yaml")
    assert (said.code, said.out) == (PROBLEMS, "")
    assert only_line(said.err) == "unhunch: mine.yaml is no .unhunch file; choose one that Unhunch exported."
    assert other("import").code == WRONG_USE


def test_neither_imports_qt(tmp_path: Path, pack: Path) -> None:
    program = (
        "import sys; from app.cli import main; code = main(sys.argv[1:]); sys.exit(code or 'PySide6' in sys.modules)"
    )
    for words in (["import", str(pack)], ["export", "physio", str(tmp_path / "again.unhunch")]):
        done = subprocess.run(
            [sys.executable, "-c", program, *words],
            cwd=CHECKOUT,
            env={"UNHUNCH_HOME": str(tmp_path / "third"), "PATH": ""},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == FINE, done.stderr
