"""The README says what the program does: its keys, folders, figures, commands and example."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QImageReader, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import paths
from app.cli import _parser
from app.ui.player.keys import KEYS
from tests.routine.written import bundled, problems_of, put
from tests.ui.conftest import Desk

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```yaml routine\n(.*?)```", TEXT, re.DOTALL)
HELD = {
    "Ctrl+": Qt.KeyboardModifier.ControlModifier,
    "Alt+": Qt.KeyboardModifier.AltModifier,
    "Shift+": Qt.KeyboardModifier.ShiftModifier,
}


def keys_in(place: str) -> dict[str, str]:
    """Return what each key of the table does, in one part of the app."""
    rows = re.findall(rf"^\| {place} \| (.*?) \| (.*) \|$", TEXT, re.MULTILINE)
    return {key: does for keys, does in rows for key in re.findall(r"`([^`]+)`", keys)}


def key_of(name: str) -> Qt.Key:
    one: QKeyCombination = QKeySequence(name)[0]  # type: ignore[index]  # it is a sequence
    return one.key()


# --- the example -----------------------------------------------------------------------------------------------------


def test_a_routine_is_written_in_ten_lines_and_can_be_played(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    [text] = EXAMPLE
    assert len(text.splitlines()) == 10
    assert problems_of(tmp_path / "checked", text, "my-break.yaml") == []
    put(tmp_path / "routines", text, "my-break.yaml")
    desk = sit_down()
    desk.app.play("my-break")
    desk.passes(600.0)
    [session] = desk.app.journal.read(lambda store: store.sessions(limit=9)).result()
    assert (session.title, session.outcome, desk.app.window.page) == ("My break", "completed", "done")
    assert 90.0 < session.played_s < 180.0, "two minutes, it says"


# --- keys ------------------------------------------------------------------------------------------------------------

PLAYER = {
    "skip": "skip",
    "back": "go back",
    "go_on": "pause",
    "pause": "pause",
    "more": "longer",
    "leave": "leave full screen",
    "yes": "yes",
    "no": "no",
    "full_screen": "full screen",
    "mute": "mute",
    "time": "time left",
    "hurts": "hurts",
    "easier": "easier",
    "louder": "louder",
    "softer": "softer",
    "keys": "keys",
}


def test_every_key_of_the_player_is_told_and_no_other() -> None:
    told = {key_of(name): does for name, does in keys_in("Player").items()}
    assert set(told) == set(KEYS)
    assert {key: does for key, does in told.items() if PLAYER[KEYS[key]] not in does} == {}


def test_a_key_that_pauses_alone_is_not_told_to_go_on() -> None:
    told = keys_in("Player")
    assert {name for name, does in told.items() if "go on" in does} == {
        name for name in told if KEYS[key_of(name)] == "go_on"
    }


def pressed(desk: Desk, name: str) -> None:
    """Press a key as it stands in the table, where the focus is."""
    held, target = Qt.KeyboardModifier.NoModifier, QApplication.focusWidget() or desk.app.window
    for word, modifier in HELD.items():
        held = held | modifier if word in name else held
    QTest.keyClick(target, key_of(name.rsplit("+", 1)[-1]), held)
    desk.settle()


def test_the_keys_of_the_editor_do_what_is_told(sit_down: Callable[[], Desk], tmp_path: Path) -> None:
    put(tmp_path / "routines", EXAMPLE[0], "my-break.yaml")
    desk = sit_down()
    desk.app._changing.workshop.edit("my-break")
    desk.settle()
    page = desk.app._changing.workshop.page
    rolls, stretch, note = (row.name for row in page.steps.rows)

    def steps() -> list[str]:
        return [row.name for row in page.steps.rows]

    def is_open(index: int) -> bool:
        return page.steps.open == index

    does = {words: name for name, words in keys_in("Routine editor").items()}
    page.steps.focus(0)

    pressed(desk, "Down")
    assert (page.steps.here, keys_in("Routine editor")["Down"]) == (1, "go from step to step")
    pressed(desk, "Up")
    assert page.steps.here == 0
    pressed(desk, does.pop("open a step"))
    assert is_open(0)
    pressed(desk, does.pop("close it"))
    assert not is_open(0)
    pressed(desk, does.pop("move a step down"))
    assert steps() == [stretch, rolls, note]
    pressed(desk, does.pop("move a step up"))
    assert steps() == [rolls, stretch, note]
    pressed(desk, does.pop("duplicate a step"))
    assert steps() == [rolls, rolls, stretch, note]
    pressed(desk, does.pop("remove a step"))
    assert steps() == [rolls, stretch, note]
    pressed(desk, does.pop("put a step into rounds"))
    assert len(steps()) == 4
    pressed(desk, does.pop("undo, without end"))
    assert steps() == [rolls, stretch, note]
    pressed(desk, does.pop("redo"))
    assert len(steps()) == 4
    assert page.draft is not None
    pressed(desk, does.pop("save"))
    assert page.draft.is_saved
    assert set(does) == {"go from step to step"}, "a key that nobody tried"


def test_enter_starts_what_is_next_today(sit_down: Callable[[], Desk]) -> None:
    desk = sit_down()
    desk.app.show_place("today")
    desk.settle()
    desk.app.window.today.setFocus()
    [(name, does)] = keys_in("Today").items()
    pressed(desk, name)
    assert (does, desk.app.conductor.playing is not None) == ("start what is next", True)


# --- folders, figures, commands, pictures ----------------------------------------------------------------------------


def folders(row: str) -> dict[str, str]:
    [cells] = re.findall(rf"^\| {row} \| `(.*?)` \| `(.*?)` \| `(.*?)` \|$", TEXT, re.MULTILINE)
    return dict(zip(("linux", "darwin", "win32"), cells, strict=True))


def test_data_lives_where_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    places = paths.places({})
    told = [Path(folders(row)[sys.platform]) for row in ("history and its backups, your routines", "settings", "log")]
    assert [Path(paths.shown(path)) for path in (places.data, places.config, places.logs)] == told
    assert {places.history.name, places.settings.name, places.routines.name} <= set(re.findall(r"`([^`]*)`", TEXT))
    assert places.history.parent == places.backups.parent == places.routines.parent == places.data


def test_the_folders_of_macos_are_those_of_the_library_that_finds_them() -> None:
    from platformdirs.macos import MacOS

    dirs = MacOS("unhunch", appauthor=False)
    found = [dirs.user_data_path, dirs.user_config_path, dirs.user_log_path]
    told = [folders(row)["darwin"] for row in ("history and its backups, your routines", "settings", "log")]
    assert [paths.shown(path) for path in found] == told


def test_it_counts_what_comes_with_it() -> None:
    catalog = bundled()
    count = f"{len(catalog.exercises)} exercises, {len(catalog.routines)} routines and three programmes"
    assert count in " ".join(TEXT.split())
    assert len(catalog.programmes) == 3


def test_its_commands_can_be_called() -> None:
    fenced = re.findall(r"^unhunch ?(.*?)(?: +#.*)?$", "\n".join(re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)), re.M)
    inline = re.findall(r"`unhunch ([^`]*)`", TEXT)
    commands = [one for one in [*fenced, *inline] if one != "--help"]
    assert len(commands) > 9
    for command in commands:
        words = [*command.split(), "x.unhunch"] if command == "import" else command.split()
        assert _parser().parse_args(words).command


def test_make_knows_what_is_to_be_made() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", TEXT, re.MULTILINE))
    assert {"run", "test", "help"} <= named <= set(targets)


def test_its_pictures_are_small_and_have_words() -> None:
    pictures = re.findall(r"!\[([^\]]*)\]\((docs/images/[a-z]+\.png)\)", TEXT)
    assert sorted(Path(path).name for _, path in pictures) == sorted(
        path.name for path in (ROOT / "docs" / "images").iterdir()
    )
    for words, path in pictures:
        assert len(words) > 20
        assert QImageReader(str(ROOT / path)).size().width() == 900
        assert (ROOT / path).stat().st_size < 120_000
