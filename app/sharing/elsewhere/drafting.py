"""Exercises and routines written from what another program has: plain text, slugs, guesses, doses within limits."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import yaml

from app.routine.quantities import spoken
from app.routine.safety import NECK_HOLD, SHORTEST_STEP, STRETCH_HOLD
from app.sharing.pack import MOST_FILES, Pack, PackError, Place

LONGEST_LINE, LONGEST_NAME, _LONGEST_SLUG = 400, 80, 50
_AREAS = {  # told by words that begin so
    "neck": r"neck|head|chin|ears?\b",
    "shoulders": "shoulder",
    "chest": "chest",
    "upper back": "spine|upper back|spinal",
    "lower back": "lower back|waist",
    "hips": "hip|glute",
    "hamstrings": "hamstring|thigh",
    "calves": "calf|calves|ankle",
    "wrists": "wrist|finger|fist|forearm",
    "eyes": "eye|look|gaze|blink|focus",
}
_PULLS = re.compile(r"\b(?:stretch|hold|lean|bend|pull|tilt|drop|fold|push)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s+")
_PATTERNS = {area: re.compile(rf"\b(?:{words})", re.IGNORECASE) for area, words in _AREAS.items()}


@dataclass
class Draft:
    """What is written so far, and what there is to tell of it."""

    program: str
    prefix: str
    files: dict[Place, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def exercise(self, title: str, about: Mapping[str, Any]) -> str:
        """Write an exercise and return its slug."""
        slug = self._slug("exercise", title)
        self.files[Place("exercise", slug)] = self._text("../schema/exercise.json", about)
        return slug

    def routine(self, title: str, about: Mapping[str, Any]) -> str:
        """Write a routine and return its slug."""
        slug = self._slug("routine", title)
        self.files[Place("routine", slug)] = self._text("schema/routine.json", about)
        return slug

    def pack(self, name: str) -> Pack:
        """Return what was written. Raises PackError where it is nothing, or more than a pack may hold."""
        if not any(place.kind == "routine" for place in self.files):
            raise PackError(" ".join([f"{name} has nothing that Unhunch could play.", *self.notes[:1]]))
        if len(self.files) > MOST_FILES:
            raise PackError(f"{name} holds more than {MOST_FILES} exercises and was not taken; use a part of it.")
        return Pack(name, self.files, tuple(self.notes))

    def _slug(self, kind: str, title: str) -> str:
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        words = re.sub(r"[^a-z0-9]+", "-", f"{self.prefix} {plain}").strip("-")
        stem = words if words != self.prefix or kind == "routine" else f"{self.prefix}-exercise"
        if len(stem) > _LONGEST_SLUG:
            stem = stem[:_LONGEST_SLUG].rpartition("-")[0]
        slug = stem
        number = 1
        while any(place.slug == slug and place.kind == kind for place in self.files):
            number += 1
            slug = f"{stem}-{number}"
        return slug

    def _text(self, schema: str, about: Mapping[str, Any]) -> bytes:
        head = f"# yaml-language-server: $schema={schema}\n# From {self.program}.\n"
        body = yaml.safe_dump({"schema": 1, **about}, sort_keys=False, allow_unicode=True, width=100)
        return (head + body).encode()


def convert(raw: object, kind: type[Any], name: str, program: str) -> Any:
    """Return JSON as this type. Raises PackError where it has another form."""
    try:
        return msgspec.convert(raw, kind)
    except (msgspec.ValidationError, RecursionError):
        raise PackError(f"{name} has not the form of {program}'s files; nothing of it was taken.") from None


def unknown(raw: Iterable[Any], kind: type[msgspec.Struct]) -> set[str]:
    """Return the keys of JSON objects that a type has no field for, as they may be shown."""
    known = {one.encode_name for one in msgspec.structs.fields(kind)}
    return {plain(key, 40) for one in raw if isinstance(one, dict) for key in one if key not in known}


def plain(text: str, most: int = LONGEST_LINE) -> str:
    """Return text on one line, without what cannot be seen, and no longer than this."""
    line = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def lines(text: str) -> list[str]:
    """Return text sentence by sentence, none of them longer than a line may be."""
    whole = plain(text, len(text))
    return [line for one in _SENTENCE_END.split(whole) for line in textwrap.wrap(one, LONGEST_LINE)]


def guess(title: str, text: str) -> tuple[str, list[str]]:
    """Return what kind of exercise it may be, and for which parts of the body, by the words it is told in.

    What pulls is a stretch: that has the narrower limits.
    """
    areas = _areas(title) or _areas(text) or ["whole body"]
    if "neck" not in areas and _PATTERNS["neck"].search(text) and areas != ["eyes"]:
        areas.append("neck")  # which asks for more care
    is_stretch = areas != ["eyes"] and bool(_PULLS.search(f"{title} {text}"))
    return "stretch" if is_stretch else "mobility", areas


def _areas(text: str) -> list[str]:
    return [area for area, pattern in _PATTERNS.items() if pattern.search(text)]


def within(time_s: float, kind: str, areas: Iterable[str], title: str, notes: list[str]) -> float:
    """Return a time as it may be for such an exercise; where that is another, a note says so."""
    limit = SHORTEST_STEP
    if kind == "stretch":
        limit = NECK_HOLD if "neck" in areas else STRETCH_HOLD
    allowed = min(max(time_s, limit.least), limit.most)
    if allowed != time_s:
        low, high = spoken(limit.least), spoken(limit.most)
        notes.append(f"{plain(title, 60)}: {time_s:g} s became {allowed:g} s, as it may last {low} to {high}.")
    return allowed


def listed(words: Iterable[str]) -> str:
    """Return words in order with commas; the first ten of them."""
    words = sorted(words)
    return ", ".join(words[:10]) + (f" and {len(words) - 10} more" if len(words) > 10 else "")
