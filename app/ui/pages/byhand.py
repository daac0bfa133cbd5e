"""A session that was done without the app, put in by hand: what, when, how long, and how it felt."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit import Button, Card, Flow, body, title
from app.ui.kit.field import Field, NoteInput, TextInput
from app.ui.kit.select import Select
from app.ui.kit.tick import Tick
from app.ui.pages.layout import Inner, at_left
from app.ui.pages.moments import MomentInput
from app.ui.theme import Look

OTHER = ""  # a session of no routine here
_OTHER_WORDS = "Something else"
_MOST_MINUTES = 480
_MINUTES = f"Whole minutes, 1 to {_MOST_MINUTES}."
_LONGEST_TITLE = 80


@dataclass(frozen=True)
class ByHand:
    """What was typed. `routine` is a slug, or OTHER; `began` what the wall clock showed."""

    routine: str
    title: str
    began: datetime
    minutes: int
    pain_before: int | None
    pain_after: int | None
    note: str | None
    share: bool


class ByHandPage(Inner):
    """`added` carries what was typed, once all of it is well."""

    added = Signal(object)  # a ByHand

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._minutes_of: dict[str, int] = {}

    def show_form(self, routines: Iterable[tuple[str, str, int]], now: datetime) -> None:
        """Show an empty form. `routines` are slug, title and minutes."""
        look, column = self._look, self.fresh()
        offered = [*routines]
        self._minutes_of = {slug: minutes for slug, _, minutes in offered}
        back = Button(look, "History", icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title("Add by hand"))
        column.addWidget(body("It counts like any other session, and can be put right or deleted later."))
        card = Card(look, padding=2)
        self.routine = Select(look)
        self.routine.offer([(OTHER, _OTHER_WORDS), *((slug, words) for slug, words, _ in offered)])
        self.routine.picked.connect(self._pick)
        self.name = TextInput(look, placeholder="Such as: a walk, or the class on Tuesday")
        self.name.setMaxLength(_LONGEST_TITLE)
        self.name_field = Field(look, "What was it?", self.name)
        self.moment = MomentInput(look, now, now)
        self.minutes = TextInput(look)
        self.minutes_field = Field(look, "Minutes", self.minutes, hint=_MINUTES)
        self.before, self.after = (self._pain() for _ in range(2))
        pains = QWidget()
        flow = Flow(pains, gap=look.theme.space(2), column_px=look.theme.scaled(150))
        for field in (
            self.minutes_field,
            Field(look, "Pain before", self.before),
            Field(look, "Pain after", self.after),
        ):
            field.keep_at_top()
            flow.addWidget(field)
        self.note = NoteInput(lines=2)
        self.share = Tick(look, "The note may stand on a sheet for somebody who treats me")
        self.add = Button(look, "Add it", icon="check", kind="primary")
        self.add.clicked.connect(self._add)
        form = (
            Field(look, "Routine", self.routine),
            self.name_field,
            self.moment,
            pains,
            Field(look, "Note", self.note),
        )
        for widget in (*form, self.share, at_left(self.add)):
            card.layout_.addWidget(widget)
        column.addWidget(card)
        self.verticalScrollBar().setValue(0)
        self.routine.setFocus()

    def _pain(self) -> Select:
        select = Select(self._look)
        select.offer([(None, "Not told"), *((pain, str(pain)) for pain in range(11))])
        return select

    def _pick(self, slug: str) -> None:
        self.name_field.setVisible(slug == OTHER)
        if slug != OTHER:
            self.minutes.setText(str(self._minutes_of[slug]))

    def _add(self) -> None:
        slug, name = self.routine.currentData(), self.name.text().strip()
        wants_name = slug == OTHER and not name
        minutes = _minutes(self.minutes.text())
        moment = self.moment.moment
        self.name_field.set_problem("Say in a few words what it was." if wants_name else "")
        self.minutes_field.set_problem("" if minutes is not None else _MINUTES)
        wrong = [(self.name, wants_name), (self.moment.day, moment is None), (self.minutes, minutes is None)]
        first = next((editor for editor, is_wrong in wrong if is_wrong), None)
        if first is not None or moment is None or minutes is None:
            (first or self.name).setFocus()
            return
        words = name if slug == OTHER else self.routine.currentText()
        pains = self.before.currentData(), self.after.currentData()
        note = self.note.toPlainText().strip() or None
        self.added.emit(ByHand(slug, words, moment, minutes, *pains, note, self.share.isChecked()))


def _minutes(text: str) -> int | None:
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 4):
        return None
    return int(text) if 1 <= int(text) <= _MOST_MINUTES else None
