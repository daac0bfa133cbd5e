"""One running copy: what a second start does, and what the first does about it."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.lock import Holder, Lock, take
from app.ui.copies import PATIENCE_S, StillRunning, come_in
from app.ui.doorbell import HEARD, LONGEST, Doorbell, Wish, addresses, hand_over, leave_to_come_forward
from app.ui.kit import Label
from app.ui.pages.welcome import WelcomePage
from tests.homes import agree
from tests.ui.conftest import Desk
from tests.ui.test_walk import SHORT, put_routine

CHECKOUT = Path(__file__).resolve().parents[2]


# --- messages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wish", [Wish(), Wish("desk-reset"), Wish("desk-reset", True, "token_TIME12")])
def test_a_wish_arrives_as_it_was_sent(wish: Wish) -> None:
    message = wish.to_bytes()

    assert message.endswith(b"\n")
    assert Wish.from_bytes(message.strip()) == wish


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"play desk-reset",
        b"[" * 4000,
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"slug": "desk-reset", "fullscreen": false, "token": ""}',
        b'{"unhunch": 2, "slug": "desk-reset", "fullscreen": false, "token": ""}',
        b'{"unhunch": 1, "slug": 7, "fullscreen": false, "token": ""}',
        b'{"unhunch": 1, "slug": null, "fullscreen": "yes", "token": ""}',
        b'{"unhunch": 1, "slug": null, "fullscreen": false}',
    ],
)
def test_what_is_no_wish_of_this_version_is_none(line: bytes) -> None:
    assert Wish.from_bytes(line) is None


def test_a_token_that_no_desktop_gives_is_left_out() -> None:
    data = {"unhunch": 1, "slug": None, "fullscreen": False, "token": "a\0b"}

    assert Wish.from_bytes(json.dumps(data).encode()) == Wish()


def test_the_leave_to_come_forward_is_what_the_desktop_gave_either_way() -> None:
    assert leave_to_come_forward({}) == ""
    assert leave_to_come_forward({"DESKTOP_STARTUP_ID": "x_TIME1"}) == "x_TIME1"
    assert leave_to_come_forward({"XDG_ACTIVATION_TOKEN": "w", "DESKTOP_STARTUP_ID": "x_TIME1"}) == "w"


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no folder")
def test_addresses_are_short_private_and_differ_by_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 100)
    environ = {"XDG_RUNTIME_DIR": "/run/user/1000"}

    [first, beside, *_] = addresses(tmp_path, environ)
    others = addresses(deep, environ)

    assert first.startswith("/run/user/1000/unhunch-")
    assert beside.startswith(f"{tmp_path}/unhunch-")
    assert others[0] != first
    assert addresses(tmp_path / "x" / "..", environ)[0] == first
    assert not any(str(deep) in other for other in others)
    assert all(len(one) <= 103 for one in [first, beside, *others])
    assert addresses(tmp_path, {})[0] == beside


# --- coming in -------------------------------------------------------------------------------------------------------


class Waiting:
    """A second start: made-up time, and a first copy that answers from some try on, or never."""

    def __init__(self, path: Path, answers_from: int | None = None, asking_takes_s: float = 0.0) -> None:
        self.path = path
        self.now_s = 100.0
        self.told: list[Holder] = []
        self.slept = 0
        self.on_sleep: Callable[[], object] = lambda: None
        self._answers_from = answers_from
        self._asking_takes_s = asking_takes_s

    def hand_over(self, there: Holder, patience_s: float) -> bool:
        self.told.append(there)
        self.now_s += min(self._asking_takes_s, patience_s)
        return self._answers_from is not None and len(self.told) >= self._answers_from

    def sleep(self, seconds: float) -> None:
        self.slept += 1
        self.now_s += seconds
        self.on_sleep()

    def come_in(self) -> Lock | None:
        return come_in(self.path, self.hand_over, clock=lambda: self.now_s, sleep=self.sleep)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Lock]:
    lock = take(tmp_path / "running.lock")
    assert lock is not None
    yield lock
    lock.release()


def test_the_first_start_comes_in_and_tells_nobody(tmp_path: Path) -> None:
    start = Waiting(tmp_path / "running.lock")

    lock = start.come_in()

    assert lock is not None
    assert lock.is_held
    assert (start.told, start.slept) == ([], 0)
    lock.release()


def test_a_second_start_tells_the_first_and_leaves(held: Lock, tmp_path: Path) -> None:
    held.tell("here")
    start = Waiting(tmp_path / "running.lock", answers_from=1)

    assert start.come_in() is None
    [there] = start.told
    assert (there.pid, there.address) == (os.getpid(), "here")


def test_it_waits_for_a_first_that_does_not_listen_yet(held: Lock, tmp_path: Path) -> None:
    start = Waiting(tmp_path / "running.lock", answers_from=2)
    start.on_sleep = lambda: held.tell("here") if start.slept == 7 else None

    assert start.come_in() is None
    assert (len(start.told), start.slept) == (2, 8)


def test_it_comes_in_itself_when_the_first_goes_meanwhile(held: Lock, tmp_path: Path) -> None:
    held.tell("here")
    start = Waiting(tmp_path / "running.lock")
    start.on_sleep = held.release

    lock = start.come_in()

    assert lock is not None
    assert lock.is_held
    lock.release()


@pytest.mark.parametrize("asking_takes_s", [0.0, 99.0])
def test_a_first_that_does_not_answer_is_never_joined(held: Lock, tmp_path: Path, asking_takes_s: float) -> None:
    held.tell("here")
    start = Waiting(tmp_path / "running.lock", asking_takes_s=asking_takes_s)

    with pytest.raises(StillRunning) as refused:
        start.come_in()

    assert str(refused.value) == (
        f"Unhunch is running already, as process {os.getpid()}, but does not answer; "
        "end that process, then start Unhunch again."
    )
    assert PATIENCE_S <= start.now_s - 100.0 < PATIENCE_S + 0.2


def test_one_that_runs_on_another_machine_is_said_to(held: Lock, tmp_path: Path) -> None:
    path = tmp_path / "running.lock"
    path.write_text("77\nthe-other-laptop\n\n")

    with pytest.raises(StillRunning, match="as process 77 on the-other-laptop, but does not answer"):
        Waiting(path).come_in()


def test_where_nothing_can_be_written_it_comes_in_without_a_lock(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    lock = Waiting(tmp_path / "file" / "running.lock").come_in()

    assert lock is not None
    assert not lock.is_held


# --- the doorbell ----------------------------------------------------------------------------------------------------


class Bell:
    """A doorbell, and somebody who rings it."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.rung: list[Wish] = []
        self.address = str(folder / "bell")
        self.doorbell = Doorbell()
        self.doorbell.rung.connect(self.rung.append)
        self.listens_at = self.doorbell.listen([str(folder / "not" / "there"), self.address])
        self._qtbot = qtbot

    def ring(self, wish: Wish) -> bool:
        return self.say(wish.to_bytes()) == HEARD

    def say(self, words: bytes) -> bytes:
        """Say something to it; return what it answers before it hangs up."""
        caller = QLocalSocket()
        caller.connectToServer(self.address)
        caller.write(words)
        gone = QLocalSocket.LocalSocketState.UnconnectedState
        self._qtbot.waitUntil(lambda: caller.state() == gone, timeout=3000)  # before it would hang up for its silence
        return bytes(caller.readAll().data())


@pytest.fixture
def bell(tmp_path: Path, qtbot: QtBot) -> Iterator[Bell]:
    bell = Bell(tmp_path, qtbot)
    yield bell
    bell.doorbell.close()


def test_a_start_is_heard_and_answered(bell: Bell) -> None:
    assert bell.ring(Wish("desk-reset", True))
    assert bell.ring(Wish())

    assert bell.rung == [Wish("desk-reset", True), Wish()]


def test_it_listens_at_the_first_address_that_can_be_had(bell: Bell) -> None:
    assert bell.listens_at == bell.address
    assert Doorbell().listen([]) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe has no mode")
def test_nobody_else_may_ring_it(bell: Bell) -> None:
    assert Path(bell.address).is_socket()
    assert Path(bell.address).stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe ends with its process")
def test_what_a_dead_copy_left_is_no_obstacle(tmp_path: Path, qtbot: QtBot) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / "bell"))
    bell = Bell(tmp_path, qtbot)

    assert bell.ring(Wish())
    bell.doorbell.close()


@pytest.mark.parametrize("words", [b"hello\n", b"[" * 3000 + b"\n", b"x" * (LONGEST + 1), b"x" * 100_000])
def test_a_wrong_message_is_neither_answered_nor_obeyed(bell: Bell, words: bytes) -> None:
    assert bell.say(words) == b""

    assert bell.rung == []
    assert bell.ring(Wish())  # and the next is heard all the same


def test_only_the_first_line_of_a_caller_counts(bell: Bell) -> None:
    assert bell.say(Wish("one").to_bytes() + Wish("two").to_bytes()) == HEARD
    assert bell.rung == [Wish("one")]


def test_a_bell_that_nobody_answers_is_said_to_be_so(bell: Bell) -> None:
    there = Holder(os.getpid(), "here", bell.address)

    assert not hand_over(Wish(), there, 0.05)  # it listens, and is busy: nobody sees to its events meanwhile
    bell.doorbell.close()
    assert not hand_over(Wish(), there, 0.05)  # nobody listens


# --- what the first does ---------------------------------------------------------------------------------------------


def said(desk: Desk) -> list[str]:
    return [label.text() for label in desk.app.window.findChildren(Label) if label.isVisible()]


def test_another_start_brings_the_window_forward_from_the_task_bar(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.window.showMinimized()
    desk.settle()

    desk.app.come_forward(Wish(token="a-token"))
    desk.settle()

    assert not desk.app.window.isMinimized()
    assert desk.app.window.isVisible()
    assert desk.app.window.isActiveWindow()
    assert desk.app.window.page == "library"
    assert os.environ.pop("XDG_ACTIVATION_TOKEN") == "a-token"


def test_another_start_plays_what_it_was_started_for(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()

    desk.app.come_forward(Wish("few-seconds", fullscreen=True))
    desk.settle()

    assert desk.app.window.page == "player"
    assert desk.app.window.isFullScreen()
    assert desk.playing.player.timeline.title == "A few seconds"


def test_another_start_waits_for_the_words_about_safety(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down(is_new=True, place="")

    desk.app.come_forward(Wish("desk-reset", fullscreen=True))
    desk.settle()
    assert desk.app.window.page == "welcome"
    desk.app.window.findChildren(WelcomePage)[0].agreed.emit()
    desk.settle()

    assert desk.playing.player.timeline.routine_id == "desk-reset"
    assert desk.app.window.isFullScreen()


def test_a_routine_written_since_the_first_start_is_known(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    desk = sit_down()
    put_routine(tmp_path, "few-seconds", SHORT)

    desk.app.come_forward(Wish("few-seconds"))

    assert desk.playing.player.timeline.title == "A few seconds"


def test_what_plays_is_not_cut_off_by_another_start(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()
    desk.app.play("few-seconds")
    desk.passes(8.0)
    playing = desk.playing

    desk.app.come_forward(Wish("desk-reset", fullscreen=True))
    desk.settle()

    assert desk.playing is playing
    assert desk.app.window.page == "player"
    assert not desk.app.window.isFullScreen()
    assert "A few seconds is not over yet. End it first, then start Two-minute desk reset." in said(desk)


def test_the_routine_that_plays_already_goes_on_without_a_word(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()
    desk.app.play("few-seconds")
    desk.passes(8.0)

    desk.app.come_forward(Wish("few-seconds"))
    desk.settle()

    assert desk.playing.player.played_s == 8.0
    assert not any("is not over yet" in words for words in said(desk))


def test_the_next_is_played_once_the_first_is_over(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()
    desk.app.play("few-seconds")
    desk.passes(60.0)
    assert desk.app.window.page == "done"

    desk.app.come_forward(Wish("desk-reset"))

    assert desk.playing.player.timeline.title == "Two-minute desk reset"


def test_an_unknown_routine_is_told_kindly(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()

    desk.app.come_forward(Wish("<b>gone</b>"))
    desk.settle()

    assert desk.app.window.page == "library"
    assert "There is no routine <b>gone</b> that can be played; see: unhunch list" in said(desk)


def test_coming_forward_leaves_the_keys_with_the_player(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    desk = sit_down()
    desk.app.play("few-seconds")
    desk.app.window.showMinimized()
    desk.settle()

    desk.app.come_forward(Wish())
    desk.settle()

    focus = QApplication.focusWidget()
    assert focus is desk.app.conductor.page
    desk.press(Qt.Key.Key_Space)
    assert desk.playing.player.state.name == "PAUSED"


# --- real processes --------------------------------------------------------------------------------------------------


class Copies:
    """Starts the command in processes of its own, all with one data folder."""

    def __init__(self, home: Path, ended: ExitStack) -> None:
        runtime = agree(home) / "runtime"
        runtime.mkdir(mode=0o700, parents=True)
        places = {"UNHUNCH_HOME": str(home), "XDG_RUNTIME_DIR": str(runtime)}
        self.environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1", **places}
        self.environ.pop("XDG_ACTIVATION_TOKEN", None)
        self._ended = ended

    def start(self, *argv: str, token: str = "") -> "subprocess.Popen[str]":
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.copy_child", *argv],
            cwd=CHECKOUT,
            env={**self.environ, "DESKTOP_STARTUP_ID": token},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._ended.enter_context(child)
        self._ended.callback(child.kill)
        return child


def out(child: "subprocess.Popen[str]") -> IO[str]:
    assert child.stdout is not None
    return child.stdout


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    with ExitStack() as ended:
        yield Copies(tmp_path / "home", ended)


def test_a_second_process_hands_over_and_a_killed_first_blocks_nobody(copies: Copies) -> None:
    first = copies.start()
    assert out(first).readline() == "first None\n"
    second = copies.start("play", "desk-reset", "--fullscreen")
    assert (second.communicate()[0], second.returncode) == ("", 0)
    assert out(first).readline() == "listening\n"
    assert out(first).readline() == "asked desk-reset True player\n"

    first.kill()
    first.wait()
    third = copies.start()
    assert [out(third).readline() for _ in range(2)] == ["first None\n", "listening\n"]
    fourth = copies.start(token="close")
    assert (fourth.communicate()[0], fourth.returncode) == ("", 0)
    assert third.communicate()[0] == "asked None False today\n"
    assert third.returncode == 0


def test_of_starts_at_the_same_moment_one_comes_in_and_hears_of_the_others(copies: Copies) -> None:
    starts = [copies.start() for _ in range(3)]
    said = [(out(child).readline(), child) for child in starts]  # the first alone says anything
    [first] = [child for line, child in said if line == "first None\n"]

    assert sorted(line for line, _ in said) == ["", "", "first None\n"]
    assert [child.wait() for child in starts if child is not first] == [0, 0]
    assert sorted(out(first).readline() for _ in range(3)) == [*["asked None False today\n"] * 2, "listening\n"]
