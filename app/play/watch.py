"""Two clocks looked at together: how much time has passed, and whether anybody was there meanwhile."""

from app.play.clocks import Clock
from app.play.dues import PauseReason

HELD_UP_S = 5.0  # a longer gap between looks: nobody was watching the clock, so no step was done meanwhile
SLEPT_S = 1.0  # the two clocks differ by more than this: the machine was suspended


class Watch:
    """The moment of the last look, on the clock that stands still in suspend and on the one that runs through it."""

    def __init__(self, clock: Clock, boot_clock: Clock) -> None:
        self.clock = clock
        self.boot_clock = boot_clock
        self.seen = 0.0
        self.seen_boot = 0.0

    def look(self) -> None:
        """Take the time."""
        self.seen, self.seen_boot = self.clock(), self.boot_clock()

    def look_again(self) -> PauseReason | None:
        """Take the time, and say why what lies between this look and the last was not spent on the routine."""
        before, before_boot = self.seen, self.seen_boot
        self.look()
        gap_s = self.seen - before
        if self.seen_boot - before_boot - gap_s > SLEPT_S:
            return "slept"
        return "held up" if gap_s > HELD_UP_S else None

    def on_boot_clock(self, moment: float) -> float:
        """Return a moment of the first clock, which may lie a little back, on the one that runs through suspend."""
        return self.seen_boot - (self.seen - moment)
