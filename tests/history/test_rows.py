from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.history.rows import day_of, offset_s_of, utc_text

HOUR = 3600


@pytest.mark.parametrize(
    ("utc", "offset_h", "day"),
    [
        ("2026-03-01T12:00", 0, "2026-03-01"),
        ("2026-03-02T00:30", 0, "2026-03-01"),  # half past midnight is still the evening
        ("2026-03-02T03:59:59.999999", 0, "2026-03-01"),
        ("2026-03-02T04:00", 0, "2026-03-02"),
        ("2026-03-28T23:30", 1, "2026-03-28"),  # Berlin, the night the clock goes on to summer time
        ("2026-03-29T02:00", 2, "2026-03-29"),  # four o'clock by the summer clock
        ("2026-03-29T01:59", 2, "2026-03-28"),
        ("2026-10-25T02:59", 1, "2026-10-24"),  # back on the winter clock
        ("2026-10-25T03:00", 1, "2026-10-25"),
        ("2026-03-01T12:00", 14, "2026-03-01"),  # Kiribati, two in the night of the 2nd
        ("2026-03-01T14:00", 14, "2026-03-02"),
        ("2026-03-01T14:00", -12, "2026-02-28"),  # the other side of the date line, the same moment
        ("2026-01-01T02:00", 0, "2025-12-31"),
        ("2028-03-01T01:00", 0, "2028-02-29"),
        ("2026-03-01T10:15", 5.75, "2026-03-01"),  # Nepal
    ],
)
def test_the_day_is_the_persons_own(utc: str, offset_h: float, day: str) -> None:
    assert day_of(datetime.fromisoformat(utc).replace(tzinfo=UTC), int(offset_h * HOUR)) == day


@pytest.mark.parametrize(("day_start_h", "day"), [(0, "2026-03-02"), (2, "2026-03-02"), (2.5, "2026-03-01")])
def test_the_day_starts_when_the_person_says(day_start_h: float, day: str) -> None:
    assert day_of(datetime(2026, 3, 2, 2, tzinfo=UTC), 0, day_start_h * HOUR) == day


def test_the_zone_of_the_moment_does_not_change_its_day() -> None:
    moment = datetime(2026, 3, 1, 14, tzinfo=UTC)
    elsewhere = moment.astimezone(timezone(timedelta(hours=-9)))
    assert day_of(elsewhere, 14 * HOUR) == day_of(moment, 14 * HOUR) == "2026-03-02"


def test_a_moment_is_written_in_utc_with_six_decimals() -> None:
    assert utc_text(datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=2)))) == "2026-03-01T07:00:00.000000+00:00"


@pytest.mark.parametrize(("east_h", "offset_s"), [(0, 0), (2, 7200), (5.75, 20700), (-9.5, -34200), (14, 50400)])
def test_a_zone_is_so_many_whole_seconds_east_of_utc(east_h: float, offset_s: int) -> None:
    assert offset_s_of(datetime(2026, 3, 1, tzinfo=timezone(timedelta(hours=east_h)))) == offset_s


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        utc_text(datetime(2026, 3, 1))
    with pytest.raises(ValueError, match="time zone"):
        offset_s_of(datetime(2026, 3, 1))
    with pytest.raises(ValueError, match="time zone"):
        day_of(datetime(2026, 3, 1), 0)
