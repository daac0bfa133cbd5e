"""A program killed while it writes: what it had said was written is in the file."""

import json
import os
import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import app
from app.history.recorder import EVERY_S
from app.history.rows import SessionRow, StepRow
from app.history.store import open_store
from app.history.unfinished import settle
from tests.history.made import NOON
from tests.history.playing import LINE, TICK_S

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(app.__file__).parent.parent)}

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


AHEAD = 8  # lines a program that waits for leave may be ahead of what was read


def run_and_kill(command: list[str], after_lines: int) -> list[str]:
    """Kill the program, as a power cut would, once it has said so many lines; return all it said."""
    with subprocess.Popen(
        [sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write("\n" * AHEAD)
        said: list[str] = []
        while len(said) < after_lines:
            child.stdin.write("\n")
            child.stdin.flush()
            said.append(child.stdout.readline())
        child.kill()
        said += child.stdout.readlines()
    return [line.strip() for line in said if line.endswith("\n")]


@pytest.mark.parametrize("after_lines", [1, 37, 400])
def test_every_step_reported_before_the_kill_is_there(tmp_path: Path, after_lines: int) -> None:
    path = tmp_path / "history.db"
    reported = run_and_kill(["-c", WRITE_ON, str(path)], after_lines)
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
    assert run_and_kill(["-c", STOP_HALF_WAY, str(path)], 1) == ["half way"]
    with closing(open_store(path)) as store:
        [step] = store.steps("session-1")
        assert step.done_s == 11.5
        store.end("session-1", ended_utc="2026-03-01T13:00:00.000000+00:00", played_s=11.5, outcome="interrupted")


# --- a routine that plays --------------------------------------------------------------------------------------------

LINES = 360  # the playing program says a few more, from the start of its routine to the end


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the trial a few times, or 200 times with --soak; each time at other moments, told by its seed."""
    if "seed" in metafunc.fixturenames:
        soak = metafunc.config.getoption("--soak")
        metafunc.parametrize("seed", [random.randrange(10**6) for _ in range(200)] if soak else range(4))


def playing(path: Path, minute: float, boot: str) -> list[str]:
    return ["-m", "tests.history.playing", str(path), str(minute), boot]


def what_stands(path: Path) -> tuple[SessionRow, list[StepRow]]:
    with closing(open_store(path, read_only=True)) as store:
        assert store.read("PRAGMA integrity_check") == [("ok",)]
        [session] = store.sessions()
        return session, store.steps(session.id)


def hold_to_what_was_said(said: list[dict[str, Any]], session: SessionRow, steps: list[StepRow]) -> None:
    """Everything said to have ended is there as it was said, and of the step in progress no more than 10 s lack."""
    rows = {step.position: step for step in steps}
    assert len(rows) == len(steps)
    for one in said:
        if ended := one.get("ended"):
            row = rows[ended["number"]]
            assert (row.outcome, row.done_s) == (ended["outcome"], round(ended["done_s"], 3))
        elif "work_s" in one:
            done_s = rows[one["number"]].done_s if one["number"] in rows else 0.0
            assert done_s > one["work_s"] - EVERY_S - TICK_S
            assert session.played_s > one["played_s"] - EVERY_S - TICK_S


def test_a_routine_killed_again_and_again_is_gone_on_with_in_one_session_to_its_end(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path / "history.db"
    minute, boot = 0.0, "boot-1"
    kills = [chance.randrange(1, most) for most in (LINES, LINES // 3, LINES // 3)]
    print(f"seed {seed}: to be killed after {kills} lines")
    for number, after_lines in enumerate(kills):
        said = [json.loads(line) for line in run_and_kill(playing(path, minute, boot), after_lines)]
        begun, steps = what_stands(path)
        hold_to_what_was_said(said, begun, steps)
        minute += chance.uniform(10.0, 200.0)
        boot = chance.choice([boot, f"boot-{number + 2}"])  # the program alone ended, or the whole machine
        if LINES - sum(kills[: number + 1]) < LINES // 3:
            break  # the next one might come to its end

    with closing(open_store(path, now=lambda: NOON)) as store:
        left = settle(store, NOON, lambda owner: False)
    marked, _ = what_stands(path)
    assert marked.outcome == ("interrupted" if left else "completed")
    if left:
        subprocess.run(
            [sys.executable, *playing(path, minute, boot)], stdin=subprocess.DEVNULL, env=ENVIRONMENT, check=True
        )

    session, steps = what_stands(path)
    assert (session.outcome, session.started_utc) == ("completed", begun.started_utc)
    done = [(step.exercise_id, step.side) for step in steps if step.outcome == "done"]
    eased = {"hold": "walk"}  # asked for after 7 s of the first hold, and swapped in the second round too
    assert sorted(done) == sorted((eased.get(part.exercise_id, part.exercise_id), part.side) for part in LINE.parts)
    assert {step.outcome for step in steps} <= {"done", "partial"}
    assert len(steps) <= len(done) + 1 + len(kills)
    assert [step.swapped_from for step in steps if step.exercise_id == "walk" and step.outcome == "done"] == [
        None,
        "hold",
        "hold",
    ]
    assert all(step.ended_utc for step in steps)
