"""A large JSON file read piece by piece: one object of named values and lists, one row at a time in memory."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any, NoReturn

_PIECE = 1 << 16  # characters
_LONGEST = 8 << 20  # characters in one row; the longest routine laid out takes a tenth
_SPACE = " \t\r\n"


class NotJsonError(ValueError):
    """What is in the file is no JSON, or breaks off."""


def _refuse(constant: str) -> NoReturn:
    raise NotJsonError(constant)  # NaN and Infinity, which are not JSON


class Pieces:
    """Goes through the text of a file once. Its methods raise NotJsonError, or the UnicodeDecodeError of reading."""

    def __init__(self, file: IO[str], piece: int = _PIECE) -> None:
        self._file = file
        self._piece = piece
        self._text = ""
        self._at = 0
        self._decode = json.JSONDecoder(parse_constant=_refuse).raw_decode

    def members(self) -> Iterator[tuple[str, Any]]:
        """Yield each name of the object with its value; for a list, an iterator over what is in it, to be used up."""
        self._take("{")
        while True:
            name = self._value()
            if not isinstance(name, str):
                raise NotJsonError("a name is no text")
            self._take(":")
            if self._next() == "[":
                items = self._items()
                yield name, items
                for _ in items:
                    pass
            else:
                yield name, self._value()
            if self._take(",}") == "}":
                break
        if self._next():
            raise NotJsonError("there is more behind its end")

    def _items(self) -> Iterator[Any]:
        self._take("[")
        if self._next() == "]":
            self._take("]")
            return
        while True:
            yield self._value()
            if self._take(",]") == "]":
                return

    def _next(self) -> str:
        """Return the next character that is no space, without taking it; "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in _SPACE:
                    return self._text[self._at]
                self._at += 1
            if not self._more(self._piece):
                return ""

    def _take(self, one_of: str) -> str:
        found = self._next()
        if not found or found not in one_of:
            raise NotJsonError(f"{found!r} where {one_of!r} should be")
        self._at += 1
        return found

    def _value(self) -> Any:
        """Read one value; a number is known to be whole only when something stands behind it."""
        self._next()
        while True:
            with suppress(ValueError, RecursionError):  # it may only not be there as a whole yet
                value, end = self._decode(self._text, self._at)
                if end < len(self._text):
                    self._at = end
                    return value
            # Twice as much each time, so that a long row is not read over and over.
            if not self._more(max(self._piece, len(self._text) - self._at)) or len(self._text) > _LONGEST:
                raise NotJsonError("a value is no JSON, too long, or breaks off")

    def _more(self, characters: int) -> bool:
        piece = self._file.read(characters)
        self._text = self._text[self._at :] + piece
        self._at = 0
        return bool(piece)
