"""Putting a session right afterwards: when it was, pain, how it ended, the note; and taking it away."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.history.rows import SessionRow
from app.ui.kit import Button, Card, Flow, heading, muted
from app.ui.kit.field import Field, NoteInput
from app.ui.kit.select import Select
from app.ui.kit.tick import Tick
from app.ui.pages.moments import MomentInput
from app.ui.pages.words import OUTCOMES, began
from app.ui.theme import Look

BEGAN = "began"
_PAINS = (("pain_before", "Pain before"), ("pain_during", "Pain during"), ("pain_after", "Pain after"))


class Correcting(Card):
    """`corrected` carries what is otherwise, by column; what stood there before is kept in the file."""

    corrected = Signal(object)  # a dict; under BEGAN, what the wall clock showed when it began
    deleted = Signal()

    def __init__(self, look: Look, session: SessionRow, now: datetime) -> None:
        super().__init__(look, padding=2)
        self._session = session
        self.layout_.addWidget(heading("Put it right"))
        self.layout_.addWidget(muted("What stood there before is kept in the history's file."))
        self._began = began(session)
        self.began = MomentInput(look, self._began, now)
        self.layout_.addWidget(self.began)
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(2), column_px=look.theme.scaled(150))
        self.pains: dict[str, Select] = {}
        for name, words in _PAINS:
            select = Select(look)
            select.offer([(None, "Not told"), *((pain, str(pain)) for pain in range(11))])
            select.show_value(getattr(session, name))
            flow.addWidget(Field(look, words, select))
            self.pains[name] = select
        self.outcome = Select(look)
        self.outcome.offer((outcome, words) for outcome, words in OUTCOMES.items() if outcome is not None)
        self.outcome.show_value(session.outcome, OUTCOMES[session.outcome])
        flow.addWidget(Field(look, "How it ended", self.outcome))
        self.layout_.addWidget(row)
        self.note = NoteInput(lines=3)
        self.note.setPlainText(session.note or "")
        self.layout_.addWidget(Field(look, "Note", self.note))
        self.share = Tick(look, "The note may stand on a sheet for somebody who treats me", ticked=bool(session.share))
        self.layout_.addWidget(self.share)
        ways = QWidget()
        ways_flow = Flow(ways, gap=look.theme.space(1))
        self.save = Button(look, "Save changes", icon="check")
        self.save.clicked.connect(self._save)
        self.delete = Button(look, "Delete session", kind="quiet")
        self.delete.clicked.connect(self.deleted)
        ways_flow.addWidget(self.save)
        ways_flow.addWidget(self.delete)
        self.layout_.addWidget(ways)

    def _save(self) -> None:
        new: dict[str, Any] = {name: select.currentData() for name, select in self.pains.items()}
        new["outcome"] = self.outcome.currentData()
        new["note"] = self.note.toPlainText().strip() or None
        new["share"] = self.share.isChecked()
        moment = self.began.moment
        if moment is None:
            self.began.day.setFocus()
            return
        changed = {name: value for name, value in new.items() if value != getattr(self._session, name)}
        if moment != self._began.replace(second=0, microsecond=0):
            changed[BEGAN] = moment
        if changed:
            self.corrected.emit(changed)
