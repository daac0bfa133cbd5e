"""The second sound output: playsound3, which starts the system's own player for every cue. No Qt in here."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Protocol

log = logging.getLogger(__name__)

NOT_ASKED = "the system's own player was not needed"
LOOKING = "the system's own player is still being looked for"
NO_PLAYER = "no program that plays sounds (gst-play, ffplay or aplay) was found"
ENDED_EARLY = "the system's own player gave up"


class Playing(Protocol):
    """A sound that a player program has been started for."""

    def is_alive(self) -> bool:
        """Whether the program is still running."""


Start = Callable[[Path], Playing]  # start playing a file and come back at once; raises where it cannot


def playsound3() -> Start | None:
    """Import playsound3, which runs programs to look for players; return its way of playing, None if it found none."""
    logging.getLogger("playsound3").setLevel(logging.ERROR)  # that there is no player is said here, in a sentence
    from playsound3 import DEFAULT_BACKEND, playsound

    if DEFAULT_BACKEND is None:
        return None
    return lambda path: playsound(path, block=False)


@dataclass(frozen=True, slots=True)
class _Cue:
    path: Path
    length_s: float
    asked_s: float


@dataclass(slots=True)
class _Started:
    cue: _Cue
    playing: Playing
    at_s: float


class PlayerOutput:
    """Plays through the system's own player, from one thread of its own; it cannot set the volume.

    One thread for all cues: playsound3 asks the kernel to end a player together with the thread that started it.
    """

    LOOK_EVERY_S = 0.05  # how often a running player is asked whether it is done
    LATE_S = 0.5  # a cue that waited longer than this is left out: the next one is near
    SHORTFALL_S = 0.15  # a player that is done so much sooner than its cue has not played it

    def __init__(self, load: Callable[[], Start | None] = playsound3, clock: Callable[[], float] = monotonic) -> None:
        self._load = load
        self._clock = clock
        self._told: Callable[[], None] = lambda: None
        self._queue: SimpleQueue[_Cue | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._trouble = NOT_ASKED

    @property
    def trouble(self) -> str:
        """Why it cannot play, in words that follow a comma; empty when it can."""
        return self._trouble

    def open(self, told: Callable[[], None]) -> None:
        """Look for a player on a thread; `told` is called from there whenever `trouble` has changed."""
        if self._thread is not None:
            return
        self._told = told
        self._trouble = LOOKING
        self._queue = SimpleQueue()
        self._thread = threading.Thread(target=self._serve, args=(self._queue,), name="cue player", daemon=True)
        self._thread.start()

    def play(self, path: Path, length_s: float) -> bool:
        """Hand a cue of that length over; False where it is known that no player can take it."""
        if self._thread is None or self._trouble == NO_PLAYER:
            return False
        self._queue.put(_Cue(path, length_s, self._clock()))
        return True

    def close(self, wait_s: float = 0.0) -> None:
        """Let what plays end, then stop; wait up to `wait_s` for that, at once by default."""
        thread, self._thread = self._thread, None
        self._trouble = NOT_ASKED
        if thread is not None:
            self._queue.put(None)
            thread.join(wait_s)

    def _serve(self, queue: "SimpleQueue[_Cue | None]") -> None:
        start = self._find()
        running: list[_Started] = []
        closing = False
        while running or not closing:
            try:
                cue = queue.get(timeout=self.LOOK_EVERY_S if running else None)
            except Empty:
                running = [one for one in running if not self._ended(one)]
                continue
            if cue is None:
                closing = True
            elif start is not None and self._clock() - cue.asked_s <= self.LATE_S:
                running += self._start(start, cue)

    def _find(self) -> Start | None:
        try:
            start = self._load()
        except Exception:  # a foreign import that runs foreign programs: whatever it is, there is no player
            log.info("playsound3 could not be used", exc_info=True)
            start = None
        self._report("" if start else NO_PLAYER)
        return start

    def _start(self, start: Start, cue: _Cue) -> list[_Started]:
        try:
            return [_Started(cue, start(cue.path), self._clock())]
        except Exception:
            log.info("The system's own player could not be started", exc_info=True)
            self._report(ENDED_EARLY)
            return []

    def _ended(self, one: _Started) -> bool:
        if one.playing.is_alive():
            return False
        if one.cue.length_s > 2 * self.SHORTFALL_S:  # shorter ones say nothing: starting a program takes as long
            lasted_s = self._clock() - one.at_s
            self._report(ENDED_EARLY if lasted_s < one.cue.length_s - self.SHORTFALL_S else "")
        return True

    def _report(self, trouble: str) -> None:
        if self._thread is not threading.current_thread() or trouble == self._trouble:
            return  # closed meanwhile, or nothing new
        self._trouble = trouble
        with suppress(RuntimeError):  # whoever asked to be told is no more
            self._told()
