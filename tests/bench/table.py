"""What was measured, and how it is shown: pairs of figures from one run, as one table."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Literal, NamedTuple

Unit = Literal["ms", "MB", "% of a core", "a second"]

_HEADS = ("what", "measured", "reference", "times", "budget", "")


class Pair(NamedTuple):
    """One figure and its reference, taken right after one another and in the same unit."""

    measured: float
    reference: float


@dataclass(frozen=True)
class Row:
    """One line of the table. Without pairs, it could not be measured on this system."""

    name: str
    unit: Unit
    pairs: Sequence[Pair]
    budget: float | None  # at most so many times the reference; None where that is there to compare with
    most: float | None = None  # and at most this, in its own unit
    note: str = ""

    @property
    def times(self) -> list[float]:
        """How many times the reference it was, in each round."""
        return [pair.measured / pair.reference for pair in self.pairs]

    @property
    def is_within(self) -> bool:
        """Whether the medians keep to the budget."""
        measured = median(pair.measured for pair in self.pairs)
        is_near = self.budget is None or median(self.times) <= self.budget
        return is_near and (self.most is None or measured <= self.most)


def paired(act: Callable[[], object], reference: Callable[[], object], rounds: int, calls: int = 1) -> list[Pair]:
    """Time both by turns, after a round that does not count; ms for one call, of `calls` in a row."""
    pairs = []
    for number in range(rounds + 1):
        if number % 2:  # who goes first changes, so that neither always finds the warmer cache
            pairs.append(Pair(_timed_ms(act, calls), _timed_ms(reference, calls)))
        else:
            of_reference = _timed_ms(reference, calls)
            pairs.append(Pair(_timed_ms(act, calls), of_reference))
    return pairs[1:]


def _timed_ms(act: Callable[[], object], calls: int) -> float:
    start_s = perf_counter()
    for _ in range(calls):
        act()
    return (perf_counter() - start_s) * 1000 / calls


def table(rows: Sequence[Row]) -> str:
    """Lay the rows out under one another, and their notes below."""
    lines = [_HEADS, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADS))]
    texts = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    texts.insert(1, "-" * max(map(len, texts)))
    notes = [f"{row.name}: {row.note}" for row in rows if row.note]
    return "\n".join(
        [*texts, "", "Medians of rounds, least-most in brackets; `times` is worked out round by round.", *notes]
    )


def _cells(row: Row) -> tuple[str, ...]:
    near = [f"{row.budget:.1f} x"] if row.budget is not None else []
    budget = ", ".join([*near, *([f"{row.most:g} {row.unit}"] if row.most is not None else [])])
    if not row.pairs:
        return (row.name, "not here", "", "", budget, "not measured on this system")
    return (
        row.name,
        f"{_spread([pair.measured for pair in row.pairs])} {row.unit}",
        f"{_spread([pair.reference for pair in row.pairs])} {row.unit}",
        _spread(row.times, digits=2),
        budget,
        "within" if row.is_within else "OVER",
    )


def _spread(figures: Iterable[float], digits: int | None = None) -> str:
    """Write the median with the least and the most: `252 (240-270)`."""
    values = sorted(figures)
    middle = median(values)
    if digits is None:
        digits = 0 if middle >= 100 else 1 if middle >= 10 else 2
    return f"{middle:.{digits}f} ({values[0]:.{digits}f}-{values[-1]:.{digits}f})"
