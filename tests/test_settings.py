"""What the person has set, read field by field."""

from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest

from app.settings import Settings, load

GOOD: dict[str, list[tuple[str, Any]]] = {
    "theme": [('"system"', "system"), ('"light"', "light"), ('"dark"', "dark")],
    "text_scale": [("1", 1), ("1.5", 1.5), ("2.0", 2.0)],
    "reduced_motion": [("true", True), ("false", False)],
    "sound_output": [('"auto"', "auto"), ('"qt"', "qt"), ('"player"', "player"), ('"off"', "off")],
    "volume": [("0", 0), ("0.35", 0.35), ("1.0", 1.0)],
    "first_side": [('"left"', "left"), ('"right"', "right")],
    "day_start_s": [("0", 0), ("3600.5", 3600.5), ("43200", 43200)],
}
BAD: dict[str, list[str]] = {
    "theme": ['"Dark"', '"blue"', "1", "true", '["dark"]', '{dark = "dark"}'],
    "text_scale": ["0.99", "2.01", '"1.5"', "true", "nan", "inf", "[1.5]"],
    "reduced_motion": ["1", "0", '"true"', "[]"],
    "sound_output": ['"loud"', "false", "1979-05-27"],
    "volume": ["-0.01", "1.01", "true", '"0.5"', "nan"],
    "first_side": ['"both"', '""', "1"],
    "day_start_s": ["-1", "43201", "false", "04:00:00", "-inf"],
}
WANTED = {
    "theme": "one of system, light, dark",
    "text_scale": "a number from 1 to 2",
    "reduced_motion": "true or false",
    "sound_output": "one of auto, qt, player, off",
    "volume": "a number from 0 to 1",
    "first_side": "one of left, right",
    "day_start_s": "a number from 0 to 43200",
}


def file_of(folder: Path, text: str | bytes) -> Path:
    path = folder / "settings.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_without_a_file_all_is_as_usual_and_nothing_is_said(tmp_path: Path) -> None:
    assert load(tmp_path / "none" / "settings.toml") == (Settings(), [])


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load(file_of(tmp_path, "")) == (Settings(), [])


def test_the_usual_settings_are_these() -> None:
    assert asdict(Settings()) == {
        "theme": "system",
        "text_scale": 1.0,
        "reduced_motion": False,
        "sound_output": "auto",
        "volume": 0.8,
        "first_side": "right",
        "day_start_s": 4 * 3600,
    }


def test_the_cases_below_leave_out_no_field() -> None:
    names = {field.name for field in fields(Settings)}

    assert names == set(GOOD) == set(BAD) == set(WANTED)


@pytest.mark.parametrize(("name", "text", "value"), [(name, *one) for name in GOOD for one in GOOD[name]])
def test_a_good_value_is_used_and_the_rest_stays_as_usual(tmp_path: Path, name: str, text: str, value: Any) -> None:
    found, said = load(file_of(tmp_path, f"{name} = {text}\n"))

    assert asdict(found) == {**asdict(Settings()), name: value}
    assert said == []


@pytest.mark.parametrize(("name", "text"), [(name, text) for name in BAD for text in BAD[name]])
def test_a_bad_value_falls_back_alone_and_is_said(tmp_path: Path, name: str, text: str) -> None:
    others = {other: values[-1] for other, values in GOOD.items() if other != name}
    lines = [f"{name} = {text}", *(f"{other} = {written}" for other, (written, _) in others.items())]

    found, said = load(file_of(tmp_path, "\n".join(lines)))

    expected = {other: value for other, (_, value) in others.items()}
    assert asdict(found) == {**expected, name: getattr(Settings(), name)}
    usual = repr(getattr(Settings(), name))
    assert said == [f"{name} in settings.toml should be {WANTED[name]}; {usual} is in use instead."]


def test_each_bad_value_is_said(tmp_path: Path) -> None:
    _, said = load(file_of(tmp_path, 'theme = "blue"\nvolume = 7\n'))

    assert [sentence.split()[0] for sentence in said] == ["theme", "volume"]


def test_a_setting_of_another_version_is_passed_over(tmp_path: Path) -> None:
    assert load(file_of(tmp_path, 'voice = "soft"\nvolume = 0.5\n')) == (Settings(volume=0.5), [])


@pytest.mark.parametrize(
    "text", ["volume = ", "volume = 0.5\nvolume = 0.6\n", b"theme = \xff", "= 1", "[theme", '{"volume": 0.5}']
)
def test_a_file_that_is_not_toml_leaves_all_as_usual_and_is_said(tmp_path: Path, text: str | bytes) -> None:
    found, [sentence] = load(file_of(tmp_path, text))

    assert found == Settings()
    assert sentence.startswith("The settings in settings.toml cannot be read (")
    assert sentence.endswith("), so the usual ones are in use.")
    assert "\n" not in sentence


@pytest.mark.parametrize("value", ["[" * 100_000, "9" * 5000], ids=["endless brackets", "endless digits"])
def test_a_hostile_file_leaves_all_as_usual_and_is_said(tmp_path: Path, value: str) -> None:
    found, said = load(file_of(tmp_path, f"volume = {value}"))

    assert found == Settings()
    assert len(said) == 1


def test_a_folder_in_its_place_leaves_all_as_usual_and_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()

    found, said = load(tmp_path / "settings.toml")

    assert found == Settings()
    assert len(said) == 1


def test_a_file_that_cannot_be_used_stays_as_it_is(tmp_path: Path) -> None:
    path = file_of(tmp_path, "volume = ")
    load(path)

    assert path.read_text() == "volume = "
    assert list(tmp_path.iterdir()) == [path]
