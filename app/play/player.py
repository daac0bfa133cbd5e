"""A cursor on a timeline: where we are, and what came due. It knows nothing else and calls nobody.

Position is where we were at the last start, pause or jump, plus the time since; how often somebody calls `tick()`
changes nothing. Every control returns what came due through it, in order, like `tick()`.
"""

import math

from app.play.clocks import Clock, monotonic, through_suspend
from app.play.course import back_target, check_after_part
from app.play.doing import Doing
from app.play.dues import (
    Due,
    Finished,
    How,
    MarkDue,
    Outcome,
    Paused,
    PauseReason,
    Performance,
    Resumed,
    State,
)
from app.play.exposure import (
    AWAY_S,
    Exposure,
    cut_by_a_look,
    exposure_after,
    planned_until_off_s,
    why_not_longer,
)
from app.play.timeline import Mark, Part, Segment, Timeline, lengthened, marks_between, next_mark_s

HELD_UP_S = 5.0  # a longer gap between ticks: nobody was watching the clock, so no step was done meanwhile
SLEPT_S = 1.0  # the two clocks differ by more than this: the machine was suspended


class Player:
    """A cursor on a timeline. Somebody calls `tick()`, as often as they like.

    One that was cut off goes on at `begin_at`; it was played for `played_s` before, in `performed` performances.
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
    ) -> None:
        self.timeline = timeline
        self.segments = list(timeline.segments)
        self._places = list(range(len(self.segments)))  # which one of the timeline's own each segment is, or is part of
        self.state = State.READY
        self.exposure: Exposure | None = None
        self._clock = clock
        self._boot_clock = boot_clock
        self._index = begin_at
        self._anchor_s = 0.0  # where we were in the segment at `_anchor_time`: its start, a pause or a jump
        self._anchor_time = 0.0
        self._reached_s = -1.0  # up to here in the segment, everything has come due and is counted
        self._next_s: float | None = None  # when the next mark is due in it; None where that is to be found out
        self._seen = 0.0  # both clocks at the last look
        self._seen_boot = 0.0
        self._paused_boot = 0.0
        self._doing = Doing(timeline.parts, performed, played_s)
        self._hurting: set[str] = set()  # exercises that are not done again in this playing

    # --- where we are ------------------------------------------------------------------------------------------------

    @property
    def index(self) -> int:
        """The index of the segment we are in; the last one reached once finished."""
        return self._index

    @property
    def segment(self) -> Segment:
        """The segment we are in."""
        return self.segments[self._index]

    @property
    def place(self) -> int:
        """The index of the timeline's own segment we are in, whatever was cut in two since."""
        return self._places[self._index]

    @property
    def part(self) -> Part | None:
        """The part we are in, where the segment belongs to one."""
        index = self.segment.part
        return None if index is None else self.timeline.parts[index]

    @property
    def offset_s(self) -> float:
        """Seconds into the segment."""
        if self.state not in (State.PLAYING, State.WAITING):
            return max(0.0, self._reached_s)
        offset_s = self._offset_at(self._clock())
        length_s = self.segment.length_s
        return max(0.0, offset_s if length_s is None else min(offset_s, length_s))

    @property
    def left_s(self) -> float | None:
        """Seconds left in the segment; None where it lasts until the person goes on."""
        length_s = self.segment.length_s
        return None if length_s is None else length_s - self.offset_s

    @property
    def total_left_s(self) -> float:
        """Seconds left in the routine; open segments count as their estimate."""
        if self.state is State.FINISHED:
            return 0.0
        here_s = max(0.0, self.segment.about_s - self.offset_s)
        return here_s + sum(segment.about_s for segment in self.segments[self._index + 1 :])

    @property
    def next_due_s(self) -> float | None:
        """Seconds until something comes due by itself; None while it is paused or nothing will."""
        if self.state not in (State.PLAYING, State.WAITING):
            return None
        due_s = self._next_due_at()
        return None if due_s == math.inf else max(0.0, due_s - self.offset_s)

    @property
    def played_s(self) -> float:
        """Seconds played up to the last look, pauses left out; waits and checks count as long as planned at most."""
        return self._doing.played_s(self.segment, self._reached_s)

    @property
    def performing(self) -> Performance | None:
        """The part in progress, with what was done of it up to the last look."""
        return self._doing.performing(self.segment, self._reached_s)

    # --- controls ----------------------------------------------------------------------------------------------------

    def start(self) -> list[Due]:
        """Start. Does nothing once started."""
        if self.state is not State.READY:
            return []
        self._seen, self._seen_boot = self._clock(), self._boot_clock()
        dues: list[Due] = []
        self._enter(self._index, self._seen, dues)
        self._catch_up(self._seen, dues)
        return dues

    def tick(self) -> list[Due]:
        """Return what came due since the last call, in order."""
        now, boot = self._clock(), self._boot_clock()
        gap_s, boot_gap_s = now - self._seen, boot - self._seen_boot
        boot_before = self._seen_boot
        self._seen, self._seen_boot = now, boot
        dues: list[Due] = []
        if self._is_running and (boot_gap_s - gap_s > SLEPT_S or gap_s > HELD_UP_S):
            self._pause("slept" if boot_gap_s - gap_s > SLEPT_S else "held up", boot_before, dues)
        self._take_off_in_time(dues)
        self._catch_up(now, dues)
        self._look_in_time(dues)
        return dues

    def pause(self, reason: PauseReason = "asked") -> list[Due]:
        """Stop here and keep the exact place."""
        dues = self.tick()
        if self._is_running:
            self._pause(reason, self._seen_boot, dues)
        return dues

    def resume(self) -> list[Due]:
        """Go on from the exact place; after more than 2 minutes away from a pack, with a look at the skin first."""
        dues = self.tick()
        if self.state is not State.PAUSED:
            return dues
        self._run()
        dues.append(Resumed())
        away_s = self._seen_boot - self._paused_boot
        if self.exposure and away_s > AWAY_S and self.segment.kind == "work":
            self._look_at_skin_first(dues)
        self._catch_up(self._seen, dues)
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

    def why_not_skip(self) -> str | None:
        """Say why skip is off here; None when it is on."""
        if self.state is State.FINISHED:
            return "The routine is over."
        return "This one needs an answer first." if self.segment.kind == "check" else None

    def skip(self) -> list[Due]:
        """Pass over the rest of this step. With a pack on, that leads to the check at which it comes off or changes."""
        dues = self.tick()
        if self.state is State.READY or self.why_not_skip():
            return dues
        if self.segment.pack:
            self._end_part(None, dues)
            self._jump(check_after_part(self.segments, self._index), dues)
        else:
            self._pass_over_until(self.segment.station + 1, dues)
        return dues

    def why_not_hurts(self) -> str | None:
        """Say why there is nothing here that could hurt; None where there is."""
        return None if self.part is not None and self.state is not State.FINISHED else "Nothing is being done here."

    def leave_out(self) -> list[Due]:
        """Leave this exercise out from here on because it hurts, and say so in the record.

        Its other side and its later rounds are passed over too. A pack comes off at its check.
        """
        dues = self.tick()
        part = self.part
        if self.state is State.READY or part is None or self.why_not_hurts() or self.why_not_skip():
            return dues
        self._doing.hurts()
        self._hurting.add(part.exercise_id)
        return dues + self.skip()

    def stop_hurt(self) -> list[Due]:
        """End here because it hurts, and say so in the record of the step."""
        dues = self.tick()
        if self.state not in (State.READY, State.FINISHED):
            self._doing.hurts()
            self._leave_undone(dues)
            self._finish("hurt", dues)
        return dues

    def why_not_back(self) -> str | None:
        """Say why back is off here; None when it is on."""
        if self.state is State.FINISHED:
            return "The routine is over."
        if self.segment.pack:
            return "A pack is on. Going back would keep it on for longer."
        target = back_target(self.segments, self._index, self.offset_s)
        if any(segment.pack for segment in self.segments[target : self._index]):
            return "There was a pack on there. Leave 2 hours between packs."
        return None

    def back(self) -> list[Due]:
        """Start this step again; in its first 3 seconds, the one before it. What was done so far is kept as partial."""
        dues = self.tick()
        if self.state is State.READY or self.why_not_back():
            return dues
        target = back_target(self.segments, self._index, self.offset_s)
        self._leave_undone(dues)
        self._jump(target, dues)
        return dues

    def why_not_lengthen(self) -> str | None:
        """Say why +10 s is off here; None when it is on."""
        if self.state is State.FINISHED:
            return "The routine is over."
        longer = lengthened(self.segment, self.part)
        if isinstance(longer, str) or self.exposure is None:
            return longer if isinstance(longer, str) else None
        done, part = self.performing, self.part  # a stretch cut in two by a look at the skin is still one
        if done and part and done.work_s + longer.about_s - self.offset_s > part.ceiling.most + 1e-6:
            return part.ceiling.why
        more_s = planned_until_off_s(self.segments, self._index, self.offset_s) + longer.about_s - self.segment.about_s
        return why_not_longer(self.exposure, self._boot_clock() + more_s)

    def lengthen(self) -> list[Due]:
        """Make this segment longer by 10 s, one whole breath or one rep a side."""
        dues = self.tick()
        longer = lengthened(self.segment, self.part)
        if self.state is not State.READY and not self.why_not_lengthen() and isinstance(longer, Segment):
            self.segments[self._index], self._next_s = longer, None
        return dues

    @property
    def easier_name(self) -> str:
        """The name of the easier exercise that can be done instead of this one; empty where there is none."""
        return ""

    def why_not_easier(self) -> str | None:
        """Say why nothing easier can be done here; None where it can."""
        return None if self.easier_name else "There is no easier exercise to do instead of this."

    def easier(self) -> list[Due]:
        """Do the easier exercise instead, from here on."""
        return self.tick()

    @property
    def harder_name(self) -> str:
        """The name of the exercise that was swapped for the easier one done here; empty where none was."""
        return ""

    def harder(self) -> list[Due]:
        """Take the swap back: begin the exercise again that the easier one stands in for."""
        return self.tick()

    def end(self) -> list[Due]:
        """End here. What was done of the step counts."""
        dues = self.tick()
        if self.state not in (State.READY, State.FINISHED):
            self._leave_undone(dues)
            self._finish("early", dues)
        return dues

    # --- time passing ------------------------------------------------------------------------------------------------

    @property
    def _is_running(self) -> bool:
        return self.state in (State.PLAYING, State.WAITING)

    def _offset_at(self, moment: float) -> float:
        return self._anchor_s + (moment - self._anchor_time)

    def _run(self) -> None:
        """Be playing or waiting from here and now on."""
        self.state = State.WAITING if self.segment.is_open else State.PLAYING
        self._anchor_s, self._anchor_time = max(0.0, self._reached_s), self._seen

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

    def _next_due_at(self) -> float:
        """Return when in the segment something is due next, infinity where nothing is; found out once for each."""
        if self._next_s is None:
            due_s = next_mark_s(self.segment, self._reached_s)
            self._next_s = math.inf if due_s is None else due_s
        return self._next_s

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
        self._leave(self._seen, dues, reps)
        self._catch_up(self._seen, dues)

    def _leave(self, at: float, dues: list[Due], reps: int = 0) -> None:
        """Go from the end of a segment to the start of the next."""
        segment = self.segment
        self._settle(reps)
        if segment.last_of_part:
            self._end_part("done", dues)
        if self._index + 1 == len(self.segments):
            self._finish("end", dues, late_s=max(0.0, self._seen - at))
        else:
            self._enter(self._index + 1, at, dues)

    def _enter(self, index: int, at: float, dues: list[Due]) -> None:
        """Be at the start of a segment at a moment, which may lie a little back."""
        index = self._past_what_hurts(index, dues)
        if index == len(self.segments):
            self._finish("end", dues)
            return
        left = self.segment
        self._index, self._anchor_s, self._anchor_time = index, 0.0, at
        self._reached_s, self._next_s = -1.0, None
        segment = self.segment
        if self.state is not State.PAUSED:
            self.state = State.WAITING if segment.is_open else State.PLAYING
        self.exposure = exposure_after(self.exposure, left, segment, self._seen_boot - (self._seen - at))
        if began := self._doing.enter(segment):
            dues.append(began)

    def _past_what_hurts(self, index: int, dues: list[Due]) -> int:
        """Return the first segment from here on that is not of an exercise that hurt, with those between recorded."""
        first = index
        while index < len(self.segments) and self._is_left_out(self.segments[index]):
            index += 1
        if index > first:
            self._pass_over_between(first, index, dues)
        return index

    def _is_left_out(self, segment: Segment) -> bool:
        part = None if segment.part is None else self.timeline.parts[segment.part]
        return part is not None and part.exercise_id in self._hurting and segment.pack is None

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
        self._enter(index, self._seen, dues)
        self._catch_up(self._seen, dues)

    def _pass_over_until(self, station: int | None, dues: list[Due]) -> None:
        """Pass over everything before a station; each part on the way is recorded as far as it was done."""
        index = self._index
        while index < len(self.segments) and (station is None or self.segments[index].station < station):
            index += 1
        self._pass_over_between(self._index, index, dues)
        if index == len(self.segments):
            self._finish("end", dues)
        else:
            self._jump(index, dues)

    def _pass_over_between(self, first: int, end: int, dues: list[Due]) -> None:
        """Record each part that ends between two segments as far as it was done."""
        self._settle()
        passed = [segment.part for segment in self.segments[first:end] if segment.last_of_part]
        dues += [self._doing.pass_over(part) for part in passed if part is not None]

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
        if exposure is None or self._seen_boot < exposure.over_at or self.segment.closes_block:
            return
        moment = self._seen - (self._seen_boot - exposure.over_at)
        self._catch_up(moment, dues)
        if self.exposure != exposure or self.segment.closes_block:
            return
        closing = next(index for index in range(self._index, len(self.segments)) if self.segments[index].closes_block)
        self._pass_over_between(self._index, closing, dues)
        self._settle()
        self._enter(closing, moment, dues)
        dues.append(MarkDue(Mark(0.0, "pack-off"), self.segment, max(0.0, self._seen - moment)))

    def _look_in_time(self, dues: list[Due]) -> None:
        """Look at the skin once more where pauses have put off the look that was planned."""
        exposure = self.exposure
        if exposure and self.state is State.PLAYING and self.segment.pack and self._seen_boot > exposure.look_at + 0.5:
            self._look_at_skin_first(dues)

    def _look_at_skin_first(self, dues: list[Due]) -> None:
        """Cut this stretch of heat or cold in two, with a check of the skin between."""
        here = self._index
        self._places[here : here + 1] = [self._places[here]] * 3
        self.segments[here : here + 1] = cut_by_a_look(self.segments, here, max(0.0, self._reached_s))
        self._jump(here + 1, dues)
