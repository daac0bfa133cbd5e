"""What the player page shows when something hurts: what to do about what is felt, and three ways on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.routine.emergency import Words
from app.routine.safety_texts import SafetyTexts
from app.ui.kit import Button, Flow, Page, muted, title
from app.ui.pages.signs import stop_cards
from app.ui.theme import Look


class Hurting(Page):
    """The gravest first. The routine stands paused meanwhile."""

    stop = Signal()
    leave_out = Signal()
    go_on = Signal()

    def __init__(self, look: Look, texts: SafetyTexts, words: Words) -> None:
        super().__init__(look)
        self.body.addWidget(title("Something hurts"))
        self._told = muted("The routine is paused.")
        self.body.addWidget(self._told)
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1.5))
        self.stop_button = Button(look, "Stop the routine", icon="end", kind="danger", large=True)
        self.leave_button = Button(look, "Leave this one out", icon="skip", large=True)
        self.go_on_button = Button(look, "It is fine, go on", icon="play", large=True)
        for button, signal in (
            (self.stop_button, self.stop),
            (self.leave_button, self.leave_out),
            (self.go_on_button, self.go_on),
        ):
            button.clicked.connect(signal)
            flow.addWidget(button)
        self.body.addWidget(row)
        for card in stop_cards(look, texts, words):
            self.body.addWidget(card)
        self.hide()

    def ask(self, pack_is_on: bool, why_not_leave: str) -> None:
        """Show it, for the step that is on; `why_not_leave` says why it cannot be left out here."""
        take_off = " Take the pack off." if pack_is_on else ""
        self._told.setText(f"The routine is paused.{take_off} What is it like?")
        self.leave_button.set_off(why_not_leave)
        self.verticalScrollBar().setValue(0)
        self.show()
        self.stop_button.setFocus()
