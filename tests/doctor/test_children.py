"""Probes in processes of their own: whatever happens to them is told, and costs nobody else."""

import os
from functools import partial
from pathlib import Path

import pytest

import app
from app.doctor.children import ask

asked = partial(ask, module="tests.doctor.probes")


def test_what_a_probe_finds_is_its_last_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__init__.py").write_text("raise SystemExit('the wrong app')")
    monkeypatch.chdir(tmp_path)

    found = asked("fine", environ={"QT_QPA_PLATFORM": "somewhere"})

    assert (found["way"], found["environ"]) == ("fine", "somewhere")
    assert Path(found["cwd_first"]) == Path(app.__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("way", "trouble"),
    [
        ("crash", "ended by SIGABRT: qt.qpa.xcb: could not connect to display :99"),
        ("fail", "ended with 3: last words"),
        ("silent", "the answer could not be read"),
        ("nonsense", "the answer could not be read"),
        ("list", "the answer could not be read"),
    ],
)
def test_what_goes_wrong_with_a_probe_is_told(way: str, trouble: str) -> None:
    assert asked(way) == {"trouble": trouble}


def test_a_probe_that_hangs_is_ended() -> None:
    assert asked("hang", limit_s=0.5) == {"trouble": "there was no answer within 0.5 s"}


def test_a_server_that_a_probe_leaves_behind_is_not_waited_for() -> None:
    assert asked("daemon") == {}


def test_a_probe_tells_its_own_troubles_in_words() -> None:
    found = ask("bus", environ={"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"})

    assert found["trouble"].startswith("the session bus cannot be reached")


def test_a_program_that_cannot_be_started_is_told() -> None:
    assert ask("window", environ={"PYTHONHOME": os.devnull})["trouble"].startswith("ended with 1")
