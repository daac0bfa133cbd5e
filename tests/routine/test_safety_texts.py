"""The words about safety are all there, are read as they stand, and say nothing they should not."""

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest

from app import paths
from app.routine.safety_texts import SafetyTexts, safety_texts

FILE = paths.ASSETS / "texts" / "safety.toml"
TEXTS = safety_texts(paths.ASSETS)


def lines_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    return [line for one in inner for line in lines_of(one)]  # type: ignore[attr-defined]  # a tuple or a list


def copy_with(folder: Path, old: str, new: str) -> Path:
    (folder / "texts").mkdir()
    text = FILE.read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / "texts" / "safety.toml").write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_every_line_of_the_file_is_read() -> None:
    written = lines_of(tomllib.loads(FILE.read_text(encoding="utf-8")))
    assert sorted(line for line in lines_of(asdict(TEXTS)) if line) == sorted(written)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('confirm = "', 'confirmed = "'),
        ("[stop_rules.rest]", "[stop_rules.resting]"),
        ("[lines]", "[line]"),
        ("heat_cold = [", "heat = ["),
        ('markers = "', 'markers2 = "'),
    ],
)
def test_a_key_that_is_missing_or_unknown_is_a_bug_of_ours(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises((TypeError, KeyError)):
        safety_texts(copy_with(tmp_path, old, new))


def test_there_is_nothing_empty_and_nothing_unfilled_but_whom_to_call() -> None:
    lines = lines_of(asdict(TEXTS))
    assert [line for line in lines if line != line.strip()] == []
    assert {mark for line in lines for mark in re.findall(r"\{.*?\}", line)} == {"{emergency_number}", "{urgent_line}"}


def test_each_degree_says_what_to_do_and_only_what_is_fine_does_not() -> None:
    signs, rules = TEXTS.warning_signs, TEXTS.stop_rules
    assert [len(one.items) for one in (signs.emergency, signs.urgent, signs.routine)] == [9, 12, 5]
    assert [len(one.items) for one in (rules.get_help, rules.rest, rules.ease_off, rules.fine)] == [5, 5, 3, 3]
    for one in (signs.emergency, signs.urgent, signs.routine, rules.get_help, rules.rest, rules.ease_off):
        assert one.action.endswith(".")
    assert rules.fine.action == ""
    assert "{emergency_number}" in signs.emergency.action
    assert "{emergency_number}" in rules.get_help.action
    assert "{urgent_line}" in signs.urgent.action


def test_pain_between_the_shoulder_blades_is_the_first_reason_to_get_advice() -> None:
    assert TEXTS.warning_signs.urgent.items[0].startswith("Pain between your shoulder blades")


def test_the_notices_name_the_limits_of_heat_cold_and_breath() -> None:
    heat_cold = " ".join(TEXTS.heat_cold)
    for words in ("every 5 minutes", "20 at most, up to 3 times a day", "15 as a limit", "2 hours between"):
        assert words in heat_cold
    assert "while driving, in water" in TEXTS.breath[0]
    assert "does not advise on medicines" in TEXTS.medicine_note[0]


def test_lines_are_short_enough_to_be_read_at_once() -> None:
    long = [line for line in lines_of(asdict(TEXTS)) if len(line) > 240]
    assert long == []


def test_the_texts_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        TEXTS.notice.title = "Something else"  # type: ignore[misc]  # it is frozen
    assert isinstance(TEXTS, SafetyTexts)
