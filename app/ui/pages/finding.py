"""Finding sessions: words in title and note, and choices by kind, area and how it ended."""

from datetime import date
from typing import cast, get_args

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.history.rows import Outcome
from app.history.search import Sought
from app.routine.model import Area
from app.ui.kit import Button, Flow, heading
from app.ui.kit.choice import Choice
from app.ui.kit.field import TextInput
from app.ui.pages.layout import column_in
from app.ui.pages.words import KIND_WORDS, OUTCOMES, day_words
from app.ui.theme import Look

_TYPED_MS = 200  # after the last letter


class Finding(QWidget):
    """`sought` carries what is looked for, a moment after it was typed."""

    sought = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._day: date | None = None
        column = column_in(self, look, 1)
        column.addWidget(heading("Sessions"))
        self.words = TextInput(look, placeholder="Search: a routine, a word of a note ...", icon="search")
        self.words.setAccessibleName("Search the sessions")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._wait)
        self.kinds, self.areas, self.outcomes = Choice(look, "Kind"), Choice(look, "Area"), Choice(look, "How it ended")
        self.kinds.offer(KIND_WORDS.items())
        self.areas.offer((area, area.capitalize()) for area in get_args(Area))
        self.outcomes.offer((outcome, words) for outcome, words in OUTCOMES.items() if outcome is not None)
        self.day = Button(look, "", icon="cross")
        self.day.clicked.connect(self._forget_day)
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1))
        for choice in (self.kinds, self.areas, self.outcomes):
            choice.changed.connect(self._tell)
            flow.addWidget(choice)
        flow.addWidget(self.day)
        self.day.hide()
        column.addWidget(self.words)
        column.addWidget(row)
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._typed.timeout.connect(self._tell)

    @property
    def sought_now(self) -> Sought:
        """What is looked for."""
        span = {"from_day": self._day.isoformat(), "to_day": self._day.isoformat()} if self._day is not None else {}
        return Sought(
            words=self.words.text(),
            kinds=frozenset(cast(tuple[str, ...], self.kinds.chosen)),
            areas=frozenset(cast(tuple[str, ...], self.areas.chosen)),
            outcomes=frozenset(cast(tuple[Outcome, ...], self.outcomes.chosen)),
            **span,
        )

    def seek_day(self, day: date) -> None:
        """Look for the sessions of one day."""
        self._day = day
        self.day.set_label(f"Only {day_words(day.isoformat())}")
        self.day.show()
        self._tell()

    def clear(self) -> None:
        """Look for everything again."""
        for choice in (self.kinds, self.areas, self.outcomes):
            choice.clear()
        self.words.blockSignals(True)
        self.words.clear()
        self.words.blockSignals(False)
        self._forget_day()

    def _forget_day(self) -> None:
        self._day = None
        self.day.hide()
        self._tell()

    def _wait(self) -> None:
        self._typed.start()

    def _tell(self) -> None:
        self._typed.stop()
        self.sought.emit(self.sought_now)
