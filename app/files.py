"""Reading and writing the person's own files so that nothing hangs and nothing is lost."""

import os
import stat
from contextlib import suppress
from pathlib import Path

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


class NotOrdinaryError(OSError):
    """What stands there is no ordinary file: a folder, a pipe, a device."""


class TooLargeError(OSError):
    """The file is larger than what was asked for may be."""


class BrokenOffError(OSError):
    """It could be opened, but not be read."""


def read(path: Path, most_bytes: int) -> bytes:
    """Return what is in a file, and never wait, whatever the path leads to.

    Raises NotOrdinaryError, TooLargeError, BrokenOffError, or the OSError or ValueError of opening it.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # before it is wrapped, which a folder cannot be
        os.close(descriptor)
        raise NotOrdinaryError
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(most_bytes + 1) or b""  # None where it would have had to wait
        except OSError as error:
            raise BrokenOffError(error.errno, error.strerror) from error
    if len(data) > most_bytes:
        raise TooLargeError
    return data


def write_new(path: Path, data: bytes) -> None:
    """Write a file that was not there, for the person's eyes only, and see it on the disk. Raises FileExistsError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, data: bytes, *, keep_mode: bool = False) -> None:
    """Put this in place of what is in the file: the old or the new, never a part. A link leads on to its file.

    Only the person may read it then, or with `keep_mode` whoever might before. Raises OSError, and then nothing has
    changed.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with suppress(FileNotFoundError):
            beside.unlink()  # of a process that had our number and died here
        write_new(beside, data)
        if keep_mode:
            with suppress(FileNotFoundError):
                beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise


def free_name(path: Path) -> Path:
    """Return the path, or where something stands there already, the next one with a number that is free."""
    number, free = 1, path
    while os.path.lexists(free):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
