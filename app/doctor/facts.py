"""One fact, and how facts are printed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import groupby
from typing import Any, Literal

State = Literal["fine", "missing", "wrong"]  # missing: something that is not there and need not be
_MARKS: dict[State, str] = {"fine": " ", "missing": "-", "wrong": "!"}


@dataclass(frozen=True)
class Fact:
    """One thing that was looked at: how it stands in words, what to do about it, and the same as data."""

    group: str
    name: str
    told: str
    state: State = "fine"
    remedy: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def safely(group: str, name: str, look: Callable[[], Sequence[Fact]]) -> Sequence[Fact]:
    """Return what `look` finds; whatever happens to it costs only its own line."""
    try:
        return look()
    except Exception as error:
        told = f"could not be looked at ({type(error).__name__}: {error})"
        return [Fact(group, name, told, "wrong", "tell us, with this line")]


def lines(facts: Sequence[Fact]) -> Iterator[str]:
    """Yield them as text: one fact a line, by groups, and how it all stands at the end."""
    for group, members in groupby(facts, lambda fact: fact.group):
        yield group
        for fact in members:
            remedy = f"; {fact.remedy}" if fact.remedy else ""
            yield f"{_MARKS[fact.state]} {fact.name:18} {fact.told}{remedy}"
        yield ""
    wrong = sum(fact.state == "wrong" for fact in facts)
    yield (
        f"To be seen to: {wrong}, marked with !"
        if wrong
        else "Nothing is wrong. What is marked with - need not be there."
    )


def as_data(facts: Sequence[Fact]) -> dict[str, Any]:
    """Return the same as data for JSON."""
    return {"fine": is_fine(facts), "facts": [asdict(fact) for fact in facts]}


def is_fine(facts: Sequence[Fact]) -> bool:
    """Tell whether nothing is really wrong."""
    return all(fact.state != "wrong" for fact in facts)
