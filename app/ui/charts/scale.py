"""Scales of charts: round figures along an axis, and where a value is on it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True)
class Scale:
    """From a value at the start of an axis to one at its end, and where lines are drawn."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Return where a value is, 0 at the start to 1 at the end."""
        return (value - self.low) / (self.high - self.low)


def scale_to(most: float, lines: int = 4) -> Scale:
    """Return a scale from nothing to at least a value, in steps of 1, 2 or 5 and tens of them."""
    if most <= 0:
        return Scale(0.0, 1.0, (0.0,))
    rough = most / lines
    tens = 10.0 ** floor(log10(rough))
    step = next(size * tens for size in (1, 2, 5, 10) if size * tens >= rough)
    count = ceil(most / step - 1e-9)
    return Scale(0.0, count * step, tuple(number * step for number in range(count + 1)))


def stacked(parts: Sequence[float]) -> list[tuple[float, float]]:
    """Return where each part of a bar begins and ends, one on the other."""
    found, at = [], 0.0
    for part in parts:
        found.append((at, at + part))
        at += part
    return found
