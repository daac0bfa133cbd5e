"""Leads through the changing of routines: which file is open, when it is saved, and what is asked before it is left."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.editing.draft import Around, CannotOpenError, Draft
from app.editing.fresh import Copy, Folders, copy_of, new_routine
from app.play.layout import Options, options_of
from app.play.library import Overview, overview_of
from app.routine.catalog import Catalog, Entry
from app.routine.model import Routine
from app.ui.chosen import Chosen
from app.ui.editor.holder import Holder
from app.ui.editor.routine.page import RoutineEditor
from app.ui.figures import Figures
from app.ui.theme import Look
from app.ui.window import Window


class Workshop(Holder):
    """Holds the one routine that is being changed."""

    play = Signal(object, int)  # an Overview, and from which segment on
    exercise_asked = Signal(str, object)  # its slug, and the place of its step
    new_exercise_asked = Signal(str)

    def __init__(
        self,
        folders: Folders,
        around: Callable[[], Around],
        chosen: Chosen,
        look: Look,
        figures: Figures,
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(folders, around, lambda: self.page, window, parent)
        self._chosen = chosen
        self._look = look
        self._figures = figures

    @property
    def _catalog(self) -> Catalog:
        return self._around.catalog

    @cached_property
    def page(self) -> RoutineEditor:
        """The page, made when something is first changed."""
        page = RoutineEditor(self._look, self._figures)
        page.back.connect(self.leave)
        page.save_asked.connect(self.save)
        page.play_asked.connect(self._play)
        page.exercise_asked.connect(self.exercise_asked)
        page.new_exercise_asked.connect(self.new_exercise_asked)
        page.refused.connect(self._window.say)
        self._window.put_in("editor", page)
        return page

    # --- what is opened ----------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Begin a routine."""
        self._open(Copy(new_routine(self._folders, self._around, "")), "")
        self.page.about.title.editor.setFocus()

    def edit(self, slug: str) -> None:
        """Change a routine of the person's own; of a bundled one, a copy."""
        entry = self._catalog.routines.get(slug)
        if entry is None:
            self._window.say("This routine is no longer there; choose another.")
        elif not entry.mine:
            self.duplicate(slug)
        else:
            self.edit_file(entry.path, slug)

    def edit_file(self, path: Path, slug: str = "") -> None:
        """Change a file of the person's own, whatever is wrong with it."""
        if self._copy is not None and self._copy.draft.path == path:
            self._open(self._copy, slug)
            return
        try:
            draft = Draft.opened(path, self._around)
        except CannotOpenError as error:
            self._window.say(str(error))
            return
        self._open(Copy(draft), slug)

    def duplicate(self, slug: str) -> None:
        """Change a copy of a routine; the original stays as it is."""
        entry = self._catalog.routines.get(slug)
        if entry is None:
            self._window.say("This routine is no longer there; choose another.")
            return
        try:
            copy = copy_of(self._folders, self._around, entry)
        except CannotOpenError as error:
            self._window.say(str(error))
            return
        self._open(copy, slug)
        title = self.page.about.title.line
        title.setFocus()
        title.selectAll()

    def _open(self, copy: Copy, slug: str) -> None:
        self._copy, self._from = copy, slug
        self.page.edit(copy.draft, self._catalog.usable_exercises, self._options)
        self._window.show_page("editor", "library")
        self.page.steps.focus(0)

    def _options(self) -> Options:
        return options_of(self._chosen.now)

    def renew(self) -> None:
        """Hold what is being changed against the files as they are by now."""
        if self.draft is not None:
            self.draft.hold_against(self._around)
            self.page.know(self._catalog.usable_exercises)
            self.page.show_draft()

    # --- playing -----------------------------------------------------------------------------------------------------

    def _play(self, segment: int) -> None:
        """Play it as it stands, saved or not; what is wrong has to be mended first."""
        draft = self.draft
        if draft is None or not isinstance(draft.model, Routine):
            return
        if draft.problems:
            first = draft.problems[0]
            self._window.say(f"Mend this first: {first.what}; {first.remedy}.")
            return
        entry = Entry(draft.path.stem, draft.path, True, draft.model)
        one = overview_of(entry, self._catalog.usable_exercises, self._options())
        if isinstance(one, Overview):
            self.play.emit(one, segment)

    def come_back(self) -> None:
        """Show what is being changed again, after it was played."""
        self.page.show_draft()
        self._window.show_page("editor", "library")
