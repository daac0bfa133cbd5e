"""A damaged history: put aside whole, the newest good backup in its place, and the person told."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.history import damage
from app.history.store import Store, open_store
from app.history.unavailable import HistoryDamaged, HistoryUnavailable
from app.paths import shown

from .damages import (
    SEEN_AT_ONCE,
    a_crash_leaves,
    a_filled_history,
    cut_to_nothing,
    noise,
    noise_all_over,
    noise_at_the_start,
    noise_in_the_middle,
)
from .fixtures import fixture
from .made import NOON, a_session, at
from .test_backups import names
from .test_opening import ROOT, a_newer_history, another_database, contents, posix
from .test_versions import contents_of

ASIDE = "history-damaged-2026-03-01-1200.db"
DAY = date(2026, 2, 20)


class Home:
    """A folder with a history of 40 sessions; the backup of 20 February holds the first 30."""

    def __init__(self, folder: Path, *, backed_up: bool = True) -> None:
        self.folder = folder
        self.path = folder / "history.db"
        self.backups = folder / "backups"
        a_filled_history(self.path, 30)
        if backed_up:
            self.back_up(DAY)
        with closing(self.open()) as store:
            for n in range(30, 40):
                store.begin(a_session(f"session-{n:03}", started_utc=at(n), note="x" * 600))

    def open(self) -> Store:
        return open_store(self.path, now=lambda: NOON, backups=self.backups)

    def back_up(self, day: date) -> None:
        with closing(self.open()) as store:
            store.back_up(day)

    def sessions(self) -> tuple[int, str]:
        """Return how many sessions there are once it is opened, and what was remarked then."""
        with closing(self.open()) as store:
            return len(store.sessions(limit=-1)), store.remark

    @property
    def names(self) -> list[str]:
        """What lies in the folder, but for the index that SQLite may have made to look at a log."""
        return [name for name in names(self.folder) if name != f"{ASIDE}-shm"]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "data")


def put_back(home: Home) -> str:
    where = shown(home.folder)
    kept = f"The history was damaged and is kept as {ASIDE} in {where}"
    return f"{kept}; the backup of Fri 20 Feb 2026 was put in its place."


@pytest.mark.parametrize("spoil", SEEN_AT_ONCE)
def test_a_damaged_history_is_put_aside_and_its_newest_backup_put_in_its_place(
    home: Home, spoil: Callable[[Path], None]
) -> None:
    spoil(home.path)
    damaged = home.path.read_bytes()

    assert home.sessions() == (30, put_back(home))
    assert home.names == ["backups", ASIDE, "history.db"]
    assert (home.folder / ASIDE).read_bytes() == damaged
    assert home.sessions() == (30, "")


@pytest.mark.parametrize("spoil", [one for one in SEEN_AT_ONCE if one is not cut_to_nothing])
def test_without_a_good_backup_a_new_history_is_begun(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    home = Home(tmp_path / "data", backed_up=False)
    home.backups.mkdir()
    (home.backups / "history-2026-02-20.db").write_text("no backup at all")
    spoil(home.path)
    damaged = home.path.read_bytes()

    count, remark = home.sessions()

    assert count == 0
    kept = f"The history was damaged and is kept as {ASIDE} in {shown(home.folder)}"
    assert remark == f"{kept}; there was no good backup, so a new one was begun."
    assert (home.folder / ASIDE).read_bytes() == damaged


def test_an_empty_file_without_a_backup_is_a_new_history(tmp_path: Path) -> None:
    (tmp_path / "history.db").touch()
    with closing(open_store(tmp_path / "history.db", backups=tmp_path / "backups")) as store:
        assert (store.sessions(), store.remark) == ([], "")
    assert names(tmp_path) == ["history.db"]


def test_damage_in_the_middle_is_found_when_the_program_died_before(home: Home) -> None:
    noise_in_the_middle(home.path)
    a_crash_leaves(home.path, lambda store: store.begin(a_session("in the log")))
    log = home.path.with_name("history.db-wal").read_bytes()

    assert home.sessions() == (30, put_back(home))
    assert home.names == ["backups", ASIDE, f"{ASIDE}-wal", "history.db"]
    assert (home.folder / f"{ASIDE}-wal").read_bytes() == log


def test_damage_in_the_middle_is_found_by_looking_through_the_whole_file(home: Home) -> None:
    noise_in_the_middle(home.path)
    store = home.open()
    assert store.remark == ""
    with pytest.raises(HistoryDamaged):
        [store.session(f"session-{n:03}") for n in range(40)]
    with closing(store.mended()) as store:
        assert (len(store.sessions()), store.remark) == (30, put_back(home))


def test_a_sound_history_that_is_looked_through_stays(home: Home) -> None:
    with closing(home.open().mended()) as store:
        assert (len(store.sessions()), store.remark) == (40, "")
    assert home.names == ["backups", "history.db"]


def test_the_log_of_the_damaged_file_is_never_played_into_the_backup(home: Home) -> None:
    a_crash_leaves(home.path, lambda store: store.begin(a_session("in the log")))
    noise_all_over(home.path)

    assert home.sessions() == (30, put_back(home))
    with closing(home.open()) as store:
        assert store.session("in the log") is None
        assert store.db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("log", [noise(30_000), b"\x37\x7f\x06\x82" + noise(30_000)])
def test_a_log_of_noise_is_put_aside_and_all_before_it_stays(home: Home, log: bytes) -> None:
    home.path.with_name("history.db-wal").write_bytes(log)

    count, remark = home.sessions()

    assert count == 40
    assert remark == (
        "What was written last into the history was damaged and may be missing; it is kept as"
        f" {ASIDE}-wal in {shown(home.folder)}."
    )
    assert (home.folder / f"{ASIDE}-wal").read_bytes() == log
    assert home.names == ["backups", f"{ASIDE}-wal", "history.db"]


@pytest.mark.parametrize("content", [b"", b"\x37\x7f", bytes(32), bytes(30_000)])
def test_a_log_that_was_not_begun_yet_is_no_damage(home: Home, content: bytes) -> None:
    home.path.with_name("history.db-wal").write_bytes(content)

    assert home.sessions() == (40, "")
    assert home.names == ["backups", "history.db"]


def test_what_was_committed_in_a_sound_log_is_there(home: Home) -> None:
    a_crash_leaves(home.path, lambda store: store.begin(a_session("in the log")))

    assert home.sessions() == (41, "")


def test_a_header_spoilt_in_the_file_alone_is_mended_by_the_log(home: Home) -> None:
    a_crash_leaves(home.path, lambda store: store.begin(a_session("in the log", note="x" * 10_000)))
    noise_at_the_start(home.path)

    assert home.sessions() == (41, "")


def test_damage_that_comes_again_takes_nothing_of_the_first(home: Home) -> None:
    for spoilt in (b"first", b"second", b"third"):
        home.path.write_bytes(spoilt * 5000)
        assert home.sessions()[0] == 30

    aside = ["history-damaged-2026-03-01-1200-2.db", "history-damaged-2026-03-01-1200-3.db", ASIDE]
    assert home.names == ["backups", *aside, "history.db"]
    assert [(home.folder / name).read_bytes()[:5] for name in aside] == [b"secon", b"third", b"first"]


def test_a_spoilt_backup_is_passed_over_for_an_older_good_one(home: Home) -> None:
    home.back_up(DAY + timedelta(days=1))
    noise_in_the_middle(home.backups / "history-2026-02-21.db")
    noise_all_over(home.path)

    assert home.sessions() == (30, put_back(home))


def test_a_backup_of_an_older_layout_is_brought_up_to_date(home: Home) -> None:
    shutil.rmtree(home.backups)
    home.backups.mkdir()
    shutil.copy(fixture(1), home.backups / "history-2026-02-20.db")
    noise_all_over(home.path)
    rows = contents_of(fixture(1))

    count, remark = home.sessions()

    assert (count, remark) == (5, put_back(home))
    assert contents_of(home.path, rows).items() >= rows.items()
    assert "history-2026-03-01-before-m002_what_is_playing.db" in names(home.backups)


OPEN_WITH_NO_ROOM = """
import resource, sys
from pathlib import Path
from app.history.store import HistoryUnavailable, open_store
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (40960, 40960))
try:
    open_store(path, backups=path.parent / "backups")
except HistoryUnavailable as told:
    print(told)
"""


@posix
def test_a_history_that_cannot_be_put_right_for_now_stays_and_is_told(home: Home) -> None:
    noise_all_over(home.path)
    damaged = contents(home.folder)
    command = [sys.executable, "-c", OPEN_WITH_NO_ROOM, str(home.path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert "so the history, which is damaged, cannot be put right, and what you do is kept in memory" in done.stdout
    assert contents(home.folder) == damaged
    assert home.sessions() == (30, put_back(home))


@pytest.mark.parametrize("what", [another_database, a_newer_history])
def test_a_history_that_is_not_for_us_is_no_damage(home: Home, what: Callable[[Path], None]) -> None:
    home.path.unlink()
    what(home.path)
    before = contents(home.folder)
    with pytest.raises(HistoryUnavailable):
        home.open()
    assert contents(home.folder) == before


@posix
def test_a_pipe_is_refused_and_not_waited_for(home: Home) -> None:
    home.path.unlink()
    os.mkfifo(home.path)
    with pytest.raises(HistoryUnavailable, match=r"What stands at .* is not a file; move it elsewhere"):
        home.open()


@posix
def test_a_link_stays_and_what_it_leads_to_is_put_right(home: Home, tmp_path: Path) -> None:
    link = tmp_path / "history.db"
    link.symlink_to(home.path)
    noise_all_over(home.path)
    with closing(open_store(link, now=lambda: NOON, backups=home.backups)) as store:
        assert (len(store.sessions()), store.remark) == (30, put_back(home))
    assert link.is_symlink()
    assert home.names == ["backups", ASIDE, "history.db"]


# --- what only reads -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spoil", [one for one in SEEN_AT_ONCE if one is not cut_to_nothing])
def test_reading_alone_puts_nothing_right_and_says_what_does(home: Home, spoil: Callable[[Path], None]) -> None:
    spoil(home.path)
    before = contents(home.folder)
    with pytest.raises(HistoryDamaged, match="is damaged; keep a copy of it, then start Unhunch, which puts it aside"):
        open_store(home.path, read_only=True)
    assert contents(home.folder) == before


def test_reading_alone_does_not_end_what_a_killed_program_began(home: Home) -> None:
    home.path.rename(home.folder / ASIDE)
    shutil.copy(home.backups / "history-2026-02-20.db", home.folder / "history.db.restoring-2026-03-01-1200")
    before = contents(home.folder)
    with pytest.raises(HistoryUnavailable, match="is not put in its place yet; start Unhunch"):
        open_store(home.path, read_only=True)
    assert contents(home.folder) == before
    assert home.sessions()[0] == 30


# --- what a killed program left --------------------------------------------------------------------------------------


def test_a_restored_history_that_was_not_put_in_its_place_is_put_there(home: Home) -> None:
    """What the program has done by then is said as if it had not died."""
    mark = home.folder / "history.db.restoring-2026-03-01-1200"
    shutil.copy(home.backups / "history-2026-02-20.db", mark)
    day_s = NOON.replace(month=2, day=20).timestamp()
    os.utime(mark, (day_s, day_s))
    home.path.rename(home.folder / ASIDE)
    home.path.with_name("history.db-wal").write_bytes(b"of the damaged file")

    assert damage.finish(home.path) == put_back(home)
    assert home.names == ["backups", ASIDE, f"{ASIDE}-wal", "history.db"]
    assert home.sessions() == (30, "")


def test_one_that_was_made_but_not_needed_yet_is_made_anew(home: Home) -> None:
    (home.folder / "history.db.restoring-2026-02-28-1200").write_text("of an earlier day")
    (home.folder / "history.db.restoring-2026-02-28-1200.part").write_text("half")

    assert home.sessions() == (40, "")
    assert home.names == ["backups", "history.db"]


def test_half_of_one_is_never_put_in_place(home: Home) -> None:
    home.path.unlink()
    (home.folder / "history.db.restoring-2026-03-01-1200.part").write_text("half")

    assert home.sessions() == (0, "")
