"""The steps in order: cards that are opened, moved by drag and by keys, and dropped between each other."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.editing.draft import Draft
from app.editing.places import At
from app.editing.rows import Row
from app.routine.model import Exercise
from app.ui.editor.routine.card import EXERCISE_MIME, STEP_MIME, StepCard
from app.ui.figures import Figures
from app.ui.kit import muted
from app.ui.theme import Look

_INDENT = 3  # steps of the grid for each depth of rounds
_LINE_PX = 3
_KEYS = {
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): "up",
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): "down",
    (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier): "duplicate",
    (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier): "rounds",
}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class StepList(QWidget):
    """Knows which step is open. What is asked for with a step is said by its number in the list."""

    asked = Signal(str, int)
    moved = Signal(int, object)  # which row, and the gap it was dropped into
    dropped = Signal(str, object)  # an exercise, and the gap
    changed = Signal()
    refused = Signal(str)
    opened = Signal()  # another step is open now, or none

    def __init__(self, look: Look, figures: Figures | None = None) -> None:
        super().__init__()
        self._look = look
        self._figures = figures
        self.rows: list[Row] = []
        self.cards: list[StepCard] = []
        self.open: int | None = None
        self._gap: tuple[At, int, int] | None = None  # where what is dragged would go: the gap, and x and y of the line
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.theme.space(1))
        self._empty = muted("No steps yet. Add an exercise: type its name, or drag it here.")
        self._column.addWidget(self._empty)
        self.setAcceptDrops(True)
        self.setAccessibleName("Steps")

    def show_rows(
        self, rows: list[Row], draft: Draft, exercises: Mapping[str, Exercise], *, again: bool = False
    ) -> None:
        """Show the steps as they are by now; `again` shows what is being typed anew too."""
        self.rows = rows
        while len(self.cards) < len(rows):
            self._add_card()
        while len(self.cards) > len(rows):
            self._take_card()
        self._empty.setVisible(not rows)
        if self.open is not None and self.open >= len(rows):
            self.open = None
        for index, (row, card) in enumerate(zip(rows, self.cards, strict=True)):
            line = self._column.itemAt(index)
            margin = self._look.theme.space(_INDENT) * row.depth
            if line is not None and (layout := line.layout()) is not None:
                layout.setContentsMargins(margin, 0, 0, 0)
            card.show_row(row, index, draft)
            if index == self.open:
                card.show_fields(row, exercises, draft, again=again)
            else:
                card.close_fields()

    def _add_card(self) -> None:
        card = StepCard(self._look, self._figures)
        card.opened.connect(self._turn)
        card.asked.connect(self.asked)
        card.changed.connect(self.changed)
        card.refused.connect(self.refused)
        line = QHBoxLayout()
        line.addWidget(card)
        self._column.insertLayout(len(self.cards), line)
        self.cards.append(card)

    def _take_card(self) -> None:
        card = self.cards.pop()
        line = self._column.takeAt(len(self.cards))
        card.hide()
        card.deleteLater()
        if line is not None and (layout := line.layout()) is not None:
            layout.deleteLater()

    # --- which is open, which has the keys ---------------------------------------------------------------------------

    def _turn(self, index: int) -> None:
        self.open = None if self.open == index else index
        self.opened.emit()

    @property
    def here(self) -> int | None:
        """Which step has the keys, or else is open; None where neither is."""
        widget = self.window().focusWidget()
        focused = (index for index, card in enumerate(self.cards) if widget is not None and card.isAncestorOf(widget))
        return next(focused, self.open)

    def focus(self, index: int) -> None:
        """Give the keys to a step's line."""
        if self.cards:
            self.cards[max(0, min(index, len(self.cards) - 1))].head.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        line = next((index for index, card in enumerate(self.cards) if card.head.hasFocus()), None)
        here = self.here
        if (key, held) in _KEYS and here is not None:
            self.asked.emit(_KEYS[key, held], here)
        elif line is not None and key == Qt.Key.Key_Delete:
            self.asked.emit("remove", line)
        elif line is not None and key in _STEPS and not held:
            self.focus(line + _STEPS[key])
        else:
            super().keyPressEvent(event)

    # --- dropping ----------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _has_ours(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._gap = self._gap_at(event.position().toPoint())
        self.update()
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._gap = None
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        gap, _, _ = self._gap_at(event.position().toPoint())
        self._gap = None
        self.update()
        data = event.mimeData()
        event.acceptProposedAction()
        if data.hasFormat(STEP_MIME):
            self.moved.emit(int(bytes(data.data(STEP_MIME).data())), gap)
        else:
            self.dropped.emit(bytes(data.data(EXERCISE_MIME).data()).decode(), gap)

    def _gap_at(self, point: QPoint) -> tuple[At, int, int]:
        """Return the gap nearest to a point, and where its line is drawn.

        Below the last step of rounds, left of where that begins, is outside of them.
        """
        below = (index for index, card in enumerate(self.cards) if point.y() < card.geometry().center().y())
        index = next(below, len(self.cards))
        half, indent = self._look.theme.space(0.5), self._look.theme.space(_INDENT)
        if index == 0:
            return ("steps", 0), 0, self.cards[0].geometry().top() - half if self.cards else 0
        *before, number = self.rows[index - 1].at
        least = self.rows[index].depth if index < len(self.rows) else 0
        y = self.cards[index - 1].geometry().bottom() + half
        if least > self.rows[index - 1].depth:  # the first of its rounds
            return self.rows[index].at, least * indent, y
        depth = self.rows[index - 1].depth
        while depth > least and point.x() < depth * indent:
            *before, number = before[:-1]
            depth -= 1
        return (*before, int(number) + 1), depth * indent, y

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._gap is not None:
            _, left, y = self._gap
            painter = QPainter(self)
            painter.fillRect(left, max(0, y - 1), self.width() - left, _LINE_PX, self._look.colour("accent"))
            painter.end()


def _has_ours(data: QMimeData) -> bool:
    return data.hasFormat(STEP_MIME) or data.hasFormat(EXERCISE_MIME)
