"""What a routine is called and what it is for; more about it behind a button."""

from PySide6.QtCore import Signal

from app.editing.draft import Draft
from app.ui.editor.bound import Bound, BoundLine, BoundLines, BoundSelect
from app.ui.kit import Button, Card
from app.ui.pages.layout import at_left
from app.ui.theme import Look


class About(Card):
    """The fields of the whole routine."""

    changed = Signal()
    refused = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, padding=2)
        levels = (("gentle", "Gentle"), ("moderate", "Moderate"))
        self.title = BoundLine(look, "Name", ("title",), is_needed=True)
        self.purpose = BoundLine(look, "What it is for", ("purpose",), is_needed=True)
        self._more: tuple[Bound, ...] = (
            BoundLine(look, "Group", ("group",), usual="my routines", hint="What it stands under in the library."),
            BoundLine(look, "What is needed", ("setting",), hint="Such as: chair."),
            BoundSelect(look, "How much it asks", ("level",), levels, usual="gentle"),
            BoundLines(look, "To read before starting", ("notes",), hint="One thing on each line."),
        )
        self.fields: tuple[Bound, ...] = (self.title, self.purpose, *self._more)
        for field in self.fields:
            field.changed.connect(self.changed)
            field.refused.connect(self.refused)
            self.layout_.addWidget(field)
        self.more = Button(look, "", kind="quiet", flush=True)
        self.more.clicked.connect(self._turn)
        self.layout_.addWidget(at_left(self.more))
        self._show_more(False)

    def show_draft(self, draft: Draft, *, again: bool = False) -> None:
        """Show what is written by now."""
        for field in self.fields:
            field.show_draft(draft, again=again)

    def _turn(self) -> None:
        self._show_more(self._more[0].isHidden())

    def _show_more(self, shown: bool) -> None:
        for field in self._more:
            field.setVisible(shown)
        self.more.set_label("Less" if shown else "More about it", "chevron-down" if not shown else "minus")
