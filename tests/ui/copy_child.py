"""The `unhunch` command in a process of its own, saying on stdout what becomes of it."""

import sys

from PySide6.QtCore import QTimer

from app import cli, paths
from app.ui.application import Application
from app.ui.doorbell import Wish
from app.ui.opening import open_app


def say(*words: object) -> None:
    print(*words, flush=True)


class Told(Application):
    """The app, telling what is asked of it."""

    def open(self, slug: str | None = None, fullscreen: bool = False) -> None:
        say("first", slug)
        super().open(slug, fullscreen)

    def listen(self) -> None:
        super().listen()
        say("listening")

    def come_forward(self, wish: Wish) -> None:
        super().come_forward(wish)
        say("asked", wish.slug, wish.fullscreen, self.window.page)
        if wish.token == "close":
            QTimer.singleShot(0, self.window, self.window.close)


def _open_app(places: paths.Places, slug: str | None, fullscreen: bool) -> int:
    return open_app(places, slug, fullscreen, kind=Told)


if __name__ == "__main__":
    sys.exit(cli.run(sys.argv[1:], cli.Ways(paths.places(), sys.stdout, sys.stderr, _open_app)))
