"""The icon set: complete, of one hand, in the colour asked for and sharp."""

import re

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from app.paths import ASSETS
from app.ui.icons import Icons

FOLDER = ASSETS / "icons"
NAMES = sorted(path.stem for path in FOLDER.glob("*.svg"))
NEEDED = (
    "add-time back breath check chevron-left chevron-right clock cold cross end exit-fullscreen favourite folder "
    "fullscreen heat history hurts library massage mobility mute note pause play posture relax repeat search settings "
    "skip sound strength stretch today warning"
)
INK = QColor(200, 40, 90)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def icons(qapp: QApplication) -> Icons:
    return Icons(FOLDER)


def inked(image: QImage) -> set[tuple[int, int]]:
    """Where anything was drawn."""
    return {(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() > 8}


def test_the_set_has_every_icon_the_app_needs(icons: Icons) -> None:
    assert set(NEEDED.split()) <= set(icons.names())


@pytest.mark.parametrize("name", NAMES)
def test_each_icon_is_of_the_same_hand(name: str) -> None:
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert set(re.findall(r'stroke-width="([^"]*)"', text)) == {"1.75"}
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', text)) <= {"none", "currentColor"}
    assert 'stroke-linecap="round" stroke-linejoin="round"' in text


@pytest.mark.parametrize("name", NAMES)
def test_each_icon_draws_something_and_none_of_it_is_cut_off(icons: Icons, name: str) -> None:
    drawn = inked(icons.pixmap(name, INK, 48).toImage())
    assert len(drawn) > 100
    assert all(0 < x < 47 and 0 < y < 47 for x, y in drawn)


def test_an_icon_takes_the_colour_it_is_asked_for(icons: Icons) -> None:
    image = icons.pixmap("end", INK, 96).toImage()
    solid = {image.pixelColor(x, y).getRgb() for x, y in inked(image) if image.pixelColor(x, y).alpha() == 255}
    assert solid == {INK.getRgb()}


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_has_as_many_pixels_as_the_screen(icons: Icons, ratio: float) -> None:
    pixmap = icons.pixmap("play", INK, 24, ratio)
    assert pixmap.width() == 24 * ratio
    assert pixmap.devicePixelRatio() == ratio
    asked = icons.icon("play", INK).pixmap(QSize(24, 24), ratio)
    assert (asked.width(), asked.devicePixelRatio()) == (24 * ratio, ratio)
    assert asked.toImage() == pixmap.toImage()


def test_an_icon_is_drawn_once_for_each_colour_and_size(icons: Icons) -> None:
    first = icons.pixmap("play", INK, 24).cacheKey()
    assert icons.pixmap("play", QColor(INK), 24).cacheKey() == first
    assert icons.pixmap("play", QColor(0, 0, 0), 24).cacheKey() != first


def test_an_icon_that_is_switched_off_is_paler(icons: Icons) -> None:
    icon = icons.icon("end", INK)
    normal, off = (icon.pixmap(QSize(48, 48), 1.0, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled))
    strongest = [max(image.pixelColor(x, y).alpha() for x, y in inked(image)) for image in (normal, off)]
    assert strongest[0] == 255
    assert 100 < strongest[1] < 150


def test_an_icon_that_does_not_exist_is_an_error(icons: Icons) -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", INK, 24)
