"""Where a player stands in a routine, and what can be done there: all that can be asked without moving it."""

import math
from collections.abc import Mapping

from app.play.clocks import Clock
from app.play.course import Course
from app.play.doing import Doing
from app.play.dues import Performance, State
from app.play.exposure import Exposure, planned_until_off_s, why_not_longer
from app.play.timeline import Part, Segment, Timeline, lengthened, next_mark_s
from app.play.watch import Watch


class Cursor:
    """A place in a routine that moves with the time since the last start, pause or jump."""

    def __init__(
        self,
        timeline: Timeline,
        clock: Clock,
        boot_clock: Clock,
        begin_at: int,
        performed: int,
        played_s: float,
        easier_ways: Mapping[str, Timeline],
    ) -> None:
        self.state = State.READY
        self.exposure: Exposure | None = None
        self._course = Course(timeline, easier_ways)
        self._watch = Watch(clock, boot_clock)
        self._index = begin_at
        self._anchor_s = 0.0  # where we were in the segment at `_anchor_time`: its start, a pause or a jump
        self._anchor_time = 0.0
        self._reached_s = -1.0  # up to here in the segment, everything has come due and is counted
        self._next_s: float | None = None  # when the next mark is due in it; None where that is to be found out
        self._doing = Doing(timeline.parts, performed, played_s)

    # --- where we are ------------------------------------------------------------------------------------------------

    @property
    def timeline(self) -> Timeline:
        """The routine as it is laid out by now."""
        return self._course.timeline

    @property
    def segments(self) -> list[Segment]:
        """The segments as they are by now: some longer than laid out, or cut in two."""
        return self._course.segments

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
        return self._course.places[self._index]

    @property
    def part(self) -> Part | None:
        """The part we are in, where the segment belongs to one."""
        return self._course.part_at(self._index)

    @property
    def offset_s(self) -> float:
        """Seconds into the segment."""
        if self.state not in (State.PLAYING, State.WAITING):
            return max(0.0, self._reached_s)
        offset_s = self._offset_at(self._watch.clock())
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

    def _next_due_at(self) -> float:
        """Return when in the segment something is due next, infinity where nothing is; found out once for each."""
        if self._next_s is None:
            due_s = next_mark_s(self.segment, self._reached_s)
            self._next_s = math.inf if due_s is None else due_s
        return self._next_s

    @property
    def _is_running(self) -> bool:
        return self.state in (State.PLAYING, State.WAITING)

    def _offset_at(self, moment: float) -> float:
        return self._anchor_s + (moment - self._anchor_time)

    # --- what can be done here ---------------------------------------------------------------------------------------

    def why_not_skip(self) -> str | None:
        """Say why skip is off here; None when it is on."""
        if self.state is State.FINISHED:
            return "The routine is over."
        return "This one needs an answer first." if self.segment.kind == "check" else None

    def why_not_back(self) -> str | None:
        """Say why back is off here; None when it is on."""
        if self.state is State.FINISHED:
            return "The routine is over."
        if self.segment.pack:
            return "A pack is on. Going back would keep it on for longer."
        return self._why_not_back_to(self._course.back_from(self._index, self.offset_s))

    def why_not_go_to(self, station: int) -> str | None:
        """Say why this routine cannot be gone on with at a station; None where it can.

        No question is passed over on the way, and no pack goes on twice.
        """
        if self.state in (State.READY, State.FINISHED):
            return "Nothing plays."
        if self.segment.pack:
            return "A pack is on. Skip leads to where it comes off."
        target = self._course.past_station(0, station)
        if target >= len(self.segments):
            return "The routine has no such step."
        if self._course.is_left_out(target):
            return "You left this one out because it hurts."
        if target <= self._index:
            return self._why_not_back_to(target)
        if any(segment.kind == "check" for segment in self.segments[self._index : target]):
            return "There is a question to answer before that."
        return None

    def _why_not_back_to(self, target: int) -> str | None:
        if any(segment.pack for segment in self.segments[target : self._index]):
            return "There was a pack on there. Leave 2 hours between packs."
        return None

    def why_not_hurts(self) -> str | None:
        """Say why there is nothing here that could hurt; None where there is."""
        return None if self.part is not None and self.state is not State.FINISHED else "Nothing is being done here."

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
        return why_not_longer(self.exposure, self._watch.boot_clock() + more_s)

    @property
    def easier_name(self) -> str:
        """The name of the easier exercise that can be done instead of this one; empty where there is none."""
        return "" if self.state in (State.READY, State.FINISHED) else self._course.easier_name(self._index)

    def why_not_easier(self) -> str | None:
        """Say why nothing easier can be done here; None where it can."""
        return None if self.easier_name else "There is no easier exercise to do instead of this."

    @property
    def harder_name(self) -> str:
        """The name of the exercise that was swapped for the easier one done here; empty where none was."""
        return "" if self.state in (State.READY, State.FINISHED) else self._course.swapped_name(self._index)
