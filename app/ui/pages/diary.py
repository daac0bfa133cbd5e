"""The diary: how it is without a session, what else was used, and three things of one's own that should go again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.history.diary import RATE_AGAIN_DAYS, USED, WHOLE_BODY, CheckIn, Marker
from app.ui.kit import Button, Card, EmptyState, Flow, TitleRow, body, heading, muted, small, title
from app.ui.kit.bodymap import BodyMap
from app.ui.kit.field import Field, NoteInput, Row, TextInput
from app.ui.kit.select import Select
from app.ui.kit.tick import Tick
from app.ui.pages.layout import Inner, at_left, column_in
from app.ui.pages.words import begun_large

PAGE_ROWS = 30
MARKERS = 3
_MOST_TEXT, _MOST_MARKER = 500, 80
USED_WORDS = {"heat": "Heat", "cold": "Cold", "massage": "Massage", "walk": "A walk", "sleep": "Slept well"}
_EASES = [(None, "Not rated"), (0, "0, cannot do it"), *((n, str(n)) for n in range(1, 10)), (10, "10, no trouble")]


@dataclass(frozen=True)
class Told:
    """What was told: pain by area, what else was used, the person's own words, and their markers."""

    pain: Mapping[str, int]
    used: frozenset[str]
    medicine: str | None
    note: str | None
    share: bool
    markers: tuple[Marker, ...]


class DiaryPage(Inner):
    """A form, and below it what was told before, the newest first."""

    told = Signal(str, object)  # the id of the check-in that is changed, or "", and a Told
    deleted = Signal(str)
    more = Signal(object)  # the CheckIn after which to go on

    def show_diary(
        self, entries: Sequence[CheckIn], marked: Sequence[CheckIn], today: date, changed: CheckIn | None = None
    ) -> None:
        """Show the form, with the words of the markers as they were last, or with an entry that is to be changed."""
        look, column = self._look, self.fresh()
        self._changed = changed
        self._more: Button | None = None
        back = Button(look, "History", icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title("Diary"))
        self._add_form(column, changed)
        column.addWidget(self._markers(marked, today, changed))
        self.keep = Button(look, "Save changes" if changed else "Keep it", icon="check", kind="primary")
        self.keep.clicked.connect(self._tell)
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1))
        flow.addWidget(self.keep)
        if changed is not None:
            self.leave = Button(look, "Leave it as it was", kind="quiet")
            self.leave.clicked.connect(partial(self.show_diary, entries, marked, today))
            flow.addWidget(self.leave)
        self.nothing = muted("")
        self.nothing.hide()
        column.addWidget(row)
        column.addWidget(self.nothing)
        column.addWidget(heading("Before"))
        self._list = QWidget()
        self._entries_column = column_in(self._list, look, 1)
        column.addWidget(self._list)
        self.add_entries(entries, partial(self.show_diary, entries, marked, today))
        if not entries:
            words = "Nothing told yet. A line now and then is enough to see how it goes."
            self._entries_column.addWidget(EmptyState(look, "note", words))
        self.verticalScrollBar().setValue(0)
        back.setFocus()

    def add_entries(self, entries: Sequence[CheckIn], change: "partial[None]") -> None:
        """Show what was told before below the others; `change` shows the form with one of them."""
        if self._more is not None:
            self._more.hide()
            self._more.deleteLater()
            self._more = None
        for one in entries:
            self._entries_column.addWidget(self._entry(one, change))
        if entries and len(entries) % PAGE_ROWS == 0:
            self._more = Button(self._look, "Show older ones")
            self._more.clicked.connect(partial(self.more.emit, entries[-1]))
            self._entries_column.addWidget(self._more)

    # --- the form ----------------------------------------------------------------------------------------------------

    def _add_form(self, column: QVBoxLayout, now: CheckIn | None) -> None:
        look = self._look
        pain = Card(look, padding=2)
        pain.layout_.addWidget(heading("Where it hurts, and how much"))
        pain.layout_.addWidget(muted("Point at each place. 0 is none, 10 the worst you can imagine."))
        both = QWidget()
        flow = Flow(both, gap=look.theme.space(3), column_px=look.theme.scaled(240))
        self.map = BodyMap(look)
        self.map.picked.connect(self._show_pains)
        self._pains = QWidget()
        self._pain_column = column_in(self._pains, look, 1)
        self.pains: dict[str, Select] = {}
        flow.addWidget(self.map)
        flow.addWidget(self._pains)
        pain.layout_.addWidget(both)
        self._given = dict(now.pain) if now is not None else {}
        self.map.choose(tuple(area for area in self._given if area != WHOLE_BODY))
        self._show_pains()
        column.addWidget(pain)
        used = Card(look, padding=2)
        used.layout_.addWidget(heading("What else there was"))
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1), column_px=look.theme.scaled(140))
        self.used = {name: Tick(look, words, ticked=now is not None and name in now.used) for name, words in _used()}
        for tick in self.used.values():
            flow.addWidget(tick)
        used.layout_.addWidget(row)
        self.medicine = TextInput(look)
        self.medicine.setMaxLength(_MOST_TEXT)
        hint = "Your own words, for yourself or for who treats you. Unhunch does not read them."
        used.layout_.addWidget(Field(look, "Medicine", self.medicine, hint=hint))
        self.note = NoteInput(lines=3)
        used.layout_.addWidget(Field(look, "Note", self.note))
        self.share = Tick(look, "Note and medicine may stand on a sheet for somebody who treats me")
        used.layout_.addWidget(self.share)
        if now is not None:
            self.medicine.setText(now.medicine or "")
            self.note.setPlainText(now.note or "")
            self.share.setChecked(now.share)
        column.addWidget(used)

    def _show_pains(self) -> None:
        """Ask for each place that is pointed at, or for the whole body where none is."""
        for area, select in self.pains.items():
            self._given[area] = select.currentData()
        while (item := self._pain_column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.pains = {}
        for area in self.map.chosen or (WHOLE_BODY,):
            select = Select(self._look)
            select.offer([(None, "Not told"), *((pain, str(pain)) for pain in range(11))])
            select.show_value(self._given.get(area))
            self._pain_column.addWidget(Row(self._look, begun_large(area), select))
            self.pains[area] = select
        self._pain_column.addStretch(1)
        last_spot = list(self.map.spots.values())[-1]
        for one, after in pairwise([last_spot, *self.pains.values()]):  # made after all that stands below
            QWidget.setTabOrder(one, after)

    def _markers(self, marked: Sequence[CheckIn], today: date, now: CheckIn | None) -> Card:
        look = self._look
        card = Card(look, padding=2)
        card.layout_.addWidget(heading("Three things that should go well again"))
        card.layout_.addWidget(muted("Your own, such as: lift my child, or sit through a film. Rate them once a week."))
        last = marked[-1] if marked else None
        if last is not None and now is None:
            card.layout_.addWidget(body(when_to_rate(last, today)))
        shown = now.markers if now is not None and now.markers else last.markers if last is not None else ()
        self.markers: list[tuple[TextInput, Select]] = []
        for place in range(MARKERS):
            text, ease = TextInput(look), Select(look)
            text.setMaxLength(_MOST_MARKER)
            text.setAccessibleName(f"Thing {place + 1}")
            ease.offer(_EASES)
            if place < len(shown):
                text.setText(shown[place].text)
                ease.show_value(shown[place].ease if now is not None else None)
            row = QWidget()
            flow = Flow(row, gap=look.theme.space(1.5), column_px=look.theme.scaled(220))
            flow.addWidget(text)
            flow.addWidget(ease)
            ease.setAccessibleName(f"How thing {place + 1} goes")
            card.layout_.addWidget(row)
            trend = trend_of(text.text(), marked)
            if trend:
                card.layout_.addWidget(small(trend))
            self.markers.append((text, ease))
        return card

    def _tell(self) -> None:
        pain = {area: select.currentData() for area, select in self.pains.items() if select.currentData() is not None}
        used = frozenset(name for name, tick in self.used.items() if tick.isChecked())
        rated = [(text.text().strip(), ease.currentData()) for text, ease in self.markers]
        markers = tuple(Marker(text, ease) for text, ease in rated if text and ease is not None)
        medicine, note = self.medicine.text().strip() or None, self.note.toPlainText().strip() or None
        if any(ease is not None and not text for text, ease in rated):
            self._refuse("Say in a few words what it is that you rated.")
        elif not (pain or used or markers or medicine or note):
            self._refuse("There is nothing to keep yet: tell at least one thing.")
        else:
            told = Told(pain, used, medicine, note, self.share.isChecked(), markers)
            self.told.emit(self._changed.id if self._changed is not None else "", told)

    def _refuse(self, sentence: str) -> None:
        self.nothing.setText(sentence)
        self.nothing.show()

    # --- what was told before ----------------------------------------------------------------------------------------

    def _entry(self, one: CheckIn, change: "partial[None]") -> Card:
        look = self._look
        card = Card(look, padding=1.5)
        name = when_told(one)
        row = TitleRow(look, heading(name))
        edit = Button(look, "Change", icon="edit", kind="quiet")
        edit.clicked.connect(lambda: change(changed=one))
        edit.setAccessibleName(f"Change: {name}")
        delete = Button(look, "Delete", icon="cross", kind="quiet")
        delete.clicked.connect(partial(self.deleted.emit, one.id))
        delete.setAccessibleName(f"Delete: {name}")
        row.add(edit, delete)
        card.layout_.addWidget(row)
        for line in lines_of(one):
            card.layout_.addWidget(body(line))
        return card


def _used() -> list[tuple[str, str]]:
    return [(name, USED_WORDS[name]) for name in USED]


def when_told(one: CheckIn) -> str:
    """Say when something was told, in the person's own time then: `Mon 23 Nov 2026, 08:15`."""
    zone = timezone(timedelta(seconds=one.utc_offset_s))
    return f"{datetime.fromisoformat(one.at_utc).astimezone(zone):%a %d %b %Y, %H:%M}"


def lines_of(one: CheckIn) -> list[str]:
    """Say what was told, a line for each thing."""
    lines = []
    if one.pain:
        lines.append(f"Pain: {', '.join(f'{area} {pain} of 10' for area, pain in one.pain.items())}.")
    if one.used:
        lines.append(f"{', '.join(words for name, words in _used() if name in one.used)}.")
    if one.medicine:
        lines.append(f"Medicine: {one.medicine}")
    if one.note:
        lines.append(f"Note: {one.note}")
    return lines + [f"{marker.text}: {marker.ease} of 10" for marker in one.markers if marker.ease is not None]


def when_to_rate(last: CheckIn, today: date) -> str:
    """Say when the markers are to be rated again."""
    due = date.fromisoformat(last.day) + timedelta(days=RATE_AGAIN_DAYS)
    if due <= today:
        return "It is a week since you rated them. How do they go now?"
    return f"Rated {date.fromisoformat(last.day):%a %d %b}; next on {due:%a %d %b}, or whenever you like."


def trend_of(text: str, marked: Sequence[CheckIn], most: int = 8) -> str:
    """Say how one of them went, the latest last: `So far: 2, 3, 5`; nothing where it was never rated."""
    found = [marker.ease for one in marked for marker in one.markers if marker.text == text and marker.ease is not None]
    return f"So far: {', '.join(map(str, found[-most:]))}" if found and text else ""
