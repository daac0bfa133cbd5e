"""The screen kept on through a real bus, by a service that reports it; and its lock, which pauses."""

from collections.abc import Iterator

import pytest

from app.play.cues import PAUSED
from app.ui.awake import NOT_HAD
from tests.desktop.desktop import Desktop
from tests.desktop.person import TEXT, App, ScreenReader
from tests.desktop.programs import Program, until
from tests.desktop.routines import LONG


@pytest.fixture
def saver(desktop: Desktop) -> Iterator[Program]:
    it = desktop.run("saver")
    it.wait_for("ready")
    yield it
    it.leave()


def expect(saver: Program, *what: str) -> None:
    """Wait until the desktop has been asked for just this, in this order."""
    until(lambda: [told["what"] for told in saver.told()] == ["ready", *what], ", ".join(what))


def test_the_screen_is_kept_on_while_it_plays_and_let_go_on_pause_end_and_close(
    app: App, reader: ScreenReader, saver: Program
) -> None:
    app.open("play", LONG)
    expect(saver, "inhibit")
    reader.press("Pause")
    expect(saver, "inhibit", "uninhibit")
    reader.press("Resume")
    expect(saver, *["inhibit", "uninhibit"], "inhibit")
    reader.press("End")
    reader.press("End here")
    reader.find("See it in the history")
    expect(saver, *["inhibit", "uninhibit"] * 2)
    app.leave()
    app.open("play", LONG)
    expect(saver, *["inhibit", "uninhibit"] * 2, "inhibit")
    app.leave()
    expect(saver, *["inhibit", "uninhibit"] * 3)


def test_a_killed_app_keeps_no_screen_on(app: App, saver: Program) -> None:
    app.open("play", LONG)
    expect(saver, "inhibit")
    app.kill()
    expect(saver, "inhibit", "dropped")


def test_a_locked_screen_pauses(app: App, reader: ScreenReader, saver: Program) -> None:
    app.open("play", LONG)
    expect(saver, "inhibit")
    saver.ask("lock")
    reader.find(PAUSED["locked"], TEXT)
    expect(saver, "inhibit", "uninhibit")


def test_where_the_desktop_does_not_keep_it_on_a_sentence_says_so(app: App, reader: ScreenReader) -> None:
    app.open("play", LONG)
    reader.find(NOT_HAD, TEXT)
