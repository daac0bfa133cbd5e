"""A trace of the hard end of the process, which no exception tells of: written by Python's own faulthandler."""

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app import files

MOST_BYTES = 100_000


@contextmanager
def crash_traces(path: Path) -> Iterator[None]:
    """Have a crash write where every thread was, files and functions only, into a file that is otherwise empty.

    Nothing happens where somebody else asked Python for such traces already, or where the file cannot be written.
    """
    descriptor = None if faulthandler.is_enabled() else _opened(path)
    if descriptor is None:
        yield
        return
    faulthandler.enable(descriptor)
    try:
        yield
    finally:
        faulthandler.disable()
        os.close(descriptor)


def _opened(path: Path) -> int | None:
    """Open the file to append to it; one too large is begun anew."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NONBLOCK", 0)
    with suppress(OSError):
        path.parent.mkdir(mode=files.PRIVATE_FOLDER, parents=True, exist_ok=True)
        descriptor = os.open(path, flags, files.PRIVATE_FILE)
        if os.fstat(descriptor).st_size > MOST_BYTES:
            os.ftruncate(descriptor, 0)
        return descriptor
    return None


def last_crash(path: Path) -> str:
    """Return the last trace in a crash log with the home folder as `~`, for reports; empty where there is none."""
    from app.faults.trace import shown_path  # late: 10 ms, and the app itself never asks

    try:
        text = files.read(path, 10 * MOST_BYTES).decode(errors="replace")
    except (OSError, ValueError):
        return ""
    begin = max(text.rfind("Fatal Python error"), text.rfind("Windows fatal exception"), 0)
    return shown_path(text[begin:]).strip()
