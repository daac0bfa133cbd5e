"""One running copy: a second start finds the first, tells it what is wanted, and leaves.

The lock of the data folder says who is first. This much every start needs, so it is quick to import, and has no Qt.
"""

import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from app.expected import Expected
from app.lock import Holder, Lock, holder, take, this_machine
from app.play.clocks import Clock, monotonic

VERSION = 1
PATIENCE_S = 5.0  # how long a second start waits for the first, which may be starting, ending or busy itself
AGAIN_S = 0.05
LONGEST_ADDRESS = 103  # bytes: what macOS takes for the path of a socket; Linux takes 107

log = logging.getLogger(__name__)


class StillRunning(Expected):
    """Another copy has the data folder and does not answer."""


class Wish(NamedTuple):
    """What a start asks of the copy that is there: to come forward, and perhaps to play a routine."""

    slug: str | None = None
    fullscreen: bool = False
    token: str = ""  # the desktop's leave to come to the front

    def to_bytes(self) -> bytes:
        """Return it as a message: one line."""
        import json  # late, as all that a first start does not need: 3 ms

        return json.dumps({"unhunch": VERSION, **self._asdict()}).encode() + b"\n"

    @staticmethod
    def from_bytes(line: bytes) -> "Wish | None":
        """Read a message; None where it is none, or one of another version."""
        import json

        try:
            match json.loads(line):
                case {"unhunch": 1, "slug": str() | None as slug, "fullscreen": bool(fullscreen), "token": str(token)}:
                    return Wish(slug, fullscreen, token if token.isascii() and token.isprintable() else "")
        except (ValueError, RecursionError):
            pass
        return None


def leave_to_come_forward(environ: Mapping[str, str] = os.environ) -> str:
    """Return the token with which the desktop lets a program it has just started come to the front; may be empty."""
    return environ.get("XDG_ACTIVATION_TOKEN") or environ.get("DESKTOP_STARTUP_ID") or ""


def _hand_over(there: Holder, wish: Wish, patience_s: float) -> bool:
    from app.ui.doorbell import hand_over  # late: only a second start has something to say

    return hand_over(there, wish, patience_s)


def come_in(
    path: Path,
    wish: Wish,
    *,
    hand_over: Callable[[Holder, Wish, float], bool] = _hand_over,
    clock: Clock = monotonic,
    sleep: Callable[[float], object] = time.sleep,
) -> Lock | None:
    """Return the lock at `path`, to run with; or None when another copy runs and has been told what is wanted.

    Where nothing can be written the lock is nobody's: nothing can be written twice there either. Raises StillRunning.
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
        if there is not None and there.address and hand_over(there, wish, end_s - clock()):
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


def addresses(data: Path, environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return where the first copy may listen, the best first: short, and a different one for each data folder."""
    from hashlib import sha256

    name = f"unhunch-{sha256(os.fsencode(data.resolve())).hexdigest()[:12]}"
    if sys.platform == "win32":
        return [name]
    folders = [environ.get("XDG_RUNTIME_DIR", ""), str(data), tempfile.gettempdir()]
    paths = [str(Path(folder) / name) for folder in folders if Path(folder).is_absolute()]
    return [path for path in paths if len(os.fsencode(path)) <= LONGEST_ADDRESS]
