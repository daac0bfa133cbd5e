"""Every programme there is: what it asks for, where one is in it, and which were followed before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.plan.outline import Outline
from app.plan.planned import Run
from app.plan.progress import NextStep
from app.plan.running import Place
from app.routine.model import Programme
from app.ui.kit import Button, Card, CardButton, Label, Picture, body, heading, muted, small, title
from app.ui.pages.layout import Inner, at_left

_ORDER = ("upper-back-4-weeks", "desk-worker", "calm")


@dataclass(frozen=True)
class Followed:
    """A programme that was started, and where it is today; None before it begins, while it is left or paused."""

    run: Run
    place: Place | None
    is_away: bool
    step: NextStep | None = None  # what its rule says, where that is to do more or less
    week: int | None = None  # the gentler one it offers

    @property
    def is_on(self) -> bool:
        """Whether it is being followed."""
        return not self.is_away and not (self.place is not None and self.place.is_over)


class ProgrammesPage(Inner):
    """Every programme as a card, what is being followed first, and earlier ones last."""

    chosen = Signal(str)

    back_button: Button

    def show_programmes(
        self, programmes: Mapping[str, Programme], outlines: Mapping[str, Outline], followed: Sequence[Followed]
    ) -> None:
        """Show what there is to follow."""
        place, focus = self.verticalScrollBar().value(), self.focused
        column = self.fresh()
        self.back_button = Button(self._look, "Today", icon="chevron-left", kind="quiet")
        self.back_button.clicked.connect(self.back)
        column.addWidget(at_left(self.back_button))
        column.addWidget(title("Programmes"))
        on = {one.run.programme: one for one in followed if one.is_on}
        for slug, one in sorted(programmes.items(), key=lambda pair: (pair[0] not in on, _place(pair[0]))):
            column.addWidget(self._card(slug, one, outlines[slug], on.get(slug)))
        earlier = [one for one in followed if not one.is_on and one.run.programme in programmes]
        if earlier:
            card = Card(self._look, padding=2)
            card.layout_.addWidget(heading("Earlier"))
            for past in reversed(earlier):
                words = "left" if past.is_away else "followed to its end"
                begun = f"{past.run.first.day} {past.run.first:%b %Y}"
                card.layout_.addWidget(body(f"{programmes[past.run.programme].title}: begun {begun}, {words}"))
            column.addWidget(card)
        if focus is not None:
            self.focus_on(focus.accessibleName(), self.back_button)
        self.verticalScrollBar().setValue(place)

    def _card(self, slug: str, one: Programme, told: Outline, followed: Followed | None) -> CardButton:
        asked = outline_words(told)
        card = CardButton(self._look, f"{one.title}. {asked}. {one.purpose}", padding=2)
        words = QVBoxLayout()
        words.setSpacing(self._look.theme.space(1))
        words.addWidget(heading(one.title))
        words.addWidget(small(asked))
        words.addWidget(muted(one.purpose))
        if followed is not None:
            words.addWidget(Label(place_words(followed), strong=True))
        row = QHBoxLayout()
        row.addLayout(words, 1)
        row.addWidget(Picture(self._look, "chevron-right", "muted", 24))
        card.layout_.addLayout(row)
        card.clicked.connect(partial(self.chosen.emit, slug))
        return card


def _place(slug: str) -> int:
    """Return where a programme stands: the back first, for which most come, and other people's last."""
    return _ORDER.index(slug) if slug in _ORDER else len(_ORDER)


def place_words(one: Followed) -> str:
    """Say where a programme is."""
    if one.is_away:
        return "You left it."
    if one.place is None:
        return "It has not begun yet, or your plan is paused."
    if one.place.is_over:
        return "You followed it to its end."
    return f"You are in week {one.place.week_number}, day {one.place.day_number}."


def outline_words(one: Outline) -> str:
    """Say what a programme asks for: `4 weeks, 6 days a week, 5 to 15 minutes a day`."""
    parts = [_span(one.weeks, one.weeks, "week"), f"{_span(*one.days, 'day')} a week"]
    if one.minutes is not None:
        more = " and more if you like" if one.is_more else ""
        parts.append(f"{_span(*one.minutes, 'minute')} a day{more}")
    return ", ".join(parts)


def _span(least: int, most: int, unit: str) -> str:
    number = str(most) if least == most else f"{least} to {most}"
    return f"{number} {unit}{'' if number == '1' else 's'}"
