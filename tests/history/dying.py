"""Does one thing to a history again and again, each time in a fresh copy of a folder, and dies at another point of it.

A point is either the n-th step (a file operation in the folder, a statement of SQL, some work within one), or the n-th
byte of whatever file is written that far, which hits SQLite in the middle of its own writing.
"""

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import app
from app.history import migrations  # noqa: F401 - imported before the steps are counted
from app.history.store import open_store
from app.history.transfer.merging import import_json, merge
from app.history.transfer.replacing import restore

ROOT = Path(app.__file__).parent.parent
MOMENT = datetime(2026, 11, 23, 2, 54, tzinfo=timezone(timedelta(hours=1)))
WORK = 400  # instructions of SQLite's machine that count as one step
_TOUCHING = {"open", "os.rename", "os.remove", "os.mkdir", "os.chmod", "os.utime", "os.truncate", "sqlite3.connect"}


def open_it(folder: Path) -> Callable[[], object]:
    """Open the history, with all that is due then."""
    return lambda: open_store(folder / "history.db", now=lambda: MOMENT, backups=folder / "backups").close()


def back_up(folder: Path) -> Callable[[], object]:
    """Make the day's backup of a history that is open."""
    store = open_store(folder / "history.db", now=lambda: MOMENT, backups=folder / "backups")
    return lambda: store.back_up(MOMENT.date())


def merge_it(folder: Path) -> Callable[[], object]:
    """Put another machine's history together with one that is open."""
    store = open_store(folder / "history.db", now=lambda: MOMENT, backups=folder / "backups")
    return lambda: merge(store, folder / "other.db", MOMENT.date(), folder / "backups")


def import_it(folder: Path) -> Callable[[], object]:
    """Take an exported history into one that is open."""
    store = open_store(folder / "history.db", now=lambda: MOMENT, backups=folder / "backups")
    return lambda: import_json(store, folder / "other.json", MOMENT.date(), folder / "backups")


def restore_it(folder: Path) -> Callable[[], object]:
    """Put a backup in the place of a history that is closed."""
    return lambda: restore(folder / "history.db", folder / "other.db", MOMENT)


class Steps:
    """Counts what is done in a folder from `begin` on, and dies before step `last`."""

    def __init__(self, folder: Path, last: int) -> None:
        self.count = -1
        self._folder = str(folder)
        self._last = last
        self._connect = sqlite3.connect
        sqlite3.connect = self.connect  # type: ignore[assignment]  # in this program alone

    def begin(self) -> None:
        self.count = 0
        sys.addaudithook(self.watch)

    def connect(self, *arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = self._connect(*arguments, **options)
        connection.set_trace_callback(self.step)
        connection.set_progress_handler(self.step, WORK)
        return connection

    def watch(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _TOUCHING and self._folder in str(arguments[0]):
            self.step()

    def step(self, _: object = None) -> int:
        if self.count >= 0:
            self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0  # SQLite would break off otherwise


def die(folder: Path, what: Callable[[Path], Callable[[], object]], point: str) -> None:
    """Do it until that point: `step 7`, `byte 4096`, or `end`, which writes down the number of steps."""
    kind, _, number = point.partition(" ")
    steps = Steps(folder, int(number) if kind == "step" else -2)
    act = what(folder)
    if kind == "byte":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python has it ignored; it ends the process as a kill does
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(number), int(number)))
        act()
        return
    steps.begin()
    act()
    if kind == "end":
        Path(f"{folder}.steps").write_text(str(steps.count))


def run(name: str, template: Path, root: Path, points: list[str]) -> dict[str, Path]:
    """Do it once for each point, in a program of its own; return the folders it died in, by the point."""
    command = [sys.executable, "-m", "tests.history.dying", name, str(template), str(root), *points]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    died: list[str] = json.loads(done.stdout)
    return {point: root / point for point in died}


def count(name: str, template: Path, root: Path) -> int:
    """Do it to its end; return how many steps it takes."""
    run(name, template, root, ["end"])
    return int((root / "end.steps").read_text())


def _main(name: str, template: str, root: str, points: list[str]) -> None:
    died = []
    for point in points:
        folder = Path(shutil.copytree(template, Path(root) / point))
        child = os.fork()
        if child == 0:
            code = 1
            try:
                die(folder, globals()[name], point)
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            died.append(point)
        elif os.WEXITSTATUS(status):
            sys.exit(f"{point} failed")
    print(json.dumps(died))


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
