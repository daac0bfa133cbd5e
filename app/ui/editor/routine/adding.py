"""What can be added: exercises, found by typing and dragged or entered, and the other kinds of steps."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from app.play.finding import folded
from app.routine.dose import said
from app.routine.model import Exercise
from app.ui.editor.routine.card import EXERCISE_MIME
from app.ui.kit import Button, Flow, heading, muted
from app.ui.kit.field import TextInput
from app.ui.pages.layout import at_left, column_in
from app.ui.pages.words import KIND_WORDS
from app.ui.theme import Look

_OTHERS = (
    ("rest", "Rest", "rest"),
    ("note", "Note", "note"),
    ("wait", "Wait", "pause"),
    ("check", "Question", "info"),
    ("contrast", "Warm and cool", "heat"),
)
_SLUG = Qt.ItemDataRole.UserRole
_LINES = 6  # of the list that are seen at least


class _Found(QListWidget):
    """The exercises that were found; they can be dragged into the steps."""

    entered = Signal(str)
    left_above = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.setAccessibleName("Exercises to add")
        self.setAccessibleDescription("Enter adds one; they can be dragged too.")
        self.itemActivated.connect(self._enter)
        self.itemDoubleClicked.connect(self._enter)

    def show_exercises(self, exercises: Sequence[tuple[str, Exercise]]) -> None:
        """Show these, in this order."""
        self.clear()
        for slug, one in exercises:
            item = QListWidgetItem(one.name)
            item.setData(_SLUG, slug)
            item.setToolTip("")
            words = f"{one.name}, {KIND_WORDS[one.kind].lower()}, {said(one.dose)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.addItem(item)
        if self.count():
            self.setCurrentRow(0)

    def mimeData(self, items: Sequence[QListWidgetItem], /) -> QMimeData:  # noqa: N802
        data = QMimeData()
        for item in items:
            data.setData(EXERCISE_MIME, str(item.data(_SLUG)).encode())
        return data

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentItem() is not None:
            self.entered.emit(str(self.currentItem().data(_SLUG)))
        elif event.key() == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.left_above.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self, item: QListWidgetItem) -> None:
        if self.hasFocus() and self.currentItem() is item:
            self.entered.emit(str(item.data(_SLUG)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.theme.space(20), self._look.theme.scaled(34) * _LINES)

    def sizeHint(self) -> QSize:
        return QSize(self._look.theme.space(30), self._look.theme.scaled(34) * 2 * _LINES)


class AddPane(QWidget):
    """`exercise` carries a slug, `other` the kind of another step, `new_exercise` a name that was typed."""

    exercise = Signal(str)
    other = Signal(str)
    new_exercise = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._exercises: list[tuple[str, Exercise]] = []
        self.setAccessibleName("Add a step")
        column = column_in(self, look, 1)
        column.addWidget(heading("Add"))
        self.words = _Words(look, placeholder="Exercise: chin, wall ...", icon="search")
        self.words.setAccessibleName("Find an exercise to add")
        self.words.setAccessibleDescription("Enter adds the first that is found; Down goes to the list.")
        self.words.textChanged.connect(self._find)
        self.words.returnPressed.connect(self._enter_first)
        self.words.left_below.connect(self._go_to_found)
        column.addWidget(self.words)
        self.found = _Found(look)
        self.found.entered.connect(self._add)
        self.found.left_above.connect(self.words.setFocus)
        column.addWidget(self.found, 1)
        self._none = muted("No exercise of that name. Try another word, or make a new exercise.")
        self._none.hide()
        column.addWidget(self._none)
        self.new = Button(look, "New exercise", icon="plus", kind="quiet", flush=True)
        self.new.clicked.connect(self._ask_new)
        column.addWidget(at_left(self.new))
        row = QWidget()
        flow = Flow(row, gap=look.theme.space(1))
        self.others: dict[str, Button] = {}
        for kind, words, icon in _OTHERS:
            button = Button(look, words, icon=icon)
            button.setAccessibleName(f"Add: {words}")
            button.clicked.connect(partial(self.other.emit, kind))
            flow.addWidget(button)
            self.others[kind] = button
        column.addWidget(row)

    def know(self, exercises: Mapping[str, Exercise]) -> None:
        """Offer the exercises there are."""
        self._exercises = sorted(exercises.items(), key=lambda one: one[1].name.casefold())
        self._find()

    def _find(self) -> None:
        words = [f" {word}" for word in folded(self.words.text()).split()]
        found = [(slug, one) for slug, one in self._exercises if all(word in _text(slug, one) for word in words)]
        found.sort(key=lambda one: not all(word in f" {folded(one[1].name)}" for word in words))
        self.found.show_exercises(found)
        self.found.setVisible(bool(found))
        self._none.setVisible(not found)

    def _enter_first(self) -> None:
        item = self.found.item(0)
        if self.words.text().strip() and item is not None:
            self._add(str(item.data(_SLUG)))

    def _add(self, slug: str) -> None:
        self.exercise.emit(slug)
        self.words.clear()

    def _go_to_found(self) -> None:
        if self.found.count():
            self.found.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_new(self) -> None:
        self.new_exercise.emit(self.words.text().strip())


class _Words(TextInput):
    """Where one types; Down leaves it for what was found."""

    left_below = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.left_below.emit()
        else:
            super().keyPressEvent(event)


def _text(slug: str, one: Exercise) -> str:
    """Return what an exercise is found by."""
    return f" {folded(' '.join((one.name, slug, KIND_WORDS[one.kind], *one.areas, *one.equipment)))}"
