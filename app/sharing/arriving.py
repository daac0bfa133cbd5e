"""Taking a pack in: what of it is there already, what is to be done about that, and whether all of it can be used.

Nothing is written here but in a folder of its own that is gone again, where the pack is laid over what there is and
read as it will be.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from app import files
from app.expected import Expected
from app.routine.catalog import load, load_poses
from app.routine.files import files_in
from app.routine.folder import PARTS
from app.routine.nodes import MOST_BYTES, UnreadableError
from app.routine.pictures import MOST_PICTURE_BYTES
from app.routine.reader import Problem
from app.sharing.pack import Pack, PackError, Place
from app.sharing.renaming import NotRenamedError, renamed

Choice = Literal["mine", "theirs", "both"]
_OTHER_ENDINGS = {".yaml": (".yml",), ".png": (".jpg", ".jpeg", ".webp"), ".jpg": (".jpeg", ".png", ".webp")}
_OTHER_ENDINGS[".webp"] = (".png", ".jpg", ".jpeg")
_LONGEST_SLUG = 64


@dataclass(frozen=True)
class Folders:
    """Where routines are, bundled and the person's own, and the precautions exercises may name."""

    bundled: Path
    mine: Path
    precautions: frozenset[str]


@dataclass(frozen=True, order=True)
class Clash:
    """A slug of the pack under which something else is there: the person's own, or what comes with the app."""

    slug: str
    kind: Literal["routine", "exercise"]
    is_bundled: bool
    can_be_both: bool = True  # a pose or picture of an exercise that is not in the pack can stand only in its place


Choices = Mapping[Clash, Choice]
Ask = Callable[[tuple[Clash, ...]], Choices]


@dataclass(frozen=True)
class Arrival:
    """What taking a pack in will do: files by their place, those they stand in for, and what to tell of it."""

    files: Mapping[Place, bytes]
    removed: tuple[str, ...] = ()  # of the person's own, since another ending takes their place
    renamed: tuple[tuple[str, str], ...] = ()
    left_out: tuple[str, ...] = ()
    there_already: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    routines: tuple[str, ...] = ()  # all of the pack's, by the slug under which they now are


class UnfitError(Expected):
    """What is in a pack cannot be used; its problems, with places in the pack."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        many = f"{len(problems)} problem{'s' * (len(problems) > 1)}"
        super().__init__(f"{name} has {many} and nothing of it was taken; have them mended where it was made.")
        self.problems = problems


def taken_in(pack: Pack, folders: Folders, ask: Ask) -> Arrival:
    """Return what taking a pack in will do, held against everything there is. `ask` is called once, and only if needed.

    Raises PackError or UnfitError.
    """
    found = clashes(pack, folders)
    arrival = arranged(pack, folders, ask(found) if found else {})
    if problems := problems_of(arrival, folders):
        raise UnfitError(pack.name, tuple(problems))
    return arrival


# --- what is there ---------------------------------------------------------------------------------------------------


def clashes(pack: Pack, folders: Folders) -> tuple[Clash, ...]:
    """Return the slugs of a pack that stand for something else here, in the order of slugs."""
    return tuple(sorted(clash for unit in _units(pack) if (clash := unit.clash(folders))))


@dataclass(frozen=True)
class _Unit:
    """What goes by one slug: a routine, or an exercise with its pose and picture."""

    slug: str
    kind: Literal["routine", "exercise"]
    files: Mapping[Place, bytes]

    def clash(self, folders: Folders) -> Clash | None:
        """Return what stands in its way here; nothing where all of it is here already, letter by letter."""
        others = [place for place, data in self.files.items() if not _is_the_same(place, data, folders)]
        itself = Place(self.kind, self.slug)
        is_bundled = (folders.bundled / str(itself)).is_file()
        is_mine = any(_mine(place, folders.mine) for place in others)
        if itself not in self.files:  # a pose or picture alone changes how an exercise looks that is here
            is_mine = is_mine or bool(_mine(itself, folders.mine))
        if not others or not (is_mine or is_bundled):
            return None
        return Clash(self.slug, self.kind, not is_mine, itself in self.files)


def _units(pack: Pack) -> Iterator[_Unit]:
    for kind, kinds in (("routine", ("routine",)), ("exercise", ("exercise", "pose", "picture"))):
        slugs = sorted({place.slug for place in pack.files if place.kind in kinds})
        for slug in slugs:
            of_it = {place: data for place, data in pack.files.items() if place.slug == slug and place.kind in kinds}
            yield _Unit(slug, "routine" if kind == "routine" else "exercise", of_it)


def _is_the_same(place: Place, data: bytes, folders: Folders) -> bool:
    """Tell whether just this file is what is used here."""
    mine = _mine(place, folders.mine)
    there = [folders.mine / name for name in mine] or [folders.bundled / str(place)]
    try:
        return len(there) == 1 and files.read(there[0], MOST_PICTURE_BYTES) == data
    except OSError:
        return False


def _mine(place: Place, mine: Path) -> list[str]:
    """Return the person's own files that stand where this one would, by their names in the folder."""
    stem = str(place).removesuffix(place.ending)
    names = [stem + ending for ending in (place.ending, *_OTHER_ENDINGS[place.ending])]
    return [name for name in names if os.path.lexists(mine / name)]


# --- what is to be done ----------------------------------------------------------------------------------------------


def arranged(pack: Pack, folders: Folders, choices: Choices) -> Arrival:
    """Return what taking a pack in will do, by what was chosen for each of its clashes. Raises PackError."""
    kept: dict[Place, bytes] = {}
    new_slugs: dict[tuple[str, str], str] = {}
    left_out: list[str] = []
    already: list[str] = []
    for unit in _units(pack):
        clash = unit.clash(folders)
        choice = choices[clash] if clash else "theirs"
        if clash and (choice == "mine" or (choice == "both" and not clash.can_be_both)):
            left_out.append(unit.slug)
            continue
        if clash and choice == "both":
            new_slugs[unit.kind, unit.slug] = _free(unit.slug, unit.kind, pack, folders)
        new = {place: data for place, data in unit.files.items() if not _is_the_same(place, data, folders)}
        kept |= unit.files if choice == "both" else new
        already += [] if new else [unit.slug]
    slugs = {old: new for (kind, old), new in new_slugs.items() if kind == "exercise"}
    named = {_moved(place, new_slugs): _with_new_slugs(place, data, slugs, pack) for place, data in kept.items()}
    routines = [place.slug for place in pack.files if place.kind == "routine"]
    if routines and set(routines) <= set(left_out):  # nothing is left that would use the rest
        named = {}
    return Arrival(
        files=named,
        removed=tuple(name for place in named for name in _mine(place, folders.mine) if name != str(place)),
        renamed=tuple((old, new) for (_, old), new in new_slugs.items()),
        left_out=tuple(left_out),
        there_already=tuple(already),
        notes=pack.notes,
        routines=tuple(sorted(new_slugs.get(("routine", slug), slug) for slug in routines)),
    )


def _moved(place: Place, new_slugs: Mapping[tuple[str, str], str]) -> Place:
    unit = "routine" if place.kind == "routine" else "exercise"
    return Place(place.kind, new_slugs.get((unit, place.slug), place.slug), place.ending)


def _free(slug: str, kind: Literal["routine", "exercise"], pack: Pack, folders: Folders) -> str:
    """Return a slug like this one that nothing here and nothing in the pack goes by."""
    taken = {place.slug for place in pack.files}
    number = 2
    while True:
        end = f"-{number}"
        new = slug[: _LONGEST_SLUG - len(end)].rstrip("-") + end
        places = [Place(kind, new), Place("pose", new), Place("picture", new, ".png")]
        there = any(_mine(place, folder) for place in places for folder in (folders.mine, folders.bundled))
        if new not in taken and not there:
            return new
        number += 1


def _with_new_slugs(place: Place, data: bytes, slugs: Mapping[str, str], pack: Pack) -> bytes:
    if not slugs or place.kind not in ("routine", "exercise"):
        return data
    try:
        return renamed(data.decode("utf-8-sig"), slugs).encode()
    except (UnicodeDecodeError, UnreadableError):
        return data  # what is wrong with it is told with all the rest
    except NotRenamedError as error:
        told = f"{place} in {pack.name} names “{error}” in an unusual way"
        raise PackError(f"{told}, so both cannot be kept; choose yours or theirs.") from None


# --- whether it can be used ------------------------------------------------------------------------------------------


def problems_of(arrival: Arrival, folders: Folders) -> list[Problem]:
    """Return what would be wrong that is not wrong now, with every file of it laid over what there is and read.

    Paths are those in the routine folder. Raises PackError where there is no room to try it.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="unhunch-") as folder:
            return _new_problems(arrival, folders, Path(folder))
    except OSError as error:
        raise PackError(f"It could not be checked ({error.strerror}); make room for temporary files.") from None


def _new_problems(arrival: Arrival, folders: Folders, trial: Path) -> list[Problem]:
    for part in PARTS:
        (trial / part).mkdir(exist_ok=True)
        for path in files_in(folders.mine / part):
            _copy(path, trial / part / path.name)
    before = _problems(folders, trial)
    for name in arrival.removed:
        (trial / name).unlink(missing_ok=True)
    for place, data in arrival.files.items():
        if place.kind != "picture":
            (trial / str(place)).write_bytes(data)
    return sorted(_problems(folders, trial) - before)


def _copy(source: Path, target: Path) -> None:
    try:
        data = files.read(source, MOST_BYTES)
    except (OSError, ValueError):  # what cannot be read now cannot be broken either
        return
    target.write_bytes(data)


def _problems(folders: Folders, mine: Path) -> set[Problem]:
    catalog = load(folders.bundled, mine, folders.precautions)
    poses = load_poses(folders.bundled, mine, catalog.exercises)
    every = [*catalog.problems, *(one for entry in poses.values() for one in entry.problems)]
    return {
        Problem(one.path.relative_to(mine), one.line, one.column, one.what, one.remedy)
        for one in every
        if one.path.is_relative_to(mine)
    }
