"""The one way to the history while the app runs: a single thread that owns the file and does things in order.

Writing never waits and never fails where it is asked for. What cannot be written is kept, tried again before the next
thing, and told about in one sentence when it begins and when it is over. What the session in play has written is kept
too, so that it can be written once more when the file was put back to an earlier state or taken away.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from app.history.unavailable import HistoryDamaged, HistoryUnavailable
from app.play.clocks import Clock, monotonic

if TYPE_CHECKING:
    from app.history.store import Store

T = TypeVar("T")
AGAIN_S = 2.0

_A_NEW_ONE = (
    "While Unhunch was running the history was moved or deleted, so a new one was begun; what you do now is in it."
)
_ANOTHER = "While Unhunch was running another history was put in place of yours; what you do now goes there."

log = logging.getLogger(__name__)


def _own_up(done: "Future[None]") -> None:
    """Log what a future holds that nobody asks."""
    error = None if done.cancelled() else done.exception()
    if error is not None:
        log.error("the history's own thread failed", exc_info=error)


class _Act(NamedTuple):
    """Something to be done with the store; see Journal.write."""

    do: "Callable[[Store], None]"
    key: str
    begins: bool


class Journal:
    """Writes and reads in the order they were asked for, on the executor's one thread.

    `open_store` is called there, late, and again after it failed; `open_to_read` for a read while nothing can be
    written. `on_trouble` is called there too: with a sentence when the history cannot be written, with None when it can
    again; and `on_remark`, with a sentence, when the file was put right or another one stands in its place.
    """

    def __init__(
        self,
        open_store: Callable[[], "Store"],
        executor: Executor,
        on_trouble: Callable[[str | None], None],
        clock: Clock = monotonic,
        *,
        open_to_read: Callable[[], "Store"] | None = None,
        on_remark: Callable[[str], None] = log.info,
    ) -> None:
        self._open_store = open_store
        self._open_to_read = open_to_read
        self._executor = executor
        self._on_trouble = on_trouble
        self._on_remark = on_remark
        self._store: Store | None = None
        self._waiting: list[_Act] = []
        self._written: dict[str, _Act] = {}  # the newest of each key since the session in play began
        self._is_damaged = False  # as reading or writing has just shown
        self._trouble: str | None = None
        self._clock = clock
        self._not_before = float("-inf")  # a locked file makes each try wait: no heap of tries when the app closes

    def write(self, act: "Callable[[Store], None]", key: str = "", *, begins: bool = False) -> None:
        """Do this with the store, after everything asked for before.

        With a `key` it may be done once more, later: it must come to the same then, and hold what was written under
        that key before. With `begins`, what was written before belongs to a session that is over.
        """
        self._executor.submit(self._write, _Act(act, key, begins)).add_done_callback(_own_up)

    def read(self, query: "Callable[[Store], T]") -> "Future[T]":
        """Ask this of the store, after everything asked for before. The future raises HistoryUnavailable."""
        return self._executor.submit(self._read, query)

    def alone(self, act: "Callable[[], T]") -> "Future[T]":
        """Do this with the file closed, after everything asked for before; the next read or write opens it anew.

        What waits to be written is written before, or lost where it cannot be. The future raises what `act` does.
        """
        return self._executor.submit(self._alone, act)

    def try_again(self) -> None:
        """Write what is waiting, if that can be done by now."""
        self._executor.submit(self._try_again)

    def close(self) -> None:
        """Write what is waiting, as far as that can be done, and close the file."""
        self._executor.submit(self._close).add_done_callback(_own_up)
        self._executor.shutdown(wait=True)

    @property
    def trouble(self) -> str:
        """Why the history cannot be written at the moment, in one sentence; empty when it can."""
        return self._trouble or ""

    # --- on the history's thread -------------------------------------------------------------------------------------

    def _write(self, act: _Act) -> None:
        self._waiting.append(act)
        if self._clock() >= self._not_before:
            self._catch_up()

    def _alone(self, act: "Callable[[], T]") -> T:
        self._close()
        self._waiting.clear()
        self._written.clear()
        return act()

    def _try_again(self) -> None:
        if self._trouble is not None:
            self._catch_up()

    def _catch_up(self) -> None:
        """Open the file where it is not, and write what is waiting; once more where it had to be put right for that."""
        try:
            try:
                self._write_waiting()
            except HistoryDamaged:
                if self._store is None:
                    raise
                self._is_damaged = True
                self._write_waiting()
        except HistoryUnavailable as trouble:
            self._not_before = self._clock() + AGAIN_S
            self._tell(str(trouble))
        else:
            self._tell(None)

    def _write_waiting(self) -> None:
        store = self._opened()
        while self._waiting:
            act = self._waiting[0]
            self._do(act, store)
            self._waiting.pop(0)
            if act.begins:
                self._written.clear()
            if act.key:
                self._written.pop(act.key, None)  # it goes to the end: what is newer may rest on it
                self._written[act.key] = act

    def _do(self, act: _Act, store: "Store") -> None:
        """Do one thing. What the history refuses is our own mistake, and must not hold up all that comes after it."""
        try:
            act.do(store)
        except HistoryUnavailable:
            raise
        except Exception:
            log.exception("something could not be written into the history and is left out")

    def _tell(self, trouble: str | None) -> None:
        is_news = (trouble is None) != (self._trouble is None)
        self._trouble = trouble
        if is_news:
            self._on_trouble(trouble)

    def _read(self, query: "Callable[[Store], T]") -> T:
        self._catch_up()
        if self._store is None:
            return self._read_alone(query)
        try:
            return query(self._store)
        except HistoryDamaged:
            self._is_damaged = True
            self._catch_up()
        if self._store is None:
            raise HistoryUnavailable(self.trouble)
        return query(self._store)

    def _read_alone(self, query: "Callable[[Store], T]") -> T:
        """Read where nothing can be written. Why it cannot says more than why it cannot be read either."""
        trouble = HistoryUnavailable(self.trouble)
        if self._open_to_read is None:
            raise trouble
        try:
            store = self._open_to_read()
        except HistoryUnavailable:
            raise trouble from None
        with closing(store):
            return query(store)

    def _opened(self) -> "Store":
        """Return the store, opened anew where its file is damaged or no longer in its place."""
        store, remark = self._store, ""
        if store is not None and not store.is_in_place:
            remark = _ANOTHER if store.path.exists() else _A_NEW_ONE
            self._put_back()
            store.let_go()
        elif store is not None and self._is_damaged:
            self._put_back()
            self._take(self._open(store.mended))
        self._is_damaged = False
        if self._store is None:
            self._take(self._open(self._open_store), remark)
        assert self._store is not None
        return self._store

    def _open(self, way: "Callable[[], Store]") -> "Store":
        try:
            return way()
        except HistoryUnavailable:
            raise
        except Exception as error:
            log.exception("the history could not be opened")
            raise HistoryUnavailable(
                "The history cannot be opened; start Unhunch again, and reinstall it if that does not help."
            ) from error

    def _put_back(self) -> None:
        """Let what the session in play has written be written again, into whatever stands there next."""
        self._store = None
        self._waiting[:0] = self._written.values()
        self._written.clear()

    def _take(self, store: "Store", remark: str = "") -> None:
        self._store = store
        if said := remark or store.remark:
            self._on_remark(said)

    def _close(self) -> None:
        if self._waiting:
            self._catch_up()
        if self._waiting:
            log.warning("%d writes into the history are lost: %s", len(self._waiting), self._trouble)
        if self._store is not None:
            self._store.close()
            self._store = None
