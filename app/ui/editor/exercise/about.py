"""What an exercise is, in words: its name, what it is for, how one starts, how it is done and what to mind."""

from collections.abc import Sequence
from functools import partial
from typing import get_args

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from app.editing.draft import Draft
from app.editing.places import At, Plain
from app.routine.model import Area, Exercise, Kind
from app.ui.editor.bound import Bound, BoundLine, BoundLines, BoundSelect
from app.ui.kit import Card, Flow, heading
from app.ui.kit.choice import Choice
from app.ui.pages.words import KIND_WORDS
from app.ui.theme import Look

_SIDES = (("both", "Both at once"), ("each", "Each in turn"), ("alternating", "From rep to rep"))
_POSITIONS = (("seated", "Seated"), ("standing", "Standing"), ("floor", "On the floor"))


class BoundChoice(Bound):
    """Several of some, as a list in the file."""

    def __init__(
        self,
        look: Look,
        label: str,
        name: str,
        at: At,
        choices: Sequence[tuple[str, str]],
        *,
        is_needed: bool = False,
        hint: str = "",
    ) -> None:
        self.choice = Choice(look, name)
        self.choice.offer(choices)
        super().__init__(look, label, self.choice, partial(_show_in, self.choice), at, hint=hint, is_needed=is_needed)
        self.choice.changed.connect(self._tell)

    def _tell(self) -> None:
        self._write([str(one) for one in self.choice.chosen])
        self._leave()


def _show_in(choice: Choice, written: Plain | None) -> None:
    wanted = set(written) if isinstance(written, list) else set()
    with QSignalBlocker(choice):
        for value in wanted ^ set(choice.chosen):
            choice.choose(value)


class BoundWords(BoundLine):
    """A list of a few words, with commas between them on screen."""

    def _write(self, value: Plain) -> None:
        words = [word.strip() for word in str(value).split(",")]
        super()._write([word for word in words if word])


class AboutExercise(Card):
    """The fields of an exercise, its dose apart."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, look: Look, precautions: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> None:
        super().__init__(look, padding=2)
        self.name = BoundLine(look, "Name", ("name",), is_needed=True)
        kinds = [(kind, KIND_WORDS[kind]) for kind in get_args(Kind)]
        areas = [(area, area.capitalize()) for area in get_args(Area)]
        self.sides = BoundSelect(look, "Sides", ("sides",), _SIDES, usual="both")
        short: list[Bound] = [
            BoundSelect(look, "What sort", ("kind",), kinds),
            BoundChoice(look, "What it is for", "Areas", ("areas",), areas, is_needed=True),
            BoundSelect(look, "How one starts", ("position",), _POSITIONS),
            self.sides,
        ]
        hint = "One step on each line. {side} and {other} become left or right."
        self.how = BoundLines(look, "How it is done", ("instructions",), lines=4, hint=hint, is_needed=True)
        self.cue = BoundLine(
            look, "In a few words", ("cue",), is_needed=True, hint="Shown large, and spoken as it begins."
        )
        long: list[Bound] = [
            self.how,
            self.cue,
            BoundLine(look, "What to mind", ("caution",)),
            BoundWords(look, "What is needed", ("equipment",), hint="Such as: chair, band."),
        ]
        last: list[Bound] = [
            BoundChoice(look, "Who should ask first", "With", ("avoid_if",), precautions),
            BoundSelect(look, "An easier one", ("easier",), [("", "None"), *others]),
        ]
        self.fields: list[Bound] = [self.name, *short, *long, *last]
        self.layout_.addWidget(heading("In words"))
        self.layout_.addWidget(self.name)
        self.layout_.addWidget(self._row(short))
        for field in long:
            self.layout_.addWidget(field)
        self.layout_.addWidget(self._row(last))
        for field in self.fields:
            field.changed.connect(self.changed)
            field.refused.connect(self.refused)

    def _row(self, fields: list[Bound]) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(2), column_px=self._look.theme.scaled(190))
        for field in fields:
            field.keep_at_top()
            flow.addWidget(field)
        return row

    def show_draft(self, draft: Draft, *, again: bool = False) -> None:
        """Show what is written by now."""
        for field in self.fields:
            field.show_draft(draft, again=again)


def choices_of(exercises: dict[str, Exercise], but: str) -> list[tuple[str, str]]:
    """Return the exercises to choose from, by name."""
    return sorted(((slug, one.name) for slug, one in exercises.items() if slug != but), key=lambda one: one[1])
