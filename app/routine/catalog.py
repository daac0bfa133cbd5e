"""The bundled and the person's own folders, merged by slug: what can be played, and what is wrong with the rest.

The person's file wins over a bundled one of the same name and replaces nothing else. A broken file of theirs is an
entry with its problems; where it would have replaced a bundled one, that one stays in use. So it does where a bundled
routine cannot be done with theirs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from app.routine.dose import misfits, own_misfits
from app.routine.files import Entry as Entry
from app.routine.files import Files, Memory, folder_problems, is_slug
from app.routine.files import files_in as files_in
from app.routine.fitting import fitted, unsuited
from app.routine.model import ContrastStep, Exercise, ExerciseStep, Programme, Routine
from app.routine.nodes import Mapping as Keys
from app.routine.nodes import UnreadableError, file_text, tree
from app.routine.reader import Finding, Problem
from app.routine.safety import exercise_findings, flattened, routine_findings
from app.routine.walk import did_you_mean

if TYPE_CHECKING:
    from app.routine.pose import Pose

T = TypeVar("T")


@dataclass(frozen=True)
class Catalog:
    """Everything there is, by slug and in the order of slugs."""

    exercises: Mapping[str, Entry[Exercise]] = field(default_factory=dict)
    routines: Mapping[str, Entry[Routine]] = field(default_factory=dict)
    programmes: Mapping[str, Entry[Programme]] = field(default_factory=dict)
    folders: tuple[Problem, ...] = ()  # of the person's own folders, where one cannot be looked into

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
        of_files = [problem for group in groups for entry in group.values() for problem in entry.problems]
        return sorted([*self.folders, *of_files])


def usable(entries: Mapping[str, Entry[T]]) -> dict[str, T]:
    """Return the models that can be used, by slug."""
    return {slug: entry.model for slug, entry in entries.items() if entry.model is not None}


def load(bundled: Path, mine: Path, precautions: Iterable[str], memory: Memory | None = None) -> Catalog:
    """Read both folders. Never raises for what a file holds; a folder that is not there is empty.

    `precautions` are the codes an exercise's `avoid_if` may name. `memory` is kept by the caller from one load to the
    next: what comes out is the same with and without it.
    """
    codes = frozenset(precautions)
    files = Files(bundled, mine, {} if memory is None else memory)

    def exercise_findings(one: Exercise) -> Iterator[Finding]:
        return _exercise_findings(one, codes)

    originals = files.bundled_entries("exercises", Exercise, exercise_findings)
    exercises = files.with_mine("exercises", originals, Exercise, exercise_findings)
    exercises = _second_look(exercises, originals, files)
    exercises = _that_suit(exercises, originals, files)
    routines = _routines(files, exercises, _overriding(exercises, originals))
    programmes = files.merged("programmes", Programme, lambda one: _programme_findings(one, routines))
    files.keep_what_was_read()
    return Catalog(exercises, routines, programmes, tuple(folder_problems(mine)))


def _routines(
    files: Files, exercises: dict[str, Entry[Exercise]], mine: Mapping[str, Exercise]
) -> dict[str, Entry[Routine]]:
    """Return the routines; the bundled ones as they are done with the person's own exercises."""
    there = usable(exercises)

    def findings(one: Routine) -> Iterator[Finding]:
        return _routine_findings(one, there, exercises)

    bundled = files.bundled_entries("", Routine, lambda one: findings(fitted(one, mine)))
    as_done = {slug: _fitted_entry(entry, mine) for slug, entry in bundled.items()}
    return files.with_mine("", as_done, Routine, findings)


def load_poses(
    bundled: Path, mine: Path, exercises: Mapping[str, Entry[Exercise]], only: str = ""
) -> "dict[str, Entry[Pose]]":
    """Read the poses of both folders, by the slug of the exercise each is for. Never raises for what a file holds.

    With `only`, that of one exercise alone is read.

    Only what draws needs them: they are not among what `load` reads, and their types are imported here.
    """
    from app.routine.pose import POSE

    files = Files(bundled, mine, {}, only=only)
    poses: dict[str, Entry[Pose]] = files.merged("poses", POSE, _nothing_more)
    return {slug: _with_exercise(entry, exercises) for slug, entry in poses.items()}


def _with_exercise(entry: "Entry[Pose]", exercises: Mapping[str, Entry[Exercise]]) -> "Entry[Pose]":
    lost = _lost(entry.path, exercises)
    return replace(entry, model=None, problems=(*lost, *entry.problems)) if lost else entry


def _lost(path: Path, exercises: Mapping[str, Entry[Exercise]]) -> list[Problem]:
    """Say so where a pose is for an exercise that is not there."""
    if path.stem in exercises or not is_slug(path.stem):
        return []
    what = f"there is no exercise {path.stem!r} for this pose"
    return [Problem(path, 1, 1, what, did_you_mean(path.stem, exercises))]


def _second_look(
    entries: dict[str, Entry[Exercise]], originals: Mapping[str, Entry[Exercise]], files: Files
) -> dict[str, Entry[Exercise]]:
    """Check what exercises say of one another, once all of them are there; what fails keeps its place."""
    return {slug: _looked_at(entry, entries, originals, files) for slug, entry in entries.items()}


def _looked_at(
    entry: Entry[Exercise],
    known: Mapping[str, Entry[Exercise]],
    originals: Mapping[str, Entry[Exercise]],
    files: Files,
) -> Entry[Exercise]:
    if entry.model is None or entry.problems or _is_usable(entry.model.easier, known):
        return entry
    return _told(entry, originals, files, lambda one: _easier_findings(one, known))


def _told(
    entry: Entry[Exercise],
    originals: Mapping[str, Entry[Exercise]],
    files: Files,
    check: Callable[[Exercise], Iterator[Finding]],
) -> Entry[Exercise]:
    """Return an entry with what `check` finds in its file; the bundled one of its name is used instead."""
    read = files.read(entry.path, Exercise, check)
    problems = read if isinstance(read, list) else []
    model = originals[entry.slug].model if entry.mine and entry.slug in originals else None
    return replace(entry, model=model, problems=(*entry.problems, *problems))


# --- a person's exercises in bundled routines ------------------------------------------------------------------------


def _overriding(
    entries: Mapping[str, Entry[Exercise]], originals: Mapping[str, Entry[Exercise]]
) -> dict[str, Exercise]:
    """Return the person's exercises that are used in place of bundled ones."""
    found = {slug: entry.model for slug, entry in entries.items() if entry.mine and slug in originals}
    return {slug: model for slug, model in found.items() if model and model is not originals[slug].model}


def _that_suit(
    entries: dict[str, Entry[Exercise]], originals: Mapping[str, Entry[Exercise]], files: Files
) -> dict[str, Entry[Exercise]]:
    """Set back each of the person's exercises with which a bundled routine could not be done, and say so in it."""
    entries = dict(entries)
    while mine := _overriding(entries, originals):
        told: dict[str, list[Finding]] = {}
        for slug, entry in files.bundled_entries("", Routine, _nothing_more).items():
            if entry.model is not None:
                findings = partial(_routine_findings, known=entries)
                for name, finding in unsuited(slug, entry.model, mine, usable(originals), findings):
                    told.setdefault(name, []).append(finding)
        if not told:
            break
        for name, found in told.items():
            entries[name] = _told(entries[name], originals, files, partial(_these, found))
    return entries


def _these(findings: list[Finding], _: object) -> Iterator[Finding]:
    return iter(findings)


def _fitted_entry(entry: Entry[Routine], mine: Mapping[str, Exercise]) -> Entry[Routine]:
    return entry if entry.model is None else replace(entry, model=fitted(entry.model, mine))


def _is_usable(slug: str | None, known: Mapping[str, Entry[Exercise]]) -> bool:
    return slug is None or (slug in known and known[slug].model is not None)


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
            for slug, place, kind in ((step.warm, "warm", "heat"), (step.cool, "cool", "cold")):
                yield from _unknown(slug, (*at, place), "exercise", known)
                if slug in exercises and exercises[slug].kind != kind:
                    what = f"{slug!r} is not of the kind {kind}"
                    yield Finding((*at, place), what, f"name an exercise of the kind {kind}")


def _unknown(slug: str, at: tuple[str | int, ...], what: str, known: Mapping[str, Entry[T]]) -> Iterator[Finding]:
    entry = known.get(slug)
    if entry is None:
        yield Finding(at, f"there is no {what} {slug!r}", did_you_mean(slug, known))
    elif entry.model is None:
        yield Finding(at, f"the {what} {slug!r} has problems of its own", f"mend {entry.path.name} first")


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


def check_of(kind: Any, catalog: Catalog, precautions: Iterable[str]) -> Callable[[Any], Iterator[Finding]]:
    """Return what holds a file of a kind, such as Routine, against everything else there is."""
    if kind is Exercise:
        codes = frozenset(precautions)
        return lambda one: chain(_exercise_findings(one, codes), _easier_findings(one, catalog.exercises))
    if kind is Programme:
        return lambda one: _programme_findings(one, catalog.routines)
    if kind is Routine:
        exercises = catalog.usable_exercises
        return lambda one: _routine_findings(one, exercises, catalog.exercises)
    return _nothing_more


def check_file(path: Path, catalog: Catalog, precautions: Iterable[str]) -> list[Problem]:
    """Return everything wrong with one file anywhere, held against a catalog for what it refers to.

    Its kind is told from its folder (`exercises`, `poses`, `programmes`), else from its keys.
    """
    files = Files(path.parent, path.parent, {})
    kind = kind_of(path)
    read = files.read(path, kind, check_of(kind, catalog, precautions))
    groups: dict[Any, Mapping[str, Entry[Any]]] = {
        Exercise: catalog.exercises,
        Programme: catalog.programmes,
        Routine: catalog.routines,
    }
    entry = groups[kind].get(path.stem) if kind in groups else None
    if kind not in groups:
        read = _lost(path, catalog.exercises) + (read if isinstance(read, list) else [])
    if isinstance(read, list):
        return read
    if entry is None or entry.path.absolute() != path.absolute():
        return []
    return [replace(one, path=path) for one in entry.problems if one.path == entry.path]  # in its place among others


def kind_of(path: Path) -> Any:
    """Return the kind of a file, such as Routine: by its folder, else by its keys."""
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
