"""Whose a running session is: this process, in this run of the machine; and whether that process still runs."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.play.clocks import Clock, through_suspend

_LINUX_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_LINUX_PROCESSES = Path("/proc")
_STARTED = "started-"
_MINUTES_APART = 2  # the minute of the start, as reckoned from a clock that is set right now and then


@dataclass(frozen=True)
class Owner:
    """A process id means something only together with the boot it belongs to.

    `started` is when the process did, in the system's own ticks since that boot; None where it does not tell.
    Ids are given out again, but not together with the same start.
    """

    pid: int
    boot: str
    started: int | None = None


@dataclass(frozen=True)
class Seen:
    """What the system says of a process id."""

    runs: bool
    started: int | None = None


def this_process(
    boot_id_file: Path = _LINUX_BOOT_ID, wall: Clock = time.time, since_boot: Clock = through_suspend
) -> Owner:
    """Return this process as an owner.

    Linux tells its boot by an id; elsewhere it is the minute the machine started, as the clock has it now. Time in
    suspend counts: without it a machine would seem to have started anew each time it wakes.
    """
    try:
        boot = boot_id_file.read_text(encoding="ascii").strip()
    except OSError:
        boot = f"{_STARTED}{round((wall() - since_boot()) / 60)}"
    return Owner(os.getpid(), boot, look_at(os.getpid()).started)


def is_alive(owner: Owner, me: Owner, look: "Callable[[int], Seen] | None" = None) -> bool:
    """Tell whether another process that played a session still runs; where that cannot be known, it does.

    To be asked before this process, `me`, has played anything: a session under our own id is then one of a dead
    process whose id we were given.
    """
    if not _same_boot(owner.boot, me.boot) or owner.pid == me.pid:
        return False
    seen = (look or look_at)(owner.pid)
    return seen.runs and (None in (owner.started, seen.started) or owner.started == seen.started)


def _same_boot(one: str, other: str) -> bool:
    if one.startswith(_STARTED) and other.startswith(_STARTED):
        minutes = [int(boot.removeprefix(_STARTED)) for boot in (one, other)]
        return abs(minutes[0] - minutes[1]) <= _MINUTES_APART
    return one == other


def look_at(pid: int, processes: Path = _LINUX_PROCESSES) -> Seen:
    """Ask the system for a process. One that has ended and was not yet fetched by its parent does not run."""
    try:
        told = (processes / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        state, *fields = told.rpartition(")")[2].split()  # the name before it may hold anything
        return Seen(state not in "ZX", int(fields[18]))
    except (OSError, ValueError, IndexError):
        return Seen(_runs(pid))


if sys.platform == "win32":

    def _runs(pid: int) -> bool:
        """Ask Windows, where os.kill would end the process. Untested."""
        import ctypes

        synchronize, invalid_parameter, timeout = 0x00100000, 87, 258
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(synchronize, False, pid)
        if not handle:
            return bool(ctypes.get_last_error() != invalid_parameter)
        runs = kernel.WaitForSingleObject(handle, 0) == timeout
        kernel.CloseHandle(handle)
        return bool(runs)

else:

    def _runs(pid: int) -> bool:
        if pid <= 0:  # whole groups, to a system that is asked for them
            return False
        try:
            os.kill(pid, 0)  # asks, and sends nothing
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:  # somebody else's
            return True
        return True
