"""Keeps the screen on while a routine plays: taken when it starts or goes on, given back when it pauses or ends.

A program that is killed gives it back too, since the desktop drops what a gone program held. Not Qt: the desktop is
asked on a thread of its own, where a slow answer holds nothing up.
"""

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from app.play.dues import Due, State
from app.play.player import Player

if TYPE_CHECKING:
    from concurrent.futures import Executor

NOT_HAD = "This desktop does not let Unhunch keep the screen on; it may go dark in a long hold."

log = logging.getLogger(__name__)


class Wakefulness(Protocol):
    """What was asked of the desktop; `active` says whether it agreed."""

    @property
    def active(self) -> bool: ...


Keep = Callable[[], AbstractContextManager[Wakefulness]]


def keep_presenting() -> AbstractContextManager[Wakefulness]:
    """Return what keeps the screen on from entering it to leaving it, on Linux, Windows and macOS alike."""
    from wakepy import keep  # late: 40 ms

    return keep.presenting(on_fail="pass")


class Awake:
    """An output of the playing. `on_refused` is called once, on another thread, with a sentence for the person."""

    def __init__(self, executor: "Executor", on_refused: Callable[[str], object], keep: Keep = keep_presenting) -> None:
        self._executor = executor
        self._on_refused = on_refused
        self._keep = keep
        self._wanted = False
        self._held: AbstractContextManager[Wakefulness] | None = None
        self._was_told = False

    def follow(self, dues: list[Due], player: Player) -> None:
        """Hold while it plays or waits, let go when it does not."""
        self._want(player.state in (State.PLAYING, State.WAITING))

    def close(self) -> None:
        """Let go, and wait until that is done."""
        self._want(False)
        self._executor.shutdown(wait=True)

    def _want(self, wanted: bool) -> None:
        if wanted is not self._wanted:
            self._wanted = wanted
            self._executor.submit(self._take if wanted else self._give_back)

    def _take(self) -> None:
        try:
            held = self._keep()
            is_awake = held.__enter__().active
            self._held = held
        except Exception:
            log.exception("the desktop could not be asked to keep the screen on")
            is_awake = False
        if not is_awake and not self._was_told:
            self._was_told = True
            self._on_refused(NOT_HAD)

    def _give_back(self) -> None:
        held, self._held = self._held, None
        if held is None:
            return
        try:
            held.__exit__(None, None, None)
        except Exception:
            log.exception("the desktop could not be told that the screen may go dark again")
