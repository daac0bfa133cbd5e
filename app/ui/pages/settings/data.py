"""Your data: where everything is that is yours."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from app.paths import Places, shown
from app.ui.kit import Button
from app.ui.pages.settings.section import Section
from app.ui.theme import Look

_NOT_YET = "Nothing is there yet; it is made when it is needed."


class DataSection(Section):
    """Folders, each to be opened in the file manager."""

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

    def look(self) -> None:
        """See which folders are there."""
        for button, folder in self._folders:
            button.set_off("" if folder.is_dir() else _NOT_YET)

    def _add_folder(self, name: str, path: Path) -> Button:
        button = Button(self._look, "Open folder", icon="folder")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._add(name, button, shown(path))
        button.setAccessibleName(f"Open folder: {name}")
        return button
