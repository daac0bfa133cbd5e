"""The log: a file that rotates, is made when there is something to write, and holds nothing of the person's."""

import logging
import os
from collections.abc import Mapping
from pathlib import Path

from app.faults import Foreign
from app.faults.trace import scrubbed, trace_of
from app.files import PRIVATE_FILE, PRIVATE_FOLDER

MOST_BYTES = 200_000
OLDER_FILES = 2
_OURS = "app."


class Unseen:
    """Stands for an argument that may be the person's own words, whatever it is formatted as."""

    def __format__(self, _: str) -> str:
        return "..."

    __str__ = __repr__ = lambda _: "..."


class Scrubbing(logging.Formatter):
    """Writes a record as time, level, logger and our own template, with numbers and Foreign words filled in.

    Of other people's records only the place is written, since their templates may be made of anything.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and the traceback below it where there is one."""
        head = f"{self.formatTime(record)} {record.levelname} {record.name}"
        says = template(record) if record.name.startswith(_OURS) else f"{record.funcName}:{record.lineno}"
        error = record.exc_info[1] if record.exc_info else None
        times = getattr(record, "times", 1)
        often = f" ({times} times)" if times > 1 else ""
        return f"{head}: {says}{often}" + (f"\n{trace_of(error)}" if error else "")


def template(record: logging.LogRecord) -> str:
    """Return a record's message with everything left out that may be the person's own words."""
    words, arguments = str(record.msg), record.args
    if not arguments:
        return words
    try:
        if isinstance(arguments, Mapping):
            return words % {name: _seen(one) for name, one in arguments.items()}
        return words % tuple(_seen(one) for one in arguments)
    except (TypeError, ValueError):  # a number was asked for
        return words


def _seen(argument: object) -> object:
    if isinstance(argument, Foreign):
        return scrubbed(argument)
    return argument if isinstance(argument, int | float) else Unseen()


def rotating(path: Path) -> logging.Handler:
    """Return what appends to the log file and to no more than two older ones, for the person's eyes only.

    Raises OSError where its folder cannot be made.
    """
    from logging.handlers import RotatingFileHandler  # late: 5 ms, and most runs have nothing to log

    class Private(RotatingFileHandler):
        failed = False

        def _open(self):  # type: ignore[no-untyped-def]  # what it returns depends on the arguments it was made with
            return open(self.baseFilename, self.mode, encoding="utf-8", opener=_private)

        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
            """Remember it: nothing can be done about a full disk here."""
            self.failed = True

    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    handler = Private(path, maxBytes=MOST_BYTES, backupCount=OLDER_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(Scrubbing())
    return handler


def _private(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), PRIVATE_FILE)
