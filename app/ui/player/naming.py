"""What a step of the routine is called where it is not the one that is done: next up, and on the strip."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.play.player import Player
from app.play.timeline import Part, Segment
from app.routine.quantities import clock, spoken


@dataclass(frozen=True)
class Named:
    """A step by its name, with the side it is for, left or right, or none."""

    name: str
    side: str = ""

    @property
    def words(self) -> str:
        """Both in words."""
        return f"{self.name}, {self.side} side" if self.side else self.name


@dataclass(frozen=True)
class Stretch:
    """One step as it lies in the routine: which segments, and when it starts and ends, in seconds."""

    station: int
    first: int
    end: int
    starts_s: float
    ends_s: float
    is_open: bool
    named: Named


def next_up(player: Player) -> Named | None:
    """Return what comes next: another turn of this exercise after a rest in it, else the next step or side."""
    here = player.segment
    for segment in player.segments[player.index + 1 :]:
        same = segment.station == here.station
        if same and not (here.kind == "rest" and segment.kind == "work"):
            continue
        part = player.timeline.parts[segment.part] if segment.part is not None else None
        named = named_of(segment, part if segment.kind in ("ready", "work", "switch") else None)
        turn = f", {segment.turn[0]} of {segment.turn[1]}" if same else ""
        return Named(f"{named.name}{turn}", named.side)
    return None


def named_of(segment: Segment, part: Part | None) -> Named:
    """Return the name of a segment, by its part where it has one."""
    side = segment.side if segment.side in ("left", "right") else ""
    return Named(part.name if part else segment.title, side)


def stretches(segments: Sequence[Segment], parts: Sequence[Part]) -> list[Stretch]:
    """Return the steps of a routine, in order."""
    found: list[Stretch] = []
    now_s = 0.0
    for index, segment in enumerate(segments):
        ends_s = now_s + segment.about_s
        last = found[-1] if found else None
        if last and last.station == segment.station:
            is_open = last.is_open or segment.is_open
            found[-1] = Stretch(last.station, last.first, index + 1, last.starts_s, ends_s, is_open, last.named)
        else:
            part = None if segment.part is None else parts[segment.part]
            named = named_of(segment, part)
            found.append(Stretch(segment.station, index, index + 1, now_s, ends_s, segment.is_open, named))
        now_s = ends_s
    return found


def place_in_words(stretch: Stretch, now_s: float) -> tuple[str, str]:
    """Return when a step comes, seen from a moment of the routine, and what it is: name, side and length."""
    about = "about " if stretch.is_open else ""
    what = f"{stretch.named.words}, {about}{spoken(round(stretch.ends_s - stretch.starts_s))}"
    if stretch.ends_s <= now_s + 1e-6:
        return "Over", what
    return ("Now" if stretch.starts_s <= now_s + 1e-6 else f"In {clock(stretch.starts_s - now_s)}"), what
