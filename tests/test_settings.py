"""What the person has set: read field by field, mended where it cannot be used, and written."""

import os
import tomllib
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st

from app.settings import FRESH, MOST_BYTES, Settings, SettingsNotKept, _edited, load, mend, save

DAY = date(2026, 11, 23)

LISTS = ("applies", "swapped", "hidden", "favourites")
A_DOSE = {"chin-tuck": {"reps": 5, "sets": 2}, "a": {"hold_s": 15.5}}
GOOD: dict[str, list[tuple[str, Any]]] = {
    "theme": [('"system"', "system"), ('"light"', "light"), ('"dark"', "dark")],
    "text_scale": [("1", 1), ("1.5", 1.5), ("2.0", 2.0)],
    "reduced_motion": [("true", True), ("false", False)],
    "figure": [('"fern"', "fern"), ('"plum"', "plum"), ('"lake"', "lake")],
    "sound_output": [('"auto"', "auto"), ('"qt"', "qt"), ('"player"', "player"), ('"off"', "off")],
    "sound_device": [('""', ""), ('"alsa_output.usb-Ohr.analog"', "alsa_output.usb-Ohr.analog")],
    "volume": [("0", 0), ("0.35", 0.35), ("1.0", 1.0)],
    "volume_tempo": [("0", 0), ("0.5", 0.5)],
    "volume_changes": [("0", 0), ("0.5", 0.5)],
    "volume_breathing": [("0", 0), ("0.5", 0.5)],
    "volume_warnings": [("0.3", 0.3), ("0.5", 0.5)],
    "voice": [('"auto"', "auto"), ('"on"', "on"), ('"off"', "off")],
    "voice_engine": [('""', ""), ('"speechd"', "speechd")],
    "voice_name": [('""', ""), ('"English (America)"', "English (America)")],
    "voice_rate": [("-1", -1), ("0.25", 0.25), ("1", 1)],
    "voice_volume": [("0", 0), ("1.0", 1.0)],
    "read_instructions": [("false", False), ("true", True)],
    "first_side": [('"left"', "left"), ('"right"', "right")],
    "speed": [("0.75", 0.75), ("1", 1), ("1.5", 1.5)],
    "get_ready_s": [("0", 0), ("2", 2), ("30.0", 30.0)],
    "doses": [("{}", {}), ("{ chin-tuck = { reps = 5, sets = 2 }, a = { hold_s = 15.5 } }", A_DOSE)],
    "day_start_s": [("0", 0), ("3600.5", 3600.5), ("43200", 43200)],
    "remind_plan": [("true", True), ("false", False)],
    "remind_breaks": [("false", False), ("true", True)],
    "break_every_s": [("1200", 1200), ("3600.0", 3600.0)],
    "break_weekdays": [("[]", ()), ('["sat", "mon"]', ("sat", "mon"))],
    "break_routine": [('"desk-reset"', "desk-reset"), ('"gone"', "gone")],
    "quiet_from_s": [("0", 0), ("79200.0", 79200.0)],
    "quiet_until_s": [("0", 0), ("86399", 86399)],
    "quiet_when_kept_on": [("true", True), ("false", False)],
    "streak": [("true", True), ("false", False)],
    "tray": [("true", True), ("false", False)],
    "keep_running": [("false", False), ("true", True)],
    "safety_seen": [("true", True), ("false", False)],
    "country": [('""', ""), ('"GB"', "GB")],
    **{name: [("[]", ()), ('["one", "two"]', ("one", "two"))] for name in LISTS},
}
BAD: dict[str, list[str]] = {
    "theme": ['"Dark"', '"blue"', "1", "true", '["dark"]', '{dark = "dark"}'],
    "text_scale": ["0.99", "2.01", '"1.5"', "true", "nan", "inf", "[1.5]"],
    "reduced_motion": ["1", "0", '"true"', "[]"],
    "figure": ['"oak"', '""', "1"],
    "remind_plan": ["1", '"yes"'],
    "remind_breaks": ["1", '"yes"'],
    "break_every_s": ["1199", "3601", '"often"', "nan"],
    "break_weekdays": ['"mon"', '["monday"]', "[1]", '[["mon"]]', "true"],
    "break_routine": ["1", f'"{"x" * 81}"', '["desk-reset"]'],
    "quiet_from_s": ["-1", "86400", "22:00:00"],
    "quiet_until_s": ["-1", "86400", "true"],
    "quiet_when_kept_on": ["0", '"yes"'],
    "streak": ["1", '"yes"'],
    "tray": ["1", '"yes"'],
    "keep_running": ["1", '"yes"'],
    "safety_seen": ["1", '"yes"'],
    "country": ['"GBR"', "44", "true"],
    **{name: ['"one"', "[1]", "[['one']]", "true"] for name in LISTS},
    "sound_output": ['"loud"', "false", "1979-05-27"],
    "sound_device": ["0", "true", '"two\\nlines"', f'"{"x" * 301}"'],
    "volume": ["-0.01", "1.01", "true", '"0.5"', "nan"],
    "volume_tempo": ["-0.01", "1.01"],
    "volume_changes": ["-0.01", "1.01"],
    "volume_breathing": ["-0.01", "1.01"],
    "volume_warnings": ["0.29", "1.01"],
    "voice": ['"loud"', "true"],
    "voice_engine": ["1", '"a\\tb"'],
    "voice_name": ["[]", f'"{"x" * 301}"'],
    "voice_rate": ["-1.01", "1.01", "true"],
    "voice_volume": ["-0.01", "1.01"],
    "read_instructions": ["1", '"yes"'],
    "first_side": ['"both"', '""', "1"],
    "speed": ["0.74", "1.51", '"fast"', "nan"],
    "get_ready_s": ["1", "31", "-1", '"as written"', "nan"],
    "doses": ["1", "[]", '"none"', "[{a = 1}]"],
    "day_start_s": ["-1", "43201", "false", "04:00:00", "-inf"],
}
WANTED = {
    **dict.fromkeys(
        ("remind_plan", "remind_breaks", "quiet_when_kept_on", "streak", "tray", "keep_running"), "true or false"
    ),
    "break_every_s": "a number from 1200 to 3600",
    "break_weekdays": "a list of days out of mon, tue, wed, thu, fri, sat, sun",
    "break_routine": "the name of a routine's file",
    "quiet_from_s": "a number from 0 to 86399",
    "quiet_until_s": "a number from 0 to 86399",
    "safety_seen": "true or false",
    "country": "a country's code of two letters, or empty",
    **dict.fromkeys(LISTS, "a list of names"),
    "theme": "one of system, light, dark, contrast, contrast-light",
    "text_scale": "a number from 1 to 2",
    "reduced_motion": "true or false",
    "figure": "one of fern, plum, lake",
    "sound_output": "one of auto, qt, player, off",
    "sound_device": "one line of text, 300 letters at most",
    "volume": "a number from 0 to 1",
    "volume_tempo": "a number from 0 to 1",
    "volume_changes": "a number from 0 to 1",
    "volume_breathing": "a number from 0 to 1",
    "volume_warnings": "a number from 0.3 to 1",
    "voice": "one of auto, on, off",
    "voice_engine": "one line of text, 300 letters at most",
    "voice_name": "one line of text, 300 letters at most",
    "voice_rate": "a number from -1 to 1",
    "voice_volume": "a number from 0 to 1",
    "read_instructions": "true or false",
    "first_side": "one of left, right",
    "speed": "a number from 0.75 to 1.5",
    "get_ready_s": "0, for as it is written, or a number from 2 to 30",
    "doses": "a table of exercises",
    "day_start_s": "a number from 0 to 43200",
}


def file_of(folder: Path, text: str | bytes) -> Path:
    path = folder / "settings.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_without_a_file_all_is_as_usual_and_nothing_is_said(tmp_path: Path) -> None:
    assert load(tmp_path / "none" / "settings.toml") == (Settings(), [])


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load(file_of(tmp_path, "")) == (Settings(), [])


def test_the_usual_settings_are_these() -> None:
    assert asdict(Settings()) == {
        "theme": "system",
        "text_scale": 1.0,
        "reduced_motion": False,
        "figure": "fern",
        "sound_output": "auto",
        "sound_device": "",
        "volume": 0.8,
        "volume_tempo": 1.0,
        "volume_changes": 1.0,
        "volume_breathing": 1.0,
        "volume_warnings": 1.0,
        "voice": "auto",
        "voice_engine": "",
        "voice_name": "",
        "voice_rate": 0.0,
        "voice_volume": 0.8,
        "read_instructions": False,
        "first_side": "right",
        "speed": 1.0,
        "get_ready_s": 0.0,
        "doses": {},
        "day_start_s": 4 * 3600,
        "remind_plan": True,
        "remind_breaks": False,
        "break_every_s": 2700.0,
        "break_weekdays": ("mon", "tue", "wed", "thu", "fri"),
        "break_routine": "desk-reset",
        "quiet_from_s": 79200.0,
        "quiet_until_s": 25200.0,
        "quiet_when_kept_on": True,
        "streak": True,
        "tray": True,
        "keep_running": False,
        "safety_seen": False,
        "country": "",
        "applies": (),
        "swapped": (),
        "hidden": (),
        "favourites": (),
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
    usual = "the dose as it is written" if name == "doses" else repr(getattr(Settings(), name))
    assert said == [f"{name} in settings.toml should be {WANTED[name]}; {usual} is in use instead."]


@pytest.mark.parametrize(
    "dose", ["1", "{ hold_s = -5 }", "{ reps = 2.5 }", "{ reps = true }", "{ tempo = 2 }", "{ hold_s = nan }", "[2]"]
)
def test_a_bad_dose_falls_back_alone_is_said_and_taken_out_alone(tmp_path: Path, dose: str) -> None:
    path = file_of(tmp_path, f"[doses]\n# mine\nchin-tuck = {dose}\n# also mine\na = {{ hold_s = 15.5 }}\n")

    found, said = load(path)

    assert found == Settings(doses={"a": {"hold_s": 15.5}})
    assert said == [
        "doses.chin-tuck in settings.toml should be lengths and whole numbers, such as { hold_s = 15, reps = 2 }; "
        "the dose as it is written is in use instead."
    ]
    assert mend(path, DAY)
    assert load(path) == (found, [])
    assert path.read_text() == "[doses]\n# mine\n# also mine\na = { hold_s = 15.5 }\n"


def test_each_bad_value_is_said(tmp_path: Path) -> None:
    _, said = load(file_of(tmp_path, 'theme = "blue"\nvolume = 7\n'))

    assert [sentence.split()[0] for sentence in said] == ["theme", "volume"]


def test_a_setting_of_another_version_is_passed_over(tmp_path: Path) -> None:
    assert load(file_of(tmp_path, 'tone = "soft"\nvolume = 0.5\n')) == (Settings(volume=0.5), [])


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


# --- files that are none ---------------------------------------------------------------------------------------------


def _too_large(path: Path) -> None:
    path.write_text("# " + "x" * MOST_BYTES)


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _zeros(path: Path) -> None:
    path.write_bytes(b"volume = 0.5\x00\n")


def _brackets(path: Path) -> None:
    path.write_text("volume = " + "[" * (MOST_BYTES - 100))


def _brackets_past_all_size(path: Path) -> None:
    path.write_text("volume = " + "[" * 100_000)


def _dots(path: Path) -> None:
    path.write_text("a." * 4000 + "a = 1\n" + "]")


def _utf_16(path: Path) -> None:
    path.write_text("volume = 0.5\n", encoding="utf-16")


MADE_BAD = [_too_large, _pipe, _folder, _loop, _zeros, _brackets, _brackets_past_all_size, _dots, _utf_16]


@pytest.mark.parametrize("make", MADE_BAD)
def test_whatever_stands_there_all_is_as_usual_and_it_is_said(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "settings.toml")

    found, [sentence] = load(tmp_path / "settings.toml")

    assert found == Settings()
    assert sentence.startswith("The settings in settings.toml cannot be read (")


@pytest.mark.parametrize("make", MADE_BAD)
def test_whatever_stands_there_is_kept_beside_and_the_next_start_says_nothing(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / "settings.toml"
    make(path)
    was = os.lstat(path)

    kept = mend(path, DAY)

    assert kept == tmp_path / "settings-2026-11-23.toml"
    assert os.lstat(kept).st_ino == was.st_ino
    assert load(path) == (Settings(), [])
    assert path.read_text() == FRESH


def test_a_file_far_larger_than_settings_need_is_not_read_at_all(tmp_path: Path) -> None:
    path = file_of(tmp_path, "volume = 0.5\n" + "# and so on\n" * 2000)

    assert load(path)[1] == [
        "The settings in settings.toml cannot be read (it is larger than 16 KB), so the usual ones are in use."
    ]


# --- mending ---------------------------------------------------------------------------------------------------------

MIXED = """\
# mine
theme = "blue"  # no such

# loud
volume = 0.5  # half
tone = "soft"
first_side = [
  "up",  # neither
]
[newer]
x = 1  # stays
"""


def test_bad_values_are_taken_out_and_the_rest_stays_as_it_was_written(tmp_path: Path) -> None:
    path = file_of(tmp_path, MIXED)

    kept = mend(path, DAY)

    assert path.read_text() == '# mine\n\n# loud\nvolume = 0.5  # half\ntone = "soft"\n[newer]\nx = 1  # stays\n'
    assert kept is not None
    assert kept.name == "settings-2026-11-23.toml"
    assert kept.read_text() == MIXED
    assert kept.stat().st_mode & 0o777 == 0o600
    assert load(path) == (Settings(volume=0.5), [])


def test_nothing_is_mended_where_nothing_is_wrong(tmp_path: Path) -> None:
    path = file_of(tmp_path, "volume = 0.5\ntone = 1\n")

    assert mend(path, DAY) is None
    assert mend(tmp_path / "none.toml", DAY) is None
    assert names_in(tmp_path) == ["settings.toml"]


def test_what_was_kept_before_is_never_written_over(tmp_path: Path) -> None:
    kept = [mend(file_of(tmp_path, bad), DAY) for bad in ("volume = 7\n", "volume = 8\n", "volume = ")]

    assert [one and one.name for one in kept] == [f"settings-2026-11-23{end}.toml" for end in ("", "-2", "-3")]
    assert [one and one.read_text() for one in kept] == ["volume = 7\n", "volume = 8\n", "volume = "]


def test_where_the_folder_cannot_be_written_all_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    class Unwritable(type(tmp_path)):  # type: ignore[misc]  # a folder is always ours to write when tests run as root
        def with_name(self, name: str) -> Path:
            return tmp_path / "file" / name

    for text in ("volume = 7\n", "volume = "):
        path = file_of(tmp_path, text)
        assert mend(Unwritable(path), DAY) is None
        assert path.read_text() == text


@pytest.mark.parametrize(
    "text",
    [
        "theme.a = 1\nvolume = 0.3\n",
        "volume = 0.3\n[theme]\nx = 1\n[other]\ny = 2\n",
        "volume = 0.3\n[theme]\nx=1\n[other]\ny=1\n[theme.z]\nq=1\n",
        "volume = 0.3\n[[theme]]\nx=1\n[[theme]]\nx=2\n",
        "other = nan\ntheme = nan\nvolume = 0.3",
        "volume = 0.3\r\ntheme = 1\r\n",
        '"theme" = 1\n"volume" = 0.3\n',
    ],
)
def test_however_a_bad_value_is_written_it_is_taken_out_alone(tmp_path: Path, text: str) -> None:
    path = file_of(tmp_path, text)
    others = {name: repr(value) for name, value in tomllib.loads(text).items() if name != "theme"}

    assert mend(path, DAY)

    assert load(path) == (Settings(volume=0.3), [])
    assert {name: repr(value) for name, value in tomllib.loads(path.read_bytes().decode()).items()} == others


# --- saving ----------------------------------------------------------------------------------------------------------


def test_only_what_differs_is_changed_and_comments_order_and_newer_keys_stay(tmp_path: Path) -> None:
    path = file_of(tmp_path, MIXED)

    save(path, Settings(theme="dark", volume=0.25, text_scale=1.5), DAY)

    assert path.read_text() == MIXED.replace('"blue"', '"dark"').replace("0.5", "0.25").replace(
        "]\n[newer]", "]\ntext_scale = 1.5\n\n[newer]"
    )
    assert path.stat().st_mode & 0o777 == 0o600


TABLES = {
    "lines": "# v\nvolume = 0.5\n\n[doses]  # mine\n# because\nchin-tuck = { reps = 6 }  # less\nb = { reps = 2 }\n",
    "tables": "# v\nvolume = 0.5\n[doses.b]\nreps = 2\n[doses.chin-tuck]\n# because\nreps = 6  # less\n[newer]\n",
    "dots": "# because\ndoses.chin-tuck.reps = 6  # less\ndoses.b.reps = 2\nvolume = 0.5\n",
    "one line": "# because\ndoses = { chin-tuck = { reps = 6 }, b = { reps = 2 } }  # less\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
def test_however_doses_are_written_only_what_differs_is_changed(tmp_path: Path, text: str) -> None:
    path = file_of(tmp_path, text)
    now, _ = load(path)
    wanted = replace(now, doses={"chin-tuck": {"reps": 5, "sets": 2}, "a": {"hold_s": 15.5}}, theme="dark")

    save(path, wanted, DAY)

    assert load(path) == (wanted, [])
    assert names_in(tmp_path) == ["settings.toml"]
    assert "# because" in path.read_text()
    assert "# less" in path.read_text()
    save(path, now, DAY)
    assert load(path) == (now, [])
    assert names_in(tmp_path) == ["settings.toml"]


def test_a_dose_stands_in_a_line_of_its_own(tmp_path: Path) -> None:
    path = file_of(tmp_path, "volume = 0.5\n")
    save(path, Settings(volume=0.5, doses={"chin-tuck": {"reps": 5}}), DAY)

    assert path.read_text() == "volume = 0.5\n\n[doses]\nchin-tuck = {reps = 5}\n"


def test_a_file_that_would_be_too_large_to_be_read_again_is_not_written(tmp_path: Path) -> None:
    path = file_of(tmp_path, "volume = 0.5\n")
    doses = {f"{'x' * 60}-{n}": {"reps": 5} for n in range(300)}

    with pytest.raises(SettingsNotKept, match="no room"):
        save(path, Settings(doses=doses), DAY)
    assert path.read_text() == "volume = 0.5\n"
    assert names_in(tmp_path) == ["settings.toml"]


def test_what_is_saved_is_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.toml"
    wanted = Settings("dark", 1.5, True, "off", volume=0.25, voice_name="English (America)", first_side="left")

    save(path, wanted, DAY)
    assert load(path) == (wanted, [])
    save(path, Settings(), DAY)

    assert load(path) == (Settings(), [])
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_usual_settings_make_no_file_and_change_none(tmp_path: Path) -> None:
    save(tmp_path / "settings.toml", Settings(), DAY)
    assert names_in(tmp_path) == []

    path = file_of(tmp_path, 'theme = "blue"\nvolume=0.80 # so\n')
    save(path, Settings(), DAY)

    assert path.read_text() == 'theme = "blue"\nvolume=0.80 # so\n'


def test_a_file_that_cannot_be_read_is_put_aside_before_it_is_written_anew(tmp_path: Path) -> None:
    path = file_of(tmp_path, "volume = ")

    save(path, Settings(volume=0.25), DAY)

    assert path.read_text() == f"{FRESH}volume = 0.25\n"
    assert (tmp_path / "settings-2026-11-23.toml").read_text() == "volume = "


def test_lines_end_as_they_did(tmp_path: Path) -> None:
    path = file_of(tmp_path, "volume = 0.5\r\n")

    save(path, Settings(volume=0.5, theme="dark"), DAY)

    assert path.read_bytes() == b'volume = 0.5\r\ntheme = "dark"\r\n'


def test_an_edit_that_does_not_say_what_was_wanted_is_not_used() -> None:
    assert _edited("volume = 0.5\n", {"volume": 0.5}, {}) == "volume = 0.5\n"
    assert _edited("volume = 0.5\n", {"volume": 0.5, "theme": "dark"}, {}) == ""
    assert _edited("volume = ", {}, {}) == ""


def test_settings_that_cannot_be_written_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(SettingsNotKept, match=r"cannot be written to .*; make the file and its folder yours to write"):
        save(tmp_path / "file" / "settings.toml", Settings(volume=0.5), DAY)


_VALUES = st.one_of(
    st.integers(-3, 3), st.floats(), st.text(max_size=4), st.booleans(), st.dates(), st.lists(st.integers(), max_size=2)
)


@settings_of_hypothesis(max_examples=40)
@given(
    table=st.dictionaries(st.sampled_from([*GOOD, "newer", "tone"]), _VALUES),
    wanted=st.builds(Settings, theme=st.sampled_from(["dark", "light"]), volume=st.floats(0, 1)),
)
def test_whatever_stood_there_what_is_saved_is_read_and_the_rest_is_not_lost(
    table: dict[str, Any], wanted: Settings
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_text(tomlkit.dumps(table), encoding="utf-8", newline="")
        mend(path, DAY)
        assert load(path)[1] == []
        save(path, wanted, DAY)

        assert load(path) == (wanted, [])
        now = tomllib.loads(path.read_bytes().decode())
        assert {name: repr(now.get(name)) for name in table if name not in GOOD} == {
            name: repr(table[name]) for name in table if name not in GOOD
        }
