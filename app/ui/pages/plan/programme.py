"""A programme: what it asks week by week, and following it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.plan.outline import Minutes, Outline, minutes_on
from app.plan.planned import Run
from app.routine.model import Day, PlannedSession, Programme
from app.ui.kit import Bullet, Button, Card, Flow, Label, body, heading, muted, small, title
from app.ui.kit.button import Kind
from app.ui.kit.field import Field
from app.ui.kit.select import Select
from app.ui.pages.layout import Inner, at_left, column_in
from app.ui.pages.plan.programmes import Followed, outline_words, place_words
from app.ui.pages.plan.putting import time_select

_MISSED = (("shift", "It waits for me"), ("skip", "It is left out"))
_BEGIN_WITHIN = 14


@dataclass(frozen=True)
class ProgrammeShown:
    """What the page shows of a programme, and of the run of it that goes on or was left."""

    slug: str
    programme: Programme
    outline: Outline
    followed: Followed | None
    beside: tuple[str, ...]  # the titles of other programmes that are followed
    title_of: Callable[[str], str | None]  # of a routine; None where it is gone
    minutes_of: Minutes
    today: date


class ProgrammePage(Inner):
    """One programme, and the run of it that goes on."""

    started = Signal(str, object, str, object, object)  # slug, date, missed, morning and evening times
    left = Signal(object)  # a Run
    returned = Signal(object)
    turned = Signal(object, int)  # a Run, to the first day of a week
    swapped = Signal(object, str, str)  # a Run, a routine, and the one instead
    missed_chosen = Signal(object, str)
    routine_asked = Signal(str)
    today_asked = Signal()

    back_button: Button
    _shown_now: ProgrammeShown

    def show_programme(self, shown: ProgrammeShown) -> None:
        """Show a programme, and where one is in it."""
        place, focus = self.verticalScrollBar().value(), self.focused
        self._shown_now, one, followed = shown, shown.programme, shown.followed
        column = self.fresh()
        self.back_button = Button(self._look, "Programmes", icon="chevron-left", kind="quiet")
        self.back_button.clicked.connect(self.back)
        column.addWidget(at_left(self.back_button))
        column.addWidget(title(one.title))
        column.addWidget(small(outline_words(shown.outline)))
        column.addWidget(body(one.purpose))
        if followed is not None:
            column.addWidget(self._following(followed))
        if followed is None or followed.is_away:
            column.addWidget(self._starting(is_first=followed is None))
        for heading_, lines in (("Before you start", one.before_you_start), ("Get advice if", one.get_advice_if)):
            if lines:
                column.addWidget(self._lines(heading_, lines))
        for number in range(1, len(one.weeks) + 1):
            column.addWidget(self._week(number))
        if one.afterwards:
            column.addWidget(self._lines("Afterwards", one.afterwards))
        if focus is not None:
            self.focus_on(focus.accessibleName(), self.back_button)
        self.verticalScrollBar().setValue(place)

    def _week(self, number: int) -> Card:
        week = self._shown_now.programme.weeks[number - 1]
        card = Card(self._look, padding=2)
        card.layout_.addWidget(small(f"Week {number}"))
        card.layout_.addWidget(heading(week.focus))
        card.layout_.addWidget(muted(week.goal))
        for day_number, day in enumerate(week.days, 1):
            card.layout_.addWidget(self._day(number, day_number, day))
        return card

    def _lines(self, words: str, lines: Sequence[str]) -> Card:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading(words))
        for line in lines:
            card.layout_.addWidget(Bullet(line))
        return card

    # --- starting ----------------------------------------------------------------------------------------------------

    def _starting(self, *, is_first: bool) -> Card:
        look = self._look
        card = Card(look, padding=2)
        card.layout_.addWidget(heading("Follow it" if is_first else "Begin it anew"))
        if self._shown_now.beside:
            card.layout_.addWidget(muted(f"You also follow {' and '.join(self._shown_now.beside)}. Both would be due."))
        self.first, self.missed = Select(look), Select(look)
        days = [self._shown_now.today + timedelta(days=number) for number in range(_BEGIN_WITHIN)]
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
        kind: Kind = "primary" if is_first else "secondary"
        self.start = Button(look, "Start this programme", icon="play", kind=kind, large=is_first)
        self.start.clicked.connect(self._start)
        card.layout_.addWidget(at_left(self.start))
        return card

    def _start(self) -> None:
        self.started.emit(
            self._shown_now.slug,
            self.first.currentData(),
            self.missed.currentData(),
            self.morning.currentData(),
            self.evening.currentData(),
        )

    # --- following ---------------------------------------------------------------------------------------------------

    def _following(self, one: Followed) -> Card:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading(place_words(one)))
        if one.step is not None:
            card.layout_.addWidget(body(one.step.sentence))
        if not one.is_away:
            card.layout_.addWidget(Field(self._look, "A day you miss", self._missed_rule(one.run)))
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1))
        for button in self._ways(one):
            flow.addWidget(button)
        card.layout_.addWidget(row)
        return card

    def _missed_rule(self, run: Run) -> Select:
        self.missed = Select(self._look)
        self.missed.setAccessibleName("A day you miss")
        self.missed.offer(_MISSED)
        self.missed.show_value(run.rule(self._shown_now.today))
        self.missed.picked.connect(partial(self.missed_chosen.emit, run))
        return self.missed

    def _ways(self, one: Followed) -> Iterator[Button]:
        look, run = self._look, one.run
        if one.is_away:
            again = Button(look, "Return to it", icon="play", kind="primary")
            again.clicked.connect(partial(self.returned.emit, run))
            yield again
            return
        if one.is_on and one.week is None:
            today = Button(look, "See today", icon="today", kind="primary")
            today.clicked.connect(self.today_asked)
            yield today
        for week, words, icon in self._weeks(one):
            turn = Button(look, words, icon=icon, kind="primary" if week == one.week else "secondary")
            turn.clicked.connect(partial(self.turned.emit, run, week))
            yield turn
        leave = Button(look, "Leave it", icon="cross")
        leave.clicked.connect(partial(self.left.emit, run))
        yield leave

    @staticmethod
    def _weeks(one: Followed) -> list[tuple[int, str, str]]:
        """Return the weeks one may go to: the gentler one where it is offered, this one again, the one before."""
        if one.place is None or one.place.is_over:
            return []
        now = one.place.week_number
        weeks = [(now, f"Begin week {now} again", "repeat")]
        if now > 1:
            weeks.append((now - 1, f"Go back to week {now - 1}", "easier"))
        if one.week is not None:
            weeks = [(week, words, icon) for week, words, icon in weeks if week != one.week]
            weeks.insert(0, (one.week, f"Go to the gentler week {one.week}", "easier"))
        return weeks

    def _day(self, week: int, number: int, day: Day) -> QWidget:
        shown = self._shown_now
        place = shown.followed.place if shown.followed is not None else None
        is_here = place is not None and not place.is_over and (place.week_number, place.day_number) == (week, number)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.theme.space(1.5))
        words = f"Day {number}, now" if is_here else f"Day {number}"
        name = Label(words, "small", "accent" if is_here else "muted", strong=is_here, wrap=False)
        name.setMinimumWidth(QFontMetrics(self._look.font("small", strong=True)).horizontalAdvance("Day 7, now"))
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        box = QWidget()
        column = column_in(box, self._look, 0.5)
        minutes = minutes_on(day, shown.minutes_of)
        told = "Rest day" if day.rest_day else f"{minutes} min" if minutes else ""
        if told:
            column.addWidget(muted(told))
        for session in day.sessions:
            column.addWidget(self._session(session))
        if day.note:
            column.addWidget(small(day.note))
        row.addWidget(box, 1)
        return line

    def _session(self, session: PlannedSession) -> QWidget:
        shown, routine, swap = self._shown_now, session.routine, session.swap
        run = shown.followed.run if shown.followed is not None and shown.followed.is_on else None
        done = run.instead_of(routine, shown.today) if run is not None else routine
        line = QWidget()
        flow = Flow(line, gap=self._look.theme.space(1))
        name = shown.title_of(done)
        if name is None:
            flow.addWidget(body(f"“{done}” cannot be found or used."))
        else:
            button = Button(self._look, name, kind="quiet", flush=True)
            button.clicked.connect(partial(self.routine_asked.emit, done))
            flow.addWidget(button)
        if session.optional:
            flow.addWidget(small("if you like"))
        if run is not None and done != routine:
            self._offer(flow, run, routine, routine, f"Do {shown.title_of(routine) or routine} again")
        elif run is not None and swap is not None and (other := shown.title_of(swap)) is not None:
            self._offer(flow, run, routine, swap, f"Do {other} instead")
        return line

    def _offer(self, flow: Flow, run: Run, routine: str, other: str, words: str) -> None:
        button = Button(self._look, words, icon="repeat", kind="quiet", flush=True)
        button.clicked.connect(partial(self.swapped.emit, run, routine, other))
        flow.addWidget(button)
