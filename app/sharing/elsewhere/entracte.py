"""Entracte's JSON packs: routines of short lines with seconds, or of a breath; and hints, which are no routine."""

from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from app.routine.model import Exercise
from app.routine.reader import read_text
from app.routine.safety import BREATH_HOLD, BREATH_SESSION, exercise_findings
from app.sharing.elsewhere.drafting import LONGEST_NAME, Draft, convert, guess, lines, listed, plain, unknown, within
from app.sharing.pack import Pack, PackError, Place

PROGRAM = "Entracte"
EDITION = 1
_BREATHED_S = 120.0  # where a breath has no number of cycles: there it goes on until the break is over
_READY = "3 s"
_LEVELS = {"gentle": "gentle", "moderate": "moderate", "active": "moderate"}

_PLUMBING = frozenset({"id", "kind", "version", "manifest_version"})

_Seconds = Annotated[float, Meta(ge=0, le=28_800)]


class _Step(msgspec.Struct, frozen=True):
    text: str
    seconds: _Seconds


class _Breath(msgspec.Struct, frozen=True):
    inhale: _Seconds
    exhale: _Seconds
    hold: _Seconds = 0.0
    hold_out: _Seconds = 0.0
    cycles: Annotated[int, Meta(ge=1, le=1000)] | None = None


class _Routine(msgspec.Struct, frozen=True):
    label: str
    id: str = ""
    category: str = ""
    difficulty: str = "gentle"
    steps: Annotated[tuple[_Step, ...], Meta(max_length=100)] = ()
    breath: _Breath | None = None


class _Content(msgspec.Struct, frozen=True):
    version: int
    name: str
    routines: Annotated[tuple[_Routine, ...], Meta(max_length=500)] = ()
    hints: dict[str, tuple[str, ...]] = {}


def read(raw: Any, name: str) -> Pack:
    """Return the routines of a content pack, or of a plugin that holds one. Raises PackError."""
    plugin = raw if "content" in raw else {}
    raw = raw.get("content", raw)
    if isinstance(raw, dict) and isinstance(raw.get("version"), int) and raw["version"] > EDITION:
        raise PackError(f"{name} was made by a newer {PROGRAM} than this Unhunch knows; nothing of it was taken.")
    content: _Content = convert(raw, _Content, name, PROGRAM)
    draft = Draft(PROGRAM, "entracte")
    for one in content.routines:
        _routine(one, content, draft)
    _tell(raw, plugin, content, draft)
    return draft.pack(name)


def _routine(one: _Routine, content: _Content, draft: Draft) -> None:
    label = plain(one.label, LONGEST_NAME)
    steps = [_step(step, one, draft) for step in one.steps if plain(step.text)]
    if one.breath is not None:
        steps += _breath(one.breath, label, draft)
    if not label or not steps:
        draft.notes.append(f"Left out: {label or 'a routine'}, as nothing in it can be played.")
        return
    purpose = f"From the pack {plain(content.name, 200)} of {PROGRAM}."
    about = {"language": "en", "title": label, "purpose": purpose, "level": _LEVELS.get(one.difficulty, "gentle")}
    draft.routine(one.id or label, {**about, "steps": steps})


def _step(step: _Step, routine: _Routine, draft: Draft) -> dict[str, str]:
    kind, areas = guess("", step.text)
    if routine.category == "eyes":
        kind, areas = "mobility", ["eyes"]
    elif routine.category == "breathing":
        kind, areas = "relax", ["breath"]
    time_s = within(step.seconds, kind, areas, step.text, draft.notes)
    said = lines(step.text)
    about = {
        "language": "en",
        "name": plain(step.text, LONGEST_NAME).rstrip("."),
        "kind": kind,
        "areas": areas,
        "position": "seated",
        "dose": {"time": f"{time_s:g} s"},
        "instructions": said,
        "cue": said[0],
        "sources": [PROGRAM],
    }
    return {"exercise": draft.exercise(step.text, about), "ready": _READY}


def _breath(breath: _Breath, label: str, draft: Draft) -> list[dict[str, str]]:
    """Write a breath, held no longer than may be; nothing where it passes another limit."""
    phases = [("in", breath.inhale), ("hold", breath.hold), ("out", breath.exhale), ("hold", breath.hold_out)]
    for _, length_s in phases[1::2]:
        if length_s > BREATH_HOLD.most:
            draft.notes.append(f"{label}: holding for {length_s:g} s became {BREATH_HOLD.most:g} s.")
    pattern = [
        f"{word} {min(length_s, BREATH_HOLD.most) if word == 'hold' else length_s:g} s"
        for word, length_s in phases
        if length_s > 0
    ]
    is_478 = (breath.inhale * 7, breath.inhale * 8, 0) == (breath.hold * 4, breath.exhale * 4, breath.hold_out)
    cycle_s = sum(length_s for _, length_s in phases) or 1.0
    most = 4 if is_478 else max(1, int(BREATH_SESSION.most // cycle_s))
    cycles = min(breath.cycles or max(1, round(_BREATHED_S / cycle_s)), most)
    if breath.cycles and breath.cycles > cycles:
        draft.notes.append(f"{label}: {breath.cycles} breaths became {cycles}.")
    about = {
        "language": "en",
        "name": label,
        "kind": "breath",
        "areas": ["breath"],
        "position": "seated",
        "dose": {"breath": pattern, "cycles": cycles},
        "instructions": ["Sit at ease.", "Go back to your own breath at any time."],
        "cue": "Easy and quiet.",
        "sources": [PROGRAM],
    }
    slug = draft.exercise(label, about)
    place = Place("exercise", slug)
    read = read_text(draft.files[place].decode(), Path(f"{slug}.yaml"), Exercise, exercise_findings)
    if isinstance(read, list):
        del draft.files[place]
        draft.notes.append(f"{label}: its breath is not taken, as {read[0].what}.")
        return []
    return [{"exercise": slug}]


def _tell(raw: Any, plugin: dict[str, Any], content: _Content, draft: Draft) -> None:
    if draft.files:
        count = sum(place.kind == "routine" for place in draft.files)
        taken = "1 routine was taken" if count == 1 else f"{count} routines were taken"
        draft.notes.insert(0, f"{taken} from {PROGRAM}, each line as an exercise with its time.")
        draft.notes.append("Guessed from their words: kinds and areas, and that they are done seated; look them over.")
    if hints := sum(map(len, content.hints.values())):
        draft.notes.append(f"Left out: {hints} hints, which are no routine.")
    routines = raw.get("routines", ())
    steps = [step for one in routines for step in one.get("steps", ())]
    left = unknown([raw], _Content) | unknown(routines, _Routine) | unknown(steps, _Step)
    left |= unknown([one.get("breath") for one in routines], _Breath)
    left |= {plain(key, 40) for key in plugin if key != "content"}
    if left := left - _PLUMBING:
        draft.notes.append(f"Left out, as it has no place here: {listed(left)}.")
