"""`make screens`: every page in its states, light and dark, several sizes, into build/screens/, to be looked at."""

import html
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from app import paths
from app.play.finding import Wanted
from app.ui.application import Application
from app.ui.kit import Button
from app.ui.kit.stepper import Stepper
from app.ui.outside import Outside
from app.ui.pages.routine import RoutinePage
from app.ui.pages.settings.page import SettingsPage
from app.ui.playing import Playing
from app.ui.sound import SoundStatus
from tests.ui.fakes import AtOnce, FakeDesktop, FakeSound, FakeVoice, FakeWorld

OUT = Path("build/screens")
BROKEN = "schema: 1\nlanguage: en\ntitle: <b>x</b>\nsteps:\n  - exercize: chin-tuck\n  - rest: soon\n"


@dataclass(frozen=True)
class Size:
    """A window, and how large its text is."""

    wide: int
    high: int
    text: float = 1.0

    @property
    def name(self) -> str:
        """As it stands in file names."""
        return f"{self.wide}x{self.high}" + (f"-text{self.text:.0%}".rstrip("%") if self.text != 1 else "")


SIZES = (Size(900, 620), Size(1440, 900), Size(640, 480), Size(900, 620, 2.0))


class Tour:
    """One app with made-up time, led from page to page."""

    def __init__(self, qt: QApplication, theme: str, size: Size) -> None:
        home = Path(tempfile.mkdtemp(prefix="unhunch-screens-"))
        (home / "settings.toml").write_text(
            f'safety_seen = true\ntheme = "{theme}"\ntext_scale = {size.text}\n', encoding="utf-8"
        )
        (home / "routines").mkdir()
        (home / "routines" / "broken-one.yaml").write_text(BROKEN, encoding="utf-8")
        self._qt = qt
        self._font = QFont(qt.font())
        self.world = FakeWorld()
        self.voice, self.desktop = FakeVoice(), FakeDesktop()
        sound = FakeSound(SoundStatus("none", "No sound output was found. Plug one in; cues are shown on screen."))
        places = paths.places({"UNHUNCH_HOME": str(home)})
        outside = Outside(
            places,
            self.world.clock,
            self.world.boot_clock,
            self.world.date,
            AtOnce,
            lambda _: sound,
            self._complain,
            AtOnce,
            lambda _: False,
            make_voice=lambda *_: self.voice,
            make_desktop=lambda: self.desktop,
            keep_awake=self.desktop.keep,
        )
        self.app = Application(qt, outside)
        self.app.window.resize(size.wide, size.high)
        self.app.open()
        self.settle()

    def end(self) -> None:
        """Leave nothing of this app to the next one."""
        self.app.window.close()
        self.app.window.deleteLater()
        self.app.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._qt.setStyleSheet("")
        self._qt.setFont(self._font)

    def _complain(self, sentence: str) -> None:
        print(sentence, file=sys.stderr)

    def settle(self) -> None:
        """Let layouts and paints come to rest."""
        for _ in range(8):
            self._qt.processEvents()

    @property
    def playing(self) -> Playing:
        """The routine that plays."""
        assert self.app.conductor.playing is not None
        return self.app.conductor.playing

    def passes(self, seconds: float) -> None:
        """Let time pass for the routine that plays."""
        while seconds > 0 and self.app.conductor.playing is not None:
            self.world.pass_(min(0.25, seconds))
            seconds -= 0.25
            self.app.conductor.playing.tick()

    def stops(self) -> Iterator[str]:
        """Go through every state; each name is that of the picture to take there."""
        app = self.app
        app._care.welcome()
        yield "welcome"
        app.show_place("history")
        yield "history-empty"
        app.show_place("safety")
        yield "safety"
        yield from self._settings()
        app.show_place("library")
        yield "library"
        yield from self._cut_off()
        app.window.library.look_for(Wanted(kinds=frozenset({"breath"})))
        yield "library-found"
        app.window.library.look_for(Wanted())
        app._chosen.put("applies", "recent-shoulder-injury", True)
        app.show_routine("posture-strength-start")
        yield "routine-takes-care"
        app.show_routine("upper-back-relief")
        yield "routine"
        [page] = app.window.findChildren(RoutinePage)
        next(one for one in page.findChildren(Button) if one.label == "Change").click()
        self.settle()
        stepper = next(one for one in page.findChildren(Stepper) if one.isVisible())
        stepper.more.click()
        self.settle()
        page.ensureWidgetVisible(next(one for one in page.findChildren(Stepper) if one.isVisible()), 0, 200)
        yield "routine-own-dose"
        app._chosen.change(doses={})
        yield from self._upper_back()
        yield from self._heat()
        yield from self._breathing()
        app.show_place("history")
        yield "history"
        [newest, *_] = app.journal.read(lambda store: store.sessions(limit=9)).result()
        app.show_session(newest.id)
        yield "session"

    def _cut_off(self) -> Iterator[str]:
        """Offer what was cut off, in mid-stretch and with a pack on, as the next start would."""
        for slug, seconds, name in (("upper-back-relief", 330.0, "stretch"), ("warm-pack-15", 40.0, "pack")):
            self.app.play(slug)
            self.playing.answer_yes()
            self.passes(seconds)
            self.app.conductor.leave()
            self.app._look_back()
            self.app.show_place("library")
            yield f"library-offer-{name}"
            self.app.window.library.left.emit()

    def _settings(self) -> Iterator[str]:
        """Show each section at the top of the page, as far as the page is long enough."""
        self.app.show_place("settings")
        self.app._adjusting.looking.timeout.emit()
        self.voice.voices_found.emit([("speechd", "English (America)", "en_US"), ("flite", "kal", "en_US")])
        [page] = self.app.window.findChildren(SettingsPage)
        page.sound.show_outputs([("a", "Built-in Audio Analogue Stereo"), ("b", "Headphones")])
        for name, section in (
            ("", page.sound),
            ("-voice", page.voice),
            ("-playing", page.playing),
            ("-data", page.data),
        ):
            self.settle()
            page.verticalScrollBar().setValue(section.y() if name else 0)
            yield f"settings{name}"

    def _upper_back(self) -> Iterator[str]:
        app = self.app
        app.play("upper-back-relief")
        for name, seconds in (("ready", 2.0), ("breath", 8.0), ("reps", 110.0), ("hold", 190.0), ("rest", 14.0)):
            self.passes(seconds)
            yield f"player-{name}"
        self.passes(54.0)
        yield "player-switch"
        self.playing.pause()
        yield "player-paused"
        app.conductor.page.ask_what_hurts()
        yield "player-hurts"
        app.conductor.page._fine()
        self.playing.resume()
        self.passes(600.0)
        yield "done"

    def _heat(self) -> Iterator[str]:
        app = self.app
        app.play("warm-pack-15")
        yield "player-check"
        self.playing.answer_yes()
        self.passes(100.0)
        yield "player-heat"
        app.conductor.page.ask_to_end()
        yield "player-end"
        self.playing.end()
        yield "done-early"

    def _breathing(self) -> Iterator[str]:
        self.app.play("box-breath-session")
        self.passes(5.0)
        yield "player-note"
        self.passes(20.0)
        yield "player-breath-hold"
        self.app.conductor.close_playing()


def main() -> None:
    """Take every picture and write an index of them."""
    OUT.mkdir(parents=True, exist_ok=True)
    qt = QApplication.instance() or QApplication(["screens", "-style", "Fusion"])
    assert isinstance(qt, QApplication)
    names: dict[str, list[str]] = {}
    for size in SIZES:
        for theme in ("light", "dark"):
            tour = Tour(qt, theme, size)
            for name in tour.stops():
                tour.settle()
                file = f"{name}-{theme}-{size.name}.png"
                tour.app.window.grab().save(str(OUT / file))
                names.setdefault(name, []).append(file)
            tour.end()
    _write_index(names)
    print(f"{sum(map(len, names.values()))} pictures in {OUT}; open {OUT / 'index.html'}")


def _write_index(names: dict[str, list[str]]) -> None:
    rows = (f"<h2>{html.escape(name)}</h2><div>{''.join(map(_figure, files))}</div>" for name, files in names.items())
    style = "body{font:14px sans-serif;margin:2em}div{display:flex;flex-wrap:wrap;gap:1em}figure{margin:0}"
    page = f"<!doctype html><title>Screens</title><style>{style}</style>{''.join(rows)}"
    (OUT / "index.html").write_text(page, encoding="utf-8")


def _figure(file: str) -> str:
    name = html.escape(file)
    return f'<figure><img loading="lazy" src="{name}" width="440"><figcaption>{name}</figcaption></figure>'


if __name__ == "__main__":
    main()
