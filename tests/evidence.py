"""Writes the tables of docs/evidence.md from the catalog and the limits: `python -m tests.evidence`.

What stands between the tables is written by hand. A test holds the page against this.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import get_args

from app import paths
from app.routine.catalog import usable
from app.routine.dose import said
from app.routine.emergency import emergency
from app.routine.model import Dose, Exercise, Kind, RepsDose
from app.routine.texts import Citation, sources
from tests.routine.written import bundled

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGE = DOCS / "evidence.md"
FORMAT_PAGE = DOCS / "routine-format.md"
_TABLE = re.compile(r"<!-- (\w+) -->\n.*?<!-- end -->", re.DOTALL)
_KEY = re.compile(r"[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*")
_READ = {"page": "page", "copy": "copy", "own": "nothing: own knowledge"}


def refreshed(text: str) -> str:
    """Return the page with every table as it should be."""
    tables = {"exercises": exercises, "limits": limits, "plans": plans, "sources": all_sources, "numbers": numbers}
    return _TABLE.sub(lambda found: f"<!-- {found[1]} -->\n" + "\n".join(tables[found[1]]()) + "\n<!-- end -->", text)


def exercises() -> Iterator[str]:
    """Yield a table of exercises for each kind, with dose, grade and sources."""
    by_name = sorted(bundled().usable_exercises.values(), key=lambda one: one.name)
    for kind in get_args(Kind):
        yield from ("", f"### {kind.capitalize()}", "")
        rows = [(one.name, _dose(one), one.evidence, _cited(one.sources)) for one in by_name if one.kind == kind]
        yield from _table(("exercise", "dose", "grade", "sources"), rows)
    yield ""


def limits() -> Iterator[str]:
    """Yield the table of limits, from the page about the format, with what was read of their sources."""
    after = FORMAT_PAGE.read_text(encoding="utf-8").split("\n## The limits\n", 1)[1]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in after.splitlines() if "|" in line]
    rows = [(what, allowed, source, _read_of(_KEY.findall(source))) for what, allowed, source in cells[2:] if source]
    yield from _table(("what", "allowed", "source", "read"), rows)


def plans() -> Iterator[str]:
    """Yield the table of what routines and programmes cite beside their exercises."""
    routines, programmes = usable(bundled().routines), usable(bundled().programmes)
    rows = [(one.title, "routine", _cited(one.sources)) for one in routines.values() if one.sources]
    rows += [(one.title, "programme", _cited(one.sources)) for one in programmes.values()]
    yield from _table(("title", "is a", "sources"), rows)


def all_sources() -> Iterator[str]:
    """Yield the table of sources, each with what was read of it and what cites it."""
    rows = [
        (key, one.text, one.locator, _READ[one.checked], ", ".join(cited_by()[key])) for key, one in _sources().items()
    ]
    yield from _table(("key", "source", "where", "read", "cited by"), rows)


def numbers() -> Iterator[str]:
    """Yield the table of emergency numbers by country."""
    known = emergency(paths.ASSETS)
    rows = []
    for place in known.countries.values():
        line = "" if place.words.urgent_line == known.elsewhere.urgent_line else place.words.urgent_line
        cited = [known.sources[key] for key in place.sources]
        where = ", ".join(f"<{one.locator}>" for one in cited)
        read = ", ".join(dict.fromkeys(one.checked for one in cited))
        rows.append((place.name, place.words.emergency_number, line, where, read))
    yield from _table(("country", "emergency", "advice", "source", "read"), rows)


@cache
def cited_by() -> Mapping[str, list[str]]:
    """Return what cites each source: how many exercises, routines and programmes, and whether a limit does."""
    whole = bundled()
    limited = _KEY.findall("\n".join(limits()))
    groups = [
        ("exercise", [one.sources for one in whole.usable_exercises.values()]),
        ("routine", [one.sources for one in usable(whole.routines).values()]),
        ("programme", [one.sources for one in usable(whole.programmes).values()]),
    ]
    cited: dict[str, list[str]] = {key: [] for key in _sources()}
    for key, told in cited.items():
        for what, lists in groups:
            if count := sum(key in one for one in lists):
                told.append(f"{count} {what}{'s' * (count > 1)}")
        told += ["limits"] * (key in limited)
    return cited


@cache
def _sources() -> Mapping[str, Citation]:
    return sources(paths.ASSETS)


def _dose(one: Exercise) -> str:
    sides = {"both": "", "each": " each side", "alternating": " a side, in turn"}[one.sides]
    return f"{said(one.dose)}{_tempo(one.dose)}{sides}"


def _tempo(dose: Dose) -> str:
    return f" at {'-'.join(f'{part:g}' for part in dose.tempo)} s" if isinstance(dose, RepsDose) else ""


def _cited(keys: Iterable[str]) -> str:
    return ", ".join(keys)


def _read_of(keys: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(_READ[_sources()[key].checked] for key in keys))


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
