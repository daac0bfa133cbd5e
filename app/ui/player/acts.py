"""What a person can do on the player page, by key or by button, and what is said where it cannot be done."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.play.cues import time_left
from app.play.dues import State
from app.play.player import Player
from app.ui.player.hurting import Hurting
from app.ui.player.keys import TOLD
from app.ui.player.questions import Questions
from app.ui.playing import Playing


class Acts(QObject):
    """Acts on the playing that is on, by the names the keys go by."""

    remark = Signal(str)  # a sentence to show for a moment
    time_told = Signal(str)  # the time left, which was asked for
    full_screen_asked = Signal(bool)
    muted = Signal()  # or sounding again
    louder = Signal(int)  # by so many steps
    scrolled = Signal(int)  # the words, up or down
    hurting = Signal(bool)  # what hurts is asked, or no longer

    def __init__(self, questions: Questions, hurting: Hurting, parent: QObject) -> None:
        super().__init__(parent)
        self._questions = questions
        self._hurting = hurting
        self._playing: Playing | None = None
        self._was_paused = False  # before it was asked what hurts
        self.is_full_screen = False
        questions.remark.connect(self.remark)
        hurting.stop.connect(self._stop_hurt)
        hurting.leave_out.connect(self._leave_out)
        hurting.go_on.connect(self.fine)
        self._by_name: dict[str, Callable[[], None]] = {
            "go_on": self.go_on,
            "pause": self._pause,
            "skip": self.skip,
            "back": self.back,
            "more": self.lengthen,
            "leave": self._leave,
            "yes": lambda: questions.answer(yes=True),
            "no": lambda: questions.answer(yes=False),
            "full_screen": self.toggle_full_screen,
            "mute": self.muted.emit,
            "time": self._tell_time,
            "hurts": self.ask_what_hurts,
            "easier": self.easier,
            "keys": lambda: self.remark.emit("\n".join(TOLD)),
        }

    def take(self, playing: Playing | None) -> None:
        """Act on this playing from now on."""
        self._playing = playing
        self._questions.take(playing)
        self._leave_hurting()

    def do(self, name: str, shift: bool = False) -> None:
        """Do what a key is for."""
        if self._playing is None:
            return
        if self.is_hurting:  # its three buttons alone have the word, and Escape, which leaves them
            if name == "leave":
                self.fine()
        elif name in ("louder", "softer"):
            way = 1 if name == "louder" else -1
            self.scrolled.emit(-way) if shift else self.louder.emit(way)
        elif name == "easier" and shift:
            self.harder()
        else:
            self._by_name[name]()

    # --- the routine -------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """What the one big key does: pause, go on, or say that this is done."""
        if self._playing is None:
            return
        player = self._playing.player
        if self._questions.is_ours:
            self._questions.no()
        elif player.segment.kind == "check" and player.state is State.WAITING:
            self.remark.emit("This one needs an answer: press Y for yes or N for no.")
        else:
            self._playing.go_on()

    def skip(self) -> None:
        """Pass over the rest of this step."""
        self._try(lambda player: player.why_not_skip(), Playing.skip)

    def back(self) -> None:
        """Start this step again, or the one before it."""
        self._try(lambda player: player.why_not_back(), Playing.back)

    def lengthen(self) -> None:
        """Make this step a little longer."""
        self._try(lambda player: player.why_not_lengthen(), Playing.lengthen)

    def easier(self) -> None:
        """Do the easier exercise; where there is none any more, the one it stands in for again."""
        player = self._playing.player if self._playing else None
        if player and player.harder_name and not player.easier_name:
            self.harder()
            return
        name = player.easier_name if player else ""
        if self._try(lambda player: player.why_not_easier(), Playing.easier):
            self.remark.emit(f"{name} instead. Shift and E take it back.")

    def harder(self) -> None:
        """Do the exercise again that the easier one stands in for."""
        name = self._playing.player.harder_name if self._playing else ""
        if self._try(lambda _: None if name else "Nothing was swapped here.", Playing.harder):
            self.remark.emit(f"{name} again.")

    def _pause(self) -> None:
        if self._playing is not None:
            self._playing.pause()

    def _try(self, why_not: Callable[[Player], str | None], act: Callable[[Playing], None]) -> bool:
        """Do it, or say why it is off here."""
        if self._playing is None or self._questions.is_ours:
            return False
        reason = why_not(self._playing.player)
        if reason:
            self.remark.emit(reason)
        else:
            act(self._playing)
        return not reason

    def _tell_time(self) -> None:
        if self._playing is not None:
            player = self._playing.player
            self.time_told.emit(time_left(player.left_s, player.total_left_s))

    # --- leaving -----------------------------------------------------------------------------------------------------

    def toggle_full_screen(self) -> None:
        """Fill the screen, or leave that."""
        self.full_screen_asked.emit(not self.is_full_screen)

    def _leave(self) -> None:
        """Leave full screen first; then ask before ending."""
        if self.is_full_screen:
            self.full_screen_asked.emit(False)
        elif self._questions.is_ours:
            self._questions.no()
        else:
            self._questions.ask_to_end()

    # --- when something hurts ----------------------------------------------------------------------------------------

    @property
    def is_hurting(self) -> bool:
        """Whether it is asked what hurts."""
        return not self._hurting.isHidden()

    def ask_what_hurts(self) -> None:
        """Pause, and show what to do about what is felt."""
        if self._playing is None or self._questions.is_ours or self.is_hurting:
            return
        player = self._playing.player
        self._was_paused = player.state is State.PAUSED
        self._playing.pause()
        self._hurting.ask(player.exposure is not None, player.why_not_hurts() or player.why_not_skip() or "")
        self.hurting.emit(True)

    def fine(self) -> None:
        """Go on as it was before it was asked."""
        self._leave_hurting()
        if self._playing is not None and not self._was_paused:
            self._playing.resume()

    def _leave_hurting(self) -> None:
        self._hurting.hide()
        self.hurting.emit(False)

    def _stop_hurt(self) -> None:
        self._leave_hurting()
        if self._playing is not None:
            self._playing.stop_hurt()

    def _leave_out(self) -> None:
        self._leave_hurting()
        if self._playing is not None:
            self._playing.leave_out()
            self._playing.resume()
