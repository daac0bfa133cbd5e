"""What every bundled routine does when, held against golden files.

UNHUNCH_ACCEPT=1 writes them anew; read the difference as a person would before keeping it.
"""

import os
from pathlib import Path

import pytest

from app import paths
from app.play.layout import Options, lay_out
from app.play.timeline import transcript
from app.routine.catalog import files_in
from app.routine.model import Routine
from app.routine.reader import Read, read_file
from tests.routine.written import DATA, bundled

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
ROUTINES = [*files_in(paths.ROUTINES), DATA / "every-step.yaml"]


def told(path: Path, options: Options | None = None) -> str:
    read = read_file(path, Routine)
    assert isinstance(read, Read), read
    return "\n".join(transcript(lay_out(path.stem, read.model, bundled().usable_exercises, options))) + "\n"


@pytest.mark.parametrize("path", ROUTINES, ids=[path.stem for path in ROUTINES])
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
        other_way = left.replace("left", "\0").replace("right", "left").replace("\0", "right")
        assert other_way == told(path)
