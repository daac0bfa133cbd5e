"""Finding a routine: what a person asks for, held against every routine there is. Pure, and quick with a thousand."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.play.library import Overview
from app.routine.model import Area, Kind

Place = Literal["seated", "no floor", "floor"]

LENGTHS: tuple[tuple[int, int], ...] = ((0, 5), (6, 10), (11, 20), (21, 8 * 60))  # whole minutes, both ends included
NOTHING = "nothing"
# What every home has; the rest has to be got.
_AT_HOME = frozenset(
    {"chair", "wall", "doorway", "mat", "bed", "cushion", "pillow", "towel", "desk", "worktop", "shower"}
)


@dataclass(frozen=True)
class Wanted:
    """What is asked for. Every part that is given must hold; within one part, any of what it names."""

    words: str = ""
    areas: frozenset[Area] = frozenset()
    kinds: frozenset[Kind] = frozenset()
    minutes: tuple[int, int] | None = None  # whole minutes, both ends included
    equipment: frozenset[str] = frozenset()  # what is at hand, NOTHING for no more than a home has
    place: Place | None = None
    favourites: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing at all is asked for."""
        return self == Wanted()


@dataclass(frozen=True)
class Findable:
    """A routine with its words made ready for searching."""

    overview: Overview
    title: str
    text: str


def findable(routines: Iterable[Overview]) -> list[Findable]:
    """Make routines ready for searching, in the order given."""
    return [Findable(one, f" {folded(one.routine.title)}", f" {folded(_text(one))}") for one in routines]


def found(routines: Sequence[Findable], wanted: Wanted, favourites: frozenset[str] = frozenset()) -> list[Overview]:
    """Return the routines that are wanted: first those whose title says it or that are mostly of a kind asked for."""
    words = [f" {word}" for word in folded(wanted.words).split()]
    hits = [one for one in routines if _fits(one.overview, wanted, favourites) and all(w in one.text for w in words)]

    def stands_back(one: Findable) -> tuple[bool, bool]:
        is_mostly = not wanted.kinds or bool(wanted.kinds & set(one.overview.timeline.kinds[:1]))
        return not all(word in one.title for word in words), not is_mostly

    return [one.overview for one in sorted(hits, key=stands_back)]


def folded(text: str) -> str:
    """Return text as it is searched: small letters without accents, one space where there was none of a letter."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())


def _text(one: Overview) -> str:
    routine, timeline = one.routine, one.timeline
    exercises = dict.fromkeys(word for part in timeline.parts for word in (part.exercise, part.name))
    said = (routine.title, routine.purpose, routine.group, routine.setting or "", one.slug, *one.equipment)
    return " ".join((*said, *timeline.areas, *timeline.kinds, *exercises))


def _fits(one: Overview, wanted: Wanted, favourites: frozenset[str]) -> bool:
    return (
        (not wanted.favourites or one.slug in favourites)
        and (not wanted.areas or not wanted.areas.isdisjoint(one.timeline.areas))
        and (not wanted.kinds or not wanted.kinds.isdisjoint(one.timeline.kinds))
        and (wanted.minutes is None or wanted.minutes[0] <= one.minutes <= wanted.minutes[1])
        and (not wanted.equipment or needed(one) <= wanted.equipment)
        and (wanted.place is None or _is_done_there(one, wanted.place))
    )


def needed(one: Overview) -> frozenset[str]:
    """Return what has to be got for a routine, without what every home has."""
    return frozenset(thing for thing in one.equipment if _AT_HOME.isdisjoint(thing.split()))


def _is_done_there(one: Overview, place: Place) -> bool:
    if place == "seated":
        return one.positions == {"seated"}
    return one.needs_floor is (place == "floor")
