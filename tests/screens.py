"""`make screens`: every page in its states, light and dark, several sizes, into build/screens/, to be looked at."""

import html
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import paths
from app.plan.events import Paused, Put, Started, TakenOff, WentOn
from app.play.finding import Wanted
from app.play.timeline import Segment
from app.ui.application import Application
from app.ui.kit import Button
from app.ui.kit.stepper import Stepper
from app.ui.outside import Outside
from app.ui.pages.routine import RoutinePage
from app.ui.pages.settings.page import SettingsPage
from app.ui.playing import Playing
from app.ui.sound import SoundStatus
from app.ui.voice import VoiceStatus
from tests.history import decade
from tests.play.fakes import DATA
from tests.ui.fakes import AtOnce, FakeDesktop, FakeSound, FakeVoice, FakeWorld

OUT = Path("build/screens")
BROKEN = "schema: 1\nlanguage: en\ntitle: <b>x</b>\nsteps:\n  - exercize: chin-tuck\n  - rest: soon\n"


@dataclass(frozen=True)
class Size:
    """A window, and how large its text is."""

    wide: int
    high: int
    text: float = 1.0
    ratio: int = 1  # pixels of the screen for each of the window's

    @property
    def name(self) -> str:
        """As it stands in file names: in pixels of the screen."""
        text = f"-text{self.text:.0%}".rstrip("%") if self.text != 1 else ""
        ratio = f"@{self.ratio}x" if self.ratio != 1 else ""
        return f"{self.wide * self.ratio}x{self.high * self.ratio}{ratio}{text}"


SIZES = (
    Size(900, 620),
    Size(1366, 768),
    Size(1440, 900),
    Size(640, 480),
    Size(900, 620, 2.0),
    Size(2560, 1440),
    Size(1280, 720, ratio=2),
)
THEMES = ("light", "dark", "contrast")


class Tour:
    """One app with made-up time, led from page to page."""

    def __init__(self, qt: QApplication, theme: str, size: Size) -> None:
        home = Path(tempfile.mkdtemp(prefix="unhunch-screens-"))
        (home / "settings.toml").write_text(
            f'safety_seen = true\ntheme = "{theme}"\ntext_scale = {size.text}\n', encoding="utf-8"
        )
        (home / "routines").mkdir()
        shutil.copy(DATA / "every-step.yaml", home / "routines")
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
        self.app.window.moves = bool  # a picture is of a page that has come
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
        yield from self._days()
        app.show_place("library")
        yield "library"
        yield from self._cut_off()
        app.show_place("library")
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
        yield from self._every_step()
        yield from self._heat()
        yield from self._cold()
        yield from self._breathing()
        app.journal.read(lambda store: decade.write(store)).result()
        app.show_place("history")
        yield "history"
        past = app.past.looking.page
        assert past.lookback is not None
        past.ensureWidgetVisible(past.lookback.pains_card, 0, 0)
        yield "history-charts"
        past.verticalScrollBar().setValue(past.verticalScrollBar().maximum())
        yield "history-sessions"
        yield from self._telling()
        [newest, *_] = app.journal.read(lambda store: store.sessions(limit=9)).result()
        app.past.looking.show_session(newest.id)
        yield "session"
        yield from self._changing()

    def _days(self) -> Iterator[str]:
        """Come to a day with nothing planned, plan, follow a programme, and come to a full day and a pause."""
        app = self.app
        app.show_place("today")
        yield "today-first-day"
        day = app.planned.day
        at_ten = Put(entry="1", routine="desk-reset", time_s=36_000.0)
        begun = Started(run="r", programme="upper-back-4-weeks", on=day - timedelta(days=9), missed="skip")
        app.planned.change(at_ten, begun, Put(entry="2", routine="gone"))
        self.settle()
        yield "today"
        app._plans.show("chest-opener")
        yield "plan"
        plan = app._plans.page
        plan.add.words.setText("neck")
        plan.ensureWidgetVisible(plan.add, 0, 300)
        yield "plan-adding"
        plan.add.words.clear()
        next(one for one in plan.day_box.findChildren(Button) if one.label == "Move").click()
        self.settle()
        assert plan.day_box.moving is not None
        plan.ensureWidgetVisible(plan.day_box.moving, 0, 120)
        yield "plan-moving"
        app._plans.show_programmes()
        yield "programmes"
        app._plans.show_programme("upper-back-4-weeks")
        yield "programme"
        app._plans.show_programme("calm")
        yield "programme-to-start"
        app.planned.change(Paused(reason="holiday"), TakenOff(entry="2"))
        app.show_place("today")
        yield "today-paused"
        app.planned.change(WentOn())

    def _telling(self) -> Iterator[str]:
        """Put a session in by hand, keep the diary, and look at the sheet for a clinician."""
        noting = self.app.past.noting
        noting.show_by_hand()
        yield "by-hand"
        noting.show_diary()
        page = noting.diary
        page.map.choose(("neck", "upper back"))
        page.map.picked.emit()
        page.pains["neck"].show_value(4)
        page.markers[0][0].setText("Lift my child")
        page.markers[0][1].show_value(4)
        page.note.setPlainText("A long day at the desk, better after a walk.")
        yield "diary"
        page.keep.click()
        self.settle()
        page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
        yield "diary-before"
        self.app.past.reporting.show()
        yield "report"

    def _changing(self) -> Iterator[str]:
        """Change a routine and an exercise, and look at a routine on paper."""
        changing = self.app._changing
        changing.workshop.duplicate("upper-back-relief")
        yield "editor"
        changing.workshop.page.steps.open = 2
        changing.workshop.page._opened()
        self.settle()
        yield "editor-step"
        changing.exercises.edit("levator-stretch")
        yield "exercise"
        page = changing.exercises.page
        page.posing.ends["end"].click()
        self.settle()
        page.page.ensureWidgetVisible(page.posing.view, 0, 60)
        yield "exercise-figure"
        page.back.emit()
        changing.workshop.page.back.emit()
        changing.sharing.show_handout("upper-back-relief")
        yield "sheet"

    def _cut_off(self) -> Iterator[str]:
        """Offer what was cut off, in mid-stretch and with a pack on, as the next start would."""
        for slug, seconds, name in (("upper-back-relief", 330.0, "stretch"), ("warm-pack-15", 40.0, "pack")):
            self.app.play(slug)
            self.playing.answer_yes()
            self.passes(seconds)
            self.app.conductor.leave()
            self.app.resuming.look_back()
            self.app.show_place("today")
            yield f"today-offer-{name}"
            self.app.window.today.left.emit()

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
        self.voice.later = VoiceStatus("opening", "")
        app.play("upper-back-relief")
        yield "player-before"
        self.voice.become(VoiceStatus("ready", ""))
        for name, seconds in (("ready", 2.0), ("breath", 8.0), ("reps", 110.0), ("hold", 190.0), ("rest", 14.0)):
            self.passes(seconds)
            yield f"player-{name}"
        self.passes(54.0)
        yield "player-switch"
        page = app.conductor.page
        page._strip.setFocus()
        QTest.keyClick(page._strip, Qt.Key.Key_Right)
        yield "player-strip"
        QTest.keyClick(page._strip, Qt.Key.Key_Return)
        yield "player-go"
        page.questions.no()
        self.passes(8.0)
        yield "player-side"
        self.playing.pause()
        yield "player-paused"
        page.acts.ask_what_hurts()
        yield "player-hurts"
        page.acts.fine()
        self.playing.resume()
        self.passes(600.0)
        yield "done"

    def _every_step(self) -> Iterator[str]:
        """Turns taken, a set at one's own pace, and a wait."""
        self.app.play("every-step")
        wanted: dict[str, Callable[[Segment], bool]] = {
            "turns": lambda one: one.beat is not None and len(one.beat.sides) > 1,
            "own-pace": lambda one: one.kind == "work" and one.is_open,
            "wait": lambda one: one.kind == "wait",
        }
        for name, is_it in wanted.items():
            while not is_it(self.playing.player.segment):
                if self.playing.player.segment.is_open:
                    self.playing.go_on()
                else:
                    self.passes(1.0)
            self.passes(4.5)
            yield f"player-{name}"
        self.app.conductor.close_playing()

    def _heat(self) -> Iterator[str]:
        app = self.app
        app.play("warm-pack-15")
        yield "player-check"
        self.playing.answer_yes()
        self.passes(100.0)
        yield "player-heat"
        self.passes(330.0)
        yield "player-unanswered"
        app.conductor.page.questions.ask_to_end()
        yield "player-end"
        self.playing.end()
        yield "done-early"

    def _cold(self) -> Iterator[str]:
        self.world.pass_(3 * 3600.0)
        self.app.play("warm-cool-intervals")
        while self.playing.player.segment.pack != "cold" or self.playing.player.segment.kind != "work":
            if self.playing.player.segment.kind == "check":
                self.playing.answer_yes()
            self.passes(5.0)
        yield "player-cold"
        self.app.conductor.close_playing()

    def _breathing(self) -> Iterator[str]:
        self.app.play("box-breath-session")
        self.passes(5.0)
        yield "player-note"
        self.passes(20.0)
        yield "player-breath-hold"
        self.app.conductor.close_playing()


def main(ratio: int = 1, only: tuple[str, ...] = ()) -> None:
    """Take every picture and write an index of them; those for sharper screens each in a program of their own.

    With `only`, just the pages whose names begin so.
    """
    OUT.mkdir(parents=True, exist_ok=True)
    qt = QApplication.instance() or QApplication(["screens", "-style", "Fusion"])
    assert isinstance(qt, QApplication)
    names: list[str] = []
    for size in [size for size in SIZES if size.ratio == ratio]:
        for theme in THEMES:
            tour = Tour(qt, theme, size)
            for name in tour.stops():
                if only and not name.startswith(only):
                    continue
                tour.settle()
                tour.app.window.grab().save(str(OUT / _file(name, theme, size)))
                names.append(name)
            tour.end()
    if ratio != 1:
        return
    for sharper in sorted({size.ratio for size in SIZES} - {1}):  # Qt takes the ratio once, when it starts
        environ = {**os.environ, "QT_SCALE_FACTOR": str(sharper)}
        subprocess.run([sys.executable, "-m", "tests.screens", str(sharper), *only], env=environ, check=True)
    files = {name: [_file(name, theme, size) for size in SIZES for theme in THEMES] for name in names}
    _write_index(files)
    print(f"{sum(map(len, files.values()))} pictures in {OUT}; open {OUT / 'index.html'}")


def _file(name: str, theme: str, size: Size) -> str:
    return f"{name}-{theme}-{size.name}.png"


def _write_index(names: dict[str, list[str]]) -> None:
    rows = (f"<h2>{html.escape(name)}</h2><div>{''.join(map(_figure, files))}</div>" for name, files in names.items())
    style = "body{font:14px sans-serif;margin:2em}div{display:flex;flex-wrap:wrap;gap:1em}figure{margin:0}"
    page = f"<!doctype html><title>Screens</title><style>{style}</style>{''.join(rows)}"
    (OUT / "index.html").write_text(page, encoding="utf-8")


def _figure(file: str) -> str:
    name = html.escape(file)
    return f'<figure><img loading="lazy" src="{name}" width="440"><figcaption>{name}</figcaption></figure>'


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given.pop(0)) if given and given[0].isdecimal() else 1, tuple(given))
