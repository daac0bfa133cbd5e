"""Who may write in a data folder: one running copy at a time, by a lock that the system takes away with its process.

A lock of the kernel's, not a file with a process id in it: it needs no guess whether the holder is still alive.
"""

import os
import sys
from io import FileIO
from pathlib import Path
from typing import NamedTuple

_LOCKED_BYTE = 1 << 20  # where Windows locks, far from what is written: a locked byte cannot be read


class Holder(NamedTuple):
    """What the copy that holds the lock wrote down: its process, its machine, where it listens ("": nowhere yet)."""

    pid: int
    machine: str
    address: str


def this_machine() -> str:
    """Return the name of this computer in its network."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


class Lock:
    """Held until it is released or the process ends, however it ends. Without a file it is nobody's."""

    def __init__(self, file: FileIO | None = None) -> None:
        self._file = file

    @property
    def is_held(self) -> bool:
        """Whether there is a lock to hold: none where nothing can be written."""
        return self._file is not None

    def tell(self, address: str) -> None:
        """Write down where this copy can be reached."""
        if self._file is None:
            return
        self._file.seek(0)
        self._file.truncate()
        self._file.write(f"{os.getpid()}\n{this_machine()}\n{address}\n".encode("utf-8", "surrogateescape"))
        self._file.flush()

    def release(self) -> None:
        """Let others have it. The file stays: taken away, it could be locked twice."""
        file, self._file = self._file, None
        if file is not None:
            file.truncate(0)
            file.close()


def take(path: Path) -> Lock | None:
    """Take the lock at `path`, making its folder; None when another copy holds it. OSError where it cannot be had."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = FileIO(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    try:
        locked = _lock(file.fileno())
        if locked:
            lock = Lock(file)
            lock.tell("")
            return lock
    except BaseException:
        file.close()
        raise
    file.close()
    return None


def holder(path: Path) -> Holder | None:
    """Return what the holder of the lock wrote; None where that cannot be read."""
    try:
        pid, machine, address, _ = path.read_bytes().decode("utf-8", "surrogateescape").split("\n")
        return Holder(int(pid), machine, address)
    except (OSError, ValueError):
        return None


def is_held(path: Path) -> bool:
    """Tell whether a copy runs, without keeping one from starting. OSError where that cannot be told."""
    try:
        with path.open("rb") as file:
            return not _lock(file.fileno(), shared=True)
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, shared: bool = False) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        if shared:
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        return True

else:
    import fcntl

    def _lock(descriptor: int, *, shared: bool = False) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
