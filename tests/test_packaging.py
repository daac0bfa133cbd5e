"""What is in the wheel: the app, what it shows and plays, and nothing else."""

import subprocess
import sys
import zipfile
from email.message import Message
from email.parser import Parser
from pathlib import Path

import pytest
from packaging.requirements import Requirement

CHECKOUT = Path(__file__).parent.parent
PASSED_OVER = {"__pycache__", ".DS_Store"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our wheel, built with the tools that are installed."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def information(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (path,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(path).decode("utf-8"))


def files_under(folder: str) -> set[str]:
    """Files of a folder of the checkout, as paths from it."""
    root = CHECKOUT / folder
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if not PASSED_OVER & set(path.parts)}


@pytest.mark.parametrize("folder", ["assets", "routines"])
def test_the_wheel_carries_every_bundled_file(names: set[str], folder: str) -> None:
    bundled = files_under(folder)
    assert bundled
    assert {f"app/{folder}/{path}" for path in bundled} - names == set()


def test_the_wheel_carries_every_module(names: set[str]) -> None:
    modules = {f"app/{path}" for path in files_under("app")}
    assert "app/__init__.py" in modules
    assert modules - names == set()


def test_the_wheel_carries_nothing_but_the_app(names: set[str]) -> None:
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"app", "unhunch"}
    assert not [name for name in names if "test" in name or name.endswith(".pyc")]


def test_the_wheel_carries_what_a_menu_needs_where_desktops_look(names: set[str]) -> None:
    shared = {name.partition(".data/data/share/")[2] for name in names if ".data/" in name}
    assert shared == {
        "applications/unhunch.desktop",
        "metainfo/unhunch.metainfo.xml",
        "icons/hicolor/scalable/apps/unhunch.svg",
        "icons/hicolor/symbolic/apps/unhunch-symbolic.svg",
    }


def test_the_command_and_the_licence_are_in_the_wheel(wheel: Path, names: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
        assert "unhunch = app.cli:main" in archive.read(entry).decode("utf-8")


def test_only_the_app_s_own_needs_are_installed_with_it(wheel: Path) -> None:
    needs = information(wheel).get_all("Requires-Dist", [])
    asked = [Requirement(need) for need in needs]
    plain = {one.name.lower() for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})}
    assert {"pyside6", "sqlite-utils", "msgspec", "pyyaml", "platformdirs", "playsound3"} <= plain
    assert not plain & {"pytest", "ruff", "mypy", "hypothesis", "build", "hatchling"}
