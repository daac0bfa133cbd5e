"""Check-ins: written, changed, taken away and put back."""

import sqlite3
from dataclasses import replace

import pytest

from app.history.diary import USED, CheckIn, Marker, between, put, take_away
from app.history.store import Store

from .made import at

ONE = CheckIn(
    id="check-1",
    at_utc=at(),
    utc_offset_s=3600,
    day="2026-03-01",
    pain={"neck": 4, "upper back": 2},
    used=frozenset({"heat", "walk"}),
    medicine="my own words",
    note="Slept badly.",
    share=True,
    markers=(Marker("Lift the baby", 6), Marker("Drive an hour", None)),
)


def test_a_check_in_comes_back_as_it_was_written(store: Store) -> None:
    put(store, ONE)
    bare = CheckIn(id="check-2", at_utc=at(1), utc_offset_s=0, day="2026-03-02")
    put(store, bare)
    assert between(store, "2026-03-01", "2026-03-02") == [ONE, bare]
    assert between(store, "2026-03-02", "2026-03-09") == [bare]


@pytest.mark.parametrize("used", USED)
def test_each_thing_that_was_used_has_its_column(store: Store, used: str) -> None:
    put(store, replace(ONE, used=frozenset({used})))
    assert store.read(f"SELECT used_{used} FROM check_ins") == [(1,)]
    [one] = between(store, "2026-03-01", "2026-03-01")
    assert one.used == {used}


def test_written_again_it_is_changed_and_how_it_was_is_kept(store: Store) -> None:
    put(store, ONE)
    changed = replace(ONE, note="Slept well.", markers=(Marker("Lift the baby", 8),))
    put(store, changed)
    assert between(store, "2026-03-01", "2026-03-01") == [changed]
    [(table, earlier)] = store.read("SELECT table_name, earlier ->> 'note' FROM audit")
    assert (table, earlier) == ("check_ins", "Slept badly.")


def test_taken_away_it_is_remembered_and_can_be_written_again(store: Store) -> None:
    put(store, ONE)
    take_away(store, "check-1")
    assert between(store, "2026-03-01", "2026-03-01") == []
    assert store.read("SELECT table_name, row_id FROM tombstones") == [("check_ins", "check-1")]
    put(store, ONE)
    assert between(store, "2026-03-01", "2026-03-01") == [ONE]
    with pytest.raises(KeyError):
        take_away(store, "nobody")


def test_a_marker_beyond_ten_is_not_allowed(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put(store, replace(ONE, markers=(Marker("Fly", 11),)))
    assert between(store, "2026-03-01", "2026-03-01") == []
