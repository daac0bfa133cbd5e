"""An exception in words that hold nothing of the person's: where it happened, its type, and a text only where safe.

Notes, titles and ratings travel in local variables and in the texts of exceptions. Neither is ever written: a text is
kept where Python or a library's compiled code made it, which speaks of types and names, and left out where any
`raise` did, whoever wrote it.
"""

import os
import re
import sqlite3
import sysconfig
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from opcode import opmap
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import app

LEFT_OUT = "its text is left out, since it might hold yours"
MOST_FRAMES = 40
MOST_CAUSES = 5
MOST_LETTERS = 300
_SPEAK_OF_CODE = (
    AttributeError,
    ImportError,
    IndexError,
    MemoryError,
    NameError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ZeroDivisionError,
    sqlite3.Error,
)
_RAISE = bytes([opmap["RAISE_VARARGS"]])
T = TypeVar("T")
_QUOTED = re.compile(r"(['\"`])((?:(?!\1).)*)\1")
_A_NAME = re.compile(r"[\w.:<>()\[\]/,*|~-]{0,80}")
_NAMED_BY_PEOPLE = re.compile(r"[^/\\'\"]+(\.(?:ya?ml|csv|json|pdf|ics|txt|md|db|sqlite3?|toml))\b", re.IGNORECASE)
_OURS = re.compile(r"(?:history|settings|unhunch|pyproject)\b", re.IGNORECASE)


def place_of(error: BaseException) -> tuple[str, str, int]:
    """Return what tells one fault from another, cheaply: the type, and the file and line where it was raised."""
    last = _last(error.__traceback__)
    return (type(error).__qualname__, *(_where(last) if last else ("", 0)))


def headline(error: BaseException) -> str:
    """Return the type and the place in one line, such as `ValueError at app/ui/playing.py:88 in tick`."""
    last = _last(error.__traceback__)
    return f"{_type_name(error)} at {_frame(last)}" if last else _type_name(error)


def trace_of(error: BaseException) -> str:
    """Return the whole traceback, with the exceptions that led to this one, the first of them first."""
    return "\n".join(line for one, link in _chain(error) for line in (*_lines(one), *([link] if link else [])))


def message_of(error: BaseException) -> str:
    """Return the text of an exception where it cannot hold the person's own words; else that it is left out."""
    if isinstance(error, OSError):
        return _system_words(error)
    text = str(error.args[0]) if error.args and isinstance(error.args[0], str) else ""
    if not text:
        return ""
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:  # it quotes the SQL, and what was looked for
        return LEFT_OUT
    if isinstance(error, _SPEAK_OF_CODE) and not _was_raised_by_python(error):
        return scrubbed(text)
    return LEFT_OUT


def scrubbed(text: str) -> str:
    """Return a system's or library's text in one line without the home folder, names of files, or what was quoted."""
    line = " ".join(text.split())[:MOST_LETTERS]
    line = _NAMED_BY_PEOPLE.sub(_veil_file, shown_path(line))
    return _QUOTED.sub(lambda found: found[0] if _A_NAME.fullmatch(found[2]) else f"{found[1]}...{found[1]}", line)


def shown_path(path: str) -> str:
    """Return a path as it may be shown: a library's from where it is installed, the person's with `~` for the home."""
    for root, short in _roots():
        path = root.sub(short, path)
    return path.replace("\\", "/")


@cache
def _roots() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return what is made short in paths, the longest first: a home may hold all of the others."""
    installed = [f"{sysconfig.get_path(name)}{os.sep}" for name in ("purelib", "platlib", "stdlib")]
    home = Path.home()
    found = [(root, "") for root in installed] + [(f"{Path(app.__file__).parent}{os.sep}", "app/")]
    shorter = [(re.compile(re.escape(root)), short) for root, short in found]
    if home.name:  # also where the name of the person's folder stands elsewhere, as on a stick
        shorter += [(re.compile(rf"{re.escape(str(home))}(?![\w.-])"), "~")]
        shorter += [(re.compile(rf"(?<=[/\\]){re.escape(home.name)}(?![\w.-])"), "~")]
    return tuple(shorter)


def _veil_file(found: re.Match[str]) -> str:
    return found[0] if _OURS.match(found[0].strip()) else f"*{found[1]}"


# --- the parts of a traceback ----------------------------------------------------------------------------------------


def _chain(error: BaseException) -> list[tuple[BaseException, str]]:
    """Return the exceptions from the first cause on, each with the words that lead to the next."""
    found: list[tuple[BaseException, str]] = [(error, "")]
    seen = {id(error)}
    while len(found) < MOST_CAUSES:
        now = found[-1][0]
        cause = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
        if cause is None or id(cause) in seen:
            break
        seen.add(id(cause))
        found.append((cause, "which led to:" if now.__cause__ else "and while that was dealt with:"))
    return found[::-1]


def _lines(error: BaseException) -> list[str]:
    runs = [(next(same), 1 + sum(1 for _ in same)) for _, same in groupby(_frames(error.__traceback__), _where)]
    told = [f"  {_frame(one)}{f', {times} times in a row' if times > 1 else ''}" for one, times in _few(runs)]
    if len(runs) > MOST_FRAMES:
        told.insert(MOST_FRAMES // 2, f"  ... {len(runs) - MOST_FRAMES} more ...")
    message = message_of(error)
    inside = [f"    {line}" for one in _inside(error) for line in _lines(one)]
    return [*told, f"{_type_name(error)}{f': {message}' if message else ''}", *inside]


def _few(runs: list[T]) -> list[T]:
    half = MOST_FRAMES // 2
    return runs if len(runs) <= MOST_FRAMES else [*runs[:half], *runs[-half:]]


def _inside(error: BaseException) -> tuple[BaseException, ...]:
    return error.exceptions[:MOST_CAUSES] if isinstance(error, BaseExceptionGroup) else ()


def _frames(traceback: TracebackType | None) -> Iterator[TracebackType]:
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def _last(traceback: TracebackType | None) -> TracebackType | None:
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    return traceback


def _where(one: TracebackType) -> tuple[str, int]:
    return one.tb_frame.f_code.co_filename, one.tb_lineno


def _frame(one: TracebackType) -> str:
    path, line = _where(one)
    return f"{shown_path(path)}:{line} in {one.tb_frame.f_code.co_qualname}"


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _was_raised_by_python(error: BaseException) -> bool:
    """Tell whether a `raise` made it; without a traceback nobody knows, so yes."""
    last = _last(error.__traceback__)
    return last is None or last.tb_frame.f_code.co_code[last.tb_lasti : last.tb_lasti + 1] in (_RAISE, b"")


def _system_words(error: OSError) -> str:
    """Return what the system said, from its own list and not from the exception, and about which paths."""
    if error.errno is None:
        return LEFT_OUT if error.args else ""
    names = (os.fsdecode(name) for name in (error.filename, error.filename2) if isinstance(name, str | bytes))
    paths = " -> ".join(_NAMED_BY_PEOPLE.sub(_veil_file, shown_path(name)) for name in names)
    return f"[Errno {error.errno}] {os.strerror(error.errno)}{f': {paths}' if paths else ''}"
