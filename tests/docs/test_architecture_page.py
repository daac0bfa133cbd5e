"""docs/architecture.md against the code: the stages in their order, the threads, the files it names."""

import re
import tomllib
from pathlib import Path

from app import paths
from tests.test_architecture import stages

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
THREAD = re.compile(r"(?:thread_name_prefix=|Thread\([^\n]*name=)\"([^\"]+)\"")


def rows_after(heading: str) -> list[str]:
    """Return the first cells of the table after a heading or a sentence."""
    table = TEXT.split(heading, 1)[1].split("|---|---|\n", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)


def test_the_house_is_the_contract_from_top_to_bottom() -> None:
    [house] = re.findall(r"```text stages\n(.*?)```", TEXT, re.DOTALL)
    assert [line.split()[0] for line in house.splitlines() if line] == stages()


def test_each_stage_says_what_it_knows() -> None:
    [house] = re.findall(r"```text stages\n(.*?)```", TEXT, re.DOTALL)
    assert [line for line in house.splitlines() if line and len(line.split()) < 3 and "__main__" not in line] == []


def test_every_thread_is_told_and_no_other() -> None:
    named = {name for path in (ROOT / "app").rglob("*.py") for name in THREAD.findall(path.read_text(encoding="utf-8"))}
    assert {*rows_after("## Threads and processes"), "ear"} == named


def test_every_folder_of_the_repository_is_told() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    given = {name for name in build["targets"]["sdist"]["include"] if (ROOT / name).is_dir()}
    assert given == set(rows_after("In the repository:"))


def test_the_person_s_files_are_called_so() -> None:
    places = paths.places({})
    files = (
        places.settings,
        places.history,
        places.backups,
        places.lock,
        places.routines,
        places.log,
        places.crash_log,
    )
    assert [path.name for path in files] == rows_after("The person's own")


def test_what_it_names_of_the_code_is_there() -> None:
    for name in re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.py)`", TEXT):
        assert (ROOT / "app" / name).exists() or [*(ROOT / "app" / "ui").rglob(name)], name
