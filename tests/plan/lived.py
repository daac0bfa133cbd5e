"""Four weeks of a programme lived through day by day on a made-up calendar, and told as a person could read it.

With misses, a holiday, a bad week, a night flight over the date line and a routine that did not suit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone

from app.history.rows import day_of
from app.plan.done import Done, by_day
from app.plan.events import Change, Missed, Moved, Paused, PlanEvent, Put, Skipped, Started, Swapped, Turned
from app.plan.planned import planned
from app.plan.progress import Rating, next_step
from app.plan.streak import streak
from app.plan.today import DayPlan, day_plan, mark, week_of
from app.routine.model import Programme

FIRST = date(2026, 10, 5)  # a Monday; the clocks go back on the 25th
RUN = "run"
BERLIN_SUMMER, BERLIN_WINTER, AUCKLAND = 7200, 3600, 46_800


@dataclass
class Life:
    """Somebody's days: what they do with the plan, and what is kept of it."""

    programmes: Mapping[str, Programme]
    events: list[PlanEvent] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    offset_s: int = BERLIN_SUMMER
    now: datetime = datetime(2026, 10, 5, 5, tzinfo=UTC)

    @property
    def day(self) -> date:
        """The person's own day."""
        return date.fromisoformat(day_of(self.now, self.offset_s))

    def change(self, change: Change) -> None:
        self.now += timedelta(minutes=1)
        self.events.append(PlanEvent(self.now, self.day, change))

    def do(self, routine: str, rating: Rating | None = None) -> None:
        self.now += timedelta(minutes=20)
        started = self.now.isoformat()
        one = Done(f"{len(self.done)}", routine, self.day, started, self.offset_s, "completed", 600.0, 600.0)
        self.done.append(Done(**{**vars(one), "rating": rating or Rating(2, 2, 2, True)}))

    def today(self) -> DayPlan:
        return day_plan(planned(self.events), self.programmes, by_day(self.done), self.day)

    def sleep(self) -> None:
        """Wake at seven the next morning, wherever that is."""
        zone = timezone(timedelta(seconds=self.offset_s))
        local = self.now.astimezone(zone)
        self.now = (local + timedelta(days=1)).replace(hour=7, minute=0, second=0, microsecond=0).astimezone(UTC)


def told(programmes: Mapping[str, Programme], missed: Missed) -> Iterator[str]:
    """Live the weeks and yield what Today says at the end of each day."""
    life = Life(programmes)
    life.change(Started(run=RUN, programme="upper-back-4-weeks", on=FIRST, missed=missed))
    life.change(Put(entry="breath", routine="box-breath-session", weekdays=frozenset({0, 2, 4}), time_s=21 * 3600.0))
    for number in range(40):
        for remark in _day(life, number):
            yield f"            {remark}"
        yield _line(life)
        life.sleep()


def _day(life: Life, number: int) -> Iterator[str]:
    """Do what this person does on a day, and yield what there is to say of it."""
    if number in (3, 4):
        yield "(no time today)"
        return
    if number == 8:
        life.change(Paused(until=life.day + timedelta(days=4), reason="holiday"))
        yield "(on holiday for four days)"
    if number == 14:
        item = next(item for item in life.today().items if item.id == "breath")
        life.change(Moved(item=item.id, on=life.day, to=life.day + timedelta(days=1)))
        yield "(breathing: tomorrow instead)"
    if number == 16:
        life.change(Swapped(run=RUN, routine="upper-back-relief", other="desk-neck-shoulders"))
        yield "(upper-back-relief does not suit: desk-neck-shoulders from now on)"
    if number == 20:
        life.offset_s = BERLIN_WINTER
        yield "(the clocks went back)"
    if number == 22:
        yield from _bad_day(life)
        return
    if number == 28:
        life.offset_s = AUCKLAND
        yield "(flew to Auckland)"
    if number == 30:
        for item in life.today().open:
            life.change(Skipped(item=item.id, on=life.day))
        yield "(skipped today)"
    if life.today().pause is None:
        for item in life.today().open:
            life.do(item.routine)


def _bad_day(life: Life) -> Iterator[str]:
    for item in life.today().open[:1]:
        life.do(item.routine, Rating(2, 5, 6, None))
    run = next(place.run for place in life.today().places)
    said = next_step(life.programmes[run.programme].progression, [one.rating for one in life.done])
    yield f"({said.go}: {said.sentence})"
    to = life.programmes[run.programme].progression.ease_to_week
    life.change(Turned(run=RUN, on=life.day + timedelta(days=1), week=to))


def _line(life: Life) -> str:
    plan, history = planned(life.events), by_day(life.done)
    today = life.today()
    parts = [_part(today)]
    parts += [f"{_TICKS[item.state]} {item.routine}{' (if you like)' * item.is_optional}" for item in today.items]
    parts += [f"also {one.routine}" for one in today.beside]
    week = "".join(
        _MARKS[mark(day_plan(plan, life.programmes, history, day, life.day), life.day)] for day in week_of(life.day)
    )
    row = streak(plan, life.programmes, history, life.day)
    return f"{today.day:%a %d %b}  {week}  {row:2}  {'; '.join(part for part in parts if part)}"


_TICKS = {"open": "[ ]", "done": "[x]", "skipped": "[skipped]", "moved": "[moved]"}
_MARKS = {
    "done": "#", "partly": "+", "missed": "-", "open": "o", "ahead": ".", "rest": "r", "paused": "p", "nothing": " ",
}  # fmt: skip


def _part(today: DayPlan) -> str:
    if today.pause is not None:
        return f"paused ({today.pause.reason})"
    for place in today.places:
        if place.is_over:
            return "the programme is over"
        missed = f", {place.missed} missed" if place.missed else ""
        rest = ", rest" if place.day.rest_day else ""
        return f"week {place.week_number} day {place.day_number}{rest}{missed}"
    return ""
