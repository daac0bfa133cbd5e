"""The column of words beside the dial: what to do, how much of it, why it is paused, and what is asked."""

from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.play.player import Player
from app.ui.kit import Chip, Flow, Label, Page, muted
from app.ui.pages.words import tint_of
from app.ui.player.asking import Asking
from app.ui.player.moment import KIND_WORDS
from app.ui.theme import Look
from app.ui.tokens import TypeSize

Room = Literal["little", "usual", "much"]
_SIZES: dict[Room, tuple[TypeSize, TypeSize, TypeSize]] = {  # of the name, of what is read, of the cue
    "little": ("heading", "body", "heading"),
    "usual": ("title", "lead", "heading"),
    "much": ("title", "large", "title"),
}
_LONG = 50  # letters; a longer instruction is set for reading, not as a title


class Words(Page):
    """Shows the words of a segment. It scrolls where large text leaves too little room."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.set_margins(0, 0)
        self._kind, self._side = Chip(look, ""), Chip(look, "", tint="accent")
        self._dose, self._turn = Chip(look, ""), Chip(look, "")
        self._name = Label("", "title", strong=True)
        self._said = Label("", "lead")
        self._pause = Label("", "heading", "warning")
        self.asking = Asking(look)
        self._cue = Label("", "heading", "accent")
        self._lines = Label("", "lead")
        self._caution = muted()
        self._sound = muted()
        chips = QWidget()
        flow = Flow(chips, gap=look.theme.space(1))
        for chip in (self._kind, self._side, self._dose, self._turn):
            flow.addWidget(chip)
        for widget in (chips, self._name, self._said, self._pause, self.asking, self._cue, self._lines, self._caution):
            self.body.addWidget(widget)
        self.body.addWidget(self._sound)
        self._pause.hide()
        self._sound.hide()

    def show_segment(self, player: Player) -> None:
        """Show the words that stand as long as a segment does."""
        segment, part = player.segment, player.part
        doing = part if segment.kind in ("ready", "work", "switch") else None
        _fill(self._kind, doing.kind.capitalize() if doing else KIND_WORDS[segment.kind])
        self._kind.set_tint(tint_of(doing.kind) if doing else "neutral")
        _fill(self._side, f"{segment.side.capitalize()} side" if segment.side in ("left", "right") else "")
        _fill(self._dose, doing.dose if doing else "")
        _fill(self._turn, f"{segment.turn[0]} of {segment.turn[1]}" if segment.turn[1] > 1 else "")
        said = segment.title if segment.kind in ("note", "wait", "check") else segment.text if doing is None else ""
        is_long = len(said) > _LONG
        _fill(self._name, doing.name if doing else segment.title if not is_long else "")
        _fill(self._said, said if is_long else "")
        _fill(self._cue, doing.cue if doing else "")
        _fill(self._lines, "\n".join(doing.instructions) if doing else "")
        _fill(self._caution, doing.caution or "" if doing else "")
        self.verticalScrollBar().setValue(0)

    def set_room(self, room: Room) -> None:
        """Set the words by the room there is: small enough to be seen without scrolling, large enough across a room."""
        name, reading, cue = _SIZES[room]
        self._name.set_size(name)
        self._cue.set_size(cue)
        for label in (self._said, self._lines):
            label.set_size(reading)

    def show_pause(self, reason: str) -> None:
        """Say why it is paused; an empty reason takes it away."""
        if reason != (self._pause.text() if self._pause.isVisibleTo(self) else ""):
            _fill(self._pause, reason)

    def show_sound(self, sentence: str) -> None:
        """Say how it stands with the sound; an empty sentence takes it away."""
        _fill(self._sound, sentence)

    def scroll_up(self) -> None:
        """Show what stands above."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - self.height() // 2)

    def scroll_down(self) -> None:
        """Show what stands below."""
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self.height() // 2)

    def bring_question_into_view(self) -> None:
        """Scroll to the question, once it has its place."""
        QTimer.singleShot(0, self, self._to_question)

    def _to_question(self) -> None:
        self.ensureWidgetVisible(self.asking)


def _fill(label: Label, text: str) -> None:
    """Show a text, or nothing at all where it is empty."""
    label.setText(text)
    label.setVisible(bool(text))
