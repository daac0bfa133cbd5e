"""The offer to go on with a routine that was cut off."""

from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit import Button, Card, Flow, Label, body, heading
from app.ui.theme import Look

if TYPE_CHECKING:
    from app.history.unfinished import Unfinished


class OfferCard(Card):
    """Says what was cut off, when and where; the person goes on with it or leaves it."""

    go_on = Signal()
    left = Signal()

    def __init__(self, unfinished: "Unfinished", look: Look) -> None:
        super().__init__(look)
        self._name = heading(f"You were in the middle of {unfinished.session.title}.")
        self.layout_.addWidget(self._name)
        self.layout_.addWidget(body(where_it_stopped(unfinished)))
        if unfinished.had_pack_on:
            words = "If the pack is still on, take it off now. Going on begins with a look at your skin."
            self.layout_.addWidget(Label(words, "body", "warning", strong=True))
        self.layout_.addSpacing(look.theme.space(0.5))
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1.5))
        self.go_on_button = Button(look, "Go on", icon="play", kind="primary")
        self.leave_button = Button(look, "Leave it")
        self.go_on_button.clicked.connect(self.go_on)
        self.leave_button.clicked.connect(self.left)
        flow.addWidget(self.go_on_button)
        flow.addWidget(self.leave_button)
        self.layout_.addWidget(row)
        self.setAccessibleName(self._name.text())


def where_it_stopped(unfinished: "Unfinished") -> str:
    """Say when and where: `It stopped at 14:05, at Chin tucks, exercise 4 of 9.`

    The time of day, in the person's own zone then: how long ago would be wrong a minute later.
    """
    zone = timezone(timedelta(seconds=unfinished.session.utc_offset_s))
    words = f"It stopped at {unfinished.ended.astimezone(zone):%H:%M}"
    if unfinished.part is None:
        return f"{words}."
    part = unfinished.timeline.parts[unfinished.part]
    side = f", {part.side} side" if part.side in ("left", "right") else ""
    to_do = unfinished.timeline.to_do
    return f"{words}, at {part.name}{side}, exercise {to_do.index(unfinished.part) + 1} of {len(to_do)}."
