"""Leads a person through a routine: what may start, the player and its outputs, and how it felt."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from app.history import unfinished
from app.history.journal import Journal
from app.history.owner import this_process
from app.history.recorder import Recorder
from app.history.starting import Before, asked, has_to_ask, to_start
from app.history.unfinished import Unfinished
from app.play.dues import Finished
from app.play.easing import easier_ways
from app.play.going_on import begin_again_at, from_there
from app.play.layout import options_of
from app.play.library import Overview
from app.play.player import Player
from app.play.suiting import choices_of
from app.play.timeline import Timeline
from app.routine.emergency import filled
from app.ui.answers import Answers
from app.ui.around import Around
from app.ui.care import Care
from app.ui.chosen import Chosen
from app.ui.figures import Figures
from app.ui.outside import Outside
from app.ui.pages.done import DonePage, Summary
from app.ui.player.hurting import Hurting
from app.ui.player.page import PlayerPage
from app.ui.playing import Playing
from app.ui.theme import Look
from app.ui.window import Window

log = logging.getLogger(__name__)

PATIENCE_MS = 3000  # a voice that is not there by then does not hold up the clock


@dataclass(frozen=True, eq=False)
class _Wanted:
    """What is to be played: a routine from its start, or an earlier session gone on with."""

    timeline: Timeline
    earlier: Unfinished | None = None
    pain_before: int | None = None
    begin_at: int = 0  # the segment


class Conductor(QObject):
    """One routine at a time, from Start to the done page."""

    began = Signal()
    too_late = Signal()  # to go on with what was offered
    library_asked = Signal()
    history_asked = Signal()
    signs_asked = Signal()

    def __init__(
        self,
        outside: Outside,
        chosen: Chosen,
        care: Care,
        look: Look,
        journal: Journal,
        window: Window,
        figures: Figures,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._chosen = chosen
        self._care = care
        self._journal = journal
        self._window = window
        self._answers = Answers(self)
        self.around = Around(outside, chosen, self)
        hurting = Hurting(look, care.texts, care.words)
        self.page = PlayerPage(look, hurting, reduced_motion=chosen.now.reduced_motion, figures=figures)
        self.done = DonePage(look, care.texts.pain_scale)
        self.done.moves = lambda: window.moves()  # as it is asked: it may be set later
        self.next_title: Callable[[], str] = str  # what is started after this one; empty where nothing is
        self.playing: Playing | None = None
        self._recorder: Recorder | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._start)
        self._asked_for: _Wanted | None = None  # while the history is asked whether it may start
        self._connect()

    def _connect(self) -> None:
        window, page, done = self._window, self.page, self.done
        window.put_in("player", page, whole=True)
        window.put_in("done", done)
        window.full_screen_changed.connect(page.show_full_screen)
        page.full_screen_asked.connect(window.fill_screen)
        page.muted_changed.connect(self.around.mute)
        page.volume_changed.connect(self._set_volume)
        page.show_volume(self._chosen.now.volume)
        page.time_told.connect(self._tell_time)
        self._chosen.changed.connect(self._show_chosen)
        self.around.changed.connect(self._show_around)
        self.around.locked.connect(self._pause_for_lock)
        page.remark.connect(window.say)
        done.rated.connect(self._rate)
        done.noted.connect(self._note)
        done.left.connect(self.library_asked)
        done.history.connect(self.history_asked)
        done.signs_asked.connect(self.signs_asked)

    # --- starting ----------------------------------------------------------------------------------------------------

    def prepare(self, language: str) -> None:
        """Make ready what takes its time, while a person looks at what they might play."""
        self.around.prepare(language)

    def play(self, one: Overview, pain_before: int | None = None) -> None:
        """Start a routine, within what the history allows; pain is 0 to 10 where it was said."""
        self._ask_for(_Wanted(one.timeline, pain_before=pain_before))

    def play_from(self, one: Overview, segment: int) -> None:
        """Start a routine at a segment, with what has to come before that: a question, and time to take position."""
        begin_at = begin_again_at(one.timeline, segment)
        self._ask_for(_Wanted(one.timeline, begin_at=segment if begin_at is None else begin_at))

    def go_on(self, earlier: Unfinished) -> None:
        """Go on with a session that was cut off, within what the history allows; or say that it is too late."""
        if self._outside.now() - earlier.ended > unfinished.WITHIN:
            self._window.say("That was more than 4 hours ago. Start it anew when you like.")
            self.too_late.emit()
        else:
            self._ask_for(_Wanted(earlier.timeline, earlier, begin_at=earlier.begin_at))

    def _ask_for(self, wanted: _Wanted) -> None:
        self._asked_for = wanted
        if not has_to_ask(wanted.timeline, wanted.begin_at):
            self._begin_within(wanted, Before())
            return
        now = self._outside.now()
        found = self._journal.read(lambda store: asked(store, wanted.timeline, now, wanted.begin_at))
        self._answers.when(found, partial(self._begin_within, wanted), partial(self._begin_unknowing, wanted))

    def _is_still_wanted(self, wanted: _Wanted) -> bool:
        """Tell it once: Start may be pressed twice, or for another routine, before the history has answered."""
        still = self._asked_for is wanted
        self._asked_for = None if still else self._asked_for
        return still

    def _begin_within(self, wanted: _Wanted, before: Before) -> None:
        if not self._is_still_wanted(wanted):
            return
        start = to_start(wanted.timeline, before, self._outside.now(), wanted.begin_at)
        if isinstance(start, str):
            self._window.say(start)
        else:
            self._begin(replace(wanted, timeline=from_there(start, wanted.begin_at)))

    def _begin_unknowing(self, wanted: _Wanted, _: Exception) -> None:
        self._begin_within(wanted, Before())

    def _begin(self, wanted: _Wanted) -> None:
        """Show the routine and open the sound and the voice; the clock starts when they are there."""
        timeline, earlier = wanted.timeline, wanted.earlier
        self.close_playing()
        around = self.around
        around.begin(timeline.language, muted=self.page.is_muted)
        self._show_around()
        outside = self._outside
        self._recorder = Recorder(
            timeline,
            self._journal.write,
            outside.now,
            this_process(),
            self._chosen.now.day_start_s,
            earlier,
            pain_before=wanted.pain_before,
        )
        recorder, page = self._recorder, self.page
        outputs = (around.sounds.follow, page.follow, around.words.follow, recorder.follow, around.awake.follow)
        self.playing = Playing(self._player(wanted), outputs, self, frames_hz=page.frames_hz)
        self.playing.finished.connect(self._finished)
        self.playing.started.connect(self._patience.stop)
        self.playing.started.connect(self.began)
        self.page.play(self.playing)
        self._window.show_page("player")
        self.page.setFocus()
        self._recorder.begin()
        if around.is_ready:
            self.playing.start()
        else:
            self._patience.start()

    def _start(self) -> None:
        """Start the clock, unless it was started, or something is asked meanwhile."""
        self._patience.stop()
        if self.playing is not None and not self.page.is_asking:
            self.playing.start()

    def _player(self, wanted: _Wanted) -> Player:
        timeline, earlier = wanted.timeline, wanted.earlier
        outside, now = self._outside, self._chosen.now
        ways = easier_ways(
            timeline, self._care.exercises, options_of(now), choices_of(now), applies=frozenset(now.applies)
        )
        return Player(
            timeline,
            outside.clock,
            outside.boot_clock,
            begin_at=wanted.begin_at,
            performed=earlier.performed if earlier else 0,
            played_s=earlier.place.played_s if earlier else 0.0,
            easier_ways=ways,
        )

    # --- while it plays ----------------------------------------------------------------------------------------------

    def _show_around(self) -> None:
        self.page.show_sound(self.around.wanting)
        self.page.announces = not self.around.speaks
        if self._patience.isActive() and self.around.is_ready:
            self._start()

    def _tell_time(self, sentence: str) -> None:
        """Show it, and have it said once: by the voice, or else by a screen reader."""
        self._window.say(sentence, is_said=self.around.speaks)
        self.around.words.tell(sentence)

    def _set_volume(self, volume: float) -> None:
        self._chosen.change(volume=volume)

    def _show_chosen(self) -> None:
        self.page.show_volume(self._chosen.now.volume)
        self.page.reduce_motion(self._chosen.now.reduced_motion)
        self.page.wear(self._chosen.now.figure)

    def _pause_for_lock(self) -> None:
        if self.playing is not None:
            self.playing.pause("locked")

    # --- afterwards --------------------------------------------------------------------------------------------------

    def _finished(self, finished: Finished) -> None:
        if self.playing is None or self._recorder is None:
            return
        try:
            self._show_done(finished, self.playing.player, self._recorder)
        except Exception:
            log.exception("the page after a routine could not be shown")
            self.close_playing()  # nobody is left on a page that plays nothing
            self.library_asked.emit()

    def _show_done(self, finished: Finished, player: Player, recorder: Recorder) -> None:
        hurt = finished.how == "hurt"
        summary = Summary(
            session_id=recorder.session_id,
            title=player.timeline.title,
            played_s=player.played_s,
            parts_done=recorder.parts_done,
            parts=len(player.timeline.to_do),
            how=finished.how,
            say=filled(self._care.texts.stop_rules.rest.action, self._care.words) if hurt else finished.say,
            trouble=self._journal.trouble,
            pain_before=recorder.pain_before,
        )
        self.close_playing()
        if self._window.isFullScreen():
            self._window.fill_screen(False)
        self.done.show_summary(summary, self.next_title())
        self._window.show_page("done", "today")
        self.done.focus()

    def close_playing(self) -> None:
        """Let go of the playing; end it first where it still goes on, so that it is kept."""
        playing, self.playing = self.playing, None
        self._patience.stop()
        if playing is not None:
            playing.end()
            self.around.end()
            self.page.stop()
            playing.deleteLater()

    def keep(self) -> None:
        """Write down all there is by now of what plays: the program may be ended any moment."""
        if self.playing is not None:
            self.playing.tick()
        if self.playing is not None and self._recorder is not None:  # it may just have come to its end
            self._recorder.keep(self.playing.player)

    def leave(self) -> None:
        """Keep what plays as it is, to be gone on with at the next start."""
        self.keep()
        self._patience.stop()
        playing, self.playing = self.playing, None
        if playing is not None:
            playing.stop()
            self.page.stop()
            playing.deleteLater()

    def close(self) -> None:
        """End what plays, keep what was written on the done page, and let go of sound, voice and screen."""
        self._asked_for = None
        self.close_playing()
        self.done.keep_note()
        self.around.close()

    def _rate(self, session_id: str, pain: int) -> None:
        self._journal.write(lambda store: store.rate(session_id, pain_after=pain), f"{session_id} pain")

    def _note(self, session_id: str, note: str) -> None:
        self._journal.write(lambda store: store.rate(session_id, note=note), f"{session_id} note")
