"""The two clocks of the machine we are on."""

import inspect
import sys
import time

import pytest

from app.play import clocks


def test_neither_clock_ever_goes_back() -> None:
    for clock in (clocks.monotonic, clocks.through_suspend):
        seen = [clock() for _ in range(1000)]
        assert seen == sorted(seen)


def test_time_awake_is_pythons_own_monotonic_clock() -> None:
    assert clocks.monotonic is time.monotonic


@pytest.mark.skipif(sys.platform != "linux", reason="CLOCK_BOOTTIME is Linux's own")
def test_on_linux_the_other_clock_counts_suspend() -> None:
    assert inspect.getclosurevars(clocks.through_suspend).nonlocals["fixed"] == time.CLOCK_BOOTTIME
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    between = clocks.through_suspend()
    after = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= between <= after
