"""The whole examination: as facts with made-up probes, and as the command in a person's empty folder."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app import paths
from app.doctor.examine import examine
from app.doctor.facts import Fact, as_data, is_fine, lines, safely
from tests.test_cli import harmful_in, in_child, ran


class Probed:
    """Answers like the probes of a desktop, and keeps what it was asked."""

    def __init__(self, **answers: object) -> None:
        self.answers = answers
        self.asked: dict[str, tuple[Any, ...]] = {}

    def __call__(self, *argv: str, environ: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        self.asked[argv[0]] = (*argv[1:], environ) if environ else argv[1:]
        answer = self.answers.get(argv[0], {"trouble": "not there"})
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, Mapping)
        return answer


@pytest.fixture
def places(tmp_path: Path) -> paths.Places:
    return paths.places({"UNHUNCH_HOME": str(tmp_path / "home")})


def test_everything_is_asked_and_told_by_groups(places: paths.Places) -> None:
    probed = Probed()

    facts = examine(places, probed, {"DISPLAY": ":0"}, "linux")

    assert probed.asked == {"window": (), "sound": ("auto",), "voice": (), "bus": (), "idle": ()}
    groups = ["Versions", "Folders and files", "History", "Desktop"]
    assert list(dict.fromkeys(fact.group for fact in facts)) == groups
    assert [fact.name for fact in facts if fact.state == "wrong"] == ["Qt"]


def test_the_sound_is_asked_with_what_is_set(places: paths.Places) -> None:
    places.config.mkdir()
    places.settings.write_text('sound_output = "player"\n')
    probed = Probed()
    examine(places, probed, {}, "linux")

    assert probed.asked["sound"] == ("player",)


def test_without_a_display_qt_is_asked_off_screen(places: paths.Places) -> None:
    probed = Probed(window={"qt": "6.11.3", "platform": "offscreen", "screens": [], "tray": False})

    facts = examine(places, probed, {}, "linux")

    assert probed.asked["window"] == ({"QT_QPA_PLATFORM": "offscreen"},)
    assert is_fine(facts)


def test_elsewhere_than_on_linux_there_is_no_bus_to_ask(places: paths.Places) -> None:
    probed = Probed()

    facts = examine(places, probed, {}, "darwin")

    assert not {"bus", "idle"} & set(probed.asked)
    [bus] = [fact for fact in facts if fact.name == "D-Bus"]
    assert bus.told.startswith("this system has no D-Bus")


def test_a_probe_with_a_bug_costs_its_own_line_alone(places: paths.Places) -> None:
    facts = examine(places, Probed(voice=RuntimeError("on purpose"), sound={"odd": 1}), {}, "linux")

    told = {fact.name: fact.told for fact in facts}
    assert told["voice"] == "could not be looked at (RuntimeError: on purpose)"
    assert told["sound"] == "could not be looked at (KeyError: 'told')"
    assert "D-Bus" in told


def test_facts_are_printed_one_a_line_with_what_to_do() -> None:
    facts = [
        Fact("One", "first", "there"),
        Fact("One", "second", "broken", "wrong", "mend it"),
        Fact("Two", "third", "none", "missing"),
    ]

    assert list(lines(facts)) == [
        "One",
        "  first              there",
        "! second             broken; mend it",
        "",
        "Two",
        "- third              none",
        "",
        "To be seen to: 1, marked with !",
    ]
    assert list(lines(facts[:1]))[-1] == "Nothing is wrong. What is marked with - need not be there."


def test_as_data_they_say_the_same() -> None:
    [fact] = safely("One", "first", lambda: [Fact("One", "first", "there", data={"number": 3})])

    assert as_data([fact]) == {
        "fine": True,
        "facts": [
            {
                "group": "One",
                "name": "first",
                "told": "there",
                "state": "fine",
                "remedy": "",
                "data": {"number": 3},
            }
        ],
    }


# --- the command -----------------------------------------------------------------------------------------------------


def bare(home: Path, *argv: str) -> dict[str, Any]:
    """The command where there is no display, no bus and no sound server."""
    child = in_child("doctor", *argv, home=home)
    gone = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "PULSE_SERVER")
    environ = {name: value for name, value in child["env"].items() if name not in gone}
    nowhere = home.parent / "runtime"
    nowhere.mkdir(mode=0o700, exist_ok=True)
    speech = f"unix_socket:{nowhere / 'none'}"  # an address that was given is not started anew
    child["env"] = {**environ, "HOME": str(nowhere), "XDG_RUNTIME_DIR": str(nowhere), "SPEECHD_ADDRESS": speech}
    return {**child, "capture_output": True, "check": False}


@pytest.mark.skipif(sys.platform != "linux", reason="what is lacking elsewhere is not known")
def test_on_a_bare_machine_it_says_what_there_is_and_touches_nothing(tmp_path: Path) -> None:
    said = ran(subprocess.run(**bare(tmp_path / "home")))

    assert (said.code, said.err) == (0, "")
    assert said.lines[-1] == "Nothing is wrong. What is marked with - need not be there."
    marks = {line[2:20].strip(): line[0] for line in said.lines if line.startswith(("  ", "- ", "! "))}
    assert "!" not in marks.values()
    assert {name for name, mark in marks.items() if mark == "-"} == {
        "window",
        "tray",
        "sound",
        "voice",
        "D-Bus",
        "idle time",
        "full screen",
    }
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="what is lacking elsewhere is not known")
def test_a_damaged_history_makes_it_end_with_1_and_is_left_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "routines").mkdir(parents=True)
    (home / "history.db").write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    (home / "routines" / "\x1b[31m.yaml").write_text("schema: 1\n")
    before = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}

    said = ran(subprocess.run(**bare(home)))
    data = json.loads(ran(subprocess.run(**bare(home, "--json"))).out)

    assert said.code == 1
    assert any(line.startswith("! database") for line in said.lines)
    assert harmful_in(said.out) == []
    assert not data["fine"]
    assert {fact["name"] for fact in data["facts"] if fact["state"] == "wrong"} == {"database", "routines"}
    assert {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()} == before
