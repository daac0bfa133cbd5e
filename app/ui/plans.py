"""Leads through the plan and the programmes: what is put on it, moved, paused, followed and left."""

from datetime import date
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from app.history.ids import new_id
from app.plan.events import (
    Left,
    MissedRule,
    Moved,
    Paused,
    Put,
    Returned,
    Skipped,
    Started,
    Swapped,
    TakenOff,
    Turned,
    WentOn,
)
from app.plan.planned import Entry, Run
from app.plan.running import place_on
from app.plan.today import Item
from app.ui.library import Library
from app.ui.pages.plan.page import PlanPage, PlanShown
from app.ui.pages.plan.programme import Followed, ProgrammePage, ProgrammesPage
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
        planned.changed.connect(self._renew)

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
        page.paused.connect(self._pause)
        page.went_on.connect(self._go_on)
        self._window.put_in("plan", page)
        return page

    def show(self, put: str = "") -> None:
        """Show the plan; with `put`, ask when that routine is to be done."""
        page = self.page
        self._window.show_page("plan", "today")
        page.show_plan(self._shown(), put)
        self._planned.look()

    def _shown(self) -> PlanShown:
        day, plan = self._planned.day, self._planned.known.plan
        return PlanShown(
            day,
            [one for one in plan.entries if one.span.until is None],
            plan.pause(day),
            self._library.titles(),
            self._planned.on,
        )

    def _renew(self) -> None:
        if self._window.page == "plan":
            self.page.show_plan(self._shown())
        elif self._window.page == "programmes":
            self.show_programmes()
        elif self._window.page == "programme":
            self.show_programme(self._slug)

    def _put(self, entry: str, routine: str, weekdays: frozenset[int], time_s: float | None) -> None:
        self._planned.change(Put(entry=entry or new_id(), routine=routine, weekdays=weekdays, time_s=time_s))
        one = self._library.routine(routine)
        self._window.say(f"{one.routine.title if one is not None else routine} is on your plan.")

    def _take_off(self, entry: Entry) -> None:
        self._planned.change(TakenOff(entry=entry.id))
        again = Put(entry=entry.id, routine=entry.routine, weekdays=entry.weekdays, time_s=entry.time_s)
        self._window.say("Taken off your plan.", "Undo", lambda: self._planned.change(again))

    def _skip(self, item: Item) -> None:
        self._planned.change(Skipped(item=item.id, on=item.on))
        self._window.say(f"Skipped on {item.on:%A}.")

    def _move(self, item: Item, to: date) -> None:
        self._planned.change(Moved(item=item.id, on=item.on, to=to, time_s=item.time_s))
        back = Moved(item=item.id, on=item.on, to=item.on, time_s=item.time_s)
        self._window.say(f"Moved to {to:%A} {to.day} {to:%B}.", "Undo", lambda: self._planned.change(back))

    def _pause(self, reason: str, until: date | None) -> None:
        self._planned.change(Paused(reason=reason, until=until))  # type: ignore[arg-type]
        self._window.say("Your plan is paused.", "Undo", self._go_on)

    def _go_on(self) -> None:
        self._planned.change(WentOn())

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
        self._window.put_in("programme", page)
        return page

    def show_programmes(self) -> None:
        """Show every programme."""
        page = self._list
        self._window.show_page("programmes", "today")
        page.show_programmes(self._library.programmes(), self._followed())

    def show_programme(self, slug: str) -> None:
        """Show one programme, where it is there."""
        one = self._library.programmes().get(slug)
        if one is None:
            self._window.say("This programme is no longer there.")
            return
        is_new, self._slug = slug != self._slug or self._window.page != "programme", slug
        page = self.programme_page
        self._window.show_page("programme", "today")
        mine = [run for run in self._followed() if run.run.programme == slug]
        going = next((run for run in reversed(mine) if run.is_on or run.is_away), None)
        page.show_programme(slug, one, going, self._title, self._planned.day)
        if is_new:
            page.verticalScrollBar().setValue(0)

    def _title(self, slug: str) -> str:
        one = self._library.routine(slug)
        return one.routine.title if one is not None else slug

    def _followed(self) -> list[Followed]:
        known, programmes, day = self._planned.known, self._library.programmes(), self._planned.day
        found = []
        for run in known.plan.runs:
            one = programmes.get(run.programme)
            place = place_on(run, one, known.plan, known.history, day) if one is not None else None
            found.append(Followed(run, place, run.is_away(day)))
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
        self._window.say("You left this programme. You can return to where you were.")

    def _return(self, run: Run) -> None:
        self._planned.change(Returned(run=run.id))

    def _turn(self, run: Run, week: int) -> None:
        self._planned.change(Turned(run=run.id, on=self._planned.day, week=week))
        self._window.say(f"You begin week {week} today.")

    def _swap(self, run: Run, routine: str, other: str) -> None:
        self._planned.change(Swapped(run=run.id, routine=routine, other=other))

    def _choose_missed(self, run: Run, missed: str) -> None:
        self._planned.change(MissedRule(run=run.id, missed=missed))  # type: ignore[arg-type]
