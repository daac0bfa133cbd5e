"""The way into the editor from other pages, and out of it. The editor itself is made when it is first asked for."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import paths
from app.ui.care import Care
from app.ui.chosen import Chosen
from app.ui.library import Library
from app.ui.outside import Outside
from app.ui.theme import Look
from app.ui.window import Window

if TYPE_CHECKING:
    from app.editing.draft import Around
    from app.editing.fresh import Folders
    from app.editing.places import At
    from app.ui.editor.exercises import Exercises
    from app.ui.editor.holder import Holder
    from app.ui.editor.workshop import Workshop
    from app.ui.papering import Papering
    from app.ui.sharing import Sharing


class Changing(QObject):
    """Knows whether something is being changed. `play` asks to try it as it stands."""

    play = Signal(object, int)  # an Overview, and from which segment on

    def __init__(
        self,
        outside: Outside,
        chosen: Chosen,
        care: Care,
        look: Look,
        library: Library,
        papering: "Callable[[], Papering]",
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._chosen = chosen
        self._care = care
        self._look = look
        self._library = library
        self._papering = papering
        self._window = window
        library.new_asked.connect(self._new)
        library.change_asked.connect(self._edit)
        library.duplicate_asked.connect(self._duplicate)
        library.mend_asked.connect(self._mend)
        library.share_asked.connect(self._share)
        library.handout_asked.connect(self._show_handout)
        library.import_asked.connect(self._bring_in)
        window.file_dropped.connect(self._take_file)
        library.exercise_asked.connect(self._edit_exercise)
        window.may_close = self._may_close
        self._step: At | None = None  # of the routine that is being changed, whose exercise is
        self._adds = False  # what is new goes into that routine

    @cached_property
    def workshop(self) -> "Workshop":
        """Who leads through it."""
        from app.ui.editor.workshop import Workshop

        library = self._library
        workshop = Workshop(self._folders, self._around, self._chosen, self._look, library.figures, self._window, self)
        workshop.saved.connect(library.read_now)
        workshop.left.connect(self._leave)
        workshop.play.connect(self.play)
        workshop.exercise_asked.connect(self._edit_exercise)
        workshop.new_exercise_asked.connect(self._new_exercise)
        library.renewed.connect(workshop.renew)
        return workshop

    @property
    def _folders(self) -> "Folders":
        from app.editing.fresh import Folders

        return Folders(paths.ROUTINES, self._outside.places.routines)

    def _around(self) -> "Around":
        from app.editing.draft import Around

        return Around(self._library.catalog, self._care.precautions)

    @cached_property
    def exercises(self) -> "Exercises":
        """Who leads through the changing of exercises."""
        from app.ui.editor.exercises import Exercises

        exercises = Exercises(self._folders, self._around, self._outside, self._chosen, self._look, self._window, self)
        exercises.saved.connect(self._exercise_saved)
        exercises.left.connect(self._leave_exercise)
        self._library.renewed.connect(exercises.renew)
        return exercises

    def _edit_exercise(self, slug: str, at: "At | None" = None) -> None:
        """Change an exercise. The step it was asked for at does the copy, where it becomes one."""
        self._step = at
        self.exercises.edit(slug)

    def _new_exercise(self, name: str) -> None:
        self._step = None
        self._adds = self.is_on
        self.exercises.new(name)

    def _exercise_saved(self, slug: str) -> None:
        self._library.read_now()
        step, self._step = self._step, None
        adds, self._adds = self._adds, False
        if step is not None and self.is_on:
            self.workshop.page.replace(step, slug)
        elif adds and self.is_on:
            self.workshop.page.add(slug)

    def _leave_exercise(self, _: str) -> None:
        if not self.come_back():
            self._library.show()

    @cached_property
    def sharing(self) -> "Sharing":
        """Who gives routines away and takes them in."""
        from app.ui.sharing import Sharing

        papering, library, window = self._papering(), self._library, self._window
        sharing = Sharing(self._outside, self._care, papering, self._look, library, window, self)
        sharing.left.connect(self._leave)
        return sharing

    def _share(self, slug: str) -> None:
        self.sharing.share(slug)

    def _show_handout(self, slug: str) -> None:
        self.sharing.show_handout(slug)

    def _bring_in(self) -> None:
        self.sharing.bring_in()

    def _take_file(self, path: Path) -> None:
        self.hold(partial(self.sharing.bring_in_file, path))

    @property
    def _holders(self) -> "list[Holder]":
        """Who holds something, the innermost first."""
        made: list[Holder] = [self.exercises] if "exercises" in self.__dict__ else []
        made += [self.workshop] if "workshop" in self.__dict__ else []
        return [one for one in made if one.draft is not None]

    @property
    def is_on(self) -> bool:
        """Whether a routine is being changed."""
        return "workshop" in self.__dict__ and self.workshop.draft is not None

    def hold(self, go_on: Callable[[], object]) -> None:
        """Go elsewhere; ask first where something would be lost."""
        if holders := self._holders:
            holders[0].hold(partial(self.hold, go_on))
        else:
            go_on()

    def come_back(self) -> bool:
        """Show what is being changed, after a try. Return whether anything is."""
        if self.is_on:
            self.workshop.come_back()
        return self.is_on

    def _may_close(self, then: Callable[[], object]) -> bool:
        """Ask about what would be lost, and do `then` after the answer."""
        losing = next((one for one in self._holders if one.would_lose), None)
        if losing is not None:
            losing.hold(then)
        return losing is None

    def _new(self) -> None:
        self.workshop.new()

    def _edit(self, slug: str) -> None:
        self.workshop.edit(slug)

    def _duplicate(self, slug: str) -> None:
        self.workshop.duplicate(slug)

    def _mend(self, path: Path) -> None:
        self.workshop.edit_file(path)

    def _leave(self, slug: str) -> None:
        if self._library.routine(slug) is not None:
            self._library.show_routine(slug)
        else:
            self._library.show()
