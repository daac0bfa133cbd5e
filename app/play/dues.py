"""What a player can be doing, and what can come due from it."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from app.play.timeline import Mark, Segment, Timeline


class State(Enum):
    """What the player is doing."""

    READY = "ready"
    PLAYING = "playing"
    PAUSED = "paused"
    WAITING = "waiting"
    FINISHED = "finished"


PauseReason = Literal["asked", "slept", "held up", "locked"]
How = Literal["end", "early", "no", "hurt"]
Outcome = Literal["done", "partial", "skipped", "hurt"]


@dataclass(frozen=True, slots=True)
class Performance:
    """One doing of a part: how much of it was done. A part done again is another performance."""

    number: int
    part: int
    work_s: float = 0.0
    reps: int = 0


@dataclass(frozen=True, slots=True)
class MarkDue:
    """A mark of the timeline came due, `late_s` ago."""

    mark: Mark
    segment: Segment
    late_s: float = 0.0


@dataclass(frozen=True, slots=True)
class PartBegan:
    """Work on a part began."""

    performance: Performance


@dataclass(frozen=True, slots=True)
class PartEnded:
    """A part is over: done, cut short, or passed over."""

    performance: Performance
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class LaidOut:
    """What is still to do was laid out anew. The parts there were keep their numbers."""

    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Paused:
    """The player stopped where it was, and will go on from there."""

    reason: PauseReason


@dataclass(frozen=True, slots=True)
class Resumed:
    """The player went on."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The routine is over: at its end, ended early, stopped by the answer to a check, or because something hurts."""

    how: How
    say: str = ""


Due = MarkDue | PartBegan | PartEnded | LaidOut | Paused | Resumed | Finished
