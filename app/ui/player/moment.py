"""What the player page shows at a moment, as plain values: words, shares and tints, worked out without a widget."""

from dataclasses import dataclass
from typing import Literal

from app.play.cues import phase_word
from app.play.dues import State
from app.play.player import Player
from app.play.swell import filled, phase_at
from app.play.timeline import Beat, Part, Segment, Side
from app.routine.quantities import clock
from app.ui.tokens import Tint

Ring = Literal["solid", "dashed", "thin", "dotted", "none"]
Face = Literal["disc", "hollow", "half", "plate"]

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
# What tells the kinds of steps apart without colour: the line around, the face, and a picture.
RINGS: dict[str, Ring] = {"ready": "dashed", "rest": "thin", "switch": "dotted", "note": "thin"}
FACES: dict[str, Face] = {
    "ready": "hollow",
    "work": "disc",
    "rest": "hollow",
    "switch": "half",
    "note": "hollow",
    "wait": "plate",
    "check": "plate",
}
ICONS: dict[str, str] = {
    "ready": "clock",
    "rest": "rest",
    "switch": "switch",
    "note": "note",
    "wait": "play",
    "check": "safety",
}
_BEFORE_SIP = 0.8  # how full a breath is that is topped up
RELAXING = ("tighten", "hold", "let go")  # phases to follow by their name, not to count
MOST_NOTCHES = 30  # more beats than these are not told apart on a ring

MOVING_HZ = 60.0  # while something moves with a breath or a rep, or a cue fades
STEADY_HZ = 30.0  # in still holds
UNHURRIED_HZ = 10.0  # where nothing moves by itself but digits, or motion is not wanted
STILL_HZ = 2.0  # while paused or waiting


@dataclass(frozen=True)
class Moment:
    """Everything that changes from frame to frame or step to step."""

    kind: str  # of the segment
    title: str  # what kind of doing it is, for as long as the segment lasts
    word: str  # what to do, in a word or two: of a breath or a rep, its phase
    tint: Tint
    ring: Ring
    face: Face
    icon: str
    side: str  # left or right, where this is for one side; else empty
    digits: str  # the large ones; empty where the icon stands in their place
    below: str  # what the digits count
    done: float  # share of the segment that is over, 0 to 1
    notches: int  # how many beats the ring is cut into; 0 for none
    swell: float | None  # how full the inner disc is, 0 to 1; None where nothing moves
    paused: bool


def moment_of(player: Player) -> Moment:
    """Return what the page shows now."""
    segment, part = player.segment, player.part
    offset_s, title = player.offset_s, _title(segment, part)
    digits, below = _time_left(player)
    word, side, swell = title, _side(segment.side), None
    beat = segment.beat if segment.kind == "work" and not segment.is_open else None
    if beat:
        index, into_s = phase_at(beat, offset_s % beat.length_s)
        name, length_s = beat.phases[index]
        swell = filled(beat, index, into_s / length_s)
        number = min(segment.beats, int(offset_s / beat.length_s) + 1)
        word = phase_word(name, beat.of)
        digits, below = _counted(segment, beat, number, name, length_s - into_s)
        side = _side(beat.sides[(number - 1) % len(beat.sides)]) or side
    return Moment(
        kind=segment.kind,
        title=title,
        word=word,
        tint=_tint(segment, part),
        ring="none" if segment.is_open else RINGS.get(segment.kind, "solid"),
        face=FACES[segment.kind],
        icon=part.kind if part and segment.kind == "work" else ICONS.get(segment.kind, ""),
        side=side,
        digits=digits,
        below=below,
        done=min(1.0, offset_s / segment.length_s) if segment.length_s else 0.0,
        notches=segment.beats if beat and segment.beats <= MOST_NOTCHES else 0,
        swell=swell,
        paused=player.state is State.PAUSED,
    )


def frames_wanted(player: Player, *, flashes: bool, reduced_motion: bool, has_figure: bool) -> float:
    """Return how many frames a second what is shown now can use; a figure moves with reps at one's own pace too."""
    segment = player.segment
    if player.state in (State.READY, State.PAUSED):
        return STILL_HZ
    if reduced_motion:
        return UNHURRIED_HZ
    if flashes:
        return MOVING_HZ
    if segment.is_open:
        return MOVING_HZ if has_figure and segment.beat else STILL_HZ
    return MOVING_HZ if segment.kind == "work" and _moves(segment, player.offset_s) else STEADY_HZ


def _moves(segment: Segment, offset_s: float) -> bool:
    """Tell whether the disc changes: not in a pause of a breath or a rep."""
    if segment.beat is None:
        return False
    index, _ = phase_at(segment.beat, offset_s % segment.beat.length_s)
    return filled(segment.beat, index, 0.0) != filled(segment.beat, index, 1.0)


def _title(segment: Segment, part: Part | None) -> str:
    if segment.kind != "work":
        return KIND_WORDS[segment.kind]
    return _WORK_WORDS.get(part.kind, "Move" if segment.beat else "Go") if part else "Go"


def _side(side: Side) -> str:
    return side if side in ("left", "right") else ""


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
        return "", "press space"
    if left_s is None:
        times = segment.beats // len(segment.beat.sides) if segment.beat else segment.beats
        return str(times), "times"
    shown = short_clock(left_s)
    return shown, "second" if shown == "1" else "minutes" if ":" in shown else "seconds"


def short_clock(seconds: float) -> str:
    """Show a time left without needless parts: `20`, `1:20`."""
    shown = clock(seconds)
    return shown.removeprefix("0:").lstrip("0") or "0" if shown.startswith("0:") else shown


def _counted(segment: Segment, beat: Beat, number: int, phase: str, left_s: float) -> tuple[str, str]:
    """Return the digits and words of a beat: the count for reps, the phase's own seconds for breaths."""
    sides = len(beat.sides)
    count, of = (number - 1) // sides + 1, segment.beats // sides
    if beat.of == "breath":
        return short_clock(left_s), f"Breath {count} of {of}"
    if phase in RELAXING:
        return short_clock(left_s), "second" if short_clock(left_s) == "1" else "seconds"
    return str(count), f"of {of}"
