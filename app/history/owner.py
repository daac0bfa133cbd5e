"""Whose a running session is: this process, in this run of the machine."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from app.play.clocks import Clock, through_suspend

_LINUX_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class Owner:
    """A process id means something only together with the boot it belongs to."""

    pid: int
    boot: str


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
        boot = f"started-{round((wall() - since_boot()) / 60)}"
    return Owner(os.getpid(), boot)
