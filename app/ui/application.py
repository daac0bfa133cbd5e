"""The composition root of the app: makes everything once, hands each to who needs it, and leads from page to page."""

import logging
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from app import paths, settings
from app.faults.watch import Watch
from app.lock import Lock
from app.ui.chosen import Chosen
from app.ui.outside import Outside
from app.ui.theme import Look
from app.ui.window import Window

if TYPE_CHECKING:
    from app.history.journal import Journal
    from app.history.unfinished import Unfinished
    from app.play.library import Overview
    from app.ui.adjusting import Adjusting
    from app.ui.around import Around
    from app.ui.care import Care
    from app.ui.changing import Changing
    from app.ui.conductor import Conductor
    from app.ui.daily import Daily
    from app.ui.doorbell import Doorbell, Wish
    from app.ui.keeping import Keeping
    from app.ui.library import Library
    from app.ui.minding import Minding
    from app.ui.pages.settings.reminders import RemindersSection
    from app.ui.papering import Papering
    from app.ui.past import Past
    from app.ui.planning import Planned
    from app.ui.plans import Plans
    from app.ui.playing import Playing
    from app.ui.resuming import Resuming
    from app.ui.telling import Telling
    from app.ui.wishes import Wishes

log = logging.getLogger(__name__)

_LISTEN_AFTER_MS = 250  # today is painted first
_MIND_AFTER_MS = 500  # nothing is due sooner that matters

LOG_OUT_MS = 60_000  # if the desktop has not ended by then, somebody changed their mind


class Application(QObject):
    """One running app. Pages, and what they need, are made when they are first shown."""

    def __init__(
        self, app: QApplication, outside: Outside, lock: Lock | None = None, watch: Watch | None = None
    ) -> None:
        super().__init__(app)
        self._qt = app
        self._outside = outside
        self._lock = lock or Lock()
        self._watch = watch
        now, self._unusable = settings.load(outside.places.settings)
        self._chosen = Chosen(now, outside.places.settings, lambda: outside.now().date(), self)
        for sentence in self._unusable:
            outside.complain(sentence)
        self._look = Look(app, paths.ASSETS)
        self._look.setParent(self)
        self._look.apply(now.theme, now.text_scale)
        self.window = Window(self._look)
        self.window.moves = lambda: not self._chosen.now.reduced_motion
        self.window.painted.connect(self._tell_faults)
        self.window.painted.connect(self.load)
        self.window.painted.connect(self._listen_soon)
        self.window.painted.connect(self._mend_settings)
        self.minding_soon = QTimer(self, singleShot=True, interval=_MIND_AFTER_MS)
        self.minding_soon.timeout.connect(self.mind)
        self.window.painted.connect(self.minding_soon.start)
        self.window.painted.connect(self._wear_icon)
        self._chosen.not_kept.connect(self.window.say)
        self._chosen.changed.connect(self._show_as_chosen)
        self.window.place_chosen.connect(self.show_place)
        self.window.closing.connect(self.close)
        self._wanted: tuple[str | None, bool] = (None, False)
        self._closed = False
        self._log_out = QTimer(self, singleShot=True, interval=LOG_OUT_MS)
        self._doorbell: Doorbell | None = None
        self.telling: Telling | None = None

    def _show_as_chosen(self) -> None:
        self._look.apply(self._chosen.now.theme, self._chosen.now.text_scale)

    def open(self, slug: str | None = None, fullscreen: bool = False) -> None:
        """Show the window, and play a routine as soon as it is there."""
        self._want(slug, fullscreen)
        self.window.show()

    def _want(self, slug: str | None, fullscreen: bool) -> None:
        self._wanted = (slug, fullscreen)  # the words about safety come first

    def open_unseen(self) -> None:
        """Begin without the window: it is there when it is asked for."""
        QTimer.singleShot(0, self.window, self.window.begin_unseen)

    def close(self) -> None:
        """End what plays and keep it; write everything down."""
        if self._closed:
            return
        self._closed = True
        for end in self._ends():
            try:
                end()
            except Exception:
                log.exception("something could not be closed; the rest is")

    def _ends(self) -> list[Callable[[], object]]:
        """Return what is to be closed, in order."""
        ends: list[Callable[[], object]] = [self._doorbell.close] if self._doorbell is not None else []
        self.minding_soon.stop()
        ends += [self.minding.close] if "minding" in self.__dict__ else []
        if self._has_played:
            ends += [self.conductor.leave] if self._log_out.isActive() else []
            ends += [self.conductor.close]
        made = self.__dict__
        ends += [made[part].close for part in ("_daily", "_adjusting", "_library", "_keeping") if part in made]
        return ends + ([self.telling.stop] if self.telling is not None else [])

    def keep(self) -> None:
        """Write everything down: the desktop is about to end, and with it this app, unless somebody changes their mind.

        What plays is not ended by that: it can be gone on with at the next start.
        """
        self._log_out.start()
        if self._has_played:
            self.conductor.keep()

    def leave(self) -> None:
        """Close because the system says so, with what plays left to be gone on with."""
        self._log_out.start()
        self.close()
        QApplication.quit()

    # --- after the first paint ---------------------------------------------------------------------------------------

    def _wear_icon(self) -> None:
        """Show the app's icon where the desktop has none by the desktop file; reading it takes some milliseconds."""
        self._qt.setWindowIcon(QIcon(str(paths.ASSETS / "unhunch.svg")))

    def _tell_faults(self) -> None:
        """From now on, log and tell what goes wrong in the program itself."""
        if self._watch is None:
            return
        from app.ui.telling import Surroundings, Telling

        outside = self._outside
        around = Surroundings(outside.clock, self._plays, outside.complain, outside.open_path)
        self.telling = Telling(self._watch, self.window, self._look, around, self)

    @property
    def _has_played(self) -> bool:
        """Whether anybody leads yet; from then on there is something to be closed."""
        return "conductor" in self.__dict__

    def _playing(self) -> "Playing | None":
        return self.conductor.playing if self._has_played else None

    def _plays(self) -> bool:
        playing = self._playing()
        return playing is not None and playing.is_on

    def _mend_settings(self) -> None:
        """Say which settings could not be used, and see that it need not be said again."""
        if not self._unusable:
            return
        from app.ui.mending import say_unusable

        say_unusable(self._unusable, self._outside, self.window.say)

    def load(self) -> None:
        """Read the routines and show them."""
        self.planned.look()  # on the history's thread, while the routines are read
        self._library.load()
        self._changing  # noqa: B018 - it listens to the library from now on
        self._daily.show()
        self.resuming.look_back()  # before anything plays: a session under our own process's id is then none of ours
        if self._chosen.now.safety_seen:
            self._begin()
        else:
            self._care.welcome()

    def _begin(self) -> None:
        """Show today, and play what was asked for at the start; the words about safety have been seen."""
        if self.window.page == "welcome":
            self._daily.show()
        slug, fullscreen = self._wanted
        self._wanted = (None, False)
        if slug is not None:
            self.window.fill_screen(fullscreen)
            self.play(slug)

    def _go_on(self, unfinished: "Unfinished") -> None:
        self.conductor.go_on(unfinished)

    @cached_property
    def resuming(self) -> "Resuming":
        """Who offers to go on with what was cut off."""
        from app.ui.resuming import Resuming

        resuming = Resuming(self._outside, lambda: self.journal, self._plays, self.window.today, self)
        resuming.go_on.connect(self._go_on)
        return resuming

    @cached_property
    def _library(self) -> "Library":
        from app.ui.library import Library

        library = Library(self._outside, self._chosen, self._care, self._look, self.window, self)
        library.start.connect(self.play)
        library.looked_at.connect(self._prepare)
        return library

    @cached_property
    def planned(self) -> "Planned":
        """The plan, and what was done of it."""
        from app.ui.planning import Planned

        return Planned(self._outside, self._chosen, lambda: self.journal, self._library.programmes, self)

    @cached_property
    def _daily(self) -> "Daily":
        from app.ui.daily import Daily

        outside, chosen, window = self._outside, self._chosen, self.window
        daily = Daily(outside, chosen, self.planned, self._library, lambda: self.journal, window.today, window, self)
        daily.play.connect(self._play_planned)
        daily.library_asked.connect(self._library.show)
        daily.plan_asked.connect(self._show_plan)
        daily.put_asked.connect(self._show_plan)
        daily.programmes_asked.connect(self._show_programmes)
        self._library.plan_asked.connect(self._show_plan)
        return daily

    @cached_property
    def _plans(self) -> "Plans":
        from app.ui.plans import Plans

        plans = Plans(self.planned, self._library, self._look, self.window, self)
        plans.left.connect(self._daily.show)
        return plans

    def _show_plan(self, put: str = "") -> None:
        self._plans.show(put)

    def _show_programmes(self) -> None:
        self._plans.show_programmes()

    @cached_property
    def _changing(self) -> "Changing":
        from app.ui.changing import Changing

        outside, chosen, library, papering = self._outside, self._chosen, self._library, lambda: self._papering
        changing = Changing(outside, chosen, self._care, self._look, library, papering, self.window, self)
        changing.play.connect(self._play_from)
        return changing

    @cached_property
    def _papering(self) -> "Papering":
        from app.ui.papering import Papering

        return Papering(self._outside, self._chosen, self._library, self._look, self.window)

    @cached_property
    def _care(self) -> "Care":
        from app.ui.care import Care

        care = Care(self._chosen, self._look, self.window, self)
        care.agreed.connect(self._begin)
        care.sound_asked.connect(self._test_sound)
        return care

    @cached_property
    def _adjusting(self) -> "Adjusting":
        from app.ui.adjusting import Adjusting

        adjusting = Adjusting(
            self._outside.places, self._chosen, self._care, self._look, self.window, self._around, self
        )
        adjusting.safety_asked.connect(self._care.show)
        adjusting.routines_asked.connect(self._library.open_folder)
        adjusting.folder_asked.connect(self._library.open_elsewhere)
        adjusting.reminders_made.connect(self._arrange)
        adjusting.data_made.connect(self.past.own)
        return adjusting

    def _around(self) -> "Around":
        return self.conductor.around

    def _test_sound(self) -> None:
        self._care.show_sound(self._around().test_sound())

    @cached_property
    def _keeping(self) -> "Keeping":
        from app.ui.keeping import Keeping

        return Keeping(self._outside, self.window.say, self._plays, self)

    @property
    def journal(self) -> "Journal":
        """The one way to the history."""
        return self._keeping.journal

    # --- other starts of Unhunch -------------------------------------------------------------------------------------

    def _listen_soon(self) -> None:
        if self._lock.is_held:
            QTimer.singleShot(_LISTEN_AFTER_MS, self, self.listen)

    def listen(self) -> None:
        """Hear from now on what other starts ask for."""
        from app.ui.doorbell import Doorbell, addresses  # late: Qt's network part takes 5 ms

        if not self._closed:
            self._doorbell = Doorbell(self)
            self._doorbell.rung.connect(self.come_forward)
            self._lock.tell(self._doorbell.listen(addresses(self._outside.places.data)))

    def come_forward(self, wish: "Wish") -> None:
        """Bring the window to the front, and start what another start of Unhunch asked for, unless something plays."""
        self._wishes.fulfil(wish)

    @cached_property
    def _wishes(self) -> "Wishes":
        from app.ui.wishes import Wishes

        wishes = Wishes(self._chosen, self._library, self._daily, self._playing, self.window, self)
        wishes.put_off.connect(self._want)
        return wishes

    # --- the plan, while one looks elsewhere --------------------------------------------------------------------------

    def mind(self) -> None:
        """Remind from now on, and be in the tray."""
        if not self._closed:
            self.minding.begin()

    @cached_property
    def minding(self) -> "Minding":
        """Who reminds of the plan."""
        from app.ui.minding import Minding, Surroundings
        from app.ui.staying import Running, Staying

        around = Surroundings(self._library.as_planned, self._plays)
        minding = Minding(self._outside, self._chosen, self._look, self.window, self.planned, around, self)
        minding.asked.connect(self.come_forward)
        running = Running(self._playing, lambda: self._closed, self.close)
        Staying(minding, self._chosen, self.window, running, minding)
        return minding

    def _arrange(self, section: "RemindersSection") -> None:
        """Let reminders be set; what the desktop tells of is asked for when the section is looked at."""
        from app.ui.arranging import Arranging

        Arranging(section, self.minding, self._library.titles, self._outside.at_login(), self.window.say)

    # --- routines ----------------------------------------------------------------------------------------------------

    def show_routine(self, slug: str) -> None:
        """Show a routine's page, where there is a routine of that slug that can be played."""
        self._library.show_routine(slug)

    def _prepare(self, language: str) -> None:
        """Make ready what takes its time, while somebody looks at a routine."""
        self.conductor.prepare(language)

    def play(self, slug: str, pain_before: int | None = None) -> None:
        """Start a routine, where there is one of that slug that can be played; pain is 0 to 10 where it was said."""
        one = self._library.routine(slug)
        if one is not None and one.why_not:
            self.window.say(one.why_not)
        elif one is not None:
            self.conductor.play(one, pain_before)

    def _play_planned(self, one: "Overview") -> None:
        self.conductor.play(one)

    def _play_from(self, one: "Overview", segment: int) -> None:
        self.conductor.play_from(one, segment)

    @cached_property
    def conductor(self) -> "Conductor":
        """Who leads a person through a routine."""
        from app.ui.conductor import Conductor

        figures = self._library.figures
        conductor = Conductor(
            self._outside, self._chosen, self._care, self._look, self.journal, self.window, figures, self
        )
        conductor.signs_asked.connect(self._care.show)
        conductor.began.connect(self.resuming.take_away)
        conductor.began.connect(self._keeping.remind)
        conductor.too_late.connect(self.resuming.take_away)
        conductor.library_asked.connect(self._after_playing)
        conductor.next_title = lambda: self._daily.next_title
        conductor.history_asked.connect(self.past.show)
        return conductor

    # --- from place to place -----------------------------------------------------------------------------------------

    def show_place(self, place: str) -> None:
        """Show one of the rail's places; what is being changed is asked about first."""
        self._changing.hold(partial(self._show_place, place))

    def _show_place(self, place: str) -> None:
        if place == "history":
            self.past.show()
        elif place == "safety":
            self._care.show()
        elif place == "settings":
            self._adjusting.show()
        elif place == "library":
            self._library.show()
        else:
            self._daily.show()

    def _after_playing(self) -> None:
        """Go on with what is still to be started, or go back to what is being changed, or to today."""
        if not self._changing.come_back() and not self._daily.play_next():
            self._daily.show()

    @cached_property
    def past(self) -> "Past":
        """Who leads to the pages about the past."""
        from app.ui.past import Past, Surroundings

        around = Surroundings(lambda: self._care.precautions, lambda: self._papering, self._plays)
        outside, chosen, keeping, library = self._outside, self._chosen, self._keeping, self._library
        past = Past(outside, chosen, keeping, self.planned, library, around, self._look, self.window, self)
        past.library_asked.connect(library.show)
        return past
