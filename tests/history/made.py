"""Rows and clocks made for tests, each right in every column until a test says otherwise."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.history.rows import SessionRow, StepRow, utc_text

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def at(minutes: float = 0.0) -> str:
    """Return a moment `minutes` after noon of the test day, as the history writes it."""
    return utc_text(NOON + timedelta(minutes=minutes))


def a_clock() -> Callable[[], datetime]:
    """Return a clock that starts at noon of the test day and goes on a second each time it is read."""
    moments = iter(NOON + timedelta(seconds=n) for n in range(1_000_000))
    return lambda: next(moments)


def a_session(session_id: str = "session-1", **changes: Any) -> SessionRow:
    return replace(
        SessionRow(
            id=session_id,
            routine_id="desk-reset",
            title="Two-minute desk reset",
            areas=("neck", "upper back"),
            kinds=("mobility", "stretch"),
            started_utc=at(),
            utc_offset_s=3600,
            day="2026-03-01",
            planned_s=123.0,
            precautions=("balance",),
            app_version="0.1.0",
            owner_pid=4321,
            owner_boot="boot-a",
        ),
        **changes,
    )


def a_step(step_id: str = "step-1", **changes: Any) -> StepRow:
    return replace(
        StepRow(
            id=step_id,
            session_id="session-1",
            position=0,
            exercise_id="chin-tuck",
            name="Chin tucks",
            kind="mobility",
            areas=("neck",),
            side="left",
            dose="4 x 3 s",
            sets_planned=1,
            reps_planned=4,
            reps_done=2,
            planned_s=20.0,
            done_s=11.5,
            outcome="partial",
            swapped_from="neck-rotation",
            started_utc=at(),
        ),
        **changes,
    )
