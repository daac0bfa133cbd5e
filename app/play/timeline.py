"""A routine laid out in time: segments in order, each with its length and the marks that come due inside it.

Labels, totals, what is next, the strip and the transcript all come from here, so text and timer cannot disagree.
All times are seconds; a segment's marks are in its own time.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from app.routine.model import Dose, Kind
from app.routine.quantities import spoken
from app.routine.safety import SKIN_CHECK, Ceiling, Pack

SegmentKind = Literal["ready", "work", "rest", "switch", "note", "wait", "check"]
Side = Literal["both", "left", "right", "alternating"]
Event = Literal[
    "ready",  # get ready, after a rest or at the start
    "next",  # get ready, straight after the end of another step
    "start",
    "halfway",
    "countdown",  # 3, 2, 1
    "end",
    "switch",
    "rest",
    "rep",
    "phase",  # the next part of a rep or a breath
    "note",
    "wait",
    "check",
    "reminder",  # a check is still unanswered
    "pack-off",  # take the pack off
    "finished",
]

COUNTDOWN_S = 3
COUNTDOWN_FROM_S = 8.0  # shorter work has no room for a countdown
REST_COUNTDOWN_FROM_S = 5.0  # a rest or a change of sides is counted down to what follows
HALFWAY_FROM_S = 20.0
REMIND_EVERY_S = 15.0
REMIND_TO_TAKE_OFF_S = 120.0
LENGTHEN_S = 10.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that comes due at a moment: an event with its word and number, such as phase `in` of breath 3."""

    at_s: float
    event: Event
    word: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One performed exercise and side: what one row of the record is about."""

    exercise_id: str
    exercise: str  # the exercise's own name
    name: str  # the step's label where it has one
    kind: Kind
    areas: tuple[str, ...]
    side: Side
    dose: str  # in words
    given: Dose  # the same in figures
    planned_s: float  # work only, without rests; an estimate where the person sets the pace
    sets: int
    reps: int  # in all sets, both sides together where they take turns; 0 where reps are not counted
    instructions: tuple[str, ...]
    cue: str
    caution: str | None
    easier: str | None
    ceiling: Ceiling
    step: int  # which exercise of the routine it is, rounds counted; the same for both sides
    swapped_from: str | None = None  # the exercise it is done instead of


@dataclass(frozen=True, slots=True)
class Question:
    """A yes-or-no question, the words on its buttons, and what no leads to."""

    text: str
    yes: str
    no: str
    if_no: Literal["stop", "skip"]
    after_no: str = ""  # what to do, said when no ends the routine
    skip_to: int | None = None  # the station that no leads to, where it skips


@dataclass(frozen=True, slots=True)
class Beat:
    """What repeats inside a segment: the phases of one rep or of one breath, with their lengths."""

    of: Literal["rep", "breath"]
    phases: tuple[tuple[str, float], ...]
    sides: tuple[Side, ...] = ("both",)  # which side each beat is for, in turn

    @property
    def length_s(self) -> float:
        """The length of one beat."""
        return math.fsum(length for _, length in self.phases)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time in which one thing happens."""

    kind: SegmentKind
    length_s: float | None  # None: until the person goes on
    about_s: float  # the length, or what an open one is taken to last
    title: str
    text: str = ""
    station: int = 0  # what skip and back go by: a part, a rest, a note, a wait or a check
    part: int | None = None  # the index of its part
    side: Side = "both"
    beat: Beat | None = None
    beats: int = 0
    turn: tuple[int, int] = (1, 1)  # which hold or set of how many
    last_of_part: bool = False
    follows_work: bool = False
    introduces: bool = False  # nothing before it has said what its part is
    counts_down: bool = False
    question: Question | None = None
    pack: Pack | None = None  # heat or cold is on the skin while this lasts
    block: int | None = None  # which stretch of heat or cold it belongs to
    closes_block: bool = False  # the check at which the pack comes off for good

    @property
    def is_open(self) -> bool:
        """Whether it lasts until the person goes on."""
        return self.length_s is None


@dataclass(frozen=True)
class Timeline:
    """A whole routine in time."""

    routine_id: str
    title: str
    areas: tuple[str, ...]
    kinds: tuple[str, ...]
    segments: tuple[Segment, ...]
    parts: tuple[Part, ...]  # also those that were swapped in mid-play, since the record may speak of them
    language: str = "en"  # of its words

    @property
    def total_s(self) -> float:
        """How long it takes in all; about, where any of it is open."""
        return math.fsum(segment.about_s for segment in self.segments)

    @property
    def is_exact(self) -> bool:
        """Whether nothing in it waits for the person."""
        return not any(segment.is_open for segment in self.segments)

    @property
    def to_do(self) -> tuple[int, ...]:
        """The parts there are to do, in order. Others were swapped for an easier one before they came to that."""
        return tuple(dict.fromkeys(segment.part for segment in self.segments if segment.part is not None))

    def starts_s(self) -> list[float]:
        """Return when each segment starts, counting open ones as their estimate."""
        starts, now = [], 0.0
        for segment in self.segments:
            starts.append(now)
            now += segment.about_s
        return starts


# --- marks -----------------------------------------------------------------------------------------------------------


def marks_between(segment: Segment, after_s: float, until_s: float) -> list[Mark]:
    """Return the marks with `after_s < at_s <= until_s`, in order. Before the first: `after_s` below 0.

    An open check has no last mark: it reminds until it is answered.
    """
    marks = (mark for mark in _marks(segment, after_s, until_s) if after_s < mark.at_s <= until_s)
    return sorted(marks, key=_in_order)


def next_mark_s(segment: Segment, after_s: float) -> float | None:
    """Return when the next mark after a moment is due, or where the segment ends; None when neither comes."""
    if segment.length_s is None:
        until_s = after_s + REMIND_EVERY_S
    else:
        soon_s = max(0.0, after_s) + 2 * segment.beat.length_s if segment.beat else segment.length_s
        until_s = min(segment.length_s, soon_s)  # two beats: the end of the next one alone may be missed by rounding
    due = marks_between(segment, after_s, until_s)
    return due[0].at_s if due else segment.length_s


def _in_order(mark: Mark) -> tuple[float, int]:
    return mark.at_s, 1 if mark.event == "countdown" else 0


def _marks(segment: Segment, after_s: float, until_s: float) -> Iterator[Mark]:
    yield Mark(0.0, _entry(segment), segment.title)
    if segment.beat is not None and segment.length_s is not None:
        yield from _beat_marks(segment, segment.beat, after_s, until_s)
    elif segment.kind == "work" and segment.length_s is not None and segment.length_s >= HALFWAY_FROM_S:
        yield Mark(segment.length_s / 2, "halfway")
    if segment.counts_down and segment.length_s is not None:
        for left in range(COUNTDOWN_S, 0, -1):
            if segment.length_s - left > 0.5:
                yield Mark(segment.length_s - left, "countdown", number=left)
    if segment.last_of_part and segment.length_s is not None:
        yield Mark(segment.length_s, "end")
    if segment.kind == "check":
        yield from _reminders(segment, after_s, until_s)


def _entry(segment: Segment) -> Event:
    if segment.kind == "work":
        return "start"
    if segment.kind == "ready":
        return "next" if segment.follows_work else "ready"
    return segment.kind


def _beat_marks(segment: Segment, beat: Beat, after_s: float, until_s: float) -> Iterator[Mark]:
    """Yield a mark for each rep or breath and for each of its phases; the first phase of a rep is the rep itself."""
    first = max(0, int(after_s // beat.length_s) - 1)  # one more at either end, as the division may round past one
    for number in range(first, min(segment.beats, int(until_s // beat.length_s) + 2)):
        at_s = number * beat.length_s
        if beat.of == "rep":
            side = beat.sides[number % len(beat.sides)]
            yield Mark(at_s, "rep", "" if side == "both" else side, number // len(beat.sides) + 1)
        for index, (name, length_s) in enumerate(beat.phases):
            if beat.of == "breath" or index > 0:
                yield Mark(at_s, "phase", name, number + 1)
            at_s += length_s


def _reminders(segment: Segment, after_s: float, until_s: float) -> Iterator[Mark]:
    for number in range(max(1, int(after_s // REMIND_EVERY_S)), int(until_s // REMIND_EVERY_S) + 1):
        at_s = number * REMIND_EVERY_S
        if segment.pack and at_s >= REMIND_TO_TAKE_OFF_S:
            yield Mark(at_s, "pack-off", number=number)
        else:
            yield Mark(at_s, "reminder", number=number)


# --- lengthening -----------------------------------------------------------------------------------------------------


def lengthened(segment: Segment, part: Part | None) -> Segment | str:
    """Return the segment made longer by 10 s, one whole breath or one rep a side; or the sentence why not."""
    if segment.length_s is None:
        return "This goes on until you say so, as long as you like."
    if segment.beat is not None:
        more = len(segment.beat.sides)
        if part and (segment.beats + more) / more > part.ceiling.most + 1e-9:
            return part.ceiling.why
        length_s = segment.length_s + more * segment.beat.length_s
        return replace(segment, beats=segment.beats + more, length_s=length_s, about_s=length_s)
    length_s = segment.length_s + LENGTHEN_S
    if segment.pack and length_s > SKIN_CHECK.most + 1e-9:
        return f"Your skin is looked at every {spoken(SKIN_CHECK.most)}. That comes next."
    if segment.kind == "work" and part and length_s > part.ceiling.most + 1e-9:
        return part.ceiling.why
    return replace(segment, length_s=length_s, about_s=length_s)


# --- the transcript --------------------------------------------------------------------------------------------------


def transcript(timeline: Timeline) -> list[str]:
    """Return the routine as lines `mm:ss.s  event`, with `~` before a time that depends on the person."""
    lines: list[str] = []
    about = " "
    for now_s, segment in zip(timeline.starts_s(), timeline.segments, strict=True):
        for mark in marks_between(segment, -1.0, segment.length_s if segment.length_s is not None else 0.0):
            if mark.event == "countdown" and mark.number < COUNTDOWN_S:
                continue
            lines.append(f"{about}{_stamp(now_s + mark.at_s)}  {_told(mark, segment, timeline)}")
        about = "~" if segment.is_open else about
    lines.append(f"{about}{_stamp(timeline.total_s)}  finished")
    return lines


def _stamp(seconds: float) -> str:
    tenths = math.floor(seconds * 10 + 0.5)
    return f"{tenths // 600:02}:{tenths // 10 % 60:02}.{tenths % 10}"


def _told(mark: Mark, segment: Segment, timeline: Timeline) -> str:
    if mark.event == "countdown":
        return "3 - 2 - 1"
    if mark.event == "rep":
        return f"rep {mark.number}" + (f", {mark.word}" if mark.word else "")
    if mark.event == "phase":
        number = f" {mark.number}" if segment.beat and segment.beat.of == "breath" else ""
        return f"{mark.word}{number}"
    if mark.event in ("halfway", "end"):
        return "still comfortable?" if segment.pack and mark.event == "halfway" else mark.event
    part = timeline.parts[segment.part] if segment.part is not None else None
    details = [segment.title]
    if segment.kind == "work" and part:
        details += [part.side] * (part.side != "both") + [part.dose]
        details += [f"{segment.turn[0]} of {segment.turn[1]}"] * (segment.turn[1] > 1)
    elif segment.text:
        details.append(segment.text)
    if segment.question:
        details.append(segment.question.text)
    if segment.is_open:
        details.append(f"about {segment.about_s:g} s, until you go on")
    return f"{segment.kind}: {' | '.join(details)}"
