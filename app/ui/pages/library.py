"""The library: a card for each routine, and for each file that cannot be used what is wrong with it."""

from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.kit import (
    Card,
    CardButton,
    Chip,
    EmptyState,
    Flow,
    Label,
    Picture,
    announce,
    body,
    heading,
    muted,
    small,
    title,
)
from app.ui.pages.layout import Changing
from app.ui.pages.words import icon_of, picture_role, tint_of
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.history.unfinished import Unfinished
    from app.play.library import Broken, Overview
    from app.routine.reader import Problem
    from app.ui.pages.offer import OfferCard

_CARD_PX = 250
_MOST_PROBLEMS = 5
GROUPS = (
    "desk",
    "daily",
    "upper back",
    "neck",
    "shoulders",
    "chest",
    "lower back",
    "hips",
    "posture",
    "strength",
    "flow",
    "heat and cold",
    "massage",
    "breathing",
    "relaxation",
)


class LibraryPage(Changing):
    """Lists the routines, the person's own first; above them, one that was cut off."""

    chosen = Signal(str)  # slug
    go_on = Signal()  # with what is offered
    left = Signal()  # what is offered

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._offer: OfferCard | None = None
        self.body.addWidget(title("Library"))

    def show_routines(self, routines: "Sequence[Overview | Broken]", folder: str) -> None:
        """Show these routines; `folder` is where the person's own files go."""
        from app.play.library import Overview  # late: the window is painted before a routine is read

        column = self.fresh()
        if not routines:
            column.addWidget(EmptyState(self._look, "library", f"There are no routines yet. Put one in {folder}."))
            return
        grid = QWidget()
        flow = Flow(grid, gap=self._look.theme.space(2), column_px=self._look.theme.scaled(_CARD_PX))
        for one in sorted(routines, key=_order):
            if isinstance(one, Overview):
                card = RoutineCard(one, self._look)
                card.clicked.connect(partial(self.chosen.emit, one.slug))
                flow.addWidget(card)
            if one.problems:
                flow.addWidget(_broken_card(one.problems, self._look))
        column.addWidget(grid)

    def show_offer(self, unfinished: "Unfinished | None") -> None:
        """Offer to go on with what was cut off; None takes the offer away."""
        if self._offer is not None:
            self.body.removeWidget(self._offer)
            self._offer.hide()
            self._offer.deleteLater()
            self._offer = None
        if unfinished is not None:
            from app.ui.pages.offer import OfferCard  # late: there is seldom one

            offer = self._offer = OfferCard(unfinished, self._look)
            offer.go_on.connect(self.go_on)
            offer.left.connect(self.left)
            self.body.insertWidget(1, offer)
            cards = self.findChildren(CardButton)  # they were there first, and come after it
            for before, after in pairwise([offer.go_on_button, offer.leave_button, *cards]):
                QWidget.setTabOrder(before, after)
            announce(self, offer.accessibleName())


class RoutineCard(CardButton):
    """One routine, pressed to see more of it."""

    def __init__(self, one: "Overview", look: Look) -> None:
        about = "" if one.timeline.is_exact else "about "
        super().__init__(look, f"{one.routine.title}, {about}{one.minutes} minutes. {one.routine.purpose}", padding=2)
        kind = icon_of(one.timeline.kinds)
        top = QHBoxLayout()
        top.addWidget(Picture(look, kind, picture_role(kind), 28))
        top.addStretch(1)
        top.addWidget(Chip(look, f"{one.minutes} min", icon="clock", tint=tint_of(kind)))
        self.layout_.addLayout(top)
        is_mine = one.mine and not one.problems  # with problems, the bundled one stands in
        self.layout_.addWidget(small("My routines" if is_mine else one.routine.group.capitalize()))
        self.layout_.addWidget(heading(one.routine.title))
        self.layout_.addWidget(muted(one.routine.purpose))
        self.layout_.addStretch(1)
        if one.routine.setting:
            self.layout_.addWidget(small(one.routine.setting.capitalize()))


def _broken_card(problems: "Sequence[Problem]", look: Look) -> Card:
    """Say what is wrong with a file, where its routine would be."""
    name = problems[0].path.name
    card = Card(look, padding=2)
    top = QHBoxLayout()
    top.addWidget(Picture(look, "warning", "warning", 28))
    top.addWidget(Label(name, "heading", strong=True), 1)
    card.layout_.addLayout(top)
    count = len(problems)
    card.layout_.addWidget(body(f"This file has {count} problem{'s' * (count > 1)}:"))
    for problem in problems[:_MOST_PROBLEMS]:
        card.layout_.addWidget(small(f"Line {problem.line}: {problem.what}; {problem.remedy}"))
    if count > _MOST_PROBLEMS:
        card.layout_.addWidget(small(f"And {count - _MOST_PROBLEMS} more: unhunch check {name}"))
    card.layout_.addStretch(1)
    card.setAccessibleName(f"{name} has {count} problems")
    return card


def _order(one: "Overview | Broken") -> tuple[int, int, int]:
    """The person's own first, then by group, the short ones first."""
    from app.play.library import Broken

    if isinstance(one, Broken):
        return (0, 0, 0)
    group = one.routine.group
    return (0 if one.mine else 1, GROUPS.index(group) if group in GROUPS else len(GROUPS), one.minutes)
