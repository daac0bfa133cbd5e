"""Killed in the middle of a migration, of a backup, of putting a damaged history right: it was done, or it was not."""

import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.history import changes
from app.history.backups import back_up_daily
from app.history.files import connect
from app.history.store import Store, open_store

from .damages import PAGE, a_crash_leaves, a_filled_history
from .fixtures import fixture
from .made import a_session, at
from .test_versions import Contents, contents_of

if sys.platform == "win32":
    pytest.skip("a process that dies when it is told to needs fork and signals", allow_module_level=True)

from .dying import MOMENT, count, run

TODAY = "history-2026-11-23.db"
BEFORE = "history-2026-11-23-before-m002_what_is_playing.db"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def opened(folder: Path) -> Store:
    return open_store(folder / "history.db", now=lambda: MOMENT, backups=folder / "backups")


def is_sound(path: Path) -> bool:
    with closing(connect(path, "ro&immutable=1")) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def points(steps: int, longest: int, soak: bool) -> list[str]:
    """Choose where to die: at every step and page in full, else at a few of them, among them the first and the last."""
    every = [f"step {n}" for n in range(1, steps + 1)], [f"byte {n}" for n in range(0, longest, PAGE)]
    if soak:
        return [*every[0], *every[1]]
    return [every[0][0], *random.sample(every[0][1:-1], 9), every[0][-1], *random.sample(every[1], 4)]


def killed(name: str, template: Path, root: Path, longest: int, soak: bool) -> Iterator[Path]:
    """Yield each folder as the killed program left it."""
    root.mkdir()
    folders = run(name, template, root, points(count(name, template, root), longest, soak))
    assert len(folders) >= (50 if soak else 10)
    yield from folders.values()


# --- a migration -----------------------------------------------------------------------------------------------------


def a_history_of_version_1(folder: Path) -> None:
    with closing(sqlite3.connect(shutil.copy(fixture(1), folder / "history.db"), isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        columns = "routine_id, title, started_utc, utc_offset_s, day, planned_s, app_version, changed_at"
        for n in range(60):
            connection.execute(
                f"INSERT INTO sessions (id, note, {columns})"
                f" SELECT 'more-{n}', '{'x' * 600}', {columns} FROM sessions WHERE id = 'session-5'"
            )


def test_a_migration_killed_at_any_point_was_done_or_was_not(tmp_path: Path, soak: bool) -> None:
    template = tmp_path / "template"
    template.mkdir()
    a_history_of_version_1(template)
    before = contents_of(template / "history.db")
    ends = {"migrated": 0, "as it was": 0}
    for folder in killed("open_it", template, tmp_path / "killed", 60 * PAGE, soak):
        seen = tmp_path / "seen"
        shutil.copytree(folder, seen)  # to look at it tidies it
        with closing(sqlite3.connect(seen / "history.db")) as connection:
            done = connection.execute("SELECT name FROM _sqlite_migrations").fetchall()
            now = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE name NOT GLOB '_*'")}
        migrated = len(done) == len(changes.NAMES)
        ends["migrated" if migrated else "as it was"] += 1
        assert migrated == ("playing" in now) == ("pain_change" in now)
        assert migrated or len(done) == 1
        backups = folder / "backups"
        finished = [*backups.glob("*.db")] if backups.exists() else []
        assert len(finished) <= 1
        assert [contents_of(path) for path in finished if is_sound(path)] == [before] * len(finished)
        assert finished or not migrated
        shutil.rmtree(seen)

        with closing(opened(folder)) as store:
            assert store.remark == ""
        assert {table: contents_of(folder / "history.db", before)[table] for table in before} == before
        assert names(folder / "backups") == [BEFORE]
        assert names(folder) == ["backups", "history.db"]
    assert ends["as it was"]
    assert ends["migrated"] or not soak


# --- a backup --------------------------------------------------------------------------------------------------------


def test_a_backup_killed_at_any_point_was_made_or_was_not(tmp_path: Path, soak: bool) -> None:
    template = tmp_path / "template"
    path, backups = template / "history.db", template / "backups"
    with closing(open_store(path)) as store:
        for day in range(7, 0, -1):
            store.begin(a_session(f"session-{day}", started_utc=at(day)))
            back_up_daily(store.db.conn, backups, (MOMENT - timedelta(days=day)).date())
    older = names(backups)
    a_filled_history(path)
    backups.joinpath("history-note.txt").write_text("mine")
    a_crash_leaves(path, lambda store: store.begin(a_session("in the log alone")))
    whole = opened_contents(template, tmp_path)
    contents = {name: (backups / name).read_bytes() for name in older}
    ends = {"made": 0, "not made": 0}
    for folder in killed("back_up", template, tmp_path / "killed", 60 * PAGE, soak):
        found = [name for name in names(folder / "backups") if ".part" not in name]
        made = TODAY in found
        ends["made" if made else "not made"] += 1
        assert found in ([*older, "history-note.txt"], *([*older[n:], TODAY, "history-note.txt"] for n in (0, 1)))
        assert all((folder / "backups" / name).read_bytes() == contents[name] for name in found if name in contents)
        if made:
            assert is_sound(folder / "backups" / TODAY)
            assert contents_of(folder / "backups" / TODAY) == whole

        with closing(opened(folder)) as store:
            assert store.remark == ""
            store.back_up(MOMENT.date())
            store.back_up((MOMENT + timedelta(days=1)).date())
        assert contents_of(folder / "history.db") == whole
        assert names(folder / "backups") == [*older[1:], "history-2026-11-24.db", "history-note.txt"]
    assert ends["not made"]
    assert ends["made"] or not soak


def opened_contents(template: Path, tmp_path: Path) -> Contents:
    """Return what a history with its log holds, without touching it."""
    seen = Path(shutil.copytree(template, tmp_path / "seen"))
    with closing(sqlite3.connect(seen / "history.db")) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    return contents_of(seen / "history.db")


# --- putting a damaged history right ---------------------------------------------------------------------------------


@pytest.mark.parametrize("with_backup", [True, False])
def test_a_damaged_history_is_put_right_whole_however_often_it_was_killed(
    tmp_path: Path, soak: bool, with_backup: bool
) -> None:
    template = tmp_path / "template"
    path = template / "history.db"
    a_filled_history(path)
    if with_backup:
        with closing(open_store(path)) as store:
            back_up_daily(store.db.conn, template / "backups", (MOMENT - timedelta(days=3)).date())
    restored = contents_of(path) if with_backup else {}
    a_crash_leaves(path, lambda store: store.begin(a_session("in the log alone")))
    damaged = b"noise" * (path.stat().st_size // 5)
    path.write_bytes(damaged)
    log = path.with_name("history.db-wal").read_bytes()
    aside = "history-damaged-2026-11-23-0254.db"
    for folder in killed("open_it", template, tmp_path / "killed", 60 * PAGE, soak):
        marks = [name for name in names(folder) if ".restoring-" in name and ".part" not in name]
        if not (folder / "history.db").exists():
            assert len(marks) == 1
        if (folder / "history.db").exists() and (folder / "history.db").read_bytes()[:5] != b"noise":
            assert marks == []
            assert (folder / aside).read_bytes() == damaged

        with closing(opened(folder)) as store:
            assert len(store.sessions(limit=99)) == (40 if with_backup else 0)
        if with_backup:
            assert contents_of(folder / "history.db") == restored
        left = [name for name in names(folder) if name != f"{aside}-shm"]  # which SQLite made to look at it
        assert left == [*(["backups"] if with_backup else []), aside, f"{aside}-wal", "history.db"]
        assert (folder / aside).read_bytes() == damaged
        assert (folder / f"{aside}-wal").read_bytes() == log
