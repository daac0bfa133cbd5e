"""One playing: drives the player by the clock and hands what comes due to the outputs, each safe from the others."""

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.play.cues import cues_of
from app.play.dues import Due, Finished, State
from app.play.player import Player
from app.ui.outside import SoundOutput

log = logging.getLogger(__name__)

MOVING_MS = 16  # while something on screen moves with a breath or a rep
STEADY_MS = 66  # while only digits and a ring change
STILL_MS = 500  # while paused: a pack's time runs on

Output = Callable[[list[Due], Player], None]


class Playing(QObject):
    """A player, ticked when the next thing is due, and as often in between as the screen needs.

    Outputs are called in their order, the sound first, and one that fails is logged and passed over.
    """

    moved = Signal()  # time has passed: the screen may draw again
    finished = Signal(object)  # Finished

    def __init__(self, player: Player, outputs: Sequence[Output], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.player = player
        self._outputs = outputs
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Start at the beginning."""
        self._deliver(self.player.start())

    def tick(self) -> None:
        """Let what is due by now come due."""
        self._deliver(self.player.tick())

    def go_on(self) -> None:
        """What the one big key does: pause, resume, or say that this is done."""
        player = self.player
        if player.state is State.PLAYING:
            self._deliver(player.pause())
        elif player.state is State.PAUSED:
            self._deliver(player.resume())
        elif player.state is State.WAITING:
            self._deliver(player.done())

    def pause(self) -> None:
        """Pause, wherever we are."""
        self._deliver(self.player.pause())

    def resume(self) -> None:
        """Go on after a pause."""
        self._deliver(self.player.resume())

    def answer_yes(self) -> None:
        """Answer yes to the check that waits."""
        self._deliver(self.player.answer(yes=True))

    def answer_no(self) -> None:
        """Answer no to the check that waits."""
        self._deliver(self.player.answer(yes=False))

    def skip(self) -> None:
        """Pass over the rest of this step."""
        self._deliver(self.player.skip())

    def back(self) -> None:
        """Start this step again, or the one before it."""
        self._deliver(self.player.back())

    def lengthen(self) -> None:
        """Make this step a little longer."""
        self._deliver(self.player.lengthen())

    def end(self) -> None:
        """End here."""
        self._deliver(self.player.end())

    def stop(self) -> None:
        """Tick no more, and end nothing."""
        self._timer.stop()

    def _deliver(self, dues: list[Due]) -> None:
        for output in self._outputs:
            try:
                output(dues, self.player)
            except Exception:
                log.exception("an output failed; the routine goes on")
        self.moved.emit()
        self._schedule()
        for due in dues:
            if isinstance(due, Finished):
                self.finished.emit(due)

    def _schedule(self) -> None:
        state = self.player.state
        if state in (State.FINISHED, State.READY):
            self._timer.stop()
            return
        segment = self.player.segment
        moving = segment.beat is not None and not segment.is_open
        frame_ms = STILL_MS if state is State.PAUSED else MOVING_MS if moving else STEADY_MS
        due_s = self.player.next_due_s
        self._timer.start(frame_ms if due_s is None else min(frame_ms, max(1, int(due_s * 1000))))


class CueSounds:
    """The output that is heard: turns what came due into sounds."""

    def __init__(self, sound: SoundOutput, volume: float, *, muted: bool = False) -> None:
        self.muted = muted
        self._sound = sound
        self._volume = volume

    def follow(self, dues: list[Due], player: Player) -> None:
        """Sound the cues of what came due."""
        for cue in cues_of(dues, player.timeline):
            if cue.sound and not self.muted:
                self._sound.play(cue.sound, self._volume)
