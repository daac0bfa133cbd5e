"""A year of somebody's history and plan, made up but the same every time: what the pictures of the docs show."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random

from app import __version__
from app.history.planning import put_events
from app.history.rows import SessionRow, StepRow, day_of, utc_text
from app.history.store import Store
from app.plan.done import Done, by_day
from app.plan.events import Change, PlanEvent, Put, Started
from app.plan.kept import row_of
from app.plan.planned import planned
from app.plan.today import day_plan
from app.play.layout import lay_out
from app.play.timeline import Part, Timeline
from app.routine.catalog import usable
from app.routine.model import Programme
from tests.routine.written import bundled
from tests.ui.fakes import HERE

_FIRST, _FOLLOWED = date(2025, 11, 17), date(2026, 11, 2)  # Mondays
_NOTES = {
    0: "Less stiff when I turn my head.",
    3: "Slept badly, did it slowly.",
    9: "The band is too strong for this one.",
    17: "Long drive yesterday.",
}


@dataclass
class _Life:
    programmes: dict[str, Programme]
    until: datetime
    random: Random = field(default_factory=lambda: Random(7))
    events: list[PlanEvent] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    sessions: list[tuple[SessionRow, list[StepRow]]] = field(default_factory=list)


def live(store: Store, until: datetime) -> None:
    """Write somebody's year into a history, up to a moment."""
    life = _Life(usable(bundled().programmes), until)
    _plan(life, _FIRST, Put(entry="desk", routine="desk-reset", weekdays=frozenset(range(5)), time_s=36_000.0))
    _plan(life, _FIRST, Put(entry="neck", routine="neck-ease", weekdays=frozenset({1, 3}), time_s=66_600.0))
    _plan(life, _FOLLOWED, Started(run="run", programme="upper-back-4-weeks", on=_FOLLOWED))
    _plan(life, _FOLLOWED, Put(entry="breath", routine="box-breath-session", time_s=77_400.0))
    day = _FIRST
    while day <= until.date():
        _live_a_day(life, day)
        day += timedelta(days=1)
    with store.writing():
        for session, steps in life.sessions:
            store.begin(session)
            for step in steps:
                store.put_step(step)
    at = (event for event in life.events)
    put_events(store, [row_of(event.change, f"event-{n}", event.at, 4 * 3600.0) for n, event in enumerate(at)])


def _plan(life: _Life, day: date, change: Change) -> None:
    at = datetime.combine(day, time(7, len(life.events)), HERE)
    life.events.append(PlanEvent(at, day, change))


def _live_a_day(life: _Life, day: date) -> None:
    """Do most of what is planned; less of it in the months before the programme, and nothing on a fortnight away."""
    away = date(2026, 8, 3) <= day <= date(2026, 8, 16)
    keen = 0.94 if day >= _FOLLOWED else 0.6 + 0.2 * ((day - _FIRST).days % 60 > 25)
    then = [event for event in life.events if event.day <= day]
    items = day_plan(planned(then), life.programmes, by_day(life.done), day).open
    at = datetime.combine(day, time(7, 40), HERE)
    for item in items:
        begins = max(at, datetime.combine(day, time(), HERE) + timedelta(seconds=item.time_s or 28_800.0))
        if life.random.random() < keen and not away and begins < life.until:
            at = _do(life, item.routine, begins + timedelta(minutes=life.random.randrange(1, 9)))


def _do(life: _Life, slug: str, begun: datetime) -> datetime:
    """Do a routine, and return when it was over."""
    timeline = _timeline(slug)
    utc, number = begun.astimezone(UTC), len(life.sessions)
    steps = [*_steps(timeline, f"session-{number:04}", utc, life.random)]
    played_s = timeline.total_s if all(step.outcome == "done" for step in steps) else timeline.total_s * 0.8
    ended, day = utc + timedelta(seconds=played_s), day_of(utc, 3600)
    outcome = "completed" if played_s == timeline.total_s else "partial"
    asked = slug in ("desk-reset", "upper-back-relief", "desk-neck-shoulders", "neck-ease")
    before = min(6, max(1, round(3.2 + life.random.gauss(0, 1.1)))) if asked else None
    session = SessionRow(
        id=f"session-{number:04}",
        routine_id=slug,
        title=timeline.title,
        areas=timeline.areas,
        kinds=timeline.kinds,
        started_utc=utc_text(utc),
        ended_utc=utc_text(ended),
        utc_offset_s=3600,
        day=day,
        planned_s=timeline.total_s,
        played_s=played_s,
        outcome="completed" if outcome == "completed" else "partial",
        pain_before=before,
        pain_after=None if before is None else max(0, before - life.random.choice((0, 0, 1, 1, 2))),
        settled=None if before is None else True,
        note=_NOTES.get((life.until.date() - begun.date()).days - 1),
        app_version=__version__,
    )
    life.sessions.append((session, steps))
    life.done.append(Done(session.id, slug, begun.date(), session.started_utc, 3600, "completed", played_s, played_s))
    return ended.astimezone(HERE)


@cache
def _timeline(slug: str) -> Timeline:
    return lay_out(slug, usable(bundled().routines)[slug], usable(bundled().exercises))


def _steps(timeline: Timeline, session_id: str, utc: datetime, random: Random) -> Iterator[StepRow]:
    at = utc
    for position, part in enumerate(timeline.parts):
        skipped = random.random() < 0.01
        yield _step(part, session_id, position, at, 0.0 if skipped else part.planned_s)
        at += timedelta(seconds=part.planned_s)


def _step(part: Part, session_id: str, position: int, at: datetime, done_s: float) -> StepRow:
    return StepRow(
        id=f"{session_id}-{position:02}",
        session_id=session_id,
        position=position,
        exercise_id=part.exercise_id,
        name=part.name,
        kind=part.kind,
        areas=part.areas,
        side=part.side,
        dose=part.dose,
        reps_planned=part.reps or None,
        reps_done=part.reps or None,
        planned_s=part.planned_s,
        done_s=done_s,
        outcome="done" if done_s else "skipped",
        started_utc=utc_text(at),
        ended_utc=utc_text(at + timedelta(seconds=done_s)),
    )
