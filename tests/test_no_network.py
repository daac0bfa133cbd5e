"""Nothing is ever sent anywhere: the whole app runs behind a wall that ends it at the first socket to a network."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests import walled

ROOT = Path(__file__).resolve().parents[1]
LONGEST_S = 120.0  # it takes two; this is for a program that hangs


def behind_the_wall(what: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tests.walled", what]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False, timeout=LONGEST_S
    )


@pytest.fixture(scope="module", autouse=True)
def wall() -> None:
    """Skip where no wall can be put up, and say why."""
    if not walled.is_possible():
        pytest.skip("the wall is made for Linux on x86_64 and aarch64")
    tried = behind_the_wall("nothing")
    if "OSError" in tried.stderr:
        pytest.skip(f"the kernel puts up no wall: {tried.stderr.splitlines()[-1]}")
    assert (tried.returncode, tried.stdout) == (0, "came through\n"), tried.stderr


@pytest.mark.parametrize("what", ["internet", "internet-6-datagram", "in-a-thread", "in-another-program", "of-qt"])
def test_the_wall_ends_whoever_opens_a_socket_to_a_network(what: str) -> None:
    tried = behind_the_wall(what)
    assert (tried.returncode, tried.stdout) == (-signal.SIGSYS, ""), tried.stderr


@pytest.mark.parametrize("what", ["app", "started-and-closed", "commands"])
def test_the_app_and_its_commands_open_none(what: str) -> None:
    tried = behind_the_wall(what)
    assert (tried.returncode, tried.stdout) == (0, "came through\n"), tried.stderr
