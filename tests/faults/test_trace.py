"""What is told of an exception: where it was and of what type, and never a word of the person's."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from app.faults.trace import LEFT_OUT, headline, message_of, place_of, scrubbed, shown_path, trace_of

NOTE = "sciatica again, 7 of 10"


def caught(act: Callable[[], object]) -> Exception:
    try:
        act()
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def raising(error: BaseException) -> Callable[[], object]:
    def act() -> None:
        note = NOTE  # a local variable of the frame that fails
        assert note
        raise error

    return act


def none_of() -> Any:
    return None


KINDS: list[type[Exception]] = [
    *(ValueError, KeyError, RuntimeError, TypeError, AttributeError, NameError, ImportError, IndexError, OSError),
    *(sqlite3.IntegrityError, sqlite3.OperationalError, AssertionError, Exception, SyntaxError, UserWarning),
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_somebody_raised_is_left_out_whatever_the_type(kind: type[Exception]) -> None:
    error = caught(raising(kind(NOTE)))

    told = f"{headline(error)} {trace_of(error)}"

    assert LEFT_OUT in told
    assert kind.__qualname__ in told
    assert "test_trace.py:" in told
    assert not any(word in told for word in ("sciatica", "7 of 10"))


def asked(query: str, *values: object) -> None:
    """Ask something of a database that is closed again."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(query, values)


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda: none_of().note, "'NoneType' object has no attribute 'note'"),
        (lambda: [][1], "list index out of range"),
        (lambda: 1 / int(""), LEFT_OUT),
        (lambda: dict[str, int]()[NOTE], LEFT_OUT),
        (lambda: float(NOTE), LEFT_OUT),
        (lambda: getattr("", NOTE), "'str' object has no attribute '...'"),
        (lambda: len(none_of()), "object of type 'NoneType' has no len()"),
        (lambda: asked(f"select '{NOTE}' frm x y"), LEFT_OUT),
        (lambda: asked("select ?", object()), "type 'object' is not supported"),
        (lambda: __import__("nothing_of_that_name"), "No module named 'nothing_of_that_name'"),
    ],
)
def test_a_text_made_by_compiled_code_is_kept_where_it_speaks_of_code(act: Callable[[], object], says: str) -> None:
    message = message_of(caught(act))

    assert says in message
    assert "sciatica" not in message


def test_what_qt_says_of_a_wrong_argument_is_kept(qapp: object) -> None:
    message = message_of(caught(lambda: QLabel().setText(7)))  # type: ignore[arg-type]

    assert "QLabel.setText" in message
    assert "\n" not in message


def test_the_system_is_quoted_from_its_own_list_with_the_home_folder_as_a_tilde(tmp_path: Path) -> None:
    assert message_of(caught(raising(FileNotFoundError(2, NOTE, f"{Path.home()}/x/history.db")))) == (
        "[Errno 2] No such file or directory: ~/x/history.db"
    )


@pytest.mark.parametrize("name", ["my sciatica.yaml", "for-dr-smith.pdf", "pain diary.csv", "before surgery.db"])
def test_names_that_people_give_to_files_are_left_out(name: str) -> None:
    told = message_of(caught(lambda: open(f"{Path.home()}/nowhere/{name}")))  # noqa: SIM115, PTH123

    assert told == f"[Errno 2] No such file or directory: ~/nowhere/*{Path(name).suffix}"
    assert scrubbed(f"Cannot open file '{Path.home()}/nowhere/{name}'") == (
        f"Cannot open file '~/nowhere/*{Path(name).suffix}'"
    )


def test_frames_of_ours_and_of_libraries_are_named_from_where_they_are_installed() -> None:
    from app.history import journal

    assert shown_path(journal.__file__) == "app/history/journal.py"
    assert shown_path(pytest.__file__) == "pytest/__init__.py"
    assert shown_path(f"{Path.home()}x/y") == f"{Path.home()}x/y"


def test_what_led_to_it_is_told_first_and_a_ring_of_causes_has_an_end() -> None:
    def act() -> None:
        try:
            none_of().note  # noqa: B018
        except AttributeError as error:
            raise ValueError(NOTE) from error

    error = caught(act)
    told = trace_of(error).splitlines()

    assert [line for line in told if not line.startswith(" ")] == [
        "AttributeError: 'NoneType' object has no attribute 'note'",
        "which led to:",
        f"ValueError: {LEFT_OUT}",
    ]
    assert error.__cause__ is not None
    error.__cause__.__cause__ = error
    assert trace_of(error).splitlines() == told


def test_every_one_of_a_group_is_told() -> None:
    group = ExceptionGroup(NOTE, [caught(lambda: [][1]), caught(raising(ValueError(NOTE)))])

    told = trace_of(caught(raising(group)))

    assert "IndexError: list index out of range" in told
    assert "ValueError" in told
    assert "sciatica" not in told


def test_a_thousand_frames_of_one_function_are_one_line() -> None:
    def again() -> None:
        again()

    told = trace_of(caught(again)).splitlines()

    assert len(told) < 10
    assert told[-1].startswith("RecursionError: maximum recursion depth exceeded")


def test_an_exception_that_was_never_raised_can_be_told() -> None:
    assert headline(ValueError(NOTE)) == "ValueError"
    assert trace_of(TypeError(NOTE)) == f"TypeError: {LEFT_OUT}"


def test_one_place_is_told_from_another_by_type_and_line() -> None:
    def one() -> None:
        raise ValueError

    def other() -> None:
        raise ValueError

    assert place_of(caught(one)) == place_of(caught(one))
    assert place_of(caught(one)) != place_of(caught(other))
