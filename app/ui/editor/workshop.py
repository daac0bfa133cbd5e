"""Leads through the changing of routines: which file is open, when it is saved, and what is asked before it is left."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.editing.draft import Around, CannotOpenError, CannotSaveError, ChangedElsewhereError, Draft
from app.editing.fresh import Copy, Folders, copy_of, free_slug, new_routine
from app.play.layout import Options, options_of
from app.play.library import Overview, overview_of
from app.routine.catalog import Catalog, Entry
from app.routine.model import Routine
from app.ui.chosen import Chosen
from app.ui.editor.routine.page import RoutineEditor
from app.ui.figures import Figures
from app.ui.theme import Look
from app.ui.window import Window


class Workshop(QObject):
    """Holds the one routine that is being changed. Nothing is on the disk before it is saved."""

    saved = Signal(str)  # the slug of a routine that was written
    left = Signal(str)  # the slug of what is to be shown instead; empty for the library
    play = Signal(object, int)  # an Overview, and from which segment on
    exercise_asked = Signal(str)
    new_exercise_asked = Signal(str)

    def __init__(
        self,
        folders: Folders,
        catalog: Callable[[], Catalog],
        precautions: Callable[[], Mapping[str, str]],
        chosen: Chosen,
        look: Look,
        figures: Figures,
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._folders = folders
        self._catalog = catalog
        self._precautions = precautions
        self._chosen = chosen
        self._look = look
        self._figures = figures
        self._window = window
        self._copy: Copy | None = None
        self._from = ""  # the routine whose page it was come from

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
        entry = self._catalog().routines.get(slug)
        if entry is None:
            self._window.say("This routine is no longer there.")
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
        entry = self._catalog().routines.get(slug)
        if entry is None:
            self._window.say("This routine is no longer there.")
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
        self.page.edit(copy.draft, self._catalog().usable_exercises, self._options)
        self._window.show_page("editor", "library")

    @property
    def draft(self) -> Draft | None:
        """What is being changed."""
        return self._copy.draft if self._copy is not None else None

    @property
    def _around(self) -> Around:
        return Around(self._catalog(), self._precautions())

    def _options(self) -> Options:
        return options_of(self._chosen.now)

    def renew(self) -> None:
        """Hold what is being changed against the files as they are by now."""
        if self.draft is not None:
            self.draft.hold_against(self._around)
            self.page.know(self._catalog().usable_exercises)
            self.page.show_draft()

    # --- the disk ----------------------------------------------------------------------------------------------------

    def save(self, *, over: bool = False) -> bool:
        """Write it; ask where another program has changed the file meanwhile. Return whether it was written."""
        copy = self._copy
        if copy is None:
            return False
        draft = copy.draft
        self._name(draft)
        try:
            if over:
                draft.save(over=True)
            copy.save()
        except ChangedElsewhereError as error:
            self._ask_whose(str(error))
            return False
        except CannotSaveError as error:
            self._window.say(str(error))
            return False
        self._from = draft.path.stem
        self.page.show_draft()
        self.saved.emit(draft.path.stem)
        count = len(draft.problems)
        rest = f" It cannot be played until {_things(count)} mended." if count else ""
        self._window.say(f"Saved as {draft.path.name}.{rest}")
        return True

    def _name(self, draft: Draft) -> None:
        """Name a file that is not on the disk yet after its title."""
        title = draft.written(("title",))
        if not draft.was_saved and isinstance(title, str):
            draft.path = self._folders.mine / f"{free_slug(title, 'routine', self._folders, self._around)}.yaml"

    def _ask_whose(self, sentence: str) -> None:
        self.page.question.ask(
            sentence,
            [
                ("Keep mine", partial(self.save, over=True)),
                ("Take theirs", self._take_theirs),
                ("Not now", bool),
            ],
        )

    def _take_theirs(self) -> None:
        if self.draft is None:
            return
        try:
            self.draft.take_theirs()
        except CannotOpenError as error:
            self._window.say(str(error))
        self.page.show_draft(again=True)

    # --- leaving -----------------------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Go back to where it was come from; ask first where something would be lost."""
        self.hold(self._leave)

    def hold(self, go_on: Callable[[], object]) -> bool:
        """Ask, where something would be lost by going elsewhere, and go on after the answer. Return whether it asks."""
        if not self.would_lose:
            self._copy = None
            go_on()
            return False
        self._window.show_page("editor", "library")
        self.page.question.ask(
            "What you changed is not saved yet.",
            [
                ("Save", partial(self._save_and, go_on)),
                ("Leave without saving", partial(self._drop_and, go_on)),
                ("Stay", bool),
            ],
        )
        return True

    @property
    def would_lose(self) -> bool:
        """Whether something is changed and not saved; what was only begun is nothing."""
        draft = self.draft
        return draft is not None and not draft.is_saved and (bool(draft.to_undo) or draft.was_saved)

    def _save_and(self, go_on: Callable[[], object]) -> None:
        if self.save():
            self._copy = None
            go_on()

    def _drop_and(self, go_on: Callable[[], object]) -> None:
        self._copy = None
        go_on()

    def _leave(self) -> None:
        self.left.emit(self._from)

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
        one = overview_of(entry, self._catalog().usable_exercises, self._options())
        if isinstance(one, Overview):
            self.play.emit(one, segment)

    def come_back(self) -> None:
        """Show what is being changed again, after it was played."""
        self.page.show_draft()
        self._window.show_page("editor", "library")


def _things(count: int) -> str:
    return "one thing is" if count == 1 else f"{count} things are"
