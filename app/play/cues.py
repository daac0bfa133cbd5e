"""What to sound, say and show when a mark comes due. Choosing is done here; making is not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from app.play.dues import Due, MarkDue, PauseReason
from app.play.timeline import Beat, Mark, Part, Segment, Timeline
from app.routine.model import Kind
from app.routine.quantities import spoken

LATE_S = 0.25  # a countdown or tempo beep later than this would mislead; it is left out

SOUNDS: Final = frozenset(
    {
        "ready",
        "start",
        "halfway",
        "countdown",
        "end",
        "switch",
        "rest",
        "rep",
        "breathe-in",
        "breathe-in-again",
        "breathe-out",
        "breathe-hold",
        "note",
        "check",
        "warning",
        "finished",
    }
)


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound by its name, words to say, and words to show; any of them may be empty."""

    sound: str = ""
    say: str = ""
    show: str = ""


NONE = Cue()

_BREATH_SOUNDS = {"sip": "breathe-in-again", "hold": "breathe-hold"}
_BREATH_WORDS = {
    "in": "Breathe in",
    "in left": "In, left side",
    "in right": "In, right side",
    "sip": "Sip a little more",
    "out": "Breathe out",
    "out left": "Out, left side",
    "out right": "Out, right side",
    "hold": "Stay",  # not "Pause": that is a button, and what the routine does
}
_TEMPO_WORDS = {
    "out": "Move",
    "pause": "Stay",
    "back": "Back",
    "tighten": "Tighten",
    "hold": "Hold",
    "let go": "Let go",
}
_HALFWAY: dict[Kind, str] = {
    "stretch": "Halfway. A mild pull is enough.",
    "mobility": "Halfway. Slow and smooth.",
    "strength": "Halfway. Keep breathing.",
    "posture": "Halfway. Light effort.",
    "massage": "Halfway. Breathe out into the spot.",
    "heat": "Still pleasantly warm?",
    "cold": "Can you still feel a light touch?",
    "breath": "Halfway. Soft, small breaths.",
    "relax": "Nothing to get right.",
}
PACK_OFF = "Take the pack off now."
PAUSED: dict[PauseReason, str] = {
    "asked": "Paused. Your place is kept.",
    "slept": "The computer was asleep, so the routine paused. That time is not counted.",
    "held up": "The app was held up, so the routine paused. That time is not counted.",
    "locked": "The screen was locked, so it paused. Your place is kept.",
}


# Where several marks come due at one moment only the first of these is heard: the others say the same less clearly.
_LOUDEST: Final = (
    "warning",
    "finished",
    "switch",
    "check",
    "rest",
    "note",
    "start",
    "end",
    "ready",
    "halfway",
    "breathe-in",
    "breathe-in-again",
    "breathe-out",
    "breathe-hold",
    "countdown",
    "rep",
)
_SAME_MOMENT_S = 0.001


def cues_of(dues: Iterable[Due], timeline: Timeline) -> list[Cue]:
    """Return the cues of what came due, in order; of those due at one moment, one alone has a sound."""
    cues: list[Cue] = []
    for moment in moments(dues):
        found = [cue_for(due, _part(due.segment, timeline)) for due in moment]
        loudest = min((cue.sound for cue in found if cue.sound), key=_LOUDEST.index, default="")
        for cue in found:
            sounded = cue.sound and cue.sound == loudest
            cues.append(cue if sounded else replace(cue, sound=""))
            loudest = "" if sounded else loudest
    return [cue for cue in cues if cue != NONE]


def moments(dues: Iterable[Due]) -> Iterator[list[MarkDue]]:
    """Yield the marks among what came due, those of one moment together."""
    moment: list[MarkDue] = []
    for due in dues:
        if not isinstance(due, MarkDue):
            continue
        if moment and abs(moment[-1].late_s - due.late_s) > _SAME_MOMENT_S:
            yield moment
            moment = []
        moment.append(due)
    if moment:
        yield moment


def _part(segment: Segment, timeline: Timeline) -> Part | None:
    return None if segment.part is None else timeline.parts[segment.part]


def cue_for(due: MarkDue, part: Part | None) -> Cue:
    """Return what a mark asks for: its sound, what is said, and the visible twin of both.

    Beeps of a countdown or a tempo that come more than 250 ms late are left out; a breath's word sounds as long as
    that phase still lasts. Everything else sounds however late, since what it announces still holds.
    """
    mark, segment = due.mark, due.segment
    if mark.event in ("countdown", "rep") and due.late_s > LATE_S:
        return NONE
    match mark.event:
        case "ready" | "next":
            return Cue("ready" if mark.event == "ready" else "", _introduced(segment, part), "Get ready")
        case "start":
            return _started(segment, part)
        case "halfway":
            show = "Still comfortable?" if segment.pack else "Halfway"
            return Cue("halfway", _HALFWAY[part.kind] if part else "Halfway.", show)
        case "countdown":
            return Cue("countdown", "", str(mark.number))
        case "end":
            return Cue("end", "", "Done")
        case "switch":
            return Cue("switch", f"Switch sides. {segment.text}", "Switch sides")
        case "rest":
            return Cue("rest", f"{segment.title}.", segment.title)
        case "rep":
            return Cue("rep", "", f"{mark.number}" + (f" {mark.word}" if mark.word else ""))
        case "phase":
            return _phase(due, segment)
        case "note":
            return Cue("note", segment.title, "")
        case "wait":
            return Cue("check", segment.title, "When you are ready")
        case "check":
            return Cue("check", f"{segment.title} {segment.question.text if segment.question else ''}".strip(), "Check")
        case "reminder":
            return Cue("check", segment.question.text if segment.question else "", "Still there?")
        case "pack-off":
            return Cue("warning", PACK_OFF, PACK_OFF)
        case "finished":
            return Cue("finished", "Well done. That was all.", "Finished")


def _introduced(segment: Segment, part: Part | None) -> str:
    """Say the name, the side and one cue."""
    if part is None:
        return f"{segment.title}."
    side = f", {part.side} side" if part.side in ("left", "right") else ""
    return f"{part.name}{side}. {part.cue}"


def _started(segment: Segment, part: Part | None) -> Cue:
    said = _introduced(segment, part) if segment.introduces else ""
    if segment.is_open:
        count = f"{segment.beats // len(segment.beat.sides)} times, at" if segment.beat else "At"
        said += f" {count} your own pace. Press space when done."
    elif not said and part is not None and segment.turn[0] == 1 and segment.beat is None:
        said = "Begin."
    return Cue("start", said.strip(), "Go")


def _phase(due: MarkDue, segment: Segment) -> Cue:
    word, beat = due.mark.word, segment.beat
    if beat is None or beat.of == "rep":
        return NONE if due.late_s > LATE_S else Cue("rep", "", _TEMPO_WORDS.get(word, ""))
    if due.late_s >= _length_of(due.mark, beat):
        return NONE
    sound = _BREATH_SOUNDS.get(word) or ("breathe-in" if word.startswith("in") else "breathe-out")
    return Cue(sound, "", _BREATH_WORDS[word])


def _length_of(phase: Mark, beat: Beat) -> float:
    """Return how long a phase lasts. Told by its place in the breath, as two pauses may differ."""
    into_s = phase.at_s - (phase.number - 1) * beat.length_s
    starts = accumulate((length_s for _, length_s in beat.phases), initial=0.0)
    _, (_, length_s) = min(zip(starts, beat.phases, strict=False), key=lambda one: abs(one[0] - into_s))
    return length_s


def time_left(left_s: float | None, total_left_s: float) -> str:
    """Say the time left in a step, None where it waits for the person, and in all; for eyes and ears alike."""
    step = "" if left_s is None else f"{spoken(round(left_s))} left in this step, "
    sentence = f"{step}{spoken(round(total_left_s))} in all."
    return sentence[:1].upper() + sentence[1:]


def phase_word(name: str, of: str) -> str:
    """Return the word shown for a phase of a rep or of a breath."""
    return (_BREATH_WORDS if of == "breath" else _TEMPO_WORDS).get(name, name)
