"""The history written to files: everything in it, the same each time, and nothing half."""

import csv
import json
import shutil
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from app.history.store import Store, open_store
from app.history.transfer.leaving import LeavingError, back_up, export_csv, export_json
from app.history.transfer.tables import JSON, KEYS
from app.history.unavailable import HistoryUnavailable
from tests.history.fixtures import fixture, versions
from tests.history.made import a_session, a_step
from tests.history.test_versions import contents_of


@pytest.fixture
def full(tmp_path: Path) -> Store:
    """A history with rows in every table."""
    return open_store(Path(shutil.copy(fixture(versions()[-1]), tmp_path / "history.db")))


def test_the_json_holds_every_row_of_every_table_with_its_lists_open(full: Store, tmp_path: Path) -> None:
    export_json(full, tmp_path / "all.json")
    full.close()
    told = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert told.pop("unhunch_history") == versions()[-1]
    for rows in told.values():
        for row in rows:
            row.update({name: json.dumps(row[name], ensure_ascii=False) for name in row.keys() & JSON})
    assert told == contents_of(tmp_path / "history.db")
    assert [*told] == [*KEYS]
    assert all(told.values())


def test_a_text_that_would_be_written_otherwise_is_kept_as_it_is(store: Store, tmp_path: Path) -> None:
    store.begin(a_session())
    store.connection.execute("""UPDATE sessions SET areas = '["neck" ]', kinds = '["a", "b"]'""")
    export_json(store, tmp_path / "all.json")
    [session] = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))["sessions"]
    assert session["areas"] == '["neck" ]'
    assert session["kinds"] == ["a", "b"]


def test_the_csv_has_every_row_and_no_formula(store: Store, tmp_path: Path) -> None:
    store.begin(a_session(note='=HYPERLINK("x")\nand "more", ä', title="A, b"))
    store.put_step(a_step())
    paths = export_csv(store, tmp_path / "new" / "csv")
    assert [path.name for path in paths] == ["sessions.csv", "steps.csv", "check-ins.csv"]
    rows = [[*csv.DictReader(StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))] for path in paths]
    assert [len(one) for one in rows] == [1, 1, 0]
    assert rows[0][0]["note"] == '\'=HYPERLINK("x")\nand "more", ä'
    assert rows[0][0]["title"] == "A, b"
    assert rows[1][0]["done_s"] == "11.5"
    assert paths[2].read_text(encoding="utf-8-sig").startswith("id,at_utc,")


def test_what_is_written_is_for_its_owner_alone_and_of_one_moment(full: Store, tmp_path: Path) -> None:
    export_json(full, tmp_path / "a.json")
    back_up(full, tmp_path / "b.db")
    for path in (tmp_path / "a.json", tmp_path / "b.db"):
        assert path.stat().st_mode & 0o777 == 0o600
    assert not full.connection.in_transaction
    full.close()
    assert contents_of(tmp_path / "b.db") == contents_of(tmp_path / "history.db")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.db", "history.db"]


def test_nothing_that_is_there_is_written_over(full: Store, tmp_path: Path) -> None:
    mine = tmp_path / "steps.csv"
    mine.write_text("mine")
    (tmp_path / "link.json").symlink_to("nowhere")
    for act in (
        lambda: export_json(full, mine),
        lambda: export_csv(full, tmp_path),
        lambda: back_up(full, mine),
        lambda: export_json(full, tmp_path / "link.json"),
    ):
        with pytest.raises(LeavingError, match="is there already; choose another name"):
            act()
    full.close()
    assert mine.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["history.db", "link.json", "steps.csv"]


def test_where_nothing_can_be_written_that_is_said_and_nothing_is_left(full: Store, tmp_path: Path) -> None:
    with pytest.raises(HistoryUnavailable, match="so nothing was written"):
        export_json(full, tmp_path / "no such folder" / "all.json")
    with pytest.raises(HistoryUnavailable, match="A file stands where the folder"):
        export_csv(full, tmp_path / "history.db" / "csv")
    assert not full.connection.in_transaction
    full.close()


def test_an_export_broken_off_leaves_nothing(full: Store, tmp_path: Path) -> None:
    full.connection.execute("PRAGMA ignore_check_constraints = ON")
    full.connection.execute("UPDATE audit SET earlier = '{'")
    with pytest.raises(ValueError, match="Expecting"):
        export_json(full, tmp_path / "all.json")
    full.close()
    assert [path.name for path in tmp_path.iterdir()] == ["history.db"]


def test_every_table_somebody_writes_is_taken_along(store: Store) -> None:
    with closing(store.connection.cursor()) as cursor:
        names = {name for (name,) in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {name for name in names if not name.startswith(("_", "session_"))} == {*KEYS}
