"""Finding sessions by words, and by what they were."""

import pytest

from app.history.corrections import correct, delete, put_back
from app.history.search import Sought, count, find, match_of
from app.history.store import Store

from .made import a_session, at


@pytest.fixture
def some(store: Store) -> Store:
    ended = {"ended_utc": at(30), "outcome": "completed"}
    store.begin(a_session("1", title="Upper-back relief", note="Café après-midi, viel besser", **ended))
    store.begin(a_session("2", title="Neck ease", started_utc=at(1), note="no better 100%", day="2026-03-02", **ended))
    store.begin(
        a_session("3", title="Neck warm pack", started_utc=at(2), kinds=("heat",), areas=("neck",), day="2026-03-03")
    )
    return store


def ids(store: Store, words: str = "", **more: object) -> list[str]:
    return [one.id for one in find(store, Sought(words, **more))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["3", "2", "1"]),
        ("neck", ["3", "2"]),
        ("NE", ["3", "2"]),
        ("neck bett", ["2"]),
        ("cafe apres", ["1"]),
        ("back-relief", ["1"]),
        ("100%", ["2"]),
        ("nothing of the kind", []),
        ("eck", []),
    ],
)
def test_words_are_found_by_how_they_begin_in_title_and_note(some: Store, words: str, found: list[str]) -> None:
    assert ids(some, words) == found


@pytest.mark.parametrize("words", ['"', "* OR title:", "a'; DROP TABLE sessions; --", "NEAR(", "^", "\x00", "(" * 99])
def test_no_sign_means_anything_to_the_search(some: Store, words: str) -> None:
    ids(some, words)
    assert len(ids(some)) == 3


def test_signs_are_left_out_and_words_quoted() -> None:
    assert match_of('neck* AND "x') == '"neck"* "AND"* "x"*'
    assert match_of("  -- ") == ""
    assert match_of("a " * 99).count("*") == 12


def test_what_it_was_narrows_it_down(some: Store) -> None:
    assert ids(some, kinds=frozenset({"heat"})) == ["3"]
    assert ids(some, kinds=frozenset({"heat", "stretch"})) == ["3", "2", "1"]
    assert ids(some, areas=frozenset({"upper back"})) == ["2", "1"]
    assert ids(some, outcomes=frozenset({"completed"})) == ["2", "1"]
    assert ids(some, from_day="2026-03-02", to_day="2026-03-02") == ["2"]
    assert ids(some, "neck", kinds=frozenset({"stretch"})) == ["2"]


def test_each_page_goes_on_where_the_one_before_ended(some: Store) -> None:
    found = [find(some, Sought("neck"), limit=1, offset=offset) for offset in range(3)]
    assert [[one.id for one in page] for page in found] == [["3"], ["2"], []]


def test_as_many_are_counted_as_are_found(some: Store) -> None:
    every = (Sought(), Sought("neck"), Sought("zzz"), Sought(from_day="2026-03-02"), Sought(kinds=frozenset({"heat"})))
    assert [count(some, one) for one in every] == [len(find(some, one, limit=99)) for one in every]
    assert count(some, Sought("neck")) == 2


def test_a_note_that_was_changed_deleted_or_put_back_is_found_as_it_is_now(some: Store) -> None:
    correct(some, "1", note="worse")
    assert ids(some, "besser") == []
    assert ids(some, "worse") == ["1"]
    taken = delete(some, "1")
    assert ids(some, "worse") == []
    put_back(some, *taken)
    assert ids(some, "worse") == ["1"]
    some.rate("2", note="")
    assert ids(some, "better") == []


def test_the_search_holds_after_the_file_was_made_anew(some: Store) -> None:
    delete(some, "2")
    some.connection.execute("VACUUM")
    assert ids(some, "relief") == ["1"]
    assert ids(some, "pack") == ["3"]
    some.connection.execute("INSERT INTO session_search (session_search) VALUES ('integrity-check')")
