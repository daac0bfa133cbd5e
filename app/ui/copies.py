"""One running copy: a second start finds the first, tells it what is wanted, and leaves.

The lock of the data folder says who is first. This much is on every start's way to its first paint, so it is small.
"""

import logging
import time
from collections.abc import Callable
from pathlib import Path

from app.expected import Expected
from app.lock import Holder, Lock, holder, take, this_machine
from app.play.clocks import Clock, monotonic

PATIENCE_S = 5.0  # how long a second start waits for the first, which may be starting, ending or busy itself
AGAIN_S = 0.05

log = logging.getLogger(__name__)


class StillRunning(Expected):
    """Another copy has the data folder and does not answer."""


def come_in(
    path: Path,
    hand_over: Callable[[Holder, float], bool],
    *,
    clock: Clock = monotonic,
    sleep: Callable[[float], object] = time.sleep,
) -> Lock | None:
    """Return the lock at `path`, to run with; or None when another copy runs and has been told what is wanted.

    `hand_over` tells it, within so many seconds, and returns whether it has answered. Where nothing can be written the
    lock is nobody's: nothing can be written twice there either. Raises StillRunning.
    """
    end_s = clock() + PATIENCE_S
    while True:
        try:
            lock = take(path)
        except OSError:
            log.info("no lock can be had at %s", path, exc_info=True)
            return Lock()
        if lock is not None:
            return lock
        there = holder(path)
        if there is not None and there.address and hand_over(there, end_s - clock()):
            return None
        if clock() >= end_s:
            raise StillRunning(_still_running(there))
        sleep(AGAIN_S)


def _still_running(there: Holder | None) -> str:
    if there is None:
        return "Unhunch is running already but does not answer; end it, then start it again."
    where = "" if there.machine == this_machine() else f" on {there.machine}"
    return (
        f"Unhunch is running already, as process {there.pid}{where}, but does not answer; "
        "end that process, then start Unhunch again."
    )
