"""My doses: how fast, how long to get ready, and the exercises that are done longer or shorter than written."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.play.doses import own_dose_words
from app.routine.model import Exercise
from app.routine.quantities import spoken
from app.settings import Doses
from app.ui.chosen import Chosen
from app.ui.kit import Button, Card, body, heading, muted
from app.ui.kit.stepper import SteppedField, Stepper
from app.ui.pages.layout import column_in
from app.ui.theme import Look

SPEEDS = tuple(round(0.75 + 0.05 * n, 2) for n in range(16))
GET_READY_S = (0.0, 2.0, 3.0, 5.0, 8.0, 10.0, 15.0, 20.0, 30.0)  # 0 is as written


def stepped(values: Sequence[float], now: float, steps: int) -> float:
    """Return the next of some values above or below; one that is none of them goes to its neighbour."""
    at = bisect_right(values, now) if steps > 0 else bisect_left(values, now) - 1
    return values[min(max(at, 0), len(values) - 1)]


class DosesSection(Card):
    """Follows the settings and changes them by itself. The exercises are there for their names and ranges."""

    def __init__(self, look: Look, chosen: Chosen, exercises: Mapping[str, Exercise]) -> None:
        super().__init__(look)
        self._chosen = chosen
        self._exercises = exercises
        self._shown: QWidget | None = None
        self._listed: tuple[Doses, Mapping[str, Exercise]] | None = None  # what is shown in it
        self._usual: list[Button] = []
        self.speed = Stepper(look, "Speed", "Slower", "Faster", widest="000 %")
        self.speed.stepped.connect(self._step_speed)
        self.get_ready = Stepper(look, "Time to get ready", "Shorter", "Longer", widest="As written")
        self.get_ready.less.set_label("Less time to get ready")
        self.get_ready.more.set_label("More time to get ready")
        self.get_ready.stepped.connect(self._step_get_ready)
        self.layout_.setSpacing(look.theme.space(1.5))
        self.layout_.addWidget(heading("My doses"))
        hint = "Of reps, rests and changes. Holds, breaths, heat and cold keep their time."
        self.layout_.addWidget(SteppedField(look, self.speed, hint))
        self.layout_.addWidget(SteppedField(look, self.get_ready, "Before each exercise."))
        chosen.changed.connect(self._show)
        self._show()

    def know(self, exercises: Mapping[str, Exercise]) -> None:
        """Take the exercises there are by now."""
        self._exercises = exercises
        self._show()

    def _step_speed(self, steps: int) -> None:
        self._chosen.change(speed=stepped(SPEEDS, self._chosen.now.speed, steps))

    def _step_get_ready(self, steps: int) -> None:
        self._chosen.change(get_ready_s=stepped(GET_READY_S, self._chosen.now.get_ready_s, steps))

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        now = self._chosen.now
        self.speed.show_value(
            f"{now.speed * 100:.0f} %",
            why_no_less="" if now.speed > SPEEDS[0] else "This is the slowest.",
            why_no_more="" if now.speed < SPEEDS[-1] else "This is the fastest.",
        )
        self.get_ready.show_value(
            spoken(now.get_ready_s) if now.get_ready_s else "As written",
            why_no_less="" if now.get_ready_s > GET_READY_S[0] else "As long as each routine says.",
            why_no_more="" if now.get_ready_s < GET_READY_S[-1] else "This is the longest.",
        )
        self._show_exercises(now.doses)

    def _show_exercises(self, doses: Doses) -> None:
        if self._listed == (doses, self._exercises):
            return
        self._listed = doses, self._exercises
        had_keys = next((at for at, button in enumerate(self._usual) if button.hasFocus()), None)
        if self._shown is not None:
            self.layout_.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown, self._usual = QWidget(), []
        column = column_in(self._shown, self._look, 1)
        if not doses:
            column.addWidget(muted("Every exercise is done as written. To change one, open a routine it is in."))
        for slug, own in sorted(doses.items(), key=self._by_name):
            column.addWidget(self._exercise(slug, own))
        self.layout_.addWidget(self._shown)
        if had_keys is not None:
            next(iter(self._usual[had_keys:] or self._usual[-1:]), self.get_ready.more).setFocus()

    def _by_name(self, one: tuple[str, object]) -> str:
        return self._name(one[0]).casefold()

    def _name(self, slug: str) -> str:
        exercise = self._exercises.get(slug)
        return exercise.name if exercise else slug

    def _exercise(self, slug: str, own: Mapping[str, float]) -> QWidget:
        exercise, row = self._exercises.get(slug), QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        words = "; ".join(own_dose_words(own, exercise)) if exercise else "it is no longer there"
        line.addWidget(body(f"{self._name(slug)}: {words}"), 1)
        button = Button(self._look, "As written")
        button.setAccessibleName(f"Do {self._name(slug)} as written")
        self._usual.append(button)
        button.clicked.connect(partial(self._chosen.dose_as_written, slug))
        line.addWidget(button)
        return row
