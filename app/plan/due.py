"""What of a day is to be reminded of, and in which words. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from app.plan.moments import Local, moment_of, on_the_wall
from app.plan.planned import Plan
from app.plan.reminding import Due, Notice, Rules
from app.plan.today import DayPlan, Item
from app.settings import WEEKDAYS, Settings

Titles = Callable[[str], str | None]  # of a routine by its slug; None where it cannot be played


@dataclass(frozen=True)
class Words:
    """A notice as it is shown: plain text, whatever the titles of routines hold."""

    title: str
    text: str
    offers_skip: bool = False


def dues(day: DayPlan, titles: Titles, day_start_s: float, local: Local = on_the_wall) -> dict[Due, Item]:
    """Return what has its time on a day and is open, with its item; put at another time it counts as another.

    What may be left out is not reminded of, and neither is what cannot be played: that is told where it stands.
    """
    found = {}
    for item in day.open:
        title = titles(item.routine)
        if item.time_s is not None and title is not None:
            at = moment_of(day.day, item.time_s, day_start_s, local)
            found[Due(f"{item.id} {item.time_s:g}", item.on, title, at)] = item
    return found


def can_come_due(plan: Plan, day: date) -> bool:
    """Whether anything on the plan has a time, on that day or later."""
    entries = any(one.time_s is not None and (one.span.until is None or day < one.span.until) for one in plan.entries)
    moves = any(one.time_s is not None and day <= one.to for one in plan.moves.values())
    return entries or moves or any(any(run.times_s.values()) and not run.is_away(day) for run in plan.runs)


def rules_of(chosen: Settings) -> Rules:
    """Return when to remind, as the person has set it."""
    return Rules(
        chosen.remind_plan,
        chosen.remind_breaks,
        chosen.break_every_s,
        frozenset(WEEKDAYS.index(day) for day in chosen.break_weekdays),
        chosen.quiet_from_s,
        chosen.quiet_until_s,
    )


def words_of(notice: Notice, minutes: int | None = None, break_every_s: float = 0.0, break_title: str = "") -> Words:
    """Return the words of a notice; `minutes` is how long its first routine, or that of the break, takes."""
    length = f"{minutes} min" if minutes is not None else ""
    if notice.kind == "break":
        routine = ", ".join(filter(None, [break_title, length]))
        text = f"{round(break_every_s / 60)} minutes at the desk are over."
        return Words("Time to move a little", f"{text} {routine}.".replace(" .", ""))
    if len(notice.about) > 1:
        return Words(f"{len(notice.about)} routines wait for you", f"{_listed(notice.about)}. Begin with the first?")
    [due] = notice.about
    when = f"Planned for {due.at:%H:%M}" if notice.kind == "waited" else "Planned for now"
    return Words(due.title, ", ".join(filter(None, [when, length])) + ".", offers_skip=True)


def _listed(about: Sequence[Due]) -> str:
    return ", ".join(due.title for due in about)
