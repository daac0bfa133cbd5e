"""Ten years of somebody's history, made up but the same every time: gaps, travel, clocks set forward and back."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from app.history import diary
from app.history.corrections import correct, delete, put_back
from app.history.diary import CheckIn, Marker
from app.history.planning import PlanEventRow, put_events
from app.history.rows import SessionRow, StepRow, day_of, offset_s_of, utc_text
from app.history.store import Store

FIRST, LAST = date(2016, 11, 24), date(2026, 11, 23)
HOME = ZoneInfo("Europe/Berlin")
_AWAY = (ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo"), ZoneInfo("Asia/Kathmandu"))
_ROUTINES = (
    ("desk-reset", "Two-minute desk reset", ("neck", "upper back"), ("mobility", "stretch")),
    ("upper-back-relief", "Upper-back relief", ("upper back",), ("stretch", "strength", "posture")),
    ("box-breathing", "Box breathing", (), ("breath",)),
    ("warm-pack-15", "Warm pack, 15 minutes", ("upper back",), ("heat",)),
)
_NAMES = {
    "mobility": ("shoulder-rolls", "Shoulder rolls"),
    "stretch": ("neck-side", "Neck side stretch"),
    "strength": ("band-row", "Band row"),
    "posture": ("wall-angel", "Wall angel"),
    "breath": ("box", "Box breathing"),
    "heat": ("warm", "Warm pack"),
}
_RENAMED = {"wall-angel": (date(2020, 6, 1), "Wall slide")}  # called so before
_SWAPS = {"neck-side": "neck-rotation", "band-row": "wall-push"}
_NOTES = (
    *(None, None, None, "Stiff in the morning", "Better after a walk", "Long drive, neck stiff"),
    *("Müde; naïve Übung", "100 % better_today", "'; DROP TABLE sessions; --", "腰が痛い 😣"),
)
_TO = time(4)  # a session before it is of the day before


@dataclass
class Decade:
    """What was written, as it is in the end: what was put right is as it was put, what was deleted is not in it."""

    sessions: list[SessionRow] = field(default_factory=list)
    steps: list[StepRow] = field(default_factory=list)
    check_ins: list[CheckIn] = field(default_factory=list)
    events: list[PlanEventRow] = field(default_factory=list)
    deleted: int = 0
    put_right: int = 0


def write(store: Store, seed: int = 9) -> Decade:
    """Write it into a history, each thing in the way the app writes it."""
    decade, random = Decade(), Random(seed)
    with store.writing():
        for session, steps in _sessions(random):
            store.begin(session)
            for step in steps:
                store.put_step(step)
            _afterwards(store, decade, session, steps, random)
        for one in _check_ins(random):
            diary.put(store, one)
            decade.check_ins.append(one)
        decade.events = [*_events(random)]
        put_events(store, decade.events)
    return decade


def _afterwards(store: Store, decade: Decade, session: SessionRow, steps: list[StepRow], random: Random) -> None:
    """Delete a few sessions, put some of these back, and put others right."""
    chance = random.random()
    if chance < 0.02:
        gone = delete(store, session.id)
        if chance > 0.005:
            decade.deleted += 1
            return
        put_back(store, *gone)
    elif chance < 0.05:
        changed = {"pain_after": random.choice((None, *range(11))), "note": "Neck and back, put right later"}
        correct(store, session.id, **changed)
        session = replace(session, **changed)
        decade.put_right += 1
    decade.sessions.append(session)
    decade.steps += steps


# --- sessions ---------------------------------------------------------------------------------------------------------


def _sessions(random: Random) -> Iterator[tuple[SessionRow, list[StepRow]]]:
    for number, begun in enumerate([*_moments(random), *_odd_moments()]):
        yield _session(f"s{number:05}", begun, random)
    begun = datetime.combine(LAST, time(20), HOME)
    running = _session("running", begun, random)[0]
    yield replace(running, outcome=None, ended_utc=None, played_s=31.0), []


def _moments(random: Random) -> Iterator[datetime]:
    day, gap, zone = FIRST, 0, HOME
    while day <= LAST:
        if gap == 0 and random.random() < 0.008:
            gap = random.randrange(5, 90)  # ill, on holiday, or tired of it
        if random.random() < 0.02:
            zone = random.choice((HOME, HOME, *_AWAY))
        for _ in range(0 if gap else random.choice((0, 1, 1, 1, 2, 3, 4))):
            at = time(random.choice((0, 1, 2, 3, 7, 8, 12, 18, 22, 23)), random.randrange(60), random.randrange(60))
            yield datetime.combine(day + timedelta(days=at < _TO), at, zone)
        gap, day = max(0, gap - 1), day + timedelta(days=1)


def _odd_moments() -> Iterator[datetime]:
    """In each year: around its end, on the leap day, and in the hour that is there twice and in the one that is not."""
    for year in range(FIRST.year + 1, LAST.year):
        yield datetime(year, 12, 31, 23, 58, tzinfo=HOME)
        yield datetime(year + 1, 1, 1, 0, 1, tzinfo=HOME)
        yield datetime(year, 2, 28, 23, 59, 59, tzinfo=HOME) + timedelta(hours=20)
        for minute, second in ((59, 59), (0, 0)):
            yield datetime(year, 5, 5, 3 + (minute == 0), minute, second, tzinfo=HOME)
        for month in (3, 10):
            last_sunday = max(day for day in range(25, 32) if date(year, month, day).weekday() == 6)
            for fold in (0, 1):
                yield datetime(year, month, last_sunday, 2, 30, fold=fold, tzinfo=HOME)


def _session(session_id: str, begun: datetime, random: Random) -> tuple[SessionRow, list[StepRow]]:
    slug, title, areas, kinds = random.choice(_ROUTINES)
    offset_s = offset_s_of(begun)
    utc = begun.astimezone(UTC)
    outcome = random.choice(("completed", "completed", "completed", "partial", "interrupted", "by hand"))
    steps = [] if outcome == "by hand" else [*_steps(session_id, kinds, utc, areas, random)]
    played_s = sum(step.done_s for step in steps) + random.choice((0.0, 12.5, 0.1)) if steps else 600.0
    before = random.choice((None, *range(9)))
    session = SessionRow(
        id=session_id,
        routine_id=slug,
        title=title,
        areas=areas,
        kinds=kinds,
        started_utc=utc_text(utc),
        ended_utc=utc_text(utc + timedelta(seconds=played_s)),
        utc_offset_s=offset_s,
        day=day_of(utc, offset_s),
        planned_s=random.choice((150.0, 600.0)),
        played_s=played_s,
        outcome=outcome,  # type: ignore[arg-type]  # one of them
        pain_before=before,
        pain_during=random.choice((None, None, 3)),
        pain_after=random.choice((None, max(0, (before or 1) - random.randrange(3)))),
        settled=random.choice((None, True, False)),
        note=random.choice(_NOTES),
        share=random.random() < 0.3,
        app_version="0.1.0",
    )
    return session, steps


def _steps(
    session_id: str, kinds: tuple[str, ...], utc: datetime, areas: tuple[str, ...], random: Random
) -> Iterator[StepRow]:
    for position in range(random.randrange(1, 6)):
        kind = random.choice(kinds)
        slug, name = _NAMES[kind]
        until, earlier = _RENAMED.get(slug, (FIRST, name))
        begun = utc_text(utc + timedelta(seconds=60 * position))
        outcome = random.choice(("done", "done", "done", "partial", "skipped", "hurt"))
        yield StepRow(
            id=f"{session_id}-{position}",
            session_id=session_id,
            position=position,
            exercise_id=slug,
            name=earlier if utc.date() < until else name,
            kind=kind,
            areas=areas,
            side=random.choice(("both", "left", "right")),
            dose=random.choice(("2 x 20 s", "10 reps")),
            reps_planned=10,
            reps_done=random.choice((None, 8, 10)),
            planned_s=40.0,
            done_s=0.0 if outcome == "skipped" else random.choice((20.0, 40.0, 37.5)),
            outcome=outcome,  # type: ignore[arg-type]
            swapped_from=_SWAPS.get(slug) if random.random() < 0.1 else None,
            started_utc=begun,
            ended_utc=begun,
        )


# --- the diary and the plan -------------------------------------------------------------------------------------------


def _check_ins(random: Random) -> Iterator[CheckIn]:
    day = FIRST
    while day <= LAST:
        at = datetime.combine(day, time(random.randrange(24), random.randrange(60)), HOME)
        offset_s = offset_s_of(at)
        places = random.sample(("neck", "upper back", "lower back", diary.WHOLE_BODY), random.randrange(4))
        done = ("Lift my child", "Look over my shoulder" if day.year < 2021 else "Sit through a film")
        yield CheckIn(
            id=f"c{day.toordinal()}",
            at_utc=utc_text(at),
            utc_offset_s=offset_s,
            day=day_of(at, offset_s),
            pain={place: random.randrange(11) for place in places},
            used=frozenset(random.sample(diary.USED, random.randrange(3))),
            medicine=random.choice((None, None, "As the doctor said")),
            note=random.choice((None, "Slept badly")),
            share=random.random() < 0.3,
            markers=tuple(Marker(one, random.randrange(11)) for one in done) if random.random() < 0.5 else (),
        )
        day += timedelta(days=random.randrange(1, 9))


def _events(random: Random) -> Iterator[PlanEventRow]:
    """Put routines on days of the week, anew each year but two; rest for holidays; skip and move some of the days."""
    for number, (day, kind, body) in enumerate(sorted(_changes(random), key=lambda change: change[0])):
        at = datetime.combine(day, time(6), HOME) + timedelta(seconds=number)
        offset_s = offset_s_of(at)
        yield PlanEventRow(f"p{number:05}", utc_text(at), offset_s, day.isoformat(), kind, json.dumps(body))


def _changes(random: Random) -> Iterator[tuple[date, str, dict[str, object]]]:
    for year in range(FIRST.year + 1, LAST.year + 1):
        start = date(year, 1, 2 + random.randrange(20))
        if year in (2021, 2022):
            yield start, "taken off", {"entry": "main"}
            yield start, "taken off", {"entry": "beside"}
            yield start, "paused", {"until": str(start + timedelta(days=20)), "reason": "ill"}
            continue
        weekdays = sorted(random.sample(range(7), 3))
        yield start, "put", {"entry": "main", "routine": random.choice(_ROUTINES)[0], "weekdays": weekdays}
        if year % 3:
            yield start, "put", {"entry": "beside", "routine": "box-breathing", "weekdays": [random.randrange(7)]}
        else:
            yield start, "taken off", {"entry": "beside"}
        rests = date(year, 7, 1 + random.randrange(20))
        yield rests, "paused", {"until": str(rests + timedelta(days=14)) if year % 2 else None, "reason": "holiday"}
        yield rests + timedelta(days=11), "went on", {}
        for _ in range(12):
            day = date(year, random.randrange(1, 13), random.randrange(1, 28))
            if not FIRST <= day < LAST:
                continue
            yield day, "skipped", {"item": random.choice(("main", "beside")), "on": str(day)}
            to = day + timedelta(days=random.randrange(1, 4))
            yield day, "moved", {"item": "main", "on": str(day + timedelta(days=1)), "to": str(to)}
