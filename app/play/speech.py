"""What the voice says when something comes due: one utterance at a time. Saying it is done elsewhere.

A voice says less than the screen shows: nothing over the cues of a breath, and of several moments only the last.
"""

import re
from collections.abc import Iterable, Sequence

from app.play.cues import PACK_OFF, PAUSED, cue_for, moments
from app.play.dues import Due, Finished, MarkDue, Paused
from app.play.timeline import COUNTDOWN_S, Part, Segment, Timeline

WORDS_A_SECOND = 2.5  # how fast a voice at its usual rate reads, pauses between sentences included
GAP_S = 0.5  # before the voice begins, and between two sentences


def words_a_second(rate: float) -> float:
    """Return about how many words a voice says in a second at a rate of -1 to 1; it may well be faster."""
    return float(WORDS_A_SECOND * 2**rate)


def speech_of(dues: Iterable[Due], timeline: Timeline, reads: float | None = None) -> str:
    """Return what to say about all that came due at once; empty where nothing is to be said.

    With `reads`, the words a second of the voice, instructions are read out too where there is time.
    """
    dues = list(dues)
    said = [" ".join(filter(None, (_said(due, timeline, reads) for due in moment))) for moment in moments(dues)]
    said += [due.say for due in dues if isinstance(due, Finished)]
    said += [PAUSED[due.reason] for due in dues if isinstance(due, Paused) and due.reason != "asked"]
    last = next((words for words in reversed(said) if words), "")
    must_come_off = any(isinstance(due, MarkDue) and due.mark.event == "pack-off" for due in dues)
    return f"{PACK_OFF} {last}".strip() if must_come_off and PACK_OFF not in last else last


def begins_to_breathe(dues: Iterable[Due]) -> bool:
    """Tell whether breaths begin, over which nothing is said."""
    return any(isinstance(due, MarkDue) and due.mark.event == "start" and _breathes(due.segment) for due in dues)


def _breathes(segment: Segment) -> bool:
    return segment.beat is not None and segment.beat.of == "breath"


def _said(due: MarkDue, timeline: Timeline, reads: float | None) -> str:
    segment = due.segment
    part = None if segment.part is None else timeline.parts[segment.part]
    if _breathes(segment) and due.mark.event != "finished":
        return ""
    words = cue_for(due, part).say
    if reads is None or part is None or due.late_s > GAP_S:
        return words
    match due.mark.event:
        case "ready" | "next":
            return " ".join([words, *_read_while_getting_ready(segment, part, reads)])
        case "start" if segment.turn[0] == 1:
            return " ".join(filter(None, [words, *_read_while_doing(segment, part, timeline, reads)]))
    return words


def _read_while_getting_ready(segment: Segment, part: Part, reads: float) -> Sequence[str]:
    introduced = f"{part.name} {part.side} side {part.cue}"
    return _that_fit(part.instructions, segment.about_s - _lasts_s(introduced, reads), reads)


def _read_while_doing(segment: Segment, part: Part, timeline: Timeline, reads: float) -> Sequence[str]:
    """Go on from where the time to get ready ended, up to what is said half-way; the second side was told already."""
    ready = next((one for one in timeline.segments if one.part == segment.part and one.kind == "ready"), None)
    if ready is None:
        return ()
    left = part.instructions[len(_read_while_getting_ready(ready, part, reads)) :]
    return _that_fit(left, segment.about_s / 2 - COUNTDOWN_S, reads)


def _that_fit(lines: Sequence[str], within_s: float, reads: float) -> Sequence[str]:
    """Return the first lines that can be read within a time: whole ones, in their order."""
    fitting = 0
    for line in lines:
        within_s -= _lasts_s(line, reads)
        if within_s < 0:
            break
        fitting += 1
    return lines[:fitting]


def _lasts_s(words: str, reads: float) -> float:
    return len(words.split()) / reads + GAP_S


_UNITS = {"s": "second", "min": "minute", "h": "hour"}


def aloud(text: str) -> str:
    """Return a text as it is read out: lengths of time with their units in full."""
    return re.sub(r"\b(\d+(?:\.\d+)?) (s|min|h)\b", _in_full, text)


def _in_full(found: re.Match[str]) -> str:
    number, unit = found.groups()
    return f"{number} {_UNITS[unit]}" + ("" if number == "1" else "s")
