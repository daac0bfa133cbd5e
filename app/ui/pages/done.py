"""The done page: what was done, how it feels now, and a note."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from app.routine.safety_texts import PainScale
from app.ui.kit import Button, Card, Flow, body, heading, muted, title
from app.ui.kit.donemark import DoneMark
from app.ui.kit.field import Field, NoteInput
from app.ui.kit.pain import PainScale as PainButtons
from app.ui.pages.layout import Changing, at_left, column_in
from app.ui.pages.words import NOTICED, STRONG_PAIN, lasted
from app.ui.theme import Look


@dataclass(frozen=True)
class Summary:
    """One playing that is over."""

    session_id: str
    title: str
    played_s: float
    parts_done: int
    parts: int
    how: str  # end, early, no or hurt
    say: str = ""  # what to do after a check was answered with no
    trouble: str = ""  # why it is not in the history yet
    pain_before: int | None = None


class DonePage(Changing):
    """Thanks the person, asks how it feels, and leads on."""

    rated = Signal(str, int)  # session id, pain after
    noted = Signal(str, str)  # session id, note
    left = Signal()
    history = Signal()
    signs_asked = Signal()  # show the warning signs

    def __init__(self, look: Look, scale: PainScale) -> None:
        super().__init__(look)
        self._scale = scale
        self.moves: Callable[[], bool] = bool  # asked as something is done: whether its mark is to be seen closing
        self._summary: Summary | None = None
        self._kept = ""  # the note as it was last said

    def show_summary(self, summary: Summary, next_title: str = "") -> None:
        """Show how a playing went, and what comes after it where something does."""
        look = self._look
        self._summary, self._kept = summary, ""
        column = self.fresh()
        column.addWidget(self._head(summary))
        self.setAccessibleName(f"{_title(summary)} {_words(summary)}")  # read as it takes the keys
        if summary.say:
            advice = Card(look, padding=2)
            advice.layout_.addWidget(heading("Now"))
            advice.layout_.addWidget(body(summary.say))
            column.addWidget(advice)
        column.addWidget(self._feeling())
        column.addWidget(self._ways_on(next_title))
        self.verticalScrollBar().setValue(0)

    def focus(self) -> None:
        """Take the keys: digits rate, Tab goes on. No button has them: one Space too many is soon pressed."""
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isascii() and event.text().isdigit():
            QApplication.sendEvent(self.pain, event)
        else:
            super().keyPressEvent(event)

    def _head(self, summary: Summary) -> QWidget:
        """How much of it was done, as a ring and in words."""
        completed = summary.parts_done == summary.parts  # as the history has it, however it came to its end
        share = summary.parts_done / summary.parts if summary.parts else 1.0
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.theme.space(2.5))
        mark = DoneMark(self._look, share, "check" if completed else "end", moves=self.moves())
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(self._look.theme.space(0.5))
        words.addWidget(title(_title(summary)))
        words.addWidget(body(_words(summary)))
        row.addLayout(words, 1)
        return head

    def _feeling(self) -> Card:
        card = Card(self._look, padding=2.5)
        card.layout_.addWidget(heading("How strong is your pain right now?"))
        card.layout_.addWidget(muted("0 is no pain, 10 is the worst you can imagine. Leave it out if you like."))
        self.pain = PainButtons(self._look)
        self.pain.picked.connect(self._rate)
        card.layout_.addWidget(self.pain)
        card.layout_.addWidget(self._about_pain())
        self.note = NoteInput(lines=2, placeholder="Anything to remember?")
        card.layout_.addWidget(Field(self._look, "Note", self.note))
        return card

    def _about_pain(self) -> QWidget:
        """What a rating says beside the one before, and the way to the warning signs where it asks for them."""
        about = QWidget()
        column = column_in(about, self._look, 1)
        self.change = body()
        self.signs_button = Button(self._look, "Warning signs", icon="warning")
        self.signs_button.clicked.connect(self.signs_asked)
        for widget in (self.change, at_left(self.signs_button)):
            column.addWidget(widget)
        self.change.hide()
        self.signs_button.hide()
        return about

    def _ways_on(self, next_title: str) -> QWidget:
        row = QWidget()
        flow = Flow(row, gap=self._look.theme.space(1.5))
        words, icon = (f"Next: {next_title}", "play") if next_title else ("Done", "check")
        self._done = Button(self._look, words, icon=icon, kind="primary", large=True)
        self._history = Button(self._look, "See it in the history", icon="history", large=True)
        self._done.clicked.connect(self.left)
        self._history.clicked.connect(self.history)
        flow.addWidget(self._done)
        flow.addWidget(self._history)
        return row

    def _rate(self, pain: int) -> None:
        if self._summary is None:
            return
        words, grave = said_of(pain, self._summary.pain_before, self._scale)
        self.change.setText(words)
        self.change.setVisible(bool(words))
        self.signs_button.setVisible(grave)
        self.rated.emit(self._summary.session_id, pain)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep_note()

    def keep_note(self) -> None:
        """Say `noted` where something else is written than when it was last said."""
        note = self.note.toPlainText().strip() if self._summary else ""
        if self._summary and note != self._kept:
            self._kept = note
            self.noted.emit(self._summary.session_id, note)


def said_of(pain: int, before: int | None, scale: PainScale) -> tuple[str, bool]:
    """Return what is said of a rating beside the one before, and whether it asks for the warning signs.

    A change of 2 points or of 30 % is an amount people notice. Strong pain, or a rise of 2, asks for the signs.
    """
    if (before is not None and pain - before >= NOTICED) or pain >= STRONG_PAIN:
        return scale.higher if before is not None and pain > before else scale.signs, True
    if before is None:
        return "", False
    return (scale.lower if before - pain >= min(NOTICED, 0.3 * before) and pain < before else scale.same), False


def _title(summary: Summary) -> str:
    """Praise what was mostly done, and nothing else."""
    if summary.how != "end" and summary.parts_done < summary.parts:
        return "Ended here."
    return "Well done." if 2 * summary.parts_done >= summary.parts else "That was all."


def _words(summary: Summary) -> str:
    steps = f"{summary.parts_done} of {summary.parts} exercises done"
    if summary.parts_done == summary.parts:
        steps = {0: "no exercises in it", 1: "1 exercise, done"}.get(summary.parts, f"all {summary.parts} exercises")
    kept = "" if summary.how == "end" else " What you did is kept."
    if summary.trouble:
        kept = f" It is not in the history yet. {summary.trouble}"
    return f"{summary.title}: {lasted(summary.played_s)}, {steps}.{kept}"
