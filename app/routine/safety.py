"""The limits nobody may author or press past, each with its source.

They hold for bundled files and for a person's own, and for the buttons of the player. The sources are keys of
`assets/texts/sources.toml`; where a figure is this app's own choice within what its source says, the name says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Literal

from app.routine.dose import breaths, cycle_s, dose_of
from app.routine.length import steps_length_s, turns
from app.routine.model import (
    PATTERNS,
    BreathDose,
    CheckStep,
    ContrastStep,
    Dose,
    Exercise,
    ExerciseStep,
    HoldDose,
    Pattern,
    RepsDose,
    RoundsStep,
    Routine,
    SkinCheck,
    Step,
    TimeDose,
)
from app.routine.quantities import spoken
from app.routine.reader import Finding

Pack = Literal["heat", "cold"]


@dataclass(frozen=True)
class Limit:
    """What a figure may be, at least and at most, and who says so; nobody where it is only common sense."""

    least: float
    most: float
    source: str
    unit: Literal["s", ""] = "s"

    def allows(self, value: float) -> bool:
        """Tell whether the value lies within, both ends included."""
        return self.least - 1e-9 <= value <= self.most + 1e-9

    def told(self, what: str, value: float) -> tuple[str, str]:
        """Say what is wrong with a value, naming the limit and its source, and what would be right."""
        low, high, shown = (self._shown(one) for one in (self.least, self.most, value))
        if shown in (low, high):  # a shade too much must not be rounded away
            shown = f"{value:.10g} {self.unit}".strip()
        source = f" (source: {self.source})" if self.source else ""
        return f"{what} of {shown} is outside the limit, {low} to {high}{source}", f"use {low} to {high}"

    def _shown(self, value: float) -> str:
        return spoken(value) if self.unit == "s" else f"{value:g}"


STRETCH_HOLD = Limit(5, 60, "ACSM2021")
NECK_HOLD = Limit(2, 30, "PRACTICE, within ACSM2021")
STRETCH_TOTAL = Limit(0, 180, "ACSM2011")  # one exercise, each side, in one routine
STRENGTH_SETS = Limit(1, 3, "ACSM2009", "")
STRENGTH_REPS = Limit(1, 15, "ACSM2009", "")  # five or more build strength; fewer do no harm
HEAT = Limit(120, 1200, "MPFT-HEAT, SFH")
COLD = Limit(60, 900, "MPFT-COLD, SFH")
SKIN_CHECK = Limit(30, 300, "MPFT-HEAT, MPFT-COLD")
PACK_COUNTS_FROM_S = 60.0  # one taken off sooner was not used
PACK_GAP_S = 7200.0  # MPFT-COLD, SFH: every 2 to 3 hours
WARM_PACKS_A_DAY = 3  # MPFT-HEAT
CONTRAST_WARM = Limit(120, 240, "CONTRAST")
CONTRAST_COOL = Limit(30, 60, "CONTRAST")
CONTRAST_ROUNDS = Limit(3, 4, "CONTRAST", "")
CONTRAST_TOTAL = Limit(0, 1500, "CONTRAST")
CONTRAST_CHECK_S = 12.0  # a glance at the skin at each change
MASSAGE_SPOT = Limit(20, 90, "WILKE2018, FR-DOSE")
BREATH_HOLD = Limit(0, 7, "WEIL")
BREATH_CYCLES_478 = Limit(1, 8, "WEIL", "")
BREATH_CYCLES_478_FIRST_MONTH = 4  # WEIL
BREATH_SESSION = Limit(1, 1200, "SHAO2024")
FASTEST_BREATH_S = Limit(5, 60, "BENTLEY2023")  # no fast breathing: 12 a minute at most
SLOWEST_IN_AND_OUT_S = Limit(0, 15, "SZUL2019")  # 4 a minute at least, holds apart; slower tempts to over-breathe
SHORTEST_STEP = Limit(1, 8 * 3600, "")  # no step without length
ROUTINE_TOTAL = Limit(0, 8 * 3600, "")  # a routine fits in a day
MOST_STEPS = 500
MOST_TURNS = 2000

CHECK_FIRST = "put a check step before it that asks whether the skin is whole and feels normal, and stops on no"
DEFAULT_SKIN_CHECKS: dict[str, SkinCheck] = {
    "heat": SkinCheck(
        during="Lift the pack. Look at your skin and touch it.",
        off="Take the pack off. Look at your skin and touch it. Leave 2 hours before the next one.",
        question="Is your skin close to its usual colour, with no blotches, and can you feel a light touch?",
    ),
    "cold": SkinCheck(
        during="Lift the pack. Look at your skin and touch it.",
        off="Take the pack off. Look at your skin and touch it. Leave 2 hours before the next one.",
        question="Is your skin close to its usual colour, with no white patches, and can you feel a light touch?",
    ),
}


# --- what nobody may author ----------------------------------------------------------------------------------------


def exercise_findings(exercise: Exercise) -> Iterator[Finding]:
    """Yield each limit an exercise's own dose passes."""
    for finding in dose_findings(exercise.dose, exercise):
        yield Finding(("dose", *finding.at), finding.what, finding.remedy)


def dose_findings(dose: Dose, exercise: Exercise) -> Iterator[Finding]:
    """Yield each limit a dose of an exercise passes. Places are keys of the dose."""
    if isinstance(dose, HoldDose):
        limit = hold_limit(exercise)
        yield from _beyond(limit, ("hold",), _hold_words(limit), dose.hold_s)
    elif isinstance(dose, RepsDose):
        yield from _reps_findings(dose, exercise)
    elif isinstance(dose, TimeDose):
        limit, words = time_limit(exercise)
        yield from _beyond(limit, ("time",), words, dose.time_s)
    else:
        yield from _breath_findings(dose)


def hold_limit(exercise: Exercise) -> Limit:
    """Return how long an exercise may be held: the neck at most 30 s, other stretches 60 s, others any time."""
    if "neck" in exercise.areas:
        return NECK_HOLD
    return STRETCH_HOLD if exercise.kind == "stretch" else SHORTEST_STEP


def _hold_words(limit: Limit) -> str:
    return {NECK_HOLD: "a neck hold", STRETCH_HOLD: "a stretch hold"}.get(limit, "a hold")


def _beyond(limit: Limit, at: tuple[str | int, ...], what: str, value: float) -> Iterator[Finding]:
    if not limit.allows(value):
        wrong, right = limit.told(what, value)
        yield Finding(at, wrong, right)


def _reps_findings(dose: RepsDose, exercise: Exercise) -> Iterator[Finding]:
    yield from _beyond(Limit(0.5, 600, ""), ("tempo",), "a rep", sum(dose.tempo))
    limit = hold_limit(exercise)
    if dose.tempo[1] > limit.most:  # a pause in a rep is a hold; it may be shorter than one
        yield from _beyond(limit, ("tempo",), f"{_hold_words(limit)}, the pause in a rep,", dose.tempo[1])
    if exercise.kind == "strength":
        yield from _beyond(STRENGTH_REPS, ("reps",), "a strength set", dose.reps)
        yield from _beyond(STRENGTH_SETS, ("sets",), "a number of sets", dose.sets)


def time_limit(exercise: Exercise) -> tuple[Limit, str]:
    """Return how long an exercise may be done for a time, and what that is called."""
    if exercise.kind == "stretch":  # a stretch for a time is a hold by another name
        return hold_limit(exercise), _hold_words(hold_limit(exercise))
    by_kind = {"heat": (HEAT, "heat"), "cold": (COLD, "cold"), "massage": (MASSAGE_SPOT, "pressure on one spot")}
    return by_kind.get(exercise.kind, (SHORTEST_STEP, "a time"))


def _breath_findings(dose: BreathDose) -> Iterator[Finding]:
    pattern, at = dose.breath, ("breath",)
    names = [phase.name.split()[0] for phase in pattern.phases]
    if "in" not in names or "out" not in names:
        yield Finding(at, "a breath needs an in and an out", "write a list such as [in 4 s, hold 2 s, out 6 s]")
        return
    for length_s in _holds_s(pattern):
        yield from _beyond(BREATH_HOLD, at, "a breath hold", length_s)
    in_and_out_s = sum(phase.length_s for phase in pattern.phases if phase.name != "hold")
    ins = max(1, sum(phase.name.startswith("in") for phase in pattern.phases))
    yield from _beyond(FASTEST_BREATH_S, at, "one whole breath", cycle_s(pattern) / ins)
    yield from _beyond(SLOWEST_IN_AND_OUT_S, at, "breathing in and out", in_and_out_s / ins)
    amount = ("cycles",) if dose.cycles is not None else ("time",)
    if is_478(pattern):
        yield from _beyond(BREATH_CYCLES_478, amount, "a number of 4-7-8 breaths", breaths(dose))
    yield from _beyond(BREATH_SESSION, amount, "one stretch of breathing", breaths(dose) * cycle_s(pattern))


def _holds_s(pattern: Pattern) -> list[float]:
    """Return the length of each hold of a pattern; holds that follow one another, over the end as well, are one."""
    first = next(index for index, phase in enumerate(pattern.phases) if phase.name != "hold")
    around = (*pattern.phases[first:], *pattern.phases[:first])
    runs = groupby(around, key=lambda phase: phase.name == "hold")
    return [sum(phase.length_s for phase in run) for is_hold, run in runs if is_hold]


def is_478(pattern: Pattern) -> bool:
    """Tell whether a pattern is in, hold, out in the proportions 4, 7, 8 at any speed."""
    model = [(phase.name, phase.length_s / 4) for phase in PATTERNS["4-7-8"].phases]
    first = pattern.phases[0].length_s if pattern.phases else 0.0
    return bool(first) and [(one.name, round(one.length_s / first, 2)) for one in pattern.phases] == model


@dataclass
class _Tally:
    """What adds up over a routine."""

    packs: int = 0
    held_s: dict[str, float] = field(default_factory=dict)
    breathed_s: float = 0.0
    cycles_478: int = 0


def routine_findings(routine: Routine, exercises: Mapping[str, Exercise]) -> Iterator[Finding]:
    """Yield each limit a routine passes. Steps whose exercise is unknown are passed over."""
    tally = _Tally()
    stops = False  # a no to a check before here has ended the routine
    skipped: tuple[str | int, ...] | None = None  # what a no to the last check passes over
    steps = list(flattened(routine.steps))
    for at, step, times in steps:
        is_skipped = skipped is not None and at[: len(skipped)] == skipped
        if isinstance(step, CheckStep):
            stops = stops or (step.if_no == "stop" and not is_skipped)
            skipped = (*at[:-1], int(at[-1]) + 1) if step.if_no == "skip" else skipped
        elif isinstance(step, ContrastStep):
            yield from _contrast_findings(step, at)
        elif isinstance(step, ExerciseStep) and (exercise := exercises.get(step.exercise)):
            yield from _exercise_step_findings(step, exercise, at, times, tally)
        if pack_of(step, exercises):
            tally.packs += times
            yield from _pack_findings(at, stops or is_skipped, tally.packs)
    if sum(times for _, _, times in steps) > MOST_STEPS:
        yield Finding(
            ("steps",), f"there are more than {MOST_STEPS} steps, rounds included", "use fewer, or two routines"
        )
    if sum(times * turns(step, exercises) for _, step, times in steps) > MOST_TURNS:
        what = f"there are more than {MOST_TURNS:,} holds and sets, rounds and sides included"
        yield Finding(("steps",), what, "use fewer, or two routines")
    yield from _beyond(ROUTINE_TOTAL, ("steps",), "a routine", steps_length_s(routine.steps, exercises))


def _exercise_step_findings(
    step: ExerciseStep, exercise: Exercise, at: tuple[str | int, ...], times: int, tally: _Tally
) -> Iterator[Finding]:
    dose = dose_of(step, exercise)
    alone = list(dose_findings(dose, exercise))
    for finding in alone:
        yield Finding((*at, *finding.at), finding.what, finding.remedy)
    if step.check_every_s is not None:
        yield from _beyond(SKIN_CHECK, (*at, "check_every"), "time between skin checks", step.check_every_s)
    yield from _held_too_long(step, exercise, at, times, tally.held_s)
    if isinstance(dose, BreathDose) and not alone:
        yield from _breathed_too_long(dose, at, times, tally)


def _breathed_too_long(dose: BreathDose, at: tuple[str | int, ...], times: int, tally: _Tally) -> Iterator[Finding]:
    tally.breathed_s += times * breaths(dose) * cycle_s(dose.breath)
    yield from _beyond(BREATH_SESSION, (*at, "exercise"), "breathing in one routine", tally.breathed_s)
    if is_478(dose.breath):
        tally.cycles_478 += times * breaths(dose)
        yield from _beyond(
            BREATH_CYCLES_478, (*at, "exercise"), "a number of 4-7-8 breaths in one routine", tally.cycles_478
        )


def flattened(
    steps: tuple[Step, ...], at: tuple[str | int, ...] = (), times: int = 1
) -> Iterator[tuple[tuple[str | int, ...], Step, int]]:
    """Yield every step that is not rounds, with its place in the file and how many times it is done in all."""
    for index, step in enumerate(steps):
        here = (*at, "steps", index)
        if isinstance(step, RoundsStep):
            yield from flattened(step.steps, here, times * step.rounds)
        else:
            yield here, step, times


def pack_of(step: Step, exercises: Mapping[str, Exercise]) -> Pack | None:
    """Return whether a step puts heat or cold on the skin; contrast counts as heat, with which it starts and ends."""
    if isinstance(step, ContrastStep):
        return "heat"
    kind = exercises[step.exercise].kind if isinstance(step, ExerciseStep) and step.exercise in exercises else None
    return kind if kind in ("heat", "cold") else None


def _held_too_long(
    step: ExerciseStep, exercise: Exercise, at: tuple[str | int, ...], times: int, held_s: dict[str, float]
) -> Iterator[Finding]:
    dose = dose_of(step, exercise)
    if exercise.kind != "stretch" or not isinstance(dose, HoldDose):
        return
    held_s[step.exercise] = held_s.get(step.exercise, 0.0) + dose.hold_s * dose.reps * times
    yield from _beyond(STRETCH_TOTAL, (*at, "exercise"), "holding one stretch in one routine", held_s[step.exercise])


def _pack_findings(at: tuple[str | int, ...], seen_check: bool, packs: int) -> Iterator[Finding]:
    if not seen_check:
        yield Finding(
            at,
            f"heat or cold has no skin check before it; skin is checked first and then at most every "
            f"{spoken(SKIN_CHECK.most)} (source: {SKIN_CHECK.source})",
            CHECK_FIRST,
        )
    if packs > 1:
        yield Finding(
            at,
            f"this is the {'second' if packs == 2 else 'next'} pack in one routine; {spoken(PACK_GAP_S)} lie between "
            "packs (source: MPFT-COLD, SFH)",
            "keep one in a routine, or use contrast",
        )


def _contrast_findings(step: ContrastStep, at: tuple[str | int, ...]) -> Iterator[Finding]:
    yield from _beyond(CONTRAST_ROUNDS, (*at, "contrast"), "a number of contrast rounds", step.contrast)
    yield from _beyond(CONTRAST_WARM, (*at, "warm_time"), "warm in contrast", step.warm_s)
    yield from _beyond(CONTRAST_COOL, (*at, "cool_time"), "cool in contrast", step.cool_s)
    yield from _beyond(CONTRAST_WARM, (*at, "finish"), "the last warm in contrast", step.finish_s)
    total_s = step.contrast * (step.warm_s + step.cool_s + 2 * CONTRAST_CHECK_S) + step.finish_s
    yield from _beyond(CONTRAST_TOTAL, (*at, "contrast"), "contrast in all", total_s)


# --- what nobody may press past ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ceiling:
    """How far a step may be lengthened, in its own units, and the sentence that says why not further."""

    most: float
    why: str


def ceiling(dose: Dose, exercise: Exercise) -> Ceiling:
    """Return how far a dose may be lengthened while it is done: seconds, reps in a set or breaths.

    The exercise's own range where it has one, and never past a limit above.
    """
    if isinstance(dose, HoldDose):
        most = _lower(hold_limit(exercise).most, exercise.range.hold_s, dose.hold_s)
        return Ceiling(most, f"This is held for {spoken(most)} at most.")
    if isinstance(dose, RepsDose):
        limit = STRENGTH_REPS.most if exercise.kind == "strength" else 30
        most = _lower(limit, exercise.range.reps, dose.reps)
        return Ceiling(most, f"This is done {most:g} times in a set at most.")
    if isinstance(dose, TimeDose):
        most = _lower(time_limit(exercise)[0].most, exercise.range.time_s, dose.time_s)
        return Ceiling(most, f"This is done for {spoken(most)} at most.")
    limit = BREATH_CYCLES_478.most if is_478(dose.breath) else BREATH_SESSION.most // cycle_s(dose.breath)
    most = _lower(limit, exercise.range.cycles, breaths(dose))
    return Ceiling(most, f"This is breathed {most:g} times at most.")


def _lower(limit: float, allowed: tuple[float, float] | None, now: float) -> float:
    return max(now, min(limit, allowed[1]) if allowed else limit)


def exposure_limit_s(pack: Pack) -> float:
    """Return how long a pack may stay on the skin, in seconds, from on to off (sources: those of HEAT and COLD)."""
    return HEAT.most if pack == "heat" else COLD.most


@dataclass(frozen=True)
class PastPack:
    """Heat or cold that was used before: which, and when it came off (aware)."""

    pack: Pack
    ended: datetime


def too_soon(pack: Pack, past: list[PastPack], now: datetime) -> str | None:
    """Say why a pack may not go on yet, in one sentence; None when it may.

    Two hours between packs of any kind, and three warm packs in 24 hours (sources: MPFT-HEAT, MPFT-COLD, SFH).
    """
    recent = [one for one in past if now - one.ended < timedelta(seconds=PACK_GAP_S)]
    if recent:
        again = max(one.ended for one in recent) + timedelta(seconds=PACK_GAP_S)
        return f"You had a pack on less than 2 hours ago. The next one can start {_at(again, now)}."
    day = _apart(one.ended for one in past if one.pack == "heat" and now - one.ended < timedelta(hours=24))
    if pack == "heat" and len(day) >= WARM_PACKS_A_DAY:
        again = day[-WARM_PACKS_A_DAY] + timedelta(hours=24)
        count = len(day)
        return f"You have had {count} warm packs in a day. The next one can start {_at(again, now)}."
    return None


def _at(moment: datetime, now: datetime) -> str:
    """Say when, by the person's own clock."""
    there = moment.astimezone(now.tzinfo)
    return f"at {there:%H:%M}" + (" tomorrow" if there.date() > now.date() else "")


def _apart(ended: Iterable[datetime]) -> list[datetime]:
    """Return when each use of a pack first ended, in order; the warm turns of one contrast are one use."""
    apart: list[datetime] = []
    for moment in sorted(ended):
        if not apart or moment - apart[-1] > timedelta(seconds=CONTRAST_TOTAL.most):
            apart.append(moment)
    return apart
