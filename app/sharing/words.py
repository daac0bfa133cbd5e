"""What is said of a pack that was taken in, or would be."""

from collections.abc import Iterable

from app.paths import visible
from app.routine.nodes import Mapping as Keys
from app.routine.nodes import Scalar, UnreadableError, decoded, tree
from app.sharing.arriving import Arrival, Choice, Choices, Clash
from app.sharing.pack import Pack, PackError, Place

_KINDS = {"routine": "Routine:", "exercise": "Exercise:", "pose": "Figure of", "picture": "Picture of"}


def asking(clashes: tuple[Clash, ...]) -> str:
    """Say what is there already, as one sentence that a question or a remedy follows."""
    mine = _listed(clash.slug for clash in clashes if not clash.is_bundled)
    bundled = _listed(clash.slug for clash in clashes if clash.is_bundled)
    told = [f"you have another {mine}"] * bool(mine) + [f"another {bundled} comes with Unhunch"] * bool(bundled)
    sentence = " and ".join(told)
    return sentence[:1].upper() + sentence[1:]


def answering(choice: Choice | None, replace_bundled: bool, clashes: tuple[Clash, ...]) -> Choices:
    """Return one answer for all clashes; what comes with the app is replaced only where that is said by itself.

    Raises PackError where there is no answer.
    """
    if choice is None:
        raise PackError(f"{asking(clashes)}; say which to keep with --keep mine, --keep theirs or --keep both.")
    kept: Choice = "both" if choice == "theirs" and not replace_bundled else choice
    return {clash: kept if clash.is_bundled else choice for clash in clashes}


def holds(pack: Pack) -> list[str]:
    """Return what is in a pack, line by line, by the names it has there; routines come first."""
    names = {place.slug: _name(data) or place.slug for place, data in pack.files.items() if place.kind == "exercise"}
    told = []
    for place in sorted(pack.files, key=_routines_first):
        name = names.get(place.slug, place.slug) if place.kind != "routine" else _name(pack.files[place]) or place.slug
        told.append(f"{_KINDS[place.kind]} {visible(name)}")
    return told


def _name(data: bytes) -> str | None:
    """Return the title or name in a file's text."""
    try:
        found = tree(decoded(data))
    except UnreadableError:
        return None
    pairs = found.pairs if isinstance(found, Keys) else []
    return next((one.text for key, one in pairs if key.text in ("title", "name") and isinstance(one, Scalar)), None)


def taken(arrival: Arrival) -> str:
    """Say in a sentence or two what taking in did."""
    count = len(arrival.files)
    told = [f"{count} file{'s' * (count != 1)} added."] if count else []
    told += [f"Their {old} is called {slug}." for old, slug in arrival.renamed]
    told += [f"Your {_listed(arrival.left_out)} is kept."] if arrival.left_out else []
    return " ".join(told) or "All of it was there already."


def lines(arrival: Arrival, dry_run: bool) -> list[str]:
    """Return what taking in did, or would do, line by line."""
    new, renamed = ("would add", "would be called") if dry_run else ("added", "is called")
    told = [f"{new} {place}" for place in sorted(arrival.files, key=_routines_first)]
    told += [f"their {old} {renamed} {slug}" for old, slug in arrival.renamed]
    told += [f"{slug} is there already, just as it is" for slug in arrival.there_already]
    told += [f"{slug}: yours is kept" for slug in arrival.left_out]
    return [*told, *arrival.notes]


def _routines_first(place: Place) -> tuple[bool, Place]:
    return place.kind != "routine", place


def _listed(words: Iterable[str]) -> str:
    *others, last = list(words) or [""]
    return f"{', '.join(others)} and {last}" if others else last
