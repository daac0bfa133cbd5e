"""Programmes: which there are, what each asks week by week, and following one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.plan.planned import Run
from app.plan.running import Place
from app.routine.model import Day, Programme
from app.ui.kit import Button, Card, CardButton, Flow, Label, body, heading, muted, small, title
from app.ui.kit.field import Field
from app.ui.kit.select import Select
from app.ui.pages.layout import Changing, at_left, column_in
from app.ui.pages.plan.putting import time_select

_MISSED = (("shift", "It waits: I go on where I was"), ("skip", "It is over: I go on by the date"))
_BEGIN_WITHIN = 14


@dataclass(frozen=True)
class Followed:
    """A programme that was started, and where it is today; None before it begins, while it is left or paused."""

    run: Run
    place: Place | None
    is_away: bool

    @property
    def is_on(self) -> bool:
        """Whether it is being followed."""
        return not self.is_away and not (self.place is not None and self.place.is_over)


class ProgrammesPage(Changing):
    """Every programme as a card, what is being followed first, and earlier ones last."""

    back = Signal()
    chosen = Signal(str)

    def show_programmes(
        self, programmes: Mapping[str, Programme], followed: Sequence[Followed], back_words: str = "Today"
    ) -> None:
        """Show what there is to follow."""
        column = self.fresh()
        back = Button(self._look, back_words, icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title("Programmes"))
        on = {one.run.programme: one for one in followed if one.is_on}
        for slug, one in sorted(programmes.items(), key=lambda pair: pair[0] not in on):
            column.addWidget(self._card(slug, one, on.get(slug)))
        earlier = [one for one in followed if not one.is_on and one.run.programme in programmes]
        if earlier:
            card = Card(self._look, padding=2)
            card.layout_.addWidget(heading("Earlier"))
            for past in reversed(earlier):
                words = "left" if past.is_away else "followed to its end"
                name = programmes[past.run.programme].title
                card.layout_.addWidget(body(f"{name}: begun {past.run.first:%d %b %Y}, {words}"))
            column.addWidget(card)
        self.verticalScrollBar().setValue(0)
        back.setFocus()

    def _card(self, slug: str, one: Programme, followed: Followed | None) -> QWidget:
        weeks = f"{len(one.weeks)} week{'s' * (len(one.weeks) != 1)}"
        card = CardButton(self._look, f"{one.title}, {weeks}. {one.purpose}", padding=2)
        card.layout_.addWidget(small(weeks if followed is None else f"{weeks}. {place_words(followed)}"))
        card.layout_.addWidget(heading(one.title))
        card.layout_.addWidget(muted(one.purpose))
        card.clicked.connect(partial(self.chosen.emit, slug))
        return card


def place_words(one: Followed) -> str:
    """Say where a programme is."""
    if one.is_away:
        return "You left it."
    if one.place is None:
        return "It has not begun yet, or your plan is paused."
    if one.place.is_over:
        return "You followed it to its end."
    return f"You are in week {one.place.week_number}, day {one.place.day_number}."


class ProgrammePage(Changing):
    """One programme, and the run of it that goes on."""

    back = Signal()
    started = Signal(str, object, str, object, object)  # slug, date, missed, morning and evening times
    left = Signal(object)  # a Run
    returned = Signal(object)
    turned = Signal(object, int)  # a Run, to the first day of a week
    swapped = Signal(object, str, str)  # a Run, a routine, and the one instead
    missed_chosen = Signal(object, str)
    routine_asked = Signal(str)

    def show_programme(
        self, slug: str, one: Programme, followed: Followed | None, titles: Callable[[str], str], today: date
    ) -> None:
        """Show a programme, and where one is in it."""
        place = self.verticalScrollBar().value()
        self._slug, self._one, self._followed, self._titles, self._today = slug, one, followed, titles, today
        column = self.fresh()
        back = Button(self._look, "Programmes", icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title(one.title))
        column.addWidget(body(one.purpose))
        column.addWidget(self._following(followed) if followed is not None else self._starting())
        for heading_, lines in (("Before you start", one.before_you_start), ("Get advice if", one.get_advice_if)):
            if lines:
                column.addWidget(self._lines(heading_, lines))
        for number, week in enumerate(one.weeks, 1):
            card = Card(self._look, padding=2)
            card.layout_.addWidget(small(f"Week {number}"))
            card.layout_.addWidget(heading(week.focus))
            card.layout_.addWidget(muted(week.goal))
            for day_number, day in enumerate(week.days, 1):
                card.layout_.addWidget(self._day(number, day_number, day))
            column.addWidget(card)
        if one.afterwards:
            column.addWidget(self._lines("Afterwards", one.afterwards))
        self.verticalScrollBar().setValue(place)

    def _lines(self, words: str, lines: Sequence[str]) -> Card:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading(words))
        for line in lines:
            card.layout_.addWidget(body(f"•  {line}"))
        return card

    # --- starting ----------------------------------------------------------------------------------------------------

    def _starting(self) -> Card:
        look = self._look
        card = Card(look, padding=2)
        card.layout_.addWidget(heading("Follow it"))
        self.first, self.missed = Select(look), Select(look)
        days = [self._today + timedelta(days=number) for number in range(_BEGIN_WITHIN)]
        names = ("Today", "Tomorrow")
        self.first.offer(
            (day, names[number] if number < len(names) else f"{day:%A} {day.day} {day:%b}")
            for number, day in enumerate(days)
        )
        self.missed.offer(_MISSED)
        self.morning, self.evening = time_select(look, 8 * 3600.0), time_select(look, 20 * 3600.0)
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(2), column_px=look.theme.scaled(190))
        for words, select in (
            ("It begins", self.first),
            ("A day you miss", self.missed),
            ("Mornings at", self.morning),
            ("Evenings at", self.evening),
        ):
            flow.addWidget(Field(look, words, select))
        card.layout_.addWidget(row)
        self.start = Button(look, "Start this programme", icon="play", kind="primary", large=True)
        self.start.clicked.connect(self._start)
        card.layout_.addWidget(at_left(self.start))
        return card

    def _start(self) -> None:
        self.started.emit(
            self._slug,
            self.first.currentData(),
            self.missed.currentData(),
            self.morning.currentData(),
            self.evening.currentData(),
        )

    # --- following ---------------------------------------------------------------------------------------------------

    def _following(self, one: Followed) -> Card:
        look, run = self._look, one.run
        card = Card(look, padding=2)
        card.layout_.addWidget(heading(place_words(one)))
        self.missed = Select(look)
        self.missed.offer(_MISSED)
        self.missed.show_value(run.rule(self._today))
        self.missed.picked.connect(partial(self.missed_chosen.emit, run))
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1))
        if one.is_away:
            again = Button(look, "Return to it", icon="play", kind="primary")
            again.clicked.connect(partial(self.returned.emit, run))
            flow.addWidget(again)
        elif one.place is not None and not one.place.is_over:
            week = one.place.week_number
            repeat = Button(look, f"Begin week {week} again", icon="repeat")
            repeat.clicked.connect(partial(self.turned.emit, run, week))
            flow.addWidget(repeat)
            if week > 1:
                gentler = Button(look, f"Go back to week {week - 1}", icon="easier")
                gentler.clicked.connect(partial(self.turned.emit, run, week - 1))
                flow.addWidget(gentler)
        if not one.is_away:
            card.layout_.addWidget(Field(look, "A day you miss", self.missed))
            leave = Button(look, "Leave it", icon="cross")
            leave.clicked.connect(partial(self.left.emit, run))
            flow.addWidget(leave)
        card.layout_.addWidget(row)
        return card

    def _day(self, week: int, number: int, day: Day) -> QWidget:
        place = self._followed.place if self._followed is not None else None
        is_here = place is not None and not place.is_over and (place.week_number, place.day_number) == (week, number)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.theme.space(1.5))
        row.addWidget(Label(f"Day {number}", "small", "accent" if is_here else "muted", strong=is_here, wrap=False))
        box = QWidget()
        column = column_in(box, self._look, 0.5)
        if day.rest_day:
            column.addWidget(muted("Rest day"))
        for session in day.sessions:
            column.addWidget(self._session(session.routine, session.swap, session.optional))
        if day.note:
            column.addWidget(small(day.note))
        row.addWidget(box, 1)
        return line

    def _session(self, routine: str, swap: str | None, is_optional: bool) -> QWidget:
        run = self._followed.run if self._followed is not None and self._followed.is_on else None
        done = run.instead_of(routine, self._today) if run is not None else routine
        line = QWidget()
        flow = Flow(line, gap=self._look.theme.space(1))
        name = Button(self._look, self._titles(done), kind="quiet", flush=True)
        name.clicked.connect(partial(self.routine_asked.emit, done))
        flow.addWidget(name)
        if is_optional:
            flow.addWidget(small("if you like"))
        if run is not None and done != routine:
            self._offer(flow, run, routine, routine, f"Do {self._titles(routine)} again")
        elif run is not None and swap is not None:
            self._offer(flow, run, routine, swap, f"Do {self._titles(swap)} instead")
        return line

    def _offer(self, flow: Flow, run: Run, routine: str, other: str, words: str) -> None:
        button = Button(self._look, words, icon="repeat", kind="quiet", flush=True)
        button.clicked.connect(partial(self.swapped.emit, run, routine, other))
        flow.addWidget(button)
