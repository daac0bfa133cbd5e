"""Two copies of one history that went their own ways: put together in any order, they come to the same."""

import shutil
from contextlib import ExitStack, closing
from datetime import date, datetime, timedelta
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.history import corrections, diary
from app.history.diary import CheckIn
from app.history.planning import PlanEventRow, put_events
from app.history.store import Store, open_store
from app.history.transfer.leaving import export_json
from app.history.transfer.merging import Taken, merge
from tests.history.made import NOON, a_session, a_step, at
from tests.history.transfer.copies import opened, rows_of, text_of

TODAY = date(2026, 11, 23)


def merged(into: Path, *others: Path) -> Taken:
    taken = Taken()
    for other in others:
        with opened(into) as store:
            taken = merge(store, other, TODAY)
    return taken


def copied(path: Path, name: str) -> Path:
    return Path(shutil.copy(path, path.with_name(name)))


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two machines with the same history: two sessions of two steps, and a check-in."""
    one = tmp_path / "one.db"
    with opened(one) as store:
        for session in ("s1", "s2"):
            store.begin(a_session(session, note="as it was"))
            for position in (0, 1):
                store.put_step(a_step(f"{session}-{position}", session_id=session, position=position))
        diary.put(store, a_check_in("c1"))
    return one, copied(one, "two.db")


def a_check_in(name: str, **changes: Any) -> CheckIn:
    return CheckIn(**{"id": name, "at_utc": at(), "utc_offset_s": 0, "day": "2026-03-01", **changes})


def at_minute(path: Path, minute: float) -> Store:
    """Open a history where it is so many minutes after noon, with the seconds going on."""
    moments = iter(NOON + timedelta(minutes=minute, seconds=n) for n in range(60))
    return open_store(path, now=lambda: next(moments))


def both_ways(one: Path, two: Path) -> dict[str, list[dict[str, Any]]]:
    """Merge each into a copy of the other; both come to the same, and merging again to nothing."""
    ends = []
    for ours, theirs in ((one, two), (two, one)):
        end = copied(ours, f"end-{ours.name}")
        merged(end, theirs)
        text = text_of(end)
        for again in (one, two, end):
            assert merged(end, again) == Taken()
            assert text_of(end) == text
        ends.append(text)
    assert ends[0] == ends[1]
    return rows_of(one.with_name(f"end-{one.name}"))


def test_what_is_only_in_one_is_in_both(pair: tuple[Path, Path]) -> None:
    one, two = pair
    with opened(one) as store:
        store.begin(a_session("only one"))
        store.put_step(a_step("x", session_id="only one"))
    with opened(two) as store:
        diary.put(store, a_check_in("only two"))
        put_events(store, [PlanEventRow("e", at(), 0, "2026-03-01", "put", "{}")])
    told = both_ways(one, two)
    assert [row["id"] for row in told["sessions"]] == ["only one", "s1", "s2"]
    assert [row["id"] for row in told["check_ins"]] == ["c1", "only two"]
    assert len(told["steps"]) == 5
    assert len(told["plan_events"]) == 1
    assert told["audit"] == []


def test_the_last_change_wins_and_the_other_is_kept(pair: tuple[Path, Path]) -> None:
    one, two = pair
    store = at_minute(one, 10)
    corrections.correct(store, "s1", note="earlier")
    diary.put(store, a_check_in("c1", note="later"))
    store.close()
    store = at_minute(two, 5)
    diary.put(store, a_check_in("c1", note="earlier"))
    store.close()
    store = at_minute(two, 20)
    corrections.correct(store, "s1", note="later")
    store.close()
    assert merged(copied(one, "count.db"), two) == Taken(changed=1)
    told = both_ways(one, two)
    assert [row["note"] for row in told["sessions"]] == ["later", "as it was"]
    assert [row["note"] for row in told["check_ins"]] == ["later"]
    kept = [row["earlier"].get("note") for row in told["audit"]]
    assert sorted(note or "" for note in kept) == ["", "", "as it was", "as it was", "earlier", "earlier"]


@pytest.mark.parametrize("deleted_at", [5, 10, 20])
def test_a_deletion_counts_when_it_is_not_older_than_the_row(pair: tuple[Path, Path], deleted_at: int) -> None:
    one, two = pair
    store = at_minute(one, deleted_at)
    corrections.delete(store, "s1")
    diary.take_away(store, "c1")
    store.close()
    store = at_minute(two, 10)
    corrections.correct(store, "s1", note="changed")
    diary.put(store, a_check_in("c1", note="changed"))
    store.close()
    assert merged(copied(two, "count.db"), one) == (Taken() if deleted_at == 5 else Taken(gone=2))
    told = both_ways(one, two)
    alive = deleted_at == 5
    assert [row["id"] for row in told["sessions"]] == (["s1", "s2"] if alive else ["s2"])
    assert [row["session_id"] for row in told["steps"]] == (["s1", "s1", "s2", "s2"] if alive else ["s2", "s2"])
    assert [row["id"] for row in told["check_ins"]] == (["c1"] if alive else [])
    if not alive:
        assert "changed" in [row["earlier"].get("note") for row in told["audit"] if row["table_name"] == "sessions"]


def test_a_deletion_taken_back_counts_on_both(pair: tuple[Path, Path]) -> None:
    one, two = pair
    with opened(two) as store:
        corrections.delete(store, "s1")
    store = at_minute(one, 10)
    corrections.put_back(store, *corrections.delete(store, "s1"))
    store.close()
    assert [row["id"] for row in both_ways(one, two)["sessions"]] == ["s1", "s2"]


def test_a_deletion_taken_back_with_a_clock_that_was_set_back_counts_too(pair: tuple[Path, Path]) -> None:
    one, two = pair
    store = at_minute(one, 30)
    gone = corrections.delete(store, "s1")
    diary.take_away(store, "c1")
    store.close()
    store = at_minute(one, 10)
    corrections.put_back(store, *gone)
    diary.put(store, a_check_in("c1"))
    store.close()
    told = both_ways(one, two)
    assert [row["id"] for row in told["sessions"]] == ["s1", "s2"]
    assert [row["id"] for row in told["check_ins"]] == ["c1"]


def test_the_steps_are_the_winners_also_where_both_have_one_at_a_place(pair: tuple[Path, Path]) -> None:
    one, two = pair
    for path, minute, names in ((one, 5, "abc"), (two, 10, "xy")):
        store = at_minute(path, minute)
        for position, name in enumerate(names, 2):
            store.put_step(a_step(name, session_id="s1", position=position, name=name))
        store.close()
    steps = both_ways(one, two)["steps"]
    assert [row["id"] for row in steps] == ["s1-0", "s1-1", "s2-0", "s2-1", "x", "y"]


def test_changed_at_the_same_moment_content_decides(pair: tuple[Path, Path]) -> None:
    one, two = pair
    for path, note in ((one, "a"), (two, "b")):
        store = at_minute(path, 10)
        corrections.correct(store, "s1", note=note)
        store.close()
    assert both_ways(one, two)["sessions"][0]["note"] == "b"


def test_what_plays_here_goes_on_and_what_plays_there_does_not_come(pair: tuple[Path, Path]) -> None:
    one, two = pair
    for path, session in ((one, "s1"), (two, "s2")):
        with opened(path) as store:
            store.connection.execute("INSERT INTO playing VALUES (?, '{}', 0, '[]', NULL, ?)", [session, at()])
    store = at_minute(two, 10)
    corrections.correct(store, "s1", note="changed")
    store.close()
    merged(one, two)
    assert [row["session_id"] for row in rows_of(one)["playing"]] == ["s1"]
    assert rows_of(one)["sessions"][0]["note"] == "changed"


def test_before_a_merge_there_is_a_backup_each_time(pair: tuple[Path, Path], tmp_path: Path) -> None:
    one, two = pair
    before = text_of(one)
    with opened(two) as store:
        corrections.delete(store, "s1")
    backups = tmp_path / "backups"
    for _ in range(9):
        with opened(one) as store:
            merge(store, two, TODAY, backups)
    names = {path.name for path in backups.iterdir()}
    assert len(names) == 7
    assert all(name.startswith("history-2026-11-23-before-merge") for name in names)
    assert text_of(one) != before


# --- any two copies --------------------------------------------------------------------------------------------------

NOTES = ("a", "b", None)


def note(store: Store, session: str, what: str | None) -> None:
    if store.session(session):
        corrections.correct(store, session, note=what)


def delete(store: Store, session: str, _: object) -> None:
    if store.session(session):
        corrections.delete(store, session)


def undo(store: Store, session: str, _: object) -> None:
    if store.session(session):
        corrections.put_back(store, *corrections.delete(store, session))


def begin(store: Store, session: str, what: str | None) -> None:
    if not store.session(session):
        store.begin(a_session(session, note=what))


def step(store: Store, session: str, what: str | None) -> None:
    if store.session(session):
        position = len(store.steps(session))
        store.put_step(a_step(f"{session}-{what}-{position}", session_id=session, position=position))


def check_in(store: Store, name: str, what: str | None) -> None:
    diary.put(store, a_check_in(name, note=what))


def take_away(store: Store, name: str, _: object) -> None:
    if any(one.id == name for one in diary.between(store, "0", "9")):
        diary.take_away(store, name)


ACTS = st.tuples(
    st.integers(0, 2),  # who
    st.integers(0, 5),  # how much later
    st.sampled_from([begin, note, delete, undo, step, step, check_in, take_away]),
    st.sampled_from(["p", "q"]),
    st.sampled_from(NOTES),
)


def test_three_copies_come_to_the_same_in_any_order(soak: bool) -> None:
    @settings(max_examples=300 if soak else 15, deadline=None)
    @given(shared=st.lists(ACTS, max_size=5), apart=st.lists(ACTS, min_size=2, max_size=14))
    def come_to_the_same(shared: list[Any], apart: list[Any]) -> None:
        with TemporaryDirectory() as name:
            copies = [Path(name) / f"{number}.db" for number in range(3)]
            done(shared, copies[:1] * 3, 0)
            for copy in copies[1:]:
                shutil.copy(copies[0], copy)
            done(apart, copies, 100)
            pair = copied(copies[1], "pair.db")
            end_of(pair, copies[2])
            ends = {end_of(copied(order[0], "end.db"), *order[1:]) for order in permutations(copies)}
            ends.add(end_of(copied(copies[0], "end.db"), *copies[1:], *copies))
            assert ends == {end_of(copied(copies[0], "end.db"), pair)}

    come_to_the_same()


def end_of(path: Path, *others: Path) -> str:
    """Merge one after the other into a copy; the third to the fifth must change nothing any more."""
    exported = path.with_suffix(".json")
    with opened(path) as store:
        taken = [merge(store, other, TODAY) for other in others]
        export_json(store, exported)
    assert taken[2:] == [Taken()] * len(taken[2:])
    text = exported.read_text(encoding="utf-8")
    exported.unlink()
    return text


def done(acts: list[Any], copies: list[Path], minute: int) -> None:
    """Do each act on its copy, at a time that only sometimes goes on."""
    seconds = 0

    def now() -> datetime:
        nonlocal seconds
        seconds += 1  # within one act each moment is another
        return NOON + timedelta(minutes=minute, seconds=seconds)

    with ExitStack() as stack:
        stores = {path: stack.enter_context(closing(open_store(path, now=now))) for path in set(copies)}
        for who, later, act, name, what in acts:
            minute, seconds = minute + later, 0
            act(stores[copies[who]], name, what)
