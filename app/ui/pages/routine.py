"""A routine's page: what it is, what it needs, who should ask first, and its steps; start from here."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.play.library import Overview
from app.play.timeline import Part, Segment
from app.routine.quantities import spoken
from app.ui.kit import Button, Card, Chip, Flow, Label, Picture, body, heading, muted, small, title
from app.ui.pages.layout import Changing, at_left, column_in
from app.ui.pages.words import icon_of, picture_role, tint_of


class RoutinePage(Changing):
    """Shows one routine at a time."""

    start = Signal(str)  # slug
    back = Signal()

    def show_routine(self, one: Overview, precautions: Mapping[str, str], *, again: bool = False) -> None:
        """Show a routine; `precautions` are the words of each code. `again` keeps the place on the page."""
        had_focus = again and self.start_button.hasFocus()
        column = self.fresh()
        for widget in (self._head(one), self._asks_first(one, precautions), self._steps(one)):
            if widget is not None:
                column.addWidget(widget)
        if not again:
            self.verticalScrollBar().setValue(0)
        if had_focus or not again:
            self.start_button.setFocus()

    def _head(self, one: Overview) -> QWidget:
        head = QWidget()
        column = column_in(head, self._look)
        back = Button(self._look, "Library", icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title(one.routine.title))
        column.addWidget(body(one.routine.purpose))
        column.addWidget(self._chips(one))
        self.start_button = Button(self._look, "Start", icon="play", kind="primary", large=True)
        self.start_button.clicked.connect(partial(self.start.emit, one.slug))
        column.addWidget(at_left(self.start_button))
        for note in one.routine.notes:
            column.addWidget(muted(note))
        return head

    def _chips(self, one: Overview) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1))
        kind = icon_of(one.timeline.kinds)
        about = "" if one.timeline.is_exact else "about "
        flow.addWidget(Chip(self._look, f"{about}{one.minutes} min", icon="clock", tint=tint_of(kind)))
        for word in (one.routine.level, one.routine.setting, *one.equipment):
            if word:
                flow.addWidget(Chip(self._look, word))
        return row

    def _asks_first(self, one: Overview, precautions: Mapping[str, str]) -> QWidget | None:
        if not one.precautions:
            return None
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading("Ask a health professional first if you have"))
        for code in one.precautions:
            card.layout_.addWidget(small(f"•  {precautions.get(code, code)}"))
        return card

    def _steps(self, one: Overview) -> QWidget:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading("Steps"))
        seen: set[int] = set()
        for segment in one.timeline.segments:
            if segment.station in seen or segment.kind == "switch":
                continue
            seen.add(segment.station)
            part = one.timeline.parts[segment.part] if segment.part is not None else None
            card.layout_.addLayout(self._step(segment, part))
        return card

    def _step(self, segment: Segment, part: Part | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._look.theme.space(1.5))
        kind = part.kind if part else "note" if segment.kind != "rest" else "clock"
        row.addWidget(Picture(self._look, kind, picture_role(kind), 24))
        if part is None:
            row.addWidget(muted(segment.title), 1)
            row.addWidget(Label(spoken(segment.about_s), "body", "muted", wrap=False))
            return row
        side = {"left": ", each side", "right": ", each side", "alternating": " each side, in turns"}.get(part.side, "")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(part.name, "body", strong=True))
        if part.caution:
            words.addWidget(small(part.caution))
        row.addLayout(words, 2)
        row.addWidget(Label(f"{part.dose}{side}", "body", "muted"), 1)
        return row
