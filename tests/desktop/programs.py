"""Programs that are started here and ended by their ids, each in a group of its own with whatever it starts itself."""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

CHECKOUT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30.0  # a busy machine may take its time
_LOOK_EVERY_S = 0.02
_END_S = 5.0
T = TypeVar("T")


def until(look: Callable[[], T], what: str = "something", within_s: float = PATIENCE_S) -> T:
    """Look until something is found, and return it. Raises TimeoutError, which says what was waited for."""
    end_s = time.monotonic() + within_s
    while not (found := look()):
        if time.monotonic() > end_s:
            raise TimeoutError(f"waited {within_s:g} s for {what} in vain")
        time.sleep(_LOOK_EVERY_S)
    return found


class Program:
    """A program; what it prints is kept. Ours report in lines of JSON, and are led by lines on their input."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], log: Path, pass_fds: tuple[int, ...] = ()
    ) -> None:
        self._log = log
        with log.open("wb") as there:
            self.process = subprocess.Popen(
                command,
                cwd=CHECKOUT,
                env=environ,
                stdin=subprocess.PIPE,
                stdout=there,
                stderr=there,
                pass_fds=pass_fds,
                start_new_session=True,
            )

    @property
    def printed(self) -> str:
        """All it has printed so far."""
        return self._log.read_text(errors="replace")

    @property
    def is_on(self) -> bool:
        """Whether it runs."""
        return self.process.poll() is None

    def told(self, name: str = "") -> list[dict[str, Any]]:
        """Return what it has reported so far, of one name or of all."""
        whole = (
            line for line in self.printed.splitlines(keepends=True) if line.startswith("{") and line.endswith("\n")
        )
        return [line for line in map(json.loads, whole) if not name or line["what"] == name]

    def wait_for(self, name: str, times: int = 1) -> dict[str, Any]:
        """Wait until it has reported something so often, and return the last of these reports."""
        until(lambda: len(self.told(name)) >= times or not self.is_on, f"{name!r}, {times} times")
        return self.told(name)[times - 1]

    def ask(self, line: str) -> None:
        """Tell it to do something."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()

    def leave(self) -> int:
        """Let it end by the end of its input, and return its exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(PATIENCE_S)

    def end(self, by: signal.Signals = signal.SIGTERM) -> None:
        """End it, and what is left of its group."""
        if self.is_on:
            self.process.send_signal(by)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_END_S)
        with contextlib.suppress(ProcessLookupError):  # nobody is left
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with contextlib.suppress(OSError):  # of what it no longer reads
            assert self.process.stdin is not None
            self.process.stdin.close()
