"""The player page: what to do now, the time left, what comes next, and the controls."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.play.dues import Due, State
from app.play.player import Player
from app.play.timeline import Segment
from app.settings import FigureName
from app.ui.figures import Figures
from app.ui.kit.announce import Announce, announce
from app.ui.player.acts import Acts
from app.ui.player.controls import Controls
from app.ui.player.hurting import Hurting
from app.ui.player.keys import Keys
from app.ui.player.moment import frames_wanted, moment_of
from app.ui.player.naming import next_up
from app.ui.player.nextup import NextUp
from app.ui.player.questions import Questions
from app.ui.player.stage import Stage
from app.ui.player.strip import Strip
from app.ui.player.top import Top
from app.ui.player.twin import Twin
from app.ui.player.words import Room, Words
from app.ui.playing import Playing
from app.ui.theme import Look
from app.ui.tokens import TypeSize

if TYPE_CHECKING:
    from app.ui.player.showing import Showing

_UPRIGHT = 1.1  # narrower than this share of the height, the words stand under the stage
_SMALL_PX = 720  # below this, scaled with the text, a question takes the room of the stage
_LOW_PX, _LOWEST_PX = 600, 420  # lower than this, scaled with the text, words are set smaller
# From these on, high and wide, words are set larger, to be read from further away.
_LARGER: tuple[tuple[int, int, Room], ...] = ((1150, 1900, "vast"), (840, 1300, "much"))
_NEXT_SIZES: dict[Room, TypeSize] = {
    "least": "small",
    "little": "body",
    "usual": "lead",
    "much": "large",
    "vast": "display",
}
_TOTAL_SIZES: dict[Room, TypeSize] = {"much": "lead", "vast": "large"}  # of the time left in all
_STAGE, _WORDS = 11, 9  # their shares of the width
CONTROLS_HZ = 4
_USUAL_HZ = 60.0


class PlayerPage(QWidget):
    """Follows one playing at a time. `follow` is its place among the outputs; it speaks through its signals."""

    muted_changed = Signal(bool)
    volume_changed = Signal(float)  # 0 to 1
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
        figures: Figures | None = None,
    ) -> None:
        super().__init__()
        self.announces = True  # to a screen reader, unless the app's own voice speaks
        self._announce = announce
        self._look = look
        self._now = now
        self._reduced_motion = reduced_motion
        self._twin = Twin(now, self._say)
        self._playing: Playing | None = None
        self._segment: Segment | None = None
        self._controls_shown: tuple[State, int] | None = None
        self._hurting = hurting
        self._figures = figures
        self._showing: Showing | None = None
        self._build(look)
        self.acts = Acts(self.questions, hurting, self)
        self._keys = Keys(self)
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # --- what the window says ----------------------------------------------------------------------------------------

    def play(self, playing: Playing) -> None:
        """Show this playing from now on."""
        self._playing = playing
        self._segment = None
        self.acts.take(playing)
        self._top.routine.setText(playing.player.timeline.title)
        self.setAccessibleName(playing.player.timeline.title)
        self.stage.expect_sides(any(part.side != "both" for part in playing.player.timeline.parts))
        if self._figures is not None and self._showing is None:
            from app.ui.player.showing import Showing  # late: what draws takes 50 ms to import

            self._showing = Showing(self._figures, self.stage, reduced_motion=self._reduced_motion)
        if self._showing is not None:
            self._showing.begin()
        playing.moved.connect(self._show)
        self._show()
        self.setFocus()

    def stop(self) -> None:
        """Let go of the playing."""
        if self._playing is not None:
            self._playing.moved.disconnect(self._show)
        self._playing = None
        self.acts.take(None)

    @property
    def is_asking(self) -> bool:
        """Whether the person is asked something, by which what plays is held."""
        return self.questions.is_ours or self.acts.is_hurting

    @property
    def is_muted(self) -> bool:
        """Whether the person has switched the sound off here."""
        return self._top.is_muted

    def show_volume(self, volume: float) -> None:
        """Show how loud it is, 0 to 1."""
        self._top.volume.show_share(volume)

    def show_sound(self, sentence: str) -> None:
        """Say how it stands with the sound, where that needs saying; an empty sentence takes it away."""
        self._words.show_sound(sentence)

    def reduce_motion(self, reduced: bool) -> None:
        """Hold still, or move again."""
        self._reduced_motion = reduced
        self.stage.reduce_motion(reduced)
        if self._showing is not None:
            self._showing.reduce_motion(reduced)

    def wear(self, figure: FigureName) -> None:
        """Have another of the figures show the exercises."""
        if self._showing is not None:
            self._showing.wear(figure)

    def show_full_screen(self, is_full: bool) -> None:
        """Show whether the window fills the screen."""
        self.acts.is_full_screen = is_full
        self._top.show_full_screen(is_full)

    # --- what came due -----------------------------------------------------------------------------------------------

    def follow(self, dues: list[Due], player: Player) -> None:
        """Show the visible twin of what came due, and say it to a screen reader."""
        self._twin.follow(dues, player)

    def _say(self, sentence: str) -> None:
        if self.announces:
            self._announce(self, sentence)

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        if self._playing is None:
            return
        player, twin = self._playing.player, self._twin
        if player.segment is not self._segment:
            self._segment, self._controls_shown = player.segment, None
            twin.enter()
            self._words.show_segment(player)
            self._next.show_next(next_up(player))
        moment = moment_of(player)
        if words := twin.passing:
            moment = replace(moment, word=words)
        if self._showing is not None:
            self._showing.show(player)
        self.stage.show_moment(moment, twin.flash)
        self._strip.show_place(player.segments, player.timeline.parts, player.index, player.offset_s)
        self._top.show_total(player)
        self._words.show_pause("" if self.questions.is_ours else twin.standing(player))
        self.questions.show(player)
        shown = (player.state, int(self._now() * CONTROLS_HZ))
        if shown != self._controls_shown:  # what is on changes with time as well, but nobody sees it to the frame
            self._controls_shown = shown
            self._controls.show_player(player)

    def frames_hz(self) -> float:
        """Return how many frames a second can be seen of what plays; 0 while nobody can see it."""
        if self._playing is None or not self._is_seen():
            return 0.0
        wanted = frames_wanted(
            self._playing.player,
            flashes=self._twin.flash > 0,
            reduced_motion=self._reduced_motion,
            has_figure=self.stage.has_figure,
        )
        return min(wanted, self.screen().refreshRate() or _USUAL_HZ)

    def _is_seen(self) -> bool:
        window = self.window().windowHandle()
        return self.isVisible() and not self.window().isMinimized() and (window is None or window.isExposed())

    def _tick(self) -> None:
        """Catch up with what was not painted while nobody could see it."""
        if self._playing is not None and self._playing.is_on:
            self._playing.tick()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        window = self.window().windowHandle()
        if window is not None:
            window.installEventFilter(self)  # once, however often; it stays, as Qt may hide us while it is torn down
        self._tick()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See the window come back from behind others, or out of the task bar."""
        if event.type() == QEvent.Type.Expose and self.isVisible():
            self._tick()
        return super().eventFilter(watched, event)

    # --- keys --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if self._playing is None:
            super().keyPressEvent(event)
        elif is_enter and self.hasFocus():
            self.acts.do("go_on")
        elif not self._keys.take(event):
            super().keyPressEvent(event)

    # --- building ----------------------------------------------------------------------------------------------------

    def _build(self, look: Look) -> None:
        theme = look.theme
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self._follow_along = QWidget()
        whole.addWidget(self._follow_along)
        whole.addWidget(self._hurting)
        column = self._column = QVBoxLayout(self._follow_along)
        column.setContentsMargins(theme.space(3), theme.space(1.5), theme.space(3), theme.space(2))
        column.setSpacing(theme.space(1.5))
        self._top = Top(look)
        column.addWidget(self._top)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(theme.space(3))
        self.stage = Stage(look, reduced_motion=self._reduced_motion)
        self._words = Words(look)
        self._middle.addWidget(self.stage, _STAGE)
        self._middle.addWidget(self._words, _WORDS)
        column.addLayout(self._middle, 1)
        self.questions = Questions(self._words.asking, self)
        self._next = NextUp(look)
        self._strip = Strip(look)
        self._controls = Controls(look)
        for widget in (self._next, self._strip, self._controls):
            column.addWidget(widget)

    def _connect(self) -> None:
        acts, top, controls = self.acts, self._top, self._controls
        for signal, ours in (
            (acts.remark, self.remark),
            (acts.time_told, self.time_told),
            (acts.full_screen_asked, self.full_screen_asked),
            (top.muted_changed, self.muted_changed),
            (top.volume_changed, self.volume_changed),
        ):
            signal.connect(ours)
        acts.muted.connect(top.toggle_mute)
        acts.louder.connect(top.change_volume)
        acts.scrolled.connect(self._words.look_on)
        acts.hurting.connect(self._show_hurting)
        self.questions.asked.connect(self._make_room_for_question)
        self.questions.answered.connect(self._question_over)
        self._strip.told.connect(self._next.point_out)
        self._strip.asked.connect(self.questions.ask_to_go_to)
        for button, act in (
            (controls.back, acts.back),
            (controls.go_on, acts.go_on),
            (controls.skip, acts.skip),
            (controls.easier, acts.easier),
            (controls.more, acts.lengthen),
            (controls.end, self.questions.ask_to_end),
            (controls.hurts, acts.ask_what_hurts),
            (top.screen_, acts.toggle_full_screen),
        ):
            button.clicked.connect(act)
        self._keys.pressed.connect(acts.do)
        for button in (*controls.buttons, top.mute, top.screen_):
            self._keys.watch(button, Qt.Key.Key_Space)
        self._keys.watch(top.volume, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)

    def _show_hurting(self, is_asked: bool) -> None:
        self._follow_along.setVisible(not is_asked)
        if not is_asked:
            self.setFocus()

    # --- arrangement -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._arrange()

    def _make_room_for_question(self) -> None:
        self._arrange()
        self._words.bring_question_into_view()

    def _question_over(self) -> None:
        self._arrange()
        self.setFocus()

    def _room(self) -> Room:
        scaled = self._look.theme.scaled
        if self.height() < scaled(_LOW_PX):
            return "little" if self.height() >= scaled(_LOWEST_PX) else "least"
        larger = (
            room for high, wide, room in _LARGER if self.height() >= scaled(high) and self.width() >= scaled(wide)
        )
        return next(larger, "usual")

    def _arrange(self) -> None:
        """Put the words beside the stage where there is room, else under it; names on the buttons likewise."""
        theme, room = self._look.theme, self._room()
        is_small = self.width() < theme.scaled(_SMALL_PX)
        self.stage.setVisible(not (is_small and self.questions.is_shown))
        for widget in (self._next, self._strip):
            widget.setVisible(not (room == "least" and self.questions.is_shown))
        self._words.leave_alone(is_small and self.questions.is_ours)
        self._words.set_room(room)
        self._next.set_size(_NEXT_SIZES[room])
        self._top.set_size(_TOTAL_SIZES.get(room, "body"))
        self._controls.go_on.set_large(room != "least")
        self._column.setSpacing(theme.space(0.5 if room == "least" else 1.5))
        upright = self.width() < _UPRIGHT * self.height()
        self._middle.setDirection(QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        within = self.width() - 2 * self._look.theme.space(3)
        self._top.fit(within)
        self._controls.fit(within)
