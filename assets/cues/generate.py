"""Writes the cue sounds, one WAV per cue, out of sines, envelopes and a seeded noise: `python assets/cues/generate.py`.

Mono, 16 bit, 48 kHz. Every cue has the same loudness: K-weighted (ITU-R BS.1770) level of its loudest 200 ms is
-19 dB; only `rep`, which may sound every second, is meant to be softer. Nothing here depends on the machine or the day.
"""

import array
import math
import random
import sys
import wave
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

RATE = 48_000
LOUDNESS_DB = -19.0
SOFTER_DB = {"rep": -12.0}
WINDOW_S = 0.2  # about as long as the ear adds up loudness
FADE_IN_S, FADE_OUT_S = 0.004, 0.07
Samples = list[float]

# Notes in Hz, equal temperament on A4 = 440; all cues stay in C major without its sharp corners.
NOTE = {
    name: 440.0 * 2 ** (steps / 12)
    for name, steps in {
        "C4": -9, "D4": -7, "E4": -5, "F4": -4, "G4": -2, "A4": 0, "C5": 3, "D5": 5, "E5": 7, "G5": 10,
        "A5": 12, "C6": 15, "D6": 17, "E6": 19,
    }.items()
}  # fmt: skip

# Partials as (ratio to the note, strength, fall in nepers per second).
MALLET = ((1.0, 1.0, 9.0), (2.0, 0.12, 16.0), (3.93, 0.22, 38.0), (9.2, 0.05, 90.0))
BELL = ((1.0, 1.0, 4.5), (2.0, 0.45, 6.5), (2.76, 0.22, 11.0), (5.4, 0.10, 22.0))
WOOD = ((1.0, 1.0, 26.0), (2.45, 0.35, 60.0), (4.9, 0.15, 120.0))
REED = ((1.0, 1.0, 5.0), (3.0, 0.42, 7.0), (5.0, 0.18, 10.0), (7.0, 0.07, 14.0))


def silence(length_s: float) -> Samples:
    """So many seconds of nothing."""
    return [0.0] * round(length_s * RATE)


def struck(
    hz: float, length_s: float, partials: Iterable[tuple[float, float, float]], rise_s: float = 0.004
) -> Samples:
    """One stroke: each partial falls at its own rate after a rise too short to be a swell and too long to click."""
    out = silence(length_s)
    for ratio, strength, fall in partials:
        turn = 2 * math.pi * hz * ratio / RATE
        for i in range(len(out)):
            out[i] += strength * math.exp(-fall * i / RATE) * math.sin(turn * i)
    rise = round(rise_s * RATE)
    return [x * min(1.0, i / rise) for i, x in enumerate(out)]


def swell(
    length_s: float, hz_at: Callable[[float], float], shape: Callable[[float], float], air: float = 0.0
) -> Samples:
    """A soft tone that glides: pitch and strength are functions of the way gone, 0 to 1; `air` adds breathy noise."""
    count = round(length_s * RATE)
    noise = _air(count)
    out, phase = [], 0.0
    for i in range(count):
        way = i / count
        phase += 2 * math.pi * hz_at(way) / RATE
        tone = math.sin(phase) + 0.22 * math.sin(2 * phase) + 0.06 * math.sin(3 * phase)
        out.append(shape(way) * (tone + air * noise[i]))
    return out


def _air(count: int) -> Samples:
    """Noise without hiss: seeded, and passed twice through a gentle low-pass at about 1.2 kHz."""
    draw = random.Random(2)
    out, one, two = [], 0.0, 0.0
    for _ in range(count):
        one += 0.15 * (draw.uniform(-1.0, 1.0) - one)
        two += 0.15 * (one - two)
        out.append(4.0 * two)
    return out


def glide(start: str, stop: str) -> Callable[[float], float]:
    """From one note to another, even in pitch, slow at both ends."""
    low, ratio = NOTE[start], NOTE[stop] / NOTE[start]
    return lambda way: low * ratio ** (0.5 - 0.5 * math.cos(math.pi * way))


def hump(peak: float) -> Callable[[float], float]:
    """Strength that grows to 1 at `peak` (0 to 1) and goes again, without a corner."""
    return lambda way: math.sin(0.5 * math.pi * (way / peak if way < peak else (1 - way) / (1 - peak))) ** 1.5


def waves(count: int) -> Callable[[float], float]:
    """Strength that comes and goes `count` times under one hump."""
    whole = hump(0.6)
    return lambda way: whole(way) * (0.5 - 0.5 * math.cos(2 * math.pi * count * way)) ** 0.8


def together(length_s: float, *parts: tuple[float, float, Samples]) -> Samples:
    """Lay parts over each other: (seconds from the start, strength, samples), cut at `length_s`."""
    out = silence(length_s)
    for at_s, strength, samples in parts:
        begin = round(at_s * RATE)
        for i, x in enumerate(samples[: len(out) - begin]):
            out[begin + i] += strength * x
    return out


def melody(length_s: float, partials: Sequence[tuple[float, float, float]], *notes: tuple[float, str]) -> Samples:
    """Strokes at given seconds, each left to ring under the next."""
    parts = [(at_s, 1.0, struck(NOTE[note], length_s - at_s, partials)) for at_s, note in notes]
    return together(length_s, *parts)


def make() -> dict[str, Samples]:
    """All cues before levelling. What tells them apart is the contour first, then the voice, then the pitch."""
    return {
        # One soft tone that comes in three waves: something is about to begin.
        "ready": swell(0.45, lambda _: NOTE["A4"], waves(3)),
        # Up, a fifth. Its mirror image is "end".
        "start": melody(0.44, MALLET, (0.0, "C5"), (0.13, "G5")),
        "end": melody(0.48, MALLET, (0.0, "G5"), (0.13, "E5"), (0.26, "C5")),
        # Two quick equal strokes: half of it, and half to go.
        "halfway": melody(0.34, BELL, (0.0, "E5"), (0.12, "E5")),
        # There and back.
        "switch": melody(0.46, MALLET, (0.0, "G4"), (0.12, "E5"), (0.24, "G4")),
        # Two voices settling onto a low open chord; no stroke at all.
        "rest": together(
            0.48,
            (0.0, 1.0, swell(0.48, glide("D4", "C4"), hump(0.3))),
            (0.0, 0.6, swell(0.48, glide("A4", "G4"), hump(0.45))),
        ),
        "countdown": struck(NOTE["G4"], 0.20, WOOD),
        "rep": struck(NOTE["D5"], 0.08, WOOD),
        "breathe-in": swell(0.48, glide("E4", "C5"), hump(0.6), air=0.5),
        "breathe-in-again": swell(0.36, glide("C5", "G5"), hump(0.55), air=0.5),
        "breathe-out": swell(0.48, glide("C5", "E4"), hump(0.3), air=0.5),
        "breathe-hold": swell(0.38, lambda _: NOTE["G4"], hump(0.5), air=0.12),
        # One high bell, as on a counter.
        "note": struck(NOTE["A5"], 0.40, BELL),
        # Same, same, up and left open: a question.
        "check": melody(0.48, BELL, (0.0, "D5"), (0.11, "D5"), (0.24, "C6")),
        # High-low, high-low in a reedier voice: not to be missed, and still no alarm.
        "warning": melody(0.49, REED, (0.0, "A4"), (0.12, "E4"), (0.24, "A4"), (0.36, "E4")),
        "finished": melody(1.26, BELL, (0.0, "C5"), (0.16, "E5"), (0.32, "G5"), (0.50, "C6")),
    }


def faded(samples: Samples) -> Samples:
    """Begin and end in exact silence along a raised cosine."""
    count = len(samples)
    lead, tail = round(FADE_IN_S * RATE), min(round(FADE_OUT_S * RATE), count // 3)

    def factor(i: int) -> float:
        way = min(1.0, i / lead, (count - 1 - i) / tail)
        return 0.5 - 0.5 * math.cos(math.pi * way)

    return [x * factor(i) for i, x in enumerate(samples)]


def k_weighted(samples: Sequence[float]) -> Samples:
    """The two filters of ITU-R BS.1770-4 (table 1 and 2, at 48 kHz): what the ear hears, roughly."""
    shelf = (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585)
    cut = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
    return _biquad(_biquad(samples, *shelf), *cut)


def _biquad(samples: Sequence[float], b0: float, b1: float, b2: float, a1: float, a2: float) -> Samples:
    out, x1, x2, y1, y2 = [], 0.0, 0.0, 0.0, 0.0
    for x in samples:
        y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
        x1, x2, y1, y2 = x, x1, y, y1
        out.append(y)
    return out


def loudness_db(samples: Sequence[float]) -> float:
    """K-weighted level of the loudest 200 ms, in dB below full scale; a shorter cue counts as followed by silence."""
    squares = [x * x for x in k_weighted(samples)]
    window = round(WINDOW_S * RATE)
    total = loudest = sum(squares[:window])
    for i in range(window, len(squares)):
        total += squares[i] - squares[i - window]
        loudest = max(loudest, total)
    return 10 * math.log10(loudest / window)


def levelled(samples: Samples, target_db: float) -> "array.array[int]":
    """Scale to the loudness asked for and round to 16 bits."""
    gain = 10 ** ((target_db - loudness_db(samples)) / 20)
    whole = array.array("h", (round(32767 * gain * x) for x in samples))
    if sys.byteorder == "big":
        whole.byteswap()
    return whole


def write(folder: Path) -> list[Path]:
    """Write every cue into a folder and return the paths."""
    paths = []
    for name, samples in make().items():
        data = levelled(faded(samples), LOUDNESS_DB + SOFTER_DB.get(name, 0.0)).tobytes()
        path = folder / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, RATE, len(data) // 2, "NONE", "not compressed"))
            file.writeframes(data)
        paths.append(path)
    return paths


if __name__ == "__main__":
    write(Path(__file__).resolve().parent)
