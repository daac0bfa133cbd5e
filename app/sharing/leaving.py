"""What goes along with a routine when it is shared: everything of the person's own that it is done with."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from app import files
from app.routine.catalog import Catalog, Entry, check_file
from app.routine.files import files_in
from app.routine.model import ContrastStep, Exercise, ExerciseStep, Routine
from app.routine.nodes import MOST_BYTES
from app.routine.pictures import MOST_PICTURE_BYTES, is_picture
from app.routine.safety import flattened
from app.routine.walk import did_you_mean
from app.sharing.pack import PackError, Place, packed, place_of, unpacked

T = TypeVar("T")


def export(slugs: Iterable[str], catalog: Catalog, mine: Path, target: Path) -> tuple[Place, ...]:
    """Write routines of one's own with all they need to a pack, and return what is in it.

    A file that is there is replaced. Raises PackError.
    """
    held = own_files(slugs, catalog, mine)
    data = packed(held)
    unpacked(data, target.name)  # what would not be taken is not given
    if not target.parent.is_dir():
        raise PackError(f"There is no folder {target.parent}; make it first, or choose another.")
    try:
        files.replace(target, data)
    except OSError as error:
        raise PackError(f"{target.name} cannot be written ({error.strerror}); choose another place for it.") from None
    return tuple(sorted(held))


def own_files(slugs: Iterable[str], catalog: Catalog, mine: Path) -> Mapping[Place, bytes]:
    """Return the files that the routines need and that do not come with the app. Raises PackError."""
    held: dict[Place, bytes] = {}
    named: set[str] = set()
    for slug in slugs:
        routine = _routine(slug, catalog)
        held[Place("routine", slug)] = _read(catalog.routines[slug].path)
        named |= _exercises(routine)
    for slug in sorted(_with_easier(named, catalog.exercises)):
        held |= dict(_of_exercise(slug, catalog, mine))
    return held


def _routine(slug: str, catalog: Catalog) -> Routine:
    entry = catalog.routines.get(slug)
    if entry is None:
        hint = did_you_mean(slug, catalog.routines)
        raise PackError(f"There is no routine {slug!r}; {hint}{'' if hint.endswith('?') else '.'}")
    if not entry.mine:
        raise PackError(f"The routine {slug!r} comes with Unhunch; share one of your own.")
    return _usable(entry, "routine")


def _usable(entry: Entry[T], what: str) -> T:
    if entry.model is None or entry.problems:
        raise PackError(f"The {what} {entry.slug!r} has problems; mend it first, see: unhunch check {entry.path}")
    return entry.model


def _exercises(routine: Routine) -> set[str]:
    """Return the exercises a routine is done with, or offers instead."""
    slugs = {slug for pair in routine.swaps.items() for slug in pair}
    for _, step, _ in flattened(routine.steps):
        if isinstance(step, ExerciseStep):
            slugs |= {step.exercise} | ({step.swap} if step.swap else set())
        elif isinstance(step, ContrastStep):
            slugs |= {step.warm, step.cool}
    return slugs


def _with_easier(slugs: set[str], exercises: Mapping[str, Entry[Exercise]]) -> set[str]:
    """Return the exercises with those they name as easier, and those of these."""
    found: set[str] = set()
    todo = list(slugs)
    while todo:
        slug = todo.pop()
        if slug not in found:
            found.add(slug)
            model = exercises[slug].model
            todo += [model.easier] if model and model.easier else []
    return found


def _of_exercise(slug: str, catalog: Catalog, mine: Path) -> Iterator[tuple[Place, bytes]]:
    entry = catalog.exercises[slug]
    if entry.mine:
        _usable(entry, "exercise")
        yield Place("exercise", slug), _read(entry.path)
    for path in files_in(mine / "poses"):
        if path.stem == slug:
            if check_file(path, catalog, ()):
                raise PackError(f"The pose {slug!r} has problems; mend it first, see: unhunch check {path}")
            yield Place("pose", slug), _read(path)
    yield from _picture(slug, mine)


def _picture(slug: str, mine: Path) -> Iterator[tuple[Place, bytes]]:
    for path in sorted((mine / "pictures").glob(f"{slug}.*")):
        place = place_of(f"pictures/{path.name}")
        if place is not None:
            data = _read(path, MOST_PICTURE_BYTES)
            if not is_picture(data, place.ending):
                raise PackError(f"{path.name} is not the picture its name says; put another in its place first.")
            yield place, data
            return


def _read(path: Path, most_bytes: int = MOST_BYTES) -> bytes:
    try:
        return files.read(path, most_bytes)
    except files.TooLargeError:
        raise PackError(f"{path.name} is too large to be shared; make it smaller first.") from None
    except (OSError, ValueError):
        raise PackError(f"{path.name} cannot be read; check that it is there and may be read.") from None
