"""The two walls: a stage imports only the stages above it, and Qt is imported only in ui."""

import ast
import shutil
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parent.parent
PYPROJECT = CHECKOUT / "pyproject.toml"
QT = {"PySide6", "shiboken6"}
LAYERS, QT_WALL = "Each stage imports only the stages above it", "Qt only in ui"


def contract(name: str) -> dict[str, Any]:
    contracts = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    return next(one for one in contracts if one["name"] == name)


def stages() -> list[str]:
    """The layers, the earliest first."""
    return [str(name) for name in reversed(contract(LAYERS)["layers"])]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run our contracts on the `app` that stands in a folder."""
    program = "import sys; from importlinter.cli import lint_imports_command as run; run()"
    command = [sys.executable, "-c", program, "--config", str(PYPROJECT), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of `app`, to build walls' ends into."""
    shutil.copytree(CHECKOUT / "app", tmp_path / "app", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def add_import(folder: Path, stage: str, line: str) -> None:
    """Add an import to a stage: in a new module where the stage is a package, else in the module itself."""
    package = folder / "app" / stage
    module = package / "added.py" if package.is_dir() else package.with_suffix(".py")
    with module.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def test_the_walls_stand() -> None:
    done = lint(CHECKOUT)
    assert done.returncode == 0, done.stdout
    assert f"{LAYERS} KEPT" in done.stdout
    assert f"{QT_WALL} KEPT" in done.stdout


def test_no_stage_can_import_a_later_one(copy: Path) -> None:
    order = stages()
    for earlier, later in pairwise(order):
        add_import(copy, earlier, f"import app.{later}")
    done = lint(copy)
    assert done.returncode == 1
    assert f"{LAYERS} BROKEN" in done.stdout
    for earlier, later in pairwise(order):
        assert f"app.{earlier} is not allowed to import app.{later}:" in done.stdout


def test_a_late_import_inside_a_function_counts_too(copy: Path) -> None:
    add_import(copy, "routine", "def later() -> None:\n    from app.history import store")
    done = lint(copy)
    assert done.returncode == 1
    assert "app.routine is not allowed to import app.history:" in done.stdout


def test_qt_cannot_be_imported_outside_ui(copy: Path) -> None:
    outside = [stage for stage in stages() if stage != "ui"]
    for stage in outside:
        add_import(copy, stage, "import PySide6.QtCore")
    done = lint(copy)
    assert done.returncode == 1
    assert f"{QT_WALL} BROKEN" in done.stdout
    for stage in outside:
        assert f"app.{stage} is not allowed to import PySide6:" in done.stdout


def test_a_new_stage_has_to_take_its_place(copy: Path) -> None:
    (copy / "app" / "newcomer.py").write_text('"""A stage nobody placed."""\n', encoding="utf-8")
    done = lint(copy)
    assert done.returncode == 1
    assert "newcomer" in done.stdout


def test_the_qt_wall_is_round_every_stage_but_ui() -> None:
    walled = {name.removeprefix("app.") for name in contract(QT_WALL)["source_modules"]}
    assert walled == top_level_names() - {"ui"}


def top_level_names() -> set[str]:
    """Every module and package right under app, other than the package's own file."""
    found = {path.stem for path in (CHECKOUT / "app").glob("*.py")} - {"__init__"}
    return found | {path.parent.name for path in (CHECKOUT / "app").glob("*/__init__.py")}


def test_every_folder_of_code_is_a_package_so_the_linter_sees_it() -> None:
    unseen = {path.parent for path in (CHECKOUT / "app").rglob("*.py") if not (path.parent / "__init__.py").exists()}
    assert unseen == set()


def test_no_file_outside_ui_names_qt_in_an_import() -> None:
    app = CHECKOUT / "app"
    files = [path for path in app.rglob("*.py") if "ui" not in path.relative_to(app).parts[:1]]
    assert files
    guilty = [str(path.relative_to(CHECKOUT)) for path in files if imported(path) & QT]
    assert guilty == []


def imported(path: Path) -> set[str]:
    """The outermost names that a file imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names
