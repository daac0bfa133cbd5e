"""The look as data (contrast, roles) and as it is put on Qt."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from app.paths import ASSETS
from app.settings import FIGURES, FigureName
from app.ui import tokens
from app.ui.theme import Look
from app.ui.tokens import (
    APART_CONTRAST,
    BODY_TONES,
    EDGE_CONTRAST,
    HIGH_EDGE_CONTRAST,
    HIGH_TEXT_CONTRAST,
    PAIRS,
    ROLES,
    SEEN_CONTRAST,
    TEXT_CONTRAST,
    TINTS,
    BodyTone,
    Colour,
    Pair,
    Role,
    Theme,
    ThemeName,
    ThingTone,
    contrast,
    read_theme,
    soft,
)

THEMES: tuple[ThemeName, ...] = get_args(ThemeName)
HIGH: tuple[ThemeName, ...] = ("contrast", "contrast-light")


class Desktop(QObject):
    """Stands for the desktop's own light or dark setting."""

    colorSchemeChanged = Signal(Qt.ColorScheme)  # noqa: N815
    contrastPreferenceChanged = Signal(Qt.ContrastPreference)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.contrast = Qt.ContrastPreference.NoPreference
        self.scheme = Qt.ColorScheme.Light
        self.forced: list[Qt.ColorScheme | None] = []

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        return self.scheme

    def setColorScheme(self, scheme: Qt.ColorScheme, /) -> None:  # noqa: N802
        self.forced.append(scheme)

    def unsetColorScheme(self) -> None:  # noqa: N802
        self.forced.append(None)

    def accessibility(self) -> "Desktop":
        return self

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802
        return self.contrast

    def want(self, contrast: Qt.ContrastPreference) -> None:
        self.contrast = contrast
        self.contrastPreferenceChanged.emit(contrast)

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


@pytest.fixture
def desktop() -> Desktop:
    return Desktop()


@pytest.fixture
def look(qapp: QApplication, desktop: Desktop) -> Iterator[Look]:
    font = QFont(qapp.font())
    look = Look(qapp, ASSETS, desktop)
    yield look
    look.setParent(None)
    qapp.setStyleSheet("")
    qapp.setFont(font)


def shortfalls(theme: Theme, pairs: tuple[Pair, ...]) -> list[str]:
    figures = ((pair, contrast(theme.colours[pair.front], theme.colours[pair.back])) for pair in pairs)
    return [f"{pair.front} on {pair.back}: {figure:.2f}" for pair, figure in figures if figure < pair.least]


@pytest.mark.parametrize("name", THEMES)
def test_every_role_keeps_its_contrast_on_everything_it_stands_on(name: ThemeName) -> None:
    assert shortfalls(read_theme(ASSETS / "themes", name), PAIRS) == []


@pytest.mark.parametrize("name", HIGH)
def test_in_high_contrast_text_and_edges_stand_out_further(name: ThemeName) -> None:
    higher = {TEXT_CONTRAST: HIGH_TEXT_CONTRAST, EDGE_CONTRAST: HIGH_EDGE_CONTRAST}
    pairs = tuple(Pair(pair.front, pair.back, higher.get(pair.least, pair.least)) for pair in PAIRS)
    edges = tuple(Pair(edge, paper, HIGH_TEXT_CONTRAST) for edge in ("hairline", "outline") for paper in PAPERS)
    assert shortfalls(read_theme(ASSETS / "themes", name), pairs + edges) == []


def test_a_desktop_set_to_high_contrast_is_followed(look: Look, desktop: Desktop) -> None:
    look.apply("system")
    desktop.want(Qt.ContrastPreference.HighContrast)
    names: list[ThemeName] = [look.theme.name]
    desktop.turn(Qt.ColorScheme.Dark)
    names.append(look.theme.name)
    desktop.want(Qt.ContrastPreference.NoPreference)
    assert [*names, look.theme.name] == ["contrast-light", "contrast", "dark"]


def test_a_pair_that_cannot_be_read_is_found() -> None:
    theme = read_theme(ASSETS / "themes", "light")
    assert shortfalls(theme, (Pair("hairline", "surface", 4.5),)) != []


def test_contrast_agrees_with_known_figures() -> None:
    black, white, grey = Colour(0, 0, 0), Colour(255, 255, 255), Colour(0x77, 0x77, 0x77)
    assert contrast(black, white) == pytest.approx(21.0)
    assert contrast(white, black) == contrast(black, white)
    assert contrast(grey, white) == pytest.approx(4.478, abs=0.001)
    assert contrast(white, white) == 1.0


def test_every_role_made_for_reading_or_for_showing_edges_has_a_pair_that_checks_it() -> None:
    quiet = {"hairline", "shadow", "shadow-hover", "hover", "track", "background", "surface", "surface-raised"}
    fills = {soft(tint)[0] for tint in TINTS} | {"accent-hover", "danger-hover"}
    assert {pair.front for pair in PAIRS} == set(ROLES) - quiet - fills
    assert {pair.back for pair in PAIRS} >= fills


# --- the figures -----------------------------------------------------------------------------------------------------

PAPERS: tuple[Role, ...] = ("background", "surface")
LEAST: dict[BodyTone, float] = {
    "top": EDGE_CONTRAST,
    "trousers": EDGE_CONTRAST,
    "shoe": EDGE_CONTRAST,
    "skin": SEEN_CONTRAST,
    "hair": SEEN_CONTRAST,
    "sole": SEEN_CONTRAST,
}


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("name", THEMES)
def test_every_figure_stands_out_from_the_page_and_its_arms_from_its_shirt(name: ThemeName, figure: FigureName) -> None:
    theme = read_theme(ASSETS / "themes", name)
    tones = theme.figures[figure]
    low = [
        f"{tone} on {paper}: {contrast(tones[tone], theme.colours[paper]):.2f}"
        for tone, least in LEAST.items()
        for paper in PAPERS
        if contrast(tones[tone], theme.colours[paper]) < least
    ]
    assert low == []
    assert contrast(tones["skin"], tones["top"]) >= APART_CONTRAST
    assert contrast(tones["line"], tones["skin"]) >= EDGE_CONTRAST
    assert set(LEAST) | {"line"} == set(BODY_TONES)


@pytest.mark.parametrize("name", THEMES)
def test_things_that_are_held_or_sat_on_are_seen_and_walls_stay_quiet(name: ThemeName) -> None:
    theme = read_theme(ASSETS / "themes", name)
    seen: tuple[ThingTone, ...] = ("wood", "metal", "cloth", "band", "pack")
    quiet: tuple[ThingTone, ...] = ("mat", "wall", "ground")
    for paper in PAPERS:
        assert min(contrast(theme.things[tone], theme.colours[paper]) for tone in seen) >= SEEN_CONTRAST
        assert max(contrast(theme.things[tone], theme.colours[paper]) for tone in quiet) < EDGE_CONTRAST


def altered(folder: Path, before: str, after: str) -> Path:
    text = (ASSETS / "themes" / "light.toml").read_text(encoding="utf-8")
    assert before in text
    (folder / "light.toml").write_text(text.replace(before, after), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('focus = "signal"\n', "", "focus"),
        ('focus = "signal"\n', 'focus = "signal"\nfocuss = "signal"\n', "focuss"),
        ('focus = "signal"\n', 'focus = "beacon"\n', "beacon"),
        ('[things]\nwood = "oak"\n', "[things]\n", "wood"),
        ('skin = "wheat"\n', 'skin = "gold"\n', "gold"),
        ("[figures.fern]", "[figures.ferns]", "ferns"),
        ('white = "FFFFFF"', 'white = "white"', "white is not a colour"),
    ],
)
def test_a_wrong_theme_file_is_refused_with_the_word_that_is_wrong(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        read_theme(altered(tmp_path, before, after), "light")


def test_no_colour_is_written_outside_the_theme_files() -> None:
    code = Path(tokens.__file__).parent
    pattern = re.compile(r"#[0-9a-fA-F]{3,8}\b|[\"'][0-9A-F]{6}(?:[0-9A-F]{2})?[\"']")
    found = [f"{path.name}: {hit}" for path in code.rglob("*.py") for hit in pattern.findall(path.read_text("utf-8"))]
    assert found == []


def test_the_look_follows_the_desktop_and_its_changes(look: Look, desktop: Desktop) -> None:
    desktop.scheme = Qt.ColorScheme.Dark
    assert look.apply("system").name == "dark"
    desktop.turn(Qt.ColorScheme.Light)
    assert look.theme.name == "light"
    desktop.turn(Qt.ColorScheme.Unknown)
    assert look.theme.name == "light"


def test_a_chosen_theme_stays_whatever_the_desktop_does_and_the_desktop_is_told(look: Look, desktop: Desktop) -> None:
    look.apply("dark")
    desktop.turn(Qt.ColorScheme.Light)
    assert look.theme.name == "dark"
    look.apply("system")
    assert desktop.forced == [Qt.ColorScheme.Dark, None]


def test_changed_is_said_once_for_each_change_and_not_for_none(look: Look, desktop: Desktop) -> None:
    names: list[str] = []
    look.changed.connect(lambda: names.append(look.theme.name))
    look.apply("light")
    look.apply("light")
    desktop.turn(Qt.ColorScheme.Dark)
    look.apply("system")
    assert names == ["light", "dark"]
    assert desktop.forced == [Qt.ColorScheme.Light, None]


def test_the_palette_and_the_colours_asked_for_are_those_of_the_theme(look: Look, qapp: QApplication) -> None:
    for choice in THEMES:
        theme = look.apply(choice)
        assert look.colour("accent").getRgb() == tuple(theme.colours["accent"])
        assert qapp.palette().color(QPalette.ColorRole.Window) == look.colour("background")
        assert qapp.palette().color(QPalette.ColorRole.Text) == look.colour("text")
        assert theme.colours["accent"].css in qapp.styleSheet()


def test_text_of_twice_the_size_is_twice_the_size_everywhere(look: Look, qapp: QApplication) -> None:
    once = {size: look.font(size).pixelSize() for size in tokens.TYPE_PX} if look.apply("light") else {}
    look.apply("light", 2.0)
    assert {size: look.font(size).pixelSize() for size in tokens.TYPE_PX} == {s: 2 * px for s, px in once.items()}
    assert qapp.font().pixelSize() == 2 * once["body"]


def test_the_desktops_own_larger_font_makes_ours_larger_and_a_small_one_not_smaller(
    qapp: QApplication, desktop: Desktop
) -> None:
    before = QFont(qapp.font())
    for base, least in ((26, 30), (9, 15)):
        font = QFont(before)
        font.setPixelSize(base)
        assert QFontInfo(font).pixelSize() == base
        look = Look(qapp, ASSETS, desktop, font)
        look.apply("light")
        assert look.font("body").pixelSize() == least
        look.setParent(None)
    qapp.setStyleSheet("")
    qapp.setFont(before)


def test_a_second_look_is_neither_larger_than_the_first_nor_mixed_with_it(
    look: Look, qapp: QApplication, desktop: Desktop
) -> None:
    look.apply("dark")
    second = Look(qapp, ASSETS, desktop)
    second.apply("light")
    assert second.font("body").pixelSize() == look.font("body").pixelSize()
    assert qapp.palette().color(QPalette.ColorRole.Window) == second.colour("background")
    second.setParent(None)


def test_countdown_digits_ask_for_one_width(look: Look) -> None:
    look.apply("light")
    tag = QFont.Tag("tnum")
    assert look.font("countdown", tabular=True).featureValue(tag) == 1
    assert not look.font("countdown").isFeatureSet(tag)
