"""Backups: whole, checked, private, one a day and one before a change, the newest seven of either."""

import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.history import changes
from app.history.backups import newest_good
from app.history.files import connect
from app.history.store import Store, open_store
from app.history.unavailable import HistoryDamaged, HistoryUnavailable

from .damages import a_filled_history, noise_in_the_middle
from .fixtures import fixture
from .made import NOON, a_session, at
from .test_opening import ROOT, a_newer_history, another_database, contents, posix
from .test_versions import contents_of

DAY = date(2026, 3, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "backups"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with closing(open_store(folder.parent / "history.db", backups=folder)) as store:
        yield store


def write(store: Store, number: int) -> None:
    store.begin(a_session(f"session-{number}", started_utc=at(number)))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def sessions_in(path: Path) -> int:
    with closing(connect(path, "ro&immutable=1")) as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM sessions").fetchall()
    return int(count)


# --- daily -----------------------------------------------------------------------------------------------------------


def test_a_backup_holds_everything_also_what_is_in_the_log_alone(store: Store, folder: Path) -> None:
    write(store, 1)
    write(store, 2)
    store.back_up(DAY)

    assert names(folder) == ["history-2026-03-01.db"]
    with closing(open_store(folder / "history-2026-03-01.db", read_only=True)) as backup:
        assert backup.sessions() == store.sessions()


def test_a_backup_is_one_file_that_opening_leaves_one_file(store: Store, folder: Path) -> None:
    write(store, 1)
    store.back_up(DAY)
    before = contents(folder)
    with closing(sqlite3.connect(folder / "history-2026-03-01.db")) as other:
        assert other.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
        assert other.execute("SELECT count(*) FROM sessions").fetchall() == [(1,)]
        assert contents(folder) == before


@posix
def test_only_the_owner_can_read_a_backup(store: Store, folder: Path) -> None:
    write(store, 1)
    store.back_up(DAY)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600]


def test_there_is_one_backup_a_day_and_the_first_stays(store: Store, folder: Path) -> None:
    write(store, 1)
    store.back_up(DAY)
    write(store, 2)
    store.back_up(DAY)

    assert names(folder) == ["history-2026-03-01.db"]
    assert sessions_in(folder / "history-2026-03-01.db") == 1


def test_the_newest_seven_are_kept(store: Store, folder: Path) -> None:
    for number in range(10):
        write(store, number)
        store.back_up(DAY + timedelta(days=number))

    assert names(folder) == [f"history-2026-03-{day:02}.db" for day in range(4, 11)]
    assert [sessions_in(folder / name) for name in names(folder)] == [4, 5, 6, 7, 8, 9, 10]


def test_days_on_which_nothing_changed_push_nothing_out(store: Store, folder: Path) -> None:
    for number in range(3):
        write(store, number)
        store.back_up(DAY + timedelta(days=number))
    for number in range(3, 20):
        store.back_up(DAY + timedelta(days=number))

    assert names(folder) == [f"history-2026-03-{day:02}.db" for day in (1, 2, 20)]
    assert [sessions_in(folder / name) for name in names(folder)] == [1, 2, 3]


def test_there_is_no_backup_of_nothing(store: Store, folder: Path) -> None:
    store.back_up(DAY)

    assert names(folder) == []


def test_other_files_in_the_folder_are_left_alone(store: Store, folder: Path) -> None:
    folder.mkdir()
    mine = [
        "history-2026-02-45.db",
        "history-2020-01-01.db.bak",
        "history.db",
        "my history-2020-01-01.db",
        "notes.part",
    ]
    for name in mine:
        (folder / name).write_text("mine")
    (folder / "history-2020-01-02.db").mkdir()
    for number in range(9):
        write(store, number)
        store.back_up(DAY + timedelta(days=number))

    assert [name for name in names(folder) if not name.startswith("history-2026-03")] == sorted(
        [*mine, "history-2020-01-02.db"]
    )
    assert all((folder / name).read_text() == "mine" for name in mine)


def test_what_a_killed_program_had_in_the_making_is_taken_away(store: Store, folder: Path) -> None:
    folder.mkdir()
    left = ["history-2026-02-27.db.part", "history-2026-02-27.db.part-journal", "history-2026-03-01.db.part-wal"]
    for name in [*left, "history-2026-02-20-before-m002_what_is_playing.db.part"]:
        (folder / name).write_text("half")
    write(store, 1)
    store.back_up(DAY)

    assert names(folder) == ["history-2026-03-01.db"]


def test_a_damaged_history_is_not_backed_up(folder: Path) -> None:
    path = folder.parent / "history.db"
    a_filled_history(path)
    noise_in_the_middle(path)
    with closing(open_store(path, backups=folder)) as store, pytest.raises(HistoryDamaged):
        store.back_up(DAY)

    assert names(folder) == []


def test_a_history_opened_without_a_folder_for_backups_makes_none(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "history.db")) as store:
        write(store, 1)
        store.back_up(DAY)

    assert names(tmp_path) == ["history.db"]


def test_a_backup_that_cannot_be_made_is_told_and_leaves_nothing(store: Store, folder: Path) -> None:
    write(store, 1)
    folder.write_text("in the way")
    with pytest.raises(HistoryUnavailable, match=r"A file stands where the folder .*backups should be; move it"):
        store.back_up(DAY)
    folder.unlink()
    store.back_up(DAY)

    assert names(folder) == ["history-2026-03-01.db"]


BACK_UP_WITH_NO_ROOM = """
import resource, sys
from datetime import date
from pathlib import Path
from app.history.store import HistoryUnavailable, open_store
path = Path(sys.argv[1])
store = open_store(path, backups=path.parent / "backups")
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    store.back_up(date(2026, 3, 1))
except HistoryUnavailable as told:
    print(told)
"""


@posix
def test_a_disk_that_takes_no_backup_is_told_and_nothing_half_is_left(folder: Path) -> None:
    path = folder.parent / "history.db"
    a_filled_history(path)
    command = [sys.executable, "-c", BACK_UP_WITH_NO_ROOM, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert "so today's backup of the history could not be made; see that it is sound and has room" in done.stdout
    assert names(folder) == []


# --- before a change of the layout -----------------------------------------------------------------------------------


BEFORE = "history-2026-03-01-before-m002_what_is_playing.db"


def an_old_history(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(fixture(1), path))


def test_a_history_is_backed_up_before_its_layout_changes(folder: Path) -> None:
    path = an_old_history(folder.parent / "history.db")
    open_store(path, now=lambda: NOON, backups=folder).close()
    open_store(path, now=lambda: NOON, backups=folder).close()

    assert names(folder) == [BEFORE]
    assert contents_of(folder / BEFORE) == contents_of(fixture(1))


def test_a_new_or_an_empty_history_needs_no_backup_before_its_layout_changes(folder: Path) -> None:
    path = folder.parent / "history.db"
    open_store(path, backups=folder).close()
    with closing(sqlite3.connect(an_old_history(path), isolation_level=None)) as connection:
        for table in contents_of(path):
            connection.execute(f"DELETE FROM {table}")
    open_store(path, backups=folder).close()

    assert names(folder) == []


def test_the_newest_seven_before_a_change_are_kept_beside_the_daily_ones(folder: Path) -> None:
    folder.mkdir(parents=True)
    older = [f"history-2025-01-{day:02}-before-m001_the_first_tables.db" for day in range(1, 10)]
    daily = [f"history-2025-02-{day:02}.db" for day in range(1, 10)]
    for name in [*older, *daily]:
        (folder / name).write_text(name)
    open_store(an_old_history(folder.parent / "history.db"), now=lambda: NOON, backups=folder).close()

    assert names(folder) == [*older[3:], *daily, BEFORE]


def test_without_a_backup_the_layout_does_not_change(folder: Path) -> None:
    path = an_old_history(folder.parent / "history.db")
    before = contents_of(path)
    folder.write_text("in the way")
    with pytest.raises(HistoryUnavailable, match=r"A file stands where the folder .*backups should be; move it"):
        open_store(path, backups=folder)

    assert contents_of(path) == before
    folder.unlink()
    with closing(open_store(path, now=lambda: NOON, backups=folder)) as store:
        assert not changes.is_behind(store.connection)
    assert names(folder) == [BEFORE]


OPEN_WITH_NO_ROOM = """
import resource, sys
from pathlib import Path
from app.history.store import HistoryUnavailable, open_store
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    open_store(path, backups=path.parent / "backups")
except HistoryUnavailable as told:
    print(told)
"""


@posix
def test_a_disk_with_no_room_for_that_backup_is_told_with_what_it_means(folder: Path) -> None:
    path = an_old_history(folder.parent / "history.db")
    before = contents_of(path)
    command = [sys.executable, "-c", OPEN_WITH_NO_ROOM, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert "so the history cannot be backed up and then brought up to date, and what you do is kept in" in done.stdout
    assert contents_of(path) == before
    assert names(folder) == []


# --- the newest good one ---------------------------------------------------------------------------------------------


def test_the_newest_backup_is_the_good_one_of_the_latest_day(store: Store, folder: Path) -> None:
    for number in range(4):
        write(store, number)
        store.back_up(DAY + timedelta(days=number))
    shutil.copy(fixture(1), folder / "history-2026-03-02-before-m002_what_is_playing.db")
    found = newest_good(folder)
    assert found is not None
    assert (found.day, found.path.name) == (date(2026, 3, 4), "history-2026-03-04.db")


def test_backups_that_are_damaged_newer_foreign_or_empty_are_passed_over(folder: Path) -> None:
    folder.mkdir(parents=True)
    shutil.copy(fixture(1), folder / "history-2026-03-01-before-m002_what_is_playing.db")
    a_filled_history(folder / "history-2026-03-02.db")
    noise_in_the_middle(folder / "history-2026-03-02.db")
    a_newer_history(folder / "history-2026-03-03.db")
    another_database(folder / "history-2026-03-04.db")
    (folder / "history-2026-03-05.db").touch()
    (folder / "history-2026-03-06.db").write_text("Dear diary")
    before = contents(folder)

    found = newest_good(folder)

    assert found is not None
    assert found.path.name == "history-2026-03-01-before-m002_what_is_playing.db"
    assert contents(folder) == before


def test_where_there_is_no_backup_there_is_no_newest(folder: Path) -> None:
    assert newest_good(folder) is None
