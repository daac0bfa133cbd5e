"""The one way to the history while the app runs, on its own thread and a real file."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from threading import Event, get_ident

import pytest

from app.history.journal import Journal
from app.history.store import HistoryUnavailable, Store, open_store

from .made import a_session, a_step, at


class Desk:
    """A journal on a real file, with all that it told."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.opened = 0
        self._closed = False
        self.told: list[str | None] = []
        self.journal = Journal(self._open, ThreadPoolExecutor(1), self.told.append)

    def _open(self) -> Store:
        self.opened += 1
        return open_store(self.path, busy_timeout_s=0.0)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self.journal.close()

    def write_session(self, number: int) -> None:
        session = a_session(f"session-{number:03}", started_utc=at(number))
        self.journal.write(lambda store: store.begin(session))

    @property
    def sessions(self) -> list[int]:
        """The numbers of the sessions in the file, in the order in which they were written."""
        rows = self.journal.read(lambda store: list(store.db.query("SELECT id FROM sessions ORDER BY rowid")))
        return [int(row["id"].removeprefix("session-")) for row in rows.result()]

    def catch_up(self) -> None:
        """Wait until everything asked for so far was tried."""
        self.journal.read(lambda store: None).exception()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "data" / "history.db")
    yield desk
    desk.close()


@pytest.fixture
def blocked(desk: Desk) -> Callable[[], None]:
    """Put a file where the history's folder should be; return what takes it away."""
    desk.path.parent.write_text("in the way")
    return desk.path.parent.unlink


class Lock:
    """Another program that holds the history."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("BEGIN IMMEDIATE")

    def release(self) -> None:
        self._connection.rollback()
        self._connection.close()


def numbers_in(path: Path) -> list[int]:
    store = open_store(path, read_only=True)
    rows = list(store.db.query("SELECT id FROM sessions ORDER BY rowid"))
    store.close()
    return [int(row["id"].removeprefix("session-")) for row in rows]


# --- when all is well ------------------------------------------------------------------------------------------------


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "history.db")
    desk.journal.close()

    assert (desk.opened, desk.told) == (0, [])
    assert not desk.path.exists()


def test_things_are_written_in_the_order_they_were_asked_for(desk: Desk) -> None:
    for number in range(100):
        desk.write_session(number)

    assert desk.sessions == list(range(100))
    assert (desk.opened, desk.told) == (1, [])


def test_a_read_sees_everything_written_before_and_nothing_written_after(desk: Desk) -> None:
    desk.write_session(1)
    before = desk.journal.read(lambda store: len(store.sessions()))
    desk.write_session(2)

    assert (before.result(), len(desk.sessions)) == (1, 2)


def test_everything_happens_on_one_thread_which_is_not_ours(desk: Desk) -> None:
    threads: list[int] = []
    desk.journal.write(lambda store: threads.append(get_ident()))
    desk.journal.read(lambda store: threads.append(get_ident())).result()

    assert len(set(threads)) == 1
    assert get_ident() not in threads


def test_writing_does_not_wait(desk: Desk) -> None:
    go_on, done = Event(), Event()

    def wait(store: Store) -> None:
        go_on.wait(30)

    desk.journal.write(wait)
    desk.journal.write(lambda store: done.set())

    assert not done.is_set()  # and yet we are here
    go_on.set()
    desk.catch_up()
    assert done.is_set()


def test_closing_writes_what_is_left_and_closes_the_file(desk: Desk) -> None:
    for number in range(20):
        desk.write_session(number)
    desk.close()

    assert [file.name for file in desk.path.parent.iterdir()] == ["history.db"]  # -wal and -shm go with the last
    assert numbers_in(desk.path) == list(range(20))


# --- when the history cannot be written ------------------------------------------------------------------------------


def test_what_could_not_be_written_is_written_later_once_and_in_order(desk: Desk, blocked: Callable[[], None]) -> None:
    for number in range(5):
        desk.write_session(number)
    desk.catch_up()
    blocked()
    desk.write_session(5)

    assert desk.sessions == [0, 1, 2, 3, 4, 5]


def test_opening_is_tried_again_until_it_succeeds_and_then_no_more(desk: Desk, blocked: Callable[[], None]) -> None:
    desk.write_session(0)
    desk.catch_up()
    tries = desk.opened
    blocked()
    for number in range(1, 5):
        desk.write_session(number)
    desk.catch_up()

    assert tries >= 1
    assert desk.opened == tries + 1


def test_trouble_is_told_once_and_its_end_once(desk: Desk, blocked: Callable[[], None]) -> None:
    for number in range(4):
        desk.write_session(number)
    desk.catch_up()
    assert len(desk.told) == 1
    blocked()
    for number in range(4, 8):
        desk.write_session(number)
    desk.catch_up()

    [sentence, over] = desk.told
    assert sentence == f"A file stands where the folder {desk.path.parent} should be; move it elsewhere."
    assert over is None


def test_trouble_that_comes_again_is_told_again(desk: Desk) -> None:
    desk.write_session(0)
    desk.catch_up()
    for number in (1, 2):
        lock = Lock(desk.path)
        desk.write_session(number)
        desk.catch_up()
        lock.release()
        desk.catch_up()

    assert [sentence is None for sentence in desk.told] == [False, True, False, True]
    assert desk.sessions == [0, 1, 2]


def test_an_open_history_that_is_locked_keeps_what_waits_and_the_order(desk: Desk) -> None:
    desk.write_session(0)
    desk.catch_up()
    lock = Lock(desk.path)
    for number in (1, 2, 3):
        desk.write_session(number)
    desk.catch_up()
    assert desk.told == [
        "Another program is using the history, so what you do is kept in memory for now; close that program, and it is"
        " written."
    ]
    lock.release()
    desk.write_session(4)

    assert desk.sessions == [0, 1, 2, 3, 4]
    assert desk.opened == 1


def test_what_failed_is_done_again_and_once_done_not_again(desk: Desk) -> None:
    desk.write_session(0)

    def half(store: Store) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise HistoryUnavailable("Not now.")
        store.put_step(a_step(session_id="session-000"))

    tries: list[int] = []
    desk.journal.write(half)
    desk.catch_up()

    assert len(tries) == 2
    assert desk.journal.read(lambda store: len(store.steps("session-000"))).result() == 1


def test_a_history_that_cannot_be_opened_cannot_be_read_either(desk: Desk, blocked: Callable[[], None]) -> None:
    with pytest.raises(HistoryUnavailable, match="move it elsewhere"):
        desk.journal.read(lambda store: store.sessions()).result()
    blocked()

    assert desk.sessions == []


def test_closing_writes_what_was_waiting(desk: Desk) -> None:
    desk.write_session(0)
    desk.catch_up()
    lock = Lock(desk.path)
    desk.write_session(1)
    desk.catch_up()
    lock.release()
    desk.close()

    assert numbers_in(desk.path) == [0, 1]
    assert desk.told[-1] is None


@pytest.mark.logs("1 writes into the history are lost")
def test_closing_in_the_midst_of_trouble_ends_quietly(desk: Desk, blocked: Callable[[], None]) -> None:
    desk.write_session(0)
    desk.close()

    assert len(desk.told) == 1
    assert desk.path.parent.is_file()


@pytest.mark.logs("left out")
def test_what_the_history_refuses_does_not_hold_up_what_comes_after(desk: Desk) -> None:
    desk.write_session(0)
    desk.journal.write(lambda store: store.put_step(a_step(session_id="nobody")))
    desk.write_session(1)

    assert desk.sessions == [0, 1]


def test_the_executor_is_asked_to_finish(tmp_path: Path) -> None:
    executor: Executor = ThreadPoolExecutor(1)
    Journal(lambda: open_store(tmp_path / "history.db"), executor, lambda _: None).close()

    with pytest.raises(RuntimeError):
        executor.submit(print)


def test_a_file_that_is_locked_is_not_tried_again_for_every_write() -> None:
    tries: list[int] = []
    now = [0.0]
    worker = ThreadPoolExecutor(1)

    def locked() -> Store:
        tries.append(1)
        raise HistoryUnavailable("Another program is using it.")

    def wait() -> None:
        worker.submit(lambda: None).result()

    journal = Journal(locked, worker, lambda _: None, clock=lambda: now[0])
    for _ in range(5):
        journal.write(lambda store: None)
    wait()
    assert len(tries) == 1
    now[0] = 2.0
    journal.write(lambda store: None)
    wait()

    assert len(tries) == 2
    worker.shutdown()


@pytest.mark.logs("the history's own thread failed")
@pytest.mark.logs("writes into the history are lost")
def test_what_fails_where_nobody_asks_is_logged(tmp_path: Path) -> None:
    told: list[str | None] = []

    def tell(sentence: str | None) -> None:
        told.append(sentence)
        if len(told) == 1:
            raise RuntimeError("whoever is told is no more")

    def cannot_open() -> Store:
        raise HistoryUnavailable("It is not there.")

    journal = Journal(cannot_open, ThreadPoolExecutor(1), tell)
    journal.write(lambda store: None)
    journal.close()

    assert told == ["It is not there."]
