"""The measured program: the `unhunch` command as it is, watched until today is on screen with all it holds."""

import sys
import time
from typing import TYPE_CHECKING

from app import cli, paths

if TYPE_CHECKING:
    from app.ui.application import Application


def _open_app(places: paths.Places, slug: str | None, fullscreen: bool) -> int:
    """Open the app as the command does, with somebody looking on."""
    from app.ui.application import Application
    from app.ui.opening import open_app

    class Watched(Application):
        """The app, reporting when it is on screen."""

        def open(self, slug: str | None = None, fullscreen: bool = False) -> None:
            _watch(self)
            super().open(slug, fullscreen)

    return open_app(places, slug, fullscreen, kind=Watched)


def _watch(app: "Application") -> None:
    """Note the first paint and when today is there with all it holds; then report, and close the window."""
    from PySide6.QtCore import QTimer

    from tests.bench.painted import SETTLED_MS, FirstPaint, memory_mb, started_s, tell

    figures: dict[str, float] = {}

    def since_start_ms() -> float:
        return (time.monotonic() - started_s()) * 1000

    def painted() -> None:
        figures["painted_ms"] = since_start_ms()

    def looked() -> None:  # the plan and what was done are there, and the page shows them
        app.planned.looked.disconnect(looked)
        shown = app.window.today._shown
        assert shown is not None
        FirstPaint(shown, complete)

    def loaded() -> None:
        app.planned.looked.connect(looked)

    def complete() -> None:
        figures["complete_ms"] = since_start_ms()
        QTimer.singleShot(SETTLED_MS, settled)

    def settled() -> None:
        tell(**figures, memory_mb=memory_mb())
        app.window.close()

    FirstPaint(app.window, painted)
    app.window.painted.connect(loaded)  # after the app, which loads the routines then


if __name__ == "__main__":
    sys.exit(cli.run([], cli.Ways(paths.places(), sys.stdout, sys.stderr, _open_app)))
