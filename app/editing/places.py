"""A file's text as a tree that knows where each thing begins and ends, so that it can be changed in place.

Places are counted in characters from 0. A thing ends where the last of it is written, before what follows on its line.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from app.expected import Expected
from app.routine.nodes import UnreadableError, tree

At = tuple[str | int, ...]  # keys and numbers from 0, such as ("steps", 2, "hold")
_LIST_END: Any = yaml.SequenceEndEvent  # whose marks are always there, which its type does not say
_KEYS_END: Any = yaml.MappingEndEvent


class NotEditableError(Expected):
    """What is asked for cannot be changed in this text without changing more than that."""


@dataclass
class Leaf:
    """One piece of text; `style` is its quote or block sign, nothing where it is plain."""

    start: int
    end: int
    text: str
    style: str = ""


@dataclass
class Items:
    """A list; `flow` where it is written in brackets."""

    start: int
    end: int
    flow: bool
    items: list["Place"] = field(default_factory=list)


@dataclass
class Keys:
    """A group of keys; `flow` where it is written in braces."""

    start: int
    end: int
    flow: bool
    pairs: list[tuple[Leaf, "Place"]] = field(default_factory=list)

    def index(self, key: str) -> int | None:
        """Return which of the pairs has this key, the first where it stands twice."""
        return next((number for number, (name, _) in enumerate(self.pairs) if name.text == key), None)


Place = Leaf | Items | Keys
Plain = str | list[Any] | dict[Any, Any]  # what a text says, and nothing of how it is written


def places(text: str) -> Place:
    """Return what stands where in a text.

    Raises UnreadableError where it is no YAML, or more than a routine file needs.
    """
    events: list[Any] = []
    tree(text, lambda given: _kept(yaml.parse(given, Loader=yaml.CSafeLoader), events))  # what it refuses, we do
    return _Builder(text, iter(events)).whole()


def _kept(events: Iterable[Any], into: list[Any]) -> Iterator[Any]:
    for event in events:
        into.append(event)
        yield event


@dataclass
class _Builder:
    text: str
    events: Iterator[Any]

    def whole(self) -> Place:
        """Return what the one document holds."""
        return next(self._place(event) for event in self.events if hasattr(event, "anchor"))

    def _place(self, event: Any) -> Place:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, yaml.ScalarEvent):
            style = "" if event.style == ":" else event.style or ""
            return Leaf(start, self._written_end(start, end), event.value, style)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(Items(start, end, bool(event.flow_style)))
        return self._keys(Keys(start, end, bool(event.flow_style)))

    def _written_end(self, start: int, end: int) -> int:
        """A block of text counts the line end behind it, and blank lines, as its own."""
        return start + len(self.text[start:end].rstrip())

    def _items(self, one: Items) -> Items:
        for event in self.events:
            if isinstance(event, _LIST_END):
                one.end = event.end_mark.index if one.flow else _last(one.items, one.end)
                break
            one.items.append(self._place(event))
        return one

    def _keys(self, one: Keys) -> Keys:
        for event in self.events:
            if isinstance(event, _KEYS_END):
                one.end = event.end_mark.index if one.flow else _last([value for _, value in one.pairs], one.end)
                break
            key = self._place(event)
            assert isinstance(key, Leaf)  # no other is let through
            one.pairs.append((key, self._place(next(self.events))))
        return one


def _last(places: list[Place], otherwise: int) -> int:
    return places[-1].end if places else otherwise


def plain(place: Place) -> Plain:
    """Return what is said at a place; a key that stands twice is kept apart by its number."""
    if isinstance(place, Leaf):
        return place.text
    if isinstance(place, Items):
        return [plain(one) for one in place.items]
    said: dict[Any, Any] = {}
    for number, (key, value) in enumerate(place.pairs):
        said[key.text if key.text not in said else (key.text, number)] = plain(value)
    return said


def inside(place: Place, part: str | int) -> Place | None:
    """Return what stands under a key or at a number, None where there is no such thing."""
    if isinstance(place, Keys) and isinstance(part, str):
        index = place.index(part)
        return None if index is None else place.pairs[index][1]
    if isinstance(place, Items) and isinstance(part, int) and 0 <= part < len(place.items):
        return place.items[part]
    return None


def found(root: Place, at: At) -> Place:
    """Return what stands at a place. Raises NotEditableError where there is nothing."""
    place = root
    for part in at:
        inner = inside(place, part)
        if inner is None:
            raise NotEditableError("What was to be changed is not there any more; look at the file again.")
        place = inner
    return place


def readable(text: str) -> Place:
    """Return what stands where, as `places` does. Raises NotEditableError where the text cannot be read."""
    try:
        return places(text)
    except UnreadableError as error:
        what = f"Line {error.line} {error.what}, so nothing can be changed here; mend it in a text editor first."
        raise NotEditableError(what) from None
