"""Choosing a routine by typing some of its name, from the first few that fit."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.kit import Button, muted
from app.ui.kit.announce import announce
from app.ui.kit.field import TextInput
from app.ui.pages.layout import at_left, column_in
from app.ui.theme import Look

MOST = 6  # shown at once; one more tells that there are others

Find = Callable[[str], Sequence[tuple[str, str]]]  # words typed, to slugs and titles of what fits, the best first


class Choosing(QWidget):
    """`picked` carries the slug that was chosen. Enter takes the first."""

    picked = Signal(str)

    def __init__(self, look: Look, find: Find) -> None:
        super().__init__()
        self._look, self._find = look, find
        column = column_in(self, look, 0.5)
        self.words = TextInput(look, placeholder="Add a routine: type some of its name", icon="search")
        self.words.setAccessibleName("Add a routine")
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._look_for)
        self.words.returnPressed.connect(self._take_first)
        column.addWidget(self.words)
        self._box = QWidget()
        self._column = column_in(self._box, look, 0.5)
        self._box.hide()
        column.addWidget(self._box)
        self._first = ""
        self._lines: list[QWidget] = []

    def _look_for(self, words: str) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        hits = list(self._find(words))[: MOST + 1] if words.strip() else []
        self._first = hits[0][0] if hits else ""
        self._lines = [self._line(slug, title) for slug, title in hits[:MOST]]
        if len(hits) > MOST:
            self._lines.append(muted("There are more: type on."))
        if words.strip() and not hits:
            self._lines.append(muted("No routine has these words; try others."))
            announce(self, "No routine has these words; try others.")
        elif hits:
            announce(self, f"First: {hits[0][1]}")
        for line in self._lines:
            self._column.addWidget(line)
        self._box.setVisible(bool(self._lines))

    def _line(self, slug: str, title: str) -> QWidget:
        button = Button(self._look, title, icon="plus", kind="quiet", flush=True)
        button.clicked.connect(partial(self._take, slug))
        return at_left(button)

    def _take(self, slug: str) -> None:
        self.words.clear()
        self.picked.emit(slug)

    def _take_first(self) -> None:
        if self._first:
            self._take(self._first)
