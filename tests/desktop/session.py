"""A desktop session of our own, out of sight: a bus, a sound server that is recorded, and the app in it."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.desktop.heard import Recording

PROGRAMS = ("dbus-daemon", "pulseaudio", "pactl", "parec", "speech-dispatcher")
SINK = "unhunch"
LONGEST_S = 30.0
_ROOT = Path(__file__).resolve().parents[2]


def missing() -> list[str]:
    """Return what is not installed here."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def until(is_so: Callable[[], object], within_s: float = LONGEST_S) -> None:
    """Wait for something another program does."""
    end = time.monotonic() + within_s
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not happen")
        time.sleep(0.02)


class Program:
    """A program that reports in lines of JSON, each with its moment on the system's monotonic clock."""

    def __init__(self, command: list[str], environ: Mapping[str, str]) -> None:
        self._log = Path(environ["XDG_RUNTIME_DIR"]) / f"{time.monotonic_ns()}.log"
        with self._log.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=_ROOT, env=environ, stdin=subprocess.PIPE, stdout=log, stderr=None, text=True
            )

    def told(self, name: str = "") -> list[dict[str, Any]]:
        """Return what it has reported so far, of one name or of all."""
        lines = [json.loads(line) for line in self._log.read_text().splitlines(keepends=True) if line.endswith("\n")]
        return [line for line in lines if not name or line["what"] == name]

    def wait_for(self, name: str, times: int = 1) -> dict[str, Any]:
        """Wait until it has reported something so often, and return the last of these reports."""
        until(lambda: len(self.told(name)) >= times or self.process.poll() is not None)
        return self.told(name)[times - 1]

    def ask(self, line: str) -> None:
        """Tell it to do something."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """Let it end by the end of its input, and return its exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(LONGEST_S)


class Session:
    """Programs started here see nothing of the desktop around, and end with it."""

    def __init__(self, folder: Path) -> None:
        self.runtime = folder / "runtime"
        self.home = folder / "home"
        self._stack = ExitStack()
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH")}
        self.environ = {
            **kept,
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "UNHUNCH_HOME": str(self.home / "unhunch"),
            "QT_QPA_PLATFORM": "offscreen",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.runtime}/none",
        }

    def __enter__(self) -> "Session":
        self.runtime.mkdir(mode=0o700)
        (self.home / "unhunch").mkdir(parents=True)
        bus = f"unix:path={self.runtime}/bus"
        self._start(["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={bus}"])
        self.environ["DBUS_SESSION_BUS_ADDRESS"] = bus
        until((self.runtime / "bus").exists)
        self.start_sound()
        return self

    def __exit__(self, *_: object) -> None:
        for pid in self.runtime.glob("speech-dispatcher/pid/*.pid"):
            subprocess.run(["kill", pid.read_text().strip()], check=False, stderr=subprocess.DEVNULL)
        self._stack.close()

    def start_sound(self) -> None:
        """Start the sound server; its output goes nowhere but into recordings."""
        modules = ("-L", f"module-null-sink sink_name={SINK}", "-L", "module-native-protocol-unix")
        self._sound_server = self._start(["pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", *modules])
        until(lambda: subprocess.run(["pactl", "info"], env=self.environ, capture_output=True).returncode == 0)

    def kill_sound(self) -> None:
        """Kill the sound server."""
        self._sound_server.kill()
        self._sound_server.wait()

    def speech_server(self) -> int:
        """Return the process id of the speech server that was started for somebody here."""
        [path] = self.runtime.glob("speech-dispatcher/pid/*.pid")
        return int(path.read_text())

    def recording(self) -> Recording:
        """Record what is heard from now on."""
        return self._stack.enter_context(Recording(f"{SINK}.monitor", self.environ))

    def run(self, module: str, *arguments: str, **environ: str) -> Program:
        """Run a module of this package."""
        program = Program([sys.executable, "-m", f"tests.desktop.{module}", *arguments], {**self.environ, **environ})
        self._stack.callback(_end, program.process)
        return program

    def _start(self, command: list[str]) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(command, env=self.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._stack.callback(_end, process)
        return process


def _end(process: "subprocess.Popen[Any]") -> None:
    if process.stdin is not None:
        process.stdin.close()
    process.kill()
    process.wait()
