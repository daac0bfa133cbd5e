"""Plans, sessions and programmes made for tests. The test week begins on Monday, 2 March 2026."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from app.plan.done import Done
from app.plan.events import Change, PlanEvent
from app.plan.planned import Plan, planned
from app.plan.progress import Rating
from app.plan.today import DayPlan, History, day_plan
from app.routine.model import Day, PlannedSession, Programme, Week

MONDAY = date(2026, 3, 2)


def day(number: int) -> date:
    """Return a day by its number, Monday being 0."""
    return MONDAY + timedelta(days=number)


def plan(*changes: tuple[int, Change]) -> Plan:
    """Fold changes, each made at noon of its day."""
    noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    return planned(PlanEvent(noon + timedelta(days=on, seconds=n), day(on), one) for n, (on, one) in enumerate(changes))


def done(on: int, routine: str, hour: int = 18, minute: int = 0, **changes: object) -> Done:
    started = datetime(2026, 3, 2, hour, minute, tzinfo=UTC) + timedelta(days=on)
    values: dict[str, object] = {
        "id": f"{routine}-{on}-{hour}",
        "routine": routine,
        "day": day(on),
        "started_utc": started.isoformat(),
        "utc_offset_s": 0,
        "outcome": "completed",
        "planned_s": 600.0,
        "played_s": 600.0,
        "title": routine,
    }
    return Done(**{**values, **changes})  # type: ignore[arg-type]


def rated(before: int | None = 2, after: int | None = 2, settled: bool | None = True) -> Rating:
    return Rating(before, None, after, settled)


def programme(*weeks: Sequence[str]) -> Programme:
    """Return a programme of weeks whose days are `a`, `a b` for two routines, `(a)` for optional, `-` for rest."""
    return Programme(schema=1, language="en", title="Made", purpose="Made.", weeks=tuple(map(_week, weeks)))


def _week(days: Sequence[str]) -> Week:
    return Week(focus="Made", goal="Made.", days=tuple(map(_day, days)))


def _day(text: str) -> Day:
    names = [] if text == "-" else text.split()
    sessions = tuple(PlannedSession(name.strip("()"), optional=name.startswith("(")) for name in names)
    return Day(sessions=sessions, rest_day=text == "-")


def items(one: DayPlan) -> list[str]:
    """Write the items of a day as `state routine`."""
    return [f"{item.state} {item.routine}" for item in one.items]


def on(
    at: Plan, number: int, history: History | None = None, programmes: dict[str, Programme] | None = None, **more: date
) -> DayPlan:
    return day_plan(at, programmes or {}, history or {}, day(number), **more)
