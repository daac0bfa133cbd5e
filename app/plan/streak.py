"""Days in a row, counted kindly: rest days, pauses and days without a plan for them do not break the row."""

from collections.abc import Mapping
from datetime import date

from app.plan.done import is_done
from app.plan.planned import ONE_DAY, Plan
from app.plan.today import History, day_plan
from app.routine.model import Programme

FREE_DAYS = 2  # where nothing at all is planned, so many days in a row may go by


def streak(plan: Plan, programmes: Mapping[str, Programme], history: History, today: date) -> int:
    """Return on how many days of the present row something was done. Today does not break it before it is over."""
    first = min(history, default=today)
    count, free, day = 0, 0, today
    while day >= first:
        if any(is_done(one) for one in history.get(day, ())):
            count, free = count + 1, 0
        elif day != today and plan.pause(day) is None:
            if _was_due(plan, programmes, history, day):
                break
            free += 0 if plan.is_any(day) else 1
            if free > FREE_DAYS:
                break
        day -= ONE_DAY
    return count


def _was_due(plan: Plan, programmes: Mapping[str, Programme], history: History, day: date) -> bool:
    """Whether something that counts was planned and nothing was done. Cheap where no routine is on that weekday."""
    if not plan.moves and not plan.skipped and not plan.runs:
        return bool(plan.entries_on(day))
    return any(item.counts for item in day_plan(plan, programmes, history, day).items)
