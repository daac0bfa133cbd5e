"""The toast: one sentence over an edge of a window that goes away by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from app.ui.kit.announce import Announce, announce
from app.ui.kit.button import Button
from app.ui.kit.label import Label
from app.ui.kit.paint import plate, shadow
from app.ui.theme import Look

_SHOWN_S = 6.0
_SHOWN_MORE_S = 4.0  # for each further sentence
_SHOWN_WITH_ACTION_S = 12.0
_WIDEST = 560
_DEPTH_PX = 6


class Toast(QFrame):
    """Says one thing at a time over its parent, to eyes and to screen readers, and takes no focus.

    Make one for a window and keep it. It stays while the pointer or the focus is on it.
    """

    def __init__(self, look: Look, parent: QWidget, *, announce: Announce = announce) -> None:
        super().__init__(parent)
        self._look = look
        self._window = parent
        self._announce = announce
        self._on_action: Callable[[], object] | None = None
        self._at_top = False
        self._words = Label(wrap=False)
        self._action = Button(look, "", kind="quiet")
        self._close = Button(look, "Dismiss", icon="cross", kind="nav", bare=True)
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self._time_out)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.dismiss)
        self._row()
        self.hide()
        parent.installEventFilter(self)

    def say(
        self,
        text: str,
        action: str = "",
        on_action: Callable[[], object] | None = None,
        *,
        at_top: bool = False,
        is_said: bool = False,
    ) -> None:
        """Show a sentence in place of any other, for 6 s, or 12 s when there is something to do about it.

        Sentences that are to be read together come as lines, and add 4 s each. `at_top` is for pages whose controls
        are at the bottom. One that `is_said` elsewhere is left to be seen.
        """
        self._at_top = at_top
        sentences = text.split("\n")
        self._words.setText(text if len(sentences) == 1 else "\n".join(f"•  {one}" for one in sentences))
        self._action.set_label(action)
        self._action.setVisible(bool(action))
        self._on_action = on_action
        self._place()
        self.show()
        self.raise_()
        shown_s = (_SHOWN_WITH_ACTION_S if action else _SHOWN_S) + _SHOWN_MORE_S * (len(sentences) - 1)
        self.timer.start(round(shown_s * 1000))
        if not is_said:
            self._announce(self, " ".join([*sentences, action]).strip())

    def sit(self, *, at_top: bool) -> None:
        """Sit at the other edge, where the page behind it has changed."""
        self._at_top = at_top
        if self.isVisible():
            self._place()

    def dismiss(self) -> None:
        """Take it away; what it offered can no longer be done."""
        self.timer.stop()
        self._on_action = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        face = self.rect().adjusted(0, 0, 0, -_DEPTH_PX)
        shadow(painter, face, look.theme.radius, look.colour("shadow-hover"), _DEPTH_PX)
        plate(painter, face, look.theme.radius, look.colour("surface-raised"), look.colour("hairline"))
        painter.end()

    def _row(self) -> None:
        space = self._look.theme.space
        row = QHBoxLayout(self)
        row.setContentsMargins(space(2.5), space(1), space(1), space(1) + _DEPTH_PX)
        row.setSpacing(space(1))
        row.addWidget(self._words, 1)
        row.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)

    def _act(self) -> None:
        act = self._on_action
        self.dismiss()
        if act is not None:
            act()

    def _time_out(self) -> None:
        focus = QApplication.focusWidget()
        if self.underMouse() or (focus is not None and self.isAncestorOf(focus)):
            self.timer.start()
        else:
            self.dismiss()

    def _place(self) -> None:
        """Sit in the middle of an edge, as wide as the words need and the window allows."""
        parent, space = self._window, self._look.theme.space
        limit = min(parent.width() - 2 * space(3), self._look.theme.scaled(_WIDEST))
        self._words.setWordWrap(False)
        wide = min(limit, self.sizeHint().width())
        self._words.setWordWrap(self.sizeHint().width() > limit)
        high = self.heightForWidth(wide) if self._words.wordWrap() else self.sizeHint().height()
        top = space(1) if self._at_top else parent.height() - high - space(3)
        self.setGeometry((parent.width() - wide) // 2, top, wide, high)
