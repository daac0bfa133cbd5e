"""The top row of an editor's page: the way back, its name, undoing and redoing, and saving."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout

from app.ui.kit import Button, Line
from app.ui.theme import Look

_ROOMY_PX = 560  # before text scaling: narrower, the name is left out and buttons with words have icons alone
_KEYS = QKeySequence.StandardKey


class Top(QHBoxLayout):
    """Says what is asked for by its buttons, and by keys that the page hands on."""

    left = Signal()
    gone = Signal(bool)  # in what was done: whether back
    save_asked = Signal()

    def __init__(self, look: Look, more: Sequence[Button] = (), narrowed: Sequence[Button] = ()) -> None:
        """Make the row with more buttons before that for saving; where it is narrow, some lose their words."""
        super().__init__()
        self._look = look
        self.setSpacing(look.theme.space(1))
        self.back = Button(look, "Back", icon="chevron-left", kind="quiet")
        self.name = Line("", "heading", "text")
        self.undo = Button(look, "Undo (Ctrl+Z)", icon="undo", kind="quiet", bare=True)
        self.redo = Button(look, "Redo (Ctrl+Shift+Z)", icon="redo", kind="quiet", bare=True)
        self.save = Button(look, "Save", icon="check", kind="primary", key="Ctrl+S")
        self._narrowed = (self.back, *narrowed)
        for widget in (self.back, self.name):
            self.addWidget(widget)
        self.addStretch(1)
        for widget in (self.undo, self.redo, *more, self.save):
            self.addWidget(widget)
        self.back.clicked.connect(self.left)
        self.undo.clicked.connect(self._go_back)
        self.redo.clicked.connect(self._go_on)
        self.save.clicked.connect(self.save_asked)

    def show_state(self, name: object, usual: str, *, to_undo: object, to_redo: object, is_saved: bool) -> None:
        """Show the name that is written, or else the usual one, and what can be done."""
        self.name.setText(name if isinstance(name, str) and name else usual)
        self.undo.set_off("" if to_undo else "There is nothing to undo.")
        self.redo.set_off("" if to_redo else "There is nothing to do again.")
        self.save.set_label("Saved" if is_saved else "Save")

    def takes(self, event: QKeyEvent) -> bool:
        """Do what keys ask for; tell whether they were for this row."""
        if event.matches(_KEYS.Undo):
            self._go_back()
        elif event.matches(_KEYS.Redo):
            self._go_on()
        elif event.matches(_KEYS.Save):
            self.save_asked.emit()
        else:
            return False
        return True

    def fit(self, width: int) -> None:
        """Suit a page so many pixels wide."""
        narrow = width < self._look.theme.scaled(_ROOMY_PX)
        self.name.setVisible(not narrow)
        for button in self._narrowed:
            button.set_bare(narrow)

    def _go_back(self) -> None:
        self.gone.emit(True)

    def _go_on(self) -> None:
        self.gone.emit(False)
