"""What the history says about starting now: packs apart, and few 4-7-8 breaths in the first month."""

from datetime import UTC, datetime, timedelta

import pytest

from app.history.rows import PackUse, utc_text
from app.history.starting import Before, has_to_ask, to_start
from app.play.timeline import Timeline
from tests.play.fakes import step, timeline
from tests.play.test_player import CHECK

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
HEAT = timeline(CHECK, step("heat"))
PATTERN = [("in", 4.0), ("hold", 7.0), ("out", 8.0)]
BREATH = timeline(
    step("breath", breath={"phases": [{"name": name, "length_s": s} for name, s in PATTERN]}, cycles=8),
)


def pack(hours_ago: float, done_s: float = 900.0) -> PackUse:
    return PackUse("heat", utc_text(NOON - timedelta(hours=hours_ago)), done_s)


def breaths(started: Timeline | str) -> int:
    assert isinstance(started, Timeline)
    return started.segments[0].beats


def test_only_packs_and_478_have_to_ask() -> None:
    assert has_to_ask(HEAT)
    assert has_to_ask(BREATH)
    assert not has_to_ask(timeline(step("walk"), step("breath")))


def test_a_pack_within_two_hours_may_not_start_and_says_when() -> None:
    told = to_start(HEAT, Before(packs=(pack(1.0),)), NOON)

    assert told == "You had a pack on less than 2 hours ago. The next one can start at 13:00."


def test_a_pack_after_two_hours_starts_as_it_is() -> None:
    assert to_start(HEAT, Before(packs=(pack(2.1),)), NOON) == HEAT


def test_a_pack_that_was_taken_off_at_once_was_not_used() -> None:
    assert to_start(HEAT, Before(packs=(pack(0.5, done_s=59.0),)), NOON) == HEAT
    assert isinstance(to_start(HEAT, Before(packs=(pack(0.5, done_s=60.0),)), NOON), str)


def test_the_fourth_warm_pack_of_a_day_says_tomorrow_where_it_is() -> None:
    told = to_start(HEAT, Before(packs=(pack(9.0), pack(6.0), pack(3.0))), NOON)

    assert told == "You have had 3 warm packs in a day. The next one can start at 03:00 tomorrow."


@pytest.mark.parametrize(
    ("first", "most"),
    [(None, 4), (NOON - timedelta(days=29), 4), (NOON - timedelta(days=30), 8)],
)
def test_478_is_four_breaths_in_the_first_month(first: datetime | None, most: int) -> None:
    before = Before(first_breathed=utc_text(first) if first else None)

    assert breaths(to_start(BREATH, before, NOON)) == most
