"""The row of controls under the strip."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.play.dues import State
from app.play.player import Player
from app.ui.kit import Button
from app.ui.theme import Look

_WORDS = {
    State.READY: ("Start now", "play"),
    State.PAUSED: ("Resume", "play"),
    State.WAITING: ("Done", "check"),
}
_EASIER = ("Easier", "easier")
_AS_BEFORE = ("As before", "repeat")


class Controls(QWidget):
    """End, what hurts, back, the one large button, skip, an easier way, and more time. What is off says why."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._width = 0
        self.end = Button(look, "End", icon="end", kind="quiet", key="Esc")
        self.hurts = Button(look, "Something hurts", icon="hurts", kind="quiet", key="H")
        self.back = Button(look, "Back", icon="back", key="Left")
        self.go_on = Button(look, "Pause", icon="pause", kind="primary", large=True, key="Space")
        self.skip = Button(look, "Skip", icon="skip", key="Right")
        self.easier = Button(look, _EASIER[0], icon=_EASIER[1], key="E")
        self.more = Button(look, "+10 s", icon="add-time", key="+")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.space(1))
        row.addWidget(self.end)
        row.addWidget(self.hurts)
        row.addStretch(1)
        for button in (self.back, self.go_on, self.skip):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.easier)
        row.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All of them, from left to right."""
        return (self.end, self.hurts, self.back, self.go_on, self.skip, self.easier, self.more)

    def show_player(self, player: Player) -> None:
        """Show what can be pressed now, and why the rest cannot."""
        words, icon = _WORDS.get(player.state, ("Pause", "pause"))
        if self.go_on.label != words:
            self.go_on.set_label(words, icon)
            self.fit(self._width)
        self.go_on.setVisible(player.segment.kind != "check" or player.state in (State.PAUSED, State.READY))
        self._show_easier(player)
        for button, reason in (
            (self.skip, player.why_not_skip()),
            (self.back, player.why_not_back()),
            (self.more, player.why_not_lengthen()),
        ):
            _set_off(button, reason or "")

    def _show_easier(self, player: Player) -> None:
        """Offer the easier way by its name; where there is none any more, the one that was swapped for it."""
        easier, before = player.easier_name, player.harder_name
        words, icon = _AS_BEFORE if before and not easier else _EASIER
        if self.easier.label != words:
            self.easier.set_label(words, icon)
            self.fit(self._width)
        _set_off(self.easier, "" if easier or before else player.why_not_easier() or "", easier or before)

    def fit(self, width: int) -> None:
        """Show names where there is room for them, else icons alone: the large one loses its name last."""
        self._width = width
        gaps = 9 * self._look.theme.space(1)
        order = (self.back, self.skip, self.more, self.easier, self.hurts, self.end, self.go_on)
        for bare in (order[:count] for count in (0, 2, 3, 4, 5, 6, 7)):
            for button in order:
                button.set_bare(button in bare)
            self._row.setSpacing(self._look.theme.space(0.5 if bare == order else 1))
            if sum(button.sizeHint().width() for button in self.buttons) + gaps <= width:
                return


def _set_off(button: Button, reason: str, what: str = "") -> None:
    """Switch a button off for a reason, or on; what it leads to is told beside its name."""
    if button.reason != reason:
        button.set_off(reason)
    if what and not reason:
        button.setAccessibleDescription(what)
