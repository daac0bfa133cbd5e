"""The small phrases people write in routine files: lengths of time, ranges, tempos and breath phases."""

import math
import re
from typing import Literal, get_args

PhaseName = Literal[
    "in", "in left", "in right", "sip", "out", "out left", "out right", "hold"
]  # sip: a second, short breath in on top of the first

PHASE_NAMES: tuple[str, ...] = get_args(PhaseName)

_LONGEST = 100  # letters
_NUMBER = r"\d{1,9}(?:\.\d{1,9})?"  # more digits than anybody means would overflow what is done with them
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d(?:\.\d+)?)")
_UNITS = re.compile(
    rf"(?:({_NUMBER})\s*(?:h|hours?))?\s*"
    rf"(?:({_NUMBER})\s*(?:min|minutes?))?\s*"
    rf"(?:({_NUMBER})\s*(?:s|sec|seconds?))?"
)
_PLAIN = re.compile(_NUMBER)
_SIGNED = re.compile(rf"[-+]?{_NUMBER}")
_COUNT = re.compile(r"\d{1,6}")
_RANGE = re.compile(r"(.+?)\s+to\s+(.+)")
_PHASE_NAME = "|".join(sorted(PHASE_NAMES, key=len, reverse=True))
_PHASE = re.compile(rf"({_PHASE_NAME})\s+(\S.*)")

_ANY_DURATION = rf"(?=\S)(?:{_PLAIN.pattern}|{_CLOCK.pattern}|{_UNITS.pattern})"
SHAPES: dict[str, str] = {  # each phrase as one pattern, for those who check text and do not read it
    "duration": _ANY_DURATION,
    "duration range": rf"{_ANY_DURATION}\s+to\s+{_ANY_DURATION}",
    "count": _COUNT.pattern,
    "number": _SIGNED.pattern,
    "count range": rf"{_COUNT.pattern}\s+to\s+{_COUNT.pattern}",
    "tempo": r"\s*-\s*".join([_NUMBER] * 3),
    "phase": rf"(?:{_PHASE_NAME})\s+(?=.*[1-9]){_ANY_DURATION}",
}


def _phrase(text: str) -> str:
    """Return a phrase with single spaces; nothing of one too long to mean anything, and slow to look through."""
    return " ".join(text.split()) if len(text) <= _LONGEST else ""


def duration_s(text: str) -> float | None:
    """Read `30 s`, `1 min 30 s`, `1:30` or `90` as seconds; None when it is none of these."""
    text = _phrase(text)
    if _PLAIN.fullmatch(text):
        return float(text)
    if match := _CLOCK.fullmatch(text):
        hours, minutes, seconds = match.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
    match = _UNITS.fullmatch(text)
    if not text or match is None:
        return None
    return sum(float(number or 0) * size for number, size in zip(match.groups(), (3600, 60, 1), strict=True))


def count(text: str) -> int | None:
    """Read a whole number written in digits; None when it is not one."""
    text = _phrase(text)
    return int(text) if _COUNT.fullmatch(text) else None


def number(text: str) -> float | None:
    """Read a number such as `12`, `-8` or `0.35`; None when it is not one."""
    text = text.strip()
    return float(text) if _SIGNED.fullmatch(text) else None


def duration_range_s(text: str) -> tuple[float, float] | None:
    """Read `15 s to 30 s` or `15 to 30 s` as seconds, lower end first; None when it is no such range."""
    match = _RANGE.fullmatch(_phrase(text))
    if match is None:
        return None
    high = duration_s(match[2])
    low = duration_s(match[1])
    if low is None or high is None:
        return None
    if _PLAIN.fullmatch(match[1]) and re.search(r"(h|hours?|min|minutes?)$", match[2]):
        low = duration_s(f"{match[1]} {re.sub(r'[^a-z]', '', match[2])}") or low  # "5 to 20 min"
    return (low, high) if low <= high else None


def count_range(text: str) -> tuple[int, int] | None:
    """Read `3 to 8` as two whole numbers, lower first; None when it is no such range."""
    match = _RANGE.fullmatch(_phrase(text))
    if match is None:
        return None
    low, high = count(match[1]), count(match[2])
    return (low, high) if low is not None and high is not None and low <= high else None


def tempo_s(text: str) -> tuple[float, float, float] | None:
    """Read a tempo such as `2-1-3`: seconds out, paused and back; None when it is not one."""
    parts = _phrase(text).split("-")
    if len(parts) != 3 or not all(_PLAIN.fullmatch(part.strip()) for part in parts):
        return None
    out, pause, back = (float(part) for part in parts)
    return out, pause, back


def phase(text: str) -> tuple[PhaseName, float] | None:
    """Read a breath phase such as `in 4 s` as its name and seconds; None when it is not one."""
    match = _PHASE.fullmatch(_phrase(text))
    if match is None:
        return None
    length_s = duration_s(match[2])
    name: PhaseName = match[1]  # type: ignore[assignment]  # the pattern is made of the names
    return (name, length_s) if length_s else None


def spoken(seconds: float) -> str:
    """Say a length of time in words a person would write: `20 s`, `2 min`, `1 min 30 s`, `1 h 5 min`."""
    if seconds < 60:
        return f"{seconds:g} s" if seconds < 10 else f"{_rounded(seconds)} s"
    hours, rest = divmod(_rounded(seconds), 3600)
    minutes, left = divmod(rest, 60)
    parts = [f"{hours} h"] * (hours > 0) + [f"{minutes} min"] * (minutes > 0) + [f"{left} s"] * (left > 0)
    return " ".join(parts[:2])


def clock(seconds: float) -> str:
    """Show a time left as people read a timer: `0:20`, `12:05`, `1:02:05`; any part of a second counts as one."""
    whole = max(0, math.ceil(seconds - 1e-6))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def _rounded(seconds: float) -> int:
    return math.floor(seconds + 0.5)
