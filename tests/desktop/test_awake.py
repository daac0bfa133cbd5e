"""The screen kept on through a real bus, by a service that reports it; and its lock, which pauses."""

import os
import signal
from collections.abc import Callable

import pytest

from tests.desktop.session import Program, Session


@pytest.fixture
def opened(session: Session) -> Callable[[], tuple[Program, Program]]:
    (session.home / "unhunch" / "settings.toml").write_text('safety_seen = true\nsound_output = "off"\nvoice = "off"\n')

    def opened() -> tuple[Program, Program]:
        saver = session.run("saver")
        saver.wait_for("ready")
        app = session.run("app")
        app.wait_for("painted")
        return saver, app

    return opened


def test_the_screen_is_kept_on_while_it_plays_and_let_go_on_pause_end_and_close(
    opened: Callable[[], tuple[Program, Program]],
) -> None:
    saver, app = opened()
    for act, what, times in (
        ("play desk-reset", "inhibit", 1),
        ("pause", "uninhibit", 1),
        ("resume", "inhibit", 2),
        ("end", "uninhibit", 2),
        ("play desk-reset", "inhibit", 3),
    ):
        app.ask(act)
        saver.wait_for(what, times)
    assert app.end() == 0
    saver.wait_for("uninhibit", 3)
    whats = [told["what"] for told in saver.told()]
    assert whats == ["ready", *["inhibit", "uninhibit"] * 3]
    assert {told["who"] for told in saver.told("inhibit")} == {"wakepy"}


def test_a_killed_app_keeps_no_screen_on(opened: Callable[[], tuple[Program, Program]]) -> None:
    saver, app = opened()
    app.ask("play desk-reset")
    saver.wait_for("inhibit")
    os.kill(app.process.pid, signal.SIGKILL)
    saver.wait_for("dropped")


def test_a_locked_screen_pauses(opened: Callable[[], tuple[Program, Program]]) -> None:
    saver, app = opened()
    app.ask("play desk-reset")
    assert app.wait_for("state")["state"] == "playing"
    saver.ask("lock")
    assert app.wait_for("state", 2)["state"] == "paused"
    saver.wait_for("uninhibit")
    assert app.end() == 0
