"""What of a step is filled in, below its name."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.editing.draft import Draft
from app.editing.rows import Row
from app.editing.step_fields import StepField, step_fields
from app.routine.model import Exercise
from app.ui.editor.bound import Bound, BoundLine, BoundSelect
from app.ui.kit import Flow
from app.ui.pages.layout import column_in
from app.ui.theme import Look

_FIELD_PX = 150  # the least width of a figure's field, before text scaling


class StepFields(QWidget):
    """The fields of one step: its figures side by side, its sentences below each other."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, look: Look, row: Row, exercises: Mapping[str, Exercise]) -> None:
        super().__init__()
        self.setAccessibleName(row.name)
        self.fields: dict[str, Bound] = {}
        column = column_in(self, look, 1.5)
        figures = QWidget()
        self._flow = Flow(figures, gap=look.theme.space(2), column_px=look.theme.scaled(_FIELD_PX))
        column.addWidget(figures)
        for one in step_fields(row.step, exercises):
            field = self._field(look, one, (*row.at, one.key))
            field.changed.connect(self.changed)
            field.refused.connect(self.refused)
            self.fields[one.key] = field
            if one.is_long:
                column.addWidget(field)
            else:
                field.keep_at_top()
                self._flow.addWidget(field)
        figures.setVisible(self._flow.count() > 0)

    @staticmethod
    def _field(look: Look, one: StepField, at: tuple[str | int, ...]) -> Bound:
        if one.choices:
            return BoundSelect(look, one.label, at, one.choices, usual=one.usual, hint=one.hint)
        return BoundLine(look, one.label, at, usual=one.usual, hint=one.hint, is_needed=one.is_needed)

    def show_draft(self, draft: Draft, *, again: bool = False) -> None:
        """Show what is written by now."""
        for field in self.fields.values():
            field.show_draft(draft, again=again)

    def focus(self) -> None:
        """Give the keys to the first field."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.editor.setFocus()
