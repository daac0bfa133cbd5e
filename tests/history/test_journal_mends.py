"""The journal while the file is damaged, taken away, or can only be read: the session in play is in it in the end."""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from app.history.journal import Journal
from app.history.store import Store, open_store
from app.history.unavailable import HistoryUnavailable

from .damages import SEEN_AT_ONCE, a_crash_leaves, a_filled_history, noise, noise_all_over, noise_in_the_middle
from .made import NOON, a_session, a_step, at
from .test_backups import names
from .test_journal import Lock
from .test_opening import a_newer_history

MOVED = "While Unhunch was running the history was moved or deleted, so a new one was begun; what you do now is in it."
REPLACED = "While Unhunch was running another history was put in place of yours; what you do now goes there."


class Desk:
    """A journal on a history of 40 sessions, of which a backup holds the first 30, with all that it told."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "history.db"
        self.backups = folder / "backups"
        a_filled_history(self.path, 30)
        with closing(self._open()) as store:
            store.back_up(date(2026, 2, 20))
            for n in range(30, 40):
                store.begin(a_session(f"session-{n:03}", started_utc=at(n), note="x" * 600))
        self.told: list[str | None] = []
        self.remarks: list[str] = []
        self.journal = Journal(
            self._open,
            ThreadPoolExecutor(1),
            self.told.append,
            open_to_read=lambda: open_store(self.path, read_only=True, busy_timeout_s=0.0),
            on_remark=self.remarks.append,
        )
        self._closed = False

    def _open(self) -> Store:
        return open_store(self.path, now=lambda: NOON, busy_timeout_s=0.0, backups=self.backups)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self.journal.close()

    def begin(self, session_id: str) -> None:
        session = a_session(session_id, started_utc=at(100))

        def act(store: Store) -> None:
            if store.session(session_id) is None:
                store.begin(session)

        self.journal.write(act, session_id, begins=True)

    def put(self, session_id: str, position: int, done_s: float) -> None:
        step = a_step(f"{session_id} {position}", session_id=session_id, position=position, done_s=done_s)
        self.journal.write(lambda store: store.put_step(step), step.id)

    def plays(self) -> None:
        """A session as the recorder writes it: the step in progress again and again."""
        self.begin("playing")
        for position in range(3):
            for done_s in (10.0, 20.0, 30.0):
                self.put("playing", position, done_s + position)

    def sessions(self) -> int:
        return self.journal.read(lambda store: len(store.sessions(limit=-1))).result()

    def played(self, session_id: str = "playing") -> list[float]:
        return [step.done_s for step in self.journal.read(lambda store: store.steps(session_id)).result()]

    def catch_up(self) -> None:
        """Wait until everything asked for so far was tried."""
        self.journal.read(lambda store: None).exception()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "data")
    yield desk
    desk.close()


def spoil_while_open(desk: Desk, spoil: Callable[[Path], None]) -> None:
    """Spoil the file as a failing disk does, under the program that has it open; its log is in the file by then."""
    desk.journal.read(lambda store: store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()).result()
    spoil(desk.path)
    desk.journal.read(lambda store: store.db.execute("PRAGMA shrink_memory").fetchall()).exception()


# --- damaged ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spoil", SEEN_AT_ONCE)
def test_a_history_damaged_before_it_is_opened_is_put_right_and_remarked(
    desk: Desk, spoil: Callable[[Path], None]
) -> None:
    spoil(desk.path)
    desk.plays()

    assert desk.sessions() == 31
    assert desk.played() == [30.0, 31.0, 32.0]
    [remark] = desk.remarks
    assert remark.startswith("The history was damaged and is kept as history-damaged-2026-03-01-1200.db in ")
    assert desk.told == []


def test_damage_found_by_a_read_is_put_right_with_the_session_in_play(desk: Desk) -> None:
    desk.plays()
    spoil_while_open(desk, noise_in_the_middle)

    assert desk.sessions() == 31
    assert desk.played() == [30.0, 31.0, 32.0]
    assert len(desk.remarks) == 1
    assert desk.told == []


def test_damage_found_by_a_write_is_put_right_with_the_session_in_play(desk: Desk) -> None:
    desk.plays()
    spoil_while_open(desk, noise_all_over)
    desk.put("playing", 3, 7.0)
    desk.catch_up()

    assert len(desk.remarks) == 1
    assert desk.sessions() == 31
    assert desk.played() == [30.0, 31.0, 32.0, 7.0]
    assert desk.told == []


def correct_the_last(store: Store) -> None:
    store.db.execute("UPDATE steps SET done_s = 50 WHERE position = 3")


def test_each_row_is_kept_once_and_goes_after_what_it_rests_on(desk: Desk) -> None:
    desk.journal.write(lambda store: None, "a correction")
    desk.plays()
    desk.journal.write(lambda store: None, "a correction")
    desk.put("playing", 3, 1.0)
    desk.journal.write(correct_the_last, "a correction")
    desk.catch_up()
    spoil_while_open(desk, noise_all_over)

    assert desk.played() == [30.0, 31.0, 32.0, 50.0]
    assert len(desk.journal._written) == 6  # the session, four steps and the correction


def test_a_new_session_lets_the_one_before_go(desk: Desk) -> None:
    desk.plays()
    desk.begin("another")
    desk.put("another", 0, 5.0)
    desk.catch_up()
    spoil_while_open(desk, noise_all_over)

    assert desk.sessions() == 31  # the one before was in no backup, and is in the damaged file
    assert desk.played("another") == [5.0]
    assert desk.played() == []


def test_what_is_still_waiting_comes_after_what_is_written_again(desk: Desk) -> None:
    desk.plays()
    desk.catch_up()
    lock = Lock(desk.path)
    desk.put("playing", 0, 77.0)
    desk.put("playing", 3, 1.0)
    desk.catch_up()
    lock.release()
    noise_all_over(desk.path)

    assert desk.played() == [77.0, 31.0, 32.0, 1.0]
    assert [told is None for told in desk.told] == [False, True]


def test_damage_without_any_backup_begins_a_new_history_with_the_session_in_play(desk: Desk) -> None:
    shutil.rmtree(desk.backups)
    desk.plays()
    spoil_while_open(desk, noise_all_over)

    assert desk.sessions() == 1
    assert desk.played() == [30.0, 31.0, 32.0]
    assert desk.remarks[0].endswith("there was no good backup, so a new one was begun.")


def test_damage_is_put_right_again_when_it_comes_again(desk: Desk) -> None:
    for _ in range(3):
        desk.plays()
        spoil_while_open(desk, noise_all_over)
        assert desk.sessions() == 31

    assert len(desk.remarks) == 3
    assert len([name for name in names(desk.path.parent) if name.startswith("history-damaged-")]) == 3


# --- taken away ------------------------------------------------------------------------------------------------------


posix_files = pytest.mark.skipif(os.name == "nt", reason="a file that is open cannot be moved there")


@posix_files
def test_a_history_deleted_meanwhile_is_begun_anew_with_the_session_in_play(desk: Desk) -> None:
    desk.plays()
    desk.catch_up()
    desk.path.unlink()
    desk.put("playing", 3, 7.0)

    assert desk.sessions() == 1
    assert desk.played() == [30.0, 31.0, 32.0, 7.0]
    assert desk.remarks == [MOVED]
    assert desk.told == []


@posix_files
def test_a_history_moved_away_holds_all_that_was_written_by_then(desk: Desk) -> None:
    desk.plays()
    desk.catch_up()
    moved = desk.path.with_name("moved.db")
    desk.path.rename(moved)  # and its log stays where it was
    desk.put("playing", 3, 7.0)
    desk.catch_up()

    with closing(open_store(moved, read_only=True)) as store:
        assert len(store.sessions()) == 41
        assert [step.done_s for step in store.steps("playing")] == [30.0, 31.0, 32.0]
    assert desk.sessions() == 1


@posix_files
def test_another_history_put_in_its_place_gets_the_session_in_play_and_nothing_else(desk: Desk) -> None:
    desk.plays()
    desk.catch_up()
    another = desk.path.with_name("another.db")
    with closing(open_store(another)) as store:
        store.begin(a_session("of another machine"))
    another.replace(desk.path)
    desk.put("playing", 3, 7.0)

    assert desk.sessions() == 2
    assert desk.played() == [30.0, 31.0, 32.0, 7.0]
    assert desk.journal.read(lambda store: store.db.execute("PRAGMA integrity_check").fetchall()).result() == [("ok",)]
    assert desk.remarks == [REPLACED]


@posix_files
def test_a_newer_history_put_in_its_place_is_told_and_left_alone(desk: Desk) -> None:
    desk.plays()
    desk.catch_up()
    newer = desk.path.with_name("newer.db")
    a_newer_history(newer)
    whole = newer.read_bytes()
    kept = desk.path.rename(desk.path.with_name("kept.db"))
    newer.rename(desk.path)
    desk.put("playing", 3, 7.0)
    desk.catch_up()

    [told] = desk.told
    assert told is not None
    assert "newer Unhunch" in told
    assert desk.path.read_bytes() == whole
    kept.replace(desk.path)
    assert desk.played() == [30.0, 31.0, 32.0, 7.0]


# --- what can only be read -------------------------------------------------------------------------------------------


def test_a_history_that_is_locked_when_it_is_opened_can_be_read_and_that_is_told(desk: Desk) -> None:
    lock = Lock(desk.path)
    desk.plays()

    assert desk.sessions() == 40
    assert desk.told == [desk.journal.trouble]
    assert desk.journal.trouble.startswith("Another program is using the history, so what you do is kept in memory")
    lock.release()
    assert desk.sessions() == 41
    assert desk.told[1:] == [None]
    assert desk.played() == [30.0, 31.0, 32.0]


def test_trouble_is_told_by_a_read_as_well(desk: Desk) -> None:
    lock = Lock(desk.path)

    assert desk.sessions() == 40
    assert len(desk.told) == 1
    assert desk.sessions() == 40
    assert len(desk.told) == 1
    lock.release()
    assert desk.sessions() == 40
    assert desk.told[1:] == [None]


def test_what_can_neither_be_written_nor_read_says_why_it_cannot_be_written(desk: Desk) -> None:
    a_newer_history(desk.path.with_name("newer.db"))
    desk.path.with_name("newer.db").replace(desk.path)
    with pytest.raises(HistoryUnavailable, match="newer Unhunch"):
        desk.sessions()
    assert desk.journal.trouble.endswith("install that version.")


def test_a_full_disk_keeps_what_is_done_and_reading_goes_on(desk: Desk) -> None:
    desk.begin("playing")
    [(pages,)] = desk.journal.read(lambda store: store.db.execute("PRAGMA page_count").fetchall()).result()
    desk.journal.read(lambda store: store.db.execute(f"PRAGMA max_page_count = {pages}").fetchall()).result()
    long = a_step("playing 0", session_id="playing", name="x" * 100_000)
    desk.journal.write(lambda store: store.put_step(long), "playing 0")
    desk.put("playing", 1, 5.0)

    assert desk.sessions() == 41
    assert desk.played() == []
    assert desk.told == [
        "The disk is full, so what you do is kept in memory for now; free some space, and it is written."
    ]
    desk.journal.read(lambda store: store.db.execute("PRAGMA max_page_count = 100000").fetchall()).result()
    assert desk.played() == [11.5, 5.0]
    assert desk.told[1:] == [None]


def test_a_history_that_turns_read_only_keeps_what_is_done_and_reading_goes_on(desk: Desk) -> None:
    desk.begin("playing")
    desk.journal.read(lambda store: store.db.execute("PRAGMA query_only = ON")).result()
    desk.put("playing", 0, 5.0)

    assert desk.sessions() == 41
    [told] = desk.told
    assert told is not None
    assert told.startswith("The history is read-only, so what you do is kept in memory for now; make ")
    desk.journal.read(lambda store: store.db.execute("PRAGMA query_only = OFF")).result()
    assert desk.played() == [5.0]


def test_trying_again_writes_what_waits(desk: Desk) -> None:
    desk.sessions()
    lock = Lock(desk.path)
    desk.plays()
    desk.catch_up()
    lock.release()
    desk.journal.try_again()
    desk.close()

    assert [told is None for told in desk.told] == [False, True]


def test_trying_again_without_trouble_does_not_open_the_history(desk: Desk) -> None:
    noise_all_over(desk.path)
    desk.journal.try_again()
    desk.close()

    assert desk.path.read_bytes() == noise(desk.path.stat().st_size)


def test_a_crash_that_left_damage_is_put_right_before_anything_is_asked(desk: Desk) -> None:
    a_crash_leaves(desk.path, lambda store: store.begin(a_session("in the log")))
    noise_in_the_middle(desk.path)

    assert desk.sessions() == 30
    assert len(desk.remarks) == 1
