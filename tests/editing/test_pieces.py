"""New pieces of text: as a person writes them, and read back as they were meant, whatever is in them."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import paths
from app.editing.edits import insert, set_value
from app.editing.pieces import Style, cleaned, in_brackets, item, pair, scalar
from app.editing.places import Plain, places, plain
from app.editing.written import keys_of, number_text, order_for, time_text
from app.routine.catalog import files_in
from app.routine.model import Exercise, ExerciseStep, HoldDose, NoteStep, Pattern, Phase, Programme, RepsDose, Routine
from app.routine.pose import POSE, SideFrame, SidePose, Sides
from app.routine.quantities import duration_s, tempo_s
from app.routine.reader import Read, read_file, read_text
from tests.routine.written import EXERCISE

ODD = "yes|No|~|null|true|1:30|2-1-3|a: b|a #b|#a|- a|? a|{side}|[a]|*a|&a|!a"
MORE = ">|'|\"|%a|@a|`a|a:|:|-|---|...||a, b|}|\ufeffa|\x85|\\"
texts = st.text(max_size=30) | st.sampled_from([*(f"{ODD}|{MORE}").split("|"), "|"])
keys = texts.filter(lambda key: bool(key.strip()))
plains: st.SearchStrategy[Plain] = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("title", "Neck, then shoulders", "title: Neck, then shoulders\n"),
        ("title", "Calm: 4 weeks", 'title: "Calm: 4 weeks"\n'),
        ("yes_button", "Yes", 'yes_button: "Yes"\n'),
        ("time", "1:30", "time: 1:30\n"),
        ("reps", "8", "reps: 8\n"),
        ("optional", "true", "optional: true\n"),
        ("areas", ["neck", "upper back"], "areas: [neck, upper back]\n"),
        ("breath", ["in 4 s", "out 6 s"], "breath: [in 4 s, out 6 s]\n"),
        ("equipment", ["band, long"], 'equipment: ["band, long"]\n'),
        ("instructions", ["Sit.", "Pull: {side}."], 'instructions:\n  - Sit.\n  - "Pull: {side}."\n'),
        ("elbow", {"right": "20", "left": "5"}, "elbow: {right: 20, left: 5}\n"),
        ("dose", {"hold": "20 s", "reps": "2"}, "dose:\n  hold: 20 s\n  reps: 2\n"),
        ("steps", [], "steps: []\n"),
        ("steps", [{"rest": "5 s", "label": "A"}], "steps:\n  - rest: 5 s\n    label: A\n"),
    ],
)
def test_a_piece_is_written_as_a_person_writes_it(key: str, value: Plain, written: str) -> None:
    assert pair(key, value, Style()) == written


def test_a_long_line_is_not_folded() -> None:
    line = "word " * 79 + "end."
    assert pair("cue", line, Style()) == f"cue: {line}\n"
    assert "\n" not in pair("areas", [line, line], Style()).rstrip("\n")


@settings(deadline=None)
@given(plains, st.sampled_from([Style(), Style(4, 0), Style(1, 4)]))
def test_any_value_is_read_back_as_it_was_meant(value: Plain, style: Style) -> None:
    value = cleaned(value)
    assert plain(places(pair("k", value, style))) == {"k": value}
    assert plain(places(item(value, style))) == [value]
    assert plain(places(f"[{in_brackets(value)}]")) == [value]


@settings(deadline=None)
@given(texts, st.sampled_from(["", "'", '"']))
def test_any_text_is_read_back_in_the_quotes_it_had(text: str, quote: str) -> None:
    text = str(cleaned(text))
    assert plain(places(f"k: {scalar(text, quote)}\n")) == {"k": text}


@settings(deadline=None)
@given(texts, texts)
def test_any_text_can_stand_where_another_stood(old: str, new: str) -> None:
    before = pair("k", cleaned(old), Style())
    assert plain(places(set_value(f"{before}z: 1 # c\n", ("k",), new))) == {"k": cleaned(new), "z": "1"}
    assert plain(places(insert(item(cleaned(old), Style()), (0,), new))) == [cleaned(new), cleaned(old)]


# --- the model as keys -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("folder", "kind"), [("", Routine), ("exercises", Exercise), ("programmes", Programme), ("poses", POSE)]
)
def test_every_bundled_model_is_written_so_that_it_is_read_back_the_same(folder: str, kind: type) -> None:
    for path in files_in(paths.ROUTINES / folder):
        read: Any = read_file(path, kind)
        assert isinstance(read, Read)
        again: Any = read_text(
            "".join(pair(key, value, Style()) for key, value in keys_of(read.model).items()), path, kind
        )
        assert isinstance(again, Read), again
        assert again.model == read.model


def test_what_would_only_repeat_the_default_is_not_written() -> None:
    assert keys_of(ExerciseStep("chin-tuck", ready_s=5.0, hold_s=20.0)) == {"exercise": "chin-tuck", "hold": "20 s"}
    assert keys_of(NoteStep("Hi")) == {"note": "Hi"}
    assert keys_of(RepsDose(8, tempo=(2.0, 1.5, 3.0))) == {"reps": "8", "tempo": "2-1.5-3"}
    own = Pattern((Phase("in", 3.5), Phase("out", 5.0)))
    assert keys_of(ExerciseStep("x", breath=own))["breath"] == ["in 3.5 s", "out 5 s"]
    pose = SidePose(schema=1, base="sitting", end=SideFrame(neck=-8, elbow=Sides(right=20)))
    assert list(keys_of(pose).items()) == [
        ("schema", "1"),
        ("view", "side"),
        ("base", "sitting"),
        ("end", {"neck": "-8", "elbow": {"right": "20"}}),
    ]


@given(st.integers(0, 28800 * 4).map(lambda quarters: quarters / 4))
def test_a_time_is_written_so_that_it_is_read_back_the_same(seconds: float) -> None:
    assert duration_s(time_text(seconds)) == seconds


def test_times_and_numbers_are_written_as_people_write_them() -> None:
    assert [time_text(s) for s in (0, 20, 90.0, 3600, 3665.5)] == [
        "0 s",
        "20 s",
        "1 min 30 s",
        "1 h",
        "1 h 1 min 5.5 s",
    ]
    assert [number_text(n) for n in (8, 8.0, 0.35, -0.7, 10.0, 0.0)] == ["8", "8", "0.35", "-0.7", "10", "0"]
    assert tempo_s(str(keys_of(RepsDose(8, tempo=(1.0, 0.0, 0.1)))["tempo"])) == (1.0, 0.0, 0.1)


def test_keys_have_the_order_of_what_they_belong_to() -> None:
    assert order_for(["hold", "rest"]) == HoldDose.__struct_encode_fields__
    assert order_for(["exercise", "rest"])[:3] == ("exercise", "label", "cue")
    assert order_for(["schema", "language", "title", "steps"])[-1] == "steps"
    assert order_for(["schema", "language", "name", "cue", "dose"])[-3:] == ("sources", "evidence", "easier")


def test_ruamel_is_loaded_at_the_first_piece_and_not_before() -> None:
    program = f"""
import sys
import app.editing.draft, app.editing.fresh, app.editing.shown
from app.editing.edits import set_value, move
set_value({EXERCISE!r}, ("cue",), "Softer.")
assert "ruamel.yaml" not in sys.modules
set_value({EXERCISE!r}, ("caution",), "Softly.")
assert "ruamel.yaml" in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
