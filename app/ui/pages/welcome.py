"""The first start: what the app can and cannot do, the warning signs, and one button."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.routine.emergency import Emergency
from app.routine.safety_texts import SafetyTexts
from app.ui.kit import Button, Card, Flow, body, heading, muted, title
from app.ui.pages.country import CountryField
from app.ui.pages.layout import Changing, at_left, column_in
from app.ui.pages.signs import warning_cards
from app.ui.theme import Look


class WelcomePage(Changing):
    """Shown until it has been agreed to."""

    agreed = Signal()
    country_chosen = Signal(str)
    sound_asked = Signal()

    def __init__(self, look: Look, texts: SafetyTexts, emergency: Emergency) -> None:
        super().__init__(look)
        self._texts = texts
        self._emergency = emergency

    def show_notice(self, country: str, sound: str = "") -> None:
        """Show the notice for a country by its ISO code; `sound` says where sound goes, once it has been tried."""
        column = self.fresh()
        notice, look = self._texts.notice, self._look
        column.addWidget(title("Welcome to Unhunch"))
        self.setAccessibleName("Welcome to Unhunch")
        about = Card(look, padding=2.5)
        about.layout_.addWidget(heading(notice.title))
        for line in notice.full:
            about.layout_.addWidget(body(line))
        column.addWidget(about)
        self._signs = QWidget()
        self._signs_column = column_in(self._signs, look)
        column.addWidget(self._signs)
        self._show_signs(country)
        column.addWidget(self._setting_up(country, sound))
        column.addWidget(body(notice.confirm))
        self.agree_button = Button(look, "I have read this. Let us start.", icon="check", kind="primary", large=True)
        self.agree_button.clicked.connect(self.agreed)
        column.addWidget(at_left(self.agree_button))
        self.verticalScrollBar().setValue(0)

    def focus(self) -> None:
        """Take the keys: Tab leads through it. The button does not have them: one Space too many is soon pressed."""
        self.setFocus()

    def _setting_up(self, country: str, sound: str) -> Card:
        card = Card(self._look, padding=2.5)
        self.country = CountryField(self._look, self._emergency, country)
        self.country.chosen.connect(self.country_chosen)
        self.country.chosen.connect(self._show_signs)
        card.layout_.addWidget(self.country)
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1.5))
        self.sound_button = Button(self._look, "Test sound", icon="sound")
        self.sound_button.clicked.connect(self.sound_asked)
        flow.addWidget(self.sound_button)
        card.layout_.addWidget(row)
        self._sound = muted(sound)
        self._sound.setVisible(bool(sound))
        card.layout_.addWidget(self._sound)
        return card

    def show_sound(self, sentence: str) -> None:
        """Say what came of testing the sound."""
        self._sound.setText(sentence)
        self._sound.setVisible(bool(sentence))

    def _show_signs(self, country: str) -> None:
        while item := self._signs_column.takeAt(0):
            if (card := item.widget()) is not None:
                card.hide()
                card.deleteLater()
        for card in warning_cards(self._look, self._texts, self._emergency.words_for(country)):
            self._signs_column.addWidget(card)
