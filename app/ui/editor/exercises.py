"""Leads through the changing of exercises: the words, the pose and the picture, kept together."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from app import files
from app.editing.draft import Around, CannotOpenError, Draft
from app.editing.fresh import Copy, Folders, copy_of, new_exercise, new_pose
from app.editing.pictures import put_picture, take_picture_away
from app.routine.catalog import Catalog
from app.routine.pictures import picture_of
from app.routine.pose import FrontPose, SidePose
from app.ui.chosen import Chosen
from app.ui.editor.exercise.page import ExerciseEditor
from app.ui.editor.holder import Holder
from app.ui.outside import Outside
from app.ui.pictures import MOST_BYTES, PictureError, remade
from app.ui.theme import Look
from app.ui.window import Window

_PICTURES = "Pictures (*.png *.jpg *.jpeg *.webp)"


class Exercises(Holder):
    """Holds the one exercise that is being changed. Its page is made anew for each."""

    kind = "exercise"
    named_by = "name"
    place = "exercise"

    def __init__(
        self,
        folders: Folders,
        around: Callable[[], Around],
        outside: Outside,
        chosen: Chosen,
        look: Look,
        window: Window,
        parent: QObject,
    ) -> None:
        super().__init__(folders, around, lambda: self.page, window, parent)
        self._outside = outside
        self._chosen = chosen
        self._look = look
        self._page: ExerciseEditor | None = None
        self._picture: tuple[bytes, str] | None = None  # to be kept with the next saving; b"" takes it away

    @property
    def page(self) -> ExerciseEditor:
        """The page of what is being changed."""
        assert self._page is not None
        return self._page

    @property
    def _catalog(self) -> Catalog:
        return self._around.catalog

    # --- what is opened ----------------------------------------------------------------------------------------------

    def new(self, name: str = "") -> None:
        """Begin an exercise, with a figure to begin with."""
        draft = new_exercise(self._folders, self._around, name)
        pose = new_pose(
            self._folders, self._around, draft.path.stem, FrontPose(schema=1, base="sitting", props=("chair",))
        )
        self._open(Copy(draft, pose), "")

    def edit(self, slug: str) -> None:
        """Change an exercise of the person's own; of a bundled one, a copy. The original stays."""
        entry = self._catalog.exercises.get(slug)
        if entry is None:
            self._window.say("This exercise is no longer there; choose another.")
            return
        try:
            if entry.mine:
                self._open(Copy(Draft.opened(entry.path, self._around), self._pose_of(slug)), slug)
            else:
                self._open(copy_of(self._folders, self._around, entry), slug)
        except CannotOpenError as error:
            self._window.say(str(error))

    def _pose_of(self, slug: str) -> Draft | None:
        """Open the pose of one's own exercise: the person's, or a copy of the bundled one of its name."""
        mine = self._folders.mine / "poses" / f"{slug}.yaml"
        if mine.exists():
            return Draft.opened(mine, self._around)
        return None

    def _open(self, copy: Copy, slug: str) -> None:
        self._copy, self._from, self._picture = copy, slug, None
        now = self._chosen.now
        self._take_page_away()
        page = self._page = ExerciseEditor(
            self._look,
            now.figure,
            self._around.precautions,
            self._catalog.usable_exercises,
            slug,
            reduced_motion=now.reduced_motion,
        )
        page.setAccessibleName("Change an exercise")
        page.back.connect(self.leave)
        page.save_asked.connect(self.save)
        page.figure_asked.connect(self._make_figure)
        page.picture_asked.connect(self._choose_picture)
        page.picture_unwanted.connect(self._drop_picture)
        page.refused.connect(self._window.say)
        self._window.put_in("exercise", page)
        page.edit(copy.draft, copy.pose)
        page.show_picture(picture_of(slug, self._folders.mine) if slug else None)
        self._window.show_page(self.place, "library")
        page.about.name.editor.setFocus()

    def _take_page_away(self) -> None:
        if self._page is not None:
            self._window.take_out(self.place)
            self._page = None

    def renew(self) -> None:
        """Hold what is being changed against the files as they are by now."""
        if self._page is not None and self._copy is not None:
            for one in self._drafts:
                one.hold_against(self._around)
            self.page.show_draft()

    def _make_figure(self) -> None:
        copy = self._copy
        if copy is not None:
            begun = SidePose(schema=1, base="sitting", props=("chair",))
            pose = new_pose(self._folders, self._around, copy.draft.path.stem, begun)
            self._copy = Copy(copy.draft, pose, copy.picture)
            self.page.take_pose(pose)

    # --- its picture -------------------------------------------------------------------------------------------------

    def _choose_picture(self) -> None:
        path = self._outside.file_to_open("A picture of this exercise", _PICTURES)
        if path is None:
            return
        try:
            self._picture = remade(files.read(path, MOST_BYTES))
        except PictureError as error:
            self._window.say(str(error))
        except (OSError, ValueError):
            self._window.say(f"{path.name} cannot be read; check that it is there and may be read.")
        else:
            self._window.say("The picture is kept when you save.")
            self.page.show_picture(path)

    def _drop_picture(self) -> None:
        self._picture = (b"", "")
        self.page.show_picture(None)

    @property
    def would_lose(self) -> bool:
        """Whether something is changed and not saved."""
        return self._picture is not None or super().would_lose

    def _keep_more(self, slug: str) -> None:
        mine: Path = self._folders.mine
        if self._picture is not None and self._picture[0]:
            put_picture(mine, slug, *self._picture)
        elif self._picture is not None:
            take_picture_away(mine, slug)
        self._picture = None
        copy = self._copy
        assert copy is not None
        self._copy = Copy(copy.draft, copy.pose)  # the picture of the original came along once
        self.page.show_picture(picture_of(slug, mine))
