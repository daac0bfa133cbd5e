"""Heat and cold in a routine that is being put together: the check that has to come first."""

from collections.abc import Mapping

from app.routine.model import CheckStep, ContrastStep, Exercise, ExerciseStep, Routine, Step
from app.routine.safety import CHECK_FIRST, flattened, routine_findings

HEAT_FIRST = CheckStep(
    check="Test it on your forearm for 10 seconds. It must feel warm, not hot. Look at the place where it will go.",
    question="Is your skin whole there, with normal feeling, and no new injury?",
    yes="Yes",
)
COLD_FIRST = CheckStep(
    check="Wrap the pack in a damp towel, never on bare skin. Look at the place where it will go.",
    question="Is your skin whole there, with normal feeling, and have you never reacted badly to cold?",
    yes="Yes",
)
CONTRAST_FIRST = CheckStep(
    check="Set out a wrapped warm pack and a wrapped cool pack. Warm should feel pleasant, cool should not hurt.",
    question="Is your skin whole there, with normal feeling, and are you free of heart and circulation problems?",
    yes="Yes",
)


def missing_check(
    routine: Routine, exercises: Mapping[str, Exercise]
) -> tuple[tuple[str | int, ...], CheckStep] | None:
    """Return before which step a check has to be put, and the check; None where nothing is missing."""
    unchecked = [finding.at for finding in routine_findings(routine, exercises) if finding.remedy == CHECK_FIRST]
    for at, step, _ in flattened(routine.steps):
        if at in unchecked:
            return at, _check_for(step, exercises)
    return None


def _check_for(step: Step, exercises: Mapping[str, Exercise]) -> CheckStep:
    if isinstance(step, ContrastStep):
        return CONTRAST_FIRST
    kind = exercises[step.exercise].kind if isinstance(step, ExerciseStep) else "heat"
    return COLD_FIRST if kind == "cold" else HEAT_FIRST
