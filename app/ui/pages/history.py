"""The history: sessions, the newest first, and a session's page with its steps."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.history.rows import SessionRow, StepRow
from app.ui.kit import (
    Button,
    Card,
    EmptyState,
    Label,
    Picture,
    TitleRow,
    body,
    heading,
    muted,
    title,
)
from app.ui.pages.layout import Changing, Inner, at_left
from app.ui.pages.words import OUTCOMES, lasted, picture_role, step_words, when
from app.ui.theme import Look

if TYPE_CHECKING:
    from datetime import date

    from app.ui.pages.finding import Finding
    from app.ui.pages.lookback import Lookback, Looked
    from app.ui.pages.sessions import SessionList


class HistoryPage(Changing):
    """What the history comes to, and below it every session."""

    chosen = Signal(str)  # session id
    sought = Signal(object)  # a Sought: to be looked for
    range_picked = Signal(object)  # a key
    wanted = Signal(int)  # a page of the list, by its number
    library = Signal()
    diary = Signal()
    by_hand = Signal()
    report = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.body.addWidget(self._title_and_ways())
        self._notice = body("")
        self._notice_row = self._row_of_notice()
        self.body.addWidget(self._notice_row)
        self.lookback: Lookback | None = None
        self.finding: Finding | None = None
        self.list: SessionList | None = None

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
            self._come_last()
        self.lookback.show_looked(looked, today)
        self.lookback.setVisible(bool(looked.totals.sessions or looked.year))
        self.finding.setVisible(self.lookback.isVisibleTo(self))  # type: ignore[union-attr]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Find) and self.finding is not None:
            self.finding.words.setFocus()
        else:
            super().keyPressEvent(event)

    def _come_last(self) -> None:
        """Have Tab and screen readers come to the list where it stands: it was made before what is above it."""
        if self._shown is not None:
            self._shown.setParent(None)
            self.body.addWidget(self._shown)
            self._shown.show()

    def _title_and_ways(self) -> QWidget:
        row = TitleRow(self._look, title("History"))
        self.ways = {
            "Diary": Button(self._look, "Diary", icon="note"),
            "By hand": Button(self._look, "Add by hand", icon="plus"),
            "Report": Button(self._look, "Sheet to show", icon="print"),
        }
        for button, asked in zip(self.ways.values(), (self.diary, self.by_hand, self.report), strict=True):
            button.clicked.connect(asked)
        row.add(*self.ways.values())
        return row

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

    def show_sessions(self, total: int, first: Sequence[SessionRow]) -> None:
        """Show a list of so many sessions, of which the first page is at hand."""
        if total:
            from app.ui.pages.sessions import SessionList

            if self.list is None:
                column = self.fresh()
                self.list = SessionList(self._look)
                self.list.chosen.connect(self.chosen)
                self.list.sessions.wanted.connect(self.wanted)
                column.addWidget(self.list)
            self.list.begin(total, first)
            return
        column, self.list = self.fresh(), None
        if self.finding is not None and not self.finding.sought_now.is_everything:
            nothing = EmptyState(self._look, "search", "No session fits that.", action="Show all sessions")
            nothing.acted.connect(self.finding.clear)
            column.addWidget(nothing)
            return
        empty = EmptyState(
            self._look, "history", "Nothing here yet. What you do is kept here.", action="Choose a routine"
        )
        empty.acted.connect(self.library)
        column.addWidget(empty)

    def take(self, page: int, sessions: Sequence[SessionRow]) -> None:
        """Show a page of the list that was wanted."""
        if self.list is not None:
            self.list.sessions.take(page, sessions)

    def show_trouble(self, sentence: str) -> None:
        """Say why the history cannot be read; that says more than a notice."""
        self.show_notice("")
        column, self.list = self.fresh(), None
        column.addWidget(EmptyState(self._look, "warning", sentence))


class SessionPage(Inner):
    """One session with its steps."""

    corrected = Signal(str, object)  # session id, and what is otherwise, by column
    deleted = Signal(str)

    def show_session(
        self, session: SessionRow, steps: Sequence[StepRow], precautions: Mapping[str, str], now: datetime
    ) -> None:
        """Show a session; `precautions` are in words, `now` is the time where the person is."""
        from app.ui.pages.correcting import Correcting

        column = self.fresh()
        back = Button(self._look, "History", icon="chevron-left", kind="quiet")
        back.clicked.connect(self.back)
        column.addWidget(at_left(back))
        column.addWidget(title(session.title))
        column.addWidget(body(f"{when(session)}  ·  {lasted(session.played_s)}  ·  {OUTCOMES[session.outcome]}"))
        for words in _feelings(session):
            column.addWidget(body(words))
        if session.precautions:
            said = ", ".join(precautions.get(one, one) for one in session.precautions)
            column.addWidget(muted(f"What applied to you then: {said}."))
        column.addWidget(self._steps(steps))
        self.correcting = Correcting(self._look, session, now)
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
