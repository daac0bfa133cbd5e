"""A model as plain values: every key as a person would write it, and none that would only repeat what holds anyway."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec import NODEFAULT, inspect

from app.editing.places import Plain
from app.routine.model import Exercise, Pattern, Programme, Routine
from app.routine.pose import POSE
from app.routine.walk import is_written


def keys_of(one: msgspec.Struct) -> dict[str, Plain]:
    """Return a routine, a step, an exercise, a dose, a pose or a frame as the keys that would stand in its file."""
    info = _info(type(one))
    fields = {field.encode_name: field for field in info.fields}
    keys: dict[str, Plain] = {}
    for name in _names(info):
        if name not in fields:
            keys[name] = str(info.tag)
            continue
        value = getattr(one, fields[name].name)
        if value is not None and (fields[name].required or value != _default(fields[name])):
            keys[name] = _value(value, fields[name].type)
    return keys


def _names(info: inspect.StructType) -> tuple[str, ...]:
    """Return the keys of a thing in the order in which they are written."""
    names = [field.encode_name for field in info.fields]
    tag = [str(info.tag_field)] if is_written(info) else []
    return tuple(dict.fromkeys([*(one for one in ("schema", *tag, "base") if one in [*names, *tag]), *names]))


def _default(field: inspect.Field) -> object:
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


@cache
def _info(kind: type) -> inspect.StructType:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    return info


def _value(value: Any, info: inspect.Type) -> Plain:
    for one in _kinds(info):
        if isinstance(one, inspect.Metadata) and (reads := (one.extra or {}).get("reads")):
            words: Plain = _WORDS[reads](value)
            return words
    if isinstance(value, msgspec.Struct):
        return keys_of(value)
    if isinstance(value, dict):
        return {str(key): str(one) for key, one in value.items()}
    if isinstance(value, tuple):
        within = next(one.item_type for one in _kinds(info) if isinstance(one, inspect.VarTupleType))
        return [_value(one, within) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else number_text(value)


def _kinds(info: inspect.Type) -> Iterator[inspect.Type]:
    """Yield a type and what it is made of, up to the items of a list."""
    yield info
    if isinstance(info, inspect.Metadata):
        yield from _kinds(info.type)
    elif isinstance(info, inspect.UnionType):
        for one in info.types:
            yield from _kinds(one)


def number_text(value: float) -> str:
    """Return a number as it is written, to a millionth: `8`, `0.35`."""
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def time_text(seconds: float) -> str:
    """Return a length of time as it is written: `20 s`, `1 min 30 s`, `2.5 s`, `1 h`."""
    minutes, rest_s = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "h"), (minutes, "min"), (rest_s, "s")]
    return " ".join(f"{number_text(float(size))} {unit}" for size, unit in parts if size) or "0 s"


def _range_text(ends: tuple[float, float]) -> str:
    return f"{time_text(ends[0])} to {time_text(ends[1])}"


def _breath(pattern: Pattern) -> Plain:
    return pattern.name or [f"{phase.name} {time_text(phase.length_s)}" for phase in pattern.phases]


_WORDS: dict[str, Any] = {
    "duration": time_text,
    "duration range": _range_text,
    "count range": lambda ends: f"{ends[0]} to {ends[1]}",
    "tempo": lambda parts: "-".join(number_text(float(part)) for part in parts),
    "breath pattern": _breath,
}


# --- the order of keys -----------------------------------------------------------------------------------------------


def order_for(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the order in which keys like these are written: that of the smallest thing that has most of them."""
    wanted = set(keys)
    return max(_orders(), key=lambda order: (len(wanted & set(order)), -len(order)))


@cache
def _orders() -> tuple[tuple[str, ...], ...]:
    kinds: tuple[Any, ...] = (Routine, Exercise, Programme, POSE)
    seen: dict[str, tuple[str, ...]] = {}
    for kind in kinds:
        _gather(inspect.type_info(kind), seen)
    return tuple(seen.values())


def _gather(info: Any, seen: dict[str, tuple[str, ...]]) -> None:
    if isinstance(info, inspect.StructType):
        if info.cls.__qualname__ in seen:
            return
        seen[info.cls.__qualname__] = _names(info)
        for field in info.fields:
            _gather(field.type, seen)
    for one in (*getattr(info, "types", ()), getattr(info, "type", None), getattr(info, "item_type", None)):
        if one is not None:
            _gather(one, seen)
