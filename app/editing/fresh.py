"""Files that are not there yet: new ones, and copies to be changed. The original of a copy stays as it is.

Nothing is written here: each comes as a draft, to be saved.
"""

import os
import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app.editing.draft import Around, Draft, read_whole
from app.editing.edits import set_value
from app.editing.pictures import copy_picture
from app.editing.pieces import Style, cleaned, pair
from app.editing.places import Plain
from app.editing.written import keys_of
from app.routine.catalog import Entry, kind_of
from app.routine.model import Exercise, Programme, Routine
from app.routine.pose import POSE

MOST_LETTERS = 64  # of a slug
MOST_OF_A_TITLE = 80
_SCHEMA = "# yaml-language-server: $schema={}\n"
_SPELT = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ı": "i"})
_NO_FILE_ON_WINDOWS = re.compile(r"con|prn|aux|nul|(com|lpt)\d")

ROUTINE: Plain = {"schema": "1", "language": "en", "title": "", "purpose": "", "steps": []}
EXERCISE: Plain = {
    "schema": "1",
    "language": "en",
    "name": "",
    "kind": "stretch",
    "areas": [],
    "position": "seated",
    "dose": {"hold": "20 s"},
    "instructions": [],
    "cue": "",
}


@dataclass(frozen=True)
class Folders:
    """Where the bundled files and the person's own are."""

    bundled: Path
    mine: Path


def new_routine(folders: Folders, around: Around, title: str, **keys: Plain) -> Draft:
    """Begin a routine: its title, other keys as one would write them, and no step yet."""
    path = folders.mine / f"{free_slug(title, 'routine', folders, around)}.yaml"
    return Draft(path, Routine, _text("schema/routine.json", {**_dict(ROUTINE), "title": title, **keys}), around)


def new_exercise(folders: Folders, around: Around, name: str, **keys: Plain) -> Draft:
    """Begin an exercise: its name, and other keys as one would write them. What is missing is told as problems."""
    path = folders.mine / "exercises" / f"{free_slug(name, 'exercise', folders, around)}.yaml"
    return Draft(path, Exercise, _text("../schema/exercise.json", {**_dict(EXERCISE), "name": name, **keys}), around)


def new_pose(folders: Folders, around: Around, slug: str, pose: msgspec.Struct) -> Draft:
    """Begin the pose of an exercise, or open it where the person has one already, and put this in it."""
    path = folders.mine / "poses" / f"{slug}.yaml"
    if not path.exists():
        return Draft(path, POSE, _text("../schema/pose.json", keys_of(pose)), around)
    draft = Draft.opened(path, around)
    draft.set((), keys_of(pose))
    return draft


@dataclass(frozen=True)
class Copy:
    """A copy to be changed, and with an exercise what goes along with it: its pose, and the picture of `picture`."""

    draft: Draft
    pose: Draft | None = None
    picture: str = ""

    def save(self) -> None:
        """Write all of it. Raises what Draft.save does."""
        self.draft.save()
        if self.pose is not None and not self.pose.is_saved:
            self.pose.save()
        if self.picture:
            copy_picture(self.draft.path.parent.parent, self.picture, self.draft.path.stem)


def copy_of(folders: Folders, around: Around, entry: Entry[Any], title: str = "") -> Copy:
    """Return a routine, exercise or programme under a name of its own.

    Everything in the file is kept but its title. Raises CannotOpenError where it cannot be read.
    """
    kind = kind_of(entry.path)
    words = ("exercise", "name") if kind is Exercise else ("programme" if kind is Programme else "routine", "title")
    title = title or _mine(getattr(entry.model, words[1], entry.slug))
    slug = free_slug(title, words[0], folders, around)
    text = set_value(read_whole(entry.path)[1], (words[1],), title)
    folder = folders.mine / _FOLDERS[words[0]]
    draft = Draft(folder / f"{slug}.yaml", kind, text, around)
    if kind is not Exercise:
        return Copy(draft)
    poses = (place / "poses" / f"{entry.slug}.yaml" for place in (folders.mine, folders.bundled))
    pose = next((read_whole(path)[1] for path in poses if path.exists()), None)
    path = folders.mine / "poses" / f"{slug}.yaml"
    return Copy(draft, Draft(path, POSE, pose, around) if pose is not None else None, entry.slug)


_FOLDERS = {"routine": "", "exercise": "exercises", "programme": "programmes"}


def _mine(title: str) -> str:
    return f"{title[: MOST_OF_A_TITLE - 7]} (mine)"


def _dict(keys: Plain) -> dict[str, Plain]:
    assert isinstance(keys, dict)
    return keys


def _text(schema: str, keys: Mapping[str, Plain]) -> str:
    lines = (pair(key, cleaned(value), Style()) for key, value in keys.items())
    return _SCHEMA.format(schema) + "".join(lines)


# --- slugs -----------------------------------------------------------------------------------------------------------


def slug_of(title: str) -> str:
    """Return a title as a slug: `Nacken & Schultern` as `nacken-schultern`; nothing where no letter is left of it."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_SPELT))
    words = re.findall(r"[a-z0-9]+", "".join(one for one in plain if not unicodedata.combining(one)).replace("'", ""))
    slug = "-".join(words)[:MOST_LETTERS].strip("-")
    return f"my-{slug}" if _NO_FILE_ON_WINDOWS.fullmatch(slug) else slug


def free_slug(title: str, kind: str, folders: Folders, around: Around) -> str:
    """Return a slug for a title that no file has, bundled or the person's own, whatever is in it."""
    catalog = around.catalog
    known: dict[str, Container[str]] = {
        "routine": catalog.routines,
        "exercise": catalog.exercises,
        "programme": catalog.programmes,
    }
    places = [folders.mine / _FOLDERS[kind]] + [folders.mine / "poses"] * (kind == "exercise")
    first = slug_of(title) or f"my-{kind}"
    slug, number = first, 1
    while slug in known[kind] or any(os.path.lexists(place / f"{slug}{end}") for place in places for end in _ENDINGS):
        number += 1
        slug = f"{first[: MOST_LETTERS - len(str(number)) - 1].strip('-')}-{number}"
    return slug


_ENDINGS = (".yaml", ".yml")
