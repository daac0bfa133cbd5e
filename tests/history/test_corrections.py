"""What a person changes afterwards, and what stays of how it was."""

import json
import sqlite3

import pytest

from app.history.corrections import correct, delete, put_back
from app.history.store import Store

from .made import a_session, a_step, at


@pytest.fixture
def one(store: Store) -> Store:
    store.begin(a_session(pain_before=4, note="A note.", ended_utc=at(10), outcome="partial"))
    store.put_step(a_step())
    store.put_step(a_step("step-2", position=1, side="right"))
    return store


def audit(store: Store) -> list[tuple[str, str, dict[str, object]]]:
    rows = store.read("SELECT table_name, row_id, earlier FROM audit ORDER BY id")
    return [(table, row_id, json.loads(earlier)) for table, row_id, earlier in rows]


def test_what_is_changed_is_changed_and_the_rest_stays(one: Store) -> None:
    correct(one, "session-1", pain_before=3, outcome="completed", day="2026-02-28", played_s=99.0)
    expected = a_session(
        pain_before=3, note="A note.", ended_utc=at(10), outcome="completed", day="2026-02-28", played_s=99.0
    )
    assert one.session("session-1") == expected


def test_every_earlier_value_is_kept_and_its_moment(one: Store) -> None:
    [(before,)] = one.read("SELECT changed_at FROM sessions")
    correct(one, "session-1", pain_before=3, pain_after=1, note=None)
    assert audit(one) == [("sessions", "session-1", {"pain_before": 4, "pain_after": None, "note": "A note."})]
    assert one.read("SELECT earlier_changed_at FROM audit") == [(before,)]
    session = one.session("session-1")
    assert session is not None
    assert session.note is None


def test_what_is_the_same_as_before_leaves_no_trace(one: Store) -> None:
    before = one.read("SELECT * FROM sessions")
    correct(one, "session-1", pain_before=4)
    assert audit(one) == []
    assert one.read("SELECT * FROM sessions") == before


def test_what_is_not_allowed_changes_nothing(one: Store) -> None:
    with pytest.raises(ValueError, match="id cannot be corrected"):
        correct(one, "session-1", id="other")
    with pytest.raises(sqlite3.IntegrityError):
        correct(one, "session-1", note="new", pain_after=11)
    with pytest.raises(KeyError):
        correct(one, "nobody", note="new")
    session = one.session("session-1")
    assert session is not None
    assert session.note == "A note."
    assert audit(one) == []


def test_what_was_deleted_is_gone_with_its_steps_and_comes_back_as_it_was(one: Store) -> None:
    before = one.session("session-1"), one.steps("session-1")
    taken = delete(one, "session-1")
    assert taken == before
    assert one.sessions() == []
    assert one.read("SELECT count(*) FROM steps") == [(0,)]
    put_back(one, *taken)
    assert (one.session("session-1"), one.steps("session-1")) == before


def test_a_deletion_is_remembered_for_other_machines_and_keeps_what_there_was(one: Store) -> None:
    delete(one, "session-1")
    assert one.read("SELECT table_name, row_id FROM tombstones") == [("sessions", "session-1")]
    kept = audit(one)
    assert [(table, row_id) for table, row_id, _ in kept] == [
        ("sessions", "session-1"),
        ("steps", "step-1"),
        ("steps", "step-2"),
    ]
    assert kept[0][2]["note"] == "A note."
    assert kept[1][2]["session_id"] == "session-1"


def test_put_back_it_is_newer_than_its_deletion(one: Store) -> None:
    put_back(one, *delete(one, "session-1"))
    [(changed_at, buried_at)] = one.read("SELECT sessions.changed_at, tombstones.changed_at FROM sessions, tombstones")
    assert changed_at > buried_at


def test_what_is_not_there_cannot_be_deleted(one: Store) -> None:
    with pytest.raises(KeyError):
        delete(one, "nobody")
    assert one.read("SELECT count(*) FROM tombstones") == [(0,)]
