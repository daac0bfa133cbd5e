"""The row of controls under the strip."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.play.dues import State
from app.play.player import Player
from app.ui.kit import Button
from app.ui.theme import Look

_WORDS = {State.PAUSED: ("Resume", "play"), State.WAITING: ("Done", "check")}


class Controls(QWidget):
    """End, what hurts, back, the one large button, skip, and more time. What is off says why."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.end = Button(look, "End", icon="end", kind="quiet")
        self.back = Button(look, "Back", icon="back")
        self.go_on = Button(look, "Pause", icon="pause", kind="primary", large=True)
        self.skip = Button(look, "Skip", icon="skip")
        self.more = Button(look, "+10 s", icon="add-time")
        self.hurts = Button(look, "Something hurts", icon="hurts", kind="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.space(1))
        row.addWidget(self.end)
        row.addWidget(self.hurts)
        row.addStretch(1)
        for button in (self.back, self.go_on, self.skip):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All of them, from left to right."""
        return (self.end, self.hurts, self.back, self.go_on, self.skip, self.more)

    def show_player(self, player: Player) -> None:
        """Show what can be pressed now, and why the rest cannot."""
        words, icon = _WORDS.get(player.state, ("Pause", "pause"))
        if self.go_on.label != words:
            self.go_on.set_label(words, icon)
        self.go_on.setVisible(player.segment.kind != "check" or player.state is State.PAUSED)
        for button, reason in (
            (self.skip, player.why_not_skip()),
            (self.back, player.why_not_back()),
            (self.more, player.why_not_lengthen()),
        ):
            if button.reason != (reason or ""):
                button.set_off(reason or "")

    def fit(self, width: int) -> None:
        """Show names where there is room for them, else icons alone: End loses its name last, the large one never."""
        gaps = 12 * self._look.theme.space(1)
        first, then = (self.back, self.skip, self.more), (self.back, self.skip, self.more, self.hurts)
        for bare in ((), first, then, (*then, self.end)):
            for button in (*then, self.end):
                button.set_bare(button in bare)
            if sum(button.sizeHint().width() for button in self.buttons) + gaps <= width:
                return
