"""The plan and what was done, read from the history in one go: whoever asks of a day has all it needs."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from app.history.planning import ended_since, plan_events
from app.history.rows import day_of, offset_s_of
from app.history.store import Store
from app.plan.done import by_day
from app.plan.kept import done_of, events_of
from app.plan.planned import Plan, planned
from app.plan.today import History

_DAYS_BACK = 400  # the week, what was done last, and a row of days as long as most people care to count


@dataclass(frozen=True)
class Known:
    """The plan as it stands, and the sessions of as many days back as it rests on."""

    plan: Plan = field(default_factory=Plan)
    history: History = field(default_factory=dict)


def own_day(now: datetime, day_start_s: float) -> date:
    """Return the person's own day at a moment, which has their zone."""
    return date.fromisoformat(day_of(now, offset_s_of(now), day_start_s))


def read(store: Store, today: date, first_day: date | None = None) -> Known:
    """Read the plan, and the sessions since its oldest programme that is still followed, or of the last year.

    With `first_day`, at least those since then.
    """
    plan = planned(events_of(plan_events(store)))
    first = min([run.first for run in plan.runs if not run.is_away(today)], default=today)
    since = min(first, today - timedelta(days=_DAYS_BACK), first_day or today)
    return Known(plan, by_day(done_of(ended_since(store, since.isoformat()))))
