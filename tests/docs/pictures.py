"""Takes the pictures of the README from a lived-in sample: `python -m tests.docs.pictures` writes docs/images/."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "0.75"  # Qt draws a window of 1200 by 840 as a picture of 900 by 630, with sharp words

from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import paths
from app.history.store import open_store
from app.ui.application import Application
from app.ui.outside import Outside
from tests.docs.sample import live
from tests.ui.fakes import AtOnce, FakeDesktop, FakeSound, FakeVoice, FakeWorld

OUT = Path(__file__).resolve().parents[2] / "docs" / "images"
WIDE, HIGH = 1200, 840
SETTLE_MS = 500
ON = timedelta(days=3, hours=2)  # a Thursday, after two of four
SETTINGS = 'safety_seen = true\ntheme = "light"\n'


class Lived:
    """The app in the life of somebody who has had it for a year."""

    def __init__(self, qt: QApplication) -> None:
        home = Path(tempfile.mkdtemp(prefix="unhunch-pictures-"))
        (home / "settings.toml").write_text(SETTINGS, encoding="utf-8")
        places = paths.places({"UNHUNCH_HOME": str(home)})
        self.world = FakeWorld()
        self.world.pass_(ON.total_seconds())
        with closing(open_store(places.history, now=self.world.date)) as store:
            live(store, self.world.date())
        desktop = FakeDesktop()
        outside = Outside(
            places,
            self.world.clock,
            self.world.boot_clock,
            self.world.date,
            AtOnce,
            lambda _: FakeSound(),
            lambda sentence: print(sentence, file=sys.stderr),
            AtOnce,
            make_voice=lambda *_: FakeVoice(),
            make_desktop=lambda: desktop,
            keep_awake=desktop.keep,
            local=self.world.local,
        )
        self.app = Application(qt, outside)
        self.app.window.resize(WIDE, HIGH)
        self.app.open()
        self.settle()

    def settle(self) -> None:
        """Let layouts, paints and the small figures come to rest."""
        QTest.qWait(SETTLE_MS)

    def passes(self, seconds: float) -> None:
        """Let time pass for the routine that plays."""
        for _ in range(int(seconds * 4)):
            self.world.pass_(0.25)
            if self.app.conductor.playing is not None:
                self.app.conductor.playing.tick()

    def stops(self) -> Iterator[str]:
        """Go to each page that has a picture; each name is that of the file."""
        app = self.app
        app.show_place("today")
        yield "today"
        app.play("upper-back-relief")
        self.passes(264.0)
        yield "player"
        app.conductor.close_playing()
        app.show_place("history")
        yield "history"
        app._changing.workshop.duplicate("upper-back-relief")
        app._changing.workshop.page.steps.open = 2
        app._changing.workshop.page._opened()
        yield "editor"


def main() -> None:
    """Take every picture."""
    OUT.mkdir(exist_ok=True)
    qt = QApplication(["pictures", "-style", "Fusion"])
    lived = Lived(qt)
    for name in lived.stops():
        lived.settle()
        _save(lived.app.window.grab().toImage(), OUT / f"{name}.png")
    lived.app.close()


def _save(picture: QImage, path: Path) -> None:
    picture.convertToFormat(QImage.Format.Format_RGB888).save(str(path), quality=0)  # as small as PNG can be
    print(path.name, picture.width(), picture.height(), path.stat().st_size)


if __name__ == "__main__":
    main()
