"""The history: sessions, the newest first, and a session's page with its steps."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.history.rows import SessionRow, StepRow
from app.ui.kit import (
    Button,
    Card,
    CardButton,
    Chip,
    EmptyState,
    Label,
    Picture,
    body,
    heading,
    muted,
    small,
    title,
)
from app.ui.kit.pain import pain_tint
from app.ui.pages.layout import Changing, at_left
from app.ui.pages.words import OUTCOMES, day_words, icon_of, lasted, picture_role, step_words, when
from app.ui.theme import Look

if TYPE_CHECKING:
    from datetime import date

    from app.ui.pages.finding import Finding
    from app.ui.pages.lookback import Lookback, Looked

PAGE_ROWS = 50


class HistoryPage(Changing):
    """Lists sessions, 50 at a time."""

    chosen = Signal(str)  # session id
    sought = Signal(object)  # a Sought: to be looked for
    range_picked = Signal(object)  # a key
    more = Signal(str)  # the cursor after which to go on
    library = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.body.addWidget(title("History"))
        self._notice = body("")
        self._notice_row = self._row_of_notice()
        self.body.addWidget(self._notice_row)
        self.lookback: Lookback | None = None
        self.finding: Finding | None = None
        self._list: QVBoxLayout | None = None
        self._more: Button | None = None
        self._day = ""

    def show_looked(self, looked: "Looked", today: "date") -> None:
        """Show what the history comes to, above the list."""
        if self.lookback is None:
            from app.ui.pages.finding import Finding
            from app.ui.pages.lookback import Lookback

            self.lookback, self.finding = Lookback(self._look), Finding(self._look)
            self.lookback.range_picked.connect(self.range_picked)
            self.lookback.day_chosen.connect(self.finding.seek_day)
            self.finding.sought.connect(self.sought)
            self.body.insertWidget(2, self.lookback)
            self.body.insertWidget(3, self.finding)
        self.lookback.show_looked(looked, today)
        self.lookback.setVisible(bool(looked.totals.sessions or looked.year))
        self.finding.setVisible(self.lookback.isVisibleTo(self))  # type: ignore[union-attr]

    def _row_of_notice(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._look.theme.space(1.5))
        layout.addWidget(Picture(self._look, "warning", "warning", 24), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._notice, 1)
        row.hide()
        return row

    def show_notice(self, sentence: str) -> None:
        """Say above the list what there is to know about the history's file; nothing takes it away."""
        self._notice.setText(sentence)
        self._notice_row.setVisible(bool(sentence))

    def show_sessions(self, sessions: Sequence[SessionRow]) -> None:
        """Show the newest sessions."""
        self._list, self._more, self._day = self.fresh(), None, ""
        if sessions:
            self.add_sessions(sessions)
            return
        if self.finding is not None and not self.finding.sought_now.is_everything:
            nothing = EmptyState(self._look, "search", "No session fits that.", action="Show all sessions")
            nothing.acted.connect(self.finding.clear)
            self._list.addWidget(nothing)
            return
        empty = EmptyState(
            self._look, "history", "Nothing here yet. What you do is kept here.", action="Choose a routine"
        )
        empty.acted.connect(self.library)
        self._list.addWidget(empty)

    def add_sessions(self, sessions: Sequence[SessionRow]) -> None:
        """Show older sessions below the others."""
        column = self._list
        if column is None:
            return
        if self._more is not None:
            column.removeWidget(self._more)
            self._more.deleteLater()
            self._more = None
        for session in sessions:
            if session.day != self._day:
                self._day = session.day
                column.addWidget(heading(day_words(session.day)))
            card = SessionCard(session, self._look)
            card.clicked.connect(partial(self.chosen.emit, session.id))
            column.addWidget(card)
        if len(sessions) == PAGE_ROWS:
            self._more = Button(self._look, "Show older ones")
            self._more.clicked.connect(partial(self._ask_for_more, sessions[-1].cursor))
            column.addWidget(self._more)

    def _ask_for_more(self, cursor: str) -> None:
        """Ask once: the same rows asked for twice would stand there twice."""
        if self._more is not None:
            self._more.setEnabled(False)
        self.more.emit(cursor)

    def show_trouble(self, sentence: str) -> None:
        """Say why the history cannot be read; that says more than a notice."""
        self.show_notice("")
        self._list = self.fresh()
        self._list.addWidget(EmptyState(self._look, "warning", sentence))


class SessionCard(CardButton):
    """One session, pressed to see its steps."""

    def __init__(self, session: SessionRow, look: Look) -> None:
        outcome = OUTCOMES[session.outcome]
        super().__init__(look, f"{session.title}, {when(session)}, {lasted(session.played_s)}, {outcome}", padding=1.5)
        row = QHBoxLayout()
        row.setSpacing(look.theme.space(1.5))
        kind = icon_of(session.kinds)
        row.addWidget(Picture(look, kind, picture_role(kind), 24))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(session.title, "body", strong=True))
        words.addWidget(small(f"{when(session).rsplit(', ', 1)[1]}  ·  {lasted(session.played_s)}"))
        row.addLayout(words, 1)
        if session.pain_after is not None:
            row.addWidget(Chip(look, f"pain {session.pain_after}", tint=pain_tint(session.pain_after)))
        row.addWidget(Chip(look, outcome, tint="accent" if session.outcome == "completed" else "neutral"))
        self.layout_.addLayout(row)


class SessionPage(Changing):
    """One session with its steps."""

    back = Signal()
    corrected = Signal(str, object)  # session id, and what is otherwise, by column
    deleted = Signal(str)

    def show_session(self, session: SessionRow, steps: Sequence[StepRow]) -> None:
        """Show a session."""
        from app.ui.pages.correcting import Correcting

        column = self.fresh()
        back = Button(self._look, "History", icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title(session.title))
        column.addWidget(body(f"{when(session)}  ·  {lasted(session.played_s)}  ·  {OUTCOMES[session.outcome]}"))
        for words in _feelings(session):
            column.addWidget(body(words))
        column.addWidget(self._steps(steps))
        self.correcting = Correcting(self._look, session)
        self.correcting.corrected.connect(partial(self.corrected.emit, session.id))
        self.correcting.deleted.connect(partial(self.deleted.emit, session.id))
        column.addWidget(self.correcting)
        self.verticalScrollBar().setValue(0)
        back.setFocus()

    def _steps(self, steps: Sequence[StepRow]) -> Card:
        card = Card(self._look, padding=2)
        card.layout_.addWidget(heading("Steps"))
        if not steps:
            card.layout_.addWidget(muted("No exercise was begun."))
        for step in steps:
            row = QHBoxLayout()
            row.setSpacing(self._look.theme.space(1.5))
            row.addWidget(Picture(self._look, step.kind, picture_role(step.kind), 24))
            side = "" if step.side == "both" else f", {step.side}"
            row.addWidget(Label(f"{step.name}{side}", "body", strong=True), 1)
            row.addWidget(Label(step_words(step), "body", "muted"), 1)
            card.layout_.addLayout(row)
        return card


def _feelings(session: SessionRow) -> list[str]:
    said = [
        f"Pain {word}: {value} of 10."
        for word, value in (
            ("before", session.pain_before),
            ("during", session.pain_during),
            ("after", session.pain_after),
        )
        if value is not None
    ]
    return said + ([f"Note: {session.note}"] if session.note else [])
