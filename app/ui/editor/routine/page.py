"""The page of the routine editor: its steps as cards in order, what can be added, and the whole of it in time."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.editing.draft import Draft
from app.editing.places import At, NotEditableError
from app.editing.rows import NEW_STEPS, can_be_listed, gap_above, gap_after, gap_below, nearest, rows_of
from app.editing.shown import segments_of, timeline_of
from app.play.layout import Options
from app.routine.model import Exercise, RoundsStep, Routine
from app.ui.editor.routine.about import About
from app.ui.editor.routine.adding import AddPane
from app.ui.editor.routine.steps import StepList
from app.ui.editor.routine.total import Total
from app.ui.editor.text import TextView
from app.ui.editor.top import Top
from app.ui.figures import Figures
from app.ui.kit import Button, Page, announce, heading
from app.ui.kit.question import Question
from app.ui.theme import Look

_TWO_PX = 640  # before text scaling: from this width on, what can be added stands beside the steps
_PANE_PX = 250
_SETTLE_MS = 20  # by then a card that was opened has its height


class RoutineEditor(QWidget):
    """Changes one draft. What concerns the disk and other pages is asked for by its signals."""

    back = Signal()
    save_asked = Signal()
    play_asked = Signal(int)  # from which segment on
    exercise_asked = Signal(str, object)  # to change an exercise, by its slug, and the place of its step
    new_exercise_asked = Signal(str)  # by a name, which may be empty
    refused = Signal(str)

    def __init__(self, look: Look, figures: Figures | None = None) -> None:
        super().__init__()
        self._look = look
        self.draft: Draft | None = None
        self._exercises: Mapping[str, Exercise] = {}
        self._options: Callable[[], Options] = Options
        self.as_text = Button(look, "The file as text", icon="note", kind="quiet", bare=True)
        self.as_text.setCheckable(True)
        self.play = Button(look, "Start", icon="play")
        self.top = Top(look, (self.as_text, self.play), narrowed=(self.play,))
        self.question = Question(look)
        self.about = About(look)
        self.steps = StepList(look, figures)
        self.adding = AddPane(look)
        self.total = Total(look)
        self.text = TextView(look)
        self.setAccessibleName("Change a routine")
        self._lay()
        self._connect()

    # --- what it is made of ------------------------------------------------------------------------------------------

    def _lay(self) -> None:
        look = self._look
        gap = look.theme.space(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(look.theme.space(1))
        column.addLayout(self.top)
        column.addWidget(self.question)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(gap)
        self.page = Page(look)
        self.page.set_margins(look.theme.space(0.5), look.theme.space(0.5))
        for widget in (self.about, heading("Steps"), self.steps):
            self.page.body.addWidget(widget)
        self._middle.addWidget(self.page, 1)
        self._middle.addWidget(self.adding)
        self._middle.addWidget(self.text, 1)
        self.text.hide()
        column.addLayout(self._middle, 1)
        column.addWidget(self.total)
        self._stands_beside = True

    def _connect(self) -> None:
        self.top.left.connect(self.back)
        self.top.gone.connect(self._go)
        self.top.save_asked.connect(self.save_asked)
        self.as_text.clicked.connect(self._turn_text)
        self.play.clicked.connect(self._play_here)
        self.about.changed.connect(self.show_draft)
        self.text.changed.connect(self.show_draft)
        for part in (self.about, self.steps):
            part.refused.connect(self.refused)
        self.steps.changed.connect(self.show_draft)
        self.steps.opened.connect(self._opened)
        self.steps.asked.connect(self.act)
        self.steps.moved.connect(self._move_to)
        self.steps.dropped.connect(self._drop)
        self.adding.exercise.connect(self._add_exercise)
        self.adding.other.connect(self._add_other)
        self.adding.new_exercise.connect(self.new_exercise_asked)
        self.total.pointed.connect(self._go_to_segment)
        self._fit = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._fit.timeout.connect(self._scroll_to_open)

    # --- what is shown -----------------------------------------------------------------------------------------------

    def edit(self, draft: Draft, exercises: Mapping[str, Exercise], options: Callable[[], Options] = Options) -> None:
        """Begin to change a draft."""
        self.draft = draft
        self.question.hide()
        self.steps.open = None
        self._options = options
        self.know(exercises)
        self.as_text.setChecked(False)
        self.show_draft(again=True)
        self.page.verticalScrollBar().setValue(0)

    def know(self, exercises: Mapping[str, Exercise]) -> None:
        """Take the exercises there are by now."""
        self._exercises = exercises
        self.adding.know(exercises)

    def show_draft(self, *, again: bool = False) -> None:
        """Show the draft as it is by now; `again` shows what is being typed anew too."""
        draft = self.draft
        if draft is None:
            return
        rows = rows_of(draft, self._exercises)
        self.about.show_draft(draft, again=again)
        self.steps.show_rows(rows, draft, self._exercises, again=again)
        self.text.show_draft(draft)
        self._show_which(draft)
        self._show_time(draft)
        self.top.show_state(
            draft.written(("title",)),
            "A new routine",
            to_undo=draft.to_undo,
            to_redo=draft.to_redo,
            is_saved=draft.is_saved,
        )

    def _show_which(self, draft: Draft) -> None:
        """Show the steps, or the text: where too little can be read, that alone."""
        can_be_shown = can_be_listed(draft)
        is_text = self.as_text.isChecked() or not can_be_shown
        self.as_text.set_off("" if can_be_shown else "Too little of the file can be read to show its steps.")
        self.text.setVisible(is_text)
        self.page.setVisible(not is_text)
        self.adding.setVisible(not is_text)

    def _show_time(self, draft: Draft) -> None:
        routine, at = draft.model, self._open_at
        wrong = len(draft.problems) if draft.to_undo or draft.was_saved else 0  # nothing, where nothing was begun
        if not isinstance(routine, Routine):
            self.total.show_timeline(None, 0, wrong, is_too_long=False)
            self.play.set_off("There is nothing to play yet.")
            return
        timeline = timeline_of(draft.path.stem, routine, self._exercises, self._options())
        first = self._segment_of(at) if at else 0
        self.total.show_timeline(timeline, first, wrong, is_too_long=timeline is None)
        is_any = timeline is not None and bool(timeline.segments)
        self.play.set_off("" if is_any else "There is nothing to play yet.")
        self.play.set_label("Start from here" if at else "Start")

    @property
    def _open_at(self) -> At | None:
        index = self.steps.open
        return self.steps.rows[index].at if index is not None else None

    def _segment_of(self, at: At) -> int:
        draft = self.draft
        assert draft is not None
        return segments_of(at, draft.model, self._exercises, self._options())[0]

    def _opened(self) -> None:
        self.show_draft()
        self._fit.start()

    def _scroll_to_open(self) -> None:
        index = self.steps.open
        if index is not None and self.isVisible():
            self.page.ensureWidgetVisible(self.steps.cards[index], 0, self._look.theme.space(1))

    def _go_to_segment(self, segment: int) -> None:
        """Open the step that was clicked on the strip."""
        rows, draft = self.steps.rows, self.draft
        assert draft is not None
        for index, row in reversed([*enumerate(rows)]):
            if not isinstance(row.step, RoundsStep) and self._segment_of(row.at) <= segment:
                self.steps.open = index
                self._opened()
                self.steps.focus(index)
                return

    def _turn_text(self) -> None:
        self.show_draft()

    def _play_here(self) -> None:
        at = self._open_at
        self.play_asked.emit(self._segment_of(at) if at else 0)

    # --- changes -----------------------------------------------------------------------------------------------------

    def act(self, what: str, index: int) -> None:
        """Do something with a step: what its menu and its keys ask for."""
        draft, row = self.draft, self.steps.rows[index]
        assert draft is not None
        if what in ("up", "down"):
            gap = (gap_above if what == "up" else gap_below)(draft.model, row.at)
            if gap is not None:
                self._move_to(index, gap, index + (1 if what == "down" else -1))
        elif what == "duplicate":
            self._change(lambda: draft.duplicate(row.at), index + 1)
        elif what == "rounds":
            self._change(lambda: draft.into_rounds(row.at), index)
        elif what == "out":
            self._take_out(index)
        elif what == "remove":
            self._change(lambda: draft.remove(row.at), index, closes=True)
            announce(self, f"{row.name} removed. Control Z brings it back.")
        elif what == "play":
            self.play_asked.emit(self._segment_of(row.at))
        elif what == "exercise":
            self.exercise_asked.emit(row.exercise, row.at)

    def _take_out(self, index: int) -> None:
        draft, row = self.draft, self.steps.rows[index]
        assert draft is not None
        if isinstance(row.step, RoundsStep):
            self._change(lambda: draft.out_of_rounds(row.at), index)
        else:
            rounds = row.at[:-2]
            self._move_to(index, (*rounds[:-1], int(rounds[-1]) + 1), index)

    def _move_to(self, index: int, gap: At, near: int | None = None) -> None:
        """Put a step into a gap; it keeps the keys, and stays open where it was."""
        draft, row = self.draft, self.steps.rows[index]
        assert draft is not None
        was_open = self.steps.open == index
        if not self._try(lambda: draft.move(row.at, gap)):
            return
        rows = rows_of(draft, self._exercises)
        wanted = next((number for number, one in enumerate(rows) if one.at == gap), len(rows))
        now = nearest(rows, row.step, near if near is not None else wanted)
        self.steps.open = now if was_open else None
        self.show_draft()
        if now is not None:
            self.steps.focus(now)
            announce(self, f"{row.name} is step {rows[now].number} now")

    def _change(self, change: Callable[[], bool], focus: int, *, closes: bool = False) -> None:
        if self._try(change):
            self.steps.open = None if closes else self.steps.open
            self.show_draft()
            self.steps.focus(focus)

    def _try(self, change: Callable[[], bool]) -> bool:
        try:
            return change()
        except NotEditableError as error:
            self.refused.emit(str(error))
            return False

    # --- adding ------------------------------------------------------------------------------------------------------

    def _add_exercise(self, slug: str) -> None:
        self._insert(gap_after(self.steps.rows, self.steps.here), {"exercise": slug})

    def add(self, slug: str) -> None:
        """Add an exercise below the step that is open, or at the end."""
        self._add_exercise(slug)

    def replace(self, at: At, slug: str) -> None:
        """Have a step do another exercise."""
        draft = self.draft
        if draft is not None and self._try(lambda: draft.set((*at, "exercise"), slug)):
            self.show_draft()

    def _drop(self, slug: str, gap: At) -> None:
        self._insert(gap, {"exercise": slug})

    def _add_other(self, kind: str) -> None:
        new: dict[str, str] = dict(NEW_STEPS.get(kind, {})) or self._contrast()
        self._insert(gap_after(self.steps.rows, self.steps.here), new, fills=True)

    def _contrast(self) -> dict[str, str]:
        def first(kind: str) -> str:
            return next((slug for slug, one in self._exercises.items() if one.kind == kind), "")

        return {"contrast": "3", "warm": first("heat"), "cool": first("cold")}

    def _insert(self, gap: At, step: dict[str, str], *, fills: bool = False) -> None:
        """Put a new step into a gap and open it. With `fills`, the keys go to its first field."""
        draft = self.draft
        assert draft is not None
        if not self._try(lambda: draft.insert(gap, dict(step))):
            return
        rows = rows_of(draft, self._exercises)
        number = next((index for index, row in enumerate(rows) if row.at == gap), len(rows) - 1)
        while number + 1 < len(rows) and not self._is_written(rows[number].at, step):
            number += 1  # a check was put in before it
        self.steps.open = number
        self._opened()
        card = self.steps.cards[number]
        if fills and card.fields is not None:
            card.fields.focus()
        announce(self, f"{rows[number].name} added as step {rows[number].number}")

    def _is_written(self, at: At, step: dict[str, str]) -> bool:
        written = self.draft.written(at) if self.draft is not None else None
        return isinstance(written, dict) and step.keys() <= written.keys()

    # --- back and forth ----------------------------------------------------------------------------------------------

    def _go(self, back: bool) -> None:
        draft = self.draft
        if draft is None:
            return
        what = draft.to_undo if back else draft.to_redo
        if what and (draft.undo() if back else draft.redo()):
            self.show_draft(again=True)
            announce(self, f"{'Undone' if back else 'Done again'}: {what}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.top.takes(event):
            return
        if event.key() == Qt.Key.Key_Escape and self.steps.open is not None:
            index, self.steps.open = self.steps.open, None
            self.show_draft()
            self.steps.focus(index)
        else:
            super().keyPressEvent(event)

    # --- room --------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.top.fit(self.width())
        beside = self.width() >= self._look.theme.scaled(_TWO_PX)
        self.adding.setMaximumWidth(self._look.theme.scaled(_PANE_PX) if beside else 16777215)
        if beside != self._stands_beside:
            self._stands_beside = beside
            if beside:
                self._middle.insertWidget(1, self.adding)
            else:
                self.page.body.addWidget(self.adding)
