"""The command line: every command with what it may use handed in, and in a child process where that matters."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from app import __version__, paths
from app.cli import FINE, PROBLEMS, WRONG_USE, Ways, run
from app.history.planning import put_events
from app.history.store import open_store
from app.plan.events import Change, Put, Started
from app.plan.kept import row_of
from app.plan.reading import own_day
from app.routine.catalog import files_in
from tests.history.made import a_session, a_step, at
from tests.play.fakes import DATA

CHECKOUT = Path(__file__).resolve().parent.parent
SLUGS = [path.stem for path in files_in(paths.ROUTINES)]
MINE = """\
schema: 1
language: en
title: {title}
purpose: Mine.
steps:
  - exercise: neck-rotation
  - note: "{note}"
"""
BROKEN = """\
schema: 1
language: en
titel: Broken
purpose: Has two mistakes.
steps:
  - exercise: chin-tukc
"""


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass
class Shell:
    """A person's folder, and somewhere to type."""

    home: Path
    opened: list[tuple[str | None, bool]] = field(default_factory=list)
    opened_unseen: int = 0
    answers: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __call__(self, *argv: str | Path) -> Said:
        out, err = StringIO(), StringIO()
        ways = Ways(
            paths.places({"UNHUNCH_HOME": str(self.home)}), out, err, self._open_app, self._open_unseen, ask=self._ask
        )
        code = run([str(word) for word in argv], ways)
        return Said(code, out.getvalue(), err.getvalue())

    def _open_app(self, places: paths.Places, slug: str | None, fullscreen: bool) -> int:
        assert places.data == self.home
        self.opened.append((slug, fullscreen))
        return 7

    def _open_unseen(self, places: paths.Places) -> int:
        assert places.data == self.home
        self.opened_unseen += 1
        return 8

    def _ask(self, question: str) -> str:
        self.asked.append(question)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)

    def put(self, name: str, text: str) -> Path:
        path = self.home / "routines" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


def refused(said: Said) -> str:
    """Return the one sentence with which a command was refused."""
    assert said.code == WRONG_USE
    assert said.out == ""
    return only_line(said.err)


def only_line(text: str) -> str:
    assert text.endswith("\n")
    [line] = text.splitlines()
    assert "Traceback" not in line
    return line


# --- list and show ---------------------------------------------------------------------------------------------------


def test_list_names_every_routine_with_its_minutes_and_title(shell: Shell) -> None:
    said = shell("list")

    assert (said.code, said.err) == (FINE, "")
    assert [line.split()[0] for line in said.lines] == SLUGS
    assert "desk-reset                 2 min  Two-minute desk reset" in said.lines
    assert len(said.lines) == 32


def test_list_tells_a_broken_file_and_how_to_see_what_is_wrong(shell: Shell) -> None:
    path = shell.put("mine.yaml", BROKEN)

    said = shell("list")

    assert said.code == FINE
    [line] = [line for line in said.lines if line.startswith("mine ")]
    assert line.endswith(f"has problems: unhunch check {path}")


def test_list_as_json_tells_what_a_person_chooses_by(shell: Shell) -> None:
    shell.put("broken.yaml", BROKEN)
    shell.put("mine.yaml", MINE.format(title="Mine", note="Hello."))

    found = {one["slug"]: one for one in json.loads(shell("list", "--json").out)}

    assert sorted(found) == sorted([*SLUGS, "broken", "mine"])
    assert found["desk-reset"]["title"] == "Two-minute desk reset"
    assert found["desk-reset"]["seconds"] == 123.0
    assert (found["desk-reset"]["minutes"], found["desk-reset"]["exact"]) == (2, True)
    assert not found["warm-pack-15"]["exact"]
    assert found["warm-pack-15"]["equipment"] == ["warm pack", "towel"]
    assert (found["mine"]["mine"], found["desk-reset"]["mine"]) == (True, False)
    assert len(found["broken"]["problems"]) == 2
    assert set(found["desk-reset"]) >= {"purpose", "group", "level", "areas", "kinds", "precautions", "sources"}


def test_show_prints_the_title_the_purpose_and_the_transcript(shell: Shell) -> None:
    said = shell("show", "desk-reset")

    assert (said.code, said.err) == (FINE, "")
    assert said.lines[:3] == [
        "Two-minute desk reset, 2 min",
        "A change from the screen without leaving your chair.",
        "",
    ]
    assert said.lines[3].startswith(" 00:00.0  ready: ")
    assert said.lines[-1] == " 02:03.0  finished"


def test_show_says_about_how_long_a_routine_takes_that_waits_for_the_person(shell: Shell) -> None:
    assert shell("show", "warm-pack-15").lines[0] == "Warm pack, 15 minutes, about 17 min"


def test_show_as_json_has_the_same_transcript(shell: Shell) -> None:
    data = json.loads(shell("show", "upper-back-relief", "--json").out)

    assert data["transcript"] == shell("show", "upper-back-relief").lines[3:]
    assert data["slug"] == "upper-back-relief"


def test_show_knows_a_persons_own_routines_and_their_first_side(shell: Shell) -> None:
    shell.put("mine.yaml", MINE.format(title="Mine", note="Hello.").replace("neck-rotation", "levator-stretch"))
    as_usual = shell("show", "mine").out
    shell.home.joinpath("settings.toml").write_text('first_side = "left"\n')
    left_first = shell("show", "mine").out

    assert as_usual.index("| right") < as_usual.index("| left")
    assert left_first.index("| left") < left_first.index("| right")


def test_a_setting_that_cannot_be_used_is_said_beside_the_answer(shell: Shell) -> None:
    shell.home.mkdir()
    shell.home.joinpath("settings.toml").write_text('first_side = "up"\n')

    said = shell("show", "desk-reset")

    assert said.code == FINE
    assert only_line(said.err).startswith("unhunch: first_side in settings.toml should be one of left, right;")


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_is_silent_where_all_is_well(shell: Shell) -> None:
    assert shell("check") == Said(FINE, "", "")


def test_check_prints_every_problem_of_a_persons_files_with_its_place(shell: Shell) -> None:
    path = shell.put("mine.yaml", BROKEN)

    said = shell("check")

    assert (said.code, said.err) == (PROBLEMS, "")
    assert said.lines == [
        f"{path}:3:1: there is no key 'titel' here; did you mean 'title'?",
        f"{path}:6:15: there is no exercise 'chin-tukc'; did you mean 'chin-tuck'?",
    ]


def test_check_of_a_file_tells_its_problems_and_no_others(shell: Shell) -> None:
    good = shell.put("good.yaml", MINE.format(title="Mine", note="Hello."))
    bad = shell.put("bad.yaml", MINE.format(title="Mine", note="Hello.").replace("neck-rotation", "neck-rotatoin"))

    assert shell("check", good) == Said(FINE, "", "")
    said = shell("check", bad)
    assert said.code == PROBLEMS
    assert said.lines == [f"{bad}:6:15: there is no exercise 'neck-rotatoin'; did you mean 'neck-rotation'?"]


def test_check_of_several_paths_tells_the_problems_of_each(shell: Shell) -> None:
    bad = MINE.format(title="Mine", note="Hello.").replace("neck-rotation", "neck-rotatoin")
    files = [shell.put(f"{name}.yaml", bad) for name in ("a", "b")]

    said = shell("check", *files, DATA / "every-step.yaml")

    assert [line.split(":")[0] for line in said.lines] == [str(file) for file in files]


def test_check_of_a_folder_tells_the_problems_in_it_and_in_no_other(shell: Shell, tmp_path: Path) -> None:
    shell.put("mine.yaml", BROKEN)
    folder = tmp_path / "other"
    (folder / "exercises").mkdir(parents=True)
    (folder / "exercises" / "arm-circles.yaml").write_text("schema: 1\n")
    (folder / "fine.yaml").write_text(MINE.format(title="Mine", note="Hello."))

    said = shell("check", folder)

    assert said.code == PROBLEMS
    assert {line.split(":")[0] for line in said.lines} == {str(folder / "exercises" / "arm-circles.yaml")}


def test_check_looks_at_poses_too(shell: Shell) -> None:
    path = shell.put("poses/chin-tukc.yaml", "schema: 1\nview: side\nbase: sitting\nend: {neck: 99}\n")
    told = [
        f"{path}:1:1: there is no exercise 'chin-tukc' for this pose; did you mean 'chin-tuck'?",
        f"{path}:4:13: neck: '99' will not do; write a number from -45 to 60",
    ]
    for said in (shell("check"), shell("check", path), shell("check", path.parent.parent)):
        assert (said.code, said.lines) == (PROBLEMS, told)


def test_check_of_a_folder_without_problems_is_silent(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "fine.yaml").write_text(MINE.format(title="Mine", note="Hello."))

    assert shell("check", tmp_path) == Said(FINE, "", "")


def test_check_of_the_file_with_every_step_is_silent(shell: Shell) -> None:
    assert shell("check", DATA / "every-step.yaml") == Said(FINE, "", "")


def test_check_of_a_file_that_is_not_there_is_a_problem(shell: Shell, tmp_path: Path) -> None:
    said = shell("check", tmp_path / "none.yaml")

    assert said.code == PROBLEMS
    assert only_line(said.out).startswith(f"{tmp_path / 'none.yaml'}:1:1: cannot be opened")


# --- history ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def lived_in(shell: Shell) -> Shell:
    """A person who has a history of three days."""
    store = open_store(shell.home / "history.db")
    for number, day in enumerate(("2026-03-01", "2026-03-02", "2026-03-03")):
        name = f"session-{number}"
        store.begin(
            a_session(name, day=day, started_utc=at(number * 1440.0), title=f"Day {number}", pain_before=number)
        )
        store.put_step(a_step(f"step-{number}a", session_id=name, outcome="done", done_s=20.0))
        store.put_step(a_step(f"step-{number}b", session_id=name, position=1, side="both", name="Wall slides"))
        store.end(name, ended_utc=at(number * 1440.0 + 2), played_s=90.0, outcome="partial")
    store.rate("session-1", pain_after=2, note="better, with a comma")
    store.begin(a_session("session-3", day="2026-03-03", started_utc=at(9000), title="Still on"))
    store.close()
    return shell


def test_without_a_history_it_is_said_how_to_begin_one_and_none_is_made(shell: Shell) -> None:
    assert shell("history") == Said(FINE, "Nothing done yet. Start with: unhunch play desk-reset\n", "")
    assert json.loads(shell("history", "--json").out) == []
    assert len(shell("history", "--csv").lines) == 1
    assert not shell.home.exists()


def test_history_tells_sessions_with_their_steps_the_newest_first(lived_in: Shell) -> None:
    said = lived_in("history")

    assert (said.code, said.err) == (FINE, "")
    assert said.lines == [
        "2026-03-03    0.0 min  not ended    Still on",
        "2026-03-03    1.5 min  partial      Day 2",
        "      20.0 s  done     Chin tucks, left",
        "      11.5 s  partial  Wall slides",
        "2026-03-02    1.5 min  partial      Day 1",
        "      20.0 s  done     Chin tucks, left",
        "      11.5 s  partial  Wall slides",
        "2026-03-01    1.5 min  partial      Day 0",
        "      20.0 s  done     Chin tucks, left",
        "      11.5 s  partial  Wall slides",
    ]


def test_history_as_json_has_every_column_and_every_step(lived_in: Shell) -> None:
    sessions: list[dict[str, Any]] = json.loads(lived_in("history", "--json").out)

    assert [one["id"] for one in sessions] == ["session-3", "session-2", "session-1", "session-0"]
    day_1 = sessions[2]
    assert (day_1["pain_before"], day_1["pain_after"], day_1["note"]) == (1, 2, "better, with a comma")
    assert (day_1["outcome"], day_1["played_s"], day_1["areas"]) == ("partial", 90.0, ["neck", "upper back"])
    assert [(one["side"], one["done_s"], one["outcome"]) for one in day_1["steps"]] == [
        ("left", 20.0, "done"),
        ("both", 11.5, "partial"),
    ]


def test_history_as_csv_has_one_line_a_session(lived_in: Shell) -> None:
    rows = list(csv.DictReader(StringIO(lived_in("history", "--csv").out)))

    assert [row["title"] for row in rows] == ["Still on", "Day 2", "Day 1", "Day 0"]
    assert rows[2] == {
        "day": "2026-03-02",
        "started_utc": at(1440.0),
        "routine_id": "desk-reset",
        "title": "Day 1",
        "played_s": "90.0",
        "planned_s": "123.0",
        "outcome": "partial",
        "pain_before": "1",
        "pain_after": "2",
        "steps_done": "1",
        "steps": "2",
        "note": "better, with a comma",
    }


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["--from", "2026-03-02"], ["Still on", "Day 2", "Day 1"]),
        (["--to", "2026-03-02"], ["Day 1", "Day 0"]),
        (["--from", "2026-03-02", "--to", "2026-03-02"], ["Day 1"]),
        (["--from", "20260303"], ["Still on", "Day 2"]),
        (["--from", "2026-04-01"], []),
    ],
)
def test_history_of_some_days_has_both_ends(lived_in: Shell, options: Sequence[str], titles: list[str]) -> None:
    found = json.loads(lived_in("history", "--json", *options).out)

    assert [one["title"] for one in found] == titles


def test_days_without_sessions_are_not_called_an_empty_history(lived_in: Shell) -> None:
    said = lived_in("history", "--from", "2026-04-01")

    assert said == Said(FINE, "Nothing done in these days. For all there is: unhunch history\n", "")


def test_a_long_history_is_told_as_a_whole(shell: Shell) -> None:
    store = open_store(shell.home / "history.db")
    for number in range(70):
        store.begin(a_session(f"session-{number}", started_utc=at(number)))
    store.close()

    assert len(json.loads(shell("history", "--json").out)) == 70


def test_a_history_that_cannot_be_read_is_said_in_one_sentence(shell: Shell) -> None:
    shell.home.mkdir()
    shell.home.joinpath("history.db").write_bytes(b"no database at all" * 100)

    said = shell("history")

    assert (said.code, said.out) == (PROBLEMS, "")
    assert only_line(said.err).startswith("unhunch: The history at ")
    assert "is damaged; keep a copy of it, then start Unhunch" in said.err
    assert shell.home.joinpath("history.db").read_bytes() == b"no database at all" * 100


def test_a_place_no_history_can_be_in_is_said_in_one_sentence(tmp_path: Path) -> None:
    said = Shell(tmp_path / ("x" * 300))("history")

    assert (said.code, said.out) == (PROBLEMS, "")
    assert only_line(said.err).startswith("unhunch: The history cannot be opened; make ")


# --- wrong use -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["show", "play"])
def test_an_unknown_routine_is_refused_with_the_one_that_was_probably_meant(shell: Shell, command: str) -> None:
    sentence = refused(shell(command, "desk-rest"))

    assert sentence == "unhunch: There is no routine 'desk-rest'; did you mean 'desk-reset'? Try: unhunch list"
    assert shell.opened == []


@pytest.mark.parametrize("command", ["show", "play"])
def test_a_broken_routine_is_refused_with_the_way_to_see_why(shell: Shell, command: str) -> None:
    path = shell.put("mine.yaml", BROKEN)

    sentence = refused(shell(command, "mine"))

    assert sentence == f"unhunch: The routine 'mine' has problems; see: unhunch check {path}"
    assert shell.opened == []


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (["--colour"], "--colour"),
        (["list", "--colour"], "--colour"),
        (["show"], "SLUG"),
        (["show", "desk-reset", "again"], "again"),
        (["dance"], "'dance'"),
        (["history", "--json", "--csv"], "--csv"),
        (["history", "--from"], "--from"),
        (["history", "--from", "yesterday"], "'yesterday' is not a day such as 2026-11-30"),
        (["history", "--to", "2026-02-30"], "'2026-02-30' is not a day such as 2026-11-30"),
        (["play", "desk-reset", "--fullscreen=yes"], "--fullscreen"),
        (["play"], "SLUG"),
        (["show", ""], "''"),
        (["show", "../desk-reset"], "'../desk-reset'"),
        (["show", "a\nb"], "'a\\nb'"),
    ],
)
def test_wrong_use_is_refused_in_one_sentence_that_says_what_to_try(shell: Shell, argv: list[str], named: str) -> None:
    sentence = refused(shell(*argv))

    assert sentence.startswith("unhunch: ")
    assert named in sentence
    assert "Try: unhunch" in sentence
    assert shell.opened == []


def test_what_was_typed_does_not_break_the_sentence_in_two(shell: Shell) -> None:
    assert "--a\\nb" in refused(shell("list", "--a\nb"))


def test_where_no_routine_comes_near_the_way_to_list_them_is_named(shell: Shell) -> None:
    assert refused(shell("show", "zzz")).endswith("look for a misspelling. Try: unhunch list")


# --- the app ---------------------------------------------------------------------------------------------------------


def test_without_a_command_the_app_opens(shell: Shell) -> None:
    assert shell() == Said(7, "", "")
    assert shell.opened == [(None, False)]


def test_play_opens_the_app_on_a_routine(shell: Shell) -> None:
    assert shell("play", "desk-reset").code == 7
    assert shell("play", "--fullscreen", "box-breath-session").code == 7

    assert shell.opened == [("desk-reset", False), ("box-breath-session", True)]


def test_play_knows_a_persons_own_routines(shell: Shell) -> None:
    shell.put("mine.yaml", MINE.format(title="Mine", note="Hello."))
    shell("play", "mine")

    assert shell.opened == [("mine", False)]


def test_help_and_version_are_printed(shell: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    assert shell("--version").code == FINE
    assert capsys.readouterr().out == f"unhunch {__version__}\n"
    assert shell("--help").code == FINE
    shown = capsys.readouterr().out
    for command in ("play", "list", "show", "check", "history", "doctor"):
        assert f"\n    {command} " in shown


# --- text from files -------------------------------------------------------------------------------------------------

UNSEEN = "\x1b]0;gone\x07 \x1b[31m \x9b1m \u202e \u2066 \x7f"
HARMFUL = [*map(chr, (*range(10), *range(11, 32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))]


def harmful_in(text: str) -> list[str]:
    return [letter for letter in HARMFUL if letter in text]


@pytest.fixture
def tampered(shell: Shell) -> Shell:
    """A person with a routine file, a file's name and a history made to do harm to a terminal."""
    escaped = json.dumps(UNSEEN)[1:-1]  # as a double-quoted text in YAML
    shell.put("mine.yaml", MINE.format(title=f'"Red {escaped} title"', note=f"Hi {escaped} there"))
    shell.put("\x1b[31m.yaml", BROKEN)
    store = open_store(shell.home / "history.db")
    store.begin(a_session("session-1", title=f"Red {UNSEEN} title", note=f"Hi {UNSEEN} there"))
    store.put_step(a_step(session_id="session-1", name=f"Chin {UNSEEN} tucks"))
    store.close()
    return shell


@pytest.mark.parametrize("argv", [["list"], ["show", "mine"], ["check"], ["history"], ["history", "--csv"]])
def test_no_text_from_a_file_commands_the_terminal(tampered: Shell, argv: list[str]) -> None:
    said = tampered(*argv)

    assert harmful_in(said.out + said.err) == []
    assert "\\x1b[31m" in said.out  # shown, not left out


@pytest.mark.parametrize("argv", [["list", "--json"], ["show", "mine", "--json"], ["history", "--json"]])
def test_json_holds_such_text_as_it_is_and_commands_no_terminal_either(tampered: Shell, argv: list[str]) -> None:
    said = tampered(*argv)

    assert harmful_in(said.out) == []
    data = json.loads(said.out)
    titles = [one.get("title") for one in (data if isinstance(data, list) else [data])]
    assert f"Red {UNSEEN} title" in titles


def test_letters_of_every_language_are_printed_as_they_are(shell: Shell) -> None:
    shell.put("mine.yaml", MINE.format(title="Nackenübung 肩こり צוואר", note="2 × 5"))

    assert "Nackenübung 肩こり צוואר" in shell("list").out
    assert "Nackenübung 肩こり צוואר" in shell("list", "--json").out


# --- in a process of its own -----------------------------------------------------------------------------------------


def in_child(*argv: str, home: Path, **environ: str) -> dict[str, Any]:
    """Return what a child process needs to be the command, in a person's folder, as their shell would start it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {
        "args": [sys.executable, "-m", "app", *argv],
        "cwd": CHECKOUT,
        "env": {**kept, "PYTHONDONTWRITEBYTECODE": "1", "UNHUNCH_HOME": str(home), **environ},
        "stdin": subprocess.DEVNULL,
    }


def ran(process: "subprocess.CompletedProcess[bytes]") -> Said:
    return Said(process.returncode, process.stdout.decode(), process.stderr.decode())


def test_python_m_app_is_the_command_and_unhunch_home_is_where_it_looks(shell: Shell) -> None:
    shell.put("mine.yaml", MINE.format(title="Mine", note="Hello."))

    said = ran(subprocess.run(**in_child("list", home=shell.home), capture_output=True, check=False))

    assert (said.code, said.err) == (FINE, "")
    assert said.out.splitlines() == shell("list").lines


def test_the_exit_code_of_wrong_use_reaches_the_shell(shell: Shell) -> None:
    said = ran(subprocess.run(**in_child("show", "desk-rest", home=shell.home), capture_output=True, check=False))

    assert "did you mean 'desk-reset'?" in refused(said)


QTLESS = """
import sys
from app.cli import main
code = main(sys.argv[1:])
print(sorted(name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))), file=sys.stderr)
sys.exit(code)
"""


@pytest.mark.parametrize(
    "argv", [["list"], ["list", "--json"], ["show", "desk-reset"], ["check"], ["history"], ["history", "--json"]]
)
def test_commands_that_show_no_window_do_not_load_qt(lived_in: Shell, argv: list[str]) -> None:
    child = in_child(*argv, home=lived_in.home)
    child["args"] = [sys.executable, "-c", QTLESS, *argv]

    said = ran(subprocess.run(**child, capture_output=True, check=False))

    assert (said.code, said.err) == (FINE, "[]\n")


def test_a_reader_that_goes_away_is_no_trouble(shell: Shell) -> None:
    for unbuffered in ("", "1"):
        reader, writer = os.pipe()
        os.close(reader)  # as `head` does once it has its line
        child = in_child("list", home=shell.home, PYTHONUNBUFFERED=unbuffered)
        process = subprocess.run(**child, stdout=writer, stderr=subprocess.PIPE, check=False)
        os.close(writer)
        assert (process.returncode, process.stderr) == (FINE, b"")


def test_letters_the_terminal_does_not_have_are_no_trouble(shell: Shell) -> None:
    shell.put("mine.yaml", MINE.format(title="Schulterübung 肩", note="Hello."))
    child = in_child("list", home=shell.home, PYTHONIOENCODING="ascii")

    said = ran(subprocess.run(**child, capture_output=True, check=False))

    assert (said.code, said.err) == (FINE, "")
    assert "Schulter\\xfcbung \\u80a9" in said.out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
@pytest.mark.parametrize("argv", [["list"], ["list", "--json"], ["check"]])
def test_a_files_name_that_is_no_text_is_no_trouble(shell: Shell, argv: list[str]) -> None:
    shell.put(os.fsdecode(b"mine-\xff.yaml"), BROKEN)
    child = in_child(*argv, home=shell.home, PYTHONIOENCODING="utf-8:strict")

    said = ran(subprocess.run(**child, capture_output=True, check=False))

    assert said.code == (PROBLEMS if argv == ["check"] else FINE)
    assert said.err == ""
    assert "mine-\\udcff" in said.out


# --- the plan --------------------------------------------------------------------------------------------------------


def put_on_the_plan(shell: Shell, *changes: Change) -> None:
    now = datetime.now().astimezone()
    store = open_store(shell.home / "history.db", now=lambda: now)
    put_events(store, [row_of(change, str(number), now, 4 * 3600.0) for number, change in enumerate(changes)])
    store.close()


def test_in_the_background_the_app_opens_without_its_window_but_a_routine_is_played_in_it(shell: Shell) -> None:
    assert shell("--background").code == 8
    assert (shell.opened, shell.opened_unseen) == ([], 1)
    assert shell("--background", "play", "desk-reset").code == 7
    assert (shell.opened, shell.opened_unseen) == ([("desk-reset", False)], 1)


def test_plan_says_that_nothing_is_planned_yet(shell: Shell) -> None:
    said = shell("plan")
    assert (said.code, said.out) == (FINE, "Nothing is planned yet. Open Unhunch to put routines on the plan.\n")


def test_plan_lists_the_week_day_by_day(shell: Shell) -> None:
    put_on_the_plan(shell, Put(entry="1", routine="desk-reset", time_s=36_000.0), Put(entry="2", routine="gone"))
    lines = shell("plan").out.splitlines()
    assert sum(line.endswith(", today") for line in lines) == 1
    today = next(number for number, line in enumerate(lines) if line.endswith(", today"))
    assert lines[today + 1] == "    10:00     open     Two-minute desk reset, 2 min"
    assert lines[today + 2] == "    any time  open     gone, which is no longer there"


def test_plan_tells_how_long_a_routine_takes_within_its_programme(shell: Shell) -> None:
    today = own_day(datetime.now().astimezone(), 4 * 3600.0)
    routine = Put(entry="1", routine="even-breath-session")
    put_on_the_plan(shell, routine, Started(run="r", programme="calm", on=today))
    told = json.loads(shell("plan", "--json").out)
    [day] = [one for one in told["days"] if one["day"] == told["today"]]
    minutes = {item["programme"]: item["minutes"] for item in day["items"] if item["routine"] == "even-breath-session"}
    assert minutes == {None: 11, "r": 6}


def test_plan_as_json_and_for_other_calendars(shell: Shell, tmp_path: Path) -> None:
    put_on_the_plan(shell, Put(entry="1", routine="desk-reset", time_s=36_000.0))
    told = json.loads(shell("plan", "--json").out)
    [day] = [one for one in told["days"] if one["day"] == told["today"]]
    assert [(item["routine"], item["time"], item["state"]) for item in day["items"]] == [
        ("desk-reset", "10:00", "open")
    ]
    target = tmp_path / "plan.ics"
    assert shell("plan", "--ics", target).code == FINE
    text = target.read_text()
    assert "SUMMARY:Two-minute desk reset" in text
    assert "RRULE:FREQ=WEEKLY" in text
    assert shell("plan", "--ics", target).code == FINE
    assert target.read_text() == text
