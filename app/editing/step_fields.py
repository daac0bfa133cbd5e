"""What of a step can be filled in: each key of the file with its name, what holds without it, and what it may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.editing.places import Plain
from app.editing.written import number_text, time_text
from app.play.doses import amounts
from app.routine.dose import dose_of
from app.routine.model import (
    BreathDose,
    CheckStep,
    ContrastStep,
    Dose,
    Exercise,
    ExerciseStep,
    HoldDose,
    NoteStep,
    Pattern,
    RepsDose,
    RoundsStep,
    Step,
    WaitStep,
)
from app.routine.quantities import spoken
from app.routine.safety import (
    CONTRAST_COOL,
    CONTRAST_ROUNDS,
    CONTRAST_WARM,
    SKIN_CHECK,
    Limit,
    time_limit,
)


@dataclass(frozen=True)
class StepField:
    """One key of a step. `usual` is what holds when nothing is written; `hint` says what it may be."""

    key: str
    label: str
    usual: str = ""
    hint: str = ""
    choices: tuple[tuple[Plain, str], ...] = ()  # values as they are written, and their words
    is_long: bool = False  # a sentence, and no figure
    is_needed: bool = False  # the step is none without it


def step_fields(step: Step, exercises: Mapping[str, Exercise]) -> list[StepField]:
    """Return what of a step can be filled in, what matters most first."""
    if isinstance(step, ExerciseStep):
        exercise = exercises.get(step.exercise)
        return [] if exercise is None else [*_of_exercise(step, exercise, exercises)]
    if isinstance(step, RoundsStep):
        return [
            StepField("rounds", "Rounds", hint="1 to 20", is_needed=True),
            StepField("rest", "Rest between rounds", "0 s"),
        ]
    if isinstance(step, ContrastStep):
        return [*_of_contrast(exercises)]
    if isinstance(step, CheckStep):
        return [
            StepField("check", "What to look at first", is_long=True, is_needed=True),
            StepField(
                "question", "Question", hint="One that is answered with yes or no.", is_long=True, is_needed=True
            ),
            StepField("yes_button", "Words for yes", "Yes, carry on"),
            StepField("no_button", "Words for no", "No, stop here"),
            StepField("if_no", "On no", "stop", choices=(("stop", "End the routine"), ("skip", "Leave out the next"))),
        ]
    if isinstance(step, NoteStep):
        return [
            StepField("note", "What is shown and spoken", is_long=True, is_needed=True),
            StepField("time", "How long it stays", hint="Left empty: as long as reading takes."),
        ]
    if isinstance(step, WaitStep):
        return [
            StepField("wait", "What to do before going on", is_long=True, is_needed=True),
            StepField("time", "About how long", "20 s"),
        ]
    return [StepField("rest", "How long", is_needed=True), StepField("label", "Its name", "Rest")]


def _of_exercise(step: ExerciseStep, exercise: Exercise, exercises: Mapping[str, Exercise]) -> Iterator[StepField]:
    dose = dose_of(ExerciseStep(step.exercise), exercise)
    allowed = {one.name: (one.least, one.most) for one in amounts(dose_of(step, exercise), exercise)}
    yield from _of_dose(dose, exercise, allowed)
    yield StepField("ready", "Time to get ready", "5 s")
    if exercise.kind in ("heat", "cold"):
        yield StepField("check_every", "Look at the skin every", "5 min", _limit(SKIN_CHECK))
    yield StepField("label", "Its name here", exercise.name)
    yield StepField("cue", "In a few words", exercise.cue, "Shown and spoken as it begins.", is_long=True)
    others = [
        (slug, one.name) for slug, one in exercises.items() if slug != step.exercise and one.kind == exercise.kind
    ]
    yield StepField(
        "swap", "Offer instead", "", choices=(("", "Nothing else"), *sorted(others, key=lambda one: one[1]))
    )


def _of_dose(dose: Dose, exercise: Exercise, allowed: Mapping[str, tuple[float, float]]) -> Iterator[StepField]:
    if isinstance(dose, HoldDose):
        yield StepField("hold", "Hold", time_text(dose.hold_s), _span("hold_s", exercise, allowed))
        yield StepField("reps", "Times", str(dose.reps), _span("reps", exercise, allowed))
        yield StepField("rest", "Rest between", time_text(dose.rest_s))
    elif isinstance(dose, RepsDose):
        yield StepField("reps", "Reps", str(dose.reps), _span("reps", exercise, allowed))
        yield StepField("sets", "Sets", str(dose.sets), _span("sets", exercise, allowed))
        tempo = "-".join(number_text(part) for part in dose.tempo)
        yield StepField("tempo", "Tempo", tempo, "Seconds out, paused, back.")
        yield StepField("rest", "Rest between sets", time_text(dose.rest_s))
        paces: tuple[tuple[Plain, str], ...] = (("timer", "The app counts"), ("you", "I say when a set is done"))
        yield StepField("paced_by", "Pace", dose.paced_by, choices=paces)
    elif isinstance(dose, BreathDose):
        yield StepField("breath", "Pattern", "", choices=_patterns(dose.breath, exercise))
        if dose.cycles is not None:
            yield StepField("cycles", "Breaths", str(dose.cycles), _span("cycles", exercise, allowed))
        else:
            yield StepField("time", "Time", time_text(dose.time_s or 0.0), _span("time_s", exercise, allowed))
    else:
        yield StepField("time", "Time", time_text(dose.time_s), _span("time_s", exercise, allowed))


def _span(name: str, exercise: Exercise, allowed: Mapping[str, tuple[float, float]]) -> str:
    """Say what a figure may be: within the exercise's own range, and within what is safe."""
    span = allowed.get(name) or getattr(exercise.range, name)
    if span is None:
        return ""
    if name == "time_s":
        limit = time_limit(exercise)[0]
        span = (max(span[0], limit.least), min(span[1], limit.most))
    low, high = (spoken(one) if name.endswith("_s") else f"{one:g}" for one in span)
    return low if low == high else f"{low} to {high}"


def _patterns(own: Pattern, exercise: Exercise) -> tuple[tuple[Plain, str], ...]:
    """Return the patterns an exercise may be breathed in; its own stands for nothing written."""
    own_words = f"As usual: {_pattern_words(own)}"
    return ("", own_words), *((_written(one), _pattern_words(one)) for one in exercise.range.breath if one != own)


def _written(pattern: Pattern) -> Plain:
    return pattern.name or [f"{phase.name} {time_text(phase.length_s)}" for phase in pattern.phases]


def _pattern_words(pattern: Pattern) -> str:
    shape = "-".join(number_text(phase.length_s) for phase in pattern.phases)
    return f"{pattern.name}, {shape}" if pattern.name and pattern.name != shape else shape


def _of_contrast(exercises: Mapping[str, Exercise]) -> Iterator[StepField]:
    yield StepField("contrast", "Rounds", hint=_limit(CONTRAST_ROUNDS), is_needed=True)
    yield StepField("warm_time", "Warm", "3 min", _limit(CONTRAST_WARM))
    yield StepField("cool_time", "Cool", "1 min", _limit(CONTRAST_COOL))
    yield StepField("finish", "The last warm", "2 min", _limit(CONTRAST_WARM))
    for key, label, kind in (("warm", "Warm pack", "heat"), ("cool", "Cold pack", "cold")):
        packs: list[tuple[Plain, str]] = [(slug, one.name) for slug, one in exercises.items() if one.kind == kind]
        yield StepField(key, label, choices=tuple(packs), is_needed=True)


def _limit(limit: Limit) -> str:
    low, high = (spoken(one) if limit.unit == "s" else f"{one:g}" for one in (limit.least, limit.most))
    return f"{low} to {high}"
