"""The page about the evidence is what the catalogue says, and every source is there for something."""

import re
from collections.abc import Iterator

import pytest

from app import paths
from app.routine.catalog import usable
from app.routine.emergency import emergency
from app.routine.texts import precautions, sources
from tests.evidence import PAGE, cited_by, limits, refreshed
from tests.routine.written import bundled

TEXT = PAGE.read_text(encoding="utf-8")
SOURCES = sources(paths.ASSETS)


def citing() -> Iterator[tuple[str, str]]:
    """Yield each citation in a bundled file: what cites, and the key."""
    whole = bundled()
    for slug, exercise in whole.usable_exercises.items():
        yield from ((slug, key) for key in exercise.sources)
    for slug, routine in usable(whole.routines).items():
        yield from ((slug, key) for key in routine.sources)
    for slug, programme in usable(whole.programmes).items():
        yield from ((slug, key) for key in programme.sources)


def test_the_tables_are_what_the_catalogue_says() -> None:
    assert refreshed(TEXT).splitlines() == TEXT.splitlines(), "write it anew with: python -m tests.evidence"


def test_every_source_cited_is_listed() -> None:
    assert [(what, key) for what, key in citing() if key not in SOURCES] == []


def test_every_source_listed_is_cited() -> None:
    assert [key for key, told in cited_by().items() if not told] == []


def test_every_exercise_says_where_it_comes_from() -> None:
    assert [slug for slug, one in bundled().usable_exercises.items() if not one.sources] == []


def test_every_source_is_named_with_a_place_and_with_what_was_read() -> None:
    for key, one in SOURCES.items():
        assert one.text, key
        assert one.locator, key
        assert one.checked in ("page", "copy", "own"), key


def test_every_key_the_page_names_in_its_prose_is_a_source() -> None:
    prose = re.sub(r"<!-- (\w+) -->\n.*?<!-- end -->", "", TEXT, flags=re.DOTALL)
    keys = {key for cited in re.findall(r"\(([A-Z0-9][^)a-z]*)\)", prose) for key in cited.split(", ")}
    assert len(keys) >= 10
    assert keys - set(SOURCES) == set()


def test_every_exercise_limit_and_number_is_in_the_page() -> None:
    for one in bundled().usable_exercises.values():
        assert f"| {one.name} | " in TEXT
    assert len(list(limits())) >= 15
    for place in emergency(paths.ASSETS).countries.values():
        assert f"| {place.name} | {place.words.emergency_number} |" in TEXT


@pytest.mark.parametrize("words", ["No clinician has signed off this app", "What could not be verified"])
def test_the_page_says_plainly_what_is_missing(words: str) -> None:
    assert words in TEXT


def test_every_precaution_is_used() -> None:
    used = {code for one in bundled().usable_exercises.values() for code in one.avoid_if}
    assert set(precautions(paths.ASSETS)) == used
