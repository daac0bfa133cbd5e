"""A time of the day on one of the person's own days, as a moment; over midnight too, and when clocks change."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

Local = Callable[[datetime], datetime]  # a moment without a zone, as the clock on the wall shows it -> with its zone


def on_the_wall(naive: datetime) -> datetime:
    """Return what the wall clock shows here as a moment, by the rules the system has for this place."""
    return naive.astimezone()


def moment_of(day: date, time_s: float, day_start_s: float, local: Local = on_the_wall) -> datetime:
    """Return the moment of a time of day, in seconds after midnight, on one of the person's own days.

    A time before the day starts is that of the following night. Where the clock is put forward over it, it comes so
    much later; where it is put back, it comes once, the first time.
    """
    whole = day + timedelta(days=1) if time_s < day_start_s else day
    naive = datetime.combine(whole, time()) + timedelta(seconds=time_s)
    return local(naive)
