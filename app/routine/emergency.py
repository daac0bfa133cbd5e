"""Whom to call, by country: only numbers that a cited source gives, and plain words everywhere else."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Words:
    """What stands for `{emergency_number}` and `{urgent_line}` in the words about safety."""

    emergency_number: str
    urgent_line: str


@dataclass(frozen=True)
class Place:
    """A country: its name, its words, and the keys of the sources that give its numbers."""

    name: str
    words: Words
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """Who gives a number and where; `checked` is `page` where their own page was read, `copy` where somebody else's.

    `date` is when, as 2026-11-30.
    """

    text: str
    locator: str
    checked: str
    date: str


@dataclass(frozen=True)
class Emergency:
    """The countries whose numbers are known, by ISO code and in the order of their names, and the words elsewhere."""

    countries: Mapping[str, Place]
    elsewhere: Words
    sources: Mapping[str, Source]

    def words_for(self, country: str | None) -> Words:
        """Return the words of a country given by its ISO code; those for elsewhere where it is not known."""
        place = self.countries.get(country or "")
        return place.words if place else self.elsewhere


def emergency(assets: Path) -> Emergency:
    """Read the numbers. Raises TypeError or KeyError where the file, which is our own, is not as it should be."""
    table = tomllib.loads((assets / "texts" / "emergency.toml").read_text(encoding="utf-8"))
    elsewhere = Words(**table["elsewhere"])
    places = {
        code: Place(
            one["name"], Words(one["emergency"], one.get("urgent", elsewhere.urgent_line)), tuple(one["sources"])
        )
        for code, one in table["countries"].items()
    }
    by_name = dict(sorted(places.items(), key=lambda item: item[1].name))
    return Emergency(by_name, elsewhere, {key: Source(**one) for key, one in table["sources"].items()})


def filled(line: str, words: Words) -> str:
    """Return a line of the words about safety with whom to call put in."""
    return line.replace("{emergency_number}", words.emergency_number).replace("{urgent_line}", words.urgent_line)


def country_of(locale: str) -> str | None:
    """Return the ISO code of the country a locale such as `en_GB.UTF-8` or `de-CH` names; None where it names none.

    A guess to suggest, never to settle: the language of a desktop is not where its owner is.
    """
    found = re.match(r"[A-Za-z]{2,3}(?:[_-][A-Za-z]{4})?[_-]([A-Za-z]{2})(?![A-Za-z])", locale)
    return found[1].upper() if found else None
