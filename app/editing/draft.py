"""A file that is being changed: its text, what it says, what is wrong with it, and the way back."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from app import files
from app.editing import edits
from app.editing.heat_and_cold import missing_check
from app.editing.past import Past
from app.editing.places import At, NotEditableError, Plain, found, plain, readable
from app.editing.written import keys_of
from app.expected import Expected
from app.routine.catalog import Catalog, check_of, kind_of
from app.routine.model import Routine
from app.routine.nodes import MOST_BYTES, Node, Sequence, UnreadableError, decoded, file_bytes, tree
from app.routine.nodes import Mapping as Group
from app.routine.reader import Problem, Read, parse

BOM = "\ufeff".encode()
Kind = Any  # Routine, Exercise, Programme or POSE, which to a type checker is no type


class CannotOpenError(Expected):
    """The file is there and cannot be read."""


class CannotSaveError(Expected):
    """The file could not be written; what is on the disk is as it was."""


class ChangedElsewhereError(Expected):
    """Another program has changed the file since it was opened. `save(over=True)` or `take_theirs()` is the answer."""


@dataclass(frozen=True)
class Around:
    """What a file is held against: everything else there is, and the precautions there are."""

    catalog: Catalog
    precautions: Mapping[str, str]


def read_whole(path: Path) -> tuple[bytes, str]:
    """Return what is in a file, as it is and as text. Raises CannotOpenError."""
    try:
        data = file_bytes(path)
        return data, decoded(data)
    except UnreadableError as error:
        raise CannotOpenError(f"{path.name} {error.what}; {error.remedy}.") from None


class Draft:
    """One file, from when it is opened to when it is closed. Nothing is written before `save`.

    What is changed is named by its place, as in `("steps", 2, "hold")`. Each change raises NotEditableError, and
    changes nothing, where the text is written in a way that does not allow for it.
    """

    def __init__(self, path: Path, kind: Kind, text: str, around: Around, on_disk: bytes | None = None) -> None:
        self.path = path
        self.kind = kind
        self._around = around
        self._on_disk = on_disk
        self._past = Past(text)
        self._read()

    @classmethod
    def opened(cls, path: Path, around: Around) -> "Draft":
        """Open a file; its kind is told from its folder, else from its keys. Raises CannotOpenError."""
        data, text = read_whole(path)
        return cls(path, kind_of(path), text, around, data)

    # --- what it says ------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self._past.text

    @property
    def model(self) -> Any:
        """What the text says, with what cannot be read stood in for; None where too little can be."""
        return self._model

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, in the order of lines."""
        return self._problems

    def problems_at(self, at: At) -> list[tuple[At, Problem]]:
        """Return what is wrong at a place and inside it, each with its own place; all there is for `()`."""
        return [(place, problem) for place, problem in self._placed if place[: len(at)] == at]

    def written(self, at: At) -> Plain | None:
        """Return what is written at a place, letter by letter; None where nothing is, or nothing can be read."""
        try:
            return plain(found(readable(self.text), at))
        except NotEditableError:
            return None

    def hold_against(self, around: Around) -> None:
        """Look at the file again, since other files have changed."""
        self._around = around
        self._read()

    def _read(self) -> None:
        parsed = parse(self.text, self.path, self.kind)
        check = check_of(self.kind, self._around.catalog, self._around.precautions)
        outcome = parsed.held_against(check)
        self._model = parsed.model
        self._problems = () if isinstance(outcome, Read) else tuple(outcome)
        self._placed = list(_placed(self.text, self._problems)) if self._problems else []

    # --- changes -----------------------------------------------------------------------------------------------------

    def set(self, at: At, value: Plain | msgspec.Struct, run: str = "") -> bool:
        """Put a value at a place, as text (`"20 s"`), as lists and groups of text, or as a piece of the model.

        Changes of one `run`, such as letters typed into a field, are undone together. Returns whether anything changed:
        what says the same in other words is left as it is written.
        """
        said = keys_of(value) if isinstance(value, msgspec.Struct) else value
        return self._change(lambda text: edits.set_value(text, at, said), f"change {_named(at)}", run)

    def clear(self, at: At) -> bool:
        """Take a key out, so that what holds without it holds."""
        return self._change(lambda text: edits.clear(text, at), f"clear {_named(at)}")

    def insert(self, at: At, value: Plain | msgspec.Struct) -> bool:
        """Put an item into a list, where `at` will be its place. Heat and cold get the check that has to come first."""
        said = keys_of(value) if isinstance(value, msgspec.Struct) else value
        return self._change(lambda text: edits.insert(text, at, said), f"add {_item_of(at)}")

    def remove(self, at: At) -> bool:
        """Take an item out of its list; rounds with no step left go too."""
        return self._change(lambda text: edits.remove(text, at), f"remove {_item_of(at)}", checks=False)

    def move(self, at: At, to: At) -> bool:
        """Put an item before another, in its own list or elsewhere; both places are those before the change."""
        is_check = isinstance(said := self.written(at), dict) and "check" in said
        return self._change(lambda text: edits.move(text, at, to), f"move {_item_of(at)}", checks=not is_check)

    def duplicate(self, at: At) -> bool:
        """Put an item in its list once more, after itself."""
        return self._change(lambda text: edits.duplicate(text, at), f"duplicate {_item_of(at)}")

    def into_rounds(self, at: At, steps: int = 1, rounds: int = 2) -> bool:
        """Put so many steps, from `at` on, into rounds."""
        return self._change(lambda text: edits.into_rounds(text, at, steps, rounds), "put into rounds")

    def out_of_rounds(self, at: At) -> bool:
        """Put the steps of the rounds at `at` in their place."""
        return self._change(lambda text: edits.out_of_rounds(text, at), "take out of rounds")

    def rewrite(self, text: str) -> bool:
        """Put another text in place of all there is."""
        return self._write(text.encode("utf-8", "replace").decode(), "change the text", "")

    def _change(self, edit: Callable[[str], str], what: str, run: str = "", *, checks: bool = True) -> bool:
        new = edit(self.text)
        if not self._past.goes_on(run) and self._says_the_same(new):  # what is being typed is written as it is typed
            return False
        return self._write(self._with_check(new) if checks else new, what, run)

    def _says_the_same(self, text: str) -> bool:
        parsed = parse(text, self.path, self.kind)
        return not self._problems and not parsed.problems and parsed.model == self._model

    def _with_check(self, text: str) -> str:
        """Return a text with the check before heat or cold, where it was there or not needed before."""
        exercises = self._around.catalog.usable_exercises
        new = parse(text, self.path, self.kind).model
        if not isinstance(new, Routine) or not isinstance(self._model, Routine):
            return text
        if missing_check(self._model, exercises) or not (missing := missing_check(new, exercises)):
            return text
        return edits.insert(text, missing[0], keys_of(missing[1]))

    def _write(self, text: str, what: str, run: str) -> bool:
        changed = self._past.write(text, what, run)
        if changed:
            self._read()
        return changed

    # --- back and forth ----------------------------------------------------------------------------------------------

    @property
    def to_undo(self) -> str:
        """What was done last, as in `move step`; nothing where there is nothing to undo."""
        return self._past.to_undo

    @property
    def changes(self) -> int:
        """How many changes can be undone, one by one."""
        return self._past.changes

    @property
    def to_redo(self) -> str:
        """What was undone last; nothing where there is nothing to do again."""
        return self._past.to_redo

    def undo(self) -> bool:
        """Take the last change back, as often as there was one."""
        done = self._past.undo()
        self._read()
        return done

    def redo(self) -> bool:
        """Make the change again that was taken back last."""
        done = self._past.redo()
        self._read()
        return done

    def end_run(self) -> None:
        """Let the next change be undone by itself: a field was left."""
        self._past.end_run()

    # --- the disk ----------------------------------------------------------------------------------------------------

    @property
    def is_saved(self) -> bool:
        """Whether the file holds what stands here, as far as we have seen it."""
        return self._on_disk == self._data()

    @property
    def was_saved(self) -> bool:
        """Whether there was a file of it when it was last seen."""
        return self._on_disk is not None

    def save(self, *, over: bool = False) -> None:
        """Write the file, whole or not at all.

        Raises ChangedElsewhereError where another program has changed it, or has made one of this name; with `over`
        it is written nevertheless. Raises CannotSaveError where it cannot be written.
        """
        data = self._data()
        if len(data) > MOST_BYTES:
            raise CannotSaveError("This is longer than 1 MiB, more than a routine file may hold; take something out.")
        if not over and (told := self._changed_elsewhere()):
            raise ChangedElsewhereError(told)
        try:
            files.replace(self.path, data, keep_mode=True)
        except OSError as error:
            why = error.strerror or error
            raise CannotSaveError(
                f"{self.path.name} cannot be written ({why}); make room or choose another folder."
            ) from None
        self._on_disk = data
        self._past.end_run()

    def take_theirs(self) -> bool:
        """Take what another program wrote, as a change that can be undone. Raises CannotOpenError."""
        self._on_disk, text = read_whole(self.path)
        return self._write(text, "take the other version", "")

    def _data(self) -> bytes:
        begins = BOM if (self._on_disk or b"").startswith(BOM) else b""
        return begins + self.text.encode()

    def _changed_elsewhere(self) -> str:
        try:
            there = file_bytes(self.path) if os.path.lexists(self.path) else None
        except UnreadableError as error:
            return f"{self.path.name} {error.what}, so it is not written over; {error.remedy}."
        if there is None or there == self._on_disk:  # taken away: nothing of anybody's is lost
            return ""
        if self._on_disk is None:
            return f"There is a file {self.path.name} already; choose another name, or write over it."
        return f"{self.path.name} was changed by another program; keep yours, or take theirs."


# --- where problems are ----------------------------------------------------------------------------------------------


def _placed(text: str, problems: Iterable[Problem]) -> Iterator[tuple[At, Problem]]:
    """Yield problems with the places they are about: of several that begin at the same letter, the outermost."""
    try:
        root = tree(text)
    except UnreadableError:
        root = None
    by_mark: dict[tuple[int, int], At] = {}
    for at, node in _nodes(root, ()) if root else ():
        by_mark.setdefault((node.line, node.column), at)
    for problem in problems:
        yield by_mark.get((problem.line, problem.column), ()), problem


def _nodes(node: Node, at: At) -> Iterator[tuple[At, Node]]:
    yield at, node
    if isinstance(node, Group):
        for key, value in node.pairs:
            yield (*at, key.text), key
            yield from _nodes(value, (*at, key.text))
    elif isinstance(node, Sequence):
        for number, one in enumerate(node.items):
            yield from _nodes(one, (*at, number))


def _named(at: At) -> str:
    return next((str(part).replace("_", " ") for part in reversed(at) if isinstance(part, str)), "")


def _item_of(at: At) -> str:
    return _named(at).removesuffix("s")
