"""Watching a folder: when it is looked at, what is read, and that no way of saving a file is missed."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher, Signal
from pytestqt.qtbot import QtBot

from app.routine.folder import state_of
from app.ui.watching import Patience, Watching
from tests.play.fakes import FakeClocks
from tests.ui.fakes import AtOnce, WhenTold

Texts = dict[str, str]


class FakeWatcher(QFileSystemWatcher):
    """Tells when it is told to, and has room for so many paths."""

    fileChanged = Signal(str)  # noqa: N815 - Qt's
    directoryChanged = Signal(str)  # noqa: N815

    def __init__(self, room: int = 100) -> None:
        super().__init__()
        self.room = room
        self.paths: list[str] = []
        self.tried: list[str] = []

    def addPath(self, path: str) -> bool:  # noqa: N802
        self.tried.append(Path(path).name)
        fits = len(self.paths) < self.room
        self.paths += [path] * fits
        return fits

    def removePaths(self, files: object) -> list[str]:  # noqa: N802
        self.paths = [path for path in self.paths if path not in files]  # type: ignore[operator]
        return []

    def files(self) -> list[str]:
        return [path for path in self.paths if not Path(path).is_dir()]

    def directories(self) -> list[str]:
        return [path for path in self.paths if Path(path).is_dir()]

    @property
    def names(self) -> list[str]:
        return sorted(Path(path).name for path in self.paths)


class Reader:
    """Reads the texts in a folder, and keeps what it handed out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.readings = 0
        self.got: list[Texts] = []
        self.fails = False

    def read(self) -> Texts:
        self.readings += 1
        if self.fails:
            raise RuntimeError("on purpose")
        return self.there()

    def there(self) -> Texts:
        texts: Texts = {}
        with suppress(FileNotFoundError):  # a test may be at it while the other thread looks
            for path in sorted(self.folder.rglob("*.yaml")):
                texts[path.name] = path.read_text(encoding="utf-8")
        return texts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "routines"
    (folder / "exercises").mkdir(parents=True)
    (folder / "a.yaml").write_text("one", encoding="utf-8")
    (folder / "exercises" / "b.yaml").write_text("one", encoding="utf-8")
    return folder


@pytest.fixture
def reader(folder: Path) -> Reader:
    return Reader(folder)


@pytest.fixture
def clocks() -> FakeClocks:
    return FakeClocks()


Start = Callable[..., Watching[Texts]]


@pytest.fixture
def start(reader: Reader, clocks: FakeClocks, qtbot: QtBot) -> Iterator[Start]:
    """Begin to watch with what a test hands in; a timer does nothing unless the test has it time out."""
    started: list[Watching[Texts]] = []

    def begin(
        watcher: QFileSystemWatcher, executor: Executor | None = None, patience: Patience | None = None
    ) -> Watching[Texts]:
        watching = Watching(
            reader.folder,
            reader.read,
            reader.got.append,
            executor or AtOnce(),
            clock=clocks.clock,
            patience=patience or Patience(),
            watcher=watcher,
        )
        started.append(watching)
        watching.start(state_of(reader.folder))
        return watching

    yield begin
    for watching in started:
        watching.close()


# --- when it looks ---------------------------------------------------------------------------------------------------


def test_a_change_is_looked_at_when_it_has_been_quiet_for_a_while(
    start: Start, clocks: FakeClocks, reader: Reader
) -> None:
    watcher = FakeWatcher()
    watching = start(watcher)
    watching.timer.stop()
    (reader.folder / "a.yaml").write_text("half", encoding="utf-8")

    watcher.directoryChanged.emit("")
    assert (watching.timer.isActive(), watching.timer.interval()) == (True, 400)
    clocks.pass_(0.3)
    watcher.directoryChanged.emit("")
    assert watching.timer.interval() == 400
    assert reader.readings == 0

    watching.timer.timeout.emit()
    assert reader.got == [reader.there()]


def test_writing_without_end_does_not_put_it_off_for_ever(start: Start, clocks: FakeClocks) -> None:
    watcher = FakeWatcher()
    watching = start(watcher)
    watching.look()
    waits = []
    for _ in range(9):
        watcher.directoryChanged.emit("")
        waits.append(watching.timer.interval())
        clocks.pass_(0.25)
    assert waits == [400, 400, 400, 400, 400, 400, 400, 250, 0]
    watching.timer.timeout.emit()
    watcher.directoryChanged.emit("")
    assert watching.timer.interval() == 400


def test_it_is_read_only_when_its_state_is_another(start: Start, reader: Reader) -> None:
    watching = start(FakeWatcher())
    watching.look()
    assert reader.readings == 0
    (reader.folder / "a.yaml").write_text("two and more", encoding="utf-8")
    watching.look()
    watching.look()
    assert reader.got == [reader.there()]


def test_a_file_that_tells_of_itself_is_read_even_if_nothing_shows(start: Start, reader: Reader) -> None:
    watcher = FakeWatcher()
    watching = start(watcher)
    watcher.fileChanged.emit(str(reader.folder / "a.yaml"))  # the same size, on a disk that counts in whole seconds
    watching.timer.timeout.emit()
    assert reader.readings == 1
    watching.timer.timeout.emit()
    assert reader.readings == 1


def test_what_changed_between_reading_and_watching_is_seen_by_a_second_look(start: Start, reader: Reader) -> None:
    told = WhenTold()
    watching = start(FakeWatcher(), told)
    told.do_all()
    assert watching.timer.isActive()
    (reader.folder / "a.yaml").write_text("two and more", encoding="utf-8")
    watching.timer.timeout.emit()
    told.do_all()
    assert reader.got == [reader.there()]


def test_one_look_at_a_time_and_what_comes_meanwhile_is_looked_at_after_it(start: Start, reader: Reader) -> None:
    told = WhenTold()
    watching = start(FakeWatcher(), told)
    told.do_all()
    texts = ["second", "the third"]
    (reader.folder / "a.yaml").write_text(texts[0], encoding="utf-8")
    watching.look()
    watching.look()
    watching.look()
    told.do_next()
    (reader.folder / "a.yaml").write_text(texts[1], encoding="utf-8")
    told.do_all()
    assert [got["a.yaml"] for got in reader.got] == texts


def test_nothing_is_looked_at_after_the_end(start: Start, reader: Reader) -> None:
    watcher = FakeWatcher()
    watching = start(watcher)
    watching.close()
    (reader.folder / "a.yaml").write_text("two and more", encoding="utf-8")
    watcher.fileChanged.emit("")
    watching.look()
    assert (reader.readings, watching.timer.isActive()) == (0, False)


@pytest.mark.logs("something asked for could not be had")
def test_a_fault_in_reading_comes_out_and_the_next_change_is_read_all_the_same(start: Start, reader: Reader) -> None:
    told = WhenTold()
    watching = start(FakeWatcher(), told)
    told.do_all()
    reader.fails = True
    (reader.folder / "a.yaml").write_text("two and more", encoding="utf-8")
    watching.look()
    told.do_all()
    reader.fails = False
    watching.look()
    told.do_all()
    assert reader.got == [reader.there()]


# --- what it watches -------------------------------------------------------------------------------------------------


def test_the_folder_its_parts_its_files_and_the_folder_above_are_watched(start: Start) -> None:
    watcher = FakeWatcher()
    start(watcher)
    assert watcher.names == ["a.yaml", "b.yaml", "exercises", "home", "routines"]


def test_a_file_that_was_put_in_place_of_another_is_watched_anew(start: Start, reader: Reader) -> None:
    watcher = FakeWatcher()
    watching = start(watcher)
    watcher.tried.clear()
    (reader.folder / ".new").write_text("two", encoding="utf-8")
    (reader.folder / ".new").replace(reader.folder / "a.yaml")
    watching.look()
    assert watcher.tried == ["a.yaml"]
    watching.look()
    assert watcher.tried == ["a.yaml"]


def test_a_folder_that_was_moved_away_is_let_go_of_and_the_new_one_watched(start: Start, reader: Reader) -> None:
    watcher = FakeWatcher()
    watching = start(watcher)
    reader.folder.rename(reader.folder.parent / "away")
    watching.look()
    assert watcher.names == ["home"]
    reader.folder.mkdir()
    watching.look()
    assert watcher.names == ["home", "routines"]


def test_where_the_system_refuses_more_no_further_file_is_tried_and_folders_are(start: Start, reader: Reader) -> None:
    for number in range(9):
        (reader.folder / f"more-{number}.yaml").write_text("one", encoding="utf-8")
    watcher = FakeWatcher(room=4)
    watching = start(watcher)
    assert watcher.tried == ["home", "routines", "exercises", "a.yaml", "more-0.yaml"]

    (reader.folder / "programmes").mkdir()
    (reader.folder / "more-8.yaml").write_text("two and more", encoding="utf-8")
    watcher.room = 5
    watching.look()  # the app is come back to

    assert reader.got == [reader.there()]
    assert "programmes" in watcher.names
    assert "more-0.yaml" not in watcher.tried[5:]


# --- real files, real events -----------------------------------------------------------------------------------------


def by_backup(path: Path, text: str) -> None:
    """Save as vim does: the old file becomes a backup, a new one is written, the backup goes."""
    backup = path.with_name(f"{path.name}~")
    path.rename(backup)
    path.write_text(text, encoding="utf-8")
    backup.unlink()


def by_rename(path: Path, text: str) -> None:
    """Save as gedit and kate do: beside it, then in its place."""
    beside = path.with_name(f".goutputstream-{path.name}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def in_place(path: Path, text: str) -> None:
    """Save as VS Code and nano do."""
    path.write_text(text, encoding="utf-8")


def in_pieces(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        for letter in text:
            file.write(letter)
            file.flush()


def by_another_name(path: Path, text: str) -> None:
    path.rename(path.with_name(f"{text.replace(' ', '-')}.yaml"))
    path.write_text("in its place", encoding="utf-8")


def deleted_and_made_again(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, encoding="utf-8")


def with_its_folder(path: Path, text: str) -> None:
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")


def with_its_folder_moved(path: Path, text: str) -> None:
    path.parent.rename(path.parent.with_name(text))
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")


SAVES = [by_backup, by_rename, in_place, in_pieces, by_another_name, deleted_and_made_again]
SAVES += [with_its_folder, with_its_folder_moved]
AT_ONCE = Patience(quiet_s=0.0, longest_s=0.0)


@pytest.mark.parametrize("inside", ["", "exercises"])
@pytest.mark.parametrize("save", SAVES)
def test_however_a_file_is_saved_what_is_in_it_arrives_again_and_again(
    start: Start, reader: Reader, qtbot: QtBot, save: Callable[[Path, str], None], inside: str
) -> None:
    path = reader.folder / inside / ("b.yaml" if inside else "a.yaml")
    watching = start(QFileSystemWatcher(), ThreadPoolExecutor(1), AT_ONCE)
    qtbot.waitUntil(lambda: is_watched(watching, path))
    for text in ("two", "three", "four"):
        save(path, text)
        qtbot.waitUntil(lambda: reader.got[-1:] == [reader.there()] and is_watched(watching, path))


def is_watched(watching: Watching[Texts], path: Path) -> bool:
    watcher = watching.findChild(QFileSystemWatcher)
    assert watcher is not None
    return str(path) in watcher.files()


def test_a_folder_that_is_made_later_is_found_and_so_is_what_is_put_into_it(
    start: Start, reader: Reader, qtbot: QtBot
) -> None:
    shutil.rmtree(reader.folder.parent)
    start(QFileSystemWatcher(), ThreadPoolExecutor(1), AT_ONCE)
    reader.folder.mkdir(parents=True)
    (reader.folder / "first.yaml").write_text("one", encoding="utf-8")
    qtbot.waitUntil(lambda: reader.got[-1:] == [{"first.yaml": "one"}])
    (reader.folder / "programmes").mkdir()
    (reader.folder / "programmes" / "second.yaml").write_text("two", encoding="utf-8")
    qtbot.waitUntil(lambda: reader.got[-1:] == [reader.there()])
