"""Which lines of a text belong to an entry of a list or a group of keys, and how lines are put elsewhere.

An entry has the comment lines right above it, and those right below that are further in than it is. What is set apart
by a blank line belongs to no entry and stays where it is; so does what stands above everything in a file.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from app.editing.places import Items, Keys
from app.routine.nodes import LINE_END


@dataclass(frozen=True)
class Splice:
    """Text to be put in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return the text with all of them made. They do not overlap; their places are those of the text as given."""
    for one in sorted(splices, key=lambda splice: splice.start, reverse=True):
        text = text[: one.start] + one.text + text[one.end :]
    return text


@dataclass(frozen=True)
class Entry:
    """An entry: from its hyphen or key to the end of what it holds, and the lines that belong to it.

    Its lines go from `begin` to `after`, and from `lead` with the comment above. One that is inline begins in
    mid-line, as the first key after a hyphen does.
    """

    start: int
    end: int
    lead: int
    begin: int
    after: int
    inline: bool


class Lines:
    """A text by its lines. Places are counted in characters; lines are known by where they begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def start(self, at: int) -> int:
        """Return where the line begins that a place is on."""
        return self._starts[bisect_right(self._starts, at) - 1]

    def column(self, at: int) -> int:
        """Return how many characters stand before a place on its line."""
        return at - self.start(at)

    def below(self, at: int) -> int:
        """Return where the line after that of a place begins, or where the text ends."""
        number = bisect_right(self._starts, at)
        return self._starts[number] if number < len(self._starts) else len(self.text)

    def above(self, line: int) -> int:
        """Return where the line above the one that begins here begins; there has to be one."""
        return self.start(line - 1)

    def of(self, at: int) -> str:
        """Return the line that a place is on, without the space around it."""
        return self.text[self.start(at) : self.below(at)].strip()

    def is_comment(self, line: int) -> bool:
        """Tell whether nothing but a comment stands on the line that begins here."""
        return self.of(line).startswith("#")

    def indent(self, line: int) -> int:
        """Return how far in the line begins that begins here."""
        whole = self.text[line : self.below(line)]
        return len(whole) - len(whole.lstrip(" "))

    def blank_above(self, line: int) -> int:
        """Return where the blank lines begin that stand right above the line that begins here."""
        while line > 0 and not self.of(self.above(line)):
            line = self.above(line)
        return line

    def blank_below(self, line: int) -> int:
        """Return where the blank lines end that begin here."""
        while line < len(self.text) and not self.of(line):
            line = self.below(line)
        return line

    def entries(self, place: Items | Keys) -> list[Entry]:
        """Return the entries of a list or group of keys that is not written in brackets."""
        spans = self._spans(place)
        made: list[Entry] = []
        for number, (start, end) in enumerate(spans):
            floor = made[-1].after if made else 0
            ceiling = self.start(spans[number + 1][0]) if number + 1 < len(spans) else len(self.text)
            made.append(self._entry(start, end, floor, ceiling))
        return made

    def _spans(self, place: Items | Keys) -> list[tuple[int, int]]:
        if isinstance(place, Keys):
            return [(key.start, value.end) for key, value in place.pairs]
        indent = self.column(place.start)  # all hyphens of a list are in one column
        hyphens = [place.start, *(self._hyphen(one.start, indent) for one in place.items[1:])]
        return [(hyphen, max(hyphen + 1, one.end)) for hyphen, one in zip(hyphens, place.items, strict=False)]

    def _hyphen(self, at: int, indent: int) -> int:
        line = self.start(at)
        while line > 0 and (self.text[line + indent] != "-" or self.text[line : line + indent].strip(" ")):
            line = self.above(line)
        return line + indent

    def _entry(self, start: int, end: int, floor: int, ceiling: int) -> Entry:
        line, after = self.start(start), self.below(end)
        while after < ceiling and self.is_comment(after) and self.indent(after) > start - line:
            after = self.below(after)
        if self.text[line:start].strip():
            return Entry(start, end, start, start, after, inline=True)
        lead = line
        while lead > floor and self.is_comment(self.above(lead)):
            lead = self.above(lead)
        return Entry(start, end, lead or line, line, after, inline=False)


def line_end_of(text: str) -> str:
    """Return how the lines of a text end."""
    match = LINE_END.search(text)
    return match[0] if match else "\n"


def shifted(text: str, by: int) -> str:
    """Return whole lines moved in by so many spaces, or out by as many as they have; blank lines as they are."""
    ends = [0, *(match.end() for match in LINE_END.finditer(text)), len(text)]
    lines = [text[start:end] for start, end in pairwise(ends)]
    return "".join(_shifted_line(line, by) for line in lines)


def _shifted_line(line: str, by: int) -> str:
    if not line.strip():
        return line
    return " " * by + line if by >= 0 else line[min(-by, len(line) - len(line.lstrip(" "))) :]


def ended(text: str, line_end: str) -> str:
    """Return lines that all end; the last line of a file need not."""
    return text if not text or LINE_END.match(text[-1]) else text + line_end
