"""The routines there are: shown in the library and on their own page, and read again while their files change."""

from collections.abc import Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from app import paths
from app.expected import Expected
from app.play.finding import Wanted
from app.play.layout import Options, options_of
from app.play.library import Overview, Shelf, shelf
from app.play.suiting import Choices, choices_of
from app.routine import folder
from app.routine.catalog import Catalog, load
from app.routine.files import Memory
from app.routine.model import PlannedSession, Programme
from app.routine.texts import Citation, sources
from app.ui.care import Care
from app.ui.chosen import Chosen
from app.ui.figures import Figures
from app.ui.outside import Outside
from app.ui.theme import Look
from app.ui.watching import Watching
from app.ui.window import Window

if TYPE_CHECKING:
    from app.ui.pages.library import LibraryPage
    from app.ui.pages.routine import RoutinePage

LOOKED_AT_MS = 200  # so long after its page is shown, a routine's player may be got ready


class Library(QObject):
    """Keeps what can be played, and the two pages that show it.

    What changes while another page is shown, the player above all, is shown when these are come back to.
    """

    start = Signal(str, object)  # slug, pain before or None
    renewed = Signal()  # the files were read anew
    change_asked = Signal(str)  # a routine, by its slug
    duplicate_asked = Signal(str)
    plan_asked = Signal(str)  # to put a routine on the plan
    exercise_asked = Signal(str)  # to change an exercise, or a copy of it
    share_asked = Signal(str)
    handout_asked = Signal(str)
    import_asked = Signal()
    new_asked = Signal()
    mend_asked = Signal(Path)  # a routine's file with problems
    looked_at = Signal(str)  # the language of a routine whose page is shown and painted

    def __init__(
        self, outside: Outside, chosen: Chosen, care: Care, look: Look, window: Window, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._chosen = chosen
        self._care = care
        self._look = look
        self._window = window
        self._folder = outside.places.routines
        self._memory: Memory = {}
        self._read_last: Shelf | None = None  # the reading thread's own, and so is the memory once it reads
        self._shelf = Shelf()
        self._shown: Shelf | None = None
        self._within: tuple[Shelf, dict[PlannedSession, Overview]] = (self._shelf, {})
        self._open_slug = ""
        self._looking = QTimer(self, singleShot=True, interval=LOOKED_AT_MS)
        self._looking.timeout.connect(self._tell_looked_at)
        self._watching: Watching[Shelf] | None = None
        self.figures = Figures(look, chosen, self._folder, self)
        window.library_made.connect(self._dress)
        chosen.changed.connect(self._suit)
        QGuiApplication.instance().applicationStateChanged.connect(self._come_back)  # type: ignore[union-attr]

    def _dress(self, page: "LibraryPage") -> None:
        """Connect the library's page, now that somebody comes to see it."""
        page.figures = self.figures
        page.chosen.connect(self.show_routine)
        page.file_asked.connect(self.open_elsewhere)
        page.folder_asked.connect(self.open_folder)
        page.new_asked.connect(self.new_asked)
        page.import_asked.connect(self.import_asked)
        page.mend_asked.connect(self.mend_asked)

    def load(self) -> None:
        """Read the routines, and keep watching their folder."""
        state = folder.state_of(self._folder)
        self._shelf = self._read()
        self._care.know(self._shelf.exercises)
        self.figures.know(self._shelf.catalog)
        self._watching = Watching(self._folder, self._read, self._read_again, self._outside.make_reader(), parent=self)
        self._watching.start(state)

    def read_now(self) -> None:
        """Read everything at once, where what was read so far may be too old; it takes some 0.1 s."""
        catalog = load(paths.ROUTINES, self._folder, self._care.precautions)
        self._read_again(shelf(catalog, self._options, choices=self._choices))

    def close(self) -> None:
        """Stop watching."""
        self._looking.stop()
        if self._watching is not None:
            self._watching.close()

    def routine(self, slug: str) -> Overview | None:
        """Return the routine of a slug, where there is one that can be played."""
        return self._shelf.routines.get(slug)

    def as_planned(self, slug: str, session: PlannedSession | None = None) -> Overview | None:
        """Return the routine of a slug, no longer than what a programme says of it allows."""
        one = self.routine(slug)
        if one is None or session is None:
            return one
        from app.plan.sessions import overview_as_planned  # late: the window is painted first

        if self._within[0] is not self._shelf:  # routines, or how the person does them, have changed
            self._within = (self._shelf, {})
        known = self._within[1]
        if session not in known:
            known[session] = overview_as_planned(one, session, self._shelf)
        return known[session]

    @property
    def shelf(self) -> Shelf:
        """What can be played, as the person does it, and what has problems."""
        return self._shelf

    @property
    def catalog(self) -> Catalog:
        """Everything there is, with what is wrong with it."""
        return self._shelf.catalog

    def titles(self) -> list[tuple[str, str]]:
        """Return every routine that can be played: slug and title, by title."""
        found = [(slug, one.routine.title) for slug, one in self._shelf.routines.items()]
        return sorted(found, key=lambda one: one[1].casefold())

    def programmes(self) -> dict[str, Programme]:
        """Return the programmes that can be followed, by slug."""
        entries = self._shelf.catalog.programmes
        return {slug: entry.model for slug, entry in entries.items() if entry.model is not None}

    # --- what the person chose ---------------------------------------------------------------------------------------

    @property
    def _options(self) -> Options:
        return options_of(self._chosen.now)

    @property
    def _choices(self) -> Choices:
        return choices_of(self._chosen.now)

    def _suit(self) -> None:
        """Lay everything out again where what the person does otherwise has changed; show the rest as it is now."""
        self._shelf = self._as_chosen(self._shelf)
        if self._window.page == "routine":
            self._fill_page(again=True)
        elif self._window.page == "library":
            self._show_cards()

    def _as_chosen(self, one: Shelf) -> Shelf:
        """Return a shelf laid out as the person does it by now."""
        if (self._options, self._choices) == (one.options, one.choices):
            return one
        return shelf(one.catalog, self._options, choices=self._choices)

    # --- showing -----------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the library."""
        self._show_cards()
        self._window.show_page("library", "library")

    def show_routine(self, slug: str) -> None:
        """Show a routine's page, where there is a routine of that slug that can be played."""
        one = self.routine(slug)
        if one is not None:
            self._open_slug = slug
            self._fill_page()
            self._window.show_page("routine", "library")
            self._looking.start()

    def _tell_looked_at(self) -> None:
        one = self.routine(self._open_slug)
        if one is not None:
            self.looked_at.emit(one.routine.language)

    def _fill_page(self, *, again: bool = False) -> None:
        from app.ui.pages.routine import Background, Person

        one, now = self._shelf.routines.get(self._open_slug), self._chosen.now
        if one is not None:
            background = Background(self._care.texts, self._care.precautions, self._sources, self._shelf.exercises)
            person = Person(frozenset(now.applies), frozenset(now.favourites), now.doses)
            self._page.show_routine(one, background, person, again=again)

    @cached_property
    def _sources(self) -> Mapping[str, Citation]:
        return sources(paths.ASSETS)

    def _breathe_instead(self) -> None:
        self._window.library.look_for(Wanted(kinds=frozenset({"breath"})))
        self.show()

    @cached_property
    def _page(self) -> "RoutinePage":
        from app.ui.pages.routine import RoutinePage

        page = RoutinePage(self._look, self.figures)
        page.start.connect(self.start)
        page.back.connect(self.show)
        page.favoured.connect(self._care.favour)
        page.swap_asked.connect(self._care.swap)
        page.change_asked.connect(self.change_asked)
        page.duplicate_asked.connect(self.duplicate_asked)
        page.plan_asked.connect(self.plan_asked)
        page.share_asked.connect(self.share_asked)
        page.exercise_asked.connect(self.exercise_asked)
        page.handout_asked.connect(self.handout_asked)
        page.hide_asked.connect(self._care.hide)
        page.usual_asked.connect(self._care.do_as_usual)
        page.dose_picked.connect(self._chosen.set_dose)
        page.dose_as_written_asked.connect(self._chosen.dose_as_written)
        page.signs_asked.connect(self._care.show)
        page.instead_asked.connect(self._breathe_instead)
        self._window.put_in("routine", page)
        return page

    def _show_cards(self) -> None:
        if self._shown is not self._shelf:
            self._window.library.show_shelf(self._shelf, self._folder)
            self._shown = self._shelf
        self._window.library.mark_favourites(frozenset(self._chosen.now.favourites))

    # --- changes -----------------------------------------------------------------------------------------------------

    def _read(self) -> Shelf:
        """Read both folders; on the reading thread, after the first time."""
        catalog = load(paths.ROUTINES, self._folder, self._care.precautions, self._memory)
        self._read_last = shelf(catalog, self._options, self._read_last, self._choices)
        return self._read_last

    def _come_back(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive and self._watching is not None:
            self._watching.look()

    def _read_again(self, new: Shelf) -> None:
        before, self._shelf = self._shelf, self._as_chosen(new)  # something may have been chosen while it was read
        new = self._shelf
        self._care.know(new.exercises)
        self.figures.know(new.catalog)
        if self._window.page == "routine":
            self._show_anew(before.routines[self._open_slug])
        if self._window.page == "library":
            self._show_cards()
        self.renewed.emit()

    def _show_anew(self, old: Overview) -> None:
        """Show the routine that is open as it is now, or the library where it is no more."""
        new = self.routine(self._open_slug)
        if new is None:
            self.show()
            is_there = any(one.kind == "routine" and one.slug == self._open_slug for one in self._shelf.broken)
            why = "can no longer be played; see its card" if is_there else "is no longer there"
            self._window.say(f"{old.routine.title} {why}.")
        elif new != old:
            self._fill_page(again=True)
            stands_in = new.problems and not old.problems
            why = "has problems in your file, so this is the bundled one" if stands_in else "was read again"
            self._window.say(f"{old.routine.title} {why}.")

    # --- in other programs -------------------------------------------------------------------------------------------

    def open_folder(self) -> None:
        """Show the person's own folder in the file manager; make it first where it is missing."""
        try:
            folder.make(self._folder, paths.ROUTINES)
        except Expected as error:
            self._offer_path(str(error), self._folder)
            return
        self.open_elsewhere(self._folder)

    def open_elsewhere(self, path: Path) -> None:
        """Open a file or folder in the program the desktop has for it, or offer its path."""
        if not self._outside.open_path(path):
            self._offer_path(f"Nothing here opens {paths.shown(path)}; copy its path and open it yourself.", path)

    def _offer_path(self, sentence: str, path: Path) -> None:
        self._window.say(sentence, "Copy path", partial(_copy, str(path)))


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
