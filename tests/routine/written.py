"""Routine and exercise files written for a test, and the bundled catalog to hold them against."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from app import paths
from app.routine.catalog import Catalog, check_file, load
from app.routine.model import Exercise, Routine
from app.routine.reader import Problem
from app.routine.texts import precautions

DATA = Path(__file__).resolve().parents[1] / "data"
CODES = precautions(paths.ASSETS)
HEAD = "schema: 1\nlanguage: en\ntitle: Test\npurpose: Testing.\n"
EXERCISE = """\
schema: 1
language: en
name: Mine
kind: stretch
areas: [chest]
position: seated
dose:
  hold: 20 s
instructions: [Do it.]
cue: Soft.
"""


@cache
def bundled() -> Catalog:
    """Return the bundled files by themselves."""
    return load(paths.ROUTINES, paths.ROUTINES / "nobody", CODES)


def routine_text(steps: str) -> str:
    """Return a routine file with these steps, which begin on its sixth line."""
    return f"{HEAD}steps:\n{steps}"


def put(folder: Path, text: str, name: str = "mine.yaml") -> Path:
    """Write a file and return where it is."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(folder: Path, text: str, name: str = "mine.yaml") -> list[Problem]:
    """Write a file, check it against the bundled ones as `unhunch check` does, and return what is wrong with it."""
    return check_file(put(folder, text, name), bundled(), CODES)


def exercise(dose: dict[str, Any], kind: str = "stretch", areas: tuple[str, ...] = ("chest",), **more: Any) -> Exercise:
    """Return an exercise with this dose, given with its tag, as in `{"dose": "hold", "hold": 20.0}`."""
    plain = {"schema": 1, "language": "en", "name": "Mine", "kind": kind, "areas": areas, "position": "seated"}
    return msgspec.convert({**plain, "instructions": ["Do it."], "cue": "Soft.", "dose": dose, **more}, Exercise)


def routine(*steps: dict[str, Any]) -> Routine:
    """Return a routine of steps, each given with its tag, as in `{"step": "rest", "rest": 5.0}`."""
    plain = {"schema": 1, "language": "en", "title": "Test", "purpose": "Testing."}
    return msgspec.convert({**plain, "steps": list(steps)}, Routine)
