"""What the system does to end the app, in this process and in one of its own."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import app
from app import paths
from app.history.rows import SessionRow
from app.history.store import HistoryUnavailable, open_store
from app.ui.ending import SystemsWish
from tests.homes import agree
from tests.ui.test_walk import SHORT, put_routine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_of_the_system_reaches_the_app_once_and_the_next_one_ends_it(
    qtbot: QtBot, qapp: QApplication, way: signal.Signals
) -> None:
    before = signal.getsignal(way)
    parent = QObject()
    wish = SystemsWish(parent)
    try:
        with qtbot.waitSignal(wish.ends):
            os.kill(os.getpid(), way)
        assert signal.getsignal(way) is signal.SIG_DFL
    finally:
        wish.close()
    assert signal.getsignal(way) == before
    assert signal.set_wakeup_fd(-1) == -1


@pytest.mark.parametrize("way", [signal.SIGTERM, signal.SIGINT])
def test_an_app_ended_by_a_signal_leaves_what_plays_to_be_gone_on_with(tmp_path: Path, way: signal.Signals) -> None:
    put_routine(tmp_path, "few-seconds", SHORT)
    places = paths.places({"UNHUNCH_HOME": str(tmp_path)})
    environment = {
        **os.environ,
        "UNHUNCH_HOME": str(agree(tmp_path)),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(Path(app.__file__).parent.parent),
    }
    command = [sys.executable, "-m", "app", "play", "few-seconds"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as running:
        while not sessions(places.history):
            assert running.poll() is None
        running.send_signal(way)
        _, said = running.communicate()

    assert running.returncode == 0
    assert "Traceback" not in said
    [session] = sessions(places.history)
    assert (session.routine_id, session.outcome) == ("few-seconds", None)


def sessions(path: Path) -> list[SessionRow]:
    """What is in the history by now; nothing where there is none yet."""
    try:
        with closing(open_store(path, read_only=True)) as store:
            return store.sessions()
    except HistoryUnavailable:
        return []
