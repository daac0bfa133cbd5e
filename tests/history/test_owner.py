"""Whose a running session is."""

import os
from pathlib import Path

from app.history.owner import Owner, this_process

BOOT_ID = "0f9d0c4e-6a1b-4c55-9a43-0c6f5d2f8f11"


def test_an_owner_is_this_process_in_the_boot_that_linux_tells(tmp_path: Path) -> None:
    file = tmp_path / "boot_id"
    file.write_text(f"{BOOT_ID}\n")

    assert this_process(file) == Owner(os.getpid(), BOOT_ID)


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
