"""How long heat or cold has been on the skin: counted from pack on to pack off, through pause, wait and sleep."""

from dataclasses import dataclass, replace

from app.play.layout import CHECK_S
from app.play.timeline import Segment
from app.routine.quantities import spoken
from app.routine.safety import CONTRAST_TOTAL, SKIN_CHECK, Pack, exposure_limit_s

AWAY_S = 120.0  # after more than this away from a pack, going on starts with a look at the skin


@dataclass(frozen=True, slots=True)
class Exposure:
    """A pack on the skin, with moments of the clock that runs through suspend.

    It is on since `since`, its block goes on since `block_since`, and the skin was last looked at at `looked`.
    """

    pack: Pack
    block: int
    since: float
    block_since: float
    looked: float

    @property
    def over_at(self) -> float:
        """The moment by which the pack must come off."""
        return min(self.since + exposure_limit_s(self.pack), self.block_since + CONTRAST_TOTAL.most)

    @property
    def look_at(self) -> float:
        """The moment by which the skin must be looked at again."""
        return self.looked + SKIN_CHECK.most


def exposure_after(now: Exposure | None, left: Segment, entered: Segment, at: float) -> Exposure | None:
    """Return the exposure once one segment is left for another at a moment of the clock that runs through suspend."""
    if entered.pack is None or entered.block is None:
        return None
    if now is None or now.block != entered.block:
        return Exposure(entered.pack, entered.block, at, at, at)
    looked = at if left.kind == "check" else now.looked
    if now.pack != entered.pack:
        return Exposure(entered.pack, now.block, at, now.block_since, looked)
    return replace(now, looked=looked)


def planned_until_off_s(segments: list[Segment], index: int, offset_s: float) -> float:
    """Return the seconds of heat or cold still planned from a place, checks between them included as estimated."""
    here = segments[index]
    left_s = here.about_s - offset_s
    for segment in segments[index + 1 :]:
        if segment.block != here.block or segment.pack != here.pack or segment.closes_block:
            break
        left_s += segment.about_s
    return left_s


def cut_by_a_look(segments: list[Segment], index: int, reached_s: float) -> list[Segment]:
    """Return a stretch of heat or cold cut in two where it was left, with a look at the skin between."""
    here = segments[index]
    check = next(one for one in segments[index:] if one.block == here.block and one.kind == "check")
    return [
        replace(here, length_s=reached_s, about_s=reached_s, last_of_part=False),
        replace(
            check,
            title="Before the pack goes back on, look at your skin and touch it.",
            about_s=CHECK_S,
            closes_block=False,
            station=here.station,
            part=here.part,
            pack=here.pack,
        ),
        replace(here, length_s=here.about_s - reached_s, about_s=here.about_s - reached_s),
    ]


def why_not_longer(exposure: Exposure, off_at: float) -> str | None:
    """Say why a pack may not come off as late as that, by the clock that counts suspend; None where it may."""
    if off_at <= exposure.over_at:
        return None
    return f"The pack stays on for {spoken(exposure_limit_s(exposure.pack))} at most, pauses and checks included."
