"""Commands over all a person has written: taken out, taken in, put together, put back, deleted."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.past import read_history
from app.cli.ways import FINE, PROBLEMS, UsageError, Ways, plain
from app.expected import Expected
from app.paths import shown

if TYPE_CHECKING:
    from app.history.store import Store

_YES = "delete"


class NothingThere(Expected):
    """There is no history yet."""


class Running(Expected):
    """The app is open, and has the history in hand."""


def back_up(arguments: argparse.Namespace, ways: Ways) -> int:
    """Write the history to a new file, whole."""
    from app.history.transfer import leaving

    _written(ways, [arguments.file], lambda store: leaving.back_up(store, arguments.file))
    return FINE


def export(arguments: argparse.Namespace, ways: Ways) -> int:
    """Write all there is as one JSON file, or sessions, steps and check-ins as CSV."""
    from app.history.transfer import leaving

    file: Path = arguments.file
    if arguments.csv:
        names = [file / name for name in leaving.CSV_NAMES.values()]
        _written(ways, names, lambda store: leaving.export_csv(store, file))
    else:
        _written(ways, [file], lambda store: leaving.export_json(store, file))
    return FINE


def merge(arguments: argparse.Namespace, ways: Ways) -> int:
    """Put another computer's history together with this one; the last change of each thing wins."""
    from app.history.transfer import merging

    with _opened(ways) as store:
        taken = merging.merge(store, arguments.file, ways.now().date(), ways.places.backups)
    print(taken, file=ways.out)
    return FINE


def take_in(arguments: argparse.Namespace, ways: Ways) -> int:
    """Take in what `export` wrote."""
    from app.history.transfer import merging

    with _opened(ways) as store:
        taken = merging.import_json(store, arguments.file, ways.now().date(), ways.places.backups)
    print(taken, file=ways.out)
    return FINE


def restore(arguments: argparse.Namespace, ways: Ways) -> int:
    """Put a file's history in place of this one, which is kept beside it."""
    from app.history.transfer import replacing

    with _alone(ways):
        print(plain(replacing.restore(ways.places.history, arguments.file, ways.now())), file=ways.out)
    return FINE


def delete(arguments: argparse.Namespace, ways: Ways) -> int:
    """Name every file that holds something of the history, ask, and delete them."""
    from app.history.transfer import replacing

    with _alone(ways):
        found = replacing.everything(ways.places.history, ways.places.backups)
        if not found:
            print("There is nothing to delete.", file=ways.out)
            return FINE
        for path in found:
            print(plain(shown(path)), file=ways.out)
        if not arguments.yes and not _agreed(len(found), ways):
            print("Nothing was deleted.", file=ways.out)
            return PROBLEMS
        replacing.delete(found)
    print(f"{_files(len(found))} gone. Copies you made elsewhere yourself are not known here.", file=ways.out)
    return FINE


def _agreed(files: int, ways: Ways) -> bool:
    try:
        return ways.ask(f"Delete {_files(files)} for good? Type {_YES} to do so: ").strip() == _YES
    except EOFError:
        raise UsageError("Nobody is there to be asked. Try: unhunch data delete --yes") from None


def _files(count: int) -> str:
    return f"{count} file{'s' * (count != 1)}"


def _written(ways: Ways, paths: list[Path], write: "Callable[[Store], object]") -> None:
    """Write files, say where they are, and remember them for when everything is to be deleted."""
    from app.history.transfer import exports
    from app.history.trouble import told

    if read_history(ways, lambda store: (write(store), True)) is None:
        raise NothingThere("There is no history yet; it begins with the first routine you play.")
    with told(ways.places.data, thing="The list of what was exported"):
        exports.remember(ways.places.history, paths)
    for path in paths:
        print(plain(shown(path.absolute())), file=ways.out)


@contextmanager
def _opened(ways: Ways) -> "Iterator[Store]":
    from app.history.store import open_store

    with closing(open_store(ways.places.history, now=ways.now, backups=ways.places.backups)) as store:
        yield store


@contextmanager
def _alone(ways: Ways) -> Iterator[None]:
    """Hold the lock, so that the app cannot start meanwhile. Raises Running where it is open."""
    from app.history.trouble import told
    from app.lock import take

    with told(ways.places.lock, thing="The folder of the history"):
        lock = take(ways.places.lock)
    if lock is None:
        raise Running("Unhunch is open; quit it, in the tray too, and try again.")
    try:
        yield
    finally:
        lock.release()
