"""Ten years of somebody's history, made up but the same every time: gaps, travel, clocks set forward and back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from app.history.corrections import delete
from app.history.rows import SessionRow, StepRow, day_of, utc_text
from app.history.store import Store

FIRST, LAST = date(2016, 11, 24), date(2026, 11, 23)
_HOME = ZoneInfo("Europe/Berlin")
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
_NOTES = (None, None, None, "Stiff in the morning", "Better after a walk", "Long drive, neck stiff")


@dataclass
class Decade:
    """What was written, and what of it is left."""

    sessions: list[SessionRow] = field(default_factory=list)
    steps: list[StepRow] = field(default_factory=list)


def write(store: Store, seed: int = 9) -> Decade:
    """Write it into a history; some is deleted again, which is told in nothing that is left."""
    decade, random = Decade(), Random(seed)
    with store.writing():
        for session, steps in _sessions(random):
            store.begin(session)
            for step in steps:
                store.put_step(step)
            if random.random() < 0.02:
                delete(store, session.id)
                continue
            decade.sessions.append(session)
            decade.steps += steps
    return decade


def _sessions(random: Random) -> Iterator[tuple[SessionRow, list[StepRow]]]:
    day, number, gap = FIRST, 0, 0
    zone = _HOME
    while day <= LAST:
        if gap == 0 and random.random() < 0.008:
            gap = random.randrange(5, 90)  # ill, on holiday, or tired of it
        if random.random() < 0.02:
            zone = random.choice((_HOME, _HOME, *_AWAY))
        for _ in range(0 if gap else random.choice((0, 1, 1, 1, 2, 3))):
            # Up to four in the night it is still the day before; on two nights a year there is an hour twice, or none.
            at = time(random.choice((0, 1, 2, 3, 7, 8, 12, 18, 22, 23)), random.randrange(60), random.randrange(60))
            begun = datetime.combine(day + timedelta(days=at.hour < 4), at, zone)
            yield _session(f"s{number:05}", begun, random)
            number += 1
        gap, day = max(0, gap - 1), day + timedelta(days=1)


def _session(session_id: str, begun: datetime, random: Random) -> tuple[SessionRow, list[StepRow]]:
    slug, title, areas, kinds = random.choice(_ROUTINES)
    offset = begun.utcoffset() or timedelta(0)
    utc = begun.astimezone(UTC)
    outcome = random.choice(("completed", "completed", "completed", "partial", "interrupted", "by hand"))
    steps = [] if outcome == "by hand" else [*_steps(session_id, kinds, utc, random)]
    played_s = sum(step.done_s for step in steps) + random.choice((0.0, 12.5)) if steps else 600.0
    before = random.choice((None, *range(9)))
    session = SessionRow(
        id=session_id,
        routine_id=slug,
        title=title,
        areas=areas,
        kinds=kinds,
        started_utc=utc_text(utc),
        ended_utc=utc_text(utc + timedelta(seconds=played_s)),
        utc_offset_s=int(offset.total_seconds()),
        day=day_of(utc, int(offset.total_seconds())),
        planned_s=600.0,
        played_s=played_s,
        outcome=outcome,  # type: ignore[arg-type]  # one of them
        pain_before=before,
        pain_during=random.choice((None, None, 3)),
        pain_after=random.choice((None, max(0, (before or 1) - random.randrange(3)))),
        note=random.choice(_NOTES),
        share=random.random() < 0.3,
        app_version="0.1.0",
    )
    return session, steps


def _steps(session_id: str, kinds: tuple[str, ...], utc: datetime, random: Random) -> Iterator[StepRow]:
    for position in range(random.randrange(1, 6)):
        kind = random.choice(kinds)
        slug, name = _NAMES[kind]
        begun = utc_text(utc + timedelta(seconds=60 * position))
        outcome = random.choice(("done", "done", "done", "partial", "skipped", "hurt"))
        yield StepRow(
            id=f"{session_id}-{position}",
            session_id=session_id,
            position=position,
            exercise_id=slug,
            name=name,
            kind=kind,
            side=random.choice(("both", "left", "right")),
            dose=random.choice(("2 x 20 s", "10 reps")),
            reps_planned=10,
            reps_done=random.choice((None, 8, 10)),
            planned_s=40.0,
            done_s=0.0 if outcome == "skipped" else random.choice((20.0, 40.0, 37.5)),
            outcome=outcome,  # type: ignore[arg-type]
            started_utc=begun,
            ended_utc=begun,
        )
