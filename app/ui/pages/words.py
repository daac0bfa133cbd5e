"""Words and tints several pages use for the same things."""

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from app.routine.quantities import spoken
from app.ui.tokens import Role, Tint

if TYPE_CHECKING:
    from app.history.rows import SessionRow, StepRow

KIND_TINTS: dict[str, Tint] = {"heat": "heat", "cold": "cold", "breath": "breath", "relax": "breath"}
STRONG_PAIN = 6  # of 10; from here on something else than exercise is offered
NOTICED = 2  # points of pain: an amount people notice
KIND_WORDS = {
    "stretch": "Stretching",
    "mobility": "Mobility",
    "strength": "Strength",
    "posture": "Posture",
    "massage": "Self-massage",
    "heat": "Heat",
    "cold": "Cold",
    "breath": "Breathing",
    "relax": "Relaxation",
}
OUTCOMES = {
    "completed": "Completed",
    "partial": "Ended early",
    "interrupted": "Interrupted",
    "by hand": "Added by hand",
    None: "Not ended",
}
STEP_OUTCOMES = {"done": "done", "partial": "partly", "skipped": "skipped", "hurt": "stopped, it hurt"}


def begun_large(text: str) -> str:
    """Return a text with a capital at its beginning; every other letter stays as somebody wrote it."""
    return text[:1].upper() + text[1:]


def tint_of(kind: str) -> Tint:
    """Return the tint of a kind of exercise."""
    return KIND_TINTS.get(kind, "accent")


def picture_role(kind: str) -> Role:
    """Return the role an icon of a kind is drawn in."""
    roles: dict[str, Role] = {"heat": "heat", "cold": "cold", "breath": "breath", "relax": "breath"}
    return roles.get(kind, "muted" if kind in ("note", "clock") else "accent")


def icon_of(kinds: tuple[str, ...]) -> str:
    """Return the icon of what a routine mostly is, from its kinds, most first; mere posture only where it is all."""
    telling = [kind for kind in kinds if kind != "posture"]
    return (telling or list(kinds) or ["stretch"])[0]


def when(session: "SessionRow") -> str:
    """Say when a session was, in the person's own time then: `Mon 23 Nov 2026, 08:15`."""
    return f"{began(session):%a %d %b %Y, %H:%M}"


def began(session: "SessionRow") -> datetime:
    """Return what the person's wall clock showed when a session began, without its zone."""
    zone = timezone(timedelta(seconds=session.utc_offset_s))
    return datetime.fromisoformat(session.started_utc).astimezone(zone).replace(tzinfo=None)


def day_words(day: str) -> str:
    """Say one of the person's own days, `2026-11-23`: `Mon 23 Nov 2026`."""
    return f"{date.fromisoformat(day):%a %d %b %Y}"


def lasted(seconds: float) -> str:
    """Say how long something was played: seconds below a minute, else whole minutes."""
    return spoken(round(seconds)) if seconds < 60 else f"{round(seconds / 60)} min"


def step_words(step: "StepRow") -> str:
    """Say how a step went: `20 s of 20 s, done`."""
    planned = f" of {spoken(round(step.planned_s))}" if step.planned_s else ""
    reps = f", {step.reps_done} of {step.reps_planned} reps" if step.reps_planned is not None else ""
    return f"{spoken(round(step.done_s))}{planned}{reps}, {STEP_OUTCOMES[step.outcome]}"
