"""The rows of the history as plain values, how they stand in columns, and the rules for writing down a moment."""

import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal, NamedTuple

Outcome = Literal["completed", "partial", "interrupted", "by hand"]
StepOutcome = Literal["done", "partial", "skipped", "hurt"]
Side = Literal["both", "left", "right", "alternating"]

DAY_START_S = 4 * 3600.0  # a session at one in the night belongs to the evening before


@dataclass(frozen=True, kw_only=True)
class SessionRow:
    """One playing of a routine, or one entered by hand. `outcome` and `ended_utc` are None while it runs."""

    id: str
    routine_id: str
    title: str
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    started_utc: str
    ended_utc: str | None = None
    utc_offset_s: int
    day: str
    planned_s: float
    played_s: float = 0.0
    outcome: Outcome | None = None
    pain_before: int | None = None
    pain_during: int | None = None
    pain_after: int | None = None
    settled: bool | None = None
    precautions: tuple[str, ...] = ()
    note: str | None = None
    share: bool = False
    app_version: str
    owner_pid: int | None = None
    owner_boot: str | None = None

    @property
    def cursor(self) -> str:
        """The place of this row in the list, to ask for the rows after it."""
        return f"{self.started_utc} {self.id}"


@dataclass(frozen=True, kw_only=True)
class StepRow:
    """One performed step and side, with what it was at the time; `partial` with no end while it runs."""

    id: str
    session_id: str
    position: int
    exercise_id: str
    name: str
    kind: str
    areas: tuple[str, ...] = ()
    side: Side = "both"
    dose: str = ""
    sets_planned: int | None = None
    reps_planned: int | None = None
    reps_done: int | None = None
    planned_s: float | None = None
    done_s: float = 0.0
    outcome: StepOutcome
    swapped_from: str | None = None
    started_utc: str
    ended_utc: str | None = None


class DayTotal(NamedTuple):
    """All sessions of one of the person's days together; made by the thousand, so a tuple."""

    day: str
    sessions: int
    played_s: float


@dataclass(frozen=True)
class PackUse:
    """One time a warm or cold pack was on; `ended_utc` is the last moment known while it is still on."""

    kind: Literal["heat", "cold"]
    ended_utc: str
    done_s: float


def utc_text(moment: datetime) -> str:
    """Write a moment as the history keeps it, so that text order is time order.

    Always UTC with six decimals: `2026-03-01T08:15:00.000000+00:00`. ValueError for a naive datetime.
    """
    return _aware(moment).astimezone(UTC).isoformat(timespec="microseconds")


def offset_s_of(moment: datetime) -> int:
    """Return how far the clock of a moment's zone is ahead of UTC: seconds east. ValueError for a naive datetime."""
    offset = moment.utcoffset()
    if offset is None:
        raise _naive()
    return int(offset.total_seconds())


def day_of(utc: datetime, offset_s: int, day_start_s: float = DAY_START_S) -> str:
    """Return the person's own calendar day, `YYYY-MM-DD`, of a moment.

    `offset_s` is what their clock is ahead of UTC in seconds, `day_start_s` how long after midnight their
    day begins, in seconds (0 to 86400). ValueError for a naive datetime.
    """
    local = _aware(utc).astimezone(UTC) + timedelta(seconds=offset_s - day_start_s)
    return local.date().isoformat()


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise _naive()
    return moment


def _naive() -> ValueError:
    return ValueError("a moment without a time zone cannot be written down")


# --- in columns -------------------------------------------------------------------------------------------------------

SESSION_FIELDS = tuple(field.name for field in fields(SessionRow))  # the columns are called as the fields are
STEP_FIELDS = tuple(field.name for field in fields(StepRow))


def columns(row: SessionRow | StepRow) -> dict[str, object]:
    """Return a row as it stands in its columns: lists as JSON."""
    return {name: _json(value) if isinstance(value, tuple) else value for name, value in asdict(row).items()}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def session_of(row: tuple[Any, ...]) -> SessionRow:
    """Return the session that stands in the columns of SESSION_FIELDS."""
    values = dict(zip(SESSION_FIELDS, row, strict=True))
    for name in ("areas", "kinds", "precautions"):
        values[name] = _list(values[name])
    values["settled"] = None if values["settled"] is None else bool(values["settled"])
    values["share"] = bool(values["share"])
    return SessionRow(**values)


def step_of(row: tuple[Any, ...]) -> StepRow:
    """Return the step that stands in the columns of STEP_FIELDS."""
    values = dict(zip(STEP_FIELDS, row, strict=True))
    return StepRow(**{**values, "areas": _list(values["areas"])})


@lru_cache(maxsize=512)
def _list(text: str) -> tuple[str, ...]:
    """Read a JSON list; the same few stand in row after row."""
    return tuple(json.loads(text))
