"""Routine files to models, or to everything that is wrong with them at once."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_origin

import msgspec
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import inspect

from app import paths
from app.routine.catalog import files_in
from app.routine.model import Exercise, Programme, Routine
from app.routine.nodes import tree
from app.routine.pose import POSE
from app.routine.reader import Finding, Problem, Read, Source, read_file, read_text
from tests.routine.written import DATA, HEAD, problems_of, routine_text

HERE = Path("mine.yaml")
KINDS: list[type[Any]] = [Routine, Exercise, Programme, POSE]
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy


def places(problems: list[Problem]) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in problems]


def read(text: str) -> Routine:
    outcome = read_text(text, HERE, Routine)
    assert isinstance(outcome, Read), outcome
    return outcome.model


def wrong(text: str, kind: type[Any] = Routine) -> list[Problem]:
    outcome: Any = read_text(text, HERE, kind)
    assert isinstance(outcome, list), outcome
    assert outcome
    return outcome


# --- everything at once ----------------------------------------------------------------------------------------------

SEVEN = """\
schema: 1
language: en
title: Seven mistakes
levle: gentle
steps:
  - exercise: shoulder-rolls
    reps: 8
    reps: 9
  - exercise: chin-tuk
  - exercise: round-and-reach
    hold: 20 sek
  - exercise: walk-it-out
    time: 10 min
  - exercise: belly-breathing
    breath: [in 4 s, hold 8 s, out 6 s]
"""


def test_seven_different_mistakes_are_told_at_once_each_with_its_place(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, SEVEN)
    assert [str(problem).removeprefix(f"{tmp_path / 'mine.yaml'}:") for problem in problems] == [
        "1:1: the key 'purpose' is missing; add purpose: …",
        "4:1: there is no key 'levle' here; did you mean 'level'?",
        "8:5: 'reps' stands here twice; keep this one or the one on line 7",
        "9:15: there is no exercise 'chin-tuk'; did you mean 'chin-tuck'?",
        "11:11: hold: '20 sek' will not do; write a length of time such as 30 s, 1 min 30 s, 1:30 or 90, 8 h at most",
        "13:11: time: 10 min is outside the range of 'Walk it out'; use 30 s to 5 min",
        "15:13: a breath hold of 8 s is outside the limit, 0 s to 7 s (source: WEIL); use 0 s to 7 s",
    ]


def test_a_step_that_cannot_be_read_does_not_hide_or_invent_anything_about_the_others(tmp_path: Path) -> None:
    steps = (
        "  - chekc: Look.\n    question: Well?\n  - exercise: heat-pack\n  - nothing: at all\n  - exercise: nobody\n"
    )
    problems = problems_of(tmp_path, routine_text(steps))
    assert places(problems) == [(6, 5), (9, 5), (10, 15)]  # and not that the heat has no check before it


def test_what_would_be_right_is_said_in_the_words_of_the_thing_itself() -> None:
    def remedies(text: str, kind: type[Any] = Routine) -> list[str]:
        return [problem.remedy for problem in wrong(text, kind)]

    assert "write a language code such as en" in remedies("language: English")
    assert remedies(routine_text("  - exercise: A B")) == ["write small letters, digits and hyphens, 64 at most"]
    assert remedies(f"level:\n{routine_text('  - rest: 5 s')}") == ["use one of: gentle, moderate"]
    assert wrong(f"level:\n{routine_text('  - rest: 5 s')}")[0].what == "level: has no value"
    many = f"{HEAD}weeks: [{', '.join(['{}'] * 27)}]"
    assert remedies(many, Programme) == ["write 1 to 26"]


def test_seven_mistakes_in_types_are_told_at_once() -> None:
    text = """\
schema: 2
language: English
title: ""
steps:
  - exercise: Chin Tuck
    reps: many
  - rounds: 21
    steps: []
"""
    assert places(wrong(text)) == [(1, 1), (1, 9), (2, 11), (3, 8), (5, 15), (6, 11), (7, 13), (8, 12)]


def test_seven_mistakes_in_the_model_are_told_at_once(tmp_path: Path) -> None:
    steps = """\
  - exercise: chin-tuk
  - exercise: shoulder-rolls
    hold: 5 s
  - exercise: walk-it-out
    time: 10 min
  - exercise: belly-breathing
    breath: [in 1 s, out 1 s]
  - exercise: cold-pack
  - exercise: scapular-squeeze
    swap: nobody
  - exercise: belly-breathing
    cycles: 3
    time: 1 min
"""
    problems = problems_of(tmp_path, routine_text(steps))
    assert places(problems) == [(6, 15), (8, 11), (10, 11), (12, 13), (13, 5), (15, 11), (17, 13)]


@pytest.mark.parametrize(
    ("text", "line", "column", "what", "remedy"),
    [
        ("- 1", 1, 1, "is not a group of keys", "write keys such as schema, language, title"),
        ("words", 1, 1, "is not a group of keys", "write keys such as schema, language, title"),
        (f"{HEAD}steps: 5", 5, 8, "steps: is not a list", "begin each item with a hyphen"),
        (f"{HEAD}steps:\n  rest: 5 s", 6, 3, "steps: is not a list", "begin each item with a hyphen"),
        (routine_text("  - rest 5 s"), 6, 5, "is not a group of keys", None),
        (routine_text("  - rest:"), 6, 10, "rest: has no value", None),
        (routine_text("  - rest: [5 s]"), 6, 11, "rest: is a list or a group of keys", None),
        (routine_text("  - rest: 9 h"), 6, 11, "rest: '9 h' will not do", None),
        (routine_text("  - resst: 5 s"), 6, 5, "there is no key 'resst' here", "did you mean 'rest'?"),
        (routine_text("  - colour: red"), 6, 5, "does not say what it is", None),
        (routine_text("  - contrast: 3\n    warm: a\n    cool: b\n    x: c"), 9, 5, "there is no key 'x' here", None),
        (routine_text("  - exercise: a\n    breath: bocks"), 7, 13, "breath: there is no breath pattern 'bocks'", None),
        (routine_text("  - exercise: a\n    breath: boxx"), 7, 13, "breath: there is no breath pattern 'boxx'",
         "did you mean 'box'?"),
        (routine_text("  - exercise: a\n    breath: []"), 7, 13, "breath: is not a breath pattern", None),
        (routine_text("  - exercise: a\n    breath: [in 4 s, up 2 s]"), 7, 22, "is not a phase of a breath", None),
        (routine_text("  - exercise: a\n    breath: [in: 4 s]"), 7, 14, "is not a phase of a breath", None),
        (routine_text("  - exercise: a\n    tempo: 2-1"), 7, 12, "tempo: '2-1' will not do", None),
        (routine_text("  - exercise: a\n    paced_by: me"), 7, 15, "paced_by: 'me' is not known here", None),
        (routine_text("  - note: " + "x" * 401), 6, 11, f"note: '{'x' * 39}…' will not do", None),
        (f"{routine_text('  - rest: 5 s')}\nswaps: {{a: b, a: c}}", 7, 15, "'a' stands here twice", None),
        (f"{routine_text('  - rest: 5 s')}\nswaps: {{A B: c}}", 7, 9, "'A B' will not do", None),
        (f"{routine_text('  - rest: 5 s')}\nlanguage: English", 7, 1, "'language' stands here twice", None),
    ],
)  # fmt: skip
def test_one_mistake_is_one_problem_at_its_place(
    text: str, line: int, column: int, what: str, remedy: str | None
) -> None:
    problem = wrong(text)[0]
    assert (problem.line, problem.column, problem.what) == (line, column, what)
    assert problem.remedy == remedy or (remedy is None and problem.remedy)


def test_a_problem_reads_as_place_fault_and_remedy_on_one_line() -> None:
    assert str(Problem(Path("a.yaml"), 3, 5, "is wrong", "do it right")) == "a.yaml:3:5: is wrong; do it right"


def test_a_finding_is_placed_at_the_nearest_thing_the_file_has() -> None:
    source = Source(HERE, tree("steps:\n  - exercise: a\n    hold: 5 s\n"))
    at: list[tuple[tuple[str | int, ...], tuple[int, int]]] = [
        (("steps", 0, "hold"), (3, 11)),
        (("steps", 0, "tempo"), (2, 5)),
        (("steps", 7), (2, 3)),
        (("title",), (1, 1)),
        ((), (1, 1)),
    ]
    for keys, place in at:
        assert places([source.problem(Finding(keys, "", ""))]) == [place]


# --- text is text ----------------------------------------------------------------------------------------------------


def test_words_yaml_would_turn_into_something_else_stay_as_they_were_written() -> None:
    for word in (
        "no",
        "on",
        "off",
        "Yes",
        "null",
        "~",
        "1:30",
        "1_000",
        "0x1f",
        "1e3",
        "2026-11-30",
        "<<",
        "=",
        ".nan",
    ):
        assert read(f"{HEAD.replace('Testing.', word)}steps: [rest: 1:30]").purpose == word


def test_a_time_with_a_colon_is_minutes_and_seconds_and_not_a_number_in_base_60() -> None:
    (step,) = read(f"{HEAD}steps: [rest: 1:30]").steps
    assert step == msgspec.convert({"step": "rest", "rest": 90.0}, type(step))


def test_markup_emoji_and_long_lines_are_kept_letter_by_letter() -> None:
    text = "<b>bold</b> & <img src=x> 🧘🏽‍♀️ café {side} $(rm) %s \\n"
    (note,) = read(f"{HEAD}steps:\n  - note: '{text}'").steps
    assert getattr(note, "note", None) == text
    (long,) = read(f"{HEAD}steps:\n  - note: {'y' * 400}").steps
    assert getattr(long, "note", None) == "y" * 400


def test_text_over_several_lines_becomes_one() -> None:
    (note,) = read(f"{HEAD}steps:\n  - note: |\n      One.\n\n      Two.\n").steps
    assert getattr(note, "note", None) == "One. Two."


@pytest.mark.parametrize("word", ["yes", "no", "true", "false"])
def test_a_flag_is_said_in_plain_words(word: str) -> None:
    days = "{sessions: [{routine: a, optional: " + word + "}]}, " + "{rest_day: true}, " * 6
    text = f"{HEAD}weeks: [{{focus: a, goal: b, days: [{days}]}}]"
    outcome = read_text(text, HERE, Programme)
    assert isinstance(outcome, Read), outcome
    assert outcome.model.weeks[0].days[0].sessions[0].optional is (word in ("yes", "true"))


# --- the grammar -----------------------------------------------------------------------------------------------------

BOOLEANS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", ""}


def plain_class(one: inspect.StructType) -> Any:
    """Return the class of a type, of a generic one without its parameters."""
    return get_origin(one.cls) or one.cls


def structs() -> Iterator[inspect.StructType]:
    """Yield every type a file can hold, once."""
    seen: set[object] = set()
    todo: list[Any] = [inspect.type_info(kind) for kind in KINDS]
    while todo:
        one = todo.pop()
        if isinstance(one, inspect.StructType) and plain_class(one) not in seen:
            seen.add(plain_class(one))
            yield one
            todo += [field.type for field in one.fields]
        for name in ("type", "item_type", "key_type", "value_type"):
            todo += [inner] if (inner := getattr(one, name, None)) is not None else []
        if isinstance(one, inspect.UnionType):
            todo += one.types


def test_no_key_is_a_word_yaml_turns_into_a_boolean() -> None:
    keys = {field.encode_name for one in structs() for field in one.fields}
    assert {"steps", "weeks", "hold", "yes_button", "range"} <= keys
    assert not {key for key in keys if key.casefold() in BOOLEANS}


# --- whatever the text -----------------------------------------------------------------------------------------------


def test_every_bundled_file_is_read() -> None:
    for folder, kind in (("", Routine), ("exercises", Exercise), ("programmes", Programme), ("poses", POSE)):
        for path in files_in(paths.ROUTINES / folder):
            outcome: Any = read_file(path, kind)
            assert isinstance(outcome, Read), outcome


def is_told(outcome: Any) -> bool:
    """Tell whether reading gave a model, or problems of which each is one line about a place."""
    if isinstance(outcome, Read):
        return True
    return bool(outcome) and all(
        isinstance(one, Problem) and one.line >= 1 and one.column >= 1 and "\n" not in str(one) for one in outcome
    )


@unhurried
@given(st.text(), st.sampled_from(KINDS))
def test_any_text_is_a_model_or_a_list_of_problems(text: str, kind: type[Any]) -> None:
    assert is_told(read_text(text, HERE, kind))


WORDS = [" ", "\n", "  ", "- ", ": ", "[", "]", "{", "}", "#", "'", '"', "|", "*a", "&a ", "!!int ", "~", "no", "90"]
WORDS += [
    "30 s",
    "-1",
    "9" * 40,
    "exercise: ",
    "rounds: ",
    "steps:",
    "contrast: ",
    "dose: ",
    "hold",
    "é",
    "🙂",
    "\t",
    "\x07",
]
LINES: dict[type[Any], list[str]] = {
    Routine: (DATA / "every-step.yaml").read_text(encoding="utf-8").splitlines(keepends=True),
    Exercise: (paths.ROUTINES / "exercises" / "box-breathing.yaml")
    .read_text(encoding="utf-8")
    .splitlines(keepends=True),
    POSE: (paths.ROUTINES / "poses" / "one-arm-row.yaml").read_text(encoding="utf-8").splitlines(keepends=True),
}
FOLDERS = {Exercise: "exercises/", POSE: "poses/"}


@unhurried
@given(data=st.data())
def test_a_good_file_with_anything_torn_out_or_put_in_is_checked_without_a_crash(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    kind: type[Any] = data.draw(st.sampled_from(list(LINES)))
    lines = list(LINES[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        index = data.draw(st.integers(0, len(lines) - 1))
        if data.draw(st.booleans()):
            column = data.draw(st.integers(0, len(lines[index])))
            cut = data.draw(st.integers(0, 4))
            lines[index] = lines[index][:column] + data.draw(st.sampled_from(WORDS)) + lines[index][column + cut :]
        else:
            lines[index] = data.draw(st.sampled_from(["", lines[index] * 2, "\n"]))
    text = "".join(lines)
    outcome = read_text(text, HERE, kind)
    name = f"{FOLDERS.get(kind, '')}chin-tuck.yaml"
    checked = problems_of(tmp_path_factory.getbasetemp(), text, name)

    assert is_told(outcome)
    assert checked or isinstance(outcome, Read)


# --- whatever the formatting -----------------------------------------------------------------------------------------

slugs = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
lines = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=60).map(
    lambda text: " ".join(text.split()) or "x"
)
counts = st.integers(1, 30)
seconds = st.one_of(st.integers(0, 3600).map(float), st.sampled_from([0.5, 2.5, 3.25, 90.0]))
phases = st.tuples(st.sampled_from(["in", "out", "hold", "in left", "sip"]), st.sampled_from([1.0, 2.5, 4.0])).map(
    lambda one: {"name": one[0], "length_s": one[1]}
)
patterns = st.lists(phases, min_size=1, max_size=4).map(lambda some: {"phases": some})


def step_of(tag: str, needed: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(needed, optional=optional).map(lambda keys: {"step": tag, **keys})


exercise_steps = step_of(
    "exercise",
    {"exercise": slugs},
    {"label": lines, "cue": lines, "swap": slugs, "ready": seconds, "hold": seconds, "reps": counts, "sets": counts,
     "tempo": st.tuples(seconds, seconds, seconds).map(list), "rest": seconds, "time": seconds, "cycles": counts,
     "paced_by": st.sampled_from(["timer", "you"]), "breath": patterns, "check_every": seconds},
)  # fmt: skip
check_steps = step_of(
    "check", {"check": lines, "question": lines}, {"yes_button": lines, "if_no": st.sampled_from(["stop", "skip"])}
)
plain_steps = st.one_of(
    exercise_steps,
    check_steps,
    step_of("rest", {"rest": seconds}, {"label": lines}),
    step_of("note", {"note": lines}, {"time": seconds}),
    step_of("wait", {"wait": lines}, {"time": seconds}),
    step_of("contrast", {"contrast": counts, "warm": slugs, "cool": slugs}, {"warm_time": seconds, "finish": seconds}),
)
rounds = step_of("rounds", {"rounds": st.integers(1, 20), "steps": st.lists(plain_steps, min_size=1, max_size=3)},
                 {"rest": seconds})  # fmt: skip
models = st.fixed_dictionaries(
    {"schema": st.just(1), "language": st.sampled_from(["en", "de-CH"]), "title": lines, "purpose": lines,
     "steps": st.lists(st.one_of(plain_steps, rounds), min_size=1, max_size=5)},
    optional={"notes": st.lists(lines, max_size=3), "swaps": st.dictionaries(slugs, slugs, max_size=3),
              "level": st.sampled_from(["gentle", "moderate"])},
)  # fmt: skip


def written(value: Any, how: random.Random, key: str = "") -> Any:
    """Return a value as the text a person might write for it."""
    if key == "breath":
        return [f"{one['name']} {_time(one['length_s'], how)}" for one in value["phases"]]
    if key == "tempo":
        return how.choice(["-", " - "]).join(f"{part:g}" for part in value)
    if isinstance(value, dict):
        pairs = [(name, written(inner, how, name)) for name, inner in value.items() if name != "step"]
        how.shuffle(pairs)
        return dict(pairs)
    if isinstance(value, list):
        return [written(one, how) for one in value]
    return _time(value, how) if isinstance(value, float) else str(value)


def _time(length_s: float, how: random.Random) -> str:
    ways = [f"{length_s:g}", f"{length_s:g} s", f"{length_s:g}s", f"{length_s:g} seconds"]
    if length_s == int(length_s):
        minutes, left = divmod(int(length_s), 60)
        ways += [f"{minutes}:{left:02}", f"{minutes} min {left} s", f"{minutes} minutes {left}s"]
    return how.choice(ways)


@unhurried
@given(models, st.randoms(use_true_random=False))
def test_a_routine_reads_back_the_same_however_it_is_written(plain: dict[str, Any], how: random.Random) -> None:
    text = yaml.safe_dump(
        written(plain, how),
        default_flow_style=how.choice([True, False, None]),
        default_style=how.choice([None, "'", '"']),
        indent=how.choice([2, 4, 7]),
        width=how.choice([300, 10_000]),  # narrow double-quoted lines are not written faithfully by PyYAML
        allow_unicode=how.choice([True, False]),
        sort_keys=how.choice([True, False]),
        explicit_start=how.choice([True, False]),
        line_break=how.choice(["\n", "\r\n"]),
    )
    assert read(text) == msgspec.convert(plain, Routine)
