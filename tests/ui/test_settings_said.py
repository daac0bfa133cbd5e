"""Settings that could not be used, as the person hears of them."""

from collections.abc import Callable
from pathlib import Path

from app import settings
from app.ui.kit import Label
from app.ui.kit.toast import Toast
from tests.ui.conftest import Desk

VOLUME = "volume in settings.toml should be a number from 0 to 1; 0.8 is in use instead."
KEPT = "The file as it was is kept as settings-2026-11-23.toml."


def toast(desk: Desk) -> list[str]:
    """The sentences shown."""
    shown = [one for one in desk.app.window.findChildren(Toast) if one.isVisible()]
    return [line.removeprefix("•  ") for one in shown for line in one.findChildren(Label)[0].text().split("\n")]


def test_it_is_said_once_in_the_window_and_on_standard_error_and_the_next_start_says_nothing(
    sit_down: Callable[..., Desk], tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text("# mine\nvolume = 7\nfirst_side = 'left'\n")

    desk = sit_down()

    assert toast(desk) == [VOLUME, KEPT]
    assert desk.said == [VOLUME, KEPT]
    assert (tmp_path / "settings.toml").read_text() == "# mine\nfirst_side = 'left'\n"
    again = sit_down()
    assert (toast(again), again.said) == ([], [])


def test_many_are_told_in_few_sentences(sit_down: Callable[..., Desk], tmp_path: Path) -> None:
    lines = [f"{name} = 1979-05-27" for name in settings.Settings.__annotations__]
    (tmp_path / "settings.toml").write_text("\n".join(lines))

    desk = sit_down()

    assert len(toast(desk)) == 5
    more = len(settings.Settings.__annotations__) - 3
    assert toast(desk)[-2:] == [f"{more} more settings are as usual for the same reason.", KEPT]
    assert len(desk.said) == more + 4


def test_a_file_that_cannot_be_read_is_kept_and_a_fresh_one_begun(
    sit_down: Callable[..., Desk], tmp_path: Path
) -> None:
    (tmp_path / "settings.toml").write_text("<b>volume")

    desk = sit_down()

    assert toast(desk)[-1] == KEPT
    assert (tmp_path / "settings-2026-11-23.toml").read_text() == "<b>volume"
    assert (tmp_path / "settings.toml").read_text() == settings.FRESH
