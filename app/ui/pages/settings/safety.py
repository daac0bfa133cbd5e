"""Safety and country: whom to call, and the way to what applies to the person."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from app.routine.emergency import Emergency
from app.settings import Settings
from app.ui.kit import Button, body
from app.ui.pages.country import CountryField
from app.ui.pages.settings.section import Section
from app.ui.theme import Look


class SafetySection(Section):
    """The country for emergency wording; the rest stands on the Safety page."""

    safety_asked = Signal()

    def __init__(self, look: Look, emergency: Emergency, precautions: Mapping[str, str]) -> None:
        super().__init__(look, "Safety and country")
        self._precautions = precautions
        self._country = CountryField(look, emergency, "")
        self._country.chosen.connect(self._pick)
        self.layout_.addWidget(self._country)
        self._applies = body()
        self.layout_.addWidget(self._applies)
        button = Button(look, "Open Safety", icon="safety")
        button.clicked.connect(self.safety_asked)
        self.add_flow(button)
        self._shows.append(self._show)

    def _pick(self, country: str) -> None:
        self._set("country", country)

    def _show(self, now: Settings) -> None:
        self._country.show_country(now.country)
        words = [self._precautions[code] for code in now.applies if code in self._precautions]
        self._applies.setText(
            f"These apply to you: {'; '.join(words)}." if words else "You have not said that anything applies to you."
        )
