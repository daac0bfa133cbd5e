"""What has been played and what is being done, kept while segments come and go."""

from collections.abc import Sequence
from dataclasses import replace

from app.play.dues import Outcome, PartBegan, PartEnded, Performance
from app.play.timeline import Part, Segment

DONE_SHARE = 0.9  # a step left after this much of it is done
HARDLY_S = 1.0  # work shorter than this is none: a key pressed twice, not an exercise


class Doing:
    """The tally of one playing. A part done again is another performance.

    Where a playing goes on that was cut off, `performed` and `played_s` are what it had come to before.
    """

    def __init__(self, parts: Sequence[Part], performed: int = 0, played_s: float = 0.0) -> None:
        self.parts = parts
        self._played_s = played_s  # in the segments before this one
        self._performing: Performance | None = None  # as it stood when this segment was entered
        self._performances = performed
        self._hurts = False

    def played_s(self, segment: Segment, reached_s: float) -> float:
        """Return the seconds played, up to a place in a segment; waits and checks count as long as planned at most."""
        here_s = max(0.0, reached_s)
        return self._played_s + (min(here_s, segment.about_s) if segment.kind in ("wait", "check") else here_s)

    def performing(self, segment: Segment, reached_s: float) -> Performance | None:
        """Return the part in progress, with what was done of it up to a place in a segment."""
        done = self._performing
        if done is None or segment.kind != "work":
            return done
        here_s, reps = max(0.0, reached_s), 0
        if segment.beat and segment.beat.of == "rep" and not segment.is_open:
            reps = int(here_s / segment.beat.length_s + 1e-9)
        return replace(done, work_s=done.work_s + here_s, reps=done.reps + reps)

    def settle(self, segment: Segment, reached_s: float, reps: int = 0) -> None:
        """Carry over what a segment added, before it is left; `reps` are those a person counted."""
        performing = self.performing(segment, reached_s)
        self._played_s = self.played_s(segment, reached_s)
        self._performing = replace(performing, reps=performing.reps + reps) if performing else None

    def enter(self, segment: Segment) -> PartBegan | None:
        """Begin a part where its first work is entered."""
        if segment.kind != "work" or segment.part is None or self._performing is not None:
            return None
        self._performances += 1
        self._performing = Performance(self._performances, segment.part)
        return PartBegan(self._performing)

    def hurts(self) -> None:
        """Take it down that the part in progress hurts: left now, it was neither done nor skipped."""
        self._hurts = self._performing is not None

    def end(self, outcome: Outcome | None = None) -> PartEnded | None:
        """End the part in progress, if there is one: as said, or as far as it went. To be settled before."""
        performing, self._performing = self._performing, None
        ended = PartEnded(performing, outcome or self._how_far(performing)) if performing else None
        self._hurts = False
        return ended

    def pass_over(self, part: int) -> PartEnded:
        """End the part in progress as far as it went, or record one that was never begun as skipped."""
        performing, self._performing = self._performing, None
        if performing is None:
            self._performances += 1
            performing = Performance(self._performances, part)
        ended = PartEnded(performing, self._how_far(performing))
        self._hurts = False
        return ended

    def leave_undone(self) -> PartEnded | None:
        """Leave a part that is not passed over but cut off or begun again: no record where hardly anything was done."""
        performing = self._performing
        if performing is not None and performing.work_s < HARDLY_S and not self._hurts:
            self._performing = None
        return self.end()

    def _how_far(self, performance: Performance) -> Outcome:
        if self._hurts:
            return "hurt"
        if performance.work_s < HARDLY_S:
            return "skipped"
        return "done" if performance.work_s >= DONE_SHARE * self.parts[performance.part].planned_s else "partial"
