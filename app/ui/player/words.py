"""The column of words beside the dial: what to do, how much of it, why it is paused, and what is asked."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.play.player import Player
from app.ui.kit import Chip, Flow, Label, Page, muted
from app.ui.pages.words import tint_of
from app.ui.player.asking import Asking
from app.ui.player.moment import KIND_WORDS
from app.ui.theme import Look
from app.ui.tokens import TypeSize

Room = Literal["least", "little", "usual", "much", "vast"]


class _Sizes(NamedTuple):
    """How large each kind of words is set."""

    name: TypeSize
    reading: TypeSize
    cue: TypeSize
    question: TypeSize


_SIZES: dict[Room, _Sizes] = {
    "least": _Sizes("body", "body", "body", "body"),
    "little": _Sizes("heading", "body", "heading", "heading"),
    "usual": _Sizes("title", "lead", "heading", "heading"),
    "much": _Sizes("display", "large", "title", "heading"),
    "vast": _Sizes("grand", "display", "display", "title"),
}
OWN_PACE = "At your own pace. Press space, or Done, when you have done them all."
_LONG = 50  # letters; a longer instruction is set for reading, not as a title


class Words(Page):
    """Shows the words of a segment. It scrolls where large text leaves too little room."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.set_margins(0, 0)
        self._kind, self._dose, self._turn = Chip(look, ""), Chip(look, ""), Chip(look, "")
        self._name = Label("", "title", strong=True)
        self._said = Label("", "lead")
        self._pause = Label("", "heading", "warning", strong=True)
        self.asking = Asking(look)
        self._cue = Label("", "heading", "accent", strong=True)
        self._lines = Label("", "lead")
        self._caution = muted()
        self._sound = muted()
        chips = QWidget()
        flow = Flow(chips, gap=look.theme.space(1))
        for chip in (self._kind, self._dose, self._turn):
            flow.addWidget(chip)
        self._above = _column(look, chips, self._name, self._said)
        self._below = _column(look, self._cue, self._lines, self._caution)
        for widget in (self._above, self._pause, self.asking, self._below, self._sound):
            self.body.addWidget(widget)
        self._pause.hide()
        self._sound.hide()

    def show_segment(self, player: Player) -> None:
        """Show the words that stand as long as a segment does."""
        segment, part = player.segment, player.part
        doing = part if segment.kind in ("ready", "work", "switch") else None
        self._kind.setText(doing.kind.capitalize() if doing else KIND_WORDS[segment.kind])
        self._kind.set_tint(tint_of(doing.kind) if doing else "neutral")
        _fill(self._dose, doing.dose if doing else "")
        _fill(self._turn, f"{segment.turn[0]} of {segment.turn[1]}" if segment.turn[1] > 1 else "")
        said = segment.title if segment.kind in ("note", "wait", "check") else segment.text if doing is None else ""
        own_pace = OWN_PACE if doing and segment.kind == "work" and segment.is_open else ""
        is_long = len(said) > _LONG
        _fill(self._name, doing.name if doing else segment.title if not is_long else "")
        _fill(self._said, own_pace or (said if is_long else ""))
        _fill(self._cue, doing.cue if doing else "")
        _fill(self._lines, "\n".join(doing.instructions) if doing else "")
        _fill(self._caution, doing.caution or "" if doing else "")
        self.verticalScrollBar().setValue(0)

    def set_room(self, room: Room) -> None:
        """Set the words by the room there is: small enough to be seen without scrolling, large enough across a room."""
        sizes = _SIZES[room]
        self._name.set_size(sizes.name)
        self._cue.set_size(sizes.cue)
        self._pause.set_size(sizes.cue)
        self.asking.set_size(sizes.question)
        for label in (self._said, self._lines):
            label.set_size(sizes.reading)
        self._caution.set_size("body" if room != "vast" else "lead")
        self._kind.setVisible(room != "least")  # the dial has it too

    def leave_alone(self, question_only: bool) -> None:
        """Leave the room to a question that is not about what is being done, or share it again."""
        self._above.setVisible(not question_only)
        self._below.setVisible(not question_only)

    def show_pause(self, reason: str) -> None:
        """Say why it is paused; an empty reason takes it away."""
        if reason != (self._pause.text() if self._pause.isVisibleTo(self) else ""):
            _fill(self._pause, reason)

    def show_sound(self, sentence: str) -> None:
        """Say how it stands with the sound; an empty sentence takes it away."""
        _fill(self._sound, sentence)

    def look_on(self, way: int) -> None:
        """Show what stands above, for -1, or below, for 1."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + way * self.height() // 2)

    def bring_question_into_view(self) -> None:
        """Scroll to the question, once it has its place."""
        QTimer.singleShot(0, self, self._to_question)

    def _to_question(self) -> None:
        if self.asking.isVisible():
            self.ensureWidgetVisible(self.asking)


def _column(look: Look, *widgets: QWidget) -> QWidget:
    """Put widgets under one another, as close as those of the page."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.theme.space(2))
    for widget in widgets:
        column.addWidget(widget)
    return whole


def _fill(label: Label, text: str) -> None:
    """Show a text, or nothing at all where it is empty."""
    label.setText(text)
    label.setVisible(bool(text))
