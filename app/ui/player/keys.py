"""The keys of the player page: which of them do what, by name."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

_Key = Qt.Key
_NOT_OURS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

# Clickers turn pages, and blank the screen with a full stop or B; keyboards and headsets have media keys.
KEYS: dict[Qt.Key, str] = {
    **dict.fromkeys((_Key.Key_Right, _Key.Key_PageDown, _Key.Key_MediaNext), "skip"),
    **dict.fromkeys((_Key.Key_Left, _Key.Key_PageUp, _Key.Key_MediaPrevious), "back"),
    **dict.fromkeys((_Key.Key_Space, _Key.Key_Period, _Key.Key_B), "go_on"),
    **dict.fromkeys((_Key.Key_MediaPlay, _Key.Key_MediaTogglePlayPause), "go_on"),
    **dict.fromkeys((_Key.Key_MediaPause, _Key.Key_MediaStop), "pause"),
    **dict.fromkeys((_Key.Key_Plus, _Key.Key_Equal), "more"),
    _Key.Key_Escape: "leave",
    _Key.Key_Y: "yes",
    _Key.Key_N: "no",
    _Key.Key_F: "full_screen",
    _Key.Key_M: "mute",
    _Key.Key_T: "time",
    _Key.Key_H: "hurts",
    _Key.Key_E: "easier",
    _Key.Key_Up: "louder",
    _Key.Key_Down: "softer",
    _Key.Key_Question: "keys",
    _Key.Key_F1: "keys",
}


TOLD = (
    "Space pauses, goes on, and says that a set is done.",
    "Right and Left, or a clicker, skip and go back; plus makes a step longer.",
    "E does an easier exercise instead, H is for when something hurts.",
    "Up and Down change the volume, M mutes, T tells the time left, F fills the screen.",
    "Tab goes to the buttons and to the strip, where arrows choose a step and Enter asks to go there.",
    "Escape asks to end.",
)


class Keys(QObject):
    """Tells what a key of the page is for. It hears those that reach the page, and those on its parts."""

    pressed = Signal(str, bool)  # what it is for, and whether Shift was held

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._own: dict[QObject, frozenset[Qt.Key]] = {}

    def watch(self, part: QObject, *own: Qt.Key) -> None:
        """Take our keys where a part of the page has the focus too, but for those it needs itself."""
        self._own[part] = frozenset(own)
        part.installEventFilter(self)

    def take(self, event: QKeyEvent) -> bool:
        """Take a key; tell whether it is one of ours."""
        name = KEYS.get(_Key(event.key()))
        if name is None or event.modifiers() & _NOT_OURS:
            return False
        if not event.isAutoRepeat():
            self.pressed.emit(name, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return _Key(event.key()) not in self._own.get(watched, ()) and self.take(event)
        return super().eventFilter(watched, event)
