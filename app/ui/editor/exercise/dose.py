"""How much of an exercise: what sort of dose it is, its figures, and how far each may be changed by whoever does it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.editing.draft import Draft
from app.editing.places import NotEditableError, Plain
from app.routine.model import PATTERNS
from app.ui.editor.bound import Bound, BoundLine, BoundSelect, told
from app.ui.kit import Card, Flow, Label, heading
from app.ui.kit.field import Field
from app.ui.kit.select import Select
from app.ui.pages.layout import column_in
from app.ui.theme import Look

_FIELD_PX = 150
_KINDS: Final[Mapping[str, tuple[str, Plain]]] = {
    "hold": ("Held still", {"hold": "20 s", "reps": "2"}),
    "reps": ("Done in reps", {"reps": "8"}),
    "time": ("For a time", {"time": "30 s"}),
    "breath": ("Breathed", {"breath": "longer-out", "cycles": "8"}),
}
_FIGURES: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {  # key, name, what holds without it
    "hold": (("hold", "Hold", ""), ("reps", "Times", "1"), ("rest", "Rest between", "5 s")),
    "reps": (
        ("reps", "Reps", ""),
        ("sets", "Sets", "1"),
        ("tempo", "Tempo: out-pause-back", "2-0-2"),
        ("rest", "Rest between sets", "30 s"),
    ),
    "time": (("time", "Time", ""),),
    "breath": (("cycles", "Breaths", ""),),
}
_RANGES: Final[Mapping[str, tuple[tuple[str, str, str], ...]]] = {  # key, name, how it may be written
    "hold": (("hold", "Hold", "10 s to 30 s"), ("reps", "Times", "1 to 4")),
    "reps": (("reps", "Reps", "5 to 12"), ("sets", "Sets", "1 to 3")),
    "time": (("time", "Time", "30 s to 2 min"),),
    "breath": (("cycles", "Breaths", "4 to 12"),),
}


class DoseFields(Card):
    """Shows the dose of one exercise. `changed` comes after it has written."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, padding=2)
        self._draft: Draft | None = None
        self._kind = ""
        self.fields: list[Bound] = []
        self.kinds = Select(look)
        self.kinds.offer((kind, words) for kind, (words, _) in _KINDS.items())
        self.kinds.picked.connect(self._set_kind)
        self.layout_.addWidget(heading("How much"))
        self._head = Field(look, "How it is done", self.kinds)
        self.layout_.addWidget(self._head)
        self._inside = QWidget()
        self.layout_.addWidget(self._inside)

    def show_draft(self, draft: Draft, *, again: bool = False) -> None:
        """Show what is written by now."""
        self._draft = draft
        kind = self._kind_of(draft)
        if kind != self._kind:
            self._kind = kind
            self._make(kind)
        self.kinds.show_value(kind)
        for field in self.fields:
            field.show_draft(draft, again=again)
        whole = [one for one in draft.problems_at(("dose",)) if one[0] == ("dose",)]
        self._head.set_problem(told(whole, ("dose",)))

    @staticmethod
    def _kind_of(draft: Draft) -> str:
        written = draft.written(("dose",))
        keys = written if isinstance(written, dict) else {}
        return next((kind for kind in ("hold", "breath", "time", "reps") if kind in keys), "hold")

    def _make(self, kind: str) -> None:
        look = self._look
        self.layout_.removeWidget(self._inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = QWidget()
        column = column_in(self._inside, look, 1)
        self.fields = []
        figures: list[Bound] = [
            BoundLine(look, name, ("dose", key), usual=usual, is_needed=not usual)
            for key, name, usual in _FIGURES[kind]
        ]
        if kind == "breath":
            figures.insert(0, self._pattern(look))
        column.addWidget(self._row(figures))
        column.addWidget(Label("How far each may be changed", strong=True))
        column.addWidget(
            self._row([BoundLine(look, name, ("range", key), usual=way) for key, name, way in _RANGES[kind]])
        )
        self.layout_.addWidget(self._inside)

    @staticmethod
    def _pattern(look: Look) -> Bound:
        shapes = {name: "-".join(f"{one.length_s:g}" for one in pattern.phases) for name, pattern in PATTERNS.items()}
        choices = [(name, f"{name}, {shape}" if shape != name else name) for name, shape in shapes.items()]
        return BoundSelect(look, "Pattern", ("dose", "breath"), choices)

    def _row(self, fields: list[Bound]) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(2), column_px=self._look.theme.scaled(_FIELD_PX))
        for field in fields:
            field.keep_at_top()
            field.changed.connect(self.changed)
            field.refused.connect(self.refused)
            flow.addWidget(field)
        self.fields += fields
        return row

    def _set_kind(self, kind: str) -> None:
        """Begin anew with another sort of dose; how far it may be changed belonged to the one before."""
        draft = self._draft
        if draft is None or kind == self._kind:
            return
        try:
            draft.set(("dose",), _KINDS[kind][1])
            if draft.written(("range",)) is not None:
                draft.clear(("range",))
        except NotEditableError as error:
            self.refused.emit(str(error))
        self.changed.emit()
