"""docs/adding.md: its examples are good, and what it names of the code is there."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from textwrap import dedent

import pytest
from PySide6.QtWidgets import QLabel
from sqlite_utils import Database

from app import paths
from app.history import changes, migrations
from app.history.migrations import bring_up_to_date
from app.routine.catalog import check_file, load
from app.ui.kit import Button
from tests.routine.written import CODES, bundled, put
from tests.ui.conftest import Desk

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8")
SLUG = "wrist-shake"


def example(info: str) -> str:
    [found] = re.findall(rf"^ *```{info}\n(.*?)^ *```$", TEXT, re.MULTILINE | re.DOTALL)
    return dedent(found)


def test_the_exercise_and_its_figure_are_accepted(tmp_path: Path) -> None:
    assert SLUG not in bundled().exercises, "it is an example of one that is not there yet"
    put(tmp_path, example("yaml exercise"), f"exercises/{SLUG}.yaml")
    pose = put(tmp_path, example("yaml pose"), f"poses/{SLUG}.yaml")
    catalog = load(paths.ROUTINES, tmp_path, CODES)
    assert SLUG in catalog.usable_exercises
    assert [str(problem) for problem in [*catalog.problems, *check_file(pose, catalog, CODES)]] == []


def test_the_exercise_can_be_played_with_its_figure(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    put(tmp_path / "routines", example("yaml exercise"), f"exercises/{SLUG}.yaml")
    put(tmp_path / "routines", example("yaml pose"), f"poses/{SLUG}.yaml")
    steps = f"schema: 1\nlanguage: en\ntitle: Mine\npurpose: To try.\nsteps:\n  - exercise: {SLUG}\n"
    put(tmp_path / "routines", steps, "mine.yaml")
    desk = sit_down()
    desk.app.play("mine")
    desk.passes(8.0)
    [part] = desk.playing.player.timeline.parts
    assert (part.exercise, part.dose) == ("Wrist shake", "8 reps")


def test_the_page_shows_what_it_is_given_and_asks_by_its_signal(sit_down: Callable[[], Desk]) -> None:
    made: dict[str, type] = {"__name__": "about"}  # type: ignore[dict-item]  # a module's name is no type
    exec(compile(example("python page"), "about.py", "exec"), made)
    desk = sit_down()
    page = made["AboutPage"](desk.app._look)
    asked: list[bool] = []
    page.report_asked.connect(lambda: asked.append(True))
    desk.app.window.put_in("about", page)
    page.show_version("9.9")
    desk.app.window.show_page("about", "settings")
    desk.settle()
    assert "Unhunch 9.9" in [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    [report] = page.findChildren(Button)
    report.click()
    assert asked == [True]


def test_the_migration_is_the_next_one_and_runs_on_a_history_as_it_is() -> None:
    text = example("python migration")
    [number] = re.findall(r"def m(\d{3})_", text)
    assert int(number) == len(changes.NAMES) + 1
    kept: list[Callable[[Database], None]] = []
    exec(text, {"_migration": kept.append, "Database": Database})
    with closing(sqlite3.connect(":memory:")) as connection:
        bring_up_to_date(connection)
        db = Database(connection)
        migrations.checked(kept[0])(db)
        assert "room" in db["sessions"].columns_dict
    assert f"history-v{int(number)}.db" in TEXT


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:app|tests|routines|assets)/[a-z_/-]+(?:\.[a-z]+)?)`", TEXT)))
)
def test_what_it_names_is_there(path: str) -> None:
    new = {f"routines/exercises/{SLUG}.yaml", f"routines/poses/{SLUG}.yaml", "assets/icons/about.svg"}
    assert (ROOT / path).exists() != (path in new)


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("app/play/timeline.py", ("Event", "_marks", "_told")),
        ("app/play/cues.py", ("cue_for", "SOUNDS", "_LOUDEST", "Cue")),
        ("app/ui/window.py", ("_PLACES",)),
        ("app/history/changes.py", ("NAMES",)),
        ("app/history/transfer/tables.py", ("KEYS",)),
        ("tests/history/fixtures.py", ("ROWS",)),
        ("tests/play/test_cues.py", ("TABLE",)),
        ("tests/assets/test_cues.py", ("IDS",)),
    ],
)
def test_the_names_it_tells_of_are_in_their_files(file: str, names: tuple[str, ...]) -> None:
    module = import_module(file.removesuffix(".py").replace("/", "."))
    assert [name for name in names if not hasattr(module, name)] == []
    assert [name for name in names if f"`{name}`" not in TEXT] == []


def test_the_tests_it_ends_with_are_there() -> None:
    for given in re.findall(r"ARGS='?((?:tests/[^\s'`]+ ?)+)", TEXT):
        assert [one for one in given.split() if not (ROOT / one).exists()] == []
