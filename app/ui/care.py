"""What is said about safety, and where: at the first start, on its own page, and wherever something hurts."""

from collections.abc import Mapping
from functools import cached_property

from PySide6.QtCore import QLocale, QObject, Signal

from app import paths
from app.routine.emergency import Words, country_of, emergency
from app.routine.model import Exercise
from app.routine.safety_texts import safety_texts
from app.routine.texts import precautions
from app.ui.chosen import Chosen
from app.ui.pages.safety import SafetyPage
from app.ui.pages.welcome import WelcomePage
from app.ui.theme import Look
from app.ui.window import Window


class Care(QObject):
    """Keeps the words about safety and the pages that show them."""

    agreed = Signal()
    sound_asked = Signal()

    def __init__(self, chosen: Chosen, look: Look, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._look = look
        self._window = window
        self.texts = safety_texts(paths.ASSETS)
        self.precautions: Mapping[str, str] = dict(precautions(paths.ASSETS))
        self.emergency = emergency(paths.ASSETS)
        self.exercises: Mapping[str, Exercise] = {}
        chosen.changed.connect(self._show_anew)

    @property
    def words(self) -> Words:
        """Whom to call, in the person's country."""
        return self.emergency.words_for(self._chosen.now.country)

    # --- the first start ---------------------------------------------------------------------------------------------

    def welcome(self) -> None:
        """Show the notice; `agreed` follows when it has been agreed to."""
        guess = country_of(QLocale.system().name()) or ""
        country = self._chosen.now.country or (guess if guess in self.emergency.countries else "")
        self._country = country
        self._welcome.show_notice(country)
        self._window.show_page("welcome")
        self._welcome.focus()

    @cached_property
    def _welcome(self) -> WelcomePage:
        page = WelcomePage(self._look, self.texts, self.emergency)
        page.country_chosen.connect(self._set_country)
        page.sound_asked.connect(self.sound_asked)
        page.agreed.connect(self._agree)
        self._window.put_in("welcome", page, whole=True)
        return page

    def show_sound(self, sentence: str) -> None:
        """Say what came of testing the sound."""
        self._welcome.show_sound(sentence)

    def _set_country(self, country: str) -> None:
        self._country = country

    def _agree(self) -> None:
        self._chosen.change(safety_seen=True, country=self._country)
        self.agreed.emit()

    # --- safety ------------------------------------------------------------------------------------------------------

    def know(self, exercises: Mapping[str, Exercise]) -> None:
        """Take the exercises there are, for their names and their easier ways."""
        self.exercises = exercises

    def show(self) -> None:
        """Show all there is about safety."""
        self._fill(again=False)
        self._window.show_page("safety", "safety")

    def _show_anew(self) -> None:
        if self._window.page == "safety":
            self._fill(again=True)

    def _fill(self, *, again: bool) -> None:
        now = self._chosen.now
        changed = [(slug, self._name(slug), "left out") for slug in now.hidden]
        changed += [(slug, self._name(slug), "done in its easier way") for slug in now.swapped]
        self._page.show_safety(now.country, frozenset(now.applies), changed, again=again)

    def _name(self, slug: str) -> str:
        exercise = self.exercises.get(slug)
        return exercise.name if exercise else slug

    @cached_property
    def _page(self) -> SafetyPage:
        page = SafetyPage(self._look, self.texts, self.emergency, self.precautions)
        page.country_chosen.connect(self._change_country)
        page.applies_changed.connect(self._apply)
        page.back_in_asked.connect(self.do_as_usual)
        self._window.put_in("safety", page)
        return page

    def _change_country(self, country: str) -> None:
        self._chosen.change(country=country)

    def _apply(self, code: str, applies: bool) -> None:
        self._chosen.put("applies", code, applies)

    # --- what one does otherwise -------------------------------------------------------------------------------------

    def do_as_usual(self, slug: str) -> None:
        """Do an exercise as it is again, neither left out nor swapped."""
        now = self._chosen.now
        self._chosen.change(
            hidden=tuple(one for one in now.hidden if one != slug),
            swapped=tuple(one for one in now.swapped if one != slug),
        )

    def swap(self, slug: str) -> None:
        """Always do an exercise in its easier way."""
        self._chosen.put("swapped", slug, True)

    def hide(self, slug: str) -> None:
        """Always leave an exercise out."""
        self._chosen.put("hidden", slug, True)

    def favour(self, slug: str, favourite: bool) -> None:
        """Keep a routine among the favourites, or no longer."""
        self._chosen.put("favourites", slug, favourite)
