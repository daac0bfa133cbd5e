"""The one way to the history while the app runs: a single thread that owns the file and does things in order.

Writing never waits and never fails where it is asked for. What cannot be written is kept, tried again before the next
thing, and told about in one sentence when it begins and when it is over.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, TypeVar

from app.history.unavailable import HistoryUnavailable
from app.play.clocks import Clock, monotonic

if TYPE_CHECKING:
    from app.history.store import Store

T = TypeVar("T")
AGAIN_S = 2.0

log = logging.getLogger(__name__)


def _own_up(done: "Future[None]") -> None:
    """Log what a future holds that nobody asks."""
    error = None if done.cancelled() else done.exception()
    if error is not None:
        log.error("the history's own thread failed", exc_info=error)


class Journal:
    """Writes and reads in the order they were asked for, on the executor's one thread.

    `open_store` is called there, late, and again after it failed. `on_trouble` is called there too: with a sentence
    when the history cannot be written, with None when it can again.
    """

    def __init__(
        self,
        open_store: Callable[[], "Store"],
        executor: Executor,
        on_trouble: Callable[[str | None], None],
        clock: Clock = monotonic,
    ) -> None:
        self._open_store = open_store
        self._executor = executor
        self._on_trouble = on_trouble
        self._store: Store | None = None
        self._waiting: list[Callable[[Store], None]] = []
        self._trouble: str | None = None
        self._clock = clock
        self._not_before = float("-inf")  # a locked file makes each try wait: no heap of tries when the app closes

    def write(self, act: "Callable[[Store], None]", key: str = "", *, begins: bool = False) -> None:
        """Do this with the store, after everything asked for before."""
        self._executor.submit(self._write, act).add_done_callback(_own_up)

    def read(self, query: "Callable[[Store], T]") -> "Future[T]":
        """Ask this of the store, after everything asked for before. The future raises HistoryUnavailable."""
        return self._executor.submit(self._read, query)

    def close(self) -> None:
        """Write what is waiting, as far as that can be done, and close the file."""
        self._executor.submit(self._close).add_done_callback(_own_up)
        self._executor.shutdown(wait=True)

    def _write(self, act: "Callable[[Store], None]") -> None:
        self._waiting.append(act)
        if self._clock() >= self._not_before:
            self._catch_up()

    def _catch_up(self) -> None:
        try:
            while self._waiting:
                self._do(self._waiting[0])
                self._waiting.pop(0)
        except HistoryUnavailable as trouble:
            self._not_before = self._clock() + AGAIN_S
            self._tell(str(trouble))
        else:
            self._tell(None)

    def _do(self, act: "Callable[[Store], None]") -> None:
        """Do one thing. What the history refuses is our own mistake, and must not hold up all that comes after it."""
        store = self._opened()
        try:
            act(store)
        except HistoryUnavailable:
            raise
        except Exception:
            log.exception("something could not be written into the history and is left out")

    def _tell(self, trouble: str | None) -> None:
        if (trouble is None) != (self._trouble is None):
            self._on_trouble(trouble)
        self._trouble = trouble

    def _read(self, query: "Callable[[Store], T]") -> T:
        self._catch_up()
        return query(self._opened())

    def _opened(self) -> "Store":
        if self._store is None:
            try:
                self._store = self._open_store()
            except HistoryUnavailable:
                raise
            except Exception as error:
                log.exception("the history could not be opened")
                raise HistoryUnavailable(
                    "The history cannot be opened; start Unhunch again, and reinstall it if that does not help."
                ) from error
        return self._store

    @property
    def trouble(self) -> str:
        """Why the history cannot be written at the moment, in one sentence; empty when it can."""
        return self._trouble or ""

    def _close(self) -> None:
        if self._waiting:
            self._catch_up()
        if self._store is not None:
            self._store.close()
            self._store = None
