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
    """Does what is submitted before it returns, on the same thread; after shutdown it refuses, as a real one does."""

    def __init__(self) -> None:
        self._is_shut = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        if self._is_shut:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing is left to wait for."""
        self._is_shut = True


class WhenTold(AtOnce):
    """Keeps what is submitted until it is told to do it, as a slow disk does."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: list[Callable[[], None]] = []

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        future: Future[T] = Future()

        def act() -> None:
            try:
                future.set_result(fn(*args, **kwargs))
            except Exception as error:
                future.set_exception(error)

        self._kept.append(act)
        return future

    def do_all(self) -> None:
        while self._kept:
            self.do_next()

    def do_next(self) -> None:
        self._kept.pop(0)()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.do_all()


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
