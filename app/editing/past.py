"""What a text was before each change of it, as far back as one likes, kept as what differs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """What stood at a place before and what stands there now, and what was done, in a word or two."""

    at: int
    before: str
    after: str
    what: str
    run: str = ""

    def made(self, text: str) -> str:
        """Return a text with it."""
        return text[: self.at] + self.after + text[self.at + len(self.before) :]

    def unmade(self, text: str) -> str:
        """Return a text without it."""
        return text[: self.at] + self.before + text[self.at + len(self.after) :]


def _change(old: str, new: str, what: str, run: str) -> Change:
    start = _same(old, new)
    tail = _same(old[start:][::-1], new[start:][::-1])
    return Change(start, old[start : len(old) - tail], new[start : len(new) - tail], what, run)


def _same(one: str, other: str) -> int:
    """Return how many letters two texts have in common from the beginning."""
    differ = (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


class Past:
    """A text, and every change made to it since it was opened."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self._is_run_open = False

    @property
    def to_undo(self) -> str:
        """What the last change was, in a word or two; nothing where there is none to undo."""
        return self._done[-1].what if self._done else ""

    @property
    def to_redo(self) -> str:
        """What was undone last; nothing where there is none to do again."""
        return self._undone[-1].what if self._undone else ""

    @property
    def changes(self) -> int:
        """How many changes can be undone."""
        return len(self._done)

    def write(self, text: str, what: str, run: str = "") -> bool:
        """Put a new text in place of the old, and tell whether it is another.

        Changes of one `run`, such as letters typed into one field, are undone together where nothing came between.
        """
        if text == self.text:
            return False
        old, goes_on = self.text, self.goes_on(run)
        self._undone = []
        if goes_on:
            old = self._done.pop().unmade(old)
        if text != old:
            self._done.append(_change(old, text, what, run))
        self._is_run_open, self.text = True, text
        return True

    def goes_on(self, run: str) -> bool:
        """Tell whether a change of a run would be undone together with the one before."""
        return bool(run) and self._is_run_open and bool(self._done) and self._done[-1].run == run

    def end_run(self) -> None:
        """Let the next change be undone by itself, whatever run it is of."""
        self._is_run_open = False

    def undo(self) -> bool:
        """Take the last change back, and tell whether there was one."""
        if not self._done:
            return False
        change = self._done.pop()
        self._undone.append(change)
        self._is_run_open, self.text = False, change.unmade(self.text)
        return True

    def redo(self) -> bool:
        """Make the change again that was taken back last, and tell whether there was one."""
        if not self._undone:
            return False
        change = self._undone.pop()
        self._done.append(change)
        self._is_run_open, self.text = False, change.made(self.text)
        return True
