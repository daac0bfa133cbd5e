"""Finding routines by words, areas, kinds, minutes, equipment, place and favourites."""

from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import paths
from app.play.finding import NOTHING, Wanted, findable, folded, found, needed
from app.play.library import Overview, overviews
from app.routine.catalog import load
from app.routine.texts import precautions


@pytest.fixture(scope="module")
def routines() -> list[Overview]:
    catalog = load(paths.ROUTINES, Path("nowhere"), precautions(paths.ASSETS))
    return [one for one in overviews(catalog) if isinstance(one, Overview)]


def slugs(routines: list[Overview], wanted: Wanted, favourites: frozenset[str] = frozenset()) -> list[str]:
    return [one.slug for one in found(findable(routines), wanted, favourites)]


def test_asking_for_nothing_finds_everything_in_its_order(routines: list[Overview]) -> None:
    assert Wanted().is_everything
    assert slugs(routines, Wanted()) == [one.slug for one in routines]


def test_every_word_has_to_be_there_each_as_the_beginning_of_one(routines: list[Overview]) -> None:
    assert "upper-back-relief" in slugs(routines, Wanted(words="upp bac"))
    assert slugs(routines, Wanted(words="upper pineapple")) == []
    assert slugs(routines, Wanted(words="pper")) == []


def test_a_routine_is_found_by_an_exercise_in_it(routines: list[Overview]) -> None:
    assert "desk-reset" in slugs(routines, Wanted(words="chin tuck"))


def test_a_title_that_says_it_comes_first(routines: list[Overview]) -> None:
    first, second, *_ = found(findable(routines), Wanted(words="chin"))
    says_so = replace(second, routine=msgspec.structs.replace(second.routine, title="Chin tuck and more"))
    assert slugs([first, says_so], Wanted(words="chin")) == [second.slug, first.slug]


@pytest.mark.parametrize("words", ["CHÍN", "  chin  ", "chin,", "chin-tuck"])
def test_case_accents_and_marks_do_not_matter(routines: list[Overview], words: str) -> None:
    assert "desk-reset" in slugs(routines, Wanted(words=words))


def test_any_of_the_areas_and_any_of_the_kinds_will_do(routines: list[Overview]) -> None:
    hits = found(findable(routines), Wanted(areas=frozenset({"neck", "chest"}), kinds=frozenset({"stretch"})))
    assert hits
    assert all({"neck", "chest"} & set(one.timeline.areas) and "stretch" in one.timeline.kinds for one in hits)
    others = [one for one in routines if one not in hits]
    assert not any({"neck", "chest"} & set(one.timeline.areas) and "stretch" in one.timeline.kinds for one in others)


def test_what_is_mostly_of_a_kind_comes_before_what_has_some_of_it(routines: list[Overview]) -> None:
    hits = found(findable(routines), Wanted(kinds=frozenset({"breath"})))
    mostly = [one.timeline.kinds[0] == "breath" for one in hits]
    assert mostly == sorted(mostly, reverse=True)
    assert True in mostly
    assert False in mostly


def test_minutes_include_both_ends(routines: list[Overview]) -> None:
    [one] = [one for one in routines if one.slug == "desk-reset"]
    assert one.minutes == 2
    assert "desk-reset" in slugs(routines, Wanted(minutes=(2, 5)))
    assert "desk-reset" in slugs(routines, Wanted(minutes=(1, 2)))
    assert "desk-reset" not in slugs(routines, Wanted(minutes=(3, 5)))


def test_what_every_home_has_needs_no_getting(routines: list[Overview]) -> None:
    at_hand = slugs(routines, Wanted(equipment=frozenset({NOTHING})))
    assert "desk-reset" in at_hand
    assert "warm-pack-15" not in at_hand
    assert "warm-pack-15" in slugs(routines, Wanted(equipment=frozenset({"warm pack"})))


def test_things_with_more_words_are_told_by_the_thing(routines: list[Overview]) -> None:
    assert needed(replace(routines[0], equipment=("mat or bed", "rolled towel", "light weights or band"))) == {
        "light weights or band"
    }


def test_seated_is_seated_throughout_and_the_floor_is_asked_for_or_kept_from(routines: list[Overview]) -> None:
    assert all(one.positions == {"seated"} for one in found(findable(routines), Wanted(place="seated")))
    on_floor, off_floor = slugs(routines, Wanted(place="floor")), slugs(routines, Wanted(place="no floor"))
    assert sorted(on_floor + off_floor) == sorted(one.slug for one in routines)
    assert "morning-loosen" in on_floor


def test_favourites_are_those_of_the_person(routines: list[Overview]) -> None:
    assert slugs(routines, Wanted(favourites=True)) == []
    assert slugs(routines, Wanted(favourites=True), frozenset({"desk-reset", "gone"})) == ["desk-reset"]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_any_words_can_be_asked_for(routines: list[Overview], text: str) -> None:
    hits = slugs(routines, Wanted(words=text))
    assert set(hits) <= {one.slug for one in routines}
