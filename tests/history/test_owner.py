"""Whose a running session is, and whether that process still runs."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.history.owner import Owner, Seen, is_alive, look_at, this_process

ME = Owner(100, "boot-a", 7000)
BOOT_ID = "0f9d0c4e-6a1b-4c55-9a43-0c6f5d2f8f11"


def test_an_owner_is_this_process_in_the_boot_that_linux_tells(tmp_path: Path) -> None:
    file = tmp_path / "boot_id"
    file.write_text(f"{BOOT_ID}\n")

    assert replace(this_process(file), started=None) == Owner(os.getpid(), BOOT_ID)


def test_another_boot_is_another_owner(tmp_path: Path) -> None:
    owners = []
    for boot in ("boot-a", "boot-b"):
        (tmp_path / "boot_id").write_text(boot)
        owners.append(this_process(tmp_path / "boot_id"))

    assert owners[0] != owners[1]


def test_where_the_system_tells_no_boot_it_is_the_minute_the_machine_started(tmp_path: Path) -> None:
    owner = this_process(tmp_path / "none")

    assert owner.pid == os.getpid()
    assert owner.boot.startswith("started-")
    assert int(owner.boot.removeprefix("started-")) > 25_000_000  # minutes since 1970, in the year 2017


def test_the_minute_the_machine_started_stays_the_same_while_it_runs_and_sleeps(tmp_path: Path) -> None:
    slept_s = 8 * 3600.0
    clocks = {"wall": 1_800_000_030.0, "since_boot": 500.0}

    def owner() -> Owner:
        return this_process(tmp_path / "none", lambda: clocks["wall"], lambda: clocks["since_boot"])

    before = owner()
    clocks = {name: moment + slept_s for name, moment in clocks.items()}

    assert owner() == before
    clocks["since_boot"] = 20.0  # started anew
    assert owner() != before


# --- whether it still runs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("owner", "seen", "alive"),
    [
        (Owner(200, "boot-a", 50), Seen(True, 50), True),
        (Owner(200, "boot-b", 50), Seen(True, 50), False),  # the machine was started anew
        (Owner(200, "boot-a", 50), Seen(False), False),
        (Owner(200, "boot-a", 50), Seen(True, 60), False),  # its id was given to another process
        (Owner(200, "boot-a", None), Seen(True, 60), True),  # an older version did not say when it started
        (Owner(200, "boot-a", 50), Seen(True, None), True),
        (Owner(100, "boot-a", 50), Seen(True, 7000), False),  # our own id, before we have played anything
        (Owner(100, "boot-a", None), Seen(True, None), False),
    ],
)
def test_an_owner_lives_while_its_very_process_runs(owner: Owner, seen: Seen, alive: bool) -> None:
    assert is_alive(owner, ME, lambda pid: seen) is alive


@pytest.mark.parametrize(("minute", "alive"), [(1000, True), (1002, True), (998, True), (1003, False), (997, False)])
def test_where_the_boot_is_reckoned_from_a_clock_a_clock_set_right_makes_no_other_boot(
    minute: int, alive: bool
) -> None:
    me = Owner(100, "started-1000")

    assert is_alive(Owner(200, f"started-{minute}"), me, lambda pid: Seen(True)) is alive


def test_a_process_is_seen_while_it_runs_and_not_after(tmp_path: Path) -> None:
    waits = [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    with subprocess.Popen(waits, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        before, without_proc = look_at(child.pid), look_at(child.pid, tmp_path)
        child.kill()
        child.stdout.read()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        not_fetched = look_at(child.pid)
        child.wait()
        after, after_without_proc = look_at(child.pid), look_at(child.pid, tmp_path)

    assert before.runs
    assert before.started is None or before.started > 0
    assert without_proc == Seen(True)
    if Path("/proc/self/stat").exists():
        assert not not_fetched.runs
    assert (after, after_without_proc) == (Seen(False), Seen(False))


def test_a_process_of_somebody_else_runs(tmp_path: Path) -> None:
    assert look_at(1, tmp_path).runs


@pytest.mark.parametrize("pid", [0, -1, 10**12])
def test_what_cannot_be_the_id_of_a_process_does_not_run(tmp_path: Path, pid: int) -> None:
    assert not look_at(pid, tmp_path).runs


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ("S 1 1 1 0 -1 4194560 0 0 0 0 1 1 0 0 20 0 1 0 4711 0 0", Seen(True, 4711)),
        ("Z 1 1 1 0 -1 4194560 0 0 0 0 1 1 0 0 20 0 1 0 4711 0 0", Seen(False, 4711)),
    ],
)
def test_a_process_may_be_called_anything(tmp_path: Path, told: str, seen: Seen) -> None:
    (tmp_path / "77").mkdir()
    (tmp_path / "77" / "stat").write_text(f"77 (a) S (b c) {told}")

    assert look_at(77, tmp_path) == seen
