"""Reminders on a real service of notices: seen, Start pressed, put off, skipped, and kept to themselves."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.history.planning import put_events
from app.history.store import open_store
from app.plan.events import Put
from app.plan.kept import row_of
from tests.desktop.desktop import Desktop
from tests.desktop.minded import START
from tests.desktop.notice_service import NoticeService, notice_service, shown
from tests.desktop.programs import Program, until
from tests.desktop.routines import LONG, LONG_TITLE, put_in
from tests.homes import agree


@pytest.fixture
def service(desktop: Desktop) -> Iterator[NoticeService]:
    with notice_service(desktop) as service:
        yield service


@pytest.fixture
def app(desktop: Desktop, service: NoticeService, tmp_path: Path) -> Iterator[Program]:
    """The app in the background, with a routine planned for ten o'clock; it is one minute to ten."""
    home = put_in(agree(tmp_path))
    store = open_store(home / "history.db", now=lambda: START)
    put_events(store, [row_of(Put(entry="1", routine=LONG, time_s=10 * 3600.0), "1", START, 4 * 3600.0)])
    store.close()
    app = desktop.start(sys.executable, "-m", "tests.desktop.minded", UNHUNCH_HOME=str(home), TZ="UTC")
    app.wait_for("looked")
    yield app
    print(app.printed, service.program.printed)
    app.end()


def later(app: Program, seconds: float) -> None:
    """Let time pass, and the app look."""
    times = len(app.told("looked"))
    app.ask(f"later {seconds}")
    app.wait_for("looked", times + 1)


def test_a_reminder_is_seen_and_its_start_plays_the_routine(app: Program, service: NoticeService) -> None:
    later(app, 1)
    assert service.count() == 0
    later(app, 60)
    until(lambda: service.count() == 1, "the notice")
    assert shown(service) == [{"summary": LONG_TITLE, "body": "Planned for now, 1 min."}]
    service.press("Start")
    began = app.wait_for("began")
    assert (began["routine"], began["shown"], began["page"]) == (LONG, True, "player")
    assert service.count() == 0
    assert app.leave() == 0


def test_put_off_it_comes_back_after_ten_minutes(app: Program, service: NoticeService) -> None:
    later(app, 61)
    until(lambda: service.count() == 1, "the notice")
    service.press("Snooze")
    until(lambda: service.count() == 0, "the notice to go")
    later(app, 300)
    later(app, 200)
    assert service.count() == 0
    later(app, 105)
    until(lambda: service.count() == 1, "the notice to come back")
    service.press("Start")
    assert app.wait_for("began")["routine"] == LONG


def test_skipped_it_does_not_come_back(app: Program, service: NoticeService) -> None:
    later(app, 61)
    until(lambda: service.count() == 1, "the notice")
    service.press("Skip")
    until(lambda: service.count() == 0, "the notice to go")
    later(app, 3600)
    later(app, 60)
    assert service.count() == 0
    assert len(shown(service)) == 1


def test_not_to_be_disturbed_it_is_told_afterwards_in_one_line(app: Program, service: NoticeService) -> None:
    service.pause(True)
    later(app, 61)
    later(app, 3600)
    assert shown(service) == []
    service.pause(False)
    later(app, 60)
    until(lambda: service.count() == 1, "the notice")
    assert shown(service) == [{"summary": LONG_TITLE, "body": "Planned for 10:00, 1 min."}]


FILLER = """
import sys
from PySide6.QtWidgets import QApplication, QWidget

app = QApplication(["film"])
window = QWidget()
window.setWindowTitle("a film")
window.showFullScreen()
sys.exit(app.exec())
"""


def test_while_another_program_fills_the_screen_it_keeps_quiet(
    desktop: Desktop, app: Program, service: NoticeService
) -> None:
    film = desktop.start(sys.executable, "-c", FILLER)
    until(lambda: desktop.done("xdotool", "search", "--name", "a film").returncode == 0, "the film")
    until(lambda: "a film" in desktop.output_of("xdotool", "getactivewindow", "getwindowname"), "the film in front")
    later(app, 61)
    later(app, 60)
    assert shown(service) == []
    film.end()
    until(lambda: desktop.done("xdotool", "search", "--name", "a film").returncode != 0, "the film to end")
    later(app, 60)
    until(lambda: service.count() == 1, "the notice")


def test_closed_the_app_takes_its_notice_away(app: Program, service: NoticeService) -> None:
    later(app, 61)
    until(lambda: service.count() == 1, "the notice")
    assert app.leave() == 0
    until(lambda: service.count() == 0, "the notice to go")
