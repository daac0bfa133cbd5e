import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlite_utils import Database

import app
from app.history import changes, migrations
from app.history.files import refuse_an_old_sqlite
from app.history.store import HistoryUnavailable, open_store

from .made import NOON, a_session, a_step, at

ROOT = Path(app.__file__).parent.parent

posix = pytest.mark.skipif(sys.platform == "win32", reason="file modes are kept otherwise there")


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def a_history(path: Path) -> Path:
    with closing(open_store(path)) as store:
        store.begin(a_session())
    return path


def run(*command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_a_new_history_is_made_with_its_folder(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "a" / "b" / "history.db")) as store:
        assert store.sessions() == []


def test_a_history_is_found_again_as_it_was_left(tmp_path: Path) -> None:
    path = a_history(tmp_path / "history.db")
    with closing(open_store(path)) as store:
        assert store.sessions() == [a_session()]


def test_odd_characters_in_the_path_are_only_characters(tmp_path: Path) -> None:
    path = a_history(tmp_path / "a ?mode=memory#% é" / "history.db")
    assert path.stat().st_size > 0


def test_the_file_is_kept_in_the_way_we_say(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "history.db")) as store:
        kept = {
            name: store.db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
        tables = {table.name: table.strict for table in store.db.tables if not table.name.startswith(("_", "session_"))}
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    names = ["sessions", "steps", "check_ins", "plan_events", "audit", "tombstones", "playing"]
    assert tables == dict.fromkeys(names, True)


@posix
def test_only_the_owner_can_read_the_history(tmp_path: Path) -> None:
    folder = tmp_path / "made by us"
    with closing(open_store(folder / "history.db")) as store:
        store.begin(a_session())
        modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
    assert modes == {"history.db": 0o600, "history.db-wal": 0o600, "history.db-shm": 0o600}
    assert folder.stat().st_mode & 0o777 == 0o700


@posix
def test_a_history_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    path = a_history(tmp_path / "history.db")
    path.chmod(0o644)
    open_store(path).close()
    assert path.stat().st_mode & 0o777 == 0o600


@posix
def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    open_store(tmp_path / "history.db").close()
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_nothing_is_left_beside_the_file_when_it_is_closed(tmp_path: Path) -> None:
    a_history(tmp_path / "history.db")
    assert [*contents(tmp_path)] == ["history.db"]


def test_read_only_reads_and_does_not_write(tmp_path: Path) -> None:
    path = a_history(tmp_path / "history.db")
    before = path.read_bytes()
    with closing(open_store(path, read_only=True)) as store:
        assert store.sessions() == [a_session()]
        with pytest.raises(HistoryUnavailable, match="read-only"):
            store.put_step(a_step())
    assert path.read_bytes() == before


def test_read_only_sees_what_the_app_writes_meanwhile(tmp_path: Path) -> None:
    path = a_history(tmp_path / "history.db")
    with closing(open_store(path)) as writing, closing(open_store(path, read_only=True)) as reading:
        writing.begin(a_session("session-2", started_utc=at(1)))
        assert [found.id for found in reading.sessions()] == ["session-2", "session-1"]


def test_read_only_makes_no_history(tmp_path: Path) -> None:
    with pytest.raises(HistoryUnavailable, match=r"no history at .* yet"):
        open_store(tmp_path / "a" / "history.db", read_only=True)
    assert [*tmp_path.iterdir()] == []


def test_read_only_does_not_bring_a_file_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    path.touch()
    with pytest.raises(HistoryUnavailable, match="start Unhunch once"):
        open_store(path, read_only=True)
    assert path.read_bytes() == b""


def a_folder(path: Path) -> None:
    path.mkdir()


def garbage(path: Path) -> None:
    path.write_bytes(b"\x00not a database\xff" * 1000)


def a_few_letters(path: Path) -> None:
    path.write_text("hello")


def another_database(path: Path) -> None:
    with closing(Database(path)) as db:
        db.table("recipes").insert({"name": "soup"})


def a_torn_history(path: Path) -> None:
    whole = a_history(path).read_bytes()
    path.write_bytes(whole[:4096] + b"\xaa" * (len(whole) - 4096))


def a_newer_history(path: Path) -> None:
    a_history(path)
    with closing(Database(path)) as db:
        db.table("_sqlite_migrations").insert({"migration_set": "unhunch_history", "name": "m999_more"})


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(
    ("what", "words"),
    [
        (a_folder, "A folder stands where the history .* should be; move it elsewhere"),
        (garbage, "is damaged; keep a copy of it"),
        (a_few_letters, "is damaged; keep a copy of it"),
        (another_database, "not a history of Unhunch; move it elsewhere"),
        (a_torn_history, "is damaged; keep a copy of it, then start Unhunch"),
        (a_newer_history, "newer Unhunch; install that version"),
    ],
)
def test_what_is_not_our_history_is_refused_and_left_alone(
    tmp_path: Path, what: Callable[[Path], None], words: str, read_only: bool
) -> None:
    path = tmp_path / "history.db"
    what(path)
    before = contents(tmp_path)
    with pytest.raises(HistoryUnavailable, match=words) as told:
        open_store(path, read_only=read_only)
    assert "\n" not in str(told.value)
    assert contents(tmp_path) == before


def test_a_newer_history_left_by_a_crash_is_not_even_tidied(tmp_path: Path) -> None:
    path = tmp_path / "there" / "history.db"
    with closing(open_store(path)) as store:
        store.db.execute("INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('unhunch_history', 'm999')")
        left = tmp_path / "left by a crash"
        shutil.copytree(path.parent, left)
    before = contents(left)
    with pytest.raises(HistoryUnavailable, match="newer"):
        open_store(left / "history.db")
    after = contents(left)
    assert (after["history.db"], after["history.db-wal"]) == (before["history.db"], before["history.db-wal"])


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    for path in (tmp_path / "data" / "history.db", tmp_path / "data" / "deeper" / "history.db"):
        with pytest.raises(HistoryUnavailable, match="A file stands where the folder"):
            open_store(path)


def write_lock(path: Path) -> sqlite3.Connection:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def whole_lock(path: Path) -> sqlite3.Connection:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN IMMEDIATE")
    return other


@pytest.mark.parametrize("lock", [write_lock, whole_lock])
def test_a_locked_history_is_told(tmp_path: Path, lock: Callable[[Path], sqlite3.Connection]) -> None:
    path = a_history(tmp_path / "history.db")
    with (
        closing(lock(path)),
        pytest.raises(HistoryUnavailable, match=r"Another program is using .* close that program"),
    ):
        open_store(path, busy_timeout_s=0.01)


def test_a_lock_that_comes_while_it_is_open_is_told_and_passes(tmp_path: Path) -> None:
    path = a_history(tmp_path / "history.db")
    with closing(open_store(path, busy_timeout_s=0.01)) as store:
        other = write_lock(path)
        with pytest.raises(HistoryUnavailable, match="Another program"):
            store.put_step(a_step())
        other.close()
        store.put_step(a_step())
        assert len(store.steps("session-1")) == 1


def test_nobody_else_writes_between_our_reading_and_our_writing(tmp_path: Path) -> None:
    path = a_history(tmp_path / "history.db")
    refused: list[str] = []

    def now() -> datetime:  # it is read as the first thing within a transaction
        with closing(sqlite3.connect(path, timeout=0)) as other, pytest.raises(sqlite3.OperationalError) as told:
            other.execute("BEGIN IMMEDIATE")
        refused.append(str(told.value))
        return NOON

    with closing(open_store(path, now=now)) as store:
        store.rate("session-1", pain_after=3)
    assert refused == ["database is locked"]


def as_an_ordinary_user() -> list[str]:
    """Return what makes a command obey file modes; root does not, unless that power is taken away."""
    if os.geteuid() != 0:
        return []
    powers = "-dac_override,-dac_read_search"
    prefix = ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"]
    if shutil.which("setpriv") is None or run(*prefix, "true").returncode:
        pytest.skip("this machine has no way to make root obey file modes")
    return prefix


OPEN = """
import sys
from pathlib import Path
from app.history.store import HistoryUnavailable, open_store
try:
    open_store(Path(sys.argv[1]))
except HistoryUnavailable as told:
    print(told)
"""


@posix
@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "words"),
    [
        (0o400, 0o700, "The history is read-only, so what you do is kept in memory for now; make "),
        (0o600, 0o500, "The history is read-only, so what you do is kept in memory for now; make "),
        (0o000, 0o700, "The history cannot be written, so what you do is kept in memory for now; make "),
    ],
)
def test_a_history_that_may_not_be_written_is_told(
    tmp_path: Path, file_mode: int, folder_mode: int, words: str
) -> None:
    path = a_history(tmp_path / "data" / "history.db")
    path.chmod(file_mode)
    path.parent.chmod(folder_mode)
    ended = run(*as_an_ordinary_user(), sys.executable, "-c", OPEN, str(path))
    path.parent.chmod(0o700)
    assert ended.stderr == ""
    assert ended.stdout == f"{words}{path} and its folder yours to write, and it is written.\n"


@posix
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    for path in (tmp_path / "history.db", tmp_path / "data" / "history.db"):
        ended = run(*as_an_ordinary_user(), sys.executable, "-c", OPEN, str(path))
        assert (ended.stderr, ended.stdout.count(f"make {path} and its folder yours to write")) == ("", 1)
    tmp_path.chmod(0o700)


READ = """
import sys
from pathlib import Path
from app.history.store import open_store
print(len(open_store(Path(sys.argv[1]), read_only=True).sessions()))
"""


@posix
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o400, 0o700), (0o600, 0o500), (0o400, 0o500)])
def test_a_history_that_may_not_be_written_can_be_read(tmp_path: Path, file_mode: int, folder_mode: int) -> None:
    path = a_history(tmp_path / "data" / "history.db")
    path.chmod(file_mode)
    path.parent.chmod(folder_mode)
    ended = run(*as_an_ordinary_user(), sys.executable, "-c", READ, str(path))
    assert (ended.stdout, ended.stderr) == ("1\n", "")

    path.parent.chmod(0o700)
    path.chmod(0o600)
    ended = run(*as_an_ordinary_user(), sys.executable, "-c", OPEN, str(path))
    assert (ended.stdout, ended.stderr) == ("", "")


OPEN_WITH_NO_ROOM = (
    """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
"""
    + OPEN
)


@posix
def test_a_disk_that_takes_no_more_is_told(tmp_path: Path) -> None:
    ended = run(sys.executable, "-c", OPEN_WITH_NO_ROOM, str(tmp_path / "history.db"))
    assert ended.stderr == ""
    assert "The disk " in ended.stdout


def test_programs_that_open_a_new_history_at_once_all_get_it(tmp_path: Path) -> None:
    path, together, opened = tmp_path / "history.db", Barrier(4), list[int]()

    def open_it() -> None:
        together.wait()
        with closing(open_store(path)) as store:
            opened.append(store.db.table("_sqlite_migrations").count)

    threads = [Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [len(changes.NAMES)] * 4


def test_sqlite_utils_is_imported_only_where_the_layout_changes(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    look = (
        "import sys; from pathlib import Path; from app.history.store import open_store;"
        f"open_store(Path({str(path)!r})).sessions(); print('sqlite_utils' in sys.modules)"
    )
    assert run(sys.executable, "-c", look).stdout == "True\n"
    assert run(sys.executable, "-c", look).stdout == "False\n"


def test_every_change_of_the_layout_is_named() -> None:
    assert [one.name for one in migrations._MIGRATIONS._migrations] == [*changes.NAMES]


def test_an_old_sqlite_is_told() -> None:
    refuse_an_old_sqlite((3, 37, 0))
    with pytest.raises(HistoryUnavailable, match=r"3.37 or newer"):
        refuse_an_old_sqlite((3, 36, 9))


def test_a_change_that_leaves_rows_pointing_nowhere_is_undone(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "history.db")) as store:
        store.begin(a_session())
        store.put_step(a_step())

        def lose_the_parents(db: Database) -> None:
            db.execute("DELETE FROM sessions")
            db.execute("DELETE FROM session_words")

        store.db.execute("PRAGMA foreign_keys = OFF")
        with pytest.raises(sqlite3.IntegrityError, match="lose_the_parents leaves 1 rows"), store.db.atomic():
            migrations.checked(lose_the_parents)(store.db)
        assert len(store.sessions()) == 1


def test_foreign_keys_are_off_while_the_tables_change_and_checked_before_it_counts(tmp_path: Path) -> None:
    said: list[str] = []
    with closing(sqlite3.connect(tmp_path / "history.db", isolation_level=None)) as connection:
        connection.set_trace_callback(lambda sql: said.append(sql.strip()))
        migrations.bring_up_to_date(connection)
    first_table = next(n for n, sql in enumerate(said) if "CREATE TABLE sessions" in sql)
    assert "PRAGMA foreign_keys = OFF" in said[:first_table]
    assert "PRAGMA foreign_key_check" in said[first_table:]
    assert said[-1] == "PRAGMA foreign_keys = ON"
