"""The lock of a data folder: one holder at a time, for as long as its process lives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import app
from app.lock import Holder, Lock, holder, is_held, take

ROOT = Path(app.__file__).parent.parent
HOLD = """
import sys
from pathlib import Path
from app.lock import take

lock = take(Path(sys.argv[1]))
lock.tell("an address")
print("held", flush=True)
sys.stdin.read()
"""


def taken(path: Path) -> Lock:
    lock = take(path)
    assert lock is not None
    return lock


def test_one_alone_holds_it_until_it_is_released(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / "running.lock"
    first = taken(path)

    assert first.is_held
    assert take(path) is None
    assert is_held(path)

    first.release()

    assert not is_held(path)
    assert holder(path) is None
    taken(path).release()


def test_the_holder_says_who_it_is_and_where_it_can_be_reached(tmp_path: Path) -> None:
    lock = taken(tmp_path / "running.lock")
    at_first = holder(tmp_path / "running.lock")
    lock.tell(os.fsdecode(b"/run/\xff/unhunch"))
    then = holder(tmp_path / "running.lock")
    lock.release()

    assert at_first is not None
    assert (at_first.pid, at_first.address) == (os.getpid(), "")
    assert then == Holder(os.getpid(), at_first.machine, os.fsdecode(b"/run/\xff/unhunch"))


def test_looking_whether_it_is_held_keeps_nobody_from_it(tmp_path: Path) -> None:
    path = tmp_path / "running.lock"
    assert not is_held(path)
    assert not path.exists()
    taken(path).release()
    assert not is_held(path)

    taken(path).release()


def test_a_holder_that_was_killed_holds_it_no_longer_whatever_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "running.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        assert take(path) is None
        there = holder(path)
        assert there is not None
        assert (there.pid, there.address) == (child.pid, "an address")
        child.kill()

    assert holder(path) == there
    assert not is_held(path)
    taken(path).release()


def test_a_file_that_says_nonsense_tells_of_nobody(tmp_path: Path) -> None:
    path = tmp_path / "running.lock"
    for nonsense in (b"", b"12", b"x\ny\nz\n", b"1\n2\n3\n4\n", b"\x00" * 100):
        path.write_bytes(nonsense)
        assert holder(path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_others_may_not_read_it(tmp_path: Path) -> None:
    lock = taken(tmp_path / "new" / "running.lock")
    lock.release()

    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "new" / "running.lock").stat().st_mode & 0o777 == 0o600


def test_where_there_can_be_no_file_there_is_no_lock_and_it_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(OSError, match="file"):
        take(tmp_path / "file" / "running.lock")


def test_nobodys_lock_takes_everything_a_lock_takes() -> None:
    lock = Lock()
    lock.tell("somewhere")
    lock.release()

    assert not lock.is_held
