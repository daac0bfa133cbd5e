"""What the player page shows at a moment, as plain values: words, shares and tints, worked out without a widget."""

from dataclasses import dataclass
from typing import Literal

from app.play.cues import phase_word
from app.play.dues import State
from app.play.player import Player
from app.play.swell import filled, phase_at
from app.play.timeline import Part, Segment
from app.routine.quantities import clock
from app.ui.tokens import Tint

Ring = Literal["solid", "dashed", "thin", "dotted", "none"]

KIND_WORDS: dict[str, str] = {
    "ready": "Get ready",
    "rest": "Rest",
    "switch": "Switch sides",
    "note": "For you to know",
    "wait": "When you are ready",
    "check": "Check",
}
_WORK_WORDS: dict[str, str] = {
    "stretch": "Hold",
    "massage": "Press gently",
    "heat": "Warm",
    "cold": "Cool",
    "breath": "Breathe",
    "relax": "Let go",
}
RELAXING = ("tighten", "hold", "let go")  # phases to follow by their name, not to count
RINGS: dict[str, Ring] = {"ready": "dashed", "rest": "thin", "switch": "dotted", "note": "thin"}


@dataclass(frozen=True)
class Moment:
    """Everything that changes from frame to frame or step to step."""

    kind: str  # of the segment
    word: str  # what to do, in a word or two
    tint: Tint
    ring: Ring
    digits: str  # the large ones
    below: str  # what the digits count
    done: float  # share of the segment that is over, 0 to 1
    swell: float | None  # how full the inner disc is, 0 to 1; None where nothing moves
    paused: bool
    icon: str = ""  # instead of digits


def moment_of(player: Player) -> Moment:
    """Return what the page shows now."""
    segment, part = player.segment, player.part
    offset_s = player.offset_s
    tint, swell, word = _tint(segment, part), None, _word(segment, part)
    digits, below = _time_left(player)
    if segment.kind == "work" and segment.beat and not segment.is_open:
        beat_at_s = offset_s % segment.beat.length_s
        name, into_s, length_s = phase_at(segment.beat, beat_at_s)
        swell = filled(name, into_s / length_s, segment.beat)
        number = min(segment.beats, int(offset_s / segment.beat.length_s) + 1)
        digits, below = _counted(segment, number, name, length_s - into_s)
        if segment.beat.of == "rep" and name in RELAXING:
            word, digits, below = phase_word(name, "rep"), short_clock(length_s - into_s), "seconds"
    return Moment(
        kind=segment.kind,
        word=word,
        tint=tint,
        ring="none" if segment.is_open else RINGS.get(segment.kind, "solid"),
        digits=digits,
        below=below,
        done=min(1.0, offset_s / segment.length_s) if segment.length_s else 0.0,
        swell=swell,
        paused=player.state is State.PAUSED,
        icon="play" if segment.kind == "wait" else "",
    )


def _word(segment: Segment, part: Part | None) -> str:
    if segment.kind != "work":
        return KIND_WORDS[segment.kind]
    return _WORK_WORDS.get(part.kind, "Move" if segment.beat else "Go") if part else "Go"


def _tint(segment: Segment, part: Part | None) -> Tint:
    if segment.pack:
        return "heat" if segment.pack == "heat" else "cold"
    if segment.kind in ("switch", "check"):
        return "warning"
    if segment.kind in ("rest", "note", "ready", "wait"):
        return "neutral"
    return "breath" if part and part.kind in ("breath", "relax") else "accent"


def _time_left(player: Player) -> tuple[str, str]:
    segment, left_s = player.segment, player.left_s
    if segment.kind == "check":
        return "?", "your answer"
    if segment.kind == "wait":
        return "", "press space to go on"
    if left_s is None:
        times = segment.beats // len(segment.beat.sides) if segment.beat else segment.beats
        return str(times), "times, at your own pace"
    shown = short_clock(left_s)
    return shown, "second" if shown == "1" else "minutes" if ":" in shown else "seconds"


def short_clock(seconds: float) -> str:
    """Show a time left without needless parts: `20`, `1:20`."""
    shown = clock(seconds)
    return shown.removeprefix("0:").lstrip("0") or "0" if shown.startswith("0:") else shown


def _counted(segment: Segment, number: int, phase: str, left_s: float) -> tuple[str, str]:
    """Return the digits and words of a rep or a breath: the count for reps, the phase's own seconds for breaths."""
    beat = segment.beat
    if beat is not None and beat.of == "rep":
        sides = len(beat.sides)
        side = beat.sides[(number - 1) % sides]
        turn = f", {side}" if side != "both" else ""
        return str((number - 1) // sides + 1), f"of {segment.beats // sides}{turn}"
    return short_clock(left_s), f"{phase_word(phase, 'breath')}  ·  {number} of {segment.beats}"
