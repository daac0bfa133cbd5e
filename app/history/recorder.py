"""Follows one playing and writes it down as it happens: the session at its start, each step when it ends."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from app import __version__
from app.history import unfinished
from app.history.ids import new_id
from app.history.owner import Owner
from app.history.rows import SessionRow, StepOutcome, StepRow, day_of, offset_s_of, utc_text
from app.history.unfinished import Ending, Place, Unfinished
from app.play.doing import HARDLY_S
from app.play.dues import Due, Finished, LaidOut, PartBegan, PartEnded, Performance
from app.play.player import Player
from app.play.timeline import Timeline

if TYPE_CHECKING:
    from app.history.store import Store

EVERY_S = 10.0  # a killed program loses at most this much of the step in progress

Now = Callable[[], datetime]  # aware, in the person's own time zone


class Write(Protocol):
    """Takes what to do with the store, and does not wait for it; see Journal.write."""

    def __call__(self, act: "Callable[[Store], None]", key: str = "", *, begins: bool = False) -> object:
        """Do this later, after everything asked for before."""


class Recorder:
    """One playing on its way into the history, in a session of its own or in the `earlier` one it goes on with.

    What comes due together is written together, with the place reached: a program killed at any moment leaves either
    all of it or nothing.
    """

    def __init__(
        self,
        timeline: Timeline,
        write: Write,
        now: Now,
        owner: Owner,
        day_start_s: float,
        earlier: Unfinished | None = None,
        pain_before: int | None = None,
    ) -> None:
        self.session_id = earlier.session.id if earlier else new_id()
        self._timeline = timeline
        self._write = write
        self._now = now
        self._owner = owner
        self._day_start_s = day_start_s
        self._earlier = earlier
        self.pain_before = earlier.session.pain_before if earlier else pain_before
        self._rows: dict[int, StepRow] = {}  # by number of the performance, while it lasts
        self._done_parts: set[int] = set(earlier.place.parts_done) if earlier else set()
        self._written_at_s = 0.0  # played seconds at the last write of the step in progress
        self._written_place: int | None = None
        self._cut_short: list[StepRow] = []  # those that ended where the routine was laid out anew

    @property
    def parts_done(self) -> int:
        """How many parts of the routine were done to their end."""
        return len(self._done_parts.intersection(self._timeline.to_do))

    def begin(self) -> None:
        """Write down that the session began, or that it goes on."""
        earlier, owner, timeline = self._earlier, self._owner, self._timeline
        if earlier is not None:
            self._write(lambda store: unfinished.go_on(store, earlier, owner), self.session_id, begins=True)
            return
        session = self._session()
        self._write(lambda store: unfinished.begin(store, session, timeline, owner), self.session_id, begins=True)

    def _session(self) -> SessionRow:
        now = self._now()
        offset_s = offset_s_of(now)
        return SessionRow(
            id=self.session_id,
            routine_id=self._timeline.routine_id,
            title=self._timeline.title,
            areas=self._timeline.areas,
            kinds=self._timeline.kinds,
            started_utc=utc_text(now),
            utc_offset_s=offset_s,
            day=day_of(now, offset_s, self._day_start_s),
            planned_s=round(self._timeline.total_s, 3),
            pain_before=self.pain_before,
            app_version=__version__,
            owner_pid=self._owner.pid,
            owner_boot=self._owner.boot,
        )

    def follow(self, dues: Iterable[Due], player: Player) -> None:
        """Write down what came due, each new place, and every 10 s how far the step in progress is."""
        steps: list[StepRow] = []
        ending: Ending | None = None
        was_laid_out = self._timeline
        for due in dues:
            if isinstance(due, PartBegan):
                self._rows[due.performance.number] = self._row(due.performance)
                self._written_at_s = player.played_s
            elif isinstance(due, PartEnded):
                steps.append(self._ended(due.performance, due.outcome))
            elif isinstance(due, LaidOut):
                self._timeline = due.timeline
            elif isinstance(due, Finished):
                ending = self._ending(due.how == "end")
        if player.played_s - self._written_at_s >= EVERY_S:
            steps += self._in_progress(player)
        if self._timeline is not was_laid_out:
            self._put_anew(steps, ending, player)
        elif steps or ending or player.place != self._written_place:
            self._put(steps, ending, player)

    def keep(self, player: Player) -> None:
        """Write down all there is by now: the program is about to be ended."""
        self._put(self._in_progress(player), None, player)

    def _in_progress(self, player: Player) -> list[StepRow]:
        """Return the step in progress as it is by now, where it is more than a key pressed twice."""
        performing = player.performing
        if performing is None or performing.work_s < HARDLY_S:
            return []
        self._written_at_s = player.played_s
        return [self._step(performing, "partial", None)]

    def _ended(self, performance: Performance, outcome: StepOutcome) -> StepRow:
        if outcome == "done":
            self._done_parts.add(performance.part)
        step = self._step(performance, outcome, utc_text(self._now()))
        self._rows.pop(performance.number, None)
        return step

    def _put(self, steps: list[StepRow], ending: Ending | None, player: Player) -> None:
        """Write it all in one piece. Under one key, what is written later holds all that was written before."""
        key = f"{self.session_id} end" if ending else steps[-1].id if steps else f"{self.session_id} place"
        self._write(self._reach(steps, ending, player), key)

    def _put_anew(self, steps: list[StepRow], ending: Ending | None, player: Player) -> None:
        """Write it with how the routine is laid out by now, and all that ended where that happened before."""
        self._cut_short = [*self._cut_short, *steps]
        key = f"{self.session_id} {'end' if ending else 'timeline'}"
        self._write(self._reach(self._cut_short, ending, player, self._timeline), key)

    def _reach(
        self, steps: list[StepRow], ending: Ending | None, player: Player, laid_out: Timeline | None = None
    ) -> "Callable[[Store], None]":
        self._written_place = player.place
        place, done, played_s = player.place, _packed(self._done_parts), round(player.played_s, 3)
        session_id = self.session_id
        return lambda store: unfinished.reach(
            store, session_id, steps, Place(place, _unpacked(done), played_s), ending, laid_out
        )

    def _step(self, performance: Performance, outcome: StepOutcome, ended_utc: str | None) -> StepRow:
        """Return a step as it is by now, under the same id each time."""
        begun = self._rows.get(performance.number) or self._row(performance)  # one passed over was never begun
        return replace(
            begun,
            reps_done=performance.reps if begun.reps_planned else None,
            done_s=round(performance.work_s, 3),
            outcome=outcome,
            ended_utc=ended_utc,
        )

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
            swapped_from=part.swapped_from,
            started_utc=utc_text(self._now()),
        )

    def _ending(self, at_its_end: bool) -> Ending:
        """Say how it ended: completed where every part was done, however the routine came to its end.

        One without exercises is completed by following it to its end.
        """
        to_do = self._timeline.to_do
        completed = self.parts_done == len(to_do) if to_do else at_its_end
        return Ending(utc_text(self._now()), "completed" if completed else "partial")


# One write is kept for each step while a session plays; the parts done by then, as sets, would take 8 kB in each.


def _packed(parts: set[int]) -> int:
    return sum(1 << part for part in parts)


def _unpacked(parts: int) -> frozenset[int]:
    return frozenset(part for part in range(parts.bit_length()) if parts >> part & 1)
