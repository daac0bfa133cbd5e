"""One step in the list: its name and how much of it, what can be done with it, and its fields while it is open."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.editing.draft import Draft
from app.editing.places import At
from app.editing.rows import Row
from app.routine.model import ContrastStep, Exercise, ExerciseStep, RoundsStep
from app.ui.editor.bound import told
from app.ui.editor.routine.fields import StepFields
from app.ui.figures import Figures, Spot
from app.ui.kit import Card, Label, Picture
from app.ui.kit.menu import MenuButton
from app.ui.kit.paint import focus_ring
from app.ui.theme import Look

STEP_MIME = "application/x-unhunch-step"  # its number in the list, from 0
EXERCISE_MIME = "application/x-unhunch-exercise"  # its slug
_PICTURE = (64, 44)
_ICONS: dict[str, str] = {
    "RestStep": "rest",
    "NoteStep": "note",
    "WaitStep": "pause",
    "CheckStep": "info",
    "RoundsStep": "repeat",
    "ContrastStep": "heat",
    "ExerciseStep": "stretch",
}


class StepHead(QAbstractButton):
    """The line of a step: a click or Enter opens and closes it, and it can be dragged."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.index = 0
        self._pressed_at: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.row = QHBoxLayout(self)
        gap = look.theme.space(1)
        self.row.setContentsMargins(gap, gap, gap, gap)
        self.row.setSpacing(look.theme.space(1.5))

    def sizeHint(self) -> QSize:
        return self.row.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = QApplication.startDragDistance()
        at = self._pressed_at
        if at is not None and (event.position().toPoint() - at).manhattanLength() >= far:
            self._pressed_at = None
            self.setDown(False)
            self._drag(at)
        else:
            super().mouseMoveEvent(event)

    def _drag(self, at: QPoint) -> None:
        drag = QDrag(self)
        data = QMimeData()
        data.setData(STEP_MIME, str(self.index).encode())
        drag.setMimeData(data)
        drag.setPixmap(self.grab())
        drag.setHotSpot(at)
        drag.exec(Qt.DropAction.MoveAction)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            focus_ring(painter, self.rect(), self._look.theme.radius, self._look.colour("focus"))
            painter.end()


class StepCard(Card):
    """Shows one row. It is told by its number in the list, which may be another after a change."""

    opened = Signal(int)  # opened or closed
    asked = Signal(str, int)  # what is to be done, and with which row
    changed = Signal()
    refused = Signal(str)

    def __init__(self, look: Look, figures: Figures | None) -> None:
        super().__init__(look, padding=0.5)
        self._figures = figures
        self._pictured = ""
        self._fields_for: tuple[At, type, str] | None = None
        self.fields: StepFields | None = None
        self.head = StepHead(look)
        self.head.clicked.connect(self._open)
        self._number = Label("", "small", "muted", wrap=False, tabular=True)
        self._name = Label("", strong=True)
        self._words = Label("", "small", "muted")
        self._remark = Label("", "small", "danger")
        self.menu = MenuButton(look, "What else can be done")
        self._picture: QWidget = QWidget()
        self._fill_head()
        self.layout_.setSpacing(look.theme.space(0.5))
        self.layout_.addWidget(self.head)
        self._below = QVBoxLayout()
        side = look.theme.space(1.5)
        self._below.setContentsMargins(side, 0, side, 0)
        self.layout_.addLayout(self._below)

    def _fill_head(self) -> None:
        look, row = self._look, self.head.row
        row.addWidget(Picture(look, "grip", "muted", 20))
        row.addWidget(self._number)
        row.addWidget(self._picture)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        for label in (self._name, self._words, self._remark):
            texts.addWidget(label)
        row.addLayout(texts, 1)
        row.addWidget(self.menu)

    def show_row(self, row: Row, index: int, draft: Draft) -> None:
        """Show a row, and what is wrong with it."""
        self.head.index = index
        problem = told(draft.problems_at(row.at), row.at)
        self._number.setText(row.number)
        self._name.setText(row.name)
        self._words.setText(row.words)
        self._remark.setText(problem)
        self._remark.setVisible(bool(problem))
        self._show_picture(row)
        self._offer(row)
        place = f"within rounds, step {row.number}" if row.depth else f"step {row.number}"
        self.head.setAccessibleName(f"{row.name}, {row.words}, {place}")
        self.head.setAccessibleDescription(problem or "Enter opens it; Alt with Up and Down moves it.")
        self.menu.set_label(f"More for {row.name}, {place}")

    def _show_picture(self, row: Row) -> None:
        pictured = row.exercise or type(row.step).__name__
        if pictured == self._pictured:
            return
        self._pictured = pictured
        old = self._picture
        if row.exercise and self._figures is not None:
            self._picture = Spot(self._figures, row.exercise, QSize(*_PICTURE))
        else:
            self._picture = Picture(self._look, _ICONS[type(row.step).__name__], "muted", 24)
            self._picture.setFixedWidth(_PICTURE[0] if self._figures is not None else 24)
        self.head.row.replaceWidget(old, self._picture)
        old.hide()
        old.deleteLater()

    def _offer(self, row: Row) -> None:
        """Offer what can be done with such a step."""
        menu = self.menu
        menu.menu.clear()
        is_rounds, is_within = isinstance(row.step, RoundsStep), row.depth > 0
        acts = [("up", "Move up (Alt+Up)"), ("down", "Move down (Alt+Down)"), ("duplicate", "Duplicate (Ctrl+D)")]
        acts.append(("rounds", "Put into rounds (Ctrl+R)"))
        if is_rounds or is_within:
            acts.append(("out", "Take the rounds away" if is_rounds else "Take out of the rounds"))
        if isinstance(row.step, ExerciseStep | ContrastStep | RoundsStep):
            acts.append(("play", "Start from here"))
        if row.exercise:
            acts.append(("exercise", "Change the exercise itself ..."))
        acts.append(("remove", "Remove (Delete)"))
        for act, words in acts:
            menu.add(words, _Ask(self, act))

    def _open(self) -> None:
        self.opened.emit(self.head.index)

    # --- its fields --------------------------------------------------------------------------------------------------

    def show_fields(self, row: Row, exercises: Mapping[str, Exercise], draft: Draft, *, again: bool) -> None:
        """Open it, or show what is written by now; the same fields stay where they are of use."""
        key = (row.at, type(row.step), row.exercise)
        if self.fields is not None and self._fields_for != key:
            self.close_fields()
        if self.fields is None:
            self._fields_for = key
            self.fields = StepFields(self._look, row, exercises)
            self.fields.changed.connect(self.changed)
            self.fields.refused.connect(self.refused)
            self._below.addWidget(self.fields)
            self._below.setContentsMargins(*(self._look.theme.space(part) for part in (1.5, 0.5, 1.5, 1.5)))
        self.fields.show_draft(draft, again=again)

    def close_fields(self) -> None:
        """Show its line alone."""
        if self.fields is not None:
            self._below.removeWidget(self.fields)
            self.fields.hide()
            self.fields.deleteLater()
            self.fields = None
            side = self._look.theme.space(1.5)
            self._below.setContentsMargins(side, 0, side, 0)


class _Ask:
    """One entry of a card's menu: what it asks for, of the row the card shows by then."""

    def __init__(self, card: StepCard, act: str) -> None:
        self._card, self._act = card, act

    def __call__(self) -> None:
        self._card.asked.emit(self._act, self._card.head.index)
