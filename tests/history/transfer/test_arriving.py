"""What was exported comes back as it was; any other file is refused whole, in a sentence."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.history.store import Store
from app.history.transfer import reading
from app.history.transfer.arriving import ArrivingError
from app.history.transfer.merging import import_json, merge
from tests.history.fixtures import fixture, versions
from tests.history.made import a_session, a_step
from tests.history.transfer.copies import opened, text_of

TODAY = date(2026, 11, 23)
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def full(tmp_path: Path) -> str:
    """What a history with rows in every table comes to, as JSON."""
    return text_of(Path(shutil.copy(fixture(versions()[-1]), tmp_path / "full.db")))


def taken_in(text: str | bytes, folder: Path) -> Path:
    """Import a text into a new history; return it."""
    source = folder / "source.json"
    source.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    with opened(folder / "history.db") as store:
        import_json(store, source, TODAY)
    return folder / "history.db"


def test_an_export_comes_back_byte_for_byte(full: str, tmp_path: Path) -> None:
    assert text_of(taken_in(full, tmp_path)) == full


def test_written_otherwise_by_another_tool_it_comes_back_too(full: str, tmp_path: Path) -> None:
    told = json.loads(full)
    turned = {"unhunch_history": told.pop("unhunch_history"), **dict(reversed(told.items()))}
    text = "\ufeff" + json.dumps(turned, indent=3)
    assert text_of(taken_in(text, tmp_path)) == full


def test_what_came_in_is_found_by_searching(full: str, tmp_path: Path) -> None:
    with opened(taken_in(full, tmp_path)) as store:
        found = store.read("SELECT count(*) FROM session_search('helped')")
        assert found == store.read("SELECT count(*) FROM sessions WHERE note LIKE '%helped%'") != [(0,)]


def test_imported_twice_it_changes_nothing(full: str, tmp_path: Path) -> None:
    taken_in(full, tmp_path)
    assert text_of(taken_in(full, tmp_path)) == full


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 64])
def test_it_does_not_matter_where_a_piece_of_the_file_ends(full: str, tmp_path: Path, piece: int) -> None:
    with (tmp_path / "x").open("w+", encoding="utf-8", newline="") as file:
        file.write(full)
        file.seek(0)
        pieces = reading.Pieces(file, piece)
        found = {name: value if isinstance(value, int) else list(value) for name, value in pieces.members()}
    assert found == json.loads(full)


# --- refused ---------------------------------------------------------------------------------------------------------


def refuse(text: str | bytes, folder: Path) -> str:
    """Have a text refused; return the sentence. Nothing may have changed, and nothing be left."""
    with opened(folder / "history.db") as store:
        store.begin(a_session("mine"))
    before = text_of(folder / "history.db")
    with pytest.raises(ArrivingError) as told:
        taken_in(text, folder)
    assert text_of(folder / "history.db") == before
    assert sorted(path.name for path in folder.iterdir() if path.name != "full.db") == ["history.db", "source.json"]
    sentence = str(told.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert len(sentence) < 300 + len(str(folder))
    return sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "[]",
        "{}",
        '{"a": 1}',
        '{"sessions": []}',
        '{"unhunch_history": []}',
        '{"unhunch_history": true}',
        '{"unhunch_history": 0}',
        b"\x00" * 999,
        b"\xff\xfe",
        "[" * 1_000_000,
        '{"' * 1_000_000,
        '{"unhunch_history": ' + "9" * 100_000,
    ],
    ids=range(14),
)
def test_what_is_not_ours_is_refused(tmp_path: Path, text: str | bytes) -> None:
    sentence = refuse(text, tmp_path)
    assert "is not a history of Unhunch" in sentence or "damaged or cut short" in sentence


def test_what_is_cut_short_anywhere_is_refused(full: str, tmp_path: Path) -> None:
    data = full.encode()
    for end in (*range(30, len(data) - 2, len(data) // 40), len(data) - 3):
        assert "cut short" in refuse(data[:end], tmp_path)
        (tmp_path / "history.db").unlink()
    assert "cut short" in refuse(data + b"x", tmp_path)


def test_what_a_newer_version_wrote_is_refused(full: str, tmp_path: Path) -> None:
    newer = full.replace(f'"unhunch_history": {versions()[-1]}', f'"unhunch_history": {versions()[-1] + 1}')
    assert "by a newer Unhunch" in refuse(newer, tmp_path)


def changed(table: str, **values: object) -> Change:
    return lambda told: told[table][0].update(values)


@pytest.mark.parametrize(
    "change",
    [
        changed("sessions", played_s=1e300),
        changed("sessions", played_s=float("inf")),
        changed("sessions", played_s=-1),
        changed("sessions", planned_s="long"),
        changed("sessions", pain_before=11),
        changed("sessions", pain_before=3.5),
        changed("sessions", pain_before=True),
        changed("sessions", owner_pid=2**70),
        changed("sessions", day="2026-02-30"),
        changed("sessions", day="0000-01-01"),
        changed("sessions", started_utc="2026-02-30T08:00:00.000000+00:00"),
        changed("sessions", started_utc="9999-12-31T23:59:59.000000+00:00"),
        changed("sessions", changed_at="yesterday"),
        changed("sessions", title="x" * 1_000_000),
        changed("sessions", title="\ud800"),
        changed("sessions", title=None),
        changed("sessions", title={"a": 1}),
        changed("sessions", id=""),
        changed("sessions", areas=[1]),
        changed("sessions", areas={"neck": 1}),
        changed("sessions", areas="neck"),
        changed("sessions", areas=["x" * 1_000_000]),
        changed("sessions", outcome="won"),
        changed("sessions", **{"id) VALUES ('x'); DROP TABLE sessions; --": 1}),
        changed("steps", session_id="nobody"),
        changed("steps", id="step-1"),
        changed("steps", reps_done=10**12),
        changed("check_ins", pain={"neck": 99999}),
        changed("check_ins", pain={"neck": "4"}),
        changed("check_ins", pain=[]),
        changed("plan_events", body="[" * 1500 + "]" * 1500),
        changed("plan_events", body=[]),
        changed("tombstones", table_name="sqlite_master"),
        lambda told: told["sessions"].append(told["sessions"][0]),
        lambda told: told["sessions"].append([]),
        lambda told: told["sessions"].append({}),
        lambda told: told["sessions"].append({"id": "x"}),
        lambda told: told.update(sessions={}),
        lambda told: told.update(sessions=None),
        lambda told: told.pop("steps"),
        lambda told: told.update({"sqlite_master; DROP TABLE steps": []}),
        lambda told: told.update(_sqlite_migrations=[]),
    ],
    ids=range(42),
)
def test_what_is_never_written_is_refused_whole(full: str, tmp_path: Path, change: Change) -> None:
    told = json.loads(full)
    change(told)
    sentence = refuse(json.dumps(told), tmp_path)
    assert "nothing was taken in" in sentence


def test_a_table_told_twice_is_refused(full: str, tmp_path: Path) -> None:
    assert "where a table should be" in refuse(full.rstrip()[:-1] + ', "steps": []}', tmp_path)


def test_sql_in_a_text_is_a_text(store: Store, tmp_path: Path) -> None:
    evil = "'); DROP TABLE sessions; --\x00\u202e<b>"
    store.begin(a_session(title=evil, note=evil, areas=(evil,)))
    store.put_step(a_step(name=evil))
    store.close()
    text = text_of(tmp_path / "history.db")
    (tmp_path / "there").mkdir()
    assert text_of(taken_in(text, tmp_path / "there")) == text


# --- another history's file ------------------------------------------------------------------------------------------


def a_database(folder: Path, *statements: str) -> Path:
    path = Path(shutil.copy(fixture(versions()[-1]), folder / "other.db"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)
    return path


@pytest.mark.parametrize(
    ("statement", "so"),
    [
        ("INSERT INTO _sqlite_migrations VALUES (9, 'unhunch_history', 'm999', '')", "by a newer Unhunch"),
        ("DROP TABLE _sqlite_migrations", "is not a history"),
        ("DROP TABLE audit", "laid out otherwise"),
        ("ALTER TABLE sessions ADD COLUMN x TEXT", "laid out otherwise"),
        ("CREATE TRIGGER t AFTER INSERT ON steps BEGIN DELETE FROM sessions; END", "laid out otherwise"),
        ("UPDATE sqlite_master SET sql = replace(sql, '1e6', '1e9') WHERE name = 'sessions'", "laid out otherwise"),
        ("UPDATE sessions SET played_s = 1e300", "damaged"),
        ("UPDATE sessions SET started_utc = '2026-02-30T08:00:00.000000+00:00'", "never writes"),
        ("UPDATE sessions SET title = CAST(x'ff' AS TEXT)", "damaged"),
        ("UPDATE check_ins SET pain = '{\"neck\": 1e999}'", "never writes"),
        ("UPDATE steps SET session_id = 'nobody'", "never writes"),
    ],
)
def test_a_database_that_is_not_as_ours_are_is_refused(tmp_path: Path, statement: str, so: str) -> None:
    other = a_database(tmp_path, statement)
    with opened(tmp_path / "history.db") as store:
        store.begin(a_session("mine"))
        with pytest.raises(ArrivingError, match=so):
            merge(store, other, TODAY, tmp_path / "backups")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["history.db", "other.db"]


def test_files_that_are_no_history_are_refused(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "empty.db").close()
    (tmp_path / "text.db").write_text("hello " * 999)
    whole = fixture(versions()[-1]).read_bytes()
    (tmp_path / "short.db").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "folder.db").mkdir()
    with opened(tmp_path / "history.db") as store:
        for name, so in {
            "empty.db": "is not a history",
            "text.db": "is not a history",
            "short.db": "damaged or cut short",
            "folder.db": "is not a history",
            "none.db": "There is no file",
        }.items():
            for take in (merge, import_json) if name == "none.db" else (merge,):
                with pytest.raises(ArrivingError, match=so):
                    take(store, tmp_path / name, TODAY)


@pytest.mark.parametrize("version", versions())
def test_a_history_of_each_version_can_be_merged_and_stays_as_it_is(tmp_path: Path, version: int) -> None:
    other = Path(shutil.copy(fixture(version), tmp_path / "other.db"))
    before = other.read_bytes()
    with opened(tmp_path / "history.db") as store:
        merge(store, other, TODAY)
        assert len(store.sessions()) == 5
        assert len(store.steps("session-1")) == 4
    assert other.read_bytes() == before
