"""What a person chooses a routine by, taken from its file and its timeline."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.play.layout import Options, lay_out
from app.play.timeline import Timeline
from app.routine.catalog import Catalog, Entry
from app.routine.model import Exercise, Routine
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
    problems: tuple[Problem, ...] = ()  # of the person's own file, where the bundled one stands in for it

    @property
    def minutes(self) -> int:
        """How long it takes, in whole minutes, at least 1."""
        return max(1, math.floor(self.timeline.total_s / 60 + 0.5))


@dataclass(frozen=True)
class Broken:
    """A routine file that cannot be played, and everything wrong with it."""

    slug: str
    path: Path
    mine: bool
    problems: tuple[Problem, ...]


def overviews(catalog: Catalog, options: Options | None = None) -> list[Overview | Broken]:
    """Return every routine there is, by slug."""
    exercises = catalog.usable_exercises
    return [_overview(entry, exercises, options) for entry in catalog.routines.values()]


def _overview(entry: Entry[Routine], exercises: dict[str, Exercise], options: Options | None) -> Overview | Broken:
    if entry.model is None:
        return Broken(entry.slug, entry.path, entry.mine, entry.problems)
    timeline = lay_out(entry.slug, entry.model, exercises, options)
    used = [exercises[slug] for slug in dict.fromkeys(part.exercise_id for part in timeline.parts)]
    return Overview(
        slug=entry.slug,
        routine=entry.model,
        timeline=timeline,
        mine=entry.mine,
        equipment=_all(exercise.equipment for exercise in used),
        precautions=_all(exercise.avoid_if for exercise in used),
        sources=_all([entry.model.sources, *(exercise.sources for exercise in used)]),
        needs_floor=any(exercise.position == "floor" for exercise in used),
        problems=entry.problems,
    )


def _all(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for group in groups for word in group))
