"""What every command may use: where things are, where its words go, and how they are written there."""

import gc
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

from app import paths
from app.expected import Expected

FINE, PROBLEMS, WRONG_USE = 0, 1, 2


class UsageError(Expected):
    """The command was used wrongly."""


def _open_unseen(places: paths.Places) -> int:
    gc.disable()  # nothing made on the way to the first paint is garbage; its Collector goes on from there
    from app.ui.opening import open_app  # Qt, and only here

    return open_app(places, unseen=True)


def now_here() -> datetime:
    """Return the time now where the person is."""
    return datetime.now().astimezone()


@dataclass(frozen=True)
class Ways:
    """What a command may use: where things are, and where its words go."""

    places: paths.Places
    out: TextIO
    err: TextIO
    open_app: Callable[[paths.Places, str | None, bool], int]
    open_unseen: Callable[[paths.Places], int] = _open_unseen
    now: Callable[[], datetime] = now_here
    ask: Callable[[str], str] = input


# What a terminal would obey or hide instead of showing it: control characters, turns of writing direction, and halves
# of a character, which names of files may hold.
UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(line: str) -> str:
    """Return a line as it may go to a terminal: text from files is shown, never obeyed."""
    return UNSEEN.sub(lambda found: repr(found[0])[1:-1], line)


def print_json(data: object, out: TextIO) -> None:
    """Write JSON, with what a terminal would obey as its number."""
    import json

    for line in json.dumps(data, ensure_ascii=False, indent=2).split("\n"):
        print(UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", line), file=out)
