"""A backup put in the place of the history, and everything deleted."""

import json
import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from app.history.files import beside
from app.history.transfer import exports
from app.history.transfer.arriving import ArrivingError
from app.history.transfer.leaving import export_csv, export_json
from app.history.transfer.merging import import_json, merge
from app.history.transfer.replacing import delete, everything, restore
from app.history.unavailable import HistoryUnavailable
from tests.history.damages import a_crash_leaves
from tests.history.fixtures import fixture, versions
from tests.history.made import NOON, a_session
from tests.history.transfer.copies import opened, text_of

TODAY = date(2026, 11, 23)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("version", versions())
def test_a_file_of_any_version_takes_the_place_and_the_present_one_is_kept(tmp_path: Path, version: int) -> None:
    (tmp_path / "home").mkdir()
    history, source = tmp_path / "home" / "history.db", Path(shutil.copy(fixture(version), tmp_path / "b.db"))
    a_crash_leaves(history, lambda store: store.begin(a_session("mine")))
    told = restore(history, source, NOON)
    aside = history.with_name("history-replaced-2026-03-01-1200.db")
    assert told.startswith(f"Another history was put in place; the one before is kept as {aside.name} in ")
    assert names(history.parent) == sorted(["history.db", aside.name, beside(aside)[0].name])
    with opened(history) as store:
        assert len(store.sessions()) == 5
        assert store.remark == ""
    with opened(aside) as store:
        assert [session.id for session in store.sessions()] == ["mine"]
    assert history.stat().st_mode & 0o777 == 0o600


def test_restored_twice_in_a_minute_both_are_kept(tmp_path: Path) -> None:
    history = Path(shutil.copy(fixture(versions()[-1]), tmp_path / "history.db"))
    source = Path(shutil.copy(fixture(1), tmp_path / "source"))
    for _ in range(2):
        restore(history, source, NOON)
    kept = ["history-replaced-2026-03-01-1200-2.db", "history-replaced-2026-03-01-1200.db"]
    assert names(tmp_path) == [*kept, "history.db", "source"]


def test_where_there_was_none_it_is_put_there(tmp_path: Path) -> None:
    history = tmp_path / "new" / "history.db"
    assert restore(history, fixture_copy(tmp_path), NOON) == "The history was put in place; there was none before."
    assert names(history.parent) == ["history.db"]


def fixture_copy(folder: Path) -> Path:
    return Path(shutil.copy(fixture(versions()[-1]), folder / "source.db"))


def test_a_damaged_history_can_be_replaced(tmp_path: Path) -> None:
    history = tmp_path / "history.db"
    history.write_text("noise " * 999)
    restore(history, fixture_copy(tmp_path), NOON)
    assert (tmp_path / "history-replaced-2026-03-01-1200.db").read_text() == "noise " * 999
    with opened(history) as store:
        assert len(store.sessions()) == 5


def test_a_file_that_is_not_fit_changes_nothing(tmp_path: Path) -> None:
    history = fixture_copy(tmp_path).rename(tmp_path / "history.db")
    before = history.read_bytes()
    (tmp_path / "text").write_text("hello " * 999)
    with pytest.raises(ArrivingError, match="is not a history of Unhunch"):
        restore(history, tmp_path / "text", NOON)
    assert history.read_bytes() == before
    assert names(tmp_path) == ["history.db", "text"]


# --- everything ------------------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with all that can be there of a history, what is not ours, and two exports elsewhere."""
    home = tmp_path / "home"
    backups = home / "backups"
    backups.mkdir(parents=True)
    shutil.copy(fixture(versions()[-1]), home / "history.db")
    for name in (
        "history-2026-11-01.db",
        "history-2026-11-01-before-m002_x.db",
        "history-2026-11-02.db.part",
        "note.txt",
    ):
        (backups / name).write_text("x")
    restore(home / "history.db", fixture_copy(tmp_path), NOON)
    with opened(home / "history.db") as store:
        merge(store, tmp_path / "source.db", TODAY, backups)
        for name in ("a.json", "b.json"):
            export_json(store, tmp_path / name)
            exports.remember(home / "history.db", [tmp_path / name])
        exports.remember(home / "history.db", export_csv(store, tmp_path / "csv"))
    for name in (
        "history-damaged-2026-11-23-0254.db",
        "history-damaged-2026-11-23-0254.db-wal",
        "history.db.restoring-2026-11-23-0254.part",
        "history.db.arriving-999999999",
        "history.db-wal",
        "settings.toml",
    ):
        (home / name).write_text("x")
    return home


def test_everything_is_named_and_deleted_and_nothing_else(home: Path) -> None:
    (home.parent / "b.json").write_text("mine now")
    found = everything(home / "history.db", home / "backups")
    delete(found)
    left = sorted(str(path.relative_to(home.parent)) for path in home.parent.rglob("*") if path.is_file())
    assert left == ["b.json", "home/backups/note.txt", "home/settings.toml", "source.db"]
    assert len(found) == 15
    assert everything(home / "history.db", home / "backups") == []


def test_what_would_bring_it_back_goes_first(home: Path) -> None:
    order = [path.name for path in everything(home / "history.db", home / "backups")]
    last = order.index("history.db")
    assert all(order.index(name) < last for name in order if "-wal" in name or ".restoring" in name)


def test_what_cannot_be_deleted_is_told(home: Path) -> None:
    (home / "history.db").unlink()
    (home / "history.db").mkdir()
    with pytest.raises(HistoryUnavailable, match="so not everything could be deleted"):
        delete([home / "history.db"])


def test_exported_deleted_and_imported_it_is_as_it_was(home: Path) -> None:
    text = text_of(home / "history.db")
    kept = home.parent / "kept"
    kept.write_text(text, encoding="utf-8")
    delete(everything(home / "history.db", home / "backups"))
    with opened(home / "history.db") as store:
        import_json(store, kept, TODAY)
    assert text_of(home / "history.db") == text


@pytest.mark.parametrize("listed", ["", "[", "{}", "[1]", '[["\\u0000", 1, 1]]', "[" * 9999, '[["/etc/passwd", 1, 1]]'])
def test_a_list_of_exports_that_is_none_deletes_nothing(home: Path, listed: str) -> None:
    (home / "exports.json").write_text(listed)
    assert exports.unchanged(home / "history.db") == []
    exports.remember(home / "history.db", [home.parent / "a.json"])
    assert exports.unchanged(home / "history.db") == [home.parent / "a.json"]
    assert json.loads((home / "exports.json").read_text())


def test_the_log_of_what_was_replaced_is_not_played_into_what_took_its_place(tmp_path: Path) -> None:
    history = tmp_path / "history.db"
    a_crash_leaves(history, lambda store: store.begin(a_session("in the log alone")))
    restore(history, fixture_copy(tmp_path), NOON)
    with sqlite3.connect(history) as connection:
        found = connection.execute("SELECT count(*) FROM sessions WHERE id = 'in the log alone'").fetchall()
    connection.close()
    assert found == [(0,)]
