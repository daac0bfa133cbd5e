"""What the app takes from the world, made for tests: a sound that writes down, an executor that does things at once."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from datetime import UTC, datetime, timedelta, timezone
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from app.ui.sound import SoundStatus
from tests.play.fakes import FakeClocks

P = ParamSpec("P")
T = TypeVar("T")


class AtOnce(Executor):
    """Does what is submitted before it returns, on the same thread."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing is left to wait for."""


class FakeSound(QObject):
    """Keeps the names of the cues it was asked to play; or fails, when told to."""

    status_changed = Signal()

    def __init__(self, status: SoundStatus | None = None) -> None:
        super().__init__()
        self.status = status or SoundStatus("qt", "Sound goes to a made-up output.")
        self.played: list[str] = []
        self.is_open = False
        self.fails = False

    def open(self) -> None:
        self.is_open = True

    def play(self, cue: str, volume: float = 1.0) -> None:
        if self.fails:
            raise RuntimeError("on purpose")
        self.played.append(cue)

    def close(self) -> None:
        self.is_open = False


class FakeWorld(FakeClocks):
    """Clocks that also tell the date; the person lives an hour ahead of UTC."""

    def date(self) -> datetime:
        start = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        return (start + timedelta(seconds=self.boot_now - 5000.0)).astimezone(timezone(timedelta(hours=1)))
