"""Days of the plan as lines and as data."""

from app.plan.calendar import Length
from app.plan.events import Moved, Paused, Put, Skipped, Started
from app.plan.listing import as_data, lines

from .made import MONDAY, day, done, on, plan, programme

ROUTINES = {"a": Length("Morning mobility", 12), "b": Length("Desk reset", 2)}
AT_EIGHT = Put(entry="1", routine="a", time_s=8 * 3600.0)


def test_a_day_has_its_name_and_each_item_its_time_state_and_length() -> None:
    changes = [(0, AT_EIGHT), (0, Put(entry="2", routine="b")), (0, Put(entry="3", routine="gone", time_s=72_000.0))]
    today = on(plan(*changes, (0, Skipped(item="3", on=MONDAY))), 0, {MONDAY: (done(0, "a", 8),)})
    assert list(lines(today, ROUTINES, MONDAY)) == [
        "Monday 2026-03-02, today",
        "    08:00     done     Morning mobility, 12 min",
        "    any time  open     Desk reset, 2 min",
        "    20:00     skipped  gone, which is no longer there",
    ]


def test_what_was_not_done_on_a_day_that_is_over_was_missed() -> None:
    yesterday = on(plan((0, AT_EIGHT)), 0, today=day(1))
    assert list(lines(yesterday, ROUTINES, day(1)))[1] == "    08:00     missed   Morning mobility, 12 min"


def test_a_day_of_a_pause_and_one_with_nothing_say_so() -> None:
    paused = plan((0, AT_EIGHT), (0, Paused(until=day(2))))
    assert list(lines(on(paused, 0), ROUTINES, MONDAY))[1:] == ["    the plan is paused until 2026-03-04"]
    assert list(lines(on(plan(), 0), ROUTINES, day(1))) == ["Monday 2026-03-02", "    nothing planned"]


def test_what_may_be_left_out_says_so_and_when_of_the_day_it_is_best() -> None:
    started = plan((0, Started(run="r", programme="p", on=MONDAY)))
    [line] = list(lines(on(started, 0, programmes={"p": programme(["(b)"])}), ROUTINES, MONDAY))[1:]
    assert line.endswith("Desk reset, 2 min (may be left out)")


def test_as_data_a_day_has_what_a_program_needs_and_nothing_made_up() -> None:
    moved = plan((0, AT_EIGHT), (0, Moved(item="1", on=MONDAY, to=day(1), time_s=9 * 3600.0)))
    today = as_data(on(moved, 1, {day(1): (done(1, "a", 9),)}, today=day(1)), ROUTINES)
    [moved_here, _its_own] = sorted(today["items"], key=lambda one: one["planned_for"])
    assert (today["day"], today["paused"]) == ("2026-03-03", False)
    assert moved_here == {
        "id": "1",
        "routine": "a",
        "title": "Morning mobility",
        "minutes": 12,
        "planned_for": "2026-03-02",
        "time": "09:00",
        "when": "any",
        "optional": False,
        "programme": None,
        "state": moved_here["state"],
        "session": moved_here["session"],
    }
    assert {one["state"] for one in today["items"]} == {"done", "open"}
    gone = as_data(on(plan((0, Put(entry="1", routine="gone"))), 0), ROUTINES)["items"][0]
    assert (gone["title"], gone["minutes"], gone["time"], gone["session"]) == (None, None, None, None)
