"""Follows one playing and writes it down as it happens: the session at its start, each step when it ends."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app import __version__
from app.history.ids import new_id
from app.history.owner import Owner
from app.history.rows import SessionRow, StepOutcome, StepRow, day_of, utc_text
from app.play.doing import HARDLY_S
from app.play.dues import Due, Finished, PartBegan, PartEnded, Performance
from app.play.player import Player
from app.play.timeline import Timeline

if TYPE_CHECKING:
    from app.history.store import Store

EVERY_S = 10.0  # a killed program loses at most this much of the step in progress

Write = Callable[[Callable[["Store"], None]], None]
Now = Callable[[], datetime]  # aware, in the person's own time zone


class Recorder:
    """One playing on its way into the history. `write` takes what to do with the store and must not wait for it."""

    def __init__(self, timeline: Timeline, write: Write, now: Now, owner: Owner, day_start_s: float) -> None:
        self.session_id = new_id()
        self._timeline = timeline
        self._write = write
        self._now = now
        self._owner = owner
        self._day_start_s = day_start_s
        self._rows: dict[int, StepRow] = {}  # by number of the performance, while it lasts
        self._done_parts: set[int] = set()
        self._written_at_s = 0.0  # played seconds at the last write of the step in progress

    @property
    def parts_done(self) -> int:
        """How many parts of the routine were done to their end."""
        return len(self._done_parts)

    def begin(self) -> None:
        """Write down that the session began."""
        now = self._now()
        offset_s = int((now.utcoffset() or timedelta()).total_seconds())
        session = SessionRow(
            id=self.session_id,
            routine_id=self._timeline.routine_id,
            title=self._timeline.title,
            areas=self._timeline.areas,
            kinds=self._timeline.kinds,
            started_utc=utc_text(now),
            utc_offset_s=offset_s,
            day=day_of(now, offset_s, self._day_start_s),
            planned_s=round(self._timeline.total_s, 3),
            app_version=__version__,
            owner_pid=self._owner.pid,
            owner_boot=self._owner.boot,
        )
        self._write(lambda store: store.begin(session))

    def follow(self, dues: Iterable[Due], player: Player) -> None:
        """Write down what came due, and every 10 s how far the step in progress is."""
        for due in dues:
            if isinstance(due, PartBegan):
                self._rows[due.performance.number] = self._row(due.performance)
                self._written_at_s = player.played_s
            elif isinstance(due, PartEnded):
                self._end_part(due.performance, due.outcome, player.played_s)
            elif isinstance(due, Finished):
                self._finish(due.how == "end", player.played_s)
        performing = player.performing
        begun = performing is not None and performing.work_s >= HARDLY_S  # else it may yet leave no record
        if performing is not None and begun and player.played_s - self._written_at_s >= EVERY_S:
            self._written_at_s = player.played_s
            self._put(performing, "partial", None, player.played_s)

    def _end_part(self, performance: Performance, outcome: StepOutcome, played_s: float) -> None:
        if outcome == "done":
            self._done_parts.add(performance.part)
        self._put(performance, outcome, utc_text(self._now()), played_s)
        self._rows.pop(performance.number, None)

    def _put(self, performance: Performance, outcome: StepOutcome, ended_utc: str | None, played_s: float) -> None:
        """Write a step as it is by now, under the same id each time."""
        begun = self._rows.get(performance.number) or self._row(performance)  # one passed over was never begun
        step = replace(
            begun,
            reps_done=performance.reps if begun.reps_planned else None,
            done_s=round(performance.work_s, 3),
            outcome=outcome,
            ended_utc=ended_utc,
        )
        played = round(played_s, 3)
        self._write(lambda store: store.put_step(step, played_s=played))

    def _row(self, performance: Performance) -> StepRow:
        part = self._timeline.parts[performance.part]
        return StepRow(
            id=new_id(),
            session_id=self.session_id,
            position=performance.number,
            exercise_id=part.exercise_id,
            name=part.name,
            kind=part.kind,
            areas=part.areas,
            side=part.side,
            dose=part.dose,
            sets_planned=part.sets,
            reps_planned=part.reps or None,
            planned_s=round(part.planned_s, 3),
            outcome="partial",
            started_utc=utc_text(self._now()),
        )

    def _finish(self, at_its_end: bool, played_s: float) -> None:
        """Write down the end: completed where every part was done, however the routine came to its end.

        One without exercises is completed by following it to its end.
        """
        parts = len(self._timeline.parts)
        completed = len(self._done_parts) == parts if parts else at_its_end
        ended_utc, played = utc_text(self._now()), round(played_s, 3)
        session_id = self.session_id
        self._write(
            lambda store: store.end(
                session_id, ended_utc=ended_utc, played_s=played, outcome="completed" if completed else "partial"
            )
        )
