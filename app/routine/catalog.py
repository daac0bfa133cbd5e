"""The bundled and the person's own folders, merged by slug: what can be played, and what is wrong with the rest.

The person's file wins over a bundled one of the same name and replaces nothing else. A broken file of theirs is an
entry with its problems; where it would have replaced a bundled one, that one stays in use.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from app.routine.dose import misfits, own_misfits
from app.routine.model import ContrastStep, Exercise, ExerciseStep, Programme, Routine
from app.routine.nodes import Mapping as Keys
from app.routine.nodes import UnreadableError, file_text, tree
from app.routine.reader import Finding, Problem, Read, read_file
from app.routine.safety import exercise_findings, flattened, routine_findings
from app.routine.walk import did_you_mean, searches

if TYPE_CHECKING:
    from app.routine.pose import Pose

T = TypeVar("T")

_SLUG = searches(r"^[a-z0-9]+(-[a-z0-9]+)*$")


@dataclass(frozen=True)
class Entry(Generic[T]):
    """One slug: its model where it can be used, and the problems of its file where there are any."""

    slug: str
    path: Path
    mine: bool
    model: T | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Catalog:
    """Everything there is, by slug and in the order of slugs."""

    exercises: Mapping[str, Entry[Exercise]] = field(default_factory=dict)
    routines: Mapping[str, Entry[Routine]] = field(default_factory=dict)
    programmes: Mapping[str, Entry[Programme]] = field(default_factory=dict)

    @property
    def usable_exercises(self) -> dict[str, Exercise]:
        """The exercises that can be used."""
        return usable(self.exercises)

    @property
    def problems(self) -> list[Problem]:
        """Everything wrong with any file, in the order of files and lines."""
        groups: Iterable[Mapping[str, Entry[Exercise] | Entry[Routine] | Entry[Programme]]] = (
            self.exercises,
            self.routines,
            self.programmes,
        )
        return sorted(problem for group in groups for entry in group.values() for problem in entry.problems)


def usable(entries: Mapping[str, Entry[T]]) -> dict[str, T]:
    """Return the models that can be used, by slug."""
    return {slug: entry.model for slug, entry in entries.items() if entry.model is not None}


def load(bundled: Path, mine: Path, precautions: Iterable[str]) -> Catalog:
    """Read both folders. Never raises for what a file holds; a folder that is not there is empty.

    `precautions` are the codes an exercise's `avoid_if` may name.
    """
    codes = frozenset(precautions)
    exercises = _merged(bundled, mine, "exercises", Exercise, lambda one: _exercise_findings(one, codes))
    exercises = _second_look(exercises, bundled / "exercises")
    usable_exercises = usable(exercises)
    routines = _merged(bundled, mine, "", Routine, lambda one: _routine_findings(one, usable_exercises, exercises))
    programmes = _merged(bundled, mine, "programmes", Programme, lambda one: _programme_findings(one, routines))
    return Catalog(exercises, routines, programmes)


def load_poses(bundled: Path, mine: Path, exercises: Mapping[str, Entry[Exercise]]) -> "dict[str, Entry[Pose]]":
    """Read the poses of both folders, by the slug of the exercise each is for. Never raises for what a file holds.

    Only what draws needs them: they are not among what `load` reads, and their types are imported here.
    """
    from app.routine.pose import POSE

    poses: dict[str, Entry[Pose]] = _merged(bundled, mine, "poses", POSE, _nothing_more)
    return {slug: _with_exercise(entry, exercises) for slug, entry in poses.items()}


def _with_exercise(entry: "Entry[Pose]", exercises: Mapping[str, Entry[Exercise]]) -> "Entry[Pose]":
    lost = _lost(entry.path, exercises)
    return replace(entry, model=None, problems=(*lost, *entry.problems)) if lost else entry


def _lost(path: Path, exercises: Mapping[str, Entry[Exercise]]) -> list[Problem]:
    """Say so where a pose is for an exercise that is not there."""
    if path.stem in exercises or not _SLUG(path.stem):
        return []
    what = f"there is no exercise {path.stem!r} for this pose"
    return [Problem(path, 1, 1, what, did_you_mean(path.stem, exercises))]


def files_in(folder: Path) -> list[Path]:
    """Return the routine files of a folder in order of name; editors' hidden and backup files are passed over."""
    try:
        paths = [path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")]
    except OSError:
        return []
    return sorted(path for path in paths if not path.name.startswith(".") and not path.is_dir())


def _merged(
    bundled: Path, mine: Path, folder: str, kind: type[T], check: Callable[[T], Iterator[Finding]]
) -> dict[str, Entry[T]]:
    entries = {path.stem: _entry(path, False, kind, check) for path in files_in(bundled / folder)}
    for path in files_in(mine / folder):
        entry = _entry(path, True, kind, check)
        if path.stem in entries:
            entry = _over(entries[path.stem], entry)
        entries[path.stem] = entry
    return dict(sorted(entries.items()))


def _over(before: Entry[T], mine: Entry[T]) -> Entry[T]:
    """Return what is used where a file of the person's has the name of one before it.

    It wins over a bundled one, which stays in use where it is broken; of two of their own the first is used.
    """
    if before.mine:  # a.yaml beside a.yml
        remedy = "keep one of the two, or rename one"
        twin = Problem(mine.path, 1, 1, f"{before.path.name} has the same name", remedy)
        return replace(before, problems=(*before.problems, twin))
    return replace(mine, model=before.model) if mine.model is None else mine


def _entry(path: Path, mine: bool, kind: type[T], check: Callable[[T], Iterator[Finding]]) -> Entry[T]:
    read = read_checked(path, kind, check)
    if isinstance(read, list):
        return Entry(path.stem, path, mine, None, tuple(read))
    return Entry(path.stem, path, mine, read.model)


def read_checked(path: Path, kind: type[T], check: Callable[[T], Iterator[Finding]]) -> Read[T] | list[Problem]:
    """Read a file and hold its model against `check`; return it, or everything wrong with it."""
    if not _SLUG(path.stem):
        remedy = "rename it with small letters, digits and hyphens, such as my-routine.yaml"
        return [Problem(path, 1, 1, "the file's name will not do", remedy)]
    return read_file(path, kind, check)


def _second_look(entries: dict[str, Entry[Exercise]], bundled: Path) -> dict[str, Entry[Exercise]]:
    """Check what exercises say of one another, once all of them are there; what fails keeps its place."""
    return {slug: _looked_at(entry, entries, bundled) for slug, entry in entries.items()}


def _looked_at(entry: Entry[Exercise], known: Mapping[str, Entry[Exercise]], bundled: Path) -> Entry[Exercise]:
    if entry.model is None or entry.problems or not list(_easier_findings(entry.model, known)):
        return entry
    read = read_file(entry.path, Exercise, lambda one: _easier_findings(one, known))
    fallback = read_file(bundled / f"{entry.slug}.yaml", Exercise) if entry.mine else []
    model = None if isinstance(fallback, list) else fallback.model
    return Entry(entry.slug, entry.path, entry.mine, model, tuple(read) if isinstance(read, list) else ())


# --- what the types cannot say --------------------------------------------------------------------------------------


def _gravest(limits: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """Yield what passes a limit, and what else is wrong elsewhere: one place is told about once."""
    passed = list(limits)
    yield from passed
    places = {finding.at for finding in passed}
    yield from (finding for finding in others if finding.at not in places)


def _nothing_more(_: object) -> Iterator[Finding]:
    yield from ()


def _exercise_findings(exercise: Exercise, codes: frozenset[str]) -> Iterator[Finding]:
    yield from _gravest(exercise_findings(exercise), own_misfits(exercise))
    for index, code in enumerate(exercise.avoid_if):
        if code not in codes:
            yield Finding(("avoid_if", index), f"there is no precaution {code!r}", did_you_mean(code, codes))


def _easier_findings(exercise: Exercise, known: Mapping[str, Entry[Exercise]]) -> Iterator[Finding]:
    if exercise.easier is not None:
        yield from _unknown(exercise.easier, ("easier",), "exercise", known)


def _routine_findings(
    routine: Routine, exercises: Mapping[str, Exercise], known: Mapping[str, Entry[Exercise]]
) -> Iterator[Finding]:
    for slug, other in routine.swaps.items():
        yield from _unknown(slug, ("swaps", slug), "exercise", known)
        yield from _unknown(other, ("swaps", slug), "exercise", known)
    yield from _gravest(routine_findings(routine, exercises), _step_findings(routine, exercises, known))


def _step_findings(
    routine: Routine, exercises: Mapping[str, Exercise], known: Mapping[str, Entry[Exercise]]
) -> Iterator[Finding]:
    for at, step, _ in flattened(routine.steps):
        if isinstance(step, ExerciseStep):
            yield from _unknown(step.exercise, (*at, "exercise"), "exercise", known)
            if step.swap is not None:
                yield from _unknown(step.swap, (*at, "swap"), "exercise", known)
            if exercise := exercises.get(step.exercise):
                for finding in misfits(step, exercise):
                    yield Finding((*at, *finding.at), finding.what, finding.remedy)
        elif isinstance(step, ContrastStep):
            yield from _pack_kind(step.warm, (*at, "warm"), "heat", known)
            yield from _pack_kind(step.cool, (*at, "cool"), "cold", known)


def _unknown(slug: str, at: tuple[str | int, ...], what: str, known: Mapping[str, Entry[T]]) -> Iterator[Finding]:
    entry = known.get(slug)
    if entry is None:
        yield Finding(at, f"there is no {what} {slug!r}", did_you_mean(slug, known))
    elif entry.model is None:
        yield Finding(at, f"the {what} {slug!r} has problems of its own", f"mend {entry.path.name} first")


def _pack_kind(
    slug: str, at: tuple[str | int, ...], kind: str, known: Mapping[str, Entry[Exercise]]
) -> Iterator[Finding]:
    yield from _unknown(slug, at, "exercise", known)
    entry = known.get(slug)
    if entry is not None and entry.model is not None and entry.model.kind != kind:
        yield Finding(at, f"{slug!r} is not of the kind {kind}", f"name an exercise of the kind {kind}")


def _programme_findings(programme: Programme, known: Mapping[str, Entry[Routine]]) -> Iterator[Finding]:
    if breaks := programme.desk_breaks:
        yield from _unknown(breaks.routine, ("desk_breaks", "routine"), "routine", known)
        for index, slug in enumerate(breaks.swap_with):
            yield from _unknown(slug, ("desk_breaks", "swap_with", index), "routine", known)
    for week_at, week in enumerate(programme.weeks):
        for day_at, day in enumerate(week.days):
            for index, session in enumerate(day.sessions):
                at = ("weeks", week_at, "days", day_at, "sessions", index)
                yield from _unknown(session.routine, (*at, "routine"), "routine", known)
                if session.swap is not None:
                    yield from _unknown(session.swap, (*at, "swap"), "routine", known)


# --- one file by itself ---------------------------------------------------------------------------------------------


def check_file(path: Path, catalog: Catalog, precautions: Iterable[str]) -> list[Problem]:
    """Return everything wrong with one file anywhere, held against a catalog for what it refers to.

    Its kind is told from its folder (`exercises`, `poses`, `programmes`), else from its keys.
    """
    kind = _kind_of(path)
    if kind is Exercise:
        codes = frozenset(precautions)

        def check_exercise(one: Exercise) -> Iterator[Finding]:
            yield from _exercise_findings(one, codes)
            yield from _easier_findings(one, catalog.exercises)

        read: object = read_checked(path, Exercise, check_exercise)
    elif kind is Programme:
        read = read_checked(path, Programme, lambda one: _programme_findings(one, catalog.routines))
    elif kind is Routine:
        exercises = catalog.usable_exercises
        read = read_checked(path, Routine, lambda one: _routine_findings(one, exercises, catalog.exercises))
    else:
        outcome = read_checked(path, kind, _nothing_more)
        read = _lost(path, catalog.exercises) + (outcome if isinstance(outcome, list) else [])
    return read if isinstance(read, list) else []


def _kind_of(path: Path) -> Any:
    from app.routine.pose import POSE

    by_folder = {"exercises": Exercise, "poses": POSE, "programmes": Programme}
    if path.parent.name in by_folder:
        return by_folder[path.parent.name]
    try:
        root = tree(file_text(path))
    except UnreadableError:
        return Routine
    keys = {key.text for key, _ in root.pairs} if isinstance(root, Keys) else set()
    if "steps" in keys:
        return Routine
    telling = ((Exercise, {"dose", "instructions", "cue"}), (Programme, {"weeks"}), (POSE, {"view"}))
    return next((kind for kind, words in telling if keys & words), Routine)
