"""The trace of a hard end, in child processes."""

import subprocess
import sys
from pathlib import Path

from app.faults.crash import MOST_BYTES, last_crash

CHECKOUT = Path(__file__).resolve().parents[2]
PROGRAM = """
import os, sys
from pathlib import Path
from app.faults.crash import crash_traces
note = "sciatica again"
def dies(note):
    if len(sys.argv) > 2: os.abort()
with crash_traces(Path(sys.argv[1])):
    dies(note)
"""


def run(path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(path), *more]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False, timeout=60)


def test_a_hard_end_leaves_a_trace_of_functions_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "crash.log"

    run(path, "die")

    assert last_crash(path).startswith("Fatal Python error: Aborted")
    assert "in dies" in last_crash(path)
    assert "sciatica" not in path.read_text()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_the_last_of_several_is_told_and_a_good_end_tells_nothing(tmp_path: Path) -> None:
    path = tmp_path / "crash.log"
    run(path)
    assert last_crash(path) == ""

    run(path, "die")
    run(path, "die")

    assert path.read_text().count("Fatal Python error") == 2
    assert last_crash(path).count("Fatal Python error") == 1


def test_a_file_too_large_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "crash.log"
    path.write_text("x" * (MOST_BYTES + 1))

    run(path)

    assert path.read_text() == ""


def test_where_it_cannot_be_written_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()

    done = run(tmp_path / "logs" / "crash.log")

    assert (done.returncode, done.stderr) == (0, "")
    assert last_crash(tmp_path / "logs" / "crash.log") == ""
