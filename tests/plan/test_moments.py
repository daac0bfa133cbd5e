"""Times of day as moments: over midnight, through both changes of the clock, across the date line."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.plan.moments import Local, moment_of, on_the_wall


def at(zone: str) -> Local:
    return lambda naive: naive.replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("zone", "day", "hour", "utc"),
    [
        ("Europe/Berlin", date(2026, 3, 2), 8.0, "2026-03-02T07:00:00+00:00"),
        ("Europe/Berlin", date(2026, 3, 2), 1.0, "2026-03-03T00:00:00+00:00"),  # before the day starts: the night after
        ("Europe/Berlin", date(2026, 3, 28), 2.5, "2026-03-29T01:30:00+00:00"),  # is not there: an hour later
        ("Europe/Berlin", date(2026, 10, 24), 2.5, "2026-10-25T00:30:00+00:00"),  # is there twice: the first
        ("Europe/Berlin", date(2026, 3, 29), 8.0, "2026-03-29T06:00:00+00:00"),
        ("Europe/Berlin", date(2024, 2, 29), 20.0, "2024-02-29T19:00:00+00:00"),
        ("Pacific/Auckland", date(2026, 3, 2), 8.0, "2026-03-01T19:00:00+00:00"),
        ("Pacific/Honolulu", date(2026, 3, 2), 8.0, "2026-03-02T18:00:00+00:00"),
    ],
)
def test_a_time_of_day_is_a_moment(zone: str, day: date, hour: float, utc: str) -> None:
    moment = moment_of(day, hour * 3600, 4 * 3600.0, at(zone))
    assert moment.astimezone(ZoneInfo("UTC")).isoformat() == utc


def test_here_the_clock_on_the_wall_goes_by_the_system() -> None:
    noon = datetime(2026, 3, 2, 12)
    assert on_the_wall(noon).replace(tzinfo=None) == noon
    assert on_the_wall(noon).utcoffset() is not None
