"""What the app takes from the world, made for tests: a sound that writes down, an executor that does things at once."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from app.plan.due import Words
from app.settings import Settings, SoundChoice
from app.ui.seeing import Seen
from app.ui.sound import SoundStatus
from app.ui.voice import TRIAL, VoiceStatus
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
        self.used: list[tuple[SoundChoice, str]] = []
        self.volumes: list[float] = []
        self.outputs: list[tuple[str, str]] = []
        self.is_open = False
        self.fails = False

    def open(self) -> None:
        self.is_open = True

    def use(self, output: SoundChoice, device: str = "") -> None:
        self.used.append((output, device))

    def play(self, cue: str, volume: float = 1.0) -> None:
        if self.fails:
            raise RuntimeError("on purpose")
        self.played.append(cue)
        self.volumes.append(volume)

    def close(self) -> None:
        self.is_open = False


class FakeVoice(QObject):
    """Keeps what it was asked to say; `None` where it was asked to be quiet."""

    status_changed = Signal()
    voices_found = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.status = VoiceStatus("off", "")
        self.later = VoiceStatus("ready", "A made-up voice speaks.")
        self.said: list[str | None] = []
        self.looks = 0
        self.asked_for_voices = 0
        self.chosen: Settings | None = None

    @property
    def speaks(self) -> bool:
        return self.status.state == "ready"

    def open(self, language: str = "en") -> None:
        self.become(self.later)

    def become(self, status: VoiceStatus) -> None:
        self.status = self.later = status
        self.status_changed.emit()

    def look(self) -> None:
        self.looks += 1

    def use(self, chosen: Settings) -> None:
        self.chosen = chosen

    def say(self, text: str) -> None:
        self.said.append(text)

    def test(self) -> None:
        self.say(TRIAL)

    def find_voices(self) -> None:
        self.asked_for_voices += 1

    def stop(self) -> None:
        if self.said and self.said[-1] is not None:
            self.said.append(None)

    def close(self) -> None:
        self.status = VoiceStatus("off", "")


@dataclass
class Held:
    """What a desktop says of a screen it was asked to keep on."""

    active: bool = True


class FakeDesktop(QObject):
    """A desktop that keeps the screen on, refuses, or fails; and locks the screen when told to."""

    locked = Signal()
    screen_reader_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.has_screen_reader = False
        self.is_open = False
        self.holds = 0
        self.asked = 0
        self.agrees = True
        self.fails = False

    def open(self) -> None:
        self.is_open = True

    def close(self) -> None:
        self.is_open = False

    def keep(self) -> AbstractContextManager[Held]:
        self.asked += 1
        if self.fails:
            raise RuntimeError("no bus")
        return self._held()

    @contextmanager
    def _held(self) -> Iterator[Held]:
        self.holds += 1
        yield Held(self.agrees)
        self.holds -= 1


HERE = timezone(timedelta(hours=1))


class FakeWorld(FakeClocks):
    """Clocks that also tell the date; the person lives an hour ahead of UTC."""

    def date(self) -> datetime:
        start = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
        return (start + timedelta(seconds=self.boot_now - 5000.0)).astimezone(HERE)

    @staticmethod
    def local(naive: datetime) -> datetime:
        return naive.replace(tzinfo=HERE)


class FakeNotices(QObject):
    """A service of notices that keeps what it was asked to show; `refuses` says why it shows nothing."""

    refused = Signal(str)
    pressed = Signal(str, str)
    seen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[Words, list[str]]] = []
        self.is_up = False
        self.refuses = ""
        self.tells = Seen()
        self.looks = 0

    def show(self, words: Words, buttons: Sequence[tuple[str, str]]) -> None:
        if self.refuses:
            self.refused.emit(self.refuses)
            return
        self.shown.append((words, [what for what, _ in buttons]))
        self.is_up = True

    def withdraw(self) -> None:
        self.is_up = False

    def look(self) -> None:
        self.looks += 1
        self.seen.emit(self.tells)

    def press(self, what: str, token: str = "") -> None:
        assert self.is_up, "nothing is shown"
        self.is_up = False
        self.pressed.emit(what, token)

    def close(self) -> None:
        self.is_up = False
