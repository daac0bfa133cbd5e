"""Looks after the history while the app runs: backs it up, tries again, and tells what goes wrong with it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.history.journal import Journal
from app.history.unavailable import HistoryUnavailable
from app.ui.answers import Answers
from app.ui.outside import Outside

if TYPE_CHECKING:
    from app.history.store import Store

BACK_UP_FIRST_MS = 10_000  # when the start is over
BACK_UP_AGAIN_MS = 3_600_000  # the day changes meanwhile, or there was no room
BACK_UP_LATER_MS = 60_000  # when a routine played
TRY_AGAIN_MS = 10_000

Say = Callable[[str, str, Callable[[], object] | None], object]  # a sentence, what can be done about it, and how


class Keeping(QObject):
    """Holds the journal. `say` tells the person a sentence, `plays` whether a routine plays: no backup is made then."""

    notice_changed = Signal(str)
    _trouble = Signal(object)  # from the history's thread: a sentence, or None when it is over
    _remark = Signal(str)  # from there too

    def __init__(self, outside: Outside, say: Say, plays: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._outside = outside
        self._say = say
        self._plays = plays
        self._answers = Answers(self)
        self._backed_up: date | None = None
        self._told_of_backup = False
        self.notice = ""  # what a person who looks at the history should know about it, in a sentence
        self._back_up = QTimer(self, singleShot=True, interval=BACK_UP_FIRST_MS)
        self._back_up.timeout.connect(self.back_up)
        self._try_again = QTimer(self, interval=TRY_AGAIN_MS)
        self._trouble.connect(self._tell)
        self._remark.connect(self._tell_remark)
        self.journal = Journal(
            self._open,
            outside.make_executor(),
            self._trouble.emit,
            open_to_read=self._open_to_read,
            on_remark=self._remark.emit,
        )
        self._try_again.timeout.connect(self.journal.try_again)
        self._back_up.start()

    def close(self) -> None:
        """Write everything down and close the file; first the day's backup, where none was made since the start."""
        self._back_up.stop()
        self._try_again.stop()
        today = self._outside.now().date()
        if self._backed_up != today and not self.journal.trouble and self._outside.places.history.exists():
            self.journal.read(lambda store: store.back_up(today))
        self.journal.close()

    # --- backups -----------------------------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Make the day's backup, or look again later."""
        if self._plays():
            self._back_up.start(BACK_UP_LATER_MS)
            return
        self._back_up.start(BACK_UP_AGAIN_MS)
        if self._outside.places.history.exists():
            today = self._outside.now().date()
            made = self.journal.read(lambda store: _back_up(store, today))
            self._answers.when(made, self._has_backup, self._has_no_backup)

    def _has_backup(self, day: date) -> None:
        self._backed_up = day
        self._told_of_backup = False

    def _has_no_backup(self, error: Exception) -> None:
        """Tell it once, and only when nothing worse is told already."""
        if not isinstance(error, HistoryUnavailable):
            raise error
        if not self._told_of_backup and not self.journal.trouble:
            self._told_of_backup = True
            self._say(str(error), "", None)

    # --- what goes wrong ---------------------------------------------------------------------------------------------

    def remind(self) -> None:
        """Tell once more, now that a routine plays, what keeps it from being written."""
        if self.journal.trouble:
            self._say(self._while_playing(self.journal.trouble), "", None)

    def _tell(self, trouble: str | None) -> None:
        self._note(trouble or "")
        if trouble is None:
            self._try_again.stop()
            self._say("The history can be written again.", "", None)
        else:
            self._try_again.start()
            self._say(self._while_playing(trouble), "", None)

    def _tell_remark(self, sentence: str) -> None:
        """Tell what happened to the file, and let the person look at its folder."""
        self._note(sentence)
        folder = self._outside.places.history.parent
        self._say(self._while_playing(sentence), "Open folder", partial(self._outside.open_path, folder))

    def _while_playing(self, sentence: str) -> str:
        return f"{sentence} Playing goes on." if self._plays() else sentence

    def _note(self, sentence: str) -> None:
        self.notice = sentence
        self.notice_changed.emit(sentence)

    # --- on the history's thread -------------------------------------------------------------------------------------

    def _open(self) -> "Store":
        from app.history.store import open_store

        places = self._outside.places
        return open_store(places.history, now=self._outside.now, backups=places.backups)

    def _open_to_read(self) -> "Store":
        from app.history.store import open_store

        return open_store(self._outside.places.history, now=self._outside.now, read_only=True)


def _back_up(store: "Store", day: date) -> date:
    store.back_up(day)
    return day
