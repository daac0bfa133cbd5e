"""The same changes made to what a text says, not to how it is written: what each change of a text has to come to."""

from copy import deepcopy
from typing import Any

from app.editing.places import At, NotEditableError, Plain

_GONE = "What was to be changed is not there any more; look at the file again."


def put(said: Plain, at: At, value: Plain) -> Plain:
    """Return what is said with a value at a place, and with the keys on the way there where they are missing."""
    if not at:
        return value
    part, rest = at[0], at[1:]
    if isinstance(said, list) and isinstance(part, int) and 0 <= part <= len(said):
        before = said[part] if part < len(said) else ""
        return [*said[:part], put(before, rest, value), *said[part + 1 :]]
    if isinstance(part, str) and (isinstance(said, dict) or said == ""):
        group = said if isinstance(said, dict) else {}
        return {**group, part: put(group.get(part, ""), rest, value)}
    raise NotEditableError(_GONE)


def cleared(said: Plain, at: At) -> Plain:
    """Return what is said without a key or an item."""
    said = deepcopy(said)
    del _holder(said, at)[at[-1]]
    return said


def inserted(said: Plain, at: At, value: Plain) -> Plain:
    """Return what is said with one more item in a list."""
    said = deepcopy(said)
    _items(said, at).insert(_number(at), deepcopy(value))
    return said


def moved(said: Plain, at: At, to: At, goes: At) -> Plain:
    """Return what is said with an item elsewhere, and without what `goes` with it where that is left empty."""
    said = deepcopy(said)
    value, gone = _items(said, at)[_number(at)], object()
    into, out_of = _items(said, to), _items(said, goes)
    out_of[_number(goes)] = gone
    into.insert(_number(to), value)
    del out_of[next(number for number, one in enumerate(out_of) if one is gone)]
    return said


def rounded(said: Plain, at: At, steps: int, rounds: str) -> Plain:
    """Return what is said with so many items put into rounds."""
    said = deepcopy(said)
    items, first = _items(said, at), _number(at)
    if not 0 < steps <= len(items) - first:
        raise NotEditableError(_GONE)
    items[first : first + steps] = [{"rounds": rounds, "steps": items[first : first + steps]}]
    return said


def unrounded(said: Plain, at: At) -> Plain:
    """Return what is said with the steps of some rounds in place of the rounds."""
    said = deepcopy(said)
    items, number = _items(said, at), _number(at)
    items[number : number + 1] = _items(said, (*at, "steps", 0))
    return said


def _holder(said: Any, at: At) -> Any:
    for part in at[:-1]:
        there = isinstance(part, str) if isinstance(said, dict) else isinstance(said, list) and isinstance(part, int)
        try:
            said = said[part] if there else None
        except LookupError:
            said = None
    last = at[-1] if at else None
    if isinstance(said, dict) and last in said:
        return said
    if isinstance(said, list) and isinstance(last, int) and 0 <= last <= len(said):
        return said
    raise NotEditableError(_GONE)


def _items(said: Any, at: At) -> list[Any]:
    holder = _holder(said, at)
    if not isinstance(holder, list):
        raise NotEditableError(_GONE)
    return holder


def _number(at: At) -> int:
    number = at[-1]
    assert isinstance(number, int)  # _items has seen to it
    return number
