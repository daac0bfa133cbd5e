"""The plan while the app runs: read when something changed, kept when it cannot be read, changed here and elsewhere."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import pytest

from app.history.planning import put_events
from app.history.store import open_store
from app.plan.events import Change, Put, Skipped, TakenOff
from app.plan.kept import row_of
from tests.ui.conftest import Desk
from tests.ui.fakes import HERE


class Heard:
    """What the plan told of itself."""

    def __init__(self, desk: Desk) -> None:
        self.changed = self.looked = 0
        self.not_read: list[str] = []
        desk.app.planned.changed.connect(self._change)
        desk.app.planned.looked.connect(self._look)
        desk.app.planned.not_read.connect(self.not_read.append)

    def _change(self) -> None:
        self.changed += 1

    def _look(self) -> None:
        self.looked += 1


@pytest.fixture
def desk(sit_down: Callable[..., Desk]) -> Desk:
    return sit_down()


@pytest.fixture
def heard(desk: Desk) -> Heard:
    return Heard(desk)


def look(desk: Desk) -> None:
    desk.app.planned.look()
    desk.settle()


def planned(desk: Desk) -> list[str]:
    return [f"{item.state} {item.routine}" for item in desk.app.planned.today().items]


def change_elsewhere(desk: Desk, *changes: Change) -> None:
    """Change the plan as another program does that has the same file."""
    now = desk.world.date()
    with closing(open_store(desk.outside.places.history, now=lambda: now)) as store:
        put_events(store, [row_of(one, f"elsewhere {number}", now, 4 * 3600.0) for number, one in enumerate(changes)])


def rename(desk: Desk, table: str, to: str) -> None:
    with closing(sqlite3.connect(desk.outside.places.history)) as there:
        there.execute(f"ALTER TABLE {table} RENAME TO {to}")


def test_without_a_history_nothing_is_planned_and_no_file_is_made_by_looking(desk: Desk, heard: Heard) -> None:
    look(desk)
    assert (heard.looked, heard.changed, desk.app.planned.is_any) == (1, 0, False)
    assert not desk.outside.places.history.exists()


def test_what_is_changed_is_planned_at_once_and_kept(desk: Desk, heard: Heard) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    desk.settle()
    assert (planned(desk), heard.changed) == (["open desk-reset"], 1)
    look(desk)
    look(desk)
    assert (heard.changed, heard.looked) == (1, 3)
    desk.app.planned.change(Skipped(item="1", on=desk.app.planned.day))
    desk.settle()
    assert (planned(desk), heard.changed) == (["skipped desk-reset"], 2)


def test_what_another_program_changed_is_seen_at_the_next_look(desk: Desk, heard: Heard) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    desk.settle()
    change_elsewhere(desk, Put(entry="2", routine="neck-ease"))
    look(desk)
    assert planned(desk) == ["open desk-reset", "open neck-ease"]
    assert heard.changed == 2


def test_what_another_program_wrote_beside_the_plan_changes_nothing(desk: Desk, heard: Heard) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    desk.settle()
    change_elsewhere(desk, TakenOff(entry="never there"))
    look(desk)
    assert (heard.looked, heard.changed) == (2, 1)


def test_where_nothing_was_written_the_plan_is_not_read_again(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    desk.settle()
    asked: list[str] = []
    desk.app.journal.read(lambda store: store.connection.set_trace_callback(asked.append))
    look(desk)
    desk.app.journal.read(lambda store: store.connection.set_trace_callback(None))
    assert asked == ["PRAGMA data_version"]


def test_what_was_done_is_seen_too(desk: Desk, heard: Heard) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    desk.app.play("desk-reset")
    desk.passes(200.0)
    desk.app.conductor.done.left.emit()
    look(desk)
    assert planned(desk) == ["done desk-reset"]


def test_a_day_begins_when_the_person_has_it_begin(desk: Desk) -> None:
    before = desk.app.planned.day
    desk.world.pass_(((before + timedelta(days=1)) - before).total_seconds() - 5.5 * 3600)  # half past three at night
    assert desk.world.date().astimezone(HERE).date() == before + timedelta(days=1)
    assert desk.app.planned.day == before
    desk.world.pass_(3600.0)
    assert desk.app.planned.day == before + timedelta(days=1)


def test_several_days_are_each_as_asked_alone(desk: Desk) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset", weekdays=frozenset({0, 3})))
    desk.settle()
    days = [desk.app.planned.day + timedelta(days=number) for number in range(7)]
    found = desk.app.planned.days(days)
    assert {day: found[day] for day in days} == {day: desk.app.planned.on(day) for day in days}
    assert sum(len(one.items) for one in found.values()) == 2


@pytest.mark.logs("something asked for could not be had")
def test_what_cannot_be_read_is_told_what_was_read_stays_and_it_is_told_when_it_is_read_again(
    desk: Desk, heard: Heard
) -> None:
    desk.app.planned.change(Put(entry="1", routine="desk-reset"))
    desk.settle()
    rename(desk, "plan_events", "elsewhere")
    look(desk)
    assert len(heard.not_read) == 1
    assert "history" in heard.not_read[0]
    assert planned(desk) == ["open desk-reset"]
    rename(desk, "elsewhere", "plan_events")
    look(desk)
    assert heard.not_read[1:] == [""]
    look(desk)
    assert heard.not_read[1:] == [""]
