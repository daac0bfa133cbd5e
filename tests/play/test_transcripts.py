"""What every bundled routine does when, held against golden files.

UNHUNCH_ACCEPT=1 writes them anew; read the difference as a person would before keeping it.
"""

import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

from app import paths
from app.play.dues import Due, Finished, MarkDue, PartEnded, State
from app.play.layout import Options, lay_out
from app.play.player import Player
from app.play.timeline import Part, Timeline, transcript
from app.routine.catalog import files_in
from app.routine.model import Routine
from app.routine.reader import Read, read_file
from tests.play.fakes import FakeClocks
from tests.routine.written import DATA, bundled

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ROUTINES = [*files_in(paths.ROUTINES), DATA / "every-step.yaml"]


each_routine = pytest.mark.parametrize("path", ROUTINES, ids=[path.stem for path in ROUTINES])


def laid_out(path: Path, options: Options | None = None) -> Timeline:
    read = read_file(path, Routine)
    assert isinstance(read, Read), read
    return lay_out(path.stem, read.model, bundled().usable_exercises, options)


def told(path: Path, options: Options | None = None) -> str:
    return "\n".join(transcript(laid_out(path, options))) + "\n"


@each_routine
def test_a_routine_s_transcript_is_its_golden_file(path: Path) -> None:
    golden = GOLDEN / f"{path.stem}.txt"
    if os.environ.get("UNHUNCH_ACCEPT") == "1":
        golden.write_text(told(path), encoding="utf-8")
    assert told(path).splitlines() == golden.read_text(encoding="utf-8").splitlines()


def test_there_is_no_golden_file_without_a_routine() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == sorted(path.stem for path in ROUTINES)


def test_who_begins_on_the_left_has_the_same_routine_with_its_sides_the_other_way_round() -> None:
    for path in ROUTINES:
        left = told(path, Options(first_side="left"))
        assert turned_round(left) == told(path)


def turned_round(transcript: str) -> str:
    """Put left for right, save where a breath goes through one side of the nose: that has no first side."""
    lines = (
        line
        if re.search(r"  (in|out) (left|right) \d", line)
        else line.replace("left", "\0").replace("right", "left").replace("\0", "right")
        for line in transcript.splitlines(keepends=True)
    )
    return "".join(lines)


def test_every_bundled_routine_has_its_golden_file() -> None:
    assert len(ROUTINES) == 33  # 32 and the one that shows what a file can hold
    assert {path.stem for path in ROUTINES[:-1]} == set(bundled().routines)


# --- sides -----------------------------------------------------------------------------------------------------------


@each_routine
def test_each_side_of_a_two_sided_exercise_gets_equal_time(path: Path) -> None:
    timeline = laid_out(path)
    work_s: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for segment in timeline.segments:
        if segment.kind != "work" or segment.part is None:
            continue
        sides = segment.beat.sides if segment.beat and len(segment.beat.sides) > 1 else (segment.side,)  # turn about
        assert segment.beats % len(sides) == 0
        for side in sides:
            work_s[timeline.parts[segment.part].exercise_id][side] += segment.about_s / len(sides)
    for slug, by_side in work_s.items():
        two_sided = bundled().usable_exercises[slug].sides != "both"
        assert set(by_side) == ({"left", "right"} if two_sided else {"both"}), slug
        assert len(set(by_side.values())) == 1, (slug, by_side)


def test_some_exercises_are_done_one_side_at_a_time_and_some_turn_about() -> None:
    parts = [part for path in ROUTINES for part in laid_out(path).parts]
    assert {part.side for part in parts} == {"left", "right", "both", "alternating"}


# --- played to the end -----------------------------------------------------------------------------------------------


def played(timeline: Timeline) -> tuple[Player, list[Due]]:
    """Play to the end: every question is answered yes, and every wait ended, after the time it is taken to last."""
    clocks = FakeClocks()
    player = Player(timeline, clocks.clock, clocks.boot_clock)
    dues = player.start()
    waited_s = 0.0
    while player.state is not State.FINISHED:
        clocks.pass_(1.0)
        dues += player.tick()
        waited_s = waited_s + 1.0 if player.state is State.WAITING else 0.0
        if player.state is State.WAITING and waited_s >= player.segment.about_s:
            dues += player.answer(yes=True) if player.segment.question else player.done()
            waited_s = 0.0
    return player, dues


@each_routine
def test_a_routine_is_played_to_its_end_with_every_part_done(path: Path) -> None:
    timeline = laid_out(path)
    player, dues = played(timeline)
    ended = [due for due in dues if isinstance(due, PartEnded)]
    assert [(one.performance.part, one.outcome) for one in ended] == [
        (index, "done") for index in range(len(timeline.parts))
    ]
    assert isinstance(dues[-1], Finished)
    assert dues[-1].how == "end"
    assert player.played_s == pytest.approx(timeline.total_s, abs=len(timeline.segments))


@each_routine
def test_what_is_played_is_what_was_laid_out(path: Path) -> None:
    timeline = laid_out(path)
    _, dues = played(timeline)
    ended = {due.performance.part: due.performance for due in dues if isinstance(due, PartEnded)}
    for index, part in enumerate(timeline.parts):
        assert work_done(part, ended[index].work_s, ended[index].reps), part.name
    begun = [due for due in dues if isinstance(due, MarkDue) and due.mark.at_s == 0.0]
    titles = [due.segment.title for due in begun if due.mark.word == due.segment.title]
    assert titles == [segment.title for segment in timeline.segments]


def work_done(part: Part, work_s: float, reps: int) -> bool:
    """Tell whether a part was done in full; what lasts until the person goes on took about as long as planned."""
    return reps == part.reps and work_s == pytest.approx(part.planned_s, abs=part.sets)
