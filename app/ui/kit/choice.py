"""A choice of one or more: a button that tells what is chosen and opens a panel of what there is to choose from."""

from collections.abc import Hashable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.kit.button import Button
from app.ui.kit.paint import plate
from app.ui.theme import Look

_MOST_NAMED = 2  # more than these are counted


class Choice(Button):
    """Nothing chosen is no choice made. With `several`, each is chosen and given up by itself, else one at a time."""

    changed = Signal()

    def __init__(self, look: Look, name: str, *, several: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(look, name, icon="chevron-down", parent=parent)
        self._name = name
        self._several = several
        self._words: dict[Hashable, str] = {}
        self._chosen: list[Hashable] = []
        self._panel: _Panel | None = None
        self.setCheckable(True)
        self.clicked.connect(self.open_panel)

    @property
    def chosen(self) -> tuple[Hashable, ...]:
        """What is chosen, in the order of the choices."""
        return tuple(value for value in self._words if value in self._chosen)

    def offer(self, choices: Iterable[tuple[Hashable, str]]) -> None:
        """Set what there is to choose from: values and their words. What is chosen and still there stays so."""
        self._words = dict(choices)
        self._chosen = [value for value in self._chosen if value in self._words]
        self._tell()

    def choose(self, value: Hashable) -> None:
        """Choose a value, or give it up where it is chosen."""
        if value in self._chosen:
            self._chosen.remove(value)
        else:
            self._chosen = [*(self._chosen if self._several else []), value]
        self._tell()
        self.changed.emit()

    def clear(self) -> None:
        """Give up every choice, without a word."""
        self._chosen = []
        self._tell()

    def open_panel(self) -> None:
        """Show what there is to choose from, below the button."""
        if self._panel is not None:
            self._panel.deleteLater()
        self._panel = _Panel(self._look, self, tuple(self._words.items()))
        self._panel.show_marks(self._chosen)
        self._panel.open_below(self)

    def nextCheckState(self) -> None:  # noqa: N802
        """Stay as what is chosen says; a click only opens the panel."""

    def _tell(self) -> None:
        said = [self._words[value] for value in self.chosen]
        more = f" and {len(said) - _MOST_NAMED} more" if len(said) > _MOST_NAMED else ""
        self.set_label(f"{self._name}: {', '.join(said[:_MOST_NAMED])}{more}" if said else self._name)
        self.setChecked(bool(said))
        if self._panel is not None:
            self._panel.show_marks(self._chosen)


class _Panel(QFrame):
    """What there is to choose from, each a button that stays down; arrows go through them, Esc leaves."""

    def __init__(self, look: Look, choice: Choice, words: Sequence[tuple[Hashable, str]]) -> None:
        super().__init__(choice, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(choice.label)
        self._look = look
        column = QVBoxLayout(self)
        gap = look.theme.space(1)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(look.theme.space(0.25))
        self._buttons: dict[Hashable, Button] = {}
        for value, text in words:
            button = Button(look, text, icon="box", kind="nav")
            button.setCheckable(True)
            button.clicked.connect(partial(choice.choose, value))
            column.addWidget(button)
            self._buttons[value] = button

    def show_marks(self, chosen: Iterable[Hashable]) -> None:
        """Mark what is chosen."""
        marked = set(chosen)
        for value, button in self._buttons.items():
            button.setChecked(value in marked)
            button.set_label(button.label, "box-checked" if value in marked else "box")

    def open_below(self, choice: QWidget) -> None:
        """Stand below the button, or above it where there is no room, and take the keys."""
        self.adjustSize()
        screen = choice.screen().availableGeometry()
        spot = choice.mapToGlobal(QPoint(0, choice.height() + self._look.theme.space(0.5)))
        if spot.y() + self.height() > screen.bottom():
            spot.setY(max(screen.top(), choice.mapToGlobal(QPoint(0, 0)).y() - self.height()))
        spot.setX(max(screen.left(), min(spot.x(), screen.right() - self.width())))
        self.move(spot)
        self.show()
        first = next((one for one in self._buttons.values() if one.isChecked()), None)
        (first or next(iter(self._buttons.values()))).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self._look
        plate(painter, self.rect(), look.theme.radius, look.colour("surface-raised"), look.colour("outline"))
        painter.end()
