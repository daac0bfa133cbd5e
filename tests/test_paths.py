"""Where bundled files and the person's own are."""

from pathlib import Path

import pytest

from app import paths

CHECKOUT = Path(__file__).resolve().parent.parent


def test_unhunch_home_puts_everything_under_one_folder(tmp_path: Path) -> None:
    places = paths.places({"UNHUNCH_HOME": str(tmp_path)})

    assert (places.config, places.data) == (tmp_path, tmp_path)
    assert places.routines == tmp_path / "routines"
    assert places.settings == tmp_path / "settings.toml"
    assert places.history == tmp_path / "history.db"


def test_unhunch_home_may_begin_with_a_tilde(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    assert paths.places({"UNHUNCH_HOME": "~/stretches"}).data == tmp_path / "stretches"


def test_a_relative_unhunch_home_stays_the_same_when_the_working_folder_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    places = paths.places({"UNHUNCH_HOME": "here"})

    assert places.data == tmp_path / "here"


@pytest.mark.parametrize("environ", [{}, {"UNHUNCH_HOME": ""}])
def test_without_it_they_are_where_the_system_keeps_such_things(environ: dict[str, str]) -> None:
    places = paths.places(environ)

    for folder in (places.config, places.data, places.routines):
        assert folder.is_absolute()
        assert "unhunch" in folder.parts
    assert places.routines == places.data / "routines"
    assert places.history.parent == places.data
    assert places.settings.parent == places.config


def test_asking_where_things_are_makes_nothing(tmp_path: Path) -> None:
    paths.places({"UNHUNCH_HOME": str(tmp_path / "new")})

    assert list(tmp_path.iterdir()) == []


def test_in_a_checkout_the_bundled_files_are_beside_the_package() -> None:
    assert paths.ROUTINES == CHECKOUT / "routines"
    assert paths.ASSETS == CHECKOUT / "assets"
    assert (paths.ROUTINES / "desk-reset.yaml").is_file()
    assert (paths.ASSETS / "cues" / "start.wav").is_file()


def test_a_path_is_shown_from_home_and_letter_by_letter() -> None:
    assert paths.shown(Path.home() / "my routines" / "<b>x</b>.yaml") == str(Path("~/my routines/<b>x</b>.yaml"))
    assert paths.shown(Path("/somewhere/else")) == str(Path("/somewhere/else"))
    assert paths.shown(Path("/a\nb\u202ec\udcff")) == r"/a\nb\u202ec\udcff"
