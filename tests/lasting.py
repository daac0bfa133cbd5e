"""A routine of exactly eight hours, the most there may be: holds, reps, times and breaths, over and over."""

from pathlib import Path

SLUG = "eight-hours"
LENGTH_S = 8 * 3600.0

_EXERCISES = {
    "long-hold": ("mobility", "each", "hold: 40 s\n  reps: 2\n  rest: 10 s"),
    "long-reps": ("mobility", "alternating", "reps: 10\n  sets: 3\n  tempo: 2-1-2\n  rest: 20 s"),
    "long-time": ("posture", "both", "time: 4 min"),
    "long-breath": ("breath", "both", "breath: [in 4 s, hold 0.5 s, out 5.5 s]\n  cycles: 6"),
}
_EXERCISE = """\
schema: 1
language: en
name: {name}
kind: {kind}
areas: [upper back]
position: seated
sides: {sides}
dose:
  {dose}
instructions:
  - Do it with your {{side}} hand.
  - Breathe.
cue: Soft.
"""
# 20 times 1,403 s, 19 rests of 37 s, and 37 s at the end
_ROUTINE = """\
schema: 1
language: en
title: Eight hours
purpose: To see that nothing grows and nothing drifts.
steps:
  - rounds: 20
    rest: 37 s
    steps:
      - note: Another round.
        time: 3 s
      - exercise: long-breath
        ready: 5 s
      - rounds: 2
        steps:
          - exercise: long-hold
          - exercise: long-reps
      - exercise: long-time
        ready: 5 s
      - rest: 20 s
  - rest: 37 s
"""


def put_in(home: Path) -> None:
    """Put the routine and its exercises into the person's folders under `home`."""
    folder = home / "routines"
    (folder / "exercises").mkdir(parents=True, exist_ok=True)
    for slug, (kind, sides, dose) in _EXERCISES.items():
        name = slug.replace("-", " ").capitalize()
        text = _EXERCISE.format(name=name, kind=kind, sides=sides, dose=dose)
        (folder / "exercises" / f"{slug}.yaml").write_text(text, encoding="utf-8")
    (folder / f"{SLUG}.yaml").write_text(_ROUTINE, encoding="utf-8")
