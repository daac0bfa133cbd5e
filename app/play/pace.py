"""How fast a person does things: what a speed does to reps, rests and getting ready.

It leaves alone what has its length for a reason: holds, the pause in a rep, which is a hold too, breaths, tensing and
letting go, heat and cold.
"""

import math

from app.routine.model import Exercise, RepsDose, Tempo

_SHORTEST_REP_S = 0.5


def paced(written_s: float, speed: float) -> float:
    """Return how long a rest or a change lasts at a speed, in whole seconds; none stays none."""
    if speed == 1 or written_s == 0:
        return written_s
    return max(1.0, math.floor(written_s / speed + 0.5))


def tempo_of(dose: RepsDose, exercise: Exercise, speed: float) -> Tempo:
    """Return the tempo of reps at a speed, in tenths of a second, within the range of the exercise."""
    out_s, pause_s, back_s = dose.tempo
    if speed == 1 or exercise.kind == "relax":
        return dose.tempo
    limits = exercise.range
    tempo = _moved(out_s, speed, limits.out_s), pause_s, _moved(back_s, speed, limits.back_s)
    return tempo if sum(tempo) >= _SHORTEST_REP_S else dose.tempo


def _moved(written_s: float, speed: float, allowed: tuple[float, float] | None) -> float:
    low, high = allowed or (0.0, math.inf)
    return min(max(round(written_s / speed, 1), low), high)
