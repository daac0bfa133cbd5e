"""The plan in the history: changes come back as they were made, and sessions as the plan knows them."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.history.planning import PlanEventRow, ended_since, plan_events, put_events, settle_down
from app.history.store import Store, open_store
from app.plan.events import Change, Put, Skipped
from app.plan.kept import done_of, events_of, row_of
from app.plan.progress import Rating
from tests.history.made import a_session, at

from .made import day

NIGHT = datetime(2026, 3, 3, 1, 30, tzinfo=timezone(timedelta(hours=1)))  # of Monday, the person's day begins at four


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "history.db")


def test_changes_come_back_in_order_with_the_person_s_own_day(store: Store) -> None:
    changes: list[Change] = [Put(entry="1", routine="a"), Skipped(item="1", on=day(1))]
    rows = [row_of(one, f"{n}", NIGHT + timedelta(hours=n), 4 * 3600.0) for n, one in enumerate(changes)]
    put_events(store, reversed(rows))
    put_events(store, rows)
    events = events_of(plan_events(store))
    assert [event.change for event in events] == changes
    assert [event.day for event in events] == [day(0), day(0)]
    assert events[0].at == NIGHT
    store.close()


def test_a_change_of_a_later_version_is_kept_and_left_out(store: Store) -> None:
    put_events(store, [PlanEventRow("1", at(), 0, "2026-03-02", "of a later version", "{}")])
    assert len(plan_events(store)) == 1
    assert events_of(plan_events(store)) == []
    store.close()


def test_sessions_that_ended_are_read_from_a_day_on(store: Store) -> None:
    ended = {"ended_utc": at(10), "outcome": "completed", "played_s": 120.0}
    store.begin(a_session("old", day="2026-02-27", started_utc=at(-2880), **ended))
    store.begin(a_session("new", pain_before=3, pain_after=2, settled=True, **ended))
    store.begin(a_session("running", started_utc=at(5)))
    [one] = done_of(ended_since(store, "2026-02-28"))
    assert (one.id, one.routine, one.title, one.outcome) == ("new", "desk-reset", "Two-minute desk reset", "completed")
    assert one.rating == Rating(3, None, 2, True)
    assert one.started.isoformat() == "2026-03-01T13:00:00+01:00"
    assert [row.id for row in ended_since(store)] == ["old", "new"]
    store.close()


def test_whether_it_settled_is_written_down(store: Store) -> None:
    store.begin(a_session())
    settle_down(store, "session-1", settled=False)
    session = store.session("session-1")
    assert session is not None
    assert session.settled is False
    with pytest.raises(KeyError):
        settle_down(store, "nobody", settled=True)
    store.close()
