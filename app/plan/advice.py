"""What a programme's rule says after the sessions so far, and which session is still to be asked about."""

from dataclasses import replace
from datetime import date, timedelta

from app.plan.done import Done, is_done
from app.plan.planned import Run
from app.plan.progress import NextStep, Rating, next_step
from app.plan.today import History
from app.routine.model import Programme

ASK_WITHIN = timedelta(days=3)  # nobody knows after a week how the morning after was


def advice(run: Run, programme: Programme, history: History, today: date) -> NextStep | None:
    """Return the next step of a programme, from its sessions since it began or its week was last chosen.

    None where none of them is rated yet: there is nothing to say.
    """
    since = max([run.first, *(on for on, _ in run.turns if on <= today)])
    routines = {session.routine for week in programme.weeks for day in week.days for session in day.sessions}
    routines |= {other for _, _, other in run.swaps}
    days = sorted(day for day in history if since <= day <= today)
    done = [one for day in days for one in history[day] if one.routine in routines and is_done(one)]
    ratings = [_with_nothing_to_settle(one.rating) for one in done]
    return next_step(programme.progression, ratings) if any(one.worst is not None for one in ratings) else None


def _with_nothing_to_settle(rating: Rating) -> Rating:
    return replace(rating, settled=True) if rating.worst == 0 and rating.settled is None else rating


def to_settle(history: History, today: date) -> Done | None:
    """Return the newest session of an earlier day whose pain may have settled since, and which nobody was asked about.

    Only the last day on which something was done: what came before it is no question of this morning.
    """
    earlier = max((day for day in history if day < today), default=None)
    if earlier is None or today - earlier > ASK_WITHIN:
        return None
    sore = [one for one in history[earlier] if (one.rating.worst or 0) > 0]
    return sore[-1] if sore and sore[-1].rating.settled is None else None
