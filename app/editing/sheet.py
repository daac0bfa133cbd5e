"""A text with what stands where in it, for the time of one change."""

from app.editing.lines import Entry, Lines, ended, line_end_of, shifted
from app.editing.pieces import style_of
from app.editing.places import At, Items, Keys, Leaf, NotEditableError, found, readable


class Sheet:
    """A text, its places, its lines and the way it is written. Raises NotEditableError where it cannot be read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = readable(text)
        self.lines = Lines(text)
        self.column = self.lines.column
        self.entries = self.lines.entries
        self.style = style_of(self.root, self.column)
        self.line_end = line_end_of(text)

    def written(self, lines: str, column: int) -> str:
        """Return new lines as they stand in this file."""
        return shifted(lines, column).replace("\n", self.line_end)

    def parent(self, at: At) -> Items | Keys:
        """Return the list or the group that a place is in."""
        parent = found(self.root, at[:-1])
        if isinstance(parent, Leaf):
            raise NotEditableError("What was to be changed is not there any more; look at the file again.")
        return parent

    def entry(self, at: At) -> Entry | None:
        """Return the entry at a place; None where it is in brackets."""
        parent = self.parent(at)
        if parent.flow:
            return None
        index = at[-1] if isinstance(parent, Items) else parent.index(str(at[-1]))
        if not isinstance(index, int) or not 0 <= index < len(self.entries(parent)):
            raise NotEditableError("What was to be changed is not there any more; look at the file again.")
        return self.entries(parent)[index]

    def lines_of(self, at: At, *, with_lead: bool = True) -> str:
        """Return the lines of an item, its hyphen at the margin; nothing where it is in brackets."""
        entry = self.entry(at)
        if entry is None:
            return ""
        column = self.column(entry.start)
        if entry.inline:
            lines = " " * column + self.text[entry.start : entry.after]
        else:
            lines = self.text[entry.lead if with_lead else entry.begin : entry.after]
        return shifted(ended(lines, self.line_end), -column)
