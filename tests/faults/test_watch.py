"""The watch: what nobody else takes reaches the log file and the list of faults, and holds nothing of the person's."""

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import pytest

from app.expected import Expected
from app.faults import Foreign
from app.faults.log import MOST_BYTES
from app.faults.watch import Watch, log_fault, watching

NOTE = "sciatica again, 7 of 10"
log = logging.getLogger("app.somewhere")


class Hung:
    """A watch hung on a made-up Python, with what its hooks had been before."""

    def __init__(self, path: Path) -> None:
        self.before: list[object] = []
        self.python = SimpleNamespace(excepthook=lambda *found: self.before.append(found[0]), unraisablehook=None)
        self.threads = SimpleNamespace(excepthook=None)
        self.path = path
        self.environ: dict[str, str] = {}
        self._watching = watching(path, self.python, self.threads, self.environ)
        self.watch = self._watching.__enter__()
        self.watch.begin()

    def fails(self, error: BaseException) -> None:
        """Let an exception reach Python's last hook."""
        try:
            note = NOTE
            assert note
            raise error
        except BaseException as raised:
            self.python.excepthook(type(raised), raised, raised.__traceback__)

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def end(self) -> None:
        self._watching.__exit__(None, None, None)


@pytest.fixture
def hung(tmp_path: Path) -> Iterator[Hung]:
    hung = Hung(tmp_path / "logs" / "unhunch.log")
    yield hung
    hung.end()


expected_in_logs = pytest.mark.logs(".")


def test_nothing_is_written_while_nothing_goes_wrong(hung: Hung, tmp_path: Path) -> None:
    assert list(tmp_path.iterdir()) == []
    assert not hung.watch.has_news


@expected_in_logs
def test_what_nobody_takes_is_logged_and_counted_without_a_word_of_the_persons(hung: Hung) -> None:
    hung.fails(ValueError(NOTE))

    [fault] = hung.watch.faults.all
    assert fault.headline.startswith("ValueError at ")
    assert "ValueError" in hung.text
    assert "sciatica" not in hung.text + fault.headline + fault.trace
    assert (hung.path.stat().st_mode & 0o777, hung.path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@expected_in_logs
def test_threads_and_what_cannot_be_raised_are_noticed_too(hung: Hung) -> None:
    error = ValueError(NOTE)
    hung.threads.excepthook(SimpleNamespace(exc_value=error))
    hung.threads.excepthook(SimpleNamespace(exc_value=SystemExit()))
    hung.python.unraisablehook(SimpleNamespace(exc_value=TypeError(NOTE), object=None))

    assert [fault.headline for fault in hung.watch.faults.all] == ["ValueError", "TypeError"]


def test_ctrl_c_is_left_to_who_had_it_before(hung: Hung) -> None:
    hung.fails(KeyboardInterrupt())

    assert hung.before == [KeyboardInterrupt]
    assert not hung.watch.has_news


def test_afterwards_the_hooks_are_as_they_were(tmp_path: Path) -> None:
    hung = Hung(tmp_path / "unhunch.log")
    mine = hung.python.excepthook
    handlers = len(logging.getLogger().handlers)
    hung.end()

    assert hung.python.excepthook is not mine
    assert (hung.python.unraisablehook, hung.threads.excepthook) == (None, None)
    assert len(logging.getLogger().handlers) == handlers - 1
    assert logging.getLogger("app").level == logging.NOTSET


@expected_in_logs
def test_sixty_a_second_are_one_fault_and_a_few_lines(hung: Hung) -> None:
    for _ in range(600):
        hung.fails(ValueError(NOTE))

    [fault] = hung.watch.faults.all
    assert fault.count == 600
    assert [line.rpartition("took this")[2] for line in hung.text.splitlines() if "took this" in line] == [
        "",
        " (10 times)",
        " (100 times)",
    ]


@expected_in_logs
def test_a_flood_of_different_faults_is_counted_in_the_end(hung: Hung) -> None:
    for number in range(40):
        hung.fails(type(f"Made{number}", (Exception,), {})())

    faults = hung.watch.faults.all
    assert len(faults) == 21
    assert (faults[-1].count, faults[-1].headline) == (20, "More in other places; the log has them")


@expected_in_logs
def test_what_we_log_as_our_own_mistake_counts_and_a_warning_does_not(hung: Hung) -> None:
    try:
        raise ValueError(NOTE)
    except ValueError:
        log.warning("only a warning", exc_info=True)
        assert not hung.watch.has_news
        log.exception("an output failed")

    assert len(hung.watch.faults.all) == 1
    assert "app.somewhere: an output failed" in hung.text


@expected_in_logs
def test_expected_trouble_is_kept_as_its_sentence_and_is_no_fault(hung: Hung) -> None:
    hung.fails(Expected("Plug it in."))
    hung.fails(Expected("Plug it in."))

    assert hung.watch.faults.all == ()
    assert hung.watch.faults.take_sentences() == ["Plug it in."]
    assert hung.watch.faults.take_sentences() == []


@pytest.mark.parametrize(
    ("template", "arguments", "line"),
    [
        ("a note %s and %d of %.1f", (NOTE, 7, 2.5), "a note ... and 7 of 2.5"),
        ("%d is a number", (NOTE,), "%d is a number"),
        ("too few %s %s", (NOTE,), "too few %s %s"),
        ("named %(note)s", ({"note": NOTE},), "named ..."),
        ("Qt: %s", (Foreign(f"no file '{Path.home()}/my sciatica.yaml'"),), "Qt: no file '~/*.yaml'"),
        ("a list %r", ([NOTE],), "a list ..."),
    ],
)
def test_only_numbers_and_scrubbed_words_are_filled_in(
    hung: Hung, template: str, arguments: tuple[Any, ...], line: str
) -> None:
    hung.watch.handle(logging.LogRecord("app.somewhere", logging.WARNING, "", 1, template, arguments, None))

    assert f"app.somewhere: {line}\n" in hung.text


@expected_in_logs
def test_of_other_peoples_records_only_the_place_is_written(hung: Hung) -> None:
    logging.getLogger("some.library").warning("sciatica %s", NOTE)

    assert "WARNING some.library: test_of_other" in hung.text
    assert "sciatica" not in hung.text


@expected_in_logs
def test_the_log_rotates_and_keeps_two_older_files_for_the_persons_eyes_only(hung: Hung) -> None:
    for number in range(4 * MOST_BYTES // 1000):
        log.warning("%01000d", number)

    files = sorted(hung.path.parent.iterdir())
    assert [file.name for file in files] == ["unhunch.log", "unhunch.log.1", "unhunch.log.2"]
    assert all(file.stat().st_size <= MOST_BYTES for file in files)
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


@expected_in_logs
def test_what_comes_before_the_first_paint_is_kept_and_written_then(tmp_path: Path) -> None:
    watch = Watch(tmp_path / "unhunch.log")
    record = logging.LogRecord("app.x", logging.ERROR, "", 1, "early", (), (ValueError, ValueError(NOTE), None))
    watch.handle(record)
    assert not (tmp_path / "unhunch.log").exists()

    watch.begin()
    log.warning("for the marker")

    assert "early" in (tmp_path / "unhunch.log").read_text()
    assert len(watch.faults.all) == 1
    watch.close()


@expected_in_logs
def test_where_the_log_cannot_be_written_the_faults_are_told_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()
    hung = Hung(tmp_path / "logs" / "unhunch.log")
    hung.fails(ValueError(NOTE))
    hung.end()

    assert len(hung.watch.faults.all) == 1
    assert not hung.watch.is_logged
    assert not log_fault(hung.path, ValueError(NOTE))


@expected_in_logs
def test_with_debug_set_everything_is_told_on_standard_error(tmp_path: Path) -> None:
    err = io.StringIO()
    with (
        redirect_stderr(err),
        watching(
            tmp_path / "log",
            SimpleNamespace(excepthook=None, unraisablehook=None),
            SimpleNamespace(excepthook=None),
            {"UNHUNCH_DEBUG": "1"},
        ),
    ):
        log.error("out", exc_info=ValueError(NOTE))

    assert NOTE in err.getvalue()


@expected_in_logs
def test_an_ear_that_fails_ends_nothing(hung: Hung, capsys: pytest.CaptureFixture[str]) -> None:
    def deaf() -> None:
        raise RuntimeError(NOTE)

    hung.watch.on_news = deaf
    hung.fails(ValueError(NOTE))

    assert len(hung.watch.faults.all) == 1
    assert capsys.readouterr().err == "unhunch: something went wrong, and it could not be logged\n"


def test_by_default_the_hooks_are_pythons_own(tmp_path: Path) -> None:
    before = sys.excepthook
    with watching(tmp_path / "log") as watch:
        assert sys.excepthook is not before
        thread = Thread(target=lambda: None)
        thread.start()
        thread.join()
    assert sys.excepthook is before
    assert not watch.has_news
