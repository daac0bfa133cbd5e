"""What a person chooses a routine by, taken from its file and its timeline."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from app.play.layout import Options, lay_out
from app.play.suiting import Choices, suited
from app.play.timeline import Timeline
from app.routine.catalog import Catalog, Entry
from app.routine.equipment import equipment_of
from app.routine.model import Exercise, Position, Programme, Routine
from app.routine.reader import Problem


@dataclass(frozen=True)
class Overview:
    """A routine that can be played, in short. What its exercises need or ask is gathered from all of them."""

    slug: str
    routine: Routine
    timeline: Timeline
    mine: bool
    equipment: tuple[str, ...]
    precautions: tuple[str, ...]
    sources: tuple[str, ...]
    needs_floor: bool
    positions: frozenset[Position]
    why_not: str = ""  # why it cannot be started as the person has it
    as_written: frozenset[str] = frozenset()  # exercises whose own dose would lead past a limit in it
    problems: tuple[Problem, ...] = ()  # of the person's own file, where the bundled one stands in for it

    @property
    def minutes(self) -> int:
        """How long it takes, in whole minutes, at least 1."""
        return max(1, math.floor(self.timeline.total_s / 60 + 0.5))


@dataclass(frozen=True)
class Broken:
    """A file that cannot be used, and everything wrong with it; or a folder that cannot be looked into."""

    slug: str
    path: Path
    mine: bool
    problems: tuple[Problem, ...]
    kind: Literal["routine", "exercise", "programme", "folder"] = "routine"
    stands_in: bool = False  # the bundled one of its name, until it is mended


@dataclass(frozen=True)
class Shelf:
    """What the library shows: the routines that can be played, by slug, and the files that have problems."""

    routines: Mapping[str, Overview] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()
    exercises: Mapping[str, Exercise] = field(default_factory=dict)  # what the routines were laid out with
    options: Options = field(default_factory=Options)  # how they were
    choices: Choices = field(default_factory=Choices)  # what they were suited to
    catalog: Catalog = field(default_factory=Catalog, compare=False)  # all of it, to be laid out otherwise


def overviews(
    catalog: Catalog, options: Options | None = None, choices: Choices | None = None
) -> list[Overview | Broken]:
    """Return every routine there is, by slug, as it suits the person."""
    exercises = catalog.usable_exercises
    return [overview_of(entry, exercises, options, choices) for entry in catalog.routines.values()]


def shelf(
    catalog: Catalog, options: Options | None = None, before: Shelf | None = None, choices: Choices | None = None
) -> Shelf:
    """Return what the library shows.

    `before` is what it showed: routines that are as they were there are taken over from it and not laid out again.
    What comes out is the same without it.
    """
    exercises = catalog.usable_exercises
    options, choices = options or Options(), choices or Choices()
    is_same = before is not None and (before.exercises, before.options, before.choices) == (
        exercises,
        options,
        choices,
    )
    made = before.routines.made if before is not None and isinstance(before.routines, Routines) else {}

    def make(slug: str) -> Overview:
        one = overview_of(catalog.routines[slug], exercises, options, choices)
        assert isinstance(one, Overview)
        old = made.get(slug)
        return old if old is not None and old == one else one

    slugs = [slug for slug, entry in catalog.routines.items() if entry.model is not None]
    kept = {
        slug: made[slug]
        for slug in slugs
        if is_same and slug in made and _as_told(made[slug]) == _told_by(catalog.routines[slug])
    }
    return Shelf(Routines(slugs, make, kept), tuple(_broken(catalog)), exercises, options, choices, catalog)


class Routines(Mapping[str, Overview]):
    """Overviews by slug, each laid out when it is first asked for: to tell what there is takes none of them."""

    def __init__(self, slugs: Iterable[str], make: Callable[[str], Overview], made: Mapping[str, Overview]) -> None:
        self._slugs = dict.fromkeys(slugs)
        self._make = make
        self.made = dict(made)  # those that were asked for

    def __getitem__(self, slug: str) -> Overview:
        if slug not in self._slugs:
            raise KeyError(slug)
        if slug not in self.made:
            self.made[slug] = self._make(slug)
        return self.made[slug]

    def __contains__(self, slug: object) -> bool:
        return slug in self._slugs

    def __iter__(self) -> Iterator[str]:
        return iter(self._slugs)

    def __len__(self) -> int:
        return len(self._slugs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    __hash__ = None  # type: ignore[assignment]  # it is compared by what it holds


def _as_told(one: Overview) -> tuple[Routine, bool, tuple[Problem, ...]]:
    return one.routine, one.mine, one.problems


def _told_by(entry: Entry[Routine]) -> tuple[Routine | None, bool, tuple[Problem, ...]]:
    return entry.model, entry.mine, entry.problems


def _broken(catalog: Catalog) -> Iterator[Broken]:
    for problem in catalog.folders:
        yield Broken(problem.path.name, problem.path, True, (problem,), "folder")
    yield from _broken_files(catalog.routines, "routine")
    yield from _broken_files(catalog.exercises, "exercise")
    yield from _broken_files(catalog.programmes, "programme")


def _broken_files(
    entries: Mapping[str, Entry[Routine]] | Mapping[str, Entry[Exercise]] | Mapping[str, Entry[Programme]],
    kind: Literal["routine", "exercise", "programme"],
) -> Iterator[Broken]:
    for entry in entries.values():
        for path in dict.fromkeys(problem.path for problem in entry.problems):  # a.yml may stand beside a.yaml
            problems = tuple(problem for problem in entry.problems if problem.path == path)
            yield Broken(entry.slug, path, entry.mine, problems, kind, entry.model is not None and path == entry.path)


def overview_of(
    entry: Entry[Routine],
    exercises: dict[str, Exercise],
    options: Options | None = None,
    choices: Choices | None = None,
) -> Overview | Broken:
    """Return one routine as it suits the person, or what is wrong with it."""
    if entry.model is None:
        return Broken(entry.slug, entry.path, entry.mine, entry.problems)
    fitted = suited(entry.model, exercises, choices or Choices())
    timeline = lay_out(entry.slug, fitted.routine, exercises, options)
    used = [exercises[slug] for slug in dict.fromkeys(part.exercise_id for part in timeline.parts)]
    return Overview(
        slug=entry.slug,
        routine=entry.model,
        timeline=timeline,
        mine=entry.mine,
        equipment=equipment_of(used),
        precautions=_all(exercise.avoid_if for exercise in used),
        sources=_all([entry.model.sources, *(exercise.sources for exercise in used)]),
        needs_floor=any(exercise.position == "floor" for exercise in used),
        positions=frozenset(exercise.position for exercise in used),
        why_not=fitted.why_not,
        as_written=fitted.as_written,
        problems=entry.problems,
    )


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for group in groups for word in group))
