"""The files of the bundled and the person's own folder: what each holds by itself, and which of two is used."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from app.routine.nodes import UnreadableError, file_text, shown
from app.routine.reader import Finding, Parsed, Problem, Read, parse

T = TypeVar("T")
Check = Callable[[T], Iterator[Finding]]
Memory = dict[tuple[Any, Path], Parsed[Any]]  # what was read, so that text that has not changed is not parsed again

MOST_FILES = 2000  # in one folder
is_slug = re.compile(r"(?=.{1,64}\Z)[a-z0-9]+(-[a-z0-9]+)*").fullmatch


@dataclass(frozen=True)
class Entry(Generic[T]):
    """One slug: its model where it can be used, and the problems of its file where there are any."""

    slug: str
    path: Path
    mine: bool
    model: T | None
    problems: tuple[Problem, ...] = ()


def files_in(folder: Path) -> list[Path]:
    """Return the routine files of a folder in order of name; editors' hidden and backup files are passed over."""
    try:
        paths = [path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")]
    except OSError:
        return []
    return sorted(path for path in paths if not path.name.startswith(".") and not _is_folder(path))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a link to where one may not look
        return False


def folder_problems(mine: Path) -> Iterator[Problem]:
    """Yield a problem for a folder of the person's that is there and cannot be looked into."""
    for folder in (mine, mine / "exercises", mine / "programmes"):
        try:
            any(folder.iterdir())
        except FileNotFoundError:
            continue
        except OSError as error:
            remedy = "check that it is a folder and may be read"
            yield Problem(folder, 1, 1, f"the folder cannot be opened ({error.strerror})", remedy)
            return  # what is inside has no other trouble


@dataclass
class Files:
    """Both folders, and what is remembered of their files from the last time."""

    bundled: Path
    mine: Path
    memory: Memory
    seen: Memory = field(default_factory=dict)
    only: str = ""  # the one slug that is of interest; all where empty

    def keep_what_was_read(self) -> None:
        """Remember what is there now, and forget files that are not."""
        self.memory.clear()
        self.memory.update(self.seen)

    def bundled_entries(self, folder: str, kind: type[T], check: Check[T]) -> dict[str, Entry[T]]:
        """Return the files of a bundled folder."""
        return {path.stem: self._entry(path, False, kind, check) for path in self._in(self.bundled / folder)}

    def with_mine(
        self, folder: str, bundled: dict[str, Entry[T]], kind: type[T], check: Check[T]
    ) -> dict[str, Entry[T]]:
        """Return bundled entries with the person's own files of that folder laid over them, in the order of slugs."""
        entries = dict(bundled)
        files = self._in(self.mine / folder)
        of_mine: list[Entry[T]] = [self._entry(path, True, kind, check) for path in files[:MOST_FILES]]
        of_mine += [Entry(path.stem, path, True, None, (_one_too_many(path),)) for path in files[MOST_FILES:][:1]]
        for entry in of_mine:
            before = entries.get(entry.slug)
            entries[entry.slug] = _over(before, entry) if before else entry
        return dict(sorted(entries.items()))

    def _in(self, folder: Path) -> list[Path]:
        return [path for path in files_in(folder) if not self.only or path.stem == self.only]

    def merged(self, folder: str, kind: type[T], check: Check[T]) -> dict[str, Entry[T]]:
        """Return the files of both folders, held against the same check."""
        return self.with_mine(folder, self.bundled_entries(folder, kind, check), kind, check)

    def read(self, path: Path, kind: type[T], check: Check[T]) -> Read[T] | list[Problem]:
        """Read a file and hold its model against `check`; return it, or everything wrong with it."""
        if not is_slug(path.stem):
            remedy = "rename it with small letters, digits and hyphens, such as my-routine.yaml"
            return [Problem(path, 1, 1, "the file's name will not do", remedy)]
        try:
            text = file_text(path)
        except UnreadableError as error:
            return [Problem(path, error.line, error.column, error.what, error.remedy)]
        parsed = self.seen.get((kind, path)) or self.memory.get((kind, path))
        if parsed is None or parsed.text != text:
            parsed = parse(text, path, kind)
        self.seen[kind, path] = parsed
        return parsed.held_against(check)

    def _entry(self, path: Path, mine: bool, kind: type[T], check: Check[T]) -> Entry[T]:
        read = self.read(path, kind, check)
        if isinstance(read, list):
            return Entry(path.stem, path, mine, None, tuple(read))
        return Entry(path.stem, path, mine, read.model)


def _one_too_many(path: Path) -> Problem:
    """Say it once, of the first file that is left out: more would take too long to read."""
    what = f"is one file more than the {MOST_FILES:,} that are read, and left out with all those after it"
    return Problem(path, 1, 1, what, "keep fewer files in this folder")


def _over(before: Entry[T], mine: Entry[T]) -> Entry[T]:
    """Return what is used where a file of the person's has the name of one before it.

    It wins over a bundled one, which stays in use where it is broken; of two of their own the first is used.
    """
    if before.mine:  # a.yaml beside a.yml
        name = before.path.name if is_slug(before.slug) else shown(before.path.name)
        remedy = "keep one of the two, or rename one"
        twin = Problem(mine.path, 1, 1, f"{name} has the same name", remedy)
        return replace(before, problems=(*before.problems, twin))
    return replace(mine, model=before.model) if mine.model is None else mine
