"""What the bundled content promises beyond what the reader can tell; `python -m tests.content`, for `make check`."""

import math
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import msgspec

from app import paths
from app.play.cues import cue_for
from app.play.dues import MarkDue
from app.play.library import Broken, Overview, overviews
from app.play.timeline import Timeline, marks_between
from app.routine.catalog import Catalog, load, usable
from app.routine.texts import precautions, sources
from tests.evidence import limits

WORDS_A_SECOND = 2.5  # of a calm voice
NAMES = Path(__file__).parent / "data" / "not-to-be-named.txt"

# Classes of medicine that a precaution or a warning sign may name, as people know them; nothing else may.
ALLOWED = (
    "long-term steroid tablets",
    "blood thinners",
    "questions about any medicine",
    "advise on medicines, doses or timing",
    "check if medicines mix safely",
    "took too much, or feel unwell after a medicine",
    "if you think you took",
    "or you inject drugs",
)
_MEDICINE = re.compile(
    r"\b(medicines?|medications?|drugs?|tablets?|pills?|capsules?|painkillers?|pain relief gel|ointments?|supplements?"
    r"|anti-?inflammator(y|ies)|muscle relaxants?|opioids?|antidepressants?|injections?|steroids?|sedatives?)\b"
)
_AMOUNT = re.compile(r"\b\d+([.,]\d+)?\s?(mg|mcg|µg|ug|ml|milligrams?|millilitres?|iu)\b")
_ENDING = re.compile(r"\b\w+(profen|codone|morphine|azepam|azolam|triptan|oxicam|coxib|caine|pregabalin)\b")
_ADVICE = re.compile(r"\btake (one|two|an?|some|your) (dose|tablet|pill|capsule|painkiller|medicine|medication)s?\b")

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = dict(zip(_WORDS, range(1, 11), strict=True))
_STATED = re.compile(rf"\b(\d+|{'|'.join(_NUMBERS)})[- ]minutes?\b", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that does not hold, and where."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def faults(catalog: Catalog, listed: Iterable[str], texts: Mapping[str, str]) -> list[Fault]:
    """Return everything that does not hold. `listed` are the sources there are, `texts` other texts by their name."""
    found = [Fault(f"{problem.path.name}:{problem.line}", problem.what) for problem in catalog.problems]
    routines = overviews(catalog)
    for one in routines:
        if isinstance(one, Overview):
            found += _unspeakable(one.slug, one.timeline)
            found += _minutes(one)
    found += [Fault(one.slug, "cannot be played") for one in routines if isinstance(one, Broken)]
    for name, text in (*_texts_of(catalog), *texts.items()):
        found += [Fault(name, what) for what in medicines(text)]
    found += _sources(catalog, frozenset(listed))
    found += _unused(catalog, [one for one in routines if isinstance(one, Overview)])
    return sorted(set(found))


def medicines(text: str, names: Path = NAMES) -> Iterator[str]:
    """Yield what in a text names, doses or advises a medicine or a product, save for the allowed classes."""
    plain = text.casefold()
    for allowed in ALLOWED:
        plain = plain.replace(allowed, " ")
    for pattern in (_MEDICINE, _AMOUNT, _ENDING, _ADVICE):
        yield from (f"{hit[0]!r} may not be said" for hit in pattern.finditer(plain))
    for name in names.read_text(encoding="utf-8").splitlines():
        if name and not name.startswith("#") and re.search(rf"\b{re.escape(name)}\b", plain):
            yield f"{name!r} may not be named"


def _texts_of(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for group in (catalog.exercises, catalog.routines, catalog.programmes):
        for slug, entry in group.items():
            if entry.model is not None:
                yield slug, msgspec.json.encode(entry.model).decode()


def _unspeakable(slug: str, timeline: Timeline) -> Iterator[Fault]:
    """Hold every spoken line against the time until the next one."""
    for (at_s, say), (until_s, _) in pairwise([*_spoken(timeline), (math.inf, "")]):
        needs_s = len(say.split()) / WORDS_A_SECOND
        if needs_s > until_s - at_s + 1e-6:
            yield Fault(slug, f"{say!r} takes {needs_s:.1f} s to say, and has {until_s - at_s:.1f} s at {at_s:.1f} s")


def _spoken(timeline: Timeline) -> Iterator[tuple[float, str]]:
    """Yield what is said and when, with an endless line at each place where the person goes on when they like."""
    late_s = 0.0  # an open segment gives all the time there is
    for start_s, segment in zip(timeline.starts_s(), timeline.segments, strict=True):
        part = None if segment.part is None else timeline.parts[segment.part]
        for mark in marks_between(segment, -1.0, segment.length_s if segment.length_s is not None else 0.0):
            if say := cue_for(MarkDue(mark, segment), part).say:
                yield start_s + late_s + mark.at_s, say
        late_s += 1e6 if segment.is_open else 0.0


def _minutes(one: Overview) -> Iterator[Fault]:
    """Hold the minutes its title states against the timeline; those of a pack are how long it is on."""
    packs = {round(part.planned_s / 60) for part in one.timeline.parts if part.kind in ("heat", "cold")}
    for hit in _STATED.finditer(one.routine.title):
        stated = _NUMBERS.get(hit[1].casefold()) or int(hit[1])
        if stated not in packs | {one.minutes}:
            yield Fault(one.slug, f"the title says {hit[0]!r}, and it takes {one.minutes} minutes")


def _sources(catalog: Catalog, listed: frozenset[str]) -> Iterator[Fault]:
    exercises, routines, programmes = usable(catalog.exercises), usable(catalog.routines), usable(catalog.programmes)
    citing = [(slug, one.sources) for slug, one in routines.items()]
    doses = [(slug, one.sources) for slug, one in exercises.items()]
    doses += [(slug, one.sources) for slug, one in programmes.items()]
    yield from (Fault(slug, "names no source") for slug, keys in doses if not keys)
    citing += doses
    for slug, keys in citing:
        yield from (Fault(slug, f"the source {key!r} is not listed") for key in keys if key not in listed)
    cited = {key for _, keys in citing for key in keys}
    cited |= set(re.findall(r"[A-Z][A-Z0-9-]+", "\n".join(limits())))
    yield from (Fault("sources.toml", f"{key!r} is listed and cited nowhere") for key in listed - cited)


def _unused(catalog: Catalog, routines: Iterable[Overview]) -> Iterator[Fault]:
    """Name each exercise that no routine does or offers instead of another."""
    used: set[str] = set()
    for one in routines:
        used |= {part.exercise_id for part in one.timeline.parts}
        used |= {part.easier for part in one.timeline.parts if part.easier}
        used |= set(one.routine.swaps.values())
    yield from (Fault(slug, "is in no routine") for slug in catalog.exercises if slug not in used)


def bundled() -> list[Fault]:
    """Return what does not hold in the content that comes with the app."""
    catalog = load(paths.ROUTINES, Path("nowhere"), precautions(paths.ASSETS))
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((paths.ASSETS / "texts").glob("*.toml"))}
    texts.pop("sources.toml", None)  # titles of papers, not words of ours
    return faults(catalog, sources(paths.ASSETS), texts)


if __name__ == "__main__":
    found = bundled()
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(bool(found))
