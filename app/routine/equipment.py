"""What a routine asks one to have at hand."""

from collections.abc import Iterable

from app.routine.model import Exercise


def equipment_of(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """Return each thing that is needed once, in order; a firm chair will do where another exercise asks for a chair."""
    things = dict.fromkeys(thing for exercise in exercises for thing in exercise.equipment)
    return tuple(thing for thing in things if not any(other.endswith(f" {thing}") for other in things))
