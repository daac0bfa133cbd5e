"""What a routine, an exercise and a programme are: frozen, without behaviour.

These types are the single source for reading, for the published schema and for the pages about the format. A field's
`description` is written for the person who writes the file. `extra={"reads": ...}` names how its text is read.
All lengths of time are seconds.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, field

from app.routine.quantities import PhaseName

Edition = Annotated[Literal[1], Meta(description="The edition of this format: always 1.")]
Kind = Literal["stretch", "mobility", "strength", "posture", "massage", "heat", "cold", "breath", "relax"]
Area = Literal[
    "neck",
    "shoulders",
    "upper back",
    "chest",
    "lower back",
    "hips",
    "hamstrings",
    "calves",
    "wrists",
    "eyes",
    "breath",
    "whole body",
]
Position = Literal["seated", "standing", "floor"]
Sides = Literal["both", "each", "alternating"]
Grade = Literal["A", "B", "C"]
Level = Annotated[Literal["gentle", "moderate"], Meta(description="How much it asks.")]
When = Annotated[Literal["morning", "evening", "any"], Meta(description="The time of day it is for.")]
PacedBy = Annotated[
    Literal["timer", "you"],
    Meta(description="`timer` counts the reps; `you` waits until the person says the set is done."),
]

Slug = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        max_length=64,
        description="The name of a file without its ending: small letters, digits and hyphens.",
    ),
]
Language = Annotated[
    str, Meta(pattern=r"^[a-z]{2}(-[A-Z]{2})?$", description="The language of the text: `en`, `de-CH`.")
]
Line = Annotated[str, Meta(min_length=1, max_length=400, description="One line of plain text.")]
ShortLine = Annotated[str, Meta(min_length=1, max_length=80, description="A few words of plain text.")]
Seconds = Annotated[
    float,
    Meta(
        ge=0,
        le=8 * 3600,
        extra={"reads": "duration"},
        description="A length of time: `30 s`, `1 min 30 s`, `1:30` or `90`.",
    ),
]
Count = Annotated[int, Meta(ge=1, le=1000, description="A whole number, 1 or more.")]
SecondsRange = Annotated[
    tuple[float, float],
    Meta(extra={"reads": "duration range"}, description="Two lengths of time: `15 s to 30 s`."),
]
CountRange = Annotated[
    tuple[int, int], Meta(extra={"reads": "count range"}, description="Two whole numbers: `3 to 8`.")
]
Tempo = Annotated[
    tuple[float, float, float],
    Meta(extra={"reads": "tempo"}, description="Seconds out, paused and back for one rep: `2-1-3`."),
]


class Struct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The base of every type here."""


class Phase(Struct, frozen=True):
    """One part of a breath."""

    name: PhaseName
    length_s: float


MOST_PHASES = 20


class Pattern(Struct, frozen=True):
    """The phases of one breath, in order; named where it is one of the known patterns."""

    phases: Annotated[tuple[Phase, ...], Meta(max_length=MOST_PHASES)]
    name: str | None = None


BreathPattern = Annotated[
    Pattern,
    Meta(
        extra={"reads": "breath pattern"},
        description="The name of a pattern, such as `box`, or its phases: `[in 4 s, hold 2 s, out 6 s]`.",
    ),
]


def _pattern(name: str, *phases: tuple[PhaseName, float]) -> Pattern:
    return Pattern(name=name, phases=tuple(Phase(name=word, length_s=s) for word, s in phases))


PATTERNS: dict[str, Pattern] = {
    pattern.name or "": pattern
    for pattern in (
        _pattern("belly", ("in", 4), ("out", 4)),
        _pattern("box", ("in", 4), ("hold", 4), ("out", 4), ("hold", 4)),
        _pattern("even", ("in", 5), ("out", 5)),
        _pattern("longer-out", ("in", 4), ("out", 6)),
        _pattern("4-7-8", ("in", 4), ("hold", 7), ("out", 8)),
        _pattern("sigh", ("in", 3), ("sip", 1), ("out", 6)),
        _pattern("pursed-lip", ("in", 2), ("out", 4)),
        _pattern("alternate-nostril", ("in left", 4), ("out right", 4), ("in right", 4), ("out left", 4)),
    )
}


# --- doses -----------------------------------------------------------------------------------------------------------


class HoldDose(Struct, frozen=True, tag_field="dose", tag="hold"):
    """Hold still, one or more times."""

    hold_s: Annotated[Seconds, Meta(description="How long to hold.")] = field(name="hold")
    reps: Annotated[Count, Meta(description="How many holds.")] = 1
    rest_s: Annotated[Seconds, Meta(description="The rest between holds.")] = field(name="rest", default=5.0)


class BreathDose(Struct, frozen=True, tag_field="dose", tag="breath"):
    """Breathe in a pattern, for a number of whole breaths or for a time rounded up to whole breaths."""

    breath: BreathPattern
    cycles: Annotated[Count, Meta(description="How many whole breaths.")] | None = None
    time_s: (
        Annotated[Seconds, Meta(description="How long, rounded up to whole breaths; instead of `cycles`.")] | None
    ) = field(name="time", default=None)


class TimeDose(Struct, frozen=True, tag_field="dose", tag="time"):
    """Keep going for a time."""

    time_s: Annotated[Seconds, Meta(description="How long.")] = field(name="time")


class RepsDose(Struct, frozen=True, tag_field="dose", tag="reps"):
    """Move a number of times, on a tempo or at the person's own pace."""

    reps: Annotated[Count, Meta(description="How many times in a set; for each side where sides take turns.")]
    sets: Annotated[Count, Meta(description="How many sets.")] = 1
    tempo: Tempo = (2.0, 0.0, 2.0)
    rest_s: Annotated[Seconds, Meta(description="The rest between sets.")] = field(name="rest", default=30.0)
    paced_by: PacedBy = "timer"


Dose = HoldDose | BreathDose | TimeDose | RepsDose  # told apart by the first of hold, breath, time, reps that is there


class DoseRange(Struct, frozen=True):
    """How far a routine, or the person, may change an exercise's dose."""

    hold_s: SecondsRange | None = field(name="hold", default=None)
    reps: CountRange | None = None
    sets: CountRange | None = None
    time_s: SecondsRange | None = field(name="time", default=None)
    cycles: CountRange | None = None
    breath: Annotated[tuple[BreathPattern, ...], Meta(description="Other patterns that may be used.")] = ()
    out_s: SecondsRange | None = field(name="out", default=None)
    pause_s: SecondsRange | None = field(name="pause", default=None)
    back_s: SecondsRange | None = field(name="back", default=None)


class SkinCheck(Struct, frozen=True):
    """What is said and asked when skin is looked at during heat or cold, and when it ends."""

    during: Line
    off: Line = field(name="when_off")  # `off` is a boolean in YAML 1.1
    question: Line


# --- files -----------------------------------------------------------------------------------------------------------


class Exercise(Struct, frozen=True, kw_only=True):
    """One file in `exercises/`: what to do, how much of it, and when not to."""

    schema: Edition
    language: Language
    name: Annotated[ShortLine, Meta(description="Its name.")]
    kind: Annotated[Kind, Meta(description="What sort of exercise it is. Limits and skin checks go by it.")]
    areas: Annotated[tuple[Area, ...], Meta(min_length=1, description="The parts of the body it is for.")]
    position: Annotated[Position, Meta(description="How one starts.")]
    sides: Annotated[
        Sides, Meta(description="`both` at once, `each` side in turn, or `alternating` from rep to rep.")
    ] = "both"
    equipment: Annotated[tuple[ShortLine, ...], Meta(description="What is needed, such as `band`.")] = ()
    dose: Dose
    range: DoseRange = DoseRange()
    instructions: Annotated[
        tuple[Line, ...],
        Meta(min_length=1, description="Short lines. `{side}` and `{other}` become left or right."),
    ]
    cue: Annotated[Line, Meta(description="One short reminder, shown and spoken.")]
    caution: Annotated[Line, Meta(description="One line on what to mind.")] | None = None
    skin_check: SkinCheck | None = None
    avoid_if: Annotated[tuple[Slug, ...], Meta(description="Precautions: who should ask first.")] = ()
    sources: Annotated[tuple[ShortLine, ...], Meta(description="Where it comes from: a study, or a therapist.")] = ()
    evidence: Annotated[Grade, Meta(description="A: as in trials or a guideline. B: near to it. C: practice.")] = "C"
    easier: Annotated[Slug, Meta(description="An easier exercise to do instead.")] | None = None


class ExerciseStep(Struct, frozen=True, tag_field="step", tag="exercise"):
    """Do an exercise. Its own dose holds unless another is given here, within its range."""

    exercise: Slug
    label: Annotated[ShortLine, Meta(description="A name for this step, instead of the exercise's.")] | None = None
    cue: Line | None = None
    swap: Annotated[Slug, Meta(description="What to offer instead, where this one does not suit.")] | None = None
    ready_s: Annotated[Seconds, Meta(description="Time to get ready.")] = field(name="ready", default=5.0)
    hold_s: Seconds | None = field(name="hold", default=None)
    reps: Count | None = None
    sets: Count | None = None
    tempo: Tempo | None = None
    rest_s: Seconds | None = field(name="rest", default=None)
    paced_by: PacedBy | None = None
    time_s: Seconds | None = field(name="time", default=None)
    breath: BreathPattern | None = None
    cycles: Count | None = None
    check_every_s: Annotated[Seconds, Meta(description="Time between skin checks, heat and cold only.")] | None = field(
        name="check_every", default=None
    )


class SwappedStep(ExerciseStep, frozen=True, kw_only=True):
    """An exercise done instead of another. No file says so: it is what a person chose."""

    of: Slug


class RestStep(Struct, frozen=True, tag_field="step", tag="rest"):
    """Do nothing for a while."""

    rest_s: Seconds = field(name="rest")
    label: ShortLine | None = None


class NoteStep(Struct, frozen=True, tag_field="step", tag="note"):
    """Something shown and spoken, then on."""

    note: Line
    time_s: Annotated[Seconds, Meta(description="How long it stays; enough to read it when left out.")] | None = field(
        name="time", default=None
    )


class WaitStep(Struct, frozen=True, tag_field="step", tag="wait"):
    """Wait until the person goes on."""

    wait: Annotated[Line, Meta(description="What to do before going on.")]
    time_s: Annotated[Seconds, Meta(description="About how long it takes, for the total.")] = field(
        name="time", default=20.0
    )


class CheckStep(Struct, frozen=True, tag_field="step", tag="check"):
    """Ask a yes-or-no question and wait for the answer."""

    check: Annotated[Line, Meta(description="What to do or look at before answering.")]
    question: Line
    yes: Annotated[ShortLine, Meta(description="The words on the button for yes.")] = field(
        name="yes_button", default="Yes, carry on"
    )
    no: Annotated[ShortLine, Meta(description="The words on the button for no.")] = field(
        name="no_button", default="No, stop here"
    )
    if_no: Annotated[
        Literal["stop", "skip"],
        Meta(description="On no: `stop` ends the routine, `skip` passes over the next step."),
    ] = "stop"
    time_s: Annotated[Seconds, Meta(description="About how long it takes, for the total.")] = field(
        name="time", default=20.0
    )


class RoundsStep(Struct, frozen=True, tag_field="step", tag="rounds", kw_only=True):
    """Steps done several times over."""

    rounds: Annotated[int, Meta(ge=1, le=20, description="How many times.")]
    rest_s: Annotated[Seconds, Meta(description="The rest between rounds.")] = field(name="rest", default=0.0)
    steps: Annotated[tuple["Step", ...], Meta(min_length=1, description="The steps of one round.")]


class ContrastStep(Struct, frozen=True, tag_field="step", tag="contrast"):
    """Warm and cool in turns, warm first and warm last, with a look at the skin at each change."""

    contrast: Annotated[Count, Meta(description="How many rounds of warm and cool.")]
    warm: Slug
    cool: Slug
    warm_s: Seconds = field(name="warm_time", default=180.0)
    cool_s: Seconds = field(name="cool_time", default=60.0)
    finish_s: Annotated[Seconds, Meta(description="The last warm.")] = field(name="finish", default=120.0)


# told apart by the first of these keys that is there: an exercise and rounds may also have a `rest`
Step = ExerciseStep | RoundsStep | ContrastStep | CheckStep | NoteStep | WaitStep | RestStep


class Routine(Struct, frozen=True, kw_only=True):
    """One file in `routines/`: steps in order."""

    schema: Edition
    language: Language
    title: Annotated[ShortLine, Meta(description="Its name.")]
    purpose: Annotated[Line, Meta(description="One line on what it is for.")]
    group: Annotated[ShortLine, Meta(description="What it stands under in the library.")] = "my routines"
    setting: Annotated[ShortLine, Meta(description="What is needed around you, such as `chair`.")] | None = None
    level: Level = "gentle"
    notes: Annotated[tuple[Line, ...], Meta(description="Lines to read before starting.")] = ()
    swaps: Annotated[dict[Slug, Slug], Meta(description="What to offer instead of an exercise, all through.")] = {}
    sources: Annotated[
        tuple[ShortLine, ...], Meta(description="Where the routine comes from, beside the sources of its exercises.")
    ] = ()
    steps: Annotated[tuple[Step, ...], Meta(min_length=1, description="The steps, in order.")]


class PlannedSession(Struct, frozen=True):
    """A routine on a day of a programme."""

    routine: Slug
    when: When = "any"
    optional: Annotated[bool, Meta(description="Whether it may be left out.")] = False
    swap: Annotated[Slug, Meta(description="A routine to offer instead, where this one does not suit.")] | None = None
    most_sets: Annotated[Count, Meta(description="No more sets than this, whatever the routine says.")] | None = None
    most_time_s: Annotated[Seconds, Meta(description="No timed or breathed step longer than this.")] | None = field(
        name="most_time", default=None
    )


class Day(Struct, frozen=True):
    """A day of a programme. A rest day may still offer optional sessions."""

    sessions: Annotated[tuple[PlannedSession, ...], Meta(description="The routines of that day.")] = ()
    rest_day: Annotated[bool, Meta(description="Whether it is a day of rest.")] = False
    note: Line | None = None


class Week(Struct, frozen=True):
    """Seven days with one aim."""

    focus: ShortLine
    goal: Line
    days: Annotated[tuple[Day, ...], Meta(min_length=7, max_length=7, description="Seven days, the first first.")]


class Progression(Struct, frozen=True):
    """When to do more and when to do less. Green is pain of 3 or less, settled by next morning."""

    green_in_a_row: Annotated[Count, Meta(description="Green sessions in a row before doing more.")] = 2
    raise_in_order: Annotated[
        tuple[Literal["reps", "sets", "resistance", "time"], ...], Meta(description="What to raise, one at a time.")
    ] = ("reps", "sets", "resistance")
    reps_by: Count = 2
    ease_after_rise: Annotated[int, Meta(ge=1, le=10, description="A rise in pain that offers the gentler week.")] = 2
    ease_to_week: Count = 1


class DeskBreaks(Struct, frozen=True):
    """Short breaks through the working day."""

    routine: Slug
    every_s: Seconds = field(name="every", default=2700.0)
    per_workday: Count = 3
    swap_with: Annotated[tuple[Slug, ...], Meta(description="Other routines to take turns with.")] = ()


class Programme(Struct, frozen=True, kw_only=True):
    """One file in `programmes/`: weeks of days."""

    schema: Edition
    language: Language
    title: Annotated[ShortLine, Meta(description="Its name.")]
    purpose: Annotated[Line, Meta(description="One line on what it is for.")]
    before_you_start: Annotated[tuple[Line, ...], Meta(description="Lines to read first.")] = ()
    desk_breaks: DeskBreaks | None = None
    weeks: Annotated[tuple[Week, ...], Meta(min_length=1, max_length=26, description="The weeks, in order.")]
    progression: Progression = Progression()
    get_advice_if: Annotated[tuple[Line, ...], Meta(description="When to see somebody.")] = ()
    afterwards: Annotated[tuple[Line, ...], Meta(description="What to do when it is over.")] = ()
    sources: Annotated[tuple[ShortLine, ...], Meta(description="Where it comes from: a study, or a therapist.")] = ()
