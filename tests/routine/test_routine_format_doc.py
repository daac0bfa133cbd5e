"""The page about the format says what the types say: keys, defaults, words, patterns and limits; its examples work."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from msgspec import NODEFAULT, inspect

from app.routine import model, pose, safety
from app.routine.files import MOST_FILES
from app.routine.nodes import DEEPEST, MOST_EVENTS
from app.routine.quantities import PHASE_NAMES, spoken
from app.routine.safety import MOST_STEPS, MOST_TURNS, PACK_GAP_S, WARM_PACKS_A_DAY, Limit
from app.routine.walk import MOST_FAULTS
from tests.routine.test_reader import plain_class, structs
from tests.routine.written import HEAD, problems_of

PAGE = Path(__file__).resolve().parents[2] / "docs" / "routine-format.md"
TEXT = PAGE.read_text(encoding="utf-8")
FENCE = re.compile(r"^```(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
FENCES = [(match[1], match[2], TEXT[: match.start()].count("\n") + 1) for match in FENCE.finditer(TEXT)]


def blocks(info: str) -> list[str]:
    return [text for kind, text, _ in FENCES if kind == info]


# --- examples --------------------------------------------------------------------------------------------------------


def test_every_example_in_yaml_says_what_it_is() -> None:
    infos = {info for info, _, _ in FENCES}
    assert infos == {
        "yaml routine",
        "yaml steps",
        "yaml exercise",
        "yaml programme",
        "yaml pose",
        "yaml broken",
        "text answers",
        "sh",
    }
    assert "```yml" not in TEXT


GOOD = [one for one in FENCES if one[0].startswith("yaml ") and one[0] != "yaml broken"]


@pytest.mark.parametrize(("info", "text"), [one[:2] for one in GOOD], ids=[f"line-{line}" for _, _, line in GOOD])
def test_every_example_is_accepted_as_what_it_says_it_is(tmp_path: Path, info: str, text: str) -> None:
    folders = {"yaml exercise": "exercises/", "yaml programme": "programmes/", "yaml pose": "poses/"}
    if info == "yaml steps":
        text = f"{HEAD}steps:\n" + "".join(f"  {line}" for line in text.splitlines(keepends=True))
    name = f"{folders.get(info, '')}{'one-arm-row' if info == 'yaml pose' else 'mine'}.yaml"
    assert [str(problem) for problem in problems_of(tmp_path, text, name)] == []


def test_the_broken_example_gets_the_answers_shown(tmp_path: Path) -> None:
    (broken,), (answers,) = blocks("yaml broken"), blocks("text answers")
    told = [str(problem).removeprefix(f"{tmp_path}/") for problem in problems_of(tmp_path, broken, "my-break.yaml")]
    assert told == answers.splitlines()


def test_the_first_example_is_a_routine_in_ten_lines() -> None:
    assert len(blocks("yaml routine")[0].splitlines()) == 10


# --- keys ------------------------------------------------------------------------------------------------------------

HEADINGS: dict[type, str] = {
    model.Routine: "## A routine",
    model.ExerciseStep: "### exercise",
    model.RestStep: "### rest",
    model.NoteStep: "### note",
    model.WaitStep: "### wait",
    model.CheckStep: "### check",
    model.RoundsStep: "### rounds",
    model.ContrastStep: "### contrast",
    model.Exercise: "## An exercise",
    model.HoldDose: "#### Held still",
    model.RepsDose: "#### Reps",
    model.TimeDose: "#### For a time",
    model.BreathDose: "#### Breaths",
    model.DoseRange: "### The range",
    model.SkinCheck: "### The skin check",
    model.Programme: "## A programme",
    model.Week: "A week:",
    model.Day: "A day:",
    model.PlannedSession: "A session:",
    model.DeskBreaks: "### Desk breaks",
    model.Progression: "### Progression",
    pose.SidePose: "## A pose",
    pose.FrontPose: "## A pose",
    pose.BackPose: "## A pose",
    pose.Sides: "value for each:",
    pose.SideFrame: "### Seen from the side",
    pose.FrontFrame: "### Seen from the front or from behind",
}
BREATH = (model.Pattern, model.Phase)  # read from phrases, not from keys


def rows(heading: str) -> dict[str, tuple[str, str]]:
    """Return the rows of the first table after a heading: by key, what it is and what holds when it is left out."""
    after = TEXT.split(f"\n{heading}\n", 1)[1]
    table = after[after.index("| key |") :].split("\n\n", 1)[0].splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]
    return {key.strip("`"): (what, default) for key, what, default in cells}


ALL = [one for one in structs() if one.cls not in BREATH]
NAMES = [plain_class(one).__name__ for one in ALL]


@pytest.mark.parametrize("struct", ALL, ids=NAMES)
def test_every_key_of_every_kind_of_thing_is_in_its_table(struct: inspect.StructType) -> None:
    table = rows(HEADINGS[plain_class(struct)])
    written = [str(struct.tag_field)] if struct.tag_field == "view" else []
    assert sorted(table) == sorted([*written, *(field.encode_name for field in struct.fields)])


@pytest.mark.parametrize("struct", ALL, ids=NAMES)
def test_what_holds_when_a_key_is_left_out_is_what_the_types_say(struct: inspect.StructType) -> None:
    table = rows(HEADINGS[plain_class(struct)])
    for field in struct.fields:
        _, default = table[field.encode_name]
        assert (default == "needed") is field.required, field.encode_name
        if not field.required and field.default not in (None, NODEFAULT, (), {}):
            assert default == said(field), field.encode_name


def said(field: inspect.Field) -> str:
    value = field.default
    if isinstance(value, pose.SideFrame | pose.FrontFrame):
        return "the base posture"
    if field.encode_name == "range" or isinstance(value, model.Progression):
        return {"range": "any dose within the limits", "progression": "as there"}[field.encode_name]
    if field.encode_name == "tempo":
        return "-".join(f"{part:g}" for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ", ".join(value)
    return spoken(value) if isinstance(value, float) else str(value)


@pytest.mark.parametrize("struct", ALL, ids=NAMES)
def test_every_word_that_may_be_chosen_is_named(struct: inspect.StructType) -> None:
    table = rows(HEADINGS[plain_class(struct)])
    for field in struct.fields:
        for word in choices(field.type):
            assert f"`{word}`" in table[field.encode_name][0], (field.encode_name, word)


def choices(info: Any) -> Iterator[object]:
    if isinstance(info, inspect.LiteralType):
        yield from info.values
    for inner in getattr(info, "types", ()) or [getattr(info, name, None) for name in ("type", "item_type")]:
        if inner is not None and not isinstance(inner, inspect.StructType):
            yield from choices(inner)


@pytest.mark.parametrize("frame", [pose.SideFrame, pose.FrontFrame])
def test_every_angle_s_range_is_in_its_row(frame: type) -> None:
    info = inspect.type_info(frame)
    assert isinstance(info, inspect.StructType)
    for field in info.fields:
        numbers = [one for one in getattr(field.type, "types", ()) if isinstance(one, inspect.FloatType)]
        assert not numbers or f"({numbers[0].ge:g} to {numbers[0].le:g})" in rows(HEADINGS[frame])[field.encode_name][0]


# --- patterns and limits ---------------------------------------------------------------------------------------------


def test_every_breath_pattern_and_phase_is_there() -> None:
    for name, pattern in model.PATTERNS.items():
        phases = ", ".join(f"{phase.name} {spoken(phase.length_s)}" for phase in pattern.phases)
        assert f"| `{name}` | {phases} |" in TEXT
    for word in PHASE_NAMES:
        assert f"`{word}`" in TEXT


def test_every_base_posture_is_there_with_what_carries_it_and_what_it_sets() -> None:
    kinds = (("side", pose.SidePose), ("front", pose.FrontPose), ("back", pose.BackPose))
    bases = {view: get_args(kind.__annotations__["base"]) for view, kind in kinds}
    every = [(name, "side", one) for name, one in pose.SIDE_POSTURES.items()]
    for name, one in pose.FRONT_POSTURES.items():
        every.append((name, ", ".join(view for view in ("front", "back") if name in bases[view]), one))
    for name, views, one in every:
        values = ((key, getattr(one.frame, key)) for key in one.frame.__struct_fields__)
        sets = ", ".join(f"`{key}` {shown(value)}" for key, value in values if value is not None)
        row = f"| `{name}` | {views} | {one.support} | {sets} |"
        assert row.replace("|  |", "| |") in TEXT


def shown(value: Any) -> str:
    if isinstance(value, pose.Sides):
        return f"right {shown(value.right)} and left {shown(value.left)}"
    return value if isinstance(value, str) else f"{value:g}"


def test_every_limit_is_there_with_its_figures_and_its_source() -> None:
    limits = [one for one in vars(safety).values() if isinstance(one, Limit)]
    assert len(limits) >= 19
    for limit in limits:
        low, high = (spoken(end) if limit.unit == "s" else f"{end:g}" for end in (limit.least, limit.most))
        assert f"| {low} to {high} | {limit.source} |".replace("|  |", "| |") in TEXT


def test_what_the_reader_stops_at_is_there() -> None:
    assert f"{MOST_EVENTS:,} items long and {DEEPEST} levels deep" in TEXT
    assert f"at most {MOST_STEPS} steps and {MOST_TURNS:,} holds and sets" in TEXT
    assert f"at most {model.MOST_PHASES} phases" in TEXT
    assert f"first {MOST_FILES:,} files are read, and of a file the first {MOST_FAULTS} problems are told" in TEXT
    assert f"{spoken(PACK_GAP_S)} between packs and {WARM_PACKS_A_DAY} warm packs a day" in TEXT


def test_links_within_the_page_lead_somewhere() -> None:
    headings = [line.lstrip("# ") for line in TEXT.splitlines() if line.startswith("#")]
    anchors = {re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    links = re.findall(r"\]\(#([^)]+)\)", TEXT)
    assert links
    assert [link for link in links if link not in anchors] == []
