"""The history looked at by the doctor: told how it is, and left as it was."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.history.health import Health, examine
from app.history.store import open_store
from app.history.unavailable import HistoryUnavailable

from .made import a_session, at
from .test_opening import a_history, a_newer_history, another_database, contents, garbage, whole_lock


def told(path: Path) -> Health:
    health = examine(path, busy_timeout_s=0.0)
    assert health is not None
    return health


def a_lived_in_history(path: Path) -> None:
    with closing(open_store(path)) as store:
        for number, outcome in enumerate(("completed", "interrupted", None)):
            store.begin(a_session(f"session-{number}", started_utc=at(number)))
            if outcome:
                store.end(f"session-{number}", ended_utc=at(number + 1), played_s=60.0, outcome=outcome)  # type: ignore[arg-type]


def test_no_history_is_no_trouble_and_none_is_made(tmp_path: Path) -> None:
    assert examine(tmp_path / "history.db") is None
    assert list(tmp_path.iterdir()) == []


def test_a_sound_history_is_counted_and_left_without_a_trace(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    a_lived_in_history(path)
    before = contents(tmp_path)

    health = told(path)

    assert health == Health(path.stat().st_size, (), "up to date", sessions=3, not_ended=1, interrupted=1)
    assert contents(tmp_path) == before


def test_it_sees_what_the_app_writes_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(open_store(path)) as store:
        store.begin(a_session())
        assert (told(path).sessions, told(path).not_ended) == (1, 1)
        store.begin(a_session("session-2"))
        with store.writing():
            assert told(path).sessions == 2


def test_a_history_in_an_app_that_was_killed_is_counted_and_not_tidied(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "history.db")) as store:
        store.begin(a_session())
        killed = {name: data for name, data in contents(tmp_path).items() if not name.endswith("-shm")}
    folder = tmp_path / "killed"
    folder.mkdir()
    for name, data in killed.items():
        (folder / name).write_bytes(data)

    assert told(folder / "history.db").sessions == 1
    assert {name: data for name, data in contents(folder).items() if not name.endswith("-shm")} == killed


def test_a_file_that_waits_for_its_tables_is_behind(tmp_path: Path) -> None:
    (tmp_path / "history.db").touch()

    assert told(tmp_path / "history.db") == Health(0, (), "behind")


@pytest.mark.parametrize(("make", "schema"), [(a_newer_history, "newer"), (another_database, "not ours")])
def test_a_file_we_must_not_touch_is_named(tmp_path: Path, make: Callable[[Path], None], schema: str) -> None:
    make(tmp_path / "history.db")
    before = contents(tmp_path)

    health = told(tmp_path / "history.db")

    assert (health.schema, health.sessions) == (schema, 0)
    assert contents(tmp_path) == before


def test_faults_inside_are_found(tmp_path: Path) -> None:
    path = a_history(tmp_path / "history.db")
    with closing(sqlite3.connect(path)) as db:
        [page] = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sessions_by_day'").fetchone()
        [size] = db.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    data[page * size - 24 : page * size] = b"\x07" * 24  # the entry of the index, at the end of its page
    path.write_bytes(data)

    assert any("sessions_by_day" in fault or "index" in fault for fault in told(path).faults)
    assert path.read_bytes() == data


def test_noise_and_a_file_cut_short_are_told_and_left_alone(tmp_path: Path) -> None:
    garbage(tmp_path / "noise.db")
    cut = a_history(tmp_path / "cut.db")
    cut.write_bytes(cut.read_bytes()[:5000])
    before = contents(tmp_path)

    with pytest.raises(HistoryUnavailable):
        told(tmp_path / "noise.db")
    with pytest.raises(HistoryUnavailable, match="damaged"):
        told(cut)

    assert contents(tmp_path) == before


def test_another_programs_lock_is_told(tmp_path: Path) -> None:
    path = a_history(tmp_path / "history.db")
    with closing(whole_lock(path)), pytest.raises(HistoryUnavailable, match="Another program"):
        told(path)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(HistoryUnavailable, match="not a file"):
        told(tmp_path)
