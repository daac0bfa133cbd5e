"""One exercise's dose, to be made longer or shorter: what may be changed of it, and how far."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.play.doses import Amount
from app.routine.quantities import spoken
from app.settings import LENGTHS
from app.ui.kit import Button, Flow, Label, announce, small
from app.ui.kit.stepper import SteppedField, Stepper
from app.ui.pages.layout import at_left, column_in
from app.ui.theme import Look

_NAMES = {"hold_s": "Hold", "time_s": "Time", "sets": "Sets", "cycles": "Breaths"}
_LESS_AND_MORE = {"hold_s": ("Shorter", "Longer"), "time_s": ("Shorter", "Longer")}


def amount_value(name: str, value: float) -> str:
    """Say a figure by itself: a length of time, or a number."""
    return spoken(value) if name in LENGTHS else f"{value:g}"


def amount_range(amount: Amount) -> str:
    """Say how far a figure may be changed: `10 s to 40 s`."""
    return f"{amount_value(amount.name, amount.least)} to {amount_value(amount.name, amount.most)}"


class DosePanel(QWidget):
    """Shows what may be changed of a dose. `picked` carries a name of a figure and its new value."""

    picked = Signal(str, object)  # name, seconds or a number
    usual_asked = Signal()  # as written

    def __init__(
        self, look: Look, exercise: str, changeable: Sequence[Amount], *, holds: bool, is_own: bool, remark: str = ""
    ) -> None:
        super().__init__()
        self._look = look
        self.steppers: dict[str, Stepper] = {}
        self._amounts = {one.name: one for one in changeable}
        column = column_in(self, look, 1)
        column.setContentsMargins(look.theme.scaled(24) + look.theme.space(1.5), 0, 0, look.theme.space(1.5))
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(3))
        for one in changeable:
            name = "Holds" if holds and one.name == "reps" else _NAMES.get(one.name, "Reps")
            flow.addWidget(SteppedField(look, self._stepper(one, name), amount_range(one)))
        column.addWidget(row)
        if remark:
            column.addWidget(Label(remark, "small", "warning", strong=True))
        column.addWidget(small(f"Kept for {exercise} in every routine."))
        self.usual = Button(look, "As written", icon="repeat")
        self.usual.setAccessibleName(f"Do {exercise} as written")
        self.usual.clicked.connect(self.usual_asked)
        column.addWidget(at_left(self.usual))
        self.usual.setVisible(is_own)  # not before it has its place: it would be a window of its own

    def _stepper(self, one: Amount, name: str) -> Stepper:
        less, more = _LESS_AND_MORE.get(one.name, ("Fewer", "More"))
        widest = max((amount_value(one.name, value) for value in (one.now, one.least, one.most)), key=len)
        stepper = Stepper(self._look, name, f"{less} {name.lower()}", f"{more} {name.lower()}", widest=f"0{widest}")
        stepper.show_value(
            amount_value(one.name, one.now),
            why_no_less="" if one.now > one.least else f"{amount_range(one)} is what it may be.",
            why_no_more="" if one.now < one.most else f"{amount_range(one)} is what it may be.",
        )
        stepper.stepped.connect(partial(self._step, one.name))
        self.steppers[one.name] = stepper
        return stepper

    def focused(self) -> str:
        """Return which of its buttons has the keys, in a word that `focus` takes; empty where none has."""
        return next((name for name, button in self._buttons() if button.hasFocus()), "")

    def focus(self, word: str = "") -> None:
        """Give the keys to that button or, where it is off, to the one beside it; and tell the value as it is now."""
        buttons = dict(self._buttons())
        stepper = self.steppers.get(word[:-1])
        if stepper is not None:
            announce(self, stepper.words)
        beside = f"{word[:-1]}{'+' if word.endswith('-') else '-'}"
        wanted = [buttons[name] for name in (word, beside, *buttons) if name in buttons]
        next(button for button in wanted if button.isEnabled() and not button.isHidden()).setFocus()

    def _buttons(self) -> Iterator[tuple[str, Button]]:
        for name, stepper in self.steppers.items():
            yield f"{name}-", stepper.less
            yield f"{name}+", stepper.more
        yield "usual", self.usual

    def _step(self, name: str, steps: int) -> None:
        self.picked.emit(name, self._amounts[name].changed(steps))
