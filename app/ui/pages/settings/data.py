"""Your data: where everything is that is yours."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.paths import Places, shown
from app.ui.kit import Button, Label, small
from app.ui.kit.question import Question
from app.ui.pages.layout import column_in
from app.ui.pages.settings.section import Section
from app.ui.theme import Look

_NOT_YET = "Nothing is there yet; it is made when it is needed."


class DataSection(Section):
    """Folders, each to be opened in the file manager, and what may be done with all that was written."""

    export_asked = Signal()
    tables_asked = Signal()
    backup_asked = Signal()
    import_asked = Signal()
    restore_asked = Signal()
    delete_asked = Signal()
    folder_asked = Signal(object)  # a Path
    routines_asked = Signal()  # the folder of own routines, which may have to be made

    def __init__(self, look: Look, places: Places) -> None:
        super().__init__(look, "Your data", "All of it stays on this computer, in ordinary files.")
        self._folders: list[tuple[Button, Path]] = []
        routines = self._add_folder("Your own routines", places.routines)
        routines.clicked.connect(self.routines_asked)
        for name, path, folder in (
            ("History", places.history, places.history.parent),
            ("Backups of the history", places.backups, places.backups),
            ("Settings", places.settings, places.settings.parent),
            ("Log", places.log, places.logs),
        ):
            button = self._add_folder(name, path)
            button.clicked.connect(partial(self.folder_asked.emit, folder))
            self._folders.append((button, folder))
        self._asked: Button | None = None  # to come back to, when nothing was done after all
        self._add_ways(
            "Take it with you",
            "Everything as one JSON file that Unhunch reads back, or as tables for a spreadsheet.",
            ("Export everything", self.export_asked),
            ("Export tables", self.tables_asked),
            ("Back up now", self.backup_asked),
        )
        self._add_ways(
            "From another computer, or from before",
            "Take in puts both together, and the last change of each thing wins. Restore puts a backup in place of"
            " what is here.",
            ("Take in a file", self.import_asked),
            ("Restore a backup", self.restore_asked),
        )
        self._add_ways(
            "Leave nothing behind",
            "Each file that holds some of it is named before anything goes.",
            ("Delete everything", self.delete_asked),
        )
        self._files = small("")
        self._files.hide()
        self.layout_.addWidget(self._files)
        self.question = Question(look)
        self.layout_.addWidget(self.question)

    def show_files(self, names: Sequence[str]) -> None:
        """Name the files that are asked about; none when nothing is any more."""
        self._files.setText("\n".join(names))
        self._files.setVisible(bool(names))

    def come_back(self) -> None:
        """Give the keys back to what was pressed last."""
        if self._asked is not None:
            self._asked.setFocus()

    def look(self) -> None:
        """See which folders are there."""
        for button, folder in self._folders:
            button.set_off("" if folder.is_dir() else _NOT_YET)

    def _add_ways(self, name: str, about: str, *ways: tuple[str, SignalInstance]) -> None:
        box = QWidget()
        words = column_in(box, self._look, 0.5)
        words.addSpacing(self._look.theme.space(1))
        words.addWidget(Label(name, strong=True))
        words.addWidget(small(about))
        self.layout_.addWidget(box)
        buttons = [Button(self._look, words) for words, _ in ways]
        for button, (_, asked) in zip(buttons, ways, strict=True):
            button.clicked.connect(partial(self._ask, button, asked))
        self.add_flow(*buttons)

    def _ask(self, button: Button, asked: SignalInstance) -> None:
        self._asked = button
        self.question.hide()
        self.show_files([])
        asked.emit()

    def _add_folder(self, name: str, path: Path) -> Button:
        button = Button(self._look, "Open folder", icon="folder")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._add(name, button, shown(path))
        button.setAccessibleName(f"Open folder: {name}")
        return button
