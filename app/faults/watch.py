"""Notices what nobody else takes: the hooks of Python and of its threads, and what the app logs as its own mistake.

Everything goes one way: a hook logs, and one handler writes the log file and counts faults. Imported before the first
paint, so it loads the rest when there is something to say and the paint is done.
"""

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.faults.seen import Faults

log = logging.getLogger(__name__)

DEBUG = "UNHUNCH_DEBUG"
MOST_KEPT = 1000


def _nothing() -> None:
    """Nobody wants to know yet."""


class Watch(logging.Handler):
    """Writes each record once and then when it has come 10, 100, 1000 ... times, and counts the faults among them.

    Until `begin` it only keeps them: writing needs what would hold up the first paint.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(logging.INFO)
        self.path = path
        self.on_news: Callable[[], object] = _nothing  # called at every fault, on whichever thread it was
        self._kept: list[logging.LogRecord] | None = []
        self._file: logging.Handler | None = None
        self._times: dict[object, int] = {}

    @cached_property
    def faults(self) -> "Faults":
        """The faults seen so far."""
        from app.faults.seen import Faults  # late: 15 ms, and most runs have no fault

        return Faults()

    @property
    def has_news(self) -> bool:
        """Whether there has been any fault."""
        return "faults" in self.__dict__

    @property
    def is_logged(self) -> bool:
        """Whether what there was to log is in the file."""
        return self._file is not None and not getattr(self._file, "failed", False)

    def begin(self) -> None:
        """Write from now on, what was kept first."""
        with self.lock or nullcontext():
            kept, self._kept = self._kept or [], None
        for record in kept:
            self.handle(record)

    def emit(self, record: logging.LogRecord) -> None:
        """Never raises: there is nobody left to take it."""
        if self._kept is not None:
            self._kept += [record] if len(self._kept) < MOST_KEPT else []
            return
        try:
            error = record.exc_info[1] if record.exc_info else None
            times = self._times_of(record, error)
            if times == 10 ** (len(str(times)) - 1):
                self._write(record, times)
            if error is not None and record.levelno >= logging.ERROR and record.name.startswith("app."):
                self.faults.note(error)
                self.on_news()
        except Exception:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Say on standard error that even this went wrong, without what it was about."""
        with suppress(Exception):
            print("unhunch: something went wrong, and it could not be logged", file=sys.stderr)

    def close(self) -> None:
        """Write what is still kept, and let go of the file."""
        self.begin()
        if self._file is not None:
            self._file.close()
        super().close()

    def _times_of(self, record: logging.LogRecord, error: BaseException | None) -> int:
        from app.faults.log import template
        from app.faults.trace import place_of

        key = (record.name, record.lineno, template(record), place_of(error) if error else None)
        if len(self._times) > 1000:
            self._times.clear()
        self._times[key] = self._times.get(key, 0) + 1
        return self._times[key]

    def _write(self, record: logging.LogRecord, times: int) -> None:
        if self._file is None:
            from app.faults.log import rotating

            with suppress(OSError):
                self._file = rotating(self.path)
        if self._file is not None:
            record.__dict__["times"] = times  # as `extra` would
            self._file.handle(record)


@contextmanager
def watching(
    path: Path,
    python: Any = sys,
    threads: Any = threading,
    environ: Mapping[str, str] = os.environ,
) -> Iterator[Watch]:
    """Notice everything until the block is left; then the hooks are as they were.

    `python` and `threads` are what the hooks are hung on. With UNHUNCH_DEBUG set, everything is also told on standard
    error as it is, which may show what the person wrote.
    """
    watch = Watch(path)
    handlers: list[logging.Handler] = [watch, *([logging.StreamHandler()] if environ.get(DEBUG) else [])]
    root, ours = logging.getLogger(), logging.getLogger("app")
    before = (python.excepthook, python.unraisablehook, threads.excepthook, ours.level)
    for handler in handlers:
        root.addHandler(handler)
    ours.setLevel(logging.INFO)
    python.excepthook = _unexpected(before[0])
    python.unraisablehook = _unraisable
    threads.excepthook = _in_thread
    try:
        yield watch
    finally:
        python.excepthook, python.unraisablehook, threads.excepthook = before[:3]
        ours.setLevel(before[3])
        for handler in handlers:
            root.removeHandler(handler)
            handler.close()


def _unexpected(before: Callable[..., object]) -> Callable[..., None]:
    def hook(kind: type[BaseException], error: BaseException, traceback: object) -> None:
        if isinstance(error, Exception):
            log.error("nobody took this", exc_info=error)
        else:  # Ctrl-C and the like
            before(kind, error, traceback)

    return hook


def _unraisable(found: Any) -> None:
    if found.exc_value is not None:
        log.error("nobody could take this", exc_info=found.exc_value)


def _in_thread(found: Any) -> None:
    if found.exc_value is not None and not isinstance(found.exc_value, SystemExit):
        log.error("a thread ended by this", exc_info=found.exc_value)


def log_fault(path: Path, error: BaseException) -> bool:
    """Write one fault into the log file; tell whether it is there now."""
    watch = Watch(path)
    watch.handle(logging.LogRecord(__name__, logging.ERROR, __file__, 0, "a command failed", (), _info(error)))
    watch.close()
    return watch.is_logged


def _info(error: BaseException) -> tuple[type[BaseException], BaseException, Any]:
    return type(error), error, error.__traceback__
