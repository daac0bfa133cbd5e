"""A walk through everything the app can show, with a stop at each state of each page; and a look at all of it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QMouseEvent
from PySide6.QtGui import Qt as RichText
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QListView,
    QTabBar,
    QTextEdit,
    QWidget,
)

import app.ui
from app.history.unavailable import HistoryUnavailable
from app.plan.events import Left, Paused, Put, Returned, Started, TakenOff, WentOn
from app.play.dues import State
from app.sharing.pack import Place, packed
from app.ui.kit import Button, Line
from app.ui.kit.paint import plain_tip
from app.ui.kit.stepper import Stepper
from app.ui.pages.history import HistoryPage
from app.ui.pages.routine import RoutinePage
from app.ui.player.strip import Strip
from tests.ui.conftest import Desk

Key = Qt.Key
THEIRS = """\
schema: 1
language: en
title: "<b>Theirs</b> & more"
purpose: For them.
steps:
  - exercise: chin-tuck
"""
WORKRAVE = """\
<exercises><exercise><title>&lt;b&gt;Turn &amp; nod</title>
<description>Turn your head to one side.</description>
<sequence duration="20"><image src="a.png" duration="2"/></sequence>
</exercise></exercises>
"""


def walk(desk: Desk, slug: str) -> Iterator[str]:
    """Go everywhere, and follow a routine to each of its ends; it has a check and a pack. Yields what is shown."""
    for stop in _stops(desk, slug):
        desk.settle()
        yield stop


def _stops(desk: Desk, slug: str) -> Iterator[str]:
    app = desk.app
    yield from _days(desk, slug)
    app.show_place("library")
    yield "library"
    app.show_place("history")
    yield "history: empty"
    app.show_place("safety")
    yield "safety"
    app.show_place("settings")
    app._adjusting._look_around()
    desk.voice.voices_found.emit([("<b>speechd", "Ann & <i>Bob", "en_GB")])
    yield "settings"
    app._care.welcome()
    yield "welcome"
    app.show_routine(slug)
    yield "routine"
    [routine] = app.window.findChildren(RoutinePage)
    next(one for one in routine.findChildren(Button) if one.label == "Change").click()
    yield "routine: a dose to change"
    next(one for one in routine.findChildren(Stepper) if one.isVisible()).less.click()
    yield "routine: a dose of the person's own"
    yield from _changed(desk, slug)
    yield from _shared(desk, slug)
    yield from _played_to_the_end(desk, slug)
    yield "done"
    desk.press(Key.Key_3)
    app.conductor.done.note.setPlainText("<b>x</b> & so")
    app.show_place("history")
    yield "history"
    [newest, *_] = app.journal.read(lambda store: store.sessions(limit=9)).result()
    app.past.looking.show_session(newest.id)
    yield "session"
    yield from _told(desk)
    app.play(slug)  # which the pack that was just on does not allow yet
    yield "refused"
    desk.world.pass_(3 * 3600.0)
    yield from _ended_early(desk, slug)
    yield from _answered_no(desk, slug)
    [page] = app.window.findChildren(HistoryPage)
    page.show_trouble(str(HistoryUnavailable(f"The history at {desk.outside.places.history} cannot be read.")))
    app.show_place("library")
    page.setVisible(True)
    yield "history: trouble"


def _days(desk: Desk, slug: str) -> Iterator[str]:
    """Come to a day with nothing planned, to a full one, and to one that is paused."""
    app = desk.app
    app.show_place("today")
    yield "today: nothing planned"
    day = app.planned.day
    at_ten = Put(entry="1", routine=slug, time_s=36_000.0)
    programme = Started(run="r", programme="upper-back-4-weeks", on=day - timedelta(days=3))
    app.planned.change(at_ten, Put(entry="2", routine="gone-one"), Put(entry="3", routine="desk-reset"), programme)
    yield "today: much planned"
    feeling = app.window.today._feeling
    assert feeling is not None
    feeling.where.click()
    feeling.pain.picked.emit(4)
    yield "today: how it feels"
    app._plans.show(slug)
    yield "plan: a routine to be put on"
    plan = app._plans.page
    plan.add.words.setText("neck")
    yield "plan: a routine to be chosen"
    plan.add.words.clear()
    next(one for one in plan.day_box.findChildren(Button) if one.label == "Move").click()
    yield "plan: a day to be moved to"
    app._plans.show_programmes()
    yield "programmes"
    app._plans.show_programme("calm")
    yield "programme"
    app._plans.show_programme("upper-back-4-weeks")
    yield "programme: followed"
    app.planned.change(Left(run="r"))
    yield "programme: left"
    app.planned.change(Returned(run="r"))
    app.planned.change(Paused(reason="holiday"))
    app._plans.show()
    yield "plan: paused"
    app.show_place("today")
    yield "today: paused"
    app.planned.change(WentOn(), TakenOff(entry="2"))


def _told(desk: Desk) -> Iterator[str]:
    """Tell a session and the diary by hand, and change what was told."""
    noting = desk.app.past.noting
    noting.show_by_hand()
    yield "by hand"
    noting.by_hand.add.click()
    yield "by hand: nothing typed"
    noting.show_diary()
    yield "diary: empty"
    page = noting.diary
    page.map.choose(("neck", "upper back"))
    page.map.picked.emit()
    page.pains["neck"].show_value(4)
    page.medicine.setText("<b>x</b> & so")
    page.note.setPlainText("<i>y</i>")
    page.markers[0][0].setText("lift & <b>carry")
    page.markers[0][1].show_value(3)
    yield "diary: filled in"
    page.keep.click()
    yield "diary"
    next(one for one in page.findChildren(Button) if one.label == "Change").click()
    yield "diary: an entry to be changed"
    desk.app.past.reporting.show()
    yield "report"
    desk.app.past.reporting.range.own.show()
    yield "report: its own days"


def _changed(desk: Desk, slug: str) -> Iterator[str]:
    """Change a copy of a routine, step by step, and leave it."""
    workshop = desk.app._changing.workshop
    workshop.duplicate(slug)
    yield "editor"
    page = workshop.page
    page.about.more.click()
    for index in range(len(page.steps.rows)):
        page.steps.open = index
        page.show_draft()
        yield f"editor: step {index + 1}"
    for kind in page.adding.others:
        page.adding.others[kind].click()
        yield f"editor: {kind}"
    page.act("rounds", 0)
    page.adding.words.setText("nothing is called that")
    yield "editor: nothing found"
    page.as_text.click()
    yield "editor: as text"
    page.as_text.click()
    page.adding.words.setText("")
    exercises = desk.app._changing.exercises
    exercises.edit("levator-stretch")
    yield "exercise"
    exercises.page.posing.ends["end"].click()
    exercises.page.posing.more.click()
    yield "exercise: its end"
    for kind in ("reps", "time", "breath"):
        exercises.page.dose.kinds.picked.emit(kind)
        yield f"exercise: {kind}"
    exercises.page.back.emit()
    yield "exercise: asks"
    exercises.page.question.buttons[1].click()
    desk.app.show_place("library")
    yield "editor: asks"
    page.question.buttons[1].click()


def _shared(desk: Desk, slug: str) -> Iterator[str]:
    """Look at a routine on paper, and at one that somebody gave."""
    sharing = desk.app._changing.sharing
    sharing.show_handout(slug)
    yield "sheet"
    theirs = desk.home / "theirs.unhunch"
    theirs.write_bytes(packed({Place("routine", slug): THEIRS.encode()}))
    sharing.bring_in_file(theirs)
    yield "import: a clash"
    workrave = desk.home / "exercises.xml"
    workrave.write_text(WORKRAVE)
    sharing.bring_in_file(workrave)
    yield "import: from another program"


def _played_to_the_end(desk: Desk, slug: str) -> Iterator[str]:
    desk.app.play(slug)
    shown: set[object] = set()
    for _ in range(20_000):
        playing = desk.app.conductor.playing
        if playing is None:
            return
        segment = playing.player.segment
        if id(segment) not in shown:
            shown.add(id(segment))
            yield f"player: {segment.kind}, {segment.title}"
            if playing.player.state is State.PLAYING and segment.kind == "work":
                desk.press(Key.Key_T)
                playing.pause()
                yield "player: paused"
                playing.resume()
        if playing.player.state is State.WAITING:
            desk.press(Key.Key_Y if segment.kind == "check" else Key.Key_Space)
        else:
            desk.passes(2.0)


def _ended_early(desk: Desk, slug: str) -> Iterator[str]:
    desk.app.play(slug)
    desk.press(Key.Key_Question)
    yield "player: keys"
    desk.app.conductor.page.questions.ask_to_go_to(0)
    yield "player: asked to go"
    desk.app.conductor.page.questions.ask_to_end()
    yield "player: asked to end"
    desk.playing.end()
    yield "done: early"


def _answered_no(desk: Desk, slug: str) -> Iterator[str]:
    """Skip to the first look at the skin, and say no to it."""
    desk.app.play(slug)
    while desk.app.conductor.playing is not None:
        player = desk.playing.player
        if player.state is State.WAITING and player.segment.kind == "check":
            at_the_skin = player.segment.pack is not None
            desk.press(Key.Key_N if at_the_skin else Key.Key_Y)
        else:
            desk.playing.skip()
    yield "done: no"


def pages_of_the_app() -> set[str]:
    """Return the names of all pages that are put into the window anywhere in its source."""
    sources = Path(app.ui.__file__).parent.rglob("*.py")
    return {name for path in sources for name in re.findall(r'put_in\("([^"]+)"', path.read_text(encoding="utf-8"))}


# --- a look at all there is ------------------------------------------------------------------------------------------


def misshown() -> list[str]:
    """Return what shows its text otherwise than letter by letter, of all widgets there are: it should be nothing.

    Qt guesses markup in labels and tooltips, and takes an ampersand for the mark of a shortcut in names of buttons,
    boxes, tabs and actions.
    """
    return [f"{_called(one)}: {what}" for one in QApplication.allWidgets() for what in _faults(one)]


def _called(widget: QWidget) -> str:
    names = [type(widget).__name__, widget.objectName(), widget.accessibleName()[:60]]
    return " ".join(name for name in names if name)


def _faults(widget: QWidget) -> Iterator[str]:
    is_tip = widget.inherits("QTipLabel")
    if isinstance(widget, QLabel) and not is_tip and widget.textFormat() != Qt.TextFormat.PlainText:
        yield f"is not plain text, but {widget.textFormat().name}: {widget.text()[:60]!r}"
    if isinstance(widget, QLabel) and widget.buddy() is not None and _marks(widget.text()):
        yield f"has a buddy and marks a shortcut: {widget.text()[:60]!r}"
    if isinstance(widget, QTextEdit):
        yield "shows rich text"
    for where, text in (
        ("tooltip", widget.toolTip()),
        ("status tip", widget.statusTip()),
        ("what's this", widget.whatsThis()),
        ("open tooltip", widget.text() if is_tip and isinstance(widget, QLabel) else ""),
    ):
        if RichText.mightBeRichText(text) and not is_plain_tip(text):
            yield f"its {where} is taken for markup: {text[:60]!r}"
    for text in _shortcut_texts(widget):
        if _marks(text):
            yield f"marks a shortcut: {text[:60]!r}"
    spoken = QAccessible.queryAccessibleInterface(widget)
    named_by_label = isinstance(widget, QComboBox)  # whose name is what is chosen, beside that of its label
    if (
        spoken is not None
        and not named_by_label
        and widget.accessibleName() not in ("", spoken.text(QAccessible.Text.Name))
    ):
        yield f"is read out as {spoken.text(QAccessible.Text.Name)!r}"


def is_plain_tip(text: str) -> bool:
    """Tell whether this is what the kit makes of some text for a tooltip."""
    import html

    inside = re.fullmatch(r"<span>(.*)</span>", text, re.DOTALL)
    return inside is not None and plain_tip(html.unescape(inside[1])) == text


def _marks(text: str) -> bool:
    return "&" in text.replace("&&", "")


def _shortcut_texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QAbstractButton):
        yield widget.text()
    if isinstance(widget, QGroupBox):
        yield widget.title()
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(index) for index in range(widget.count()))
    yield from (action.text() for action in widget.actions() if isinstance(action, QAction))


def readable() -> set[str]:
    """Return every text that stands on a visible widget now, as it is shown, and every tooltip as it would be."""
    import html

    texts: set[str] = set()
    for widget in QApplication.allWidgets():
        if widget.isVisible():
            texts.add(widget.toolTip() and html.unescape(re.sub("</?span>", "", widget.toolTip())))
            if isinstance(widget, QLabel):
                texts.add(widget.text().replace("\u200b", ""))
            elif isinstance(widget, Button):
                texts.add(widget.label)
            elif isinstance(widget, QListView):
                model = widget.model()
                texts |= {str(model.index(row, 0).data()) for row in range(min(100, model.rowCount()))}
    return texts


def strip_words(desk: Desk) -> set[str]:
    """Hold the pointer over each part of the strip, and return what is told of it."""
    [strip] = desk.app.conductor.page.findChildren(Strip)
    told: set[str] = set()
    for x in range(0, strip.width(), 2):
        point_at(strip, x)
        told |= {line.text() for line in desk.app.window.findChildren(Line) if line.isVisible()}
    QApplication.sendEvent(strip, QEvent(QEvent.Type.Leave))
    return told


def point_at(strip: Strip, x: float) -> None:
    """Hold the pointer over the strip."""
    place, none = QPointF(x, strip.height() / 2), Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, strip.mapToGlobal(place), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(strip, event)
