"""What somebody gave, before it is taken in: what it holds, what is left out of it, and what is there already."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.sharing.arriving import Choice
from app.ui.kit import Bullet, Button, Card, Flow, heading, muted, small, title
from app.ui.kit.tick import Tick
from app.ui.pages.layout import Inner, at_left
from app.ui.theme import Look


@dataclass(frozen=True)
class Arriving:
    """What is told of a file: what it holds, what is left out of it, and the sentence on what is there already."""

    name: str
    holds: Sequence[str]
    notes: Sequence[str] = ()
    clash: str = ""
    touches_mine: bool = False
    touches_bundled: bool = False
    can_be_both: bool = True


class ArrivingPage(Inner):
    """Asks once. `taken` carries the answer for all that is there already: mine, theirs or both."""

    taken = Signal(str, bool)  # the choice, and whether what comes with the app may be replaced

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.answers: dict[Choice, Button] = {}
        self.bundled: Tick | None = None

    def show_arriving(self, one: Arriving) -> None:
        """Show what a file holds."""
        look, column = self._look, self.fresh()
        back = Button(look, "Library", icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title(one.name))
        column.addWidget(self._list("What is in it", one.holds))
        if one.notes:
            column.addWidget(self._list("About this file", one.notes))
        column.addWidget(self._question(one) if one.clash else self._add())
        self.verticalScrollBar().setValue(0)
        next(iter(self.answers.values())).setFocus()

    def _list(self, words: str, lines: Sequence[str]) -> Card:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading(words))
        for line in lines:
            card.layout_.addWidget(Bullet(line))
        return card

    def _add(self) -> QWidget:
        button = Button(self._look, "Add to my routines", icon="plus", kind="primary", large=True)
        button.clicked.connect(partial(self._take, "theirs"))
        self.answers, self.bundled = {"theirs": button}, None
        return at_left(button)

    def _question(self, one: Arriving) -> Card:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading(f"{one.clash}. Which is to be kept?"))
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1))
        ways: list[tuple[Choice, str]] = [("both", "Keep both"), ("mine", "Keep mine"), ("theirs", "Take theirs")]
        self.answers = {}
        for choice, words in ways if one.can_be_both else ways[1:]:
            button = Button(self._look, words, kind="secondary" if self.answers else "primary")
            button.clicked.connect(partial(self._take, choice))
            flow.addWidget(button)
            self.answers[choice] = button
        card.layout_.addWidget(row)
        self.bundled = None
        if one.touches_bundled:
            self.bundled = Tick(self._look, "Theirs may stand in for what comes with Unhunch, too")
            card.layout_.addWidget(self.bundled)
            card.layout_.addWidget(small("Without this, theirs goes beside it under another name."))
        if one.touches_mine:
            both = "Both: theirs gets a name of its own. " if one.can_be_both else ""
            card.layout_.addWidget(muted(f"{both}Theirs: yours is gone."))
        return card

    def _take(self, choice: Choice) -> None:
        self.taken.emit(choice, self.bundled is not None and self.bundled.isChecked())
