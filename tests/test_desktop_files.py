"""The desktop file, the metainfo and the icons: true to the app, and put where a desktop looks for them."""

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app import __version__

CHECKOUT = Path(__file__).parent.parent
DESKTOP, METAINFO = (CHECKOUT / "packaging" / name for name in ("unhunch.desktop", "unhunch.metainfo.xml"))
PLACES = [
    "applications/unhunch.desktop",
    "icons/hicolor/scalable/apps/unhunch.svg",
    "icons/hicolor/symbolic/apps/unhunch-symbolic.svg",
    "metainfo/unhunch.metainfo.xml",
]


def entry(path: Path = DESKTOP) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign,assignment]  # keys as they are written
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def program_of(line: str) -> str:
    """Read a line of `Exec` as a desktop does: the escapes of the file, those within quotes, the percents."""
    line = line.replace("\\\\", "\\")
    quoted = re.fullmatch(r'"((?:[^"\\]|\\.)*)"', line)
    inside = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else line
    return inside.replace("%%", "%")


def ran(*arguments: object) -> str:
    command = [sys.executable, str(CHECKOUT / "packaging" / "desktop.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_both_files_say_what_the_project_says() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = ElementTree.parse(METAINFO).getroot()
    assert told.findtext("project_license") == project["license"]
    assert told.findtext("name") == entry()["Name"] == "Unhunch"
    assert told.findtext("launchable") == DESKTOP.name
    assert [one.get("version") for one in told.findall("releases/release")] == [__version__]
    [command] = project["scripts"]
    assert entry()["Exec"] == entry()["Icon"] == told.findtext("provides/binary") == command


def test_the_window_says_by_which_desktop_file_it_goes() -> None:
    source = (CHECKOUT / "app" / "ui" / "running.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{DESKTOP.stem}")' in source
    assert f'setApplicationName("{entry()["StartupWMClass"]}")' in source


@pytest.mark.parametrize(
    "command", ["unhunch", "/home/a b/unhunch", '/home/"q"/$HOME/`x`/unhunch', "/a\\b/unhunch", "/50%/unhunch"]
)
def test_it_is_put_into_the_menu_with_what_starts_it_and_taken_out_again(tmp_path: Path, command: str) -> None:
    (tmp_path / "applications").mkdir()
    (tmp_path / "applications" / "mine.desktop").write_text("mine")
    ran("install", "--command", command, "--to", tmp_path)
    found = sorted(str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*") if one.is_file())
    assert [one for one in found if "unhunch" in one] == PLACES
    assert program_of(entry(tmp_path / PLACES[0])["Exec"]) == command
    ran("remove", "--to", tmp_path)
    left = [one for one in tmp_path.rglob("*") if one.is_file() and one.name != "mimeinfo.cache"]
    assert left == [tmp_path / "applications" / "mine.desktop"]


@pytest.mark.parametrize("name", ["unhunch.svg", "unhunch-symbolic.svg"])
@pytest.mark.parametrize("side", [16, 48, 256])
def test_the_icons_are_drawings_that_show_at_any_size(qapp: QApplication, name: str, side: int) -> None:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    drawing = QSvgRenderer(str(CHECKOUT / "assets" / name))
    drawing.render(painter)
    painter.end()
    shown = sum(image.pixelColor(x, y).alpha() > 128 for x in range(side) for y in range(side))
    assert drawing.isValid()
    assert side * side * 0.1 < shown < side * side * 0.95


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="desktop-file-utils is not installed")
def test_the_desktops_own_validator_finds_nothing_in_the_desktop_file(tmp_path: Path) -> None:
    ran("install", "--command", "/home/a b/unhunch", "--to", tmp_path)
    for path in (DESKTOP, tmp_path / PLACES[0]):
        done = subprocess.run(["desktop-file-validate", str(path)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstream is not installed")
def test_the_desktops_own_validator_finds_nothing_in_the_metainfo() -> None:
    command = ["appstreamcli", "validate", "--no-net", str(METAINFO)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
