"""The page of the exercise editor: what it is in words, how much of it, its figure, and a picture of one's own."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.editing.draft import Draft
from app.routine.model import Exercise
from app.settings import FigureName
from app.ui.editor.exercise.about import AboutExercise, choices_of
from app.ui.editor.exercise.dose import DoseFields
from app.ui.editor.exercise.picture import PictureCard
from app.ui.editor.exercise.pose import PosePanel
from app.ui.editor.top import Top
from app.ui.kit import Button, Card, Label, Page, announce, heading, muted
from app.ui.kit.question import Question
from app.ui.pages.layout import at_left
from app.ui.theme import Look

_MOST = 5


class ExerciseEditor(QWidget):
    """Changes an exercise and its pose as one thing: what was done last is undone first, in whichever of both."""

    back = Signal()
    save_asked = Signal()
    figure_asked = Signal()  # a pose, where there is none
    picture_asked = Signal()
    picture_unwanted = Signal()
    refused = Signal(str)

    def __init__(
        self,
        look: Look,
        figure: FigureName,
        precautions: Mapping[str, str],
        exercises: Mapping[str, Exercise],
        slug: str = "",
        *,
        reduced_motion: bool,
    ) -> None:
        super().__init__()
        self._look = look
        self.draft: Draft | None = None
        self.pose: Draft | None = None
        self._done: list[Draft] = []  # whose change was which
        self._undone: list[Draft] = []
        self.top = Top(look)
        self.question = Question(look)
        self.about = AboutExercise(look, _short(precautions), choices_of(dict(exercises), slug))
        self.dose = DoseFields(look)
        self.posing = PosePanel(look, figure, reduced_motion=reduced_motion)
        self.picture = PictureCard(look)
        self.no_figure = Card(look, padding=2)
        self.draw = Button(look, "Make a figure", icon="plus")
        self.problems = Label("", "small", "danger")
        self._lay()
        self._connect()

    def _lay(self) -> None:
        look = self._look
        gap = look.theme.space(2)
        self.no_figure.layout_.addWidget(heading("Figure"))
        self.no_figure.layout_.addWidget(muted("There is no figure for this exercise yet."))
        self.no_figure.layout_.addWidget(at_left(self.draw))
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(look.theme.space(1))
        column.addLayout(self.top)
        column.addWidget(self.question)
        self.page = Page(look)
        for widget in (self.problems, self.about, self.dose, self.posing, self.no_figure, self.picture):
            self.page.body.addWidget(widget)
        column.addWidget(self.page, 1)

    def _connect(self) -> None:
        self.top.left.connect(self.back)
        self.top.gone.connect(self._go)
        self.top.save_asked.connect(self.save_asked)
        self.draw.clicked.connect(self.figure_asked)
        self.picture.wanted.connect(self.picture_asked)
        self.picture.unwanted.connect(self.picture_unwanted)
        for part in (self.about, self.dose, self.posing):
            part.changed.connect(self._changed)
            part.refused.connect(self.refused)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def edit(self, draft: Draft, pose: Draft | None) -> None:
        """Begin to change an exercise, and its pose where it has one."""
        self.draft, self.pose = draft, pose
        self._done, self._undone = [], []
        self.question.hide()
        self.show_draft(again=True)
        self.page.verticalScrollBar().setValue(0)

    def take_pose(self, pose: Draft) -> None:
        """Change this pose from now on."""
        self.pose = pose
        self.show_draft()

    def show_picture(self, path: Path | None) -> None:
        """Show the person's own picture, or that there is none."""
        self.picture.show_file(path, self.top.name.text())

    def show_draft(self, *, again: bool = False) -> None:
        """Show both as they are by now."""
        draft = self.draft
        if draft is None:
            return
        self._count()
        self.about.show_draft(draft, again=again)
        self.dose.show_draft(draft, again=again)
        model = draft.model
        if self.pose is not None:
            self.posing.show_draft(self.pose, model.areas if isinstance(model, Exercise) else ())
        self.posing.setVisible(self.pose is not None)
        self.no_figure.setVisible(self.pose is None)
        self.top.show_state(
            draft.written(("name",)),
            "A new exercise",
            to_undo=self._done,
            to_redo=self._undone,
            is_saved=draft.is_saved and (self.pose is None or self.pose.is_saved),
        )
        self._show_problems(draft)

    def _show_problems(self, draft: Draft) -> None:
        """Tell what no field tells: a file that is odd as a whole."""
        fields = [field.at for field in (*self.about.fields, *self.dose.fields)]
        odd = [one for at, one in draft.problems_at(()) if not any(at[: len(place)] == place for place in fields)]
        odd = [one for one in odd if not one.what.startswith("dose")]
        more = self.pose.problems if self.pose is not None else ()
        told = [f"Line {one.line}: {one.what}; {one.remedy}." for one in (*odd, *more)][:_MOST]
        self.problems.setText("\n".join(told))
        self.problems.setVisible(bool(told))

    # --- changes -----------------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._undone.clear()
        self.show_draft()

    def _count(self) -> None:
        """Note in which of both something was changed: letters typed in one go are one change."""
        for one in filter(None, (self.draft, self.pose)):
            while self._done.count(one) < one.changes:
                self._done.append(one)
            while self._done.count(one) > one.changes:
                self._done.reverse()
                self._done.remove(one)
                self._done.reverse()

    def _go(self, back: bool) -> None:
        from_, to = (self._done, self._undone) if back else (self._undone, self._done)
        if not from_:
            return
        draft = from_.pop()
        what = draft.to_undo if back else draft.to_redo
        if draft.undo() if back else draft.redo():
            to.append(draft)
            announce(self, f"{'Undone' if back else 'Done again'}: {what}")
        self.show_draft(again=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.top.takes(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top.fit(self.width())


def _short(precautions: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(code, words if len(words) < 60 else f"{words[:57]}...") for code, words in precautions.items()]
