"""How alike two sounds are to the ear: by their pitches from moment to moment, not by their waves.

The speech synthesizer never says the same words in exactly the same wave, and a cue's wave says nothing to the eye.
"""

import math
from collections.abc import Sequence
from operator import mul

RATE = 8_000  # samples a second; every cue's notes are below 2 kHz
_FRAME, _HOP = 200, 100  # samples: 25 ms, every 12.5 ms
_SHIFTS = range(-6, 7)  # frames: 75 ms either way

Samples = Sequence[int]
Picture = list[list[float]]  # for each moment how strong each pitch is


def _wave_of(hz: float, quarter: float) -> list[float]:
    turn = 2 * math.pi
    fading = (math.sin(math.pi * i / _FRAME) for i in range(_FRAME))
    return [fade * math.sin(turn * (hz * i / RATE + quarter)) for i, fade in enumerate(fading)]


_PITCHES = [(_wave_of(hz, 0.0), _wave_of(hz, 0.25)) for hz in (200 * 2 ** (i / 4) for i in range(17))]


def picture(samples: Samples) -> Picture:
    """Return how strong each pitch from 200 Hz to 3.2 kHz is, every 12.5 ms; soft ones count for more than they are."""
    frames = (samples[i : i + _FRAME] for i in range(0, len(samples) - _FRAME + 1, _HOP))
    return [
        [math.sqrt(math.hypot(sum(map(mul, frame, one)), sum(map(mul, frame, other)))) for one, other in _PITCHES]
        for frame in frames
    ]


def likeness(heard: Picture, known: Picture) -> float:
    """Return how alike two sounds that begin within 75 ms of each other are, 0 to 1, however loud either is."""
    strength = math.sqrt(_product(heard, heard) * _product(known, known))
    return max(_product(heard[max(0, n) :], known[max(0, -n) :]) for n in _SHIFTS) / strength if strength else 0.0


def _product(one: Picture, other: Picture) -> float:
    return math.fsum(sum(map(mul, a, b)) for a, b in zip(one, other, strict=False))
