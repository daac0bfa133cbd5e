"""What is wrong with a file that cannot be used, where its card would be."""

import shlex

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.paths import visible
from app.play.library import Broken
from app.routine.reader import Problem
from app.ui.kit import Button, Card, Flow, Label, Picture, body, muted, small
from app.ui.theme import Look

_MOST = 5


class ProblemCard(Card):
    """Tells the problems of one file, each with its line and what would be right, and opens it."""

    def __init__(self, one: Broken, look: Look) -> None:
        super().__init__(look, padding=2)
        self.one = one
        name = one.path.name if one.kind in ("routine", "folder") else f"{one.path.parent.name}/{one.path.name}"
        name = visible(name)
        top = QHBoxLayout()
        top.setSpacing(look.theme.space(1))
        top.addWidget(Picture(look, "warning", "warning", 28), 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(Label(name, "heading"), 1)
        self.layout_.addLayout(top)
        count = len(one.problems)
        told = f"This {one.kind} has {count} problem{'s' * (count > 1)}"
        until = "; the bundled one is used until it is mended" if one.stands_in else ""
        self.layout_.addWidget(body(f"{told}{until}:"))
        for problem in one.problems[:_MOST]:
            self.layout_.addWidget(muted(_words(one, problem)))
        if count > _MOST:
            self.layout_.addWidget(
                small(f"And {count - _MOST} more. To see them all: unhunch check {visible(shlex.quote(str(one.path)))}")
            )
        what = "folder" if one.kind == "folder" else "file"
        self.open_file = Button(look, f"Open {what}", icon="folder" if what == "folder" else "note")
        self.mend = Button(look, "Mend it here", icon="edit") if one.kind == "routine" and one.mine else None
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1))
        for button in self.stops:
            flow.addWidget(button)
        self.layout_.addWidget(row)
        self.setAccessibleName(f"{name}: {told}")
        for button in self.stops:
            button.setAccessibleDescription(name)

    @property
    def stops(self) -> list[Button]:
        """What Tab stops at, in order."""
        return [self.open_file] if self.mend is None else [self.mend, self.open_file]


def _words(one: Broken, problem: Problem) -> str:
    where = "" if one.kind == "folder" else f"Line {problem.line}, column {problem.column}: "
    return f"{where}{problem.what}; {problem.remedy}"
