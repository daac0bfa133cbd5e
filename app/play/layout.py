"""Routine to timeline: sides, holds, reps, rests, breaths, heat and cold laid out as segments."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.play.pace import paced, tempo_of
from app.play.timeline import COUNTDOWN_FROM_S, REST_COUNTDOWN_FROM_S, Beat, Part, Question, Segment, Side, Timeline
from app.routine.dose import breaths, cycle_s, dose_of, said
from app.routine.length import SWITCH_S, note_s
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
    RestStep,
    RoundsStep,
    Routine,
    Step,
    SwappedStep,
    TimeDose,
    WaitStep,
)
from app.routine.quantities import spoken
from app.routine.safety import (
    CONTRAST_CHECK_S,
    CONTRAST_COOL,
    CONTRAST_WARM,
    DEFAULT_SKIN_CHECKS,
    SKIN_CHECK,
    Ceiling,
    Pack,
    ceiling,
)
from app.settings import Settings

CHECK_S = 20.0  # what looking at the skin is taken to last
LAST_CHECK_S = 30.0  # where the pack is taken off as well
STOP_HEAT = (
    "Take the pack off and leave it off. If your skin does not settle soon, or hurts, ask a pharmacist or a doctor."
)
_QUIET = ("breath", "relax", "heat", "cold")  # kinds without a countdown: nobody should brace for the end


@dataclass(frozen=True)
class Options:
    """How a person likes routines laid out."""

    first_side: Side = "right"
    switch_s: float = SWITCH_S
    speed: float = 1.0  # of moving, resting and changing places
    get_ready_s: float = 0.0  # before each exercise; 0 for as long as is written

    def ready_s(self, written_s: float) -> float:
        """Return how long to get ready where that is written; none stays none, since nothing changes there."""
        return self.get_ready_s if written_s and self.get_ready_s else written_s


def options_of(chosen: Settings) -> Options:
    """Return the options that stand in the settings."""
    return Options(first_side=chosen.first_side, speed=chosen.speed, get_ready_s=chosen.get_ready_s)


@dataclass
class _Draft:
    """Segments and parts as they are laid down."""

    options: Options
    exercises: Mapping[str, Exercise]
    swaps: Mapping[str, str]
    segments: list[Segment] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    stations: int = 0
    steps: int = 0
    blocks: int = 0

    def station(self) -> int:
        self.stations += 1
        return self.stations - 1

    def step(self) -> int:
        self.steps += 1
        return self.steps - 1

    def block(self) -> int:
        self.blocks += 1
        return self.blocks - 1

    def add(self, segment: Segment) -> None:
        if segment.length_s == 0:  # a rest or get-ready of no length is no segment
            return
        before = self.segments[-1] if self.segments else None
        follows = before is not None and before.kind == "work"
        introduces = segment.kind == "work" and (before is None or before.part != segment.part)
        self.segments.append(replace(segment, follows_work=follows, introduces=introduces))

    def part(self, part: Part) -> int:
        self.parts.append(part)
        return len(self.parts) - 1


def lay_out(
    routine_id: str, routine: Routine, exercises: Mapping[str, Exercise], options: Options | None = None
) -> Timeline:
    """Lay a routine out in time.

    Every exercise it names must be in `exercises`: the catalog lets no other routine through.
    """
    draft = _Draft(options or Options(), exercises, routine.swaps)
    _lay_steps(routine.steps, draft)
    return Timeline(
        routine_id=routine_id,
        title=routine.title,
        areas=_most_first((area, part.planned_s) for part in draft.parts for area in part.areas),
        kinds=_most_first((part.kind, part.planned_s) for part in draft.parts),
        segments=tuple(draft.segments),
        parts=tuple(draft.parts),
        language=routine.language,
    )


def _most_first(times: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    """Return each word once, the one with the most time first."""
    total_s: dict[str, float] = {}
    for word, seconds in times:
        total_s[word] = total_s.get(word, 0.0) + seconds
    return tuple(sorted(total_s, key=lambda word: -total_s[word]))


def _lay_steps(steps: tuple[Step, ...], draft: _Draft) -> None:
    for before, step in zip((None, *steps), steps, strict=False):
        asked = len(draft.segments) - 1
        _lay_step(step, draft)
        if isinstance(before, CheckStep) and before.if_no == "skip":
            _skip_from(asked, draft)


def _skip_from(index: int, draft: _Draft) -> None:
    """Let no to the question asked at `index` lead past what was laid down since."""
    check = draft.segments[index]
    if check.question:
        question = replace(check.question, skip_to=draft.stations)
        draft.segments[index] = replace(check, question=question)


def _lay_step(step: Step, draft: _Draft) -> None:
    match step:
        case ExerciseStep():
            _lay_exercise(step, draft)
        case RoundsStep():
            _lay_rounds(step, draft)
        case ContrastStep():
            _lay_contrast(step, draft)
        case RestStep():
            draft.add(_rest(paced(step.rest_s, draft.options.speed), step.label or "Rest", draft.station()))
        case NoteStep():
            draft.add(Segment("note", note_s(step), note_s(step), step.note, station=draft.station()))
        case WaitStep():
            draft.add(Segment("wait", None, step.time_s, step.wait, station=draft.station()))
        case CheckStep():
            question = Question(step.question, step.yes, step.no, step.if_no)
            station = draft.station()
            if step.if_no == "skip":
                question = replace(question, skip_to=station + 1)  # no further, where no step follows beside it
            draft.add(Segment("check", None, step.time_s, step.check, station=station, question=question))


def _rest(length_s: float, title: str, station: int, part: int | None = None) -> Segment:
    counts_down = length_s >= REST_COUNTDOWN_FROM_S
    return Segment("rest", length_s, length_s, title, station=station, part=part, counts_down=counts_down)


def _lay_rounds(step: RoundsStep, draft: _Draft) -> None:
    for number in range(step.rounds):
        if number:
            draft.add(_rest(paced(step.rest_s, draft.options.speed), "Rest", draft.station()))
        _lay_steps(step.steps, draft)


# --- exercises -------------------------------------------------------------------------------------------------------


def _lay_exercise(step: ExerciseStep, draft: _Draft) -> None:
    exercise = draft.exercises[step.exercise]
    dose = dose_of(step, exercise)
    if exercise.kind in ("heat", "cold") and isinstance(dose, TimeDose):
        _lay_pack(step, exercise, dose, draft)
        return
    number, stations = draft.step(), (draft.station(), draft.station())  # for an easier one that has two sides
    for index, (station, side) in enumerate(zip(stations, _sides(exercise, draft.options), strict=False)):
        part = draft.part(_part(step, exercise, dose, side, number, draft))
        name = draft.parts[part].name
        if index == 0:
            ready_s = draft.options.ready_s(paced(step.ready_s, draft.options.speed))
            draft.add(_ready(ready_s, name, draft.parts[part].cue, station, part, side))
        else:
            text = f"Now your {side} side."
            switch_s = paced(draft.options.switch_s, draft.options.speed)
            switch = Segment("switch", switch_s, switch_s, "Switch sides", text, station, part, side, counts_down=True)
            draft.add(switch)
        _lay_work(dose, exercise, name, station, part, side, draft)


def _sides(exercise: Exercise, options: Options) -> tuple[Side, ...]:
    if exercise.sides != "each":
        return (exercise.sides,)
    return (options.first_side, _other(options.first_side))


def _other(side: Side) -> Side:
    return {"left": "right", "right": "left"}.get(side, side)  # type: ignore[return-value]  # a side maps to a side


def _ready(length_s: float, name: str, cue: str, station: int, part: int, side: Side) -> Segment:
    return Segment("ready", length_s, length_s, name, cue, station, part, side, counts_down=True)


def _lay_work(dose: Dose, exercise: Exercise, name: str, station: int, part: int, side: Side, draft: _Draft) -> None:
    """Lay down the holds, sets, time or breaths of one part, with the rests inside it."""
    pieces = list(_work_pieces(dose, exercise, draft.options))
    rest_s = paced(dose.rest_s, draft.options.speed) if isinstance(dose, HoldDose | RepsDose) else 0.0
    for number, (length_s, about_s, beat, beats) in enumerate(pieces, start=1):
        if number > 1:
            draft.add(_rest(rest_s, "Rest" if isinstance(dose, RepsDose) else "Let go", station, part))
        draft.add(
            Segment(
                "work",
                length_s,
                about_s,
                name,
                station=station,
                part=part,
                side=side,
                beat=beat,
                beats=beats,
                turn=(number, len(pieces)),
                last_of_part=number == len(pieces),
                counts_down=beat is None and exercise.kind not in _QUIET and about_s >= COUNTDOWN_FROM_S,
            )
        )


_Piece = tuple[float | None, float, Beat | None, int]  # length, estimate, what repeats, how often


def _work_pieces(dose: Dose, exercise: Exercise, options: Options) -> Iterator[_Piece]:
    if isinstance(dose, HoldDose):
        yield from [(dose.hold_s, dose.hold_s, None, 0)] * dose.reps
    elif isinstance(dose, TimeDose):
        yield dose.time_s, dose.time_s, None, 0
    elif isinstance(dose, BreathDose):
        phases = tuple((phase.name, phase.length_s) for phase in dose.breath.phases)
        length_s = breaths(dose) * cycle_s(dose.breath)
        yield length_s, length_s, Beat("breath", phases), breaths(dose)
    else:
        beat = _rep_beat(dose, exercise, options)
        beats = dose.reps * len(beat.sides)
        length_s = beats * beat.length_s
        yield from [(None if dose.paced_by == "you" else length_s, length_s, beat, beats)] * dose.sets


def _rep_beat(dose: RepsDose, exercise: Exercise, options: Options) -> Beat:
    words = ("tighten", "hold", "let go") if exercise.kind == "relax" else ("out", "pause", "back")
    phases = tuple(
        (word, length_s)
        for word, length_s in zip(words, tempo_of(dose, exercise, options.speed), strict=True)
        if length_s > 0
    )
    first = options.first_side
    return Beat("rep", phases, (first, _other(first)) if exercise.sides == "alternating" else ("both",))


def _part(step: ExerciseStep, exercise: Exercise, dose: Dose, side: Side, number: int, draft: _Draft) -> Part:
    pieces = list(_work_pieces(dose, exercise, draft.options))
    words = {"{side}": side, "{other}": _other(side)} if side in ("left", "right") else {}
    return Part(
        exercise_id=step.exercise,
        exercise=exercise.name,
        name=step.label or exercise.name,
        kind=exercise.kind,
        areas=exercise.areas,
        side=side,
        dose=said(dose),
        given=dose,
        planned_s=sum(about_s for _, about_s, _, _ in pieces),
        sets=len(pieces),
        reps=sum(beats for _, _, _, beats in pieces) if isinstance(dose, RepsDose) else 0,
        instructions=tuple(_filled(line, words) for line in exercise.instructions),
        cue=_filled(step.cue or exercise.cue, words),
        caution=_filled(exercise.caution, words) if exercise.caution else None,
        easier=step.swap or draft.swaps.get(step.exercise) or exercise.easier,
        ceiling=ceiling(dose, exercise),
        step=number,
        swapped_from=step.of if isinstance(step, SwappedStep) else None,
    )


def _filled(line: str, words: Mapping[str, str]) -> str:
    for mark, word in words.items():
        line = line.replace(mark, word)
    return line


# --- heat and cold ---------------------------------------------------------------------------------------------------


def _lay_pack(step: ExerciseStep, exercise: Exercise, dose: TimeDose, draft: _Draft) -> None:
    """Lay down heat or cold with a skin check at least every 5 minutes and one where it comes off."""
    pack: Pack = "heat" if exercise.kind == "heat" else "cold"
    station, block = draft.station(), draft.block()
    part = draft.part(_part(step, exercise, dose, "both", draft.step(), draft))
    name = draft.parts[part].name
    draft.add(_ready(draft.options.ready_s(step.ready_s), name, draft.parts[part].cue, station, part, "both"))
    stretches = _stretches(dose.time_s, min(step.check_every_s or SKIN_CHECK.most, SKIN_CHECK.most))
    for number, length_s in enumerate(stretches, start=1):
        last = number == len(stretches)
        draft.add(_on_skin(pack, length_s, name, station, part, block, (number, len(stretches)), last))
        about_s = LAST_CHECK_S if last else CHECK_S
        draft.add(_skin_check(exercise, pack, station, part, block, about_s, last))


def _stretches(total_s: float, most_s: float) -> list[float]:
    whole = int(total_s / most_s)
    rest_s = total_s - whole * most_s
    return [most_s] * whole + [rest_s] * (rest_s > 1e-6)  # what rounding leaves over gets no check of its own


def _on_skin(
    pack: Pack, length_s: float, name: str, station: int, part: int, block: int, turn: tuple[int, int], last: bool
) -> Segment:
    return Segment(
        "work",
        length_s,
        length_s,
        name,
        station=station,
        part=part,
        turn=turn,
        last_of_part=last,
        pack=pack,
        block=block,
    )


def _skin_check(
    exercise: Exercise, pack: Pack, station: int, part: int, block: int, about_s: float, last: bool
) -> Segment:
    words = exercise.skin_check or DEFAULT_SKIN_CHECKS[pack]
    return Segment(
        "check",
        None,
        about_s,
        words.off if last else words.during,
        station=station,
        part=part,
        question=Question(words.question, "Yes", "No", "stop", STOP_HEAT),
        pack=pack,
        block=block,
        closes_block=last,
    )


def _lay_contrast(step: ContrastStep, draft: _Draft) -> None:
    """Lay down warm and cool in turns, warm first and last, with a look at the skin at each change."""
    block, own = draft.block(), draft.step()
    warm, cool = draft.exercises[step.warm], draft.exercises[step.cool]
    turns: list[tuple[str, Exercise, Pack, float, str]] = []
    for number in range(1, step.contrast + 1):
        turns.append((step.warm, warm, "heat", step.warm_s, f"Warm, round {number}"))
        turns.append((step.cool, cool, "cold", step.cool_s, f"Cool, round {number}"))
    turns.append((step.warm, warm, "heat", step.finish_s, "Warm, to finish"))
    for index, (slug, exercise, pack, length_s, label) in enumerate(turns):
        last = index == len(turns) - 1
        station = draft.station()
        stand_in = ExerciseStep(exercise=slug, label=label)
        limit = CONTRAST_WARM if pack == "heat" else CONTRAST_COOL
        most = Ceiling(limit.most, f"In warm and cool turns this lasts {spoken(limit.most)} at most.")
        turn = _part(stand_in, exercise, TimeDose(time_s=length_s), "both", own, draft)
        part = draft.part(replace(turn, ceiling=most))
        draft.add(_on_skin(pack, length_s, label, station, part, block, (1, 1), True))
        check = _skin_check(exercise, pack, station, part, block, CHECK_S if last else CONTRAST_CHECK_S, last)
        if not last:
            check = replace(check, title=f"Change to {'cool' if pack == 'heat' else 'warm'}. Look at your skin.")
        draft.add(check)
