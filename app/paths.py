"""Where the bundled files and the person's own files are."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

_HERE = Path(__file__).resolve().parent


def _bundled(folder: str) -> Path:
    """A wheel carries the folder inside the package; a checkout and an editable install beside it."""
    inside = _HERE / folder
    return inside if inside.is_dir() else _HERE.parent / folder


ASSETS = _bundled("assets")
ROUTINES = _bundled("routines")


@dataclass(frozen=True)
class Places:
    """The person's own folders and files. None of them need exist yet."""

    config: Path
    data: Path
    routines: Path
    logs: Path

    @property
    def settings(self) -> Path:
        """The settings file, TOML."""
        return self.config / "settings.toml"

    @property
    def history(self) -> Path:
        """The history database, SQLite."""
        return self.data / "history.db"

    @property
    def lock(self) -> Path:
        """The file that the running copy holds locked."""
        return self.data / "running.lock"

    @property
    def backups(self) -> Path:
        """The folder of the history's backups."""
        return self.data / "backups"

    @property
    def log(self) -> Path:
        """The log file: what went wrong in the program itself. Older ones are beside it, with a number."""
        return self.logs / "unhunch.log"

    @property
    def crash_log(self) -> Path:
        """What Python was doing when the whole process was brought down; empty when it never was."""
        return self.logs / "crash.log"


def places(environ: Mapping[str, str] = os.environ) -> Places:
    """Return the person's folders: all under `UNHUNCH_HOME` when that is set, else where the system keeps them."""
    if home := environ.get("UNHUNCH_HOME"):
        root = Path(home).expanduser().absolute()
        return Places(config=root, data=root, routines=root / "routines", logs=root / "logs")
    dirs = platformdirs.PlatformDirs("unhunch", appauthor=False)
    return Places(
        config=dirs.user_config_path,
        data=dirs.user_data_path,
        routines=dirs.user_data_path / "routines",
        logs=dirs.user_log_path,
    )


def shown(path: Path) -> str:
    """Return a path as it may be shown: `~` for the person's home, and what cannot be seen by its number."""
    text = str(path)
    try:
        home = Path.home()
        text = str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else text
    except RuntimeError:  # nobody has no home
        pass
    return visible(text)


def visible(text: str) -> str:
    """Return a text with what cannot be seen in it shown by its number; names of files may hold anything."""
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)
