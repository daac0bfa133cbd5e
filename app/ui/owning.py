"""Leads through what a person may do with all they have written: take it out, take it in, put it back, delete it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from app.expected import Expected
from app.history.transfer import exports, leaving
from app.paths import shown
from app.ui.answers import Answers
from app.ui.outside import Outside

if TYPE_CHECKING:
    from concurrent.futures import Future

    from app.history.journal import Journal
    from app.history.store import Store
    from app.ui.pages.settings.data import DataSection

T = TypeVar("T")
_JSON, _DATABASE, _ANY = "JSON (*.json)", "Unhunch history (*.db)", "Unhunch (*.json *.db);;All files (*)"
_NOTHING = "There is no history yet; it begins with the first routine you play."
_FAULT = "That did not work, and what is known of it is in the log; your history is as it was."


class Owning(QObject):
    """All of it happens on the history's own thread. `changed` comes when the history holds something else now."""

    changed = Signal()

    def __init__(
        self,
        outside: Outside,
        journal: "Journal",
        plays: Callable[[], bool],
        say: Callable[[str], object],
        section: "DataSection",
    ) -> None:
        super().__init__(section)
        self._outside = outside
        self._journal = journal
        self._plays = plays
        self._say = say
        self._section = section
        self._answers = Answers(self)
        section.export_asked.connect(self._export)
        section.tables_asked.connect(self._export_tables)
        section.backup_asked.connect(self._back_up)
        section.import_asked.connect(self._take_in)
        section.restore_asked.connect(self._ask_to_restore)
        section.delete_asked.connect(self._ask_to_delete)

    @property
    def _history(self) -> Path:
        return self._outside.places.history

    # --- out ---------------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        path = self._outside.file_to_save("Export everything", "unhunch.json", _JSON)
        if path is not None:
            path = path if path.suffix else path.with_suffix(".json")
            self._write([path], partial(leaving.export_json, path=path, over=True))

    def _export_tables(self) -> None:
        path = self._outside.file_to_save("A new folder for the tables", "unhunch-tables", "")
        if path is not None:
            names = [path / name for name in leaving.CSV_NAMES.values()]
            self._write(names, partial(leaving.export_csv, folder=path))

    def _back_up(self) -> None:
        name = f"unhunch-{self._outside.now():%Y-%m-%d}.db"
        path = self._outside.file_to_save("Back up the history", name, _DATABASE)
        if path is not None:
            path = path if path.suffix else path.with_suffix(".db")
            self._write([path], partial(leaving.back_up, path=path, over=True))

    def _write(self, paths: list[Path], write: "Callable[[Store], object]") -> None:
        history = self._history

        def act(store: "Store") -> None:
            write(store)
            exports.remember(history, paths)

        if not history.exists():
            self._say(_NOTHING)
            return
        where = paths[0] if len(paths) == 1 else paths[0].parent
        said = f"Written: {shown(where)}. It holds what you wrote about yourself; keep it where only you can read it."
        self._when(self._journal.read(act), lambda _: self._say(said))

    # --- in ----------------------------------------------------------------------------------------------------------

    def _take_in(self) -> None:
        """Put what another computer has together with what is here; the last change of each thing wins."""
        path = self._outside.file_to_open("Take in a history", _ANY)
        if path is None:
            return
        from app.history.transfer.merging import import_json, merge

        take = import_json if path.suffix.lower() == ".json" else merge
        day, backups = self._outside.now().date(), self._outside.places.backups
        self._when(self._journal.read(lambda store: take(store, path, day, backups)), self._tell)

    def _ask_to_restore(self) -> None:
        if self._is_playing():
            return
        path = self._outside.file_to_open("Restore a backup", _DATABASE)
        if path is not None:
            self._section.question.ask(
                f"Put the history in {path.name} in place of yours? Yours is kept beside it, under another name.",
                [("Put it in place", partial(self._restore, path)), ("Keep mine", self._section.come_back)],
            )

    def _restore(self, path: Path) -> None:
        from app.history.transfer.replacing import restore

        now = self._outside.now()
        self._when(self._journal.alone(lambda: restore(self._history, path, now)), self._tell)

    # --- away --------------------------------------------------------------------------------------------------------

    def _ask_to_delete(self) -> None:
        from app.history.transfer.replacing import everything

        if self._is_playing():
            return
        history, backups = self._history, self._outside.places.backups
        found = self._journal.alone(lambda: everything(history, backups))
        self._when(found, self._name_all)

    def _name_all(self, found: list[Path]) -> None:
        """Say what would go, file by file, before anything does."""
        if not found:
            self._say("There is nothing to delete: no history, no backups, no exports.")
            return
        self._section.show_files([shown(path) for path in found])
        count = len(found)
        self._section.question.ask(
            f"Delete {'this file' if count == 1 else f'these {count} files'} for good? Your whole history, diary and"
            " plan go with that, and nobody can bring them back.",
            [
                ("Export first", self._export_first),
                ("Delete all of it", partial(self._delete, found)),
                ("Keep it all", self._keep_all),
            ],
        )

    def _export_first(self) -> None:
        self._section.show_files([])
        self._export()

    def _keep_all(self) -> None:
        self._section.show_files([])
        self._section.come_back()

    def _delete(self, found: list[Path]) -> None:
        from app.history.transfer.replacing import delete

        self._section.show_files([])
        said = "All of it is deleted. Copies you made elsewhere yourself are not known here."
        self._when(self._journal.alone(lambda: delete(found)), lambda _: self._tell(said))

    # --- what came of it ---------------------------------------------------------------------------------------------

    def _is_playing(self) -> bool:
        if self._plays():
            self._say("A routine plays; end it first, and then try again.")
        return self._plays()

    def _when(self, future: "Future[T]", then: Callable[[T], object]) -> None:
        self._answers.when(future, then, self._trouble)

    def _tell(self, said: object) -> None:
        self._say(str(said))
        self._section.look()
        self.changed.emit()

    def _trouble(self, error: Exception) -> None:
        self._say(str(error) if isinstance(error, Expected) else _FAULT)
