"""Today: what is due, what comes next, how it feels, and how the week goes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.ui.kit import Button, TitleRow, title
from app.ui.pages.layout import Changing
from app.ui.theme import Look

if TYPE_CHECKING:
    from datetime import date

    from app.history.unfinished import Unfinished
    from app.plan.facing import Facing
    from app.play.library import Overview
    from app.routine.model import PlannedSession
    from app.ui.figures import Figures
    from app.ui.pages.offer import OfferCard
    from app.ui.pages.today.feeling import Feeling


@dataclass(frozen=True)
class Shown:
    """What the page shows: the day, the routines there are, and what the person chose."""

    facing: "Facing"
    routines: "Mapping[str, Overview]"
    as_planned: "Callable[[str, PlannedSession | None], Overview | None]"  # within what a programme allows
    titles: Mapping[str, str] = field(default_factory=dict)  # of programmes
    quick: tuple[tuple[str, str, str], ...] = ()  # slug, words, icon
    suggested: tuple[tuple[str, str], ...] = ()  # for an empty plan: slug, and why
    shows_streak: bool = True
    felt: int | None = None  # of today
    trouble: str = ""


class TodayPage(Changing):
    """Shows one day. What is asked for is said with the item it is about."""

    start = Signal(str, object)  # a routine, and the Item it is done for, or None
    start_all = Signal()
    routine_asked = Signal(str)
    plan_asked = Signal()
    put_asked = Signal(str)  # a routine, on the plan
    programmes_asked = Signal()
    library_asked = Signal()
    skipped = Signal(object)  # an Item
    moved = Signal(object, str)  # an Item: "evening" or "tomorrow"
    replaced = Signal(object)  # an Item whose routine is gone: choose another
    removed = Signal(object)  # such an Item: off the plan
    advised = Signal(object)  # an Advised: follow it
    settled = Signal(str, bool)  # a session's id, and whether its soreness has settled
    felt = Signal(int, object)  # pain 0 to 10, and a tuple of areas
    went_on = Signal()  # the pause is over
    go_on = Signal()  # with what was cut off
    left = Signal()  # what was cut off

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.figures: Figures | None = None
        self._offer: OfferCard | None = None
        self._feeling: Feeling | None = None
        self.start_button: Button | None = None
        self._title = TitleRow(look, title("Today"), yields=True)
        self._title.turned.connect(self._place_ways)
        self._ways: tuple[Button, ...] = ()  # beside the date
        self._low_ways: QWidget | None = None  # below what is due, where there is no room
        self.body.addWidget(self._title)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def show_date(self, day: "date") -> None:
        """Show which day it is: that is known before all else."""
        self._title.title.setText(f"{day:%A} {day.day} {day:%B}")

    def show_day(self, shown: Shown) -> None:
        """Show a day anew; the place on the page and what is being told of how it feels stay."""
        from app.ui.pages.today.feeling import Feeling  # late: the window is painted before a routine is read
        from app.ui.pages.today.parts import DayParts

        place = self.verticalScrollBar().value()
        widget = self.window().focusWidget()
        had_keys = self._shown is not None and widget is not None and self._shown.isAncestorOf(widget)
        had_start = self.start_button is not None and self.start_button.hasFocus()
        if had_keys:
            self.setFocus()  # else Qt gives the keys to whatever comes next, as far away as the rail
        self.show_date(shown.facing.day.day)
        self._show_ways(shown)
        if self._feeling is None:
            self._feeling = Feeling(self._look)
            self._feeling.felt.connect(self.felt)
        self._feeling.setParent(None)
        self._feeling.show_felt(shown.felt)
        column, parts = self.fresh(), DayParts(self, self._look, shown, self._ways_on())
        for part in parts.made():
            column.addWidget(part)
        self._low_ways = parts.low_ways
        self._place_ways(self._title.is_beside)
        column.addWidget(self._feeling)
        self._feeling.show()
        self.start_button = parts.start_button
        self.verticalScrollBar().setValue(place)
        if had_start and self.start_button is not None:
            self.start_button.setFocus()

    def _ways_on(self) -> tuple[Button, ...]:
        plan = Button(self._look, "Plan", icon="today")
        plan.clicked.connect(self.plan_asked)
        programmes = Button(self._look, "Programmes", icon="library")
        programmes.clicked.connect(self.programmes_asked)
        return plan, programmes

    def _show_ways(self, shown: Shown) -> None:
        """Lead to the plan beside the date; an empty day asks for one in words of its own."""
        if not self._ways:
            self._ways = self._ways_on()
            self._title.add(*self._ways)
        for way in self._ways:
            way.setVisible(shown.facing.state != "empty")

    def _place_ways(self, is_beside: bool) -> None:
        if self._low_ways is not None:
            self._low_ways.setVisible(not is_beside)

    def focus(self) -> None:
        """Give the keys to Start, where there is one."""
        if self.start_button is not None:
            self.start_button.setFocus()
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.start_button is not None:
            self.start_button.click()
        else:
            super().keyPressEvent(event)

    def show_offer(self, unfinished: "Unfinished | None") -> None:
        """Offer to go on with what was cut off; None takes the offer away."""
        if self._offer is not None:
            self.body.removeWidget(self._offer)
            self._offer.hide()
            self._offer.deleteLater()
            self._offer = None
        if unfinished is not None:
            from app.ui.kit import announce
            from app.ui.pages.offer import OfferCard  # late: there is seldom one

            offer = self._offer = OfferCard(unfinished, self._look)
            offer.go_on.connect(self.go_on)
            offer.left.connect(self.left)
            self.body.insertWidget(1, offer)
            if self._shown is not None:  # put in again, so that Tab comes to it after the offer
                self._shown.setParent(None)
                self.body.addWidget(self._shown)
                self._shown.show()
            announce(self, offer.accessibleName())
