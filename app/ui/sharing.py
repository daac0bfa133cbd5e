"""Gives routines away and takes them in: as a file, and as a sheet to print."""

from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app import paths
from app.expected import Expected
from app.paths import visible
from app.sharing import words
from app.sharing.arriving import Arrival, Choice, Clash, Folders, UnfitError, arranged, clashes, problems_of
from app.sharing.handout import Caring, handout
from app.sharing.leaving import export
from app.sharing.opening import opened
from app.sharing.pack import Pack
from app.sharing.writing import write
from app.ui.care import Care
from app.ui.library import Library
from app.ui.outside import Outside
from app.ui.pages.arriving import Arriving, ArrivingPage
from app.ui.pages.paper import PaperPage
from app.ui.papering import Papering
from app.ui.sheet.handout import handout_sheet
from app.ui.sheet.paper import PaperSize, Sheet
from app.ui.theme import Look
from app.ui.window import Window

ENDING = ".unhunch"
_OURS = f"Unhunch routines (*{ENDING})"
_ALL = f"Routines (*{ENDING} *.xml *.json *.feeel);;All files (*)"
_MOST_TOLD = 3


class Sharing(QObject):
    """Made when something is first given or taken. Nothing is written before it was shown."""

    left = Signal(str)  # back to a routine; empty: to the library

    def __init__(
        self,
        outside: Outside,
        care: Care,
        papering: Papering,
        look: Look,
        library: Library,
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._care = care
        self._papering = papering
        self._look = look
        self._library = library
        self._window = window
        self._pack: Pack | None = None
        self._slug = ""

    @property
    def _folders(self) -> Folders:
        return Folders(paths.ROUTINES, self._outside.places.routines, frozenset(self._care.precautions))

    # --- giving ------------------------------------------------------------------------------------------------------

    def share(self, slug: str) -> None:
        """Write a routine of the person's own, with all it needs, to a file they choose."""
        target = self._outside.file_to_save("Share this routine", f"{slug}{ENDING}", _OURS)
        if target is None:
            return
        target = target if target.suffix else target.with_suffix(ENDING)
        try:
            held = export([slug], self._library.catalog, self._outside.places.routines, target)
        except Expected as error:
            self._window.say(str(error))
            return
        more = len(held) - 1
        along = f" with {more} file{'s' * (more != 1)} that it needs" if more else ""
        self._window.say(f"{target.name} holds this routine{along}.")

    # --- on paper ----------------------------------------------------------------------------------------------------

    def show_handout(self, slug: str) -> None:
        """Show a routine as a sheet to print."""
        one = self._library.routine(slug)
        if one is None:
            self._window.say("This routine is no longer there; choose another.")
            return
        self._slug = slug
        page = self._paper
        self._window.show_page("sheet", "library")
        page.show_sheet(one.routine.title, partial(self._handout, slug))

    def _handout(self, slug: str, size: PaperSize) -> Sheet:
        one = self._library.routine(slug)
        assert one is not None
        care = self._care
        told = handout(
            one.routine, self._library.catalog.usable_exercises, care.precautions, Caring(care.texts, care.words)
        )
        return self._papering.lay_out(handout_sheet, told, size)

    @cached_property
    def _paper(self) -> PaperPage:
        page = self._papering.new_page("Sheet to print")
        page.back.connect(self._leave_paper)
        page.save_asked.connect(self._save_pdf)
        page.print_asked.connect(self._print)
        self._window.put_in("sheet", page)
        return page

    def _leave_paper(self) -> None:
        self.left.emit(self._slug)

    def _save_pdf(self, sheet: Sheet) -> None:
        self._papering.save(sheet, self._title, self._slug)

    def _print(self, sheet: Sheet) -> None:
        self._papering.print(sheet, self._title)

    @property
    def _title(self) -> str:
        """The title of the routine that is on paper; its slug where it is gone by now."""
        one = self._library.routine(self._slug)
        return one.routine.title if one is not None else self._slug

    # --- taking ------------------------------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Take in a file that the person chooses."""
        path = self._outside.file_to_open("Import routines", _ALL)
        if path is not None:
            self.bring_in_file(path)

    def bring_in_file(self, path: Path) -> None:
        """Show what a file holds, and ask what has to be asked; or say why it is not taken."""
        try:
            pack = opened(path)
            found = clashes(pack, self._folders)
            self._see_whether_it_fits(pack, found)
        except Expected as error:
            self._refuse(error)
            return
        self._pack = pack
        page = self._arriving
        self._window.show_page("import", "library")
        page.show_arriving(
            Arriving(
                visible(path.name),
                words.holds(pack),
                pack.notes,
                words.asking(found) if found else "",
                not all(clash.is_bundled for clash in found),
                any(clash.is_bundled for clash in found),
                all(clash.can_be_both for clash in found),
            )
        )

    def _refuse(self, error: Expected) -> None:
        odd = error.problems[:_MOST_TOLD] if isinstance(error, UnfitError) else ()
        self._window.say("\n".join([str(error), *(f"{one.path}, line {one.line}: {one.what}" for one in odd)]))

    def _tried(self, pack: Pack, found: tuple[Clash, ...], choice: Choice, *, replaces: bool = False) -> Arrival:
        """Return what taking a pack in would do. Raises PackError or UnfitError."""
        arrival = arranged(pack, self._folders, words.answering(choice, replaces, found) if found else {})
        if problems := problems_of(arrival, self._folders):
            raise UnfitError(pack.name, tuple(problems))
        return arrival

    def _see_whether_it_fits(self, pack: Pack, found: tuple[Clash, ...]) -> None:
        """Go on where any answer would do. Raises PackError or UnfitError where none would, by the last."""
        others: list[Choice] = ["theirs", "both"] if found else []
        for choice in others:
            with suppress(UnfitError):
                self._tried(pack, found, choice)
                return
        self._tried(pack, found, "mine")

    def _take(self, choice: Choice, replaces: bool) -> None:
        pack = self._pack
        if pack is None:
            return
        try:
            arrival = self._tried(pack, clashes(pack, self._folders), choice, replaces=replaces)
            write(arrival, self._folders)
        except Expected as error:
            self._refuse(error)
            return
        self._pack = None
        self._library.read_now()
        self._window.say(words.taken(arrival))
        self.left.emit(next(iter(arrival.routines), ""))

    @cached_property
    def _arriving(self) -> ArrivingPage:
        page = ArrivingPage(self._look)
        page.setAccessibleName("Import")
        page.back.connect(self._leave_arriving)
        page.taken.connect(self._take)
        self._window.put_in("import", page)
        return page

    def _leave_arriving(self) -> None:
        self._pack = None
        self.left.emit("")
