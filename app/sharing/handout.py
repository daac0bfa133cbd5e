"""A routine on paper, as data: what to do and how much of it, what to mind, and a table to tick for two weeks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.routine.dose import breaths, dose_of
from app.routine.emergency import Words, filled
from app.routine.equipment import equipment_of
from app.routine.model import (
    BreathDose,
    CheckStep,
    ContrastStep,
    Dose,
    Exercise,
    ExerciseStep,
    HoldDose,
    NoteStep,
    RepsDose,
    Routine,
    Step,
    TimeDose,
    WaitStep,
)
from app.routine.quantities import spoken
from app.routine.safety import DEFAULT_SKIN_CHECKS, SKIN_CHECK, flattened
from app.routine.safety_texts import SafetyTexts, Signs

DAYS = 14
_SIDES = {"both": "", "each": "each side", "alternating": "each side in turn"}


@dataclass(frozen=True)
class Item:
    """An exercise on the sheet, in the order of doing; `figure` is the slug of the exercise it shows."""

    number: int
    figure: str
    name: str
    dose: str
    sides: str  # nothing where both are done at once
    instructions: tuple[str, ...]
    caution: str | None
    equipment: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """What is said between exercises: a note, a wait, or a question to ask oneself."""

    text: str


@dataclass(frozen=True)
class Ticks:
    """A table to tick: a row for the whole routine and for each exercise, a column for each day."""

    days: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True)
class Caring:
    """The words about safety, and whom to call where the person is."""

    texts: SafetyTexts
    whom: Words


@dataclass(frozen=True)
class Notice:
    """What to know beforehand, or what to stop at; `action` is what to do then, or nothing."""

    title: str
    lines: tuple[str, ...]
    action: str = ""


@dataclass(frozen=True)
class Handout:
    """A sheet for a routine. How much of it stands on a page is for whoever paints it."""

    title: str
    purpose: str
    setting: str | None
    equipment: tuple[str, ...]
    notes: tuple[str, ...]
    body: tuple[Item | Line, ...]
    ask_first: tuple[str, ...]  # who should ask a health professional before beginning
    before: tuple[Notice, ...]  # heat, cold, and a breath that is held
    stop: tuple[Notice, ...]  # the gravest first
    ticks: Ticks

    @property
    def items(self) -> tuple[Item, ...]:
        """The exercises alone."""
        return tuple(one for one in self.body if isinstance(one, Item))


def handout(
    routine: Routine, exercises: Mapping[str, Exercise], precautions: Mapping[str, str], caring: Caring
) -> Handout:
    """Return the sheet of a routine. An exercise done several times with one dose is told once, with how often."""
    body = tuple(_body(routine, exercises))
    items = [one for one in body if isinstance(one, Item)]
    used = list(_used(routine, exercises))
    codes = dict.fromkeys(code for one in used for code in one.avoid_if)
    return Handout(
        title=routine.title,
        purpose=routine.purpose,
        setting=routine.setting,
        equipment=equipment_of(used),
        notes=routine.notes,
        body=body,
        ask_first=tuple(precautions[code] for code in codes),
        before=tuple(_before(routine, exercises, used, caring.texts)),
        stop=_stop(caring),
        ticks=Ticks(tuple(f"Day {day}" for day in range(1, DAYS + 1)), _rows(routine, items)),
    )


def _before(
    routine: Routine, exercises: Mapping[str, Exercise], used: list[Exercise], texts: SafetyTexts
) -> Iterator[Notice]:
    if any(one.kind in ("heat", "cold") for one in used):
        yield Notice("Before heat and cold", texts.heat_cold)
    steps = (step for _, step, _ in flattened(routine.steps) if isinstance(step, ExerciseStep))
    doses = (dose_of(step, exercises[step.exercise]) for step in steps)
    if any(isinstance(dose, BreathDose) and any(one.name == "hold" for one in dose.breath.phases) for dose in doses):
        yield Notice("Before holding your breath", texts.breath)


def _stop(caring: Caring) -> tuple[Notice, ...]:
    rules = caring.texts.stop_rules
    return tuple(_notice(one, caring.whom) for one in (rules.get_help, rules.rest, rules.ease_off))


def _notice(signs: Signs, whom: Words) -> Notice:
    return Notice(signs.title, signs.items, filled(signs.action, whom))


def _used(routine: Routine, exercises: Mapping[str, Exercise]) -> Iterator[Exercise]:
    for _, step, _ in flattened(routine.steps):
        if isinstance(step, ExerciseStep):
            yield exercises[step.exercise]
        elif isinstance(step, ContrastStep):
            yield from (exercises[step.warm], exercises[step.cool])


def _rows(routine: Routine, items: list[Item]) -> tuple[str, ...]:
    return (routine.title, *dict.fromkeys(one.name for one in items))


def _body(routine: Routine, exercises: Mapping[str, Exercise]) -> Iterator[Item | Line]:
    times: dict[tuple[str, str, Dose], int] = {}
    steps = list(flattened(routine.steps))
    for _, step, count in steps:
        if isinstance(step, ExerciseStep):
            key = _key(step, exercises)
            times[key] = times.get(key, 0) + count
    number = 0
    told = dict(times)
    for _, step, _ in steps:
        if not isinstance(step, ExerciseStep):
            yield from _lines(step, exercises)
        elif count := told.pop(_key(step, exercises), 0):
            number += 1
            yield _item(number, step, exercises[step.exercise], count)


def _key(step: ExerciseStep, exercises: Mapping[str, Exercise]) -> tuple[str, str, Dose]:
    return step.exercise, step.label or "", dose_of(step, exercises[step.exercise])


def _item(number: int, step: ExerciseStep, exercise: Exercise, count: int) -> Item:
    dose = words(dose_of(step, exercise))
    instructions = list(exercise.instructions)
    if exercise.kind in ("heat", "cold"):
        check = exercise.skin_check or DEFAULT_SKIN_CHECKS[exercise.kind]
        every = spoken(step.check_every_s or SKIN_CHECK.most)
        instructions += [f"Every {every}: {check.during} {check.question} If not, stop.", check.off]
    return Item(
        number=number,
        figure=step.exercise,
        name=step.label or exercise.name,
        dose=f"{dose}; {count} times in all" if count > 1 else dose,
        sides=_SIDES[exercise.sides],
        instructions=tuple(_on_paper(line) for line in instructions),
        caution=_on_paper(exercise.caution) if exercise.caution else None,
        equipment=exercise.equipment,
    )


def _on_paper(line: str) -> str:
    """Return a line as it holds for one side, from which the other follows."""
    return line.replace("{side}", "right").replace("{other}", "left")


def _lines(step: Step, exercises: Mapping[str, Exercise]) -> Iterator[Line]:
    if isinstance(step, NoteStep):
        yield Line(step.note)
    elif isinstance(step, WaitStep):
        yield Line(step.wait)
    elif isinstance(step, CheckStep):
        on_no = "stop here" if step.if_no == "stop" else "pass over the next"
        yield Line(f"{step.check} {step.question} If not, {on_no}.")
    elif isinstance(step, ContrastStep):
        warm, cool = exercises[step.warm], exercises[step.cool]
        turns = f"{warm.name} {spoken(step.warm_s)}, then {cool.name} {spoken(step.cool_s)}, {step.contrast} times"
        yield Line(f"{turns}; {warm.name} {spoken(step.finish_s)} to finish. Look at your skin at each change.")
        yield from (Line(one.caution) for one in (warm, cool) if one.caution)


def words(dose: Dose) -> str:
    """Say a dose as one writes it for a person: `Hold 20 s, 3 times, 5 s rest between`."""
    if isinstance(dose, HoldDose):
        rest = f", {spoken(dose.rest_s)} rest between" if dose.reps > 1 and dose.rest_s else ""
        return f"Hold {spoken(dose.hold_s)}" + (f", {dose.reps} times{rest}" if dose.reps > 1 else "")
    if isinstance(dose, RepsDose):
        sets = f"{dose.sets} sets of {_times(dose.reps)}" if dose.sets > 1 else _times(dose.reps)
        rest = f", {spoken(dose.rest_s)} rest between sets" if dose.sets > 1 and dose.rest_s else ""
        pace = "" if dose.paced_by == "you" else f", {_tempo(dose.tempo)}"
        return f"{sets}{pace}{rest}"
    if isinstance(dose, TimeDose):
        return f"For {spoken(dose.time_s)}"
    assert isinstance(dose, BreathDose)
    phases = ", ".join(f"{phase.name} {spoken(phase.length_s)}" for phase in dose.breath.phases)
    return f"{breaths(dose)} breath{'s' * (breaths(dose) > 1)}: {phases}"


def _times(reps: int) -> str:
    return "once" if reps == 1 else f"{reps} times"


def _tempo(tempo: tuple[float, float, float]) -> str:
    parts = [f"{spoken(length)} {word}" for word, length in zip(("out", "held", "back"), tempo, strict=True) if length]
    return ", ".join(parts)
