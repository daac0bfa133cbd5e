"""The choice of the country, for whom to call."""

from PySide6.QtCore import Signal

from app.routine.emergency import Emergency
from app.ui.kit.field import Field
from app.ui.kit.select import Select
from app.ui.theme import Look

_ELSEWHERE = "Another country"


class CountryField(Field):
    """A country by its name; `chosen` carries its ISO code, empty for another one."""

    chosen = Signal(str)

    def __init__(self, look: Look, emergency: Emergency, country: str) -> None:
        self.box = Select(look)
        self.box.offer([("", _ELSEWHERE), *((code, place.name) for code, place in emergency.countries.items())])
        self.box.setCurrentIndex(max(0, self.box.findData(country)))
        super().__init__(look, "Your country, for whom to call", self.box)
        self._emergency = emergency
        self._tell()
        self.box.activated.connect(self._choose)

    def show_country(self, country: str) -> None:
        """Show another country, by its ISO code, without a word."""
        self.box.setCurrentIndex(max(0, self.box.findData(country)))
        self._tell()

    def _choose(self) -> None:
        self._tell()
        self.chosen.emit(str(self.box.currentData()))

    def _tell(self) -> None:
        words = self._emergency.words_for(str(self.box.currentData()))
        self.set_hint(f"In an emergency: {words.emergency_number}. For advice: {words.urgent_line}.")
