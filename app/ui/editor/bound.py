"""Fields bound to a place in a file that is being changed: they show what is written there, and write what is typed."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.editing.draft import Draft
from app.editing.places import At, NotEditableError, Plain
from app.routine.reader import Problem
from app.ui.kit.field import Field, NoteInput, TextInput
from app.ui.kit.select import Select
from app.ui.theme import Look

if TYPE_CHECKING:
    _Base = QWidget
else:
    _Base = object

_OURS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def is_ours(event: QEvent) -> bool:
    """Tell whether keys are those the page undoes and redoes with: a field has no past of its own."""
    return isinstance(event, QKeyEvent) and any(event.matches(key) for key in _OURS)


class PagesPast(_Base):
    """Leaves undoing to the page. Put before the Qt class."""

    left: SignalInstance

    def event(self, event: QEvent) -> bool:
        """Let the page hear its keys."""
        if event.type() == QEvent.Type.ShortcutOverride and is_ours(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_ours(event):
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class _Line(PagesPast, TextInput):
    """One line."""

    left = Signal()

    def show_written(self, written: Plain | None) -> None:
        """Show what is written; a list with commas."""
        text = written if isinstance(written, str) else ", ".join(map(str, written or ()))
        if text != self.text():
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)  # else a long one is shown by its end


class _Lines(PagesPast, NoteInput):
    """Several lines."""

    left = Signal()

    def show_written(self, written: Plain | None) -> None:
        """Show what is written, without a word; a list line by line."""
        text = written if isinstance(written, str) else "\n".join(map(str, written or ()))
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)


class Bound(Field):
    """A field for one place of a draft. `changed` comes after it has written, `refused` where it could not."""

    changed = Signal()
    refused = Signal(str)

    def __init__(
        self,
        look: Look,
        label: str,
        editor: QWidget,
        show: Callable[[Plain | None], None],
        at: At,
        *,
        hint: str,
        is_needed: bool,
    ) -> None:
        """Bind an editor, in which `show` shows what is written."""
        super().__init__(look, label, editor, hint=hint)
        self._show = show
        self.at = at
        self._is_needed = is_needed
        self._was_written = False
        self._draft: Draft | None = None

    def show_draft(self, draft: Draft, *, again: bool = False) -> None:
        """Show what is written and what is wrong with it. What is being typed stays, unless `again`."""
        self._draft = draft
        written = draft.written(self.at)
        if again or not self.editor.hasFocus():
            self._show(written)
        if self._is_needed and not written:  # a place nobody has been at yet is not wrong
            self.set_problem("Write something here." if self._was_written else "")
        else:
            self.set_problem(told(draft.problems_at(self.at), self.at))

    def _write(self, value: Plain) -> None:
        draft = self._draft
        if draft is None:
            return
        self._was_written = True
        try:
            if value or self._is_needed:
                draft.set(self.at, value, run=".".join(map(str, self.at)))
            else:
                draft.clear(self.at)
        except NotEditableError as error:
            self.refused.emit(str(error))
            return
        self.changed.emit()

    def _leave(self) -> None:
        if self._draft is not None:
            self._draft.end_run()


class BoundLine(Bound):
    """One line of text or a figure; what holds when it is left empty is shown in it, pale."""

    def __init__(
        self, look: Look, label: str, at: At, *, usual: str = "", hint: str = "", is_needed: bool = False
    ) -> None:
        self.line = _Line(look, placeholder=usual)
        super().__init__(look, label, self.line, self.line.show_written, at, hint=hint, is_needed=is_needed)
        self.line.textEdited.connect(self._write)
        self.line.left.connect(self._leave)


class BoundLines(Bound):
    """A list of lines, one on each line."""

    def __init__(
        self, look: Look, label: str, at: At, *, lines: int = 3, hint: str = "", is_needed: bool = False
    ) -> None:
        self.lines = _Lines(lines=lines)
        super().__init__(look, label, self.lines, self.lines.show_written, at, hint=hint, is_needed=is_needed)
        self.lines.textChanged.connect(self._tell)
        self.lines.left.connect(self._leave)

    def _tell(self) -> None:
        self._write([line.strip() for line in self.lines.toPlainText().splitlines() if line.strip()])


class BoundSelect(Bound):
    """One of several; the empty value stands for the key not being there."""

    def __init__(
        self, look: Look, label: str, at: At, choices: Sequence[tuple[Plain, str]], *, usual: str = "", hint: str = ""
    ) -> None:
        self.select = Select(look)
        self.select.offer(choices)
        super().__init__(
            look, label, self.select, partial(_show_in, self.select, usual), at, hint=hint, is_needed=False
        )
        self.select.picked.connect(self._pick)

    def _pick(self, value: Plain) -> None:
        self._write(value)
        self._leave()


def _show_in(select: Select, usual: str, written: Plain | None) -> None:
    select.show_value(usual if written is None else written)


def told(problems: Sequence[tuple[At, Problem]], at: At) -> str:
    """Say the first problem at or in a place, in one sentence; nothing where there is none."""
    for _, problem in problems:
        what = problem.what.removeprefix(f"{at[-1]}: ") if at else problem.what
        return f"{what[:1].upper()}{what[1:]}; {problem.remedy}."
    return ""
