"""The desktop file, the metainfo and the icons: true to the app, and put where a desktop looks for them."""

import configparser
import os
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
from app.ui.daily import BREAK, BREATHE
from app.ui.tokens import read_theme

CHECKOUT = Path(__file__).parent.parent
DESKTOP, METAINFO = (CHECKOUT / "packaging" / name for name in ("unhunch.desktop", "unhunch.metainfo.xml"))
PLACES = [
    "applications/unhunch.desktop",
    *sorted(f"icons/hicolor/{size}x{size}/apps/unhunch.png" for size in (16, 22, 24, 32, 48, 64, 128, 256, 512)),
    "icons/hicolor/scalable/apps/unhunch.svg",
    "icons/hicolor/symbolic/apps/unhunch-symbolic.svg",
    "metainfo/unhunch.metainfo.xml",
]

THEME_FILES = CHECKOUT / "assets" / "themes"
THEMES = {"light": read_theme(THEME_FILES, "light"), "dark": read_theme(THEME_FILES, "dark")}


def hex_of(colour: tuple[int, ...]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def groups(path: Path = DESKTOP) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign,assignment]  # keys as they are written
    parser.read(path, encoding="utf-8")
    return parser


def entry(path: Path = DESKTOP) -> configparser.SectionProxy:
    return groups(path)["Desktop Entry"]


def metainfo() -> ElementTree.Element:
    return ElementTree.parse(METAINFO).getroot()


def program_of(line: str) -> str:
    """Read a line of `Exec` as a desktop does: the escapes of the file, those within quotes, the percents."""
    line = line.removeprefix("env ").replace("\\\\", "\\")
    quoted = re.fullmatch(r'"((?:[^"\\]|\\.)*)"', line)
    inside = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else line
    return inside.replace("%%", "%")


def ran(*arguments: object, data: Path | None = None) -> str:
    command = [sys.executable, str(CHECKOUT / "packaging" / "desktop.py"), *map(str, arguments)]
    environ = os.environ | ({"XDG_DATA_HOME": str(data)} if data else {})
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environ).stdout


def files_of_ours(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("unhunch*") if one.is_file())


def test_both_files_say_what_the_project_says() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = metainfo()
    assert told.findtext("project_license") == project["license"]
    assert told.findtext("name") == entry()["Name"] == "Unhunch"
    assert told.findtext("summary") == entry()["Comment"]
    assert project["description"].startswith(entry()["Comment"])
    assert told.findtext("launchable") == DESKTOP.name
    assert {one.text for one in told.findall("categories/category")} == set(words_of(entry()["Categories"]))
    keywords = {one.text for one in told.findall("keywords/keyword")}
    assert set(project["keywords"]) == keywords <= set(words_of(entry()["Keywords"]))
    [command] = project["scripts"]
    assert entry()["Exec"] == entry()["Icon"] == told.findtext("provides/binary") == command
    holder = re.search(r"Copyright \(c\) \d+ (.+)", (CHECKOUT / "LICENSE").read_text(encoding="utf-8"))
    assert holder is not None
    assert told.findtext("developer/name") == holder[1]


def words_of(value: str) -> list[str]:
    return value.rstrip(";").split(";")


def test_the_releases_are_those_of_the_changelog() -> None:
    changelog = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    written = re.findall(r"^## \[(\d[^\]]*)\] - (\S+)$", changelog, re.MULTILINE)
    told = [(one.get("version"), one.get("date")) for one in metainfo().findall("releases/release")]
    if __version__ not in dict(written):  # what is being made has no day yet in the changelog
        assert (told[0][0], metainfo().find("releases/release[1]").get("type")) == (__version__, "development")  # type: ignore[union-attr]
        told = told[1:]
    assert told == written


def test_what_the_metainfo_counts_is_there() -> None:
    told = " ".join(metainfo().find("description").itertext())  # type: ignore[union-attr]
    for words, folder in (("exercises", "exercises"), ("routines", "."), ("programmes", "programmes")):
        there = len(list((CHECKOUT / "routines" / folder).glob("*.yaml")))
        assert re.findall(rf"(\d+) {words}", told) == [str(there)]


def test_the_metainfo_shows_the_app_on_the_soft_accent_of_both_themes() -> None:
    for name, theme in THEMES.items():
        told = metainfo().findtext(f"branding/color[@scheme_preference='{name}']")
        assert told == hex_of(theme.colours["accent-soft"])


def test_the_icon_is_in_the_accents_of_the_themes() -> None:
    drawn = (CHECKOUT / "assets" / "unhunch.svg").read_text(encoding="utf-8")
    accents = {hex_of(theme.colours["accent"]) for theme in THEMES.values()}
    assert accents <= set(re.findall(r'fill="([^"]*)"', drawn))


def test_the_symbolic_icon_has_no_lines_since_desktops_would_fill_them_in() -> None:
    drawn = (CHECKOUT / "assets" / "unhunch-symbolic.svg").read_text(encoding="utf-8")
    assert "stroke" not in drawn
    assert set(re.findall(r'fill="([^"]*)"', drawn)) == {"#2e3436"}


def test_each_action_of_the_menu_starts_a_routine_there_is() -> None:
    lines = [groups()[f"Desktop Action {name}"]["Exec"] for name in words_of(entry()["Actions"])]
    assert lines == [f"{entry()['Exec']} play {slug}" for slug in (BREAK, BREATHE)]
    assert all((CHECKOUT / "routines" / f"{slug}.yaml").is_file() for slug in (BREAK, BREATHE))


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
    ran("install", "--command", command, data=tmp_path)
    assert files_of_ours(tmp_path) == PLACES
    assert program_of(entry(tmp_path / PLACES[0])["Exec"]) == command
    assert entry(tmp_path / PLACES[0])["Exec"].startswith("env ") == ("%" in command)  # GLib finds it by no other way
    for name in words_of(entry()["Actions"]):
        made, bare = (groups(path)[f"Desktop Action {name}"]["Exec"] for path in (tmp_path / PLACES[0], DESKTOP))
        assert program_of(made.removesuffix(bare.removeprefix("unhunch"))) == command
    ran("uninstall", data=tmp_path)
    left = [one for one in tmp_path.rglob("*") if one.is_file() and one.name != "mimeinfo.cache"]
    assert left == [tmp_path / "applications" / "mine.desktop"]


def test_a_prefix_is_for_everybody_and_a_root_comes_before_it(tmp_path: Path) -> None:
    prefix, own, root = (tmp_path / name for name in ("usr", "own", "root"))
    ran("install", "--prefix", prefix)
    assert files_of_ours(tmp_path) == [f"usr/share/{place}" for place in PLACES]
    ran("uninstall", "--prefix", prefix)
    assert files_of_ours(tmp_path) == []
    ran("install", "--prefix", prefix, "--root", root)
    assert files_of_ours(tmp_path) == [f"root{prefix}/share/{place}" for place in PLACES]
    ran("uninstall", "--prefix", prefix, "--root", root)
    ran("install", "--root", root, data=own)
    assert files_of_ours(tmp_path) == [f"root{own}/{place}" for place in PLACES]


def test_the_icon_is_painted_at_each_size(tmp_path: Path) -> None:
    ran("install", data=tmp_path)
    for place in (place for place in PLACES if place.endswith(".png")):
        image = QImage(str(tmp_path / place))
        side = int(place.split("/")[2].split("x")[0])
        assert (image.width(), image.height()) == (side, side)
        corner, inside = side * 5 // 64, side // 8
        assert image.pixelColor(corner, corner).alpha() < 128 < image.pixelColor(side // 2, inside).alpha()
        assert image.pixelColor(side * 10 // 16, side * 12 // 16).lightness() > 230  # the figure, where it sits


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
    ran("install", "--command", "/home/a b/unhunch", data=tmp_path)
    for path in (DESKTOP, tmp_path / PLACES[0]):
        done = subprocess.run(["desktop-file-validate", str(path)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("appstreamcli") is None, reason="appstream is not installed")
def test_the_desktops_own_validator_finds_nothing_in_the_metainfo() -> None:
    command = ["appstreamcli", "validate", "--no-net", str(METAINFO)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
