"""The plan while the app runs: read through the journal, kept until it or the history changes, and changed here."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from app.history.ids import new_id
from app.history.journal import Journal
from app.history.planning import put_events
from app.history.store import Store
from app.history.unavailable import HistoryUnavailable
from app.plan.events import Change
from app.plan.kept import row_of
from app.plan.reading import Known, own_day, read
from app.plan.today import DayPlan, day_plan, day_plans
from app.routine.model import Programme
from app.ui.answers import Answers
from app.ui.chosen import Chosen
from app.ui.outside import Outside


class _Mark(NamedTuple):
    """What tells that nothing has changed since: which store, the day, and what was written by others and by us."""

    store: int
    day: date
    by_others: int
    by_us: int


class Planned(QObject):
    """Answers what is planned for a day. `looked` comes after each look, `changed` where something is otherwise."""

    changed = Signal()
    looked = Signal()
    not_read = Signal(str)  # why, in a sentence; empty once it is read again

    def __init__(
        self,
        outside: Outside,
        chosen: Chosen,
        journal: Callable[[], Journal],
        programmes: Callable[[], Mapping[str, Programme]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._chosen = chosen
        self._journal = journal
        self._programmes = programmes
        self._answers = Answers(self)
        self._known = Known()
        self._mark: _Mark | None = None
        self._is_told = False  # that it cannot be read

    @property
    def day(self) -> date:
        """The person's own day by now."""
        return own_day(self._outside.now(), self._chosen.now.day_start_s)

    @property
    def known(self) -> Known:
        """The plan and the history as they were read last."""
        return self._known

    @property
    def is_any(self) -> bool:
        """Whether anything is on the plan."""
        return self._known.plan.is_any(self.day)

    def today(self) -> DayPlan:
        """Return what is planned for today."""
        return self.on(self.day)

    def on(self, day: date) -> DayPlan:
        """Return what is planned for a day."""
        return day_plan(self._known.plan, self._programmes(), self._known.history, day, self.day)

    def days(self, days: Collection[date]) -> dict[date, DayPlan]:
        """Return what is planned for each of some days."""
        return day_plans(self._known.plan, self._programmes(), self._known.history, days, self.day)

    def look(self) -> None:
        """Read it all again where anything may have changed, off the screen's own thread."""
        if not self._outside.places.history.exists():
            self.looked.emit()
            return
        day, mark = self.day, self._mark
        found = self._journal().read(lambda store: _read(store, day, mark))
        self._answers.when(found, self._take, self._keep)

    def forget(self) -> None:
        """Read it all anew: another history stands in its place now, or none."""
        self._mark, self._known = None, Known()
        self.changed.emit()
        self.look()

    def change(self, *changes: Change) -> None:
        """Change the plan now; where nothing can be written it waits, as everything else does."""
        now, start_s = self._outside.now(), self._chosen.now.day_start_s
        rows = [row_of(change, new_id(), now, start_s) for change in changes]
        self._journal().write(lambda store: put_events(store, rows))
        self.look()

    def _take(self, found: tuple[_Mark, Known | None]) -> None:
        self._mark, known = found
        if self._is_told:
            self._is_told = False
            self.not_read.emit("")
        if known is not None and known != self._known:
            self._known = known
            self.changed.emit()
        self.looked.emit()

    def _keep(self, error: Exception) -> None:
        """Go on with what was read last, and say that the history cannot be read."""
        told = isinstance(error, HistoryUnavailable)
        self._is_told = True
        self.not_read.emit(str(error) if told else "The history cannot be read; start Unhunch again.")
        self.looked.emit()


def _read(store: Store, day: date, before: _Mark | None) -> tuple[_Mark, Known | None]:
    """Read on the history's thread; None where nothing has changed since."""
    [[by_others]] = store.read("PRAGMA data_version")
    mark = _Mark(id(store), day, by_others, store.connection.total_changes)
    return mark, None if mark == before else read(store, day)
