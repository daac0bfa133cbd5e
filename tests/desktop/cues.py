"""The cues as they sound when they are recorded, to be known again."""

from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from app.ui.sound_wave import read_wave
from tests.desktop.heard import Heard, Recording, loud_in
from tests.desktop.likeness import RATE, Picture, likeness, picture
from tests.desktop.score import Note

SOFT = 24  # of 32,768: softer is no cue, and the silence of a null sink is nothing but zeros
LIKE = 0.9  # as alike as this is the same: no two cues are more than 0.8
_AS_LONG_S = 0.05  # cues that differ more in length are not compared


class Known(NamedTuple):
    """One cue: what can be heard of it, and how long after its beginning that begins."""

    lead_s: float
    length_s: float
    looks: Picture


def cues_in(folder: Path) -> dict[str, Known]:
    """Read every cue."""
    return {path.stem: _known(path) for path in folder.glob("*.wav")}


def _known(path: Path) -> Known:
    wave = read_wave(path)
    samples, step = array("h", wave.samples), wave.rate // RATE
    fewer = [sum(samples[i : i + step]) // step for i in range(0, len(samples) - step + 1, step)]
    begin, end = loud_in(fewer, SOFT)
    return Known(begin / RATE, (end - begin) / RATE, picture(fewer[begin : end + 1]))


def cues_heard(recording: Recording, known: Mapping[str, Known]) -> list[Note]:
    """Return the cues of a recording at `RATE`, each with when it began; what is none of them says so."""
    return [_named(one, known) for one in recording.sounds(loud=SOFT)]


def _named(heard: Heard, known: Mapping[str, Known]) -> Note:
    looks, length_s = picture(heard.samples), len(heard.samples) / RATE
    near = {name: one for name, one in known.items() if abs(one.length_s - length_s) < _AS_LONG_S}
    scores = {name: likeness(looks, one.looks) for name, one in near.items()}
    best = max(scores, key=scores.__getitem__, default="none")
    if scores.get(best, 0.0) < LIKE:
        return Note(heard.began_s, f"unknown ({length_s:.2f} s, {scores.get(best, 0.0):.2f} like {best})")
    return Note(heard.began_s - known[best].lead_s, best)
