"""The segments of a routine as they come to be played, and where they lead."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.play.easing import Eased, eased, easier_way
from app.play.exposure import cut_by_a_look
from app.play.timeline import Part, Segment, Timeline

RESTART_S = 3.0  # back within the first seconds of a step goes to the one before it


@dataclass(frozen=True)
class _Before:
    """How all lay before a swap: to go back to."""

    part: int  # that was swapped
    timeline: Timeline
    segments: list[Segment]
    places: list[int]


class Course:
    """A timeline's own segments, until some are made longer, cut in two by a look at the skin, or swapped.

    `ways` are the easier exercises there are, each laid out by itself.
    """

    def __init__(self, timeline: Timeline, ways: Mapping[str, Timeline]) -> None:
        self.timeline = timeline
        self.segments = list(timeline.segments)
        self.places = list(range(len(self.segments)))  # which one of the timeline's own each segment is, or is part of
        self.left_out: set[str] = set()  # exercises that are not done again, since they hurt
        self._ways = ways
        self._swapped: list[_Before] = []
        self._names: dict[int, str] = {}  # of what can be done instead of each part, as far as it was asked for

    def part_at(self, index: int) -> Part | None:
        """Return the part a segment belongs to, where it does."""
        part = self.segments[index].part
        return None if part is None else self.timeline.parts[part]

    # --- where it leads ----------------------------------------------------------------------------------------------

    def back_from(self, index: int, offset_s: float) -> int:
        """Return the first segment of this station, or of the one before it where this one has hardly begun."""
        first = self._first_of(self.segments[index].station)
        into_s = offset_s + sum(one.about_s for one in self.segments[first:index])
        return self._first_of(self.segments[first - 1].station) if into_s < RESTART_S and first > 0 else first

    def check_after_part(self, index: int) -> int:
        """Return the check that follows this part's last stretch of heat or cold."""
        while not self.segments[index].last_of_part:
            index += 1
        return index + 1

    def closing_check(self, index: int) -> int:
        """Return the check at which the pack that is on comes off for good."""
        return next(one for one in range(index, len(self.segments)) if self.segments[one].closes_block)

    def past_station(self, index: int, station: int | None) -> int:
        """Return the next segment at a station or after it; the end for None."""
        while index < len(self.segments) and (station is None or self.segments[index].station < station):
            index += 1
        return index

    def past_left_out(self, index: int) -> int:
        """Return the first segment from here on that is not of an exercise that is left out."""
        while index < len(self.segments) and self.is_left_out(index):
            index += 1
        return index

    def is_left_out(self, index: int) -> bool:
        """Tell whether a segment is of an exercise that is left out because it hurts; a pack is not passed over so."""
        part = self.part_at(index)
        return part is not None and part.exercise_id in self.left_out and self.segments[index].pack is None

    def parts_ending(self, first: int, end: int) -> list[int]:
        """Return the parts whose last work lies between two segments."""
        return [one.part for one in self.segments[first:end] if one.last_of_part and one.part is not None]

    def _first_of(self, station: int) -> int:
        return next(index for index, segment in enumerate(self.segments) if segment.station >= station)

    # --- changes -----------------------------------------------------------------------------------------------------

    def put(self, index: int, segment: Segment) -> None:
        """Put a longer segment in place of one."""
        self.segments[index] = segment

    def cut_by_a_look(self, index: int, reached_s: float) -> None:
        """Cut a stretch of heat or cold in two, with a look at the skin between."""
        self.segments[index : index + 1] = cut_by_a_look(self.segments, index, reached_s)
        self.places[index : index + 1] = [self.places[index]] * 3

    # --- an easier exercise ------------------------------------------------------------------------------------------

    def easier_name(self, index: int) -> str:
        """Return the name of what can be done instead at a segment, within the limits; empty for nothing."""
        part, at = self.part_at(index), self.segments[index].part
        way = easier_way(part, self._ways) if part else None
        if at is None or way is None or way.parts[0].exercise_id in self.left_out:
            return ""
        if at not in self._names:
            start = next(place for place, one in enumerate(self.timeline.segments) if one.part == at)
            self._names[at] = way.parts[0].name if eased(self.timeline, start, self._ways) else ""
        return self._names[at]

    def ease(self, index: int) -> int:
        """Swap what is done at a segment for the easier one that has a name, and return where that begins."""
        at, found = self.segments[index].part, eased(self.timeline, self.places[index], self._ways)
        assert at is not None
        assert found is not None
        self._swapped.append(_Before(at, self.timeline, self.segments, self.places))
        self._take(found)
        return self.places.index(found.begin_at)

    def _take(self, found: Eased) -> None:
        """Lay the segments out as found, those that stay as they have become by now."""
        by_place: dict[int, list[Segment]] = {}
        for place, segment in zip(self.places, self.segments, strict=True):
            by_place.setdefault(place, []).append(segment)
        pairs = [
            (segment, place)
            for place, before in enumerate(found.kept)
            for segment in ([found.timeline.segments[place]] if before is None else by_place[before])
        ]
        self.segments, self.places = [one for one, _ in pairs], [place for _, place in pairs]
        self.timeline, self._names = found.timeline, {}

    def swapped_name(self, index: int) -> str:
        """Return the name of what was swapped for the easier one that begins here; empty for nothing."""
        before = self._swap_at(index)
        return before.timeline.parts[before.part].name if before else ""

    def take_back(self, index: int) -> int:
        """Lay all out as it was before the swap that has a name here, and return where what was swapped begins."""
        before = self._swap_at(index)
        assert before is not None
        self._swapped.pop()
        parts = self.timeline.parts  # the record may speak of those that are no longer to do
        self.timeline = replace(before.timeline, parts=parts)
        self.segments, self.places, self._names = before.segments, before.places, {}
        return next(at for at, one in enumerate(self.segments) if one.part == before.part)

    def _swap_at(self, index: int) -> _Before | None:
        before = self._swapped[-1] if self._swapped else None
        return before if before and self.segments[index].part == len(before.timeline.parts) else None
