"""Clocks and timelines handed to the player in tests."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from app.play.layout import Options, lay_out
from app.play.timeline import Timeline
from app.routine.model import Exercise, Routine


class FakeClocks:
    """Time that passes when told to: awake, asleep, or with nobody watching."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.boot_now = 5000.0

    def clock(self) -> float:
        return self.now

    def boot_clock(self) -> float:
        return self.boot_now

    def pass_(self, seconds: float) -> None:
        self.now += seconds
        self.boot_now += seconds

    def sleep(self, seconds: float) -> None:
        """Suspend: the monotonic clock stands still, the other does not."""
        self.boot_now += seconds


EXERCISES: dict[str, Exercise] = {
    slug: msgspec.convert(
        {
            "schema": 1,
            "language": "en",
            "name": name,
            "kind": kind,
            "areas": areas,
            "position": "seated",
            "sides": sides,
            "dose": dose,
            "instructions": ["Do it with your {side} hand."],
            "cue": "Soft.",
        },
        Exercise,
    )
    for slug, name, kind, areas, sides, dose in (
        ("hold", "Hold", "stretch", ["chest"], "both", {"dose": "hold", "hold": 20.0, "reps": 2, "rest": 5.0}),
        ("neck", "Neck", "stretch", ["neck"], "each", {"dose": "hold", "hold": 20.0}),
        ("reps", "Reps", "mobility", ["chest"], "alternating", {"dose": "reps", "reps": 3, "tempo": [2, 1, 2]}),
        ("sets", "Sets", "strength", ["chest"], "both", {"dose": "reps", "reps": 5, "sets": 2, "rest": 10.0}),
        ("own", "Own pace", "strength", ["chest"], "both", {"dose": "reps", "reps": 5, "sets": 2, "paced_by": "you"}),
        ("walk", "Walk", "posture", ["whole body"], "both", {"dose": "time", "time": 30.0}),
        ("heat", "Warm pack", "heat", ["neck"], "both", {"dose": "time", "time": 900.0}),
        ("cold", "Cold pack", "cold", ["neck"], "both", {"dose": "time", "time": 600.0}),
        (
            "breath",
            "Breathe",
            "breath",
            ["breath"],
            "both",
            {
                "dose": "breath",
                "breath": {"phases": [{"name": "in", "length_s": 4.0}, {"name": "out", "length_s": 5.5}]},
                "cycles": 3,
            },
        ),
    )
}


def timeline(*steps: Mapping[str, object], options: Options | None = None) -> Timeline:
    """Lay out steps written as in a file, each with its `step` tag."""
    routine = msgspec.convert(
        {"schema": 1, "language": "en", "title": "Test", "purpose": "Testing.", "steps": list(steps)}, Routine
    )
    return lay_out("test", routine, EXERCISES, options)


def step(exercise: str, **keys: object) -> dict[str, object]:
    """An exercise step without time to get ready, unless given."""
    return {"step": "exercise", "exercise": exercise, "ready": 0.0, **keys}


DATA = Path(__file__).parent.parent / "data"
