"""Offers to go on with a routine that was cut off, by a crash or a power cut."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.answers import Answers
from app.ui.outside import Outside
from app.ui.pages.today.page import TodayPage

if TYPE_CHECKING:
    from app.history.journal import Journal
    from app.history.store import Store
    from app.history.unfinished import Unfinished


class Resuming(QObject):
    """Keeps the one offer there is on the page of today. `go_on` carries what is gone on with."""

    go_on = Signal(object)  # an Unfinished

    def __init__(
        self,
        outside: Outside,
        journal: "Callable[[], Journal]",
        plays: Callable[[], bool],
        page: TodayPage,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._outside = outside
        self._journal = journal
        self._plays = plays
        self._page = page
        self._answers = Answers(self)
        self._offered: Unfinished | None = None
        page.go_on.connect(self._go_on)
        page.left.connect(self._leave_it)

    def look_back(self) -> None:
        """End the sessions of dead processes, and offer to go on with the newest."""
        if self._outside.places.history.exists():
            now = self._outside.now()
            found = self._journal().read(lambda store: _settle(store, now))
            self._answers.when(found, self._offer, self._no_offer)

    def take_away(self) -> None:
        """Offer it no more."""
        if self._offered is not None:
            self._offer(None)

    def _offer(self, unfinished: "Unfinished | None") -> None:
        self._offered = None if self._plays() else unfinished
        self._page.show_offer(self._offered)

    def _no_offer(self, _: Exception) -> None:
        """Offer nothing: that the history cannot be read is told where something is to be read or written."""

    def _go_on(self) -> None:
        if self._offered is not None:
            self.go_on.emit(self._offered)

    def _leave_it(self) -> None:
        """Let it stand in the history as interrupted."""
        from app.history.unfinished import forget

        if self._offered is not None:
            session_id = self._offered.session.id
            self._journal().write(lambda store: forget(store, session_id))
        self.take_away()


def _settle(store: "Store", now: datetime) -> "Unfinished | None":
    from app.history.owner import is_alive, this_process
    from app.history.unfinished import settle

    me = this_process()
    return settle(store, now, lambda owner: is_alive(owner, me))
