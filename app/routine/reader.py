"""YAML text to a model, or to everything that is wrong with it: file, line, column, remedy.

Four steps: the file's text, its tree, a walk over the tree against the model's types, and the model.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from app.routine.nodes import Mapping, Node, Sequence, UnreadableError, file_text, tree
from app.routine.walk import MOST_FAULTS, NOTHING, Fault, TooManyFaultsError, reader_of

T = TypeVar("T")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with a file, where it is, and what would be right. Line and column count from 1."""

    path: Path
    line: int
    column: int
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.what}; {self.remedy}"


@dataclass(frozen=True)
class Finding:
    """Something wrong with a model, at a place named by keys and indexes such as `("steps", 2, "hold")`."""

    at: tuple[str | int, ...]
    what: str
    remedy: str


@dataclass(frozen=True)
class Source:
    """A file that was read: where it is, and its tree, so that a later finding can be placed."""

    path: Path
    root: Node

    def problem(self, finding: Finding) -> Problem:
        """Place a finding: at the value it names, or at the nearest thing around it that the file has."""
        node = self.root
        for part in finding.at:
            inner = _inside(node, part)
            if inner is None:
                break
            node = inner
        return Problem(self.path, node.line, node.column, finding.what, finding.remedy)


def _inside(node: Node, part: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(part, str):
        return node.value(part)
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


@dataclass(frozen=True)
class Read(Generic[T]):
    """A model that a file holds, with nothing wrong."""

    model: T


@dataclass(frozen=True)
class Parsed(Generic[T]):
    """What a file says by itself: its model, as far as it can be read, and what its types find wrong.

    Whoever keeps it for the next time need not parse the same text again. It holds the text and no tree, which is
    some ten times larger and of use only where there is a finding to be placed.
    """

    path: Path
    text: str
    model: T | None
    problems: tuple[Problem, ...]

    def held_against(self, check: "Check[T]") -> Read[T] | list[Problem]:
        """Return the model, or everything that is wrong with it; `check` is what the types cannot say.

        A file with faults is checked too, as far as it can be read, so that everything is told at once.
        """
        # each finding may have been looked for at length, so there is an end to them
        findings = list(islice(check(self.model), MOST_FAULTS)) if self.model is not None else []
        if self.model is not None and not findings and not self.problems:
            return Read(self.model)
        problems = list(self.problems)
        if findings:
            source = Source(self.path, tree(self.text))
            problems += map(source.problem, findings)
        return sorted(problems) if len(problems) < MOST_FAULTS else _first_of(problems)


Check = Callable[[T], Iterable[Finding]]


def _unchecked(_: object) -> Iterable[Finding]:
    return ()


def read_file(path: Path, kind: type[T], check: Check[T] = _unchecked) -> Read[T] | list[Problem]:
    """Read a file as a model, or say everything that is wrong with it. Never raises for what a file holds."""
    try:
        return read_text(file_text(path), path, kind, check)
    except UnreadableError as error:
        return [Problem(path, error.line, error.column, error.what, error.remedy)]


def read_text(text: str, path: Path, kind: type[T], check: Check[T] = _unchecked) -> Read[T] | list[Problem]:
    """Read text as a model, or say everything that is wrong with it; the path is only named in problems."""
    return parse(text, path, kind).held_against(check)


def parse(text: str, path: Path, kind: type[T]) -> Parsed[T]:
    """Read text by itself, with nothing to hold it against; the path is only named in problems."""
    try:
        root = tree(text)
    except UnreadableError as error:
        return Parsed(path, text, None, (Problem(path, error.line, error.column, error.what, error.remedy),))
    faults: list[Fault] = []
    try:
        model = _model(reader_of(kind)(root, faults), kind)  # type: ignore[arg-type]  # a type is hashable
    except TooManyFaultsError:
        model = None
    return Parsed(path, text, model, tuple(Problem(path, *fault) for fault in faults))


def _first_of(problems: Iterable[Problem]) -> list[Problem]:
    """Return the first problems of a file that has very many, and a last one that says so."""
    first = sorted(problems)[:MOST_FAULTS]
    what = "there may be more problems than these"
    return [*first, replace(first[-1], what=what, remedy="mend these first, then check the file again")]


def _model(value: object, kind: type[T]) -> T | None:
    try:
        return None if value is NOTHING else msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError:  # only where something was stood in for; the faults say what
        return None
