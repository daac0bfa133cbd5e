"""One playing: drives the player by the clock and hands what comes due to the outputs, each safe from the others."""

import logging
import math
import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.play.cues import cues_of
from app.play.doing import HARDLY_S
from app.play.dues import Due, Finished, MarkDue, PartEnded, Paused, PauseReason, State
from app.play.player import Player
from app.play.speech import aloud, begins_to_breathe, speech_of
from app.play.volumes import volume_of
from app.settings import Settings
from app.ui.outside import SoundOutput, VoiceOutput

log = logging.getLogger(__name__)

STILL_MS = 500  # while the player fails
UNSEEN_S = 1.0  # between looks at the clock while nobody can see the screen
USUAL_HZ = 30.0
MOST_FAILURES = 20  # one after the other, 10 s of them
GAVE_UP = "Something went wrong in Unhunch, and the routine could not go on. What you did is kept."

Output = Callable[[list[Due], Player], None]


class Playing(QObject):
    """A player, ticked when the next thing is due, and as often in between as the screen needs.

    Outputs are called in their order, the sound first, and one that fails is logged and passed over. Where the player
    itself fails, that is logged and tried again; after some seconds of nothing else, the routine is ended and kept.
    """

    moved = Signal()  # time has passed: the screen may draw again
    started = Signal()  # the clock
    finished = Signal(object)  # Finished

    def __init__(
        self,
        player: Player,
        outputs: Sequence[Output],
        parent: QObject | None = None,
        *,
        frames_hz: Callable[[], float] = lambda: USUAL_HZ,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self.player = player
        self._outputs = outputs
        self._frames_hz = frames_hz  # how often the screen can use a moment; 0 while nobody sees it
        self._now = now
        self._failures = 0  # of the player, one after the other
        self._gave_up = False
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        """Start at the beginning; does nothing once started."""
        if self.player.state is not State.READY or self._gave_up:
            return
        self._do(self.player.start)
        if self._failures:  # there is nothing to go on with
            self._deliver(self._give_up())
        else:
            self.started.emit()

    def tick(self) -> None:
        """Let what is due by now come due."""
        self._do(self.player.tick)

    def go_on(self) -> None:
        """What the one big key does: pause, resume, or say that this is done."""
        player = self.player
        if player.state is State.READY:
            self.start()
        elif player.state is State.PLAYING:
            self._do(player.pause)
        elif player.state is State.PAUSED:
            self._do(player.resume)
        elif player.state is State.WAITING:
            self._do(player.done)

    def pause(self, reason: PauseReason = "asked") -> None:
        """Pause, wherever we are."""
        self._do(partial(self.player.pause, reason))

    def resume(self) -> None:
        """Go on after a pause, or begin."""
        self.start()
        self._do(self.player.resume)

    def answer_yes(self) -> None:
        """Answer yes to the check that waits."""
        self._do(partial(self.player.answer, yes=True))

    def answer_no(self) -> None:
        """Answer no to the check that waits."""
        self._do(partial(self.player.answer, yes=False))

    def skip(self) -> None:
        """Pass over the rest of this step."""
        self._do(self.player.skip)

    def back(self) -> None:
        """Start this step again, or the one before it."""
        self._do(self.player.back)

    def go_to(self, station: int) -> None:
        """Go on at the start of a step."""
        self._do(partial(self.player.go_to, station))

    def lengthen(self) -> None:
        """Make this step a little longer."""
        self._do(self.player.lengthen)

    def easier(self) -> None:
        """Do the easier exercise instead, from here on."""
        self._do(self.player.easier)

    def harder(self) -> None:
        """Take that back, and begin the exercise it stands in for again."""
        self._do(self.player.harder)

    def leave_out(self) -> None:
        """Leave the exercise out, because it hurts."""
        self.start()
        self._deliver(self.player.leave_out())

    def stop_hurt(self) -> None:
        """End here, because something hurts."""
        self._begin_unheard()
        self._deliver(self.player.stop_hurt())

    def end(self) -> None:
        """End here."""
        if not self._gave_up:
            self._begin_unheard()
            try:
                dues = self.player.end()
            except Exception:
                log.exception("the player could not end; the routine is ended for it")
                dues = self._give_up()
            self._deliver(dues)

    def _begin_unheard(self) -> None:
        """Begin what is to be over at once, without its first cue."""
        if self.player.state is State.READY:
            self._do(lambda: [due for due in self.player.start() if not isinstance(due, MarkDue)])

    @property
    def is_on(self) -> bool:
        """Whether it has begun and is not over."""
        return not self._gave_up and self.player.state not in (State.READY, State.FINISHED)

    def _do(self, act: Callable[[], list[Due]]) -> None:
        """Ask something of the player and hand on what comes due."""
        if self._gave_up:
            return
        try:
            dues = act()
            self._failures = 0
        except Exception:
            log.exception("the player failed; the routine goes on")
            self._failures += 1
            dues = []
        if self._failures >= MOST_FAILURES:
            self.end()
        else:
            self._deliver(dues)

    def _give_up(self) -> list[Due]:
        """Make what the player would have said at the end, as far as it still can tell."""
        self._gave_up = True
        dues: list[Due] = [Finished("early", say=GAVE_UP)]
        try:
            performing = self.player.performing
        except Exception:
            log.exception("the player does not know what was done last")
            return dues
        begun = performing is not None and performing.work_s >= HARDLY_S
        return [PartEnded(performing, "partial"), *dues] if performing is not None and begun else dues

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
        if not self.is_on:
            self._timer.stop()
            return
        try:
            self._timer.start(self._wait_ms() if self._failures < 2 else STILL_MS)
        except Exception:
            log.exception("the player does not know what is next; the routine goes on")
            self._timer.start(STILL_MS)

    def _wait_ms(self) -> int:
        """Return how long nothing need be done."""
        frame_s, due_s = self._until_frame_s(), self.player.next_due_s
        wait_s = frame_s if due_s is None else min(frame_s, due_s)
        return max(1, math.ceil(wait_s * 1000 - 1e-6) if wait_s == frame_s else int(wait_s * 1000))

    def _until_frame_s(self) -> float:
        """Return how long it is to the next frame: they keep to a beat of their own, however late the last one was."""
        hz = self._frames_hz()
        each_s = 1 / hz if hz else UNSEEN_S
        now = self._now()
        return (math.floor(now / each_s + 0.5) + 1) * each_s - now


class CueSounds:
    """The output that is heard: turns what came due into sounds."""

    def __init__(self, sound: SoundOutput, chosen: Settings, *, muted: bool = False) -> None:
        self.muted = muted
        self.chosen = chosen  # for its volumes
        self._sound = sound

    def follow(self, dues: list[Due], player: Player) -> None:
        """Sound the cues of what came due."""
        for cue in cues_of(dues, player.timeline):
            if cue.sound and not self.muted:
                self._sound.play(cue.sound, volume_of(cue.sound, self.chosen))


class CueWords:
    """The output that speaks. What no longer holds is cut off, and nothing is said into a breath."""

    def __init__(self, voice: VoiceOutput, reads: float | None = None, *, muted: bool = False) -> None:
        self._voice = voice
        self.reads = reads  # words a second, where instructions are read out too
        self._muted = muted
        self._place = (-1, -1)  # the station and segment we were in

    def mute(self, muted: bool) -> None:
        """Say no more until it is taken back."""
        self._muted = muted
        if muted:
            self._voice.stop()

    def follow(self, dues: list[Due], player: Player) -> None:
        """Say what came due, or be quiet."""
        before, self._place = self._place, (player.segment.station, player.index)
        if self._has_left(before, dues) or begins_to_breathe(dues):
            self._voice.stop()
        if words := "" if self._muted else speech_of(dues, player.timeline, self.reads):
            self._voice.say(aloud(words))

    def tell(self, sentence: str) -> None:
        """Say what the person asked for."""
        if not self._muted:
            self._voice.say(aloud(sentence))

    def _has_left(self, before: tuple[int, int], dues: list[Due]) -> bool:
        """Whether what was being said no longer holds: paused, over, or in another place, be it by going back."""
        (station, index), (was_at, was_in) = self._place, before
        again = index == was_in and any(isinstance(due, MarkDue) and due.mark.at_s == 0.0 for due in dues)
        return again or station != was_at or index < was_in or any(isinstance(due, Paused | Finished) for due in dues)
