"""A cursor on a timeline: where we are, and what came due. It knows nothing else and calls nobody.

Position is where we were at the last start, pause or jump, plus the time since; how often somebody calls `tick()`
changes nothing. Every control returns what came due through it, in order, like `tick()`.
"""

from collections.abc import Mapping

from app.play.clocks import Clock, monotonic, through_suspend
from app.play.cursor import Cursor
from app.play.dues import (
    Due,
    Finished,
    How,
    LaidOut,
    MarkDue,
    Outcome,
    Paused,
    PauseReason,
    Resumed,
    State,
)
from app.play.exposure import AWAY_S, exposure_after
from app.play.timeline import Mark, Segment, Timeline, lengthened, marks_between


class Player(Cursor):
    """A cursor on a timeline. Somebody calls `tick()`, as often as they like.

    One that was cut off goes on at `begin_at`; it was played for `played_s` before, in `performed` performances.
    `easier_ways` are what can be done instead, each laid out by itself.
    """

    def __init__(
        self,
        timeline: Timeline,
        clock: Clock = monotonic,
        boot_clock: Clock = through_suspend,
        *,
        begin_at: int = 0,
        performed: int = 0,
        played_s: float = 0.0,
        easier_ways: Mapping[str, Timeline] | None = None,
    ) -> None:
        super().__init__(timeline, clock, boot_clock, begin_at, performed, played_s, easier_ways or {})
        self._paused_boot = 0.0

    # --- controls ----------------------------------------------------------------------------------------------------

    def start(self) -> list[Due]:
        """Start. Does nothing once started."""
        if self.state is not State.READY:
            return []
        self._watch.look()
        dues: list[Due] = []
        self._enter(self._index, self._watch.seen, dues)
        self._catch_up(self._watch.seen, dues)
        return dues

    def tick(self) -> list[Due]:
        """Return what came due since the last call, in order."""
        boot_before = self._watch.seen_boot
        away = self._watch.look_again()
        dues: list[Due] = []
        if self._is_running and away:
            self._pause(away, boot_before, dues)
        self._take_off_in_time(dues)
        self._catch_up(self._watch.seen, dues)
        self._look_in_time(dues)
        return dues

    def pause(self, reason: PauseReason = "asked") -> list[Due]:
        """Stop here and keep the exact place."""
        dues = self.tick()
        if self._is_running:
            self._pause(reason, self._watch.seen_boot, dues)
        return dues

    def resume(self) -> list[Due]:
        """Go on from the exact place; after more than 2 minutes away from a pack, with a look at the skin first."""
        dues = self.tick()
        if self.state is not State.PAUSED:
            return dues
        self._run()
        dues.append(Resumed())
        away_s = self._watch.seen_boot - self._paused_boot
        if self.exposure and away_s > AWAY_S and self.segment.kind == "work":
            self._look_at_skin_first(dues)
        self._catch_up(self._watch.seen, dues)
        self._look_in_time(dues)
        return dues

    def done(self) -> list[Due]:
        """Go on from a wait, or say that a set at the person's own pace is done. Nothing else is ended by it."""
        dues = self.tick()
        if self.state is State.WAITING and self.segment.kind != "check":
            self._leave_open(dues)
        return dues

    def answer(self, yes: bool) -> list[Due]:
        """Answer the question of a check; does nothing elsewhere."""
        dues = self.tick()
        question = self.segment.question
        if self.state is not State.WAITING or question is None:
            return dues
        if yes:
            self._leave_open(dues)
        elif question.if_no == "skip":
            self._pass_over_until(question.skip_to, dues)
        else:
            self._end_part(None, dues)
            self._finish("no", dues, question.after_no)
        return dues

    def skip(self) -> list[Due]:
        """Pass over the rest of this step. With a pack on, that leads to the check at which it comes off or changes."""
        dues = self.tick()
        if self.state is State.READY or self.why_not_skip():
            return dues
        if self.segment.pack:
            self._end_part(None, dues)
            self._jump(self._course.check_after_part(self._index), dues)
        else:
            self._pass_over_until(self.segment.station + 1, dues)
        return dues

    def leave_out(self) -> list[Due]:
        """Leave this exercise out from here on because it hurts, and say so in the record.

        Its other side and its later rounds are passed over too. A pack comes off at its check.
        """
        dues = self.tick()
        part = self.part
        if self.state is State.READY or part is None or self.why_not_hurts() or self.why_not_skip():
            return dues
        self._doing.hurts()
        self._course.left_out.add(part.exercise_id)
        return dues + self.skip()

    def stop_hurt(self) -> list[Due]:
        """End here because it hurts, and say so in the record of the step."""
        dues = self.tick()
        if self.state not in (State.READY, State.FINISHED):
            self._doing.hurts()
            self._leave_undone(dues)
            self._finish("hurt", dues)
        return dues

    def back(self) -> list[Due]:
        """Start this step again; in its first 3 seconds, the one before it. What was done so far is kept as partial."""
        dues = self.tick()
        if self.state is State.READY or self.why_not_back():
            return dues
        target = self._course.back_from(self._index, self.offset_s)
        self._leave_undone(dues)
        self._jump(target, dues)
        return dues

    def go_to(self, station: int) -> list[Due]:
        """Go on at the start of a step, before this one or after it; what lies between is passed over."""
        dues = self.tick()
        if self.why_not_go_to(station):
            return dues
        if station > self.segment.station:
            self._pass_over_until(station, dues)
        else:
            target = self._course.past_station(0, station)
            self._leave_undone(dues)
            self._jump(target, dues)
        return dues

    def lengthen(self) -> list[Due]:
        """Make this segment longer by 10 s, one whole breath or one rep a side."""
        dues = self.tick()
        longer = lengthened(self.segment, self.part)
        if self.state is not State.READY and not self.why_not_lengthen() and isinstance(longer, Segment):
            self._course.put(self._index, longer)
            self._next_s = None
        return dues

    def easier(self) -> list[Due]:
        """Do the easier exercise instead, from here on and where this one comes again.

        What was done of this one is kept as partial. Nothing is swapped while a pack is on.
        """
        dues = self.tick()
        if not self.why_not_easier():
            self._leave_undone(dues)
            self._go_to(self._course.ease(self._index), dues)
        return dues

    def harder(self) -> list[Due]:
        """Take the swap back: begin the exercise again that the easier one stands in for."""
        dues = self.tick()
        if self.harder_name:
            self._leave_undone(dues)
            self._go_to(self._course.take_back(self._index), dues)
        return dues

    def end(self) -> list[Due]:
        """End here. What was done of the step counts."""
        dues = self.tick()
        if self.state not in (State.READY, State.FINISHED):
            self._leave_undone(dues)
            self._finish("early", dues)
        return dues

    # --- time passing ------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        """Be playing or waiting from here and now on."""
        self.state = State.WAITING if self.segment.is_open else State.PLAYING
        self._anchor_s, self._anchor_time = max(0.0, self._reached_s), self._watch.seen

    def _catch_up(self, until: float, dues: list[Due]) -> None:
        """Move on to a moment, from segment to segment."""
        while self._is_running:
            offset_s, length_s = self._offset_at(until), self.segment.length_s
            if length_s is None or offset_s < length_s:
                self._reach(offset_s, offset_s, dues)
                return
            ended = self._anchor_time + (length_s - self._anchor_s)
            self._reach(length_s, offset_s, dues)
            self._leave(ended, dues)

    def _reach(self, offset_s: float, now_s: float, dues: list[Due]) -> None:
        """Let everything up to a place in the segment come due; `now_s` is where we really are by now."""
        if offset_s < self._next_due_at():
            self._reached_s = max(self._reached_s, offset_s)
            return
        marks = marks_between(self.segment, self._reached_s, offset_s)
        dues.extend(MarkDue(mark, self.segment, max(0.0, now_s - mark.at_s)) for mark in marks)
        self._reached_s, self._next_s = max(self._reached_s, offset_s), None

    def _settle(self, reps: int = 0) -> None:
        """Carry over what this segment added, before it is left."""
        self._doing.settle(self.segment, self._reached_s, reps)
        self._reached_s = 0.0

    def _leave_open(self, dues: list[Due]) -> None:
        """Leave an open segment because the person said so."""
        segment = self.segment
        if segment.last_of_part:
            dues.append(MarkDue(Mark(self.offset_s, "end"), segment))
        reps = segment.beats if segment.kind == "work" else 0
        self._leave(self._watch.seen, dues, reps)
        self._catch_up(self._watch.seen, dues)

    def _leave(self, at: float, dues: list[Due], reps: int = 0) -> None:
        """Go from the end of a segment to the start of the next."""
        segment = self.segment
        self._settle(reps)
        if segment.last_of_part:
            self._end_part("done", dues)
        if self._index + 1 == len(self.segments):
            self._finish("end", dues, late_s=max(0.0, self._watch.seen - at))
        else:
            self._enter(self._index + 1, at, dues)

    def _enter(self, index: int, at: float, dues: list[Due]) -> None:
        """Be at the start of a segment at a moment, which may lie a little back."""
        index = self._past_left_out(index, dues)
        if index == len(self.segments):
            self._finish("end", dues)
            return
        left = self.segment
        self._index, self._anchor_s, self._anchor_time = index, 0.0, at
        self._reached_s, self._next_s = -1.0, None
        segment = self.segment
        if self.state is not State.PAUSED:
            self.state = State.WAITING if segment.is_open else State.PLAYING
        self.exposure = exposure_after(self.exposure, left, segment, self._watch.on_boot_clock(at))
        if began := self._doing.enter(segment):
            dues.append(began)

    def _past_left_out(self, first: int, dues: list[Due]) -> int:
        """Return the first segment from here on that is not left out, with those between recorded."""
        index = self._course.past_left_out(first)
        if index > first:
            self._pass_over_between(first, index, dues)
        return index

    def _end_part(self, outcome: Outcome | None, dues: list[Due]) -> None:
        """End the part in progress, if there is one: done, or as far as it went."""
        self._settle()
        if ended := self._doing.end(outcome):
            dues.append(ended)

    def _leave_undone(self, dues: list[Due]) -> None:
        """Leave a part that is not passed over but cut off or begun again."""
        self._settle()
        if ended := self._doing.leave_undone():
            dues.append(ended)

    def _finish(self, how: How, dues: list[Due], say: str = "", late_s: float = 0.0) -> None:
        self._settle()
        self.state = State.FINISHED
        self.exposure = None
        if how == "end":
            dues.append(MarkDue(Mark(0.0, "finished"), self.segment, late_s))
        dues.append(Finished(how, say))

    # --- jumps -------------------------------------------------------------------------------------------------------

    def _jump(self, index: int, dues: list[Due]) -> None:
        self._settle()
        self._enter(index, self._watch.seen, dues)
        self._catch_up(self._watch.seen, dues)

    def _go_to(self, index: int, dues: list[Due]) -> None:
        """Go to where the segments, laid out anew, are to be played on."""
        self._index, self._doing.parts = index, self.timeline.parts
        dues.append(LaidOut(self.timeline))
        self._jump(index, dues)

    def _pass_over_until(self, station: int | None, dues: list[Due]) -> None:
        """Pass over everything before a station; each part on the way is recorded as far as it was done."""
        index = self._course.past_station(self._index, station)
        self._pass_over_between(self._index, index, dues)
        if index == len(self.segments):
            self._finish("end", dues)
        else:
            self._jump(index, dues)

    def _pass_over_between(self, first: int, end: int, dues: list[Due]) -> None:
        """Record each part that ends between two segments as far as it was done."""
        self._settle()
        dues += [self._doing.pass_over(part) for part in self._course.parts_ending(first, end)]

    # --- pauses, heat and cold ---------------------------------------------------------------------------------------

    def _pause(self, reason: PauseReason, boot: float, dues: list[Due]) -> None:
        """Stop at the place reached at the last look; `boot` is when that was."""
        self.state = State.PAUSED
        self._paused_boot = boot
        dues.append(Paused(reason))
        if self.exposure is not None:
            dues.append(MarkDue(Mark(self.offset_s, "pack-off"), self.segment))

    def _take_off_in_time(self, dues: list[Due]) -> None:
        """When a pack's time is up, go to the check at which it comes off, from the very moment it was up."""
        exposure = self.exposure
        if exposure is None or self._watch.seen_boot < exposure.over_at or self.segment.closes_block:
            return
        moment = self._watch.seen - (self._watch.seen_boot - exposure.over_at)
        self._catch_up(moment, dues)
        if self.exposure != exposure or self.segment.closes_block:
            return
        closing = self._course.closing_check(self._index)
        self._pass_over_between(self._index, closing, dues)
        self._settle()
        self._enter(closing, moment, dues)
        dues.append(MarkDue(Mark(0.0, "pack-off"), self.segment, max(0.0, self._watch.seen - moment)))

    def _look_in_time(self, dues: list[Due]) -> None:
        """Look at the skin once more where pauses have put off the look that was planned."""
        exposure = self.exposure
        if (
            exposure
            and self.state is State.PLAYING
            and self.segment.pack
            and self._watch.seen_boot > exposure.look_at + 0.5
        ):
            self._look_at_skin_first(dues)

    def _look_at_skin_first(self, dues: list[Due]) -> None:
        """Cut this stretch of heat or cold in two, with a check of the skin between."""
        here = self._index
        self._course.cut_by_a_look(here, max(0.0, self._reached_s))
        self._jump(here + 1, dues)
