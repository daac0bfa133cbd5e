"""Leads through the plan and the programmes: what is put on it, moved, paused, followed and left."""

from datetime import date
from functools import cached_property, partial

from PySide6.QtCore import QObject, Signal

from app.history.ids import new_id
from app.plan.events import (
    Left,
    MissedRule,
    Moved,
    Paused,
    Put,
    PutBack,
    Returned,
    Skipped,
    Started,
    Swapped,
    TakenOff,
    Turned,
    TurnedBack,
    WentOn,
)
from app.plan.facing import advised
from app.plan.outline import outline
from app.plan.planned import Entry, Run
from app.plan.running import place_on
from app.plan.today import Item
from app.play.finding import Findable, Wanted, findable, found
from app.play.library import Shelf
from app.routine.model import PlannedSession
from app.ui.library import Library
from app.ui.pages.plan.choosing import MOST
from app.ui.pages.plan.page import PlanPage, PlanShown
from app.ui.pages.plan.programme import ProgrammePage, ProgrammeShown
from app.ui.pages.plan.programmes import Followed, ProgrammesPage
from app.ui.pages.today.words import day_title, time_words
from app.ui.planning import Planned
from app.ui.theme import Look
from app.ui.window import Window


class Plans(QObject):
    """Made when somebody first comes to plan."""

    left = Signal()  # back to today

    def __init__(self, planned: Planned, library: Library, look: Look, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._planned = planned
        self._library = library
        self._look = look
        self._window = window
        self._slug = ""  # the programme that is shown
        self._findable: tuple[Shelf, list[Findable]] | None = None
        planned.changed.connect(self._renew)
        library.renewed.connect(self._renew)

    # --- the plan ----------------------------------------------------------------------------------------------------

    @cached_property
    def page(self) -> PlanPage:
        """The page of the plan."""
        page = PlanPage(self._look)
        page.back.connect(self.left)
        page.programmes_asked.connect(self.show_programmes)
        page.put.connect(self._put)
        page.taken_off.connect(self._take_off)
        page.skipped.connect(self._skip)
        page.moved.connect(self._move)
        page.put_back.connect(self._put_back)
        page.paused.connect(self._pause)
        page.went_on.connect(self._go_on)
        self._window.put_in("plan", page)
        return page

    def show(self, put: str = "") -> None:
        """Show the plan; with `put`, ask when that routine is to be done."""
        page = self.page
        self._window.show_page("plan", "today")
        page.show_plan(self._shown(), put)
        if not put:
            page.back_button.setFocus()
        self._planned.look()

    def _shown(self) -> PlanShown:
        day, plan = self._planned.day, self._planned.known.plan
        return PlanShown(
            day,
            [one for one in plan.entries if one.span.until is None],
            plan.pause(day),
            dict(self._library.titles()),
            self._find,
            self._planned.days,
        )

    def _find(self, words: str) -> list[tuple[str, str]]:
        shelf = self._library.shelf
        if self._findable is None or self._findable[0] is not shelf:
            self._findable = shelf, findable(shelf.routines.values())
        hits = found(self._findable[1], Wanted(words=words))[: MOST + 1]
        return [(one.slug, f"{one.routine.title}, {one.minutes} min") for one in hits]

    def _renew(self) -> None:
        if self._window.page == "plan":
            self.page.show_plan(self._shown())
        elif self._window.page == "programmes":
            self._show_list()
        elif self._window.page == "programme":
            self._show_one()

    def _put(self, entry: str, routine: str, weekdays: frozenset[int], time_s: float | None) -> None:
        put = Put(entry=entry or new_id(), routine=routine, weekdays=weekdays, time_s=time_s)
        self._planned.change(put)
        one = self._library.routine(routine)
        title = one.routine.title if one is not None else routine
        if entry:
            self._window.say(f"{title} is on your plan.")
        else:
            self._window.say(
                f"{title} is on your plan.", "Undo", partial(self._planned.change, TakenOff(entry=put.entry))
            )

    def _take_off(self, entry: Entry) -> None:
        self._planned.change(TakenOff(entry=entry.id))
        again = Put(entry=entry.id, routine=entry.routine, weekdays=entry.weekdays, time_s=entry.time_s)
        self._window.say("Taken off your plan.", "Undo", lambda: self._planned.change(again))

    def _skip(self, item: Item) -> None:
        self._planned.change(Skipped(item=item.id, on=item.on))
        self._window.say("Skipped.", "Undo", partial(self._put_back, item))

    def _move(self, item: Item, to: date, time_s: float | None) -> None:
        self._planned.change(Moved(item=item.id, on=item.on, to=to, time_s=time_s))
        at = f" at {time_words(time_s)}" if time_s is not None else ""
        self._window.say(f"Moved to {day_title(to)}{at}.", "Undo", partial(self._put_back, item))

    def _put_back(self, item: Item) -> None:
        self._planned.change(PutBack(item=item.id, on=item.on))

    def _pause(self, reason: str, until: date | None) -> None:
        self._planned.change(Paused(reason=reason, until=until))  # type: ignore[arg-type]
        self._window.say("Your plan is paused.", "Undo", self._go_on)

    def _go_on(self) -> None:
        pause = self._planned.known.plan.pause(self._planned.day)
        self._planned.change(WentOn())
        if pause is not None:
            again = Paused(reason=pause.reason, until=pause.span.until)
            self._window.say("Your plan goes on.", "Undo", partial(self._planned.change, again))

    # --- programmes --------------------------------------------------------------------------------------------------

    @cached_property
    def _list(self) -> ProgrammesPage:
        page = ProgrammesPage(self._look)
        page.back.connect(self.left)
        page.chosen.connect(self.show_programme)
        self._window.put_in("programmes", page)
        return page

    @cached_property
    def programme_page(self) -> ProgrammePage:
        """The page of one programme."""
        page = ProgrammePage(self._look)
        page.back.connect(self.show_programmes)
        page.started.connect(self._start)
        page.left.connect(self._leave)
        page.returned.connect(self._return)
        page.turned.connect(self._turn)
        page.swapped.connect(self._swap)
        page.missed_chosen.connect(self._choose_missed)
        page.routine_asked.connect(self._library.show_routine)
        page.today_asked.connect(self.left)
        self._window.put_in("programme", page)
        return page

    def show_programmes(self) -> None:
        """Come to every programme."""
        page = self._list
        self._show_list()
        self._window.show_page("programmes", "today")
        page.verticalScrollBar().setValue(0)
        page.back_button.setFocus()

    def _show_list(self) -> None:
        programmes = self._library.programmes()
        outlines = {slug: outline(one, self._minutes) for slug, one in programmes.items()}
        self._list.show_programmes(programmes, outlines, self._followed())

    def show_programme(self, slug: str) -> None:
        """Come to one programme, where it is there."""
        if slug not in self._library.programmes():
            self._window.say("This programme is no longer there; choose another.")
            return
        self._slug = slug
        self._show_one()
        self._window.show_page("programme", "today")
        self.programme_page.verticalScrollBar().setValue(0)
        self.programme_page.back_button.setFocus()

    def _show_one(self) -> None:
        programmes, slug, followed = self._library.programmes(), self._slug, self._followed()
        one = programmes.get(slug)
        if one is None:
            self.show_programmes()
            return
        mine = next((run for run in reversed(followed) if run.run.programme == slug and not _is_over(run)), None)
        beside = [run.run.programme for run in followed if run.is_on and run.run.programme != slug]
        shown = ProgrammeShown(
            slug,
            one,
            outline(one, self._minutes),
            mine,
            tuple(programmes[other].title for other in beside if other in programmes),
            dict(self._library.titles()).get,
            self._minutes,
            self._planned.day,
        )
        self.programme_page.show_programme(shown)

    def _minutes(self, session: PlannedSession) -> int | None:
        one = self._library.as_planned(session.routine, session)
        return None if one is None else one.minutes

    def _followed(self) -> list[Followed]:
        known, programmes, day = self._planned.known, self._library.programmes(), self._planned.day
        told = {one.run.id: one for one in advised(known, programmes, self._planned.today(), day)}
        found = []
        for run in known.plan.runs:
            one, say = programmes.get(run.programme), told.get(run.id)
            place = place_on(run, one, known.plan, known.history, day) if one is not None else None
            step, week = (say.step, say.week) if say is not None else (None, None)
            found.append(Followed(run, place, run.is_away(day), step, week))
        return found

    def _start(self, slug: str, first: date, missed: str, morning_s: float | None, evening_s: float | None) -> None:
        started = Started(
            run=new_id(),
            programme=slug,
            on=first,
            missed=missed,  # type: ignore[arg-type]
            morning_s=morning_s,
            evening_s=evening_s,
        )
        self._planned.change(started)
        self._window.say("Your programme is on your plan.", "See today", self.left.emit)

    def _leave(self, run: Run) -> None:
        self._planned.change(Left(run=run.id))
        self._window.say(
            "You left this programme. You can return to where you were.", "Undo", partial(self._return, run)
        )

    def _return(self, run: Run) -> None:
        self._planned.change(Returned(run=run.id))

    def _turn(self, run: Run, week: int) -> None:
        day = self._planned.day
        self._planned.change(Turned(run=run.id, on=day, week=week))
        back = TurnedBack(run=run.id, on=day)
        self._window.say(f"You begin week {week} today.", "Undo", partial(self._planned.change, back))

    def _swap(self, run: Run, routine: str, other: str) -> None:
        self._planned.change(Swapped(run=run.id, routine=routine, other=other))

    def _choose_missed(self, run: Run, missed: str) -> None:
        self._planned.change(MissedRule(run=run.id, missed=missed))  # type: ignore[arg-type]


def _is_over(one: Followed) -> bool:
    return not one.is_on and not one.is_away
