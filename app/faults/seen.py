"""The faults seen in this run: each once, with how often it came, for whoever reports them."""

from dataclasses import dataclass, replace

from app.expected import Expected
from app.faults.trace import headline, place_of, trace_of

MOST_FAULTS = 20  # more than these are a flood of one cause; they are counted, and the log has them


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in Unhunch itself: where, the whole trace, and how often it was met."""

    headline: str
    trace: str
    count: int = 1


class Faults:
    """Collects what went wrong, by place, without holding on to any exception.

    Filled under the lock of the handler that does it, from any thread; reading takes copies.
    """

    def __init__(self) -> None:
        self._faults: dict[object, Fault] = {}
        self._sentences: list[str] = []

    def note(self, error: BaseException) -> None:
        """Count a fault; the first time also keep where it was. Expected trouble is kept as its sentence."""
        if isinstance(error, Expected):
            if str(error) not in self._sentences:
                self._sentences.append(str(error))
        else:
            self._count(error)

    def _count(self, error: BaseException) -> None:
        place: object = place_of(error)
        if place not in self._faults and len(self._faults) >= MOST_FAULTS:
            place = "more"
        known = self._faults.get(place)
        if known is not None:
            self._faults[place] = replace(known, count=known.count + 1)
        elif place == "more":
            self._faults[place] = Fault("More in other places; the log has them", "")
        else:
            self._faults[place] = Fault(headline(error), trace_of(error))

    @property
    def all(self) -> tuple[Fault, ...]:
        """Every fault so far, the first first."""
        return tuple(self._faults.values())

    def take_sentences(self) -> list[str]:
        """Return what expected trouble had to say since the last call."""
        return [self._sentences.pop(0) for _ in range(len(self._sentences))]
