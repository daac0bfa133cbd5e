"""Telling a screen reader something that happened, without moving the focus."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

Announce = Callable[[QWidget, str], None]


def announce(widget: QWidget, text: str) -> None:
    """Have a running screen reader say a sentence, after what it is saying now."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # late: its many names cost 2 ms to make

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
