"""The person's own routines that are tried: short ones with all that sounds, speaks, asks and waits."""

from pathlib import Path

SLUG, TITLE = "short-trial", "A short trial"
ASKING, ASKING_TITLE = "asking-trial", "A trial that asks"
LONG, LONG_TITLE = "long-trial", "A long trial"

_EXERCISES = {
    "circles": ("Elbow circles", "mobility", "both", "{reps: 2, tempo: 1-1-1}"),
    "lean": ("Gentle lean", "mobility", "each", "{hold: 3 s}"),
    "breaths": ("Quiet breathing", "breath", "both", "{breath: [in 2 s, hold 1 s, out 2 s], cycles: 1}"),
    "taps": ("Finger taps", "mobility", "both", "{reps: 40, tempo: 0.5-0-0.5}"),
}
_EXERCISE = """\
schema: 1
language: en
name: {name}
kind: {kind}
areas: [upper back]
position: seated
sides: {sides}
dose: {dose}
instructions: [Sit well.]
cue: Easy.
"""
_HEAD = """\
schema: 1
language: en
title: {title}
purpose: To be tried.
steps:
"""
_ROUTINES = {
    SLUG: (
        TITLE,
        """\
  - note: Here we go.
    time: 3 s
  - exercise: circles
    ready: 3 s
  - exercise: lean
    ready: 3 s
  - rest: 5 s
  - exercise: breaths
    ready: 3 s
""",
    ),
    ASKING: (
        ASKING_TITLE,
        """\
  - exercise: circles
    ready: 5 s
  - check: Look around you.
    question: Is there room enough?
  - wait: Fetch a chair.
  - exercise: breaths
    ready: 2 s
""",
    ),
    LONG: (
        LONG_TITLE,
        """\
  - exercise: taps
    ready: 2 s
""",
    ),
}


def put_in(home: Path) -> Path:
    """Put the routines and their exercises into the person's folders under `home`; return it."""
    folder = home / "routines"
    (folder / "exercises").mkdir(parents=True, exist_ok=True)
    for slug, (name, kind, sides, dose) in _EXERCISES.items():
        text = _EXERCISE.format(name=name, kind=kind, sides=sides, dose=dose)
        (folder / "exercises" / f"{slug}.yaml").write_text(text, encoding="utf-8")
    for slug, (title, steps) in _ROUTINES.items():
        (folder / f"{slug}.yaml").write_text(_HEAD.format(title=title) + steps, encoding="utf-8")
    return home
