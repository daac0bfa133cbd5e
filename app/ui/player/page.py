"""The player page: what to do now, the time left, what comes next, and the controls."""

import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.play.cues import PAUSED, Cue, cue_for, cues_of, time_left
from app.play.dues import Due, MarkDue, Paused, Resumed, State
from app.play.player import Player
from app.play.timeline import Segment
from app.routine.quantities import clock
from app.ui.kit import Button, Label, announce, muted
from app.ui.kit.announce import Announce
from app.ui.player.controls import Controls
from app.ui.player.dial import Dial
from app.ui.player.hurting import Hurting
from app.ui.player.moment import moment_of
from app.ui.player.strip import Strip
from app.ui.player.words import Room, Words
from app.ui.playing import Playing
from app.ui.theme import Look

_UPRIGHT = 1.1  # narrower than this share of the height, the words stand under the dial
_SMALL_PX = 720  # below this, scaled with the text, a question takes the room of the dial
_LOW_PX = 600  # lower than this, scaled with the text, words are set smaller
_TALL_PX, _WIDE_PX = 840, 1300  # from this on they are set larger, to be read from further away
_FLASH_S = 0.6
_CUE_SHOWN_S = 2.5
_IN_PASSING = ("halfway", "reminder")  # cues whose words the dial shows in place of its own for a moment
CONTROLS_HZ = 4
_PACK_OFF = " Take the pack off while you pause."
_SKIP = (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_MediaNext)  # arrows, clickers, media keys
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_MediaPrevious)
_GO_ON = (Qt.Key.Key_Space, Qt.Key.Key_MediaPlay, Qt.Key.Key_MediaTogglePlayPause)
_MORE = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
_NOT_OURS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class PlayerPage(QWidget):
    """Follows one playing at a time. `follow` is its place among the outputs; it speaks through its signals."""

    muted_changed = Signal(bool)
    full_screen_asked = Signal(bool)
    remark = Signal(str)  # a sentence to show for a moment
    time_told = Signal(str)  # the time left, which was asked for

    def __init__(
        self,
        look: Look,
        hurting: Hurting,
        *,
        reduced_motion: bool = False,
        now: Callable[[], float] = time.monotonic,
        announce: Announce = announce,
    ) -> None:
        super().__init__()
        self._announce = announce
        self._look = look
        self._now = now
        self._playing: Playing | None = None
        self._segment: Segment | None = None
        self._paused_because = ""
        self._flash_from = float("-inf")
        self._cue_words, self._cue_from = "", float("-inf")
        self._pack_off: tuple[Segment, str] | None = None  # what stands for as long as that segment does
        self._muted = False
        self.announces = True  # to a screen reader, unless the app's own voice speaks
        self._full_screen = False
        self._asking_to_end = False
        self._was_paused = False  # before it was asked whether to end
        self._asked: Segment | None = None  # whose question is shown
        self._controls_shown: tuple[State, int] | None = None
        self._hurting = hurting
        self._build(look, reduced_motion)
        self._keys = self._key_map()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # --- what the window says ----------------------------------------------------------------------------------------

    def play(self, playing: Playing) -> None:
        """Show this playing from now on."""
        self._playing = playing
        self._segment = None
        self._asking_to_end = False
        self._leave_hurting()
        self._paused_because = ""
        self._routine.setText(playing.player.timeline.title)
        self.setAccessibleName(playing.player.timeline.title)
        playing.moved.connect(self._show)
        self._show()
        self.setFocus()

    def stop(self) -> None:
        """Let go of the playing."""
        if self._playing is not None:
            self._playing.moved.disconnect(self._show)
        self._playing = None

    @property
    def is_muted(self) -> bool:
        """Whether the person has switched the sound off here."""
        return self._muted

    def show_sound(self, sentence: str) -> None:
        """Say how it stands with the sound, where that needs saying; an empty sentence takes it away."""
        self._words.show_sound(sentence)

    def reduce_motion(self, reduced: bool) -> None:
        """Hold still, or move again."""
        self._dial.reduce_motion(reduced)

    def show_full_screen(self, is_full: bool) -> None:
        """Show whether the window fills the screen."""
        self._full_screen = is_full
        name = "Leave full screen" if is_full else "Full screen"
        self._screen_button.set_label(f"{name} (F)", "exit-fullscreen" if is_full else "fullscreen")

    # --- what came due -----------------------------------------------------------------------------------------------

    def follow(self, dues: list[Due], player: Player) -> None:
        """Show the visible twin of what came due, and say it to a screen reader."""
        for due in dues:
            if isinstance(due, Paused):
                self._paused_because = PAUSED[due.reason] + (_PACK_OFF if player.exposure else "")
                if self.announces:
                    self._announce(self, self._paused_because)
            elif isinstance(due, Resumed):
                self._pack_off = None
            elif isinstance(due, MarkDue):
                self._keep_words(due)
        for cue in cues_of(dues, player.timeline):
            self._show_cue(cue)

    def _keep_words(self, due: MarkDue) -> None:
        """Keep the words that nothing else on the page says, for as long as they hold."""
        if due.mark.event == "pack-off":
            self._pack_off = (due.segment, cue_for(due, None).show)
        elif due.mark.event in _IN_PASSING:
            self._cue_words, self._cue_from = cue_for(due, None).show, self._now()

    def _show_cue(self, cue: Cue) -> None:
        if cue.say and self.announces:
            self._announce(self, cue.say)
        if cue.show:
            self._flash_from = self._now()

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._playing is None:
            return
        player = self._playing.player
        if player.segment is not self._segment:
            self._segment, self._controls_shown = player.segment, None
            self._cue_from = float("-inf")
            self._words.show_segment(player)
            self._next.setText(_next_up(player))
        moment = moment_of(player)
        if self._now() - self._cue_from < _CUE_SHOWN_S:
            moment = replace(moment, word=self._cue_words)
        self._dial.show_moment(moment, max(0.0, 1 - (self._now() - self._flash_from) / _FLASH_S))
        self._strip.show_place(player.segments, player.timeline.parts, player.index, moment.done)
        about = "" if player.timeline.is_exact else "about "
        self._total.setText(f"{about}{clock(player.total_left_s)} left")
        self._words.show_pause(self._standing_words(player))
        self._show_question(player)
        shown = (player.state, int(self._now() * CONTROLS_HZ))
        if shown != self._controls_shown:  # what is on changes with time as well, but nobody sees it to the frame
            self._controls_shown = shown
            self._controls.show_player(player)

    def _standing_words(self, player: Player) -> str:
        """Return why it is paused, or that the pack must come off."""
        if player.state is State.PAUSED:
            return "" if self._asking_to_end else self._paused_because
        segment, words = self._pack_off or (None, "")
        return words if segment is player.segment else ""

    def _show_question(self, player: Player) -> None:
        question = player.segment.question
        if self._asking_to_end or (question and player.state is State.WAITING):
            if self._asking.isHidden() or (self._asked is not player.segment and not self._asking_to_end):
                self._ask(player)
        elif not self._asking.isHidden():
            self._asking.hide()
            self._arrange()
            self.setFocus()

    def _ask(self, player: Player) -> None:
        question = player.segment.question
        self._asked = player.segment
        if self._asking_to_end:
            kept = "What you have done so far is kept." + (_PACK_OFF if player.exposure else "")
            self._asking.ask("End the routine here?", kept, "End here (Y)", "Keep going (N)")
            self._asking.yes_button.setFocus()
        elif question:
            self._asking.ask(question.text, "", f"{question.yes} (Y)", f"{question.no} (N)")
        self._arrange()
        self._words.bring_question_into_view()

    # --- keys and buttons --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = self._keys.get(Qt.Key(event.key()))
        if self._is_hurting:  # its three buttons alone have the word, and Escape, which leaves them
            act = self._fine if event.key() == Qt.Key.Key_Escape else None
        if self._playing is None or event.isAutoRepeat() or event.modifiers() & _NOT_OURS or act is None:
            super().keyPressEvent(event)
        else:
            act()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move the routine, not the focus, when a button has it; Space and Enter still press that button."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in self._keys and key != Qt.Key.Key_Space:
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def _key_map(self) -> dict[Qt.Key, Callable[[], None]]:
        return {
            **dict.fromkeys(_SKIP, self._ask_skip),
            **dict.fromkeys(_BACK, self._ask_back),
            **dict.fromkeys(_GO_ON, self._ask_go_on),
            **dict.fromkeys(_MORE, self._ask_lengthen),
            Qt.Key.Key_Escape: self._escape,
            Qt.Key.Key_Y: self._answer_yes,
            Qt.Key.Key_N: self._answer_no,
            Qt.Key.Key_F: self._toggle_full_screen,
            Qt.Key.Key_M: self._toggle_mute,
            Qt.Key.Key_T: self._tell_time,
            Qt.Key.Key_H: self.ask_what_hurts,
            Qt.Key.Key_Up: self._words.scroll_up,
            Qt.Key.Key_Down: self._words.scroll_down,
        }

    def _answer_yes(self) -> None:
        self._answer(self._yes)

    def _answer_no(self) -> None:
        self._answer(self._no)

    def _answer(self, act: Callable[[], None]) -> None:
        player = self._playing.player if self._playing else None
        if not self._asking.isHidden():
            act()
        elif player and player.segment.kind == "check" and player.state is State.PAUSED:
            self.remark.emit("The routine is paused: press space to go on, then answer.")

    def _ask_go_on(self) -> None:
        if self._playing is None:
            return
        player = self._playing.player
        if self._asking_to_end:
            self._no()
        elif player.segment.kind == "check" and player.state is State.WAITING:
            self.remark.emit("This one needs an answer: press Y for yes or N for no.")
        else:
            self._playing.go_on()

    def _ask_skip(self) -> None:
        self._try(lambda player: player.why_not_skip(), Playing.skip)

    def _ask_back(self) -> None:
        self._try(lambda player: player.why_not_back(), Playing.back)

    def _ask_lengthen(self) -> None:
        self._try(lambda player: player.why_not_lengthen(), Playing.lengthen)

    def _try(self, why_not: Callable[[Player], str | None], act: Callable[[Playing], None]) -> None:
        """Do it, or say why it is off here."""
        if self._playing is None or self._asking_to_end:
            return
        reason = why_not(self._playing.player)
        if reason:
            self.remark.emit(reason)
        else:
            act(self._playing)

    def _escape(self) -> None:
        """Leave full screen first; then ask before ending."""
        if self._full_screen:
            self.full_screen_asked.emit(False)
        elif self._asking_to_end:
            self._no()
        else:
            self.ask_to_end()

    def ask_to_end(self) -> None:
        """Pause, and ask whether to end here."""
        if self._playing is None:
            return
        self._asking.hide()
        self._was_paused = self._was_paused if self._asking_to_end else self._playing.player.state is State.PAUSED
        self._asking_to_end = True
        self._playing.pause()

    def _yes(self) -> None:
        if self._playing is None:
            return
        if self._asking_to_end:
            self._playing.end()
        else:
            self._asking.hide()
            self._playing.answer_yes()

    def _no(self) -> None:
        if self._playing is None:
            return
        if self._asking_to_end:
            self._asking_to_end = False
            self._asking.hide()
            self.setFocus()
            if self._was_paused:
                self._show()
            else:
                self._playing.resume()
        else:
            self._asking.hide()
            self._playing.answer_no()

    # --- when something hurts ----------------------------------------------------------------------------------------

    @property
    def _is_hurting(self) -> bool:
        return not self._hurting.isHidden()

    def ask_what_hurts(self) -> None:
        """Pause, and show what to do about what is felt."""
        if self._playing is None or self._asking_to_end or self._is_hurting:
            return
        player = self._playing.player
        self._was_paused = player.state is State.PAUSED
        self._playing.pause()
        self._hurting.ask(player.exposure is not None, player.why_not_hurts() or player.why_not_skip() or "")
        self._follow_along.hide()

    def _leave_hurting(self) -> None:
        self._hurting.hide()
        self._follow_along.show()
        self.setFocus()

    def _stop_hurt(self) -> None:
        self._leave_hurting()
        if self._playing is not None:
            self._playing.stop_hurt()

    def _leave_out(self) -> None:
        self._leave_hurting()
        if self._playing is not None:
            self._playing.leave_out()
            self._playing.resume()

    def _fine(self) -> None:
        self._leave_hurting()
        if self._playing is not None and not self._was_paused:
            self._playing.resume()

    def _toggle_mute(self) -> None:
        self._muted = not self._muted
        self._mute_button.set_label("Sound on (M)" if self._muted else "Mute (M)", "mute" if self._muted else "sound")
        self.muted_changed.emit(self._muted)

    def _toggle_full_screen(self) -> None:
        self.full_screen_asked.emit(not self._full_screen)

    def _tell_time(self) -> None:
        if self._playing is None:
            return
        player = self._playing.player
        sentence = time_left(player.left_s, player.total_left_s)
        self.remark.emit(sentence)
        self.time_told.emit(sentence)

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self, look: Look, reduced_motion: bool) -> None:
        theme = look.theme
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._follow_along = QWidget()
        whole.addWidget(self._follow_along)
        whole.addWidget(self._hurting)
        self._hurting.stop.connect(self._stop_hurt)
        self._hurting.leave_out.connect(self._leave_out)
        self._hurting.go_on.connect(self._fine)
        column = QVBoxLayout(self._follow_along)
        column.setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(1.5))
        column.addLayout(self._top(look))
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(theme.space(3))
        self._dial = Dial(look, reduced_motion=reduced_motion)
        self._middle.addWidget(self._dial, 1)
        self._words = Words(look)
        self._asking = self._words.asking
        self._asking.yes.connect(self._yes)
        self._asking.no.connect(self._no)
        self._middle.addWidget(self._words, 1)
        column.addLayout(self._middle, 1)
        self._next = muted()
        column.addWidget(self._next)
        self._strip = Strip(look)
        column.addWidget(self._strip)
        self._controls = Controls(look)
        self._connect_controls()
        column.addWidget(self._controls)

    def _connect_controls(self) -> None:
        controls = self._controls
        controls.back.clicked.connect(self._ask_back)
        controls.go_on.clicked.connect(self._ask_go_on)
        controls.skip.clicked.connect(self._ask_skip)
        controls.more.clicked.connect(self._ask_lengthen)
        controls.end.clicked.connect(self.ask_to_end)
        controls.hurts.clicked.connect(self.ask_what_hurts)
        for button in (*controls.buttons, self._mute_button, self._screen_button):
            button.installEventFilter(self)

    def _top(self, look: Look) -> QHBoxLayout:
        row = QHBoxLayout()
        self._routine = Label("", "body", "muted")
        self._total = Label("", "body", "muted", wrap=False, tabular=True)
        self._mute_button = Button(look, "Mute (M)", icon="sound", kind="quiet", bare=True)
        self._screen_button = Button(look, "Full screen (F)", icon="fullscreen", kind="quiet", bare=True)
        self._mute_button.clicked.connect(self._toggle_mute)
        self._screen_button.clicked.connect(self._toggle_full_screen)
        row.addWidget(self._routine, 1)
        for widget in (self._total, self._mute_button, self._screen_button):
            row.addWidget(widget)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _room(self) -> Room:
        theme = self._look.theme
        if self.height() < theme.scaled(_LOW_PX):
            return "little"
        return "much" if self.height() >= theme.scaled(_TALL_PX) and self.width() >= theme.scaled(_WIDE_PX) else "usual"

    def _arrange(self) -> None:
        """Put the words beside the dial where there is room, else under it; names on the buttons likewise."""
        small = self.width() < self._look.theme.scaled(_SMALL_PX)
        self._dial.setVisible(not (small and self._asking.isVisibleTo(self)))
        room = self._room()
        self._words.set_room(room)
        self._next.setVisible(room != "little")
        upright = self.width() < _UPRIGHT * self.height()
        self._middle.setDirection(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        self._controls.fit(self.width() - 2 * self._look.theme.space(3))


def _next_up(player: Player) -> str:
    """Say what comes next: another turn of this exercise after a rest in it, else the next step or side."""
    here = player.segment
    for segment in player.segments[player.index + 1 :]:
        same = segment.station == here.station
        if same and not (here.kind == "rest" and segment.kind == "work"):
            continue
        part = player.timeline.parts[segment.part] if segment.part is not None else None
        name = part.name if part and segment.kind in ("ready", "work", "switch") else segment.title
        side = f", {segment.side} side" if segment.side in ("left", "right") else ""
        turn = f", {segment.turn[0]} of {segment.turn[1]}" if same else ""
        return f"Next: {name}{side}{turn}"
    return "Then it is done."
