"""YAML text as a tree of plain text with positions, read in one guarded pass.

The tree is built from the parser's events and never from constructed values: YAML would make the number 90 of `1:30`
and False of `no`, and composing deeply nested text can crash the process. The pass stops at the first event that is
too deep, too many, an alias or a tag, so hostile text costs no more than the events read so far.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app import files

MOST_BYTES = 1 << 20
MOST_EVENTS = 20_000
DEEPEST = 8  # a routine, its steps, rounds inside rounds, and a breath pattern there

LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # as YAML counts lines


class Node:
    """A place in a file. Line and column count from 1."""

    __slots__ = ("column", "line")

    def __init__(self, line: int, column: int) -> None:
        self.line = line
        self.column = column


class Scalar(Node):
    """One piece of text, as it was written."""

    __slots__ = ("text",)

    def __init__(self, text: str, line: int, column: int) -> None:
        super().__init__(line, column)
        self.text = text


class Sequence(Node):
    """Items in order."""

    __slots__ = ("items",)

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.items: list[Node] = []


class Mapping(Node):
    """Keys with values, in order; a key may stand twice."""

    __slots__ = ("pairs",)

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.pairs: list[tuple[Scalar, Node]] = []

    def value(self, key: str) -> Node | None:
        """Return the value of a key, the first where it stands twice."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the place where a key stands."""
        return next((name for name, _ in self.pairs if name.text == key), None)


def shown(text: str) -> str:
    """Return a text from a file as a problem quotes it: short, on one line, and what cannot be seen as its number."""
    return repr(text if len(text) <= 40 else text[:39] + "…")


@dataclass
class UnreadableError(Exception):
    """The text cannot be read past this place."""

    line: int
    column: int
    what: str
    remedy: str


def file_text(path: Path) -> str:
    """Return a routine file's text.

    Raises UnreadableError when it is no ordinary file (a folder, a pipe, a device), is larger than 1 MiB, is not
    UTF-8 or cannot be opened or read. Never waits, whatever the path leads to.
    """
    return decoded(file_bytes(path))


def file_bytes(path: Path) -> bytes:
    """Return what is in a routine file, whether it is text or not. Raises UnreadableError as `file_text` does."""
    try:
        return files.read(path, MOST_BYTES)
    except files.NotOrdinaryError:
        raise UnreadableError(1, 1, "is not an ordinary file", "put a YAML text file there") from None
    except files.TooLargeError:
        raise UnreadableError(1, 1, "is larger than 1 MiB", "a routine is a few KB of text") from None
    except files.BrokenOffError as error:
        raise _closed_to_us(error, "read") from None
    except (OSError, ValueError) as error:
        raise _closed_to_us(error, "opened") from None


def _closed_to_us(error: Exception, what: str) -> UnreadableError:
    reason = getattr(error, "strerror", None) or str(error)
    return UnreadableError(1, 1, f"cannot be {what} ({reason})", "check that it is there and may be read")


def decoded(data: bytes) -> str:
    """Return the text in a file, without the mark some programs begin it with. Raises UnreadableError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="ignore")
        raise _refused_after(before, "is not UTF-8 text", "save the file as UTF-8") from None


def _refused_after(before: str, what: str, remedy: str) -> UnreadableError:
    """Refuse a text at the place that follows on this much of it."""
    lines = LINE_END.split(before)
    return UnreadableError(len(lines), len(lines[-1]) + 1, what, remedy)


def _parsed(text: str) -> Iterable[Any]:
    return yaml.parse(text, Loader=yaml.CSafeLoader)


def tree(text: str, parse: Callable[[str], Iterable[Any]] = _parsed) -> Node:
    """Return the one document in the text as a tree; of the events `parse` gives, 20,000 are taken at most.

    Raises UnreadableError at the first place that is not YAML, or is more than a routine file needs.
    """
    try:
        return _tree(parse(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        lines = LINE_END.split(text)
        read = [*lines[:line], lines[line][:column]] if line < len(lines) else lines  # at the end it counts one more
        what, remedy = f"is not YAML here ({error.problem})", "check the indent, colons and quotes"
        raise _refused_after("\n".join(read), what, remedy) from None
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes
        before = text.encode()[: error.position].decode(errors="ignore") if isinstance(error.position, int) else ""
        raise _refused_after(before, f"has a character YAML does not allow ({error.reason})", "remove it") from None


def _tree(events: Iterable[Any]) -> Node:
    open_nodes: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []
    root: Node | None = None
    for number, event in enumerate(events, start=1):
        kind = type(event)
        if number == MOST_EVENTS and kind is not yaml.StreamEndEvent:
            raise _refused(event, f"has more than {MOST_EVENTS:,} items", "a routine needs far fewer")
        if kind in _ENDS:
            open_nodes.pop()
            keys.pop()
            continue
        if kind in _FRAME:
            if kind is yaml.DocumentStartEvent and root is not None:
                raise _refused(event, "starts a second document", "keep one document in a file")
            continue
        node = _node(event)
        if not open_nodes:
            root = node
        else:
            _put(open_nodes[-1], keys, node)
        if not isinstance(node, Scalar):
            if len(open_nodes) == DEEPEST:
                raise _refused(event, f"is nested more than {DEEPEST} deep", "use fewer levels")
            open_nodes.append(node)  # type: ignore[arg-type]  # a node is a scalar, a sequence or a mapping
            keys.append(None)
    if root is None:
        raise UnreadableError(1, 1, "is empty", "start with `schema: 1`")
    return root


_ENDS = frozenset({yaml.SequenceEndEvent, yaml.MappingEndEvent})
_FRAME = frozenset({yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent})


def _node(event: Any) -> Node:
    if isinstance(event, yaml.AliasEvent):
        raise _refused(event, f"uses an alias ({shown(f'*{event.anchor}')})", "write the text out")
    if event.tag is not None:
        raise _refused(event, f"uses a tag ({shown(event.tag)})", "leave the tag out")
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(event.value, line, column)
    return Sequence(line, column) if isinstance(event, yaml.SequenceStartEvent) else Mapping(line, column)


def _put(parent: Sequence | Mapping, keys: list[Scalar | None], node: Node) -> None:
    if isinstance(parent, Sequence):
        parent.items.append(node)
    elif (key := keys[-1]) is not None:
        parent.pairs.append((key, node))
        keys[-1] = None
    elif isinstance(node, Scalar):
        keys[-1] = node
    else:
        raise UnreadableError(node.line, node.column, "has a key that is not plain text", "use a word as the key")


def _refused(event: Any, what: str, remedy: str) -> UnreadableError:
    return UnreadableError(event.start_mark.line + 1, event.start_mark.column + 1, what, remedy)
