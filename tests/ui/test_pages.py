"""The pages that are given rows: what they show of them, and what they ask for."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ui.pages.history import HistoryPage
from app.ui.pages.sessions import PAGE_ROWS, Sessions, words_of
from app.ui.pages.words import begun_large
from app.ui.theme import Look
from tests.history.made import a_session


@pytest.fixture
def page(look: Look, qtbot: QtBot) -> HistoryPage:
    page = HistoryPage(look)
    qtbot.addWidget(page)
    return page


def test_a_session_in_the_small_hours_stands_under_the_day_it_belongs_to() -> None:
    late = a_session("b", day="2026-11-23", started_utc="2026-11-24T01:30:00.000000+00:00", utc_offset_s=0)

    assert words_of(late).startswith("Mon 23 Nov 2026, 01:30")


def test_a_list_of_any_length_reads_only_what_is_looked_at(page: HistoryPage) -> None:
    wanted: list[int] = []
    page.wanted.connect(wanted.append)
    page.show_sessions(100_000, [a_session(str(number)) for number in range(PAGE_ROWS)])
    assert page.list is not None
    page.resize(900, 900)
    page.show()
    page.list.scrollToBottom()
    page.list.grab()
    page.list.grab()

    assert wanted == [100_000 // PAGE_ROWS - 1]
    page.take(wanted[0], [a_session(f"old-{number}") for number in range(PAGE_ROWS)])
    last = page.list.sessions.session(99_999)
    assert last is not None
    assert last.id == "old-49"


def test_only_the_pages_looked_at_last_are_kept() -> None:
    sessions = Sessions()
    sessions.begin(10_000, [a_session("new")] * PAGE_ROWS)
    for page in range(1, 200):
        sessions.take(page, [a_session(str(page))] * PAGE_ROWS)
    assert len(sessions._pages) == 40
    assert sessions.session(0) is None
    assert (sessions.session(199 * PAGE_ROWS) or a_session("none")).id == "199"


def test_a_session_is_chosen_by_enter(page: HistoryPage, qtbot: QtBot) -> None:
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    page.show_sessions(2, [a_session("one"), a_session("two")])
    assert page.list is not None
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Enter):
        qtbot.keyClick(page.list, key)  # type: ignore[no-untyped-call]
    assert chosen == ["one", "two"]


def test_a_capital_is_put_at_the_beginning_and_no_other_letter_is_touched() -> None:
    assert [begun_large(text) for text in ("at Ann's PC", "ße", "", "<b>")] == ["At Ann's PC", "SSe", "", "<b>"]
