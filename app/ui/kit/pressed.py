"""Buttons that stay down, pressed by a screen reader."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton

if TYPE_CHECKING:
    _Base = QAbstractButton
else:
    _Base = object


class Pressed(_Base):
    """Says `clicked` too where a screen reader pressed it: Qt then turns it over without a word but `toggled`.

    Put before the Qt class. Where that can always stay down, `hear_readers` is called once.
    """

    _is_known = False  # why it turns over: a click is on its way, or our own code shows something

    def hear_readers(self) -> None:
        """From now on say `clicked` for the presses of screen readers."""
        self.toggled.connect(self._turned_over)

    def setCheckable(self, checkable: bool) -> None:  # noqa: N802
        """Let it stay down."""
        super().setCheckable(checkable)
        if checkable:
            self.hear_readers()

    def setChecked(self, checked: bool) -> None:  # noqa: N802
        """Show it up or down, without a click."""
        self._is_known = True
        super().setChecked(checked)
        self._is_known = False

    def nextCheckState(self) -> None:  # noqa: N802
        """Turn over, as Qt has it do in a click."""
        self._is_known = True
        super().nextCheckState()
        self._is_known = False

    def _turned_over(self, checked: bool) -> None:
        let_up_by_another = not checked and (self.autoExclusive() or self.group() is not None)
        if not self._is_known and not let_up_by_another:
            self.clicked.emit()
