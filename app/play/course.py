"""Where the segments of a routine lead: the step before, and the check after a pack."""

from collections.abc import Sequence

from app.play.timeline import Segment

RESTART_S = 3.0  # back within the first seconds of a step goes to the one before it


def back_target(segments: Sequence[Segment], index: int, offset_s: float) -> int:
    """Return the first segment of this station, or of the one before it where this one has hardly begun."""
    first = _first_of(segments, segments[index].station)
    into_s = offset_s + sum(one.about_s for one in segments[first:index])
    return _first_of(segments, segments[first - 1].station) if into_s < RESTART_S and first > 0 else first


def check_after_part(segments: Sequence[Segment], index: int) -> int:
    """Return the check that follows this part's last stretch of heat or cold."""
    while not segments[index].last_of_part:
        index += 1
    return index + 1


def _first_of(segments: Sequence[Segment], station: int) -> int:
    return next(index for index, segment in enumerate(segments) if segment.station >= station)
