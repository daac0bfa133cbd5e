"""The top of the player page: which routine it is, how long it still takes, how loud it is, and full screen."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.play.player import Player
from app.routine.quantities import clock
from app.ui.kit import Button, Label, Line
from app.ui.kit.level import STEP, WHOLE, Level
from app.ui.theme import Look
from app.ui.tokens import TypeSize


class Top(QWidget):
    """Shows what concerns the whole routine."""

    volume_changed = Signal(float)  # 0 to 1
    muted_changed = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.is_muted = False
        self.routine = Line("", "body", "muted")
        self._total = Label("", "body", "muted", wrap=False, tabular=True)
        self.mute = Button(look, "Mute (M)", icon="sound", kind="quiet", bare=True)
        self.volume = Level(look, "Volume (Up and Down)")
        self.screen_ = Button(look, "Full screen (F)", icon="fullscreen", kind="quiet", bare=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.space(1))
        row.addWidget(self.routine)
        row.addStretch(1)
        for widget in (self._total, self.mute, self.volume, self.screen_):
            row.addWidget(widget)
        self.mute.clicked.connect(self.toggle_mute)
        self.volume.valueChanged.connect(self._tell_volume)

    def show_total(self, player: Player) -> None:
        """Show the time left in all."""
        about = "" if player.timeline.is_exact else "about "
        text = f"{about}{clock(player.total_left_s)} left"
        if text != self._total.text():
            self._total.setText(text)

    def set_size(self, size: TypeSize) -> None:
        """Set the time left by the room there is."""
        self._total.set_size(size)

    def show_full_screen(self, is_full: bool) -> None:
        """Show whether the window fills the screen."""
        name = "Leave full screen" if is_full else "Full screen"
        self.screen_.set_label(f"{name} (F)", "exit-fullscreen" if is_full else "fullscreen")

    def toggle_mute(self) -> None:
        """Switch the sound off, or on again."""
        self.is_muted = not self.is_muted
        self.mute.set_label("Sound on (M)" if self.is_muted else "Mute (M)", "mute" if self.is_muted else "sound")
        self.muted_changed.emit(self.is_muted)

    def change_volume(self, steps: int) -> None:
        """Make it louder or softer by some steps of the slider."""
        self.volume.setValue(max(0, min(WHOLE, self.volume.value() + steps * STEP)))

    def fit(self, width: int) -> None:
        """Leave the slider out where there is hardly room for the words; its keys stay."""
        self.volume.setVisible(width >= 6 * self.volume.sizeHint().width())

    def _tell_volume(self) -> None:
        if self.is_muted:
            self.toggle_mute()
        self.volume_changed.emit(self.volume.share)
