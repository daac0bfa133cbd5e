"""Watches the person's routine folder while the app runs, and has it read again when something in it changed.

What the system tells only says when to look. Editors save in many ways, network folders tell nothing, and a system
may refuse to watch many files; so the state of the folder is compared, and looked at too when the app is come back to.
"""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from app.play.clocks import Clock, monotonic
from app.routine.folder import Mark, State, state_of, to_watch
from app.ui.answers import Answers

T = TypeVar("T")


@dataclass(frozen=True)
class Patience:
    """How long a change is left alone before it is read, in seconds: it may be half a file, or the first of many."""

    quiet_s: float = 0.4  # since the last thing that happened
    longest_s: float = 2.0  # since the first, where there is no end of them


@dataclass(frozen=True)
class _Look(Generic[T]):
    """What a look found: the folder's state, what is to be watched, and what was read, where it had changed."""

    state: State
    paths: dict[Path, Mark]
    read: T | None


class Watching(QObject, Generic[T]):
    """Looks at a folder on another thread, one look at a time, and hands what was read to `changed` on its own."""

    def __init__(
        self,
        folder: Path,
        read: Callable[[], T],
        changed: Callable[[T], object],
        executor: Executor,
        *,
        clock: Clock = monotonic,
        patience: Patience = Patience(),
        watcher: QFileSystemWatcher | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._read = read
        self._changed = changed
        self._executor = executor
        self._clock = clock
        self._patience = patience
        self._state: State = {}
        self._answers = Answers(self)
        self._is_closed = False
        self._is_looking = False
        self._is_surely_new = False  # a file told so itself, even should its state look the same
        self._look_again = False
        self._first: float | None = None  # when the first thing happened that was not looked at yet
        self._watched: dict[Path, Mark] = {}
        self._refused = False
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.look)
        self._watcher = watcher or QFileSystemWatcher()
        self._watcher.setParent(self)
        self._watcher.fileChanged.connect(self._file_told)
        self._watcher.directoryChanged.connect(self._told)

    def start(self, state: State) -> None:
        """Begin to watch; `state` is that of the folder before it was read the first time."""
        self._state = state
        self.look()

    def close(self) -> None:
        """Stop watching, and wait for a look that is under way."""
        self._is_closed = True
        self.timer.stop()
        self._executor.shutdown(wait=True)

    def _file_told(self, _: str) -> None:
        self._is_surely_new = True
        self._told("")

    def _told(self, _: str) -> None:
        """Look when no more has happened for a while; but do not put it off for ever."""
        if self._is_closed:
            return
        now = self._clock()
        self._first = now if self._first is None else self._first
        left_s = self._first + self._patience.longest_s - now
        self.timer.start(round(max(0.0, min(self._patience.quiet_s, left_s)) * 1000))

    # --- looking -----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look now, and have the folder read when it is no longer what was read last."""
        self.timer.stop()
        self._first = None
        if self._is_closed:
            return
        if self._is_looking:
            self._look_again = True
            return
        self._is_looking, self._look_again = True, False
        known = None if self._is_surely_new else self._state
        self._is_surely_new = False
        future = self._executor.submit(partial(_look, self._folder, known, self._read))
        self._answers.when(future, self._looked, self._failed)

    def _looked(self, look: _Look[T]) -> None:
        if self._is_closed:
            return
        self._is_looking = False
        self._state = look.state
        if look.read is not None:
            self._changed(look.read)
        if self._watch(look.paths):
            self._told("")  # it may have changed between the look and the watch
        if self._look_again:
            self.look()

    def _failed(self, _: Exception) -> None:
        """Go on with the next change; the fault is logged where the answer came in."""
        self._is_looking = False

    # --- being told --------------------------------------------------------------------------------------------------

    def _watch(self, paths: dict[Path, Mark]) -> bool:
        """Watch these paths and no others; return whether any of them was not watched until now.

        Qt lets go of a file that something else was put in place of, and goes on with a folder that was moved away.
        """
        held = {Path(name) for name in (*self._watcher.files(), *self._watcher.directories())}
        stale = [path for path in held if self._watched.get(path) != paths.get(path)]
        if stale:
            self._watcher.removePaths([str(path) for path in stale])
        kept = held.difference(stale)
        added = [path for path in paths if path not in kept and self._add(path)]
        self._watched = {path: paths[path] for path in (*kept, *added)}
        return bool(added)

    def _add(self, path: Path) -> bool:
        """Watch one path more. Where the system will have no more of them, no further file is tried."""
        if self._refused and path not in self._watched and not path.is_dir():
            return False
        added = self._watcher.addPath(str(path))
        self._refused = self._refused or (not added and path.exists())
        return added


def _look(folder: Path, known: State | None, read: Callable[[], T]) -> _Look[T]:
    state = state_of(folder)  # before it is read: what changes from here on is seen by the next look
    return _Look(state, to_watch(folder, state), read() if state != known else None)
