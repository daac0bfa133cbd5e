"""What a person may do with all they have written, from the settings."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.history.store import open_store
from app.ui.kit import Button
from app.ui.kit.toast import Toast
from app.ui.pages.settings.data import DataSection
from tests.history.made import a_session
from tests.ui.conftest import Desk

SitDown = Callable[..., Desk]


def filled(path: Path, session_id: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(open_store(path)) as store:
        ended = {"ended_utc": a_session("x").started_utc, "outcome": "completed"}
        store.begin(a_session(session_id, title=f"Routine {session_id}", **ended))
    return path


def ids(path: Path) -> list[str]:
    with closing(open_store(path, read_only=True)) as store:
        return sorted(session.id for session in store.sessions())


@pytest.fixture
def desk(sit_down: SitDown, tmp_path: Path) -> Desk:
    filled(tmp_path / "history.db", "mine")
    desk = sit_down()
    desk.app.show_place("settings")
    desk.settle()
    return desk


@pytest.fixture
def section(desk: Desk) -> DataSection:
    return desk.app.window.findChildren(DataSection)[0]


def press(section: DataSection, words: str) -> None:
    [button] = [one for one in section.findChildren(Button) if one.accessibleName() == words]
    button.click()


def text_in(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def said(desk: Desk) -> str:
    desk.settle()
    [toast] = desk.app.window.findChildren(Toast)
    return text_in(toast)


def test_everything_is_exported_and_remembered(desk: Desk, section: DataSection, tmp_path: Path) -> None:
    desk.file_to_save = tmp_path / "out" / "all.json"
    desk.file_to_save.parent.mkdir()
    press(section, "Export everything")
    assert "Written: " in said(desk)
    assert [one["id"] for one in json.loads(desk.file_to_save.read_text())["sessions"]] == ["mine"]
    assert str(desk.file_to_save) in (tmp_path / "exports.json").read_text()


def test_what_another_computer_has_is_put_together(desk: Desk, section: DataSection, tmp_path: Path) -> None:
    desk.file_to_open = filled(tmp_path / "other" / "b.db", "theirs")
    press(section, "Take in a file")
    assert said(desk) == "Sessions and check-ins taken in: 1 new."
    assert ids(tmp_path / "history.db") == ["mine", "theirs"]


def test_restoring_asks_and_keeps_what_was_there(desk: Desk, section: DataSection, tmp_path: Path) -> None:
    desk.file_to_open = filled(tmp_path / "other" / "b.db", "theirs")
    press(section, "Restore a backup")
    assert "Put the history in b.db in place of yours?" in text_in(section.question)
    assert ids(tmp_path / "history.db") == ["mine"]
    section.question.buttons[0].click()
    assert "Another history was put in place" in said(desk)
    assert ids(tmp_path / "history.db") == ["theirs"]
    [kept] = tmp_path.glob("history-replaced-*.db")
    assert ids(kept) == ["mine"]
    desk.app.show_place("history")
    desk.settle()
    assert desk.listed == ["Routine theirs"]


def test_everything_is_named_before_it_goes(desk: Desk, section: DataSection, tmp_path: Path) -> None:
    press(section, "Delete everything")
    desk.settle()
    assert "history.db" in text_in(section)
    assert section.question.buttons[0].hasFocus()
    desk.press(Qt.Key.Key_Escape)
    assert ids(tmp_path / "history.db") == ["mine"]
    assert not section.question.isVisible()
    press(section, "Delete everything")
    desk.settle()
    section.question.buttons[1].click()
    assert "All of it is deleted." in said(desk)
    assert not (tmp_path / "history.db").exists()
    desk.app.show_place("history")
    desk.settle()
    assert "Nothing here yet" in text_in(desk.app.window)


def test_what_is_no_history_is_refused_in_a_sentence(desk: Desk, section: DataSection, tmp_path: Path) -> None:
    desk.file_to_open = tmp_path / "letter"
    desk.file_to_open.write_text("Dear diary")
    for words in ("Take in a file", "Restore a backup"):
        press(section, words)
        if section.question.isVisible():
            section.question.buttons[0].click()
        assert "is not a history of Unhunch; choose a file that Unhunch wrote." in said(desk)
    assert ids(tmp_path / "history.db") == ["mine"]
