"""A session of our own, out of sight: a bus, a sound server that is recorded, and the programs in it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Self

from tests.desktop.heard import RATE, Recording
from tests.desktop.programs import CHECKOUT, PATIENCE_S, Program, until

SINK = "unhunch"
_BUS = """\
<busconfig>
  <type>session</type>
  <listen>unix:path={path}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class Session:
    """Programs started here see nothing of the desktop around, and end with it. Nothing is started by the bus."""

    def __init__(self) -> None:
        self.runtime = Path(tempfile.mkdtemp(prefix="unhunch-"))  # 0700, and short, as the names of sockets must be
        self.home = self.runtime / "home"
        (self.home / "unhunch").mkdir(parents=True)
        self._programs: list[Program] = []
        self._recordings = ExitStack()
        autospawn = self.runtime / "pulse-client.conf"
        autospawn.write_text("autospawn = no\n")  # else whoever plays starts a server of their own once ours is gone
        self.environ = {
            **{name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")},
            "LANG": "C.UTF-8",  # which decides who speaks
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "UNHUNCH_HOME": str(self.home / "unhunch"),
            "PULSE_CLIENTCONFIG": str(autospawn),
            "GSETTINGS_BACKEND": "memory",
            "QT_QPA_PLATFORM": "offscreen",
            "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={self.runtime}/none",
        }

    def __enter__(self) -> Self:
        try:
            self.open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start the services."""
        path, config = self.runtime / "bus", self.runtime / "bus.conf"
        config.write_text(_BUS.format(path=path))
        self.start("dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}")
        until(lambda: answers(path), "the session's bus")
        self.environ["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={path}"
        self.start_sound()

    def close(self) -> None:
        """End all that was started, the newest first, and take the folder away."""
        self._recordings.close()
        for pid in self.runtime.glob("speech-dispatcher/pid/*.pid"):
            with suppress(ProcessLookupError, ValueError):
                os.kill(int(pid.read_text()), signal.SIGTERM)
        for program in reversed(self._programs):
            program.end()
        shutil.rmtree(self.runtime, ignore_errors=True)

    def start(self, *command: str, keep_open: int | None = None, **environ: str) -> Program:
        """Start a program, with a file left open for it besides the usual ones."""
        log = self.runtime / f"{len(self._programs)}-{Path(command[0]).name}.log"
        program = Program(command, {**self.environ, **environ}, log, () if keep_open is None else (keep_open,))
        self._programs.append(program)
        return program

    def run(self, module: str, *arguments: str, **environ: str) -> Program:
        """Start a module of this package, which reports."""
        return self.start(sys.executable, "-m", f"tests.desktop.{module}", *arguments, keep_open=None, **environ)

    def done(self, *command: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a program to its end."""
        whole = {**self.environ, **environ}
        return subprocess.run(
            command, env=whole, cwd=CHECKOUT, capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )

    def output_of(self, *command: str, **environ: str) -> str:
        """Run a program to its end, which must be a good one, and return what it printed."""
        ran = self.done(*command, **environ)
        assert ran.returncode == 0, f"{' '.join(command)} ended with {ran.returncode}: {ran.stderr}"
        return ran.stdout

    # --- sound -------------------------------------------------------------------------------------------------------

    def start_sound(self) -> None:
        """Start the sound server; its output goes nowhere but into recordings."""
        modules = (f"--load=module-null-sink sink_name={SINK}", "--load=module-native-protocol-unix")
        self._sound_server = self.start(
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", *modules
        )
        until(lambda: self.done("pactl", "info").returncode == 0, "the sound server")

    def kill_sound(self) -> None:
        """Kill the sound server."""
        self._sound_server.end(signal.SIGKILL)

    def recording(self, sink: str = SINK, rate: int = RATE) -> Recording:
        """Record what is heard from now on."""
        return self._recordings.enter_context(Recording(f"{sink}.monitor", self.environ, rate))

    def speech_server(self) -> int:
        """Return the process id of the speech server that was started for somebody here."""
        [path] = self.runtime.glob("speech-dispatcher/pid/*.pid")
        return int(path.read_text())


def answers(path: Path) -> bool:
    """Whether somebody listens at a socket."""
    with socket.socket(socket.AF_UNIX) as one:
        return one.connect_ex(str(path)) == 0
