"""The line above the strip: what comes next, or what the strip is pointed at."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.ui.kit import Line, Picture
from app.ui.player.naming import Named
from app.ui.theme import Look
from app.ui.tokens import TypeSize

_ARROWS = {"left": "chevron-left", "right": "chevron-right"}
_HOW = "Click or press Enter to go there."


class NextUp(QWidget):
    """When, what, and for which side. It takes no more than a line, whatever a file calls its steps."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._named: Named | None = None
        self._when = Line("", "body", "muted")
        self._arrow = Picture(look, "chevron-left", "text", 20)
        self._what = Line("", "body", strong=True)
        self._how = Line("", "small", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.space(1))
        for widget in (self._when, self._arrow, self._what, self._how):
            row.addWidget(widget)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._show("", "")

    def show_next(self, named: Named | None) -> None:
        """Show what comes next; None where nothing does."""
        self._named = named
        self.point_out("", "")

    def point_out(self, when: str, what: str) -> None:
        """Tell of another step for as long as it is pointed at; with nothing pointed at, what is next stands again."""
        if what:
            self._show(when, what, how=_HOW)
        elif self._named is None:
            self._show("Next", "Then it is done.")
        else:
            self._show("Next", self._named.words, side=self._named.side)

    def set_size(self, size: TypeSize) -> None:
        """Set the words by the room there is."""
        self._when.set_size(size)
        self._what.set_size(size)

    def _show(self, when: str, what: str, side: str = "", how: str = "") -> None:
        for line, text in ((self._when, when), (self._what, what), (self._how, how)):
            if line.text() != text:
                line.setText(text)
            line.setVisible(bool(text))
        self._arrow.setVisible(bool(side))
        if side:
            self._arrow.set_icon(_ARROWS[side])
