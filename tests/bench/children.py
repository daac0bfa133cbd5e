"""Programs that are measured from outside: where they show their windows, and what they report."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_S = 60.0

Report = dict[str, float]


class ChildFailedError(Exception):
    """A measured program did not report; the message is what it wrote instead."""


@dataclass(frozen=True)
class Screen:
    """Where windows are shown: its name, and the environment that leads programs there."""

    name: str
    environ: dict[str, str]

    def run(self, module: str, *arguments: object, home: Path | None = None, longest_s: float = _LONGEST_S) -> Report:
        """Run a module of this package and return what it reports; its first argument is when it was started."""
        environ = {**os.environ, **self.environ, **({"UNHUNCH_HOME": str(home)} if home else {})}
        command = [sys.executable, "-m", f"tests.bench.{module}", repr(time.monotonic()), *map(str, arguments)]
        done = subprocess.run(command, cwd=_ROOT, env=environ, capture_output=True, text=True, timeout=longest_s)
        if done.returncode != 0 or not done.stdout.strip():
            raise ChildFailedError(f"{module} ended with {done.returncode}:\n{done.stderr.strip()}")
        report: Report = json.loads(done.stdout.splitlines()[-1])
        return report


@contextmanager
def a_screen() -> Iterator[Screen]:
    """Take the desktop there is, else an X server of our own, else none that anybody could see."""
    if asked := os.environ.get("QT_QPA_PLATFORM"):
        yield Screen(f"QT_QPA_PLATFORM={asked}", {})
    elif sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        yield Screen("this desktop", {})
    elif program := shutil.which("Xvfb"):
        with _virtual(program) as display:
            yield Screen(f"Xvfb {display}", {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})
    else:
        yield Screen("none (offscreen)", {"QT_QPA_PLATFORM": "offscreen"})


@contextmanager
def _virtual(program: str) -> Iterator[str]:
    """Run a virtual X server, and give its display once it takes connections."""
    reading, writing = os.pipe()
    command = [program, "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with (
        subprocess.Popen(command, pass_fds=(writing,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server,
        os.fdopen(reading) as answer,
    ):
        os.close(writing)
        try:
            number = answer.readline().strip()
            if not number:
                raise ChildFailedError("Xvfb did not start; set QT_QPA_PLATFORM=offscreen to do without it")
            yield f":{number}"
        finally:
            server.terminate()
