"""What the player page asks: the question of a check, whether to end, and whether to go to another step."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.play.dues import State
from app.play.player import Player
from app.play.timeline import Segment
from app.ui.player.asking import Asking
from app.ui.player.naming import stretches
from app.ui.playing import Playing

PACK_OFF = " Take the pack off while you pause."


class Questions(QObject):
    """One question at a time. For its own the routine pauses, and goes on as it was where the answer is no."""

    asked = Signal()
    answered = Signal()  # or no longer asked
    remark = Signal(str)

    def __init__(self, card: Asking, parent: QObject) -> None:
        super().__init__(parent)
        self._card = card
        self._playing: Playing | None = None
        self._act: Callable[[], None] | None = None  # on yes to a question of ours; None where none is asked
        self._was_paused = False  # before it was asked
        self._of: Segment | None = None  # whose question is shown
        card.yes.connect(self.yes)
        card.no.connect(self.no)

    def take(self, playing: Playing | None) -> None:
        """Ask about this playing from now on."""
        self._playing = playing
        self._act = self._of = None
        self._card.hide()

    @property
    def is_ours(self) -> bool:
        """Whether it is asked whether to end, or to go somewhere."""
        return self._act is not None

    @property
    def is_shown(self) -> bool:
        """Whether anything is asked."""
        return not self._card.isHidden()

    # --- asking ------------------------------------------------------------------------------------------------------

    def ask_to_end(self) -> None:
        """Pause, and ask whether to end here."""
        if self._playing is None:
            return
        kept = "What you have done so far is kept." + (PACK_OFF if self._playing.player.exposure else "")
        self._ask("End the routine here?", kept, "End here (Y)", "Keep going (N)", self._playing.end)
        self._card.no_button.setFocus()  # a space pressed by habit goes on

    def ask_to_go_to(self, station: int) -> None:
        """Pause, and ask whether to go to a step; or say why it cannot be gone to."""
        if self._playing is None:
            return
        player = self._playing.player
        reason = player.why_not_go_to(station)
        if reason:
            self.remark.emit(reason)
            return
        there = next(one for one in stretches(player.segments, player.timeline.parts) if one.station >= station)
        ahead = station > player.segment.station
        text = "What lies between is passed over." if ahead else "It starts again at its beginning."
        self._ask(f"Go to {there.named.words}?", text, "Go there (Y)", "Stay here (N)", lambda: self._go_to(station))
        self._card.yes_button.setFocus()

    def _ask(self, title: str, text: str, yes: str, no: str, act: Callable[[], None]) -> None:
        assert self._playing is not None
        if self._act is None:
            self._was_paused = self._playing.player.state is State.PAUSED
        self._act = act
        self._playing.pause()
        self._card.ask(title, text, yes, no)
        self.asked.emit()

    def show(self, player: Player) -> None:
        """Show the question of the check that waits, or that nothing is asked any more."""
        if self._act is not None:
            return
        question = player.segment.question if player.state is State.WAITING else None
        if question is None:
            self._take_away()
        elif self._of is not player.segment or not self.is_shown:
            self._of = player.segment
            self._card.ask(question.text, "", f"{question.yes} (Y)", f"{question.no} (N)")
            self.asked.emit()

    def _take_away(self) -> None:
        self._of = None
        if self.is_shown:
            self._card.hide()
            self.answered.emit()

    # --- answers -----------------------------------------------------------------------------------------------------

    def answer(self, yes: bool) -> None:
        """Take a key for an answer, where something is asked."""
        player = self._playing.player if self._playing else None
        if self.is_shown:
            self.yes() if yes else self.no()
        elif player and player.segment.kind == "check" and player.state is State.PAUSED:
            self.remark.emit("The routine is paused: press space to go on, then answer.")

    def yes(self) -> None:
        """Do what was asked about; or go on from the check."""
        if self._playing is None:
            return
        act, self._act = self._act, None
        self._take_away()
        if act is not None:
            act()
        else:
            self._playing.answer_yes()

    def no(self) -> None:
        """Leave all as it was; or what the check leads to on no."""
        if self._playing is None:
            return
        was_ours, self._act = self._act is not None, None
        self._take_away()
        if not was_ours:
            self._playing.answer_no()
        elif self._was_paused:
            self._playing.tick()
        else:
            self._playing.resume()

    def _go_to(self, station: int) -> None:
        if self._playing is not None:
            self._playing.go_to(station)
            if not self._was_paused:
                self._playing.resume()
