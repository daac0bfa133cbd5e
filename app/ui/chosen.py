"""The settings as they are by now: changed here, kept in their file, and told to whoever follows them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from app import settings
from app.settings import Settings


class Chosen(QObject):
    """One set of settings for the whole app. `not_kept` carries a sentence when they cannot be written.

    That is said once, and again only when they could be written meanwhile, or for another reason.
    """

    changed = Signal()
    not_kept = Signal(str)

    def __init__(self, now: Settings, path: Path, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = now
        self._path = path
        self._today = today
        self._said = ""

    def change(self, **changes: Any) -> None:
        """Set some of them by name. They hold from now on, even where they cannot be written."""
        new = replace(self.now, **changes)
        if new == self.now:
            return
        self.now = new
        try:
            settings.save(self._path, new, self._today())
            self._said = ""
        except settings.SettingsNotKept as error:
            self._tell(str(error))
        self.changed.emit()

    def _tell(self, sentence: str) -> None:
        before, self._said = self._said, sentence
        if sentence != before:
            self.not_kept.emit(sentence)

    def put(self, name: str, word: str, belongs: bool) -> None:
        """Put a word into one of the lists, such as a routine's slug into `favourites`, or take it out."""
        words = [one for one in getattr(self.now, name) if one != word]
        self.change(**{name: (*words, word) if belongs else tuple(words)})

    def set_dose(self, exercise: str, name: str, value: float) -> None:
        """Keep one figure of a person's own dose of an exercise, such as `hold_s`."""
        doses = self.now.doses
        self.change(doses={**doses, exercise: {**doses.get(exercise, {}), name: value}})

    def dose_as_written(self, exercise: str) -> None:
        """Keep no dose of the person's own for an exercise."""
        self.change(doses={slug: dose for slug, dose in self.now.doses.items() if slug != exercise})
