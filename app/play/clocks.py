"""The two clocks a player is given: one that measures time awake, one that runs on through suspend."""

import sys
import time
from collections.abc import Callable

Clock = Callable[[], float]  # seconds from any fixed moment

monotonic: Clock = time.monotonic


def _boot_clock() -> Clock:
    """Return a clock that counts suspend.

    Linux has CLOCK_BOOTTIME, beside a `time.monotonic` that stands still in suspend. On Windows `time.monotonic`
    counts it already (QueryPerformanceCounter runs through sleep). On macOS CLOCK_MONOTONIC_RAW's sibling
    `mach_continuous_time` is not offered by Python, and CLOCK_MONOTONIC runs through sleep where `time.monotonic`
    (mach_absolute_time) does not.
    """
    clock_id = getattr(time, "CLOCK_BOOTTIME", None)
    if clock_id is None and sys.platform == "darwin":
        clock_id = getattr(time, "CLOCK_MONOTONIC", None)
    if clock_id is None:
        return time.monotonic
    fixed = clock_id

    def clock() -> float:
        return time.clock_gettime(fixed)

    return clock


through_suspend: Clock = _boot_clock()
