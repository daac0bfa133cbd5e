import sqlite3
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import pytest

from app.history.rows import DayTotal, PackUse, SessionRow, StepRow
from app.history.store import HistoryUnavailable, Store

from .made import a_session, a_step, at


def test_a_session_comes_back_as_it_was_written(store: Store) -> None:
    written = a_session(
        ended_utc=at(3),
        played_s=118.5,
        outcome="completed",
        pain_before=4,
        pain_during=5,
        pain_after=3,
        settled=True,
        note="stiff, then \x01 better: ü 肩",
        share=True,
    )
    store.begin(written)
    assert store.session("session-1") == written


def test_what_was_not_asked_comes_back_as_not_asked(store: Store) -> None:
    store.begin(a_session())
    found = store.session("session-1")
    assert found is not None
    assert (found.outcome, found.ended_utc, found.pain_after, found.settled, found.note) == (None,) * 5


def test_there_is_no_session_of_an_unknown_id(store: Store) -> None:
    assert store.session("nobody") is None


def test_a_step_comes_back_as_it_was_written(store: Store) -> None:
    store.begin(a_session())
    store.put_step(a_step())
    assert store.steps("session-1") == [a_step()]


def test_the_rows_have_a_column_for_each_field_and_no_other(store: Store) -> None:
    for row, table in ((SessionRow, "sessions"), (StepRow, "steps")):
        assert {*store.db[table].columns_dict} == {field.name for field in fields(row)} | {"changed_at"}


def test_a_step_written_again_is_the_same_step_further_on(store: Store) -> None:
    store.begin(a_session())
    store.put_step(a_step(done_s=10.0))
    further = a_step(
        position=3,
        exercise_id="doorway",
        name="Doorway stretch",
        kind="stretch",
        areas=("chest",),
        side="right",
        dose="30 s",
        sets_planned=2,
        reps_planned=5,
        reps_done=5,
        planned_s=30.0,
        done_s=30.0,
        outcome="done",
        swapped_from=None,
        started_utc=at(1),
        ended_utc=at(2),
    )
    store.put_step(further)
    assert store.steps("session-1") == [further]


def test_steps_come_in_the_order_they_were_done(store: Store) -> None:
    store.begin(a_session())
    for position in (2, 0, 1):
        store.put_step(a_step(f"step-{position}", position=position))
    assert [step.position for step in store.steps("session-1")] == [0, 1, 2]


def test_a_step_can_bring_what_the_session_played_so_far(store: Store) -> None:
    store.begin(a_session())
    store.put_step(a_step(), played_s=11.5)
    found = store.session("session-1")
    assert found is not None
    assert found.played_s == 11.5


def test_nothing_of_a_step_is_written_when_part_of_it_is_refused(store: Store) -> None:
    store.begin(a_session())
    with pytest.raises(sqlite3.IntegrityError):
        store.put_step(a_step(), played_s=-1.0)
    assert store.steps("session-1") == []


def test_the_end_is_written_into_the_session(store: Store) -> None:
    store.begin(a_session())
    store.end("session-1", ended_utc=at(2), played_s=100.0, outcome="partial")
    assert store.session("session-1") == a_session(ended_utc=at(2), played_s=100.0, outcome="partial")


@pytest.mark.parametrize(
    "write",
    [
        lambda store: store.end("nobody", ended_utc=at(), played_s=1.0, outcome="partial"),
        lambda store: store.rate("nobody", pain_after=1),
    ],
)
def test_a_session_that_is_not_there_cannot_be_changed(store: Store, write: Callable[[Store], None]) -> None:
    with pytest.raises(KeyError, match="nobody"):
        write(store)


def test_rating_changes_only_what_is_given(store: Store) -> None:
    store.begin(a_session(pain_before=6, note="sore"))
    store.rate("session-1", pain_after=0)
    store.rate("session-1", pain_during=5)
    assert store.session("session-1") == a_session(pain_before=6, pain_during=5, pain_after=0, note="sore")


def test_an_empty_note_takes_the_note_away(store: Store) -> None:
    store.begin(a_session(note="sore"))
    store.rate("session-1", note="")
    assert store.session("session-1") == a_session()


def test_an_earlier_rating_is_kept_in_the_audit(store: Store) -> None:
    store.begin(a_session(pain_before=2))
    store.rate("session-1", pain_before=2, pain_after=3)
    store.rate("session-1", pain_after=5, note="on second thought")
    [kept] = store.db["audit"].rows
    assert (kept["table_name"], kept["row_id"], kept["earlier"]) == ("sessions", "session-1", '{"pain_after": 3}')
    assert kept["earlier_changed_at"] == at(1 / 60)
    assert kept["changed_at"] == at(2 / 60)


def test_each_write_says_when_it_was_made(store: Store) -> None:
    def changed_at(table: str) -> Any:
        [row] = store.db[table].rows
        return row["changed_at"]

    store.begin(a_session())
    assert changed_at("sessions") == at(0)
    store.put_step(a_step())
    assert (changed_at("sessions"), changed_at("steps")) == (at(0), at(1 / 60))
    store.put_step(a_step(), played_s=2.0)
    assert (changed_at("sessions"), changed_at("steps")) == (at(2 / 60), at(2 / 60))
    store.rate("session-1", pain_after=1)
    assert changed_at("sessions") == at(3 / 60)
    store.end("session-1", ended_utc=at(1), played_s=2.0, outcome="partial")
    assert changed_at("sessions") == at(4 / 60)


def test_the_newest_sessions_come_first(store: Store) -> None:
    for minute in (5, 1, 9):
        store.begin(a_session(f"session-{minute}", started_utc=at(minute)))
    assert [found.id for found in store.sessions(limit=2)] == ["session-9", "session-5"]


def test_pages_follow_on_without_gap_or_repeat_even_within_one_moment(store: Store) -> None:
    for n in range(7):
        store.begin(a_session(f"session-{n}", started_utc=at(n // 3)))
    pages = [store.sessions(limit=2)]
    while pages[-1]:
        pages.append(store.sessions(limit=2, before=pages[-1][-1].cursor))
    assert [found.id for page in pages for found in page] == [f"session-{n}" for n in reversed(range(7))]


def test_a_page_follows_on_after_its_last_row_was_deleted(store: Store) -> None:
    for n in range(3):
        store.begin(a_session(f"session-{n}", started_utc=at(n)))
    [newest] = store.sessions(limit=1)
    store.db.table("sessions").delete(newest.id)
    assert [found.id for found in store.sessions(before=newest.cursor)] == ["session-1", "session-0"]


def test_an_id_is_not_taken_for_a_cursor(store: Store) -> None:
    with pytest.raises(ValueError, match="cursor"):
        store.sessions(before="session-1")


def test_sessions_can_be_asked_for_by_day_with_both_ends(store: Store) -> None:
    for n in (1, 2, 3, 4):
        store.begin(a_session(f"session-{n}", day=f"2026-03-0{n}", started_utc=at(n)))
    asked = store.sessions(from_day="2026-03-02", to_day="2026-03-03")
    assert [found.id for found in asked] == ["session-3", "session-2"]
    assert [found.id for found in store.sessions(from_day="2026-03-04")] == ["session-4"]
    assert [found.id for found in store.sessions(to_day="2026-03-01")] == ["session-1"]


def test_days_add_up_the_sessions_of_each(store: Store) -> None:
    for n, (day, played_s) in enumerate([("2026-03-01", 60.0), ("2026-03-02", 5.0), ("2026-03-01", 30.5)]):
        store.begin(a_session(f"session-{n}", day=day, played_s=played_s))
    both = [DayTotal("2026-03-01", 2, 90.5), DayTotal("2026-03-02", 1, 5.0)]
    assert store.days("2026-03-01", "2026-03-02") == both
    assert store.days("2026-03-02", "2026-03-31") == both[1:]
    assert store.days("2026-04-01", "2026-04-30") == []


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda store: store.days("2026-01-01", "2026-12-31"), "COVERING INDEX sessions_by_day"),
        (lambda store: store.sessions(from_day="2026-01-01", to_day="2026-12-31"), "INDEX sessions_by_start"),
        (lambda store: store.packs_since(at()), "INDEX steps_with_packs"),
        (lambda store: store.first_done("chin-tuck"), "COVERING INDEX steps_by_exercise"),
    ],
)
def test_each_question_over_the_whole_history_has_its_index(
    store: Store, ask: Callable[[Store], object], index: str
) -> None:
    asked: list[str] = []
    store.connection.set_trace_callback(asked.append)  # with its values in it
    ask(store)
    store.connection.set_trace_callback(None)
    [sql] = asked
    [plan] = store.db.query(f"EXPLAIN QUERY PLAN {sql}")
    assert index in plan["detail"]


def test_packs_are_the_warm_and_cold_steps_since_a_moment(store: Store) -> None:
    store.begin(a_session())
    packs = [
        ("before", {"kind": "heat", "ended_utc": at(5), "done_s": 300.0}),
        ("warm", {"kind": "heat", "ended_utc": at(30), "done_s": 600.0}),
        ("cold", {"kind": "cold", "ended_utc": at(10), "done_s": 60.0}),
        ("never on", {"kind": "cold", "ended_utc": at(40), "done_s": 0.0, "outcome": "skipped"}),
        ("no pack", {"kind": "stretch", "ended_utc": at(20), "done_s": 30.0}),
    ]
    for position, (step_id, changes) in enumerate(packs):
        store.put_step(a_step(step_id, position=position, **changes))
    assert store.packs_since(at(10)) == [PackUse("cold", at(10), 60.0), PackUse("heat", at(30), 600.0)]


def test_a_pack_that_is_still_on_counts_up_to_when_it_was_last_seen(store: Store) -> None:
    store.begin(a_session())
    store.put_step(a_step(kind="heat", done_s=10.0))
    assert store.packs_since(at(0)) == [PackUse("heat", at(1 / 60), 10.0)]


def test_the_first_time_an_exercise_was_done_leaves_out_what_was_not_finished(store: Store) -> None:
    store.begin(a_session())
    for position, (minute, outcome) in enumerate([(9, "done"), (4, "done"), (1, "partial"), (2, "skipped")]):
        store.put_step(a_step(f"step-{position}", position=position, started_utc=at(minute), outcome=outcome))
    assert store.first_done("chin-tuck") == at(4)
    assert store.first_done("box-breath") is None


@pytest.mark.parametrize(
    "changes",
    [
        {"id": ""},
        {"day": "2026-02-30"},
        {"day": "1 March"},
        {"started_utc": "2026-03-01 12:00:00"},
        {"started_utc": "2026-03-01T12:00:00+00:00"},
        {"started_utc": "2026-13-01T12:00:00.000000+00:00"},
        {"started_utc": None},
        {"ended_utc": at(1)},
        {"outcome": "completed"},
        {"outcome": "abandoned", "ended_utc": at(1)},
        {"pain_before": 11},
        {"pain_during": -1},
        {"pain_after": "strong"},
        {"pain_after": 3.5},
        {"settled": 2},
        {"share": 5},
        {"planned_s": float("nan")},
        {"planned_s": float("inf")},
        {"played_s": -0.5},
        {"utc_offset_s": 86_400},
    ],
)
def test_a_session_that_cannot_be_true_is_refused(store: Store, changes: dict[str, Any]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.begin(a_session(**changes))
    assert store.sessions() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"session_id": "nobody"},
        {"side": "each"},
        {"outcome": "running"},
        {"position": -1},
        {"reps_done": -1},
        {"reps_done": "four"},
        {"done_s": -1.0},
        {"exercise_id": ""},
        {"kind": ""},
        {"ended_utc": "noon"},
    ],
)
def test_a_step_that_cannot_be_true_is_refused(store: Store, changes: dict[str, Any]) -> None:
    store.begin(a_session())
    with pytest.raises(sqlite3.IntegrityError):
        store.put_step(a_step(**changes))
    assert store.steps("session-1") == []


def test_two_steps_cannot_stand_in_one_place(store: Store) -> None:
    store.begin(a_session())
    store.put_step(a_step("one"))
    with pytest.raises(sqlite3.IntegrityError):
        store.put_step(a_step("other"))


@pytest.mark.parametrize("text", ["", "neck", "null", '{"neck": 1}', "[1"])
def test_what_should_be_a_list_is_one(store: Store, text: str) -> None:
    store.begin(a_session())
    with pytest.raises(sqlite3.IntegrityError):
        store.db.execute("UPDATE sessions SET areas = ?", [text])


def test_the_steps_go_with_their_session(store: Store) -> None:
    store.begin(a_session())
    store.put_step(a_step())
    store.db.table("sessions").delete("session-1")
    assert store.steps("session-1") == []


def test_check_ins_hold_pain_by_area_what_was_used_and_three_markers(store: Store) -> None:
    check_in = {
        "id": "check-in-1",
        "at_utc": at(),
        "utc_offset_s": 0,
        "day": "2026-03-01",
        "pain": '{"neck": 4}',
        "used_walk": 1,
        "medicine": "my own words",
        "marker_1": "Turning to reverse the car",
        "marker_1_ease": 6,
        "changed_at": at(),
    }
    table = store.db.table("check_ins")
    table.insert(check_in)
    assert table.get("check-in-1").items() >= check_in.items()
    for wrong in ({"pain": "[4]"}, {"marker_3_ease": 11}, {"used_heat": 7}, {"day": "yesterday"}):
        with pytest.raises(sqlite3.IntegrityError):
            table.insert({**check_in, "id": "check-in-2", **wrong})


def full_disk(store: Store) -> None:
    [pages] = store.db.execute("PRAGMA page_count").fetchone()
    store.db.execute(f"PRAGMA max_page_count = {pages}")


def write_protection(store: Store) -> None:
    store.db.execute("PRAGMA query_only = ON")


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (full_disk, "disk is full, so .* kept in memory for now; free some space"),
        (write_protection, "is read-only, so .* kept in memory for now; make"),
    ],
)
def test_a_write_that_fails_is_told_in_a_sentence(store: Store, trouble: Callable[[Store], None], words: str) -> None:
    store.begin(a_session())
    trouble(store)
    with pytest.raises(HistoryUnavailable, match=words):
        store.put_step(a_step(name="x" * 100_000))
    assert not store.db.conn.in_transaction
    assert [found.id for found in store.sessions()] == ["session-1"]


def test_writing_goes_on_when_there_is_room_again(store: Store) -> None:
    store.begin(a_session())
    full_disk(store)
    with pytest.raises(HistoryUnavailable):
        store.begin(a_session("session-2", note="x" * 100_000))
    store.db.execute("PRAGMA max_page_count = 1000000")
    store.begin(a_session("session-2"))
    assert len(store.sessions()) == 2
