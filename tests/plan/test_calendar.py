"""The plan as other calendars get it, read back by the library that they are likely to use."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from app.plan.calendar import CalendarNotWritten, Length, to_ics, write
from app.plan.events import Change, Moved, Paused, Put, Skipped, Started, TakenOff
from app.plan.reading import Known
from app.routine.model import Day, PlannedSession, Programme, Week

from .made import MONDAY, day, done, plan, programme

EIGHT_S = 8 * 3600.0
DAY_START_S = 4 * 3600.0
ROUTINES = {"a": Length("Loosen; up, \n<b>now</b>", 12), "b": Length("Desk reset", 2)}
AT_EIGHT = Put(entry="1", routine="a", weekdays=frozenset({0, 2}), time_s=EIGHT_S)


def ics(*changes: tuple[int, Change], today: date = MONDAY, weeks: tuple[list[str], ...] = (), did: int = 0) -> bytes:
    history = {day(number): (done(number, "a"),) for number in range(did)}
    programmes = {"p": programme(*weeks)} if weeks else {}
    return to_ics(Known(plan(*changes), history), programmes, ROUTINES, today, DAY_START_S)


def events(*changes: tuple[int, Change], **more: object) -> list[Any]:
    return list(Calendar.from_ical(ics(*changes, **more)).walk("VEVENT"))  # type: ignore[arg-type]


def rule(event: Any) -> dict[str, object]:
    return dict(event["RRULE"].items())


def left_out(event: Any) -> Iterator[object]:
    found = event.get("EXDATE", [])
    for one in found if isinstance(found, list) else [found]:
        yield from (each.dt for each in one.dts)


def test_an_entry_repeats_each_week_from_today_on_without_a_zone() -> None:
    [event] = events((-30, AT_EIGHT), today=day(1))
    assert event["DTSTART"].dt == datetime(2026, 3, 4, 8)
    assert rule(event) == {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "WE"]}
    assert (event["UID"], event["DURATION"].dt) == ("1@unhunch", timedelta(minutes=12))
    assert event["SUMMARY"] == "Loosen; up,  <b>now</b>"


def test_without_a_time_it_is_the_whole_day_and_at_night_the_next_one() -> None:
    untimed = Put(entry="2", routine="b", weekdays=frozenset({0}))
    [whole] = events((0, untimed))
    assert (whole["DTSTART"].dt, "DURATION" in whole) == (MONDAY, False)
    at_night = Put(entry="2", routine="b", weekdays=frozenset({6}), time_s=1800.0)
    [night] = events((0, at_night))
    assert (night["DTSTART"].dt, rule(night)["BYDAY"]) == (datetime(2026, 3, 9, 0, 30), ["MO"])


def test_skipped_and_paused_days_are_left_out() -> None:
    [weekly] = events((0, AT_EIGHT), (0, Skipped(item="1", on=MONDAY)), (1, Paused(until=day(9))))
    assert list(left_out(weekly)) == [datetime(2026, 3, 2, 8), datetime(2026, 3, 4, 8), datetime(2026, 3, 9, 8)]


def test_what_was_moved_to_another_day_stands_there_alone() -> None:
    weekly, apart = events((0, AT_EIGHT), (0, Moved(item="1", on=day(2), to=day(3), time_s=3600.0 * 9)))
    assert list(left_out(weekly)) == [datetime(2026, 3, 4, 8)]
    assert (apart["DTSTART"].dt, apart["UID"]) == (datetime(2026, 3, 5, 9), "1-2026-03-04@unhunch")
    assert "RRULE" not in apart


def test_what_was_taken_off_or_rests_without_an_end_or_is_gone_is_not_there() -> None:
    assert events((0, AT_EIGHT), (1, TakenOff(entry="1")), today=day(1)) == []
    assert events((0, AT_EIGHT), (0, Paused())) == []
    assert events((0, Put(entry="1", routine="gone"))) == []


def test_a_programme_stands_on_its_days_for_eight_weeks() -> None:
    weeks = (["a b", "-", "a"] * 2 + ["-"],) * 26
    found = events((0, Started(run="r", programme="p", on=MONDAY, any_s=EIGHT_S)), weeks=weeks)
    days = {event["DTSTART"].dt.date() for event in found}
    assert (min(days), max(days)) == (MONDAY, day(54))
    assert [event["UID"] for event in found[:3]] == [
        "r:0-2026-03-02@unhunch",
        "r:1-2026-03-02@unhunch",
        "r:0-2026-03-04@unhunch",
    ]
    assert all("RRULE" not in event for event in found)


def test_a_session_is_as_long_as_its_programme_allows() -> None:
    short = PlannedSession("a", most_time_s=300.0)
    week = Week(focus="Made", goal="Made.", days=(Day(sessions=(short,)), *(Day(rest_day=True) for _ in range(6))))
    made = Programme(schema=1, language="en", title="Made", purpose="Made.", weeks=(week,))
    known = Known(plan((0, Started(run="r", programme="p", on=MONDAY, any_s=EIGHT_S))), {})
    routines = {"a": Length("Loosen", 12, {short: 6})}
    text = to_ics(known, {"p": made}, routines, MONDAY, DAY_START_S)
    events_of: list[Any] = [*Calendar.from_ical(text).walk("VEVENT")]
    assert {event["DURATION"].dt for event in events_of} == {timedelta(minutes=6)}


def test_the_same_plan_on_the_same_day_is_the_same_file() -> None:
    changes = [(0, AT_EIGHT), (0, Skipped(item="1", on=day(2))), (0, Skipped(item="1", on=day(7)))]
    assert ics(*changes) == ics(*changes)  # type: ignore[arg-type]
    assert b"DTSTAMP:20260302T000000Z" in ics((0, AT_EIGHT))


def test_a_calendar_is_written_over_an_earlier_one_and_over_nothing_else(tmp_path: Path) -> None:
    path, other = tmp_path / "plan.ics", tmp_path / "notes.txt"
    other.write_text("mine")
    write(path, ics((0, AT_EIGHT)))
    write(path, ics())
    assert path.read_bytes() == ics()
    for wrong in (other, tmp_path, tmp_path / "notes.txt" / "plan.ics"):
        with pytest.raises(CalendarNotWritten):
            write(wrong, ics())
    assert other.read_text() == "mine"
