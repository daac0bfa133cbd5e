"""What pages are laid out with: a column that is made anew with each showing, and things kept at the left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui.kit import Page
from app.ui.theme import Look


class Changing(Page):
    """A page whose content is made anew each time it is given something to show."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._look = look
        self._shown: QWidget | None = None

    @property
    def focused(self) -> QWidget | None:
        """What of this page has the focus."""
        widget = QApplication.focusWidget()
        return widget if widget is not None and self.isAncestorOf(widget) else None

    def focus_on(self, name: str, otherwise: QWidget) -> None:
        """Give the focus to what has this name now that the page is made anew, or to something else where none has."""
        assert self._shown is not None
        self._shown.show()  # a layout would show it later, and what cannot be seen takes no focus
        named = (one for one in self._shown.findChildren(QWidget) if one.accessibleName() == name and one.isVisible())
        (next(named, otherwise) if name else otherwise).setFocus()

    def fresh(self) -> QVBoxLayout:
        """Take away what was shown and return an empty column for what is shown now."""
        if self._shown is not None:
            self.body.removeWidget(self._shown)
            self._shown.hide()  # it goes a little later, and must not shine through until then
            self._shown.deleteLater()
        self._shown = QWidget()
        column = column_in(self._shown, self._look)
        self.body.addWidget(self._shown)
        return column


class Inner(Changing):
    """A page one comes to from another, and goes back from: by its button, or by Escape or Alt with Left.

    Escape does not leave words that are being written.
    """

    back = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        shortcut = QShortcut(QKeySequence("Alt+Left"), self)  # a key press alone would be a button's own
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.back)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_writing = isinstance(self.focused, QLineEdit | QPlainTextEdit)
        if event.key() == Qt.Key.Key_Escape and not is_writing:
            self.back.emit()
        else:
            super().keyPressEvent(event)


def column_in(widget: QWidget, look: Look, gap: float = 2.0) -> QVBoxLayout:
    """Return a column in a widget, without margins; `gap` in steps of the spacing grid."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.theme.space(gap))
    return column


def at_left(widget: QWidget) -> QWidget:
    """Return a row with the widget at its left, no wider than it needs."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(widget)
    layout.addStretch(1)
    return row
