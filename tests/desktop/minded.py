"""The app out of sight on a day made up, led by lines on its input; it reports what it looks at and what plays.

`later SECONDS` lets so much of the day go by and has it look, as it does each minute; the end of the input closes it.
"""

import os
import time
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app import paths
from app.plan.reading import own_day
from app.ui.application import Application
from app.ui.outside import Outside
from tests.desktop.app import Told, tell
from tests.desktop.ear import Ear

START = datetime(2026, 3, 2, 9, 59, tzinfo=UTC)  # a Monday


class Day:
    """The made-up day's clock."""

    def __init__(self) -> None:
        self._zero_s = time.monotonic()
        self.ahead_s = 0.0

    def now(self) -> datetime:
        return START + timedelta(seconds=time.monotonic() - self._zero_s + self.ahead_s)


class Hands(QObject):
    """Does what the lines say."""

    def __init__(self, app: Application, day: Day) -> None:
        super().__init__()
        self._app = app
        self._day = day
        self._ear = Ear()
        self._ear.came.connect(self._do)
        self._ear.ended.connect(self._close)
        app.minding.reminders.changed.connect(self._looked)
        app.minding.asked.connect(self._asked)

    def begin(self) -> None:
        self._app.conductor.began.connect(self._began)
        tell("ready", day=str(own_day(self._day.now(), 0.0)), tray=self._app.minding.is_in_tray)

    def _do(self, line: str) -> None:
        self._day.ahead_s += float(line.removeprefix("later "))
        self._app.minding.reminders.look()

    def _looked(self) -> None:
        tell("looked", told_by=dict(self._app.minding.reminders.seen.told_by))

    def _asked(self, wish: object) -> None:
        tell("asked", shown=self._app.window.isVisible(), wish=str(wish))

    def _began(self) -> None:
        assert self._app.conductor.playing is not None
        tell(
            "began",
            routine=self._app.conductor.playing.player.timeline.routine_id,
            shown=self._app.window.isVisible(),
            page=self._app.window.page,
        )

    def _close(self) -> None:
        self._app.close()
        QApplication.quit()


def main() -> None:
    """Begin without the window, and close at the end of the input."""
    qt = QApplication(["unhunch", "-style", "Fusion"])
    qt.setQuitOnLastWindowClosed(False)
    day = Day()
    app = Application(qt, Outside(paths.places(os.environ), make_voice=Told, now=day.now))
    app.window.painted.connect(app.mind)
    hands = Hands(app, day)  # before anything is looked at: the first look may be over at once
    hands.begin()
    app.open_unseen()
    qt.exec()
    tell("closed")
    del hands


if __name__ == "__main__":
    main()
