"""A walk over a tree of text against the model's types, made of one small reader per type.

The types say everything: a field added to the model is read, checked and explained here without a second list.
"""

import difflib
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from app.routine import quantities
from app.routine.model import MOST_PHASES, PATTERNS
from app.routine.nodes import Mapping, Node, Scalar, Sequence, shown


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or list them where none is near."""
    options = list(known)
    likely = options if len(options) <= MOST_COMPARED else [one for one in options if one[:1] == word[:1]]
    near = difflib.get_close_matches(word, likely[:MOST_COMPARED], n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"use one of: {', '.join(options)}" if len(options) <= 16 else "look for a misspelling"


Fault = tuple[int, int, str, str]  # line, column, what is wrong, what would be right
Reader = Callable[[Node, list[Fault]], Any]
MOST_FAULTS = 50
MOST_COMPARED = 300  # words one may have been meant to be: comparing takes its time
NOTHING = object()  # what a reader returns beside a fault, where what it was to read is of no use


class TooManyFaultsError(Exception):
    """So much is wrong that the rest need not be looked for: nobody reads on, and each search takes its time."""


@cache
def reader_of(kind: type[Any]) -> Reader:
    """Return the reader of a file type: it gives plain values, and adds a fault for each thing that is wrong."""
    return _reader_for(inspect.type_info(kind))


def _reader_for(info: inspect.Type) -> Reader:
    if isinstance(info, inspect.Metadata):
        if info.extra and (name := info.extra.get("reads")):
            return _phrase(name, info.type)
        return _reader_for(info.type)
    if isinstance(info, inspect.UnionType):
        return _union([one for one in info.types if not isinstance(one, inspect.NoneType)])
    if isinstance(info, inspect.StructType):
        return _struct(info)
    if isinstance(info, inspect.VarTupleType):
        return _many(info)
    if isinstance(info, inspect.DictType):
        return _dict(info)
    if isinstance(info, inspect.LiteralType):
        return _choice(info)
    return _SCALARS[type(info)](info)


def _fault(node: Node, faults: list[Fault], what: str, remedy: str) -> object:
    if len(faults) == MOST_FAULTS:
        raise TooManyFaultsError
    faults.append((node.line, node.column, what, remedy))
    return NOTHING


def _scalar(read: Callable[[str], Any], wanted: str) -> Reader:
    """Make a reader of one piece of text; `read` returns None where the text will not do."""

    def reader(node: Node, faults: list[Fault]) -> Any:
        if not isinstance(node, Scalar):
            return _fault(node, faults, "is a list or a group of keys", f"write {wanted}")
        if not node.text.strip():
            return _fault(node, faults, "has no value", f"write {wanted}, or leave the key out")
        value = read(node.text)
        return _fault(node, faults, f"{shown(node.text)} will not do", f"write {wanted}") if value is None else value

    return reader


def _text(info: Any) -> Reader:
    pattern = info.pattern and searches(info.pattern)
    longest = info.max_length or 1000
    wanted = f"text of at most {longest} characters"
    if pattern:  # a slug has a greatest length, a language code needs none
        slug = f"small letters, digits and hyphens, {longest} at most"
        wanted = slug if info.max_length else "a language code such as en"

    def read(text: str) -> str | None:
        line = " ".join(text.split())
        return line if len(line) <= longest and (not pattern or pattern(line)) else None

    return _scalar(read, wanted)


def searches(pattern: str) -> Callable[[str], object]:
    """Return the test msgspec makes of a pattern: a search, not a full match."""
    return re.compile(pattern).search


def _number(info: Any) -> Reader:
    least, most = info.ge, info.le
    is_whole = isinstance(info, inspect.IntType)
    number: Callable[[str], float | None] = quantities.count if is_whole else quantities.number

    def read(text: str) -> float | None:
        value = number(text)
        return value if value is not None and least <= value <= most else None

    return _scalar(read, f"a {'whole ' * is_whole}number from {least} to {most}")


def _flag(_: Any) -> Reader:
    return _scalar({"true": True, "yes": True, "false": False, "no": False}.get, "true or false")


_SCALARS: dict[type, Callable[[Any], Reader]] = {
    inspect.StrType: _text,
    inspect.IntType: _number,
    inspect.FloatType: _number,
    inspect.BoolType: _flag,
}


def _choice(info: inspect.LiteralType) -> Reader:
    values = {str(value): value for value in info.values}

    def reader(node: Node, faults: list[Fault]) -> Any:
        if not isinstance(node, Scalar):
            return _fault(node, faults, "is a list or a group of keys", f"use one of: {', '.join(values)}")
        if not node.text.strip():
            return _fault(node, faults, "has no value", f"use one of: {', '.join(values)}")
        value = values.get(node.text.strip(), NOTHING)
        if value is NOTHING:
            return _fault(node, faults, f"{shown(node.text)} is not known here", did_you_mean(node.text, values))
        return value

    return reader


def _phrase(name: str, info: inspect.Type) -> Reader:
    if name == "breath pattern":
        return _breath_pattern
    read, wanted = PHRASES[name]
    most = getattr(info, "le", None)

    def within(text: str) -> Any:
        value = read(text)
        return None if value is None or (most is not None and value > most) else value

    return _scalar(within, f"{wanted}, {quantities.spoken(most)} at most" if most else wanted)


PHRASES: dict[str, tuple[Callable[[str], Any], str]] = {
    "duration": (quantities.duration_s, "a length of time such as 30 s, 1 min 30 s, 1:30 or 90"),
    "duration range": (quantities.duration_range_s, "two lengths of time, such as 15 s to 30 s"),
    "count range": (quantities.count_range, "two whole numbers, such as 3 to 8"),
    "tempo": (quantities.tempo_s, "seconds out, paused and back, such as 2-1-3"),
}


def _breath_pattern(node: Node, faults: list[Fault]) -> Any:
    if isinstance(node, Scalar):
        pattern = PATTERNS.get(node.text.strip())
        if pattern is None:
            return _fault(
                node,
                faults,
                f"there is no breath pattern {shown(node.text)}",
                did_you_mean(node.text, PATTERNS),
            )
        return msgspec.to_builtins(pattern)
    if isinstance(node, Mapping) or not isinstance(node, Sequence) or not node.items:
        return _fault(node, faults, "is not a breath pattern", "write a list such as [in 4 s, hold 2 s, out 6 s]")
    if len(node.items) > MOST_PHASES:
        return _fault(node, faults, f"has {len(node.items)} phases", f"write 1 to {MOST_PHASES}")
    phases = [_phase(item, faults) for item in node.items]
    return NOTHING if NOTHING in phases else {"phases": phases}


def _phase(node: Node, faults: list[Fault]) -> Any:
    read = quantities.phase(node.text) if isinstance(node, Scalar) else None
    if read is None:
        words = ", ".join(quantities.PHASE_NAMES)
        return _fault(node, faults, "is not a phase of a breath", f"write one of {words} and a time, such as in 4 s")
    return {"name": read[0], "length_s": read[1]}


def _many(info: inspect.VarTupleType) -> Reader:
    item, least, most = _reader_for(info.item_type), info.min_length or 0, info.max_length or 2000
    of_steps = isinstance(info.item_type, inspect.UnionType)

    def reader(node: Node, faults: list[Fault]) -> Any:
        if not isinstance(node, Sequence):
            return _fault(node, faults, "is not a list", "begin each item with a hyphen")
        if not least <= len(node.items) <= most:
            wanted = f"exactly {least}" if least == most else f"{least} to {most}"
            return _fault(node, faults, f"has {len(node.items)} items", f"write {wanted}")
        items = [item(one, faults) for one in node.items]
        if NOTHING in items:  # places must not shift: what cannot be read is stood in for, or the list is left out
            if not of_steps:
                return NOTHING
            return [
                _step_stand_in(one) if value is NOTHING else value for one, value in zip(node.items, items, strict=True)
            ]
        return items

    return reader


def _dict(info: inspect.DictType) -> Reader:
    key_reader, value_reader = _reader_for(info.key_type), _reader_for(info.value_type)

    def reader(node: Node, faults: list[Fault]) -> Any:
        if not isinstance(node, Mapping):
            return _fault(node, faults, "is not a group of keys", "write lines of the form key: value")
        _no_doubles(node, faults)
        values = {key_reader(key, faults): value_reader(value, faults) for key, value in node.pairs}
        return {key: value for key, value in values.items() if key is not NOTHING and value is not NOTHING}

    return reader


def _no_doubles(node: Mapping, faults: list[Fault]) -> None:
    seen: dict[str, Scalar] = {}
    for key, _ in node.pairs:
        first = seen.setdefault(key.text, key)
        if first is not key:
            _fault(
                key,
                faults,
                f"{shown(key.text)} stands here twice",
                f"keep this one or the one on line {first.line}",
            )


def _struct(info: inspect.StructType) -> Reader:
    fields: dict[str, Reader] = {}
    needed: list[str] = []

    def fill() -> None:  # late: a step may hold steps
        fields.update({field.encode_name: _reader_for(field.type) for field in info.fields})
        if is_written(info):
            fields[str(info.tag_field)] = _choice(inspect.LiteralType((info.tag,)))
        needed.extend(field.encode_name for field in info.fields if field.required)

    def reader(node: Node, faults: list[Fault]) -> Any:
        if not fields:
            fill()
        if not isinstance(node, Mapping):
            such = ", ".join((needed or list(fields))[:3])
            return _fault(node, faults, "is not a group of keys", f"write keys such as {such}")
        values: dict[str, Any] = {info.tag_field: info.tag} if info.tag_field else {}
        _no_doubles(node, faults)
        for key, value in node.pairs:
            read = fields.get(key.text)
            if read is None:
                _fault(key, faults, f"there is no key {shown(key.text)} here", did_you_mean(key.text, fields))
            else:
                before = len(faults)
                values[key.text] = read(value, faults)
                _name_the_key(key.text, value, faults, before)
        meant = _meant((key.text for key, _ in node.pairs if key.text not in fields), fields)
        for name in needed:
            if name not in values and name not in meant:
                _fault(node, faults, f"the key {name!r} is missing", f"add {name}: …")
        readable = {name: value for name, value in values.items() if value is not NOTHING}
        return readable if all(name in readable for name in needed) else _stood_in(readable, needed)

    return reader


# What a file is taken to say where it cannot be read, so that the rest of it can still be held against the limits.
_STAND_INS: dict[str, Any] = {"schema": 1, "language": "en", "title": "?", "purpose": "?", "name": "?", "cue": "?"}


def _step_stand_in(node: Node) -> dict[str, Any]:
    """Stand in for a step; a check, misspelt or not, stays one, since heat and cold ask for one before them."""
    if isinstance(node, Mapping) and difflib.get_close_matches("check", [key.text for key, _ in node.pairs], 1):
        return {"step": "check", "check": "?", "question": "?"}
    return {"step": "note", "note": "?"}


def _meant(unknown: Iterable[str], known: Iterable[str]) -> set[str]:
    """Return the keys that misspelt ones were probably meant to be: they are not missing as well."""
    options = list(known)
    return {near for word in unknown for near in difflib.get_close_matches(word, options, 1)}


def _stood_in(readable: dict[str, Any], needed: Iterable[str]) -> Any:
    """Fill in words that nothing else depends on; NOTHING where more than that is missing."""
    missing = [name for name in needed if name not in readable]
    if all(name in _STAND_INS for name in missing):
        return {**readable, **{name: _STAND_INS[name] for name in missing}}
    return NOTHING


def _name_the_key(key: str, value: Node, faults: list[Fault], before: int) -> None:
    """Say the key in the new faults that are about its value itself, not about something deeper inside."""
    for index in range(before, len(faults)):
        line, column, what, remedy = faults[index]
        if (line, column) == (value.line, value.column):
            faults[index] = (line, column, f"{key}: {what}", remedy)


def is_written(info: inspect.StructType) -> bool:
    """Tell whether a type is told by what stands after a key, as in `view: side`, and not by a key it has."""
    return info.tag_field is not None and info.tag not in [field.encode_name for field in info.fields]


def _union(types: list[inspect.Type]) -> Reader:
    if len(types) == 1:
        return _reader_for(types[0])
    structs = [one for one in types if isinstance(one, inspect.StructType)]
    if len(structs) == 1:
        (other,) = (one for one in types if one not in structs)
        return _one_or_keys(_reader_for(other), _reader_for(structs[0]))
    readers = {str(one.tag): _reader_for(one) for one in structs}
    return _by_value(str(structs[0].tag_field), readers) if is_written(structs[0]) else _by_key(readers)


def _one_or_keys(one: Reader, keys: Reader) -> Reader:
    return lambda node, faults: (keys if isinstance(node, Mapping) else one)(node, faults)


def _by_value(key: str, readers: dict[str, Reader]) -> Reader:
    choice = _choice(inspect.LiteralType(tuple(readers)))

    def reader(node: Node, faults: list[Fault]) -> Any:
        if not isinstance(node, Mapping):
            return _fault(node, faults, "is not a group of keys", f"write keys such as {key}")
        value = node.value(key)
        if value is None:
            return _fault(node, faults, f"the key {key!r} is missing", f"add {key}: with one of {', '.join(readers)}")
        before = len(faults)
        tag = choice(value, faults)
        _name_the_key(key, value, faults, before)
        return NOTHING if tag is NOTHING else readers[tag](node, faults)

    return reader


def _by_key(by_key: dict[str, Reader]) -> Reader:
    def reader(node: Node, faults: list[Fault]) -> Any:
        if not isinstance(node, Mapping):
            return _fault(node, faults, "is not a group of keys", f"begin it with one of: {', '.join(by_key)}")
        keys = [key.text for key, _ in node.pairs]
        for name, read in by_key.items():
            if name in keys:
                return read(node, faults)
        near = next((near for key in keys for near in difflib.get_close_matches(key, by_key, 1)), None)
        place = next((key for key, _ in node.pairs), node)
        if near is not None:
            return _fault(place, faults, f"there is no key {shown(keys[0])} here", f"did you mean {near!r}?")
        return _fault(place, faults, "does not say what it is", f"give it one of: {', '.join(by_key)}")

    return reader
