"""Every version of the layout that was ever shipped, opened by today's program: each row is there as it was."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.history import changes
from app.history.files import connect
from app.history.store import open_store

from .fixtures import DATA, ROWS, fixture, make, versions

Contents = dict[str, list[dict[str, Any]]]


def contents_of(path: Path, tables: Contents | None = None) -> Contents:
    """Return every row of every table, or the columns of `tables` alone, as SQLite has them."""
    with closing(connect(path, "ro&immutable=1")) as connection:
        connection.row_factory = sqlite3.Row
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_*' AND name NOT GLOB 'session_*'"
        ).fetchall()
        columns = {table: ", ".join(rows[0]) for table, rows in (tables or {}).items()}
        return {
            name: [
                dict(row) for row in connection.execute(f"SELECT {columns.get(name, '*')} FROM {name} ORDER BY rowid")
            ]
            for (name,) in names
        }


def test_every_version_has_its_fixture_and_no_other() -> None:
    there = sorted(path.name for path in DATA.glob("history-v*.db"))
    assert there == sorted(fixture(version).name for version in versions()), "make it: python -m tests.history.fixtures"


@pytest.mark.parametrize("version", versions())
def test_a_fixture_has_a_row_in_every_table_and_every_outcome(version: int) -> None:
    found = contents_of(fixture(version))
    assert [table for table, rows in found.items() if not rows] == []
    for number in range(1, version + 1):
        for table, rows in ROWS.get(number, {}).items():
            assert [{**one, **row} for one, row in zip(found[table], rows, strict=True)] == found[table]
    assert {row["outcome"] for row in found["sessions"]} == {"completed", "partial", "interrupted", "by hand", None}
    assert {row["outcome"] for row in found["steps"]} == {"done", "partial", "skipped", "hurt"}


@pytest.mark.parametrize("version", versions())
def test_a_history_of_each_version_is_brought_up_to_date_with_every_row_as_it_was(tmp_path: Path, version: int) -> None:
    path = Path(shutil.copy(fixture(version), tmp_path / "history.db"))
    before = contents_of(path)
    with closing(open_store(path, backups=tmp_path / "backups")) as store:
        assert not changes.is_behind(store.connection)
        assert [session.id for session in store.sessions()] == [f"session-{number}" for number in (5, 4, 3, 2, 1)]
        assert [step.outcome for step in store.steps("session-1")] == ["done", "partial", "skipped", "hurt"]
        assert store.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    after = contents_of(path, before)
    assert {table: after[table] for table in before} == before


@pytest.mark.parametrize("version", versions())
def test_what_was_shipped_is_what_todays_migrations_make(tmp_path: Path, version: int) -> None:
    """A change of a migration that has shipped would leave the files of people who have it different from new ones."""
    make(tmp_path / "now.db", version)

    def layout(path: Path) -> list[Any]:
        with closing(connect(path, "ro&immutable=1")) as connection:
            return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()

    assert layout(tmp_path / "now.db") == layout(fixture(version))
