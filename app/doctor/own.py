"""What is our own: versions, folders, files, routines, settings and the history."""

import os
import platform
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import metadata
from pathlib import Path

from app import __version__, lock, paths, settings
from app.doctor.facts import Fact, State, safely
from app.faults.crash import last_crash
from app.history.unavailable import HistoryUnavailable

VERSIONS, FILES, HISTORY = "Versions", "Folders and files", "History"
_FIRST_FEW = 3


def own_facts(places: paths.Places) -> Iterator[Fact]:
    """Look at everything that needs no desktop."""
    yield from safely(VERSIONS, "Unhunch", versions)
    yield from safely(FILES, "running", lambda: [running(places.lock)])
    yield from safely(FILES, "folders", lambda: list(folders(places)))
    yield from safely(FILES, "log", lambda: [log_file(places.log)])
    yield from safely(FILES, "last crash", lambda: [crash(places.crash_log)])
    yield from safely(FILES, "settings", lambda: list(chosen(places.settings)))
    yield from safely(FILES, "routines", lambda: list(routines(places.routines)))
    yield from safely(HISTORY, "database", lambda: list(history(places.history)))
    yield from safely(HISTORY, "backups", lambda: [backups(places.backups)])


# --- versions --------------------------------------------------------------------------------------------------------


def versions() -> list[Fact]:
    """Return what runs here."""
    found = {
        "Unhunch": __version__,
        "Python": platform.python_version(),
        "PySide6": _installed("PySide6"),
        "SQLite": sqlite3.sqlite_version,
        "sqlite-utils": _installed("sqlite-utils"),
        "system": _system(),
    }
    return [_version(name, version) for name, version in found.items()]


def _version(name: str, version: str) -> Fact:
    if version:
        return Fact(VERSIONS, name, version, data={"version": version})
    return Fact(VERSIONS, name, "is not installed", "wrong", "install Unhunch again")


def _installed(package: str) -> str:
    for name in (package, f"{package}-Essentials"):  # a distribution may carry the parts of PySide6 alone
        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return ""


def _system() -> str:
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        name = ""
    kernel = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"{name}, {kernel}" if name else kernel


# --- folders and files -----------------------------------------------------------------------------------------------


def running(path: Path) -> Fact:
    """Tell whether a copy has the data folder right now."""
    if not lock.is_held(path):
        return Fact(FILES, "running", "Unhunch is not running", data={"running": False})
    there = lock.holder(path)
    which = f", as process {there.pid}" if there else ""
    data = {"running": True, "pid": there.pid if there else None}
    return Fact(FILES, "running", f"Unhunch is running{which}", data=data)


def _may_write(folder: Path) -> bool:
    return os.access(folder, os.W_OK | os.X_OK)


def folders(places: paths.Places, may_write: Callable[[Path], bool] = _may_write) -> Iterator[Fact]:
    """Look at the person's folders. What Unhunch writes for them has to be writable; what they write need not be."""
    yield _folder("data", places.data, may_write, must_write=True)
    yield _folder("settings folder", places.config, may_write, must_write=False)
    yield _folder("routines folder", places.routines, may_write, must_write=False)
    yield _folder("logs folder", places.logs, may_write, must_write=True)
    yield _folder("backups folder", places.backups, may_write, must_write=True)


def _folder(name: str, path: Path, may_write: Callable[[Path], bool], *, must_write: bool) -> Fact:
    there = path.exists()
    stands = next(folder for folder in (path, *path.parents) if folder.exists())
    writable = stands.is_dir() and may_write(stands)
    data = {"path": str(path), "there": there, "writable": writable}
    state: State = "wrong" if must_write else "missing"
    if not stands.is_dir():
        return Fact(FILES, name, f"{path}: {stands} is not a folder", "wrong", "move that file elsewhere", data)
    if not writable:
        said = f"{path} cannot be written" if there else f"{path} cannot be made, {stands} is not writable"
        remedy = f"make {stands} yours to write" if must_write else ""
        return Fact(FILES, name, said, state, remedy, data)
    return Fact(FILES, name, str(path) if there else f"{path}, made when it is needed", data=data)


def log_file(path: Path) -> Fact:
    """Tell where faults of the program are written down."""
    if not path.exists():
        return Fact(FILES, "log", f"{path}, nothing in it yet", data={"path": str(path), "size_bytes": 0})
    size = path.stat().st_size
    return Fact(FILES, "log", f"{path}, {in_bytes(size)}", data={"path": str(path), "size_bytes": size})


def crash(path: Path) -> Fact:
    """Tell whether Python was ever brought down as a whole, and where the trace of that is."""
    trace = last_crash(path)
    data = {"path": str(path), "trace": trace}
    if not trace:
        return Fact(FILES, "last crash", "none known", data=data)
    at = datetime.fromtimestamp(path.stat().st_mtime).isoformat(" ", "minutes")
    return Fact(FILES, "last crash", f"{at}, {trace.splitlines()[0]}; its trace is in {path}", data=data)


def chosen(path: Path) -> Iterator[Fact]:
    """Tell what is set, and which settings could not be used."""
    _, said = settings.load(path)
    told = str(path) if path.exists() else f"{path} is not there, so the usual settings are in use"
    yield Fact(FILES, "settings", told, data={"path": str(path), "there": path.exists()})
    for sentence in said:
        yield Fact(FILES, "settings", sentence, "wrong", "mend that line in the file")


def routines(mine: Path) -> Iterator[Fact]:
    """Count the routines, and name the first problems in their files."""
    from app.routine.catalog import load
    from app.routine.texts import precautions

    catalog = load(paths.ROUTINES, mine, precautions(paths.ASSETS))
    usable = sum(entry.model is not None for entry in catalog.routines.values())
    own = sum(entry.mine and entry.model is not None for entry in catalog.routines.values())
    problems = catalog.problems
    data = {"routines": usable, "own": own, "problems": len(problems)}
    yield Fact(FILES, "routines", f"{usable} can be played, {own} of your own", data=data)
    if problems:
        told = f"{_count(len(problems), 'problem')} in {_count(len({one.path for one in problems}), 'file')}"
        yield Fact(FILES, "routines", told, "wrong", "see them all with: unhunch check")
    for problem in problems[:_FIRST_FEW]:
        yield Fact(FILES, "routines", str(problem), "wrong")


# --- the history -----------------------------------------------------------------------------------------------------


def history(path: Path) -> Iterator[Fact]:
    """Look at the database without touching it."""
    from app.history.health import examine

    try:
        health = examine(path)
    except HistoryUnavailable as error:
        yield Fact(HISTORY, "database", str(error), "wrong", data={"path": str(path), "there": True})
        return
    if health is None:
        told = f"{path} is not there yet; it begins with the first routine you play"
        yield Fact(HISTORY, "database", told, data={"path": str(path), "there": False})
        return
    data = {"path": str(path), "there": True, "size_bytes": health.size_bytes, "faults": health.faults}
    if health.faults:
        told = f"{path} is damaged ({health.faults[0]})"
        yield Fact(HISTORY, "database", told, "wrong", "keep a copy of it, then start Unhunch", data)
    else:
        yield Fact(HISTORY, "database", f"{path}, {in_bytes(health.size_bytes)}, sound", data=data)
    yield _SCHEMAS[health.schema]
    if health.schema in ("up to date", "behind"):
        told = f"{health.sessions}, {health.not_ended} not ended, {health.interrupted} interrupted"
        counts = {"sessions": health.sessions, "not_ended": health.not_ended, "interrupted": health.interrupted}
        yield Fact(HISTORY, "sessions", told, data=counts)


def _schema_fact(told: str, state: State = "fine", remedy: str = "", schema: str = "") -> Fact:
    return Fact(HISTORY, "schema", told, state, remedy, {"schema": schema or told})


_SCHEMAS = {
    "up to date": _schema_fact("up to date"),
    "behind": _schema_fact("of an earlier version; it is brought up to date when Unhunch starts", schema="behind"),
    "newer": _schema_fact("of a newer Unhunch", "wrong", "install that version", "newer"),
    "not ours": _schema_fact("not a history of Unhunch", "wrong", "move the file elsewhere", "not ours"),
}


def backups(folder: Path) -> Fact:
    """Count the backups, and tell when the newest was made."""
    try:
        made_s = [path.stat().st_mtime for path in folder.iterdir() if path.suffix == ".db"]
    except (FileNotFoundError, NotADirectoryError):
        made_s = []
    if not made_s:
        return Fact(HISTORY, "backups", "none yet", data={"backups": 0, "newest": None})
    newest = datetime.fromtimestamp(max(made_s)).astimezone().isoformat(" ", "minutes")
    told = f"{len(made_s)}, the newest of {newest[:16]}"
    return Fact(HISTORY, "backups", told, data={"backups": len(made_s), "newest": newest})


# --- words -----------------------------------------------------------------------------------------------------------


def in_bytes(size: int) -> str:
    """Return a size as people read it."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.1f} kB"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" + ("" if number == 1 else "s")
