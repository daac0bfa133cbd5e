"""Texts that would cost too much or mislead, by name: each is refused in a sentence, or read as the letters it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import paths
from app.play.layout import lay_out
from app.play.library import overviews
from app.routine import quantities
from app.routine.catalog import load
from app.routine.length import steps_length_s
from app.routine.model import MOST_PHASES, Routine
from app.routine.nodes import MOST_EVENTS, UnreadableError, tree
from app.routine.reader import Finding, Problem, Read, read_text
from app.routine.safety import MOST_STEPS, MOST_TURNS
from app.routine.walk import MOST_COMPARED, MOST_FAULTS, Fault, TooManyFaultsError, reader_of
from tests import lasting
from tests.routine.test_hostile_files import assert_plays, assert_told
from tests.routine.written import CODES, EXERCISE, HEAD, problems_of, put, routine_text

HERE = Path("mine.yaml")


def wrong(text: str) -> list[Problem]:
    outcome = read_text(text, HERE, Routine)
    assert isinstance(outcome, list)
    assert_told(outcome, text)
    return outcome


def whats(folder: Path, text: str) -> list[str]:
    problems = problems_of(folder, text)
    if problems:
        assert_told(problems, text)
    return [problem.what for problem in problems]


# --- YAML ------------------------------------------------------------------------------------------------------------


def test_lines_are_counted_as_yaml_counts_them_whatever_ends_them() -> None:
    for end in ("\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"):
        for last, column in (("b: @", 4), ("b: \x07", 4)):
            with pytest.raises(UnreadableError) as caught:
                tree(f"a: 1{end}# x{end}{last}")
            assert (caught.value.line, caught.value.column) == (3, column), (end, last)


def test_a_text_that_ends_too_soon_is_told_at_its_end_and_not_below_it() -> None:
    (problem,) = wrong("schema: 1\n{}")
    assert (problem.line, problem.column) == (2, 3)


def test_anchors_that_nothing_refers_to_are_let_be_and_those_that_are_used_are_told_in_short(tmp_path: Path) -> None:
    assert whats(tmp_path, HEAD + "steps: &mine [rest: &five 5 s]\n") == []
    long = "x" * 300_000
    assert whats(tmp_path, f"{HEAD}group: &{long} a\nsetting: *{long}\n") == [f"uses an alias ('*{'x' * 38}…')"]


def test_a_tag_may_hide_a_line_end_and_is_still_told_on_one_line() -> None:
    assert wrong("a: !x%0A%1By 1\n")[0].what == "uses a tag ('!x\\n\\x1by')"


def test_a_merge_key_is_a_key_nobody_knows(tmp_path: Path) -> None:
    assert whats(tmp_path, HEAD + "steps: [{<<: {rest: 5 s}, rest: 5 s}]\n") == ["there is no key '<<' here"]


def test_a_key_of_half_a_mebibyte_is_told_in_short() -> None:
    key = "x" * (1 << 18)
    said = [one.what for one in wrong(f"{HEAD}steps: [rest: 5 s]\n? {key}\n: 1\n? {key}\n: 2\n")]
    assert f"'{'x' * 39}…' stands here twice" in said


@pytest.mark.parametrize(
    "value", ["1e400", ".inf", "-.inf", ".nan", "NaN", "0x10", "1_000", "-1", "+1", "²", "9" * 400]
)
@pytest.mark.parametrize("key", ["reps", "hold", "ready", "tempo", "cycles"])
def test_what_yaml_or_python_would_take_for_a_number_is_no_dose(tmp_path: Path, key: str, value: str) -> None:
    said = whats(tmp_path, routine_text(f"  - exercise: round-and-reach\n    {key}: {value}\n"))
    assert len(said) == 1
    assert said[0].startswith(f"{key}: ")
    assert said[0].endswith(" will not do")


def test_a_title_of_a_mebibyte_is_told_in_short() -> None:
    (problem,) = wrong(f"{HEAD.replace('title: Test', 'title: ' + 'x' * 1_000_000)}steps: [rest: 5 s]\n")
    assert len(str(problem)) < 200


def test_letters_from_right_to_left_and_of_no_width_are_kept(tmp_path: Path) -> None:
    title = "שלום \u200fא\u200d\u200c\u200b"
    outcome = read_text(f"{HEAD.replace('title: Test', f'title: {title}')}steps: [rest: 5 s]\n", HERE, Routine)
    assert isinstance(outcome, Read)
    assert outcome.model.title == title


# --- what would take too long ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "1" + " " * 100 + "s",
        "1 h" + " " * 500_000 + "1",
        "1 to " * 200_000,
        "1" + "\t " * 200_000 + "to",
        "1-" * 99_999,
    ],
)
def test_a_phrase_too_long_to_mean_anything_is_not_looked_through(text: str) -> None:
    read = (
        quantities.duration_s, quantities.duration_range_s, quantities.count, quantities.count_range,
        quantities.tempo_s, quantities.phase,
    )  # fmt: skip
    assert [one(text) for one in read] == [None] * len(read)
    assert quantities.phase(f"in {text}") is None


def test_the_last_event_of_a_file_may_be_the_last_that_is_read() -> None:
    frame = 6  # the stream, the document and the list, each from start to end
    tree(f"[{'1, ' * (MOST_EVENTS - frame)}]")
    with pytest.raises(UnreadableError, match="more than 20,000 items"):
        tree(f"[{'1, ' * (MOST_EVENTS - frame + 1)}]")


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "steps: [rest: 5 s]\n" + "".join(f"purpos{number}: x\n" for number in range(9000)),
        routine_text("  - rest: soon\n" * 1999),
        routine_text("".join(f"  - exercise: shoulder-rols-{number}\n" for number in range(1999))),
        HEAD + f"swaps: {{{', '.join(f'a{number}: b' for number in range(4000))}}}\nsteps: [rest: 5 s]\n",
    ],
)
def test_of_very_many_problems_the_first_are_told_and_that_there_may_be_more(tmp_path: Path, text: str) -> None:
    problems = problems_of(tmp_path, text)
    assert_told(problems, text)
    assert len(problems) == MOST_FAULTS + 1
    assert problems[-1].what == "there may be more problems than these"
    assert problems == sorted(problems, key=lambda one: (one.line, one.column))


def test_no_more_is_looked_for_than_is_told() -> None:
    faults: list[Fault] = []
    with pytest.raises(TooManyFaultsError):
        reader_of(Routine)(tree(routine_text("  - rest: soon\n" * 1999)), faults)
    assert len(faults) == MOST_FAULTS

    looked_for = 0

    def endless(_: Routine) -> Iterator[Finding]:
        nonlocal looked_for
        while True:
            looked_for += 1
            yield Finding(("steps",), "is not to my liking", "try again")

    assert isinstance(read_text(routine_text("  - rest: 5 s\n"), HERE, Routine, endless), list)
    assert looked_for == MOST_FAULTS


def test_few_problems_are_told_without_that_remark(tmp_path: Path) -> None:
    said = whats(tmp_path, routine_text("  - rest: soon\n" * (MOST_FAULTS - 1)))
    assert said == ["rest: 'soon' will not do"] * (MOST_FAULTS - 1)


def test_among_very_many_words_the_meant_one_is_looked_for_where_it_most_likely_is(tmp_path: Path) -> None:
    mine = tmp_path / "routines"
    for number in range(MOST_COMPARED):
        put(mine, EXERCISE, f"exercises/aa-{number}.yaml")
    put(mine, routine_text("  - exercise: shoulder-rols\n"))
    catalog = load(paths.ROUTINES, mine, CODES)
    assert [one.remedy for one in catalog.problems] == ["did you mean 'shoulder-rolls'?"]


# --- what would last too long ----------------------------------------------------------------------------------------


def rounds(times: int, deep: int) -> str:
    """Rounds in rounds around one rest."""
    steps = "  - rest: 1 s\n"
    for _ in range(deep):
        steps = f"  - rounds: {times}\n    steps:\n{''.join(f'    {line}' for line in steps.splitlines(keepends=True))}"
    return routine_text(steps)


def test_rounds_in_rounds_are_multiplied_out_before_they_are_laid_out(tmp_path: Path) -> None:
    assert whats(tmp_path, rounds(20, 1)) == []
    assert whats(tmp_path, rounds(20, 2)) == []
    assert whats(tmp_path, rounds(20, 2) + "  - rounds: 20\n    steps: [rest: 1 s]\n" * 5) == []
    one_more = rounds(20, 2) + "  - rounds: 20\n    steps: [rest: 1 s]\n" * 5 + "  - rest: 1 s\n"
    assert whats(tmp_path, one_more) == [f"there are more than {MOST_STEPS} steps, rounds included"]
    assert whats(tmp_path, rounds(20, 3)) == ["is nested more than 8 deep"]


@pytest.mark.parametrize(
    "steps",
    [
        "  - exercise: shoulder-rolls\n    ready: 8 h\n",
        "  - rounds: 20\n    rest: 30 min\n    steps: [rest: 1 s]\n",
        "  - rounds: 20\n    steps: [{rounds: 20, rest: 2 min, steps: [rest: 1 s]}]\n",
        f"  - rounds: 20\n    steps: [{{rounds: 20, steps: [note: {'a ' * 199}]}}]\n",
        "  - wait: Sleep.\n    time: 8 h\n  - rest: 1 s\n",
        "  - rounds: 20\n    steps: [{exercise: levator-stretch, ready: 24 min}]\n",
    ],
)
def test_whatever_takes_time_counts_towards_the_most_a_routine_may_last(tmp_path: Path, steps: str) -> None:
    said = whats(tmp_path, routine_text(steps))
    assert [one for one in said if one.startswith("a routine of ") and "outside the limit, 0 s to 8 h" in one]


def test_the_length_is_known_exactly_before_a_routine_is_laid_out(tmp_path: Path) -> None:
    lasting.put_in(tmp_path)
    catalog = load(paths.ROUTINES, tmp_path / "routines", CODES)
    exercises = catalog.usable_exercises
    compared = 0
    for slug, entry in catalog.routines.items():
        assert entry.model is not None
        timeline = lay_out(slug, entry.model, exercises)
        if not any(segment.pack for segment in timeline.segments):  # the looks at the skin come on top
            assert steps_length_s(entry.model.steps, exercises) == pytest.approx(timeline.total_s, abs=1e-6), slug
            compared += 1
    assert compared >= 7
    [longest] = [one for one in overviews(catalog) if one.slug == lasting.SLUG]
    assert getattr(longest, "timeline").total_s == lasting.LENGTH_S  # noqa: B009 - an Overview, or this says so


def test_holds_and_sets_without_number_are_told(tmp_path: Path) -> None:
    mine = tmp_path / "routines"
    put(
        mine,
        EXERCISE.replace("kind: stretch", "kind: relax\nsides: each").replace("hold: 20 s", "hold: 1 s\n  rest: 0 s"),
        "exercises/still.yaml",
    )
    put(mine, routine_text(f"  - exercise: still\n    reps: {MOST_TURNS // 2}\n"), "enough.yaml")
    put(mine, routine_text(f"  - exercise: still\n    reps: {MOST_TURNS // 2}\n  - rest: 1 s\n"), "too-many.yaml")
    catalog = load(paths.ROUTINES, mine, CODES)
    assert [(one.path.stem, one.what) for one in catalog.problems] == [
        ("too-many", "there are more than 2,000 holds and sets, rounds and sides included")
    ]
    enough = catalog.routines["enough"].model
    assert enough is not None
    assert_plays(lay_out("enough", enough, catalog.usable_exercises))


def test_a_breath_of_very_many_phases_is_told(tmp_path: Path) -> None:
    def breath(phases: int) -> str:
        pattern = ", ".join(["in 0.5 s", "out 0.5 s"] * (phases // 2))
        return routine_text(f"  - exercise: belly-breathing\n    breath: [{pattern}]\n    cycles: 1\n")

    assert f"breath: has {MOST_PHASES + 2} phases" in whats(tmp_path, breath(MOST_PHASES + 2))
    assert not [one for one in whats(tmp_path, breath(MOST_PHASES)) if "phases" in one]
