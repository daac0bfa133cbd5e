"""Whatever is in a file: reading gives a model or problems, costs little, and what reads clean can be played."""

import io
import json
import os
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import cli, paths
from app.play.cues import cues_of
from app.play.dues import MarkDue
from app.play.layout import lay_out
from app.play.library import Overview, overviews
from app.play.player import Player
from app.play.timeline import Timeline, marks_between, transcript
from app.routine.catalog import check_file, files_in, load
from app.routine.files import MOST_FILES
from app.routine.model import Exercise, Routine
from app.routine.nodes import MOST_BYTES, MOST_EVENTS, UnreadableError, tree
from app.routine.reader import Problem, Read, read_file
from app.routine.safety import MOST_TURNS, ROUTINE_TOTAL, routine_findings
from app.routine.walk import MOST_FAULTS
from tests.play.fakes import FakeClocks
from tests.routine.hostile import KINDS, files
from tests.routine.written import CODES, bundled, put, routine, routine_text

FILES, FOLDERS, IN_A_FOLDER = 20_000, 1_000, 20  # at full length
SKIN_S = 1800.0  # more than all the looks at the skin of one pack or contrast add to a routine
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def trials(soak: bool, at_full_length: int, shortly: int) -> settings:
    return settings(
        max_examples=at_full_length if soak else shortly,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )


# --- what holds for every file --------------------------------------------------------------------------------------


def assert_told(problems: list[Problem], text: str | None) -> None:
    """Hold that each problem is one line one can read, about a place that is in the file."""
    assert 0 < len(problems) <= MOST_FAULTS + 1
    lines = LINE_END.split(text) if text is not None else [""]
    for problem in problems:
        assert f"{problem.what}; {problem.remedy}".isprintable()
        assert len(problem.what) + len(problem.remedy) < 1500
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, (problem, lines[problem.line - 1])


def assert_few_events(text: str) -> None:
    """Hold that no more than 20,000 events are ever asked for."""
    asked = 0

    def counted(text: str) -> Iterator[Any]:
        nonlocal asked
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            asked += 1
            yield event

    with suppress(UnreadableError):
        tree(text, counted)
    assert asked <= MOST_EVENTS


def assert_plays(timeline: Timeline) -> None:
    """Hold that a routine that was let through is of a length and a detail one can play, show and sound."""
    assert timeline.total_s <= ROUTINE_TOTAL.most + SKIN_S
    assert len(timeline.segments) <= 3 * MOST_TURNS
    assert all(one.length_s is None or one.length_s > 0 for one in timeline.segments)
    assert transcript(timeline)[-1].endswith("finished")
    for segment in timeline.segments:
        marks = marks_between(segment, -1.0, segment.about_s)
        cues_of([MarkDue(mark, segment) for mark in marks], timeline)
    if timeline.segments:
        clocks = FakeClocks()
        player = Player(timeline, clocks.clock, clocks.boot_clock)
        player.start()
        clocks.pass_(4.0)
        player.tick()
        player.end()


def assert_clean_means_playable(model: object, exercises: dict[str, Exercise]) -> None:
    if isinstance(model, Exercise):  # as the one step of a routine that may be played
        exercises = {**exercises, "mine": model}
        model = routine({"step": "exercise", "exercise": "mine"})
        if list(routine_findings(model, exercises)):
            return
    if isinstance(model, Routine):
        assert_plays(lay_out("mine", model, exercises))


def text_of(data: bytes) -> str | None:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return data[: error.start].decode("utf-8-sig", errors="ignore")


def test_any_file_is_a_model_that_plays_or_problems_one_can_read(tmp_path: Path, soak: bool) -> None:
    @trials(soak, FILES, FILES // 100)
    @given(files())
    def holds(file: tuple[str, bytes]) -> None:
        folder, data = file
        path = tmp_path / folder / "mine.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
        text = text_of(data)
        assert_few_events(text or "")
        for kind in KINDS.values():
            outcome: Any = read_file(path, kind)
            if not isinstance(outcome, Read):
                assert_told(outcome, text)
        problems = check_file(path, bundled(), CODES)
        if problems:
            assert_told(problems, text)
        elif isinstance(read := read_file(path, Routine if folder == "" else KINDS[folder]), Read):
            assert_clean_means_playable(read.model, bundled().usable_exercises)

    holds()


class Home:
    """A person's folder, and what the commands say about it."""

    def __init__(self, home: Path) -> None:
        self.home = home

    @property
    def routines(self) -> Path:
        return self.home / "routines"

    def run(self, *argv: str) -> tuple[int, str]:
        out = io.StringIO()
        ways = cli.Ways(paths.places({"UNHUNCH_HOME": str(self.home)}), out, out, lambda *_: 0)
        return cli.run(list(argv), ways), out.getvalue()


NAMES = st.one_of(
    st.sampled_from(
        ["mine.yaml", "desk-reset.yaml", "desk-reset.yml", "a\nb.yaml", "a\n.yaml", "\x1b[2J.yaml", "a b.yaml"]
    ),
    st.text("abc-\n\x1b\u202eé\udcff<&%", min_size=1, max_size=12).map("{}.yaml".format),
)


def test_any_folder_is_a_catalog_and_every_command_says_what_is_in_it(tmp_path: Path, soak: bool) -> None:
    numbers = iter(range(1_000_000))

    @trials(soak, FOLDERS, 5)
    @given(st.lists(st.tuples(NAMES, files()), min_size=1, max_size=IN_A_FOLDER))
    def holds(several: list[tuple[str, tuple[str, bytes]]]) -> None:
        home = Home(tmp_path / f"home-{next(numbers)}")
        for name, (folder, data) in several:
            path = home.routines / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        catalog = load(paths.ROUTINES, home.routines, CODES)
        assert catalog.routines.keys() >= bundled().routines.keys()
        for one in overviews(catalog):
            if isinstance(one, Overview) and one.mine:
                assert_plays(one.timeline)
        code, said = home.run("check")
        assert (code == 0) is (not catalog.problems)
        assert len(said.splitlines()) == len(catalog.problems)
        code, said = home.run("list", "--json")
        assert code == 0
        assert {entry["slug"] for entry in json.loads(said)} == set(catalog.routines)
        for slug, entry in catalog.routines.items():
            if entry.mine and entry.model:
                code, said = home.run("show", slug, "--json")
                assert (code, json.loads(said)["slug"]) == (0, slug)

    holds()


# --- what may lie in a folder ----------------------------------------------------------------------------------------


def refused(path: Path) -> str:
    """Read something as a routine, and return what is wrong with it."""
    outcome = read_file(path, Routine)
    assert isinstance(outcome, list)
    (problem,) = outcome
    assert (problem.line, problem.column) == (1, 1)
    return problem.what


@pytest.mark.parametrize("device", ["zero", "full", "null", "urandom", "tty"])
def test_a_link_to_a_device_is_no_routine(tmp_path: Path, device: str) -> None:
    link = tmp_path / "mine.yaml"
    link.symlink_to(f"/dev/{device}")
    assert refused(link) in ("is not an ordinary file", "cannot be opened (No such device or address)")


def test_a_socket_is_no_routine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("mine.yaml")
        assert refused(tmp_path / "mine.yaml") == "cannot be opened (No such device or address)"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no /proc here")
def test_a_file_that_opens_and_cannot_be_read_says_so(tmp_path: Path) -> None:
    link = tmp_path / "mine.yaml"
    link.symlink_to("/proc/self/mem")  # nothing is at its first address
    assert refused(link) == "cannot be read (Input/output error)"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_nobody_may_read_says_so(tmp_path: Path) -> None:
    path = put(tmp_path, "a: 1\n")
    path.chmod(0)
    assert refused(path) == "cannot be opened (Permission denied)"


def test_a_link_whose_target_has_no_possible_name_does_not_hide_the_rest_of_the_folder(tmp_path: Path) -> None:
    home = Home(tmp_path)
    put(home.routines, routine_text("  - rest: 5 s\n"), "good.yaml")
    (home.routines / "endless.yaml").symlink_to("x" * 300)
    catalog = load(paths.ROUTINES, home.routines, CODES)
    assert catalog.routines["good"].model is not None
    assert [problem.what for problem in catalog.problems] == ["cannot be opened (File name too long)"]
    assert home.run("check", "x" * 300)[0] == cli.PROBLEMS


def test_a_file_that_goes_between_the_list_and_the_look_is_a_problem(tmp_path: Path) -> None:
    path = put(tmp_path, routine_text("  - rest: 5 s\n"))
    [listed] = files_in(tmp_path)
    path.unlink()
    assert refused(listed) == "cannot be opened (No such file or directory)"


def test_a_file_that_grows_while_it_is_read_is_read_as_far_as_it_was_or_refused(tmp_path: Path) -> None:
    path, stop = put(tmp_path, routine_text("")), threading.Event()

    def grow() -> None:
        with path.open("a", encoding="utf-8") as file:
            while not stop.is_set() and file.tell() < 3 * MOST_BYTES:
                file.write("  - note: Still writing.\n" * 50)
                file.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    for _ in range(20):
        outcome = read_file(path, Routine)
        if not isinstance(outcome, Read):
            assert_told(outcome, text_of(path.read_bytes()))
    stop.set()
    writer.join()


def test_of_very_many_files_the_first_are_read_and_the_rest_is_told_once(tmp_path: Path, soak: bool) -> None:
    mine = tmp_path / "routines"
    mine.mkdir()
    for number in range(10_000 if soak else MOST_FILES + 5):
        (mine / f"r-{number:05}.yaml").touch()
    (mine / "a-first.yaml").write_text(routine_text("  - rest: 5 s\n"), encoding="utf-8")
    catalog = load(paths.ROUTINES, mine, CODES)
    assert len(catalog.routines) == len(bundled().routines) + MOST_FILES + 1
    assert catalog.routines["a-first"].model is not None
    left_out = [one for one in catalog.problems if one.what != "is empty"]
    assert [(one.path.name, one.what) for one in left_out] == [
        ("r-01999.yaml", "is one file more than the 2,000 that are read, and left out with all those after it")
    ]


@pytest.mark.parametrize(
    "name", ["two\nlines", "end\n", "\x1b[2Jclear", "\u202edesrever", "half-\udcff", "<b>x&amp;", "nul-\x7f", "a" * 65]
)
def test_a_name_that_is_no_slug_is_told_on_one_line_without_what_a_terminal_would_obey(
    tmp_path: Path, name: str
) -> None:
    home = Home(tmp_path)
    put(home.routines, routine_text("  - rest: 5 s\n"), f"{name}.yaml")
    code, said = home.run("check")
    assert code == cli.PROBLEMS
    (line,) = said.splitlines()
    assert line.isprintable()
    assert line.endswith("rename it with small letters, digits and hyphens, such as my-routine.yaml")


def test_two_files_of_one_odd_name_are_told_on_one_line_too(tmp_path: Path) -> None:
    for ending in ("yaml", "yml"):
        put(tmp_path / "routines", routine_text("  - rest: 5 s\n"), f"odd\nname.{ending}")
    problems = load(paths.ROUTINES, tmp_path / "routines", CODES).problems
    assert_told(problems, routine_text("  - rest: 5 s\n"))
    assert any("has the same name" in one.what for one in problems)
