"""The line above the library in which one says what one is looking for."""

from collections.abc import Iterable, Sequence
from typing import cast, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.play.finding import LENGTHS, NOTHING, Place, Wanted, needed
from app.play.library import Overview
from app.routine.model import Area, Kind
from app.ui.kit import Button, Flow, small
from app.ui.kit.choice import Choice
from app.ui.kit.field import TextInput
from app.ui.pages.layout import column_in
from app.ui.pages.words import KIND_WORDS
from app.ui.theme import Look

_PLACES: dict[Place, str] = {"seated": "Seated throughout", "no floor": "Not on the floor", "floor": "On the floor"}


class Finder(QWidget):
    """Words to search for, and choices by area, kind, length, place, equipment and favourites."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        column = column_in(self, look, 1)
        self.words = TextInput(look, placeholder="Search: neck, breathing, wall ...", icon="search")
        self.words.setAccessibleName("Search the routines")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self.changed)
        self.areas = Choice(look, "Area")
        self.kinds = Choice(look, "Kind")
        self.length = Choice(look, "Length", several=False)
        self.place = Choice(look, "Place", several=False)
        self.equipment = Choice(look, "I have")
        self.favourites = Button(look, "Favourites", icon="favourite")
        self.favourites.setCheckable(True)
        self.favourites.clicked.connect(self.changed)
        self.clear_button = Button(look, "Show all", icon="cross", kind="quiet")
        self.clear_button.clicked.connect(self.clear)
        self._told = small("")
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1))
        for button in (*self._choices, self.favourites, self.clear_button):
            flow.addWidget(button)
        for choice in self._choices:
            choice.changed.connect(self.changed)
        for widget in (self.words, row, self._told):
            column.addWidget(widget)
        self.length.offer((length, _length_words(*length)) for length in LENGTHS)
        self.place.offer(_PLACES.items())
        self.tell_count(0, 0)

    @property
    def _choices(self) -> tuple[Choice, ...]:
        return self.areas, self.kinds, self.length, self.place, self.equipment

    @property
    def wanted(self) -> Wanted:
        """What is looked for now."""
        return Wanted(
            words=self.words.text(),
            areas=frozenset(cast(tuple[Area, ...], self.areas.chosen)),
            kinds=frozenset(cast(tuple[Kind, ...], self.kinds.chosen)),
            minutes=next(iter(cast(tuple[tuple[int, int], ...], self.length.chosen)), None),
            equipment=frozenset(cast(tuple[str, ...], self.equipment.chosen)),
            place=next(iter(cast(tuple[Place, ...], self.place.chosen)), None),
            favourites=self.favourites.isChecked(),
        )

    def offer(self, routines: Sequence[Overview]) -> None:
        """Offer what the routines there are can be told apart by."""
        there = {area for one in routines for area in one.timeline.areas}
        self.areas.offer((area, area.capitalize()) for area in get_args(Area) if area in there)
        kinds = {kind for one in routines for kind in one.timeline.kinds}
        self.kinds.offer((kind, KIND_WORDS[kind]) for kind in get_args(Kind) if kind in kinds)
        things = _in_order(thing for one in routines for thing in needed(one))
        self.equipment.offer([(NOTHING, "Nothing special"), *((thing, thing.capitalize()) for thing in things)])

    def tell_count(self, shown: int, of: int) -> None:
        """Say how many of the routines are shown, where it is not all of them."""
        self._told.setText(f"{shown} of {of} routines")
        self._told.setVisible(not self.wanted.is_everything)
        self.clear_button.setVisible(not self.wanted.is_everything)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [self.words, *self._choices, self.favourites, self.clear_button]

    def ask(self, wanted: Wanted) -> None:
        """Look for these kinds alone."""
        self._forget()
        for kind in sorted(wanted.kinds):
            self.kinds.choose(kind)
        self.changed.emit()

    def clear(self) -> None:
        """Look for everything again."""
        self._forget()
        self.changed.emit()
        self.words.setFocus()

    def _forget(self) -> None:
        for choice in self._choices:
            choice.clear()
        self.favourites.setChecked(False)
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)


def _length_words(least: int, most: int) -> str:
    if least == LENGTHS[0][0]:
        return f"Up to {most} min"
    return f"Over {least - 1} min" if (least, most) == LENGTHS[-1] else f"{least} to {most} min"


def _in_order(things: Iterable[str]) -> list[str]:
    return sorted(set(things))
