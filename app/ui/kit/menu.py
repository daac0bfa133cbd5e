"""A small button that opens a menu of what else can be done."""

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.kit.button import Button
from app.ui.theme import Look


class MenuButton(Button):
    """Three dots, named for screen readers; words from files stand in the menu letter by letter."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(look, name, icon="more", kind="quiet", bare=True, parent=parent)
        self.menu = QMenu(self)
        self.clicked.connect(self._open)

    def add(self, words: str, act: Callable[[], object]) -> None:
        """Offer something more."""
        self.menu.addAction(words.replace("&", "&&")).triggered.connect(lambda _=False: act())

    def _open(self) -> None:
        self.menu.popup(self.mapToGlobal(QPoint(0, self.height())))
