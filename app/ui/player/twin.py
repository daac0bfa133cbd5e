"""The visible twin of what comes due: a flash, a word in passing, and sentences that stand as long as they hold."""

from collections.abc import Callable

from app.play.cues import PAUSED, cue_for, cues_of
from app.play.dues import Due, MarkDue, Paused, Resumed, State
from app.play.player import Player
from app.play.timeline import Segment
from app.ui.player.questions import PACK_OFF

_FLASH_S = 0.6
_WORDS_S = 2.5
_IN_PASSING = ("halfway", "reminder")  # cues whose words the dial shows in place of its own for a moment
MAKING_READY = "One moment: the voice is being made ready. Space starts at once."


class Twin:
    """Follows what comes due, and says what there is to see of it now. `say` reaches a screen reader."""

    def __init__(self, now: Callable[[], float], say: Callable[[str], None]) -> None:
        self._now = now
        self._say = say
        self._flash_from = float("-inf")
        self._words, self._words_from = "", float("-inf")
        self._paused_because = ""
        self._pack_off: tuple[Segment, str] | None = None  # what stands for as long as that segment does

    def follow(self, dues: list[Due], player: Player) -> None:
        """Take in what came due."""
        for due in dues:
            if isinstance(due, Paused):
                self._paused_because = PAUSED[due.reason] + (PACK_OFF if player.exposure else "")
                self._say(self._paused_because)
            elif isinstance(due, Resumed):
                self._pack_off = None
            elif isinstance(due, MarkDue):
                self._keep_words(due)
        for cue in cues_of(dues, player.timeline):
            if cue.say:
                self._say(cue.say)
            if cue.show:
                self._flash_from = self._now()

    def _keep_words(self, due: MarkDue) -> None:
        """Keep the words that nothing else on the page says, for as long as they hold."""
        if due.mark.event == "pack-off":
            self._pack_off = (due.segment, cue_for(due, None).show)
        elif due.mark.event in _IN_PASSING:
            self._words, self._words_from = cue_for(due, None).show, self._now()

    def enter(self) -> None:
        """Be in another segment: words in passing were of the one before."""
        self._words_from = float("-inf")

    @property
    def flash(self) -> float:
        """1 when a cue has just sounded, falling to 0."""
        return max(0.0, 1 - (self._now() - self._flash_from) / _FLASH_S)

    @property
    def passing(self) -> str:
        """The words to show in place of the dial's own; empty for none."""
        return self._words if self._now() - self._words_from < _WORDS_S else ""

    def standing(self, player: Player) -> str:
        """Why nothing goes on, or that the pack must come off; empty for none."""
        if player.state is State.READY:
            return MAKING_READY
        if player.state is State.PAUSED:
            return self._paused_because
        segment, words = self._pack_off or (None, "")
        return words if segment is player.segment else ""
