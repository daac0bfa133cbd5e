"""A program killed while it writes: what it had said was written is in the file."""

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import app
from app.history.store import open_store

ROOT = Path(app.__file__).parent.parent

BEGIN = """
import sys
from pathlib import Path
from app.history.store import open_store
from tests.history.made import a_session, a_step

store = open_store(Path(sys.argv[1]))
store.begin(a_session())
"""

WRITE_ON = (
    BEGIN
    + """
for n in range(100_000):
    store.put_step(a_step(f"step-{n}", position=n, done_s=0.0), played_s=float(n))
    store.put_step(a_step(f"step-{n}", position=n, done_s=5.0, outcome="done"), played_s=n + 5.0)
    print(n, flush=True)
"""
)

STOP_HALF_WAY = (
    BEGIN
    + """
store.put_step(a_step())
store.db.execute("BEGIN IMMEDIATE")
store.db.execute("UPDATE steps SET done_s = 99")
store.db.execute("DELETE FROM sessions WHERE id = 'nobody'")
print("half way", flush=True)
sys.stdin.read()
"""
)


def run_and_kill(program: str, path: Path, after_lines: int) -> list[str]:
    """Kill the program, as a power cut would, once it has said so many lines; return all it said."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as child:
        assert child.stdout is not None
        said = [child.stdout.readline() for _ in range(after_lines)]
        child.kill()
        said += child.stdout.readlines()
    return [line.strip() for line in said if line.endswith("\n")]


@pytest.mark.parametrize("after_lines", [1, 37, 400])
def test_every_step_reported_before_the_kill_is_there(tmp_path: Path, after_lines: int) -> None:
    path = tmp_path / "history.db"
    reported = run_and_kill(WRITE_ON, path, after_lines)
    with closing(open_store(path)) as store:
        steps = store.steps("session-1")
        session = store.session("session-1")
        assert store.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    done = [step for step in steps if step.outcome == "done"]
    assert len(reported) >= after_lines
    assert [step.id for step in done][: len(reported)] == [f"step-{n}" for n in reported]
    assert len(steps) <= len(reported) + 2
    assert session is not None
    assert session.outcome is None
    assert session.played_s == steps[-1].position + steps[-1].done_s


def test_a_write_cut_in_half_did_not_happen_and_locks_nobody_out(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    assert run_and_kill(STOP_HALF_WAY, path, 1) == ["half way"]
    with closing(open_store(path)) as store:
        [step] = store.steps("session-1")
        assert step.done_s == 11.5
        store.end("session-1", ended_utc="2026-03-01T13:00:00.000000+00:00", played_s=11.5, outcome="interrupted")
