"""The words about safety, always at hand, and what a person keeps out of."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.routine.emergency import Emergency
from app.routine.safety_texts import SafetyTexts
from app.ui.kit import Button, Card, body, heading, muted, title
from app.ui.kit.tick import Tick
from app.ui.pages.country import CountryField
from app.ui.pages.layout import Changing
from app.ui.pages.signs import lines_card, stop_cards, warning_cards
from app.ui.theme import Look


class SafetyPage(Changing):
    """Warning signs first; then what applies to the person, when to stop, heat and cold, breathing, medicines."""

    country_chosen = Signal(str)
    applies_changed = Signal(str, bool)  # the code of a precaution, and whether it applies
    back_in_asked = Signal(str)  # the slug of an exercise that is left out or swapped

    def __init__(self, look: Look, texts: SafetyTexts, emergency: Emergency, precautions: Mapping[str, str]) -> None:
        super().__init__(look)
        self._texts = texts
        self._emergency = emergency
        self._precautions = precautions

    def show_safety(
        self,
        country: str,
        applies: frozenset[str],
        changed: Sequence[tuple[str, str, str]],
        *,
        again: bool = False,
    ) -> None:
        """Show it all; `again` keeps the place on the page.

        `applies` are codes of precautions, `changed` slug, name and words of what is done otherwise.
        """
        place = self.verticalScrollBar().value() if again else 0
        column, look, texts = self.fresh(), self._look, self._texts
        words = self._emergency.words_for(country)
        column.addWidget(title("Safety"))
        column.addWidget(muted(texts.notice.short))
        for card in warning_cards(look, texts, words):
            column.addWidget(card)
        column.addWidget(self._country(country))
        column.addWidget(self._applying(applies))
        if changed:
            column.addWidget(self._changed(changed))
        for card in stop_cards(look, texts, words):
            column.addWidget(card)
        column.addWidget(lines_card(look, "Heat and cold", texts.heat_cold, "heat", "heat"))
        column.addWidget(lines_card(look, "Breathing", texts.breath, "breath", "breath"))
        column.addWidget(lines_card(look, "Medicines", texts.medicine_note, "note"))
        column.addWidget(lines_card(look, self._texts.notice.title, self._texts.notice.full))
        self.verticalScrollBar().setValue(place)

    def _country(self, country: str) -> Card:
        card = Card(self._look, padding=2)
        field = CountryField(self._look, self._emergency, country)
        field.chosen.connect(self.country_chosen)
        card.layout_.addWidget(field)
        return card

    def _applying(self, applies: frozenset[str]) -> Card:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading("These apply to me"))
        card.layout_.addWidget(
            muted("What you tick stays on this computer. Exercises it bears on are marked, and easier ones offered.")
        )
        for code, words in self._precautions.items():
            tick = Tick(self._look, words, ticked=code in applies)
            tick.toggled.connect(partial(self.applies_changed.emit, code))
            card.layout_.addWidget(tick)
        return card

    def _changed(self, changed: Sequence[tuple[str, str, str]]) -> Card:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading("Exercises you do otherwise"))
        for slug, name, words in changed:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(body(f"{name}: {words}"), 1)
            button = Button(self._look, "Do it again")
            button.setAccessibleName(f"Do {name} again")
            button.clicked.connect(partial(self.back_in_asked.emit, slug))
            line.addWidget(button)
            card.layout_.addWidget(row)
        return card
