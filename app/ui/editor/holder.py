"""Holds the one file that is being changed: when it is saved, and what is asked before it is left."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.editing.draft import Around, CannotOpenError, CannotSaveError, ChangedElsewhereError, Draft
from app.editing.fresh import Copy, Folders, free_slug
from app.ui.kit.question import Question
from app.ui.window import Window


class Editor(Protocol):
    """The page of an editor, as far as every file is concerned."""

    question: Question

    def show_draft(self, *, again: bool = False) -> None: ...


class Holder(QObject):
    """Nothing is on the disk before it is saved. Its page is put into the window under `place`."""

    saved = Signal(str)  # the slug of what was written
    left = Signal(str)  # the slug of what was left; empty where it is not on the disk

    kind = "routine"  # as slugs are told apart
    named_by = "title"
    place = "editor"

    def __init__(
        self,
        folders: Folders,
        around: Callable[[], Around],
        editor: Callable[[], Editor],
        window: Window,
        parent: QObject,
    ) -> None:
        """Hold nothing yet; the editor's page is asked for when there is something."""
        super().__init__(parent)
        self._folders = folders
        self._make_around = around
        self._find_editor = editor
        self._window = window
        self._copy: Copy | None = None
        self._from = ""

    @property
    def _editor(self) -> Editor:
        return self._find_editor()

    @property
    def draft(self) -> Draft | None:
        """What is being changed."""
        return self._copy.draft if self._copy is not None else None

    @property
    def _drafts(self) -> list[Draft]:
        copy = self._copy
        return [] if copy is None else [one for one in (copy.draft, copy.pose) if one is not None]

    @property
    def _around(self) -> Around:
        return self._make_around()

    # --- the disk ----------------------------------------------------------------------------------------------------

    def save(self, *, over: bool = False) -> bool:
        """Write it; ask where another program has changed the file meanwhile. Return whether it was written."""
        copy = self._copy
        if copy is None:
            return False
        draft = copy.draft
        self._name(copy)
        try:
            for one in self._drafts if over else []:
                one.save(over=True)
            copy.save()
            self._keep_more(draft.path.stem)
        except ChangedElsewhereError as error:
            self._ask_whose(str(error))
            return False
        except CannotSaveError as error:
            self._window.say(str(error))
            return False
        self._from = draft.path.stem
        self._editor.show_draft()
        self.saved.emit(draft.path.stem)
        count = sum(len(one.problems) for one in self._drafts)
        rest = f" It cannot be used until {_things(count)} mended." if count else ""
        self._window.say(f"Saved as {draft.path.name}.{rest}")
        return True

    def _keep_more(self, slug: str) -> None:
        """Write what goes along and stands in no text. Raises CannotSaveError."""

    def _name(self, copy: Copy) -> None:
        """Name what is not on the disk yet after its title."""
        title = copy.draft.written((self.named_by,))
        if not copy.draft.was_saved and isinstance(title, str):
            slug = free_slug(title, self.kind, self._folders, self._around)
            for one in self._drafts:
                one.path = one.path.with_name(f"{slug}.yaml")

    def _ask_whose(self, sentence: str) -> None:
        self._editor.question.ask(
            sentence,
            [
                ("Keep mine", partial(self.save, over=True)),
                ("Take theirs", self._take_theirs),
                ("Not now", bool),
            ],
        )

    def _take_theirs(self) -> None:
        try:
            for one in self._drafts:
                if one.was_saved:
                    one.take_theirs()
        except CannotOpenError as error:
            self._window.say(str(error))
        self._editor.show_draft(again=True)

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
        self._window.show_page(self.place, "library")
        self._editor.question.ask(
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
        return any(not one.is_saved and (bool(one.to_undo) or one.was_saved) for one in self._drafts)

    def _save_and(self, go_on: Callable[[], object]) -> None:
        if self.save():
            self._copy = None
            go_on()

    def _drop_and(self, go_on: Callable[[], object]) -> None:
        self._copy = None
        go_on()

    def _leave(self) -> None:
        self.left.emit(self._from)


def _things(count: int) -> str:
    return "one thing is" if count == 1 else f"{count} things are"
