"""What goes wrong in the program itself, as the person sees it: one dialog, and a sentence while a routine plays."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.expected import Expected
from app.faults.watch import Watch, watching
from app.play.dues import State
from app.ui.answers import Answers
from app.ui.kit import Label
from app.ui.kit.toast import Toast
from app.ui.report import HEADING, ReportDialog
from app.ui.telling import AGAIN, IN_PLAY, KEPT, KEPT_BEFORE, REMIND_S, Telling
from tests.ui.conftest import Desk

pytestmark = pytest.mark.logs(".")

Key = Qt.Key
NOTE = "sciatica again"
MORE = "7 of 10"


class Python:
    """The part of Python that hooks are hung on, with somebody to hit it."""

    def __init__(self) -> None:
        self.excepthook: Any = None
        self.unraisablehook: Any = None

    def fails(self, error: Exception | None = None) -> None:
        """Raise an exception that nobody takes, with the person's words in it and around it."""
        note, pain = NOTE, MORE
        try:
            raise error or ValueError(f"{note}, {pain}")
        except Exception as raised:
            self.excepthook(type(raised), raised, raised.__traceback__)

    def fails_elsewhere(self) -> None:
        try:
            raise KeyError(NOTE)
        except KeyError as raised:
            self.excepthook(type(raised), raised, raised.__traceback__)


@pytest.fixture
def python() -> Python:
    return Python()


@pytest.fixture
def watch(python: Python, tmp_path: Path) -> Iterator[Watch]:
    with watching(tmp_path / "logs" / "unhunch.log", python, SimpleNamespace(excepthook=None), {}) as watch:
        watch.begin()
        yield watch


@pytest.fixture
def desk(sit_down: Callable[..., Desk], watch: Watch) -> Desk:
    return sit_down(watch)


def telling(desk: Desk) -> Telling:
    assert desk.app.telling is not None
    return desk.app.telling


def tell(desk: Desk) -> None:
    """Let the news arrive and the moment come when it is told."""
    desk.settle()
    if telling(desk).timer.isActive():
        telling(desk).timer.stop()
        telling(desk).tell()
    desk.settle()


def dialogs(desk: Desk) -> list[ReportDialog]:
    return [one for one in desk.app.window.findChildren(QDialog) if one.isVisible() and isinstance(one, ReportDialog)]


def dialog(desk: Desk) -> ReportDialog:
    [found] = dialogs(desk)
    return found


def words_on(widget: Any) -> list[str]:
    return [label.accessibleName() for label in widget.findChildren(Label) if label.isVisible()]


def toast(desk: Desk) -> str:
    found = desk.app.window.findChildren(Toast)
    return " ".join(word for one in found if one.isVisible() for word in words_on(one))


def dismiss(desk: Desk) -> None:
    for one in desk.app.window.findChildren(Toast):
        one.dismiss()


# --- the dialog ------------------------------------------------------------------------------------------------------


def test_a_bug_is_told_in_a_dialog_that_holds_nothing_up(desk: Desk, python: Python) -> None:
    python.fails()
    tell(desk)

    assert not dialog(desk).isModal()
    assert words_on(dialog(desk))[:2] == [HEADING, KEPT]
    assert "ValueError at " in dialog(desk).text.toPlainText()
    assert f"The log is at {desk.outside.places.log}" in words_on(dialog(desk))
    desk.app.show_place("history")
    assert desk.app.window.page == "history"


def test_its_keys_are_on_close_and_tab_leads_to_the_report_and_the_other_buttons(desk: Desk, python: Python) -> None:
    python.fails()
    tell(desk)
    shown = dialog(desk)
    assert QApplication.focusWidget() is shown.close_button

    reached = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget() or shown, Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    assert set(reached) >= {shown.copy_button, shown.folder_button, shown.text, shown.close_button}


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Return, Key.Key_Space])
def test_it_is_closed_by_a_key(desk: Desk, python: Python, key: Key) -> None:
    python.fails()
    tell(desk)

    QTest.keyClick(dialog(desk).close_button, key)

    assert dialogs(desk) == []
    assert desk.app.window.isVisible()


def test_the_report_is_copied_as_it_stands(desk: Desk, python: Python) -> None:
    python.fails()
    tell(desk)
    QTest.keyClick(dialog(desk).copy_button, Key.Key_Space)

    assert QApplication.clipboard().text() == dialog(desk).text.toPlainText()
    assert dialog(desk).copy_button.label == "Copied"


def test_the_folder_of_the_log_is_opened_where_something_opens_folders(desk: Desk, python: Python) -> None:
    python.fails()
    tell(desk)
    QTest.keyClick(dialog(desk).folder_button, Key.Key_Space)
    assert desk.opened == [desk.outside.places.logs]

    desk.can_open = False
    QTest.keyClick(dialog(desk).folder_button, Key.Key_Space)

    assert not dialog(desk).folder_button.isEnabled()


def test_more_of_it_adds_to_the_dialog_and_never_makes_a_second(desk: Desk, python: Python) -> None:
    python.fails()
    tell(desk)
    for _ in range(600):
        python.fails()
    python.fails_elsewhere()
    tell(desk)

    assert "It went wrong 602 times since Unhunch was opened." in words_on(dialog(desk))
    report = dialog(desk).text.toPlainText()
    assert "in Python.fails, 601 times" in report
    assert report.index("KeyError at ") < report.index("ValueError at ")


def test_what_somebody_is_copying_by_hand_stays_under_the_hand(desk: Desk, python: Python) -> None:
    python.fails()
    tell(desk)
    dialog(desk).text.selectAll()
    selected = dialog(desk).text.textCursor().selectedText()

    python.fails_elsewhere()
    tell(desk)

    assert dialog(desk).text.textCursor().selectedText() == selected


def test_the_same_bug_after_it_was_read_is_said_in_a_sentence_now_and_then(desk: Desk, python: Python) -> None:
    python.fails()
    tell(desk)
    dialog(desk).reject()

    said = []
    for seconds in (0.0, REMIND_S / 2, REMIND_S):
        desk.world.pass_(seconds)
        python.fails()
        tell(desk)
        said.append(toast(desk))
        dismiss(desk)

    assert said == [AGAIN, "", AGAIN]
    assert dialogs(desk) == []


def test_another_bug_after_it_was_read_opens_the_dialog_again(desk: Desk, python: Python) -> None:
    python.fails()
    tell(desk)
    first = dialog(desk)
    first.reject()

    python.fails_elsewhere()
    tell(desk)

    assert dialog(desk) is first


def test_who_is_writing_keeps_the_keys(desk: Desk, python: Python) -> None:
    desk.app.play("desk-reset")
    desk.passes(3.0)
    desk.playing.end()
    assert desk.app.window.page == "done"

    python.fails()
    tell(desk)

    assert dialog(desk).testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_a_fault_of_the_history_does_not_promise_that_the_last_change_is_kept(desk: Desk) -> None:
    desk.app.journal.write(lambda store: store.rate("x", pain_after=99))
    tell(desk)

    assert KEPT_BEFORE in words_on(dialog(desk))


def test_what_the_history_could_not_answer_is_told_as_a_bug(desk: Desk) -> None:
    def bug(_: object) -> None:
        raise ValueError(NOTE)

    Answers(desk.app).when(desk.app.journal.read(bug), print, lambda _: None)
    desk.settle()
    tell(desk)

    assert "ValueError" in dialog(desk).text.toPlainText()


def test_expected_trouble_is_said_in_the_window_without_a_dialog(desk: Desk, python: Python) -> None:
    python.fails(Expected("Plug in <b>something</b>."))
    tell(desk)

    assert toast(desk) == "Plug in <b>something</b>."
    assert dialogs(desk) == []


def test_where_even_the_dialog_fails_it_is_said_on_standard_error_once(desk: Desk, python: Python) -> None:
    telling(desk)._look = None  # type: ignore[assignment]  # what a dialog cannot be made without

    for _ in range(3):
        python.fails()
        tell(desk)

    assert desk.said == [f"Something went wrong in Unhunch itself; what is known of it is in {desk.outside.places.log}"]


def test_after_the_window_is_closed_nothing_more_is_told(desk: Desk, python: Python) -> None:
    desk.app.window.close()
    python.fails()
    tell(desk)

    assert dialogs(desk) == []
    assert "ValueError" in desk.outside.places.log.read_text()


def test_what_went_wrong_before_the_first_paint_is_told_after_it(
    sit_down: Callable[..., Desk], watch: Watch, python: Python
) -> None:
    python.fails()

    desk = sit_down(watch)
    tell(desk)

    assert "ValueError at " in dialog(desk).text.toPlainText()


# --- while a routine plays -------------------------------------------------------------------------------------------


def test_while_a_routine_plays_one_sentence_is_said_and_the_dialog_waits_until_it_is_over(
    desk: Desk, python: Python
) -> None:
    desk.app.play("desk-reset")
    for _ in range(60):
        python.fails()
    tell(desk)
    assert toast(desk) == IN_PLAY
    assert desk.playing.player.state is State.PLAYING

    dismiss(desk)
    python.fails_elsewhere()
    tell(desk)
    assert (toast(desk), dialogs(desk)) == ("", [])

    desk.passes(200.0)
    assert desk.app.window.page == "done"
    tell(desk)
    assert "It went wrong 61 times since Unhunch was opened." in words_on(dialog(desk))


def test_an_output_that_fails_is_told_the_same_way_and_the_routine_goes_on(desk: Desk) -> None:
    desk.sound.fails = True
    desk.app.play("desk-reset")
    tell(desk)
    assert toast(desk) == IN_PLAY

    desk.passes(200.0)

    assert desk.app.window.page == "done"
    tell(desk)
    assert "app/ui/playing.py:" in dialog(desk).text.toPlainText()


# --- nothing of the person's -----------------------------------------------------------------------------------------


def test_a_session_with_a_note_and_pain_leaves_no_trace_of_either_in_log_or_report(
    desk: Desk, python: Python, tmp_path: Path
) -> None:
    desk.app.play("desk-reset")
    desk.passes(3.0)
    desk.playing.end()
    done = desk.app.conductor.done
    session = desk.app.journal.read(lambda store: store.sessions(limit=1)).result()[0]
    done.rated.emit(session.id, 7)
    done.noted.emit(session.id, NOTE)
    kept = desk.app.journal.read(lambda store: store.session(session.id)).result()

    def bug(_: object) -> None:
        raise RuntimeError(f"cannot deal with {kept!r}")

    python.fails(TypeError(repr(kept)))
    desk.app.journal.write(bug)
    desk.app.journal.write(lambda store: store.rate(session.id, pain_after=77, note=NOTE))
    tell(desk)

    assert kept is not None
    assert (kept.pain_after, kept.note) == (7, NOTE)
    written = desk.outside.places.log.read_text()
    for told in (written, dialog(desk).text.toPlainText()):
        assert "TypeError" in told
        assert "RuntimeError" in told
        assert not any(word in told for word in ("sciatica", "pain_after=", "7 of 10", session.id, session.title, "77"))
    assert json.dumps(NOTE)[1:-1] not in written
