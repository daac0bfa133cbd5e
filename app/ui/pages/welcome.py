"""The first start: what the app can and cannot do, the warning signs, and one button."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.routine.emergency import Emergency
from app.routine.safety_texts import SafetyTexts
from app.ui.kit import Button, Card, Flow, Page, body, heading, muted, title
from app.ui.kit.layout import page_side
from app.ui.pages.country import CountryField
from app.ui.pages.layout import Changing, column_in
from app.ui.pages.signs import warning_cards
from app.ui.theme import Look

_ROOMY_PX = 560  # before text scaling: narrower than this, the button stands below what is agreed to


class WelcomePage(QWidget):
    """Shown until it has been agreed to. The words scroll; the button stands below them and is always seen."""

    agreed = Signal()
    country_chosen = Signal(str)
    sound_asked = Signal()

    def __init__(self, look: Look, texts: SafetyTexts, emergency: Emergency) -> None:
        super().__init__()
        self._look = look
        self._texts = texts
        self._emergency = emergency
        self.words = Changing(look)
        self.agree_button = Button(look, "I have read this. Let us start.", icon="check", kind="primary", large=True)
        self.agree_button.clicked.connect(self.agreed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.words, 1)
        column.addWidget(_Foot(look, texts.notice.confirm, self.agree_button, self.words))

    def show_notice(self, country: str, sound: str = "") -> None:
        """Show the notice for a country by its ISO code; `sound` says where sound goes, once it has been tried."""
        column = self.words.fresh()
        notice, look = self._texts.notice, self._look
        column.addWidget(title("Welcome to Unhunch"))
        self.setAccessibleName("Welcome to Unhunch")
        self.words.setAccessibleName("Welcome to Unhunch")
        about = Card(look, padding=2)
        about.layout_.addWidget(heading(notice.title))
        for line in notice.full:
            about.layout_.addWidget(body(line))
        column.addWidget(about)
        self._signs = QWidget()
        self._signs_column = column_in(self._signs, look)
        column.addWidget(self._signs)
        self._show_signs(country)
        column.addWidget(self._setting_up(country, sound))
        QWidget.setTabOrder(self.sound_button, self.agree_button)  # which stands last, and was made first
        self.words.verticalScrollBar().setValue(0)

    def focus(self) -> None:
        """Take the keys: Tab leads through it. The button does not have them: one Space too many is soon pressed."""
        self.words.setFocus()

    def _setting_up(self, country: str, sound: str) -> Card:
        card = Card(self._look, padding=2)
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


class _Foot(QWidget):
    """What is agreed to, and the button: below the words, and in line with them."""

    def __init__(self, look: Look, words: str, button: Button, above: Page) -> None:
        """Make one that stands in line with the words of a page above it."""
        super().__init__()
        self._look = look
        self._bar = above.verticalScrollBar()
        self._bar.rangeChanged.connect(self._lay)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(body(words), 1)
        self._row.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay()
        super().resizeEvent(event)

    def _lay(self) -> None:
        bar_px = self._bar.sizeHint().width() if self._bar.maximum() > 0 else 0
        theme, side = self._look.theme, page_side(self._look, self.width() - bar_px)
        is_roomy = self.width() - 2 * side >= theme.scaled(_ROOMY_PX)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if is_roomy else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(theme.space(3 if is_roomy else 1))
        self._row.setContentsMargins(side, theme.space(1.5), side + bar_px, theme.space(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface"))
        painter.fillRect(QRect(0, 0, self.width(), 1), self._look.colour("hairline"))
        painter.end()
