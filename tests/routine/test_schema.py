"""The published schemas: fresh, true to every file there is, as wide as the reader and hardly wider."""

import json
import os
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.routine.catalog import files_in
from app.routine.model import Exercise, Programme, Routine
from app.routine.pose import POSE
from app.routine.quantities import SHAPES, count, count_range, duration_range_s, duration_s, number, phase, tempo_s
from app.routine.reader import Read, read_text
from app.routine.schema import KINDS, schema_of
from tests.routine.test_reader import models, unhurried, written
from tests.routine.test_routine_format_doc import GOOD, blocks
from tests.routine.written import DATA, EXERCISE, HEAD, routine_text

FOLDERS = {"exercise": "exercises", "pose": "poses", "programme": "programmes", "routine": ""}


# --- as editors read -------------------------------------------------------------------------------------------------


class _Editor(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `1:30`, `yes` and `2026-11-30` are text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own way


for tag, pattern in (
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("null", r"~|null|Null|NULL|"),
    ("int", r"[-+]?[0-9]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"),
):
    _Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), None)


def _whole(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    return int(node.value)  # PyYAML's own takes 010 for eight


_Editor.add_constructor("tag:yaml.org,2002:int", _whole)


def as_editors_read(text: str) -> Any:
    return json.loads(json.dumps(yaml.load(text, Loader=_Editor)))  # keys are text, as JSON has them


@cache
def validator(name: str) -> jsonschema.Draft7Validator:
    return jsonschema.Draft7Validator(schema_of(name))


def complaints(name: str, text: str) -> list[str]:
    """What an editor would underline, as path and words."""
    found = validator(name).iter_errors(as_editors_read(text))
    return [f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in found]


# --- fresh -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", KINDS)
def test_the_published_schema_is_what_the_types_say(name: str) -> None:
    file = paths.ROUTINES / "schema" / f"{name}.json"
    wanted = json.dumps(schema_of(name), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("UNHUNCH_ACCEPT") == "1":
        file.write_text(wanted, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == wanted


def test_there_is_one_schema_for_each_kind_and_no_other() -> None:
    assert sorted(path.stem for path in (paths.ROUTINES / "schema").iterdir()) == sorted(KINDS)


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_is_one(name: str) -> None:
    meta = jsonschema.Draft7Validator(jsonschema.Draft7Validator.META_SCHEMA)
    assert [error.message for error in meta.iter_errors(schema_of(name))] == []


@pytest.mark.parametrize("name", ["exercise", "programme", "routine"])
def test_every_key_has_words_for_who_hovers_over_it(name: str) -> None:
    schema = schema_of(name)
    groups = [schema, *schema["definitions"].values()]
    keys = [(key, value) for one in groups for key, value in one.get("properties", {}).items()]
    assert len(keys) > 20
    for key, value in keys:
        target = schema["definitions"][value["$ref"].rpartition("/")[2]] if "$ref" in value else value
        assert target.get("description") or key == "dose", key


def test_what_holds_when_a_key_is_left_out_is_written_as_one_would_write_it() -> None:
    steps = schema_of("routine")["definitions"]
    assert steps["ExerciseStep"]["properties"]["ready"]["default"] == "5 s"
    assert steps["ContrastStep"]["properties"]["warm_time"]["default"] == "3 min"
    doses = schema_of("exercise")["definitions"]
    assert doses["RepsDose"]["properties"]["tempo"]["default"] == "2-0-2"
    assert doses["RepsDose"]["properties"]["sets"]["default"] == 1
    assert schema_of("programme")["definitions"]["Day"]["properties"]["rest_day"]["default"] is False


def test_every_default_is_one_the_schema_lets_through() -> None:
    tried, refused = 0, []
    for name in KINDS:
        schema = schema_of(name)
        for one in (schema, *schema["definitions"].values()):
            for key, value in one.get("properties", {}).items():
                if "default" in value:
                    whole = {**value, "definitions": schema["definitions"]}
                    tried += 1
                    refused += [f"{name}: {key}"] * (not jsonschema.Draft7Validator(whole).is_valid(value["default"]))
    assert refused == []
    assert tried > 20


# --- every file there is ---------------------------------------------------------------------------------------------

FILES = [(name, path) for name, folder in FOLDERS.items() for path in files_in(paths.ROUTINES / folder)]


@pytest.mark.parametrize(("name", "path"), FILES, ids=[path.stem for _, path in FILES])
def test_every_bundled_file_is_let_through_and_names_its_schema(name: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert complaints(name, text) == []
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named is not None
    assert (path.parent / named[1]).resolve() == paths.ROUTINES / "schema" / f"{name}.json"


def test_the_file_with_every_step_is_let_through() -> None:
    assert complaints("routine", (DATA / "every-step.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(("info", "text"), [one[:2] for one in GOOD], ids=[f"line-{line}" for _, _, line in GOOD])
def test_every_example_of_the_page_about_the_format_is_let_through(info: str, text: str) -> None:
    name = info.removeprefix("yaml ")
    if name == "steps":
        name, text = "routine", f"{HEAD}steps:\n" + "".join(f"  {line}" for line in text.splitlines(keepends=True))
    assert complaints(name, text) == []


def test_the_broken_example_is_underlined_where_its_text_alone_is_wrong() -> None:
    (broken,) = blocks("yaml broken")
    assert [one.split(": ")[0] for one in complaints("routine", broken)] == ["steps/1/hold", "steps/1"]


# --- what is wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "place"),
    [
        ("  - exercise: a\n    resp: 8\n", "steps/0"),
        ("  - exercise: a\n    hold: 20 sek\n", "steps/0/hold"),
        ("  - exercise: a\n    hold: -5\n", "steps/0/hold"),
        ("  - exercise: a\n    hold: 99999\n", "steps/0/hold"),
        ("  - exercise: a\n    hold:\n", "steps/0/hold"),
        ("  - exercise: a\n    reps: 0\n", "steps/0/reps"),
        ("  - exercise: a\n    reps: eight\n", "steps/0/reps"),
        ("  - exercise: a\n    reps: [8]\n", "steps/0/reps"),
        ("  - exercise: a\n    tempo: 2-1\n", "steps/0/tempo"),
        ("  - exercise: a\n    paced_by: me\n", "steps/0/paced_by"),
        ("  - exercise: a\n    breath: bax\n", "steps/0/breath"),
        ("  - exercise: a\n    breath: []\n", "steps/0/breath"),
        ("  - exercise: a\n    breath: [in 0 s]\n", "steps/0/breath"),
        ("  - exercise: a\n    breath: [up 4 s]\n", "steps/0/breath"),
        ("  - exercise: A b\n", "steps/0/exercise"),
        (f"  - exercise: {'a' * 65}\n", "steps/0/exercise"),
        ("  - rest: soon\n", "steps/0/rest"),
        ("  - rest: 1:75\n", "steps/0/rest"),
        ("  - rest: 5 s\n    note: Two kinds.\n", "steps/0"),
        ("  - note: ''\n", "steps/0/note"),
        (f"  - note: {'a ' * 201}\n", "steps/0/note"),
        ("  - check: A\n", "steps/0"),
        ("  - rounds: 30\n    steps: [rest: 5 s]\n", "steps/0/rounds"),
        ("  - rounds: 3\n    steps: []\n", "steps/0/steps"),
        ("  - rounds: 3\n    steps: [rest: soon]\n", "steps/0/steps/0/rest"),
        ("  - nota: b\n", "steps/0"),
        ("  - {}\n", "steps/0"),
        ("  - 5 s\n", "steps/0"),
        ("  []\n", "steps"),
        ("  - rest: 5 s\nlevle: gentle\n", ""),
        ("  - rest: 5 s\nlevel: hard\n", "level"),
        ("  - rest: 5 s\nswaps: {a: B}\n", "swaps/a"),
        ("  - rest: 5 s\nnotes: One\n", "notes"),
    ],
)
def test_what_the_reader_refuses_in_a_routine_the_schema_refuses_at_the_same_place(steps: str, place: str) -> None:
    text = routine_text(steps)
    assert isinstance(read_text(text, Path("mine.yaml"), Routine), list)
    assert place in [one.split(": ")[0] for one in complaints("routine", text)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("schema: 1", "schema: 2"),
        ("language: en", "language: English"),
        ("kind: stretch", "kind: stretchy"),
        ("areas: [chest]", "areas: []"),
        ("areas: [chest]", "areas: chest"),
        ("position: seated", "position: sitting"),
        ("dose:\n  hold: 20 s\n", ""),
        ("  hold: 20 s\n", "  hold: 20 s\n  sets: 2\n"),
        ("  hold: 20 s\n", "  holds: 20 s\n"),
        ("cue: Soft.", "cue: Soft.\nrange:\n  hold: 10 s\n"),
        ("cue: Soft.", "cue: Soft.\nrange:\n  reps: a to b\n"),
        ("cue: Soft.", "cue: Soft.\nevidence: D\n"),
        ("cue: Soft.", "cue: Soft.\nskin_check: Look.\n"),
    ],
)
def test_what_the_reader_refuses_in_an_exercise_the_schema_refuses(old: str, new: str) -> None:
    assert complaints("exercise", EXERCISE) == []
    text = EXERCISE.replace(old, new)
    assert text != EXERCISE
    assert isinstance(read_text(text, Path("mine.yaml"), Exercise), list)
    assert complaints("exercise", text) != []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      - {}\n", ""),
        ("rest_day: true", "rest_day: maybe"),
        ("when: evening", "when: noon"),
        ("most_sets: 1", "most_sets: few"),
        ("raise_in_order: [reps, sets]", "raise_in_order: [reps, weight]"),
        ("every: 45 min", "every: often"),
        ("ease_after_rise: 2", "ease_after_rise: 20"),
    ],
)
def test_what_the_reader_refuses_in_a_programme_the_schema_refuses(old: str, new: str) -> None:
    (programme,) = blocks("yaml programme")
    text = programme.replace(old, new)
    assert text != programme
    assert isinstance(read_text(text, Path("mine.yaml"), Programme), list)
    assert complaints("programme", text) != []


POSE_TEXT = "schema: 1\nview: side\nbase: sitting\nstart:\n  neck: 8\n  elbow: {right: 52.5}\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("view: side", "view: above"),
        ("view: side\n", ""),
        ("base: sitting", "base: lying face up"),
        ("neck: 8", "neck: 80"),
        ("neck: 8", "neck: some"),
        ("neck: 8", "neck: {right: 8}"),
        ("neck: 8", "side_bend: 8"),
        ("right: 52.5", "up: 52.5"),
    ],
)
def test_what_the_reader_refuses_in_a_pose_the_schema_refuses(old: str, new: str) -> None:
    assert complaints("pose", POSE_TEXT) == []
    text = POSE_TEXT.replace(old, new)
    assert text != POSE_TEXT
    assert isinstance(read_text(text, Path("mine.yaml"), POSE), list)
    assert complaints("pose", text) != []


# --- as wide as the reader -------------------------------------------------------------------------------------------


@unhurried
@given(models, st.randoms(use_true_random=False))
def test_whatever_routine_the_reader_takes_the_schema_takes(plain: dict[str, Any], how: random.Random) -> None:
    style = how.choice([None, "'", '"'])
    text = yaml.safe_dump(written(plain, how), default_style=style, allow_unicode=True, width=10_000)
    if isinstance(read_text(text, Path("mine.yaml"), Routine), Read):
        assert complaints("routine", text) == []


numbers = st.sampled_from(["0", "4", "15", "90", "2.5", "0.0", "008", "1.", ".5", "-3", "1e3", "x", ""])
units = st.sampled_from(["", " ", "s", " s", " sec", " seconds", "min", " minutes", " h", " hours", " days"])
times = st.lists(st.tuples(numbers, units).map("".join), min_size=1, max_size=3).map(" ".join)
clocks = st.lists(st.sampled_from(["0", "1", "05", "30", "75", "90.5"]), min_size=2, max_size=4).map(":".join)
names = st.sampled_from(["in", "in left", "sip", "out", "out right", "hold", "up", ""])
some = st.one_of(times, clocks, numbers)
phrases = st.one_of(
    some,
    st.tuples(some, st.sampled_from([" to ", "  to ", "to", " - "]), some).map("".join),
    st.lists(numbers, min_size=2, max_size=4).map("-".join),
    st.lists(numbers, min_size=3, max_size=3).map(" - ".join),
    st.tuples(names, st.sampled_from([" ", "  ", ""]), some).map("".join),
).flatmap(lambda text: st.sampled_from([text, f" {text}", f"{text} "]))

READERS: dict[str, Any] = {
    "duration": duration_s,
    "duration range": duration_range_s,
    "count": count,
    "number": number,
    "count range": count_range,
    "tempo": tempo_s,
    "phase": phase,
}


def ends(reading: object) -> Iterator[float]:
    yield from (
        float(one) for one in (reading if isinstance(reading, tuple) else (reading,)) if not isinstance(one, str)
    )


@unhurried
@given(phrases)
def test_a_phrase_has_the_shape_of_what_it_is_read_as_and_of_nothing_else(text: str) -> None:
    for name, read in READERS.items():
        has_shape = re.fullmatch(rf"\s*{SHAPES[name]}\s*", text) is not None
        is_read = read(text) is not None
        if name.endswith("range") and has_shape and not is_read:
            low, high = re.split(r"\s+to\s+", text.strip())
            assert duration_range_s(f"{high} to {low}") or count_range(f"{high} to {low}")  # the wrong way round
        else:
            assert has_shape is is_read, name
