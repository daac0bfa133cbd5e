"""The voice through a real speech server, heard in a recording of what the sound server plays."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.heard import Recording
from tests.desktop.programs import Program, until
from tests.desktop.session import Session

ROUTINE = """\
schema: 1
language: en
title: To be heard
purpose: It says something now and then.
steps:
  - note: Sit tall, and let your shoulders drop.
  - exercise: desk-lat-stretch
    ready: 6 s
    hold: 20 s
    reps: 1
"""
SOON_S = 1.0  # from asking to hearing a first word
QUIET_S = 0.3  # from stopping to silence


@pytest.fixture
def home(session: Session) -> Path:
    """A person who wants to hear the voice alone."""
    home = session.home / "unhunch"
    (home / "routines").mkdir()
    (home / "routines" / "heard.yaml").write_text(ROUTINE)
    (home / "settings.toml").write_text('safety_seen = true\nsound_output = "off"\n')
    return home


def opened(session: Session, **environ: str) -> Program:
    app = session.run("app", **environ)
    app.wait_for("painted")
    app.ask("look heard")
    return app


def ready(app: Program) -> Program:
    until(lambda: any(told["state"] == "ready" for told in app.told("voice")))
    return app


def heard_after(recording: Recording, told: dict[str, Any]) -> list[float]:
    """Return how long after it each sound began that was heard within a second of something reported."""
    return [one.began_s - told["at"] for one in recording.sounds() if 0 <= one.began_s - told["at"] <= SOON_S]


@pytest.mark.usefixtures("home")
def test_a_pause_is_silence_at_once_and_what_comes_next_is_heard(session: Session) -> None:
    app = ready(opened(session))
    recording = session.recording()
    app.ask("play heard")
    until(lambda: heard_after(recording, app.wait_for("say")), "the first words")
    app.ask("pause")
    paused = app.wait_for("pause")
    until(recording.is_over, "silence")
    assert recording.sounds()[-1].ended_s < paused["at"] + QUIET_S
    app.ask("resume")
    app.ask("skip")
    until(lambda: heard_after(recording, app.wait_for("say", 2)), "the next words")
    assert [told["text"].split()[0] for told in app.told("say")] == ["Sit", "Desk"]
    assert app.leave() == 0


@pytest.mark.usefixtures("home")
def test_a_speech_server_that_is_killed_is_started_again_and_heard(session: Session) -> None:
    app = ready(opened(session))
    recording = session.recording()
    os.kill(session.speech_server(), signal.SIGKILL)
    app.ask("play heard")
    first = app.wait_for("say")
    until(lambda: [one for one in recording.sounds() if one.began_s > first["at"]])
    assert app.told("closed") == []
    assert app.leave() == 0


@pytest.mark.usefixtures("home")
def test_without_a_speech_server_it_says_why_it_is_silent(session: Session) -> None:
    app = opened(session, SPEECHD_ADDRESS=f"unix_socket:{session.runtime}/none")
    until(lambda: app.told("voice") and app.told("voice")[-1]["state"] == "none")
    assert app.told("voice")[-1]["sentence"].startswith("No voice: the speech engine speechd cannot be used")
    app.ask("play heard")
    app.wait_for("state")
    assert app.leave() == 0


@pytest.mark.usefixtures("home")
def test_a_speech_server_that_hangs_holds_nothing_up(session: Session) -> None:
    app = ready(opened(session))
    server = session.speech_server()
    os.kill(server, signal.SIGSTOP)
    try:
        app.ask("play heard")
        app.wait_for("say", 2)  # the routine goes on by its own clock
        first, second = app.told("say")[:2]
        assert 1.5 < second["at"] - first["at"] < 8
        assert app.leave() == 0
    finally:
        os.kill(server, signal.SIGCONT)
