"""The bundled and the person's own folders, merged by slug."""

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import paths
from app.routine.catalog import Catalog, check_file, files_in, load, usable
from app.routine.files import Memory
from app.routine.model import Exercise, ExerciseStep, Routine
from tests.routine.test_reader import unhurried
from tests.routine.written import CODES, EXERCISE, HEAD, bundled, problems_of, put, routine_text

POSE = "schema: 1\nview: front\nbase: standing\n"
REST = routine_text("  - rest: 5 s\n")
PROGRAMME = f"""\
{HEAD}weeks:
  - focus: Start
    goal: Begin.
    days: [{{sessions: [{{routine: mine}}]}}, {{}}, {{}}, {{}}, {{}}, {{}}, {{rest_day: true}}]
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "routines"


def with_mine(folder: Path) -> Catalog:
    return load(paths.ROUTINES, folder, CODES)


# --- what is there ---------------------------------------------------------------------------------------------------


def test_nothing_is_wrong_with_any_bundled_file() -> None:
    assert [str(problem) for problem in bundled().problems] == []
    assert len(usable(bundled().routines)) == len(files_in(paths.ROUTINES)) >= 8
    assert len(bundled().usable_exercises) == len(files_in(paths.ROUTINES / "exercises")) >= 90


def test_the_routines_every_release_has_are_there() -> None:
    slugs = {"desk-reset", "upper-back-relief", "posture-strength-start", "warm-pack-15", "warm-cool-intervals"}
    assert slugs | {"box-breath-session", "tense-and-release", "morning-loosen"} <= set(usable(bundled().routines))


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    nothing = load(tmp_path / "a", tmp_path / "b", CODES)
    assert (nothing.exercises, nothing.routines, nothing.programmes, nothing.problems) == ({}, {}, {}, [])


def test_a_file_in_place_of_a_folder_is_empty_as_well(tmp_path: Path) -> None:
    put(tmp_path, "not a folder", "routines")
    assert with_mine(tmp_path / "routines").routines.keys() == bundled().routines.keys()


def test_slugs_come_in_their_order_wherever_they_are_from(mine: Path) -> None:
    put(mine, REST, "aaa.yaml")
    put(mine, REST, "zzz.yml")
    slugs = list(with_mine(mine).routines)
    assert slugs == sorted(slugs)
    assert {"aaa", "zzz", "desk-reset"} <= set(slugs)


# --- mine and bundled ------------------------------------------------------------------------------------------------


def test_my_file_stands_in_for_the_bundled_one_of_its_name_and_for_nothing_else(mine: Path) -> None:
    put(mine, REST.replace("title: Test", "title: My own reset"), "desk-reset.yaml")
    put(mine, EXERCISE.replace("name: Mine", "name: My own pose"), "exercises/childs-pose.yaml")
    whole = with_mine(mine)
    assert whole.problems == []
    routine, exercise = whole.routines["desk-reset"], whole.exercises["childs-pose"]
    assert (routine.mine, routine.model and routine.model.title) == (True, "My own reset")
    assert (exercise.mine, exercise.model and exercise.model.name) == (True, "My own pose")
    for slug, entry in bundled().routines.items():
        assert slug == "desk-reset" or whole.routines[slug] == entry
    for slug, one in bundled().exercises.items():
        assert slug == "childs-pose" or whole.exercises[slug] == one


def test_my_broken_file_keeps_its_problems_and_the_bundled_one_stays_in_use(mine: Path) -> None:
    broken = put(mine, "steps: [", "desk-reset.yaml")
    pose = put(mine, EXERCISE.replace("hold: 20 s", "hold: 5 min"), "exercises/childs-pose.yaml")
    whole = with_mine(mine)
    routine, exercise = whole.routines["desk-reset"], whole.exercises["childs-pose"]
    assert routine.model == bundled().routines["desk-reset"].model
    assert exercise.model == bundled().exercises["childs-pose"].model
    assert (routine.mine, routine.path, exercise.mine, exercise.path) == (True, broken, True, pose)
    assert {problem.path for problem in whole.problems} == {broken, pose}
    assert usable(whole.routines).keys() == bundled().routines.keys()


def test_a_broken_file_of_a_new_name_is_an_entry_that_cannot_be_used(mine: Path) -> None:
    put(mine, "", "new.yaml")
    put(mine, REST, "good.yaml")
    whole = with_mine(mine)
    assert whole.routines["new"].model is None
    assert [problem.what for problem in whole.routines["new"].problems] == ["is empty"]
    assert whole.routines["good"].model is not None
    assert "new" not in usable(whole.routines)


def test_problems_come_in_the_order_of_files_and_lines(mine: Path) -> None:
    put(mine, routine_text("  - rest: 0 x\n  - rest: 0 y\n"), "b.yaml")
    put(mine, routine_text("  - exercise: nobody\n"), "a.yaml")
    put(mine, EXERCISE.replace("cue: Soft.", ""), "exercises/c.yaml")
    told = [(problem.path.name, problem.line) for problem in with_mine(mine).problems]
    assert told == [("a.yaml", 6), ("b.yaml", 6), ("b.yaml", 7), ("c.yaml", 1)]


# --- files that are not looked at ------------------------------------------------------------------------------------


def test_backups_and_hidden_files_and_folders_are_passed_over(mine: Path) -> None:
    for name in (
        ".mine.yaml",
        "mine.yaml~",
        "#mine.yaml#",
        ".#mine.yaml",
        ".mine.yaml.swp",
        "mine.yaml.bak",
        "mine.txt",
    ):
        put(mine, "broken: [", name)
    (mine / "folder.yaml").mkdir()
    assert files_in(mine) == []
    assert with_mine(mine).problems == []


def test_a_link_that_leads_nowhere_is_an_entry_with_a_problem(mine: Path) -> None:
    mine.mkdir()
    (mine / "lost.yaml").symlink_to(mine / "gone.yaml")
    (problem,) = with_mine(mine).problems
    assert (problem.path.name, problem.what) == ("lost.yaml", "cannot be opened (No such file or directory)")


@pytest.mark.parametrize("name", ["My Routine.yaml", "UPPER.yaml", "a_b.yaml", "-a.yaml", "a--b.yaml", "ä.yaml"])
def test_a_file_is_named_like_a_slug(mine: Path, name: str) -> None:
    put(mine, REST, name)
    (problem,) = with_mine(mine).problems
    assert problem.what == "the file's name will not do"
    assert "my-routine.yaml" in problem.remedy


# --- one file that names another -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "line", "column", "slug"),
    [
        ("  - exercise: chin-tuk\n", 6, 15, "chin-tuk"),
        ("  - exercise: chin-tuck\n    swap: chin-tuk\n", 7, 11, "chin-tuk"),
        ("  - rounds: 2\n    steps:\n      - exercise: chin-tuk\n", 8, 19, "chin-tuk"),
        ("  - rest: 5 s\nswaps:\n  chin-tuk: cat-cow\n", 8, 13, "chin-tuk"),
        ("  - rest: 5 s\nswaps:\n  cat-cow: chin-tuk\n", 8, 12, "chin-tuk"),
    ],
)
def test_an_unknown_exercise_is_told_where_it_stands_with_what_was_probably_meant(
    tmp_path: Path, steps: str, line: int, column: int, slug: str
) -> None:
    (problem,) = problems_of(tmp_path, routine_text(steps))
    assert (problem.line, problem.column) == (line, column)
    assert (problem.what, problem.remedy) == (f"there is no exercise {slug!r}", "did you mean 'chin-tuck'?")


def test_contrast_names_a_warm_and_a_cool_exercise(tmp_path: Path) -> None:
    check = "  - check: Look.\n    question: Well?\n"
    swapped = routine_text(f"{check}  - contrast: 3\n    warm: cold-pack\n    cool: heat-pak\n")
    assert [(one.line, one.what) for one in problems_of(tmp_path, swapped)] == [
        (9, "'cold-pack' is not of the kind heat"),
        (10, "there is no exercise 'heat-pak'"),
    ]


def test_a_routine_may_name_my_own_exercise(mine: Path) -> None:
    put(mine, EXERCISE, "exercises/my-pose.yaml")
    put(mine, routine_text("  - exercise: my-pose\n    hold: 30 s\n"), "my-routine.yaml")
    whole = with_mine(mine)
    assert whole.problems == []
    routine = usable(whole.routines)["my-routine"]
    assert routine.steps == (ExerciseStep(exercise="my-pose", hold_s=30),)


def test_an_exercise_with_problems_makes_the_routines_that_name_it_say_so(mine: Path) -> None:
    put(mine, EXERCISE.replace("kind: stretch", "kind: strech"), "exercises/my-pose.yaml")
    put(mine, routine_text("  - rest: 5 s\n  - exercise: my-pose\n"), "my-routine.yaml")
    entry = with_mine(mine).routines["my-routine"]
    assert entry.model is None
    (problem,) = entry.problems
    assert (problem.line, problem.column) == (7, 15)
    assert problem.what == "the exercise 'my-pose' has problems of its own"
    assert problem.remedy == "mend my-pose.yaml first"


def test_what_an_exercise_names_must_be_there(mine: Path) -> None:
    text = f"{EXERCISE}avoid_if: [fever, feever]\neasier: chin-tuk\n"
    put(mine, text.replace("easier: chin-tuk\n", ""), "exercises/a.yaml")
    put(mine, text.replace("avoid_if: [fever, feever]\n", ""), "exercises/b.yaml")
    a, b = with_mine(mine).problems
    assert (a.what, a.remedy) == ("there is no precaution 'feever'", "did you mean 'fever'?")
    assert (a.line, a.column) == (11, 19)
    assert (b.what, b.remedy) == ("there is no exercise 'chin-tuk'", "did you mean 'chin-tuck'?")
    assert (b.line, b.column) == (11, 9)


def test_a_programme_names_routines_that_are_there(mine: Path) -> None:
    put(mine, PROGRAMME, "programmes/weeks.yaml")
    assert [problem.what for problem in with_mine(mine).problems] == ["there is no routine 'mine'"]
    put(mine, REST, "mine.yaml")
    assert with_mine(mine).problems == []
    put(mine, "steps: [", "mine.yaml")
    assert "the routine 'mine' has problems of its own" in [problem.what for problem in with_mine(mine).problems]


def test_the_routine_a_programme_offers_instead_is_there_too(mine: Path) -> None:
    text = PROGRAMME.replace("routine: mine", "routine: desk-reset, swap: desk-rest")
    path = put(mine, text, "programmes/weeks.yaml")
    (problem,) = with_mine(mine).problems
    assert (problem.path, problem.what) == (path, "there is no routine 'desk-rest'")
    assert problem.remedy == "did you mean 'desk-reset'?"


# --- one file by itself ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["", "exercises/", "poses/", "programmes/"])
def test_a_file_s_folder_tells_its_kind(tmp_path: Path, folder: str) -> None:
    texts = {"": REST, "exercises/": EXERCISE, "poses/": POSE, "programmes/": PROGRAMME.replace("mine", "desk-reset")}
    for kind, text in texts.items():
        problems = problems_of(tmp_path, text, f"{folder}open-book.yaml")
        assert (problems == []) is (kind == folder or folder == "")


def test_elsewhere_a_file_s_keys_tell_its_kind(tmp_path: Path) -> None:
    assert problems_of(tmp_path, REST) == problems_of(tmp_path, EXERCISE) == []
    assert problems_of(tmp_path, PROGRAMME.replace("mine", "desk-reset")) == []
    missing = [one.what for one in problems_of(tmp_path, "cue: Soft.\n")]
    assert "the key 'instructions' is missing" in missing
    assert "the key 'steps' is missing" in [one.what for one in problems_of(tmp_path, "title: A\n")]
    assert "the key 'days' is missing" in [one.what for one in problems_of(tmp_path, "weeks: [{focus: a}]\n")]


def test_a_file_that_cannot_be_read_has_one_problem_wherever_it_is(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path / "exercises" / "none.yaml", tmp_path):
        assert len(check_file(path, bundled(), CODES)) == 1


def test_the_bundled_files_pass_the_check_of_one_file_too() -> None:
    for folder in ("", "exercises", "poses", "programmes"):
        for path in files_in(paths.ROUTINES / folder):
            assert check_file(path, bundled(), CODES) == []


def test_my_exercise_whose_easier_one_is_unknown_leaves_the_bundled_one_in_use(mine: Path) -> None:
    path = put(mine, f"{EXERCISE}easier: chin-tuk\n", "exercises/childs-pose.yaml")
    whole = with_mine(mine)
    entry = whole.exercises["childs-pose"]
    assert [problem.path for problem in whole.problems] == [path]
    assert entry.model == bundled().exercises["childs-pose"].model


def test_of_two_files_of_one_name_the_first_is_used_and_the_second_says_so(mine: Path) -> None:
    put(mine, routine_text("  - note: First.\n"), "twice.yaml")
    put(mine, routine_text("  - note: Second.\n"), "twice.yml")

    entry = load(paths.ROUTINES, mine, CODES).routines["twice"]

    assert entry.model is not None
    assert entry.model.steps[0].note == "First."  # type: ignore[union-attr]
    [problem] = entry.problems
    assert (problem.path.name, problem.what) == ("twice.yml", "twice.yaml has the same name")


def test_check_of_one_file_tells_too_what_is_wrong_with_it_among_the_others(mine: Path) -> None:
    twin = put(mine, REST, "twice.yaml")
    put(mine, REST, "twice.yml")
    pack = put(mine, EXERCISE, "exercises/heat-pack.yaml")
    whole = with_mine(mine)
    assert check_file(twin, whole, CODES) == []
    assert [problem.path for problem in check_file(pack, whole, CODES)] == [pack]


# --- a folder that cannot be read ------------------------------------------------------------------------------------


def test_what_stands_in_place_of_a_folder_is_told_once(tmp_path: Path) -> None:
    mine = put(tmp_path, "not a folder", "routines")
    (problem,) = with_mine(mine).problems
    assert (problem.path, problem.what) == (mine, "the folder cannot be opened (Not a directory)")
    assert problem.remedy == "check that it is a folder and may be read"


def test_a_folder_of_exercises_that_cannot_be_opened_is_told(mine: Path) -> None:
    put(mine, REST)
    (mine / "exercises").symlink_to(mine / "exercises")
    whole = with_mine(mine)
    assert [problem.path for problem in whole.problems] == [mine / "exercises"]
    assert whole.routines["mine"].model is not None


def test_the_schemas_beside_the_routines_are_no_routines(mine: Path) -> None:
    put(mine, "{}", "schema/routine.json")
    put(mine, "broken: [", "schema/routine.yaml")
    assert with_mine(mine).problems == []


# --- read again ------------------------------------------------------------------------------------------------------


def test_a_file_that_has_not_changed_is_not_parsed_again(mine: Path) -> None:
    kept, changed, gone = (put(mine, REST, f"{name}.yaml") for name in ("kept", "changed", "gone"))
    memory: Memory = {}
    load(paths.ROUTINES, mine, CODES, memory)
    before = dict(memory)

    put(mine, REST.replace("5 s", "6 s"), "changed.yaml")
    gone.unlink()
    load(paths.ROUTINES, mine, CODES, memory)

    assert memory[Routine, kept] is before[Routine, kept]
    assert memory[Routine, changed] is not before[Routine, changed]
    assert (Routine, gone) not in memory
    bundled_pose = (Exercise, paths.ROUTINES / "exercises" / "childs-pose.yaml")
    assert memory[bundled_pose] is before[bundled_pose]


TEXTS = [
    REST,
    REST.replace("5 s", "6 s"),
    routine_text("  - exercise: my-pose\n    hold: 30 s\n"),
    routine_text("  - exercise: heat-pack\n"),
    EXERCISE,
    EXERCISE.replace("hold: 20 s", "hold: 20 s\nrange:\n  hold: 15 s to 20 s"),
    f"{EXERCISE}easier: my-pose\n",
    PROGRAMME,
    "steps: [",
    "",
]
NAMES = ["mine.yaml", "mine.yml", "desk-reset.yaml", "exercises/my-pose.yaml", "exercises/heat-pack.yaml"]
NAMES += ["exercises/childs-pose.yaml", "programmes/weeks.yaml"]
names = st.sampled_from(NAMES)
edits = st.one_of(
    st.tuples(st.just("write"), names, st.sampled_from(TEXTS)),
    st.tuples(st.just("delete"), names, st.just("")),
    st.tuples(st.just("rename"), names, names),
)


def edit(folder: Path, how: str, name: str, other: str) -> None:
    if how == "write":
        put(folder, other, name)
        return
    with suppress(FileNotFoundError):
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).replace(folder / other) if how == "rename" else (folder / name).unlink()


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of the bundled routines with what they name, so that a hundred loads take no time."""
    folder = tmp_path_factory.mktemp("few")
    for name in ("desk-reset", "morning-loosen", "warm-cool-intervals"):
        text = (paths.ROUTINES / f"{name}.yaml").read_text(encoding="utf-8")
        put(folder, text, f"{name}.yaml")
        for slug in bundled().exercises:
            if slug in text:
                own = (paths.ROUTINES / "exercises" / f"{slug}.yaml").read_text(encoding="utf-8")
                put(folder, own, f"exercises/{slug}.yaml")
    return folder


@settings(unhurried, max_examples=60)
@given(st.lists(edits, min_size=1, max_size=8))
def test_read_with_a_memory_is_read_afresh_whatever_was_edited(few: Path, done: list[tuple[str, str, str]]) -> None:
    memory: Memory = {}
    with tempfile.TemporaryDirectory() as folder:
        for how, name, other in done:
            edit(Path(folder), how, name, other)
            remembered = load(few, Path(folder), CODES, memory)
            assert remembered == load(few, Path(folder), CODES)


# --- my exercises in bundled routines --------------------------------------------------------------------------------


@settings(unhurried, max_examples=40)
@given(st.lists(edits, min_size=1, max_size=5))
def test_no_file_of_mine_makes_a_bundled_routine_unusable(few: Path, done: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for how, name, other in done:
            edit(Path(folder), how, name, other)
        assert {path.stem for path in files_in(few)} <= usable(load(few, Path(folder), CODES).routines).keys()


HIPS = EXERCISE.replace("name: Mine", "name: My pose").replace("chest", "hips")


def steps_of(catalog: Catalog, slug: str, exercise: str) -> list[ExerciseStep]:
    model = catalog.routines[slug].model
    assert model is not None
    return [step for step in model.steps if isinstance(step, ExerciseStep) and step.exercise == exercise]


def test_a_dose_that_does_not_fit_my_exercise_gives_way_to_its_own_in_bundled_routines(mine: Path) -> None:
    [asked] = steps_of(bundled(), "morning-loosen", "childs-pose")
    assert (asked.hold_s, asked.reps, asked.ready_s) == (20, 1, 7)
    put(mine, HIPS.replace("hold: 20 s", "hold: 8 s\nrange:\n  hold: 5 s to 10 s"), "exercises/childs-pose.yaml")

    whole = with_mine(mine)

    [step] = steps_of(whole, "morning-loosen", "childs-pose")
    assert (step.hold_s, step.reps, step.ready_s) == (None, None, 7)
    assert whole.problems == []
    assert whole.exercises["childs-pose"].model is not None
    assert whole.exercises["childs-pose"].model.name == "My pose"


def test_a_dose_that_fits_my_exercise_stays_as_the_routine_has_it(mine: Path) -> None:
    put(mine, HIPS.replace("hold: 20 s", "hold: 8 s\nrange:\n  hold: 5 s to 20 s"), "exercises/childs-pose.yaml")
    assert steps_of(with_mine(mine), "morning-loosen", "childs-pose")[0].hold_s == 20


@pytest.mark.parametrize("dose", ["reps: 5", "time: 30 s", "breath: belly\n  cycles: 5"])
def test_my_exercise_may_be_done_in_another_way_than_the_bundled_one(mine: Path, dose: str) -> None:
    put(mine, HIPS.replace("hold: 20 s", dose), "exercises/childs-pose.yaml")
    whole = with_mine(mine)
    assert whole.problems == []
    assert steps_of(whole, "morning-loosen", "childs-pose")[0].hold_s is None


def test_a_dose_past_the_limit_of_my_exercise_gives_way_too(mine: Path) -> None:
    neck = HIPS.replace("areas: [hips]", "areas: [neck]").replace("hold: 20 s", "hold: 10 s")
    put(mine, neck, "exercises/childs-pose.yaml")
    whole = load(with_long_pose(mine.parent / "bundled"), mine, CODES)
    assert whole.problems == []
    assert steps_of(whole, "long", "childs-pose")[0].hold_s is None


def with_long_pose(folder: Path) -> Path:
    """A bundled folder with a pose of up to a minute, and a routine that holds it for 45 s, in rounds or not."""
    put(folder, HIPS, "exercises/childs-pose.yaml")
    put(folder, routine_text("  - exercise: childs-pose\n    hold: 45 s\n"), "long.yaml")
    rounds = "  - rounds: 2\n    steps:\n      - exercise: childs-pose\n        hold: 45 s\n"
    put(folder, routine_text(rounds), "rounds.yaml")
    return folder


def test_a_dose_in_rounds_gives_way_as_well(mine: Path) -> None:
    put(mine, HIPS.replace("hold: 20 s", "hold: 8 s\nrange:\n  hold: 5 s to 10 s"), "exercises/childs-pose.yaml")
    whole = load(with_long_pose(mine.parent / "bundled"), mine, CODES)
    model = whole.routines["rounds"].model
    assert model is not None
    assert model.steps[0].steps[0].hold_s is None  # type: ignore[union-attr]


def test_an_exercise_of_mine_a_bundled_routine_cannot_be_done_with_is_told_so_and_not_used(mine: Path) -> None:
    path = put(mine, HIPS.replace("name: My pose", "name: Towel"), "exercises/heat-pack.yaml")
    whole = with_mine(mine)
    for slug, entry in bundled().routines.items():
        assert whole.routines[slug] == entry
    assert whole.exercises["heat-pack"].model == bundled().exercises["heat-pack"].model
    problems = [problem for problem in whole.problems if "warm-cool-intervals" in problem.what]
    assert [(one.path, one.line) for one in problems] == [(path, 1)]
    assert "cannot be done with it and keeps the bundled exercise" in problems[0].what
    assert "'heat-pack' is not of the kind heat" in problems[0].what
    assert problems[0].remedy == "give the file another name, such as my-heat-pack.yaml"


def test_exercises_that_only_together_will_not_do_are_all_told(mine: Path) -> None:
    folder = mine.parent / "bundled"
    for name in ("one", "two"):
        put(folder, EXERCISE, f"exercises/{name}.yaml")
        breath = "breath: [in 5 s, out 5 s]\n  time: 11 min"
        own = EXERCISE.replace("hold: 20 s", breath).replace("kind: stretch", "kind: breath")
        put(mine, own, f"exercises/{name}.yaml")
    put(folder, routine_text("  - exercise: one\n  - exercise: two\n"), "both.yaml")

    whole = load(folder, mine, CODES)

    assert whole.routines["both"].model is not None
    assert [problem.path.name for problem in whole.problems] == ["one.yaml", "two.yaml"]


def test_my_own_routine_is_held_to_my_own_exercise(mine: Path) -> None:
    put(mine, HIPS.replace("hold: 20 s", "hold: 8 s\nrange:\n  hold: 5 s to 10 s"), "exercises/childs-pose.yaml")
    path = put(mine, routine_text("  - exercise: childs-pose\n    hold: 20 s\n"))
    (problem,) = with_mine(mine).problems
    assert (problem.path, problem.line) == (path, 7)
    assert problem.what == "hold: 20 s is outside the range of 'My pose'"
